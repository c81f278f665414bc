"""Commands killed or interrupted at random; `killing.py` does it as often as one likes."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from mapper.store import open_store
from tests.builders import make_readings
from tests.hardening.jobs import JOBS, kept_in
from tests.hardening.killing import HOW, check_farewell, check_output

ROOT = Path(__file__).parents[2]
TIMES = int(os.environ.get("MAPPER_KILLS", "1"))
"""How often each command is ended, where that may take minutes."""
QUICK = ("ingest-gpkg", "ingest-folder", "correct-folder", "rebuild-gpkg", "csv")
SERVED = [name for name in JOBS if JOBS[name].store == "postgis"]


def end_often(times: int, how: str, names: list[str]) -> dict[str, int]:
    command = [sys.executable, "-m", "tests.hardening.killing", str(times), "--how", how]
    done = subprocess.run(
        [*command, "--only", *names],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        # as in the background of a script, where the key is ignored until the harness hears it
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_IGN) and None,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    told: dict[str, int] = json.loads(done.stdout.splitlines()[-1])
    return told


def test_a_few_commands_killed_leave_the_old_or_the_new() -> None:
    assert end_often(len(QUICK), "kill", list(QUICK))["kill"] >= len(QUICK)


@pytest.mark.slow
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("how", HOW)
def test_each_command_ended_leaves_the_old_or_the_new(how: str) -> None:
    names = [name for name in JOBS if name not in SERVED]
    told = end_often(TIMES * len(names), how, names)
    assert told[how] >= len(names)


@pytest.mark.slow
@pytest.mark.postgis
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("how", HOW)
def test_each_command_on_postgis_ended_leaves_the_old_or_the_new(how: str) -> None:
    told = end_often(2 * TIMES * len(SERVED), how, SERVED)
    assert told[how] >= 2 * len(SERVED)


@pytest.mark.parametrize("name", ["map", "csv", "plot", "geojson", "import", "notebooks"])
def test_the_check_would_notice_half_an_output(tmp_path: Path, name: str) -> None:
    half = tmp_path / JOBS[name].output
    if half.suffix:
        half.write_bytes(b"<html><body>half of")
    else:
        half.mkdir()
    with pytest.raises((AssertionError, ValueError)):
        check_output(JOBS[name], tmp_path)


def test_the_check_would_notice_a_lost_row(tmp_path: Path) -> None:
    address = str(tmp_path / "store.gpkg")
    with open_store(address, create=True) as store:
        store.ingest(make_readings(5, seed=1))
        reports, strikes, _ = kept_in(address)
        assert len(reports) == 5
        assert strikes
        store.many("DELETE FROM {strike_claims}", [()])  # type: ignore[attr-defined]
    with pytest.raises(AssertionError):
        kept_in(address)


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (130, "Traceback (most recent call last):\nstopped; nothing"),
        (130, "\n"),
        (0, "stopped; nothing"),
        (-signal.SIGINT, ""),
    ],
)
def test_the_check_would_notice_an_untidy_end(code: int, said: str) -> None:
    with pytest.raises(AssertionError):
        check_farewell(code, said)
