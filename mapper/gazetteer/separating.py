"""Undo a merge: a row that was joined to another source's place becomes a place again.

What was separated is written down beside the gazetteer file, so that the next import into it
keeps the rows apart; `stay_apart` does that.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

from mapper.errors import GazetteerError
from mapper.files import name_beside, write_atomically
from mapper.gazetteer.builder import lock_file
from mapper.gazetteer.keys import exact_keys, sound_keys
from mapper.gazetteer.records import KINDS, Entry
from mapper.gazetteer.schema import open_database

__all__ = ["separate_places", "stay_apart"]

REASON = "separated by hand"


def separate_places(path: Path, ids: Sequence[str]) -> None:
    """Take rows out of the places they were merged into; the file is replaced in one step.

    Parameters
    ----------
    path
        A gazetteer file. Its merges are listed by `Gazetteer.merges`.
    ids
        The ids of the merged rows, not of the places that they joined.

    Raises
    ------
    GazetteerError
        When a row is not there, was never merged, or the file cannot be written. The old file
        stays as it was.
    """
    open_database(path).close()  # tells in one line when it is no gazetteer
    try:
        with lock_file(path):
            part = name_beside(path)
            try:
                shutil.copyfile(path, part)
                with closing(sqlite3.connect(part)) as database:
                    apart = {row_id: _separate(database, row_id) for row_id in ids}
                    _count_again(database, ids)
                    database.commit()
                part.chmod(0o644)
                # written first: a crash in between leaves a decision that the next import obeys
                decided = json.dumps(_read_decisions(path) | apart, indent=1, sort_keys=True)
                write_atomically(locate_decisions(path), decided + "\n", overwrite=True)
                part.replace(path)
            finally:
                part.unlink(missing_ok=True)
    except OSError as error:
        raise GazetteerError(f"cannot write {str(path)!r}: {error.strerror}") from error


def locate_decisions(path: Path) -> Path:
    """Return where the rows are written down that were separated in a gazetteer file."""
    return path.with_name(f"{path.name}.separated.json")


def _read_decisions(path: Path) -> dict[str, list[str]]:
    """Return of each separated row the ids of the place that it is not."""
    written = locate_decisions(path)
    if not written.exists():
        return {}
    try:
        known = json.loads(written.read_text(encoding="utf-8"))
        return {str(row): [str(other) for other in others] for row, others in known.items()}
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise GazetteerError(
            f"cannot read {str(written)!r} ({error}), which holds the rows that you separated; mend"
            " it or move it away"
        ) from error


def stay_apart(path: Path) -> Callable[[sqlite3.Connection], list[str]]:
    """Return what keeps apart, in a new build of `path`, the rows that were separated in it.

    It changes the indexed tables and returns the ids of the rows that it took out of a place.

    Raises
    ------
    GazetteerError
        When the decisions beside the file cannot be read.
    """
    decisions = _read_decisions(path)

    def amend(database: sqlite3.Connection) -> list[str]:
        parted = []
        for row_id, others in decisions.items():
            for other_id in others:
                # whichever of the two was read first leads the place; the other is taken out
                row = database.execute(
                    "SELECT CASE WHEN a.place = a.n THEN b.id ELSE a.id END FROM entry a, entry b"
                    " WHERE a.id = ? AND b.id = ? AND a.place = b.place",
                    (row_id, other_id),
                ).fetchone()
                if row:
                    _separate(database, row[0])
                    parted.append(row[0])
        return parted

    return amend


def _separate(database: sqlite3.Connection, row_id: str) -> list[str]:
    """Make a row a place of its own; return the ids of the rows that it was joined to."""
    row = database.execute("SELECT n, place FROM entry WHERE id = ?", (row_id,)).fetchone()
    if row is None:
        raise GazetteerError(f"no row {row_id!r} in this gazetteer; ids are like geonames:170063")
    number, place = row
    if number == place:
        raise GazetteerError(
            f"{row_id!r} leads its place and joined no other; give the id of the row that joined"
            " it (`mapper gazetteer merges` lists them)"
        )
    joined = [entry.id for entry, _ in _read_place(database, place) if entry.id != row_id]
    for entry, _ in _read_place(database, place):
        database.executemany(
            "DELETE FROM exact WHERE key = ? AND n = ?",
            [(key, place) for key, _, _ in exact_keys(entry, place)],
        )
        database.executemany(
            "DELETE FROM sound WHERE skeleton = ? AND country = ? AND sounds = ? AND n = ?",
            sound_keys(entry, place),
        )
    database.execute("UPDATE entry SET place = n WHERE n = ?", (number,))
    km = database.execute("SELECT km FROM merge WHERE n = ?", (number,)).fetchone()
    database.execute("DELETE FROM merge WHERE n = ?", (number,))
    database.execute(
        "INSERT INTO doubt VALUES (?, ?, ?, ?)", (number, place, REASON, (km and km[0]) or 0.0)
    )
    for leader in (place, number):
        for entry, at in _read_place(database, leader):
            database.executemany(
                "INSERT INTO exact VALUES (?, ?, ?) ON CONFLICT (key, n)"
                " DO UPDATE SET how = min(how, excluded.how)",
                exact_keys(entry, at),
            )
            database.executemany(
                "INSERT OR IGNORE INTO sound VALUES (?, ?, ?, ?)", sound_keys(entry, at)
            )
    return joined


def _read_place(database: sqlite3.Connection, place: int) -> list[tuple[Entry, int]]:
    rows = database.execute(
        "SELECT id, name, lat, lon, kind, country, admin1, population, uncertainty, names, ids"
        " FROM entry WHERE n = ? UNION ALL"
        " SELECT id, name, lat, lon, kind, country, admin1, population, uncertainty, names, ids"
        " FROM entry WHERE place = ? AND place <> n",
        (place, place),
    ).fetchall()
    found = []
    for row_id, name, lat, lon, kind, country, admin1, people, radius, names, ids in rows:
        variants = tuple(names.split("\x1f")) if names else ()
        others = tuple(ids.split(" ")) if ids else ()
        found.append((
            Entry(row_id, name, lat, lon, KINDS[kind], country, admin1, people, radius, variants,
                  others),
            place,
        ))  # fmt: skip
    return found


def _count_again(database: sqlite3.Connection, ids: Sequence[str]) -> None:
    known = dict(database.execute("SELECT key, value FROM meta"))
    digest = hashlib.sha256("\n".join([known.get("version", ""), *ids]).encode())
    changed = {
        "places": str(int(known["places"]) + len(ids)),
        "merges": str(int(known["merges"]) - len(ids)),
        "doubtful": str(int(known.get("doubtful", "0")) + len(ids)),
        "version": digest.hexdigest()[:12],
    }
    database.executemany(
        "UPDATE meta SET value = ? WHERE key = ?", [(value, key) for key, value in changed.items()]
    )
