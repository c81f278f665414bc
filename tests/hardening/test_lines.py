"""A connection that is cut, or a server that falls silent, in the middle of the work on PostGIS."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from contextlib import closing

import psycopg
import pytest

from mapper.corrections import Action, Correction
from mapper.errors import StoreError
from mapper.store import Store, open_store
from mapper.store.postgis import PostGISStore
from tests.builders import make_readings
from tests.hardening.proxy import Line, open_line
from tests.store.conftest import postgis_address, postgis_server

__all__ = ["postgis_address", "postgis_server"]

pytestmark = pytest.mark.postgis
OLD, NEW = make_readings(10, seed=3), make_readings(15, seed=4)
LOST = "connection was lost|cannot connect"
BATCH = 4


def _ingest(store: Store) -> None:
    store.ingest(NEW, batch=BATCH)


def _correct(store: Store) -> None:
    target = store.catalog().strikes[0].id
    store.correct(Correction(action=Action.NOTE, target=target, why="seen"), who="A")


def _rebuild(store: Store) -> None:
    by_sha = {one.report.sha256: one for one in OLD}
    store.rebuild(lambda report: by_sha[report.sha256], versions={"rules": "new"}, batch=BATCH)


WORK: dict[str, Callable[[Store], None]] = {
    "ingest": _ingest, "correct": _correct, "rebuild": _rebuild,
}  # fmt: skip


@pytest.fixture
def begin(postgis_address: str) -> Iterator[Callable[[], None]]:
    """Return a way to make the store as it was at first."""

    def _begin() -> None:
        with psycopg.connect(postgis_address, autocommit=True) as admin:
            admin.execute("DROP SCHEMA IF EXISTS mapper CASCADE")
        with open_store(postgis_address, create=True) as store:
            store.ingest(OLD)

    _begin()
    yield _begin


def split_address(address: str) -> tuple[int, Callable[[Line], str]]:
    """Return the port of an address, and what it is by way of a line."""
    port = int(re.search(r":(\d+)/", address)[1])  # type: ignore[index]
    return port, lambda line: address.replace(f":{port}/", f":{line.port}/")


def check_whole(address: str, work: str) -> None:
    """Whole batches, nothing of before lost, and the same work done again ends well."""
    with open_store(address) as store:
        assert store.inspect() == []
        known = store.known()
        assert known >= {one.report.sha256 for one in OLD}
        added = len(known) - len(OLD)
        assert added % BATCH == 0 or added == len(NEW)
        WORK[work](store)
        assert store.verify() == []
        if work == "ingest":
            assert len(store.known()) == len(OLD) + len(NEW)


@pytest.mark.parametrize("work", WORK)
def test_a_line_cut_anywhere_leaves_whole_batches(
    postgis_address: str, begin: Callable[[], None], work: str
) -> None:
    rng = random.Random(work)
    port, by_way_of = split_address(postgis_address)
    with open_line(port) as line, open_store(by_way_of(line)) as store:
        WORK[work](store)
        whole = line.passed
    assert whole > 10_000
    cut = 0
    for _ in range(8):
        begin()
        with open_line(port, breaks_after=rng.randrange(whole)) as line:
            try:
                with open_store(by_way_of(line)) as store:
                    WORK[work](store)
            except StoreError as error:
                assert re.search(LOST, str(error)), error
                cut += 1
        check_whole(postgis_address, work)
    assert cut >= 6


@pytest.mark.parametrize("work", WORK)
def test_a_server_that_falls_silent_is_given_up(
    postgis_address: str, begin: Callable[[], None], work: str
) -> None:
    del begin
    port, by_way_of = split_address(postgis_address)
    with open_line(port) as line, closing(PostGISStore(by_way_of(line), answer_s=1.0)) as store:
        line.silent_after = line.passed + 3_000
        with pytest.raises(StoreError, match=r"connection was lost.*not answered for 1 s"):
            WORK[work](store)
    check_whole(postgis_address, work)


def test_a_door_behind_which_nobody_speaks_is_given_up(postgis_address: str) -> None:
    port, by_way_of = split_address(postgis_address)
    with open_line(port) as line:
        line.silent_after = 0
        address = by_way_of(line) + "?connect_timeout=2"
        with pytest.raises(StoreError, match="cannot connect"):
            open_store(address)


def test_a_slow_server_is_waited_for(postgis_address: str, begin: Callable[[], None]) -> None:
    del begin
    with closing(PostGISStore(postgis_address, answer_s=3.0)) as store:
        assert store.rows("SELECT count(*) FROM {readings}, pg_sleep(1.5)") == [(len(OLD),)]
