"""Where the data files that travel with the program are, installed or in a checkout."""

from __future__ import annotations

from pathlib import Path

from mapper.errors import MapperError

__all__ = ["locate_shipped"]

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
