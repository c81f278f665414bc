"""Readings and strikes on the desk: each fetched and decoded once while regrouping."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import cached_property

from mapper.independence.sheets import Sheet
from mapper.model import Claim, Reading
from mapper.regrouping.entries import Known
from mapper.regrouping.index import Index, Kept, Traced

__all__ = ["Desk"]


class Desk:
    """What regrouping has looked up so far.

    Parameters
    ----------
    index
        Knows the new reports already.
    added
        The new reports by their numbers, as corrected.
    """

    def __init__(self, index: Index, added: Mapping[int, Reading]) -> None:
        self.index, self.added = index, added
        self.traced: dict[str, Traced] = {}
        """Origins that are new or have changed."""
        self._readings: dict[int, Reading] = dict(added)
        self._sheets: dict[int, Sheet] = {}
        self._known: dict[int, Known] = {}
        self._kept: dict[str, Kept] = {}
        self._claims: dict[str, Claim] = {}
        self._homes: dict[str, int] = {}
        self._unpacked: set[int] = set()

    @cached_property
    def new(self) -> list[Known]:
        """The new reports, oldest first."""
        return sorted(self.know(self.added).values(), key=lambda known: known.age)

    def know(self, numbers: Iterable[int]) -> dict[int, Known]:
        """Return reports by their numbers."""
        numbers = list(numbers)
        missing = [number for number in numbers if number not in self._known]
        if missing:
            self._known.update(self.index.know(missing))
        return {number: self._known[number] for number in numbers}

    def remember(self, known: Iterable[Known]) -> list[Known]:
        """Note reports that a look-up has returned, and return them."""
        found = list(known)
        self._known.update((one.number, one) for one in found)
        return found

    def readings(self, numbers: Iterable[int]) -> dict[int, Reading]:
        """Return what reports say, by their numbers."""
        numbers = list(numbers)
        missing = {number for number in numbers if number not in self._readings}
        if missing:
            self._readings.update(self.index.readings(self.know(missing).values()))
        return {number: self._readings[number] for number in numbers}

    def sheets(self, numbers: Iterable[int]) -> dict[int, Sheet]:
        """Return reports as they are compared, by their numbers."""
        found = self.readings(numbers)
        for number, reading in found.items():
            if number not in self._sheets:
                self._sheets[number] = Sheet(reading)
        return {number: self._sheets[number] for number in found}

    def claims(self, ids: Collection[str]) -> dict[str, Claim]:
        """Return claims by their ids."""
        homes = self.homes(ids)
        self._unpack(homes.values())
        return {claim: self._claims[claim] for claim in ids}

    def homes(self, ids: Collection[str]) -> dict[str, int]:
        """Return the numbers of the reports that claims stand in."""
        self._unpack(self.added)
        missing = [claim for claim in ids if claim not in self._homes]
        if missing:
            found = self.index.trace(missing)
            self._homes.update((claim, traced.number) for claim, traced in found.items())
        return {claim: self._homes[claim] for claim in ids}

    def _unpack(self, numbers: Iterable[int]) -> None:
        fresh = set(numbers) - self._unpacked
        for number, reading in self.readings(fresh).items():
            self._unpacked.add(number)
            for claim in reading.claims:
                self._claims[claim.id] = claim
                self._homes[claim.id] = number

    def keep(self, ids: Collection[str]) -> dict[str, Kept]:
        """Return strikes as they were before, by their ids."""
        missing = [strike for strike in ids if strike not in self._kept]
        if missing:
            self._kept.update(self.index.keep(missing))
        return {strike: self._kept[strike] for strike in ids if strike in self._kept}

    def origins(self, ids: Collection[str]) -> dict[str, str]:
        """Return the independent origins of claims, as they are now."""
        here = {claim: self.traced[claim].origin for claim in ids if claim in self.traced}
        missing = [claim for claim in ids if claim not in here]
        there = self.index.trace(missing) if missing else {}
        return here | {claim: traced.origin for claim, traced in there.items()}
