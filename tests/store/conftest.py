"""Each kind of store, empty and ready, for the contract that all of them keep."""

from __future__ import annotations

import os
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from mapper.store import Store, open_store
from tests.store.server import find_binaries, running_server

KINDS = ["geopackage", "geoparquet", pytest.param("postgis", marks=pytest.mark.postgis)]


@pytest.fixture(scope="session")
def postgis_server() -> Iterator[str]:
    """Return the address of a server: MAPPER_TEST_POSTGIS, or one of our own."""
    given = os.environ.get("MAPPER_TEST_POSTGIS")
    if given:
        yield given.rstrip("/")
        return
    if find_binaries() is None:
        pytest.skip("needs PostgreSQL: apt install postgresql postgresql-15-postgis-3")
    with running_server() as address:
        yield address


@pytest.fixture
def postgis_address(postgis_server: str) -> Iterator[str]:
    """Return the address of a new, empty database."""
    import psycopg

    name = f"mapper_test_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(f"{postgis_server}/postgres", autocommit=True) as admin:
        admin.execute(f'CREATE DATABASE "{name}"')
    yield f"{postgis_server}/{name}"
    with psycopg.connect(f"{postgis_server}/postgres", autocommit=True) as admin:
        admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


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
