"""The same reports give the same bytes: in any order, in any process, whatever Python hashes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from mapper.gazetteer import Gazetteer
from mapper.shipped import locate_shipped
from tests.hardening.environments import RUN


def run(seeds: Path, *, order: int, hashing: str) -> str:
    manifest = seeds / "manifest.csv"
    done = subprocess.run(
        [sys.executable, "-c", RUN, str(seeds), str(order)]
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
    for order, hashing in ((1, "4242"), (2, "random")):
        assert run(seeds, order=order, hashing=hashing) == first, (order, hashing)
