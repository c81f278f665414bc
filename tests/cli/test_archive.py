"""`mapper archive` as it is typed: what it prints, what it refuses, what reads its folder."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mapper.cli import cli

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Result]:
    folder = tmp_path_factory.mktemp("cli-archive")
    (folder / "in").mkdir()
    (folder / "in" / "story.txt").write_text(
        "Published: 4 May 2021\n\nRussian warplanes bombed the town of Rastan on Monday, killing "
        "three people, a monitoring group said.\n",
        encoding="utf-8",
    )
    (folder / "in" / "other.txt").write_text("The library opens again on Monday.\n" * 20)
    (folder / "in" / "broken.txt").write_bytes(b"\x00\x01\x02" * 99)
    arguments = ["archive", str(folder / "in"), "--out", str(folder / "out"), "--workers", "0"]
    return folder / "out", CliRunner().invoke(cli, [*arguments, "--json"])


def test_progress_and_result_are_json_lines(made: tuple[Path, Result]) -> None:
    _, result = made
    assert result.exit_code == 0, result.stderr
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert rows[-1]["stage"] == "done"
    assert rows[-1]["documents"] == 3
    assert (rows[-1]["strikes"], rows[-1]["rejects"]) == (1, 1)
    assert {"per_second", "eta_s", "bytes_read", "bytes_total"} <= rows[-1].keys()


def test_every_command_reads_the_folder_as_a_store(made: tuple[Path, Result]) -> None:
    out, _ = made
    listed = CliRunner().invoke(cli, ["strikes", "--store", str(out), "--format", "json"])
    (strike,) = json.loads(listed.stdout)
    assert strike["place"]["name"] == "Rastan"
    assert strike["reports"] == ["story.txt"]
    near = ["query", "--near", "Rastan", "--radius", "5km", "--store", str(out), "--format", "json"]
    assert len(json.loads(CliRunner().invoke(cli, near).stdout)) == 1
    page = out.parent / "map.html"
    drawn = CliRunner().invoke(cli, ["map", "--store", str(out), "-o", str(page)])
    assert drawn.exit_code == 0, drawn.stderr
    assert "Rastan" in page.read_text(encoding="utf-8")


def test_the_manifest_and_the_rejects_tell_what_was_done(made: tuple[Path, Result]) -> None:
    out, _ = made
    manifest = json.loads((out / "archive.json").read_text())
    assert manifest["documents"] == 3
    assert set(manifest["versions"]) == {"mapper", "rules", "model", "gazetteer"}
    (line,) = (out / "rejects.jsonl").read_text().splitlines()
    assert json.loads(line)["name"] == "broken.txt"


def test_what_a_person_gets_wrong(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Jets hit Rastan.", encoding="utf-8")
    run = CliRunner().invoke
    missing = run(cli, ["archive", "nowhere-*.jsonl", "--out", str(tmp_path / "o")])
    assert "no such file or folder" in str(missing.exception)
    both = run(
        cli,
        ["archive", "a", "--out", "o", "--scheduler", "tcp://127.0.0.1:1", "--workers", "2"],
    )
    assert both.exit_code == 2
    assert "not both" in both.output
    none = run(cli, ["archive", "--out", "o"])
    assert none.exit_code == 2
    other = run(cli, ["archive", str(tmp_path / "a.txt"), "--out", str(tmp_path), "--workers", "0"])
    assert "not empty and no archive" in str(other.exception)
    assert not (tmp_path / "o").exists()
