"""A short run of the fuzzing by coverage; `tests/hardening/guided.py` runs as long as one likes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from mapper.gazetteer import Gazetteer
from tests.hardening.samples import TABLES
from tests.hardening.targets import TARGETS

pytestmark = [pytest.mark.fuzz, pytest.mark.timeout(3600)]
ROOT = Path(__file__).parents[2]
# as many as take about a second of the processor; `guided.py` goes on for as long as one likes
RUNS = {"html": 100, "geopackage": 60, "geoparquet": 20, "archive.xml": 60, "archive.warc": 100}
RUNS |= {f"import.{form}": 100 for form in TABLES}
RUNS |= {"claims": 20, "selftest": 100_000}
_ELSE = 300

Told = dict[str, Any]


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the searches leave what they find."""
    return tmp_path_factory.mktemp("found")


@pytest.fixture(scope="module")
def searches(
    tmp_path_factory: pytest.TempPathFactory, found: Path, gazetteer: Gazetteer
) -> dict[str, Told]:
    """What the search of each target told at its end; one that broke off told nothing."""
    pytest.importorskip("atheris", reason="needs atheris: pip install -e '.[fuzz]'")
    asked = [f"{target}={RUNS.get(target, _ELSE)}" for target in (*TARGETS, "selftest")]
    corpus = tmp_path_factory.mktemp("corpus")
    command = [sys.executable, "-m", "tests.hardening.guided", *asked, "--seconds", "600"]
    at_once = ["--at-once", str(os.cpu_count() or 1)]
    done = subprocess.run(
        [*command, *at_once, "--corpus", str(corpus), "--found", str(found)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1, done.stderr[-2000:]  # for the one that has to be found
    lines = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    return {told["target"]: told for told in lines}


@pytest.mark.parametrize("target", TARGETS)
def test_nothing_but_our_errors_leaves_a_reader(
    searches: dict[str, Told], found: Path, target: str
) -> None:
    broken = [one.read_text() for one in found.glob(f"{target}-*.txt")]
    assert target in searches, f"the search broke off: {sorted(found.iterdir())}"
    assert searches[target]["faults"] == 0, broken
    assert searches[target]["tried"] == RUNS.get(target, _ELSE)


def test_the_search_would_notice(searches: dict[str, Told], found: Path) -> None:
    """A reader that fails on an input that only coverage leads to."""
    assert searches["selftest"]["faults"] > 0
    assert [one.name for one in found.glob("selftest-*.txt")] != []
