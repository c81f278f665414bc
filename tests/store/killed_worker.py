"""What the kill tests run and kill: one kind of work on a store, over and over.

After each step that returned, a line is appended to the log: whatever is in the log must be
in the store, whenever the process ends.
"""

from __future__ import annotations

import itertools
import sys
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import TextIO

from mapper.corrections import Action, Correction
from mapper.exports import export_strikes
from mapper.store import Store, open_store
from tests.builders import make_readings

SUFFIXES = ("geojson", "gpkg", "csv", "kml", "parquet")


def ingest(store: Store, lines: TextIO, name: str) -> None:
    """Add reports one by one, which regroups what they touch, and several at once."""
    for count in (1, 1, 6):
        readings = make_readings(count, seed=zlib.crc32(f"{name}-{len(store.known())}".encode()))
        store.ingest(readings, batch=2)
        _note(lines, *(f"report {one.report.sha256}" for one in readings))


def correct(store: Store, lines: TextIO, name: str) -> None:
    """Write a note on a strike, and undo it."""
    strike = store.catalog().strikes[0].id
    note = Correction(action=Action.NOTE, target=strike, why=name)
    made = store.correct(note, who="A")
    _note(lines, f"correction {made.id}")
    store.undo(made.id)
    _note(lines, f"undone {made.id}")


def rebuild(store: Store, lines: TextIO, name: str) -> None:
    """Read every report again."""
    by_sha = {one.report.sha256: one for one in store.readings()}
    store.rebuild(lambda report: by_sha[report.sha256], versions={"rules": name}, batch=3)
    _note(lines, f"rebuilt {name}")


def export(store: Store, lines: TextIO, name: str) -> None:
    """Write every kind of export over the one before."""
    for suffix in SUFFIXES:
        path = Path(lines.name).with_name(f"export.{suffix}")
        export_strikes(store.strikes_gdf(), path, overwrite=True)
    _note(lines, f"exported {name}")


WORK: dict[str, Callable[[Store, TextIO, str], None]] = {
    "ingest": ingest,
    "correct": correct,
    "rebuild": rebuild,
    "export": export,
}


def main(address: str, log: Path, seed: int, what: str) -> None:
    """Work until somebody ends us."""
    with log.open("a") as lines, open_store(address, create=True) as store:
        if not store.known():
            readings = make_readings(12, seed=seed)
            store.ingest(readings)
            _note(lines, *(f"report {one.report.sha256}" for one in readings))
    with log.open("a") as lines:
        print("ready", flush=True)
        for number in itertools.count():
            with open_store(address, create=True) as store:
                WORK[what](store, lines, f"{seed}-{number}")


def _note(lines: TextIO, *entries: str) -> None:
    lines.write("".join(f"{entry}\n" for entry in entries))
    lines.flush()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]), sys.argv[4])
