"""Rows of the tables: each from the one thing it tells of, and what is counted beside it."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from mapper.contract import strike_to_json
from mapper.frames.tables import Row
from mapper.model import Catalog, Claim, Place, Reading, Strike

__all__ = [
    "claim_place_rows",
    "claim_row",
    "join_list",
    "named_places",
    "place_row",
    "report_row",
    "strike_claim_rows",
    "strike_report_rows",
    "strike_row",
    "table_rows",
]


def table_rows(name: str, catalog: Catalog) -> Iterator[Row]:
    """Yield a table's rows as plain tuples in column order: str, int, float, bool, date, None."""
    return _ROWS[name](catalog)


def join_list(values: Iterable[object]) -> str | None:
    """Join a list into one readable cell; an empty list is a missing value."""
    return "; ".join(str(value) for value in values) or None


def strike_row(strike: Strike) -> Row:
    """Return one strike as the columns of the `strikes` table."""
    place = strike.place
    killed = [entry for entry in strike.casualties if entry.attribute.endswith("killed")]
    return (
        strike.id,
        strike.attacker,
        join_list(strike.attackers),
        strike.when.start,
        strike.when.end,
        strike.when.precision,
        strike.when.reason or None,
        *_place_cells(place),
        join_list(strike.mentioned_as),
        strike.mapped,
        strike.unmapped_reason,
        str(strike.control.status),
        join_list(strike.control.claimed),
        join_list(strike.control.disputed_by),
        str(strike.target.status),
        join_list(strike.target.claimed),
        join_list(strike.target.disputed_by),
        str(strike.attack.status),
        str(strike.occurrence.status),
        str(strike.civilian_harm.status),
        max((float(entry.low) for entry in killed), default=None),
        max((float(entry.high) for entry in killed), default=None),
        any(entry.joint_with for entry in killed),
        _casualties_text(strike),
        strike.grade,
        strike.grade_reason or None,
        strike.origins,
        join_list(strike.reports),
        join_list(strike.claims),
        join_list(strike.notes),
        place.source or None if place else None,
    )


def _place_cells(place: Place | None) -> Row:
    if place is None:
        return (None,) * 8
    return (
        place.id,
        place.name,
        place.country,
        place.admin1,
        str(place.kind),
        float(place.lat),
        float(place.lon),
        float(place.uncertainty_km),
    )


def _casualties_text(strike: Strike) -> str | None:
    if not strike.casualties:
        return None
    return json.dumps(strike_to_json(strike)["casualties"], ensure_ascii=False)


def claim_row(claim: Claim, strikes: Sequence[str]) -> Row:
    """Return one claim as the columns of the `claims` table.

    Parameters
    ----------
    strikes
        Ids of the strikes that it is about, in catalog order.
    """
    return (
        claim.id,
        claim.report,
        claim.report_sha256,
        claim.claimant,
        str(claim.side),
        claim.origin,
        join_list(claim.via),
        claim.attribute,
        None if claim.value is None else str(claim.value),
        claim.low,
        claim.high,
        claim.at_least,
        claim.at_most,
        claim.detail,
        str(claim.stance),
        claim.hedged,
        claim.implied,
        str(claim.scope),
        claim.joint,
        join_list(claim.attackers),
        claim.when.start,
        claim.when.end,
        claim.when.reason or None,
        claim.country,
        join_list(
            located.place.name if located.place else located.mention.text
            for located in claim.places
        ),
        join_list(strikes),
        claim.quote,
        claim.start,
        claim.end,
        claim.rule or None,
    )


def report_row(reading: Reading, strikes: int) -> Row:
    """Return one report as the columns of the `reports` table; `strikes` rest on it."""
    report = reading.report
    return (
        report.sha256,
        report.name,
        report.publisher,
        report.title,
        report.published,
        report.url,
        report.language,
        join_list(report.notes),
        len(reading.claims),
        strikes,
        report.text,
    )


def named_places(reading: Reading) -> Iterator[Place]:
    """Yield the places that a report names, struck or not."""
    for located in reading.located:
        if located.place:
            yield located.place
    for claim in reading.claims:
        for located in claim.places:
            if located.place:
                yield located.place


def place_row(place: Place, strikes: int) -> Row:
    """Return one place as the columns of the `places` table, where `strikes` struck."""
    return (
        place.id,
        place.name,
        str(place.kind),
        float(place.lat),
        float(place.lon),
        place.country,
        place.admin1,
        place.population,
        float(place.uncertainty_km),
        join_list(place.names),
        place.source or None,
        join_list(place.ids),
        strikes,
    )


def strike_claim_rows(strike: Strike, origin_of: Mapping[str, str]) -> list[Row]:
    """Return the rows of `strike_claims` for one strike, by the origin of every claim."""
    return [(strike.id, claim_id, origin_of.get(claim_id)) for claim_id in strike.claims]


def strike_report_rows(strike: Strike, report_of: Mapping[str, str]) -> list[Row]:
    """Return the rows of `strike_reports` for one strike, by the report of every claim."""
    shas = {report_of[claim] for claim in strike.claims if claim in report_of}
    return [(strike.id, sha256) for sha256 in sorted(shas)]


def claim_place_rows(claim: Claim) -> list[Row]:
    """Return the rows of `claim_places` for one claim."""
    return [
        (
            claim.id,
            located.place.id if located.place else None,
            str(located.role),
            located.mention.text,
            located.mention.start,
            located.mention.end,
        )
        for located in claim.places
    ]


def _every_strike(catalog: Catalog) -> Iterator[Row]:
    return (strike_row(strike) for strike in catalog.strikes)


def _every_claim(catalog: Catalog) -> Iterator[Row]:
    about: dict[str, list[str]] = defaultdict(list)
    for strike in catalog.strikes:
        for claim_id in strike.claims:
            about[claim_id].append(strike.id)
    return (claim_row(claim, about.get(claim.id, ())) for claim in catalog.claims)


def _every_report(catalog: Catalog) -> Iterator[Row]:
    told = Counter(sha256 for _, sha256 in _every_strike_report(catalog))
    return (report_row(one, told[one.report.sha256]) for one in catalog.readings)


def _every_place(catalog: Catalog) -> Iterator[Row]:
    found: dict[str, Place] = {}
    for reading in catalog.readings:
        for place in named_places(reading):
            found.setdefault(place.id, place)
    struck = Counter[str]()
    for strike in catalog.strikes:
        if strike.place:
            found.setdefault(strike.place.id, strike.place)
            struck[strike.place.id] += 1
    return (place_row(found[key], struck[key]) for key in sorted(found))


def _every_strike_claim(catalog: Catalog) -> Iterator[Row]:
    origin_of = {claim.id: claim.origin for claim in catalog.claims} | catalog.origins
    return (row for strike in catalog.strikes for row in strike_claim_rows(strike, origin_of))


def _every_strike_report(catalog: Catalog) -> Iterator[Row]:
    report_of = {claim.id: claim.report_sha256 for claim in catalog.claims}
    return (row for strike in catalog.strikes for row in strike_report_rows(strike, report_of))


def _every_claim_place(catalog: Catalog) -> Iterator[Row]:
    return (row for claim in catalog.claims for row in claim_place_rows(claim))


_ROWS = {
    "strikes": _every_strike,
    "places": _every_place,
    "claims": _every_claim,
    "reports": _every_report,
    "strike_claims": _every_strike_claim,
    "strike_reports": _every_strike_report,
    "claim_places": _every_claim_place,
}
