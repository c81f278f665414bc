"""Radius searches over many points: ours, and its peers in the same run.

    python -m tests.benchmarks.bench_query            1 M points, 25 km
    python -m tests.benchmarks.bench_query 10000000 100

Points are spread over the globe, over a country, around the country's towns, as strikes are,
and crowded into one province. Every answer of ours is checked against pyproj.Geod over all
points, at 200 centres with both poles and both sides of the antimeridian among them. Peers
that are not installed are left out and named.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable, Iterator

import numpy as np

from mapper.geodesy import distances_km, project_ecef
from mapper.spatial_index import RadiusIndex

Search = Callable[[float, float], np.ndarray]


def spread_points(kind: str, count: int, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Return latitudes and longitudes of one kind of spread."""
    if kind == "globe":
        return np.degrees(np.arcsin(rng.uniform(-1, 1, count))), rng.uniform(-180, 180, count)
    if kind == "country":
        return rng.uniform(32, 37.5, count), rng.uniform(35.5, 48, count)
    if kind == "province":
        return rng.uniform(34, 36, count), rng.uniform(36, 38.2, count)
    town = rng.integers(0, 3000, count)
    lats = rng.uniform(32, 37.5, 3000)[town] + rng.normal(0, 0.05, count)
    return lats, rng.uniform(35.5, 48, 3000)[town] + rng.normal(0, 0.05, count)


def pick_centres(
    lats: np.ndarray, lons: np.ndarray, rng: np.random.Generator, count: int = 200
) -> list[tuple[float, float]]:
    """Return corners of the earth, random places and points of the data themselves."""
    corners = [(90.0, 0.0), (-90.0, 0.0), (89.99, 13.0), (-89.9, -170.0), (0.0, 180.0)]
    corners += [(0.0, -180.0), (12.0, 179.999), (-30.0, -179.99), (0.0, 0.0)]
    some = rng.integers(0, len(lats), (count - len(corners)) * 3 // 4)
    rest = count - len(corners) - len(some)
    globe = spread_points("globe", rest, rng)
    return corners + [
        (float(lat), float(lon))
        for those in ((lats[some], lons[some]), globe)
        for lat, lon in zip(*those, strict=True)
    ]


def peers(lats: np.ndarray, lons: np.ndarray, radius_km: float) -> Iterator[tuple[str, Search]]:
    """Yield every way to search that is installed, ready to be asked."""
    xyz = np.column_stack(project_ecef(lats, lons))

    def scan(lat: float, lon: float) -> np.ndarray:
        centre = np.concatenate(project_ecef(np.array([lat]), np.array([lon])))
        near = np.flatnonzero(((xyz - centre) ** 2).sum(axis=1) <= radius_km**2)
        exact = distances_km(lat=lat, lon=lon, lats=lats[near], lons=lons[near])
        return near[exact <= radius_km]

    yield "numpy scan + Geod", scan
    try:
        from scipy.spatial import cKDTree
    except ImportError:
        print("  (scipy is not installed: no cKDTree)")
    else:
        tree = cKDTree(xyz)

        def kdtree(lat: float, lon: float) -> np.ndarray:
            centre = np.concatenate(project_ecef(np.array([lat]), np.array([lon])))
            return np.asarray(tree.query_ball_point(centre, radius_km))

        yield "cKDTree, chord only", kdtree
    try:
        from sklearn.neighbors import BallTree
    except ImportError:
        print("  (scikit-learn is not installed: no BallTree)")
    else:
        ball = BallTree(np.radians(np.column_stack([lats, lons])), metric="haversine")
        yield (
            "BallTree, haversine",
            lambda lat, lon: ball.query_radius(np.radians([[lat, lon]]), radius_km / 6371.0088)[0],
        )
    yield "STRtree + Geod", _strtree(lats, lons, radius_km)


def _strtree(lats: np.ndarray, lons: np.ndarray, radius_km: float) -> Search:
    import shapely

    from mapper.geodesy import circle_boxes

    tree = shapely.STRtree(shapely.points(lons, lats))

    def search(lat: float, lon: float) -> np.ndarray:
        boxes = circle_boxes(lat=lat, lon=lon, radius_km=radius_km)
        near = np.unique(np.concatenate([tree.query(shapely.box(*box)) for box in boxes]))
        exact = distances_km(lat=lat, lon=lon, lats=lats[near], lons=lons[near])
        return near[exact <= radius_km]

    return search


def time_searches(search: Search, centres: list[tuple[float, float]]) -> tuple[float, float]:
    """Return median and 95th percentile in milliseconds."""
    times = []
    for lat, lon in centres:
        start = time.perf_counter()
        search(lat, lon)
        times.append((time.perf_counter() - start) * 1000)
    return float(np.median(times)), float(np.quantile(times, 0.95))


def count_wrong(
    search: Search,
    lats: np.ndarray,
    lons: np.ndarray,
    centres: list[tuple[float, float]],
    radius_km: float,
) -> int:
    """Return how many ids are missing or too many, against the geodesic to every point."""
    wrong = 0
    # no geodesic is shorter than its chord: points with a longer chord are surely outside
    xyz = project_ecef(lats, lons)
    for lat, lon in centres:
        centre = project_ecef(np.array([lat]), np.array([lon]))
        chord = sum((one - mid) ** 2 for one, mid in zip(xyz, centre, strict=True))
        near = np.flatnonzero(chord <= (radius_km + 0.01) ** 2)
        exact = distances_km(lat=lat, lon=lon, lats=lats[near], lons=lons[near])
        expected = near[exact <= radius_km]
        wrong += len(np.setxor1d(search(lat, lon), expected))
    return wrong


def main(count: int = 1_000_000, radius_km: float = 25.0, with_peers: int = 1) -> None:
    """Print one table for each spread of points."""
    for kind in ("globe", "country", "towns", "province"):
        rng = np.random.default_rng(7)
        lats, lons = spread_points(kind, count, rng)
        centres = pick_centres(lats, lons, rng)
        start, worked = time.perf_counter(), time.process_time()
        index = RadiusIndex(lats, lons)
        built, worked = time.perf_counter() - start, time.process_time() - worked
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2

        def ours(lat: float, lon: float, index: RadiusIndex = index) -> np.ndarray:
            return index.search(lat=lat, lon=lon, radius_km=radius_km)

        hits = int(np.median([len(ours(*centre)) for centre in centres]))
        median, tail = time_searches(ours, centres)
        print(f"{kind}: {count:,} points, {radius_km:g} km, median hits {hits:,}")
        print(f"  ours: median {median:.3f} ms, p95 {tail:.3f} ms")
        print(f"  built in {built:.2f} s, {worked:.2f} s of them CPU")
        print(f"  process so far: {peak:.2f} GiB at most")
        checked = centres if count <= 1_000_000 else centres[:40]
        wrong = count_wrong(ours, lats, lons, checked, radius_km)
        print(f"  ours: {wrong} wrong ids at {len(checked)} centres against Geod")
        if with_peers:
            few = centres[:60]
            for name, search in peers(lats, lons, radius_km):
                median, tail = time_searches(search, few)
                wrong = count_wrong(search, lats, lons, few[:20], radius_km)
                print(f"  {name}: median {median:.2f} ms, p95 {tail:.2f} ms, {wrong} wrong ids")


if __name__ == "__main__":
    arguments = sys.argv[1:]
    main(*(kind(value) for kind, value in zip((int, float, int), arguments, strict=False)))
