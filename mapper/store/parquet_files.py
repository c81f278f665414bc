"""Tables as GeoParquet files: written whole, parted by year, read back with their types."""

from __future__ import annotations

import json
import struct
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mapper.files import check_input
from mapper.frames import CRS, Kind, Row, Table

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["YEAR_OF", "part_by_year", "read_arrow", "table_schema", "to_arrow", "write_arrow"]

YEAR_OF = {"strikes": "date_start", "claims": "date_start", "reports": "published"}
"""The column whose year parts a table; rows without a date go to year 0."""


def part_by_year(table: Table, rows: Iterable[Row]) -> dict[str, list[Row]]:
    """Return the rows by the file, below the table's folder, that they belong in."""
    column = YEAR_OF.get(table.name)
    if column is None:
        return {"part-0.parquet": list(rows)}
    at = table.names.index(column)
    parts: dict[str, list[Row]] = {}
    for row in rows:
        year = row[at].year if row[at] else 0
        parts.setdefault(f"year={year:04d}/part-0.parquet", []).append(row)
    return parts or {"year=0000/part-0.parquet": []}


def table_schema(table: Table) -> pa.Schema:
    """Return the Arrow schema of a table, with GeoParquet 1.1 metadata when it is spatial."""
    import pyarrow as pa

    kinds: dict[Kind, pa.DataType] = {
        "text": pa.string(),
        "integer": pa.int64(),
        "real": pa.float64(),
        "boolean": pa.bool_(),
        "date": pa.date32(),
    }
    fields = [pa.field(column.name, kinds[column.kind]) for column in table.columns]
    if not table.spatial:
        return pa.schema(fields)
    fields.append(pa.field("geometry", pa.binary()))
    return pa.schema(fields, metadata={b"geo": _geo_metadata()})


@cache
def _geo_metadata() -> bytes:
    import pyproj

    column = {
        "encoding": "WKB",
        "geometry_types": ["Point"],
        "crs": pyproj.CRS.from_user_input(CRS).to_json_dict(),
        "edges": "planar",
    }
    geo = {"version": "1.1.0", "primary_column": "geometry", "columns": {"geometry": column}}
    return json.dumps(geo).encode()


def to_arrow(table: Table, rows: list[Row]) -> pa.Table:
    """Return rows as an Arrow table."""
    import pyarrow as pa

    schema = table_schema(table)
    if table.spatial:
        rows = list(_with_points(table, rows))
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(schema)
    arrays = [
        pa.array(column, type=field.type) for column, field in zip(columns, schema, strict=True)
    ]
    return pa.table(arrays, schema=schema)


def _with_points(table: Table, rows: list[Row]) -> Iterator[Row]:
    lat, lon = table.names.index("lat"), table.names.index("lon")
    mapped = table.names.index("mapped") if "mapped" in table.names else None
    for row in rows:
        drawn = row[lat] is not None and row[lon] is not None
        if mapped is not None and not row[mapped]:
            drawn = False
        point = struct.pack("<BIdd", 1, 1, row[lon], row[lat]) if drawn else None
        yield (*row, point)


def write_arrow(path: Path, table: pa.Table) -> None:
    """Write a new file; one that exists is replaced and never changed in place."""
    import pyarrow.parquet as pq

    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(path.name + ".new")
    pq.write_table(table, temporary, compression="zstd", row_group_size=100_000)
    with temporary.open("rb") as file:
        _flush(file)
    temporary.replace(path)


def read_arrow(path: Path) -> pa.Table:
    """Return one file as it was written."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    check_input(path)
    # one file, for a partition's folder name must not become a column; and not one of Python's,
    # which a thread of Arrow's would still hold while the interpreter ends, and abort it
    with pa.OSFile(str(path)) as file, pq.ParquetFile(file) as parquet:
        return parquet.read()


def _flush(file: Any) -> None:  # noqa: ANN401
    import os

    os.fsync(file.fileno())
