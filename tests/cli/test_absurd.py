"""Absurd input to every kind of option: a clear line and the exit code, and nothing written."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mapper.cli import cli
from mapper.errors import QueryError
from mapper.query import Filters, read_area


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
