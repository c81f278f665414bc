"""What is particular to PostGIS: its index is used, its steps are counted, secrets stay secret."""

from __future__ import annotations

import psycopg
import pytest

from mapper.errors import StoreError
from mapper.model import Catalog
from mapper.store import open_store
from mapper.store.migrations import MIGRATIONS
from mapper.store.postgis import NEAR, PostGISStore, hide_password
from tests.builders import make_readings, make_strikes

pytestmark = pytest.mark.postgis


def test_a_radius_uses_the_index(postgis_address: str) -> None:
    with PostGISStore(postgis_address, create=True) as store:
        with store._writing():
            store._put_derived(Catalog(strikes=tuple(make_strikes(3000, seed=1))))
        store._connection.execute("ANALYZE mapper.strikes")
        question = {"lat": 35.5, "lon": 38.0, "metres": 5000.0, "low": -1.0, "high": 2.0}
        plan = "\n".join(row[0] for row in store._all("EXPLAIN " + NEAR, question))
    assert "strikes_geog" in plan
    assert "Seq Scan" not in plan


def test_migrations_are_applied_once_and_counted(postgis_address: str) -> None:
    for _ in range(2):
        with PostGISStore(postgis_address, create=True) as store:
            steps = store._all("SELECT number, title FROM mapper.migrations ORDER BY 1")
    assert [number for number, _ in steps] == list(range(1, len(MIGRATIONS) + 1))


def test_a_database_of_a_newer_version_is_refused(postgis_address: str) -> None:
    with PostGISStore(postgis_address, create=True) as store:
        store._connection.execute("INSERT INTO mapper.migrations VALUES (99, 'from the future')")
    with pytest.raises(StoreError, match="newer version"):
        open_store(postgis_address)


def test_a_missing_index_is_found(postgis_address: str) -> None:
    with PostGISStore(postgis_address, create=True) as store:
        store.ingest(make_readings(4))
        assert store.verify() == []
        store._connection.execute("DROP INDEX mapper.strikes_geog")
        assert store.verify() == ["the index 'strikes_geog' is missing"]


def test_two_writers_wait_for_each_other_or_are_told(postgis_address: str) -> None:
    with (
        PostGISStore(postgis_address, create=True, timeout_s=0.2) as one,
        PostGISStore(postgis_address, timeout_s=0.2) as two,
    ):
        with one._writing(), pytest.raises(StoreError, match="another program is writing"):
            two.ingest(make_readings(1))
        assert two.ingest(make_readings(1)).added == 1


def test_a_reader_s_role_can_ask_but_not_write(postgis_address: str) -> None:
    with PostGISStore(postgis_address, create=True) as store:
        store.ingest(make_readings(6))
    role = "reader_" + postgis_address.rpartition("_")[2]
    with psycopg.connect(postgis_address, autocommit=True) as admin:
        admin.execute(f"CREATE ROLE {role} LOGIN")
        admin.execute(f"GRANT USAGE ON SCHEMA mapper TO {role}")
        admin.execute(f"GRANT SELECT ON ALL TABLES IN SCHEMA mapper TO {role}")
    try:
        with PostGISStore(postgis_address.replace("mapper@", f"{role}@")) as store:
            assert len(store.catalog().readings) == 6
            assert not store.within_radius(lat=35.5, lon=38.5, radius_km=900).empty
            with pytest.raises(StoreError, match="cannot be written"):
                store.ingest(make_readings(7))
    finally:
        with psycopg.connect(postgis_address, autocommit=True) as admin:
            admin.execute(f"DROP OWNED BY {role}")
            admin.execute(f"DROP ROLE {role}")


def test_text_with_a_nul_is_kept_exactly(postgis_address: str) -> None:
    from mapper.model import Reading
    from tests.builders import make_report

    report = make_report("a\0b struck", name="nul.txt")
    with PostGISStore(postgis_address, create=True) as store:
        store.ingest([Reading(report)])
        assert store.catalog().readings[0].report.text == "a\0b struck"
        assert "\0" not in store.reports_frame()["text"][0]


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("postgresql://ada:s3cret@db:5432/x", "postgresql://ada@db:5432/x"),
        ("postgresql://ada@db/x?password=s3cret&a=1", "postgresql://ada@db/x?password=…&a=1"),
        ("postgresql://ada:p%40s3cret@db/x", "postgresql://ada@db/x"),
        ("postgresql://ada:s3cret@[::1", "postgresql://…"),
        ("postgresql://db/x", "postgresql://db/x"),
    ],
)
def test_an_address_is_shown_without_its_password(address: str, shown: str) -> None:
    assert hide_password(address) == shown


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://ada:s3cret@127.0.0.1:1/x",
        "postgresql://ada:p%40s3cret@127.0.0.1:1/x",
        "postgresql://ada:s3cret@127.0.0.1:1/x?nonsense=1",
        "postgresql://ada:s3cret@nohost.invalid/x",
        "postgresql://ada@127.0.0.1:1/x?password=s3cret",
        "postgresql://ada:s3cret@127.0.0.1:port/x",
    ],
)
def test_no_error_shows_a_password(address: str) -> None:
    with pytest.raises(StoreError) as caught:
        open_store(address, create=True)
    told = str(caught.value)
    error: BaseException | None = caught.value
    while error is not None:
        told += repr(error)
        error = error.__cause__
    assert "s3cret" not in told
    assert "ada" in told


def test_an_address_of_another_kind_is_refused() -> None:
    with pytest.raises(StoreError, match="mysql"):
        open_store("mysql://ada:s3cret@db/x")
