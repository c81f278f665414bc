"""What GeoPackage and PostGIS do alike: derived tables that change row by row."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

import msgspec

from mapper.corrections import Corrected, Correction, apply_corrections, find_notes
from mapper.events import to_window
from mapper.frames import TABLES, Row, Table, strike_row, table_rows
from mapper.frames.rows import (
    claim_place_rows,
    claim_row,
    place_row,
    report_row,
    strike_claim_rows,
    strike_report_rows,
)
from mapper.model import Catalog, Reading, Scope, Strike
from mapper.store.interface import Store
from mapper.store.records import decode_reading, encode_strike

if TYPE_CHECKING:
    from mapper.independence import Origins
    from mapper.regrouping import Changes, Kept
    from mapper.store.sql_index import SqlIndex

__all__ = ["SqlStore"]

_AT_ONCE = 500
_KEPT = (
    "id", "start", "finish", "country_order", "name_order", "country", "first_day", "local",
    "record",
)  # fmt: skip


class SqlStore(Store):
    """A store in a database, which keeps the index that `mapper.regrouping` asks."""

    _most_new = 0.25
    """With a larger share of reports new, it is faster to group everything again."""
    _names: Mapping[str, str]
    """Tables as `rows` and `many` name them in braces -> as the database calls them."""

    @abstractmethod
    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Return the rows of a query with `?` for values and tables in braces."""

    @abstractmethod
    def many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """Run such a statement for each row of values."""

    @abstractmethod
    def add(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        """Insert rows that are new, in the fastest way."""

    @abstractmethod
    def _put_rows(self, table: Table, rows: Iterator[Row]) -> None:
        """Delete rows that are no longer true and insert new ones; others stay untouched."""

    @abstractmethod
    def _insert_rows(self, table: Table, rows: Sequence[Row]) -> None: ...

    # ---- everything ----

    def _put_derived(self, catalog: Catalog) -> None:
        from mapper.regrouping import Kept

        for table in TABLES.values():
            self._put_rows(table, table_rows(table.name, catalog))
        local = {claim.id for claim in catalog.claims if claim.scope is Scope.LOCAL}
        self.many("DELETE FROM {kept}", [()])
        kept = (Kept(one, sum(c in local for c in one.claims)) for one in catalog.strikes)
        self.add("kept", _KEPT, map(_kept_row, kept))

    def _put_grouping(self, corrected: Corrected, origins: Origins) -> None:
        from mapper.regrouping import make_entries

        readings = corrected.readings
        self._index().fill(readings, make_entries(readings), origins)
        self._note_corrected(corrected)

    def _note_corrected(self, corrected: Corrected) -> None:
        """Keep what the corrections did, without the readings."""
        what = replace(corrected, readings=[])
        self._set_info({"corrected": msgspec.json.encode(what, order="sorted").decode()})

    def _get_origins(self) -> dict[str, str]:
        return self._index().all_origins()

    def _get_strikes(self, ids: Sequence[str] | None = None) -> Iterator[str]:
        if ids is None:
            order = "start, finish, country_order, name_order, id"
            yield from (
                row[0] for row in self.rows(f"SELECT record FROM {{kept}} ORDER BY {order}")
            )
            return
        for strike_id in ids:
            for row in self.rows("SELECT record FROM {kept} WHERE id = ?", (strike_id,)):
                yield row[0]

    def count_strikes(self) -> int:
        """Return how many strikes the store tells of."""
        return int(self.rows("SELECT count(*) FROM {kept}")[0][0])

    # ---- what new reports touch ----

    def _index(self) -> SqlIndex:
        # a question to a store groups nothing, and need not wait for these rooms
        from mapper.store.sql_index import SqlIndex

        return SqlIndex(self, self._read_corrected)

    def _read_corrected(self, shas: Sequence[str]) -> list[Reading]:
        found = map(decode_reading, self._get_records(shas, resolutions=False))
        return apply_corrections(found, self.corrections()).readings

    def _regroup(self) -> bool:
        from mapper.regrouping import make_entries, regroup

        new = [
            sha256
            for (sha256,) in self.rows(
                "SELECT sha256 FROM {readings} WHERE sha256 NOT IN (SELECT sha256 FROM {grouped})"
            )
        ]
        before = self.rows("SELECT count(*) FROM {grouped}")[0][0]
        if len(new) > before * self._most_new:
            return False
        index, corrections = self._index(), self.corrections()
        found = map(decode_reading, self._get_records(sorted(new), resolutions=False))
        corrected = apply_corrections(found, corrections)
        readings = {one.report.sha256: one for one in corrected.readings}
        entries = index.enter(make_entries(list(readings.values())))
        added = {number: readings[one.report.sha256] for number, one in entries.items()}
        changes = regroup(index, added, entries)
        index.put_origins(changes.traced.values(), changes.likes)
        self._put_changes(changes, index)
        if any(not one.undone_at for one in corrections):
            before = msgspec.json.decode(self._get_info("corrected")["corrected"], type=Corrected)
            corrected = before.merge(corrected)
            self._note_corrected(corrected)
            self._note_strikes(
                find_notes(partial(self._look_up, corrected), corrected, corrections)
            )
            self._put_states(corrected.states)
        return True

    def _look_up(self, corrected: Corrected, correction: Correction) -> list[Strike]:
        """Return the strikes on which a correction's note may stand."""
        ids = set(correction.anchor.strikes) if correction.anchor else set[str]()
        claims = corrected.claims.get(correction.id, set())
        ids.update(*self._index().strikes_about(claims).values())
        places = sorted(corrected.places.get(correction.id, set()))
        sql = "SELECT id FROM {strikes} WHERE place_id IN"
        ids.update(strike for (strike,) in self._some(sql, places, ""))
        return [kept.strike for kept in self._index().keep(sorted(ids)).values()]

    def _note_strikes(self, notes: Mapping[str, Sequence[str]]) -> None:
        """Write the notes on strikes, and take them from strikes that have none any more."""
        noted = {
            strike for (strike,) in self.rows("SELECT id FROM {strikes} WHERE notes IS NOT NULL")
        }
        kept = self._index().keep(sorted(noted | set(notes)))
        changed = {
            strike: replace(one, strike=replace(one.strike, notes=told))
            for strike, one in kept.items()
            if one.strike.notes != (told := tuple(notes.get(strike, ())))
        }
        self._write_strikes([*changed], changed.values())

    def _write_strikes(self, gone: Collection[str], new: Collection[Kept]) -> None:
        self._replace("strikes", "id", gone, (strike_row(one.strike) for one in new))
        self._delete("kept", "id", gone)
        self.add("kept", _KEPT, map(_kept_row, new))

    def _put_changes(self, changes: Changes, index: SqlIndex) -> None:
        self._replace_strikes(changes, index)
        touched = changes.rows
        added = [claim for reading in touched.added for claim in reading.claims]
        self._replace(
            "claim_places",
            "claim_id",
            [c.id for c in added],
            (row for claim in added for row in claim_place_rows(claim)),
        )
        about = self._strikes_in_order([claim.id for claim in touched.claims])
        self._replace(
            "claims",
            "id",
            [c.id for c in touched.claims],
            (claim_row(claim, about.get(claim.id, ())) for claim in touched.claims),
        )
        shas = [one.report.sha256 for one in touched.readings]
        told = self._count("strike_reports", "report_sha256", shas)
        self._replace(
            "reports",
            "sha256",
            shas,
            (report_row(one, told.get(one.report.sha256, 0)) for one in touched.readings),
        )
        places = [place.id for place in touched.places]
        struck = self._count("strikes", "place_id", places)
        self._replace(
            "places",
            "id",
            places,
            (place_row(place, struck.get(place.id, 0)) for place in touched.places),
        )

    def _replace_strikes(self, changes: Changes, index: SqlIndex) -> None:
        gone, new = [*changes.gone], [kept.strike for kept in changes.strikes.values()]
        self._write_strikes(gone, changes.strikes.values())
        linked = [*new, *(kept.strike for kept in changes.relinked.values())]
        claims = {claim for strike in linked for claim in strike.claims}
        traced = index.trace(claims)
        origin_of = {claim: one.origin for claim, one in traced.items()}
        self._replace(
            "strike_claims",
            "strike_id",
            [*gone, *changes.relinked],
            (row for strike in linked for row in strike_claim_rows(strike, origin_of)),
        )
        known = index.know({one.number for one in traced.values()})
        report_of = {claim: known[one.number].sha256 for claim, one in traced.items()}
        self._replace(
            "strike_reports",
            "strike_id",
            gone,
            (row for strike in new for row in strike_report_rows(strike, report_of)),
        )

    def _replace(self, table: str, column: str, keys: Collection[str], rows: Iterable[Row]) -> None:
        self._delete(table, column, keys)
        if fresh := list(dict.fromkeys(rows)):
            self._insert_rows(TABLES[table], fresh)

    def _delete(self, table: str, column: str, keys: Collection[str]) -> None:
        self.many(f"DELETE FROM {{{table}}} WHERE {column} = ?", [(key,) for key in keys])

    def _count(self, table: str, column: str, keys: Sequence[str]) -> dict[str, int]:
        sql = f"SELECT {column}, count(*) FROM {{{table}}} WHERE {column} IN"
        return dict(self._some(sql, keys, f"GROUP BY {column}"))

    def _strikes_in_order(self, claims: Sequence[str]) -> dict[str, list[str]]:
        """Return the strikes that rest on each claim, in catalog order."""
        sql = (
            "SELECT c.claim_id, k.id FROM {strike_claims} c JOIN {kept} k ON k.id = c.strike_id "
            "WHERE c.claim_id IN"
        )
        order = "ORDER BY k.start, k.finish, k.country_order, k.name_order, k.id"
        about: dict[str, list[str]] = {}
        for claim, strike in self._some(sql, claims, order):
            about.setdefault(claim, []).append(strike)
        return about

    def _some(self, sql: str, values: Sequence[Any], rest: str) -> Iterator[tuple[Any, ...]]:
        for start in range(0, len(values), _AT_ONCE):
            some = values[start : start + _AT_ONCE]
            yield from self.rows(f"{sql} ({', '.join('?' * len(some))}) {rest}", some)


def _kept_row(kept: Kept) -> Row:
    from mapper.catalog import strike_order

    strike: Strike = kept.strike
    start, finish, country, name, _ = strike_order(strike)
    window = to_window(strike.when)
    first = window[0].toordinal() if window else None
    place = strike.place
    order = start.isoformat(), finish.isoformat(), country, name
    known = place.country if place else None
    return (strike.id, *order, known, first, kept.local, encode_strike(strike))
