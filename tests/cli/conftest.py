"""The command in the same process, so that the language model is loaded once."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from mapper.cli import main
from mapper.store import open_store
from tests.builders import make_places, make_readings


@dataclass(frozen=True)
class Done:
    """What a command printed and returned."""

    code: int
    out: str
    err: str

    def refused(self, code: int, *words: str) -> None:
        """Check that it ended with this code and one clear line."""
        assert self.code == code, self.err
        assert "Traceback" not in self.err
        for word in words:
            assert word in self.err
        if code == 1:
            assert len(self.err.strip().splitlines()) == 1, self.err


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., Done]:
    """Return a way to call `mapper` with arguments."""

    def _run(*arguments: object) -> Done:
        monkeypatch.setattr(sys, "argv", ["mapper", *map(str, arguments)])
        code = 0
        # a command that is over hears Ctrl-C no more, and what it starts later would not either
        hears, complains = signal.getsignal(signal.SIGINT), sys.unraisablehook
        try:
            main()
        except SystemExit as left:
            code = int(left.code or 0)
        finally:
            signal.signal(signal.SIGINT, hears)
            sys.unraisablehook = complains
        printed = capsys.readouterr()
        return Done(code, printed.out, printed.err)

    return _run


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    """Return a store with synthetic reports."""
    path = tmp_path / "filled.gpkg"
    with open_store(path, create=True) as store:
        places = make_places(6, seed=3)
        store.ingest(make_readings(15, seed=3, places=places), versions={"rules": "synthetic"})
    return path
