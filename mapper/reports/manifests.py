"""A manifest: a CSV that says who published which file, and when."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import Path

from mapper.errors import ReportError
from mapper.files import open_input
from mapper.reports.dates import parse_date
from mapper.reports.encodings import decode_bytes, describe_binary
from mapper.reports.records import FIELDS

__all__ = ["Manifest", "is_manifest", "read_manifest"]

_LARGEST = 200_000_000
_UNKNOWN = {"", "unknown"}


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a manifest says, by file name as written in it."""

    name: str
    rows: dict[str, dict[str, str]]

    def find(self, *names: str) -> tuple[str, dict[str, str]] | None:
        """Return the row for the first of `names` that the manifest lists, with that name."""
        return next(((name, self.rows[name]) for name in names if name in self.rows), None)


def is_manifest(path: Path) -> bool:
    """Whether a CSV file is a manifest of other files rather than a table of reports."""
    with open_input(path) as file:
        first = file.readline(10_000).decode("utf-8-sig", "replace")
    columns = {column.strip().casefold() for column in first.replace(";", ",").split(",")}
    return "file" in columns and not columns & {"text", "body", "content", "html"}


def read_manifest(path: Path) -> Manifest:
    """Return the manifest in `path`: CSV with `file` and any of publisher, published, title, url,
    language; other columns are passed over.

    Raises
    ------
    ReportError
        When there is no such file, no `file` column, a date that is none, or a file twice.
    """
    try:
        with open_input(path) as file:
            data = file.read(_LARGEST + 1)
    except OSError as error:
        raise ReportError(f"cannot read manifest {str(path)!r}: {error.strerror}") from error
    if len(data) > _LARGEST:
        raise ReportError(
            f"manifest {str(path)!r} is larger than 200 MB; give a part of it at a time"
        )
    if kind := describe_binary(data):
        raise ReportError(f"manifest {str(path)!r} is {kind}; it must be CSV with a `file` column")
    text, _ = decode_bytes(data)
    first = text.split("\n", 1)[0]
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count))
    try:
        columns = [str(column).strip().casefold() for column in rows.fieldnames or ()]
        rows.fieldnames = columns
        if "file" not in columns:
            found = ", ".join(columns) or "nothing"
            raise ReportError(f"manifest {str(path)!r} has no `file` column, only {found}")
        return Manifest(path.name, _read_rows(rows, path))
    except csv.Error as error:
        raise ReportError(f"manifest {str(path)!r}, line {rows.line_num}: {error}") from error


def _read_rows(rows: csv.DictReader[str], path: Path) -> dict[str, dict[str, str]]:
    read: dict[str, dict[str, str]] = {}
    for row in rows:
        file = (row.get("file") or "").strip().replace("\\", "/").removeprefix("./")
        given = {name: (row.get(name) or "").strip() for name in FIELDS}
        where = f"manifest {str(path)!r}, line {rows.line_num}"
        if not file:
            if any(given.values()):
                raise ReportError(f"{where}: no file is named")
            continue
        if file in read:
            raise ReportError(f"{where}: {file!r} is listed twice")
        published = given["published"]
        if published.casefold() not in _UNKNOWN and parse_date(published) is None:
            raise ReportError(f"{where}: {published!r} is not a date; write it like 2015-10-01")
        read[file] = given
    return read
