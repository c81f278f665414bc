"""The same reports give the same bytes: in any order, in any process, whatever Python hashes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from mapper.gazetteer import Gazetteer
from mapper.shipped import locate_shipped

_RUN = """
import hashlib, json, random, sys
from pathlib import Path
from mapper.contract import claims_to_json, strikes_to_json
from mapper.exports import to_csv, to_geojson, to_kml
from mapper.pipeline import process
from mapper.render import render_map
from mapper.reports import read_reports
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
"""


def run(seeds: Path, *, order: int, hashing: str) -> str:
    manifest = seeds / "manifest.csv"
    done = subprocess.run(
        [sys.executable, "-c", _RUN, str(seeds), str(order)]
        + ([str(manifest)] if manifest.exists() else []),
        env={**os.environ, "PYTHONHASHSEED": hashing, "TZ": ("UTC", "Asia/Tokyo")[order % 2]},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.slow
def test_order_and_hashing_change_no_byte(gazetteer: Gazetteer) -> None:
    seeds = locate_shipped("seeds")
    first = run(seeds, order=0, hashing="0")
    assert int(first.splitlines()[0]) > 3
    for order, hashing in ((1, "1"), (2, "4242"), (3, "random")):
        assert run(seeds, order=order, hashing=hashing) == first, (order, hashing)
