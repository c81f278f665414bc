"""A catalog laid out in columns: the form in which a map of any size is written."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from mapper.model import Assessment, Catalog, Claim, PlaceKind, Report, Stance, Status, Strike
from mapper.render.blocks import Column
from mapper.render.borders import Ring, find_province
from mapper.render.wording import is_distressing, link_of, sentence_around

__all__ = ["NO_DAY", "SIDES", "STANCES", "STATUSES", "MapData", "day_number", "lay_out"]

STATUSES = tuple(str(status) for status in Status)
STANCES = tuple(str(stance) for stance in Stance)
SIDES = (
    "attacker",
    "attacker_ally",
    "defender",
    "third_party",
    "local",
    "monitor",
    "media",
    "unknown",
)
PRECISIONS = ("day", "range", "month", "year", "unknown")
NO_DAY = -(2**31)
DEGREE = 100_000
"""Coordinates are whole hundred-thousandths of a degree, about one metre."""
LISTED, PINNED, SHADED = 0, 1, 2
_EPOCH = dt.date(1970, 1, 1).toordinal()
_HEDGED, _IMPLIED, _JOINT, _GENERAL, _AT_LEAST, _AT_MOST, _COVERED = (1 << i for i in range(7))


@dataclass
class MapData:
    """What a map is written from.

    Attributes
    ----------
    strikes
        One integer array per column, one row per strike: lat, lon (1e-5 degrees), shape
        (0 listed, 1 pinned, 2 shaded), start, end (days since 1970-01-01 or `NO_DAY`),
        precision, uncertainty (0.1 km), attacker, place, control, target, attack, occurrence,
        harm (numbers of statuses), control_set, target_set, killed_low, killed_high (-1: not
        said), origins, report_set, reason, area, links (how many claims).
    claims
        One row per claim: claimant, side, origin, attribute, value, stance, flags, report, text.
        And `linked`: the claims of each strike, one after another.
    tables
        What the numbers above stand for, as JSON values.
    ids
        Identity of each strike.
    details, texts
        Per strike and per text, what the page shows on demand; JSON values.
    """

    strikes: dict[str, Column] = field(default_factory=dict)
    claims: dict[str, Column] = field(default_factory=dict)
    tables: dict[str, list[Any]] = field(default_factory=dict)
    ids: Sequence[str] = ()
    details: Sequence[Any] = ()
    texts: Sequence[Any] = ()

    def positions(self) -> tuple[Column, Column]:
        """Return degrees (lats, lons) of the strikes that are drawn."""
        drawn = self.strikes["shape"] > LISTED
        return self.strikes["lat"][drawn] / DEGREE, self.strikes["lon"][drawn] / DEGREE

    def countries(self) -> list[str]:
        """Return the countries of drawn strikes, those with the most strikes first."""
        drawn = self.strikes["place"][self.strikes["shape"] > LISTED]
        counts: dict[str, int] = {}
        for place, count in zip(*np.unique(drawn, return_counts=True), strict=True):
            code = self.tables["places"][int(place)][1] if place >= 0 else None
            if code:
                counts[code] = counts.get(code, 0) + int(count)
        return sorted(counts, key=lambda code: (-counts[code], code))


def day_number(day: dt.date | None) -> int:
    """Return days since 1970-01-01, or `NO_DAY`."""
    return NO_DAY if day is None else day.toordinal() - _EPOCH


class _Table:
    """Values numbered in the order in which they first come."""

    def __init__(self) -> None:
        self.values: list[Any] = []
        self._numbers: dict[Hashable, int] = {}

    def number(self, key: Hashable, value: object = None) -> int:
        """Return the number of a key; `value` is what the page gets for it."""
        found = self._numbers.get(key)
        if found is None:
            found = self._numbers[key] = len(self.values)
            self.values.append(key if value is None else value)
        return found


class _Layout:
    """Collects columns and tables while it walks through one catalog."""

    def __init__(self, catalog: Catalog, strikes: Sequence[Strike]) -> None:
        self.catalog = catalog
        self.strikes = strikes
        self.tables = {
            name: _Table()
            for name in ("attackers", "places", "sets", "report_sets", "reasons", "areas")
        }
        for name in ("claimants", "origins", "attributes", "values"):
            self.tables[name] = _Table()
        self.report_number = {report.name: i for i, report in enumerate(catalog.reports)}
        self.document_number = {r.sha256: i for i, r in enumerate(catalog.reports)}
        wanted = {claim for strike in strikes for claim in strike.claims}
        self.used = [claim for claim in catalog.claims if claim.id in wanted]
        self.claim_number = {claim.id: i for i, claim in enumerate(self.used)}
        self.strike_number = {strike.id: i for i, strike in enumerate(strikes)}

    def strike_row(self, strike: Strike) -> dict[str, int]:
        """Numbers of one strike, by column."""
        place, when = strike.place, strike.when
        killed = [r for r in strike.casualties if r.attribute.endswith("killed")]
        area, shape = -1, PINNED if strike.mapped and place else LISTED
        if shape and place and place.kind == PlaceKind.ADMIN1:
            area, shape = self.area_of(strike), SHADED
        reports = tuple(self.report_number[r] for r in strike.reports if r in self.report_number)
        start = day_number(when.start)
        return {
            "lat": round(place.lat * DEGREE) if place else 0,
            "lon": round(place.lon * DEGREE) if place else 0,
            "shape": shape,
            "start": start,
            "end": day_number(when.end) if when.end else start,
            "precision": PRECISIONS.index(when.precision),
            "uncertainty": min(round(place.uncertainty_km * 10), 65_535) if place else 0,
            "attacker": self.tables["attackers"].number(strike.attacker or ""),
            "place": self.place_of(strike),
            "control": STATUSES.index(strike.control.status),
            "target": STATUSES.index(strike.target.status),
            "attack": STATUSES.index(strike.attack.status),
            "occurrence": STATUSES.index(strike.occurrence.status),
            "harm": STATUSES.index(strike.civilian_harm.status),
            "control_set": self.set_of(strike.control),
            "target_set": self.set_of(strike.target),
            "killed_low": _whole(max((r.low for r in killed), default=-1)),
            "killed_high": _whole(max((r.high for r in killed), default=-1)),
            "origins": min(strike.origins, 255),
            "report_set": self.tables["report_sets"].number(reports, list(reports)),
            "reason": self.tables["reasons"].number("" if shape else _reason(strike)),
            "area": area,
            "links": sum(claim in self.claim_number for claim in strike.claims),
        }

    def area_of(self, strike: Strike) -> int:
        """Number of the province's rings, or -1 when the basemap does not know it."""
        place = strike.place
        if place is None:
            return -1
        rings = find_province(country=place.country, lat=place.lat, lon=place.lon)
        return -1 if rings is None else self.tables["areas"].number(place.id, _flatten(rings))

    def place_of(self, strike: Strike) -> int:
        """Number of the place with all that the page needs of it, or -1."""
        place = strike.place
        if place is None:
            return -1
        names = list(dict.fromkeys((*place.names, *strike.mentioned_as)))
        row = [place.name, place.country, place.admin1, str(place.kind), names, place.source]
        return self.tables["places"].number((place.id, *names), row)

    def set_of(self, assessment: Assessment) -> int:
        """Number of what is claimed and by what it is disputed."""
        key = (assessment.claimed, assessment.disputed_by)
        return self.tables["sets"].number(key, [list(part) for part in key])

    def claim_row(self, claim: Claim) -> dict[str, int]:
        """Numbers of one claim, by column; its text has the claim's own number."""
        flags = (
            claim.hedged * _HEDGED
            | claim.implied * _IMPLIED
            | claim.joint * _JOINT
            | (claim.scope == "general") * _GENERAL
            | claim.at_least * _AT_LEAST
            | claim.at_most * _AT_MOST
            | is_distressing(claim.quote) * _COVERED
        )
        value = claim.value
        return {
            "claimant": self.tables["claimants"].number(claim.claimant),
            "side": SIDES.index(claim.side),
            "origin": self.tables["origins"].number(
                self.catalog.origins.get(claim.id, claim.origin)
            ),
            "attribute": self.tables["attributes"].number(claim.attribute),
            "value": self.tables["values"].number((type(value).__name__, value), [value]),
            "stance": STANCES.index(claim.stance),
            "flags": flags,
            "report": self.document_number.get(
                claim.report_sha256, self.report_number.get(claim.report, -1)
            ),
        }

    def text_of(self, claim: Claim, text: str) -> dict[str, Any]:
        """What the evidence panel shows of one claim."""
        before, after = sentence_around(text, start=claim.start, end=claim.end)
        shown: dict[str, Any] = {"q": claim.quote, "b": before, "a": after, "id": claim.id}
        if claim.origin != claim.claimant:
            shown["o"] = claim.origin
        if claim.via:
            shown["v"] = list(claim.via)
        if claim.places:
            shown["p"] = list(dict.fromkeys(located.mention.text for located in claim.places))
        if claim.low is not None or claim.high is not None:
            shown["n"] = [claim.low, claim.high]
        if claim.detail:
            shown["d"] = claim.detail
        if is_distressing(before + after):
            shown["x"] = 1
        return shown

    def detail_of(self, strike: Strike) -> dict[str, Any]:
        """What the evidence panel shows of one strike besides its columns."""
        assessed = (
            strike.control,
            strike.target,
            strike.attack,
            strike.occurrence,
            strike.civilian_harm,
        )
        return {
            "m": list(strike.mentioned_as),
            "at": list(strike.attackers),
            "w": strike.when.reason,
            "s": [[list(a.claimed), list(a.disputed_by), list(a.reasons)] for a in assessed],
            "k": [
                {
                    "a": r.attribute,
                    "l": r.low,
                    "h": r.high,
                    "m": int(r.at_least),
                    "j": [self.strike_number[i] for i in r.joint_with if i in self.strike_number],
                    "lc": self.claim_numbers(r.low_claims or r.claims),
                    "hc": self.claim_numbers(r.high_claims or r.claims),
                }
                for r in strike.casualties
            ],
            "g": [strike.grade, strike.grade_reason] if strike.grade else None,
            "n": list(strike.notes),
        }

    def claim_numbers(self, ids: Iterable[str]) -> list[int]:
        """Numbers of the claims that are part of this map."""
        return [self.claim_number[i] for i in ids if i in self.claim_number]


def lay_out(catalog: Catalog, strikes: Sequence[Strike] | None = None) -> MapData:
    """Return a catalog, or some of its strikes with the claims behind them, in columns."""
    chosen = catalog.strikes if strikes is None else tuple(strikes)
    layout = _Layout(catalog, chosen)
    # two folders may each have a report of the same name; the hash tells them apart
    texts = {(report.name, report.sha256): report.text for report in catalog.reports}
    data = MapData(
        strikes=_columns([layout.strike_row(strike) for strike in chosen], _STRIKE_COLUMNS),
        claims=_columns([layout.claim_row(claim) for claim in layout.used], _CLAIM_COLUMNS),
        ids=[strike.id for strike in chosen],
        details=[layout.detail_of(strike) for strike in chosen],
        texts=[
            layout.text_of(claim, texts.get((claim.report, claim.report_sha256), ""))
            for claim in layout.used
        ],
    )
    data.claims["text"] = np.arange(len(layout.used), dtype=np.int64)
    linked = [layout.claim_number[c] for s in chosen for c in s.claims if c in layout.claim_number]
    data.claims["linked"] = np.array(linked, dtype=np.int64)
    data.tables = {name: table.values for name, table in layout.tables.items()}
    data.tables["reports"] = [_report_row(report) for report in catalog.reports]
    data.tables["rejects"] = [[reject.name, reject.reason] for reject in catalog.rejects]
    return data


_STRIKE_COLUMNS = (
    *("lat", "lon", "shape", "start", "end", "precision", "uncertainty", "attacker", "place"),
    *("control", "target", "attack", "occurrence", "harm", "control_set", "target_set"),
    *("killed_low", "killed_high", "origins", "report_set", "reason", "area", "links"),
)
_CLAIM_COLUMNS = (
    *("claimant", "side", "origin", "attribute", "value", "stance", "flags", "report"),
)


def _columns(rows: Sequence[dict[str, int]], names: Sequence[str]) -> dict[str, Column]:
    return {name: np.array([row[name] for row in rows], dtype=np.int64) for name in names}


def _report_row(report: Report) -> list[Any]:
    day = report.published.isoformat() if report.published else None
    return [
        report.name,
        report.publisher,
        report.title,
        day,
        link_of(report.url),
        report.language,
        list(report.notes),
    ]


def _reason(strike: Strike) -> str:
    if strike.unmapped_reason:
        return strike.unmapped_reason
    if strike.place is None:
        return "no report says where"
    return f"known only as {strike.place.kind}; a pin would be more precise than the reports"


def _whole(number: float) -> int:
    if math.isnan(number):
        return -1
    return int(max(-1, min(number, 2**31 - 1)))


def _flatten(rings: Sequence[Ring]) -> list[list[int]]:
    """Rings as flat lists of thousandths of a degree: lon, lat, lon, lat ..."""
    return [[round(v * 1000) for point in ring for v in point] for ring in rings]
