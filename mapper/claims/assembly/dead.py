"""Claims of who the dead were, said after the strike: its target, and harm to civilians."""

from __future__ import annotations

from mapper.claims.assembly.draft import Draft, Fact
from mapper.claims.assembly.voices import voices_at
from mapper.claims.assembly.whereabouts import general_or_local, places_struck
from mapper.claims.assembly.writing import write_claims
from mapper.claims.targets.aim import ANYBODY
from mapper.claims.targets.dead import Dead, find_dead

__all__ = ["read_dead"]


def read_dead(draft: Draft, sentence: int) -> None:
    """Read "all the dead were civilians", "those killed were fighters", "were not civilians"."""
    number = draft.last_placed if draft.last_placed is not None else draft.last_event
    if number is None or not 0 <= sentence - draft.events[number].sentence <= 8:
        return
    dead = find_dead(draft.page, sentence)
    if dead is None:
        return
    if dead.holder is None:
        _write(draft, number, dead, "civilian_harm", True, dead.negated)
        if not dead.negated and not dead.partly:
            _write(draft, number, dead, "target", ANYBODY, True)
        return
    _write(draft, number, dead, "target", dead.holder, dead.negated)
    if not dead.negated and not dead.partly:
        # whoever counts every one of the dead as a fighter denies that civilians died
        _write(draft, number, dead, "civilian_harm", True, True)


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
