"""Which claims come from one mouth: repeats are not confirmation.

Two claims are one origin when the source behind the messengers is the same, or when one
stands in a sentence that another report has copied. Sentences are compared between reports
whose claim-bearing sentences look alike by MinHash (Broder 1997) or share one sentence word
for word; the pairs found are then aligned sentence by sentence.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from mapper.model import Claim, Reading, Report

__all__ = ["AGENCIES", "Origins", "Repeat", "containing_sentence", "trace_origins"]

_BANDS, _ROWS = 21, 3
"""Reports are aligned when one of 21 bands of 3 hashes agrees: from a likeness of about 0.36.
A reprint that keeps less is found by the sentences it keeps word for word."""
_SAME_SENTENCE = 0.5
_MIN_WORDS = 6
"""Shorter sentences are alike by chance."""
_MAX_ALIKE = 8
"""Reports in one mould (daily releases) are aligned with the nearest of their like only."""
_SHINGLE = 3
_FACTORS = (2654435761, 2246822519, 3266489917)
"""One for each word of a shingle, so that their order counts (odd, as in xxHash)."""
_UNNAMED = "unnamed publication"
"""How a report without a publisher speaks of itself; each such report is its own origin."""

_AT_ONCE = 5000
"""Reports whose shingles are hashed together, to bound what memory it takes."""
_JOIN = np.uint64(0x9E3779B97F4A7C15)

Span = tuple[int, int]
Bands = NDArray[np.uint64]
"""One row a report, one hash a band."""

_SENTENCE_END = re.compile(r"[.!?]['\"”’»)\]]*\s|\n")
_WORD = re.compile(r"\w+")
_CREDIT = re.compile(
    r"^(?:[^\n]{0,60}?\((?P<dateline>[^()\n]{2,30})\)\s*[-–—]|\s*(?:source|via)\s*:\s*(?P<source>[^\n]{2,30})$)",
    re.IGNORECASE | re.MULTILINE,
)
# News agencies whose copy others print under their own name, by the ways they are credited.
AGENCIES: dict[str, tuple[str, ...]] = {
    "Reuters": ("reuters", "thomson reuters"),
    "AFP": ("afp", "agence france presse", "agence france-presse"),
    "Associated Press": ("ap", "associated press", "the associated press"),
    "Anadolu Agency": ("aa", "anadolu", "anadolu agency"),
    "DPA": ("dpa", "deutsche presse-agentur"),
    "EFE": ("efe",),
    "Interfax": ("interfax",),
    "TASS": ("tass", "itar-tass"),
    "RIA Novosti": ("ria", "ria novosti"),
    "SANA": ("sana",),
    "Saba": ("saba",),
    "Xinhua": ("xinhua",),
    "UPI": ("upi",),
    "PA": ("pa", "press association", "pa media"),
}
_AGENCY = {spelling: name for name, spellings in AGENCIES.items() for spelling in spellings}


@dataclass(frozen=True, slots=True)
class Repeat:
    """A report that copies another: `shared` of its `sentences` sentences with claims."""

    report: str
    of: str
    shared: int
    sentences: int


@dataclass(frozen=True, slots=True)
class Origins:
    """The independent origin of every claim, and why where it is not the one it names."""

    of: dict[str, str] = field(default_factory=dict)
    why: dict[str, str] = field(default_factory=dict)
    repeats: tuple[Repeat, ...] = ()
    own_voice: frozenset[str] = frozenset()
    """Claims that a report makes in its own name, attributing them to nobody."""


def containing_sentence(text: str, start: int, end: int) -> str:
    """Return the sentence (or sentences) of a text that holds the given span."""
    first, last = _sentence_bounds(text, start, end)
    return text[first:last]


def _sentence_bounds(text: str, start: int, end: int) -> tuple[int, int]:
    # a window keeps this cheap in reports of any length
    low = max(0, start - 1000)
    first = low
    for match in _SENTENCE_END.finditer(text, low, max(low, start)):
        first = match.end()
    match_after = _SENTENCE_END.search(text, max(start, end - 2), min(len(text), end + 1000))
    last = match_after.end() if match_after else min(len(text), end + 1000)
    return first, max(last, end)


def trace_origins(readings: Iterable[Reading]) -> Origins:
    """Return the independent origin of every claim of all readings.

    The answer does not depend on their order: among copies, the report that was published
    first (then the first by name) is the original.
    """
    ordered = sorted(readings, key=_age)
    sheets = [_Sheet(reading) for reading in ordered]
    pairs = _align(sheets)
    of: dict[str, str] = {}
    why: dict[str, str] = {}
    first_spelling: dict[str, str] = {}
    for sheet in sheets:
        for claim in sheet.claims:
            name = sheet.origin_of(claim)
            party = _official_voices().get(_fold(name))
            of[claim.id] = party or first_spelling.setdefault(_fold(name), name)
            if party and party != name:
                why[claim.id] = f"{name} speaks for {party}"
            elif name == sheet.agency and name != claim.origin:
                why[claim.id] = f"{claim.report} credits {name}"
    _follow_copies(sheets, pairs, of, why)
    own = (claim.id for sheet in sheets for claim in sheet.claims if sheet.is_own_voice(claim))
    return Origins(of, why, _repeats(sheets, pairs), frozenset(own))


@lru_cache(maxsize=1)
def _official_voices() -> dict[str, str]:
    """Return the party behind every ministry, army and command of the lexicon's tables.

    A state that repeats itself through another of its offices confirms nothing. Health
    ministries count for themselves: they report from hospitals, not from headquarters.
    """
    from mapper.claims.tables import load_lexicon

    rows = load_lexicon().rows
    voices: dict[str, str] = {}
    for actor in rows["actors"]:
        offices = [row for row in rows["offices"] if row["kind"] != "health"]
        named = [row["template"].format(adjective=actor["adjective"]) for row in offices]
        for voice in (actor["name"], actor["speaker"], *named):
            voices.setdefault(_fold(voice), actor["name"])
    states = {row["country"]: row["name"] for row in rows["actors"] if row["kind"] == "state"}
    for row in rows["organisations"]:
        if row["kind"] == "military" and row["country"] in states:
            voices.setdefault(_fold(row["name"]), states[row["country"]])
    return voices


def _age(reading: Reading) -> tuple[dt.date, str, str]:
    report = reading.report
    return report.published or dt.date.max, report.name, report.sha256


@lru_cache(maxsize=100_000)
def _fold(name: str) -> str:
    bare = unicodedata.normalize("NFKC", name).casefold()
    return " ".join(_WORD.findall(bare)).removeprefix("the ")


class _Sheet:
    """One report's claims by the sentence they stand in, and its fingerprint."""

    def __init__(self, reading: Reading) -> None:
        self.report: Report = reading.report
        self.claims: tuple[Claim, ...] = reading.claims
        self.agency = _credited_agency(reading.report)
        self._voices = _voices(reading.report)
        self.sentences: dict[Span, tuple[str, ...]] = {}
        self.by_sentence: dict[Span, list[Claim]] = defaultdict(list)
        bounds: dict[Span, Span] = {}
        for claim in reading.claims:
            said = claim.start, claim.end
            span = bounds.get(said) or _sentence_bounds(self.report.text, *said)
            bounds[said] = span
            self.by_sentence[span].append(claim)
            if span not in self.sentences:
                words = _WORD.findall(self.report.text[span[0] : span[1]].casefold())
                self.sentences[span] = tuple(words)

    def origin_of(self, claim: Claim) -> str:
        """Return the named origin, or the credited agency for the report's own voice."""
        if not self.is_own_voice(claim):
            return claim.origin
        return self.agency or self.report.publisher or self.report.name

    def is_own_voice(self, claim: Claim) -> bool:
        """Whether the report itself says this, and nobody it quotes."""
        return claim.origin in self._voices

    @cached_property
    def prints(self) -> dict[Span, frozenset[int]]:
        """The shingles of the sentences that are long enough to be alike on purpose only."""
        return {
            span: _shingles(words)
            for span, words in self.sentences.items()
            if len(words) >= _MIN_WORDS
        }


def _voices(report: Report) -> set[str]:
    """Return the names under which a report may speak in its own voice."""
    stem = report.name.rpartition(".")[0]
    names = {report.publisher or _UNNAMED, report.name, stem, report.title}
    return {name for name in names if name}


def _credited_agency(report: Report) -> str | None:
    """Return the agency whose copy a report prints: its publisher, dateline or source line."""
    if report.publisher and (name := _AGENCY.get(_fold(report.publisher))):
        return name
    for match in _CREDIT.finditer(report.text, 0, 400):
        credit = match["dateline"] or match["source"] or ""
        if name := _AGENCY.get(_fold(credit)):
            return name
    return None


Alignment = dict[tuple[int, int], list[tuple[Span, Span]]]
"""(older sheet, newer sheet) -> (sentence of the older, its copy in the newer)."""


def _align(sheets: Sequence[_Sheet]) -> Alignment:
    alignment: Alignment = {}
    for one, other in sorted(_candidates(sheets)):
        older, newer = sheets[one], sheets[other]
        matched = _match_sentences(older.prints, newer.prints)
        if matched:
            alignment[one, other] = matched
    return alignment


def _candidates(sheets: Sequence[_Sheet]) -> set[tuple[int, int]]:
    """Pairs of reports that share a sentence or look alike; never all pairs."""
    holders: dict[tuple[str, ...], set[int]] = defaultdict(set)
    for position, sheet in enumerate(sheets):
        for span in sheet.prints:
            holders[sheet.sentences[span]].add(position)
    pairs = set(_alike(sheets))
    for sharing in holders.values():
        # every copy is paired with the first printing only: a star, not all pairs
        first, *copies = sorted(sharing)
        pairs.update((first, copy) for copy in copies)
    return pairs


def _alike(sheets: Sequence[_Sheet]) -> Iterator[tuple[int, int]]:
    """Pair each report with the older ones that agree with it in the most bands."""
    positions, bands = _fingerprint(sheets)
    buckets: dict[bytes, list[int]] = defaultdict(list)
    crowded = _crowded(bands)
    for position, row, some in zip(positions, bands, crowded, strict=True):
        agreeing: dict[int, int] = defaultdict(int)
        for band in np.flatnonzero(some).tolist():
            bucket = buckets[bytes([band]) + row[band].tobytes()]
            for other in bucket[-_MAX_ALIKE:]:
                agreeing[other] += 1
            bucket.append(position)
        alike = sorted(agreeing, key=lambda other: (-agreeing[other], -other))
        yield from ((other, position) for other in alike[:_MAX_ALIKE])


def _crowded(bands: Bands) -> NDArray[np.bool_]:
    """Return which bands of which report agree with any other report: most do with none."""
    crowded = np.zeros(bands.shape, dtype=np.bool_)
    for band in range(bands.shape[1]):
        _, inverse, counts = np.unique(bands[:, band], return_inverse=True, return_counts=True)
        crowded[:, band] = counts[inverse] > 1
    return crowded


def _fingerprint(sheets: Sequence[_Sheet]) -> tuple[list[int], Bands]:
    """Return the reports that have shingles, and 21 hashes for each: one for every band."""
    positions: list[int] = []
    parts: list[Bands] = [np.empty((0, _BANDS), dtype=np.uint64)]
    for start in range(0, len(sheets), _AT_ONCE):
        shingles = [
            frozenset[int]().union(*s.prints.values()) for s in sheets[start : start + _AT_ONCE]
        ]
        held = [number for number, found in enumerate(shingles) if found]
        if held:
            positions.extend(start + number for number in held)
            parts.append(_hash_bands([shingles[number] for number in held]))
    return positions, np.concatenate(parts)


def _hash_bands(shingles: Sequence[frozenset[int]]) -> Bands:
    """Return the minimum of 63 hashes over each set of shingles, three joined into one.

    The hashes are multiply-shift (Dietzfelbinger and others 1997) of 32 bits.
    """
    sizes = [len(found) for found in shingles]
    every = np.fromiter((one for found in shingles for one in found), np.uint64, sum(sizes))
    starts = np.concatenate(([0], np.cumsum(sizes)[:-1]))
    bands = np.zeros((len(shingles), _BANDS), dtype=np.uint64)
    for number, (factor, offset) in enumerate(_hash_family()):
        least = np.minimum.reduceat((every * factor + offset) >> np.uint64(32), starts)
        band = number // _ROWS
        bands[:, band] = (bands[:, band] + least) * _JOIN
    return bands


@lru_cache(maxsize=1)
def _hash_family() -> tuple[tuple[np.uint64, np.uint64], ...]:
    """Return the same odd factors and offsets in every run."""
    drawn = np.random.PCG64(1).random_raw(2 * _BANDS * _ROWS)
    return tuple(zip(drawn[::2] | np.uint64(1), drawn[1::2], strict=True))


def _shingles(words: Sequence[str]) -> frozenset[int]:
    """Return stable 32-bit hashes of every three words in a row."""
    hashes = list(map(_hash_word, words))
    hashes += [0] * (_SHINGLE - len(hashes))
    first, second, third = _FACTORS
    return frozenset(
        (one * first + two * second + three * third) & 0xFFFFFFFF
        for one, two, three in zip(hashes, hashes[1:], hashes[2:], strict=False)
    )


@lru_cache(maxsize=100_000)
def _hash_word(word: str) -> int:
    return zlib.crc32(word.encode("utf-8", "surrogatepass"))


def _match_sentences(
    older: Mapping[Span, frozenset[int]], newer: Mapping[Span, frozenset[int]]
) -> list[tuple[Span, Span]]:
    """Pair each newer sentence with the older one that it copies, if any."""
    matched = []
    for span, shingles in newer.items():
        score, best = _SAME_SENTENCE, None
        for there, theirs in older.items():
            shared = len(shingles & theirs)
            likeness = shared / (len(shingles) + len(theirs) - shared)
            if (likeness, there) >= (score, best or there):
                score, best = likeness, there
        if best is not None:
            matched.append((best, span))
    return matched


def _follow_copies(
    sheets: Sequence[_Sheet], pairs: Alignment, of: dict[str, str], why: dict[str, str]
) -> None:
    """Count a claim in a copied sentence under the origin of the sentence's first printing."""
    settled: set[str] = set()
    for (one, other), matched in sorted(pairs.items(), key=lambda item: item[0][::-1]):
        older, newer = sheets[one], sheets[other]
        for there, here in matched:
            known = {_content(claim): claim for claim in reversed(older.by_sentence[there])}
            for claim in newer.by_sentence[here]:
                original = known.get(_content(claim))
                if original is None or claim.id in settled:
                    continue
                settled.add(claim.id)
                if of[claim.id] != of[original.id]:
                    of[claim.id] = of[original.id]
                    why[claim.id] = f"the sentence is copied from {original.report}"


def _content(claim: Claim) -> tuple[str, str, str]:
    return claim.attribute, str(claim.value), claim.stance


def _repeats(sheets: Sequence[_Sheet], pairs: Alignment) -> tuple[Repeat, ...]:
    repeats = []
    for (one, other), matched in sorted(pairs.items()):
        newer = sheets[other]
        shared = len({here for _, here in matched})
        repeats.append(
            Repeat(newer.report.name, sheets[one].report.name, shared, len(newer.sentences))
        )
    return tuple(repeats)
