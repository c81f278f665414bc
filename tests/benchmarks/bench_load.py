"""Load: 100,000 reports in one store, a loop of 10,000 questions, 24 readers beside a writer.

    python -m tests.benchmarks.bench_load store 100000
    python -m tests.benchmarks.bench_load queries 10000
    python -m tests.benchmarks.bench_load postgis 24 60

Readings are invented, so that the store is measured and not the language model. `postgis` starts
a server of its own, with 24 processes that ask for 60 seconds while one ingests.
"""

from __future__ import annotations

import json
import multiprocessing as mp
import random
import resource
import sys
import tempfile
import time
import uuid
from pathlib import Path
from typing import Any

from mapper.store import open_store
from tests.builders import make_places, make_readings


def _rss_mb() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return round(pages * resource.getpagesize() / 1e6, 1)


def _peak_mb() -> float:
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3, 1)


def _tell(**figures: Any) -> None:
    print(json.dumps(figures), flush=True)


def measure_store(count: int) -> None:
    """Ingest `count` reports at once, then one more, and ask."""
    readings = make_readings(count, seed=1, places=make_places(5000, seed=1), years=10)
    before = _rss_mb()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "load.gpkg"
        started, cpu = time.monotonic(), time.process_time()
        with open_store(path, create=True) as store:
            store.ingest(readings)
        _tell(
            what="ingest", reports=count, wall_s=round(time.monotonic() - started, 1),
            cpu_s=round(time.process_time() - cpu, 1), mb=round(path.stat().st_size / 1e6),
            rss_before_mb=before, peak_mb=_peak_mb(),
        )  # fmt: skip
        started, cpu = time.monotonic(), time.process_time()
        with open_store(path) as store:
            strikes = store.ingest(make_readings(1, seed=2)).strikes
            faults = store.inspect()
            assert len(store.known()) == count + 1
        _tell(
            what="one more", strikes=strikes, faults=faults, peak_mb=_peak_mb(),
            wall_s=round(time.monotonic() - started, 1), cpu_s=round(time.process_time() - cpu, 1),
        )  # fmt: skip


def measure_queries(count: int) -> None:
    """Ask a store of 5,000 reports `count` times, and watch the memory."""
    rng = random.Random(3)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "load.gpkg"
        with open_store(path, create=True) as store:
            store.ingest(make_readings(5000, seed=1, places=make_places(800, seed=1), years=5))
        with open_store(path) as store:
            found, cpu = 0, time.process_time()
            for number in range(1, count + 1):
                lat, lon = rng.uniform(34, 37), rng.uniform(35, 42)
                found += len(store.within_radius(lat=lat, lon=lon, radius_km=5))
                if number in (100, count // 4, count // 2, count):
                    _tell(
                        what="questions", asked=number, found=found, rss_mb=_rss_mb(),
                        cpu_s=round(time.process_time() - cpu, 1),
                    )  # fmt: skip


def _ask(address: str, seed: int, seconds: float, answers: Any) -> None:
    rng = random.Random(seed)
    asked, wrong, last, mark = 0, [], 0, 0.0
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            with open_store(address) as store:
                for _ in range(20):
                    lat, lon = rng.uniform(34, 37), rng.uniform(35, 42)
                    store.within_radius(lat=lat, lon=lon, radius_km=50)
                    count = store.count_strikes()
                    if count < last:
                        wrong.append(f"{last} strikes became {count}")
                    last = count
                    asked += 1
        except Exception as error:
            wrong.append(f"{type(error).__name__}: {error}")
        mark = mark or _rss_mb()
    answers.put((asked, wrong[:3], mark, _rss_mb()))


def measure_postgis(readers: int, seconds: float) -> None:
    """Let `readers` ask while one process ingests, on a real server."""
    import psycopg

    from tests.store.server import running_server

    with running_server(connections=readers + 20) as server:
        address = f"{server}/load{uuid.uuid4().hex[:8]}"
        with psycopg.connect(f"{server}/postgres", autocommit=True) as admin:
            admin.execute(f"CREATE DATABASE {address.rpartition('/')[2]}")
        places = make_places(300, seed=1)
        with open_store(address, create=True) as store:
            store.ingest(make_readings(500, seed=1, places=places, years=3))
        answers: Any = mp.Queue()
        asking = [
            mp.Process(target=_ask, args=(address, number, seconds, answers))
            for number in range(readers)
        ]
        for one in asking:
            one.start()
        written, end = 0, time.monotonic() + seconds
        with open_store(address) as store:
            while time.monotonic() < end:
                written += 1
                store.ingest(make_readings(20, seed=100 + written, places=places, years=3))
            told = [answers.get() for _ in asking]
            for one in asking:
                one.join()
            assert len(store.known()) == 500 + 20 * written
            faults = [*store.inspect(), *store.verify()]
        _tell(
            what="postgis", readers=readers, asked=sum(one[0] for one in told),
            wrong=[text for one in told for text in one[1]][:5], ingests=written, faults=faults,
            rss_first_mb=max(one[2] for one in told), rss_last_mb=max(one[3] for one in told),
        )  # fmt: skip


if __name__ == "__main__":
    what, *numbers = sys.argv[1:]
    if what == "postgis":
        measure_postgis(int(numbers[0]), float(numbers[1]))
    else:
        {"store": measure_store, "queries": measure_queries}[what](int(numbers[0]))
