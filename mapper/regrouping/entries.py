"""What the index keeps of a report: the keys under which it can meet other reports.

A key is a 64-bit hash of what two reports share: a place, a sentence, a band of their
fingerprints, a voice, a war. Two things that fall on one key by chance cost a look-up more and
change nothing, but for two sentences, of which among a billion it is unlikely.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from mapper.events import place_key, struck_places
from mapper.frames.rows import named_places
from mapper.independence.sheets import Age, Sheet, age_of, fold_voice
from mapper.independence.tracing import fingerprint, official_voice
from mapper.model import Reading, Report, Scope
from mapper.reach import reach_abroad
from mapper.strikes import claim_span

__all__ = ["NO_DAY", "Entry", "Known", "Posting", "hash_key", "make_entries"]

NO_DAY = 0
"""The day of a claim that has none; `date.toordinal` begins at 1."""
_MIX = np.uint64(0x9E3779B97F4A7C15)

Posting = tuple[int, int, int]
"""(key, first day, last day), days counted as `date.toordinal` does."""


@dataclass(frozen=True, slots=True)
class Known:
    """A report that the index knows, under its number there."""

    number: int
    sha256: str
    name: str
    published: dt.date | None

    @property
    def age(self) -> Age:
        """What tells which of two reports is the older."""
        return self.published or dt.date.max, self.name, self.sha256

    @property
    def day(self) -> int:
        """The day of publication as the index counts it."""
        return (self.published or dt.date.max).toordinal()


@dataclass(frozen=True, slots=True)
class Entry:
    """A report's keys, of which those of `bands` and `sentences` find copies."""

    report: Report
    postings: tuple[Posting, ...]
    bands: tuple[int, ...]
    sentences: tuple[int, ...]


@lru_cache(maxsize=100_000)
def hash_key(kind: str, *parts: str) -> int:
    """Return the key of what reports share, as a signed number of 64 bits."""
    text = "\0".join((kind, *parts)).encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(text, digest_size=8).digest(), "big", signed=True)


def make_entries(readings: Sequence[Reading]) -> list[Entry]:
    """Return the entries of reports, as corrected."""
    sheets = [Sheet(reading) for reading in readings]
    positions, hashes = fingerprint(sheets)
    mixed = (hashes + np.arange(hashes.shape[1], dtype=np.uint64)) * _MIX
    bands = dict(zip(positions, mixed.view(np.int64).tolist(), strict=True))
    return [
        _make_entry(reading, sheet, tuple(bands.get(position, ())))
        for position, (reading, sheet) in enumerate(zip(readings, sheets, strict=True))
    ]


def _make_entry(reading: Reading, sheet: Sheet, bands: tuple[int, ...]) -> Entry:
    day = age_of(reading.report)[0].toordinal()
    said = (sheet.sentences[span] for span in sheet.prints)
    sentences = tuple(dict.fromkeys(hash_key("sentence", " ".join(words)) for words in said))
    names = {fold_voice(sheet.origin_of(claim)) for claim in reading.claims}
    voices = [hash_key("voice", name) for name in names if official_voice(name) is None]
    named = {hash_key("named", place.id) for place in named_places(reading)}
    dated = [(key, day, day) for key in (*bands, *sentences, *voices, *named)]
    postings = dict.fromkeys([*dated, *_claim_postings(reading)])
    return Entry(reading.report, tuple(postings), bands, sentences)


def _claim_postings(reading: Reading) -> Iterator[Posting]:
    published = reading.report.published
    for claim in reading.claims:
        if claim.scope is Scope.LOCAL:
            span = claim_span(claim, published)
            first, last = (span[0].toordinal(), span[1].toordinal()) if span else (NO_DAY, NO_DAY)
            for located in struck_places(claim):
                yield hash_key("place", place_key(located)), first, last
        elif reach := reach_abroad(claim, published):
            for name in claim.attackers:
                key = hash_key("war", str(claim.country), name)
                yield key, reach[0].toordinal(), reach[1].toordinal()
