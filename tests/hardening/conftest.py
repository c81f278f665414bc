"""What the tests of this folder share: the gazetteer, and the command in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from mapper.gazetteer import Gazetteer, load_gazetteer

Command = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    """The default one, built once and kept in the cache."""
    return load_gazetteer()


@pytest.fixture
def mapper(tmp_path: Path, gazetteer: Gazetteer) -> Command:
    """Return a way to run `mapper` with arguments as a user does, in an empty folder."""

    def _run(*arguments: object, **more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "mapper", *map(str, arguments)],
            capture_output=True,
            text=True,
            cwd=tmp_path,
            check=False,
            env={**os.environ, **more},
        )

    return _run
