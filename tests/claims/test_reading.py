"""Who says what about which strike, on invented sentences about several wars."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from mapper.model import Claim, Reading, Role, Scope, Side, Stance

Read = Callable[..., Reading]
DAY = dt.date


def find(reading: Reading, attribute: str) -> list[Claim]:
    return [claim for claim in reading.claims if claim.attribute == attribute]


def struck(reading: Reading) -> set[str]:
    return {
        located.place.name
        for claim in find(reading, "occurrence")
        for located in claim.places
        if located.place
    }


def roles(reading: Reading) -> dict[str, Role]:
    return {located.mention.text: located.role for located in reading.located}


@pytest.mark.parametrize(
    ("text", "claimant", "side"),
    [
        (
            "Israeli jets bombed Khan Younis, killing four people, Palestinian medics said.",
            "Palestinian medics",
            Side.LOCAL,
        ),
        (
            "According to the Syrian Observatory for Human Rights, Russian jets bombed Idlib.",
            "Syrian Observatory for Human Rights",
            Side.MONITOR,
        ),
        (
            "Ukraine's air force said that Russian missiles hit Kharkiv.",
            "Ukrainian Air Force",
            Side.DEFENDER,
        ),
        (
            "The Russian defence ministry said its planes had hit depots in Idlib.",
            "Russian Ministry of Defence",
            Side.ATTACKER,
        ),
        ("Turkish drones struck a car in Kobani.", "Test Wire", Side.MEDIA),
        (
            "A resident of Saada said coalition aircraft had bombed Saada in Yemen.",
            "resident of Saada",
            Side.LOCAL,
        ),
    ],
)
def test_the_claimant_is_whoever_says_it(read: Read, text: str, claimant: str, side: Side) -> None:
    told = find(read(text), "occurrence")
    assert {(claim.claimant, claim.side) for claim in told} == {(claimant, side)}


def test_a_messenger_is_kept_beside_the_origin(read: Read) -> None:
    reading = read("Local activists, quoted by Reuters, said Russian jets bombed Rastan.")
    (claim,) = find(reading, "occurrence")
    assert (claim.claimant, claim.origin, claim.via) == (
        "Local activists",
        "Local activists",
        ("Reuters",),
    ) or (claim.claimant, claim.via) == ("local activists", ("Reuters",))


def test_he_is_the_person_who_spoke_before(read: Read) -> None:
    reading = read(
        "Governor Oleh Bondar said Russian missiles hit Kharkiv on Tuesday. "
        "He said five people were killed in the strike."
    )
    (killed,) = find(reading, "killed")
    assert killed.claimant == "Oleh Bondar"
    assert [located.mention.text for located in killed.places] == ["Kharkiv"]


def test_without_a_publisher_the_claimant_is_called_so(read: Read) -> None:
    reading = read("Russian jets bombed Rastan on Tuesday.", publisher=None)
    assert {claim.claimant for claim in reading.claims} == {"unnamed publication"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Russian jets took off from Latakia and bombed Rastan.", {"Rastan"}),
        ("Near Manbij, two strikes destroyed a bunker.", {"Manbij"}),
        ("BEIRUT (Agency) - Russian jets bombed Rastan on Monday.", {"Rastan"}),
        ("In Moscow, officials said Russian jets had bombed Rastan.", {"Rastan"}),
        ("Russian air strikes hit Rastan and Talbiseh.", {"Rastan", "Talbiseh"}),
    ],
)
def test_only_struck_places_are_struck(read: Read, text: str, expected: set[str]) -> None:
    assert struck(read(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Union leaders said a strike over wages hit ports in Haifa, where workers demand more pay.",
        "An earthquake hit Latakia and destroyed forty houses, residents said.",
        "Rebels seized two villages near Aleppo after clashes with the army.",
        "The ministers met in Geneva and discussed a truce for Yemen.",
    ],
)
def test_what_is_no_strike_gives_no_claim(read: Read, text: str) -> None:
    assert find(read(text), "occurrence") == []


def test_a_place_that_aircraft_leave_is_kept_with_its_role(read: Read) -> None:
    reading = read("Missiles were fired from the Caspian Sea at Idlib by Russian ships.")
    assert roles(reading)["Caspian Sea"] is Role.LAUNCHED_FROM


def test_either_or_keeps_both_attackers(read: Read) -> None:
    reading = read("Either Russia or Turkey bombed Idlib on Monday, residents said.")
    (claim,) = find(reading, "occurrence")
    assert set(claim.attackers) == {"Russia", "Turkey"}


def test_unidentified_aircraft_have_no_attacker(read: Read) -> None:
    reading = read("Unidentified warplanes bombed Gharyan on Monday.")
    (claim,) = find(reading, "occurrence")
    assert claim.attackers == ()


def test_several_attackers_in_one_paragraph_keep_their_own_places(read: Read) -> None:
    reading = read(
        "Regime helicopters dropped barrel bombs on Kafr Zita in Syria, "
        "while Russian warplanes raided Khan Shaykhun."
    )
    told = {
        located.mention.text: claim.attackers
        for claim in find(reading, "occurrence")
        for located in claim.places
    }
    assert told == {"Kafr Zita": ("Syria",), "Khan Shaykhun": ("Russia",)}


def test_a_total_over_towns_is_joint_and_open_below(read: Read) -> None:
    reading = read("Air strikes hit Rastan and Talbiseh, killing at least 21 civilians.")
    (killed,) = find(reading, "civilians_killed")
    assert (killed.value, killed.low, killed.at_least, killed.joint) == (21, 21.0, True, True)


def test_a_breakdown_is_counted_by_kind(read: Read) -> None:
    reading = read("An air strike on Idlib killed 12 people, including three children and a woman.")
    counts = {claim.attribute: claim.value for claim in reading.claims}
    assert (counts["killed"], counts["children_killed"], counts["women_killed"]) == (12, 3, 1)


@pytest.mark.parametrize(
    "text",
    [
        "Air strikes hit Idlib. The war has killed more than 350,000 people since 2011.",
        "Air strikes hit Idlib. Some 2,000 people have been displaced since then.",
    ],
)
def test_a_whole_war_is_no_strike_figure(read: Read, text: str) -> None:
    assert [c for c in read(text).claims if c.attribute.endswith(("killed", "wounded"))] == []


def test_dozens_get_no_invented_number(read: Read) -> None:
    reading = read("Air strikes on Idlib killed dozens of civilians.")
    for claim in find(reading, "civilians_killed"):
        assert (claim.low, claim.high) == (None, None)
        assert claim.value == "dozens"


def test_counted_strikes_are_sorties(read: Read) -> None:
    reading = read("Near Manbij, three strikes engaged two tactical units.")
    assert {claim.value for claim in find(reading, "sorties")} == {3}


def test_drones_shot_down_and_sent_are_two_figures(read: Read) -> None:
    reading = read(
        "Russian drones hit Odesa on Monday. "
        "Ukraine's air force said it shot down 34 of 41 drones over the city."
    )
    assert {claim.value for claim in find(reading, "intercepted")} == {34}
    assert {claim.value for claim in find(reading, "munitions")} == {41}


@pytest.mark.parametrize(
    ("text", "value", "stance"),
    [
        ("Moscow said Russian jets were targeting ISIS in Idlib.", "ISIS", Stance.ASSERTS),
        ("Paris said Russian jets did not hit ISIS in Idlib.", "ISIS", Stance.DENIES),
        ("Berlin expressed concern that Russian jets hit non-ISIS targets.", "ISIS", Stance.DOUBTS),
    ],
)
def test_targets_are_asserted_denied_or_doubted(
    read: Read, text: str, value: str, stance: Stance
) -> None:
    told = {(claim.value, claim.stance) for claim in find(read(text), "target")}
    assert (value, stance) in told


@pytest.mark.parametrize(
    ("text", "value", "stance"),
    [
        ("Russian jets bombed ISIS-held Raqqa.", "ISIS", Stance.ASSERTS),
        ("Russian jets bombed Rastan, a stronghold of the rebels.", "rebels", Stance.ASSERTS),
        ("Russian jets bombed areas where ISIS has no presence.", "ISIS", Stance.DENIES),
    ],
)
def test_who_holds_the_ground(read: Read, text: str, value: str, stance: Stance) -> None:
    assert (value, stance) in {(c.value, c.stance) for c in find(read(text), "control")}


def test_a_blame_and_its_denial(read: Read) -> None:
    reading = read(
        "A drone struck a clinic in El Fasher on Sunday. "
        "The Sudanese army blamed the RSF. The RSF denied responsibility."
    )
    told = {(claim.value, claim.stance) for claim in find(reading, "attacker")}
    assert {("RSF", Stance.ASSERTS), ("RSF", Stance.DENIES)} <= told


def test_an_office_denies_harm_to_civilians(read: Read) -> None:
    reading = read(
        "Turkish jets bombed Kobani on Monday. The Turkish defence ministry said that no "
        "civilians were harmed in the strike."
    )
    (claim,) = find(reading, "civilian_harm")
    assert (claim.claimant, claim.stance) == ("Turkish Ministry of Defence", Stance.DENIES)


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("on Tuesday", DAY(2020, 5, 5), DAY(2020, 5, 5)),
        ("yesterday", DAY(2020, 5, 5), DAY(2020, 5, 5)),
        ("on April 30", DAY(2020, 4, 30), DAY(2020, 4, 30)),
        ("on 28 December", DAY(2019, 12, 28), DAY(2019, 12, 28)),
        ("overnight into Tuesday", DAY(2020, 5, 4), DAY(2020, 5, 5)),
    ],
)
def test_days_are_counted_from_publication(read: Read, words: str, start: DAY, end: DAY) -> None:
    (claim,) = find(read(f"Russian jets bombed Rastan {words}."), "occurrence")
    assert (claim.when.start, claim.when.end) == (start, end)
    assert claim.when.reason


def test_without_publication_a_weekday_stays_open(read: Read) -> None:
    reading = read("Russian jets bombed Rastan on Tuesday.", published=None)
    (claim,) = find(reading, "occurrence")
    assert claim.when.start is None
    assert "publication" in claim.when.reason or claim.when.reason
    assert any("publication date" in note for note in reading.notes)


def test_another_language_invents_nothing(read: Read) -> None:
    text = "Airstrike auf Rastan: russische Flugzeuge bombardierten am Dienstag die Stadt."
    reading = read(text, language="de")
    assert reading.claims == ()
    assert any("de" in note or "German" in note for note in reading.notes)


def test_a_general_claim_has_no_place_and_a_local_one_has(read: Read) -> None:
    reading = read("Russian jets bombed Rastan. Paris said Russian jets were not hitting ISIS.")
    (target,) = find(reading, "target")
    assert target.scope is Scope.GENERAL and target.places == () and target.attackers == ("Russia",)
    (occurrence,) = find(reading, "occurrence")
    assert occurrence.scope is Scope.LOCAL and occurrence.places
