"""`render_map` and `write_map`: a catalog becomes one HTML file that needs nothing else."""

from __future__ import annotations

import datetime as dt
import difflib
import html
from pathlib import Path
from typing import Any

import numpy as np

from mapper.errors import RenderError
from mapper.files import write_atomically
from mapper.model import Catalog, Strike
from mapper.render.blocks import (
    Column,
    dump_json,
    pack_column,
    pack_texts,
    pack_together,
    smallest_integers,
)
from mapper.render.borders import choose_borders
from mapper.render.labels import LABELS_SOURCE, choose_labels
from mapper.render.mapdata import MapData, lay_out
from mapper.render.page import MapFrame, assemble_page

__all__ = ["MapPage", "render_data", "render_map", "write_map"]

DEFAULT_TITLE = "Reported strikes: who claims what"
_FIRST = ("lat", "lon", "shape", "control", "target", "attack", "occurrence", "place")
_PACKED = "text/plain"
_ID_DIGITS = 16


class MapPage(str):
    """The text of a map page; a notebook shows it as the map itself."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        # a frame of its own keeps the page's policy and style apart from the notebook's
        return (
            f'<iframe srcdoc="{html.escape(self)}" title="Map of reported strikes" '
            'width="100%" height="620" style="border:0" sandbox="allow-scripts allow-downloads '
            'allow-popups"></iframe>'
        )


def render_map(
    catalog: Catalog,
    *,
    title: str | None = None,
    claimant: str | None = None,
    date_from: dt.date | None = None,
    date_to: dt.date | None = None,
    online_tiles: bool = False,
) -> MapPage:
    """Return a standalone HTML page that draws the catalog; same catalog, same bytes.

    Parameters
    ----------
    catalog
        What `mapper.process` or a store's `catalog()` returns.
    title
        Heading of the page.
    claimant
        Open the map as this claimant tells it.
    date_from, date_to
        Leave out strikes that were certainly before or after. Strikes whose date no report
        tells are kept, marked as undated.
    online_tiles
        Offer a switch, off by default, that fetches OpenStreetMap's pictures. Without it the
        page cannot reach any network.

    Raises
    ------
    RenderError
        For a claimant of whom the catalog has no claim, or a range that ends before it begins.
    """
    if date_from and date_to and date_from > date_to:
        raise RenderError(f"the range {date_from} to {date_to} ends before it begins; swap them")
    strikes = [s for s in catalog.strikes if _touches(s, date_from, date_to)]
    data = lay_out(catalog, strikes)
    _check_claimant(claimant, data)
    versions = [f"{name} {version}" for name, version in sorted(catalog.versions.items())]
    return render_data(
        data, title=title, claimant=claimant, online_tiles=online_tiles, versions=versions
    )


def write_map(
    catalog: Catalog,
    path: Path,
    *,
    overwrite: bool = False,
    title: str | None = None,
    claimant: str | None = None,
    date_from: dt.date | None = None,
    date_to: dt.date | None = None,
    online_tiles: bool = False,
) -> None:
    """Write `render_map`'s page to a file, whole or not at all.

    Raises
    ------
    MapperError
        When the file exists and `overwrite` is false, or cannot be written.
    """
    page = render_map(
        catalog,
        title=title,
        claimant=claimant,
        date_from=date_from,
        date_to=date_to,
        online_tiles=online_tiles,
    )
    write_atomically(Path(path), page, overwrite=overwrite)


def render_data(
    data: MapData,
    *,
    title: str | None = None,
    claimant: str | None = None,
    online_tiles: bool = False,
    versions: list[str] | None = None,
) -> MapPage:
    """Return the page for data that is in columns already; see `render_map`."""
    lats, lons = data.positions()
    box = _bounds(lats, lons)
    directory: dict[str, Any] = {}
    first: list[tuple[str, str, str]] = []
    later: list[tuple[str, str, str]] = []
    hows, packed = pack_together(smallest_integers(data.strikes[name]) for name in _FIRST)
    first.append(("s-first", _PACKED, packed))
    for name in sorted(data.strikes.keys() - set(_FIRST)):
        _add_column(f"s-{name}", data.strikes[name], directory, later)
    for name, column in data.claims.items():
        _add_column(f"c-{name}", column, directory, later)
    heading = title or DEFAULT_TITLE
    head = {
        "title": heading,
        "claimant": claimant,
        "count": len(data.strikes["lat"]),
        "first": [[name, how] for name, how in zip(_FIRST, hows, strict=True)],
        "columns": directory,
        "bounds": box,
        "tiles": online_tiles,
        "versions": versions or [],
        "sources": _sources(data),
        "tables": data.tables,
        "labels": choose_labels(lats=lats, lons=lons),
    }
    _add_ids(data.ids, directory, later)
    later += [
        ("details", _PACKED, pack_texts(data.details)),
        ("texts", _PACKED, pack_texts(data.texts)),
    ]
    borders = pack_texts([choose_borders(data.countries())])
    first = [
        ("head", "application/json", dump_json(head)),
        ("borders", _PACKED, borders),
        *first,
    ]
    frame = MapFrame(lat=(box[0] + box[2]) / 2, lon=(box[1] + box[3]) / 2, zoom=6)
    return MapPage(
        assemble_page(
            frame=frame,
            title=heading,
            first=first,
            later=later,
            online_tiles=online_tiles,
        )
    )


def _touches(strike: Strike, first: dt.date | None, last: dt.date | None) -> bool:
    start, end = strike.when.start, strike.when.end or strike.when.start
    if first and end and end < first:
        return False
    return not (last and start and start > last)


def _check_claimant(claimant: str | None, data: MapData) -> None:
    known = data.tables["claimants"]
    if claimant is None or claimant in known:
        return
    near = difflib.get_close_matches(claimant, known, n=3, cutoff=0.4) or sorted(known)[:3]
    hint = ", ".join(repr(name) for name in near) or "nobody: these reports hold no claims"
    raise RenderError(f"no claim by {claimant!r} in these reports; there is {hint}")


def _add_column(
    name: str, column: Column, directory: dict[str, Any], blocks: list[tuple[str, str, str]]
) -> None:
    how, packed = pack_column(smallest_integers(column), steps=name == "c-linked")
    directory[name] = how
    blocks.append((name, _PACKED, packed))


def _add_ids(
    ids: Any,  # noqa: ANN401 - a list of text, or the packed bytes of the columnar path
    directory: dict[str, Any],
    blocks: list[tuple[str, str, str]],
) -> None:
    """Pack ids of 16 hexadecimal digits as 8 bytes each; write others as they are."""
    if isinstance(ids, np.ndarray):
        directory["s-id"], packed = pack_column(ids)
    elif all(len(i) == _ID_DIGITS and set(i) <= set("0123456789abcdef") for i in ids):
        raw = np.frombuffer(bytes.fromhex("".join(ids)), dtype=np.uint8)
        directory["s-id"], packed = pack_column(raw)
    else:
        directory["s-id"], packed = {"type": "texts", "count": len(ids)}, pack_texts(list(ids))
    blocks.append(("s-id", _PACKED, packed))


def _bounds(lats: Column, lons: Column) -> list[float]:
    """South, west, north, east around all strikes, the shorter way round the globe."""
    if not lats.size:
        return [-35.0, -20.0, 60.0, 120.0]
    west, east = _shortest_arc(np.unique(lons))
    return [round(float(v), 5) for v in (lats.min(), west, lats.max(), east)]


def _shortest_arc(lons: Column) -> tuple[float, float]:
    gaps = np.diff(np.append(lons, lons[0] + 360))
    widest = int(gaps.argmax())
    if widest == lons.size - 1:
        return float(lons[0]), float(lons[-1])
    # the widest gap lies inside, so the strikes lie on both sides of the antimeridian
    return float(lons[widest + 1]), float(lons[widest]) + 360


def _sources(data: MapData) -> list[str]:
    used = {row[5] for row in data.tables["places"] if len(row) > 5 and row[5]}
    lines = [
        "Borders, coasts and provinces: Natural Earth (public domain)",
        LABELS_SOURCE,
    ]
    if used:
        lines.append(f"Places of strikes: {', '.join(sorted(used))}")
    lines.append("Drawn with folium (MIT) and Leaflet (BSD-2-Clause)")
    return lines
