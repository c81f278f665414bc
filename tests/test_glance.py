"""The glance: what tells of no strike is not read whole; nothing that does is lost."""

from __future__ import annotations

from pathlib import Path

from mapper.gate import may_report_strike
from mapper.gazetteer import load_gazetteer
from mapper.glance import find_tellings
from mapper.model import Report
from mapper.pipeline import read_report
from mapper.reports import make_report, read_reports

ROOT = Path(__file__).resolve().parent.parent
PADDING = "The council met on Monday and put the library vote off until the summer. " * 16


def tell(*texts: str) -> list[list[str]]:
    found = find_tellings([make_report(text) for text in texts], load_gazetteer())
    return [
        [text[slice(*telling)].strip() for telling in tellings]
        for text, tellings in zip(texts, found, strict=True)
    ]


def test_a_strike_is_found_where_it_stands_in_a_long_text() -> None:
    first = "Syrian army helicopters dropped barrel bombs on Rastan on Monday."
    second = "A second air strike hit the market of Talbiseh."
    text = f"{PADDING}{first} {PADDING}\n\n{second} {PADDING}"
    assert tell(text, PADDING, text) == [[first, second], [], [first, second]]


def test_words_that_pass_the_gate_and_tell_of_no_strike_are_not_read() -> None:
    sales = "The Russian jet maker hit its sales target. "
    flights = "The planes would carry freight over the war, the Russian airline said. "
    assert may_report_strike(sales + flights)
    assert tell(PADDING + sales, PADDING + flights) == [[], []]


def test_a_report_without_a_telling_sentence_keeps_its_places_and_claims_nothing() -> None:
    raid = "In a customs raid in Kolkata two people were arrested. Rebels kept away from the army. "
    text = PADDING + raid
    assert may_report_strike(text)
    reading = read_report(make_report(text), load_gazetteer())
    assert reading.claims == ()
    assert "no claim: no sentence of it tells of a strike by itself" in reading.notes
    assert [located.mention.text for located in reading.located] == ["Kolkata"]


def test_a_caption_is_looked_at_whole() -> None:
    assert tell("Rastan this morning. Moments after the raid by warplanes.")[0]


def test_every_report_of_ours_with_strikes_tells_of_one() -> None:
    reports: list[Report] = []
    for folder in (ROOT / "seeds", *(ROOT / "tests" / "dispatches").glob("dev*")):
        reports += read_reports([folder])[0]
    told = [report for report in reports if not report.name.startswith(("no-strike", "nostrike"))]
    assert len(told) > 60
    silent = [
        report.name
        for report, tellings in zip(told, find_tellings(told, load_gazetteer()), strict=True)
        if not tellings
    ]
    assert silent == []
