"""New corrections checked against the catalog, and anchored so that they survive rebuilds."""

from __future__ import annotations

import math
from dataclasses import replace

from mapper.corrections.records import Action, Anchor, ClaimAnchor, Correction
from mapper.errors import QueryError
from mapper.events import strike_key
from mapper.geodesy import check_point
from mapper.model import Catalog, Claim, Strike, hash_fields

__all__ = ["complete_correction"]


def complete_correction(
    correction: Correction, catalog: Catalog, *, now: str, who: str
) -> Correction:
    """Check a new correction against the catalog; give it id, time, person and anchor.

    Raises
    ------
    QueryError
        When there is no such claim, place or strike, or something the action needs is missing.
    """
    if not correction.why.strip():
        raise QueryError("a correction needs a reason (why)")
    _check_numbers(correction)
    anchor = _make_anchor(correction, catalog)
    made_at, who = correction.made_at or now, correction.who or who
    identity = (correction.action, correction.target, correction.why, who, made_at)
    complete = replace(
        correction,
        id=correction.id or hash_fields(*identity, correction.into, correction.claims),
        who=who,
        made_at=made_at,
        anchor=anchor,
    )
    return complete


def _check_numbers(correction: Correction) -> None:
    if (correction.lat is None) != (correction.lon is None):
        raise QueryError("give both latitude and longitude")
    if correction.lat is not None and correction.lon is not None:
        check_point(correction.lat, correction.lon)
    elif correction.action is Action.MOVE_PLACE:
        raise QueryError("a moved place needs a latitude and a longitude")
    uncertainty = correction.uncertainty_km
    if uncertainty is not None and not (math.isfinite(uncertainty) and uncertainty >= 0):
        raise QueryError(f"an uncertainty is a radius in kilometres, not {uncertainty!r}")


def _make_anchor(correction: Correction, catalog: Catalog) -> Anchor:
    claims = {claim.id: claim for claim in catalog.claims}
    if correction.action is Action.REJECT_CLAIM:
        if correction.target not in claims:
            raise QueryError(f"the store has no claim {correction.target!r}")
        about = tuple(s.id for s in catalog.strikes if correction.target in s.claims)
        return Anchor(claims=(_claim_anchor(claims[correction.target]),), strikes=about)
    if correction.action is Action.MOVE_PLACE and _is_place(catalog, correction.target):
        return Anchor()
    strike = _find_strike(catalog, correction.target)
    anchor = Anchor(
        claims=tuple(_claim_anchor(claims[one]) for one in strike.claims if one in claims),
        strikes=(strike.id,),
        key=strike_key(strike),
        place=strike.place,
    )
    if correction.action is Action.MERGE_STRIKES:
        return _merge_anchor(correction, catalog, anchor)
    if correction.action is Action.SPLIT_STRIKE:
        return _split_anchor(correction, strike, anchor)
    return anchor


def _merge_anchor(correction: Correction, catalog: Catalog, anchor: Anchor) -> Anchor:
    if not correction.into:
        raise QueryError("a merge needs the id of the strike that stays (into)")
    kept = _find_strike(catalog, correction.into)
    if kept.id in anchor.strikes:
        raise QueryError(f"strike {kept.id!r} cannot be merged into itself")
    if kept.place is None:
        raise QueryError(f"strike {kept.id!r} has no place to merge into; move its pin first")
    attackers = (kept.attacker,) if kept.attacker else kept.attackers
    return replace(anchor, place=kept.place, attackers=attackers, when=kept.when)


def _split_anchor(correction: Correction, strike: Strike, anchor: Anchor) -> Anchor:
    strangers = [claim for claim in correction.claims if claim not in strike.claims]
    if strangers or not correction.claims:
        wrong = repr(strangers[0]) if strangers else "none given"
        raise QueryError(f"name claims of strike {strike.id!r} that leave it; {wrong}")
    if not (correction.date or correction.attacker or correction.lat is not None):
        raise QueryError("a split needs another date, attacker or place for the claims that leave")
    leaving = tuple(one for one in anchor.claims if one.id in correction.claims)
    return replace(anchor, claims=leaving)


def _claim_anchor(claim: Claim) -> ClaimAnchor:
    return ClaimAnchor(claim.id, claim.report_sha256, claim.start, claim.end, claim.attribute)


def _is_place(catalog: Catalog, target: str) -> bool:
    return any(strike.place and strike.place.id == target for strike in catalog.strikes) or any(
        located.place and located.place.id == target
        for reading in catalog.readings
        for located in reading.located
    )


def _find_strike(catalog: Catalog, target: str) -> Strike:
    """Return the strike of this id, or of the one id that begins so."""
    found = [strike for strike in catalog.strikes if target and strike.id.startswith(target)]
    exact = [strike for strike in found if strike.id == target]
    if len(exact or found) == 1:
        return (exact or found)[0]
    if found:
        raise QueryError(f"{target!r} begins {len(found)} strike ids; write more of it")
    raise QueryError(f"the store has no strike {target!r}")
