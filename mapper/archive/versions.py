"""Which program this is: its version, and a hash of the code and tables that read reports."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

__all__ = ["hash_rules", "tell_version"]

# rooms whose change can change what is read out of the same report
_ROOMS = (
    "archive", "claims", "gate.py", "gazetteer", "geodesy.py", "glance.py", "language", "model.py",
    "pipeline.py", "recognizer", "reports", "resolver", "spatial_index.py", "toponyms.py",
    "transliteration.py",
)  # fmt: skip
_SUFFIXES = {".py", ".csv"}


@lru_cache(maxsize=1)
def hash_rules() -> str:
    """Return a hash of the code and tables that read reports, equal where they are equal."""
    package = Path(__file__).resolve().parent.parent
    digest = hashlib.blake2b(digest_size=6)
    for room in _ROOMS:
        path = package / room
        files = sorted(path.rglob("*")) if path.is_dir() else [path]
        for file in files:
            if file.suffix in _SUFFIXES and file.is_file():
                data = file.read_bytes()
                digest.update(f"{file.relative_to(package).as_posix()}\0{len(data)}\0".encode())
                digest.update(data)
    return digest.hexdigest()


def tell_version() -> str:
    """Return the version of the program, here or on a worker."""
    from mapper import __version__

    return f"{__version__} (rules {hash_rules()})"
