"""Stores at size: a radius query of a whole process, and ingest of many short reports.

    python -m tests.benchmarks.bench_store query 1000000
    python -m tests.benchmarks.bench_store ingest 10000
    python -m tests.benchmarks.bench_store more 10000

`query` fills a GeoPackage, and PostGIS where PostgreSQL is installed, with that many synthetic
strikes and asks for 25 km around a town. `ingest` adds synthetic readings of
short reports, as the reading of real text is measured elsewhere, at a quarter, half and all
of the number, to show how time and memory grow. `more` adds 1, 10 and 100 reports to a full
store, a GeoPackage and PostGIS, and then groups everything again.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from mapper.model import Catalog, Strike
from mapper.store import Store, open_store
from tests.builders import make_place, make_places, make_readings, make_strike
from tests.store.server import find_binaries, running_server

ROOT = Path(__file__).parents[2]


def many_strikes(count: int) -> Catalog:
    """Return strikes around the towns of a country, as in years of war."""
    rng = random.Random(5)
    towns = [(rng.uniform(32, 37.5), rng.uniform(35.5, 48)) for _ in range(3000)]
    strikes: list[Strike] = []
    for number in range(count):
        lat, lon = rng.choice(towns)
        place = make_place(
            f"P{number}", lat=rng.gauss(lat, 0.05), lon=rng.gauss(lon, 0.05), place_id=f"p{number}"
        )
        day = dt.date(2012, 1, 1) + dt.timedelta(rng.randrange(3000))
        strikes.append(make_strike(place, day=day))
    return Catalog(strikes=tuple(strikes))


def fill(store: Store, catalog: Catalog) -> float:
    """Write derived tables only; return the seconds it took."""
    start = time.perf_counter()
    with store._writing():
        store._put_derived(catalog)
    return time.perf_counter() - start


def measure_query(count: int) -> None:
    """Print the time of a whole `mapper query` process, and of one query in a process."""
    catalog = many_strikes(count)
    print(f"{count:,} synthetic strikes")
    with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as stack:
        addresses = {"GeoPackage": str(Path(folder) / "many.gpkg")}
        if find_binaries():
            addresses["PostGIS"] = stack.enter_context(running_server()) + "/postgres"
        for name, address in addresses.items():
            with open_store(address, create=True) as store:
                print(f"  {name}: filled in {fill(store, catalog):.0f} s")
                if name == "PostGIS":
                    store._connection.execute("ANALYZE mapper.strikes")
            _time_questions(name, address)
            _time_processes(name, address)


def _time_questions(name: str, address: str) -> None:
    rng = random.Random(6)
    with open_store(address) as store:
        times, hits = [], []
        for _ in range(20):
            lat, lon = rng.uniform(33, 37), rng.uniform(36, 47)
            start = time.perf_counter()
            hits.append(len(store.within_radius(lat=lat, lon=lon, radius_km=25)))
            times.append((time.perf_counter() - start) * 1000)
    times.sort()
    print(f"  {name}: open store, median {times[10]:.0f} ms, {sorted(hits)[10]:,} strikes")


def _time_processes(name: str, address: str) -> None:
    command = [sys.executable, "-m", "mapper", "query", "--near", "35.2,40.1"]
    command += ["--radius", "25km", "--store", address, "--format", "csv"]
    walls, works = [], []
    for _ in range(5):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        start = time.perf_counter()
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
        walls.append(time.perf_counter() - start)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        works.append(after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime)
    found = done.stdout.count("\n") - 1
    print(
        f"  {name}: whole process, median {sorted(walls)[2]:.2f} s "
        f"(CPU {sorted(works)[2]:.2f} s), {found:,} strikes"
    )


def measure_ingest(count: int) -> None:
    """Print reports a second and memory at growing numbers of reports, for each file store."""
    for kind in ("many.gpkg", "folder"):
        for part in (count // 4, count // 2, count):
            # a process of its own, for its own peak of memory
            command = [sys.executable, "-m", "tests.benchmarks.bench_store", "one", str(part), kind]
            subprocess.run(command, cwd=ROOT, check=True)


def measure_more(count: int) -> None:
    """Print the time of adding a few reports to a full store, and of grouping everything."""
    readings = make_readings(count + 112, seed=9, places=make_places(800, seed=9), years=5)
    with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as stack:
        addresses = {"GeoPackage": str(Path(folder) / "many.gpkg")}
        if find_binaries():
            addresses["PostGIS"] = stack.enter_context(running_server()) + "/postgres"
        for name, address in addresses.items():
            with open_store(address, create=True) as store:
                store.ingest(readings[:count])
                at = count
                for more in (1, 1, 10, 100):
                    some = readings[at : at + more]
                    _clock(f"{name}: {more} more", lambda some=some: store.ingest(some))
                    at += more
                _clock(f"{name}: all {at:,} again", lambda: store.refresh(force=True))


def _clock(label: str, work: Callable[[], object]) -> None:
    start, worked = time.perf_counter(), time.process_time()
    work()
    took, worked = time.perf_counter() - start, time.process_time() - worked
    print(f"  {label}: {took:.2f} s (CPU of this process {worked:.3f} s)", flush=True)


def ingest_once(count: int, kind: str) -> None:
    """Ingest into a new store, and one report more into the full one."""
    readings = make_readings(count + 1, seed=9, places=make_places(800, seed=9), years=5)
    base = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with (
        tempfile.TemporaryDirectory() as folder,
        open_store(Path(folder) / kind, create=True) as store,
    ):
        start, worked = time.perf_counter(), time.process_time()
        result = store.ingest(readings[:count])
        took, worked = time.perf_counter() - start, time.process_time() - worked
        start = time.perf_counter()
        store.ingest(readings[count:])
        one = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(
        f"{kind}: {count:,} reports in {took:.1f} s ({count / took:.0f}/s; CPU {worked:.1f} s), "
        f"{result.strikes:,} strikes, {(peak - base) / 1024:.0f} MiB more, "
        f"one report more {one:.1f} s",
        flush=True,
    )


if __name__ == "__main__":
    what, number = sys.argv[1], int(sys.argv[2])
    if what == "query":
        measure_query(number)
    elif what == "ingest":
        measure_ingest(number)
    elif what == "more":
        measure_more(number)
    else:
        ingest_once(number, sys.argv[3])
