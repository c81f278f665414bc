"""One way to write down that somebody gives, or denies, a strike told before to an actor."""

from __future__ import annotations

from mapper.claims.assembly.draft import Draft, Fact, Voice
from mapper.claims.assembly.focus import places_for
from mapper.claims.assembly.whereabouts import general_or_local
from mapper.claims.assembly.writing import write_claims
from mapper.claims.roles.spot import Spot
from mapper.model import Stance

__all__ = ["write_charge"]


def write_charge(
    draft: Draft,
    actor: str,
    number: int,
    token: int,
    rule: str,
    voices: tuple[Voice, ...],
    *,
    stance: Stance | None = None,
    negated: bool = False,
    hedged: bool = False,
    spots: tuple[Spot, ...] = (),
) -> None:
    """Write the actor down as attacker of event `number`, at its places or in general.

    `spots` are those of its places that the words themselves name, if they name any.
    """
    _, fine = general_or_local(spots or places_for(draft, number))
    write_claims(
        draft,
        Fact(
            "attacker",
            actor,
            token,
            rule,
            negated=negated,
            hedged=hedged,
            event=number,
            spots=fine,
            general=not fine,
            voices=voices,
            stance=stance,
            attackers=(actor,),
        ),
    )
