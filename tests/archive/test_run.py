"""Whole archives: the same strikes on any workers, after any interruption, from any order."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from mapper.archive import Progress, read_archive
from mapper.contract import strikes_to_json
from mapper.errors import StoreError
from mapper.pipeline import process
from mapper.reports import read_reports
from mapper.store import open_store
from tests.archive.test_workers import free_port, started

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = [ROOT / "seeds", ROOT / "tests" / "dispatches" / "dev"]
STORIES = 9
OTHER = "The council of {} met on Monday and put the library vote off until the summer. "


def stories() -> list[dict[str, str]]:
    reports, _ = read_reports(FOLDERS)
    return [
        {"text": report.text, "date": str(report.published or ""), "publisher": "Gazette"}
        for report in reports
    ][:STORIES]


def strikes_of(out: Path) -> list[dict[str, Any]]:
    with open_store(out) as store:
        return strikes_to_json(store.catalog())


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Some dispatches, a file each, and a file of other news."""
    folder = tmp_path_factory.mktemp("archive")
    for number, story in enumerate(stories()):
        (folder / f"story-{number:02}.jsonl").write_text(json.dumps(story), encoding="utf-8")
    other = [json.dumps({"text": OTHER.format(f"Town {i}") * 9}) for i in range(300)]
    (folder / "other.jsonl").write_text("\n".join(other), encoding="utf-8")
    return sorted(folder.iterdir())


@pytest.fixture(scope="module")
def expected(archive: list[Path]) -> list[dict[str, Any]]:
    """What the single-process pipeline finds, every report parsed whole."""
    reports, _ = read_reports(path for path in archive if path.name != "other.jsonl")
    strikes = strikes_to_json(process(reports))
    assert len(strikes) > 10
    return strikes


def test_one_process_finds_what_parsing_everything_finds(
    archive: list[Path], tmp_path: Path, expected: list[dict[str, Any]]
) -> None:
    done = read_archive(archive, tmp_path / "out", workers=0)
    assert strikes_of(tmp_path / "out") == expected
    assert done.documents == 300 + STORIES
    assert done.strikes == len(expected)
    assert done.passed == STORIES


@pytest.mark.parametrize("seed", [1, 2])
def test_order_and_partition_change_nothing(
    archive: list[Path],
    tmp_path: Path,
    expected: list[dict[str, Any]],
    monkeypatch: pytest.MonkeyPatch,
    seed: int,
) -> None:
    monkeypatch.setattr("mapper.archive.inputs._BATCH_DOCUMENTS", 3 * seed)
    monkeypatch.setattr("mapper.archive.run._TASK_REPORTS", seed)
    shuffled = random.Random(seed).sample(archive, len(archive))
    read_archive(shuffled, tmp_path / "out", workers=0)
    assert strikes_of(tmp_path / "out") == expected


def test_a_second_run_reads_nothing_again_and_changes_nothing(
    archive: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = read_archive(archive, tmp_path / "out", workers=0)
    before = strikes_of(tmp_path / "out")

    def fail(*_: object) -> None:
        raise AssertionError("read again")

    monkeypatch.setattr("mapper.archive.reading.find_tellings", fail)
    monkeypatch.setattr("mapper.archive.sifting.may_report_strike", fail)
    again = read_archive(archive, tmp_path / "out", workers=0)
    assert strikes_of(tmp_path / "out") == before
    assert (again.documents, again.strikes) == (first.documents, first.strikes)


def test_copies_of_what_claims_something_are_listed_and_no_confirmation(tmp_path: Path) -> None:
    story = stories()[0]
    records = [
        {**story, "publisher": "Gazette"},
        {**story, "publisher": "Courier"},
        {**story, "publisher": "Herald", "text": story["text"] + "\nFrom our own desk."},
        *[{"text": "The army sold its plan for a new target of savings."}] * 2,
    ]
    source = tmp_path / "a.jsonl"
    source.write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    done = read_archive([source], tmp_path / "out", workers=0)
    assert (done.copies, done.near_copies) == (1, 1)
    lines = (tmp_path / "out" / "copies.jsonl").read_text().splitlines()
    assert [json.loads(line) for line in lines] == [
        {"name": "a.jsonl:2", "of": "a.jsonl:1", "exact": True},
        {"name": "a.jsonl:3", "of": "a.jsonl:1", "exact": False},
    ]
    alone = tmp_path / "b.jsonl"
    alone.write_text(json.dumps(records[0]), encoding="utf-8")
    read_archive([alone], tmp_path / "single", workers=0)
    once = {name_strike(row): row["origins"] for row in strikes_of(tmp_path / "single")}
    thrice = {name_strike(row): row["origins"] for row in strikes_of(tmp_path / "out")}
    assert once == thrice
    assert once


def name_strike(row: dict[str, Any]) -> tuple[str | None, ...]:
    return row["attacker"], row["date_start"], (row["place"] or {}).get("name")


def test_a_poisoned_document_is_a_reject_and_the_rest_is_read(
    archive: list[Path],
    tmp_path: Path,
    expected: list[dict[str, Any]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from mapper import language

    parse = language.parse_texts

    def poisoned(texts: Iterable[str], *, names: bool = True) -> Any:
        whole = list(texts)
        if names and any("POISON" in text for text in whole):
            raise RecursionError("too deep")
        return parse(whole, names=names)

    monkeypatch.setattr(language, "parse_texts", poisoned)
    monkeypatch.setattr(language, "parse_text", lambda text: next(poisoned([text])))
    bad = tmp_path / "bad.txt"
    bad.write_text("POISON: jets bombed Karvel.", encoding="utf-8")
    done = read_archive([*archive, bad], tmp_path / "out", workers=0)
    assert strikes_of(tmp_path / "out") == expected
    assert done.rejects == 1
    (line,) = (tmp_path / "out" / "rejects.jsonl").read_text().splitlines()
    assert json.loads(line) == {
        "name": "bad.txt",
        "reason": "reading failed: RecursionError: too deep",
    }


def test_a_killed_run_goes_on_where_it_was(
    archive: list[Path], tmp_path: Path, expected: list[dict[str, Any]]
) -> None:
    out = tmp_path / "out"
    command = [sys.executable, "-m", "mapper", "archive", *map(str, archive), "--out", str(out)]
    process_ = subprocess.Popen([*command, "--workers", "0", "--json"], stdout=subprocess.PIPE)
    try:
        wait_for_pieces(out / "work", 3, process_)
    finally:
        process_.kill()
        process_.communicate()
    kept = {path: path.stat().st_mtime_ns for path in (out / "work").rglob("*") if path.is_file()}
    read_archive(archive, out, workers=0)
    assert strikes_of(out) == expected
    whole = {path: when for path, when in kept.items() if not path.name.startswith(".")}
    assert whole
    assert all(path.stat().st_mtime_ns == when for path, when in whole.items())


def wait_for_pieces(folder: Path, count: int, running: subprocess.Popen[bytes]) -> None:
    for _ in range(1200):
        pieces = [path for path in folder.rglob("*") if path.is_file() and path.name[0] != "."]
        if len(pieces) >= count or running.poll() is not None:
            return
        time.sleep(0.05)
    raise AssertionError("no piece was finished")


def test_two_processes_with_one_killed_find_the_same(
    archive: list[Path], tmp_path: Path, expected: list[dict[str, Any]]
) -> None:
    psutil = pytest.importorskip("psutil")
    killed: list[int] = []

    def kill_one(progress: Progress) -> None:
        if progress.stage == "read" and not killed:
            workers = [
                child.pid
                for child in psutil.Process().children(recursive=True)
                if "spawn_main" in " ".join(child.cmdline())
            ]
            killed.append(workers[0])
            os.kill(workers[0], signal.SIGKILL)

    read_archive(archive, tmp_path / "out", workers=2, tell=kill_one)
    assert killed
    assert strikes_of(tmp_path / "out") == expected


def test_an_output_folder_that_is_something_else_is_left_alone(
    archive: list[Path], tmp_path: Path
) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(StoreError, match="not empty and no archive"):
        read_archive(archive, tmp_path, workers=0)
    with pytest.raises(StoreError, match="is a file"):
        read_archive(archive, tmp_path / "thesis.txt", workers=0)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


@pytest.mark.slow
def test_a_cluster_started_apart_finds_the_same_with_a_worker_killed(
    archive: list[Path], tmp_path: Path, expected: list[dict[str, Any]]
) -> None:
    pytest.importorskip("distributed")
    port = free_port()
    address = f"tcp://127.0.0.1:{port}"
    worker = ("worker", address, "--no-nanny", "--nthreads", "1", "--no-dashboard")
    scheduler = ("scheduler", "--host", "127.0.0.1", "--port", str(port), "--no-dashboard")
    with (
        started(*scheduler, folder=tmp_path),
        started(*worker, folder=tmp_path) as first,
        started(*worker, folder=tmp_path),
    ):

        def kill_first(progress: Progress) -> None:
            if progress.stage == "read" and first.poll() is None:
                first.kill()

        read_archive(archive, tmp_path / "out", scheduler=address, tell=kill_first)
    assert first.poll() == -signal.SIGKILL
    assert strikes_of(tmp_path / "out") == expected
