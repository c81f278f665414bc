"""The database's own history: numbered steps, each applied once, in order.

A step is never edited after a release; a change of the tables is a new step at the end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from mapper.corrections import CORRECTIONS
from mapper.errors import StoreError
from mapper.frames import TABLES, Kind, Table

__all__ = ["MIGRATIONS", "SCHEMA", "apply_migrations", "read_version"]

SCHEMA = "mapper"
_TYPES: dict[Kind, str] = {
    "text": "text",
    "integer": "bigint",
    "real": "double precision",
    "boolean": "boolean",
    "date": "date",
}


def _first_tables() -> Iterator[str]:
    yield "CREATE TABLE {schema}.info (key text PRIMARY KEY, value text NOT NULL)"
    yield (
        "CREATE TABLE {schema}.readings (sha256 text PRIMARY KEY, name text NOT NULL, "
        "versions text NOT NULL, body bytea NOT NULL, resolutions bytea NOT NULL)"
    )
    yield (
        "CREATE TABLE {schema}.strike_records (position bigint PRIMARY KEY, id text NOT NULL, "
        "record text NOT NULL)"
    )
    yield "CREATE INDEX ON {schema}.strike_records (id)"
    yield (
        "CREATE TABLE {schema}.rejects (name text NOT NULL, reason text NOT NULL, "
        "PRIMARY KEY (name, reason))"
    )
    for table in (*TABLES.values(), CORRECTIONS):
        yield _table_sql(table)
        yield f"COMMENT ON TABLE {{schema}}.{table.name} IS '{table.about.replace(chr(39), '’')}'"


def _table_sql(table: Table) -> str:
    columns = [f'"{column.name}" {_TYPES[column.kind]}' for column in table.columns]
    if table.spatial:
        columns.append("geom geometry(Point, 4326)")
    return (
        f"CREATE TABLE {{schema}}.{table.name} "
        f"(fid bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, {', '.join(columns)})"
    )


def _first_indexes() -> Iterator[str]:
    # distances are asked on the ellipsoid, so the index is one over geography
    yield "CREATE INDEX strikes_geog ON {schema}.strikes USING gist ((geom::geography))"
    yield "CREATE INDEX strikes_geom ON {schema}.strikes USING gist (geom)"
    yield "CREATE INDEX places_geom ON {schema}.places USING gist (geom)"
    yield "CREATE INDEX ON {schema}.strikes (id)"
    yield "CREATE INDEX ON {schema}.strikes (uncertainty_km)"
    yield "CREATE INDEX ON {schema}.strikes (date_start)"
    yield "CREATE INDEX ON {schema}.claims (id)"
    yield "CREATE INDEX ON {schema}.strike_claims (strike_id)"
    yield "CREATE INDEX ON {schema}.strike_claims (claim_id)"


def _grouping_tables() -> Iterator[str]:
    yield "DROP TABLE {schema}.strike_records"
    # in catalog order, which is that of code points: COLLATE "C"
    yield (
        "CREATE TABLE {schema}.strike_records (id text NOT NULL, start text NOT NULL, "
        'finish text NOT NULL, country_order text COLLATE "C" NOT NULL, '
        'name_order text COLLATE "C" NOT NULL, country text, first_day int, '
        "local int NOT NULL, record text NOT NULL)"
    )
    yield "CREATE INDEX ON {schema}.strike_records (id)"
    yield "CREATE INDEX ON {schema}.strike_records (country, first_day)"
    yield (
        "CREATE TABLE {schema}.grouped (number int PRIMARY KEY, sha256 text NOT NULL UNIQUE, "
        "name text NOT NULL, published text, likes text NOT NULL)"
    )
    yield (
        "CREATE TABLE {schema}.keys (key bigint, lo int, hi int, number int, "
        "PRIMARY KEY (key, lo, hi, number))"
    )
    yield (
        "CREATE TABLE {schema}.origins (claim_id text PRIMARY KEY, number int NOT NULL, "
        "named text NOT NULL, copies text, origin text NOT NULL)"
    )
    yield "CREATE INDEX ON {schema}.origins (number)"
    yield "CREATE INDEX ON {schema}.origins (copies) WHERE copies IS NOT NULL"
    yield "CREATE INDEX ON {schema}.strikes (place_id)"
    yield "CREATE INDEX ON {schema}.strikes (id) WHERE notes IS NOT NULL"
    yield "CREATE INDEX ON {schema}.claim_places (claim_id)"
    yield "CREATE INDEX ON {schema}.strike_reports (strike_id)"
    yield "CREATE INDEX ON {schema}.strike_reports (report_sha256)"
    yield "CREATE INDEX ON {schema}.reports (sha256)"
    yield "CREATE INDEX ON {schema}.places (id)"
    # the next opening that may write groups everything again
    yield "UPDATE {schema}.info SET value = 'stale' WHERE key = 'derived'"
    yield "DELETE FROM {schema}.info WHERE key = 'origins'"


MIGRATIONS: tuple[tuple[str, Callable[[], Iterator[str]]], ...] = (
    ("tables of readings, derived rows and corrections", _first_tables),
    ("indexes for radius, date and id", _first_indexes),
    ("an index by which new reports regroup only what they touch", _grouping_tables),
)


def read_version(cursor: Any) -> int:  # noqa: ANN401
    """Return the number of the last step applied, 0 for an empty database."""
    cursor.execute("SELECT to_regclass(%s)", (f"{SCHEMA}.migrations",))
    if cursor.fetchone()[0] is None:
        return 0
    cursor.execute(f"SELECT coalesce(max(number), 0) FROM {SCHEMA}.migrations")
    return int(cursor.fetchone()[0])


def apply_migrations(cursor: Any, shown: str) -> None:  # noqa: ANN401
    """Apply the steps that are missing, inside the caller's transaction.

    Raises
    ------
    StoreError
        When a newer version of the program has applied steps that this one does not know.
    """
    done = read_version(cursor)
    if done > len(MIGRATIONS):
        raise StoreError(
            f"{shown!r} has migration {done}, made by a newer version of this program "
            f"(this one knows {len(MIGRATIONS)}); install the newer one"
        )
    if done == 0:
        cursor.execute(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}")
        cursor.execute(
            f"CREATE TABLE {SCHEMA}.migrations (number int PRIMARY KEY, title text NOT NULL, "
            "applied timestamptz NOT NULL DEFAULT now())"
        )
    for number, (title, statements) in enumerate(MIGRATIONS, start=1):
        if number > done:
            for statement in statements():
                cursor.execute(statement.replace("{schema}", SCHEMA))
            cursor.execute(
                f"INSERT INTO {SCHEMA}.migrations (number, title) VALUES (%s, %s)", (number, title)
            )
