"""The role of every place of a report.

By its path in the sentence first, then by its neighbours, headings and what lies near it.
"""

from __future__ import annotations

from mapper.claims.events.event import Event
from mapper.claims.grammar import MODIFIERS, clause_of
from mapper.claims.page import Page
from mapper.claims.roles.adoption import adopt_places
from mapper.claims.roles.directness import leave_aside
from mapper.claims.roles.headings import lift_headings
from mapper.claims.roles.links import event_of, is_struck_noun, is_told_below
from mapper.claims.roles.lying import place_by_lying
from mapper.claims.roles.paths import first_conjunct, governor_of, path_of
from mapper.claims.roles.pointing import place_pronouns
from mapper.claims.roles.posts import place_by_posts
from mapper.claims.roles.sections import place_by_section
from mapper.claims.roles.spot import Spot, is_inside_name, is_link
from mapper.claims.roles.surroundings import settle_containers
from mapper.claims.roles.within_event import role_in_event
from mapper.claims.roles.without_event import (
    is_where_one_spoke,
    owns_what_is_no_place,
    role_without_event,
)
from mapper.claims.roles.words import GATHERING, ORIGIN, OUTSKIRTS, RULING, TALKS
from mapper.claims.speech.frame import Frames
from mapper.claims.tables import load_lexicon, word_list
from mapper.model import PlaceKind, Role

__all__ = ["assign_roles"]

_NEAR = frozenset(
    {
        "near",
        "outside",
        "around",
        "close",
        "beside",
        "towards",
        "toward",
        "north",
        "south",
        "east",
        "west",
        "km",
        "kilometres",
        "kilometers",
        "miles",
        "northeast",
        "northwest",
        "southeast",
        "southwest",
        "northwards",
        "off",
    }
)


_HOUSES = frozenset({"parliament", "congress", "senate", "assembly"})


def assign_roles(
    page: Page, spots: list[Spot], events: list[Event], frames: Frames
) -> dict[int, tuple[Spot, ...]]:
    """Give every spot its role and event.

    Returns the places of events that stand under the name of one already taken.
    """
    by_sentence: dict[int, list[int]] = {}
    for number, event in enumerate(events):
        by_sentence.setdefault(event.sentence, []).append(number)
    datelines = page.datelines
    for spot in spots:
        mention = spot.resolution.mention
        body = mention.label == "organization" and not _is_called_town(page, spot)
        if mention.label == "demonym" or body or is_inside_name(page, spot):
            continue
        if _is_only_a_people(page, spot) or is_link(page, spot) or _is_made(page, spot):
            continue
        if any(start <= mention.start and mention.end <= end for start, end in datelines):
            spot.role = Role.SPOKEN_AT
            continue
        _assign(page, spot, events, by_sentence.get(spot.sentence, []), frames)
    leave_aside(page, spots, events)
    place_pronouns(page, spots, events)
    settle_containers(page, spots)
    lift_headings(page, spots, events)
    place_by_lying(page, spots, events)
    adopt_places(page, spots, events, frames)
    headed = place_by_section(page, spots, events)
    place_by_posts(page, spots, events, frames)
    return headed


def _is_called_town(page: Page, spot: Spot) -> bool:
    """Whether "the town of X" is told, whatever the name recognizer takes X for."""
    before = page.words[max(0, spot.start - 2) : spot.start]
    return before[-1:] == ["of"] and before[0] in _SETTLED


_SETTLED = word_list("settled places")


def _is_only_a_people(page: Page, spot: Spot) -> bool:
    """Whether "Kurdish targets", "the Kurdish region" names a party and no place that is known."""
    hit = page.hit_at[spot.start] or page.hit_at[spot.root]  # "the northern Kurdish city"
    return (
        spot.place is None
        and hit is not None
        and hit.entry.table in {"actors", "holders"}
        and hit.entry.sense != "metonym"  # the village of Baghdad
    )


def _is_made(page: Page, spot: Spot) -> bool:
    """Whether a town's name is that of a weapon or a thing: "Quds missiles", "a Toyota in X"."""
    after = page.hit_at[spot.root + 1] if spot.root + 1 < len(page) else None
    makes = page.dep[spot.root] in MODIFIERS and page.head[spot.root] > spot.root
    if after is not None and page.lemmas[after.end - 1] in load_lexicon().event_nouns:
        return False  # "the X drone strike"
    if after is not None and after.entry.table == "weapons" and makes:
        return spot.place is None or spot.place.kind == PlaceKind.SETTLEMENT
    bare = spot.resolution.mention.label == "place" and page.words[spot.start - 1] in {"a", "an"}
    return bare and not (makes and _is_own_name(spot))


def _is_own_name(spot: Spot) -> bool:
    """Whether a place is called just so: "a Hazara neighbourhood" is not of a town like Hazro."""
    text, place = spot.resolution.mention.text.casefold(), spot.place
    return place is not None and any(text == name.casefold() for name in (place.name, *place.names))


def _assign(
    page: Page, spot: Spot, events: list[Event], numbers: list[int], frames: Frames
) -> None:
    path = (
        path_of(page, first_conjunct(page, spot.root))
        if spot.root != first_conjunct(page, spot.root)
        else path_of(page, spot.root)
    )
    own = path_of(page, spot.root)
    if own and page.dep[spot.root] == "pobj":
        path = own
    clause = clause_of(page, spot.root)
    event_number = event_of(page, spot, path, clause, events, numbers)
    lemmas = {page.lemmas[token] for token in path} | {page.lemmas[clause]}
    words = {page.words[token] for token in path}
    direct = page.words[path[0]] if path else ""
    # "North Darfur" is a name; "north of X" and "northern X" tell where
    named = {word for word in spot.resolution.mention.text.split() if word.islower()}
    spot.near_word = bool(
        named & (_NEAR | {"outskirts", "edge"}) or words & _NEAR or lemmas & OUTSKIRTS
    )
    if event_number is not None and is_told_below(page, spot, events[event_number]):
        event = events[event_number]
        spot.event = event_number
        spot.role = Role.OTHER if event.irrealis or event.negated else Role.STRUCK
        return
    aside = _role_aside(page, spot, path, clause, frames, events, event_number)
    if aside is not None:
        spot.role = aside
        return
    if event_number is None:
        spot.role = role_without_event(page, path, clause, lemmas, words)
        return
    event = events[event_number]
    above = [event.anchor, *page.ancestors(event.anchor, 5)]
    if event.talk_only and any(page.lemmas[token] in GATHERING for token in above):
        spot.role = Role.SPOKEN_AT  # "a rally against strikes in X"
        return
    spot.event = event_number
    spot.role = role_in_event(page, spot, path, clause, event, lemmas, words, direct)


def _role_aside(
    page: Page,
    spot: Spot,
    path: list[int],
    clause: int,
    frames: Frames,
    events: list[Event],
    number: int | None,
) -> Role | None:
    """Return the role of a place where somebody spoke, or that stands for its state."""
    if (
        _is_where_one_judged(page, path, clause, events, number)
        or (clause in frames.verbs and number is None)
        or is_where_one_spoke(page, spot, path, clause, frames, events, number)
    ):
        return Role.SPOKEN_AT
    if _is_seat_of_doer(page, spot) or _is_of_who_speaks(page, spot, frames):
        return Role.SPOKEN_AT
    if owns_what_is_no_place(page, spot):
        return Role.OTHER
    if not path or is_struck_noun(page, path, events, number):
        return None
    governor = governor_of(page, path)
    held = page.lemmas[governor] in ORIGIN | TALKS
    return Role.SPOKEN_AT if held or _HOUSES & set(page.lemmas[governor : spot.start]) else None


def _is_of_who_speaks(page: Page, spot: Spot, frames: Frames) -> bool:
    """Whether "a member of X's council said" names whose office it is.

    By the words, as a parse may hang the member on what was said before. Where "residents of X"
    spoke is where they live, and may well be what was struck.
    """
    text = spot.resolution.mention.text
    return any(
        0 < frame.verb - spot.root <= _OFFICE
        and any(text in one.name and one.kind != "local" for one in frame.speakers)
        and all(page.pos[at] not in {"VERB", "AUX"} for at in range(spot.start, frame.verb))
        for frame in frames.by_sentence.get(spot.sentence, ())
    )


_OFFICE = 6
"""Words at most from the name in an office to the verb of who holds it."""


def _is_seat_of_doer(page: Page, spot: Spot) -> bool:
    """Whether "bombed by the air force of the authorities in X" tells where who did it sits."""
    body = spot.start - 2
    if body < 0 or page.words[spot.start - 1] != "in" or page.lemmas[body] not in RULING:
        return False
    return any(page.dep[at] == "agent" for at in page.ancestors(body, 6))


def _is_where_one_judged(
    page: Page, path: list[int], clause: int, events: list[Event], number: int | None
) -> bool:
    """Whether "in X the ministry called the bombing a crime" tells where the ministry is."""
    return (
        len(path) == 2
        and page.words[path[0]] in {"in", "at"}
        and path[1] == clause
        and page.lemmas[clause] in _JUDGING
        and (number is None or clause not in events[number].triggers)
    )


_JUDGING = word_list("judging")
