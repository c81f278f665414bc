"""The map: one HTML file, no network, every side of the story."""

from __future__ import annotations

from mapper.render.strikemap import MapPage, render_map, write_map

__all__ = ["MapPage", "render_map", "write_map"]
