"""General claims over the events that changed, and which others they touch."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from mapper.events import claim_order
from mapper.model import Claim, Scope
from mapper.reach import LONGEST, Spot, find_at_home, reach_abroad, reaches_spot, spot_of
from mapper.regrouping.desk import Desk
from mapper.regrouping.entries import hash_key
from mapper.regrouping.places import Regrouped

__all__ = ["Statements"]


class Statements:
    """The general claims of all reports, over the events as they are after regrouping."""

    def __init__(self, desk: Desk, regrouped: Regrouped) -> None:
        self._desk, self._regrouped = desk, regrouped
        self._here: dict[int, list[Spot]] = defaultdict(list)
        local = [claim.id for event in regrouped.new.values() for claim in event.local]
        homes = desk.homes(local)
        for event in regrouped.new.values():
            for number in {homes[claim.id] for claim in event.local}:
                self._here[number].append(spot_of(event))
        self._spots: dict[int, list[Spot]] = {}
        self._reached: dict[int, list[tuple[Claim, set[str]]]] = {}

    def find_touched(self) -> set[str]:
        """Return the strikes whose general claims may have changed."""
        touched = set(self._regrouped.changed)
        for number in self._stirred() | set(self._desk.added):
            if self._general(number):
                touched.update(spot.id for spot in self._told_by(number))
        for number in self._desk.added:
            for claim in self._general(number):
                touched.update(spot.id for spot in self._abroad(claim, number))
        return touched

    def lay(self, strike: str) -> tuple[str, ...]:
        """Return the general claims about a strike, in their order."""
        event = self._regrouped.new.get(strike)
        if event:
            spot, told = spot_of(event), [claim.id for claim in event.local]
        else:
            kept = self._desk.keep([strike])[strike]
            spot, told = kept.spot, list(kept.told)
        found: dict[str, Claim] = {}
        for number in set(self._desk.homes(told).values()):
            for claim, reached in self._at_home(number):
                if strike in reached:
                    found[claim.id] = claim
        for number in self._who_speaks_of(spot):
            published = self._desk.know([number])[number].published
            for claim in self._general(number):
                window = reach_abroad(claim, published)
                if window and reaches_spot(claim, window, spot):
                    found[claim.id] = claim
        return tuple(claim.id for claim in sorted(found.values(), key=claim_order))

    def _stirred(self) -> set[int]:
        """Return the reports whose own general claims may reach other events than before."""
        stirred: set[int] = set()
        old, new = self._regrouped.old, self._regrouped.new
        for strike in self._regrouped.changed | (set(old) - set(new)):
            before, after = old.get(strike), new.get(strike)
            reports = set(self._desk.homes(before.told).values()) if before else set()
            now = {claim.id for claim in after.local} if after else set()
            present = set(self._desk.homes(now).values())
            same = before and after and before.spot == spot_of(after)
            stirred |= reports ^ present if same else reports | present
        return stirred

    def _general(self, number: int) -> list[Claim]:
        reading = self._desk.readings([number])[number]
        return [claim for claim in reading.claims if claim.scope is Scope.GENERAL]

    def _told_by(self, number: int) -> list[Spot]:
        """Return the events that a report tells of."""
        if number not in self._spots:
            reading = self._desk.readings([number])[number]
            told = [claim.id for claim in reading.claims if claim.scope is Scope.LOCAL]
            about = self._desk.index.strikes_about(told).values()
            stay = {strike for ids in about for strike in ids} - set(self._regrouped.old)
            kept = self._desk.keep(sorted(stay)).values()
            self._spots[number] = [*self._here[number], *(one.spot for one in kept)]
        return self._spots[number]

    def _at_home(self, number: int) -> list[tuple[Claim, set[str]]]:
        """Return a report's general claims, and which events of the report they are about."""
        if number not in self._reached:
            self._reached[number] = [
                (claim, {spot.id for spot in find_at_home(claim, self._told_by(number))})
                for claim in self._general(number)
            ]
        return self._reached[number]

    def _who_speaks_of(self, spot: Spot) -> set[int]:
        """Return the reports of which a general claim may reach an event of any report."""
        if spot.window is None or spot.country is None:
            return set()
        first, last = (day.toordinal() for day in spot.window)
        keys = (hash_key("war", spot.country, name) for name in spot.attackers)
        return {number for key in keys for number in self._desk.index.overlapping(key, first, last)}

    def _abroad(self, claim: Claim, number: int) -> Iterator[Spot]:
        """Yield the events of any report that a general claim is about."""
        window = reach_abroad(claim, self._desk.know([number])[number].published)
        if window is None or claim.country is None:
            return
        first, last = window[0].toordinal() - LONGEST.days, window[1].toordinal()
        ids = self._desk.index.strikes_between(claim.country, first, last)
        kept = self._desk.keep([one for one in ids if one not in self._regrouped.old])
        spots = [one.spot for one in kept.values()]
        spots += map(spot_of, self._regrouped.new.values())
        yield from (spot for spot in spots if reaches_spot(claim, window, spot))
