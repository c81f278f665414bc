"""Maps at the edges: none, one, far too many on one spot, the ends of the projection."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pyproj import Geod

from mapper.model import Assessment, Catalog, Reject, Status
from tests.render.catalogs import RASTAN, make_catalog, make_place, make_strike

pytestmark = pytest.mark.browser
Opener = Callable[..., Any]
ASSETS = Path(__file__).parents[2] / "mapper" / "render" / "assets"


def test_no_strikes_at_all(open_map: Opener) -> None:
    shown = open_map(Catalog(rejects=(Reject("empty.txt", "no text in it"),)))
    assert "No strikes" in shown.text("#overview")
    assert "empty.txt: no text in it" in shown.text("#overview")
    for tab in ("list", "filter", "radius", "sources"):
        shown.page.locator(f"#tab-{tab}").click()
    for view in ("attacker", "others", "whose", "compare"):
        shown.page.locator(f"[data-view={view}]").click()


def test_one_strike_without_a_claim(open_map: Opener) -> None:
    shown = open_map(Catalog(strikes=(make_strike(RASTAN, [], origins=1),)))
    shown.click(lat=RASTAN.lat, lon=RASTAN.lon)
    shown.page.wait_for_selector("#evidence-title")
    assert "Who says what (0 claims)" in shown.text("#evidence")


def test_both_sides_of_the_antimeridian_are_neighbours(open_map: Opener) -> None:
    east = make_place("Eastmost", -17.0, 179.7, country="FJ")
    west = make_place("Westmost", -17.2, -179.6, country="FJ")
    shown = open_map(Catalog(strikes=(make_strike(east, []), make_strike(west, []))))
    assert shown.page.evaluate("map_strikes.getZoom()") >= 7
    x_east, _ = shown.pixel(lat=-17.0, lon=179.7)
    x_west, _ = shown.pixel(lat=-17.2, lon=180.4)
    assert 0 < x_west - x_east < 900
    shown.page.mouse.click(*shown.pixel(lat=-17.2, lon=180.4))
    shown.page.wait_for_selector("#evidence-title")
    assert shown.text("#evidence-title") == "Westmost"


def test_land_is_land_on_all_sides_of_the_antimeridian(open_map: Opener) -> None:
    """A country that lies on both sides of it was once drawn a whole world away."""
    moscow = make_place("Moscow", 55.75, 37.6, country="RU")
    shown = open_map(Catalog(strikes=(make_strike(moscow, []),)), fragment="#at=62,150,2")
    spots = [(55.0, 44.0), (62.0, 100.0), (67.0, 170.0), (66.5, 184.0), (64.0, 205.0)]
    land = shown.page.evaluate(
        """(spots) => { const c = document.querySelector('canvas.basemap');
        const box = c.getBoundingClientRect();
        const frame = map_strikes.getContainer().getBoundingClientRect();
        return spots.map((spot) => { const at = map_strikes.latLngToContainerPoint(spot);
          const x = at.x + frame.left - box.left, y = at.y + frame.top - box.top;
          return [...c.getContext('2d').getImageData(x, y, 3, 3).data]; }); }""",
        spots,
    )
    for spot, pixels in zip(spots, land, strict=True):
        assert pixels[16:19] == [247, 245, 239], spot


def test_a_strike_at_the_pole_is_on_the_map(open_map: Opener) -> None:
    pole = make_place("Camp Pole", 89.9, 20.0, country=None, uncertainty_km=30.0)
    shown = open_map(Catalog(strikes=(make_strike(pole, []),)))
    shown.click(lat=85.0511, lon=20.0)
    shown.page.wait_for_selector("#evidence-title")
    assert "Position 89.9000, 20.0000" in shown.text("#evidence")


def test_ten_thousand_strikes_on_one_spot(open_map: Opener) -> None:
    claimed = Assessment("control", Status.CLAIMED, ("ISIS",))
    one = make_strike(RASTAN, [], control=claimed)
    many = tuple(replace(one, id=f"{i:016x}") for i in range(10_000))
    shown = open_map(Catalog(strikes=many))
    shown.page.mouse.move(*shown.pixel(lat=RASTAN.lat, lon=RASTAN.lon))
    assert "10,000 strikes at Rastan" in shown.text("#tip")
    shown.click(lat=RASTAN.lat, lon=RASTAN.lon)
    assert shown.text("#evidence h2") == "10,000 strikes on this spot"
    assert shown.page.locator("#evidence .entry").count() == 50
    shown.page.get_by_role("button", name="Show more").click()
    assert shown.page.locator("#evidence .entry").count() == 100
    shown.page.locator("#evidence .entry").nth(70).click()
    shown.page.wait_for_selector("#evidence-title")
    shown.page.locator("#tab-list").click()
    assert shown.text("#table-heading") == "10,000 strikes"
    shown.page.get_by_role("button", name="Next").click()
    assert "51–100" in shown.text("#list")


def test_many_strikes_gather_into_clusters_that_open(open_map: Opener) -> None:
    rng = np.random.default_rng(1)
    places = [
        make_place(f"P{i}", 34 + float(a), 37 + float(b))
        for i, (a, b) in enumerate(rng.random((4000, 2)))
    ]
    shown = open_map(Catalog(strikes=tuple(make_strike(place, []) for place in places)))
    before = shown.page.evaluate("map_strikes.getZoom()")
    shown.click(lat=34.5, lon=37.5)
    shown.page.wait_for_timeout(200)
    zoomed = shown.page.evaluate("map_strikes.getZoom()")
    assert zoomed > before or shown.page.locator("#evidence").is_visible()


def test_distances_are_geodesics(open_map: Opener) -> None:
    """The page's distances against PROJ's (Karney): anywhere, at poles, and nearly opposite."""
    rng = np.random.default_rng(3)
    lat1, lat2 = rng.uniform(-90, 90, (2, 1500))
    lon1, lon2 = rng.uniform(-180, 180, (2, 1500))
    pairs = np.column_stack([lat1, lon1, lat2, lon2])
    near = pairs[:300].copy()
    near[:, 2:] = near[:, :2] + rng.normal(0, 0.2, (300, 2))
    near[:, [0, 2]] = np.clip(near[:, [0, 2]], -90, 90)
    opposite = pairs[:60].copy()
    opposite[:, 2] = -opposite[:, 0] + rng.normal(0, 0.1, 60)
    opposite[:, 3] = opposite[:, 1] + 180 + rng.normal(0, 0.3, 60)
    opposite[:, 2] = np.clip(opposite[:, 2], -90, 90)
    special = [
        *((0, 0, 0, 180), (0, 0, 0, 179.9), (0, 0, 0.5, 179.7), (90, 0, -90, 0), (90, 10, 90, 70)),
        *((35, 37, 35, 37), (35, 37, -35, -143), (0, 179.9, 0, -179.9), (-30, 0, 29.9, 179.8)),
    ]
    every = np.vstack([pairs, near, opposite, np.array(special, dtype=float)])
    source = (ASSETS / "geodesic.js").read_text(encoding="utf-8")
    shown = open_map("<!DOCTYPE html><html data-ready><body></body></html>")
    ours = shown.page.evaluate(
        f"(pairs) => {{ {source} return pairs.map((p) => measureKm(...p)); }}", every.tolist()
    )
    exact = Geod(ellps="WGS84").inv(every[:, 1], every[:, 0], every[:, 3], every[:, 2])[2] / 1000
    # 1 mm everywhere; Vincenty's series is good to 0.1 mm, the search to about as much
    assert np.abs(np.array(ours) - exact).max() < 1e-6


@pytest.mark.parametrize(
    ("fragment", "width", "dark"),
    [
        ("", 1366, False),
        ("#tab=list", 1366, True),
        ("#tab=filter", 1366, False),
        ("#tab=radius&circle=34.9,36.7,20", 360, True),
        ("#tab=sources&view=compare", 1366, False),
        ("#strike", 360, False),
    ],
)
def test_axe_finds_no_serious_barrier(
    open_map: Opener, fragment: str, width: int, dark: bool
) -> None:
    axe = os.environ.get("MAPPER_AXE")
    if not axe or not Path(axe).is_file():
        pytest.skip("no axe-core: set MAPPER_AXE to its axe.min.js (npm install axe-core)")
    shown = open_map(make_catalog(), fragment=fragment, width=width, dark=dark)
    if fragment == "#strike":
        shown.page.locator("#overview .entry").first.click()
        shown.page.wait_for_selector("#evidence-title")
    # the page's policy forbids new scripts, so axe comes in through the debugger
    session = shown.page.context.new_cdp_session(shown.page)
    session.send("Runtime.evaluate", {"expression": Path(axe).read_text(encoding="utf-8")})
    found = shown.page.evaluate("() => axe.run(document)")
    serious = [
        (problem["id"], [node["html"][:120] for node in problem["nodes"][:4]])
        for problem in found["violations"]
        if problem["impact"] in {"serious", "critical"}
    ]
    assert serious == []
    assert len(found["passes"]) > 15


def test_colours_stay_apart_for_colour_blind_eyes() -> None:
    """Status colours seen through Viénot's (1999) models of dichromats differ enough.

    Shapes differ too; this holds the promise that colours alone would nearly do.
    """
    source = (ASSETS / "symbols.js").read_text(encoding="utf-8")
    for theme in ("light", "dark"):
        block = re.search(rf"{theme}: {{ claimed(.*?)edge", source, re.DOTALL).group(1)
        colours = [
            tuple(int(code[i : i + 2], 16) for i in (0, 2, 4))
            for code in re.findall(r"#([0-9a-f]{6})", block)[:4]
        ]
        for matrix in _DICHROMATS:
            seen = np.array([_through(colour, matrix) for colour in colours])
            gaps = [np.linalg.norm(a - b) for i, a in enumerate(seen) for b in seen[:i]]
            assert min(gaps) > 12, (theme, gaps)  # a just noticeable difference is about 2.3


_DICHROMATS = (
    np.array([[0.11238, 0.88762, 0], [0.11238, 0.88762, 0], [0.00401, -0.00401, 1]]),
    np.array([[0.29275, 0.70725, 0], [0.29275, 0.70725, 0], [-0.02234, 0.02234, 1]]),
)


def _through(colour: tuple[int, ...], matrix: Any) -> Any:
    """CIE L*a*b* of an sRGB colour as a dichromat sees it."""
    rgb = np.array(colour) / 255
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    linear = np.clip(matrix @ linear, 0, 1)
    to_xyz = [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
    xyz = np.array(to_xyz) @ linear / np.array([0.9505, 1, 1.089])
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])
