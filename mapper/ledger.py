"""Events of one place while they grow, found by report and by day without looking at all."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator

from mapper.events import (
    Event,
    ReportKey,
    Window,
    main_attacker,
    make_event,
    named_attackers,
    overlaps,
    report_key,
    shares_attacker,
)
from mapper.model import Claim

__all__ = ["Group", "Ledger"]

_DAY = dt.timedelta(days=1)


class Group:
    """An event that is still growing.

    Its seed is the attacker that tells it from other events of its place and days, if any.
    """

    __slots__ = ("attackers", "broad", "claims", "reports", "seed", "window")

    def __init__(
        self, seed: str | None, window: Window | None, claims: list[Claim], *, broad: bool
    ) -> None:
        self.seed, self.window, self.broad = seed, window, broad
        self.claims: list[Claim] = []
        self.reports: set[ReportKey] = set()
        self.attackers: set[str] = set()
        for claim in claims:
            self.add(claim)

    def add(self, claim: Claim) -> None:
        self.claims.append(claim)
        self.reports.add(report_key(claim))
        self.attackers.update(named_attackers(claim))

    def allows(self, claim: Claim) -> bool:
        """Whether a claim may be about this event, by whom it names.

        In one report another name for the attacker of a place disputes who it was, unless
        the same claimant has named the first as well: then there were two.
        """
        names = named_attackers(claim)
        if shares_attacker(self.attackers, names):
            return True
        if self.broad or self.seed is not None or report_key(claim) not in self.reports:
            return False
        return not any(
            told.claimant == claim.claimant and not shares_attacker(named_attackers(told), names)
            for told in self.claims
            if told.attribute == "occurrence"
        )

    def make_event(self, key: str) -> Event:
        """Return the event, with the attacker whom most origins name."""
        return make_event(key, self.seed or main_attacker(self.claims), self.claims)


class Ledger:
    """The groups of one place, with the look-ups that joining needs.

    Windows longer than `longest` are kept aside, so that a look-up visits few days.
    """

    def __init__(self, *, longest: dt.timedelta) -> None:
        self.groups: list[Group] = []
        self._longest = longest
        self._by_report: dict[ReportKey, dict[int, Group]] = defaultdict(dict)
        self._by_day: dict[dt.date, list[Group]] = defaultdict(list)
        self._wide: list[Group] = []
        self._undated: list[Group] = []

    def open(self, groups: Iterable[Group]) -> None:
        """Enter new groups."""
        for group in groups:
            self.groups.append(group)
            for report in group.reports:
                self._by_report[report][id(group)] = group
            if group.window is None:
                self._undated.append(group)
            elif group.window[1] - group.window[0] > self._longest:
                self._wide.append(group)
            else:
                self._by_day[group.window[0]].append(group)

    def join(self, claim: Claim, group: Group) -> None:
        """Add a claim to a group."""
        group.add(claim)
        self._by_report[report_key(claim)][id(group)] = group

    def own(self, claim: Claim) -> list[Group]:
        """Return the groups that the claim's own report tells of and that allow it."""
        groups = self._by_report.get(report_key(claim), {}).values()
        return [group for group in groups if group.allows(claim)]

    def near(self, claim: Claim, window: Window) -> list[Group]:
        """Return the dated groups that share a day with a window and allow the claim."""
        return [
            group
            for group in self._candidates(window)
            if group.window and overlaps(group.window, window) and group.allows(claim)
        ]

    def undated(self, claim: Claim) -> list[Group]:
        """Return the groups without a day that allow the claim."""
        return [group for group in self._undated if group.allows(claim)]

    def _candidates(self, window: Window) -> Iterator[Group]:
        day = max(window[0], dt.date.min + self._longest) - self._longest
        if (window[1] - day).days > len(self._by_day):
            for groups in self._by_day.values():
                yield from groups
        else:
            while day <= window[1]:
                yield from self._by_day.get(day, ())
                if day == dt.date.max:
                    break
                day += _DAY
        yield from self._wide
