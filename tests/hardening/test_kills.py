"""kill -9 in the middle of each command that writes; `killing.py` does it as often as one likes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.hardening.killing import JOBS, _check

ROOT = Path(__file__).parents[2]


@pytest.mark.slow
def test_each_command_killed_once_leaves_the_old_or_the_new(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.hardening.killing", str(len(JOBS))],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    told = json.loads(done.stdout.splitlines()[-1])
    assert told["kills"] == len(JOBS)
    assert set(told) == {"kills", *JOBS}


@pytest.mark.parametrize("name", ["map", "csv", "plot", "geojson", "import"])
def test_the_check_would_notice_half_a_file(tmp_path: Path, name: str) -> None:
    (tmp_path / JOBS[name].output).write_bytes(b"<html><body>half of")
    with pytest.raises((AssertionError, ValueError)):
        _check(JOBS[name], tmp_path)
