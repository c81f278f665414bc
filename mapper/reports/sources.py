"""Paths and a manifest -> reports and rejects: what every command begins with."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from mapper.errors import ReportError
from mapper.files import open_input
from mapper.model import Reject, Report
from mapper.reports.documents import MAX_BYTES, read_document
from mapper.reports.folders import Found, find_files
from mapper.reports.manifests import Manifest, is_manifest, read_manifest
from mapper.reports.records import Draft, complete_draft, finish_report
from mapper.reports.tables import TABLE_SUFFIXES, read_table

__all__ = ["read_reports"]

_LARGEST = 20 * MAX_BYTES
_FOLDER_MANIFEST = "manifest.csv"


def read_reports(
    paths: Iterable[Path], *, manifest: Path | None = None
) -> tuple[list[Report], list[Reject]]:
    """Return the reports in files and folders, and what was refused with its reason.

    Parameters
    ----------
    paths
        Files (txt, md, html, pdf, jsonl, json, csv; ``-`` is standard input) and folders of them.
    manifest
        CSV with `file` and any of publisher, published, title, url, language. Without it a
        folder's own ``manifest.csv`` is used, if there is one.

    Raises
    ------
    ReportError
        When a path does not exist, a folder holds no reports, the manifest is broken, or
        nothing at all could be read.
    """
    files, rejects = find_files(Path(path) for path in paths)
    if not files:
        raise ReportError("no reports were given")
    given = read_manifest(Path(manifest)) if manifest is not None else None
    shared = Counter(file.name for file in files)
    used: set[str] = set()
    reports: list[Report] = []
    adopted: dict[Path, Manifest | None] = {}
    for file in files:
        table = given if given is not None else _adopt_manifest(file, adopted, rejects)
        name = file.relative if shared[file.name] > 1 else file.name
        for item in _read_file(file, name):
            if isinstance(item, Reject):
                rejects.append(item)
                continue
            title, draft = item
            row = table.find(file.relative, file.name) if table else None
            if table and row:
                used.add(row[0])
                draft = complete_draft(draft, row[1], source=f"manifest {table.name}")
            reports.append(finish_report(draft, name=title))
    if not reports:
        raise ReportError(_tell_nothing_read(rejects))
    if given is not None and not all(file.explicit for file in files):
        rejects.extend(_unused(given, used))
    return _with_distinct_names(reports), rejects


def _read_file(file: Found, name: str) -> Iterator[tuple[str, Draft] | Reject]:
    try:
        data = _read_bytes(file)
        if file.path.suffix.lower() not in TABLE_SUFFIXES:
            yield name, read_document(data, name)
            return
        if file.path.suffix.lower() == ".csv" and is_manifest(file.path):
            if file.explicit:
                raise ReportError(f"{name!r} is a manifest; give it with --manifest")
            return
        rows = read_table(data, name)
    except ReportError as error:
        # JSON and CSV beside reports are mostly gold, metadata and figures
        if file.explicit or file.path.suffix.lower() not in {".json", ".csv"}:
            yield Reject(name, str(error))
        return
    for row, draft in rows:
        yield Reject(row, draft) if isinstance(draft, str) else (row, draft)


def _read_bytes(file: Found) -> bytes:
    try:
        if str(file.path) == "-":
            return sys.stdin.buffer.read(_LARGEST)
        with open_input(file.path) as stream:
            data = stream.read(_LARGEST + 1)
    except OSError as error:
        raise ReportError(f"cannot read {file.name!r}: {error.strerror}") from error
    if len(data) > _LARGEST:
        raise ReportError(f"{file.name!r} is larger than 200 MB; use `mapper archive`")
    return data


def _adopt_manifest(
    file: Found, adopted: dict[Path, Manifest | None], rejects: list[Reject]
) -> Manifest | None:
    """Return the manifest that lies in the folder given, once read."""
    if file.explicit:
        return None
    root = file.path
    for _ in Path(file.relative).parts:
        root = root.parent
    if root not in adopted:
        adopted[root] = None
        path = root / _FOLDER_MANIFEST
        if path.is_file() and not path.is_symlink():
            try:
                adopted[root] = read_manifest(path)
            except ReportError as error:
                rejects.append(Reject(path.name, str(error)))
    return adopted[root]


def _tell_nothing_read(rejects: list[Reject]) -> str:
    if not rejects:
        return "nothing to read: the files given hold no reports"
    first = f"{rejects[0].reason}"
    if rejects[0].name not in first:
        first = f"{rejects[0].name!r}: {first}"
    more = f" (and {len(rejects) - 1} more files)" if len(rejects) > 1 else ""
    return f"nothing could be read: {first}{more}"


def _unused(manifest: Manifest, used: set[str]) -> list[Reject]:
    return [
        Reject(name, f"named in manifest {manifest.name} but not in the folder")
        for name in manifest.rows
        if name not in used
    ]


def _with_distinct_names(reports: list[Report]) -> list[Report]:
    """Number the rare reports whose names still collide: two folders given, one path in both."""
    seen: Counter[str] = Counter()
    named = []
    for report in reports:
        seen[report.name] += 1
        times = seen[report.name]
        named.append(replace(report, name=f"{report.name} ({times})") if times > 1 else report)
    return named
