"""One default gazetteer for all tests here; it is built once and kept in the cache."""

from __future__ import annotations

from pathlib import Path

import pytest

from mapper.gazetteer import Gazetteer, load_gazetteer

SHARED = Path(__file__).resolve().parents[3] / "shared"


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return load_gazetteer()
