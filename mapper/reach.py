"""Which strikes a claim that names no place is about: by attacker, days and country."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from mapper.events import (
    Event,
    ReportKey,
    Window,
    claim_order,
    is_quantity,
    overlaps,
    report_key,
    shares_attacker,
    to_window,
)
from mapper.model import Claim

__all__ = [
    "LONGEST",
    "Spot",
    "apply_general",
    "find_at_home",
    "reach_abroad",
    "reaches_spot",
    "spot_of",
]

_REACH = dt.timedelta(days=7)
"""An undated general statement reaches other reports' strikes of the week before it."""
LONGEST = dt.timedelta(days=10)
"""Statements and strikes of more days than this reach across reports no more."""
_FIGURE = dt.timedelta(days=3)
"""A figure for more days than this is a campaign's figure, not a strike's."""


_UNDATED: Window = (dt.date.max, dt.date.max)


@dataclass(frozen=True, slots=True)
class Spot:
    """What decides whether a general claim is about an event."""

    id: str
    window: Window | None
    country: str | None
    attackers: tuple[str, ...]


def spot_of(event: Event) -> Spot:
    """Return an event's days, country and attackers."""
    country = event.place.country if event.place else None
    return Spot(event.id, event.window, country, event.attackers)


def apply_general(
    events: Iterable[Event], general: Iterable[Claim], published: Mapping[ReportKey, dt.date | None]
) -> list[Event]:
    """Add claims that name no place to the events they are about.

    Inside its own report a general claim reaches every event of its attacker, date and
    country. Other reports' events it reaches only with a known attacker and country, within
    its days (or the week before its publication), and only if it counts nothing: a figure is
    never spread beyond the report that gives it.
    """
    events = sorted(events, key=lambda event: (event.window or _UNDATED, event.id))
    index = _Index(events)
    added: dict[str, list[Claim]] = defaultdict(list)
    for claim in sorted(general, key=claim_order):
        for event_id in index.find(claim, published.get(report_key(claim))):
            added[event_id].append(claim)
    return [
        replace(event, general=tuple(added[event.id])) if event.id in added else event
        for event in events
    ]


class _Index:
    """Events by report, and by country and attacker in order of their days."""

    def __init__(self, events: Iterable[Event]) -> None:
        self._by_report: dict[ReportKey, list[Spot]] = defaultdict(list)
        self._by_war: dict[tuple[str, str], list[tuple[dt.date, str, Spot]]] = defaultdict(list)
        for event in events:
            spot = spot_of(event)
            for key in {report_key(claim) for claim in event.local}:
                self._by_report[key].append(spot)
            if spot.window and spot.country and _is_short(spot.window, LONGEST):
                for attacker in spot.attackers:
                    entry = spot.window[0], spot.id, spot
                    self._by_war[spot.country, attacker].append(entry)
        for entries in self._by_war.values():
            entries.sort(key=lambda entry: entry[:2])

    def find(self, claim: Claim, published: dt.date | None) -> set[str]:
        home = find_at_home(claim, self._by_report.get(report_key(claim), ()))
        return {spot.id for spot in home}.union(self._find_abroad(claim, published))

    def _find_abroad(self, claim: Claim, published: dt.date | None) -> Iterable[str]:
        window = reach_abroad(claim, published)
        if window is None or claim.country is None:
            return
        for attacker in claim.attackers:
            spots = self._by_war.get((claim.country, attacker), [])
            first = bisect_left(spots, window[0] - LONGEST, key=lambda entry: entry[0])
            last = bisect_right(spots, window[1], key=lambda entry: entry[0])
            for _, event_id, spot in spots[first:last]:
                if reaches_spot(claim, window, spot):
                    yield event_id


def find_at_home(claim: Claim, spots: Iterable[Spot]) -> list[Spot]:
    """Return which events of its own report a general claim is about.

    They are those of its attacker and days, in its country where there are any.
    """
    window = to_window(claim.when)
    if is_quantity(claim) and window and not _is_short(window, _FIGURE):
        return []
    fitting = [spot for spot in spots if _concerns(claim, spot, window)]
    there = [spot for spot in fitting if spot.country == claim.country]
    return (there or fitting) if claim.country else fitting


def reach_abroad(claim: Claim, published: dt.date | None) -> Window | None:
    """Return the days in which a general claim reaches the strikes of other reports."""
    if is_quantity(claim) or claim.country is None or not claim.attackers:
        return None
    window = to_window(claim.when)
    if window is not None:
        return window if _is_short(window, LONGEST) else None
    return (published - _REACH, published) if published else None


def reaches_spot(claim: Claim, window: Window, spot: Spot) -> bool:
    """Whether a general claim that reaches these days is about an event of any report."""
    there = spot.window
    if there is None or not _is_short(there, LONGEST) or not overlaps(there, window):
        return False
    return spot.country == claim.country and bool(set(claim.attackers) & set(spot.attackers))


def _is_short(window: Window, longest: dt.timedelta) -> bool:
    return window[1] - window[0] <= longest


def _concerns(claim: Claim, spot: Spot, window: Window | None) -> bool:
    there = spot.window
    return shares_attacker(claim.attackers, spot.attackers) and (
        window is None or there is None or overlaps(window, there)
    )
