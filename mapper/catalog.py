"""The whole answer from all readings: the one step that looks at every report together."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from mapper.assessment import (
    assess_attacker,
    assess_civilian_harm,
    assess_control,
    assess_occurrence,
    assess_target,
)
from mapper.casualties import grade_harm, range_casualties
from mapper.events import Event, report_key, struck_places
from mapper.independence import Origins, trace_origins
from mapper.model import Catalog, PlaceKind, Reading, Reject, Strike
from mapper.strikes import GroupParts, group_claims

__all__ = ["assemble_strike", "assemble_strikes", "build_catalog", "explain_no_pin", "strike_order"]

_NO_PIN = {
    PlaceKind.COUNTRY: "only the country is known; a pin in it would be invented",
    PlaceKind.SEA: "a stretch of sea has no point to pin",
}
# a region wider than most governorates, such as half a country, is a row in the list
_WIDEST_KM = 150


def build_catalog(
    readings: Iterable[Reading],
    *,
    rejects: Iterable[Reject] = (),
    versions: Mapping[str, str] | None = None,
    group_parts: GroupParts | None = None,
    origins: Origins | None = None,
) -> Catalog:
    """Return the strikes that all readings tell of, assessed, with everything behind them.

    Pure and independent of the order of its input: the same readings always give the same
    catalog. A reading of the same file and text counts once.

    Parameters
    ----------
    readings
        What `read_claims` returned for each report.
    rejects
        Inputs that could not be read, kept beside the answer.
    versions
        What rules, model and gazetteer made the readings.
    group_parts
        Where claims are grouped, part by part; here when left out.
    origins
        What `trace_origins` says of these readings, where that is known already.
    """
    unique = {(reading.report.name, reading.report.sha256): reading for reading in readings}
    ordered = sorted(unique.values(), key=_reading_order)
    origins = origins or trace_origins(ordered)
    strikes = assemble_strikes(group_claims(ordered, group_parts), origins)
    return Catalog(
        readings=tuple(ordered),
        strikes=strikes,
        rejects=tuple(sorted(rejects, key=lambda reject: (reject.name, reject.reason))),
        origins=dict(sorted(origins.of.items())),
        versions=dict(sorted((versions or {}).items())),
    )


def _reading_order(reading: Reading) -> tuple[dt.date, str, str]:
    report = reading.report
    return report.published or dt.date.max, report.name, report.sha256


def assemble_strikes(events: Sequence[Event], origins: Origins) -> tuple[Strike, ...]:
    """Return every event as an assessed strike, by date, country, place name and id."""
    shared: dict[str, list[str]] = defaultdict(list)
    for event in events:
        for claim in event.claims:
            shared[claim.id].append(event.id)
    strikes = (assemble_strike(event, origins, shared) for event in events)
    return tuple(sorted(strikes, key=strike_order))


def assemble_strike(event: Event, origins: Origins, shared: Mapping[str, Sequence[str]]) -> Strike:
    """Return one event as an assessed strike.

    Parameters
    ----------
    origins
        Of its claims at least.
    shared
        Claim id -> ids of every event that rests on it, for its counts at least.
    """
    known, own = origins.of, origins.own_voice
    attack = assess_attacker(event, known, own)
    harm = assess_civilian_harm(event, known, own)
    grade, grade_reason = grade_harm(harm, attack, event, known)
    reason = explain_no_pin(event)
    return Strike(
        id=event.id,
        attacker=event.attacker,
        when=event.when,
        place=event.place,
        mentioned_as=_mentioned_as(event),
        mapped=reason is None,
        unmapped_reason=reason,
        attackers=event.attackers,
        control=assess_control(event, known, own),
        target=assess_target(event, known, own),
        attack=attack,
        occurrence=assess_occurrence(event, known, own),
        civilian_harm=harm,
        casualties=range_casualties(event, shared),
        origins=len({known.get(claim.id, claim.origin) for claim in event.local}),
        reports=tuple(sorted({name for name, _ in map(report_key, event.claims)})),
        claims=tuple(claim.id for claim in event.claims),
        grade=grade,
        grade_reason=grade_reason,
    )


def explain_no_pin(event: Event) -> str | None:
    """Return why a strike has no pin, or None when it has one."""
    if event.place is None:
        return f"no gazetteer entry is certain enough for {event.name!r}"
    width = event.place.uncertainty_km
    if event.place.kind is PlaceKind.AREA and width > _WIDEST_KM:
        return f"{event.place.name} is known to {width:.0f} km only: too wide for a pin"
    return _NO_PIN.get(event.place.kind)


def _mentioned_as(event: Event) -> tuple[str, ...]:
    place_id = event.place.id if event.place else None
    return tuple(
        sorted(
            {
                located.mention.text
                for claim in event.local
                for located in struck_places(claim)
                if (located.place.id if located.place else None) == place_id
                and (place_id or located.mention.text == event.name)
            }
        )
    )


def strike_order(strike: Strike) -> tuple[dt.date, dt.date, str, str, str]:
    """Return what strikes are sorted by: days, country, name and id."""
    place = strike.place
    name = place.name if place else "".join(strike.mentioned_as)
    start, end = strike.when.start or dt.date.max, strike.when.end or dt.date.max
    return start, end, (place and place.country) or "~", name, strike.id
