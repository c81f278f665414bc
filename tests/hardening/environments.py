"""The same bytes from two fresh environments: `python -m tests.hardening.environments`.

For each interpreter that is named (twice this one, else) a new virtual environment gets the locked
packages, by their hashes, and the wheel of this checkout. In each, in another language, time zone,
order of hashing and order of input, the gazetteer is built and the shipped seeds are read, stored,
mapped and exported; then every output is compared byte by byte, and the gazetteer row by row.
Needs a package index, and some ten minutes.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

__all__ = ["RUN", "compare", "make_outputs"]

ROOT = Path(__file__).resolve().parents[2]
_WAYS: tuple[dict[str, str], ...] = (
    {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C.UTF-8"},
    {"PYTHONHASHSEED": "4242", "TZ": "Asia/Kathmandu", "LC_ALL": "C", "PYTHONUTF8": "0"},
)


RUN = """
import hashlib, json, random, sys, tempfile
from pathlib import Path
from mapper.contract import claims_to_json, strikes_to_json
from mapper.exports import export_strikes, to_csv, to_geojson, to_kml
from mapper.pipeline import process
from mapper.render import render_map
from mapper.reports import read_reports
from mapper.store import open_store
paths = sorted(path for path in Path(sys.argv[1]).iterdir() if path.suffix in (".txt", ".md"))
random.Random(int(sys.argv[2])).shuffle(paths)
reports, _ = read_reports(paths, manifest=Path(sys.argv[3]) if len(sys.argv) > 3 else None)
catalog = process(reports)
outputs = {
    "strikes": json.dumps(strikes_to_json(catalog)), "claims": json.dumps(claims_to_json(catalog)),
    "map": render_map(catalog), "geojson": to_geojson(catalog), "csv": to_csv(catalog),
    "kml": to_kml(catalog),
}
print(len(catalog.strikes))
for name, text in outputs.items():
    print(name, hashlib.sha256(text.encode()).hexdigest())
with tempfile.TemporaryDirectory() as top:
    with open_store(Path(top) / "store.gpkg", create=True) as store:
        store.ingest(catalog.readings)
        for kind in ("geojson", "csv", "kml", "gpkg", "parquet"):
            path = Path(top) / f"out.{kind}"
            export_strikes(store.strikes_gdf(), path)
            print(f"store.{kind}", hashlib.sha256(path.read_bytes()).hexdigest())
"""
"""Reads the seeds of a folder in an order, and prints a hash of all that can be made of them."""


def make_environment(python: str, folder: Path, wheel: Path) -> Path:
    """Return the interpreter of a new environment."""
    subprocess.run([python, "-m", "venv", folder], check=True)
    pip = [folder / "bin" / "pip", "install", "--quiet", "--no-deps"]
    lock = ROOT / "requirements.lock"
    subprocess.run([*pip, "--require-hashes", "-r", lock], check=True, capture_output=True)
    subprocess.run([*pip, wheel], check=True, capture_output=True)
    return folder / "bin" / "python"


def make_outputs(python: Path, cache: Path, *, way: int) -> dict[str, str]:
    """Return a hash of every output, by its name, of one way to make them."""
    clean = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        [python, "-c", RUN, ROOT / "seeds", str(way * 3)],
        cwd=cache,
        env={**clean, **_WAYS[way % len(_WAYS)], "MAPPER_CACHE": str(cache)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    _, *lines = done.stdout.splitlines()
    return dict(line.split(" ") for line in lines)


def hash_gazetteers(cache: Path) -> dict[str, str]:
    """Return a hash of what each gazetteer file holds: SQLite's versions lay it out differently."""
    hashes = {}
    for path in cache.rglob("*.gaz"):
        held = hashlib.sha256()
        with contextlib.closing(sqlite3.connect(path)) as database:
            for line in database.iterdump():
                held.update(line.encode())
        hashes["gazetteer"] = held.hexdigest()
    return hashes


def compare(one: dict[str, str], other: dict[str, str]) -> list[str]:
    """Return the names of outputs that are not the same bytes."""
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


def main() -> int:
    """Make the environments and compare what they make."""
    parser = argparse.ArgumentParser(description="The same bytes from two fresh environments.")
    parser.add_argument("pythons", nargs="*", default=[sys.executable, sys.executable])
    parser.add_argument(
        "--made", nargs="*", type=Path, help="Interpreters of environments that are there."
    )
    parser.add_argument("--cache", type=Path, help="A folder with the gazetteer, built before.")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="mapper-env-") as top:
        made = options.made
        if not made:
            build = [sys.executable, "-m", "build", "--wheel", "--outdir", top, ROOT]
            subprocess.run(build, check=True, capture_output=True)
            (wheel,) = Path(top).glob("*.whl")
            made = [
                make_environment(python, Path(top) / f"env{number}", wheel)
                for number, python in enumerate(options.pythons)
            ]
        caches = [options.cache or Path(top) / f"cache{n}" for n, _ in enumerate(made)]
        for cache in caches:
            cache.mkdir(exist_ok=True)
        told = [make_outputs(one, caches[n], way=n) for n, one in enumerate(made)]
        told = [{**one, **hash_gazetteers(caches[n])} for n, one in enumerate(told)]
    differ = {n: compare(told[0], one) for n, one in enumerate(told) if n}
    print(json.dumps({"outputs": told[0], "differ": differ}, indent=1))
    return bool(any(differ.values()))


if __name__ == "__main__":
    sys.exit(main())
