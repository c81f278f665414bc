"""What an analyst knows better, laid on top of the readings and never mixed into them.

A correction says who changed what, when and why. It is kept beside the readings and applied
to a copy of them before strikes are grouped, so that it survives every rebuild and can be
undone. To find its target again after rules have changed, it carries an anchor: the place in
the report's text where the claim stands, rather than the claim's id alone.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields, replace
from enum import StrEnum
from typing import Any

import msgspec

from mapper.catalog import build_catalog
from mapper.errors import QueryError
from mapper.events import fold_name, place_key, shares_attacker
from mapper.frames import Column, Table
from mapper.model import (
    Catalog,
    Claim,
    Located,
    Place,
    PlaceKind,
    Reading,
    Reject,
    Scope,
    Strike,
    When,
    hash_fields,
)

__all__ = [
    "CORRECTIONS",
    "Action",
    "Corrected",
    "Correction",
    "apply_corrections",
    "complete_correction",
    "corrected_catalog",
    "correction_from_row",
    "correction_row",
    "undo_correction",
]


class Action(StrEnum):
    """What a correction does."""

    REJECT_CLAIM = "reject claim"
    MOVE_PLACE = "move place"
    MERGE_STRIKES = "merge strikes"
    SPLIT_STRIKE = "split strike"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class ClaimAnchor:
    """Where a claim stands, so that it is found again when its id has changed."""

    id: str
    sha256: str
    start: int
    end: int
    attribute: str


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a correction's target was when it was made."""

    claims: tuple[ClaimAnchor, ...] = ()
    strikes: tuple[str, ...] = ()
    place: Place | None = None
    key: str | None = None
    attackers: tuple[str, ...] = ()
    when: When | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    """One correction: its action on its target, and who made it, when and why.

    `target` is the id of a claim, place or strike, as the action wants. `into` is the strike
    that a merge keeps. A split gives the `claims` that leave and the `date`, `attacker` or
    point (`lat`, `lon`) that they go to.
    """

    id: str = ""
    action: Action = Action.NOTE
    target: str = ""
    into: str | None = None
    claims: tuple[str, ...] = ()
    lat: float | None = None
    lon: float | None = None
    uncertainty_km: float | None = None
    name: str | None = None
    date: dt.date | None = None
    attacker: str | None = None
    why: str = ""
    who: str = ""
    made_at: str = ""
    undone_at: str | None = None
    undone_by: str | None = None
    anchor: Anchor | None = None

    def describe(self) -> str:
        """Return the line that `explain` shows: day, person, what and why."""
        what = {
            Action.REJECT_CLAIM: "rejected a claim",
            Action.MOVE_PLACE: "moved the place",
            Action.MERGE_STRIKES: "merged strikes",
            Action.SPLIT_STRIKE: "split a strike",
            Action.NOTE: "noted",
        }[self.action]
        return f"{self.made_at[:10]} {self.who} {what}: {self.why}"


CORRECTIONS = Table(
    "corrections",
    "Analysts' corrections; add or edit rows here, they are applied at the next opening",
    (
        Column("id", "text", "left empty in a new row"),
        Column("action", "text", "reject claim, move place, merge strikes, split strike or note"),
        Column("target", "text", "id of the claim, place or strike"),
        Column("into", "text", "merge: id of the strike that stays"),
        Column("claims", "text", "split: ids of the claims that leave, joined by ;"),
        Column("lat", "real", "move or split: where to; or draw the point"),
        Column("lon", "real"),
        Column("uncertainty_km", "real"),
        Column("name", "text", "name of the new place"),
        Column("date", "date", "split: day of the new strike"),
        Column("attacker", "text", "split: attacker of the new strike"),
        Column("why", "text"),
        Column("who", "text"),
        Column("made_at", "text", "UTC"),
        Column("undone_at", "text", "UTC; a row with a time here is not applied"),
        Column("undone_by", "text"),
        Column("state", "text", "applied, undone, or why it could not be applied"),
        Column("anchor", "text", "how the target is found again after a rebuild"),
    ),
    spatial=True,
)


@dataclass(slots=True)
class Corrected:
    """Readings after corrections, which claims and places each one touched, and its state."""

    readings: list[Reading]
    claims: dict[str, set[str]] = field(default_factory=dict)
    places: dict[str, set[str]] = field(default_factory=dict)
    states: dict[str, str] = field(default_factory=dict)


def corrected_catalog(
    readings: Iterable[Reading],
    corrections: Sequence[Correction],
    *,
    rejects: Iterable[Reject] = (),
    versions: dict[str, str] | None = None,
) -> tuple[Catalog, dict[str, str]]:
    """Return the catalog with the corrections applied and noted, and each one's state."""
    corrected = apply_corrections(readings, corrections)
    catalog = build_catalog(corrected.readings, rejects=rejects, versions=versions)
    notes: dict[str, list[str]] = {}
    for correction in _in_order(corrections):
        if corrected.states.get(correction.id) == "applied":
            for strike in _touched(catalog, correction, corrected):
                notes.setdefault(strike, []).append(correction.describe())
            if not any(correction.describe() in told for told in notes.values()):
                corrected.states[correction.id] = "applied; no strike is left to show it"
    if not notes:
        return catalog, corrected.states
    strikes = tuple(
        replace(strike, notes=(*strike.notes, *notes.get(strike.id, ())))
        for strike in catalog.strikes
    )
    return replace(catalog, strikes=strikes), corrected.states


def _in_order(corrections: Iterable[Correction]) -> list[Correction]:
    return sorted(corrections, key=lambda one: (one.made_at, one.id))


def _touched(catalog: Catalog, correction: Correction, corrected: Corrected) -> list[str]:
    """Return the strikes that show a correction's note."""
    anchor = correction.anchor or Anchor()
    claims = corrected.claims.get(correction.id, set())
    places = corrected.places.get(correction.id, set())
    by_place = [
        strike.id for strike in catalog.strikes if strike.place and strike.place.id in places
    ]
    if correction.action is Action.NOTE or correction.action is Action.REJECT_CLAIM:
        named = [strike.id for strike in catalog.strikes if strike.id in anchor.strikes]
        by_claim = [s.id for s in catalog.strikes if claims.intersection(s.claims)]
        return named or by_claim or by_place
    if correction.action is Action.MOVE_PLACE and not claims:
        return by_place
    return [s.id for s in catalog.strikes if claims.intersection(s.claims) and _at(s, places)]


def _at(strike: Strike, places: set[str]) -> bool:
    return not places or bool(strike.place and strike.place.id in places)


def apply_corrections(readings: Iterable[Reading], corrections: Iterable[Correction]) -> Corrected:
    """Return corrected copies of the readings; the readings themselves stay as they are."""
    corrected = Corrected(list(readings))
    for correction in _in_order(corrections):
        if correction.undone_at:
            corrected.states[correction.id] = "undone"
            continue
        try:
            _STEPS[correction.action](corrected, correction)
        except QueryError as error:
            corrected.states[correction.id] = f"not applied: {error}"
        else:
            corrected.states[correction.id] = "applied"
    return corrected


def _reject(corrected: Corrected, correction: Correction) -> None:
    gone = _find_claims(corrected.readings, correction)
    if not gone:
        raise QueryError(f"no claim stands any more where {correction.target!r} stood")
    corrected.places[correction.id] = {
        located.place.id
        for reading in corrected.readings
        for claim in reading.claims
        if claim.id in gone
        for located in claim.places
        if located.place
    }
    _edit(corrected, lambda claim: () if claim.id in gone else (claim,))


def _move(corrected: Corrected, correction: Correction) -> None:
    lat, lon = correction.lat, correction.lon
    if lat is None or lon is None:
        raise QueryError("a moved place needs a latitude and a longitude")
    anchor = correction.anchor or Anchor()
    if anchor.key:
        _move_strike(corrected, correction, anchor)
        return
    moved = 0

    def _replace(located: Located) -> Located:
        nonlocal moved
        if located.place is None or located.place.id != correction.target:
            return located
        moved += 1
        return replace(located, place=_moved_place(located.place, correction))

    corrected.readings = [
        replace(
            reading,
            located=tuple(map(_replace, reading.located)),
            claims=tuple(
                replace(claim, places=tuple(map(_replace, claim.places)))
                for claim in reading.claims
            ),
        )
        for reading in corrected.readings
    ]
    if not moved:
        raise QueryError(f"no report names the place {correction.target!r}")
    corrected.places[correction.id] = {correction.target}


def _move_strike(corrected: Corrected, correction: Correction, anchor: Anchor) -> None:
    """Move one strike's pin, or give one to a strike that has none."""
    name = correction.name or (anchor.place.name if anchor.place else correction.target)
    place = _moved_place(anchor.place or _new_place(name, correction), correction)
    if anchor.place:
        place = replace(place, id=_analyst_id(name, correction))
    _relocate(corrected, correction, anchor, place=place)


def _merge(corrected: Corrected, correction: Correction) -> None:
    anchor = correction.anchor or Anchor()
    if anchor.place is None:
        raise QueryError("the strike to merge into has no place; move its pin first")
    _relocate(corrected, correction, anchor, place=anchor.place, when=anchor.when)


def _split(corrected: Corrected, correction: Correction) -> None:
    anchor = correction.anchor or Anchor()
    place = None
    if correction.lat is not None and correction.lon is not None:
        place = _new_place(correction.name or "place of an analyst", correction)
    when = None
    if correction.date:
        when = When(correction.date, correction.date, "day", "set by an analyst")
    if not (place or when or correction.attacker):
        raise QueryError("a split needs another date, attacker or place for the claims that leave")
    attackers = (correction.attacker,) if correction.attacker else None
    _relocate(corrected, correction, anchor, place=place, when=when, attackers=attackers)


def _note(corrected: Corrected, correction: Correction) -> None:
    claims = _find_claims(corrected.readings, correction)
    corrected.claims[correction.id] = claims
    if not claims and not (correction.anchor and correction.anchor.strikes):
        raise QueryError(f"no strike {correction.target!r} is left to note it on")


_STEPS = {
    Action.REJECT_CLAIM: _reject,
    Action.MOVE_PLACE: _move,
    Action.MERGE_STRIKES: _merge,
    Action.SPLIT_STRIKE: _split,
    Action.NOTE: _note,
}


def _relocate(
    corrected: Corrected,
    correction: Correction,
    anchor: Anchor,
    *,
    place: Place | None = None,
    when: When | None = None,
    attackers: tuple[str, ...] | None = None,
) -> None:
    """Give the anchored local claims another place, time or attacker."""
    chosen = _find_claims(corrected.readings, correction)
    touched: set[str] = set()

    def _change(claim: Claim) -> tuple[Claim, ...]:
        if claim.id not in chosen or claim.scope is not Scope.LOCAL:
            return (claim,)
        here = [one for one in claim.places if anchor.key in (None, place_key(one))]
        if not here:
            return (claim,)
        changed = _changed(claim, here, anchor, place, when, attackers)
        elsewhere = tuple(one for one in claim.places if one not in here)
        if not elsewhere:
            touched.add(claim.id)
            return (changed,)
        # the claim also speaks of other places: it stays there, and a copy goes along
        copy = replace(changed, id=hash_fields(claim.id, correction.id))
        touched.add(copy.id)
        return replace(claim, places=elsewhere), copy

    _edit(corrected, _change)
    if not touched:
        raise QueryError(f"no claim of {correction.target!r} is left to change")
    corrected.claims[correction.id] = touched
    if place:
        corrected.places[correction.id] = {place.id}


def _changed(
    claim: Claim,
    here: Sequence[Located],
    anchor: Anchor,
    place: Place | None,
    when: When | None,
    attackers: tuple[str, ...] | None,
) -> Claim:
    located = tuple(replace(one, place=place or one.place) for one in here)
    told = claim.attackers
    if attackers is not None:
        told = attackers
    elif anchor.attackers and not shares_attacker(anchor.attackers, told):
        told = anchor.attackers
    return replace(claim, places=located, when=when or claim.when, attackers=told)


def _edit(corrected: Corrected, change: Any) -> None:  # noqa: ANN401
    """Replace every claim by none, one or more."""
    readings = []
    for reading in corrected.readings:
        claims = tuple(new for claim in reading.claims for new in change(claim))
        same = len(claims) == len(reading.claims) and all(map(_is, claims, reading.claims))
        readings.append(reading if same else replace(reading, claims=claims))
    corrected.readings = readings


def _is(one: object, other: object) -> bool:
    return one is other


def _find_claims(readings: Iterable[Reading], correction: Correction) -> set[str]:
    """Return the ids of the anchored claims: the same id, else the same words of the text."""
    anchors = correction.anchor.claims if correction.anchor else ()
    wanted: dict[str, list[ClaimAnchor]] = {}
    for anchor in anchors:
        wanted.setdefault(anchor.sha256, []).append(anchor)
    found: set[str] = set()
    for reading in readings:
        for anchor in wanted.get(reading.report.sha256, ()):
            ids = {claim.id for claim in reading.claims}
            found |= {anchor.id} if anchor.id in ids else _alike(reading, anchor)
    return found


def _alike(reading: Reading, anchor: ClaimAnchor) -> set[str]:
    return {
        claim.id
        for claim in reading.claims
        if claim.attribute == anchor.attribute
        and 2 * (min(claim.end, anchor.end) - max(claim.start, anchor.start))
        >= max(claim.end - claim.start, anchor.end - anchor.start)
    }


def _moved_place(place: Place, correction: Correction) -> Place:
    assert correction.lat is not None
    assert correction.lon is not None
    uncertainty = correction.uncertainty_km
    return replace(
        place,
        name=correction.name or place.name,
        lat=correction.lat,
        lon=correction.lon,
        uncertainty_km=place.uncertainty_km if uncertainty is None else uncertainty,
        source="analyst",
    )


def _new_place(name: str, correction: Correction) -> Place:
    return Place(
        id=_analyst_id(name, correction),
        name=name,
        kind=PlaceKind.SETTLEMENT,
        lat=correction.lat or 0.0,
        lon=correction.lon or 0.0,
        uncertainty_km=2.0 if correction.uncertainty_km is None else correction.uncertainty_km,
        names=(name,),
        source="analyst",
    )


def _analyst_id(name: str, correction: Correction) -> str:
    return "analyst:" + hash_fields(fold_name(name), correction.lat, correction.lon)


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
    from mapper.geodesy import check_point

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
        key=_strike_key(strike),
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


def _strike_key(strike: Strike) -> str:
    if strike.place:
        return f"place:{strike.place.id}"
    return f"name:{fold_name(strike.mentioned_as[0] if strike.mentioned_as else '')}"


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


def undo_correction(correction: Correction, *, who: str, now: str) -> Correction:
    """Return the correction marked as undone; it stays on record."""
    if correction.undone_at:
        raise QueryError(f"correction {correction.id!r} was undone on {correction.undone_at}")
    return replace(correction, undone_at=now, undone_by=who)


def correction_row(correction: Correction, state: str | None) -> tuple[Any, ...]:
    """Return a correction as the columns of the `corrections` table."""
    cells: dict[str, Any] = {one.name: getattr(correction, one.name) for one in fields(correction)}
    cells["action"] = str(correction.action)
    cells["claims"] = "; ".join(correction.claims) or None
    cells["anchor"] = msgspec.json.encode(correction.anchor).decode() if correction.anchor else None
    cells["state"] = state
    return tuple(cells[name] for name in CORRECTIONS.names)


def correction_from_row(row: dict[str, Any]) -> Correction:
    """Return the correction of a row, which a person may have typed in.

    Raises
    ------
    QueryError
        For an action that does not exist, or a date or number that is none.
    """
    cells = {name: None if row.get(name) in ("", None) else row[name] for name in CORRECTIONS.names}
    try:
        action = Action(str(cells["action"] or "").strip().lower().replace("_", " "))
        anchor = cells["anchor"] and msgspec.json.decode(str(cells["anchor"]), type=Anchor)
        date = cells["date"] and dt.date.fromisoformat(str(cells["date"])[:10])
        numbers: dict[str, Any] = {
            name: _number(cells[name]) for name in ("lat", "lon", "uncertainty_km")
        }
    except (ValueError, msgspec.MsgspecError) as error:
        raise QueryError(f"not a correction: {error}") from error
    texts: dict[str, Any] = {
        name: str(cells[name]).strip() if cells[name] is not None else None
        for name in ("into", "name", "attacker", "undone_at", "undone_by")
    }
    plain: dict[str, Any] = {
        name: str(cells[name] or "").strip() for name in ("id", "target", "why", "who")
    }
    claims = tuple(one.strip() for one in str(cells["claims"] or "").split(";") if one.strip())
    return Correction(
        action=action,
        claims=claims,
        date=date,
        anchor=anchor or None,
        made_at=str(cells["made_at"] or ""),
        **plain,
        **texts,
        **numbers,
    )


_NUMBERS = ("lat", "lon", "uncertainty_km")
_PLAIN = ("id", "target", "why", "who")


def _number(value: Any) -> float | None:  # noqa: ANN401
    if value is None:
        return None
    number = float(value)
    return None if math.isnan(number) else number
