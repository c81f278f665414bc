"""Every error that leaves the library is a MapperError whose message says the way out."""

from __future__ import annotations

__all__ = [
    "GazetteerError",
    "MapperError",
    "QueryError",
    "RenderError",
    "ReportError",
    "StoreBusy",
    "StoreError",
]


class MapperError(Exception):
    """Root of the family: one clear line that quotes the value and says what to do."""


class ReportError(MapperError, ValueError):
    """A report or a manifest that cannot be read."""


class GazetteerError(MapperError, ValueError):
    """A gazetteer file or table that cannot be read or built."""


class StoreError(MapperError, OSError):
    """A store that cannot be opened, read or written."""


class StoreBusy(StoreError):  # noqa: N818 - it passes by itself
    """A store that another program is writing to."""


class QueryError(MapperError, ValueError):
    """A question that cannot be answered as asked: unknown place, bad radius, bad date."""


class RenderError(MapperError, ValueError):
    """A map, plot or export that cannot be written as asked."""
