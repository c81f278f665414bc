"""The map for print: the same basemap, colours and shapes as the page, on paper."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
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
_KM_PER_DEGREE = 111.32
_BORDERS_NOTE = "Borders: Natural Earth, public domain, drawn as in that data; no judgement."


def draw_strikes(catalog: Catalog, *, title: str | None = None) -> Any:  # noqa: ANN401
    """Return a matplotlib figure of every mapped strike with its uncertainty.

    Symbols show the status of who held the place, as on the page. Strikes without a pin are
    counted in the note, never drawn.
    """
    figure = new_figure(width=8, height=7)
    axes = figure.subplots()
    mapped = [strike for strike in catalog.strikes if strike.mapped and strike.place]
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
    _name_places(axes, mapped)
    _frame(axes, [(s.place.lat, s.place.lon) for s in mapped if s.place])
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
    figure = new_figure(width=8, height=7)
    axes = figure.subplots()
    here = strikes_gdf[strikes_gdf.geometry.notna() & ~strikes_gdf.geometry.is_empty]
    codes = [code for code, _ in Counter(here["country"].dropna()).most_common(6)]
    _draw_borders(axes, codes)
    if len(here):
        bins = axes.hexbin(
            here.geometry.x, here.geometry.y, gridsize=cells, mincnt=1, cmap="viridis", zorder=3
        )
        figure.colorbar(bins, ax=axes, label="strikes", shrink=0.7)
    _frame(axes, list(zip(here.geometry.y, here.geometry.x, strict=True)))
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
    named = {s.place.id: s.place for s in strikes if s.place}
    for place in list(named.values())[:most]:
        axes.annotate(
            label(place.name, limit=28),
            (place.lon, place.lat),
            xytext=(7, 4),
            textcoords="offset points",
            fontsize=8,
            zorder=5,
        )


def _frame(axes: Any, points: list[tuple[float, float]]) -> None:  # noqa: ANN401
    """Look at the strikes with a margin, in true proportion at their latitude."""
    import numpy as np

    if not points:
        axes.set_xlim(-180, 180)
        axes.set_ylim(-60, 80)
        axes.text(0, 10, "no mapped strikes", ha="center", fontsize=14, color="#555555")
        return
    lats, lons = np.array(points, dtype=float).T
    margin = max(0.25, 0.15 * max(np.ptp(lats), np.ptp(lons)))
    axes.set_xlim(lons.min() - margin, lons.max() + margin)
    axes.set_ylim(max(-89, lats.min() - margin), min(89, lats.max() + margin))
    axes.set_aspect(1 / max(0.05, float(np.cos(np.radians(lats.mean())))))
    axes.set_xlabel("longitude", fontsize=8)
    axes.set_ylabel("latitude", fontsize=8)
