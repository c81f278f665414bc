"""What regrouping asks of a store: reports by their keys, claims' origins, and strikes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from mapper.events import Event, strike_key, to_window
from mapper.model import Claim, Reading, Strike
from mapper.reach import Spot
from mapper.regrouping.entries import Known

__all__ = ["Index", "Kept", "Traced"]


@dataclass(frozen=True, slots=True)
class Traced:
    """A claim's origin as the index keeps it, with what it hangs on."""

    claim: str
    number: int
    """The report that it stands in."""
    named: str
    """The origin that it names, before copies are followed."""
    copies: str | None
    """The claim that it copies."""
    origin: str


@dataclass(frozen=True, slots=True)
class Kept:
    """A strike as it is kept; the first `local` of its claims name its place."""

    strike: Strike
    local: int

    @property
    def spot(self) -> Spot:
        """What decides which general claims are about it."""
        place, strike = self.strike.place, self.strike
        country = place.country if place else None
        return Spot(strike.id, to_window(strike.when), country, strike.attackers)

    @property
    def told(self) -> tuple[str, ...]:
        """Ids of the claims that name its place."""
        return self.strike.claims[: self.local]

    @property
    def laid(self) -> tuple[str, ...]:
        """Ids of the general claims about it."""
        return self.strike.claims[self.local :]

    def make_event(self, local: Iterable[Claim], general: Iterable[Claim]) -> Event:
        """Return the event that it was assessed from, with these claims."""
        strike = self.strike
        return Event(
            id=strike.id,
            key=strike_key(strike),
            attacker=strike.attacker,
            when=strike.when,
            place=strike.place,
            name=strike.mentioned_as[0] if strike.mentioned_as else "",
            local=tuple(local),
            general=tuple(general),
        )

    def without_notes(self) -> Kept:
        """Return it as it was before corrections were noted on it."""
        return replace(self, strike=replace(self.strike, notes=())) if self.strike.notes else self


class Index(Protocol):
    """Look-ups over everything that was grouped before, and the reports that are new."""

    def know(self, numbers: Collection[int]) -> dict[int, Known]:
        """Return reports by their numbers."""
        ...

    def readings(self, known: Collection[Known]) -> dict[int, Reading]:
        """Return what reports say, as corrected, by their numbers."""
        ...

    def spans(self, key: int) -> list[tuple[tuple[int, int], int]]:
        """Return ((first day, last day), report) of every posting under a key."""
        ...

    def overlapping(self, key: int, first: int, last: int) -> set[int]:
        """Return the reports with a posting under a key that shares a day with the range."""
        ...

    def earliest(self, key: int) -> Known | None:
        """Return the oldest report under a key."""
        ...

    def around(self, key: int, day: int, count: int) -> list[Known]:
        """Return the reports under a key of one day, and `count` or more before and after."""
        ...

    def get_likes(self, numbers: Collection[int]) -> dict[int, tuple[int, ...]]:
        """Return which older reports each report was compared with."""
        ...

    def trace(self, claims: Collection[str]) -> dict[str, Traced]:
        """Return the origins of claims."""
        ...

    def trace_reports(self, numbers: Collection[int]) -> list[Traced]:
        """Return the origins of every claim of reports."""
        ...

    def copiers(self, claims: Collection[str]) -> list[Traced]:
        """Return the claims that copy one of these."""
        ...

    def strikes_about(self, claims: Collection[str]) -> dict[str, list[str]]:
        """Return the ids of the strikes that rest on each of the claims."""
        ...

    def strikes_between(self, country: str, first: int, last: int) -> list[str]:
        """Return the ids of strikes in a country whose first day lies in the range."""
        ...

    def keep(self, ids: Sequence[str]) -> dict[str, Kept]:
        """Return strikes by their ids; those that do not exist are left out."""
        ...
