"""Which strikes a claim that names no place is about: by attacker, days and country."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

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

__all__ = ["apply_general", "country_of"]

_REACH = dt.timedelta(days=7)
"""An undated general statement reaches other reports' strikes of the week before it."""
_SHORT = dt.timedelta(days=10)
"""Statements and strikes of more days than this reach across reports no more."""
_FIGURE = dt.timedelta(days=3)
"""A figure for more days than this is a campaign's figure, not a strike's."""


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
    added: dict[int, list[Claim]] = defaultdict(list)
    for claim in sorted(general, key=claim_order):
        for position in index.find(claim, published.get(report_key(claim))):
            added[position].append(claim)
    return [
        replace(event, general=tuple(added[position])) if position in added else event
        for position, event in enumerate(events)
    ]


_UNDATED: Window = (dt.date.max, dt.date.max)


class _Index:
    """Events by report, and by country and attacker in order of their days."""

    def __init__(self, events: Sequence[Event]) -> None:
        self._events = events
        self._by_report: dict[ReportKey, list[int]] = defaultdict(list)
        self._by_war: dict[tuple[str, str], list[tuple[dt.date, int]]] = defaultdict(list)
        for position, event in enumerate(events):
            for key in sorted({report_key(claim) for claim in event.local}):
                self._by_report[key].append(position)
            window = event.window
            country = country_of(event)
            if window and country and _is_short(window, _SHORT):
                for attacker in event.attackers:
                    self._by_war[country, attacker].append((window[0], position))

    def find(self, claim: Claim, published: dt.date | None) -> list[int]:
        window = to_window(claim.when)
        if is_quantity(claim) and window and not _is_short(window, _FIGURE):
            return []
        found = set(self._find_at_home(claim, window))
        if not is_quantity(claim):
            found.update(self._find_abroad(claim, _reach(window, published)))
        return sorted(found)

    def _find_at_home(self, claim: Claim, window: Window | None) -> list[int]:
        """Events of the claim's own report; those of its country where there are any."""
        fitting = [
            position
            for position in self._by_report.get(report_key(claim), ())
            if _concerns(claim, self._events[position], window)
        ]
        there = [at for at in fitting if country_of(self._events[at]) == claim.country]
        return (there or fitting) if claim.country else fitting

    def _find_abroad(self, claim: Claim, window: Window | None) -> Iterable[int]:
        if window is None or claim.country is None:
            return
        for attacker in claim.attackers:
            spots = self._by_war.get((claim.country, attacker), [])
            first = bisect_left(spots, (window[0] - _SHORT, -1))
            last = bisect_right(spots, (window[1], len(self._events)))
            for _, position in spots[first:last]:
                there = self._events[position].window
                if there and overlaps(there, window):
                    yield position


def _is_short(window: Window, longest: dt.timedelta) -> bool:
    return window[1] - window[0] <= longest


def _reach(window: Window | None, published: dt.date | None) -> Window | None:
    """Return the days in which a general claim reaches the strikes of other reports."""
    if window is not None:
        return window if _is_short(window, _SHORT) else None
    return (published - _REACH, published) if published else None


def _concerns(claim: Claim, event: Event, window: Window | None) -> bool:
    there = event.window
    return shares_attacker(claim.attackers, event.attackers) and (
        window is None or there is None or overlaps(window, there)
    )


def country_of(event: Event) -> str | None:
    """Return the country that an event's place lies in, where it is known."""
    return event.place.country if event.place else None
