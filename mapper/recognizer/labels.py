"""Labels of mentions, and the frames around names: "the outskirts of X", "X airport"."""

from __future__ import annotations

import re

from mapper.model import PlaceKind
from mapper.recognizer.lexicon import (
    CLUB_WORDS,
    CONNECTORS,
    DIRECTIONS,
    FACILITY_HEADS,
    FACILITY_MODIFIERS,
    FRAME_BEHINDS,
    FRAME_FRONTS,
    IRREGULAR_DEMONYMS,
    MEDIA_HEADS,
    MILITARY_FACILITIES,
    NEVER_PLACES,
    RULED,
)
from mapper.recognizer.spans import Span
from mapper.recognizer.words import Word
from mapper.toponyms import fold_name

__all__ = [
    "is_demonym",
    "is_foreign_name",
    "is_military_site",
    "is_time_zone",
    "label_span",
    "widen_span",
]

_DEMONYM = re.compile(r"(?:[^t]ans?|ese|ish|i|is|mans?|tans?)$")
_NEVER_DEMONYM = re.compile(r"(?:stan|republic|islands|land|states)$")


def label_span(span: Span) -> str:
    """Return demonym, organization or place."""
    if is_demonym(span):
        return "demonym"
    entity = span.entity
    if entity and entity.label == "ORG" and entity.end > span.end + 2:
        return "organization"
    return "place"


def is_demonym(span: Span) -> bool:
    """Whether the word names a people or what belongs to it ("Syrian"), not the country."""
    lower = span.text.lower()
    if lower in IRREGULAR_DEMONYMS:
        return True
    wide = [
        candidate.place
        for candidate in span.places
        if candidate.place.kind in (PlaceKind.COUNTRY, PlaceKind.ADMIN1, PlaceKind.AREA)
    ]
    if not wide or not _DEMONYM.search(lower) or _NEVER_DEMONYM.search(lower):
        return False
    # "Najran" is the name of a town and its province, whatever it ends in
    plain = _plain(lower)
    cities = [c.place for c in span.places if c.place.population >= _CITY]
    names = [place.name for place in (*wide, *cities)]
    for place in cities:
        if place.kind == PlaceKind.SETTLEMENT:
            names += place.names
    return not any(_plain(name) == plain for name in names)


_CITY = 100_000


def _plain(name: str) -> str:
    return re.sub(r"\W", "", fold_name(name))


def is_foreign_name(span: Span, words: list[Word]) -> bool:
    """Whether the name only borrows a place, as "Washington Post" does, or never was one."""
    if span.text.lower().rstrip(".") in NEVER_PLACES:
        return True
    if _is_time_zone(span, words):
        return True
    following = words[span.last + 1 : span.last + 3]
    ruler = not span.places and bool(following) and following[0].lower in RULED
    direction = span.first == span.last and bool(following) and span.text.lower() in DIRECTIONS
    if ruler or direction:  # "the Assad regime"; "In Northern Homs" of a headline
        return True
    close = bool(following) and following[0].gap in (" ", "\u00a0", "-")
    if not close or words[span.last].is_possessive or not following[0].is_capital:
        return False
    if following[0].lower in CLUB_WORDS:
        return True
    # "Wall Street Journal", "New York Daily News": the paper's word may come second
    return following[0].lower in MEDIA_HEADS or (
        len(following) == 2
        and following[0].lower in ("daily", "sunday", "evening", "morning", "weekly")
        and following[1].lower in MEDIA_HEADS
    )


def _is_time_zone(span: Span, words: list[Word]) -> bool:
    """Whether "19.10 IST", "5 pm EST" tells by whose clock; Istanbul and others are cut so too."""
    return (
        span.first == span.last
        and span.first > 0
        and is_time_zone(words[span.first - 1].text, words[span.first].text)
    )


def is_time_zone(before: str, word: str) -> bool:
    """Whether a word behind a time or a number is a time zone's, as far as letters tell."""
    timed = before[-1:].isdigit() or before.lower().replace(".", "") in {"am", "pm", "hours", "hrs"}
    return timed and _ZONE.fullmatch(word) is not None


_ZONE = re.compile(r"[A-Z]{1,4}T")


def is_military_site(span: Span, words: list[Word]) -> bool:
    """Whether an air base or airport is named here, even one named after a person."""
    _, last = _facility_end(span, words)
    return last > span.last and words[last].lower in MILITARY_FACILITIES


def widen_span(span: Span, words: list[Word], label: str) -> tuple[int, int, str]:
    """Return first and last word and the label of the mention with its frame."""
    if label == "demonym":
        return span.first, span.last, label
    if label == "place" or words[span.last].gap in (" ", ""):
        known, last = _facility_end(span, words)
        if last > span.last:
            return span.first, last, "facility" if known else label
    if label != "place" or any(c.place.kind == PlaceKind.COUNTRY for c in span.places):
        return span.first, span.last, label
    first, last = span.first, span.last
    behind = words[last + 1] if last + 1 < len(words) else None
    if behind and _follows(behind) and not words[last].is_possessive:
        last += behind.lower in FRAME_BEHINDS
    first = _front_of_frame(words, first)
    if first > 0 and words[first - 1].lower in DIRECTIONS and words[first].gap in (" ", "-"):
        first -= 1
    return first, last, "place" if (first, last) == (span.first, span.last) else "composite"


def _follows(word: Word) -> bool:
    return word.gap in (" ", "\u00a0")


def _facility_end(span: Span, words: list[Word]) -> tuple[bool, int]:
    """Return whether a facility noun follows, and its index."""
    if words[span.last].is_possessive:
        return False, span.last
    for i in range(span.last + 1, min(span.last + 4, len(words))):
        if not _follows(words[i]) and words[i].gap != "-":
            break
        if words[i].lower in FACILITY_HEADS:
            return True, i
        if words[i].lower not in FACILITY_MODIFIERS:
            break
    return False, span.last


def _front_of_frame(words: list[Word], first: int) -> int:
    """Return where "the northern outskirts of X" begins, without the article."""
    i = first - 1
    if i < 1 or words[i].lower != "of" or words[first].gap != " ":
        return first
    i -= 1
    if words[i].lower in ("city", "town", "village") and i >= 2 and words[i - 1].lower == "the":
        i -= 2  # "the outskirts of the city of X"
        if words[i].lower == "of":
            i -= 1
    if i >= 0 and words[i].lower in FRAME_FRONTS and words[i + 1].gap == " ":
        return i
    return first


def strip_frame(name: str) -> str:
    """Return the bare name of a framed one: "outskirts of Homs" gives "Homs"."""
    parts = name.split()
    lowered = [part.lower() for part in parts]
    for i, word in enumerate(lowered[:-1]):
        if word == "of" and i and lowered[i - 1] in FRAME_FRONTS | {"city", "town", "village"}:
            return strip_frame(" ".join(parts[i + 1 :]))
    while len(parts) > 1 and parts[0].lower() in DIRECTIONS | {"the"} | CONNECTORS & {"of"}:
        parts = parts[1:]
    endings = FRAME_BEHINDS | FACILITY_HEADS | FACILITY_MODIFIERS
    while len(parts) > 1 and parts[-1].lower() in endings:
        parts = parts[:-1]
    return " ".join(parts)
