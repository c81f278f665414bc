"""Claims of who held the ground that was struck."""

from __future__ import annotations

from dataclasses import replace

from mapper.claims.assembly.anaphors import has_anaphor
from mapper.claims.assembly.draft import Draft, Fact
from mapper.claims.assembly.focus import event_for, last_spots
from mapper.claims.assembly.voices import granted_voices, voices_at
from mapper.claims.assembly.whereabouts import general_or_local, places_struck, residence_of
from mapper.claims.assembly.writing import write_claims
from mapper.claims.events.event import Event
from mapper.claims.grammar import clause_of
from mapper.claims.roles.spot import Spot
from mapper.claims.targets.aim import Aim
from mapper.claims.targets.taking import FOE, OWN
from mapper.model import Role

__all__ = ["read_control"]


def _named_again(draft: Draft, token: int, sentence: int) -> tuple[Spot, ...]:
    """Return the struck place whose name, not found as a place here, opens the clause."""
    start, _ = draft.page.sentences[sentence]
    words = set(draft.page.words[start:token])
    named = [
        spot
        for spot in draft.spots
        if spot.role == Role.STRUCK and spot.resolution.mention.text.casefold() in words
    ]
    return tuple(named[:1])


def _own_holder(draft: Draft, token: int) -> str | None:
    """Return as what "our troops", "his forces" hold ground: as what the speaker's side does."""
    speaker = voices_at(draft, token)[0].speaker
    row = draft.lexicon.actors.get(speaker.actor or "")
    if row:
        return row["holder"]
    words = set(speaker.name.casefold().split())
    rows = draft.lexicon.rows["holders"]
    return next((r["holder"] for r in rows if words & set(r["forms"].split("|"))), None)


def _foe(draft: Draft, token: int, number: int | None) -> str | None:
    """Return as what the one attacker of a strike holds ground, to somebody of another side."""
    if number is None:
        return None
    names = {name for group in draft.events[number].attackers for name in group}
    speaker = voices_at(draft, token)[0].speaker
    rows = [draft.lexicon.actors[name] for name in names if name in draft.lexicon.actors]
    return rows[0]["holder"] if len(rows) == 1 and speaker.actor not in names else None


def read_control(draft: Draft, aim: Aim, sentence: int, live: list[tuple[int, Event]]) -> None:
    """Claim that somebody held the ground, where it is ground that was struck."""
    number = event_for(draft, aim.token, sentence, live, near=5)
    page = draft.page
    if aim.value in {OWN, FOE}:
        meant = (
            _own_holder(draft, aim.token) if aim.value == OWN else _foe(draft, aim.token, number)
        )
        if meant is None:
            return
        aim = replace(aim, value=meant)
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
        if not any(spot.key in draft.struck_ids for spot in spots):
            spots = _named_again(draft, aim.token, sentence)
            if not spots and not live:
                return
    if number is None and not spots:
        return
    if not spots:
        spots = residence_of(draft, voices_at(draft, aim.token))
    own = (told for told, event in live if clause_of(page, aim.token) in event.clauses)
    if not spots and (told := next(own, None)) is not None:
        _, spots = general_or_local(places_struck(draft, told))
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
