"""Which claims come from one mouth: repeats are not confirmation.

Two claims are one origin when the source behind the messengers is the same, or when one
stands in a sentence that another report has copied. Sentences are compared between reports
whose claim-bearing sentences look alike by MinHash (Broder 1997, as in datasketch) or share
one sentence word for word; the pairs found are then aligned sentence by sentence.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
import zlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

import numpy as np

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
_UNNAMED = "unnamed publication"
"""How a report without a publisher speaks of itself; each such report is its own origin."""

Span = tuple[int, int]

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


def _fold(name: str) -> str:
    bare = unicodedata.normalize("NFKC", name).casefold()
    return " ".join(_WORD.findall(bare)).removeprefix("the ")


class _Sheet:
    """One report's claims by the sentence they stand in, and its fingerprint."""

    def __init__(self, reading: Reading) -> None:
        self.report: Report = reading.report
        self.claims: tuple[Claim, ...] = reading.claims
        self.agency = _credited_agency(reading.report)
        self.sentences: dict[Span, tuple[str, ...]] = {}
        self.by_sentence: dict[Span, list[Claim]] = defaultdict(list)
        for claim in reading.claims:
            span = _sentence_bounds(self.report.text, claim.start, claim.end)
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
        return claim.origin in _voices(self.report)

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
    if len(sheets) < 2:
        return set()
    from datasketch import MinHash

    pairs: set[tuple[int, int]] = set()
    holders: dict[tuple[str, ...], set[int]] = defaultdict(set)
    buckets: dict[bytes, list[int]] = defaultdict(list)
    blank = MinHash(num_perm=_BANDS * _ROWS, seed=1, hashfunc=int)
    for position, sheet in enumerate(sheets):
        shingles: set[int] = set()
        for span, prints in sheet.prints.items():
            holders[sheet.sentences[span]].add(position)
            shingles.update(prints)
        if not shingles:
            continue
        fingerprint = blank.copy()
        fingerprint.update_batch(np.fromiter(shingles, dtype=np.uint64))
        agreeing: dict[int, int] = defaultdict(int)
        for band, values in enumerate(fingerprint.hashvalues.reshape(_BANDS, _ROWS)):
            bucket = buckets[bytes([band]) + values.tobytes()]
            for other in bucket[-_MAX_ALIKE:]:
                agreeing[other] += 1
            bucket.append(position)
        alike = sorted(agreeing, key=lambda other: (-agreeing[other], -other))
        pairs.update((other, position) for other in alike[:_MAX_ALIKE])
    for sharing in holders.values():
        # every copy is paired with the first printing only: a star, not all pairs
        first, *copies = sorted(sharing)
        pairs.update((first, copy) for copy in copies)
    return pairs


def _shingles(words: Sequence[str]) -> frozenset[int]:
    """Return stable 32-bit hashes of every three words in a row."""
    return frozenset(
        zlib.crc32(" ".join(words[start : start + _SHINGLE]).encode("utf-8", "surrogatepass"))
        for start in range(max(1, len(words) - _SHINGLE + 1))
    )


def _match_sentences(
    older: Mapping[Span, frozenset[int]], newer: Mapping[Span, frozenset[int]]
) -> list[tuple[Span, Span]]:
    """Pair each newer sentence with the older one that it copies, if any."""
    matched = []
    for span, shingles in newer.items():
        scored = [
            (_likeness(theirs, shingles), there)
            for there, theirs in older.items()
            if not shingles.isdisjoint(theirs)
        ]
        score, best = max(scored, default=(0.0, (0, 0)))
        if score >= _SAME_SENTENCE:
            matched.append((best, span))
    return matched


def _likeness(one: frozenset[int], other: frozenset[int]) -> float:
    return len(one & other) / max(1, len(one | other))


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
