"""A store in PostgreSQL with PostGIS, for teams.

Everything lives in the schema `mapper`. The role that makes the store needs CREATE on the
database (and PostGIS installed, or the right to install it); analysts who ingest and correct
need USAGE on the schema and SELECT, INSERT, UPDATE, DELETE on its tables; readers need USAGE
and SELECT:

    GRANT USAGE ON SCHEMA mapper TO analysts, readers;
    GRANT SELECT ON ALL TABLES IN SCHEMA mapper TO readers;
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA mapper TO analysts;
"""

from __future__ import annotations

import contextlib
import re
import struct
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from mapper.corrections import CORRECTIONS, Corrected
from mapper.errors import StoreBusy, StoreError
from mapper.frames import TABLES, Row, Table, conform
from mapper.model import Reject
from mapper.store.interface import BANDS, FORMAT_VERSION
from mapper.store.migrations import MIGRATIONS, SCHEMA, apply_migrations, read_version
from mapper.store.records import Record
from mapper.store.sql import SqlStore

if TYPE_CHECKING:
    import geopandas
    import psycopg

    from mapper.independence import Origins
    from mapper.query import Filters

__all__ = ["NEAR", "PostGISStore", "hide_password"]

_LOCK = 0x6D6170706572  # "mapper"
_MARGIN_M = 1.0
"""PostGIS's geodesics are ours to the millimetre; the exact test is made afterwards."""
_SORT = {
    "strikes": "date_start NULLS LAST, place_name, id",
    "claims": "report, start, id",
    "reports": "published NULLS LAST, name",
    "places": "id",
}
NEAR = f"""
SELECT {", ".join(f'"{name}"' for name in TABLES["strikes"].names)} FROM {SCHEMA}.strikes
WHERE ST_DWithin(geom::geography, ST_SetSRID(ST_MakePoint(%(lon)s, %(lat)s), 4326)::geography,
                 %(metres)s)
AND uncertainty_km > %(low)s AND uncertainty_km <= %(high)s
"""


def hide_password(address: str) -> str:
    """Return an address as it may be shown: no password, wherever it was written."""
    try:
        parts = urlsplit(address)
        host = parts.netloc.rpartition("@")[2]
        user = parts.netloc.rpartition("@")[0].partition(":")[0] if "@" in parts.netloc else ""
    except ValueError:
        return "postgresql://…"
    shown = f"{parts.scheme}://{user + '@' if user else ''}{host}{parts.path}"
    query = re.sub(r"(?i)((?:ssl)?pass(?:word|file)?=)[^&]*", r"\1…", parts.query)
    return shown + (f"?{query}" if query else "")


class PostGISStore(SqlStore):
    """A store at a `postgresql://` address.

    Parameters
    ----------
    address
        `postgresql://user@host:port/database`; a password is better kept in the password
        file or PGPASSWORD, and is never shown.
    create
        Make the tables when they are not there.
    timeout_s
        How long to wait for another program that is writing.
    answer_s
        How long the server may say nothing while it works on one statement.

    Raises
    ------
    StoreError
        When the server cannot be reached, PostGIS is missing, or the tables are not there or
        newer than this program.
    """

    def __init__(
        self,
        address: str,
        *,
        create: bool = False,
        timeout_s: float = 30.0,
        answer_s: float = 300.0,
    ) -> None:
        super().__init__(hide_password(address))
        self._timeout_s = timeout_s
        self._connection = self._connect(address, answer_s)
        try:
            self._prepare(create=create)
        except BaseException:
            self.close()
            raise

    def _connect(self, address: str, answer_s: float) -> psycopg.Connection[Any]:
        try:
            import psycopg

            from mapper.store.patience import connect
        except ImportError:
            raise StoreError(
                "a PostGIS store needs psycopg: pip install 'strike-report-mapper[postgis]'"
            ) from None
        plain = re.sub(r"^postgres(ql)?(\+\w+)?://", "postgresql://", address)
        try:
            connection = connect(plain, answer_s=answer_s)
        except psycopg.Error as error:
            reason = self._scrub(str(error), address)
            raise StoreError(f"cannot connect to {self.shown!r}: {reason}") from None
        return connection

    @staticmethod
    def _scrub(reason: str, address: str) -> str:
        """Take the password out of what the driver says."""
        from urllib.parse import unquote

        with contextlib.suppress(ValueError):
            secret = urlsplit(address).password
            for form in {secret, unquote(secret)} if secret else set():
                reason = reason.replace(form, "…")
        return reason.strip()

    def _prepare(self, *, create: bool) -> None:
        with self._told(), self._connection.cursor() as cursor:
            if not create and not read_version(cursor):
                raise StoreError(f"there is no store in {self.shown!r}; `mapper ingest` makes one")
            # who only asks does not wait for who writes: the lock is for making the tables
            if read_version(cursor) != len(MIGRATIONS) or not self._get_info("format"):
                self._make_tables(cursor, create=create)
            cursor.execute(
                "SELECT has_table_privilege(%s, 'INSERT') AND NOT pg_is_in_recovery()",
                (f"{SCHEMA}.readings",),
            )
            self.writable = bool((cursor.fetchone() or (False,))[0])
        version = self._get_info("format").get("format", "?")
        if not version.isdigit() or int(version) > FORMAT_VERSION:
            raise StoreError(
                f"{self.shown!r} has format {version!r}, made by a newer version of this program "
                f"(this one reads up to {FORMAT_VERSION}); install the newer one"
            )

    def _make_tables(self, cursor: Any, *, create: bool) -> None:  # noqa: ANN401
        with self._connection.transaction():
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", (_LOCK,))
            if create:
                self._check_postgis(cursor)
            apply_migrations(cursor, self.shown)
            if not self._get_info("format"):
                self._set_info({"format": str(FORMAT_VERSION), "derived": "fresh"})

    def _check_postgis(self, cursor: Any) -> None:  # noqa: ANN401
        import psycopg

        try:
            cursor.execute("CREATE EXTENSION IF NOT EXISTS postgis")
        except psycopg.Error as error:
            raise StoreError(
                f"{self.shown!r} has no PostGIS and this role may not install it; "
                "let an administrator run CREATE EXTENSION postgis"
            ) from error

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()

    @contextlib.contextmanager
    def _told(self) -> Iterator[None]:
        import psycopg

        try:
            yield
        except psycopg.errors.LockNotAvailable:
            raise StoreBusy(
                f"store {self.shown!r}: another program is writing to it; "
                "try again when it has finished"
            ) from None
        except psycopg.errors.InsufficientPrivilege as error:
            raise StoreError(f"store {self.shown!r}: this role may not: {error}") from error
        except psycopg.errors.DiskFull as error:
            raise StoreError(
                f"store {self.shown!r}: the server's disk is full; nothing was changed"
            ) from error
        except psycopg.OperationalError as error:
            if not self._connection.closed:
                raise StoreError(f"store {self.shown!r}: the database refused ({error})") from error
            raise StoreError(
                f"store {self.shown!r}: the connection was lost; what was written before is whole, "
                f"call the command again when the server is there ({error})"
            ) from error
        except psycopg.Error as error:
            raise StoreError(f"store {self.shown!r}: the database refused ({error})") from error

    @contextlib.contextmanager
    def _writing(self) -> Iterator[None]:
        with self._told(), self._connection.transaction():
            self._connection.execute(f"SET LOCAL lock_timeout = '{int(self._timeout_s * 1000)}ms'")
            self._connection.execute("SELECT pg_advisory_xact_lock(%s)", (_LOCK,))
            yield

    def _all(self, sql: str, values: Sequence[Any] | Mapping[str, Any] = ()) -> list[Any]:
        with self._told():
            return self._connection.execute(sql, values).fetchall()

    def _many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        with self._connection.cursor() as cursor:
            cursor.executemany(sql, list(rows))

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Return the rows of a query with `?` for values and tables in braces."""
        return self._all(_dialect(sql), values)

    def many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """Run such a statement for each row of values."""
        self._many(_dialect(sql), map(_clean, map(tuple, rows)))

    def add(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        """Insert rows that are new, in the fastest way."""
        statement = f"COPY {_NAMES[table]} ({', '.join(columns)}) FROM STDIN"
        with self._connection.cursor() as cursor, cursor.copy(statement) as copy:
            for row in rows:
                copy.write_row(_clean(tuple(row)))

    def _get_info(self, *keys: str) -> dict[str, str]:
        where = "WHERE key = ANY(%s)" if keys else ""
        values = (list(keys),) if keys else ()
        return dict(self._all(f"SELECT key, value FROM {SCHEMA}.info {where}", values))

    def _set_info(self, entries: Mapping[str, str]) -> None:
        self._many(
            f"INSERT INTO {SCHEMA}.info VALUES (%s, %s) "
            "ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            entries.items(),
        )

    def _get_versions(self, shas: Sequence[str] | None = None) -> dict[str, str]:
        query = f"SELECT sha256, versions FROM {SCHEMA}.readings"
        if shas is None:
            return dict(self._all(query))
        return dict(self._all(f"{query} WHERE sha256 = ANY(%s)", (list(shas),)))

    def _put_records(self, records: Sequence[Record]) -> None:
        self._many(
            f"INSERT INTO {SCHEMA}.readings VALUES (%s, %s, %s, %s, %s) "
            "ON CONFLICT (sha256) DO UPDATE SET name = excluded.name, "
            "versions = excluded.versions, body = excluded.body, "
            "resolutions = excluded.resolutions",
            [(o.sha256, _no_nul(o.name), o.versions, o.body, o.resolutions) for o in records],
        )

    def _put_grouping(self, corrected: Corrected, origins: Origins) -> None:
        super()._put_grouping(corrected, origins)
        # new tables have no statistics yet, and look-ups would read them whole
        self._connection.execute(f"ANALYZE {', '.join(_NAMES.values())}")

    def _get_records(
        self, shas: Sequence[str] | None = None, *, resolutions: bool
    ) -> Iterator[Record]:
        if shas is None:
            shas = [row[0] for row in self._all(f"SELECT sha256 FROM {SCHEMA}.readings ORDER BY 1")]
        extra = "resolutions" if resolutions else "NULL"
        for start in range(0, len(shas), 200):
            yield from (
                Record(*row)
                for row in self._all(
                    f"SELECT sha256, name, versions, body, {extra} FROM {SCHEMA}.readings "
                    "WHERE sha256 = ANY(%s) ORDER BY sha256",
                    (list(shas[start : start + 200]),),
                )
            )

    def _get_rejects(self) -> list[Reject]:
        rows = self._all(f"SELECT name, reason FROM {SCHEMA}.rejects ORDER BY 1, 2")
        return [Reject(*row) for row in rows]

    def _put_rejects(self, rejects: Sequence[Reject]) -> None:
        self._many(
            f"INSERT INTO {SCHEMA}.rejects VALUES (%s, %s) ON CONFLICT DO NOTHING",
            [(_no_nul(one.name), _no_nul(one.reason)) for one in rejects],
        )

    def _get_corrections(self) -> list[dict[str, Any]]:
        names = ("row", "x", "y", *CORRECTIONS.names)
        columns = ", ".join(f'"{name}"' for name in CORRECTIONS.names)
        rows = self._all(
            f"SELECT fid, ST_X(geom), ST_Y(geom), {columns} FROM {SCHEMA}.corrections ORDER BY fid"
        )
        found = [dict(zip(names, row, strict=True)) for row in rows]
        for row in found:
            lon, lat = row.pop("x"), row.pop("y")
            if lat is not None:  # a point that was drawn or dragged says where
                row["lat"], row["lon"] = lat, lon
        return found

    def _put_corrections(self, rows: Sequence[tuple[int | None, Row]]) -> None:
        for number, row in rows:
            if number is not None:
                # an identity column keeps its number only when the row is updated
                names = ", ".join(f'"{name}" = %s' for name in CORRECTIONS.names)
                point = _point_sql(CORRECTIONS)
                self._connection.execute(
                    f"UPDATE {SCHEMA}.corrections SET {names}, geom = {point} WHERE fid = %s",
                    (*_clean(row), *_lon_lat(CORRECTIONS, row), number),
                )
            else:
                self._many(_insert(CORRECTIONS), [(*_clean(row), *_lon_lat(CORRECTIONS, row))])

    def _put_rows(self, table: Table, rows: Iterator[Row]) -> None:
        """Delete rows that are no longer true and insert new ones; others stay untouched."""
        columns = ", ".join(f'"{name}"' for name in table.names)
        read = self._all(f"SELECT fid, {columns} FROM {SCHEMA}.{table.name}")
        old = {tuple(row[1:]): row[0] for row in read}
        new = dict.fromkeys(map(_clean, rows))
        gone = [fid for row, fid in old.items() if row not in new]
        if gone:
            self._connection.execute(
                f"DELETE FROM {SCHEMA}.{table.name} WHERE fid = ANY(%s)", (gone,)
            )
        fresh = [row for row in new if row not in old]
        if fresh:
            self._copy_rows(table, fresh)

    def _insert_rows(self, table: Table, rows: Sequence[Row]) -> None:
        self._copy_rows(table, [_clean(row) for row in rows])

    def _copy_rows(self, table: Table, rows: Sequence[Row]) -> None:
        names = [f'"{name}"' for name in table.names] + (["geom"] if table.spatial else [])
        statement = f"COPY {SCHEMA}.{table.name} ({', '.join(names)}) FROM STDIN"
        with self._connection.cursor() as cursor, cursor.copy(statement) as copy:
            for row in rows:
                copy.write_row((*row, *_ewkb(table, row)))

    def read_table(self, name: str) -> Any:  # noqa: ANN401
        """Return a table of `mapper.frames.TABLES` as a frame."""
        columns = ", ".join(f'"{one}"' for one in TABLES[name].names)
        order = _SORT.get(name, "1, 2")
        return self._frame(
            name, self._all(f"SELECT {columns} FROM {SCHEMA}.{name} ORDER BY {order}")
        )

    def _frame(self, name: str, rows: list[Any]) -> Any:  # noqa: ANN401
        import pandas as pd

        table = TABLES[name]
        return conform(pd.DataFrame(rows, columns=list(table.names)), table)

    def _near(
        self, *, lat: float, lon: float, radius_km: float, filters: Filters | None
    ) -> geopandas.GeoDataFrame:
        rows: list[Any] = []
        low = -1.0
        for high in BANDS:
            widest = self._all(_WIDEST, (low, high))[0][0]
            if widest is not None:
                metres = (radius_km + widest) * 1000 + _MARGIN_M
                question = {"lat": lat, "lon": lon, "metres": metres, "low": low, "high": high}
                rows.extend(self._all(NEAR, question))
            low = high
        near: geopandas.GeoDataFrame = self._frame("strikes", rows)
        return near

    def count_unpinned(self) -> int:
        """Return how many strikes have no pin."""
        rows = self._all(f"SELECT count(*) FROM {SCHEMA}.strikes WHERE geom IS NULL")
        return int(rows[0][0])

    def inspect(self) -> list[str]:
        """Return indexes that are missing or not valid."""
        rows = self._all(
            "SELECT c.relname, i.indisvalid FROM pg_index i JOIN pg_class c "
            "ON c.oid = i.indexrelid JOIN pg_namespace n ON n.oid = c.relnamespace "
            "WHERE n.nspname = %s",
            (SCHEMA,),
        )
        there = {name for name, valid in rows if valid}
        wanted = ("strikes_geog", "strikes_geom", "places_geom")
        return [f"the index {name!r} is missing" for name in wanted if name not in there]


_NAMES = {name: f"{SCHEMA}.{name}" for name in (*TABLES, "readings", "grouped", "keys", "origins")}
_NAMES["kept"] = f"{SCHEMA}.strike_records"
_WIDEST = (
    f"SELECT max(uncertainty_km) FROM {SCHEMA}.strikes "
    "WHERE uncertainty_km > %s AND uncertainty_km <= %s"
)


def _point_sql(table: Table) -> str:
    return "CASE WHEN %s::float8 IS NULL THEN NULL ELSE ST_SetSRID(ST_MakePoint(%s, %s), 4326) END"


def _insert(table: Table) -> str:
    names = [f'"{name}"' for name in table.names]
    marks = ["%s"] * len(names)
    if table.spatial:
        names.append("geom")
        marks.append(_point_sql(table))
    return f"INSERT INTO {SCHEMA}.{table.name} ({', '.join(names)}) VALUES ({', '.join(marks)})"


def _lon_lat(table: Table, row: Row) -> Row:
    """Return the values of the point's three placeholders: none when there is no pin."""
    if not table.spatial:
        return ()
    lat, lon = row[table.names.index("lat")], row[table.names.index("lon")]
    drawn = lat is not None and lon is not None
    if "mapped" in table.names and not row[table.names.index("mapped")]:
        drawn = False
    return (lon, lon, lat) if drawn else (None, 0.0, 0.0)


def _ewkb(table: Table, row: Row) -> Row:
    """Return the point as extended WKB in hexadecimal, as PostGIS reads it."""
    if not table.spatial:
        return ()
    drawn, lon, lat = _lon_lat(table, row)
    # byte order, point with SRID, 4326
    return (None if drawn is None else struct.pack("<BIIdd", 1, 0x20000001, 4326, lon, lat).hex(),)


@cache
def _dialect(sql: str) -> str:
    """Return a statement of `mapper.store.sql` as psycopg and this schema have it."""
    return sql.format_map(_NAMES).replace("?", "%s")


def _clean(row: Row) -> Row:
    return tuple(_no_nul(cell) if isinstance(cell, str) else cell for cell in row)


def _no_nul(text: str) -> str:
    """PostgreSQL's text cannot hold NUL; the reading itself keeps it."""
    return text.replace("\0", "\ufffd")
