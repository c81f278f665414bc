"""A store as a folder of GeoParquet files, for analysis: geopandas, DuckDB and Dask read it.

Layout, below the generation that `mapper-store.json` names: `strikes/year=2015/part-0.parquet`
and so on for every table of `mapper.frames`, tables with dates parted by year, and `readings`,
`resolutions` and `corrections`, which everything else can be recomputed from.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mapper.corrections import CORRECTIONS, Corrected
from mapper.errors import MapperError, StoreError
from mapper.files import check_input, open_input
from mapper.frames import TABLES, Column, Row, Table, conform, table_rows
from mapper.geodesy import circle_boxes
from mapper.model import Catalog, Reject
from mapper.store.generations import Generations
from mapper.store.interface import BANDS, FORMAT_VERSION, Store
from mapper.store.parquet_files import YEAR_OF, part_by_year, read_arrow, to_arrow, write_arrow
from mapper.store.records import Record, encode_strike

if TYPE_CHECKING:
    import geopandas
    import pyarrow as pa

    from mapper.independence import Origins
    from mapper.query import Filters

__all__ = ["GeoParquetStore"]

_TEXT = ("sha256", "name", "versions")
_RECORDS = Table(
    "records",
    "",
    (Column("position", "integer"), Column("id", "text"), Column("record", "text")),
)
_REJECTS = Table("rejects", "", (Column("name", "text"), Column("reason", "text")))
_SORT = {
    "strikes": ["date_start", "place_name", "id"],
    "claims": ["report", "start", "id"],
    "reports": ["published", "name"],
    "places": ["id"],
}


@contextlib.contextmanager
def _told(shown: str) -> Iterator[None]:
    """Turn what damaged files raise into our error, with the way out."""
    try:
        yield
    except MapperError:
        raise
    except (OSError, ValueError, KeyError, TypeError, NotImplementedError) as error:
        reason = " ".join(str(error).split())[:200]
        raise StoreError(
            f"store {shown!r}: a file is damaged; take the last good copy ({reason})"
        ) from error


class GeoParquetStore(Store):
    """A store in a folder of GeoParquet files.

    Parameters
    ----------
    folder
        The folder; other files in it are left alone.
    create
        Make it when it does not exist.
    timeout_s
        How long to wait for another program that is writing.
    """

    def __init__(self, folder: Path, *, create: bool = False, timeout_s: float = 30.0) -> None:
        self.folder = folder
        self._files = Generations(folder, timeout_s=timeout_s)
        if not self._files.exists():
            if not create:
                what = "is a folder but no store" if folder.is_dir() else "does not exist"
                raise StoreError(f"{str(folder)!r} {what}; `mapper ingest` makes one")
            self._make_folder()
        super().__init__(str(folder), writable=os.access(folder, os.W_OK))
        if not self._files.exists():
            with self._writing():
                self._set_info({"format": str(FORMAT_VERSION), "derived": "fresh"})
                self._put_derived(Catalog())
                self._write("corrections", CORRECTIONS, [])
        version = self._get_info("format").get("format", "?")
        if not version.isdigit() or int(version) > FORMAT_VERSION:
            raise StoreError(
                f"{self.shown!r} has format {version!r}, made by a newer version of this program "
                f"(this one reads up to {FORMAT_VERSION}); install the newer one"
            )

    def _make_folder(self) -> None:
        if self.folder.exists() and not self.folder.is_dir():
            raise StoreError(f"{str(self.folder)!r} is a file, not a folder")
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(f"cannot make {str(self.folder)!r}: {error.strerror}") from error
        if not os.access(self.folder, os.W_OK):
            raise StoreError(f"the folder {str(self.folder)!r} cannot be written to")

    def close(self) -> None:
        """Nothing is kept open."""

    def path_of(self, name: str) -> Path:
        """Return the folder of a table, for `geopandas.read_parquet` and others."""
        return self._files.current / name

    @contextlib.contextmanager
    def _writing(self) -> Iterator[None]:
        with self._files.changing({"kind": "strike-report mapper store"}):
            yield

    def _get_info(self, *keys: str) -> dict[str, str]:
        path = self._files.current / "info.json"
        if not path.exists():
            return {}
        with _told(self.shown), open_input(path) as file:
            info = {str(k): str(v) for k, v in dict(json.load(file)).items()}
        return {key: value for key, value in info.items() if not keys or key in keys}

    def _set_info(self, entries: Mapping[str, str]) -> None:
        info = {**self._get_info(), **entries}
        path = self._files.current / "info.json"
        temporary = path.with_suffix(".new")
        temporary.write_text(json.dumps(info, ensure_ascii=False), encoding="utf-8")
        temporary.replace(path)

    def _get_versions(self, shas: Sequence[str] | None = None) -> dict[str, str]:
        versions: dict[str, str] = {}
        for path in self._parts("readings"):
            with _told(self.shown):
                part = read_arrow(path)
                shas, made = part["sha256"].to_pylist(), part["versions"].to_pylist()
                versions.update(zip(shas, made, strict=True))
        return versions

    def _parts(self, name: str) -> list[Path]:
        return sorted(self.path_of(name).glob("*.parquet"))

    def _put_records(self, records: Sequence[Record]) -> None:
        import pyarrow as pa

        columns = {name: [getattr(one, name) for one in records] for name in _TEXT}
        body = pa.array([one.body for one in records], pa.binary())
        extra = pa.array([one.resolutions for one in records], pa.binary())
        self._drop_records({one.sha256 for one in records})
        last = max((int(path.stem) for path in self._parts("readings")), default=0)
        name = f"{last + 1:08d}.parquet"
        write_arrow(self.path_of("readings") / name, pa.table({**columns, "body": body}))
        shas = {"sha256": columns["sha256"]}
        write_arrow(self.path_of("resolutions") / name, pa.table({**shas, "body": extra}))

    def _drop_records(self, shas: set[str]) -> None:
        import pyarrow as pa
        import pyarrow.compute as pc

        for path in [*self._parts("readings"), *self._parts("resolutions")]:
            with _told(self.shown):
                part = read_arrow(path)
                kept = part.filter(pc.invert(pc.is_in(part["sha256"], pa.array(sorted(shas)))))
            if not len(kept):
                path.unlink()
            elif len(kept) < len(part):
                write_arrow(path, kept)

    def _get_records(
        self, shas: Sequence[str] | None = None, *, resolutions: bool
    ) -> Iterator[Record]:
        wanted = None if shas is None else set(shas)
        for path in self._parts("readings"):
            extra: dict[str, bytes] = {}
            with _told(self.shown):
                part = read_arrow(path)
                if resolutions:
                    other = read_arrow(self.path_of("resolutions") / path.name)
                    extra = dict(
                        zip(other["sha256"].to_pylist(), other["body"].to_pylist(), strict=True)
                    )
                found = [
                    Record(**row, resolutions=extra.get(row["sha256"]))
                    for row in part.to_pylist()
                    if wanted is None or row["sha256"] in wanted
                ]
            yield from found

    def _get_rejects(self) -> list[Reject]:
        with _told(self.shown):
            return [Reject(row["name"], row["reason"]) for row in self._rows("rejects")]

    def _put_rejects(self, rejects: Sequence[Reject]) -> None:
        every = {(one.name, one.reason) for one in (*self._get_rejects(), *rejects)}
        self._write("rejects", _REJECTS, sorted(every))

    def _rows(self, name: str) -> list[dict[str, Any]]:
        with _told(self.shown):
            return [row for path in self._parts(name) for row in read_arrow(path).to_pylist()]

    def _get_corrections(self) -> list[dict[str, Any]]:
        rows = self._rows("corrections")
        return [{**row, "row": number} for number, row in enumerate(rows)]

    def _put_corrections(self, rows: Sequence[tuple[int | None, Row]]) -> None:
        kept = [tuple(row[name] for name in CORRECTIONS.names) for row in self._get_corrections()]
        for number, row in rows:
            if number is None:
                kept.append(row)
            else:
                kept[number] = row
        self._write("corrections", CORRECTIONS, kept)

    def _put_derived(self, catalog: Catalog) -> None:
        for name, table in TABLES.items():
            self._write(name, table, list(dict.fromkeys(table_rows(name, catalog))))
        strikes = enumerate(catalog.strikes)
        records: list[Row] = [(number, one.id, encode_strike(one)) for number, one in strikes]
        self._write("records", _RECORDS, records)

    def _put_grouping(self, corrected: Corrected, origins: Origins) -> None:
        # files are written whole, so that grouping parts of them would save little
        self._set_info({"origins": json.dumps(origins.of, ensure_ascii=False, sort_keys=True)})

    def _get_origins(self) -> dict[str, str]:
        origins: dict[str, str] = self._read_note("origins", dict)
        return origins

    def _write(self, name: str, table: Table, rows: list[Row]) -> None:
        """Make a table's files say what the rows say; leave files that already do."""
        folder = self.path_of(name)
        parts = part_by_year(table, rows)
        for path in list(folder.rglob("*.parquet")):
            if path.relative_to(folder).as_posix() not in parts:
                path.unlink()
                if path.parent != folder and not any(path.parent.iterdir()):
                    path.parent.rmdir()
        for part, chosen in parts.items():
            path, fresh = folder / part, to_arrow(table, chosen)
            if not (path.exists() and _says(path, fresh)):
                write_arrow(path, fresh)

    def _get_strikes(self, ids: Sequence[str] | None = None) -> Iterator[str]:
        with _told(self.shown):
            rows = [(str(row["id"]), str(row["record"])) for row in self._rows("records")]
        if ids is None:
            yield from (record for _, record in rows)
            return
        by_id = dict(rows)
        yield from (by_id[one] for one in ids if one in by_id)

    def read_table(self, name: str) -> Any:  # noqa: ANN401
        """Return a table of `mapper.frames.TABLES` as a frame."""
        with _told(self.shown):
            found = self._dataset(name).to_table(columns=list(TABLES[name].names))
            frame = self._frame(name, found)
        return frame.sort_values(_SORT[name], ignore_index=True) if name in _SORT else frame

    def _dataset(self, name: str) -> Any:  # noqa: ANN401
        import pyarrow.dataset as ds

        for path in self.path_of(name).rglob("*.parquet"):
            check_input(path)
        return ds.dataset(self.path_of(name), partitioning="hive" if name in YEAR_OF else None)

    def _frame(self, name: str, found: pa.Table) -> Any:  # noqa: ANN401
        return conform(found.to_pandas(), TABLES[name])

    def _near(
        self, *, lat: float, lon: float, radius_km: float, filters: Filters | None
    ) -> geopandas.GeoDataFrame:
        import pyarrow.compute as pc

        low, chosen = -1.0, None
        for high in BANDS:
            reach = radius_km + high
            for west, south, east, north in circle_boxes(lat=lat, lon=lon, radius_km=reach):
                box = (pc.field("lat") >= south) & (pc.field("lat") <= north)
                box &= (pc.field("lon") >= west) & (pc.field("lon") <= east)
                box &= (pc.field("uncertainty_km") > low) & (pc.field("uncertainty_km") <= high)
                chosen = box if chosen is None else chosen | box
            low = high
        if filters and filters.date_to:
            # what begins later cannot touch the period, so whole years need not be opened
            chosen &= pc.field("year") <= filters.date_to.year
        with _told(self.shown):
            table = self._dataset("strikes").to_table(
                columns=list(TABLES["strikes"].names), filter=chosen
            )
            near: geopandas.GeoDataFrame = self._frame("strikes", table)
        return near

    def inspect(self) -> list[str]:
        """Return files that cannot be read."""
        faults = []
        for path in sorted(self._files.current.rglob("*.parquet")):
            try:
                read_arrow(path)
            except (OSError, ValueError) as error:
                faults.append(f"{path.relative_to(self.folder)}: {error}")
        return faults


def _says(path: Path, table: pa.Table) -> bool:
    """Whether a file holds just this table; a damaged one holds nothing and is written anew."""
    try:
        return bool(read_arrow(path).equals(table))
    except (OSError, ValueError, NotImplementedError):
        return False
