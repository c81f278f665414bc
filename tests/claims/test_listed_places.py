"""Strikes told in lists, tables, running reports and sentences that point back."""

from __future__ import annotations

import pytest

from mapper.model import Reading
from tests.claims.conftest import Read


def _pins(reading: Reading) -> set[str]:
    return {
        one.mention.text
        for claim in reading.claims
        if claim.attribute == "occurrence" and claim.stance == "asserts"
        for one in claim.places
    }


BULLETS = """Russia fired a hundred missiles and drones at Ukraine's power plants at night.
• Odesa – three people dead, no water
• Lutsk – half of the town without power
• Warsaw – Polish fighters scrambled as a precaution
• Kyiv – talks on a truce at the palace"""
DASHES = """The Pakistani army said Indian missiles had hit three places:

– Muridke: a seminary. Two men dead.

– Bahawalpur, Punjab: Four strikes on a mosque; five wounded.

– Sialkot: A clinic.

Two guards were honoured in Lahore."""
DAYS = """Nigeria's jets have bombed the wrong people before:

- January 17, 2017: Rann, Borno State. A jet hit a camp; 100 dead.
- April 11, 2020: Damasak, Borno State. Several children killed."""
TABLE = """Drones and missiles struck Ukraine on three days.
| Date | Place | What happened |
| --- | --- | --- |
| 3 May | Kupiansk | bomb on a grain store, 1 dead |
| 4 May | Beryslav | drone on an ambulance |
| 5 May | Lviv | concert put off |"""
ENTRIES = """1815: Reports of explosions in Gori, a correspondent says.
1740: The foreign minister speaks in Moscow.
1702: Jets have bombed the port of Poti, officials say.
1610: Kutaisi: a house burns after a missile, nobody hurt."""
ROW = (
    "The missiles of the night: Kharkiv – seven hits; Dnipro – one dead; Rzeszow – airport closed."
)


TARGETS = """Ukraine's general staff said its jets struck these targets on Friday:

• an ammunition depot in Melitopol
• a command post near Tokmak
• two bridges at Chonhar and Henichesk

Talks in Kherson go on. The mayor named the places that had no power:
• half of Odesa"""
ACCORDING = """What was hit, according to the coalition:
- the airport of Sanaa
- fuel tanks in Ras Isa

Seen by the minister on his way to Aden:
- a school in Taiz

The jets came at night, with bombs for Sanaa's airport."""
REGIONS = """Russian shelling and drones struck dozens of towns in a day.
- Pokrovsk district. Kurakhove: houses. Volnodarsk: a business. Myrnohrad: one wounded.
- Kramatorsk district. Sveltino: two offices damaged; Kostiantynivka: three blocks of flats."""


@pytest.mark.parametrize(
    ("text", "pins"),
    [
        (TARGETS, {"Melitopol", "Tokmak", "Chonhar", "Henichesk"}),
        (ACCORDING, {"Sanaa", "Ras Isa"}),
        (
            REGIONS,
            {"Kurakhove", "Volnodarsk", "Myrnohrad", "Sveltino", "Kostiantynivka"},
        ),
        (BULLETS, {"Odesa", "Lutsk"}),
        (DASHES, {"Muridke", "Bahawalpur", "Sialkot"}),
        (DAYS, {"Rann", "Damasak"}),
        (TABLE, {"Kupiansk", "Beryslav"}),
        (ENTRIES, {"Gori", "Poti", "Kutaisi"}),
    ],
)
def test_an_item_of_a_list_is_a_strike_on_the_place_that_it_names(
    read: Read, text: str, pins: set[str]
) -> None:
    assert _pins(read(text)) == pins


def test_items_of_a_list_are_the_strikes_of_who_is_named_over_it(read: Read) -> None:
    reading = read(DASHES)
    told = {c.attackers for c in reading.claims if c.attribute == "occurrence" and c.places}
    assert told == {("India",)}


def test_an_earthquake_s_list_is_none_of_strikes(read: Read) -> None:
    text = """The quake killed thousands in Syria's north.

Atmeh: three buildings collapsed. Eleven dead.

Sarmada: a hall is full of families. Two dead.

On that evening guns shelled a field near Marea, the council said."""
    assert "Atmeh" not in _pins(read(text))


@pytest.mark.parametrize(
    ("text", "pins"),
    [
        ("Missiles hit Rastan. Talbiseh met the same fate.", {"Rastan", "Talbiseh"}),
        (
            "Khartoum and Omdurman lie on the Nile. Both were hit by drones.",
            {"Khartoum", "Omdurman"},
        ),
        ("Khartoum and Omdurman lie on the Nile. Both have markets. A drone hit a bus.", set()),
        (
            "From Kharkiv in the east to Lutsk in the west, missiles slammed into substations.",
            {"Kharkiv", "Lutsk"},
        ),
        ("Missiles were fired from Belgorod to Lutsk, hitting substations.", {"Lutsk"}),
        ("Jets came at night. On Friday guided bombs were dropped on Rastan.", {"Rastan"}),
        ("19.10 IST\nWhat we know: jets bombed Sukkur at 3 pm PKT.", {"Sukkur"}),
        ("Jets struck Hodeidah; Aden, held by others, was spared.", {"Hodeidah"}),
        ("The bombs fell on Talbiseh, not on Raqqa, the minister said.", {"Talbiseh"}),
        (
            "Jets bombed three towns on Monday. The dead by town: 16 in Tyre, 12 in Nabatieh and 9 "
            "in Baalbek.",
            {"Tyre", "Nabatieh", "Baalbek"},
        ),
        (
            "What happened in Isfahan?\nOfficials said that jets had carried out a strike there.",
            {"Isfahan"},
        ),
        (
            "MISRATA, Libya (AP) – Warplanes bombed tanks on the edge of the city overnight.",
            {"MISRATA"},
        ),
        ("The runway of Aleppo was put out of service by two missiles.", {"Aleppo"}),
        ("Lviv and Sumy woke to explosions after missiles had come in.", {"Lviv", "Sumy"}),
        ("A clinic in Kyiv took a hit from a missile. So did a firm in Sumy.", {"Kyiv", "Sumy"}),
        ("Two drones were jammed and crashed into a tower in Moscow.", {"Moscow"}),
        ("A plant in Omdurman blew up at night. Sudan said jets had bombed it.", {"Omdurman"}),
        ("Guernica burned after German planes bombed it; Bilbao took people in.", {"Guernica"}),
        ("A man in Gori, where the market was struck by bombs, packed his car.", {"Gori"}),
        ("In Hama, jets struck Latamneh.", {"Latamneh"}),
        ("Pakistan answered on Monday with an air raid near Saravan.", {"Saravan"}),
        ("Rail strikes hit London, Leeds and Manchester. Drones filmed the crowds.", set()),
        ("Jets dropped bombs near Thessaloniki in an exercise.", set()),
        ("Europe hit Tehran with sanctions over the drones.", set()),
        ("Jets dropped leaflets on Tal Afar before the assault.", set()),
        ("The plan would see bombers strike Baghdad and Tikrit.", set()),
        ("In Stepanakert sirens wailed. Its hospital was hit by rockets.", {"Stepanakert"}),
    ],
)
def test_sentences_that_point_back_or_leave_out(read: Read, text: str, pins: set[str]) -> None:
    assert _pins(read(text)) == pins


def test_a_list_under_a_speaker_is_the_speakers(read: Read) -> None:
    claims = [claim for claim in read(TARGETS).claims if claim.attribute == "occurrence"]
    assert {claim.claimant for claim in claims} == {"Ukrainian military"}
    assert {claim.attackers for claim in claims} == {("Ukraine",)}
