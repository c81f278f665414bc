"""`mapper ingest` and `mapper rebuild`, with real reports and the real pipeline."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from mapper.store import open_store
from tests.cli.conftest import Done

TEXT = (
    "Russian warplanes bombed the town of Rastan on 11 March 2016, killing at least four "
    "civilians, Syrian opposition activists said.\n"
)
Run = Callable[..., Done]


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "one.txt").write_text(TEXT)
    (folder / "two.txt").write_text("The weather in Damascus was fine.\n")
    return folder


@pytest.mark.parametrize("name", ["s.gpkg", "folder"])
def test_reports_go_in_once(run: Run, reports: Path, tmp_path: Path, name: str) -> None:
    store = tmp_path / name
    first = run("ingest", reports, "--store", store)
    assert first.code == 0, first.err
    assert first.out.startswith("2 reports added, 0 there already, 0 not read; 1 strike in")
    again = run("ingest", reports, "--store", store)
    assert again.out.startswith("0 reports added, 2 there already")
    with open_store(store) as opened:
        (strike,) = opened.catalog().strikes
        assert strike.place is not None
        assert strike.place.name == "Rastan"
        assert set(opened.versions()) == {"mapper", "model", "gazetteer"}
        assert opened.sources()
        assert opened.verify() == []


def test_what_cannot_be_read_is_kept_with_its_reason(
    run: Run, reports: Path, tmp_path: Path
) -> None:
    (reports / "empty.txt").touch()
    done = run("ingest", reports, "--store", tmp_path / "s.gpkg")
    assert done.code == 0
    assert "1 not read" in done.out
    assert "empty.txt" in done.err
    with open_store(tmp_path / "s.gpkg") as opened:
        assert [reject.name for reject in opened.catalog().rejects] == ["empty.txt"]


def test_a_rebuild_reads_again_what_other_versions_read(
    run: Run, reports: Path, tmp_path: Path
) -> None:
    store = tmp_path / "s.gpkg"
    run("ingest", reports, "--store", store)
    same = run("rebuild", "--store", store)
    assert same.out == "0 reports read again, 2 were read by these versions already\n"
    with open_store(store) as opened, opened._writing():
        opened._connection.execute("UPDATE mapper_readings SET versions = 'old'")  # type: ignore[attr-defined]
    again = run("rebuild", "--store", store)
    assert again.out.startswith("2 reports read again")
    assert run("verify", "--store", store).code == 0
    assert run("rebuild", "--store", store, "--group-only").out == "2 reports grouped again\n"


def test_mistakes_get_one_clear_line(run: Run, reports: Path, tmp_path: Path) -> None:
    run("ingest", "--store", tmp_path / "s.gpkg").refused(2, "name the reports")
    run("ingest", reports).refused(2, "--store")
    run("ingest", tmp_path / "no", "--store", tmp_path / "s.gpkg").refused(1, "no")
    assert not (tmp_path / "s.gpkg").exists()
    run("ingest", reports, "--store", tmp_path / "no" / "s.gpkg").refused(1, "does not exist")
    foreign = tmp_path / "foreign.gpkg"
    foreign.write_text("not a database")
    run("ingest", reports, "--store", foreign).refused(1, "not a GeoPackage")
    assert foreign.read_text() == "not a database"
    run("ingest", reports, "--store", "postgresql://ada:s3cret@127.0.0.1:1/x").refused(1, "ada@")
    run("rebuild", "--store", tmp_path / "none.gpkg").refused(1, "ingest")


def test_one_text_in_two_files_is_told(run: Run, reports: Path, tmp_path: Path) -> None:
    (reports / "reprint.txt").write_text(TEXT)
    done = run("ingest", reports, "--store", tmp_path / "s.gpkg")
    assert done.code == 0, done.err
    assert "2 reports added, 1 there already (1 of them" in done.out
    assert "'reprint.txt'" in done.err
    assert "'one.txt'" in done.err
