"""The same bytes from two fresh environments: `python -m tests.hardening.environments`.

For each interpreter that is named (twice this one, else) a new virtual environment gets the locked
packages, by their hashes, and the wheel of this checkout. In each, in another language, time zone,
order of hashing and order of input, the shipped seeds are read, stored, mapped and exported; then
every output is compared byte by byte. Needs a package index, and some ten minutes.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import subprocess
import sys
import tempfile
from pathlib import Path

__all__ = ["compare", "make_outputs"]

ROOT = Path(__file__).resolve().parents[2]
_EXPORTS = ("geojson", "csv", "kml", "gpkg", "parquet")
_WAYS: tuple[dict[str, str], ...] = (
    {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C.UTF-8"},
    {"PYTHONHASHSEED": "4242", "TZ": "Asia/Kathmandu", "LC_ALL": "C", "PYTHONUTF8": "0"},
)


def make_environment(python: str, folder: Path, wheel: Path) -> Path:
    """Return the `mapper` command of a new environment."""
    subprocess.run([python, "-m", "venv", folder], check=True)
    pip = [folder / "bin" / "pip", "install", "--quiet", "--no-deps"]
    lock = ROOT / "requirements.lock"
    subprocess.run([*pip, "--require-hashes", "-r", lock], check=True, capture_output=True)
    subprocess.run([*pip, wheel], check=True, capture_output=True)
    return folder / "bin" / "mapper"


def make_outputs(mapper: Path, folder: Path, *, way: int) -> dict[str, str]:
    """Return a hash of every output of one way to run the commands."""
    folder.mkdir()
    seeds = sorted(one for one in (ROOT / "seeds").iterdir() if one.suffix in {".txt", ".md"})
    random.Random(way).shuffle(seeds)
    clean = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    env = {**clean, **_WAYS[way % len(_WAYS)], "MAPPER_CACHE": str(folder / "cache")}

    def run(*words: str | Path) -> bytes:
        command = [mapper, *words]
        done = subprocess.run(command, cwd=folder, env=env, capture_output=True, check=False)
        assert done.returncode == 0, done.stderr.decode("utf-8", "replace")
        return done.stdout

    told = {
        "strikes": run("strikes", *seeds, "--format", "json"),
        "claims": run("claims", *seeds, "--format", "json"),
    }
    run("map", *seeds, "-o", "seeds.html")
    run("ingest", *seeds, "--store", "store.gpkg")
    run("map", "--store", "store.gpkg", "-o", "store.html")
    for suffix in _EXPORTS:
        run("export", "--store", "store.gpkg", f"out.{suffix}")
    for name in ("seeds.html", "store.html", *(f"out.{suffix}" for suffix in _EXPORTS)):
        told[name] = (folder / name).read_bytes()
    return {name: hashlib.sha256(data).hexdigest() for name, data in told.items()}


def compare(one: dict[str, str], other: dict[str, str]) -> list[str]:
    """Return the names of outputs that are not the same bytes."""
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


def main() -> int:
    """Make the environments and compare what they make."""
    parser = argparse.ArgumentParser(description="The same bytes from two fresh environments.")
    parser.add_argument("pythons", nargs="*", default=[sys.executable, sys.executable])
    parser.add_argument("--made", nargs="*", type=Path, help="`mapper` commands that are there.")
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
        told = [make_outputs(one, Path(top) / f"out{n}", way=n) for n, one in enumerate(made)]
    differ = {n: compare(told[0], one) for n, one in enumerate(told) if n}
    print(json.dumps({"outputs": told[0], "differ": differ}, indent=1))
    return bool(any(differ.values()))


if __name__ == "__main__":
    sys.exit(main())
