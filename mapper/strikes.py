"""Claims of many reports -> strikes: one attacker, one date, one place.

Grouping is cut so that it can be done in pieces that give the same answer as the whole:

1. `split_by_place` files every local claim under the keys of the places it is about. Claims
   under different keys never meet, so keys can be spread over workers in any way.
2. `split_by_days` cuts the claims under one key into parts whose days, or publication days,
   do not overlap and which share no report. Parts never meet either.
3. `group_part` turns a part into events. Exact days come first, wider windows join the one
   sharper event inside them, undated claims join the one event that their report or its
   publication date points to. `merge_events` joins what parts tell under one id: undated
   strikes of one attacker at one place.
4. `apply_general` adds the claims that name no place to every event of their attacker, date
   and country. It reads events and general claims only, never pairs of local claims.

Nothing here depends on the order of its input.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

from mapper.events import (
    Event,
    ReportKey,
    Window,
    claim_order,
    is_broad,
    is_quantity,
    merge_events,
    place_key,
    report_key,
    split_by_attacker,
    struck_places,
    to_window,
)
from mapper.ledger import Group, Ledger
from mapper.model import Claim, Reading, Scope
from mapper.reach import apply_general

__all__ = [
    "GroupParts",
    "Part",
    "Published",
    "apply_general",
    "claim_span",
    "group_claims",
    "group_here",
    "group_part",
    "group_place",
    "join_spans",
    "publication_dates",
    "split_by_days",
    "split_by_place",
]

Published = Mapping[ReportKey, dt.date | None]
Part = tuple[str, list[Claim]]
"""The key of a place, and claims on it that meet no others: of `split_by_days`."""
GroupParts = Callable[[Sequence[Part], Published], Iterable[list[Event]]]
Key = TypeVar("Key", ReportKey, int)
Day = TypeVar("Day", dt.date, int)

# A report that gives no date speaks of what is fresh: a strike of the two weeks before it.
_FRESH = dt.timedelta(days=14)
# "Over the past days" may be one strike told vaguely; a month's summary is not.
_JOINABLE = dt.timedelta(days=10)

# Words about a place or a party, which by themselves tell of no strike.
_NO_EVENT = frozenset({"control"})


def publication_dates(readings: Iterable[Reading]) -> dict[ReportKey, dt.date | None]:
    """Return when each report was published, by its name and SHA-256."""
    return {
        (reading.report.name, reading.report.sha256): reading.report.published
        for reading in readings
    }


def group_claims(readings: Iterable[Reading], group_parts: GroupParts | None = None) -> list[Event]:
    """Return the strikes that the readings tell of, as events in no particular order.

    Parameters
    ----------
    group_parts
        Where the parts are grouped; here when left out.
    """
    readings = list(readings)
    published = publication_dates(readings)
    claims = {
        (report_key(claim), claim.id): claim for reading in readings for claim in reading.claims
    }
    parts = [
        (key, part)
        for key, filed in split_by_place(claims.values()).items()
        for part in split_by_days(filed, published)
    ]
    found: dict[str, list[Event]] = defaultdict(list)
    for (key, _), events in zip(parts, (group_parts or group_here)(parts, published), strict=True):
        found[key] += events
    merged = [event for events in found.values() for event in merge_events(events)]
    general = [claim for claim in claims.values() if claim.scope is Scope.GENERAL]
    return apply_general(merged, general, published)


def group_here(parts: Sequence[Part], published: Published) -> list[list[Event]]:
    """Return the events of each part, one part after the other, in this process."""
    return [group_part(key, claims, published) for key, claims in parts]


def split_by_place(claims: Iterable[Claim]) -> dict[str, list[Claim]]:
    """Return local claims under the key of every place that they are about."""
    filed: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.scope is Scope.LOCAL:
            for key in sorted({place_key(located) for located in struck_places(claim)}):
                filed[key].append(claim)
    return dict(filed)


def split_by_days(claims: Iterable[Claim], published: Published) -> list[list[Claim]]:
    """Cut the claims on one place into parts that cannot be about one dated strike.

    Two claims stay together when their days overlap, when an undated one was published
    while a dated one was fresh, when one report makes both, or by way of other claims.
    """
    reports: dict[ReportKey, list[Claim]] = defaultdict(list)
    for claim in claims:
        reports[report_key(claim)].append(claim)
    spans = [
        (span, key)
        for key, told in reports.items()
        for claim in told
        if (span := claim_span(claim, published.get(key)))
    ]
    root = join_spans(spans)
    parts: dict[ReportKey, list[Claim]] = defaultdict(list)
    for key in sorted(reports):
        parts[root.get(key, key)].extend(reports[key])
    return list(parts.values())


def join_spans(spans: Iterable[tuple[tuple[Day, Day], Key]]) -> dict[Key, Key]:
    """Return for each report the one that stands for its part: spans that overlap join."""
    spans = sorted(spans)
    parent = {key: key for _, key in spans}

    def root(key: Key) -> Key:
        while parent[key] != key:
            parent[key] = key = parent[parent[key]]
        return key

    latest: tuple[Day, Key] | None = None
    for span, key in spans:
        if latest is not None and span[0] <= latest[0]:
            one, other = sorted((root(key), root(latest[1])))
            parent[other] = one
            latest = max(latest, (span[1], key))
        else:
            latest = (span[1], key)
    return {key: root(key) for key in parent}


def claim_span(claim: Claim, published: dt.date | None) -> Window | None:
    """Return the days in which a claim can meet others of its place."""
    window = to_window(claim.when)
    if window is None and published is not None and published - dt.date.min > _FRESH:
        return published - _FRESH, published
    return window


def group_place(key: str, claims: Iterable[Claim], published: Published) -> list[Event]:
    """Return the events at one place.

    Parameters
    ----------
    key
        The key of `place_key` under which the claims were filed.
    claims
        Every local claim about that place, in any order.
    published
        Publication dates by report, of `publication_dates`.
    """
    parts = split_by_days(claims, published)
    return merge_events(event for part in parts for event in group_part(key, part, published))


def group_part(key: str, claims: Iterable[Claim], published: Published) -> list[Event]:
    """Return the events of one part of `split_by_days`; parameters as of `group_place`."""
    seeds, rest = _tell_seeds(sorted(claims, key=claim_order))
    exact, vague, undated = _by_window(seeds)
    ledger = Ledger(longest=_JOINABLE)
    for window in sorted(exact):
        ledger.open(_open_groups(key, window, exact[window]))
    for window in sorted(vague, key=lambda w: (w[1] - w[0], w)):
        left = _join_vague(vague[window], ledger, window)
        ledger.open(_open_groups(key, window, left))
    left = _join_chosen([(c, _choose_undated(c, ledger, published)) for c in undated], ledger)
    ledger.open(_open_groups(key, None, left))
    _join_chosen([(claim, _choose_spoken_of(claim, ledger, published)) for claim in rest], ledger)
    return merge_events(group.make_event(key) for group in ledger.groups)


def _tell_seeds(claims: Sequence[Claim]) -> tuple[list[Claim], list[Claim]]:
    """Part the claims that make a strike from those that only speak about one.

    A report's occurrence claims make strikes. Where a report has none for a place, what it
    says was hit, killed or fired there does; a count of nothing tells of nothing.
    """
    telling = {report_key(claim) for claim in claims if claim.attribute == "occurrence"}
    seeds: list[Claim] = []
    rest: list[Claim] = []
    for claim in claims:
        makes = claim.attribute == "occurrence" or (
            report_key(claim) not in telling
            and claim.attribute not in _NO_EVENT
            and not (is_quantity(claim) and claim.value == 0)
        )
        (seeds if makes else rest).append(claim)
    return seeds, rest


def _by_window(
    claims: Iterable[Claim],
) -> tuple[dict[Window, list[Claim]], dict[Window, list[Claim]], list[Claim]]:
    exact: dict[Window, list[Claim]] = defaultdict(list)
    vague: dict[Window, list[Claim]] = defaultdict(list)
    undated: list[Claim] = []
    for claim in claims:
        window = to_window(claim.when)
        if window is None:
            undated.append(claim)
        else:
            (exact if window[0] == window[1] else vague)[window].append(claim)
    return exact, vague, undated


def _open_groups(key: str, window: Window | None, claims: Sequence[Claim]) -> list[Group]:
    if not claims:
        return []
    located = (place for claim in claims for place in claim.places if place_key(place) == key)
    place = next((item.place for item in located if item.place is not None), None)
    parts = split_by_attacker(claims, place)
    return [Group(seed, window, told, broad=is_broad(place)) for seed, told in parts]


def _join_vague(claims: Sequence[Claim], ledger: Ledger, window: Window) -> list[Claim]:
    """Give a vague window's claims to the one sharper event inside it; return what is left."""
    if window[1] - window[0] > _JOINABLE:
        return list(claims)
    found = [(claim, _inside(claim, ledger, window)) for claim in claims]
    return _join_chosen(
        [(claim, groups if len(groups) == 1 else []) for claim, groups in found], ledger
    )


def _join_chosen(chosen: Sequence[tuple[Claim, list[Group]]], ledger: Ledger) -> list[Claim]:
    """Join claims to their groups once all have been chosen, so that none paves another's way.

    Returns the claims for which there was no group.
    """
    for claim, groups in chosen:
        for group in groups:
            ledger.join(claim, group)
    return [claim for claim, groups in chosen if not groups]


def _inside(claim: Claim, ledger: Ledger, window: Window) -> list[Group]:
    groups = [
        group
        for group in ledger.near(claim, window)
        if group.window and window[0] <= group.window[0] and group.window[1] <= window[1]
    ]
    return _prefer_own(claim, groups)


def _prefer_own(claim: Claim, groups: list[Group]) -> list[Group]:
    """Keep the events that the claim's own report tells of, where there are any."""
    own = [group for group in groups if report_key(claim) in group.reports]
    return own or groups


def _choose_undated(claim: Claim, ledger: Ledger, published: Published) -> list[Group]:
    """Return an undated claim's events: its own report's here, or the one fresh event."""
    own = [group for group in ledger.own(claim) if group.window]
    fresh = [] if own else _fresh(claim, ledger, published)
    return own or (fresh if len(fresh) == 1 else [])


def _fresh(claim: Claim, ledger: Ledger, published: Published) -> list[Group]:
    """Events that were recent when the claim's report was published."""
    day = published.get(report_key(claim))
    if day is None or day - dt.date.min < _FRESH:
        return []
    near = ledger.near(claim, (day - _FRESH, day))
    return [group for group in near if group.window and group.window[0] <= day]


def _choose_spoken_of(claim: Claim, ledger: Ledger, published: Published) -> list[Group]:
    """Return the events that a claim speaks about which makes no strike itself."""
    window = to_window(claim.when)
    own = ledger.own(claim)
    if window is None:
        return own or _fresh(claim, ledger, published)
    near = [*ledger.near(claim, window), *ledger.undated(claim)]
    return _prefer_own(claim, near) or own
