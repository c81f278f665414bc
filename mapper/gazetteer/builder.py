"""Build a gazetteer file beside its final place and move it there in one step."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from types import TracebackType

from mapper.errors import GazetteerError
from mapper.files import name_beside
from mapper.gazetteer.exonyms import EXONYMS, Exonyms
from mapper.gazetteer.filling import fill_missing
from mapper.gazetteer.keys import exact_keys, sound_keys
from mapper.gazetteer.merging import merge_entries
from mapper.gazetteer.records import KINDS, Entry, Source, check_entry, estimate_uncertainty
from mapper.gazetteer.schema import FORMAT, INDEXES, TABLES

__all__ = ["Builder", "Numbered", "lock_file"]

SAMPLES = 50
"""Rejected rows that are kept word for word, per source; all are counted."""

Numbered = tuple[int, "Entry | str"]
"""A line number and the entry it holds, or the reason why it holds none."""

Amend = Callable[[sqlite3.Connection], Sequence[str]]
"""Changes the finished tables and names the rows it changed."""

_SETTINGS = """
PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-65536; PRAGMA temp_store=FILE;
"""
_WORK_TABLES = """
CREATE TEMP TABLE known (id TEXT PRIMARY KEY, n INTEGER) WITHOUT ROWID;
CREATE TEMP TABLE exact_raw (key TEXT, n INTEGER, how INTEGER);
CREATE TEMP TABLE sound_raw (skeleton TEXT, country TEXT, sounds TEXT, n INTEGER);
"""


class Builder:
    """Collect entries in a temporary file; `finish` indexes it and puts it in place.

    Used as a context manager: leaving it before `finish`, by an error or a key press,
    removes the temporary file and leaves the old gazetteer as it was.
    """

    def __init__(
        self, path: Path, *, base: Path | None = None, advance: Callable[[int], None] | None = None
    ) -> None:
        self.path = path
        self._version = ""
        self._advance = advance
        self._base = base
        self._part = name_beside(path)
        self._undo = contextlib.ExitStack()

    def _begin(self, base: Path | None) -> None:
        """Lay the tables, or a copy of another gazetteer's, to add to."""
        if base is not None:
            shutil.copyfile(base, self._part)
        self._db.executescript(_SETTINGS)
        if base is None:
            self._db.executescript(TABLES)
        else:
            self._version = self._db.execute(
                "SELECT value FROM meta WHERE key='version'"
            ).fetchone()[0]
            self._db.execute("DELETE FROM meta")
        self._db.executescript(_WORK_TABLES)
        if base is not None:
            self._db.execute("INSERT OR IGNORE INTO known SELECT id, place FROM entry")
            self._learn_ids()
        self._db.execute("BEGIN")
        self._next = self._db.execute("SELECT coalesce(max(n), 0) + 1 FROM entry").fetchone()[0]
        self._first = self._next
        known = self._db.execute("SELECT 1 FROM source WHERE name = ?", (EXONYMS.name,)).fetchone()
        self._exonyms = None if known else Exonyms()
        self._digest = hashlib.sha256(self._version.encode())

    def _learn_ids(self) -> None:
        rows = self._db.execute("SELECT ids, place FROM entry WHERE ids <> ''").fetchall()
        self._db.executemany(
            "INSERT OR IGNORE INTO known VALUES (?, ?)",
            [(other, place) for ids, place in rows for other in ids.split(" ")],
        )

    def __enter__(self) -> Builder:
        # made here and not before: between making an object and entering it a key press would
        # find nobody who tidies up
        self.path.parent.mkdir(parents=True, exist_ok=True)
        # said before the file is there: a key may be pressed while it is made
        self._undo.callback(self._part.unlink, missing_ok=True)
        try:
            self._db = sqlite3.connect(self._part, isolation_level=None)
            self._undo.callback(self._db.close)
            self._begin(self._base)
        except BaseException:  # a full disk, a key press: `__exit__` is not called for these
            self._undo.close()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._undo.close()

    @property
    def database(self) -> sqlite3.Connection:
        """The unfinished database, for the merging step."""
        return self._db

    def add_source(self, source: Source, rows: Iterable[Numbered]) -> Source:
        """Take every row of one source; return it with the rows and rejects counted.

        An entry whose id (or one of whose `ids`) is known already joins that place.
        """
        number = self._db.execute("SELECT coalesce(max(n), 0) + 1 FROM source").fetchone()[0]
        rejects: Counter[str] = Counter()
        taken = 0
        batch: list[Entry] = []
        for line, row in rows:
            reason = row if isinstance(row, str) else check_entry(row)
            if isinstance(row, str) or reason is not None:
                rejects[str(reason)] += 1
                if sum(rejects.values()) <= SAMPLES:
                    sample = "" if isinstance(row, str) else f"{row.id} {row.name}"[:200]
                    self._db.execute(
                        "INSERT INTO reject VALUES (?, ?, ?, ?)", (number, line, reason, sample)
                    )
                continue
            batch.append(row)
            taken += 1
            if len(batch) >= 5000:
                self._write(batch, number)
                batch = []
        self._write(batch, number)
        self._db.executemany(
            "INSERT INTO reject_count VALUES (?, ?, ?)",
            [(number, reason, n) for reason, n in sorted(rejects.items())],
        )
        done = Source(
            source.name, source.title, source.licence, source.date, source.file, taken,
            sum(rejects.values()),
        )  # fmt: skip
        self._db.execute(
            "INSERT INTO source VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                number,
                done.name,
                done.title,
                done.licence,
                done.date,
                done.file,
                taken,
                done.rejected,
            ),
        )
        return done

    def _write(self, batch: list[Entry], source: int) -> None:
        entries: list[tuple[object, ...]] = []
        exact: list[tuple[str, int, int]] = []
        sound: list[tuple[str, str, str, int]] = []
        for entry in batch:
            number = self._next
            self._next += 1
            place = self._join(entry, number)
            if self._exonyms:
                self._exonyms.offer(entry, place)
            self._digest.update(
                f"{entry.id}\t{entry.name}\t{entry.lat}\t{entry.lon}\n".encode("utf-8", "replace")
            )
            entries.append(
                (
                    number, entry.id, source, entry.name, KINDS.index(entry.kind), entry.lat,
                    entry.lon, entry.country, entry.admin1, entry.population,
                    entry.uncertainty_km or estimate_uncertainty(entry.kind, entry.population),
                    "\x1f".join(entry.names), " ".join(entry.ids), place,
                )
            )  # fmt: skip
            exact += exact_keys(entry, place)
            sound += sound_keys(entry, place)
        self._db.executemany("INSERT INTO entry VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)", entries)
        self._db.executemany("INSERT INTO exact_raw VALUES (?, ?, ?)", exact)
        self._db.executemany("INSERT INTO sound_raw VALUES (?, ?, ?, ?)", sound)
        if self._advance:
            self._advance(len(batch))

    def _join(self, entry: Entry, number: int) -> int:
        """Return the number of the place that already has one of the entry's ids, or its own."""
        place = number
        for known in (entry.id, *entry.ids):
            row = self._db.execute("SELECT n FROM known WHERE id = ?", (known,)).fetchone()
            if row:
                place = row[0]
                self._db.execute(
                    "INSERT OR IGNORE INTO merge VALUES (?, ?, ?, ?)",
                    (number, place, f"same id {known}", None),
                )
                break
        self._db.executemany(
            "INSERT OR IGNORE INTO known VALUES (?, ?)",
            [(i, place) for i in (entry.id, *entry.ids)],
        )
        return place

    def _join_exonyms(self) -> None:
        """Add the names that the towns have in other languages, each row joined to its town."""
        found = list(self._exonyms.join()) if self._exonyms else []
        if not found:
            return
        self._exonyms = None
        reason = "the name of its town in other languages"
        self._db.executemany(
            "INSERT OR IGNORE INTO merge VALUES (?, ?, ?, NULL)",
            [(self._next + at, number, reason) for at, (_, number) in enumerate(found)],
        )
        self._db.executemany(
            "INSERT OR IGNORE INTO known VALUES (?, ?)", [(e.id, number) for e, number in found]
        )
        self.add_source(EXONYMS, ((0, entry) for entry, _ in found))

    def finish(self, *, merge: bool = False, amend: Amend | None = None, **meta: str) -> None:
        """Sort and index everything, write it to disk for good, and move it into place.

        `amend` may change the indexed tables before they are counted; it returns what it did,
        which makes another version of the same rows.
        """
        self._join_exonyms()
        self._db.execute("CREATE INDEX temp.raw_sound ON sound_raw (n)")
        merging = self._db.execute("SELECT count(*) FROM source").fetchone()[0]
        if merge and merging:
            fill_missing(self._db, self._first - 1)
            merge_entries(self._db, self._first - 1)
        self._index()
        if amend:
            self._digest.update("\n".join(amend(self._db)).encode())
        self._db.executemany(
            "INSERT INTO meta VALUES (?, ?)", sorted((self._count() | meta).items())
        )
        self._db.execute("COMMIT")
        self._db.execute("ANALYZE")
        self._db.close()
        with self._part.open("rb+") as stream:
            os.fsync(stream.fileno())
        self._part.chmod(0o644)
        self._part.replace(self.path)

    def _index(self) -> None:
        self._db.execute(
            "INSERT OR IGNORE INTO exact SELECT r.key, e.place, min(r.how) FROM exact_raw r"
            " JOIN entry e ON e.n = r.n GROUP BY r.key, e.place ORDER BY r.key, e.place"
        )
        self._db.execute(
            "INSERT OR IGNORE INTO sound SELECT DISTINCT r.skeleton, r.country, r.sounds, e.place"
            " FROM sound_raw r JOIN entry e ON e.n = r.n ORDER BY 1, 2, 3, 4"
        )
        for statement in filter(str.strip, INDEXES.split(";")):
            self._db.execute(statement.replace("INDEX", "INDEX IF NOT EXISTS", 1))

    def _count(self) -> dict[str, str]:
        places, total = self._db.execute(
            "SELECT count(DISTINCT place), count(*) FROM entry"
        ).fetchone()
        merged, doubtful = self._db.execute(
            "SELECT (SELECT count(*) FROM merge), (SELECT count(*) FROM doubt)"
        ).fetchone()
        return {
            "format": str(FORMAT), "version": self._digest.hexdigest()[:12], "places": str(places),
            "entries": str(total), "merges": str(merged), "doubtful": str(doubtful),
        }  # fmt: skip


@contextlib.contextmanager
def lock_file(path: Path) -> Iterator[None]:
    """Hold the one lock for building `path`; a second builder waits for the first."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lock = path.with_name(path.name + ".lock")
    with lock.open("a") as stream:
        try:
            import fcntl
        except ImportError:  # Windows: os.replace stays atomic, two builds cost time only
            yield
            return
        try:
            fcntl.flock(stream, fcntl.LOCK_EX)
        except OSError as error:
            raise GazetteerError(f"cannot lock {str(lock)!r}: {error}") from error
        yield
