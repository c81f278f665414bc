"""The commands as a person calls them: real processes, real reports, real mistakes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

REPORT = """---
publisher: Hill Country Courier
published: 2016-03-11
language: en
---
Russian warplanes bombed the town of Rastan on Thursday, killing at least four civilians,
Syrian opposition activists said. The Russian defence ministry said its jets had hit ISIS
positions in Rastan. None of the areas targeted was held by ISIS, the activists said.
"""


def mapper(*args: object, cwd: Path, **more: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "mapper", *map(str, args)],
        check=False,
        cwd=cwd,
        capture_output=True,
        text=True,
        timeout=240,
        **more,  # type: ignore[call-overload]
    )


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "raid.md"
    path.write_text(REPORT, encoding="utf-8")
    return path


def one_clear_line(done: subprocess.CompletedProcess[str], *, code: int, says: str) -> None:
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    assert says in done.stderr
    if code == 1:
        assert len(done.stderr.strip().splitlines()) == 1, done.stderr


def test_map_writes_one_file_and_prints_the_strikes(report: Path) -> None:
    done = mapper("map", report, "-o", "out.html", cwd=report.parent)
    assert done.returncode == 0, done.stderr
    assert "Rastan" in done.stdout and "Russia" in done.stdout
    assert (report.parent / "out.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert sorted(path.name for path in report.parent.iterdir()) == ["out.html", "raid.md"]


def test_strikes_and_claims_speak_the_contract(report: Path) -> None:
    strikes = json.loads(mapper("strikes", report, "--format", "json", cwd=report.parent).stdout)
    (strike,) = [strike for strike in strikes if strike["mapped"]]
    assert strike["attacker"] == "Russia"
    assert strike["date_start"] == "2016-03-10"
    assert strike["place"]["name"] == "Rastan"
    assert strike["control"]["status"] == "disputed"

    claims = json.loads(mapper("claims", report, "--format", "json", cwd=report.parent).stdout)
    body = REPORT.split("---\n", 2)[2]
    assert claims
    for claim in claims:
        assert body[claim["start"] : claim["end"]] == claim["quote"]
        assert claim["report"] == "raid.md"
    assert {claim["id"] for claim in claims} >= set(strike["claims"])


def test_the_same_input_gives_the_same_bytes_whatever_the_hash_seed(report: Path) -> None:
    outputs = {
        mapper(
            "claims",
            report,
            "--format",
            "json",
            cwd=report.parent,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1


def test_a_report_without_strikes_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "rain.txt").write_text("It rained in Lisbon on Monday.", encoding="utf-8")
    done = mapper("strikes", "rain.txt", cwd=tmp_path)
    assert done.returncode == 0
    assert "No strikes" in done.stdout


def test_a_report_without_a_known_date_says_so(tmp_path: Path) -> None:
    (tmp_path / "undated.txt").write_text(
        "Israeli jets struck the town of Qusayr on Monday, residents said.", encoding="utf-8"
    )
    done = mapper("strikes", "undated.txt", "--format", "json", cwd=tmp_path)
    for strike in json.loads(done.stdout):
        assert strike["date_start"] is None
        assert strike["date_reason"]


@pytest.mark.parametrize(
    ("args", "code", "says"),
    [
        (("map", "nowhere.txt"), 1, "nowhere.txt"),
        (("map", "empty.txt"), 1, "empty.txt"),
        (("map", "binary.txt"), 1, "binary.txt"),
        (("map", "folder"), 1, "folder"),
        (("map", "raid.md", "-o", "exists.html"), 1, "exists.html"),
        (("map", "raid.md", "-o", "no/such/out.html"), 1, "no/such"),
        (("map", "raid.md", "--manifest", "nowhere.csv"), 1, "nowhere.csv"),
        (("map", "raid.md", "--gazetteer", "nowhere.gaz"), 1, "nowhere.gaz"),
        (("map", "raid.md", "--from", "yesterday"), 2, "--from"),
        (("strikes", "raid.md", "--format", "xml"), 2, "--format"),
        (("query", "--near", "Rastann", "--radius", "25km", "raid.md"), 1, "Rastan"),
        (("query", "--near", "Rastan", "--radius", "25", "raid.md"), 1, "unit"),
        (("query", "--near", "Rastan", "--radius", "-5km", "raid.md"), 1, "-5km"),
        (("bomb",), 2, "bomb"),
    ],
)
def test_a_mistake_gets_one_clear_line_and_nothing_half_written(
    report: Path, args: tuple[str, ...], code: int, says: str
) -> None:
    folder = report.parent
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (folder / "folder").mkdir()
    (folder / "exists.html").write_text("mine")
    before = sorted(path.name for path in folder.rglob("*"))
    one_clear_line(mapper(*args, cwd=folder), code=code, says=says)
    assert sorted(path.name for path in folder.rglob("*")) == before
    assert (folder / "exists.html").read_text() == "mine"


def test_a_map_reaches_no_network_unless_tiles_were_asked_for(report: Path) -> None:
    for name, options in (("offline.html", ()), ("online.html", ("--online-tiles",))):
        done = mapper("map", report, "-o", name, *options, cwd=report.parent)
        assert done.returncode == 0, done.stderr
    policy = {
        name: next(
            line
            for line in (report.parent / name).read_text(encoding="utf-8").splitlines()
            if "Content-Security-Policy" in line
        )
        for name in ("offline.html", "online.html")
    }
    assert "http" not in policy["offline.html"].split("content=")[1]
    assert "openstreetmap" in policy["online.html"]


def test_overwrite_replaces_an_output(report: Path) -> None:
    (report.parent / "out.html").write_text("old")
    done = mapper("map", report, "-o", "out.html", "--overwrite", cwd=report.parent)
    assert done.returncode == 0, done.stderr
    assert (report.parent / "out.html").read_text(encoding="utf-8") != "old"


HEAVY = {"spacy", "folium", "geopandas", "pandas", "dask", "pyproj", "shapely", "numpy", "rich"}


@pytest.mark.parametrize("what", ["import mapper", "from mapper.cli import cli; cli.main(['-h'])"])
def test_import_and_help_load_nothing_heavy(what: str) -> None:
    code = f"""
import atexit, sys
atexit.register(lambda: print("LOADED", *sorted({{n.split(".")[0] for n in sys.modules}})))
{what}
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.rsplit("LOADED", 1)[1].split())
    assert "mapper" in loaded
    assert not loaded & HEAVY


def test_every_command_and_subcommand_shows_an_example() -> None:
    import click
    from click.testing import CliRunner

    from mapper.cli import cli

    def walk(command: click.Command, words: list[str]) -> None:
        shown = CliRunner().invoke(cli, [*words, "--help"])
        assert shown.exit_code == 0, (words, shown.output)
        example = shown.output.partition("Example:")[2]
        assert f"mapper {' '.join(words)}" in example, words
        if isinstance(command, click.Group):
            for name in command.list_commands(click.Context(command)):
                found = command.get_command(click.Context(command), name)
                assert found is not None
                walk(found, [*words, name])

    for name in cli.list_commands(click.Context(cli)):
        found = cli.get_command(click.Context(cli), name)
        assert found is not None
        walk(found, [name])
