"""Two stories of one strike: did it happen, what did it hit, who was there; invented sentences."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mapper.catalog import build_catalog
from mapper.model import Claim, Reading, Side, Stance, Status, Strike

Read = Callable[..., Reading]
CLINIC = "Activists said Russian jets had bombed a clinic in Homs on Monday. "
DEPOT = "The Russian defence ministry said its jets had destroyed a depot in Homs on Monday. "


def strike_at(reading: Reading, name: str = "Homs") -> Strike:
    (strike,) = [s for s in build_catalog([reading]).strikes if name in s.mentioned_as]
    return strike


def by(reading: Reading, claimant: str) -> set[tuple[str, object, Stance]]:
    found = [claim for claim in reading.claims if claim.claimant == claimant]
    return {(claim.attribute, claim.value, claim.stance) for claim in found}


def attackers_denied_at(reading: Reading) -> set[str]:
    denied = [c for c in reading.claims if (c.attribute, c.stance) == ("attacker", Stance.DENIES)]
    return {located.mention.text for claim in denied for located in claim.places}


@pytest.mark.parametrize(
    ("answer", "disputed"),
    [
        ("Moscow said that nothing of the kind had happened.", True),
        ("No such attack took place, Moscow said.", True),
        ("Moscow called the video a fake.", True),
        ("Moscow said that no talks took place.", False),
        ("Moscow said that all had gone well.", False),
    ],
)
def test_whether_anything_happened(read: Read, answer: str, disputed: bool) -> None:
    status = strike_at(read(CLINIC + answer)).occurrence.status
    assert (status is Status.DISPUTED) is disputed


@pytest.mark.parametrize(
    ("answer", "disputed"),
    [
        ("Local officials said that all of them had been shot down.", True),
        ("Local officials said every missile was intercepted.", True),
        ("Local officials said that none of them had reached the city.", True),
        ("Local officials said that two of them had been shot down.", False),
        ("Local officials said that all shops had been shut.", False),
    ],
)
def test_who_says_that_everything_was_shot_down_denies_the_strike(
    read: Read, answer: str, disputed: bool
) -> None:
    text = "The Russian defence ministry said six missiles hit an air base in Kharkiv on Monday. "
    status = strike_at(read(text + answer), "Kharkiv").occurrence.status
    assert (status is Status.DISPUTED) is disputed


@pytest.mark.parametrize(
    ("answer", "target"),
    [
        ("Moscow said that weapons had been stored in it.", "weapons"),
        ("Moscow said that rebels had been meeting there.", "rebels"),
        ("Moscow described it as a command post.", "command post"),
    ],
)
def test_what_was_in_the_thing_that_was_hit(read: Read, answer: str, target: str) -> None:
    strike = strike_at(read(CLINIC + answer))
    assert ("target", target, Stance.ASSERTS) in by(read(CLINIC + answer), "Russia")
    assert strike.target.status is Status.DISPUTED


@pytest.mark.parametrize(
    ("answer", "disputed"),
    [
        ("Its owner said that it held nothing but flour.", True),
        ("Villagers said there had only ever been food in it.", True),
        ("Villagers said there was little left of it.", False),
        ("Villagers said it held nothing but ammunition.", False),
    ],
)
def test_who_says_that_only_harmless_goods_were_there(
    read: Read, answer: str, disputed: bool
) -> None:
    assert (strike_at(read(DEPOT + answer)).target.status is Status.DISPUTED) is disputed


@pytest.mark.parametrize(
    ("answer", "disputed"),
    [
        ("Relatives said they were farmers.", True),
        ("Relatives said that they were grateful.", False),
    ],
)
def test_who_they_were_that_were_called_fighters(read: Read, answer: str, disputed: bool) -> None:
    text = "The Russian defence ministry said it killed 12 militants in a raid on Homs on Monday. "
    assert (strike_at(read(text + answer)).target.status is Status.DISPUTED) is disputed


def test_who_only_doubts_that_fighters_were_hit_disputes_nothing(read: Read) -> None:
    text = "The Russian defence ministry said it killed 12 militants in a raid on Homs on Monday. "
    strike = strike_at(read(text + "A UN official questioned whether the dead were fighters."))
    assert strike.target.status is Status.QUESTIONED


@pytest.mark.parametrize(
    ("answer", "disputed"),
    [
        ("Moscow said that not a single civilian had been in the building.", True),
        ("Moscow said there were no civilians there.", True),
        ("Moscow said no fewer than nine civilians had been in the building.", False),
    ],
)
def test_whether_civilians_were_there(read: Read, answer: str, disputed: bool) -> None:
    text = "Nine civilians were killed when a Russian jet bombed Homs on Monday, doctors said. "
    assert (strike_at(read(text + answer)).civilian_harm.status is Status.DISPUTED) is disputed


@pytest.mark.parametrize(
    ("answer", "places"),
    [
        ("Moscow said it was behind neither of the strikes.", {"Homs", "Hama"}),
        ("Moscow denied both attacks.", {"Homs", "Hama"}),
        ("Moscow denied having hit Hama.", {"Hama"}),
        ("Moscow has always denied bombing schools.", set()),
    ],
)
def test_which_strikes_a_denial_is_about(read: Read, answer: str, places: set[str]) -> None:
    text = (
        "A Russian jet killed four people in Homs on Monday, medics said. A Russian jet killed "
        "six people in Hama on Tuesday, medics said. "
    )
    assert attackers_denied_at(read(text + answer)) == places


def test_who_denies_a_charge_is_whom_it_was_laid_to(read: Read) -> None:
    reading = read("A clinic in Homs was bombed on Monday. Amnesty blamed Russia. It denied that.")
    assert ("attacker", "Russia", Stance.DENIES) in by(reading, "Russia")


@pytest.mark.parametrize(
    "text",
    [
        "Ukraine and Russia accused each other of a missile attack on Kharkiv on Monday.",
        "A missile hit Kharkiv on Monday. Ukraine blamed Russia and Russia blamed Ukraine.",
    ],
)
def test_two_who_accuse_each_other_dispute_the_attacker(read: Read, text: str) -> None:
    strike = strike_at(read(text), "Kharkiv")
    assert set(strike.attackers) == {"Russia", "Ukraine"}
    assert strike.attack.status is Status.DISPUTED


def test_who_was_accused_by_another_is_no_onlooker(read: Read) -> None:
    reading = read(
        "Two bombs fell on a clinic in Homs on Monday, and Amnesty blamed Israel. An Israeli "
        "official said two bombs had fallen on the clinic."
    )
    sides = {c.side for c in reading.claims if c.claimant == "Israeli official" and not c.attackers}
    assert sides <= {Side.ATTACKER}


def test_a_denial_in_the_lead_is_of_what_the_next_sentence_tells(read: Read) -> None:
    reading = read(
        "Russia said that it was not responsible for a strike on a school in Homs on Monday. "
        "Teachers had blamed its planes for the attack, which killed four children."
    )
    strike = strike_at(reading)
    assert (strike.attackers, strike.attack.status) == (("Russia",), Status.DISPUTED)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Moscow admitted that civilians had been killed.", Status.CORROBORATED),
        ("Moscow said nothing about the raid.", Status.CLAIMED),
    ],
)
def test_who_admits_the_deaths_owns_up(read: Read, text: str, status: Status) -> None:
    told = "A hospital said six civilians were killed in Monday's Russian raid on Homs. "
    assert strike_at(read(told + text)).attack.status is status


def test_who_counts_the_dead_of_a_strike_bears_out_who_owns_up_to_it(read: Read) -> None:
    reading = read(
        "The Russian defence ministry apologised for an air strike on Homs on Monday. Doctors "
        "said that nine people had been killed."
    )
    assert strike_at(reading).attack.status is Status.CORROBORATED


def test_own_men_who_have_left_do_not_hold_the_town(read: Read) -> None:
    reading = read(
        "The Sudanese army said it had bombed Nyala, which it said was held by the Rapid Support "
        "Forces, on Monday. The Rapid Support Forces said that its men had left the town."
    )
    told: list[Claim] = [c for c in reading.claims if c.attribute == "control"]
    assert {(claim.value, claim.stance) for claim in told} == {
        ("RSF", Stance.ASSERTS),
        ("RSF", Stance.DENIES),
    }


def test_a_row_of_verbs_is_one_speakers(read: Read) -> None:
    reading = read(
        "A Russian jet hit a hall in Homs on Monday, medics said. Moscow confirmed that it bombed "
        "the town, said that its target was a depot and rejected the charge that it had aimed at "
        "civilians."
    )
    assert ("target", "civilians", Stance.DENIES) in by(reading, "Russia")


@pytest.mark.parametrize(
    ("words", "accused"),
    [
        ("Kyiv put the blame on Russia.", True),
        ("Kyiv pointed the finger at Moscow.", True),
        ("Kyiv said that Russia was guilty.", True),
        ("Kyiv put the number of dead at nine.", False),
        ("Kyiv pointed the way to peace.", False),
    ],
)
def test_blame_in_other_words(read: Read, words: str, accused: bool) -> None:
    reading = read(f"A missile hit a bus stop in Kharkiv on Monday. {words}")
    assert (("attacker", "Russia", Stance.ASSERTS) in by(reading, "Ukraine")) is accused


@pytest.mark.parametrize(
    ("answer", "disputed"),
    [
        ("The governor said that insurgents were using the mosque.", True),
        ("The governor said that it had been used as a base by insurgents.", True),
        ("The governor said that insurgents were using the road.", False),
        ("The governor said that pupils were using the mosque.", False),
    ],
)
def test_who_is_said_to_have_used_the_thing_struck(read: Read, answer: str, disputed: bool) -> None:
    text = "Residents of Kunduz said American planes bombed a mosque there on Monday. "
    assert (strike_at(read(text + answer), "Kunduz").target.status is Status.DISPUTED) is disputed


@pytest.mark.parametrize(
    ("answer", "denied"),
    [
        ("Moscow said that only military targets were hit.", True),
        ("Moscow said that its jets worked exclusively on military facilities.", True),
        ("Moscow said that only two jets had flown.", False),
        ("Damascus said that only military targets were hit.", False),
    ],
)
def test_nothing_but_military_targets_denies_harm_to_others(
    read: Read, answer: str, denied: bool
) -> None:
    reading = read(f"A Russian jet bombed a school in Homs on Monday, doctors said. {answer}")
    harm = [c for c in reading.claims if c.attribute == "civilian_harm"]
    assert [c.stance for c in harm] == ([Stance.DENIES] if denied else [])


def test_an_ally_who_counts_his_own_dead_does_not_speak_for_who_struck(read: Read) -> None:
    reading = read(
        "American jets bombed a shelter in Baghdad on Monday, killing 40 civilians, Iraq "
        "said. The US military said the building was a command bunker."
    )
    sides = {claim.side for claim in reading.claims if claim.claimant == "Iraq"}
    assert sides == {Side.DEFENDER}
    assert strike_at(reading, "Baghdad").attack.status is Status.CORROBORATED


def test_who_was_bombed_denies_no_deed_of_its_own(read: Read) -> None:
    reading = read(
        "India said its warplanes struck a camp near Balakot in Pakistan on Monday. A Pakistani "
        "army spokesman said that nothing was hit."
    )
    assert attackers_denied_at(reading) == set()


def test_a_spokesman_of_an_army_is_the_next_he(read: Read) -> None:
    reading = read(
        "A Sudanese army drone hit a market in Nyala on Monday, one of the medics said. An army "
        "spokesman spoke of a mistake. The target, he said, had been a shipment of ammunition."
    )
    assert ("target", "weapons", Stance.ASSERTS) in by(reading, "Sudanese army")
    assert ("target", "weapons", Stance.ASSERTS) not in by(reading, "medics")


@pytest.mark.parametrize(
    ("answer", "disputed"),
    [
        ("The Taliban said only herders died.", True),
        ("Earlier in the day a governor said that the strike had hit a bus.", True),
        ("The Taliban said only a few had fled.", False),
        ("A governor said that an earlier strike had hit a bus.", False),
    ],
)
def test_what_else_was_hit_than_fighters(read: Read, answer: str, disputed: bool) -> None:
    text = "The US military said a US air strike near Kunduz on Monday killed 12 fighters. "
    assert (strike_at(read(text + answer), "Kunduz").target.status is Status.DISPUTED) is disputed


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        ("Moscow announced it.", Status.CORROBORATED),
        ("Moscow believed that the strike had hit a group of militants.", Status.CORROBORATED),
        ("Moscow announced a holiday.", Status.CLAIMED),
    ],
)
def test_who_tells_what_it_hit_owns_up(read: Read, answer: str, status: Status) -> None:
    text = "Residents of Homs said a Russian jet had bombed a house there on Monday. "
    assert strike_at(read(text + answer)).attack.status is status


def test_a_gathering_of_fighters_is_no_feast(read: Read) -> None:
    reading = read("The US military said it hit a gathering of terrorists in Idlib on Monday.")
    assert {c.value for c in reading.claims if c.attribute == "target"} == {"militants"}


def test_a_lead_that_denies_a_strike_names_the_place_of_what_is_told_of_it(read: Read) -> None:
    reading = read(
        "The US military denied reports that an air strike near Kunduz on Monday had killed nine "
        "civilians. A governor said that a US strike had hit a bus."
    )
    told = [c for c in reading.claims if c.value == "bus"]
    assert [[located.mention.text for located in c.places] for c in told] == [["Kunduz"]]


def test_old_pictures_of_a_bombed_mosque_deny_that_it_was_bombed(read: Read) -> None:
    reading = read(
        "India said that the pictures which Pakistan had shown of a bombed mosque in Muzaffarabad "
        "were old. Pakistan had said that Indian missiles hit the mosque on Monday."
    )
    assert strike_at(reading, "Muzaffarabad").attack.status is Status.DISPUTED
