"""Undo a merge: a row that was joined to another source's place becomes a place again."""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from mapper.errors import GazetteerError
from mapper.gazetteer.builder import exact_keys, lock_file, sound_keys
from mapper.gazetteer.records import KINDS, Entry
from mapper.gazetteer.schema import open_database

__all__ = ["separate_places"]

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
            handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
            os.close(handle)
            part = Path(name)
            try:
                shutil.copyfile(path, part)
                with closing(sqlite3.connect(part)) as database:
                    for row_id in ids:
                        _separate(database, row_id)
                    _count_again(database, ids)
                    database.commit()
                part.chmod(0o644)
                part.replace(path)
            finally:
                part.unlink(missing_ok=True)
    except OSError as error:
        raise GazetteerError(f"cannot write {str(path)!r}: {error.strerror}") from error


def _separate(database: sqlite3.Connection, row_id: str) -> None:
    row = database.execute("SELECT n, place FROM entry WHERE id = ?", (row_id,)).fetchone()
    if row is None:
        raise GazetteerError(f"no row {row_id!r} in this gazetteer; ids are like geonames:170063")
    number, place = row
    if number == place:
        raise GazetteerError(
            f"{row_id!r} leads its place and joined no other; give the id of the row that joined"
            " it (`mapper gazetteer merges` lists them)"
        )
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
