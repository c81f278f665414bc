"""kill -9 at random moments: nothing that was done is lost, and the next run goes on."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import geopandas
import pyogrio
import pytest

from mapper.store import open_store
from tests.store.killed_worker import WORK

ROOT = Path(__file__).parents[2]
KILLS = int(os.environ.get("MAPPER_KILLS", "10"))
"""How often each kind of work is killed on each kind of store, where that may take minutes."""


def _kill_once(address: str, log: Path, seed: int, what: str, delay: float) -> None:
    command = [sys.executable, "-m", "tests.store.killed_worker", address, str(log), str(seed)]
    command.append(what)
    worker = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE)
    assert worker.stdout
    assert worker.stdout.readline() == b"ready\n"
    time.sleep(delay)
    assert worker.poll() is None, "the worker ended by itself"
    worker.kill()
    worker.wait()
    worker.stdout.close()


def _check(address: str, log: Path, *, thorough: bool) -> None:
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
        elif kind in {"correction", "undone"}:
            assert key in corrections
            assert kind != "undone" or corrections[key].undone_at
    _check_exports(log.parent)


def _check_exports(folder: Path) -> None:
    geojson, gpkg, parquet = (folder / f"export.{name}" for name in ("geojson", "gpkg", "parquet"))
    if geojson.exists():
        assert json.loads(geojson.read_text())["type"] == "FeatureCollection"
    if gpkg.exists():
        assert pyogrio.read_info(gpkg, layer="strikes")["features"] > 0
    if parquet.exists():
        assert len(geopandas.read_parquet(parquet))
    for name in ("csv", "kml"):
        path = folder / f"export.{name}"
        assert not path.exists() or path.read_text().endswith("\n")


def _kill_often(folder: Path, where: Callable[[Path], str], what: str, kills: int) -> None:
    rng = random.Random(11)
    for number in range(kills):
        if number % 5 == 0:  # a store that stays small keeps the moments of danger frequent
            home = folder / str(number)
            home.mkdir()
        address, log = where(home), home / "log"
        log.touch()
        _kill_once(address, log, number, what, rng.uniform(0.0, 0.6))
        last = number % 5 == 4 or number == kills - 1
        _check(address, log, thorough=last)


KINDS = pytest.mark.parametrize("name", ["store.gpkg", "folder"])
WORKS = pytest.mark.parametrize("what", list(WORK))


@KINDS
@WORKS
def test_two_kills(tmp_path: Path, name: str, what: str) -> None:
    _kill_often(tmp_path, lambda home: str(home / name), what, 2)


@pytest.mark.postgis
def test_kills_of_what_writes_to_postgis(tmp_path: Path, postgis_address: str) -> None:
    for what in WORK:
        (tmp_path / what).mkdir()
        _kill_often(tmp_path / what, lambda _: postgis_address, what, 2)


@pytest.mark.slow
@pytest.mark.timeout(3600)
@KINDS
@WORKS
def test_many_kills(tmp_path: Path, name: str, what: str) -> None:
    _kill_often(tmp_path, lambda home: str(home / name), what, KILLS)


@pytest.mark.slow
@pytest.mark.timeout(3600)
@pytest.mark.postgis
@WORKS
def test_many_kills_with_postgis(tmp_path: Path, postgis_address: str, what: str) -> None:
    _kill_often(tmp_path, lambda _: postgis_address, what, KILLS)


def test_the_check_would_notice_a_lost_report(tmp_path: Path) -> None:
    log = tmp_path / "log"
    log.write_text("report 0123\n")
    with pytest.raises(AssertionError):
        _check(str(tmp_path / "store.gpkg"), log, thorough=False)
