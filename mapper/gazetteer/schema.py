"""The gazetteer file: one SQLite database, written once, then only read.

`entry` keeps each source's row as it came. `entry.place` points to the row that leads the
place it belongs to (itself, for most), so that merging adds a layer and can be undone.
`exact` maps folded names to entries, `sound` consonant skeletons to spellings by sound.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Self, TypeVar

from mapper.errors import GazetteerError

__all__ = ["DAMAGED", "FORMAT", "INDEXES", "KEYS", "TABLES", "open_database"]

FORMAT = 1
"""Raised whenever older programs cannot read a new file."""

KEYS = 6
"""Raised whenever the keys of names are made differently, so that caches are built again."""

TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE source (
  n INTEGER PRIMARY KEY, name TEXT UNIQUE, title TEXT, licence TEXT, date TEXT, file TEXT,
  entries INTEGER, rejected INTEGER);
CREATE TABLE reject (source INTEGER, line INTEGER, reason TEXT, sample TEXT);
CREATE TABLE reject_count (
  source INTEGER, reason TEXT, n INTEGER, PRIMARY KEY (source, reason)) WITHOUT ROWID;
CREATE TABLE entry (
  n INTEGER PRIMARY KEY, id TEXT, source INTEGER, name TEXT, kind INTEGER, lat REAL, lon REAL,
  country TEXT, admin1 TEXT, population INTEGER, uncertainty REAL, names TEXT, ids TEXT,
  place INTEGER);
CREATE TABLE exact (key TEXT, n INTEGER, how INTEGER, PRIMARY KEY (key, n)) WITHOUT ROWID;
CREATE TABLE sound (
  skeleton TEXT, country TEXT, sounds TEXT, n INTEGER,
  PRIMARY KEY (skeleton, country, sounds, n)) WITHOUT ROWID;
CREATE TABLE merge (n INTEGER PRIMARY KEY, place INTEGER, reason TEXT, km REAL);
CREATE TABLE doubt (one INTEGER, two INTEGER, reason TEXT, km REAL);
"""

_NEEDED = frozenset(("meta", "source", "reject_count", "entry", "exact", "sound", "merge", "doubt"))
DAMAGED = "the gazetteer file is damaged ({}); build it again with `mapper gazetteer import`"
"""What is said of a file whose contents cannot be; the reason stands in the brackets."""
_T = TypeVar("_T")

INDEXES = """
CREATE INDEX entry_id ON entry (id);
CREATE INDEX entry_place ON entry (place) WHERE place <> n;
CREATE INDEX entry_lat ON entry (lat, lon);
CREATE INDEX entry_division ON entry (country) WHERE kind = 3;
CREATE INDEX merge_place ON merge (place);
"""


class _Rows(sqlite3.Cursor):
    """Rows of a file that may be damaged: it is told in our words, wherever it is met."""

    def execute(self, *arguments: Any) -> Self:  # noqa: ANN401
        return self._told(super().execute, *arguments)

    def fetchone(self) -> Any:  # noqa: ANN401 - the type that SQLite gives
        return self._told(super().fetchone)

    def fetchall(self) -> list[Any]:
        return self._told(super().fetchall)

    def __iter__(self) -> Iterator[Any]:  # type: ignore[override]
        return iter(self.fetchall())

    def _told(self, read: Callable[..., _T], *arguments: Any) -> _T:  # noqa: ANN401
        try:
            return read(*arguments)
        except (sqlite3.Error, OverflowError, UnicodeError) as error:
            raise GazetteerError(DAMAGED.format(error)) from error


class _Database(sqlite3.Connection):
    def execute(self, *arguments: Any) -> _Rows:  # noqa: ANN401
        return self.cursor(_Rows).execute(*arguments)


def open_database(path: Path) -> sqlite3.Connection:
    """Open a gazetteer file for reading; it is never changed.

    Raises
    ------
    GazetteerError
        When there is no such file, it is no gazetteer, or a newer program wrote it.
    """
    if not path.is_file():
        raise GazetteerError(
            f"no gazetteer file {str(path)!r}; build one with `mapper gazetteer import --into`"
        )
    try:
        database = sqlite3.connect(
            f"{path.resolve().as_uri()}?mode=ro&immutable=1",
            uri=True,
            check_same_thread=False,
            factory=_Database,
        )
        # a file from elsewhere may hold views and triggers: they run nothing, and none is read
        database.execute("PRAGMA trusted_schema = OFF")
        made_of = {
            name
            for name, sql in database.execute("SELECT name, sql FROM sqlite_master")
            if str(sql).startswith("CREATE TABLE ")
        }
        if not made_of >= _NEEDED:
            raise GazetteerError("tables are missing")
        row = database.execute("SELECT value FROM meta WHERE key = 'format'").fetchone()
        written = int(row[0])
    except (sqlite3.Error, TypeError, ValueError) as error:  # GazetteerError is a ValueError
        raise GazetteerError(
            f"{str(path)!r} is not a gazetteer file; build it again with `mapper gazetteer import`"
        ) from error
    if written > FORMAT:
        raise GazetteerError(
            f"{str(path)!r} was made by a newer version (format {written}, this program reads"
            f" {FORMAT}); update the program or build the file again"
        )
    return database
