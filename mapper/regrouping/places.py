"""The events of places that new reports name, part by part."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from mapper.events import Event, place_key, strike_key, struck_places
from mapper.model import Claim, Scope
from mapper.regrouping.desk import Desk
from mapper.regrouping.entries import NO_DAY, hash_key
from mapper.regrouping.index import Kept
from mapper.strikes import group_place, join_spans

__all__ = ["Regrouped", "local_keys", "regroup_places"]


@dataclass(slots=True)
class Regrouped:
    """The events of the parts that were grouped again, before and after."""

    old: dict[str, Kept] = field(default_factory=dict)
    new: dict[str, Event] = field(default_factory=dict)
    changed: set[str] = field(default_factory=set)
    """Those of `new` that are not as they were."""

    def event(self, strike: str, local: Iterable[Claim], general: Iterable[Claim]) -> Event | None:
        """Return a new event with its claims, None for one that was not grouped again."""
        event = self.new.get(strike)
        return event and replace(event, local=tuple(local), general=tuple(general))


def local_keys(claim: Claim) -> set[str]:
    """Return the keys of the places that a claim is about; none for a general one."""
    if claim.scope is not Scope.LOCAL:
        return set()
    return {place_key(located) for located in struck_places(claim)}


def regroup_places(desk: Desk) -> Regrouped:
    """Group again what the new reports touch, place by place."""
    touched: dict[str, set[int]] = {}
    for number, reading in desk.added.items():
        for claim in reading.claims:
            for key in local_keys(claim):
                touched.setdefault(key, set()).add(number)
    regrouped = Regrouped()
    for key in sorted(touched):
        old, new = _regroup_place(desk, key, touched[key])
        regrouped.old |= old
        regrouped.new |= new
        regrouped.changed |= {
            strike for strike, event in new.items() if not _is_same(event, old.get(strike))
        }
    return regrouped


def _regroup_place(
    desk: Desk, key: str, touched: set[int]
) -> tuple[dict[str, Kept], dict[str, Event]]:
    spans = desk.index.spans(hash_key("place", key))
    roots = join_spans([(span, number) for span, number in spans if span[0] != NO_DAY])
    everyone = {number for _, number in spans}
    parts = {roots.get(number, number) for number in touched}
    while True:
        numbers = {number for number in everyone if roots.get(number, number) in parts}
        claims = _file(desk, key, numbers)
        published = {(one.name, one.sha256): one.published for one in desk.know(numbers).values()}
        new = {event.id: event for event in group_place(key, claims, published)}
        old = _old_strikes(desk, key, [*new], [claim.id for claim in claims])
        told = {claim for kept in old.values() for claim in kept.told}
        outside = set(desk.homes(told).values()) - numbers
        if not outside:
            return old, new
        # an undated strike of which other parts tell as well
        parts |= {roots.get(number, number) for number in outside}


def _file(desk: Desk, key: str, numbers: Iterable[int]) -> list[Claim]:
    readings = desk.readings(numbers).values()
    return [claim for one in readings for claim in one.claims if key in local_keys(claim)]


def _old_strikes(
    desk: Desk, key: str, ids: Sequence[str], claims: Sequence[str]
) -> dict[str, Kept]:
    about = desk.index.strikes_about(claims)
    every = {*ids, *(strike for strikes in about.values() for strike in strikes)}
    kept = desk.keep(sorted(every))
    return {strike: one for strike, one in kept.items() if strike_key(one.strike) == key}


def _is_same(event: Event, old: Kept | None) -> bool:
    if old is None or old.told != tuple(claim.id for claim in event.local):
        return False
    strike = old.strike
    return (event.attacker, event.when, event.place) == (strike.attacker, strike.when, strike.place)
