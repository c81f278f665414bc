"""Names of large towns in other languages find their town, and no other."""

from __future__ import annotations

from pathlib import Path

import pytest

from mapper.gazetteer import Gazetteer
from mapper.gazetteer.loading import import_files

TOWNS = """id,name,lat,lon,country,population
1,Cairo,30.06,31.25,EG,9000000
2,Cairo,30.2,31.3,EG,400
3,Cairo,24.0,33.0,EG,20
4,Aleppo,36.2,37.16,SY,1800000
5,Cairo,37.0,-89.18,US,2800
"""


@pytest.fixture(scope="module")
def towns(tmp_path_factory: pytest.TempPathFactory) -> Gazetteer:
    folder: Path = tmp_path_factory.mktemp("exonyms")
    (folder / "towns.csv").write_text(TOWNS, encoding="utf-8")
    return import_files([folder / "towns.csv"], into=folder / "towns.gaz", defaults=False)


@pytest.mark.parametrize("name", ["Al Qāhirah", "Le Caire", "Kahire", "القاهرة", "Каир"])
def test_cairo_is_known_by_its_other_names(towns: Gazetteer, name: str) -> None:
    assert [c.place.id for c in towns.find(name)] == ["csv:1"]


def test_an_exonym_is_spelt_otherwise_too(towns: Gazetteer) -> None:
    found = towns.search("El Qahira", country="EG").candidates
    assert found[0].place.id == "csv:1"
    assert found[0].accepted


def test_the_joined_rows_are_listed_with_their_reason_and_source(towns: Gazetteer) -> None:
    joined = {one: (two, why) for one, two, why in towns.merges() if one.startswith("cldr:")}
    assert joined["cldr:SY.aleppo"] == ("csv:4", "the name of its town in other languages")
    assert "exonyms" in {source.name for source in towns.sources()}
    place = towns.place("csv:4")
    assert place is not None
    assert {"Halab", "Alep", "حلب"} <= set(place.names)
