"""Full look-up: exact names first, then spellings, composites, hints."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mapper.model import Mention, Resolution

if TYPE_CHECKING:
    from mapper.gazetteer.index import Gazetteer

__all__ = ["search_name"]


def search_name(
    gazetteer: Gazetteer,
    name: str,
    *,
    country: str | None = None,
    admin1: str | None = None,
    lat: float | None = None,
    lon: float | None = None,
    limit: int = 10,
) -> Resolution:
    """Return ranked candidates for one name; see `Gazetteer.search`."""
    mention = Mention(0, len(name), name)
    found = [c for c in gazetteer.find(name) if country in (None, c.place.country)]
    if admin1:
        found.sort(key=lambda c: c.place.admin1 != admin1)
    if not found:
        return Resolution(mention, (), f"no place is called {name[:80]!r}")
    return Resolution(mention, tuple(found[:limit]))
