"""The index of `mapper.regrouping` in tables of a database, for SQLite and PostgreSQL alike."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol

from mapper.independence import Origins
from mapper.model import Reading
from mapper.reach import LONGEST
from mapper.regrouping import Entry, Kept, Known, Traced
from mapper.store.records import decode_strike

__all__ = ["Database", "SqlIndex"]

_AT_ONCE = 500
_LAST = dt.date.max.toordinal()


class Database(Protocol):
    """A connection on which statements with `?` for values are run."""

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Return the rows of a query; names of tables stand in braces."""
        ...

    def many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """Run a statement for each row of values."""
        ...

    def add(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        """Insert rows that are new, in the fastest way."""
        ...


class SqlIndex:
    """Look-ups over the tables `grouped`, `keys`, `origins` and `kept` of a store.

    Parameters
    ----------
    database
        The store's connection, inside its transaction.
    read
        Returns the readings of these SHA-256, as corrected.
    """

    def __init__(
        self, database: Database, read: Callable[[Sequence[str]], Iterable[Reading]]
    ) -> None:
        self._database, self._read = database, read

    # ---- writing ----

    def clear(self) -> None:
        """Forget everything."""
        for table in ("grouped", "keys", "origins"):
            self._database.many(f"DELETE FROM {{{table}}}", [()])

    def enter(self, entries: Sequence[Entry]) -> dict[int, Entry]:
        """Add reports with their keys, and return them by the numbers that they get."""
        last = self._database.rows("SELECT coalesce(max(number), 0) FROM {grouped}")[0][0]
        numbered = dict(enumerate(entries, start=last + 1))
        self._database.add(
            "grouped",
            ("number", "sha256", "name", "published", "likes"),
            (
                (number, one.report.sha256, one.report.name, _iso(one.report.published), "[]")
                for number, one in numbered.items()
            ),
        )
        self._database.add(
            "keys",
            ("key", "lo", "hi", "number"),
            ((*posting, number) for number, one in numbered.items() for posting in one.postings),
        )
        return numbered

    def put_origins(self, traced: Collection[Traced], likes: Mapping[int, Sequence[int]]) -> None:
        """Write origins of claims, and which older reports each report was compared with."""
        self._database.many(
            "DELETE FROM {origins} WHERE claim_id = ?", [(one.claim,) for one in traced]
        )
        self._add_origins(traced)
        self._put_likes(likes)

    def _add_origins(self, traced: Iterable[Traced]) -> None:
        rows = ((one.claim, one.number, one.named, one.copies, one.origin) for one in traced)
        self._database.add("origins", _TRACED.split(", "), rows)

    def _put_likes(self, likes: Mapping[int, Sequence[int]]) -> None:
        self._database.many(
            "UPDATE {grouped} SET likes = ? WHERE number = ?",
            [(json.dumps(older), number) for number, older in likes.items()],
        )

    def fill(self, readings: Sequence[Reading], entries: Sequence[Entry], origins: Origins) -> None:
        """Write the index of everything anew."""
        self.clear()
        numbers = {one.report.sha256: number for number, one in self.enter(entries).items()}
        traced = (
            Traced(
                claim.id,
                numbers[reading.report.sha256],
                origins.named[claim.id],
                origins.copies.get(claim.id),
                origins.of[claim.id],
            )
            for reading in readings
            for claim in reading.claims
        )
        likes = {
            numbers[newer]: [numbers[sha256] for sha256 in older]
            for newer, older in origins.likes.items()
        }
        self._add_origins(traced)
        self._put_likes(likes)

    # ---- look-ups: see mapper.regrouping.Index ----

    def know(self, numbers: Collection[int]) -> dict[int, Known]:
        """Return reports by their numbers."""
        found = self._some(f"SELECT {_KNOWN} FROM {{grouped}} g WHERE g.number IN", numbers)
        return {row[0]: _known(row) for row in found}

    def readings(self, known: Collection[Known]) -> dict[int, Reading]:
        """Return what reports say, as corrected, by their numbers."""
        numbers = {one.sha256: one.number for one in known}
        found = self._read(sorted(numbers))
        return {numbers[one.report.sha256]: one for one in found}

    def spans(self, key: int) -> list[tuple[tuple[int, int], int]]:
        """Return ((first day, last day), report) of every posting under a key."""
        rows = self._database.rows("SELECT lo, hi, number FROM {keys} WHERE key = ?", (key,))
        return [((first, last), number) for first, last, number in rows]

    def overlapping(self, key: int, first: int, last: int) -> set[int]:
        """Return the reports with a posting under a key that shares a day with the range."""
        rows = self._database.rows(
            "SELECT number FROM {keys} WHERE key = ? AND lo BETWEEN ? AND ? AND hi >= ?",
            (key, first - LONGEST.days, last, first),
        )
        return {number for (number,) in rows}

    def earliest(self, key: int) -> Known | None:
        """Return the oldest report under a key."""
        rows = self._database.rows(
            f"SELECT {_KNOWN} FROM {{keys}} k JOIN {{grouped}} g ON g.number = k.number "
            "WHERE k.key = ? AND k.lo = (SELECT min(lo) FROM {keys} WHERE key = ?)",
            (key, key),
        )
        return min(map(_known, rows), key=lambda known: known.age, default=None)

    def around(self, key: int, day: int, count: int) -> list[Known]:
        """Return the reports under a key of one day, and `count` or more before and after."""
        values = (key, key, day, count - 1, 0, key, day, count - 1, _LAST)
        return [_known(row) for row in self._database.rows(_AROUND, values)]

    def get_likes(self, numbers: Collection[int]) -> dict[int, tuple[int, ...]]:
        """Return which older reports each report was compared with."""
        rows = self._some("SELECT number, likes FROM {grouped} WHERE number IN", numbers)
        return {number: tuple(json.loads(likes)) for number, likes in rows}

    def trace(self, claims: Collection[str]) -> dict[str, Traced]:
        """Return the origins of claims."""
        rows = self._some(f"SELECT {_TRACED} FROM {{origins}} WHERE claim_id IN", claims)
        return {row[0]: Traced(*row) for row in rows}

    def trace_reports(self, numbers: Collection[int]) -> list[Traced]:
        """Return the origins of every claim of reports."""
        rows = self._some(f"SELECT {_TRACED} FROM {{origins}} WHERE number IN", numbers)
        return [Traced(*row) for row in rows]

    def copiers(self, claims: Collection[str]) -> list[Traced]:
        """Return the claims that copy one of these."""
        rows = self._some(f"SELECT {_TRACED} FROM {{origins}} WHERE copies IN", claims)
        return [Traced(*row) for row in rows]

    def strikes_about(self, claims: Collection[str]) -> dict[str, list[str]]:
        """Return the ids of the strikes that rest on each of the claims."""
        about: dict[str, list[str]] = {}
        sql = "SELECT claim_id, strike_id FROM {strike_claims} WHERE claim_id IN"
        for claim, strike in self._some(sql, claims):
            about.setdefault(claim, []).append(strike)
        return about

    def strikes_between(self, country: str, first: int, last: int) -> list[str]:
        """Return the ids of strikes in a country whose first day lies in the range."""
        rows = self._database.rows(
            "SELECT id FROM {kept} WHERE country = ? AND first_day BETWEEN ? AND ?",
            (country, first, last),
        )
        return [strike for (strike,) in rows]

    def keep(self, ids: Sequence[str]) -> dict[str, Kept]:
        """Return strikes by their ids; those that do not exist are left out."""
        rows = self._some("SELECT id, record, local FROM {kept} WHERE id IN", ids)
        return {strike: Kept(decode_strike(record), local) for strike, record, local in rows}

    def all_origins(self) -> dict[str, str]:
        """Return the independent origin of every claim, by its id."""
        return dict(self._database.rows("SELECT claim_id, origin FROM {origins} ORDER BY claim_id"))

    def _some(self, sql: str, values: Collection[Any]) -> Iterator[tuple[Any, ...]]:
        """Run a query that ends in IN for all values, some at a time."""
        every = list(values)
        for start in range(0, len(every), _AT_ONCE):
            some = every[start : start + _AT_ONCE]
            yield from self._database.rows(f"{sql} ({', '.join('?' * len(some))})", some)


_KNOWN = "g.number, g.sha256, g.name, g.published"
_TRACED = "claim_id, number, named, copies, origin"
_AROUND = (
    f"SELECT {_KNOWN} FROM {{keys}} k JOIN {{grouped}} g ON g.number = k.number "
    "WHERE k.key = ? AND k.lo BETWEEN coalesce((SELECT lo FROM {keys} WHERE key = ? AND lo < ? "
    "ORDER BY lo DESC LIMIT 1 OFFSET ?), ?) AND coalesce((SELECT lo FROM {keys} WHERE key = ? "
    "AND lo > ? ORDER BY lo LIMIT 1 OFFSET ?), ?)"
)


def _known(row: Sequence[Any]) -> Known:
    number, sha256, name, published = row
    return Known(number, sha256, name, dt.date.fromisoformat(published) if published else None)


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None
