"""`mapper query`: where, how far, how sure; and what a person gets wrong."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from mapper.query import within_radius
from mapper.store import open_store
from tests.cli.conftest import Done

Run = Callable[..., Done]
NEAR = ("--near", "35.5,38.5", "--radius", "300km")


def test_every_format_gives_the_same_strikes(run: Run, filled: Path) -> None:
    with open_store(filled) as store:
        expected = within_radius(store.strikes_gdf(), lat=35.5, lon=38.5, radius_km=300)
    ids = expected["id"].tolist()
    assert len(ids) > 3
    answer = json.loads(run("query", *NEAR, "--store", filled, "--format", "json").out)
    assert [one["id"] for one in answer] == ids
    assert [one["distance_km"] for one in answer] == expected["distance_km"].tolist()
    assert {"attacker", "place", "control", "casualties", "certainty"} <= set(answer[0])
    text = run("query", *NEAR, "--store", filled, "--format", "csv").out
    assert [row["id"] for row in csv.DictReader(io.StringIO(text))] == ids
    collection = json.loads(run("query", *NEAR, "--store", filled, "--format", "geojson").out)
    assert [feature["id"] for feature in collection["features"]] == ids
    table = run("query", *NEAR, "--store", filled).out
    assert all(one[:8] in table for one in ids)


def test_filters_and_certainty_narrow_the_answer(run: Run, filled: Path) -> None:
    def ids(*more: str) -> set[str]:
        done = run("query", *NEAR, "--store", filled, "--format", "json", *more)
        assert done.code == 0, done.err
        return {one["id"] for one in json.loads(done.out)}

    every = ids()
    parts = [ids("--attacker", name) for name in ("Norland", "Sudria", "Ostavia")]
    assert set.union(*parts) == every
    assert sum(map(len, parts)) == len(every)
    assert ids("--from", "2015-06-01") | ids("--to", "2015-05-31") == every
    assert ids("--certain") <= every
    assert ids("--status", "claimed") | ids("--status", "unknown") <= every
    assert ids("--min-killed", "0") >= ids("--min-killed", "30")
    assert ids("--holder", "nobody") == set()


def test_an_area_from_a_file(run: Run, filled: Path, tmp_path: Path) -> None:
    area = tmp_path / "area.geojson"
    ring = [[35, 34], [38, 34], [38, 37], [35, 37], [35, 34]]
    area.write_text(json.dumps({"type": "Polygon", "coordinates": [ring]}))
    done = run("query", "--area", area, "--store", filled, "--format", "json")
    answer = json.loads(done.out)
    assert answer
    inside = [one for one in answer if one["certainty"] == "certainly inside"]
    assert all(35 <= one["place"]["lon"] <= 38 for one in inside)


def test_a_name_finds_its_place_and_says_which(run: Run, filled: Path) -> None:
    done = run("query", "--near", "Rastan", "--radius", "25km", "--store", filled)
    assert done.code == 0, done.err
    assert "around Rastan (Homs, SY) 34.9" in done.err


@pytest.mark.parametrize(
    ("name", "told", "other"),
    [
        ("Homs", "around Homs (Homs, SY) 34.7", "Al Khums"),
        ("Aleppo", "around Aleppo (Aleppo, SY) 36.2", "id geonames:170062"),
        ("Kharkiv", "around Kharkiv (Kharkiv, UA) 49.9", "id geonames:706482"),
        ("Paris", "around Paris (Île-de-France, FR) 48.8", "Paris (Texas, US)"),
    ],
)
def test_a_city_is_taken_before_its_small_namesakes_and_its_own_province(
    run: Run, filled: Path, name: str, told: str, other: str
) -> None:
    done = run("query", "--near", name, "--radius", "25km", "--store", filled)
    assert done.code == 0, done.err
    assert told in done.err
    assert "not meant: " in done.err
    assert other in done.err


def test_an_ambiguous_name_lists_its_places_and_asks(run: Run, filled: Path) -> None:
    done = run("query", "--near", "Springfield", "--radius", "5km", "--store", filled)
    done.refused(1, "may be any of", "Springfield (Illinois, US)", "id ")


def test_an_unknown_name_suggests_what_is_spelt_alike(run: Run, filled: Path) -> None:
    done = run("query", "--near", "Qqqzzzxx", "--radius", "5km", "--store", filled)
    done.refused(1, "no place is called 'Qqqzzzxx'")


def test_no_strikes_is_an_answer(run: Run, filled: Path) -> None:
    done = run("query", "--near", "-60,-100", "--radius", "1km", "--store", filled)
    assert (done.code, done.out) == (0, "No strikes there.\n")
    none = run("query", "--near", "-60,-100", "--radius", "1km", "--store", filled, "--format=json")
    assert json.loads(none.out) == []


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("--near", "35,38", "--radius", "25"), 1, ["no unit"]),
        (("--near", "35,38", "--radius", "-25km"), 1, ["negative"]),
        (("--near", "35,38", "--radius", "far"), 1, ["'far'"]),
        (("--near", "35,38"), 2, ["--radius"]),
        (("--radius", "25km"), 2, ["--near"]),
        (("--near", "138,35", "--radius", "5km"), 1, ["latitude 138", "LAT comes first"]),
        (("--near", "35,38", "--radius", "5km", "--status", "odd"), 2, ["odd"]),
        (("--near", "35,38", "--radius", "5km", "--from", "yesterday"), 2, ["yesterday"]),
        (
            ("--near", "35,38", "--radius", "5km", "--from", "2016-01-01", "--to", "2015-01-01"),
            1,
            ["before it begins"],
        ),
        (("--area", "nowhere.geojson"), 1, ["nowhere.geojson"]),
    ],
)
def test_mistakes_get_one_clear_line(
    run: Run, filled: Path, arguments: tuple[str, ...], code: int, words: list[str]
) -> None:
    run("query", *arguments, "--store", filled).refused(code, *words)


def test_reports_and_a_store_at_once_are_refused(run: Run, filled: Path) -> None:
    run("query", *NEAR, filled, "--store", filled).refused(2, "not both")


def test_the_answer_as_a_map(run: Run, filled: Path, tmp_path: Path) -> None:
    out = tmp_path / "answer.html"
    done = run("query", *NEAR, "--store", filled, "--map", out)
    assert done.code == 0, done.err
    assert out.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    run("query", *NEAR, "--store", filled, "--map", out).refused(1, "--overwrite")
