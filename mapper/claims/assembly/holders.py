"""Claims of who held the ground that was struck."""

from __future__ import annotations

from mapper.claims.assembly.anaphors import has_anaphor
from mapper.claims.assembly.draft import Draft, Fact
from mapper.claims.assembly.voices import granted_voices, voices_at
from mapper.claims.assembly.whereabouts import (
    event_for,
    general_or_local,
    last_spots,
    places_struck,
    residence_of,
)
from mapper.claims.assembly.writing import write_claims
from mapper.claims.events.event import Event
from mapper.claims.grammar import clause_of
from mapper.claims.roles.spot import Spot
from mapper.claims.targets.aim import Aim

__all__ = ["read_control"]


def read_control(draft: Draft, aim: Aim, sentence: int, live: list[tuple[int, Event]]) -> None:
    """Claim that somebody held the ground, where it is ground that was struck."""
    number = event_for(draft, aim.token, sentence, live, near=5)
    page = draft.page
    if number is not None and not live and aim.place_root is None:
        start, end = page.sentences[sentence]
        near = sentence - draft.events[number].sentence <= 2
        if not near and not has_anaphor(draft, list(range(start, end)), end, number):
            return
    spots: tuple[Spot, ...] = ()
    if aim.place_root is not None:
        spots = tuple(
            spot for spot in draft.spots_in.get(sentence, ()) if spot.root == aim.place_root
        )
        if not any(spot.place and spot.place.id in draft.struck_ids for spot in spots):
            spots = ()
            if not live:
                return
    if number is None and not spots:
        return
    if not spots:
        spots = residence_of(draft, voices_at(draft, aim.token))
    if (
        not spots
        and number is not None
        and live
        and any(clause_of(page, aim.token) in event.clauses for _, event in live)
    ):
        _, spots = general_or_local(places_struck(draft, number))
    if not spots and draft.last_placed is not None and not live:
        start, end = page.sentences[sentence]
        if has_anaphor(draft, list(range(start, end)), end, draft.last_placed):
            spots = last_spots(draft, sentence)
    write_claims(
        draft,
        Fact(
            "control",
            aim.value,
            aim.token,
            aim.rule,
            aim.negated,
            event=number,
            spots=spots,
            general=not spots,
            voices=granted_voices(draft, aim.token),
        ),
    )
