"""A short run of the fuzzing by coverage; `tests/hardening/guided.py` runs as long as one likes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.hardening.samples import TABLES
from tests.hardening.targets import TARGETS

pytestmark = pytest.mark.fuzz
ROOT = Path(__file__).parents[2]
# as many as take some three seconds of the processor
RUNS = {"html": 300, "geopackage": 200, "geoparquet": 50, "archive.xml": 200, "archive.warc": 300}
RUNS |= {f"import.{form}": 100 for form in TABLES}


def run_guided(target: str, folder: Path, *, runs: int) -> subprocess.CompletedProcess[str]:
    pytest.importorskip("atheris", reason="needs atheris: pip install -e '.[fuzz]'")
    where = ["--corpus", str(folder / "corpus"), "--found", str(folder / "found")]
    return subprocess.run(
        [sys.executable, "-m", "tests.hardening.guided", target, "--runs", str(runs), *where],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("target", TARGETS)
def test_nothing_but_our_errors_leaves_a_reader(tmp_path: Path, target: str) -> None:
    done = run_guided(target, tmp_path, runs=RUNS.get(target, 1000))
    told = "\n".join(one.read_text() for one in (tmp_path / "found").glob("*.txt"))
    assert done.returncode == 0, f"{told}\n{done.stdout}\n{done.stderr[-2000:]}"
    assert '"faults": 0' in done.stdout


def test_the_search_would_notice(tmp_path: Path) -> None:
    """A reader that fails on an input that only coverage leads to."""
    done = run_guided("selftest", tmp_path, runs=100_000)
    assert done.returncode == 1, done.stderr
    assert [one.name for one in (tmp_path / "found").glob("*.txt")] != []
