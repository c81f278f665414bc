"""The claims of the five real reports, each checked by hand once, and kept.

`seed_claims.csv` lists the right ones: who, what, stance, places, attackers, day, messengers;
none of the reports' words. Made from the rules' own answer after every claim was compared with
its sentence; the wrong ones were left out.
"""

from __future__ import annotations

import csv
import datetime as dt
from collections import Counter
from pathlib import Path

import pytest

from mapper.gazetteer import Gazetteer
from mapper.model import Reading
from mapper.pipeline import read_report
from mapper.reports import make_report

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"
FROZEN = Path(__file__).with_name("seed_claims.csv")
MOST_WRONG = 1 / 12

pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason=f"the real reports are not at {SEEDS}")


@pytest.fixture(scope="module")
def readings(gazetteer: Gazetteer) -> list[Reading]:
    with (SEEDS / "manifest.csv").open(encoding="utf-8", newline="") as handle:
        manifest = {row["file"]: row for row in csv.DictReader(handle)}
    return [
        read_report(
            make_report(
                path.read_text(encoding="utf-8"),
                name=path.name,
                publisher=manifest[path.name]["publisher"] or None,
                published=dt.date.fromisoformat(manifest[path.name]["published"]),
                language="en",
            ),
            gazetteer,
        )
        for path in sorted(SEEDS.glob("*.txt"))
    ]


def _told(readings: list[Reading]) -> Counter[tuple[str, ...]]:
    return Counter(
        (
            claim.report,
            claim.claimant,
            claim.attribute,
            str(claim.value),
            claim.stance.value,
            "+".join(located.mention.text for located in claim.places),
            "+".join(claim.attackers),
            str(claim.when.start or ""),
            "+".join(claim.via),
        )
        for reading in readings
        for claim in reading.claims
    )


def _frozen() -> Counter[tuple[str, ...]]:
    with FROZEN.open(encoding="utf-8", newline="") as handle:
        return Counter(tuple(row.values()) for row in csv.DictReader(handle))


def test_every_right_claim_is_still_told(readings: list[Reading]) -> None:
    lost = _frozen() - _told(readings)
    assert not lost, sorted(lost)


def test_hardly_any_other_claim_is_told(readings: list[Reading]) -> None:
    told = _told(readings)
    other = told - _frozen()
    assert sum(other.values()) <= MOST_WRONG * sum(told.values()), sorted(other)


def test_every_quote_is_the_reports_own_text(readings: list[Reading]) -> None:
    for reading in readings:
        for claim in reading.claims:
            assert reading.report.text[claim.start : claim.end] == claim.quote
