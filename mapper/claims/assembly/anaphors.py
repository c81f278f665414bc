"""The places that "the town", "there" or "the depot" point back to."""

from __future__ import annotations

from mapper.claims.assembly.draft import Draft
from mapper.claims.assembly.focus import focus_at
from mapper.claims.assembly.voices import voices_at
from mapper.claims.assembly.whereabouts import (
    is_habit,
    note_struck,
    places_struck,
    tells_of_many,
)
from mapper.claims.events.deeds import is_thing
from mapper.claims.grammar import NOUN_CLAUSES, OBJECTS, clause_of
from mapper.claims.page import Page
from mapper.claims.roles.spot import Spot, is_inside_name, stands_for_state
from mapper.model import PlaceKind, Role

__all__ = ["anaphoric", "has_anaphor"]

_PLACE_NOUNS = frozenset(
    {
        "part",
        "town",
        "city",
        "village",
        "area",
        "site",
        "district",
        "neighbourhood",
        "neighborhood",
        "suburb",
        "camp",
        "place",
        "province",
        "region",
    }
)


def anaphoric(draft: Draft, number: int) -> tuple[Spot, ...]:
    """Return the places that "the town", "there" or "the depot" points back to."""
    event = draft.events[number]
    both = _all_of_them(draft, number)
    if both:
        return both
    before = focus_at(draft, event.sentence)
    if before is None:
        before = number
    near = 0 <= event.sentence - draft.events[before].sentence <= 4
    if not near or not _points_back(draft, number, before):
        retold = near and _is_retold(draft, number, before)
        return places_struck(draft, before) if retold else _scene(draft, number)
    recent = _named_since(draft, before, event.sentence)
    if recent:
        recent.role, recent.event = Role.STRUCK, number
        draft.spots_of.setdefault(number, []).append(recent)
        note_struck(draft, recent)
        return (recent,)
    return places_struck(draft, before) if before != number else ()


def _all_of_them(draft: Draft, number: int) -> tuple[Spot, ...]:
    """Return the towns of the sentence before in "both were hit", "all three were shelled"."""
    event, page = draft.events[number], draft.page
    told = [
        at
        for at in range(*page.sentences[event.sentence])
        if page.words[at] in {"both", "all"} and clause_of(page, at) in event.clauses
    ]
    if not any(_stands_for_towns(page, at) for at in told) or event.talk_only or event.negated:
        return ()
    towns = {
        spot.place.id: spot
        for spot in draft.spots_in.get(event.sentence - 1, ())
        if spot.place
        and spot.role in {Role.OTHER, Role.STRUCK, Role.NEAR}
        and spot.place.kind in {PlaceKind.SETTLEMENT, PlaceKind.AREA, PlaceKind.FACILITY}
        and spot.resolution.mention.label == "place"
    }
    if len(towns) < 2:
        return ()
    for spot in towns.values():
        if spot.role != Role.STRUCK:
            spot.role, spot.event = Role.STRUCK, number
        note_struck(draft, spot)
    return tuple(towns.values())


def _stands_for_towns(page: Page, token: int) -> bool:
    """Whether "both", "both towns", "all three of them" is what was struck."""
    noun = page.head[token] if page.lemmas[page.head[token]] in _PLACE_NOUNS else token
    if noun == token and page.dep[token] in {"det", "predet", "preconj", "cc"}:
        return False
    return page.dep[noun] in OBJECTS


def _is_retold(draft: Draft, number: int, before: int) -> bool:
    """Whether somebody else tells, without a place or a day, of the strike told just before.

    "Villagers said the bombs fell on farmers", "the ministry said a missile of the other side had
    been brought down on it": an answer has the place of what it answers.
    """
    page, event = draft.page, draft.events[number]
    if number == before or event.irrealis or event.talk_only or is_habit(draft, event):
        return False
    if not 0 < event.sentence - draft.events[before].sentence <= _ANSWER:
        return False
    if _speakers(draft, number) <= _speakers(draft, before) | {draft.memory.publisher.name}:
        return False
    if draft.whens[number].own and draft.whens[number].when != draft.whens[before].when:
        return False
    if any(_is_ground(spot) for spot in draft.spots_in.get(event.sentence, ())):
        return False
    start, end = page.sentences[event.sentence]
    around = draft.frames.around(event.sentence, event.anchor)
    if around and start <= around[0].verb < event.anchor:
        start = around[0].verb  # "earlier in the day X said" is when he spoke
    others = tells_of_many(draft, start, end) or not _OTHERS.isdisjoint(page.words[start:end])
    return not (others or _counts_strikes(draft, number))


_ANSWER = 2
"""Sentences after a strike in which another speaker answers what was told of it."""
_OTHERS = frozenset(
    {
        "another", "other", "others", "separate", "separately", "second", "elsewhere", "earlier",
        "later", "previous", "previously", "before", "also", "again", "similar", "since",
    }
)  # fmt: skip


def _speakers(draft: Draft, number: int) -> set[str]:
    return {voice.speaker.name for voice in voices_at(draft, draft.events[number].anchor)}


def _is_ground(spot: Spot) -> bool:
    """Whether a mention names ground, and not where somebody speaks or whose a thing is."""
    named = spot.resolution.mention.label != "demonym" and spot.role != Role.SPOKEN_AT
    country = spot.place is not None and spot.place.kind == PlaceKind.COUNTRY
    return named and not country


def _counts_strikes(draft: Draft, number: int) -> bool:
    """Whether "30 targets", "three raids" are told: more than one strike."""
    page = draft.page
    return any(
        page.dep[child] == "nummod" and page.words[child] not in {"one", "a"}
        for trigger in draft.events[number].triggers
        for at in (trigger, *page.children[trigger])
        if page.lemmas[at] in draft.lexicon.event_nouns or page.lemmas[at] == "target"
        for child in page.children[at]
    )


def _scene(draft: Draft, number: int) -> tuple[Spot, ...]:
    """Return the town of the sentence before in "X woke early. Two missiles hit the market".

    Whose market it is goes without saying, if that sentence names one town only.
    """
    event, page = draft.events[number], draft.page
    start, end = page.sentences[event.sentence]
    if event.talk_only or event.negated or draft.spots_of.get(number):
        return ()
    if not any(_is_well_known(draft, token) for token in range(start, end)):
        return ()
    if page.pos[event.anchor] == "NOUN" and page.words[page.left[event.anchor]] == "the":
        return ()  # "hours after the strike" is one told before
    told = draft.spots_in.get(event.sentence - 1, [])
    fine = [
        spot
        for spot in told
        if _may_be_scene(spot)
        and not stands_for_state(page, spot)
        and not is_inside_name(page, spot)
    ]
    if len(fine) != 1 or len({spot.place for spot in told if spot.place} - {fine[0].place}) > 1:
        return ()
    if any(before.sentence == event.sentence - 1 for before in draft.events):
        return ()
    spot = fine[0]
    spot.role, spot.event = Role.STRUCK, number
    draft.spots_of.setdefault(number, []).append(spot)
    note_struck(draft, spot)
    return (spot,)


def _is_well_known(draft: Draft, token: int) -> bool:
    """Whether "the market", "its hospital" is said of a thing that a town has."""
    page = draft.page
    return (
        page.dep[token] in OBJECTS
        and is_thing(page.lemmas[token], draft.lexicon)
        and any(page.words[child] in {"the", "its"} for child in page.children[token])
        and not any(page.words[child] in {"of", "in", "at"} for child in page.children[token])
    )


def _may_be_scene(spot: Spot) -> bool:
    place, mention = spot.place, spot.resolution.mention
    return (
        spot.role in {Role.OTHER, Role.STRUCK}
        and spot.event is None
        and place is not None
        and place.kind in {PlaceKind.SETTLEMENT, PlaceKind.AREA}
        and mention.label == "place"
    )


def _named_since(draft: Draft, before: int, sentence: int) -> Spot | None:
    """Return the town named last before a sentence and after the event `before`."""
    if draft.last_placed is None:
        low = max(0, sentence - 3)  # "What happened in X? … a strike there"
    else:
        low = max(draft.events[before].sentence + 1, sentence - 2)
        if low > sentence - 1:
            return None
    found = [
        spot
        for number in range(low, sentence)
        for spot in draft.spots_in.get(number, ())
        if spot.role in {Role.OTHER, Role.STRUCK, Role.NEAR}
        and spot.place
        and spot.place.kind in {PlaceKind.SETTLEMENT, PlaceKind.AREA}
        and spot.resolution.mention.label == "place"
        and not stands_for_state(draft.page, spot)
        and not is_inside_name(draft.page, spot)
    ]
    if not found and draft.last_placed is None:
        return _written_at(draft, sentence)
    things = _things_told(draft, sentence)
    beside = [
        spot
        for spot in found
        if things & set(draft.page.lemmas[slice(*draft.page.sentences[spot.sentence])])
    ]
    return (beside or found)[-1] if found else None


def _things_told(draft: Draft, sentence: int) -> set[str]:
    """Return the things of a sentence that may have been told before with their town."""
    lemmas = draft.page.lemmas[slice(*draft.page.sentences[sentence])]
    return {lemma for lemma in lemmas if lemma in draft.lexicon.objects}


def _written_at(draft: Draft, sentence: int) -> Spot | None:
    """Return the town of the dateline: "the city" of a report that has named no other yet."""
    page = draft.page
    if not {"city", "town"} & set(page.words[slice(*page.sentences[sentence])]):
        return None
    lines = page.datelines
    town: Spot | None = None
    for spot in draft.spots:
        mention, place = spot.resolution.mention, spot.place
        if spot.sentence > sentence or mention.label == "demonym":
            continue
        if place is not None and place.kind == PlaceKind.COUNTRY:
            continue
        if not any(low <= mention.start < high for low, high in lines):
            return None
        town = spot if place is not None and place.kind == PlaceKind.SETTLEMENT else town
    return town


def _points_back(draft: Draft, number: int, before: int) -> bool:
    """Whether an event's own clause names its place by pointing back."""
    event = draft.events[number]
    start, end = draft.page.sentences[event.sentence]
    tokens = [token for token in range(start, end) if clause_of(draft.page, token) in event.clauses]
    return has_anaphor(draft, tokens, end, before)


def has_anaphor(draft: Draft, tokens: list[int], end: int, before: int) -> bool:
    """Whether some words point back to a place told before: "there", "the town", "the depot"."""
    page = draft.page
    last = page.sentence_of[tokens[0]] if tokens else 0
    first = max(0, min(draft.events[before].sentence, last - 3))
    known = set(page.lemmas[page.sentences[first][0] : page.sentences[last][0]])
    for token in tokens:
        if (
            page.words[token] == "there"
            and page.dep[token] != "expl"
            and not (token + 1 < end and page.pos[token + 1] in {"AUX", "VERB"})
        ):
            return True
        if page.words[token] not in {"the", "that", "this"} or token + 1 >= end:
            continue
        head = page.head[token] if page.head[token] > token else token + 1
        noun = page.lemmas[head]
        if (
            page.words[head + 1 : head + 2] == ["of"]
            and page.pos[min(head + 2, end - 1)] == "PROPN"
        ):
            continue
        if any(page.dep[child] in NOUN_CLAUSES for child in page.children[head]):
            continue
        if noun in _PLACE_NOUNS and page.tags[head] in {"NN", "NNP"}:
            return True
        if noun in known and (noun in draft.lexicon.objects or noun in draft.lexicon.damage):
            return True
    return False
