"""Claims of whom or what a strike hit.

The forces of a state hit at home are "government"; attackers are not their own target.
"""

from __future__ import annotations

import re
from dataclasses import replace

from mapper.claims.assembly.anaphors import anaphoric
from mapper.claims.assembly.denied import is_disclaimed
from mapper.claims.assembly.draft import Draft, Fact, Voice
from mapper.claims.assembly.focus import last_spots, places_for, strike_meant, struck_here
from mapper.claims.assembly.voices import granted_voices, voices_at
from mapper.claims.assembly.whereabouts import (
    general_or_local,
    is_habit,
    is_own_account,
    is_the_strike,
    places_struck,
    residence_of,
)
from mapper.claims.assembly.words import HARMING
from mapper.claims.assembly.writing import write_claims
from mapper.claims.attackers.armies import army_of
from mapper.claims.events.event import Event
from mapper.claims.roles.spot import Spot
from mapper.claims.targets.aim import ANYBODY, Aim
from mapper.claims.targets.described import find_described, find_harmless, find_people_inside
from mapper.claims.targets.groups import find_named_targets
from mapper.claims.targets.objects import find_named_objects, object_at
from mapper.claims.targets.unarmed import find_unarmed, find_unlinked
from mapper.model import Stance

__all__ = ["army_holder", "read_absence", "read_named_targets", "read_target"]


def army_holder(draft: Draft) -> str | None:
    """Return as what holder "the army" holds ground in this report's country."""
    name = army_of(draft.country, draft.lexicon)
    return draft.lexicon.actors[name]["holder"] if name else None


def read_target(draft: Draft, aim: Aim, home: tuple[Spot, ...] = ()) -> None:
    """Claim that a strike hit an aim, with the places of the strike, or at the speaker's home."""
    if aim.event is None or is_disclaimed(draft, draft.events[aim.event].anchor):
        return
    if (
        draft.events[aim.event].irrealis
        and all(voice.mode == "assert" for voice in voices_at(draft, aim.token))
        and not aim.negated
    ):
        return
    spots = home or places_struck(draft, aim.event) or anaphoric(draft, aim.event)
    speaker = voices_at(draft, aim.token)[0].speaker
    if not spots and (is_the_strike(draft, aim.event) or is_own_account(draft, aim.event, speaker)):
        spots = last_spots(draft, draft.events[aim.event].sentence)
    if not spots and len(draft.struck_ids) == 1 and _is_of_the_strikes(draft, aim.event):
        spots = places_for(draft, aim.event)
    general, fine = general_or_local(spots)
    if general and _is_thing(draft, aim.value) and is_habit(draft, draft.events[aim.event]):
        return
    value = _at_home(draft, aim.value, spots)
    if value in _attacking(draft, aim.event):
        return
    if not aim.negated:
        draft.last_target = (draft.page.sentence_of[aim.token], replace(aim, value=value), fine)
    write_claims(
        draft,
        Fact(
            "target",
            value,
            aim.token,
            aim.rule,
            aim.negated,
            event=aim.event,
            spots=fine,
            general=general,
            voices=_granted(draft, aim),
        ),
    )


def _granted(draft: Draft, aim: Aim) -> tuple[Voice, ...]:
    """Return who says what a strike was aimed at; "denied that the raid on a depot killed ten"."""
    page = draft.page
    raids = (
        at
        for at in page.ancestors(aim.token, 6)
        if page.pos[at] == "NOUN" and page.lemmas[at] in draft.lexicon.event_nouns
    )
    raid = next(raids, None)
    return voices_at(draft, aim.token) if raid is None else granted_voices(draft, raid)


def _is_of_the_strikes(draft: Draft, number: int) -> bool:
    """Whether "the airstrikes", "the operation" hit something: those told before."""
    page, event = draft.page, draft.events[number]
    told = {*event.triggers, *(at for verb in event.triggers for at in page.children[verb])}
    nouns = [at for at in told if page.lemmas[at] in draft.lexicon.event_nouns]
    return not is_habit(draft, event) and any(
        [page.words[at] for at in page.children[noun] if page.dep[at] in {"det", "amod"}] == ["the"]
        for noun in nouns
    )


def _is_thing(draft: Draft, value: str) -> bool:
    return any(row["target"] == value for row in draft.lexicon.rows["objects"])


def _attacking(draft: Draft, number: int) -> set[str]:
    """Return as what holders the attackers of an event hold ground: they are no target."""
    rows = draft.lexicon.actors
    names = {name for group in draft.events[number].attackers for name in group if name in rows}
    return {rows[name]["holder"] for name in names}


def _at_home(draft: Draft, holder: str, spots: tuple[Spot, ...]) -> str:
    """Return "government" for the forces of a state that were hit in their own country."""
    countries = {spot.place.country for spot in spots if spot.place} or {draft.country}
    home = any(
        row["holder"] == holder and row["kind"] == "state" and row["country"] in countries
        for row in draft.lexicon.rows["actors"]
    )
    return "government" if home else holder


def read_named_targets(draft: Draft, sentence: int, live: list[tuple[int, Event]]) -> None:
    """Read what somebody says the target was, in a sentence after the strike's own or in it."""
    page, army = draft.page, army_holder(draft)
    number = live[0][0] if live else strike_meant(draft, sentence)
    if number is None or (not live and draft.events[number].sentence == sentence):
        return
    places = struck_here(draft, sentence)
    hit = [
        *find_named_targets(page, sentence, army),
        *find_named_objects(page, sentence, draft.lexicon),
    ]
    for aim in (
        *(() if live else hit),
        *find_described(page, sentence, draft.lexicon, places),
        *find_people_inside(page, sentence, army, places),
    ):
        if draft.frames.around(sentence, aim.token):
            home = residence_of(draft, voices_at(draft, aim.token))
            struck = {spot.key for spot in home} & draft.struck_ids
            read_target(draft, replace(aim, event=number), home if struck else ())


def read_absence(draft: Draft, sentence: int) -> None:
    """Read "there were no fighters there", said of the strike told last by somebody else."""
    number = strike_meant(draft, sentence)
    if number is None:
        return
    denied = {
        token
        for frame in draft.frames.by_sentence.get(sentence, ())
        if frame.mode == "deny"
        for token in range(frame.start, frame.end + 1)
    }
    aim = (
        find_unarmed(draft.page, sentence)
        or find_unlinked(draft.page, sentence, denied=denied)
        or _only_harmless(draft, sentence)
        or _own_men_absent(draft, sentence)
        or _denied_thing(draft, sentence)
    )
    if aim is None or not draft.frames.around(sentence, aim.token):
        return
    if aim.value == ANYBODY and _tells_of_soldiers(draft, aim):
        aim = replace(aim, value=_army_bombed(draft, number) or ANYBODY)
    speaker = voices_at(draft, aim.token)[0].speaker
    if any(speaker.actor in group for group in draft.events[number].attackers):
        told = draft.last_target
        if told is None or aim.rule != _NOT_THERE or speaker.name in _who_told(draft, told[1]):
            return
        # who struck denies what others told of: "there was no wedding"
        aim = replace(aim, value=told[1].value)
    _, fine = general_or_local(places_struck(draft, number))
    write_claims(
        draft,
        Fact(
            "target",
            aim.value,
            aim.token,
            aim.rule,
            event=number,
            spots=fine,
            general=not fine,
            stance=Stance.DENIES,
        ),
    )


def _tells_of_soldiers(draft: Draft, aim: Aim) -> bool:
    """Whether "no soldiers", "no military object" is said, and not "no militants"."""
    around = draft.page.lemmas[aim.token : aim.token + 6]
    return bool({"soldier", "serviceman", "troop", "military", "barrack"} & set(around))


def _army_bombed(draft: Draft, number: int) -> str | None:
    """Return as what holder the army of a state holds ground that is at war with who struck.

    Where a report names another armed group of the country, "military" may mean that one.
    """
    rows = draft.lexicon.actors
    home = draft.lexicon.by_country.get(draft.country or "")
    if home is None:
        return None
    own = army_of(draft.country, draft.lexicon)
    armed = (
        hit.entry.name
        for hit in draft.page.hits
        if hit.entry.table == "actors" and hit.entry.row["kind"] == "armed"
    )
    if any(name != own for name in armed):
        return None
    named = {name for group in draft.events[number].attackers for name in group if name in rows}
    foes = (rows[home]["foes"] or "").split("|")
    at_war = any(name in foes or home in (rows[name]["foes"] or "").split("|") for name in named)
    return "government" if at_war else None


_NOT_THERE = "the thing told hit was not there"


def _only_harmless(draft: Draft, sentence: int) -> Aim | None:
    """Read "it held nothing but flour" of what somebody else said was armed."""
    token = find_harmless(draft.page, sentence, draft.lexicon)
    return None if token is None else Aim(ANYBODY, token, True, None, "nothing armed was there")


def _who_told(draft: Draft, aim: Aim) -> set[str]:
    """Return who said that something was the target."""
    return {
        claim.claimant
        for claim in draft.claims.values()
        if claim.attribute == "target" and claim.value == aim.value
    }


def _denied_thing(draft: Draft, sentence: int) -> Aim | None:
    """Read "denied that there was any such centre", "there was no gathering": what was told hit."""
    page = draft.page
    told = draft.last_target
    start, end = page.sentences[sentence]
    for token in range(start, end):
        few = {page.words[child] for child in page.children[token]} & {"no", "any", "such"}
        if not few or not _is_said_to_exist(draft, token):
            continue
        frames = draft.frames.around(sentence, token)
        denied = "no" in few or bool(frames and frames[0].mode == "deny")
        again = (
            told is not None and page.lemmas[token] in page.lemmas[slice(*page.sentences[told[0]])]
        )
        if denied and (again or _is_military(draft, token)):
            return Aim(ANYBODY, token, True, None, _NOT_THERE)
    return None


def _is_said_to_exist(draft: Draft, token: int) -> bool:
    """Whether "there was X", "the group had X" is said of a noun."""
    page = draft.page
    verb = page.head[token]
    there = page.lemmas[verb] == "be" and any(
        page.words[at] == "there" for at in page.children[verb]
    )
    return there or (page.dep[token] == "dobj" and page.lemmas[verb] in {"have", "keep", "store"})


def _is_military(draft: Draft, token: int) -> bool:
    value = object_at(draft.page, token, draft.lexicon)
    rows = draft.lexicon.rows["objects"]
    return any(row["target"] == value and row["kind"] in {"military", "warlike"} for row in rows)


_HURT = frozenset({"die", "lose", "casualty", "dead"})
_NONE_OF = re.compile(
    r"\b(?:none of (?:its|their|our)|no) (?:\w+ ){0,2}(?:had been|was|were|are)\b"
)


def _own_men_absent(draft: Draft, sentence: int) -> Aim | None:
    """Read "the group denied that any of its men were there", "denied having any presence"."""
    page = draft.page
    for frame in draft.frames.by_sentence.get(sentence, ()):
        actor = draft.lexicon.actors.get((frame.speakers and frame.speakers[0].actor) or "")
        if actor is None or actor["kind"] != "armed":
            continue
        words = {
            page.lemmas[at]
            for at in range(frame.start, frame.end + 1)
            if page.dep[at] not in {"relcl", "advcl"}  # "the mosque that was bombed"
        }
        men = {"man", "fighter", "member", "presence", "position", "base", "force"} & words
        there = words & {"be", "have", "meet", "hide", "gather", "shelter", "operate", "stay"}
        if frame.mode == "deny" and men and there and not words & HARMING:
            return Aim(actor["holder"], frame.end, True, None, "denies having been there")
        text = page.span_text(frame.start, frame.end + 1).casefold()
        none = {"none", "no"} & set(page.words[frame.start : frame.end + 1]) and "there" in text
        absent = none or _NONE_OF.search(text)
        alive = words & (HARMING | _HURT)
        if frame.mode == "assert" and absent and not alive and (men or "there were none" in text):
            return Aim(actor["holder"], frame.end, True, None, "denies having been there")
    return None
