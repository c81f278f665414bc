"""Claims of whom or what a strike hit.

The forces of a state hit at home are "government"; attackers are not their own target.
"""

from __future__ import annotations

from dataclasses import replace

from mapper.claims.assembly.anaphors import anaphoric
from mapper.claims.assembly.draft import Draft, Fact
from mapper.claims.assembly.voices import voices_at
from mapper.claims.assembly.whereabouts import (
    general_or_local,
    is_the_strike,
    last_spots,
    places_struck,
)
from mapper.claims.assembly.writing import write_claims
from mapper.claims.attackers.armies import army_of
from mapper.claims.roles.spot import Spot
from mapper.claims.targets.aim import Aim
from mapper.claims.targets.groups import find_named_targets

__all__ = ["army_holder", "read_named_targets", "read_target"]


def army_holder(draft: Draft) -> str | None:
    """Return as what holder "the army" holds ground in this report's country."""
    name = army_of(draft.country, draft.lexicon)
    return draft.lexicon.actors[name]["holder"] if name else None


def read_target(draft: Draft, aim: Aim) -> None:
    """Claim that a strike hit an aim, with the places of the strike."""
    if aim.event is None:
        return
    if (
        draft.events[aim.event].irrealis
        and all(voice.mode == "assert" for voice in voices_at(draft, aim.token))
        and not aim.negated
    ):
        return
    spots = places_struck(draft, aim.event) or anaphoric(draft, aim.event)
    if not spots and is_the_strike(draft, aim.event):
        spots = last_spots(draft, draft.events[aim.event].sentence)
    general, fine = general_or_local(spots)
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
        ),
    )


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


def read_named_targets(draft: Draft, sentence: int) -> None:
    """Read what somebody says the target was in a sentence after the strike's own."""
    number = draft.last_placed if draft.last_placed is not None else draft.last_event
    if number is None or not 0 < sentence - draft.events[number].sentence <= 3:
        return
    for aim in find_named_targets(draft.page, sentence, army_holder(draft)):
        if draft.frames.around(sentence, aim.token):
            read_target(draft, replace(aim, event=number))
