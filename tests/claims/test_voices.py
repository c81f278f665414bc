"""Who speaks, who doubts and who is said to be the target, on invented sentences."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mapper.model import Claim, Reading, Stance

Read = Callable[..., Reading]


def find(reading: Reading, attribute: str) -> list[Claim]:
    return [claim for claim in reading.claims if claim.attribute == attribute]


def told(reading: Reading, attribute: str) -> set[tuple[str, object, Stance]]:
    return {(claim.claimant, claim.value, claim.stance) for claim in find(reading, attribute)}


@pytest.mark.parametrize(
    ("text", "claimant"),
    [
        (
            "Saudi-led jets bombed Saada on Monday, Mwatana, a rights group, said.",
            "Mwatana",
        ),
        (
            "ADEN, Yemen (TW) - Saudi-led jets bombed Saada on Monday, the deputy governor of "
            "the province, Khalid Nasser, told a radio station.",
            "Khalid Nasser",
        ),
        (
            "Saudi-led jets bombed Saada on Monday, by the account of villagers.",
            "villagers",
        ),
        (
            "Saudi-led jets bombed Saada on Monday, the group Safe Wells said.",
            "Safe Wells",
        ),
        (
            "Saudi-led jets bombed Saada on Monday, said the mayor. The mayor, Ali Mansour, "
            "wept as he spoke.",
            "Ali Mansour",
        ),
    ],
)
def test_who_stands_beside_the_verb_speaks(read: Read, text: str, claimant: str) -> None:
    assert {claim.claimant for claim in find(read(text), "occurrence")} == {claimant}


def test_a_post_means_the_person_who_was_named_with_it(read: Read) -> None:
    reading = read(
        "Governor Pavlo Hrytsenko said Russian missiles hit Kharkiv on Tuesday. "
        "Rescuers worked all night. The governor said five people were killed in the strike."
    )
    assert {claim.claimant for claim in find(reading, "killed")} == {"Pavlo Hrytsenko"}


def test_its_military_is_that_of_the_state_spoken_of(read: Read) -> None:
    reading = read(
        "Armenian shells hit Ganja on Monday. Azerbaijan told another story. "
        "Five people were killed in the shelling, its military said."
    )
    assert {claim.claimant for claim in find(reading, "killed")} == {"Azerbaijani military"}


def test_whoever_does_not_confirm_says_nothing(read: Read) -> None:
    reading = read("Turkish jets bombed Kobani on Monday. Ankara has not confirmed the raid.")
    assert find(reading, "attacker") == []


@pytest.mark.parametrize(
    "text",
    [
        "France would be worried if ISIS was not being bombed, said Anne Petit, the French "
        "defence minister.",
        "Anne Petit was not convinced that ISIS was what the jets were bombing.",
        "Anne Petit has serious concerns that ISIS is not what the Russians are targeting.",
    ],
)
def test_a_worry_is_a_doubt(read: Read, text: str) -> None:
    reading = read(f"Russian jets bombed Rastan on Monday. {text}")
    assert ("Anne Petit", "ISIS", Stance.DOUBTS) in told(reading, "target")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('"Only terrorists were targeted," the Ethiopian military said.', "militants"),
        ("The Ethiopian military named the target as the TPLF.", "TPLF"),
        ("The Ethiopian military said that TPLF fighters were the target of the raid.", "TPLF"),
        (
            "The Ethiopian military said the raid had targeted Abel Tesfaye, whom it described "
            "as a commander of the TPLF.",
            "TPLF",
        ),
    ],
)
def test_the_target_may_be_told_after_the_strike(read: Read, text: str, value: str) -> None:
    reading = read(f"Ethiopian jets bombed Mekelle on Monday. {text}")
    assert ("Ethiopian military", value, Stance.ASSERTS) in told(reading, "target")


def test_what_would_be_attacked_was_no_target(read: Read) -> None:
    reading = read(
        "Russian jets bombed Rastan on Monday. Attacking ISIS would be another matter, Anne "
        "Petit said."
    )
    assert find(reading, "target") == []


def test_the_posts_of_a_state_are_its_targets(read: Read) -> None:
    reading = read("Azerbaijani drones hit Armenian positions near Goris, Baku said.")
    assert ("Azerbaijan", "government", Stance.ASSERTS) in told(reading, "target")


def test_a_target_is_denied_by_calling_the_claim_false(read: Read) -> None:
    reading = read(
        "Israeli jets bombed Baalbek on Monday. The Israeli military said it had targeted "
        "Hezbollah fighters in Baalbek. The mayor, Ali Rida, rejected that as baseless."
    )
    assert ("Ali Rida", "Hezbollah", Stance.DENIES) in told(reading, "target")


def test_everyone_accused_is_an_attacker(read: Read) -> None:
    reading = read(
        "Shells hit Mekelle on Monday. A regional spokesman blamed the attack on Ethiopia and "
        "on Eritrea."
    )
    assert {"Ethiopia", "Eritrea"} <= {claim.value for claim in find(reading, "attacker")}


def test_taking_responsibility_names_the_attacker(read: Read) -> None:
    reading = read("Rockets hit Haifa on Monday. Hezbollah took responsibility.")
    assert ("Hezbollah", "Hezbollah", Stance.ASSERTS) in told(reading, "attacker")


def test_signed_comment_belongs_to_its_writer(read: Read) -> None:
    reading = read(
        "Russian jets bombed Rastan on Monday.\n\nComment by Mary Sole, Moscow editor\n\n"
        "Russian bombs have fallen on places where there is no ISIS presence."
    )
    assert ("Mary Sole", "ISIS", Stance.DENIES) in told(reading, "control")


@pytest.mark.parametrize(
    "text",
    [
        "ISIS does not control any of the areas that were hit, according to activists.",
        "ISIS had no forces in the places that were hit, according to activists.",
    ],
)
def test_who_was_not_there_held_nothing(read: Read, text: str) -> None:
    reading = read(f"Russian jets bombed Rastan on Monday. {text}")
    assert ("activists", "ISIS", Stance.DENIES) in told(reading, "control")


def test_who_denies_one_target_and_names_another_does_not_deny_the_strike(read: Read) -> None:
    reading = read(
        "Alliance jets hit a clinic in Hodeidah on Monday, residents said. The Saudi-led coalition "
        "denied hitting the clinic and said that it had targeted Houthi fighters."
    )
    denied = {
        (claim.attribute, claim.value)
        for claim in reading.claims
        if str(claim.stance) == "denies" and "coalition" in claim.claimant
    }
    assert "target" in {attribute for attribute, _ in denied}
    assert "occurrence" not in {attribute for attribute, _ in denied}


@pytest.mark.parametrize(
    ("text", "claimant"),
    [
        (
            "Saudi-led jets bombed Saada on Monday. Ten people were killed, children among "
            "them, said Amin Qasim, a doctor at the main hospital.",
            "Amin Qasim",
        ),
        (
            "The Yemeni Crisis Committee (YCC) counts raids. Saudi-led jets bombed Saada on "
            "Monday. Ten people were killed, the YCC said.",
            "Yemeni Crisis Committee",
        ),
        (
            "Saudi-led jets bombed Saada on Monday. The head of the town's hospital, Amin Qasim, "
            "told a radio station that ten people were killed.",
            "Amin Qasim",
        ),
        (
            "Saudi-led jets bombed Saada on Monday. Health officials in the town spoke of ten "
            "people killed.",
            "health officials",
        ),
        (
            "Saudi-led jets bombed Saada on Monday. An intelligence officer said he had heard "
            'it. "Ten people were killed," he said.',
            "intelligence officer",
        ),
        (
            "Saudi-led jets bombed Saada on Monday. A Houthi official denied that fighters were "
            'there. "Ten people were killed," he said.',
            "Houthi official",
        ),
        (
            "Saudi-led jets bombed Saada on Monday. Oxfam keeps a clinic there. Unicef has been "
            "in the town for years. It said ten people were killed.",
            "Unicef",
        ),
    ],
)
def test_the_dead_are_counted_by_whoever_is_meant(read: Read, text: str, claimant: str) -> None:
    assert {claim.claimant for claim in find(read(text), "killed")} == {claimant}


@pytest.mark.parametrize(
    ("text", "claimant"),
    [
        (
            "Turkish warplanes hit the PKK in northern Iraq, killing 14 militants, the defence "
            "ministry said.",
            "Turkish Ministry of Defence",
        ),
        (
            "Russian missiles hit Kharkiv on Monday, killing two civilians, the air force said.",
            "Ukrainian Air Force",
        ),
        (
            "Israeli air strikes killed 12 Palestinians in Khan Younis on Monday. The military "
            "said its planes had struck a weapons depot in Khan Younis.",
            "Israeli military",
        ),
        (
            "The Syrian army said on Wednesday that it had bombed Rastan on Tuesday.",
            "Syrian military",
        ),
    ],
)
def test_a_bare_office_is_that_of_its_owner(read: Read, text: str, claimant: str) -> None:
    assert claimant in {claim.claimant for claim in read(text).claims}


def test_a_jet_is_not_the_rebels_own(read: Read) -> None:
    reading = read(
        "Kanbalu was hit from the air on Monday. A local PDF member, who asked not to be named, "
        "denied that any weapons were there. A jet bombed the hall in Kanbalu, he said."
    )
    attackers = {name for claim in reading.claims for name in claim.attackers}
    assert "People's Defense Forces" not in attackers


def test_a_name_after_an_unnamed_spokesman_is_his(read: Read) -> None:
    reading = read(
        "A Kurdish militia spokesman said on Monday that Turkey had shelled Qamishli. "
        "Nuri Mehmud said Turkey killed ten people in Qamishli."
    )
    (claim,) = find(reading, "killed")
    assert claim.claimant == "Nuri Mehmud"
    assert claim.side == "defender"


@pytest.mark.parametrize(
    ("text", "claimant"),
    [
        (
            "Barrel bombs killed nine people in Rastan on Monday, a monitoring group said. "
            "Helicopters came at dawn, the Syrian Observatory for Human Rights said.",
            "Syrian Observatory for Human Rights",
        ),
        (
            "Saudi-led jets killed nine people in Saada on Monday, said an official of the local "
            'health service. "We had no ambulances," the official, Amin Qasim, said by telephone.',
            "Amin Qasim",
        ),
        (
            "Israeli jets killed nine people in Tyre on Monday, the Lebanese Red Cross said.",
            "Lebanese Red Cross",
        ),
        (
            "Israeli jets killed nine people in Rafah on Monday, the Hamas-run government media "
            "office said.",
            "Hamas-run government media office",
        ),
        (
            "Jets killed nine people in Saravan on Monday, Iran's state news agency IRNA said.",
            "IRNA",
        ),
        (
            "In Russia's Belgorod region Ukrainian shells killed nine people on Monday, its "
            "governor said.",
            "governor of Belgorod",
        ),
        (
            "A strike on Rastan killed nine people on Monday, by Unicef's figures.",
            "Unicef",
        ),
    ],
)
def test_claimants_get_the_name_that_a_reader_would_give(
    read: Read, text: str, claimant: str
) -> None:
    assert {claim.claimant for claim in find(read(text), "killed")} == {claimant}


def test_two_monitors_are_not_one(read: Read) -> None:
    reading = read(
        "Barrel bombs killed nine people in Rastan on Monday, a monitoring group said. "
        "The Syrian Observatory for Human Rights said the town was hit at dawn. "
        "Airwars said that it was hit at noon."
    )
    assert {claim.claimant for claim in find(reading, "killed")} == {"monitoring group"}


@pytest.mark.parametrize(
    ("text", "claimants"),
    [
        (
            "Ten people were killed when jets bombed Rastan on Monday, according to Airwars and "
            "to the Syrian Observatory for Human Rights.",
            {"Airwars", "Syrian Observatory for Human Rights"},
        ),
        (
            "Turkish jets bombed Afrin on Monday. Ten people were killed, the YPG said.",
            {"YPG"},
        ),
        (
            "Jets bombed Rastan on Monday. The Syria Civil Defence - better known as the White "
            "Helmets - says ten people were killed.",
            {"Syrian Civil Defence"},
        ),
        (
            "Jets bombed Rastan on Monday. Ten people were killed, the rescuer Amin Qasim posted "
            "on X.",
            {"Amin Qasim"},
        ),
        (
            "Jets bombed Tripoli on Monday. Ten people were killed, the UN-backed government said.",
            {"UN-backed government"},
        ),
    ],
)
def test_every_speaker_is_heard(read: Read, text: str, claimants: set[str]) -> None:
    assert {claim.claimant for claim in find(read(text), "killed")} == claimants


def test_each_side_of_a_semicolon_is_its_own_speakers(read: Read) -> None:
    reading = read(
        "Armenia's defence ministry said Azeri forces had shelled the town of Martuni; Baku said "
        "it was Armenian forces that hit Ganja with missiles, killing nine."
    )
    assert ("Armenian Ministry of Defence", "Azerbaijan", Stance.ASSERTS) in told(
        reading, "attacker"
    )
    assert {claim.claimant for claim in find(reading, "killed")} == {"Azerbaijan"}


def test_another_spokesman_is_not_the_official_heard_before(read: Read) -> None:
    reading = read(
        "A US defence official said American jets bombed Hodeidah on Monday. Ten people were "
        "killed, said the Houthi health ministry's spokesman, Anis Asbah."
    )
    assert {claim.claimant for claim in find(reading, "killed")} == {"Anis Asbah"}
    assert "Anis Asbah" not in {claim.claimant for claim in find(reading, "occurrence")}


BOMBED = "Saudi-led jets bombed a mill in Saada on Monday. "


@pytest.mark.parametrize(
    ("text", "claimant", "number"),
    [
        ("The governor's office reported three deaths.", "governor's office", 3),
        ("Al Masirah said 14 people died. The channel spoke of 30 dead.", "Al Masirah", 30),
        ("The Lantern Union, a charity, raised its toll to 35.", "Lantern Union", 35),
        ("The health ministry had a higher figure: seven dead.", "Yemeni Health Ministry", 7),
        ("A surgeon said the mill burnt all night. Four people died.", "surgeon", 4),
        ("A clerk said ten died, and an elder put the figure at 14.", "elder", 14),
        ("Saba quoted a nurse as putting the toll at 21.", "nurse", 21),
        ("Prosecutors have opened a case. They say 16 people died.", "prosecutors", 16),
        ("A nurse could account for 15 dead.", "nurse", 15),
    ],
)  # fmt: skip
def test_who_counts_is_who_told_the_number(
    read: Read, text: str, claimant: str, number: int
) -> None:
    assert (claimant, number) in {
        (claim.claimant, claim.value)
        for claim in read(BOMBED + text).claims
        if claim.attribute == "killed"
    }


def test_a_new_sentence_with_a_place_is_the_reports_own(read: Read) -> None:
    reading = read(BOMBED + "A surgeon said the mill burnt all night. Four died in Hodeida.")
    assert "surgeon" not in {claim.claimant for claim in find(reading, "killed")}


def test_what_stands_before_a_semicolon_is_not_denied(read: Read) -> None:
    reading = read(
        "A convoy was bombed near Saada on Monday with the loss of 20 civilians; US officials hold "
        "Russia responsible, which Russia denies."
    )
    assert {claim.stance for claim in find(reading, "civilians_killed")} == {Stance.ASSERTS}


@pytest.mark.parametrize(
    ("text", "claimant"),
    [
        # whoever is told to have struck does not go on telling it
        ("Kyiv's army said Russia had shelled Izium, adding that no clinic was hit.", "Ukrainian"),
        (
            "Yemen's Houthis reported that the US Navy bombed Taiz, noting that no clinic was hit.",
            "Houthis",
        ),
        (
            'The Israeli army wrote that "an IAF (Israeli Air Force) jet hit a post in Tyre," '
            "stressing that no clinic was hit.",
            "Israeli military",
        ),
        # but what the attacker claims by it is his
        (
            "Syrian media said the Israeli army had shelled Quneitra, claiming that no clinic was "
            "hit.",
            "Israeli military",
        ),
    ],
)
def test_who_said_it_adds_it(read: Read, text: str, claimant: str) -> None:
    denied = [claim for claim in find(read(text), "target") if claim.stance == Stance.DENIES]
    assert denied
    assert all(claim.claimant.startswith(claimant) for claim in denied)


def test_it_is_no_photographers_agency(read: Read) -> None:
    text = (
        "Jets bombed Saraqib on Monday, the Syrian Observatory for Human Rights said. Stalls lay "
        "in ruins, an AFP photographer reported. Four people were killed in Saraqib, it added."
    )
    assert {claim.claimant for claim in find(read(text), "killed")} == {
        "Syrian Observatory for Human Rights"
    }


def test_a_capital_letter_repeats_a_bodys_name(read: Read) -> None:
    text = (
        "A drone struck a post near Kirkuk on Monday, according to a statement from the "
        "Directorate General of Border Watch. Three fighters were killed, the Directorate added."
    )
    assert {claim.claimant for claim in find(read(text), "militants_killed")} == {
        "Directorate General of Border Watch"
    }


def test_what_is_condemned_in_a_statement_is_told(read: Read) -> None:
    text = (
        "The press office in Kharkiv condemned in a statement that Russia had bombed a clinic in "
        "Izium on Monday."
    )
    reading = read(text)
    assert {claim.claimant for claim in find(reading, "target")} == {"press office in Kharkiv"}


def test_somebody_of_a_monitor_based_elsewhere_is_a_monitor(read: Read) -> None:
    text = (
        "Jets bombed Saraqib on Monday, killing six, said Tarek Nouri of the Paris-based Syrian "
        "Observatory for Human Rights."
    )
    (claim,) = find(read(text), "killed")
    assert claim.side.value == "monitor"


def test_a_guard_of_the_state_speaks_for_it(read: Read) -> None:
    text = "Jets hit Erbil on Monday. Iran's Revolutionary Guard said two were killed there."
    assert {claim.claimant for claim in find(read(text), "killed")} == {"Iran"}


def test_the_governor_is_not_the_leader_named_later(read: Read) -> None:
    text = (
        "Rockets hit Afrin on Monday. The governor of Turkey's Hatay province said that nine were "
        "killed in Afrin. The leader of the militia, Serhat Baran, denied it."
    )
    assert {claim.claimant for claim in find(read(text), "killed")} == {"Turkish governor"}
