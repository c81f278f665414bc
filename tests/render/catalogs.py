"""Invented catalogs for tests of the map: strikes around real towns, told by invented people."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import replace

from mapper.model import (
    Assessment,
    CasualtyRange,
    Catalog,
    Claim,
    Located,
    Mention,
    Place,
    PlaceKind,
    Reading,
    Reject,
    Report,
    Role,
    Scope,
    Side,
    Stance,
    Status,
    Strike,
    When,
    hash_fields,
)

DAY = dt.date(2015, 9, 30)


def make_report(name: str, text: str, **known: object) -> Report:
    """A report with the hash of its text."""
    return Report(
        name=name,
        text=text,
        sha256=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        **known,
    )


def make_place(name: str, lat: float, lon: float, **known: object) -> Place:
    """A settlement in Syria unless told otherwise."""
    fields = {"kind": PlaceKind.SETTLEMENT, "country": "SY", "admin1": "Homs", "source": "curated"}
    return Place(id=f"test:{name}", name=name, lat=lat, lon=lon, **{**fields, **known})


def make_claim(
    report: Report,
    claimant: str,
    side: Side,
    attribute: str,
    value: object,
    stance: Stance,
    quote: str,
    **known: object,
) -> Claim:
    """A claim whose quote stands in the report."""
    start = report.text.index(quote)
    fields = {"origin": claimant, "scope": Scope.GENERAL, **known}
    return Claim(
        id=hash_fields(report.name, claimant, attribute, value, stance, start),
        report=report.name,
        report_sha256=report.sha256,
        claimant=claimant,
        side=side,
        attribute=attribute,
        value=value,
        stance=stance,
        quote=quote,
        start=start,
        end=start + len(quote),
        **fields,
    )


def make_strike(
    place: Place | None,
    claims: Sequence[Claim],
    *,
    attacker: str | None = "Russia",
    day: dt.date | None = DAY,
    **known: object,
) -> Strike:
    """A strike on a day, with the ids of its claims."""
    pinned = place is not None and place.kind not in {
        PlaceKind.COUNTRY,
        PlaceKind.SEA,
    }
    when = When(day, day, "day" if day else "unknown", "the report says the day") if day else When()
    fields = {
        "mapped": pinned,
        "attackers": (attacker,) if attacker else (),
        "claims": tuple(claim.id for claim in claims),
        "reports": tuple(sorted({claim.report for claim in claims})),
        "origins": len({claim.origin for claim in claims}),
        **known,
    }
    return Strike(
        id=hash_fields(place.id if place else None, attacker, str(day), sorted(fields["claims"])),
        attacker=attacker,
        when=fields.pop("when", when),
        place=place,
        **fields,
    )


WIRE = make_report(
    "wire.txt",
    "A day of raids. The Ministry of Air said its jets hit Islamist positions near Rastan. "
    "Villagers denied that any Islamist fighter had been there. A monitor said at least 36 people "
    "died in three towns. Rescuers found charred bodies under a house in Talbiseh. "
    "A foreign minister voiced doubts about the targets.",
    publisher="Example Wire",
    title="A day of raids",
    published=dt.date(2015, 10, 1),
    url="https://example.org/raids",
    language="en",
)
LOCAL = make_report(
    "local.md",
    "Our town is held by the rebels, the council of Zaafaraniya wrote. "
    "The Ministry of Air said its jets hit Islamist positions near Rastan.",
    publisher="Council Paper",
    published=dt.date(2015, 10, 2),
    url="javascript:alert(1)",
)

RASTAN = make_place("Rastan", 34.9265, 36.7324, names=("Ar Rastan", "الرستن"))
TALBISEH = make_place("Talbiseh", 34.8386, 36.7309, names=("Talbisa",))
ZAFARANEH = make_place("Zafaraneh", 34.8919, 36.7786, names=("Zaafaraniya", "Az Za`farānah"))
SALAMIYAH = make_place("Salamiyah", 35.0114, 37.0528, admin1="Hama", uncertainty_km=12.0)
HAMA = make_place("Hama", 35.24, 36.9, admin1="Hama", kind=PlaceKind.ADMIN1, uncertainty_km=50.0)
SYRIA = make_place("Syria", 35.0, 38.0, admin1=None, kind=PlaceKind.COUNTRY, uncertainty_km=400)


def make_catalog() -> Catalog:
    """Two reports, one war, every status, an area, a country and a strike without a place."""
    said = "said its jets hit Islamist positions"
    target = make_claim(
        WIRE, "Ministry of Air", Side.ATTACKER, "target", "Islamists", Stance.ASSERTS, said
    )
    again = make_claim(
        LOCAL,
        "Ministry of Air",
        Side.ATTACKER,
        "target",
        "Islamists",
        Stance.ASSERTS,
        said,
        via=("Example Wire",),
    )
    denial = make_claim(
        WIRE,
        "villagers",
        Side.LOCAL,
        "control",
        "Islamists",
        Stance.DENIES,
        "denied that any Islamist fighter had been there",
    )
    held = make_claim(
        LOCAL,
        "council of Zaafaraniya",
        Side.LOCAL,
        "control",
        "rebels",
        Stance.ASSERTS,
        "held by the rebels",
        scope=Scope.LOCAL,
        places=(Located(Mention(47, 58, "Zaafaraniya"), Role.STRUCK, ZAFARANEH),),
    )
    doubt = make_claim(
        WIRE,
        "a foreign minister",
        Side.THIRD_PARTY,
        "target",
        "Islamists",
        Stance.DOUBTS,
        "voiced doubts about the targets",
        hedged=True,
    )
    killed = make_claim(
        WIRE,
        "a monitor",
        Side.MONITOR,
        "civilians_killed",
        36,
        Stance.ASSERTS,
        "at least 36 people died in three towns",
        joint=True,
        at_least=True,
        low=36.0,
        high=36.0,
    )
    bodies = make_claim(
        WIRE,
        "rescuers",
        Side.LOCAL,
        "occurrence",
        True,
        Stance.ASSERTS,
        "found charred bodies under a house in Talbiseh",
    )
    disputed = Assessment(
        "control", Status.DISPUTED, ("Islamists",), ("rebels",), (), ("a local denial",)
    )
    strikes = [
        make_strike(RASTAN, [target, again, denial, killed, doubt], control=disputed),
        make_strike(
            TALBISEH,
            [target, again, denial, killed, bodies],
            control=disputed,
            mentioned_as=("Talbisa",),
        ),
        make_strike(
            ZAFARANEH,
            [target, held, killed],
            control=disputed,
            mentioned_as=("Zaafaraniya",),
        ),
        make_strike(
            SALAMIYAH,
            [target, doubt],
            day=dt.date(2015, 10, 4),
            control=Assessment("control", Status.QUESTIONED, ("Islamists",)),
        ),
        make_strike(
            HAMA,
            [target],
            day=dt.date(2015, 10, 2),
            control=Assessment("control", Status.CLAIMED, ("Islamists",)),
        ),
        make_strike(
            SYRIA,
            [again],
            day=dt.date(2015, 10, 1),
            unmapped_reason="known only as a country",
            control=Assessment("control", Status.CLAIMED, ("Islamists",)),
        ),
        make_strike(None, [bodies], attacker=None, day=None),
    ]
    ids = tuple(strike.id for strike in strikes[:3])
    total = CasualtyRange(
        "civilians_killed",
        36,
        36,
        at_least=True,
        joint_with=ids,
        claims=(killed.id,),
        low_claims=(killed.id,),
        high_claims=(killed.id,),
    )
    strikes[:3] = [replace(strike, casualties=(total,)) for strike in strikes[:3]]
    return Catalog(
        readings=(
            Reading(WIRE, claims=(target, denial, doubt, killed, bodies)),
            Reading(LOCAL, claims=(again, held)),
        ),
        strikes=tuple(strikes),
        rejects=(Reject("photo.jpg", "not text"),),
        origins={again.id: "Ministry of Air"},
        versions={"rules": "1", "gazetteer": "test"},
    )
