"""A pytest plugin that repeats each property test until it has had its processor time.

    python -m pytest -p tests.hardening.longer --longer-s 1200 --longer-say tried.tsv TEST...

Each round draws afresh: the settings of a test keep their number of examples, and no round is
derandomized or reads what earlier rounds have kept.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, settings

_FRESH = {"derandomize": False, "database": None, "phases": [Phase.generate, Phase.shrink]}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--longer-s", type=float, default=60.0, help="of the processor, each test")
    parser.addoption("--longer-say", type=Path, help="a table: test, rounds, seconds")


@pytest.hookimpl(hookwrapper=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> Iterator[None]:
    limit, told = (pyfuncitem.config.getoption(name) for name in ("longer_s", "longer_say"))
    begun, rounds = time.process_time(), 1
    _draw_afresh(pyfuncitem.obj)
    outcome: Any = yield
    while outcome.excinfo is None and time.process_time() - begun < limit:
        try:
            arguments = pyfuncitem._fixtureinfo.argnames
            pyfuncitem.obj(**{name: pyfuncitem.funcargs[name] for name in arguments})
        except BaseException as error:
            outcome.force_exception(error)
            break
        rounds += 1
    if told is not None:
        with told.open("a", encoding="utf-8") as table:
            spent = time.process_time() - begun
            table.write(f"{pyfuncitem.nodeid}\t{rounds}\t{spent:.0f}\n")


def _draw_afresh(test: Any) -> None:
    kept = getattr(test, "_hypothesis_internal_use_settings", None)
    if kept is not None:
        test._hypothesis_internal_use_settings = settings(kept, **_FRESH)
