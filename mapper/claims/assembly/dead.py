"""Claims of who the dead were, said after the strike: its target, and harm to civilians."""

from __future__ import annotations

from mapper.claims.assembly.aims import army_holder
from mapper.claims.assembly.contradiction import is_civil
from mapper.claims.assembly.draft import Draft, Fact
from mapper.claims.assembly.focus import strike_meant
from mapper.claims.assembly.voices import voices_at
from mapper.claims.assembly.whereabouts import general_or_local, places_struck
from mapper.claims.assembly.writing import write_claims
from mapper.claims.targets.aim import ANYBODY
from mapper.claims.targets.dead import SOLDIERS, Dead, find_dead
from mapper.model import Stance

__all__ = ["read_dead"]


def read_dead(draft: Draft, sentence: int) -> None:
    """Read "all the dead were civilians", "those killed were fighters", "were not civilians"."""
    number = strike_meant(draft, sentence)
    if number is None:
        return
    dead = find_dead(draft.page, sentence)
    if dead is None:
        return
    if dead.pointing:
        civil = dead.holder is None
        if civil != dead.negated and not _are_called_fighters(draft, dead):
            return
        if civil == dead.negated and not _were_just_killed(draft, dead):
            return
    if dead.holder is None:
        _write(draft, number, dead, "civilian_harm", True, dead.negated)
        if not dead.negated and not dead.partly:
            _write(draft, number, dead, "target", ANYBODY, True)
        return
    holder = army_holder(draft) if dead.holder == SOLDIERS else dead.holder
    if holder is None:
        return
    _write(draft, number, dead, "target", holder, dead.negated)
    if not dead.negated and not dead.partly:
        # whoever counts every one of the dead as a fighter denies that civilians died
        _write(draft, number, dead, "civilian_harm", True, True)


def _are_called_fighters(draft: Draft, dead: Dead) -> bool:
    """Whether somebody else has just said of those whom "they" means that they were fighters."""
    page = draft.page
    here = page.sentence_of[dead.token]
    since = page.starts[page.sentences[max(0, here - _ANSWERED)][0]]
    speakers = {voice.speaker.name for voice in voices_at(draft, dead.token)}
    return any(
        claim.stance is Stance.ASSERTS
        and (claim.attribute == "militants_killed" or not is_civil(draft, claim.value))
        and claim.start >= since
        and claim.claimant not in speakers
        for claim in draft.claims.values()
        if claim.attribute in {"target", "militants_killed"}
    )


def _were_just_killed(draft: Draft, dead: Dead) -> bool:
    """Whether the sentence before counts those killed whom "they" means."""
    page = draft.page
    here = page.sentence_of[dead.token]
    since = page.starts[page.sentences[max(0, here - 1)][0]]
    told = [claim for claim in draft.claims.values() if claim.start >= since]
    return any(claim.attribute.endswith("killed") for claim in told)


_ANSWERED = 3
"""Sentences back in which those stand who "they" are."""


def _write(
    draft: Draft, number: int, dead: Dead, attribute: str, value: str | bool, negated: bool
) -> None:
    _, fine = general_or_local(places_struck(draft, number))
    voices = voices_at(draft, dead.token)
    write_claims(
        draft,
        Fact(
            attribute,
            value,
            dead.token,
            "who the dead were",
            negated,
            event=number,
            spots=fine,
            general=not fine,
            voices=voices,
        ),
    )
