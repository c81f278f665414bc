"""What the kill tests run and kill: ingest, correct, rebuild and export, over and over.

After each step that returned, a line is appended to the log: whatever is in the log must be
in the store, whenever the process ends.
"""

from __future__ import annotations

import itertools
import sys
from pathlib import Path

from mapper.corrections import Action, Correction
from mapper.exports import export_strikes
from mapper.store import open_store
from tests.builders import make_readings


def main(address: str, log: Path, seed: int) -> None:
    """Work until somebody ends us."""
    out = log.parent
    with log.open("a") as lines:
        print("ready", flush=True)
        for number in itertools.count():
            with open_store(address, create=True) as store:
                readings = make_readings(6, seed=seed * 1000 + number)
                store.ingest(readings, batch=2)
                _note(lines, *(f"report {one.report.sha256}" for one in readings))
                strike = store.catalog().strikes[0].id
                made = store.correct(
                    Correction(action=Action.NOTE, target=strike, why=f"{seed}-{number}"), who="A"
                )
                _note(lines, f"correction {made.id}")
                store.undo(made.id)
                _note(lines, f"undone {made.id}")
                by_sha = {one.report.sha256: one for one in store.readings()}
                versions = {"rules": f"{seed}-{number}"}
                store.rebuild(lambda report, known=by_sha: known[report.sha256], versions=versions)
                for suffix in ("geojson", "gpkg"):
                    path = out / f"export.{suffix}"
                    export_strikes(store.strikes_gdf(), path, overwrite=True)


def _note(lines: object, *entries: str) -> None:
    lines.write("".join(f"{entry}\n" for entry in entries))  # type: ignore[attr-defined]
    lines.flush()  # type: ignore[attr-defined]


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
