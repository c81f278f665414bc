"""Damaged place tables and gazetteer files; names that are anything but names."""

from __future__ import annotations

import contextlib
import resource
import sqlite3
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapper.errors import GazetteerError
from mapper.gazetteer import Gazetteer
from mapper.gazetteer.loading import import_files
from mapper.likeness import compare_sounds
from mapper.toponyms import fold_name, spell_sounds
from tests.hardening.mangling import fuzz, mangled
from tests.hardening.samples import PLACES, TABLES
from tests.hardening.targets import ask_everything

pytestmark = pytest.mark.fuzz


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("tables")


@pytest.fixture(scope="module")
def built(folder: Path) -> bytes:
    """A whole gazetteer file of a few places."""
    table = folder / "whole.csv"
    table.write_text(PLACES, encoding="utf-8")
    import_files([table], into=folder / "whole.gaz", defaults=False).close()
    return (folder / "whole.gaz").read_bytes()


@pytest.mark.parametrize("form", TABLES)
def test_a_damaged_table_is_imported_or_refused(folder: Path, form: str) -> None:
    table, into = folder / f"damaged.{form}", folder / f"{form}.gaz"

    @fuzz(12)
    @given(mangled(TABLES[form]), st.booleans())
    def check(data: bytes, told: bool) -> None:
        table.write_bytes(data)
        into.unlink(missing_ok=True)
        try:
            gazetteer = import_files(
                [table], into=into, form=form if told and form != "zip" else None, defaults=False
            )
        except GazetteerError as error:
            assert str(error)
            assert not into.exists()
            return
        with contextlib.closing(gazetteer):
            ask_everything(gazetteer)

    check()


def test_a_damaged_gazetteer_file_answers_or_is_refused(folder: Path, built: bytes) -> None:
    path = folder / "damaged.gaz"

    @fuzz(300)
    @given(mangled(built))
    def check(data: bytes) -> None:
        path.write_bytes(data)
        try:
            with contextlib.closing(Gazetteer(path)) as gazetteer:
                ask_everything(gazetteer)
        except GazetteerError as error:
            assert "build it again" in str(error) or "newer version" in str(error)

    check()


@fuzz(150)
@given(st.text(max_size=200), st.text(max_size=40))
def test_any_text_can_be_asked_for(gazetteer: Gazetteer, name: str, admin1: str) -> None:
    found = gazetteer.search(name, country="SY", admin1=admin1)
    assert found.candidates or found.reason_if_empty
    gazetteer.find(name)


@fuzz(1500)
@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_folds_and_compares(one: str, other: str) -> None:
    folded = fold_name(one)
    assert fold_name(folded) == folded
    here, there = spell_sounds(one), spell_sounds(other)
    assert 0 <= compare_sounds(here, there).score <= 1
    assert compare_sounds(here, there).score == pytest.approx(compare_sounds(there, here).score)


def test_a_line_without_end_in_a_zip_stays_packed(folder: Path) -> None:
    """49 MB of one line in 50 kB: refused in little memory."""
    bomb = folder / "bomb.zip"
    with (
        zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("SY.txt", "w", force_zip64=True) as table,
    ):
        for _ in range(49):
            table.write(b"9" * 1_000_000)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(GazetteerError, match="longer than any place row"):
        import_files([bomb], into=folder / "bomb.gaz", form="geonames", defaults=False)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 40_000


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE entry SET lat = 90.5",
        "UPDATE entry SET lon = 'east'",
        "UPDATE entry SET kind = NULL",
        "UPDATE entry SET names = x'ff00'",
        "UPDATE entry SET source = 99",
        "UPDATE entry SET uncertainty = -1",
        "UPDATE entry SET place = 77",
        "UPDATE entry SET population = 'many'",
        "UPDATE entry SET population = -3",
        "UPDATE entry SET name = x'ff00'",
        "UPDATE entry SET country = x'07'",
        "UPDATE exact SET how = 'x'",
        "DELETE FROM source",
    ],
)
def test_rows_that_no_import_writes_are_damage(folder: Path, built: bytes, damage: str) -> None:
    path = folder / "rows.gaz"
    path.write_bytes(built)
    with contextlib.closing(sqlite3.connect(path)) as database, database:
        database.execute(damage)
    with pytest.raises(GazetteerError, match="build it again"):
        ask_everything(Gazetteer(path))
