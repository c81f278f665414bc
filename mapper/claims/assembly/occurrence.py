# ruff: noqa: PLR0912
# a list of cases with an answer each reads better whole than in parts
"""Claims that a strike happened, and by whom, or that the speaker did not carry it out."""

from __future__ import annotations

from dataclasses import replace

from mapper.claims.assembly.anaphors import anaphoric
from mapper.claims.assembly.charges import write_charge
from mapper.claims.assembly.denied import is_disclaimed, is_general_denial
from mapper.claims.assembly.draft import Draft, Fact
from mapper.claims.assembly.focus import (
    last_spots,
    next_placed,
    of_same_attacker,
    take_attackers,
    tell,
    tell_another,
)
from mapper.claims.assembly.happening import is_only_described, is_unheard_of
from mapper.claims.assembly.voices import (
    granted_voices,
    is_called_false,
    is_granted,
    stance_of,
    voices_at,
)
from mapper.claims.assembly.whereabouts import (
    general_or_local,
    is_habit,
    is_own_account,
    is_the_strike,
    places_struck,
    residence_of,
)
from mapper.claims.assembly.words import CIVILIAN
from mapper.claims.assembly.writing import write_claims
from mapper.claims.events.event import Event
from mapper.claims.grammar import ACTED_ON, SUBJECTS
from mapper.claims.roles.spot import Spot
from mapper.claims.speakers.speaker import Speaker
from mapper.model import PlaceKind, Role, Stance

__all__ = ["read_occurrence"]


def read_occurrence(draft: Draft, number: int, event: Event) -> None:
    """Claim a strike that is told with its place, and who carried it out."""
    spots = _where_none_fell(draft, event, number) or places_struck(draft, number)
    if not event.irrealis and not event.talk_only:
        draft.last_event = number
    around = draft.frames.around(event.sentence, event.anchor)
    general = not spots and around and is_general_denial(draft, around[0])
    if general or (around and is_unheard_of(draft.page, event.anchor)):
        return  # whoever has heard of none answers what others told
    denied = _read_denied_deed(draft, number, event, spots)
    if denied and all(voice.mode == "deny" for voice in voices_at(draft, event.anchor)):
        return
    if (
        (_object_tells(draft, event) and _is_about_whom(draft, event))
        or _read_disclaimed(draft, number, spots)
        or event.irrealis
    ):
        if draft.last_placed is None and not event.irrealis and general_or_local(spots)[1]:
            tell(draft, number)  # a lead that denies it: the report is about it
        return
    speaker = voices_at(draft, event.anchor)[0].speaker
    if spots and _is_told_at_large(draft, event, spots) and is_own_account(draft, number, speaker):
        spots = last_spots(draft, event.sentence) or spots
    elif not spots and not event.negated:
        spots = anaphoric(draft, number)
        if not spots and (
            is_the_strike(draft, number)
            or _is_confirmed(draft, number)
            or is_own_account(draft, number, speaker)
        ):
            spots = last_spots(draft, event.sentence)
            take_attackers(draft, number)
        spots = of_same_attacker(draft, number, spots)
        spots = () if _is_of_enemy(draft, event, speaker, spots) else spots
    elif not spots and _is_none_at_all(draft, event):
        spots = last_spots(draft, event.sentence)
    fine = any(spot.place is None or spot.place.kind != PlaceKind.COUNTRY for spot in spots)
    if not fine and not event.negated:
        told = voices_at(draft, event.anchor)
        # "residents of X said planes had bombed the airport"; an office in X tells of anywhere
        local = event.attackers or all(voice.speaker.kind == "local" for voice in told)
        home = residence_of(draft, told) if local else ()
        spots, fine = (home, True) if home else (spots, fine)
    if event.talk_only and not fine:
        return
    if not spots:
        tell_another(draft, number)
        if (
            not draft.whens[number].own
            or not event.attackers
            or event.negated
            or event.weak
            or draft.last_country is None
            or _is_of_enemy(draft, event, speaker, (draft.last_country,))
        ):
            return
        spots = (draft.last_country,)
    if not fine and (not event.attackers or event.negated):
        return
    if fine and not event.negated:
        draft.anaphors[number] = spots
        tell(draft, number)
    detail = event.weapons[0] if event.weapons else None
    for group in event.attackers or [()]:
        fact = Fact(
            "occurrence",
            True,
            event.anchor,
            "strike told with its place",
            event.negated,
            detail=detail,
            event=number,
            spots=spots,
            attackers=group,
        )
        voices = granted_voices(draft, fact.token)
        if denied:
            voices = tuple(voice for voice in voices if voice.mode != "deny")
        fact = replace(fact, voices=voices)
        write_claims(draft, fact)
        if len(group) == 1 and (denied or event.attacker_reason == "named in the sentence"):
            _add_named_attacker(draft, fact, group[0])
        if len(group) > 1:
            for name in group:
                write_claims(
                    draft,
                    replace(
                        fact,
                        attribute="attacker",
                        value=name,
                        hedged=True,
                        negated=False,
                        rule="one of several alternatives",
                    ),
                )


def _is_of_enemy(draft: Draft, event: Event, speaker: Speaker, spots: tuple[Spot, ...]) -> bool:
    """Whether "we downed nine drones launched by X" would be told as a strike on X itself."""
    own = draft.lexicon.actors.get(speaker.actor or "")
    codes = {spot.place.country for spot in spots if spot.place}
    named = {name for group in event.attackers for name in group}
    return (
        own is not None
        and own["kind"] == "state"
        and own["country"] not in codes
        and any(draft.lexicon.by_country.get(code or "") in named for code in codes)
    )


def _where_none_fell(draft: Draft, event: Event, number: int) -> tuple[Spot, ...]:
    """Return the village of the strike that "flew no missions in the state" answers.

    The state was told of as where the village lies.
    """
    keys = {spot.key for spot in places_struck(draft, number)} if event.negated else set()
    for sentence, other in reversed(draft.told):
        around = {
            spot.key
            for spot in draft.spots_in.get(draft.events[other].sentence, ())
            if spot.role == Role.CONTAINER and spot.event == other
        }
        if keys and keys <= around and sentence < event.sentence:
            return places_struck(draft, other)
    return ()


def _read_disclaimed(draft: Draft, number: int, spots: tuple[Spot, ...]) -> bool:
    """Read "said it was not responsible for a strike on X": not its own, whoever told of it."""
    token = draft.events[number].anchor
    if not is_disclaimed(draft, token):
        return False
    _, fine = general_or_local(spots)
    for voice in voices_at(draft, token):
        if fine and voice.speaker.actor:
            tell(draft, number)
            rule = "denial of the deed"
            write_charge(
                draft, voice.speaker.actor, number, token, rule, (voice,), stance=Stance.DENIES
            )
    return True


def _is_told_at_large(draft: Draft, event: Event, spots: tuple[Spot, ...]) -> bool:
    """Whether "had struck a target in northern X" tells of one thing, and of a country only."""
    page = draft.page
    struck = [
        child for at in event.triggers for child in page.children[at] if page.dep[child] in ACTED_ON
    ]
    one = [page.tags[at] in {"NN", "NNP"} for at in struck]
    return bool(one) and all(one) and not general_or_local(spots)[1]


def _is_none_at_all(draft: Draft, event: Event) -> bool:
    """Whether "said that no air strike had taken place" answers the strike told before."""
    page, anchor = draft.page, event.anchor
    none = any(page.words[child] == "no" for child in page.children[anchor])
    return event.negated and none and bool(draft.frames.around(event.sentence, anchor))


def _is_confirmed(draft: Draft, number: int) -> bool:
    """Whether somebody confirms just after a strike was told that bombs fell: it is that one."""
    before, event = draft.last_placed, draft.events[number]
    return (
        before is not None
        and draft.whens[number].when.start == draft.whens[before].when.start
        and 0 < event.sentence - draft.events[before].sentence <= 2
        and any(
            draft.page.lemmas[frame.verb] in {"confirm", "acknowledge", "admit"}
            for frame in draft.frames.around(event.sentence, event.anchor)[:1]
        )
    )


def _add_named_attacker(draft: Draft, fact: Fact, name: str) -> None:
    """Keep who names the attacker, unless it is the report itself or the attacker."""
    voices = tuple(
        voice
        for voice in voices_at(draft, fact.token)
        if voice.speaker.actor != name
        and voice.speaker != draft.memory.publisher
        and voice.mode == "assert"
    )
    _, fine = general_or_local(fact.spots)
    if voices and fine and not fact.negated:
        draft.note_accused(draft.page.sentence_of[fact.token], name)
        write_claims(
            draft,
            replace(
                fact,
                attribute="attacker",
                value=name,
                voices=voices,
                spots=fine,
                rule="attacker named",
            ),
        )


def _read_denied_deed(draft: Draft, number: int, event: Event, spots: tuple[Spot, ...]) -> bool:
    """Read "it carried out no strikes there", "denied firing at X": not our deed."""
    told = False
    own = {name for group in event.attackers for name in group}
    for voice in voices_at(draft, event.anchor):
        stance, _ = stance_of(voice.mode, event.negated)
        if is_called_false(draft, event.anchor):
            stance = Stance.DENIES if stance is Stance.ASSERTS else stance
        actor = voice.speaker.actor
        if stance is not Stance.DENIES or not actor or actor not in own:
            continue
        if _object_tells(draft, event) or is_granted(draft, event.anchor):
            continue
        if is_habit(draft, event):
            continue  # "does not strike homes"
        if not spots and _is_laid_to_others(draft, event, own):
            continue
        told = True
        where = spots or anaphoric(draft, number) or last_spots(draft, event.sentence)
        _, fine = general_or_local(where)
        after = (
            None if fine or draft.last_placed is not None else next_placed(draft, event.sentence)
        )
        if after is not None:
            _, fine = general_or_local(places_struck(draft, after))
        if not fine:
            continue
        fact = Fact(
            "attacker",
            actor,
            event.anchor,
            "denial of the deed",
            event=number,
            spots=fine,
            voices=(voice,),
            stance=Stance.DENIES,
            attackers=(actor,),
        )
        write_claims(draft, fact)
        nobody = event.negated and draft.page.dep[event.anchor] in SUBJECTS | {"attr"}
        nobody = nobody and not is_only_described(draft.page, event.anchor)
        if nobody or is_called_false(draft, event.anchor):
            # "no strikes were made there", "reports that it bombed X are untrue": nobody's
            write_claims(draft, replace(fact, attribute="occurrence", value=True))
    return told


def _is_laid_to_others(draft: Draft, event: Event, own: set[str]) -> bool:
    """Whether the strike told just before is somebody else's: "nothing got hit", said of it."""
    if draft.last_placed is None or event.attacker_reason == "named in the sentence":
        return False
    told = {name for group in draft.events[draft.last_placed].attackers for name in group}
    near = event.sentence - draft.events[draft.last_placed].sentence <= _ANSWER
    charges = {c.value for c in draft.claims.values() if c.attribute == "attacker"}
    return near and bool(told) and not own & (told | charges)


_ANSWER = 6


def _is_about_whom(draft: Draft, event: Event) -> bool:
    """Whether a denial is of whom was hit: the attacker's, or of "reports of strikes on homes"."""
    none = event.negated and draft.page.pos[event.anchor] == "NOUN"  # "no attack on civilians"
    return none or _is_own_denial(draft, event) or is_called_false(draft, event.anchor)


def _is_own_denial(draft: Draft, event: Event) -> bool:
    """Whether attackers deny, alone or with others: whom they hit then, not that they struck."""
    own = {name for group in event.attackers for name in group}
    voices = voices_at(draft, event.anchor)
    return any(voice.speaker.actor in own for voice in voices) and all(
        stance_of(voice.mode, event.negated)[0] is Stance.DENIES for voice in voices
    )


def _object_tells(draft: Draft, event: Event) -> bool:
    """Whether the denial is of who was hit, not of the strike: "did not hit civilians".

    Who denies having hit a hospital denies the deed, unless it tells of another aim there.
    """
    page = draft.page
    for verb in event.triggers:
        for child in page.children[verb]:
            noun = page.pos[verb] != "VERB" and page.words[child] in {"on", "against"}
            if page.dep[child] not in ACTED_ON and not noun:
                continue
            for token in range(page.left[child], min(page.right[child], child + 6) + 1):
                hit = page.hit_at[token]
                if (hit and hit.entry.table in {"holders", "persons"}) or page.words[
                    token
                ] in CIVILIAN:
                    return True
                if hit and hit.entry.table == "actors" and hit.entry.row["kind"] == "armed":
                    return True
    return False
