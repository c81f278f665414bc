"""Where each speaker stands, once the whole report has told who is laid to have struck.

"A house was bombed. Residents blamed X": the first sentence names nobody, and so did not show
that a spokesman for X who speaks of it later is the attacker's.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from mapper.claims.assembly.draft import Draft
from mapper.claims.sides import side_of
from mapper.model import Claim, Side, Stance

__all__ = ["settle_sides"]


def settle_sides(draft: Draft) -> None:
    """Give claims that name no attacker the side their speaker has to those who are accused."""
    accused = _accused(draft)
    mourning = _mourning(draft)
    for claim_id, claim in draft.claims.items():
        if claim.side is Side.ATTACKER_ALLY and claim.claimant in mourning:
            draft.claims[claim_id] = replace(claim, side=Side.DEFENDER)
        if claim.attackers:
            continue
        names = dict.fromkeys(
            name
            for key in _keys(claim)
            for when, name in accused.get(key, ())
            if None in {when, claim.when.start} or when == claim.when.start
        )
        if len(names) == 1:  # who accuse each other stand on either side
            side = side_of(draft.heard[claim_id], tuple(names), draft.country, draft.lexicon)
            draft.claims[claim_id] = replace(claim, side=side)


def _mourning(draft: Draft) -> set[str]:
    """Return who, on ground of his own, counts the civilians that an ally's strike killed there.

    He speaks for them, whatever side his state is on.
    """
    actors = draft.lexicon.actors
    return {
        claim.claimant
        for claim_id, claim in draft.claims.items()
        if claim.attribute in {"civilians_killed", "children_killed", "women_killed"}
        and claim.stance is Stance.ASSERTS
        and claim.value
        and (actor := actors.get(draft.heard[claim_id].actor or ""))
        and actor["country"] == draft.country
    }


def _accused(draft: Draft) -> dict[str, list[tuple[object, str]]]:
    """Return, by place, the days and names of everyone who is said to have struck there."""
    found: dict[str, list[tuple[object, str]]] = defaultdict(list)
    for claim in draft.claims.values():
        if claim.attribute in {"attacker", "occurrence"} and claim.stance is Stance.ASSERTS:
            for key in _keys(claim):
                found[key] += [(claim.when.start, name) for name in claim.attackers]
    return found


def _keys(claim: Claim) -> set[str]:
    return {at.place.id if at.place else at.mention.text for at in claim.places}
