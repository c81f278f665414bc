"""Strike-report mapper: who claims what about which air strike, in which words, and where.

The names below are all there is to import; each loads its room only when it is first used,
so that `import mapper` stays light.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from mapper.errors import MapperError

if TYPE_CHECKING:
    from mapper.gazetteer import load_gazetteer
    from mapper.pipeline import process
    from mapper.query import within_radius
    from mapper.render import render_map
    from mapper.reports import read_reports
    from mapper.store import open_store

__version__ = "0.1.0"

__all__ = [
    "MapperError",
    "load_gazetteer",
    "open_store",
    "process",
    "read_reports",
    "render_map",
    "within_radius",
]

_ROOMS = {
    "load_gazetteer": "mapper.gazetteer",
    "open_store": "mapper.store",
    "process": "mapper.pipeline",
    "read_reports": "mapper.reports",
    "render_map": "mapper.render",
    "within_radius": "mapper.query",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401
    if name in _ROOMS:
        return getattr(import_module(_ROOMS[name]), name)
    raise AttributeError(f"module 'mapper' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
