"""A merge is laid on top of what the sources say, and can be taken off again."""

from __future__ import annotations

from pathlib import Path

import pytest

from mapper.errors import GazetteerError
from mapper.gazetteer import Gazetteer
from mapper.gazetteer.loading import import_files
from mapper.gazetteer.separating import separate_places

HEAD = "id,name,lat,lon,country,names\n"


@pytest.fixture
def merged(tmp_path: Path) -> Gazetteer:
    (tmp_path / "a.csv").write_text(HEAD + "a:1,Zafaraneh,34.892,36.779,SY,\n", encoding="utf-8")
    (tmp_path / "b.csv").write_text(
        HEAD + "b:9,Zafaraneh,34.893,36.780,SY,Zaafaraniya\n", encoding="utf-8"
    )
    files = [tmp_path / "a.csv", tmp_path / "b.csv"]
    return import_files(files, into=tmp_path / "both.gaz", defaults=False)


def test_a_merged_row_becomes_a_place_again(merged: Gazetteer) -> None:
    assert [c.place.id for c in merged.find("Zaafaraniya")] == ["a:1"]
    separate_places(merged.path, ["b:9"])
    after = Gazetteer(merged.path)
    assert [c.place.id for c in after.find("Zaafaraniya")] == ["b:9"]
    assert {c.place.id for c in after.find("Zafaraneh")} == {"a:1", "b:9"}
    assert after.merges() == ()
    assert after.doubtful()[0][:3] == ("b:9", "a:1", "separated by hand")
    assert (after.meta()["places"], after.meta()["merges"]) == ("2", "0")
    assert after.version != merged.version
    found = after.search("Zaafaranya", country="SY").place
    assert found is not None
    assert found.id == "b:9"


@pytest.mark.parametrize("order", [["a.csv", "b.csv"], ["b.csv", "a.csv"]])
def test_a_new_import_keeps_apart_what_was_separated(merged: Gazetteer, order: list[str]) -> None:
    separate_places(merged.path, ["b:9"])
    files = [merged.path.parent / name for name in order]
    again = import_files(files, into=merged.path, defaults=False)
    assert again.merges() == ()
    assert {c.place.id for c in again.find("Zafaraneh")} == {"a:1", "b:9"}
    assert [c.place.id for c in again.find("Zaafaraniya")] == ["b:9"]
    assert (again.meta()["places"], again.meta()["merges"]) == ("2", "0")
    elsewhere = import_files(files, into=merged.path.with_name("other.gaz"), defaults=False)
    assert len(elsewhere.merges()) == 1
    assert elsewhere.version != again.version


def test_broken_decisions_stop_an_import_before_it_changes_anything(merged: Gazetteer) -> None:
    before = merged.path.read_bytes()
    merged.path.with_name("both.gaz.separated.json").write_text("[]", encoding="utf-8")
    with pytest.raises(GazetteerError, match="mend it or move it away"):
        import_files([merged.path.parent / "a.csv"], into=merged.path, defaults=False)
    assert merged.path.read_bytes() == before


@pytest.mark.parametrize(("row_id", "says"), [("b:7", "no row 'b:7'"), ("a:1", "leads its place")])
def test_what_was_not_merged_cannot_be_separated(merged: Gazetteer, row_id: str, says: str) -> None:
    before = merged.path.read_bytes()
    with pytest.raises(GazetteerError, match=says):
        separate_places(merged.path, ["b:9", row_id])
    assert merged.path.read_bytes() == before
    assert not list(merged.path.parent.glob(".both.gaz.*"))
    assert not list(merged.path.parent.glob("*.separated.json"))
