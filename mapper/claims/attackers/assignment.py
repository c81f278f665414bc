"""The attackers of every event: from its own words first, then from the speaker and the context."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence, Set

from mapper.claims.attackers.armies import find_coalition, foe_of, named_army, settle
from mapper.claims.attackers.named import (
    accused_actors,
    campaigning_actors,
    combine,
    is_by_fighters,
    noun_actors,
    operating_actors,
    origin_of_fire,
    subject_actors,
)
from mapper.claims.attackers.own_forces import possessive_actor, speakers_own_forces, speaking_army
from mapper.claims.attackers.pronouns import (
    has_pronoun,
    is_definite,
    is_unknown,
    mark_unknown,
    pronoun_actor,
)
from mapper.claims.events.event import Event
from mapper.claims.grammar import agent_of, is_answered, is_set_apart
from mapper.claims.page import Page
from mapper.claims.speakers.speaker import Speaker
from mapper.claims.speech.frame import Frames, is_mutual
from mapper.claims.tables import Lexicon
from mapper.listings import find_entries, find_points

__all__ = ["assign_attackers", "has_no_aircraft"]


def assign_attackers(
    page: Page,
    events: list[Event],
    frames: Frames,
    lexicon: Lexicon,
    country: str | None,
    publisher: Speaker,
) -> None:
    """Fill the attackers of every event, from its own words first, then from the context."""
    last: tuple[int, list[tuple[str, ...]]] | None = None
    last_coalition = find_coalition(page, country, lexicon)
    groups_on_foot = {
        name
        for name, row in lexicon.actors.items()
        if row["kind"] == "armed" and not name.endswith(("army", "military", "LNA", "RSF"))
    }
    alliance = "NATO" if any(hit.entry.name == "NATO" for hit in page.hits) else None
    entries = find_entries(page.text)
    for event in events:
        if last and _is_another_entry(page, entries, last[0], event.sentence):
            last = None
        accused = accused_actors(page, event, frames)
        own = possessive_actor(page, event, frames)
        if own and not any(name == "enemy" for _, name in subject_actors(page, event)):
            event.attackers = [(own,)]
            event.attacker_reason = "the speaker's own forces"
            last = (event.sentence, event.attackers)
            continue
        named = (
            accused
            or operating_actors(page, event)
            or subject_actors(page, event)
            or noun_actors(page, event)
        )
        meant = None if named else pronoun_actor(page, event)
        named = [(event.anchor, meant)] if meant else named
        army = speaking_army(event, frames) or named_army(page, event.anchor, country, lexicon)
        enemy = foe_of(
            page, _side_of(event, frames) or lexicon.by_country.get(country or ""), lexicon
        )
        told = _named_as_telling(page, event, frames)
        named = [(token, name) for token, name in named if token not in told]
        groups = [
            settle(group, last_coalition, country, lexicon, army, enemy, alliance)
            for group in combine(page, named)
        ]
        event.attackers = [group for group in groups if group and not has_no_aircraft(event, group)]
        if event.attackers:
            event.attacker_reason = "named in the sentence"
        elif is_unknown(page, event) or _is_laid_to_each_other(page, event, frames):
            event.unknown_attacker = True
            event.attacker_reason = "the report says that the attacker is unknown"
        elif is_by_fighters(page, event):
            event.unknown_attacker = True
            event.attacker_reason = "fighters whom nobody names"
        else:
            far = last is not None and (
                # what was answered is the other side's
                is_answered(page, event.anchor)
                or _is_from_elsewhere(page, event, last[1][0], lexicon)
            )
            _from_context(page, event, frames, None if far else last, groups_on_foot)
        before = is_set_apart(page, event.clause) and event.clause not in event.triggers
        event.irrealis |= before and _is_what_it_answered(page, event, events)
        # what was answered is told aside: the report goes on with who answers
        answered = is_answered(page, event.anchor)
        happened = not (event.irrealis or before or answered or _is_not_of(page, event))
        if len(event.attackers) == 1 and happened:
            last = (event.sentence, event.attackers)
    if _releases_own(page, publisher) and not any(e.attackers for e in events):
        for event in events:
            event.attackers = [(publisher.actor or "",)]
            event.attacker_reason = "the publisher's own release"
    _carry_into_lists(page, events)
    for event in events:
        if _is_planted(page, event):
            event.irrealis = True
    mark_unknown(page, events)
    _single_attacker(page, events, frames, lexicon)
    _campaigner(page, events, last_coalition, country, lexicon)


def _is_not_of(page: Page, event: Event) -> bool:
    """Whether "it was not a raid by X", "not an attack of X's" only says whose it was not."""
    return event.negated and page.pos[event.anchor] != "VERB" and page.dep[event.anchor] != "dobj"


def _is_what_it_answered(page: Page, event: Event, events: list[Event]) -> bool:
    """Whether "after X launched attacks" tells what air strikes of the sentence answered."""
    on_foot = (
        bool(event.attackers)
        and not event.weapons
        and {page.lemmas[at] for at in event.triggers} <= _ASSAULTS
    )
    return on_foot and any(
        other.sentence == event.sentence and "airstrike" in other.weapons for other in events
    )


_ASSAULTS = frozenset({"attack", "assault", "offensive"})


def _named_as_telling(page: Page, event: Event, frames: Frames) -> set[int]:
    """Return the tokens of who only tells it in "Conceded by X: damage to …"."""
    return {
        token
        for frame in frames.by_sentence.get(event.sentence, ())
        if page.tags[frame.verb] == "VBN" and (agent := agent_of(page, frame.verb)) is not None
        for token in range(page.left[agent], agent + 1)
    }


def _carry_into_lists(page: Page, events: list[Event]) -> None:
    """Take the strikes in the bullets under "X hit the following:" for those of the line's."""
    anchors = [page.starts[event.anchor] for event in events]
    for points in find_points(page.text):
        low, high = bisect_left(anchors, points.start), bisect_left(anchors, points.end)
        known = next((head for head in reversed(events[low:high]) if head.attackers), None)
        if known is None or known.irrealis or not points.spans:
            continue
        for event in events[high : bisect_left(anchors, points.spans[-1][1])]:
            if not event.attackers:
                event.attackers = list(known.attackers)
                event.attacker_reason = "carried on from the head of the list"


def _is_another_entry(page: Page, entries: Sequence[int], before: int, sentence: int) -> bool:
    """Whether a new entry of a running report begins between two sentences."""
    low, high = (page.starts[page.sentences[number][0]] for number in (before, sentence))
    return bisect_right(entries, high) > bisect_right(entries, low)


def _releases_own(page: Page, publisher: Speaker) -> bool:
    """Whether a report is the release of an army, or a defence ministry's of "our" operations."""
    if publisher.actor is None:
        return False
    ministry = publisher.kind == "office" and "Defence" in publisher.name
    own = not {"our", "operation", "operations"}.isdisjoint(page.words)
    return publisher.kind == "military" or (ministry and own)


def _side_of(event: Event, frames: Frames) -> str | None:
    """Return the party whose man tells of an event."""
    around = frames.around(event.sentence, event.anchor)
    return around[0].speakers[0].actor if around and around[0].speakers else None


def _is_laid_to_each_other(page: Page, event: Event, frames: Frames) -> bool:
    """Whether two sides accuse each other of it: its attacker is then either's word only."""
    around = frames.around(event.sentence, event.anchor)
    return bool(around) and is_mutual(page, around[0])


_GROUPS_WITHOUT_AIRCRAFT = frozenset(
    {"ISIS", "al-Qaeda", "Taliban", "al-Shabaab", "Boko Haram", "JNIM", "TTP", "PKK", "Nusra"}
)


_NEVER_FLYING = _GROUPS_WITHOUT_AIRCRAFT | {"rebels"}
_FLOWN = frozenset({"aircraft", "airstrike", "helicopter", "barrel bomb"})


def has_no_aircraft(event: Event, names: tuple[str, ...]) -> bool:
    """Whether "air strikes after the group's assault" names those who were struck for it."""
    return not _FLOWN.isdisjoint(event.weapons) and set(names) <= _GROUPS_WITHOUT_AIRCRAFT


def _is_planted(page: Page, event: Event) -> bool:
    """Whether a "bombing" by a group without aircraft is one on the ground."""
    names = {name for group in event.attackers for name in group}
    return (
        bool(names)
        and names <= _GROUPS_WITHOUT_AIRCRAFT
        and not event.weapons
        and all(
            page.lemmas[token]
            in {
                "bombing",
                "bomb",
                "attack",
                "blast",
                "explosion",
                "kill",
                "target",
                "hit",
                "strike",
                "casualty",
                "destroy",
                "damage",
            }
            for token in event.triggers
        )
    )


def _from_context(
    page: Page,
    event: Event,
    frames: Frames,
    last: tuple[int, list[tuple[str, ...]]] | None,
    groups: Set[str],
) -> None:
    speaker_actor = speakers_own_forces(page, event, frames, last, groups)
    if speaker_actor:
        event.attackers = [(speaker_actor,)]
        event.attacker_reason = "the speaker's own forces"
        return
    if last and event.sentence - last[0] <= 1 and not _is_elsewhere(page, event):
        event.attackers = list(last[1])
        event.attacker_reason = "carried on from the sentences before"
        return
    if last and event.listed and event.sentence - last[0] <= _LIST:
        event.attackers = list(last[1])
        event.attacker_reason = "carried on from the head of the list"
        return
    if last and is_definite(page, event):
        distance = event.sentence - last[0]
        if distance <= 3 or (distance <= 12 and (has_pronoun(page, event) or event.weak)):
            event.attackers = list(last[1])
            event.attacker_reason = "carried on from the sentences before"


_LIST = 25
"""Sentences of a list that its head's attacker may be meant in."""


def _is_elsewhere(page: Page, event: Event) -> bool:
    """Whether the sentence turns to something else: "Elsewhere", "In a separate incident"."""
    start, end = page.sentences[event.sentence]
    opening = set(page.words[start : min(end, start + 5)])
    return (
        bool(opening & {"elsewhere", "separate", "separately", "meanwhile"})
        or page.pos[event.anchor] != "VERB"
    )


def _is_from_elsewhere(page: Page, event: Event, names: tuple[str, ...], lexicon: Lexicon) -> bool:
    """Whether "a missile launched from X" is told, and none of these actors is of X."""
    origin = origin_of_fire(page, event)
    return origin is not None and not any(
        lexicon.actors[name]["country"] == origin for name in names if name in lexicon.actors
    )


def _single_attacker(page: Page, events: list[Event], frames: Frames, lexicon: Lexicon) -> None:
    """Where a report names one attacker only, strikes without one are taken for his.

    What one side only accuses the other of tells nothing of other strikes.
    """
    named = {
        group
        for event in events
        if not (event.irrealis or accused_actors(page, event, frames) or _is_not_of(page, event))
        for group in event.attackers
    }
    if len(named) != 1:
        return
    (only,) = named
    for event in events:
        flown = bool(_FLOWN & set(event.weapons)) and set(only) <= _NEVER_FLYING
        foreign = is_answered(page, event.anchor) or _is_from_elsewhere(page, event, only, lexicon)
        if not (event.attackers or event.unknown_attacker or flown or foreign):
            event.attackers = [only]
            event.attacker_reason = "the only attacker that the report names"


def _campaigner(
    page: Page, events: list[Event], known: str | None, country: str | None, lexicon: Lexicon
) -> None:
    """Where no strike is told of anybody, take them for his whose campaign the report is about."""
    if any(event.attackers for event in events):
        return
    names = tuple(name for _, name in campaigning_actors(page))
    names = settle(names, known, country, lexicon)
    if len(names) == 1:
        for event in events:
            if not event.unknown_attacker:
                event.attackers = [names]
                event.attacker_reason = "the one whose campaign the report tells of"
