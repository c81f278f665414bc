"""Catalogs in which every free text is hostile, and what is promised of every catalog."""

from __future__ import annotations

from dataclasses import replace

from mapper.catalog import build_catalog
from mapper.contract import claims_to_json, strikes_to_json
from mapper.model import Catalog, Reading, Side, Stance
from tests.builders import make_claim, make_place, make_report

__all__ = ["check_catalog", "hostile_catalog", "hostile_readings"]


def hostile_readings(text: str) -> list[Reading]:
    """Two reports that contradict each other about one place, each text of theirs being `text`."""
    place = replace(
        make_place(f"{text} Kalmira", place_id="synthetic:1"),
        admin1=text,
        names=(text, "Kalmira"),
        source=text or "x",
    )
    readings = []
    for number, side in enumerate((Side.ATTACKER, Side.LOCAL)):
        quote = f"{text} said they struck {place.name} {number}"
        report = replace(
            make_report(f"Before. {quote}. After {text}", name=f"{text}{number}.txt"),
            publisher=text,
            title=text,
            url=f"javascript:{text}",
            notes=(text,),
        )
        claims = [
            replace(
                make_claim(
                    report,
                    quote,
                    attribute=attribute,
                    value=value,
                    place=place,
                    attacker=f"{text} Norland",
                    claimant=f"{text}{side}",
                    side=side,
                    stance=stance,
                ),
                origin=f"{text}{number}",
                via=(text,),
            )
            for attribute, value, stance in (
                ("occurrence", "strike", Stance.ASSERTS),
                ("target", text or "ISIS", (Stance.ASSERTS, Stance.DENIES)[number]),
                ("civilians_killed", 7.0, Stance.ASSERTS),
            )
        ]
        readings.append(Reading(report, claims=tuple(claims)))
    return readings


def hostile_catalog(text: str) -> Catalog:
    """The catalog of those reports."""
    return build_catalog(hostile_readings(text), versions={"gazetteer": text})


def check_catalog(catalog: Catalog) -> None:
    """What is promised of every catalog."""
    texts = {reading.report.name: reading.report.text for reading in catalog.readings}
    known = {claim.id for claim in catalog.claims}
    for claim in claims_to_json(catalog):
        text = texts[claim["report"]]
        assert text[claim["start"] : claim["end"]] == claim["quote"]
        assert claim["quote"].strip()
    for strike in strikes_to_json(catalog):
        assert set(strike["claims"]) <= known
        for count in strike["casualties"]:
            assert 0 <= count["low"] <= count["high"]
        if strike["mapped"]:
            assert -90 <= strike["place"]["lat"] <= 90
            assert -180 <= strike["place"]["lon"] <= 180
