"""The JSON that people script against: names and meanings are fixed, keys may be added."""

from __future__ import annotations

import math
from typing import Any

from mapper.model import (
    Assessment,
    Candidate,
    CasualtyRange,
    Catalog,
    Claim,
    Place,
    Resolution,
    Strike,
    Value,
)

__all__ = [
    "candidate_to_json",
    "claim_to_json",
    "claims_to_json",
    "place_to_json",
    "resolution_to_json",
    "strike_to_json",
    "strikes_to_json",
]

Json = dict[str, Any]


def place_to_json(place: Place) -> Json:
    """Return a place as the contract writes it: degrees WGS84, `uncertainty_km` a radius."""
    return {
        "id": place.id,
        "name": place.name,
        "country": place.country,
        "admin1": place.admin1,
        "lat": place.lat,
        "lon": place.lon,
        "kind": str(place.kind),
        "population": place.population,
        "uncertainty_km": place.uncertainty_km,
        "source": place.source,
    }


def candidate_to_json(candidate: Candidate) -> Json:
    """Return one ranked candidate of `resolve`."""
    return {
        **place_to_json(candidate.place),
        "score": round(candidate.score, 4),
        "accepted": candidate.accepted,
        "reasons": list(candidate.reasons),
    }


def resolution_to_json(resolution: Resolution) -> Json:
    """Return what a name could mean, best first."""
    return {
        "name": resolution.mention.text,
        "candidates": [candidate_to_json(candidate) for candidate in resolution.candidates],
        "reason_if_empty": resolution.reason_if_empty,
    }


def strikes_to_json(catalog: Catalog) -> list[Json]:
    """Return every strike of a catalog, in its order."""
    return [strike_to_json(strike) for strike in catalog.strikes]


def strike_to_json(strike: Strike) -> Json:
    """Return one strike; attacker, dates and place values may be null, never invented."""
    place = strike.place
    located = place_to_json(place) if place else {"name": None, "lat": None, "lon": None}
    return {
        "id": strike.id,
        "attacker": strike.attacker,
        "attackers": list(strike.attackers),
        "date_start": _iso(strike.when.start),
        "date_end": _iso(strike.when.end),
        "date_precision": strike.when.precision,
        "date_reason": strike.when.reason,
        "place": {**located, "mentioned_as": list(strike.mentioned_as)},
        "mapped": strike.mapped,
        "unmapped_reason": strike.unmapped_reason,
        "control": _assessment_to_json(strike.control),
        "target": _assessment_to_json(strike.target),
        "attacker_status": _assessment_to_json(strike.attack),
        "occurrence": _assessment_to_json(strike.occurrence),
        "civilian_harm": _assessment_to_json(strike.civilian_harm),
        "casualties": [_casualties_to_json(casualties) for casualties in strike.casualties],
        "grade": strike.grade,
        "grade_reason": strike.grade_reason,
        "origins": strike.origins,
        "reports": list(strike.reports),
        "claims": list(strike.claims),
        "notes": list(strike.notes),
    }


def claims_to_json(catalog: Catalog) -> list[Json]:
    """Return every claim of a catalog with the strikes that it is about."""
    about: dict[str, list[str]] = {}
    for strike in catalog.strikes:
        for claim_id in strike.claims:
            about.setdefault(claim_id, []).append(strike.id)
    return [claim_to_json(claim, strikes=about.get(claim.id, [])) for claim in catalog.claims]


def claim_to_json(claim: Claim, *, strikes: list[str]) -> Json:
    """Return one claim; `quote` stands at `start`..`end` of the report's text."""
    return {
        "id": claim.id,
        "report": claim.report,
        "report_sha256": claim.report_sha256,
        "claimant": claim.claimant,
        "side": str(claim.side),
        "origin": claim.origin,
        "via": list(claim.via),
        "attribute": claim.attribute,
        "value": _plain(claim.value),
        "stance": str(claim.stance),
        "hedged": claim.hedged,
        "implied": claim.implied,
        "scope": str(claim.scope),
        "low": _plain(claim.low),
        "high": _plain(claim.high),
        "at_least": claim.at_least,
        "at_most": claim.at_most,
        "joint": claim.joint,
        "detail": claim.detail,
        "attackers": list(claim.attackers),
        "date_start": _iso(claim.when.start),
        "date_end": _iso(claim.when.end),
        "date_reason": claim.when.reason,
        "strikes": strikes,
        "places": [
            located.place.name if located.place else located.mention.text
            for located in claim.places
        ],
        "quote": claim.quote,
        "start": claim.start,
        "end": claim.end,
        "rule": claim.rule,
    }


def _assessment_to_json(assessment: Assessment) -> Json:
    return {
        "status": str(assessment.status),
        "claimed": list(assessment.claimed),
        "disputed_by": list(assessment.disputed_by),
        "claims": list(assessment.claims),
        "reasons": list(assessment.reasons),
    }


def _casualties_to_json(casualties: CasualtyRange) -> Json:
    return {
        "attribute": casualties.attribute,
        "low": _plain(casualties.low),
        "high": _plain(casualties.high),
        "at_least": casualties.at_least,
        "joint_with": list(casualties.joint_with),
        "claims": list(casualties.claims),
        "low_claims": list(casualties.low_claims),
        "high_claims": list(casualties.high_claims),
    }


def _plain(value: Value) -> Value:
    """Write 36.0 as 36: a count of people is a whole number to whoever reads the JSON."""
    if isinstance(value, float) and math.isfinite(value) and value.is_integer():
        return int(value)
    return value


def _iso(date: object) -> str | None:
    return None if date is None else str(date)
