"""Synthetic places, reports, claims and catalogs for tests, all invented and seeded.

`make_readings(50, seed=1)` gives readings whose claims name strikes of an invented war;
`make_catalog(50, seed=1)` groups them by attacker, day and place in the simplest way, for
tests that need a catalog but not the real grouping rules.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import random
from collections.abc import Sequence

from mapper.model import (
    Assessment,
    Candidate,
    CasualtyRange,
    Catalog,
    Claim,
    Located,
    Mention,
    Place,
    PlaceKind,
    Reading,
    Report,
    Resolution,
    Role,
    Scope,
    Side,
    Stance,
    Status,
    Strike,
    When,
    hash_fields,
)

__all__ = [
    "make_catalog",
    "make_claim",
    "make_place",
    "make_places",
    "make_reading",
    "make_readings",
    "make_report",
    "make_strike",
    "make_strikes",
]

_ATTACKERS = ("Norland", "Sudria", "Ostavia")
_HOLDERS = ("ISIS", "rebels", "government")
_SIDES = (Side.ATTACKER, Side.DEFENDER, Side.LOCAL, Side.MONITOR, Side.THIRD_PARTY)
_SYLLABLES = ("ba", "dor", "kal", "mi", "nur", "ra", "sta", "tel", "va", "zan")


def make_place(
    name: str = "Kalmira",
    *,
    lat: float = 34.9,
    lon: float = 36.7,
    kind: PlaceKind = PlaceKind.SETTLEMENT,
    uncertainty_km: float = 2.0,
    place_id: str | None = None,
) -> Place:
    """Return an invented place of the province Testaria."""
    return Place(
        id=place_id or hash_fields("place", name, lat, lon),
        name=name,
        kind=kind,
        lat=lat,
        lon=lon,
        country="SY",
        admin1="Testaria",
        population=1200,
        uncertainty_km=uncertainty_km,
        names=(name, name.upper()),
        source="synthetic",
    )


def make_places(count: int, *, seed: int = 0) -> list[Place]:
    """Return places spread over the whole earth, poles and the antimeridian included."""
    rng = random.Random(seed)
    corners = [(90.0, 0.0), (-90.0, 10.0), (0.0, 180.0), (0.0, -180.0), (71.0, -179.99)]
    places = []
    for number in range(count):
        name = "".join(rng.choice(_SYLLABLES) for _ in range(3)).capitalize() + f" {number}"
        if number < len(corners) and count > 20:
            lat, lon = corners[number]
        else:
            lat, lon = rng.uniform(34, 37), rng.uniform(35, 42)
        radius = rng.choice((0.5, 2.0, 2.0, 5.0, 20.0, 60.0))
        places.append(make_place(name, lat=lat, lon=lon, uncertainty_km=radius))
    return places


def make_report(
    text: str, *, name: str = "report.txt", published: dt.date | None = dt.date(2015, 10, 1)
) -> Report:
    """Return a report of these words."""
    return Report(
        name=name,
        text=text,
        sha256=hashlib.sha256(text.encode("utf-8")).hexdigest(),
        publisher="The Test Gazette",
        title="A synthetic report",
        published=published,
        language="en",
    )


def make_claim(
    report: Report,
    quote: str,
    *,
    attribute: str = "target",
    value: str | float | None = "ISIS",
    place: Place | None = None,
    day: dt.date | None = dt.date(2015, 9, 30),
    attacker: str = "Norland",
    claimant: str = "Norland ministry of defence",
    side: Side = Side.ATTACKER,
    stance: Stance = Stance.ASSERTS,
    joint: bool = False,
    low: float | None = None,
    high: float | None = None,
) -> Claim:
    """Return a claim whose quote is found in the report's text."""
    start = report.text.index(quote)
    located = ()
    if place is not None:
        at = report.text.find(place.name)
        mention = Mention(max(at, 0), max(at, 0) + len(place.name), place.name)
        located = (Located(mention, Role.STRUCK, place),)
    when = When(day, day, "day", "synthetic") if day else When()
    return Claim(
        id=hash_fields(report.sha256, start, start + len(quote), attribute, value, claimant),
        report=report.name,
        report_sha256=report.sha256,
        claimant=claimant,
        side=side,
        origin=claimant,
        attribute=attribute,
        value=value,
        stance=stance,
        quote=quote,
        start=start,
        end=start + len(quote),
        scope=Scope.LOCAL if located else Scope.GENERAL,
        places=located,
        attackers=(attacker,),
        when=when,
        country="SY",
        joint=joint,
        low=low,
        high=high,
        rule="synthetic",
    )


def make_reading(report: Report, claims: Sequence[Claim]) -> Reading:
    """Return a reading whose places are the claims' own, each with its decision."""
    located = {item.mention: item for claim in claims for item in claim.places}
    resolutions = tuple(
        Resolution(mention, (Candidate(item.place, 1.0, True, ("synthetic",)),))
        for mention, item in located.items()
        if item.place
    )
    return Reading(report, resolutions, tuple(located.values()), tuple(claims))


def make_readings(
    count: int, *, seed: int = 0, places: Sequence[Place] | None = None, years: int = 1
) -> list[Reading]:
    """Return `count` readings of short reports with two or three claims each."""
    rng = random.Random(seed)
    places = places or make_places(max(3, count // 4), seed=seed)
    readings = []
    for number in range(count):
        place = rng.choice(places)
        attacker = rng.choice(_ATTACKERS)
        day = dt.date(2015, 1, 1) + dt.timedelta(days=rng.randrange(365 * years))
        killed = rng.randrange(1, 40)
        holder = rng.choice(_HOLDERS)
        claimant, side = f"Source {rng.randrange(9)}", rng.choice(_SIDES)
        first = f"Planes of {attacker} bombed {holder} in {place.name} on {day}."
        second = f"{claimant} said {killed} people died in {place.name} (note {number}-{seed})."
        report = make_report(f"{first} {second}", name=f"r{seed}-{number}.txt", published=day)
        common = {"place": place, "day": day, "attacker": attacker}
        claims = [
            make_claim(report, first, value=holder, **common),
            make_claim(report, first, attribute="occurrence", value=True, **common),
            make_claim(
                report,
                second,
                attribute="civilians_killed",
                value=killed,
                claimant=claimant,
                side=side,
                low=float(killed),
                high=float(killed),
                **common,
            ),
        ]
        readings.append(make_reading(report, claims))
    return readings


def make_strike(
    place: Place | None = None,
    *,
    attacker: str | None = "Norland",
    day: dt.date | None = dt.date(2015, 9, 30),
    status: Status = Status.CLAIMED,
    claims: Sequence[Claim] = (),
    killed: tuple[float, float] | None = None,
) -> Strike:
    """Return a strike at a place, mapped when the place is small enough for a pin."""
    mapped = place is not None and place.kind not in {PlaceKind.COUNTRY, PlaceKind.SEA}
    ids = tuple(claim.id for claim in claims)
    casualties = (
        (CasualtyRange("civilians_killed", killed[0], killed[1], claims=ids),) if killed else ()
    )
    return Strike(
        id=hash_fields("strike", attacker, str(day), place.id if place else None),
        attacker=attacker,
        when=When(day, day, "day", "synthetic") if day else When(),
        place=place,
        mentioned_as=(place.name,) if place else (),
        mapped=mapped,
        unmapped_reason=None if mapped else "no precise place",
        attackers=(attacker,) if attacker else (),
        control=Assessment("control", status, ("ISIS",), ("rebels",), ids, ("synthetic",)),
        target=Assessment("target", status, ("ISIS",), (), ids),
        occurrence=Assessment("occurrence", Status.CLAIMED, (), (), ids),
        casualties=casualties,
        origins=len({claim.origin for claim in claims}),
        reports=tuple(sorted({claim.report for claim in claims})),
        claims=ids,
    )


def make_strikes(count: int, *, seed: int = 0) -> list[Strike]:
    """Return strikes without claims at places over the whole earth, some without a pin."""
    rng = random.Random(seed)
    strikes = []
    for number, place in enumerate(make_places(count, seed=seed)):
        day = None if rng.random() < 0.1 else dt.date(2015, 1, 1) + dt.timedelta(rng.randrange(900))
        strikes.append(
            make_strike(
                None if number % 17 == 16 else place,
                attacker=rng.choice((*_ATTACKERS, None)),
                day=day,
                status=rng.choice(list(Status)),
                killed=(1.0, float(rng.randrange(1, 30))) if rng.random() < 0.5 else None,
            )
        )
    return strikes


def make_catalog(count: int = 12, *, seed: int = 0) -> Catalog:
    """Return a catalog of `count` synthetic reports, grouped by attacker, day and place."""
    readings = sorted(make_readings(count, seed=seed), key=lambda one: one.report.name)
    groups: dict[tuple[str, str, str], list[Claim]] = {}
    for reading in readings:
        for claim in reading.claims:
            place = claim.places[0].place
            key = (claim.attackers[0], str(claim.when.start), place.id if place else "")
            groups.setdefault(key, []).append(claim)
    strikes = []
    for claims in groups.values():
        counts = [claim.low for claim in claims if claim.low is not None]
        strikes.append(
            make_strike(
                claims[0].places[0].place,
                attacker=claims[0].attackers[0],
                day=claims[0].when.start,
                claims=claims,
                killed=(min(counts), max(counts)) if counts else None,
            )
        )
    return Catalog(
        readings=tuple(readings),
        strikes=tuple(sorted(strikes, key=lambda strike: strike.id)),
        origins={claim.id: claim.origin for one in readings for claim in one.claims},
        versions={"rules": "synthetic", "gazetteer": "synthetic"},
    )
