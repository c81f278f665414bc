"""One report's claims by the sentence they stand in, and in whose voice it speaks."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections import defaultdict
from functools import cached_property, lru_cache

from mapper.independence.likeness import MIN_WORDS, hash_shingles
from mapper.model import Claim, Reading, Report

__all__ = ["AGENCIES", "Age", "Sheet", "Span", "age_of", "containing_sentence", "fold_voice"]

Age = tuple[dt.date, str, str]
"""Of two copies the one published first is the original, then the first by name."""

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


def age_of(report: Report) -> Age:
    """Return what tells which of two reports is the older."""
    return report.published or dt.date.max, report.name, report.sha256


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


@lru_cache(maxsize=100_000)
def fold_voice(name: str) -> str:
    """Return a name without case, marks and its article: who it names, however it is written."""
    bare = unicodedata.normalize("NFKC", name).casefold()
    return " ".join(_WORD.findall(bare)).removeprefix("the ")


class Sheet:
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
            span: hash_shingles(words)
            for span, words in self.sentences.items()
            if len(words) >= MIN_WORDS
        }


def _voices(report: Report) -> set[str]:
    """Return the names under which a report may speak in its own voice."""
    stem = report.name.rpartition(".")[0]
    names = {report.publisher or _UNNAMED, report.name, stem, report.title}
    return {name for name in names if name}


def _credited_agency(report: Report) -> str | None:
    """Return the agency whose copy a report prints: its publisher, dateline or source line."""
    if report.publisher and (name := _AGENCY.get(fold_voice(report.publisher))):
        return name
    for match in _CREDIT.finditer(report.text, 0, 400):
        credit = match["dateline"] or match["source"] or ""
        if name := _AGENCY.get(fold_voice(credit)):
            return name
    return None
