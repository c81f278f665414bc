"""`mapper gazetteer`, run as people run it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path


def _run(*args: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "mapper", "gazetteer", *map(str, args)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_info_names_every_source_and_licence() -> None:
    done = _run("info", "--format", "json")
    shown = json.loads(done.stdout)
    assert {s["name"] for s in shown["sources"]} >= {"curated", "geonames"}
    assert all(s["licence"] for s in shown["sources"])


def test_import_counts_what_it_did_not_take(tmp_path: Path) -> None:
    table = tmp_path / "t.csv"
    table.write_text("name,lat,lon\nGood,35.5,36.9\nFar,95,200\n", encoding="utf-8")
    into = tmp_path / "g.gaz"
    done = _run("import", table, "--into", into, "--no-defaults")
    assert done.returncode == 0
    assert "1 places" in done.stderr
    assert "1 rows not taken: coordinates out of range" in done.stderr
    assert _run("doubtful", "--gazetteer", into).returncode == 0


def test_import_of_no_such_file_is_one_line(tmp_path: Path) -> None:
    done = _run("import", tmp_path / "absent.csv", "--into", tmp_path / "g.gaz")
    assert done.returncode == 1
    assert "no such file" in done.stderr
    assert "Traceback" not in done.stderr
