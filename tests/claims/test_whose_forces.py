"""Whose "the army", "the drone" and "X-led" raids are, in sentences on several wars."""

from __future__ import annotations

from typing import Any

import pytest

from mapper.model import Side

Read = Any


def _attackers(reading: Any) -> set[str]:
    return {
        name
        for claim in reading.claims
        if claim.attribute == "occurrence"
        for name in claim.attackers
    }


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        pytest.param(
            "An American drone strike killed two men near Wana on Monday. Pakistani officials said "
            "the unmanned aircraft fired three missiles at a farm in Mir Ali.",
            {"US"},
            id="the drone told of before is not the speaker's",
        ),
        pytest.param(
            "Israeli army bulldozers left Gaza on Monday. Overnight the air force targeted a "
            "lorry in Jabaliya.",
            {"Israel"},
            id="the air force of the army that the report names",
        ),
        pytest.param(
            "In a statement the Turkish military said the air force hit caves near Amedi.",
            {"Turkey"},
            id="a military speaks of its own air force",
        ),
        pytest.param(
            "Warplanes thought to be Russian bombed a hospital in Saraqib on Monday.",
            {"Russia"},
            id="aircraft that are thought to be somebody's",
        ),
        pytest.param(
            "Jets believed to belong to the US-led coalition struck Hajin on Monday.",
            {"US-led coalition"},
            id="aircraft that are believed to belong to somebody",
        ),
        pytest.param(
            "A Saudi-led air strike hit a farm near Hodeidah on Monday.",
            {"Saudi-led coalition"},
            id="led by a member is the coalition's",
        ),
        pytest.param(
            "Jets of the Arab alliance bombed Hodeidah on Monday.",
            {"Saudi-led coalition"},
            id="another name of the coalition",
        ),
        pytest.param(
            "Lebanon's Hezbollah fired rockets at Kiryat Shmona on Monday.",
            {"Hezbollah"},
            id="where a group is from is no second attacker",
        ),
        pytest.param(
            "Drones operated by the CIA fired two missiles at a house in Miran Shah on Monday.",
            {"US"},
            id="an agency acts for its state",
        ),
        pytest.param(
            "Thai jets bombed Samraong in Cambodia on Monday. Rockets slammed into a petrol "
            "station in Kantharalak.",
            {"Thailand", "Cambodia"},
            id="nobody is named, and the place is the last attacker's own",
        ),
        pytest.param(
            "Drones hit a refinery in Voronezh on Monday. Ukraine had no comment.",
            {"Ukraine"},
            id="the one foe that the report names",
        ),
        pytest.param(
            "A bomb fell on Douma on Monday. The ministry in Ankara had no comment.",
            set(),
            id="a state with a war at home may have struck itself",
        ),
        pytest.param(
            "Twelve missiles fired from Iran slammed into the outskirts of Erbil on Monday.",
            {"Iran"},
            id="missiles that come from a state",
        ),
        pytest.param(
            "Rockets fired from Lebanon slammed into Kiryat Shmona on Monday.",
            set(),
            id="others fire from there too",
        ),
        pytest.param(
            "BELGRADE, April 29 (BWS) -- NATO acknowledged that one of its bombs landed on a "
            "street in Surdulica on Monday.",
            {"NATO"},
            id="the town of the dateline does not speak",
        ),
        pytest.param(
            "Drones hit a market in Omdurman on Monday. Both factions have bombed the city since.",
            set(),
            id="both factions are nobody in particular",
        ),
    ],
)
def test_the_attacker_is_the_one_told_of(read: Read, text: str, whose: set[str]) -> None:
    assert _attackers(read(text)) == whose


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        ("The junta's drones hit a wedding near Gao, people in northern Mali said.", {"Mali"}),
        ("The junta in Ouagadougou sent jets that bombed Djibo on Monday.", {"Burkina Faso"}),
        ("Niger's ruling junta sent helicopters that rocketed Maradi.", {"Niger"}),
        ("Junta jets bombed Loikaw in Myanmar on Monday.", {"Myanmar military"}),
        ("The regime's planes bombed Brega and Ajdabiya as rebels fell back.", {"Libya"}),
        ("Helicopters of the regime dropped barrels on Darayya.", {"Syria"}),
        ("The sanctions regime was eased on Monday. A drone hit a house in Homs.", set()),
        ("The kingdom's jets bombed Hodeidah, and Riyadh had no comment.", {"Saudi Arabia"}),
        ("Ukraine's defence ministry said the enemy struck Sumy with missiles.", {"Russia"}),
        ("Russia's defence ministry said the enemy fired rockets at Belgorod.", {"Ukraine"}),
        ("The occupation's aircraft bombed Jabalia, officials in Gaza said.", {"Israel"}),
        ("NATO's raids went on. The alliance bombed Zliten on Monday.", {"NATO"}),
        ("A Chinese drone operated by the United Arab Emirates hit a hall in Tripoli.", {"UAE"}),
        ("Colombian planes crossed into Ecuador and bombed a camp near Quito.", {"Colombia"}),
        ("Sri Lankan jets bombed Kilinochchi on Monday.", {"Sri Lanka"}),
        ("Insurgents fired rockets at Lashio, townspeople said.", {"rebels"}),
        ("Federal forces bombed the market of Grozny in Russia's south.", {"Russia"}),
        ("A drone from Yemen exploded in Tel Aviv at night.", set()),
        ("Pakistan answered Iran with an air raid near Saravan.", {"Pakistan"}),
        (
            "Azerbaijan opened its offensive on Monday. Stepanakert was shelled within an hour.",
            {"Azerbaijan"},
        ),
        (
            "The Sudanese army praised its men on Monday. It bombed Nyala again, residents said.",
            {"Sudanese army"},
        ),
        ("Houthi officials said four jets dropped bombs on a school in Saada.", set()),
        (
            "The Houthis spoke on television. Their spokesman said the movement had fired missiles "
            "at Abu Dhabi.",
            {"Houthis"},
        ),
        (
            "Indian missiles hit a mosque in Muridke. A house in Sialkot was shelled. The mayor of "
            "Amritsar praised the air force of Pakistan.",
            {"India"},
        ),
    ],
)
def test_bare_words_for_a_power_mean_the_one_of_the_report_s_war(
    read: Read, text: str, whose: set[str]
) -> None:
    assert _attackers(read(text)) == whose


def test_nobody_s_shells_are_not_the_neighbour_s_where_rebels_fight(read: Read) -> None:
    reading = read(
        "Shells hit a bus in Donetsk, a city that separatists hold. Ministers of Russia and "
        "Ukraine met in Berlin."
    )
    assert _attackers(reading) == set()


def test_it_means_the_one_named_in_the_sentence(read: Read) -> None:
    reading = read(
        "American jets bombed Basra on Monday. Iraq answered with two missiles, which it fired at "
        "the Saudi town of Hafar al-Batin."
    )
    told = {
        located.mention.text: claim.attackers
        for claim in reading.claims
        if claim.attribute == "occurrence"
        for located in claim.places
    }
    assert told["Hafar al-Batin"] == ("Iraq",)


def test_the_group_is_the_one_named_last(read: Read) -> None:
    reading = read(
        "Israeli jets bombed Tyre on Monday, where Hezbollah has depots. The day before, the "
        "group said it had attacked a barracks with drones in Metula."
    )
    assert ("Hezbollah",) in {
        claim.attackers for claim in reading.claims if claim.attribute == "occurrence"
    }


def test_whoever_is_blamed_and_acknowledges_the_raid_owns_up(read: Read) -> None:
    reading = read(
        "Two jets bombed a school in Loikaw on Monday, killing nine people, medics said. They "
        "blamed the Myanmar military. A spokesman for the Myanmar military acknowledged the raid."
    )
    sides = {claim.side.value for claim in reading.claims if claim.attribute == "attacker"}
    assert "attacker" in sides


def test_a_coalition_speaks_for_the_state_that_leads_it(read: Read) -> None:
    reading = read(
        "US jets bombed a school in Raqqa in Syria on Monday, residents said. The US-led "
        "coalition said the building was a depot."
    )
    sides = {claim.side for claim in reading.claims if claim.value == "depot"}
    assert sides == {Side.ATTACKER}
