"""Each kind of store, empty and ready, for the contract that all of them keep."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from mapper.store import Store, open_store

KINDS = ["geopackage", "geoparquet", pytest.param("postgis", marks=pytest.mark.postgis)]


@pytest.fixture(params=KINDS)
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Return where a new store of each kind can be made."""
    if request.param == "geopackage":
        yield str(tmp_path / "store.gpkg")
    elif request.param == "geoparquet":
        yield str(tmp_path / "store")
    else:
        yield request.getfixturevalue("postgis_address")


@pytest.fixture
def store(address: str) -> Iterator[Store]:
    """Return an empty store of each kind."""
    with open_store(address, create=True) as opened:
        yield opened


@pytest.fixture
def reopen(address: str) -> Callable[[], Store]:
    """Return a way to open the same store as another process would."""
    return lambda: open_store(address)
