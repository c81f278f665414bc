"""Where the data files that travel with the program are, installed or in a checkout."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

from mapper.errors import MapperError

__all__ = ["hash_sources", "locate_shipped"]

_HERE = Path(__file__).resolve().parent
_CHECKOUT = {"gazetteer": "data/gazetteer", "seeds": "seeds", "notebooks": "notebooks"}


def locate_shipped(name: str) -> Path:
    """Return the folder `gazetteer`, `seeds` or `notebooks`.

    A wheel carries them beside the code; an editable install reads the checkout's own.

    Raises
    ------
    MapperError
        When the installation lacks the folder.
    """
    for folder in (_HERE / "_shipped" / name, _HERE.parent / _CHECKOUT[name]):
        if folder.is_dir():
            return folder
    raise MapperError(f"the folder {name!r} is missing from this installation; install it again")


@lru_cache(maxsize=8)
def hash_sources(rooms: tuple[str, ...]) -> str:
    """Return a hash of the code and tables of these rooms, equal where they are equal."""
    package = Path(__file__).resolve().parent
    digest = hashlib.blake2b(digest_size=6)
    for room in rooms:
        path = package / room
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.suffix in {".py", ".csv"} and file.is_file():
                data = file.read_bytes()
                digest.update(f"{file.relative_to(package).as_posix()}\0{len(data)}\0".encode())
                digest.update(data)
    return digest.hexdigest()
