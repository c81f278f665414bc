"""Spans of a text that could be place names: from the model, the gazetteer and the context."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from mapper.model import Candidate
from mapper.recognizer.lexicon import (
    ARTICLES,
    CALENDAR,
    CONNECTORS,
    DIRECTIONS,
    FACILITY_HEADS,
    IN_PREPOSITIONS,
    SETTLEMENT_NOUNS,
    STRIKE_NOUNS,
    STRIKE_PREPOSITIONS,
    STRIKE_VERBS,
)
from mapper.recognizer.words import Word

__all__ = ["Entity", "Lookup", "Span", "collect_spans"]

Lookup = Callable[[str], tuple[Candidate, ...]]

MAX_WORDS = 5
_SHORT = 3
"""Letters of an abbreviation before a full stop inside a name: "St.", "Sgt."."""
_JOINING = re.compile(r"[ \u00a0]?-?[ \u00a0]?$|\.[ \u00a0]$|[ \u00a0]?[\u2010-\u2013/][ \u00a0]?$")
_PART = re.compile(r"\s*(?:,|;|\(|\)|/|\n|\band\b|&| - |\u2013|\u2014)\s*")
_PLACE_LABELS = frozenset({"GPE", "LOC", "FAC", "NORP"})


@dataclass(frozen=True, slots=True)
class Entity:
    """What the language model calls a name, in characters of the text."""

    start: int
    end: int
    label: str


@dataclass(slots=True)
class Span:
    """A possible place name: words first..last of the text, and what is known about it."""

    first: int
    last: int
    start: int
    end: int
    text: str
    places: tuple[Candidate, ...] = ()
    entity: Entity | None = None
    sources: set[str] = field(default_factory=set)


def collect_spans(
    text: str, words: list[Word], entities: Iterable[Entity], lookup: Lookup, stop: frozenset[str]
) -> list[Span]:
    """Return every possible place name, in text order; overlaps are left in."""
    spans: dict[tuple[int, int], Span] = {}
    at_start = {word.start: i for i, word in enumerate(words)}
    at_end = {word.end: i for i, word in enumerate(words)}
    entities = list(entities)

    def add(first: int, last: int, source: str) -> None:
        if (first, last) not in spans:
            start, end = words[first].start, words[last].end
            name = text[start:end]
            spans[first, last] = Span(first, last, start, end, name, places=lookup(name))
        spans[first, last].sources.add(source)

    for entity in entities:
        if entity.label not in _PLACE_LABELS:
            continue
        for start, end in _split_entity(text, entity, lookup):
            first, last = _snap(words, at_start, at_end, start, end)
            if first is not None and last is not None and last - first < 8:
                add(first, last, "model")
    covered: set[tuple[int, int]] = set()
    for first, last in _capital_runs(words):
        covered |= _look_up_run(text, words, first, last, lookup, stop, add)
    for first, last in _context_runs(words, stop):
        if not any(first >= a and last <= b for a, b in covered):
            add(first, last, "context")
    _attach_entities(spans.values(), entities)
    return sorted(spans.values(), key=lambda span: (span.start, -span.end))


def _split_entity(text: str, entity: Entity, lookup: Lookup) -> Iterable[tuple[int, int]]:
    """Yield the parts of a model's name that lists two: "Thruxton, Hampshire"."""
    written = text[entity.start : entity.end]
    position = 0
    for found in _PART.finditer(written):
        if found.start() > position:
            yield entity.start + position, entity.start + found.start()
        position = found.end()
    if position < len(written):
        yield entity.start + position, entity.end
    if position and " and " in written and lookup(written.removeprefix("the ")):
        yield entity.start, entity.end  # "Trinidad and Tobago" is one


def _snap(
    words: list[Word], at_start: dict[int, int], at_end: dict[int, int], start: int, end: int
) -> tuple[int | None, int | None]:
    """Return the word range of a character range, without a leading article."""
    first = at_start.get(start)
    while first is None and start < end:
        start += 1
        first = at_start.get(start)
    last = at_end.get(end)
    while last is None and end > start:
        end -= 1
        last = at_end.get(end)
    if first is None or last is None:
        return None, None
    while first < last and words[first].lower in ("the", "a", "an", "and", "of"):
        first += 1
    while first < last and not words[last].is_capital and words[last].lower in CONNECTORS:
        last -= 1
    return (first, last) if first <= last else (None, None)


_DASHES = (" - ", " \u2013 ", " \u2014 ")


def _capital_runs(words: list[Word]) -> Iterable[tuple[int, int]]:
    """Yield stretches of capitalised words, small connecting words inside them allowed."""
    i = 0
    while i < len(words):
        opens = words[i].is_capital or (
            words[i].lower in CONNECTORS
            and i + 1 < len(words)
            and words[i + 1].is_capital
            and words[i + 1].gap in ("-", "\u2010", "\u2011", "'", "\u2019")
        )
        if not opens:
            i += 1
            continue
        last = end = i
        while end + 1 < len(words) and _JOINING.match(words[end + 1].gap):
            if words[end].is_possessive:
                break
            following = words[end + 1]
            if following.gap in _DASHES and words[end].text.isupper():
                break  # "DAKAR - At least 15"
            if following.gap.startswith(".") and len(words[end].text) > _SHORT:
                break  # "Gori. The port", and not "St. Petersburg"
            if following.lower in CALENDAR and last < end:
                break
            if following.is_capital or following.text[0].isdigit():
                last = end + 1
            elif following.lower not in CONNECTORS or end - last >= 2:
                break
            end += 1
        yield i, last
        i = last + 1


def _look_up_run(
    text: str,
    words: list[Word],
    first: int,
    last: int,
    lookup: Lookup,
    stop: frozenset[str],
    add: Callable[[int, int, str], None],
) -> set[tuple[int, int]]:
    """Add what the gazetteer knows of a run: the longest names, none inside another."""
    taken: set[tuple[int, int]] = set()
    for length in range(min(MAX_WORDS, last - first + 1), 0, -1):
        for i in range(first, last - length + 2):
            j = i + length - 1
            if any(i >= a and j <= b for a, b in taken):
                continue
            if length == 1 and (words[i].lower in stop or len(words[i].text) < 2):
                continue
            if not words[j].is_capital or not _may_start(words, i, length, stop):
                continue
            if lookup(text[words[i].start : words[j].end]):
                taken.add((i, j))
                add(i, j, "gazetteer")
    return taken


def _may_start(words: list[Word], i: int, length: int, stop: frozenset[str]) -> bool:
    """A name starts with a capital that is not "In", or with an Arabic or Romance article."""
    word = words[i]
    if length == 1:
        return word.is_capital
    if word.lower in ARTICLES:
        return True
    return word.is_capital and (word.lower not in stop or word.lower in ("the", "north", "south"))


def _context_runs(words: list[Word], stop: frozenset[str]) -> Iterable[tuple[int, int]]:
    """Yield names nobody knows that stand where places stand: "near X", "the village of X"."""
    for first, last in _cut_at_and(words):
        if last - first >= 4 or words[first].lower in stop or first == 0:
            continue
        before = words[first - 1]
        behind = words[last + 1].lower if last + 1 < len(words) else ""
        spaced = words[first].gap in (" ", "\u00a0", ' "', " \u201c")
        in_place = spaced and before.lower in IN_PREPOSITIONS | STRIKE_VERBS
        struck = (
            spaced
            and first > 1
            and before.lower in STRIKE_PREPOSITIONS
            and words[first - 2].lower in STRIKE_NOUNS
        )
        of_place = (
            before.lower == "of"
            and first > 1
            and words[first - 2].lower in SETTLEMENT_NOUNS | DIRECTIONS
        )
        named = behind in SETTLEMENT_NOUNS | FACILITY_HEADS and words[last + 1].gap in (" ", '" ')
        listed = before.lower == "and" or (first > 0 and words[first].gap == ", ")
        if in_place or struck or of_place or named or listed:
            yield first, last


def _cut_at_and(words: list[Word]) -> Iterable[tuple[int, int]]:
    for first, last in _capital_runs(words):
        start = first
        for i in range(first, last + 1):
            if words[i].lower == "and":
                if start < i:
                    yield start, i - 1
                start = i + 1
        if start <= last:
            yield start, last


def _attach_entities(spans: Iterable[Span], entities: list[Entity]) -> None:
    """Give each span the model's name that covers it, else the one that overlaps most."""
    ordered = sorted(entities, key=lambda entity: entity.start)
    ends = [entity.end for entity in ordered]
    for span in spans:
        best, best_size = None, 0
        for entity in ordered[bisect_right(ends, span.start) :]:
            if entity.start >= span.end:
                break
            size = min(entity.end, span.end) - max(entity.start, span.start)
            if size > best_size:
                best, best_size = entity, size
        span.entity = best
