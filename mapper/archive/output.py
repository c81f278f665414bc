"""What an archive run leaves behind: a store, its rejects, and a manifest of the run."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import msgspec

from mapper.archive.duplicates import Copy
from mapper.errors import StoreError
from mapper.files import replacing, write_atomically
from mapper.model import Reading, Reject, Report
from mapper.strikes import GroupParts

__all__ = ["COPIES", "MANIFEST", "REJECTS", "check_folder", "write_copies", "write_outputs"]

MANIFEST = "archive.json"
REJECTS = "rejects.jsonl"
COPIES = "copies.jsonl"
_SHOWN_REJECTS = 1000


def check_folder(out: Path) -> None:
    """Make the folder `out`, or make sure that it is an archive begun before.

    Raises
    ------
    StoreError
        When it is a file, or a folder with other things in it.
    """
    if out.exists() and not out.is_dir():
        raise StoreError(f"{str(out)!r} is a file; --out names a folder")
    if out.is_dir() and any(out.iterdir()) and not (out / MANIFEST).exists():
        raise StoreError(f"{str(out)!r} is not empty and no archive; name a new folder")
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"cannot make {str(out)!r}: {error.strerror}") from error
    if not (out / MANIFEST).exists():
        write_atomically(out / MANIFEST, json.dumps({"stage": "begun"}) + "\n")


def write_copies(out: Path, copies: Iterable[Copy]) -> None:
    """Write which reports repeat which others: one origin, however often it is printed."""
    _write_lines(out / COPIES, copies)


def write_outputs(
    out: Path,
    readings: Sequence[Reading],
    rejects: Iterable[Reject],
    *,
    summary: dict[str, Any],
    read: Callable[[Report], Reading],
    group_parts: GroupParts | None = None,
) -> int:
    """Write the store, the rejects and the manifest; return how many strikes there are.

    Parameters
    ----------
    readings
        What this run read. Reports of earlier runs in the same folder stay.
    summary
        The figures of the run; its ``versions`` are those of the readings.
    read
        Reads a report of an earlier run again when the versions have changed since.
    group_parts
        Where claims are grouped into strikes; here when left out.
    """
    from mapper.store import open_store

    refused = sorted(rejects, key=lambda reject: (reject.name, reject.reason))
    _write_lines(out / REJECTS, refused)
    versions: dict[str, str] = summary["versions"]
    with open_store(out, create=True) as store:
        store.group_parts = group_parts
        if store.known() and store.versions() != versions:
            fresh = {reading.report.sha256: reading for reading in readings}
            store.rebuild(
                lambda report: fresh.get(report.sha256) or read(report), versions=versions
            )
        store.ingest(readings, rejects=_summarize(refused), versions=versions)
        strikes = store.count_strikes()
    summary = {**summary, "stage": "done", "strikes": strikes}
    write_atomically(out / MANIFEST, json.dumps(summary, indent=1) + "\n", overwrite=True)
    return strikes


def _summarize(rejects: Sequence[Reject]) -> Sequence[Reject]:
    """Return what a store and its maps can show of the rejects; the file has them all."""
    if len(rejects) <= _SHOWN_REJECTS:
        return rejects
    return [Reject(REJECTS, f"{len(rejects):,} documents of the archive, listed in this file")]


def _write_lines(path: Path, items: Iterable[object]) -> None:
    with replacing(path, overwrite=True) as temporary, temporary.open("wb") as file:
        file.writelines(msgspec.json.encode(item) + b"\n" for item in items)
