"""The default store: one GeoPackage file, which QGIS opens with a ready style."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mapper.corrections import CORRECTIONS
from mapper.errors import StoreBusy, StoreError
from mapper.frames import TABLES, Row, Table, conform
from mapper.geodesy import circle_boxes
from mapper.model import Reject
from mapper.store.gpkg_layout import (
    APPLICATION_ID,
    GEOMETRY,
    TABLE_NAMES,
    add_functions,
    bulk_loading,
    create_layout,
    point_blob,
    point_of,
    stamp_contents,
    upgrade_layout,
)
from mapper.store.interface import BANDS, FORMAT_VERSION
from mapper.store.records import Record
from mapper.store.sql import SqlStore

if TYPE_CHECKING:
    import geopandas

    from mapper.query import Filters

__all__ = ["GeoPackageStore"]

_STRIKES = TABLES["strikes"]
_MANY = 5_000
_ORDER = {
    "strikes": "date_start IS NULL, date_start, place_name, id",
    "claims": "report, start, id",
    "reports": "published IS NULL, published, name",
    "places": "id",
}


class GeoPackageStore(SqlStore):
    """A store in one GeoPackage file.

    Parameters
    ----------
    path
        The file.
    create
        Make it when it does not exist.
    timeout_s
        How long to wait for another program that is writing.

    Raises
    ------
    StoreError
        When there is no such file, it is not a store of ours or was made by a newer version.
    """

    _names = TABLE_NAMES

    def __init__(self, path: Path, *, create: bool = False, timeout_s: float = 30.0) -> None:
        self.path = path
        exists = path.exists()
        if not exists and not create:
            raise StoreError(f"there is no store {str(path)!r}; `mapper ingest` makes one")
        if path.is_dir():
            raise StoreError(f"{str(path)!r} is a folder, not a GeoPackage file")
        if exists and not path.is_file():
            # SQLite would wait for a writer of a named pipe
            raise StoreError(f"{str(path)!r} is no file; name a GeoPackage file")
        if not path.parent.is_dir():
            raise StoreError(f"the folder {str(path.parent)!r} does not exist; make it first")
        if exists and path.stat().st_size:
            _check_header(path)
        folder_writable = os.access(path.parent, os.W_OK)
        super().__init__(str(path), writable=folder_writable and (not exists or _may_write(path)))
        if not exists and not self.writable:
            raise StoreError(f"the folder of {str(path)!r} cannot be written to")
        self._connection = self._connect(timeout_s)
        try:
            self._check_ours(create=create)
        except BaseException:
            self.close()
            raise

    def _connect(self, timeout_s: float) -> sqlite3.Connection:
        mode = "rwc" if self.writable else "ro"
        with _told(self.shown):
            connection = sqlite3.connect(
                f"{self.path.resolve().as_uri()}?mode={mode}",
                uri=True,
                timeout=timeout_s,
                isolation_level=None,
            )
            connection.execute("PRAGMA cache_size = -65536")
            add_functions(connection)
        return connection

    def _check_ours(self, *, create: bool) -> None:
        with _told(self.shown):
            tables = {
                row[0] for row in self._all("SELECT name FROM sqlite_master WHERE type = 'table'")
            }
            if not tables and create:
                self._create()
                return
            if "mapper_info" not in tables:
                what = "an empty file" if not tables else "a GeoPackage of another program"
                raise StoreError(f"{self.shown!r} is {what}, not a store; name another file")
            version = self._get_info("format").get("format", "?")
        if not version.isdigit() or int(version) > FORMAT_VERSION:
            raise StoreError(
                f"{self.shown!r} has format {version!r}, made by a newer version of this program "
                f"(this one reads up to {FORMAT_VERSION}); install the newer one"
            )
        if int(version) < FORMAT_VERSION:
            self._upgrade()

    def _upgrade(self) -> None:
        if not self.writable:
            raise StoreError(
                f"{self.shown!r} was made by an older version of this program; "
                "open it once where it can be written to"
            )
        with self._writing():
            # another process may have done it while we waited for the lock
            if self._get_info("format").get("format") == "1":
                upgrade_layout(self._connection)
                self._set_info({"format": str(FORMAT_VERSION), "derived": "stale"})

    def _create(self) -> None:
        with self._writing():
            # another process may have made it while we waited for the lock
            if not self._all("SELECT 1 FROM sqlite_master WHERE name = 'mapper_info'"):
                create_layout(self._connection)
                self._set_info({"format": str(FORMAT_VERSION), "derived": "fresh"})

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    @contextlib.contextmanager
    def _writing(self) -> Iterator[None]:
        with _told(self.shown):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    def _all(self, sql: str, values: Sequence[Any] = ()) -> list[Any]:
        with _told(self.shown):
            return self._connection.execute(sql, values).fetchall()

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Return the rows of a query with `?` for values and tables in braces."""
        return self._all(sql.format_map(self._names), values)

    def many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """Run such a statement for each row of values."""
        with _told(self.shown):
            self._connection.executemany(sql.format_map(self._names), rows)

    def add(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        """Insert rows that are new, in the fastest way."""
        marks = ", ".join("?" * len(columns))
        self.many(f"INSERT INTO {{{table}}} ({', '.join(columns)}) VALUES ({marks})", rows)

    def _get_info(self, *keys: str) -> dict[str, str]:
        where = f"WHERE key IN ({', '.join('?' * len(keys))})" if keys else ""
        return dict(self._all(f"SELECT key, value FROM mapper_info {where}", keys))

    def _set_info(self, entries: Mapping[str, str]) -> None:
        self._connection.executemany(
            "INSERT OR REPLACE INTO mapper_info VALUES (?, ?)", list(entries.items())
        )

    def _get_versions(self, shas: Sequence[str] | None = None) -> dict[str, str]:
        if shas is None:
            return dict(self._all("SELECT sha256, versions FROM mapper_readings"))
        found = (self._all(_VERSIONS, (sha256,)) for sha256 in shas)
        return dict(row for rows in found for row in rows)

    def _put_records(self, records: Sequence[Record]) -> None:
        self._connection.executemany(
            "INSERT OR REPLACE INTO mapper_readings VALUES (?, ?, ?, ?)",
            [(one.sha256, one.name, one.versions, one.body) for one in records],
        )
        self._connection.executemany(
            "INSERT OR REPLACE INTO mapper_resolutions VALUES (?, ?)",
            [(one.sha256, one.resolutions) for one in records],
        )

    def _get_records(
        self, shas: Sequence[str] | None = None, *, resolutions: bool
    ) -> Iterator[Record]:
        wanted = shas if shas is not None else [row[0] for row in self._all(_SHAS)]
        for sha256 in wanted:
            for row in self._all(_RECORD, (sha256,)):
                extra = self._get_resolutions(sha256) if resolutions else None
                yield Record(row[0], row[1], row[2], row[3], extra)

    def _get_resolutions(self, sha256: str) -> Any:  # noqa: ANN401 - bytes, if it is whole
        found = self._all(_RESOLUTIONS, (sha256,))
        if not found:
            raise StoreError(
                f"store {self.shown!r}: a reading has lost its places; take the last good copy"
            )
        return found[0][0]

    def _get_rejects(self) -> list[Reject]:
        rows = self._all("SELECT name, reason FROM mapper_rejects ORDER BY name, reason")
        return [Reject(*row) for row in rows]

    def _put_rejects(self, rejects: Sequence[Reject]) -> None:
        self._connection.executemany(
            "INSERT OR IGNORE INTO mapper_rejects VALUES (?, ?)",
            [(one.name, one.reason) for one in rejects],
        )

    def _get_corrections(self) -> list[dict[str, Any]]:
        names = ("row", GEOMETRY, *CORRECTIONS.names)
        columns = ", ".join(f'"{name}"' for name in CORRECTIONS.names)
        rows = self._all(f"SELECT fid, {GEOMETRY}, {columns} FROM corrections ORDER BY fid")
        return [_with_drawn_point(dict(zip(names, row, strict=True))) for row in rows]

    def _put_corrections(self, rows: Sequence[tuple[int | None, Row]]) -> None:
        clean = _sql_rows(CORRECTIONS, (row for _, row in rows))
        for (number, _), cleaned in zip(rows, clean, strict=True):
            cells = dict(zip(CORRECTIONS.names, cleaned, strict=True))
            lat, lon = cells["lat"], cells["lon"]
            drawn = point_blob(lat, lon) if lat is not None and lon is not None else None
            values = [drawn, *cells.values()]
            if number is None:
                self._connection.execute(_insert(CORRECTIONS), values)
                continue
            settings = ", ".join(f'"{name}" = ?' for name in (GEOMETRY, *cells))
            self._connection.execute(
                f"UPDATE corrections SET {settings} WHERE fid = ?",
                [*values, number],
            )
        stamp_contents(self._connection, [CORRECTIONS])

    def _put_rows(self, table: Table, rows: Iterator[Row]) -> None:
        """Delete rows that are no longer true and insert new ones; others stay untouched."""
        columns = ", ".join(f'"{name}"' for name in table.names)
        read = self._connection.execute(f'SELECT fid, {columns} FROM "{table.name}"')
        old: dict[Row, int] = {row[1:]: row[0] for row in read}
        new = dict.fromkeys(_sql_rows(table, rows))
        gone = [(fid,) for row, fid in old.items() if row not in new]
        fresh = [row for row in new if row not in old]
        if not gone and not fresh:
            return
        many = table.spatial and len(gone) + len(fresh) > _MANY
        with bulk_loading(self._connection, table.name) if many else contextlib.nullcontext():
            self._connection.executemany(f'DELETE FROM "{table.name}" WHERE fid = ?', gone)
            self._connection.executemany(_insert(table), _with_geometry(table, fresh))
        stamp_contents(self._connection, [table])

    def _insert_rows(self, table: Table, rows: Sequence[Row]) -> None:
        fresh = list(_sql_rows(table, rows))
        self._connection.executemany(_insert(table), _with_geometry(table, fresh))
        stamp_contents(self._connection, [table])

    def read_table(self, name: str) -> Any:  # noqa: ANN401
        """Return a table of `mapper.frames.TABLES` as a frame."""
        order = _ORDER.get(name, "1, 2")
        return self._frame(TABLES[name], f'FROM "{name}" ORDER BY {order}', ())

    def _frame(self, table: Table, rest: str, values: Sequence[Any]) -> Any:  # noqa: ANN401
        return _conform_rows(table, self._select(table, rest, values))

    def _select(self, table: Table, rest: str, values: Sequence[Any]) -> list[Row]:
        columns = ", ".join(f'"{table.name}"."{name}"' for name in table.names)
        return self._all(f"SELECT {columns} {rest}", values)

    def _near(
        self, *, lat: float, lon: float, radius_km: float, filters: Filters | None
    ) -> geopandas.GeoDataFrame:
        # a point at 180 degrees lies in both boxes of a circle across it
        found: dict[Row, None] = {}
        low = -1.0
        for high in BANDS:
            band = (low, high)
            low = high
            widest = self._all(_WIDEST, band)[0][0]
            if widest is None:
                continue
            for west, south, east, north in circle_boxes(
                lat=lat, lon=lon, radius_km=radius_km + widest
            ):
                box = (east, west, north, south, *band)
                found.update(dict.fromkeys(self._select(_STRIKES, _IN_BOX, box)))
        # one frame of all: making one of fifty columns takes longer than finding its rows
        near: geopandas.GeoDataFrame = _conform_rows(_STRIKES, found)
        return near

    def count_unpinned(self) -> int:
        """Return how many strikes have no pin."""
        return int(self._all(f"SELECT count(*) FROM strikes WHERE {GEOMETRY} IS NULL")[0][0])

    def inspect(self) -> list[str]:
        """Return faults of the file: pages, R-trees whose rows and points do not match."""
        faults = [row[0] for row in self._all("PRAGMA integrity_check") if row[0] != "ok"]
        for table in (*TABLES.values(), CORRECTIONS):
            if table.spatial:
                rtree = f"rtree_{table.name}_{GEOMETRY}"
                apart = self._all(
                    f"SELECT (SELECT count(*) FROM {table.name} WHERE {GEOMETRY} NOT NULL) - "
                    f"(SELECT count(*) FROM {rtree})"
                )[0][0]
                if apart:
                    faults.append(f"the spatial index of {table.name!r} misses {apart} rows")
                triggers = self._all(
                    "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?",
                    (table.name,),
                )[0][0]
                if triggers < 6:
                    faults.append(f"the spatial index of {table.name!r} is not kept up to date")
        return faults


_SHAS = "SELECT sha256 FROM mapper_readings ORDER BY sha256"
_VERSIONS = "SELECT sha256, versions FROM mapper_readings WHERE sha256 = ?"
_RECORD = "SELECT sha256, name, versions, body FROM mapper_readings WHERE sha256 = ?"
_RESOLUTIONS = "SELECT body FROM mapper_resolutions WHERE sha256 = ?"
_WIDEST = "SELECT max(uncertainty_km) FROM strikes WHERE uncertainty_km > ? AND uncertainty_km <= ?"
# CROSS JOIN and the plus sign bind the planner: the R-tree first, never the other index
_IN_BOX = (
    f"FROM rtree_strikes_{GEOMETRY} AS r CROSS JOIN strikes ON strikes.fid = r.id "
    "WHERE r.minx <= ? AND r.maxx >= ? AND r.miny <= ? AND r.maxy >= ? "
    "AND +strikes.uncertainty_km > ? AND +strikes.uncertainty_km <= ?"
)


def _conform_rows(table: Table, rows: Iterable[Row]) -> Any:  # noqa: ANN401
    import pandas as pd

    return conform(pd.DataFrame(list(rows), columns=list(table.names)), table)


def _insert(table: Table) -> str:
    names = [f'"{name}"' for name in table.names]
    if table.spatial:
        names.insert(0, GEOMETRY)
    marks = ", ".join("?" * len(names))
    return f'INSERT INTO "{table.name}" ({", ".join(names)}) VALUES ({marks})'


def _with_geometry(table: Table, rows: Sequence[Row]) -> Iterator[Row]:
    if not table.spatial:
        yield from rows
        return
    lat, lon = table.names.index("lat"), table.names.index("lon")
    mapped = table.names.index("mapped") if "mapped" in table.names else None
    for row in rows:
        drawn = row[lat] is not None and row[lon] is not None
        if mapped is not None and not row[mapped]:
            drawn = False
        yield (point_blob(row[lat], row[lon]) if drawn else None, *row)


def _with_drawn_point(row: dict[str, Any]) -> dict[str, Any]:
    """A point that was drawn or dragged in QGIS says where, whatever the columns say."""
    drawn = point_of(row.pop(GEOMETRY))
    if drawn:
        row["lat"], row["lon"] = drawn
    return row


def _sql_rows(table: Table, rows: Iterable[Row]) -> Iterator[Row]:
    """Yield rows as SQLite keeps them: days as ISO text, yes and no as 1 and 0."""
    kinds = [column.kind for column in table.columns]
    flags = [number for number, kind in enumerate(kinds) if kind == "boolean"]
    days = [number for number, kind in enumerate(kinds) if kind == "date"]
    for row in rows:
        cells = list(row)
        for number in flags:
            cells[number] = None if cells[number] is None else int(cells[number])
        for number in days:
            if isinstance(cells[number], dt.date):
                cells[number] = cells[number].isoformat()
        yield tuple(cells)


def _check_header(path: Path) -> None:
    try:
        with path.open("rb") as file:
            header = file.read(72)
    except OSError as error:
        raise StoreError(f"cannot read {str(path)!r}: {error.strerror}") from error
    if header[:16] != b"SQLite format 3\0":
        raise StoreError(f"{str(path)!r} is not a GeoPackage; name another file")
    if int.from_bytes(header[68:72], "big") not in (APPLICATION_ID, 0):
        raise StoreError(f"{str(path)!r} is a database of another program, not a GeoPackage")


def _may_write(path: Path) -> bool:
    return os.access(path, os.W_OK)


@contextlib.contextmanager
def _told(shown: str) -> Iterator[None]:
    """Turn SQLite's errors into ours, with the way out."""
    try:
        yield
    except sqlite3.Error as error:
        text = str(error)
        if "locked" in text or "busy" in text:
            raise StoreBusy(
                f"store {shown!r}: another program is writing to it; try again when it has finished"
            ) from error
        if "full" in text:
            hint = "the disk is full; nothing was changed, make room and try again"
        elif "readonly" in text or "unable to open" in text:
            hint = "it or its folder cannot be written to"
        elif "malformed" in text or "not a database" in text:
            hint = "the file is damaged; take the last good copy"
        else:
            hint = "the database refused"
        raise StoreError(f"store {shown!r}: {hint} ({text})") from error
    except UnicodeDecodeError as error:
        # its message quotes the file, and cannot be read either
        raise StoreError(
            f"store {shown!r}: the file is damaged; take the last good copy"
        ) from error
