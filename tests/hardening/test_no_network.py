"""Every command works, and asks nobody: the network is forbidden to the process itself.

The wall is a hook of the interpreter's own (`sys.addaudithook`), which sees each connection
and each look-up of a name, whoever makes it. The last test proves that it would be seen.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from mapper.gazetteer import Gazetteer

WALL = """
import sys
def watch(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"):
        # a family other than the internet's stays on this machine
        if event == "socket.connect" and isinstance(arguments[1], (str, bytes)):
            return
        raise SystemExit(f"NETWORK: {event} {arguments[1:]}")
    # matplotlib lists the fonts of a machine once, by a program that looks into its folders
    if event == "subprocess.Popen" and not (
        arguments[1][0] == "fc-list" or "mapper" in str(arguments[1])
    ):
        raise SystemExit(f"PROGRAM: {arguments[1]}")
sys.addaudithook(watch)
"""
COMMANDS = (
    ("map", "story.txt", "-o", "out.html"),
    ("map", "-o", "seeds.html"),
    ("ingest", "story.txt", "--store", "s.gpkg"),
    ("ingest", "story.txt", "page.html", "--store", "folder"),
    ("strikes", "story.txt", "--format", "geojson"),
    ("claims", "story.txt", "--format", "csv"),
    ("query", "--near", "Rastan", "--radius", "50km", "--store", "s.gpkg"),
    ("resolve", "Zaafaraniya", "--country", "SY"),
    ("resolve", "Nosuchplaceatall", "--format", "json"),
    ("geoparse", "story.txt", "--format", "json"),
    ("gazetteer", "info"),
    ("gazetteer", "import", "places.csv", "--into", "own.gaz"),
    ("export", "--store", "s.gpkg", "out.kml"),
    ("export", "--store", "folder", "out.gpkg"),
    ("rebuild", "--store", "s.gpkg"),
    ("verify", "--store", "s.gpkg"),
    ("plot", "map", "--store", "s.gpkg", "-o", "plot.png"),
    ("archive", "story.txt", "--out", "arch", "--workers", "0"),
)
STORY = "Russian jets bombed Rastan on 30 September 2015, killing 12 civilians, activists said.\n"


# where it may be made, a network namespace of its own: not even a library in C gets out of it
_APART = ["unshare", "-n"]
_CAN_PART = (
    shutil.which("unshare")
    and not subprocess.run([*_APART, "true"], check=False, capture_output=True).returncode
)


def run_walled(arguments: tuple[str, ...], folder: Path) -> subprocess.CompletedProcess[str]:
    code = f"{WALL}\nfrom mapper.cli import main\nsys.argv = {['mapper', *arguments]!r}\nmain()\n"
    return subprocess.run(
        [*(_APART if _CAN_PART else ()), sys.executable, "-c", code],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        # a cache of its own, so that each run is matplotlib's first on this machine
        env={**os.environ, "MPLBACKEND": "agg", "MPLCONFIGDIR": str(folder / "matplotlib")},
    )


@pytest.mark.slow
def test_no_command_asks_anybody(tmp_path: Path, gazetteer: Gazetteer) -> None:
    (tmp_path / "story.txt").write_text(STORY, encoding="utf-8")
    (tmp_path / "page.html").write_text(
        f'<html><head><script src="https://example.org/a.js"></script></head><body>'
        f'<img src="https://example.org/a.png"><p>{STORY}</p></body></html>',
        encoding="utf-8",
    )
    (tmp_path / "places.csv").write_text("name,lat,lon\nKarvel,35,37\n", encoding="utf-8")
    for arguments in COMMANDS:
        done = run_walled(arguments, tmp_path)
        assert done.returncode == 0, f"{arguments}: {done.stderr}"
        assert "NETWORK" not in done.stderr + done.stdout
    listed = run_walled(("strikes", "--store", "s.gpkg", "--format", "json"), tmp_path)
    for strike in json.loads(listed.stdout):
        done = run_walled(("explain", strike["id"], "--store", "s.gpkg"), tmp_path)
        assert done.returncode == 0, done.stderr


def test_the_main_job_asks_nobody(tmp_path: Path, gazetteer: Gazetteer) -> None:
    (tmp_path / "story.txt").write_text(STORY, encoding="utf-8")
    done = run_walled(COMMANDS[0], tmp_path)
    assert done.returncode == 0, done.stderr
    assert "Rastan" in done.stdout
    assert (tmp_path / "out.html").stat().st_size > 100_000


def test_the_wall_would_notice(tmp_path: Path) -> None:
    done = run_walled(("gazetteer", "fetch", "geonames", "SY", "--into", "x.gaz"), tmp_path)
    assert done.returncode != 0
    assert "NETWORK" in done.stderr
