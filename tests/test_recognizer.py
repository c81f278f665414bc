"""What is a place name in running text, and what only looks like one."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mapper.gazetteer import Gazetteer, load_gazetteer
from mapper.language import parse_text
from mapper.model import Mention
from mapper.recognizer import find_mentions, strip_frame

SEEDS = Path(__file__).resolve().parents[2] / "shared" / "seeds"


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


def mentions_of(text: str, gazetteer: Gazetteer) -> tuple[Mention, ...]:
    return find_mentions(parse_text(text), gazetteer)


def texts_of(text: str, gazetteer: Gazetteer) -> list[str]:
    return [mention.text for mention in mentions_of(text, gazetteer)]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("He told the Washington Post about Paris Saint-Germain.", []),
        ("Jordan Henderson scored twice.", []),
        ("Islamic State and Hezbollah fighters left.", []),
        ("Supporters of the Bashar al-Assad regime cheered.", []),
        ("19.10 IST\nBlasts in Homs at 5 pm IST.", ["Homs"]),
        ("The Homs-based group blamed the US-led coalition.", ["Homs", "US"]),
        ("Syria's army left Hama's suburbs.", ["Syria", "Hama"]),
    ],
)
def test_a_borrowed_name_is_not_a_place(text: str, places: list[str], gazetteer: Gazetteer) -> None:
    assert texts_of(text, gazetteer) == places


@pytest.mark.parametrize(
    ("text", "places"),
    [
        (
            "The villages of Zaafaraniya, Talbisa and Khan Sheikhun were hit.",
            ["Zaafaraniya", "Talbisa", "Khan Sheikhun"],
        ),
        (
            "The towns of Zaafaraneeya, Qorqubad and Melishte burned for hours.",
            ["Zaafaraneeya", "Qorqubad", "Melishte"],
        ),
        ("Army planes bombed the village of Um Baru.", ["Um Baru"]),
        ("Shells fell on Al-Bab, Ma`arat al-Nu`man and Kafr Zita.",
         ["Al-Bab", "Ma`arat al-Nu`man", "Kafr Zita"]),
        ("Drones struck Nikopol and the village of Hroza near Kupiansk.",
         ["Nikopol", "Hroza", "Kupiansk"]),
        ("Airstrikes on Kafr Nuran village - Aleppo", ["Kafr Nuran village", "Aleppo"]),
        ("RUSSIAN JETS BOMB HOMS AND HAMA", ["RUSSIAN", "HOMS", "HAMA"]),
        ("Russian Jets Bomb Towns In Northern Homs", ["Russian", "Northern Homs"]),
    ],
)  # fmt: skip
def test_villages_of_any_war_are_found(text: str, places: list[str], gazetteer: Gazetteer) -> None:
    assert texts_of(text, gazetteer) == places


def test_labels_tell_peoples_sites_and_surroundings_apart(gazetteer: Gazetteer) -> None:
    text = (
        "Russian jets hit the outskirts of Homs, the northern Homs countryside and Idlib "
        "province after taking off from Bassel al-Assad airport near Latakia."
    )
    labels = {mention.text: mention.label for mention in mentions_of(text, gazetteer)}
    assert labels == {
        "Russian": "demonym",
        "outskirts of Homs": "composite",
        "northern Homs countryside": "composite",
        "Idlib province": "composite",
        "Bassel al-Assad airport": "facility",
        "Latakia": "place",
    }


def test_the_place_in_an_institution_is_marked(gazetteer: Gazetteer) -> None:
    found = mentions_of("The Toronto Police Services Board met on Monday.", gazetteer)
    assert [(mention.text, mention.label) for mention in found] == [("Toronto", "organization")]


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=200), st.sampled_from(["Homs", "the village of Rastan", "Bab al-Hawa"]))
def test_mentions_are_cut_from_the_text_and_never_overlap(text: str, name: str) -> None:
    whole = f"{text} near {name}, {text}"
    found = mentions_of(whole, load_gazetteer())
    assert all(mention.text == whole[mention.start : mention.end] for mention in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("outskirts of Homs", "Homs"),
        ("southern outskirts of the city of Homs", "Homs"),
        ("northern Homs countryside", "Homs"),
        ("Damascus International Airport", "Damascus"),
        ("Homs", "Homs"),
        ("Northern", "Northern"),
    ],
)
def test_a_frame_comes_off_a_name(name: str, bare: str) -> None:
    assert strip_frame(name) == bare


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the five real reports are not beside the checkout")
def test_the_real_reports_name_their_towns(gazetteer: Gazetteer) -> None:
    found = {
        mention.text
        for path in sorted(SEEDS.glob("*.txt"))
        for mention in mentions_of(path.read_text(encoding="utf-8"), gazetteer)
    }
    assert {
        "Rastan", "Talbiseh", "Talbisa", "Zafaraneh", "Zaafaraniya", "Makramiya", "Homs", "Hama",
        "Latamneh area", "Latakia", "Tartus", "Moscow", "Paris", "New York", "Caspian Sea",
    } <= found  # fmt: skip
    assert not {"Islamic State", "Media", "Bashar al-Assad"} & found


@pytest.mark.parametrize("name", ["Najran", "Ryazan", "Benghazi"])
def test_a_town_that_ends_like_a_people_is_a_town(name: str) -> None:
    text = f"A missile fell on {name} on Monday."
    labels = {one.text: one.label for one in find_mentions(parse_text(text), load_gazetteer())}
    assert labels[name] == "place"


def test_a_name_ends_with_its_sentence(gazetteer: Gazetteer) -> None:
    text = "Jets bombed Gori. The port of Poti was attacked too."
    found = {mention.text for mention in find_mentions(parse_text(text), gazetteer)}
    assert "Gori" in found and not any("." in name for name in found)
