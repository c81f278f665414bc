"""Who is given a claim: the cited, the accuser in the passive, bodies and offices by whole name."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mapper.model import Claim, Reading, Side, Stance

Read = Callable[..., Reading]


def claims(reading: Reading, attribute: str) -> set[tuple[str, object, Stance]]:
    return {
        (claim.claimant, claim.value, claim.stance)
        for claim in reading.claims
        if claim.attribute == attribute
    }


def tellers(reading: Reading, attribute: str) -> set[str]:
    return {claimant for claimant, _, _ in claims(reading, attribute)}


@pytest.mark.parametrize(
    ("text", "claimant"),
    [
        (
            "In a note posted online, the mayor of Kharkiv, Taras Bilokur, said missiles had hit "
            "a mill in Kharkiv on Monday.",
            "Taras Bilokur",
        ),
        (
            "Jets bombed a mill in Saada on Monday, a Pentagon spokeswoman, Cmdr. Ann Hollow, "
            "said.",
            "Ann Hollow",
        ),
        (
            '"Jets bombed the mill in Saada on Monday," said Dr Nora Hadad, who runs the clinic '
            "hit beside it.",
            "Nora Hadad",
        ),
        (
            "State television, quoting the deputy governor, Khalid Nasser, said jets had bombed "
            "Saada on Monday.",
            "Khalid Nasser",
        ),
        (
            "Jets bombed Saada on Monday, the Saada Network for Quiet Skies said.",
            "Saada Network for Quiet Skies",
        ),
        (
            "Jets bombed Saada on Monday. Another group, the Wadi Initiative for Peace and "
            "Bread, said jets had bombed Saada again on Tuesday.",
            "Wadi Initiative for Peace and Bread",
        ),
        ("Jets bombed Saada on Monday, the news agency Barid said.", "Barid"),
        ("Airwars, a monitoring group based abroad, says jets bombed Saada on Monday.", "Airwars"),
    ],
)
def test_the_teller_has_a_whole_name(read: Read, text: str, claimant: str) -> None:
    assert claimant in tellers(read(text), "occurrence")


def test_a_source_without_a_name_leaves_the_claim_to_who_passes_it_on(read: Read) -> None:
    text = "Amnesty, citing a medical source, said Israeli jets had bombed Homs on Monday."
    assert tellers(read(text), "attacker") == {"Amnesty International"}


@pytest.mark.parametrize(
    ("text", "claimant", "attacker"),
    [
        (
            "The bombing of a mill in Idlib on Monday was blamed by the Harvest Union on "
            "Russian jets.",
            "Harvest Union",
            "Russia",
        ),
        (
            "Sudan's army has been accused by the Emergency Lawyers of killing 30 people in "
            "Monday's air raid on Nyala.",
            "Emergency Lawyers",
            "Sudanese army",
        ),
        (
            "Missiles hit Aden on Monday. Yemen's government pointed the finger at the Houthis.",
            "Yemeni government",
            "Houthis",
        ),
        (
            "Hamas's claim that Israeli jets bombed Rafah on Monday was met with silence.",
            "Hamas",
            "Israel",
        ),
    ],
)
def test_an_accusation_in_other_words(read: Read, text: str, claimant: str, attacker: str) -> None:
    assert (claimant, attacker, Stance.ASSERTS) in claims(read(text), "attacker")


def test_who_holds_a_town_accuses_nobody(read: Read) -> None:
    reading = read("Jets bombed Raqqa, which is held by ISIS, on Monday.")
    assert "ISIS" not in {claim.claimant for claim in reading.claims}


def test_a_claim_denied_is_its_makers_claim_and_the_deniers_denial(read: Read) -> None:
    reading = read("Israel's army denied Hamas's claim that its jets bombed a school in Rafah.")
    told = claims(reading, "target")
    assert {("Hamas", "school", Stance.ASSERTS), ("Israeli military", "school", Stance.DENIES)} <= (
        told
    )


def test_a_suspected_rebel_is_nobodys_suspicion(read: Read) -> None:
    text = "Millers died in a NATO raid on suspected Taliban in Kandahar on Monday, elders said."
    assert tellers(read(text), "occurrence") == {"elders"}


@pytest.mark.parametrize(
    ("text", "claimant"),
    [
        (
            "NATO jets bombed Sirte on Monday. By the government's count, nine civilians died.",
            "Libyan government",
        ),
        (
            "A missile struck Kharkiv on Monday. Russia's version: its Defence Ministry said "
            "the strike killed 12 soldiers.",
            "Russian Ministry of Defence",
        ),
        (
            "Jets bombed Nyala on Monday. At least 12 civilians died, said a bakers' committee "
            "in El Fasher, where the army has a garrison.",
            "bakers' committee in El Fasher",
        ),
    ],
)
def test_an_office_is_whose_it_is(read: Read, text: str, claimant: str) -> None:
    reading = read(text)
    told = {claim.claimant for claim in reading.claims if claim.attribute.endswith("killed")}
    assert told == {claimant}


def test_drones_sent_at_a_town_are_a_strike_and_drones_used_elsewhere_are_none(
    read: Read,
) -> None:
    assert claims(read("Russia launched 47 drones at Odesa on Monday, Kyiv said."), "occurrence")
    assert not claims(read("Farmers in Odesa use drones to spray maize."), "occurrence")


def test_the_dead_described_by_their_trade_were_no_fighters(read: Read) -> None:
    reading = read(
        "An air strike near Gao killed 12 on Monday. A councillor said those killed were herders."
    )
    assert ("councillor", "militants", Stance.DENIES) in claims(reading, "target")


def of_place(reading: Reading, name: str) -> set[tuple[str, object]]:
    return {
        (claim.attribute, claim.value)
        for claim in reading.claims
        if claim.attribute.endswith("killed") and _at(claim, name)
    }


def _at(claim: Claim, name: str) -> bool:
    return any(located.mention.text == name for located in claim.places)


def test_each_of_several_towns_has_its_own_dead(read: Read) -> None:
    reading = read("Air strikes killed six people in Homs, four in Aleppo and one in Idlib.")
    assert of_place(reading, "Homs") == {("killed", 6)}
    assert of_place(reading, "Idlib") == {("killed", 1)}
    joint = read("Air strikes on Homs and Aleppo killed six people, two of them children.")
    assert ("killed", 6) in of_place(joint, "Homs") & of_place(joint, "Aleppo")


@pytest.mark.parametrize(
    ("text", "claimant"),
    [
        (
            "Jets hit a mill in Kunduz on Monday, a provincial spokesman, Karim Danish, said. "
            "Five died, Danish told a radio.",
            "Karim Danish",
        ),
        ("Russian media report that air strikes hit two camps in Idlib.", "Russian media"),
        ("An air strike hit a mill in Homs, according to eyewitness accounts.", "eyewitness"),
        (
            "Jets hit a mill in Idlib on Monday. The office doubted rebel claims that the raid "
            "had killed six.",
            "rebel",
        ),
        (
            "Israel admitted that on Monday a missile hit a bus near Tyre, which led, medics "
            "said, to the deaths of nine people.",
            "medics",
        ),
        (
            "A boat in the Red Sea was hit by US jets on Monday, according to US Secretary of War "
            "Ann Hollow.",
            "Ann Hollow",
        ),
    ],
)
def test_whose_words_they_are_in_other_turns(read: Read, text: str, claimant: str) -> None:
    reading = read(text)
    assert claimant in {claim.claimant for claim in reading.claims}
    assert "Denmark" not in {claim.claimant for claim in reading.claims}


def test_what_no_proof_is_found_for_is_doubted_and_still_told(read: Read) -> None:
    reading = read(
        "US jets hit a mill in Raqqa on Monday. The Pentagon said it had found no evidence to "
        "support Russian claims that 20 people were killed in the raid."
    )
    told = {(name, stance) for name, value, stance in claims(reading, "killed") if value == 20}
    assert {stance for name, stance in told if name == "Russia"} == {Stance.ASSERTS}
    assert {stance for name, stance in told if name != "Russia"} == {Stance.DOUBTS}


@pytest.mark.parametrize(
    ("text", "claimant"),
    [
        (
            "According to the Director-General of Border Media Services (BMS), Lieutenant General "
            "Omar Basim Latif, Indian strikes hit Kotli on Monday.",
            "Omar Basim Latif",
        ),
        (
            "Indian jets struck Kotli on Monday. According to army spokesperson Brigadier Omar "
            "Latif, India fired 24 missiles.",
            "Omar Latif",
        ),
    ],
)
def test_a_name_behind_a_post_speaks_for_those_who_were_hit(
    read: Read, text: str, claimant: str
) -> None:
    own = [claim for claim in read(text).claims if claim.claimant == claimant]
    assert own
    assert {claim.side for claim in own} == {Side.DEFENDER}


def test_a_maker_of_jets_has_no_ministry_in_the_report(read: Read) -> None:
    reading = read(
        "The rebels said Israeli-built jets bombed Kilinochchi on Monday. The defence ministry "
        "said the air force had hit a base in Mannar."
    )
    assert not any("Israel" in claim.claimant for claim in reading.claims)


def test_who_revised_the_number_of_the_dead_counts_them(read: Read) -> None:
    reading = read(
        "The minister, Omar Latif, said an air strike in Guaviare on Monday killed ten. He later "
        "revised the number of dead to twelve."
    )
    assert ("Omar Latif", 12, Stance.ASSERTS) in claims(reading, "killed")


def test_who_flew_most_of_the_earlier_strikes_is_not_said_to_have_flown_this(read: Read) -> None:
    reading = read(
        "A drone strike killed four in Miranshah on Monday, police said. Most of the previous "
        "strikes there were carried out by the United States."
    )
    assert all(not claim.attackers for claim in reading.claims)
