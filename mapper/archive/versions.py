"""Which program this is: its version, and a hash of the code and tables that read reports."""

from __future__ import annotations

from mapper.shipped import hash_sources

__all__ = ["hash_rules", "tell_version"]

# rooms whose change can change what is read out of the same report
_ROOMS = (
    "archive", "claims", "gate.py", "gazetteer", "geodesy.py", "glance.py", "language", "model.py",
    "pipeline.py", "recognizer", "reports", "resolver", "spatial_index.py", "toponyms.py",
    "transliteration.py",
)  # fmt: skip


def hash_rules() -> str:
    """Return a hash of the code and tables that read reports, equal where they are equal."""
    return hash_sources(_ROOMS)


def tell_version() -> str:
    """Return the version of the program, here or on a worker."""
    from mapper import __version__

    return f"{__version__} (rules {hash_rules()})"
