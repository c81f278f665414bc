"""Paragraphs under the name of a place: "Tyre. A drone hit a car. The driver died."

What a paragraph tells was struck, and names no place for, was struck where its heading says: a
name before a full stop, a colon or a dash at the start of a line, or alone on the line above.
"""

from __future__ import annotations

import re

from mapper.claims.events.event import Event
from mapper.claims.page import Page
from mapper.claims.roles.spot import Spot
from mapper.listings import find_items
from mapper.model import PlaceKind, Role

__all__ = ["place_by_section", "section_names"]

_BEFORE = re.compile(r"[\s\-*•·–—>#\d.)(]*(?:[Tt]he |[Ii]n |[Nn]ear )?")
_AFTER = re.compile(
    r"(?:['’]s)?(?: (?:district|region|province|governorate|city|town|area|community|oblast))?"
    r"(?:, [A-Z][\w'’ -]{2,30}| \([^)\n]{1,40}\))?(?P<mark>\.|:| [-–—]|[ \t]{0,20}(?=\n|$))(?=\s|$)"
)


def section_names(page: Page) -> set[int]:
    """Return the sentences that are a name and nothing else: "Tyre."."""
    return {
        number
        for number, (start, end) in enumerate(page.sentences)
        if 0 < len(words := [w for w in page.shapes[start:end] if w[:1].isalpha()]) <= _LONGEST
        and all(word[:1].isupper() for word in words)
        and any(page.pos[token] == "PROPN" for token in range(start, end))
    }


_LONGEST = 3
_WIDEST_KM = 150.0
"""Wider areas head the pages of a newspaper."""


def place_by_section(
    page: Page, spots: list[Spot], events: list[Event]
) -> dict[int, tuple[Spot, ...]]:
    """Return for events that name no place the heading over their paragraph."""
    heads = _find_headings(page, spots)
    if not heads:
        return {}
    struck = {spot.event for spot in spots if spot.role == Role.STRUCK and not spot.near_word}
    placed = [spot for spot in spots if spot.role == Role.STRUCK]
    found: dict[int, tuple[Spot, ...]] = {}
    for number, event in enumerate(events):
        if number in struck or event.irrealis or event.talk_only or event.negated:
            continue
        at = page.starts[event.anchor]
        head = next((spot for low, high, spot in heads if low <= at < high), None)
        if head is None:
            continue
        own = [spot for spot in spots if spot.event == number and spot.role == Role.STRUCK]
        if _is_wide(head) and (own or any(_is_under(page, heads, head, one) for one in placed)):
            continue
        for spot in own:
            spot.role = Role.NEAR  # "the town south of Y", under the town's name
        if head.event in {None, number}:
            head.role, head.event = Role.STRUCK, number
        elif head.event != number:
            found[number] = (head,)
    return found


def _is_wide(head: Spot) -> bool:
    return head.place is not None and head.place.kind == PlaceKind.ADMIN1


def _is_under(page: Page, heads: list[tuple[int, int, Spot]], head: Spot, spot: Spot) -> bool:
    """Whether a province heads a paragraph that names a place struck in it."""
    at = page.starts[spot.root]
    return spot is not head and any(low <= at < high for low, high, one in heads if one is head)


def _find_headings(page: Page, spots: list[Spot]) -> list[tuple[int, int, Spot]]:
    """Return the characters under each heading, with its place."""
    text = page.text
    datelines = page.datelines
    items = {item.start: item.end for item in find_items(text)}
    alone = section_names(page)
    found: list[tuple[int, int, Spot]] = []
    for spot in spots:
        place, mention = spot.place, spot.resolution.mention
        if mention.label in {"demonym", "organization"}:
            continue
        if place is None and mention.start not in items and spot.sentence not in alone:
            continue
        if place is not None and (
            place.kind in {PlaceKind.COUNTRY, PlaceKind.SEA} or place.uncertainty_km > _WIDEST_KM
        ):
            continue
        if any(start <= mention.start < end for start, end in datelines):
            continue
        if mention.start in items:
            found.append((mention.start, items[mention.start], spot))
            continue
        line = text.rfind("\n", 0, mention.start) + 1
        if not _BEFORE.fullmatch(text, line, mention.start):
            continue
        after = _AFTER.match(text, mention.end)
        if after is None:
            continue
        if after["mark"].strip():
            stop = text.find("\n", after.end())
        elif _stands_over(text, line, after.end()):
            stop = -1
        else:
            continue
        found.append((mention.start, len(text) if stop < 0 else stop, spot))
    found.sort(key=lambda head: head[0])
    return [
        (low, min([high, *(other for other, _, _ in found if other > low)]), spot)
        for low, high, spot in found
    ]


def _stands_over(text: str, line: int, end: int) -> bool:
    """Whether a line of its own has running text below it, and is no row of a list."""
    below = text[end:].lstrip().split("\n", 1)[0]
    return len(below) > _RUNNING and (line == 0 or text[line - 1] == "\n")


_RUNNING = 40
"""Characters from which a line is a sentence and no further heading."""
