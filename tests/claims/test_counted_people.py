"""How many, and of what people, on invented sentences."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mapper.model import Reading

Read = Callable[..., Reading]

STRUCK = "Jets bombed a mill in Saada on Monday. "


def figures(reading: Reading) -> set[tuple[str, object]]:
    return {
        (claim.attribute, claim.value)
        for claim in reading.claims
        if claim.attribute.endswith(("killed", "wounded"))
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Eight ferrymen died in the strike.", {("killed", 8)}),
        ("The raid killed a beekeeper, residents said.", {("killed", 1)}),
        ("The raid killed a couple and their three sons.", {("killed", 5)}),
        ("The raid killed the miller and two other people.", {("killed", 3)}),
        ("Ten of the dead were pupils, a doctor said.", {("children_killed", 10)}),
        ("He said 33 people had been taken to hospital.", {("wounded", 33)}),
        ("The raid killed nine people. That number later rose to 17.", {("killed", 17)}),
        ("The raid killed nine people. The Red Cross counted 17.", {("killed", 17)}),
        ("The raid killed nine people, six of them women.", {("women_killed", 6)}),
        ("Salim Nasser lost six relatives in the raid.", {("killed", 6)}),
        ("An officer put the number of fighters killed at 70.", {("militants_killed", 70)}),
        ("The raid killed 12. The number of dead rose from 12 to 18.", {("killed", 18)}),
        ("The network gave the number of the dead as 43.", {("killed", 43)}),
        ("Its own count of the dead was lower, at 23, it said.", {("killed", 23)}),
        ("The raid killed 12 people. That brings the number to 48.", {("killed", 48)}),
        ("The Observatory put the dead at 46. At first it had said 42.", {("killed", 42)}),
        ("The ministry put the dead at 46. The union gave a count of 61.", {("killed", 61)}),
        ("Fifteen Taliban are dead and 10 are wounded, he said.", {("militants_wounded", 10)}),
        ("The dead were four rebels and three soldiers, he said.", {("soldiers_killed", 3)}),
        ("Seven members of one family were killed in the raid.", {("killed", 7)}),
        ("In March 22 people were killed in a strike on Hodeida.", {("killed", 22)}),
        ("A household of nine was wiped out, a cousin said.", {("killed", 9)}),
        ("More than 50 millers lost their lives.", {("killed", 50)}),
        ("A beekeeper lost his life.", {("killed", 1)}),
        ("Eighteen others suffered burns.", {("wounded", 18)}),
        ("The raid took out 13 insurgents, the command said.", {("militants_killed", 13)}),
        ("Fatalities numbered 27, a surgeon said.", {("killed", 27)}),
        ("The number of injured grew from 31 to 44.", {("wounded", 44), ("wounded", 31)}),
        ("Officials reported four deaths; the toll has since climbed to nine.", {("killed", 9)}),
        ("Eleven are dead, the office says, up from five at noon.", {("killed", 5)}),
        ("As many as 90 may have died.", {("killed", 90)}),
        ("NATO's first reports put the civilian dead at 12.", {("civilians_killed", 12)}),
        ("Two more died, taking to 24 the number of those killed.", {("killed", 24)}),
        ("Three of the 19 people killed in the raid were boys.", {("children_killed", 3)}),
        ("Eleven of the dead were Taliban, an elder said.", {("militants_killed", 11)}),
        ("Ten herders were burnt to death.", {("civilians_killed", 10)}),
        ("Another 98 were taken to hospital.", {("wounded", 98)}),
        ("He lost his wife and four children in the raid.", {("children_killed", 4)}),
        ("Nearly 50 people are thought to have been killed in an air raid.", {("killed", 50)}),
        ("It killed 15 people in Saada and seven in Hodeida.", {("killed", 7)}),
        ("It killed a father and two of his children.", {("killed", 3)}),
        ("The victims were three brothers and their aunt.", {("killed", 4)}),
        ("All six victims were women.", {("women_killed", 6)}),
        ("The dead included three nurses and two boys.", {("children_killed", 2)}),
        ("Nine died. Four of them were children.", {("children_killed", 4)}),
        ("A clerk said nine died. They included three women.", {("women_killed", 3)}),
        ("A nurse gave 11, then 17 dead.", {("killed", 11), ("killed", 17)}),
        ("The office reported five dead, then nine, then 13.", {("killed", 9), ("killed", 13)}),
        ("The number of dead has gone up: 12, then 26 and now 33.", {("killed", 26)}),
        ("Nine people died. The envoy put the number at 21 soldiers.", {("soldiers_killed", 21)}),
        ("Nine people died. In the first statement there had been six.", {("killed", 6)}),
        ("Of the 22 people killed, 12 were women.", {("killed", 22), ("women_killed", 12)}),
        ("Nine died. Three were women and four boys.", {("children_killed", 4)}),
        ("Forty were killed: 26 women and 14 men.", {("women_killed", 26), ("killed", 14)}),
        ("The toll stood at 14, with two children among them.", {("children_killed", 2)}),
        ("A raid hit a convoy with the loss of some 20 civilians.", {("civilians_killed", 20)}),
        ("The army mourned six of its soldiers.", {("soldiers_killed", 6)}),
        ("Nobody was killed, but two guards were hurt.", {("killed", 0)}),
        ("Six people died, among them two boys, and 14 were wounded.", {("wounded", 14)}),
        (
            "At least 26 people were killed in the raid, a nurse said, and the union listed other "
            "deaths since the war began.",
            {("killed", 26)},
        ),
    ],
)
def test_victims_are_counted(read: Read, text: str, expected: set[tuple[str, object]]) -> None:
    assert expected <= figures(read(STRUCK + text))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("A woman of 18 died instantly.", 18),
        ("Seven members of one family were killed in the raid.", 1),
        ("In the first nine months of 2017 the UN counted 205 civilians killed in raids.", 205),
        ("Missiles and drones have killed 24 people in Israel.", 24),
        ("The monitor counted 400 civilians killed by raids in the two countries.", 400),
        ("In December 11 policemen died when rebels stormed a station.", 11),
        ("The raid killed 12. The number of houses hit rose from 12 to 18.", 18),
    ],
)
def test_ages_families_and_tolls_of_a_war_are_no_figures(
    read: Read, text: str, number: int
) -> None:
    assert number not in {value for _, value in figures(read(STRUCK + text))}


def test_the_deadliest_raid_in_years_is_one_raid(read: Read) -> None:
    text = "The raid killed 40 people, the deadliest in the past two years, medics said."
    assert ("killed", 40) in figures(read(STRUCK + text))


def test_a_town_struck_eight_times_was_struck_by_eight(read: Read) -> None:
    reading = read("Jets struck Saada no fewer than eight times on Monday, medics said.")
    assert 8 in {claim.value for claim in reading.claims if claim.attribute == "sorties"}


@pytest.mark.parametrize(
    "text",
    [
        "On Sunday a suicide bomber killed 17 people at a checkpoint.",
        "On Sunday 17 soldiers were killed in an ambush.",
        "The raid killed a cow.",
        "Flooding killed seven people in Hodeida.",
        "Snipers killed two farmers near Hodeida.",
        "A bus crash killed 13 people in Hodeida.",
        "Rebels ambushed a convoy near Hodeida, killing nine soldiers.",
        "A court sentenced 15 people to death.",
        "The town has two nurses and 40 guards.",
        "Rebels have killed three soldiers during the same period.",
        "Raids have killed 181 civilians, including the eight in Saada.",
        "Since January 141 people have died in the war. The army says 41 soldiers died.",
    ],
)
def test_what_no_strike_did_is_no_figure(read: Read, text: str) -> None:
    assert figures(read(STRUCK + text)) == set()


@pytest.mark.parametrize(
    "text",
    [
        "The governor said 12 had been arrested.",
        "The count of houses damaged stood at 14.",
        "The mill has 16 stones and opened in 1998.",
        "The army lost 15 tanks and a howitzer.",
        "The funeral was on Tuesday at 10, a cousin said.",
    ],
)
def test_other_numbers_behind_a_toll_are_no_toll(read: Read, text: str) -> None:
    assert figures(read(STRUCK + "Nine people died. " + text)) == {("killed", 9)}


@pytest.mark.parametrize(
    "text",
    [
        "It killed 20 people, with 59 injured and 36 missing.",
        "Of the 36 people at the wedding, 20 died.",
        "It killed 20 people, among them boys aged 4, 7 and 36.",
    ],
)
def test_ages_guests_and_the_missing_are_not_the_dead(read: Read, text: str) -> None:
    told = figures(read(STRUCK + text))
    assert ("killed", 20) in told
    assert 36 not in {value for _, value in told}


def test_who_breaks_a_toll_down_is_who_counted(read: Read) -> None:
    reading = read(STRUCK + "A surgeon said nine people had died. Four of them were children.")
    told = {claim.claimant for claim in reading.claims if claim.attribute == "children_killed"}
    assert told == {"surgeon"}


def test_numbers_of_weapons_may_stand_alone(read: Read) -> None:
    reading = read(STRUCK + "Of 14 missiles fired, nine were brought down, the governor said.")
    assert 9 in {claim.value for claim in reading.claims if claim.attribute == "intercepted"}
    reading = read(STRUCK + "Nine men were brought down from the roof.")
    assert not [claim for claim in reading.claims if claim.attribute == "intercepted"]


def test_those_who_tell_are_not_the_wounded(read: Read) -> None:
    text = (
        "Jets bombed a mill in Saada on Monday, killing nine people and wounding at least 14, "
        "two medical workers said."
    )
    assert figures(read(text)) == {("killed", 9), ("wounded", 14)}


def test_the_day_of_a_dateline_is_no_count(read: Read) -> None:
    text = (
        "SANAA, May 4 At least 6 civilians were killed when jets bombed a mill in Saada on Monday."
    )
    assert figures(read(text)) == {("civilians_killed", 6)}
