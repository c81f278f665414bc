"""What an archive run leaves behind: a store, its rejects, and a manifest of the run."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import msgspec

from mapper.errors import StoreError
from mapper.files import write_atomically
from mapper.model import Reading, Reject

__all__ = ["MANIFEST", "REJECTS", "check_folder", "write_outputs"]

MANIFEST = "archive.json"
REJECTS = "rejects.jsonl"


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


def write_outputs(
    out: Path, readings: Sequence[Reading], rejects: Iterable[Reject], summary: dict[str, Any]
) -> int:
    """Write the store, the rejects and the manifest; return how many strikes there are."""
    from mapper.store import open_store

    refused = sorted(rejects, key=lambda reject: (reject.name, reject.reason))
    lines = b"".join(msgspec.json.encode(reject) + b"\n" for reject in refused)
    write_atomically(out / REJECTS, lines, overwrite=True)
    with open_store(out, create=True) as store:
        store.ingest(readings)
        strikes = len(store.catalog().strikes)
    summary = {**summary, "stage": "done", "strikes": strikes}
    write_atomically(out / MANIFEST, json.dumps(summary, indent=1) + "\n", overwrite=True)
    return strikes
