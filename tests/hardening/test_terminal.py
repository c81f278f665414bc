"""What reports, names and files say is shown on a terminal, and never obeyed by it."""

from __future__ import annotations

import csv
import io
import json
import unicodedata
from pathlib import Path

import pytest

from mapper.gazetteer.loading import import_files
from mapper.store import open_store
from tests.cli.conftest import Done, run  # noqa: F401
from tests.hardening.catalogs import hostile_readings

# clear the screen, set the title, write to the clipboard, turn the reading direction
ATTACK = "\x1b[2J\x1b]0;owned\x07\x1b]52;c;b3duZWQ=\x07\x9b31m\u202egpj\u2066\u200f\b\x7f"


def steering(text: str) -> list[str]:
    """Return the characters that a terminal would obey."""
    return [c for c in text if c != "\n" and unicodedata.category(c) in {"Cc", "Cf"}]


def check_quiet(done: Done) -> None:
    assert steering(done.out + done.err) == [], (done.out + done.err)[:500]


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "hostile.gpkg"
    with open_store(path, create=True) as opened:
        opened.ingest(hostile_readings(ATTACK))
    return path


def test_tables_and_explanations_of_a_hostile_store(run, store: Path) -> None:  # noqa: F811
    listed = run("strikes", "--store", store, "--format", "json")
    assert ATTACK in json.loads(listed.out)[0]["place"]["name"]
    strike = json.loads(listed.out)[0]["id"]
    for arguments in (
        ("strikes",),
        ("claims",),
        ("explain", strike),
        ("query", "--near", "34.9,36.7", "--radius", "50km"),
        ("verify",),
        ("explain", f"no{ATTACK}"),
        ("query", "--near", f"Rastan{ATTACK}", "--radius", "5km"),
        ("query", "--near", "34,36", "--radius", f"5{ATTACK}"),
    ):
        done = run(*arguments, "--store", store)
        check_quiet(done)
        assert "owned" in done.out + done.err or arguments[0] in ("verify", "query"), arguments


def test_hostile_file_names_and_facts(run, tmp_path: Path) -> None:  # noqa: F811
    name = "a\x1b[2J\u202e\x07.txt"
    (tmp_path / name).write_bytes(b"\0\1\2")
    (tmp_path / "b.txt").write_text("Nothing happened.", encoding="utf-8")
    for arguments in (
        ("claims", tmp_path / name),
        ("claims", tmp_path),
        ("claims", tmp_path / f"none{name}"),
        ("map", tmp_path / "b.txt", "-o", tmp_path / f"no{name}" / "x"),
        ("strikes", "--store", tmp_path / f"none{name}"),
        ("claims", tmp_path / "b.txt", "--gazetteer", tmp_path / name),
        ("gazetteer", "import", tmp_path / name, "--into", tmp_path / "x.gaz"),
    ):
        done = run(*arguments)
        check_quiet(done)
        assert done.err


def test_hostile_names_of_places(run, tmp_path: Path) -> None:  # noqa: F811
    table = tmp_path / "table.csv"
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["name", "lat", "lon", "admin1", "names"])
        writer.writerow([f"Karvel{ATTACK}", 35.1, 37.2, f"Testaria{ATTACK}", "Karvel"])
    import_files([table], into=tmp_path / "own.gaz", defaults=False).close()
    for arguments in (
        ("resolve", "Karvel"),
        ("resolve", f"Karvel{ATTACK}"),
        ("resolve", f"Nowhere{ATTACK}"),
        ("gazetteer", "info"),
    ):
        done = run(*arguments, "--gazetteer", tmp_path / "own.gaz")
        assert done.code == 0, done.err
        check_quiet(done)


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_table_runs_a_formula(run, tmp_path: Path, start: str) -> None:  # noqa: F811
    path = tmp_path / "formulas.gpkg"
    with open_store(path, create=True) as opened:
        opened.ingest(hostile_readings(start))
    out = tmp_path / "out.csv"
    assert run("export", "--store", path, out).code == 0
    texts = [out.read_text(encoding="utf-8")]
    for command in ("strikes", "claims"):
        texts.append(run(command, "--store", path, "--format", "csv").out)
    near = run(
        "query", "--near", "34.9,36.7", "--radius", "50km", "--store", path, "--format", "csv"
    )
    texts.append(near.out)
    for text in texts:
        rows = list(csv.reader(io.StringIO(text, newline="")))
        assert len(rows) > 1
        for cell in (cell for row in rows for cell in row):
            harmless = not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
            assert harmless or cell.replace(".", "").lstrip("-").isdigit(), cell
