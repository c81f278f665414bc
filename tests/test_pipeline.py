"""From reports to a catalog, with the gate on the way."""

from __future__ import annotations

import datetime as dt

from mapper.gazetteer import load_gazetteer
from mapper.pipeline import process, read_report
from mapper.reports import make_report

RAID = make_report(
    "Israeli jets struck the Syrian town of Masyaf on Sunday, state media said, wounding four.",
    name="raid.txt",
    published=dt.date(2023, 3, 13),
)
RAIN = make_report("It rained in Lisbon, and the harvest was late.", name="rain.txt")


def test_a_report_without_a_word_of_strikes_is_passed_over_and_says_so() -> None:
    reading = read_report(RAIN, load_gazetteer())
    assert not reading.claims
    assert "passed over" in reading.notes[0]


def test_reports_come_back_in_the_catalog_whether_they_claim_anything_or_not() -> None:
    told: list[str] = []
    catalog = process([RAID, RAIN], advance=lambda: told.append("one"))
    assert {report.name for report in catalog.reports} == {"raid.txt", "rain.txt"}
    assert len(told) == 2
    (strike,) = [strike for strike in catalog.strikes if strike.mapped]
    assert strike.attacker == "Israel"
    assert strike.when.start == dt.date(2023, 3, 12)
    assert set(strike.claims) <= {claim.id for claim in catalog.claims}


def test_every_quote_is_the_text_at_its_span() -> None:
    for claim in read_report(RAID, load_gazetteer()).claims:
        assert RAID.text[claim.start : claim.end] == claim.quote


def test_the_catalog_names_the_gazetteer_that_made_it() -> None:
    assert process([RAID]).versions["gazetteer"] == load_gazetteer().version


def test_one_text_in_two_reports_of_two_days_is_two_strikes_with_their_own_reports() -> None:
    text = "Near Masyaf, one strike destroyed two vehicles."
    days = (dt.date(2016, 10, 16), dt.date(2016, 10, 17))
    catalog = process(
        [make_report(text, name=f"{day}.txt", published=day, publisher="Command") for day in days]
    )
    assert {report for strike in catalog.strikes for report in strike.reports} == {
        "2016-10-16.txt",
        "2016-10-17.txt",
    }
    assert len({claim.id for claim in catalog.claims}) == len(catalog.claims)
