"""Which event a fact is about, and which places that event struck.

An event without a place of its own may be the one told before it.
"""

from __future__ import annotations

from mapper.claims.assembly.draft import Draft, Voice
from mapper.claims.events.event import Event
from mapper.claims.grammar import MODIFIERS, clause_of
from mapper.claims.page import Page
from mapper.claims.roles.spot import Spot
from mapper.claims.speakers.speaker import Speaker
from mapper.model import PlaceKind, Role

__all__ = [
    "MANY",
    "event_for",
    "general_or_local",
    "index_spots",
    "is_habit",
    "is_own_account",
    "is_the_strike",
    "last_spots",
    "next_placed",
    "note_country",
    "note_struck",
    "only_place",
    "places_for",
    "places_of_figure",
    "places_struck",
    "residence_of",
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


def note_country(draft: Draft, spots: list[Spot]) -> None:
    """Remember the mention of the report's country that was read last."""
    for spot in spots:
        place = spot.place
        if (
            place
            and place.kind == PlaceKind.COUNTRY
            and place.country == draft.country
            and spot.resolution.mention.label != "demonym"
            and draft.page.dep[spot.root] not in MODIFIERS  # "the US bombing" is not in the US
        ):
            draft.last_country = spot


def event_for(
    draft: Draft, token: int, sentence: int, live: list[tuple[int, Event]], near: int
) -> int | None:
    """Return the event that a word is about: of its clause, its sentence, or told just before."""
    page = draft.page
    clause = clause_of(page, token)
    for number, event in live:
        if clause in event.clauses:
            return number
    if live:
        return min(live, key=lambda item: (abs(item[1].anchor - token), item[0]))[0]
    for before in (draft.last_placed, draft.last_event):
        if before is not None and 0 <= sentence - draft.events[before].sentence <= near:
            return before
    return None


def places_struck(draft: Draft, number: int) -> tuple[Spot, ...]:
    """Return where an event struck, by its own words or by what they point back to."""
    own = _own_struck(draft, number)
    return own or draft.anaphors.get(number, ())


def _own_struck(draft: Draft, number: int) -> tuple[Spot, ...]:
    return tuple(spot for spot in draft.spots_of.get(number, ()) if spot.role == Role.STRUCK)


def places_for(draft: Draft, number: int) -> tuple[Spot, ...]:
    """Return where an event struck, or the event before it that it points back to."""
    own = places_struck(draft, number)
    if own:
        return own
    before = draft.last_placed
    if (
        before is None
        or not 0 <= draft.events[number].sentence - draft.events[before].sentence <= 4
    ):
        return ()
    near = draft.events[number].sentence - draft.events[before].sentence <= 2
    same = draft.events[before].attackers == draft.events[number].attackers
    return places_struck(draft, before) if (near and same) or is_the_strike(draft, number) else ()


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


def next_placed(draft: Draft, sentence: int) -> int | None:
    """Return the first strike told with its place just after a sentence: a lead comes before it."""
    return next(
        (
            number
            for number, event in enumerate(draft.events)
            if 0 < event.sentence - sentence <= _LEAD
            and not event.irrealis
            and general_or_local(_own_struck(draft, number))[1]
        ),
        None,
    )


_LEAD = 3
"""Sentences within which a report tells where that happened which its lead is about."""


def is_own_account(draft: Draft, number: int, speaker: Speaker) -> bool:
    """Whether an attacker tells, a few sentences on, of the strike just told of as its own.

    "The army said it had hit a depot": no place and no day of its own, and not one of many.
    """
    before, event = draft.last_placed, draft.events[number]
    if before is None or not 0 < event.sentence - draft.events[before].sentence <= 8:
        return False
    if event.attacker_reason not in {"named in the sentence", "the speaker's own forces"}:
        return False
    told = {name for group in draft.events[before].attackers for name in group}
    own = {name for group in event.attackers for name in group}
    if not told & own or speaker.actor not in own or is_habit(draft, event):
        return False
    if draft.whens[number].own and draft.whens[number].when != draft.whens[before].when:
        return False
    start, end = draft.page.sentences[event.sentence]
    return not MANY & set(draft.page.words[start:end]) and not _own_struck(draft, number)


def is_habit(draft: Draft, event: Event) -> bool:
    """Whether something is told that goes on: "it strikes only bases", "is targeting groups"."""
    page = draft.page
    return any(
        (page.tags[at] in {"VBZ", "VBP"} and page.lemmas[page.head[at]] not in _SEEING)
        or (page.tags[at] == "VBG" and any(page.dep[child] == "aux" for child in page.children[at]))
        for at in (event.clause, *event.triggers)
    )


_SEEING = frozenset({"see", "watch", "hear", "witness", "notice"})
"""After these "jets drop bombs" was seen once: the parser takes it for the present."""
MANY = frozenset({"across", "dozens", "hundreds", "scores", "campaign", "sorties", "since"})


def places_of_figure(draft: Draft, number: int, token: int) -> tuple[Spot, ...]:
    """Return the struck places that a figure's own words name, its sentence, or else the event."""
    sentence = draft.page.sentence_of[token]
    if draft.events[number].sentence == sentence and _own_struck(draft, number):
        own = _own_struck(draft, number)
        return _beside(draft, own, token) or own
    here = tuple(
        spot
        for spot in draft.spots_in.get(sentence, ())
        if spot.key in draft.struck_ids and spot.role not in {Role.SPOKEN_AT, Role.LAUNCHED_FROM}
    )
    return here or places_for(draft, number)


def _beside(draft: Draft, spots: tuple[Spot, ...], token: int) -> tuple[Spot, ...]:
    """Return whose a figure is in "six died in A, four in B", "in A 12 died and in B nine"."""
    page = draft.page
    if len(spots) < 2:
        return ()
    start, end = page.sentences[page.sentence_of[token]]
    low = min(token, *(spot.start for spot in spots))
    numbers = [at for at in range(low, end) if page.pos[at] == "NUM"]
    after = [_until_next(page, spots, at, numbers, end) for at in numbers]
    if sum(bool(each) for each in after) >= 2:
        return next((each for at, each in zip(numbers, after, strict=True) if at >= token), ())
    before = [_since_last(page, spots, at, numbers, start) for at in numbers]
    if sum(bool(each) for each in before) >= 2:
        mine = [each for at, each in zip(numbers, before, strict=True) if at <= token and each]
        return mine[-1] if mine else ()
    return ()


def _until_next(
    page: Page, spots: tuple[Spot, ...], at: int, numbers: list[int], end: int
) -> tuple[Spot, ...]:
    """Return the places named by "in" between a number and the next."""
    stop = next((other for other in numbers if other > at), end)
    return tuple(s for s in spots if at < s.start < stop and page.words[s.start - 1] in _IN)


def _since_last(
    page: Page, spots: tuple[Spot, ...], at: int, numbers: list[int], start: int
) -> tuple[Spot, ...]:
    """Return the places named by "in" between the last number and this one."""
    stop = max((other for other in numbers if other < at), default=start - 1)
    return tuple(s for s in spots if stop < s.start < at and page.words[s.start - 1] in _IN)


_IN = frozenset({"in", "at", "near", "outside"})


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
    tokens = {
        voice.speaker.place_token for voice in voices if voice.speaker.place_token is not None
    }
    if not tokens:
        return ()
    return tuple(
        spot
        for spot in draft.spots
        if (spot.place is None or spot.place.kind not in {PlaceKind.COUNTRY, PlaceKind.ADMIN1})
        and any(spot.start <= token <= spot.root + 1 for token in tokens)
    )


def only_place(draft: Draft, number: int) -> tuple[Spot, ...]:
    """Return the one place that a report tells of as struck, else the country named last.

    A strike with a day of its own may be an older one elsewhere.
    """
    struck = {spot.key: spot for spot in draft.spots if spot.role == Role.STRUCK and spot.is_ground}
    if len(struck) == 1 and not draft.whens[number].own:
        return tuple(struck.values())
    return (draft.last_country,) if draft.last_country else ()


def last_spots(draft: Draft, sentence: int) -> tuple[Spot, ...]:
    """Return where the strike told last struck, unless that is long ago."""
    before = draft.last_placed
    if before is None or sentence - draft.events[before].sentence > 6:
        return ()
    return places_struck(draft, before)
