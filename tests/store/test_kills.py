"""kill -9 at random moments: nothing that was done is lost, and the next run goes on."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from pathlib import Path

import pyogrio
import pytest

from mapper.store import open_store

ROOT = Path(__file__).parents[2]


def _kill_once(address: Path, log: Path, seed: int, delay: float) -> None:
    command = [sys.executable, "-m", "tests.store.killed_worker", str(address), str(log), str(seed)]
    worker = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE)
    assert worker.stdout
    assert worker.stdout.readline() == b"ready\n"
    time.sleep(delay)
    assert worker.poll() is None, "the worker ended by itself"
    worker.kill()
    worker.wait()
    worker.stdout.close()


def _check(address: Path, log: Path, *, thorough: bool) -> None:
    """Everything that the log says was done is there, whole, and the exports are too."""
    entries = [line.split() for line in log.read_text().splitlines()]
    with open_store(address, create=True) as store:
        known = store.known()
        corrections = {one.id: one for one in store.corrections()}
        assert store.inspect() == []
        if thorough:
            store.refresh()
            assert store.verify() == []
    for kind, key in entries:
        if kind == "report":
            assert key in known
        else:
            assert key in corrections
            assert kind != "undone" or corrections[key].undone_at
    geojson, gpkg = log.parent / "export.geojson", log.parent / "export.gpkg"
    if geojson.exists():
        assert json.loads(geojson.read_text())["type"] == "FeatureCollection"
    if gpkg.exists():
        assert pyogrio.read_info(gpkg, layer="strikes")["features"] > 0


def _kill_often(folder: Path, name: str, kills: int) -> None:
    rng = random.Random(11)
    for number in range(kills):
        if number % 5 == 0:  # a store that stays small keeps the moments of danger frequent
            home = folder / str(number)
            home.mkdir()
        address, log = home / name, home / "log"
        log.touch()
        _kill_once(address, log, number, rng.uniform(0.0, 0.6))
        _check(address, log, thorough=number % 5 == 4)


@pytest.mark.parametrize("name", ["store.gpkg", "folder"])
def test_a_few_kills(tmp_path: Path, name: str) -> None:
    _kill_often(tmp_path, name, 5)


@pytest.mark.slow
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("name", ["store.gpkg", "folder"])
def test_a_hundred_kills(tmp_path: Path, name: str) -> None:
    _kill_often(tmp_path, name, 100)


def test_the_check_would_notice_a_lost_report(tmp_path: Path) -> None:
    log = tmp_path / "log"
    log.write_text("report 0123\n")
    with pytest.raises(AssertionError):
        _check(tmp_path / "store.gpkg", log, thorough=False)
