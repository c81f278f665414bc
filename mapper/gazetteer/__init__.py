"""Any spelling, the right place, and why: one index over many sources of place names."""

from __future__ import annotations

from mapper.gazetteer.index import Gazetteer
from mapper.gazetteer.loading import load_gazetteer

__all__ = ["Gazetteer", "load_gazetteer"]
