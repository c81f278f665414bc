"""Counts of dead and wounded as ranges, and the grade of civilian harm."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from mapper.events import Event, is_quantity
from mapper.model import KIN, Assessment, CasualtyRange, Claim, Side, Stance, Status

__all__ = ["grade_harm", "is_count", "range_casualties"]

_COUNTED = ("_killed", "_wounded", "_missing")


def is_count(claim: Claim) -> bool:
    """Whether a claim counts people hurt, so that it matters which strikes share it."""
    counts = claim.attribute.endswith(_COUNTED) or claim.attribute in {"killed", "wounded"}
    return counts and is_quantity(claim) and claim.stance is Stance.ASSERTS


def range_casualties(
    event: Event, shared: Mapping[str, Sequence[str]]
) -> tuple[CasualtyRange, ...]:
    """Return both ends of every count, with the claims behind each; nothing is ever summed.

    Parameters
    ----------
    event
        The strike's claims.
    shared
        Claim id -> ids of every strike it is about. A figure about several strikes is one
        joint total: it keeps its own range beside the figures of this strike alone.
    """
    strike_id = event.id
    filed: dict[tuple[str, bool], list[Claim]] = defaultdict(list)
    for claim in event.claims:
        if is_count(claim):
            several = len(shared.get(claim.id, ())) > 1
            filed[claim.attribute, several].append(claim)
    return tuple(
        _range_of(attribute, _of_all(claims), shared if several else {}, strike_id)
        for (attribute, several), claims in sorted(filed.items())
    )


def _of_all(claims: Sequence[Claim]) -> Sequence[Claim]:
    """Leave out what somebody counts of his own family where others count all of the dead."""
    return [claim for claim in claims if claim.detail != KIN] or claims


def _range_of(
    attribute: str, claims: Sequence[Claim], shared: Mapping[str, Sequence[str]], strike_id: str
) -> CasualtyRange:
    ends = [(claim, *_ends(claim)) for claim in claims]
    low = min(bottom for _, bottom, _ in ends)
    high = max(top for _, _, top in ends)
    partners = {there for claim in claims for there in shared.get(claim.id, ())} - {strike_id}
    return CasualtyRange(
        attribute=attribute,
        low=low,
        high=high,
        at_least=any(claim.at_least for claim, _, top in ends if top == high),
        joint_with=tuple(sorted(partners)),
        claims=tuple(claim.id for claim in claims),
        low_claims=tuple(claim.id for claim, bottom, _ in ends if bottom == low),
        high_claims=tuple(claim.id for claim, _, top in ends if top == high),
    )


def _ends(claim: Claim) -> tuple[float, float]:
    said = float(claim.value) if isinstance(claim.value, (int, float)) else 0.0
    low = said if claim.low is None else claim.low
    high = said if claim.high is None else claim.high
    return min(low, high, said), max(low, high, said)


def grade_harm(
    harm: Assessment, attack: Assessment, event: Event, origins: Mapping[str, str]
) -> tuple[str | None, str]:
    """Return the grade that Airwars' published rules would give to the civilian harm.

    Confirmed: a belligerent accepts responsibility. Contested: several belligerents are named
    for it. Fair: two or more independent sources and an attacker who is known to have acted
    there. Weak: a single source. Discounted: whoever first told of the harm takes it back.
    After the grading published at airwars.org/about/methodology, in our own words; their
    researchers also weigh credibility, which a program must not pretend to.

    Returns
    -------
    tuple
        The grade, None when nobody tells of civilian harm, and the rule that fired.
    """
    by_id = {claim.id: claim for claim in event.claims}
    told = [by_id[claim_id] for claim_id in harm.claims]
    asserted = [c for c in told if c.stance is Stance.ASSERTS and c.value not in (0, False)]
    if not asserted:
        return None, "nobody says that civilians were hurt"
    sources = {origins.get(claim.id, claim.origin) for claim in asserted}
    denied = {origins.get(c.id, c.origin) for c in told if c.stance is Stance.DENIES}
    admitted = any(claim.side is Side.ATTACKER and not claim.hedged for claim in asserted)
    named = [*attack.claimed, *attack.disputed_by]
    several = f"{len(sources)} independent sources"
    rules = (
        (admitted, "confirmed", "the attacker's own side says that civilians were hurt"),
        (sources <= denied, "discounted", "everyone who told of the harm also denies it"),
        (
            attack.status is Status.DISPUTED and len(set(named)) > 1,
            "contested",
            f"more than one belligerent is named: {', '.join(named)}",
        ),
        (
            len(sources) > 1 and event.attacker is not None,
            "fair",
            f"{several}, and {event.attacker} is named",
        ),
        (len(sources) > 1, "weak", f"{several}, but no attacker is known"),
        (True, "weak", f"a single source: {', '.join(sorted(sources))}"),
    )
    return next((grade, reason) for fired, grade, reason in rules if fired)
