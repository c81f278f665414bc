"""What makes a SQLite file a GeoPackage: OGC 12-128r17 (version 1.3), written by hand.

Writing it ourselves, and not through a library that rewrites whole layers, puts every change
into one SQLite transaction: a crash keeps the old state or the new one.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
import struct
from collections.abc import Iterable

from mapper.corrections import CORRECTIONS
from mapper.frames import TABLES, Kind, Table
from mapper.styles import strike_qml, strike_sld

__all__ = [
    "APPLICATION_ID",
    "GEOMETRY",
    "TABLE_NAMES",
    "add_functions",
    "bulk_loading",
    "create_layout",
    "point_blob",
    "point_of",
    "stamp_contents",
    "upgrade_layout",
]

APPLICATION_ID = 0x47504B47  # "GPKG"
_USER_VERSION = 10300
GEOMETRY = "geom"
TABLE_NAMES = {
    **{name: name for name in TABLES},
    **{name: f"mapper_{name}" for name in ("readings", "grouped", "keys", "origins")},
    "kept": "mapper_strikes",
}
"""Tables as `mapper.store.sql` names them -> as they are called in the file."""
_TYPES: dict[Kind, str] = {
    "text": "TEXT",
    "integer": "INTEGER",
    "real": "REAL",
    "boolean": "BOOLEAN",
    "date": "DATE",
}
_WGS84 = (
    'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,'
    'AUTHORITY["EPSG","7030"]],AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,'
    'AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],'
    'AUTHORITY["EPSG","4326"]]'
)
_CORE = """
CREATE TABLE gpkg_spatial_ref_sys (
  srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY, organization TEXT NOT NULL,
  organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
CREATE TABLE gpkg_contents (
  table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE,
  description TEXT DEFAULT '',
  last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
  min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER,
  CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE gpkg_geometry_columns (
  table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL,
  srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL,
  CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),
  CONSTRAINT uk_gc_table_name UNIQUE (table_name),
  CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
  CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id));
CREATE TABLE gpkg_extensions (
  table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL, definition TEXT NOT NULL,
  scope TEXT NOT NULL,
  CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name));
CREATE TABLE layer_styles (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, f_table_catalog TEXT, f_table_schema TEXT,
  f_table_name TEXT, f_geometry_column TEXT, styleName TEXT, styleQML TEXT, styleSLD TEXT,
  useAsDefault BOOLEAN, description TEXT, owner TEXT, ui TEXT,
  update_time DATETIME DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')));
CREATE TABLE mapper_info (key TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE mapper_readings (
  sha256 TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL, versions TEXT NOT NULL,
  body BLOB NOT NULL);
CREATE TABLE mapper_resolutions (sha256 TEXT NOT NULL PRIMARY KEY, body BLOB NOT NULL);
CREATE TABLE mapper_rejects (name TEXT NOT NULL, reason TEXT NOT NULL, UNIQUE (name, reason));
"""
_INDEXES = """
CREATE INDEX strikes_id ON strikes (id);
CREATE INDEX strikes_uncertainty ON strikes (uncertainty_km);
CREATE INDEX strikes_date ON strikes (date_start);
CREATE INDEX claims_id ON claims (id);
CREATE INDEX strike_claims_strike ON strike_claims (strike_id);
CREATE INDEX strike_claims_claim ON strike_claims (claim_id);
"""
_GROUPING = """
CREATE TABLE mapper_strikes (
  id TEXT NOT NULL, start TEXT NOT NULL, finish TEXT NOT NULL,
  country_order TEXT NOT NULL, name_order TEXT NOT NULL, country TEXT, first_day INTEGER,
  local INTEGER NOT NULL, record TEXT NOT NULL);
CREATE TABLE mapper_grouped (
  number INTEGER NOT NULL PRIMARY KEY, sha256 TEXT NOT NULL UNIQUE, name TEXT NOT NULL,
  published TEXT, likes TEXT NOT NULL);
CREATE TABLE mapper_keys (
  key INTEGER NOT NULL, lo INTEGER NOT NULL, hi INTEGER NOT NULL, number INTEGER NOT NULL,
  PRIMARY KEY (key, lo, hi, number)) WITHOUT ROWID;
CREATE TABLE mapper_origins (
  claim_id TEXT NOT NULL PRIMARY KEY, number INTEGER NOT NULL, named TEXT NOT NULL, copies TEXT,
  origin TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX mapper_strikes_id ON mapper_strikes (id);
CREATE INDEX mapper_strikes_war ON mapper_strikes (country, first_day);
CREATE INDEX mapper_origins_number ON mapper_origins (number);
CREATE INDEX mapper_origins_copies ON mapper_origins (copies) WHERE copies IS NOT NULL;
CREATE INDEX strikes_place ON strikes (place_id);
CREATE INDEX strikes_noted ON strikes (id) WHERE notes IS NOT NULL;
CREATE INDEX claim_places_claim ON claim_places (claim_id);
CREATE INDEX strike_reports_strike ON strike_reports (strike_id);
CREATE INDEX strike_reports_report ON strike_reports (report_sha256);
CREATE INDEX reports_sha256 ON reports (sha256);
CREATE INDEX places_id ON places (id);
"""
"""What format 2 has and format 1 had not: an index of what new reports touch."""
_RTREE = "http://www.geopackage.org/spec120/#extension_rtree"


def create_layout(connection: sqlite3.Connection) -> None:
    """Create every table of an empty store, inside the caller's transaction."""
    for statement in _statements():
        connection.execute(statement)
    connection.executemany(
        "INSERT INTO gpkg_spatial_ref_sys VALUES (?, ?, ?, ?, ?, ?)",
        [
            ("WGS 84 geodetic", 4326, "EPSG", 4326, _WGS84, "longitude, latitude in degrees"),
            ("Undefined cartesian SRS", -1, "NONE", -1, "undefined", None),
            ("Undefined geographic SRS", 0, "NONE", 0, "undefined", None),
        ],
    )
    for table in (*TABLES.values(), CORRECTIONS):
        _register(connection, table)
    _register_plain(connection, "layer_styles", "Styles that QGIS reads")
    connection.execute(
        "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, "
        "f_geometry_column, styleName, styleQML, styleSLD, useAsDefault, description, owner) "
        "VALUES ('', '', 'strikes', ?, 'control status', ?, ?, 1, ?, '')",
        (GEOMETRY, strike_qml(), strike_sld(), "strikes by who is said to hold the place"),
    )
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {_USER_VERSION}")


def upgrade_layout(connection: sqlite3.Connection) -> None:
    """Bring a store of format 1 to format 2, inside the caller's transaction."""
    connection.execute("DROP TABLE mapper_strikes")
    for statement in _split(_GROUPING):
        connection.execute(statement)


def _statements() -> Iterable[str]:
    yield from _split(_CORE)
    for table in (*TABLES.values(), CORRECTIONS):
        yield _table_sql(table)
        if table.spatial:
            yield (
                f'CREATE VIRTUAL TABLE "rtree_{table.name}_{GEOMETRY}" '
                "USING rtree(id, minx, maxx, miny, maxy)"
            )
            yield from _split_triggers(table.name)
    yield from _split(_INDEXES)
    yield from _split(_GROUPING)


def _split(script: str) -> list[str]:
    return [statement for part in script.split(";") if (statement := part.strip())]


def _table_sql(table: Table) -> str:
    columns = ", ".join(f'"{column.name}" {_TYPES[column.kind]}' for column in table.columns)
    geometry = f"{GEOMETRY} POINT, " if table.spatial else ""
    return (
        f'CREATE TABLE "{table.name}" '
        f"(fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, {geometry}{columns})"
    )


def _register(connection: sqlite3.Connection, table: Table) -> None:
    if not table.spatial:
        _register_plain(connection, table.name, table.about)
        return
    connection.execute(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id) "
        "VALUES (?, 'features', ?, ?, 4326)",
        (table.name, table.name, table.about),
    )
    connection.execute(
        "INSERT INTO gpkg_geometry_columns VALUES (?, ?, 'POINT', 4326, 0, 0)",
        (table.name, GEOMETRY),
    )
    connection.execute(
        "INSERT INTO gpkg_extensions VALUES (?, ?, 'gpkg_rtree_index', ?, 'write-only')",
        (table.name, GEOMETRY, _RTREE),
    )


def _register_plain(connection: sqlite3.Connection, name: str, about: str) -> None:
    connection.execute(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, description) "
        "VALUES (?, 'attributes', ?, ?)",
        (name, name, about),
    )


def _split_triggers(table: str) -> list[str]:
    """The triggers of the R-tree extension, so that edits in QGIS keep the index true."""
    rtree, g = f'"rtree_{table}_{GEOMETRY}"', GEOMETRY
    box = f"NEW.fid, ST_MinX(NEW.{g}), ST_MaxX(NEW.{g}), ST_MinY(NEW.{g}), ST_MaxY(NEW.{g})"
    filled = f"(NEW.{g} NOTNULL AND NOT ST_IsEmpty(NEW.{g}))"
    empty = f"(NEW.{g} ISNULL OR ST_IsEmpty(NEW.{g}))"
    put = f"INSERT OR REPLACE INTO {rtree} VALUES ({box});"
    cut = f"DELETE FROM {rtree} WHERE id = OLD.fid;"
    name = f"rtree_{table}_{g}"
    on = f'ON "{table}"'
    return [
        f'CREATE TRIGGER "{name}_insert" AFTER INSERT {on} WHEN {filled} BEGIN {put} END',
        f'CREATE TRIGGER "{name}_update1" AFTER UPDATE OF {g} {on} '
        f"WHEN OLD.fid = NEW.fid AND {filled} BEGIN {put} END",
        f'CREATE TRIGGER "{name}_update2" AFTER UPDATE OF {g} {on} '
        f"WHEN OLD.fid = NEW.fid AND {empty} BEGIN {cut} END",
        f'CREATE TRIGGER "{name}_update3" AFTER UPDATE {on} '
        f"WHEN OLD.fid != NEW.fid AND {filled} BEGIN {cut} {put} END",
        f'CREATE TRIGGER "{name}_update4" AFTER UPDATE {on} '
        f"WHEN OLD.fid != NEW.fid AND {empty} "
        f"BEGIN DELETE FROM {rtree} WHERE id IN (OLD.fid, NEW.fid); END",
        f'CREATE TRIGGER "{name}_delete" AFTER DELETE {on} WHEN OLD.{g} NOT NULL BEGIN {cut} END',
    ]


class bulk_loading:  # noqa: N801
    """Within the block a table's R-tree is not kept; afterwards it is filled in one go."""

    def __init__(self, connection: sqlite3.Connection, table: str) -> None:
        self._connection, self._table = connection, table

    def __enter__(self) -> None:
        for name in ("insert", "update1", "update2", "update3", "update4", "delete"):
            self._connection.execute(f'DROP TRIGGER "rtree_{self._table}_{GEOMETRY}_{name}"')

    def __exit__(self, kind: object, *_: object) -> None:
        if kind is not None:
            return  # the transaction is rolled back, triggers and all
        rtree = f'"rtree_{self._table}_{GEOMETRY}"'
        self._connection.execute(f"DELETE FROM {rtree}")
        self._connection.execute(
            f'INSERT INTO {rtree} SELECT fid, lon, lon, lat, lat FROM "{self._table}" '
            f"WHERE {GEOMETRY} IS NOT NULL"
        )
        for statement in _split_triggers(self._table):
            self._connection.execute(statement)


def stamp_contents(connection: sqlite3.Connection, tables: Iterable[Table]) -> None:
    """Note each table's extent and the time of its last change."""
    now = dt.datetime.now(dt.UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"
    for table in tables:
        extent: tuple[float | None, ...] = (None,) * 4
        if table.spatial:
            extent = connection.execute(
                f"SELECT min(minx), min(miny), max(maxx), max(maxy) "
                f'FROM "rtree_{table.name}_{GEOMETRY}"'
            ).fetchone()
        connection.execute(
            "UPDATE gpkg_contents SET last_change = ?, min_x = ?, min_y = ?, max_x = ?, max_y = ? "
            "WHERE table_name = ?",
            (now, *extent, table.name),
        )


def point_blob(lat: float, lon: float) -> bytes:
    """Return a point as a GeoPackage geometry: header without envelope, then WKB."""
    return struct.pack("<2sBBiBIdd", b"GP", 0, 1, 4326, 1, 1, lon, lat)


def point_of(blob: bytes | None) -> tuple[float, float] | None:
    """Return lat, lon of a point geometry that any program may have written."""
    if not blob or blob[:2] != b"GP" or blob[3] & 0x10:
        return None
    envelope = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}.get(blob[3] >> 1 & 7)
    if envelope is None or len(blob) < 8 + envelope + 21:
        return None
    at = 8 + envelope
    order = "<" if blob[at] == 1 else ">"
    kind = struct.unpack_from(f"{order}I", blob, at + 1)[0]
    if kind % 1000 != 1:
        return None
    lon, lat = struct.unpack_from(f"{order}dd", blob, at + 5)
    return lat, lon


def add_functions(connection: sqlite3.Connection) -> None:
    """Give SQLite the four functions that the R-tree triggers call."""

    def _coordinate(position: int) -> object:
        def _read(blob: bytes | None) -> float | None:
            point = point_of(blob)
            return point[position] if point else None

        return _read

    for name, position in (("ST_MinX", 1), ("ST_MaxX", 1), ("ST_MinY", 0), ("ST_MaxY", 0)):
        connection.create_function(name, 1, _coordinate(position), deterministic=True)  # type: ignore[arg-type]
    connection.create_function(
        "ST_IsEmpty", 1, lambda blob: int(point_of(blob) is None), deterministic=True
    )
