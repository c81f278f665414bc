"""A province struck, told in the lead, and the town in it that the report comes to later.

"A strike in the region of X killed 26 … The centre of Y was hit on Sunday": one strike, at Y.
The wide place then holds the fine one and is no pin of its own; what is said of it is said of
the fine places.
"""

from __future__ import annotations

import math

from mapper.claims.dates import Dated
from mapper.claims.events.event import Event
from mapper.claims.grammar import ACTED_ON, MODIFIERS, OBJECTS, SUBJECTS
from mapper.claims.page import Page
from mapper.claims.roles.spot import Spot
from mapper.claims.tables import word_list
from mapper.model import Place, PlaceKind, Role, When

__all__ = ["narrow_places", "thing_sentences"]

_WIDE_KM = 20.0
"""An area of such a radius is a region; a smaller one is a town with what surrounds it."""
_KM_PER_DEGREE = 111.2


def narrow_places(
    page: Page, spots: list[Spot], events: list[Event], whens: list[Dated]
) -> dict[int, tuple[Spot, ...]]:
    """Take wide places as containers of what the report tells was struck in them.

    Returns the fine places to which each event that only named the wide one points.
    """
    struck = [
        spot
        for spot in spots
        if spot.role == Role.STRUCK and spot.event is not None and spot.place is not None
    ]
    _place_lead(page, spots, events)
    finer: dict[int, dict[str, Spot]] = {}
    for wide in struck:
        inner = [
            spot
            for spot in struck
            if _is_inside(spot.place, wide.place)
            and _may_be_one(wide, spot, events, whens)
            and not _is_reckoning(page, spot, wide)
        ]
        inner = inner or _villages_unknown(wide, spots, events, whens)
        inner = inner or _named_after_lead(page, wide, spots, events, whens)
        if inner and wide.event is not None:
            wide.role = Role.CONTAINER
            for spot in inner:
                assert spot.event is not None
                if _named(events[wide.event]) > _named(events[spot.event]) != set():
                    continue  # "Russia or Syria" in all, and one of the two here
                name = spot.place.id if spot.place else spot.resolution.mention.text
                finer.setdefault(wide.event, {}).setdefault(name, spot)
    for number, found in finer.items():
        _take_day(number, found, whens)
    return {number: tuple(found.values()) for number, found in finer.items()}


def _villages_unknown(
    wide: Spot, spots: list[Spot], events: list[Event], whens: list[Dated]
) -> list[Spot]:
    """Return the unknown village, or those of one strike, that are told soon after."""
    if wide.place is None or not (_is_wide(wide.place) or _is_division(wide)):
        return []
    found = [
        spot
        for spot in spots
        if spot.role == Role.STRUCK
        and spot.event is not None
        and spot.place is None
        and 0 < spot.sentence - wide.sentence <= _SOON
        and _may_be_one(wide, spot, events, whens)
    ]
    one = len({spot.resolution.mention.text for spot in found}) == 1
    # "two communities in the state of X … A and B came under attack"
    return found if one or len({spot.event for spot in found}) == 1 else []


def _named_after_lead(
    page: Page, wide: Spot, spots: list[Spot], events: list[Event], whens: list[Dated]
) -> list[Spot]:
    """Return the one place of "a strike in northern X killed 20 … The strike hit Y".

    The lead tells of one strike, and the sentences behind it of the same: "the strike", "the
    jets", and of no second place.
    """
    country = wide.place is not None and wide.place.kind == PlaceKind.COUNTRY
    if not country or wide.event is None or wide.sentence > 1:
        return []
    if not _tells_of_one(page, events[wide.event]) or any(
        spot.sentence == wide.sentence and spot.role == Role.STRUCK and spot is not wide
        for spot in spots
    ):
        return []
    found, meant = _told_behind(page, wide, spots, events, _SOON)
    if not (found or meant):
        found, meant = _told_behind(page, wide, spots, events, _LATER)
    if any(_is_exact(spot) for spot in (*found, *meant)):  # the village, and not its province
        found, meant = [[spot for spot in group if _is_exact(spot)] for group in (found, meant)]
    told = [*found, *meant]
    names = {spot.place.id if spot.place else spot.resolution.mention.text for spot in told}
    countries = {spot.place.country for spot in told if spot.place}
    if len(names) != 1 or countries - {wide.place.country if wide.place else None}:
        return []
    for spot in found:
        assert spot.event is not None
        same = _may_be_one(wide, spot, events, whens) and not _is_new(page, events[spot.event])
        if not (spot.event == wide.event or same):
            return []
    return [*found, *_take_as_struck(meant, wide.event)]


def _take_as_struck(meant: list[Spot], number: int) -> list[Spot]:
    """Take the first of several mentions of a place for the one that an event struck."""
    for spot in meant[:1]:
        spot.role, spot.event = Role.STRUCK, number
    return meant[:1]


def _place_lead(page: Page, spots: list[Spot], events: list[Event]) -> None:
    """Read "a strike hit a clinic near the capital … The clinic in X": it was in X.

    Only where the report tells of no place that was struck, and of one such thing.
    """
    struck = any(spot.role == Role.STRUCK and spot.event is not None for spot in spots)
    if struck or not events or events[0].sentence > 1:
        return
    things = _things_hit(page, events[0]) if _tells_of_one(page, events[0]) else set()
    meant = [
        spot
        for spot in spots
        if 0 < spot.sentence - events[0].sentence <= _LATER
        and _is_exact(spot)
        and (spot.place is None or spot.place.kind not in {PlaceKind.COUNTRY, PlaceKind.SEA})
        and _is_where_thing_is(page, spot, things)
    ]
    if len({spot.key for spot in meant}) == 1:
        _take_as_struck(meant, 0)


def thing_sentences(page: Page, events: list[Event]) -> set[int]:
    """Return the sentences behind a lead that may tell where the thing is that was hit."""
    if not events or events[0].sentence > 1:
        return set()
    things = _things_hit(page, events[0])
    first = events[0].sentence + 1
    return {
        number
        for number in range(first, min(first + _LATER, len(page.sentences)))
        for at in range(*page.sentences[number])
        if page.lemmas[at] in things
        and (
            page.words[at + 1 : at + 2] in (["in"], ["at"], ["near"]) or page.pos[at - 1] == "PROPN"
        )
        and any(page.words[child] == "the" for child in page.children[at])
    }


def _told_behind(
    page: Page, wide: Spot, spots: list[Spot], events: list[Event], reach: int
) -> tuple[list[Spot], list[Spot]]:
    """Return the places struck so many sentences behind a lead, and where what it hit is."""
    assert wide.event is not None
    things = _things_hit(page, events[wide.event])
    found, meant = [], []
    for spot in spots:
        if not 0 < spot.sentence - wide.sentence <= reach:
            continue
        if spot.place is not None and spot.place.kind in {PlaceKind.COUNTRY, PlaceKind.SEA}:
            continue
        if spot.role != Role.STRUCK and things and _is_where_thing_is(page, spot, things):
            meant.append(spot)
        elif spot.role == Role.STRUCK and spot.event is not None and not events[spot.event].ongoing:
            found.append(spot)
    return found, meant


def _things_hit(page: Page, event: Event) -> set[str]:
    """Return what an event hit, as lemmas: "hospital" of "a missile hit a hospital in X"."""
    beside = [child for trigger in event.triggers for child in page.children[trigger]]
    upon = [inner for on in beside if page.words[on] == "on" for inner in page.children[on]]
    return {
        page.lemmas[noun]
        for noun in (*beside, *upon)
        if page.dep[noun] in OBJECTS and page.pos[noun] == "NOUN"
    }


def _is_where_thing_is(page: Page, spot: Spot, things: set[str]) -> bool:
    """Whether "the hospital in X", "the X hospital" tells where a thing is that was hit."""
    own = page.head[spot.root] if page.dep[spot.root] in MODIFIERS else spot.root
    if page.lemmas[own] in things:
        in_town = page.words[own + 1 : own + 2] in (["in"], ["at"], ["near"])  # "the X market in Y"
        return page.tags[own] == "NN" and page.words[page.left[own]] == "the" and not in_town
    prep = page.head[spot.root]
    if page.dep[spot.root] in MODIFIERS:  # "in X province"
        prep = page.head[prep]
    before = prep - 1  # the parse hangs the "in" on a verb now and then
    noun = before if page.lemmas[before] in things else page.head[prep]
    return (
        page.words[prep] in {"in", "at", "near"}
        and page.lemmas[noun] in things
        and page.tags[noun] == "NN"
        and any(page.words[child] == "the" for child in page.children[noun])
    )


def _is_exact(spot: Spot) -> bool:
    return spot.place is None or not _is_wide(spot.place)


def _tells_of_one(page: Page, event: Event) -> bool:
    """Whether an event is one strike on one thing: no "raids", no "targets across X"."""
    for trigger in event.triggers:
        if page.tags[trigger] == "NNS":
            return False
        if page.lemmas[trigger] in _HURTING:
            continue  # whoever was killed, they are no targets
        for child in page.children[trigger]:
            many = page.tags[child] == "NNS" and page.dep[child] in ACTED_ON
            hit = page.hit_at[child]
            if many and (hit is None or hit.entry.table != "persons"):
                return False
    return not event.irrealis


def _is_new(page: Page, event: Event) -> bool:
    """Whether an event is told as a further one: "a strike", "another", "also"."""
    start, end = page.sentences[event.sentence]
    # "the raid was an attack on …" is no further attack
    nouns = [at for at in event.triggers if page.pos[at] == "NOUN" and page.dep[at] != "attr"]
    nouns += [
        child
        for at in event.triggers
        for child in page.children[at]
        if page.dep[child] in SUBJECTS and child >= start
    ]
    first = any(page.words[c] in _INDEFINITE for noun in nouns for c in page.children[noun])
    return first or bool(_FURTHER & set(page.words[start:end]))


_HURTING = word_list("hurting")
_INDEFINITE = frozenset({"a", "an"})
_FURTHER = frozenset(
    {"another", "other", "second", "separate", "separately", "elsewhere", "also", "meanwhile"}
)
_SOON = 4
_LATER = 8
"""Sentences within which "the strike" told again is that of a lead that names a country."""
_DIVISIONS = word_list("divisions")


def _is_division(spot: Spot) -> bool:
    """Whether "X district" is named, of which a village is a part."""
    return spot.resolution.mention.text.split()[-1].casefold() in _DIVISIONS


def _is_inside(place: Place | None, wide: Place | None) -> bool:
    """Whether a town or a post lies in a province, or in a wide area."""
    if place is None or wide is None or place.id == wide.id or place.country != wide.country:
        return False
    if _is_wide(place) or place.kind in {PlaceKind.COUNTRY, PlaceKind.SEA}:
        return False
    if wide.kind == PlaceKind.ADMIN1:
        return place.admin1 in {wide.name, wide.admin1}
    return _is_wide(wide) and _km(place, wide) <= wide.uncertainty_km


def _is_wide(place: Place) -> bool:
    if place.kind == PlaceKind.AREA:
        return place.uncertainty_km >= _WIDE_KM
    return place.kind == PlaceKind.ADMIN1


def _km(here: Place, there: Place) -> float:
    """Return about how far two places lie apart: near enough to ask whether one holds the other."""
    east = (here.lon - there.lon) * math.cos(math.radians(here.lat))
    return math.hypot(here.lat - there.lat, east) * _KM_PER_DEGREE


def _may_be_one(wide: Spot, fine: Spot, events: list[Event], whens: list[Dated]) -> bool:
    """Whether two events may be one strike, by who struck and when."""
    assert wide.event is not None and fine.event is not None
    if wide.event == fine.event or events[fine.event].irrealis:
        return False
    if whens[fine.event].past and not whens[wide.event].past:
        return False
    one, other = _named(events[wide.event]), _named(events[fine.event])
    if one and other and not one & other:
        return False
    return _meet(whens[wide.event], whens[fine.event])


def _is_reckoning(page: Page, fine: Spot, wide: Spot) -> bool:
    """Whether "since January strikes on X and Y have killed 106" counts what was before too."""
    start, end = page.sentences[fine.sentence]
    return (
        fine.sentence != wide.sentence
        and "since" in page.words[start:end]
        and not {"has", "have"}.isdisjoint(page.words[start:end])
    )


def _named(event: Event) -> set[str]:
    return {name for group in event.attackers for name in group}


def _meet(wide: Dated, fine: Dated) -> bool:
    """Whether two times share a day, or one of them is not told by its own sentence."""
    one, other = wide.when, fine.when
    if one.start is None or other.start is None or not (wide.own and fine.own):
        return True
    return one.start <= (other.end or other.start) and other.start <= (one.end or one.start)


def _take_day(number: int, found: dict[str, Spot], whens: list[Dated]) -> None:
    """Let the lead's strike have the day that is told of the fine place."""
    days: set[When] = {whens[spot.event].when for spot in found.values() if spot.event is not None}
    days = {when for when in days if when.start is not None}
    if len(days) == 1 and not whens[number].own:
        whens[number] = Dated(days.pop(), False)
