"""Corrections laid over readings: copies are changed, the readings stay as they are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from mapper.corrections.records import Action, Anchor, ClaimAnchor, Correction
from mapper.errors import QueryError
from mapper.events import fold_name, place_key, shares_attacker
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

if TYPE_CHECKING:
    from mapper.strikes import GroupParts

__all__ = [
    "Corrected",
    "apply_corrections",
    "corrected_catalog",
    "find_notes",
    "note_corrections",
]


APPLIED = "applied"
"""How the state of a correction begins that has changed something."""


@dataclass(slots=True)
class Corrected:
    """Readings after corrections, which claims and places each one touched, and its state."""

    readings: list[Reading]
    claims: dict[str, set[str]] = field(default_factory=dict)
    places: dict[str, set[str]] = field(default_factory=dict)
    states: dict[str, str] = field(default_factory=dict)

    def merge(self, other: Corrected) -> Corrected:
        """Return what the same corrections did to the readings of both.

        Each reading is corrected by itself, so that nothing else has to be looked at.
        """
        merged = Corrected([*self.readings, *other.readings])
        for one in (self, other):
            for correction, claims in one.claims.items():
                merged.claims.setdefault(correction, set()).update(claims)
            for correction, places in one.places.items():
                merged.places.setdefault(correction, set()).update(places)
            for correction, state in one.states.items():
                if not merged.states.get(correction, "").startswith(APPLIED):
                    merged.states[correction] = state
        # whether a strike is left to show it is found out anew
        merged.states = {
            correction: APPLIED if state.startswith(APPLIED) else state
            for correction, state in merged.states.items()
        }
        return merged


def corrected_catalog(
    readings: Iterable[Reading],
    corrections: Sequence[Correction],
    *,
    rejects: Iterable[Reject] = (),
    versions: dict[str, str] | None = None,
    group_parts: GroupParts | None = None,
) -> tuple[Catalog, dict[str, str]]:
    """Return the catalog with the corrections applied and noted, and each one's state."""
    from mapper.catalog import build_catalog

    corrected = apply_corrections(readings, corrections)
    catalog = build_catalog(
        corrected.readings, rejects=rejects, versions=versions, group_parts=group_parts
    )
    return note_corrections(catalog, corrected, corrections)


def note_corrections(
    catalog: Catalog, corrected: Corrected, corrections: Sequence[Correction]
) -> tuple[Catalog, dict[str, str]]:
    """Return the catalog of corrected readings with notes on its strikes, and each state."""
    notes = find_notes(lambda _: catalog.strikes, corrected, corrections)
    if not notes:
        return catalog, corrected.states
    strikes = tuple(
        replace(strike, notes=(*strike.notes, *notes.get(strike.id, ())))
        for strike in catalog.strikes
    )
    return replace(catalog, strikes=strikes), corrected.states


def find_notes(
    look_up: Callable[[Correction], Iterable[Strike]],
    corrected: Corrected,
    corrections: Iterable[Correction],
) -> dict[str, list[str]]:
    """Return the notes of every strike that has any, and complete the corrections' states.

    Parameters
    ----------
    look_up
        Returns, for a correction, at least the strikes that it names and those which rest on
        its claims or lie at its places.
    """
    notes: dict[str, list[str]] = {}
    for correction in _in_order(corrections):
        if corrected.states.get(correction.id) == APPLIED:
            for strike in _touched(list(look_up(correction)), correction, corrected):
                notes.setdefault(strike, []).append(correction.describe())
            if not any(correction.describe() in told for told in notes.values()):
                corrected.states[correction.id] = f"{APPLIED}; no strike is left to show it"
    return notes


def _in_order(corrections: Iterable[Correction]) -> list[Correction]:
    return sorted(corrections, key=lambda one: (one.made_at, one.id))


def _touched(strikes: Sequence[Strike], correction: Correction, corrected: Corrected) -> list[str]:
    """Return the strikes that show a correction's note."""
    anchor = correction.anchor or Anchor()
    claims = corrected.claims.get(correction.id, set())
    places = corrected.places.get(correction.id, set())
    by_place = [strike.id for strike in strikes if strike.place and strike.place.id in places]
    if correction.action is Action.NOTE or correction.action is Action.REJECT_CLAIM:
        named = [strike.id for strike in strikes if strike.id in anchor.strikes]
        by_claim = [s.id for s in strikes if claims.intersection(s.claims)]
        return named or by_claim or by_place
    if correction.action is Action.MOVE_PLACE and not claims:
        return by_place
    return [s.id for s in strikes if claims.intersection(s.claims) and _at(s, places)]


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
            corrected.states[correction.id] = APPLIED
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


def _edit(corrected: Corrected, change: Callable[[Claim], tuple[Claim, ...]]) -> None:
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
