"""Which places an event struck, by its own words or by what they point back to."""

from __future__ import annotations

from mapper.claims.assembly.draft import Draft, Voice
from mapper.claims.events.event import Event
from mapper.claims.grammar import MODIFIERS
from mapper.claims.page import Page
from mapper.claims.roles.spot import Spot
from mapper.claims.speakers.speaker import Speaker
from mapper.model import PlaceKind, Role

__all__ = [
    "general_or_local",
    "index_spots",
    "is_habit",
    "is_own_account",
    "is_the_strike",
    "note_country",
    "note_struck",
    "places_named",
    "places_struck",
    "residence_of",
    "tells_of_many",
]


def index_spots(draft: Draft) -> None:
    """File the mentions by sentence and by event."""
    for spot in draft.spots:
        if spot.place is None and _is_somebody(draft, spot):
            spot.role, spot.event = Role.OTHER, None
        draft.spots_in.setdefault(spot.sentence, []).append(spot)
        if spot.event is not None:
            draft.spots_of.setdefault(spot.event, []).append(spot)
        note_struck(draft, spot)


def _is_somebody(draft: Draft, spot: Spot) -> bool:
    """Whether a name that no gazetteer knows is a person's: "X, whom it called a commander"."""
    behind = draft.page.words[spot.root + 1 : spot.root + 3]
    return behind[:1] == [","] and behind[1:] in (["who"], ["whom"], ["whose"])


def note_struck(draft: Draft, spot: Spot) -> None:
    """Remember a place below country level as struck."""
    if spot.role == Role.STRUCK and spot.is_ground:
        draft.struck_ids.add(spot.key)
        draft.struck_words[draft.page.words[spot.root]] = spot.key


def note_country(draft: Draft, spots: list[Spot]) -> None:
    """Remember the mention of the report's country that was read last."""
    for spot in spots:
        place = spot.place
        if (
            place
            and place.kind == PlaceKind.COUNTRY
            and place.country == draft.country
            and spot.resolution.mention.label != "demonym"
            and not _acts(draft, spot.root)
        ):
            draft.last_country = spot


def _acts(draft: Draft, name: int) -> bool:
    """Whether "the US bombing", "drones sent by X", "X launched drones" names who struck."""
    page, above = draft.page, draft.page.head[name]
    return (
        page.dep[name] in MODIFIERS
        or page.words[above] == "by"
        or (page.dep[name] == "nsubj" and page.lemmas[above] in draft.lexicon.event_verbs)
    )


def places_struck(draft: Draft, number: int) -> tuple[Spot, ...]:
    """Return where an event struck, by its own words or by what they point back to."""
    own = places_named(draft, number)
    return own or draft.anaphors.get(number, ())


def places_named(draft: Draft, number: int) -> tuple[Spot, ...]:
    """Return where an event struck by its own words."""
    return tuple(spot for spot in draft.spots_of.get(number, ()) if spot.role == Role.STRUCK)


def is_the_strike(draft: Draft, number: int) -> bool:
    """Whether an event is called "the strike", "Saturday's strike": one told before."""
    page, anchor = draft.page, draft.events[number].anchor
    return (
        page.pos[anchor] != "VERB"
        and page.tags[anchor] == "NN"
        and any(
            page.words[child] in {"the", "this", "that"} or page.dep[child] == "poss"
            for child in page.children[anchor]
        )
    )


def is_own_account(draft: Draft, number: int, speaker: Speaker) -> bool:
    """Whether an attacker tells, a few sentences on, of the strike just told of as its own.

    "The army said it had hit a depot": no place and no day of its own, and not one of many.
    """
    before, event = draft.last_placed, draft.events[number]
    if before is None or not 0 < event.sentence - draft.events[before].sentence <= 8:
        return False
    told = {name for group in draft.events[before].attackers for name in group}
    own = {name for group in event.attackers for name in group}
    if not told & own or speaker.actor not in own or is_habit(draft, event):
        return False
    if draft.whens[number].own and draft.whens[number].when != draft.whens[before].when:
        return False
    start, end = draft.page.sentences[event.sentence]
    named = general_or_local(places_named(draft, number))[1]
    return not tells_of_many(draft, start, end) and not named


def is_habit(draft: Draft, event: Event) -> bool:
    """Whether something is told that goes on: "it strikes only bases", "is targeting groups"."""
    page = draft.page
    return any(
        (page.tags[at] in {"VBZ", "VBP"} and page.lemmas[page.head[at]] not in _SEEING)
        or (
            page.tags[at] == "VBG"
            and any(page.dep[child] == "aux" for child in page.children[at])
            and not _is_answer(page, at)
        )
        or any(page.words[child] in {"do", "does"} for child in page.children[at])
        for at in (event.clause, *event.triggers)
    )


def _is_answer(page: Page, verb: int) -> bool:
    """Whether "they were aiming at a depot" tells of what was just told, and of no campaign."""
    past = any(page.tags[child] == "VBD" for child in page.children[verb])
    return past and any(
        page.dep[child] == "nsubj" and page.pos[child] == "PRON" for child in page.children[verb]
    )


_SEEING = frozenset({"see", "watch", "hear", "witness", "notice"})
"""After these "jets drop bombs" was seen once: the parser takes it for the present."""


def tells_of_many(draft: Draft, start: int, end: int) -> bool:
    """Whether tokens start..end (end excluded) tell of many strikes: "dozens of raids", "across X".

    Dozens of people are hurt in one.
    """
    page = draft.page
    return any(
        page.words[at] in _MANY or (page.words[at] in _COUNTS and _are_counted(draft, at))
        for at in range(start, end)
    )


def _are_counted(draft: Draft, count: int) -> bool:
    """Whether "dozens of" counts raids, bombs or what they hit, and no people."""
    page = draft.page
    noun = next(
        (at for at in range(count + 2, min(count + 6, len(page))) if page.pos[at] == "NOUN"), None
    )
    if page.words[count + 1 : count + 2] != ["of"] or noun is None:
        return False
    hit = page.hit_at[noun]
    return hit is None or hit.entry.table != "persons"


_MANY = frozenset({"across", "campaign", "sorties", "since"})
_COUNTS = frozenset({"dozens", "hundreds", "scores"})


def general_or_local(spots: tuple[Spot, ...]) -> tuple[bool, tuple[Spot, ...]]:
    """Return whether a claim is general: nothing finer than a country is named."""
    fine = tuple(
        spot
        for spot in spots
        if not spot.place or spot.place.kind not in {PlaceKind.COUNTRY, PlaceKind.SEA}
    )
    return not fine, fine


def residence_of(draft: Draft, voices: tuple[Voice, ...]) -> tuple[Spot, ...]:
    """Return the town that a witness is from: what he tells of is there."""
    # officials speak in the capital of a province about all of it
    placed = draft.last_placed is not None
    tokens = {
        voice.speaker.place_token
        for voice in voices
        if voice.speaker.place_token is not None
        and not (placed and voice.speaker.kind in {"official", "office", "military"})
    }
    if not tokens:
        return ()
    return tuple(
        spot
        for spot in draft.spots
        if (spot.place is None or spot.place.kind not in {PlaceKind.COUNTRY, PlaceKind.ADMIN1})
        and any(spot.start <= token <= spot.root + 1 for token in tokens)
    )
