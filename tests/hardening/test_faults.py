"""A server that goes away, a clock that jumps, two at one file: nothing is lost."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from mapper.corrections import Action, Correction
from mapper.errors import StoreError
from mapper.gazetteer import Gazetteer
from mapper.model import Reading
from mapper.store import interface, open_store
from tests.builders import make_place, make_readings
from tests.store.conftest import postgis_address, postgis_server
from tests.store.server import running_server

__all__ = ["postgis_address", "postgis_server"]


def end_sessions(address: str) -> None:
    """End every other connection to a database, as an administrator or a restart would."""
    import psycopg

    with psycopg.connect(address, autocommit=True) as admin:
        admin.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


def interrupted(readings: list[Reading], after: int, harm: object) -> Iterator[Reading]:
    for number, reading in enumerate(readings):
        if number == after:
            harm()  # type: ignore[operator]
        yield reading


@pytest.mark.postgis
def test_a_session_that_is_ended_keeps_whole_batches(postgis_address: str) -> None:
    readings = make_readings(12, seed=3)
    with open_store(postgis_address, create=True) as store:
        stream = interrupted(readings, 7, lambda: end_sessions(postgis_address))
        with pytest.raises(StoreError, match=r"connection was lost.*again"):
            store.ingest(stream, batch=3)
    with open_store(postgis_address) as store:
        assert len(store.known()) == 6
        assert store.ingest(readings).added == 6
        assert store.verify() == []


@pytest.mark.postgis
def test_a_session_that_is_ended_while_the_tables_are_written_changes_nothing(
    postgis_address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    readings = make_readings(12, seed=3)
    with open_store(postgis_address, create=True) as store:
        store.ingest(readings[:5])
        before = sorted(one.id for one in store.catalog().strikes)
        put = type(store)._put_states

        def end_first(self: object, states: object) -> None:
            end_sessions(postgis_address)
            put(self, states)  # type: ignore[arg-type]
            self._set_info({"harmed": "yes"})  # type: ignore[attr-defined]

        with monkeypatch.context() as patch:
            patch.setattr(type(store), "_put_states", end_first)
            with pytest.raises(StoreError, match="connection was lost"):
                store.ingest(readings[5:])
    with open_store(postgis_address) as store:
        assert len(store.known()) == 12  # the readings were whole; the tables are made anew
        assert sorted(one.id for one in store.catalog().strikes) != before
        assert store.verify() == []


@pytest.mark.postgis
@pytest.mark.slow
def test_a_server_that_stops_is_told_in_one_error() -> None:
    with running_server() as server:
        with open_store(f"{server}/postgres", create=True) as store:
            store.ingest(make_readings(3, seed=1))
        kept = open_store(f"{server}/postgres")
    with pytest.raises(StoreError, match="connection was lost"):
        kept.ingest(make_readings(3, seed=2))
    kept.close()
    with pytest.raises(StoreError, match="cannot connect"):
        open_store(f"{server}/postgres")


@pytest.mark.parametrize("name", ["s.gpkg", "folder"])
def test_a_clock_set_back_leaves_the_newest_correction_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    place = make_place("Kalmira")
    clock = iter(f"20{year}-01-01T00:00:00.000000Z" for year in (30, 21, 12, 11, 10, 9))
    with open_store(tmp_path / name, create=True) as store:
        store.ingest(make_readings(3, seed=1, places=[place]))
        monkeypatch.setattr(interface, "utc_now", lambda: next(clock))
        for lat in (34.1, 34.2, 34.3):
            store.correct(
                Correction(
                    action=Action.MOVE_PLACE, target=place.id, lat=lat, lon=36.0, why=f"{lat}"
                ),
                who="A",
            )
        assert {one.place.lat for one in store.catalog().strikes if one.place} == {34.3}
        last = store.corrections()[-1]
        assert last.why == "34.3"
        undone = store.undo(last.id, who="A")
        assert undone.undone_at is not None
        assert undone.undone_at >= undone.made_at
        assert {one.place.lat for one in store.catalog().strikes if one.place} == {34.2}
        assert store.verify() == []


def test_two_imports_into_one_gazetteer_both_end_whole(tmp_path: Path) -> None:
    commands = []
    for name in ("Karvel", "Marnel"):
        rows = "".join(f"{name} {n},{n % 80},{n % 170}\n" for n in range(2000))
        table = tmp_path / f"{name}.csv"
        table.write_text(f"name,lat,lon\n{name},35,37\n{rows}", encoding="utf-8")
        arguments = ["gazetteer", "import", str(table), "--into", "own.gaz", "--no-defaults"]
        commands.append([sys.executable, "-m", "mapper", *arguments])
    running = [
        subprocess.Popen(one, cwd=tmp_path, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL)
        for one in commands
    ]
    for one in running:
        _, said = one.communicate()
        assert one.returncode == 0, said
    gazetteer = Gazetteer(tmp_path / "own.gaz")
    assert bool(gazetteer.find("Karvel")) != bool(gazetteer.find("Marnel"))
    gazetteer.close()
    left = {one.name for one in tmp_path.iterdir()} - {"own.gaz", "Karvel.csv", "Marnel.csv"}
    assert all(one.endswith(".lock") for one in left), left
