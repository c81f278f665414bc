"""Damaged and foreign stores: they answer, or are refused in one line; nothing else."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapper.errors import MapperError, StoreError
from mapper.store import open_store
from tests.builders import make_readings
from tests.hardening.mangling import fuzz, mangle, mangled
from tests.hardening.targets import use_everything

pytestmark = pytest.mark.fuzz


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    whole = tmp_path_factory.mktemp("stores")
    for name in ("whole.gpkg", "whole"):
        with open_store(whole / name, create=True) as store:
            store.ingest(make_readings(6, seed=5))
    return whole


def use_or_be_refused(path: Path) -> None:
    try:
        use_everything(path)
    except MapperError as error:
        assert str(error)


def test_a_damaged_geopackage_answers_or_is_refused(folder: Path) -> None:
    whole, path = (folder / "whole.gpkg").read_bytes(), folder / "damaged.gpkg"

    @fuzz(60)
    @given(mangled(whole))
    def check(data: bytes) -> None:
        for left in folder.glob("damaged.gpkg*"):
            left.unlink()
        path.write_bytes(data)
        use_or_be_refused(path)

    check()


def test_a_damaged_folder_of_parquet_answers_or_is_refused(folder: Path) -> None:
    whole, path = folder / "whole", folder / "damaged"
    files = sorted(one.relative_to(whole) for one in whole.rglob("*") if one.is_file())
    assert len(files) > 3

    @fuzz(12)
    @given(st.sampled_from(files), st.integers(0, 2**32), st.booleans())
    def check(file: Path, seed: int, lost: bool) -> None:
        shutil.rmtree(path, ignore_errors=True)
        shutil.copytree(whole, path)
        if lost:
            (path / file).unlink()
        else:
            (path / file).write_bytes(mangle((whole / file).read_bytes(), seed))
        use_or_be_refused(path)

    check()


@pytest.mark.parametrize("table", ["mapper_info", "strikes", "reports", "claims"])
def test_a_table_that_is_another_programs_is_refused(folder: Path, table: str) -> None:
    path = folder / f"foreign_{table}.gpkg"
    shutil.copy(folder / "whole.gpkg", path)
    with sqlite3.connect(path) as connection:
        names = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
        assert table in names
        connection.execute(f'ALTER TABLE "{table}" RENAME TO moved')
        connection.execute(f'CREATE TABLE "{table}" (x INTEGER)')
        connection.execute(f'INSERT INTO "{table}" VALUES (1)')
    connection.close()
    use_or_be_refused(path)


def test_a_name_that_is_no_text_is_damage(folder: Path) -> None:
    whole, path = (folder / "whole.gpkg").read_bytes(), folder / "damaged.gpkg"
    path.write_bytes(whole.replace(b"CREATE TABLE mapper_info", b"CREATE TABLE mapper\x8dinfo"))
    assert path.read_bytes() != whole
    with pytest.raises(StoreError, match="damaged"):
        use_everything(path)


def test_a_reading_without_its_places_is_damage(folder: Path) -> None:
    path = folder / "half.gpkg"
    shutil.copy(folder / "whole.gpkg", path)
    with contextlib.closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DELETE FROM mapper_resolutions")
    with pytest.raises(StoreError, match="lost its places"):
        use_everything(path)
