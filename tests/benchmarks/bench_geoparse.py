"""Print how well and how fast place names are found and placed, on corpora beside the checkout."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[3] / "shared"
SCORER = SHARED / "tools" / "score_geoparse.py"


@pytest.mark.benchmark
@pytest.mark.timeout(1800)
@pytest.mark.skipif(not SCORER.is_file(), reason="the corpora are not beside the checkout")
@pytest.mark.parametrize("corpus", ["lgl", "gwn"])
@pytest.mark.parametrize("more", [(), ("--end-to-end",)], ids=["gold spans", "end to end"])
def test_corpus(corpus: str, more: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    done = subprocess.run(
        [sys.executable, str(SCORER), str(SHARED / "data" / "corpora" / f"{corpus}.jsonl"), *more],
        check=True,
        capture_output=True,
        text=True,
        env={"MAPPER": f"{sys.executable} -m mapper", "PATH": "", "HOME": str(Path.home())},
    )
    with capsys.disabled():
        print(f"\n{done.stdout.strip()}")
    assert done.stdout.startswith("geoparse: corpus=")
