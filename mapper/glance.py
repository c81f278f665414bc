"""A look at reports before they are read: which of their sentences tell of a strike.

The gate goes by words and lets many texts pass that hit sales targets in Russia. The glance
parses their candidate sentences, without names and places, and asks for a verb or noun of
bombing that stands as one. Where a single sentence has one, it must claim something by itself.
A report in which nothing is left is never parsed whole.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from mapper.gate import candidate_sentences, split_sentences
from mapper.model import Report

if TYPE_CHECKING:
    from mapper.gazetteer import Gazetteer

__all__ = ["find_tellings"]

_SHORT = 1_000
"""Up to this length every sentence is looked at: a caption spreads its words over several."""

Span = tuple[int, int]


def find_tellings(reports: Sequence[Report], gazetteer: Gazetteer) -> list[tuple[Span, ...]]:
    """Return, for each report, the sentences of it that tell of a strike, as (start, end).

    The sentences of all reports are parsed together, and each different one once.
    """
    from mapper.claims import find_strike_words, may_hold_trigger
    from mapper.language import parse_texts

    found: list[tuple[Span, ...]] = [()] * len(reports)
    looks = {number: _Look(report.text) for number, report in enumerate(reports)}
    looks = {number: look for number, look in looks.items() if may_hold_trigger(look.excerpt)}
    docs = parse_texts((look.excerpt for look in looks.values()), names=False)
    for (number, look), doc in zip(looks.items(), docs, strict=True):
        found[number] = look.sentences_at(find_strike_words(doc, look.excerpt))
    alone = [
        number
        for number, tellings in enumerate(found)
        if len(tellings) == 1 and len(reports[number].text) > _SHORT
    ]
    single = [_cut_out(reports[number], *found[number]) for number in alone]
    for number, claims in zip(alone, _claim_anything(single, gazetteer), strict=True):
        if not claims:
            found[number] = ()
    return found


def _cut_out(report: Report, telling: Span) -> Report:
    return replace(report, text=_as_paragraph(report.text[slice(*telling)]))


def _claim_anything(reports: Sequence[Report], gazetteer: Gazetteer) -> Iterator[bool]:
    from mapper.claims import read_claims
    from mapper.language import parse_texts
    from mapper.recognizer import find_mentions
    from mapper.resolver import resolve_mentions

    texts = [report.text for report in reports]
    for report, doc in zip(reports, parse_texts(texts), strict=True):
        resolutions = resolve_mentions(report.text, find_mentions(doc, gazetteer), gazetteer)
        reading = read_claims(report, doc=doc, resolutions=resolutions, gazetteer=gazetteer)
        yield bool(reading.claims)


def _as_paragraph(sentence: str) -> str:
    """Return a sentence with a paragraph's end; one that has it stays, and is parsed only once."""
    return sentence if sentence.endswith("\n") else sentence + "\n\n"


class _Look:
    """The candidate sentences of a text, put one after the other as paragraphs."""

    def __init__(self, text: str) -> None:
        pick = split_sentences if len(text) <= _SHORT else candidate_sentences
        self._sentences = pick(text)
        self._ends: list[int] = []
        pieces: list[str] = []
        size = 0
        for start, end in self._sentences:
            pieces.append(_as_paragraph(text[start:end]))
            size += len(pieces[-1])
            self._ends.append(size)
        self.excerpt = "".join(pieces)

    def sentences_at(self, places: Iterable[int]) -> tuple[Span, ...]:
        """Return the sentences in which these characters of the excerpt stand."""
        numbers = sorted({bisect_right(self._ends, place) for place in places})
        return tuple(self._sentences[number] for number in numbers)
