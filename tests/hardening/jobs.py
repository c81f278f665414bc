"""Every command that takes long or writes, its output, and what must hold of that at any time."""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from mapper.gazetteer import Gazetteer
from mapper.store import open_store

__all__ = ["JOBS", "STORES", "Job", "kept_in", "look_at"]

STORES = {"gpkg": "kept.gpkg", "folder": "kept", "postgis": "{postgis}"}
"""Where a store of each kind is kept, by the kind's name."""
Check = Callable[[Path], bool]


@dataclass(frozen=True, slots=True)
class Job:
    """A command, with braces for what the harness fills in.

    `output` is a file or a folder that `whole` tells whole from half; `store` is the kind of the
    store that the command changes. `again` holds the exit codes of the same command afterwards.
    """

    command: str
    output: str = ""
    whole: Check = Path.exists
    store: str = ""
    again: tuple[int, ...] = (0,)
    env: tuple[tuple[str, str], ...] = ()


def kept_in(address: str) -> tuple[list[str], list[str], list[tuple[str, bool]]]:
    """Return the reports, the strikes and the corrections of a whole store; its faults else."""
    with open_store(address, create=True) as store:
        faults = [*store.inspect(), *store.verify()]
        assert faults == [], faults
        noted = [(one.why or "", bool(one.undone_at)) for one in store.corrections()]
        strikes = [one.id for one in store.catalog().strikes]
        return sorted(store.known()), sorted(strikes), sorted(noted)


def look_at(path: Path) -> object:
    """Return what tells the whole output of one run from that of another."""
    if path.suffix in {".html", ".geojson", ".csv", ".kml"}:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    return path.exists()


def _ends_with(end: bytes) -> Check:
    return lambda path: end in path.read_bytes()[-20:]


def _whole_store(path: Path) -> bool:
    return bool(kept_in(str(path)))


def _whole_geojson(path: Path) -> bool:
    return bool(json.loads(path.read_text("utf-8"))["features"])


def _whole_frame(path: Path) -> bool:
    import geopandas

    read = geopandas.read_parquet if path.suffix == ".parquet" else geopandas.read_file
    return len(read(path)) > 0


def _whole_gazetteer(path: Path) -> bool:
    with contextlib.closing(Gazetteer(path)) as gazetteer:
        return bool(gazetteer.find("Karvel"))


def _whole_archive(path: Path) -> bool:
    told = path / "archive.json"
    return not told.exists() or bool(json.loads(told.read_text("utf-8"))["stage"])


def _whole_notebooks(path: Path) -> bool:
    books = [json.loads(one.read_text("utf-8")) for one in path.glob("*.ipynb")]
    return len(books) >= 6 and all(book["cells"] for book in books)


_HTML, _PNG = _ends_with(b"</html>"), _ends_with(b"IEND\xaeB\x60\x82")
_NEAR = "query --near 34.9,36.7 --radius 100km"
_EXPORT = "export --store kept.gpkg --overwrite"
_OWN = "--into own.gaz --no-defaults"


def _on_stores() -> dict[str, Job]:
    """The commands that change a store, on each kind of store."""
    jobs = {}
    for kind in STORES:
        for name, command in (
            ("ingest", "ingest more --store {store}"),
            ("correct", "correct note {strike} seen --store {store}"),
            ("undo", "correct undo {correction} --store {store}"),
            ("rebuild", "rebuild --store {store} --gazetteer own.gaz"),
        ):
            # what is undone already cannot be undone again
            again = (0, 1) if name == "undo" else (0,)
            jobs[f"{name}-{kind}"] = Job(command, store=kind, again=again)
    return jobs


JOBS: dict[str, Job] = {
    "map": Job("map reports -o m.html --overwrite", "m.html", _HTML),
    "query": Job(f"{_NEAR} reports --map q.html --overwrite", "q.html", _HTML),
    "query-store": Job(f"{_NEAR} --store kept.gpkg --map q.html --overwrite", "q.html", _HTML),
    "new": Job("ingest reports --store new.gpkg", "new.gpkg", _whole_store),
    "geojson": Job(f"{_EXPORT} out.geojson", "out.geojson", _whole_geojson),
    "csv": Job(f"{_EXPORT} out.csv", "out.csv", _ends_with(b"\n")),
    "kml": Job(f"{_EXPORT} out.kml", "out.kml", _ends_with(b"</kml>\n")),
    "gpkg": Job(f"{_EXPORT} out.gpkg", "out.gpkg", _whole_frame),
    "parquet": Job(f"{_EXPORT} out.parquet", "out.parquet", _whole_frame),
    "archive": Job("archive reports --out arch --workers 0", "arch", _whole_archive),
    "import": Job(f"gazetteer import places.csv {_OWN}", "own.gaz", _whole_gazetteer),
    "fetch": Job(
        f"gazetteer fetch geonames SY --base-url {{url}} {_OWN}", "own.gaz", _whole_gazetteer,
        env=(("MAPPER_CACHE", "cache"),),
    ),
    "plot": Job("plot map --store kept.gpkg -o p.png --overwrite", "p.png", _PNG),
    "notebooks": Job("notebooks --folder books --copy-only", "books", _whole_notebooks),
    **_on_stores(),
}  # fmt: skip
