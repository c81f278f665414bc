"""Which claims, reports and places are told of otherwise once strikes have changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from mapper.catalog import strike_order
from mapper.frames.rows import named_places
from mapper.model import Claim, Place, Reading
from mapper.regrouping.desk import Desk
from mapper.regrouping.entries import hash_key
from mapper.regrouping.index import Kept

__all__ = ["Touched", "find_rows"]


@dataclass(slots=True)
class Touched:
    """What has another row than before, or had none."""

    added: list[Reading] = field(default_factory=list)
    """The new reports."""
    claims: list[Claim] = field(default_factory=list)
    readings: list[Reading] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)


def find_rows(desk: Desk, gone: Mapping[str, Kept], strikes: Mapping[str, Kept]) -> Touched:
    """Return what the strikes that go, come and change tell otherwise, and all that is new."""
    added = list(desk.added.values())
    claims = {claim.id for reading in added for claim in reading.claims}
    reports = set(desk.added)
    places = {place.id for reading in added for place in named_places(reading)}
    for strike in {*gone, *strikes}:
        before, after = gone.get(strike), strikes.get(strike)
        claims |= _differing(before, after)
        old = set(desk.homes(before.strike.claims).values()) if before else set()
        new = set(desk.homes(after.strike.claims).values()) if after else set()
        reports |= old ^ new
        if before is None or after is None:
            places |= {one.strike.place.id for one in (before, after) if one and one.strike.place}
    return Touched(
        added=added,
        claims=list(desk.claims(sorted(claims)).values()),
        readings=list(desk.readings(sorted(reports)).values()),
        places=list(_first_named(desk, sorted(places))),
    )


def _differing(before: Kept | None, after: Kept | None) -> set[str]:
    """Return the claims whose list of strikes, which is in their order, changes."""
    old = set(before.strike.claims) if before else set()
    new = set(after.strike.claims) if after else set()
    if before and after and strike_order(before.strike) == strike_order(after.strike):
        return old ^ new
    return old | new


def _first_named(desk: Desk, ids: Iterable[str]) -> Iterable[Place]:
    """Yield places as the oldest report that names them gives them."""
    for place_id in ids:
        first = desk.index.earliest(hash_key("named", place_id))
        assert first is not None, "every place of a strike is named by a report"
        desk.remember([first])
        reading = desk.readings([first.number])[first.number]
        yield next(place for place in named_places(reading) if place.id == place_id)
