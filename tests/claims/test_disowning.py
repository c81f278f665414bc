"""Who says that it was not his side, and whom two sides accuse; on invented sentences."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mapper.catalog import build_catalog
from mapper.model import Reading, Stance, Status, Strike

Read = Callable[..., Reading]

HOMES = "Chechen officials said missiles hit homes in Grozny on Monday. They blamed Russia. "


def strike_at(reading: Reading, name: str) -> Strike:
    (strike,) = [s for s in build_catalog([reading]).strikes if name in s.mentioned_as]
    return strike


def denied_by(reading: Reading) -> set[object]:
    denied = {("attacker", Stance.DENIES)}
    return {c.value for c in reading.claims if (c.attribute, c.stance) in denied}


@pytest.mark.parametrize(
    ("answer", "disputed"),
    [
        ("The Russian defence ministry said federal troops were not involved.", True),
        ("Moscow said that Russia had struck nothing in the area at that hour.", True),
        ("Moscow said that its gunners had been nowhere near, and had not fired.", True),
        ("Moscow said its side had no artillery within range.", True),
        ("Moscow denied that any of its pilots had flown there.", True),
        ("Moscow said that it does not strike homes.", False),
        ("Moscow said that none of its aircraft were lost.", False),
        ("Moscow said its forces had not hit civilians there.", False),
        ("Moscow said that rebels had not fired at its troops.", False),
        ("Moscow has neither confirmed nor denied it.", False),
    ],
)
def test_whether_a_side_disowns_the_strike(read: Read, answer: str, disputed: bool) -> None:
    reading = read(HOMES + answer)
    assert (denied_by(reading) == {"Russia"}) is disputed
    assert (strike_at(reading, "Grozny").attack.status is Status.DISPUTED) is disputed


def test_a_spokesman_without_a_country_answers_for_the_army_accused(read: Read) -> None:
    reading = read(
        "Sudanese army planes bombed a market in Nyala on Friday, a group of lawyers said. "
        "A military spokesman, Omar Khalil, rejected the charge."
    )
    assert denied_by(reading) == {"Sudanese army"}


def test_long_after_it_a_strike_that_a_report_is_all_about_is_answered(read: Read) -> None:
    talk = "Shops were shut. People wept. It rained. Buses stood still. Nobody slept. "
    reading = read(HOMES + talk + "Schools will open late. Moscow said its army was not involved.")
    assert denied_by(reading) == {"Russia"}


def test_an_accusation_about_other_ground_is_not_of_the_strike(read: Read) -> None:
    reading = read(
        "Chechen officials said missiles hit homes in Grozny on Monday. Shops were shut. "
        "It rained. A pipeline to Vladikavkaz leaks, for which officials hold Georgia responsible."
    )
    assert strike_at(reading, "Grozny").attackers == ()


@pytest.mark.parametrize(
    ("words", "accused"),
    [
        ("Rwanda and Uganda traded accusations over it.", {"Rwanda", "Uganda"}),
        ("Rwanda and Uganda each accused the other of the attack.", {"Rwanda", "Uganda"}),
        ("Rwanda and the rebels blamed each other.", {"Rwanda", "rebels"}),
        ("Rwanda ascribed the attack to Uganda.", {"Uganda"}),
        ("Rwanda and Uganda traded gold for fuel.", set()),
    ],
)
def test_whom_they_accuse(read: Read, words: str, accused: set[str]) -> None:
    reading = read("Two drones hit the airport in Goma on Monday, medics said. " + words)
    told = {c.value for c in reading.claims if c.attribute == "attacker"}
    assert told == accused


def test_a_rocket_of_nameless_militants_is_not_the_speakers(read: Read) -> None:
    reading = read(
        "A blast flattened a house in Rafah on Monday, killing two. Neighbours blamed Israel. "
        "Israel's army said that it had not attacked there, and that a rocket which militants "
        "had fired had fallen short."
    )
    assert denied_by(reading) == {"Israel"}
    assert strike_at(reading, "Rafah").attack.status is Status.DISPUTED


def test_a_denial_that_was_taken_back_disputes_nothing(read: Read) -> None:
    reading = read(
        "Villagers said NATO jets bombed lorries in Kunduz on Friday. NATO at first denied it. "
        "On Saturday NATO admitted that its jets had bombed the lorries in Kunduz."
    )
    assert denied_by(reading) == {"NATO"}
    assert strike_at(reading, "Kunduz").attack.status is Status.CORROBORATED


def test_no_attack_on_civilians_denies_whom_it_hit_only(read: Read) -> None:
    reading = read(HOMES + "Moscow said there had been no attack on civilians.")
    assert strike_at(reading, "Grozny").occurrence.status is not Status.DISPUTED


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        ("Moscow said that no missiles had come down on the city.", Status.DISPUTED),
        ("Moscow said there had been no incident in Grozny at all.", Status.DISPUTED),
        ("Moscow described the reports as disinformation.", Status.DISPUTED),
        ("Moscow said that no envoys had come to the city.", Status.CLAIMED),
    ],
)
def test_who_says_that_nothing_came_down(read: Read, answer: str, status: Status) -> None:
    assert strike_at(read(HOMES + answer), "Grozny").occurrence.status is status


VILLAGE = "Serb officials said NATO jets bombed a farm at Korisa on Friday, killing 80. "


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        ("NATO stood by its bombing of the village.", Status.CORROBORATED),
        ("NATO admitted that one in part.", Status.CORROBORATED),
        ("NATO said that ten bombs had been dropped and 30 soldiers killed.", Status.CORROBORATED),
        ("NATO said it had bombed a command post in Kosovo.", Status.CORROBORATED),
        ("NATO stood by its promise to the refugees.", Status.CLAIMED),
        ("NATO said it had bombed command posts across Serbia since March.", Status.CLAIMED),
    ],
)
def test_who_tells_of_it_as_his_own_deed(read: Read, answer: str, status: Status) -> None:
    assert strike_at(read(VILLAGE + answer), "Korisa").attack.status is status


def test_whoever_points_to_another_accuses_him(read: Read) -> None:
    reading = read(
        "A drone hit a school in Tine on Monday, medics said. Khartoum pointed to the RSF. "
        "Its envoy pointed to a map."
    )
    told = {(c.claimant, c.value) for c in reading.claims if c.attribute == "attacker"}
    assert told == {("Sudan", "RSF")}
