"""Which reports of an archive are copies of each other, by MinHash and locality-sensitive hashing.

The sources are Broder, "On the resemblance and containment of documents" (1997), and the banding
scheme of Indyk and Motwani (1998). A report joins the earliest one that it resembles, and reports
come in the order of the input: the same archive gives the same copies on any number of workers.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from mapper.model import Report

__all__ = ["Copies", "Copy", "find_copies", "fingerprint"]

_PERMUTATIONS = 64
_BANDS = 16
_ROWS = _PERMUTATIONS // _BANDS
_SHINGLE = 4
_SLICE = 8192
_ALIKE = 0.85
"""Estimated Jaccard similarity of shingles from which a report is a copy."""
_WORD = re.compile(r"\w+")
_PRIME = np.uint64((1 << 61) - 1)
_DRAWN = np.random.default_rng(1997).integers(1, 1 << 31, size=(2, _PERMUTATIONS), dtype=np.uint64)


@dataclass(frozen=True, slots=True)
class Copy:
    """A report that repeats another's text: word for word, or nearly."""

    name: str
    of: str
    exact: bool


def find_copies(reports: Iterable[tuple[Report, str]]) -> Iterator[Copy]:
    """Yield which of the reports, each with its fingerprint, repeat an earlier one."""
    first: dict[str, str] = {}
    names: list[str] = []
    copies = Copies()
    for report, print_ in reports:
        if report.sha256 in first:
            yield Copy(report.name, first[report.sha256], exact=True)
            continue
        first[report.sha256] = report.name
        names.append(report.name)
        original = names[copies.add(print_)]
        if original != report.name:
            yield Copy(report.name, original, exact=False)


def fingerprint(text: str) -> str:
    """Return the MinHash of the text's shingles of four words, as hexadecimal digits."""
    words = _WORD.findall(text.casefold())
    shingles = {
        zlib.crc32(" ".join(words[i : i + _SHINGLE]).encode("utf-8", "surrogatepass"))
        for i in range(max(1, len(words) - _SHINGLE + 1))
    }
    hashes = np.fromiter(shingles, dtype=np.uint64, count=len(shingles))
    smallest = np.full(_PERMUTATIONS, np.iinfo(np.uint64).max, dtype=np.uint64)
    for start in range(0, len(hashes), _SLICE):  # slices bound the memory of a long text
        drawn = hashes[start : start + _SLICE, None] * _DRAWN[0] + _DRAWN[1]
        smallest = np.minimum(smallest, (drawn % _PRIME).min(axis=0))
    return smallest.astype("<u4").tobytes().hex()


class Copies:
    """The reports seen so far, by the bands of their fingerprints."""

    def __init__(self) -> None:
        self._bands: dict[bytes, int] = {}
        self._prints: list[bytes] = []

    def add(self, fingerprint_hex: str) -> int:
        """File the next report; return the number of the first report it copies, or its own."""
        print_ = bytes.fromhex(fingerprint_hex)
        number = len(self._prints)
        self._prints.append(print_)
        votes: Counter[int] = Counter()
        keys = []
        for band in range(_BANDS):
            rows = print_[band * _ROWS * 4 : (band + 1) * _ROWS * 4]
            key = hashlib.blake2b(rows, digest_size=8, person=b"%d" % band).digest()
            keys.append(key)
            if (other := self._bands.get(key)) is not None:
                votes[other] += 1
        for other in sorted(votes):
            if self._likeness(print_, self._prints[other]) >= _ALIKE:
                return other
        for key in keys:
            self._bands.setdefault(key, number)
        return number

    @staticmethod
    def _likeness(one: bytes, other: bytes) -> float:
        same = np.frombuffer(one, dtype="<u4") == np.frombuffer(other, dtype="<u4")
        return float(same.mean())
