"""Whose words they are without a verb of saying beside them, and who publishes."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable

import pytest

from mapper.gazetteer import Gazetteer
from mapper.model import Reading, Report
from mapper.pipeline import read_report

Read = Callable[..., Reading]


def killed_by(reading: Reading) -> set[str]:
    return {claim.claimant for claim in reading.claims if claim.attribute == "killed"}


@pytest.mark.parametrize(
    ("text", "claimant"),
    [
        # "I" inside a quotation is whoever is quoted, not who spoke before
        (
            "President Donald Trump said on Monday that he was told. Jets bombed Saada. "
            '"I think that ten people were killed in the strike," said Amin Qasim, a farmer.',
            "Amin Qasim",
        ),
        # hearsay goes on in the past perfect
        (
            "Jets bombed Saada on Monday. The hospital was full, said Amin Qasim, a doctor. "
            "Ten people had died.",
            "Amin Qasim",
        ),
        # and with "others"
        (
            "Jets bombed Saada on Monday. Four people were wounded, said Amin Qasim, a doctor. "
            "Ten others were killed.",
            "Amin Qasim",
        ),
        # a count behind a colon is still told
        (
            "Jets bombed Saada on Monday. The Houthis said 30 women and children were killed: "
            "20 women and ten children.",
            "Houthis",
        ),
    ],
)
def test_words_stay_the_speakers(read: Read, text: str, claimant: str) -> None:
    counted = {claim.claimant for claim in read(text).claims if claim.attribute.endswith("killed")}
    assert counted == {claimant}


def test_a_new_paragraph_is_the_reports_own(read: Read) -> None:
    reading = read(
        "Jets bombed Saada on Monday. The hospital was full, said Amin Qasim, a doctor.\n\n"
        "Ten people had died in the strike."
    )
    assert killed_by(reading) == {"Test Wire"}


@pytest.mark.parametrize(
    ("publisher", "title", "claimant"),
    [
        ("Ministry of Defence of the Russian Federation", None, "Russian Ministry of Defence"),
        (
            "Ministry bulletins",
            "Briefing of Russia's defence ministry",
            "Russian Ministry of Defence",
        ),
        ("U.S. Central Command Public Affairs", None, "US Central Command"),
        ("The Defence Ministry Post", None, "The Defence Ministry Post"),
        ("Observatory for the Levant", None, "Observatory for the Levant"),
    ],
)
def test_a_bulletin_is_its_office_speaking(
    gazetteer: Gazetteer, publisher: str, title: str | None, claimant: str
) -> None:
    text = "Jets bombed Raqqa on Monday. Ten people were killed in the strike."
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    report = Report("test.txt", text, sha256, publisher, title, dt.date(2020, 5, 6), None, "en")
    assert killed_by(read_report(report, gazetteer)) == {claimant}
