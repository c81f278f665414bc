"""The map for print: the same basemap, colours and shapes as the page, on paper."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from mapper.model import Catalog, PlaceKind, Strike
from mapper.plots.drawing import finish, label, new_figure
from mapper.styles import LOOKS

if TYPE_CHECKING:
    import geopandas

__all__ = ["draw_density", "draw_strikes"]

_MARKERS = {
    "disputed": "D",
    "questioned": "^",
    "claimed": "o",
    "corroborated": "s",
    "unknown": "X",
}
# where a name may stand beside its symbol, in points: the first that is free
_SPOTS = ((8, 4, "left"), (8, -8, "left"), (-8, 4, "right"), (-8, -8, "right"), (0, 12, "center"))
_KM_PER_DEGREE = 111.32
_BORDERS_NOTE = "Borders: Natural Earth, public domain, drawn as in that data; no judgement."


def draw_strikes(catalog: Catalog, *, title: str | None = None) -> Any:  # noqa: ANN401
    """Return a matplotlib figure of every mapped strike with its uncertainty.

    Symbols show the status of who held the place, as on the page. Strikes without a pin are
    counted in the note, never drawn.
    """
    mapped = [strike for strike in catalog.strikes if strike.mapped and strike.place]
    frame = _frame([(s.place.lat, s.place.lon) for s in mapped if s.place])
    figure = new_figure(width=8, height=frame.height(8))
    axes = figure.subplots()
    _draw_borders(axes, _countries(mapped))
    for strike in mapped:
        _draw_circle(axes, strike)
    for look in LOOKS:
        here = [s.place for s in mapped if str(s.control.status) == look.status and s.place]
        if not here:
            continue
        axes.scatter(
            [place.lon for place in here],
            [place.lat for place in here],
            marker=_MARKERS[look.status],
            color=f"#{look.colour}",
            edgecolor="white",
            linewidth=0.8,
            s=70,
            zorder=4,
            label=f"{look.meaning} ({len(here)})",
        )
    frame.apply(axes)
    _name_places(axes, mapped)
    without = len(catalog.strikes) - len(mapped)
    note = f"{without} strikes have no pin. " if without else ""
    finish(axes, title=title or "Reported strikes: who held the place?", note=note + _BORDERS_NOTE)
    if mapped:
        axes.legend(loc="best", fontsize=8, framealpha=0.9)
    return figure


def draw_density(
    strikes_gdf: geopandas.GeoDataFrame,
    *,
    title: str = "Where strikes are reported",
    cells: int = 40,
) -> Any:  # noqa: ANN401
    """Return a hex-bin figure of many strikes; `cells` hexagons across."""
    here = strikes_gdf[strikes_gdf.geometry.notna() & ~strikes_gdf.geometry.is_empty]
    frame = _frame(list(zip(here.geometry.y, here.geometry.x, strict=True)))
    figure = new_figure(width=8, height=frame.height(6.6))
    axes = figure.subplots()
    codes = [code for code, _ in Counter(here["country"].dropna()).most_common(6)]
    _draw_borders(axes, codes)
    if len(here):
        bins = axes.hexbin(
            here.geometry.x, here.geometry.y, gridsize=cells, mincnt=1, cmap="viridis", zorder=3
        )
        figure.colorbar(bins, ax=axes, label="strikes", shrink=0.7)
    frame.apply(axes)
    finish(axes, title=title, note=_BORDERS_NOTE)
    return figure


def _countries(strikes: Iterable[Strike]) -> list[str]:
    counted = Counter(s.place.country for s in strikes if s.place and s.place.country)
    return [code for code, _ in counted.most_common(6)]


def _draw_borders(axes: Any, codes: list[str]) -> None:  # noqa: ANN401
    import numpy as np
    from matplotlib.collections import LineCollection

    from mapper.render.borders import choose_borders

    world = choose_borders(codes)

    def line(flat: list[int]) -> Any:  # noqa: ANN401
        return np.cumsum(np.array(flat).reshape(-1, 2), axis=0) / world["scale"]

    inner = [line(arc) for country in world["provinces"] for arc in country["arcs"]]
    axes.add_collection(LineCollection(inner, colors="#d9d4c8", linewidths=0.6, zorder=1))
    outer = [line(arc) for arc in world["arcs"]]
    axes.add_collection(LineCollection(outer, colors="#8a8f98", linewidths=0.8, zorder=2))
    axes.set_facecolor("#fbfaf6")


def _draw_circle(axes: Any, strike: Strike) -> None:  # noqa: ANN401
    """An ellipse in degrees that is a circle of the place's uncertainty on the ground."""
    import numpy as np
    from matplotlib.patches import Ellipse

    place = strike.place
    if place is None or place.kind is PlaceKind.COUNTRY:
        return
    height = 2 * place.uncertainty_km / _KM_PER_DEGREE
    width = height / max(0.05, float(np.cos(np.radians(place.lat))))
    axes.add_patch(
        Ellipse(
            (place.lon, place.lat),
            width,
            height,
            facecolor="#5555551a",
            edgecolor="#555555",
            linewidth=0.6,
            linestyle="--",
            zorder=3,
        )
    )


def _name_places(axes: Any, strikes: list[Strike], most: int = 40) -> None:  # noqa: ANN401
    """Write names where none covers another or a symbol; those without room are left out."""
    from matplotlib.transforms import Bbox

    named = list({s.place.id: s.place for s in strikes if s.place}.values())[:most]
    axes.figure.draw_without_rendering()  # only then it is known where things stand
    symbols = axes.transData.transform([(place.lon, place.lat) for place in named] or [(0, 0)])
    taken = [Bbox.from_bounds(x - 5, y - 5, 10, 10) for x, y in symbols]
    for place in named:
        for dx, dy, side in _SPOTS:
            text = axes.annotate(
                label(place.name, limit=28),
                (place.lon, place.lat),
                xytext=(dx, dy),
                textcoords="offset points",
                ha=side,
                va="center",
                fontsize=8,
                zorder=5,
            )
            box = text.get_window_extent()
            if not any(box.overlaps(other) for other in taken):
                taken.append(box)
                break
            text.remove()


@dataclass(frozen=True, slots=True)
class _Frame:
    """What a map shows, in degrees."""

    south: float
    north: float
    west: float
    east: float
    empty: bool = False

    @property
    def stretch(self) -> float:
        """How much longer a degree of latitude is than one of longitude, in the middle."""
        return 1 / max(0.05, math.cos(math.radians((self.south + self.north) / 2)))

    def height(self, width: float) -> float:
        """Inches for a figure of this width in true proportion, with room for the title."""
        tall = width * self.stretch * (self.north - self.south) / (self.east - self.west)
        return min(11.0, max(4.0, tall)) + 0.8

    def apply(self, axes: Any) -> None:  # noqa: ANN401
        axes.set_xlim(self.west, self.east)
        axes.set_ylim(self.south, self.north)
        axes.set_aspect(self.stretch)
        axes.set_xlabel("longitude", fontsize=8)
        axes.set_ylabel("latitude", fontsize=8)
        if self.empty:
            axes.text(0, 10, "no mapped strikes", ha="center", fontsize=14, color="#555555")


def _frame(points: list[tuple[float, float]]) -> _Frame:
    """Look at all points with a margin, a little wider than high; else at the world."""
    if not points:
        return _Frame(-60, 80, -180, 180, empty=True)
    lats, lons = zip(*points, strict=True)
    margin = max(0.25, 0.15 * max(max(lats) - min(lats), max(lons) - min(lons)))
    south, north = max(-89, min(lats) - margin), min(89, max(lats) + margin)
    middle = (min(lons) + max(lons)) / 2
    half = (max(lons) - min(lons)) / 2 + margin
    slim = _Frame(south, north, middle - half, middle + half)
    half = max(half, 0.55 * slim.stretch * (north - south))
    return _Frame(south, north, middle - half, middle + half)
