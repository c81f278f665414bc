"""Damaged place tables and gazetteer files; names that are anything but names."""

from __future__ import annotations

import contextlib
import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapper.errors import GazetteerError
from mapper.gazetteer import Gazetteer
from mapper.gazetteer.loading import import_files
from mapper.toponyms import compare_sounds, fold_name, spell_sounds
from tests.hardening.mangling import fuzz, mangled
from tests.hardening.samples import PLACES, TABLES

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


def ask_everything(gazetteer: Gazetteer) -> None:
    """Use each way into a gazetteer."""
    gazetteer.meta()
    gazetteer.sources()
    gazetteer.rejects()
    gazetteer.merges()
    gazetteer.doubtful()
    gazetteer.place("csv:1")
    for name in (
        "Karvel",
        "كارفل",
        "Carvell",
        "Old, Karvel",
        "the village of Marn Kel, near Karvel",
    ):
        gazetteer.find(name)
        for candidate in gazetteer.search(name, country="SY", admin1="Testaria").candidates:
            place = candidate.place
            assert -90 <= place.lat <= 90
            assert -180 <= place.lon <= 180
            assert math.isfinite(place.uncertainty_km)
    gazetteer.nearby(lat=35.1, lon=37.2, radius_km=50)


@pytest.mark.parametrize("form", TABLES)
def test_a_damaged_table_is_imported_or_refused(folder: Path, form: str) -> None:
    table, into = folder / f"damaged.{form}", folder / f"{form}.gaz"

    @fuzz(40)
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
