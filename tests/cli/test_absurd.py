"""Absurd input to every kind of option: a clear line and the exit code, and nothing written."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mapper.cli import cli
from mapper.errors import MapperError, QueryError, StoreError
from mapper.query import Filters, read_area
from mapper.store import open_store
from tests.builders import make_readings


def call(*words: str) -> Result:
    return CliRunner().invoke(cli, list(words))


@pytest.mark.parametrize(
    "command",
    [
        ["strikes", ""],
        ["claims", "seeds", "--manifest", ""],
        ["query", "--near", "1,1", "--radius", "5km", "--store", ""],
        ["query", "--area", ""],
        ["ingest", "a.txt", "--store", " "],
        ["verify", "--store", ""],
        ["export", "--store", "s.gpkg", ""],
        ["map", "-o", ""],
        ["resolve", "Rastan", "--gazetteer", ""],
        ["gazetteer", "import", "a.csv", "--into", ""],
        ["archive", "a.txt", "--out", ""],
    ],
    ids=" ".join,
)
def test_a_variable_that_is_not_set_is_no_path(
    command: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`--store "$STORE"` asked the shipped seeds, or made a store of the folder one was in."""
    monkeypatch.chdir(tmp_path)
    done = call(*command)
    assert done.exit_code == 2, done.output
    assert "is empty; was a variable not set?" in done.output
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "ring",
    [
        "[[NaN,1],[2,2],[3,3],[NaN,1]]",
        "[[1e308,1],[2,2],[3,3],[1e308,1]]",
        "[[1,1],[2,95],[3,3],[1,1]]",
        "[[1,1],[2,2]]",
    ],
)
def test_an_area_that_is_none_on_earth_is_told(tmp_path: Path, ring: str) -> None:
    path = tmp_path / "area.geojson"
    path.write_text('{"type":"Polygon","coordinates":[%s]}' % ring)  # noqa: UP031
    with pytest.raises(QueryError, match=r"area\.geojson"):
        read_area(path)


@pytest.mark.parametrize("dead", [float("nan"), float("inf"), -1.0])
def test_a_number_of_dead_that_is_none_is_told(dead: float) -> None:
    with pytest.raises(QueryError, match="is no number of dead"):
        Filters(min_killed=dead)


def test_a_file_name_does_not_steer_the_terminal_when_it_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = call("map", "-o", "\x1b[31mred\u202e.html")
    assert done.exit_code == 0, done.output
    assert "wrote " in done.output
    assert "\x1b" not in done.output
    assert "\u202e" not in done.output


@pytest.mark.parametrize(
    "command",
    [
        ["strikes", "pipe.csv"],
        ["strikes", "a.txt", "--manifest", "pipe.csv"],
        ["strikes", "a.txt", "--gazetteer", "pipe.csv"],
        ["strikes", "--store", "pipe.gpkg"],
        ["ingest", "a.txt", "--store", "pipe.gpkg"],
        ["verify", "--store", "pipe"],
        ["gazetteer", "import", "pipe.csv", "--into", "own.gaz"],
        ["query", "--area", "pipe.csv"],
        ["geoparse", "pipe.csv"],
        ["geoparse", "--batch", "pipe.csv"],
        ["resolve", "--batch", "pipe.csv"],
        ["archive", "pipe.csv", "--out", "arch"],
        ["archive", "a.txt", "--manifest", "pipe.csv", "--out", "arch"],
    ],
    ids=" ".join,
)
def test_a_pipe_that_nobody_writes_to_is_not_waited_for(
    command: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Most of these waited for ever."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text("Russian jets bombed Rastan on 30 September 2015.\n")
    for name in ("pipe.csv", "pipe.gpkg", "pipe"):
        os.mkfifo(tmp_path / name)
    done = call(*command)
    assert isinstance(done.exception, MapperError), done.output
    assert "pipe" in str(done.exception)


@pytest.mark.parametrize("file", [".mapper-lock", "info.json", "part-0.parquet"])
def test_a_pipe_in_the_place_of_a_file_of_a_store_is_told(tmp_path: Path, file: str) -> None:
    with open_store(tmp_path / "kept", create=True) as store:
        store.ingest(make_readings(1, seed=1))
    for path in list((tmp_path / "kept").rglob(file)):
        path.unlink()
        os.mkfifo(path)
    with pytest.raises(StoreError, match="a named pipe"):
        ingest_and_ask(tmp_path / "kept")


def ingest_and_ask(path: Path) -> None:
    with open_store(path) as store:
        store.strikes_gdf()
        store.ingest(make_readings(1, seed=2))


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
def test_what_a_shell_pipes_in_is_read(tmp_path: Path) -> None:
    """`<(command)` is a pipe as well, and one that is written to."""
    story = "Russian jets bombed Rastan on 30 September 2015, activists said."
    command = f"{sys.executable} -m mapper strikes <(echo '{story}')"
    done = subprocess.run(
        ["bash", "-c", command], capture_output=True, text=True, check=False, cwd=tmp_path
    )
    assert done.returncode == 0, done.stderr
    assert "Rastan" in done.stdout
