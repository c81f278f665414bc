"""What speaks for a spelling, how trees add it up, and what may never be accepted."""

from __future__ import annotations

import json
from importlib import resources
from pathlib import Path

import pytest

from mapper.gazetteer import Gazetteer
from mapper.gazetteer.evidence import FACTS, Style, describe_hits
from mapper.gazetteer.judging import judge_hits, sum_trees
from mapper.gazetteer.loading import import_files
from mapper.gazetteer.spelling import accept_level, gather_alike
from mapper.toponyms import spell_sounds

TOWNS = """id,name,lat,lon,country,population
1,Tall Rifat,36.47,37.09,SY,20000
2,Kafr Zita,35.37,36.6,SY,17000
3,Kafr Lata,35.79,36.6,SY,1000
4,Rastan,34.92,36.73,SY,40000
5,Mukarram,34.8,37.1,SY,900
"""


@pytest.fixture(scope="module")
def towns(tmp_path_factory: pytest.TempPathFactory) -> Gazetteer:
    folder: Path = tmp_path_factory.mktemp("judging")
    (folder / "towns.csv").write_text(TOWNS, encoding="utf-8")
    return import_files([folder / "towns.csv"], into=folder / "towns.gaz", defaults=False)


def describe(gazetteer: Gazetteer, name: str) -> list[dict[str, float]]:
    hits = gather_alike(gazetteer, name, country="SY")
    facts = describe_hits(
        gazetteer, name, spell_sounds(name), hits, "SY", weights={"L:v>f": 2.0, "S:$t>": -1.5}
    )
    return [dict(zip(FACTS, row, strict=True)) for row in facts]


def test_every_fact_of_every_hit_is_a_number(towns: Gazetteer) -> None:
    for name in ("Tell Rifaat", "kfr zyta", "Ar-Rastan al-Jadida", "Кафр Зита", "رستن"):
        rows = describe(towns, name)
        assert rows
        assert all(isinstance(value, float) for row in rows for value in row.values())


def test_changes_are_counted_by_their_kind(towns: Gazetteer) -> None:
    best = describe(towns, "Raztan")[0]
    assert best["consonant other"] + best["consonant near"] == 1
    assert best["vowel gap"] == best["consonant gap"] == best["words differ"] == 0


def test_a_large_town_and_a_rival_are_told(towns: Gazetteer) -> None:
    best, second = describe(towns, "Kafr Zeta")[:2]
    assert best["people"] > second["people"]
    assert best["lead"] > 0 > second["lead"]
    assert best["generic share"] == second["generic share"] > 0


def test_a_reading_without_vowels_is_told(towns: Gazetteer) -> None:
    assert describe(towns, "rstn")[0]["no vowels"] == 1
    assert describe(towns, "Rastan")[0]["no vowels"] == 0


def test_the_weights_of_changes_are_facts(towns: Gazetteer) -> None:
    best = describe(towns, "Tall Rivat")[0]
    assert (best["odds of letters"], best["odds"]) == (2.0, 2.0)
    assert describe(towns, "Rastan")[0]["odds"] == 0


def test_a_style_is_surprised_by_letters_it_never_saw() -> None:
    style = Style(["Rastan", "Homs", "Hama"])
    known, strange = style.measure("Rastan"), style.measure("Złżty")
    assert strange[0] > known[0]
    assert known[1:] == (0.0, 0.0)
    assert strange[2] == 4


def test_trees_add_up() -> None:
    trees = (((0, 0.5, 1, 2), (-1.0,), (2.0,)), ((1, 3.0, 1, 2), (0.25,), (0.5,)))
    assert sum_trees(0.1, trees, [0.0, 3.0]) == pytest.approx(0.1 - 1.0 + 0.25)
    assert sum_trees(0.1, trees, [1.0, 4.0]) == pytest.approx(0.1 + 2.0 + 0.5)


def test_the_shipped_trees_fit_the_facts_and_end() -> None:
    table = resources.files("mapper.gazetteer").joinpath("spelling_trees.json")
    known = json.loads(table.read_text(encoding="utf-8"))
    assert tuple(known["facts"]) == FACTS
    for tree in known["trees"]:
        for at, node in enumerate(tree):
            if len(node) > 1:
                fact, _, less, more = node
                assert 0 <= fact < len(FACTS)
                assert at < less < len(tree)
                assert at < more < len(tree)


def test_scores_stay_on_the_scale_and_in_order(towns: Gazetteer) -> None:
    level = accept_level("SY", "SY")
    for name in ("Tel Refaat", "Rasten", "Xqzvvw Rst"):
        hits = gather_alike(towns, name, country="SY")
        sounds = spell_sounds(name)
        judged = judge_hits(towns, name, sounds, hits, country="SY", level=level)
        scores = [hit.likeness.score for hit in judged]
        assert scores == sorted(scores, reverse=True)
        assert all(0.0 <= score <= 0.995 for score in scores)


def test_another_ending_is_another_name(towns: Gazetteer) -> None:
    found = towns.search("Mukarramiya", country="SY").candidates
    assert not any(candidate.accepted for candidate in found)


SHORT = """id,name,lat,lon,country,population
1,Ţūkh,30.35,31.2,EG,90000
2,Aga,30.94,31.29,EG,40000
3,Būlāq Abū al ‘Ilā,30.06,31.23,EG,9000
4,Talkhā,31.05,31.37,EG,50000
"""


@pytest.mark.parametrize(
    ("asked", "place"), [("Tuch", "Ţūkh"), ("Ajā", "Aga"), ("Boulaq", "Būlāq Abū al ‘Ilā")]
)
def test_a_short_name_is_found_though_hardly_a_sound_is_written_alike(
    asked: str, place: str, tmp_path: Path
) -> None:
    (tmp_path / "short.csv").write_text(SHORT, encoding="utf-8")
    gazetteer = import_files([tmp_path / "short.csv"], into=tmp_path / "short.gaz", defaults=False)
    assert gazetteer.search(asked, country="EG").candidates[0].place.name == place
