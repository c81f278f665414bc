"""The only file that knows column names and the coordinate system of tables.

Every table of a catalog is described once in `TABLES`; frames, stores and exports are all
made from that description. Lists are written as text joined by "; ", for people who read
them in a spreadsheet or in QGIS; the lossless form of everything is JSON (contract.py).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from mapper.contract import strike_to_json
from mapper.model import Catalog, Claim, Place, Report, Strike

if TYPE_CHECKING:
    import geopandas
    import pandas as pd

__all__ = [
    "CRS",
    "TABLES",
    "Column",
    "Kind",
    "Row",
    "Table",
    "claims_frame",
    "conform",
    "join_list",
    "places_frame",
    "reports_frame",
    "strike_row",
    "strikes_frame",
    "table_frame",
    "table_rows",
]

CRS = "EPSG:4326"

Kind = Literal["text", "integer", "real", "boolean", "date"]
Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column's name, its kind and, for people, what it holds."""

    name: str
    kind: Kind
    about: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table's columns; with `spatial`, a point geometry is made from `lat` and `lon`."""

    name: str
    about: str
    columns: tuple[Column, ...]
    spatial: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """The column names in order, without the geometry."""
        return tuple(column.name for column in self.columns)


def _columns(text: str) -> tuple[Column, ...]:
    rows = (line.split(maxsplit=2) for line in text.strip().splitlines())
    return tuple(Column(row[0], row[1], row[2] if len(row) > 2 else "") for row in rows)  # type: ignore[arg-type]


_STRIKES = _columns("""
id text
attacker text empty when unknown or told in several ways
attackers text everyone whom some claim names
date_start date
date_end date
date_precision text day, range, month, year or unknown
date_reason text
place_id text
place_name text
country text ISO 3166-1 alpha-2
admin1 text
kind text settlement, area, facility, admin1, country or sea
lat real degrees WGS84
lon real degrees WGS84
uncertainty_km real radius around lat and lon in which the place may lie
mentioned_as text spellings in the reports
mapped boolean false when a precise pin would lie
unmapped_reason text
control_status text claimed, questioned, disputed, corroborated or unknown
control_claimed text holders that are claimed
control_disputed_by text holders that are said instead
target_status text
target_claimed text
target_disputed_by text
attacker_status text
occurrence_status text
civilian_harm_status text
killed_low real lowest count of dead; of a joint total when killed_joint
killed_high real highest count of dead
killed_joint boolean the count is shared with other strikes: never add it up
casualties text every range as JSON
grade text
grade_reason text
origins integer independent origins
reports text
claims text
notes text analysts' notes and corrections
place_source text where the coordinates come from
""")

_CLAIMS = _columns("""
id text
report text
report_sha256 text
claimant text
side text
origin text
via text
attribute text
value text
low real
high real
at_least boolean
at_most boolean
detail text
stance text asserts, doubts or denies
hedged boolean
implied boolean
scope text
joint boolean
attackers text
date_start date
date_end date
date_reason text
country text
places text
strikes text
quote text the report's exact words from start to end
start integer
end integer
rule text
""")

_REPORTS = _columns("""
sha256 text
name text
publisher text
title text
published date
url text
language text
notes text
claims integer
strikes integer
text text
""")

_PLACES = _columns("""
id text
name text
kind text
lat real
lon real
country text
admin1 text
population integer
uncertainty_km real
names text
source text
ids text
strikes integer
""")

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        Table("strikes", "Strikes derived from claims", _STRIKES, spatial=True),
        Table("places", "Places named in the reports", _PLACES, spatial=True),
        Table("claims", "Who says what, in which words", _CLAIMS),
        Table("reports", "Reports read, with their text", _REPORTS),
        Table(
            "strike_claims",
            "Which claims a strike rests on, and the origin each was counted under",
            _columns("strike_id text\nclaim_id text\norigin text"),
        ),
        Table(
            "strike_reports",
            "Which reports tell of a strike",
            _columns("strike_id text\nreport_sha256 text"),
        ),
        Table(
            "claim_places",
            "Which places a claim is about",
            _columns(
                "claim_id text\nplace_id text\nrole text\nmention text\nstart integer\nend integer"
            ),
        ),
    )
}


def strikes_frame(catalog: Catalog) -> geopandas.GeoDataFrame:
    """Return one row a strike in EPSG:4326; a strike without a pin has no geometry."""
    return _spatial_frame("strikes", catalog)


def places_frame(catalog: Catalog) -> geopandas.GeoDataFrame:
    """Return one row for each place that a report names, struck or not, in EPSG:4326."""
    return _spatial_frame("places", catalog)


def claims_frame(catalog: Catalog) -> pd.DataFrame:
    """Return one row a claim; `strikes` and `places` are joined by "; "."""
    frame: pd.DataFrame = table_frame("claims", catalog)
    return frame


def reports_frame(catalog: Catalog) -> pd.DataFrame:
    """Return one row a report, with its text."""
    frame: pd.DataFrame = table_frame("reports", catalog)
    return frame


def table_frame(name: str, catalog: Catalog) -> Any:  # noqa: ANN401
    """Return any table of `TABLES` as a frame, a GeoDataFrame when the table is spatial."""
    import pandas as pd

    table = TABLES[name]
    rows = list(table_rows(name, catalog))
    return conform(pd.DataFrame(rows, columns=list(table.names)), table)


def _spatial_frame(name: str, catalog: Catalog) -> geopandas.GeoDataFrame:
    frame: geopandas.GeoDataFrame = table_frame(name, catalog)
    return frame


def conform(frame: pd.DataFrame, table: Table) -> Any:  # noqa: ANN401
    """Give a frame the table's columns, order and types, whichever store it came from.

    Text is a string column, dates are datetime64[s], whole numbers int64; a missing value is
    null. Spatial tables come back as GeoDataFrames.
    """
    import pandas as pd

    columns = {column.name: _typed(frame[column.name], column.kind) for column in table.columns}
    plain = pd.DataFrame(columns)
    return _with_points(plain) if table.spatial else plain


def _typed(values: pd.Series[Any], kind: Kind) -> pd.Series[Any]:
    import pandas as pd

    values = values.reset_index(drop=True)
    if kind == "text":
        return values.astype("str").where(values.notna(), None).astype("str")
    if kind == "date":
        return pd.to_datetime(values, errors="coerce").astype("datetime64[s]")
    if kind == "real":
        return pd.to_numeric(values).astype("float64")
    if kind == "boolean":
        return values.fillna(False).astype("bool")
    return pd.to_numeric(values).fillna(0).astype("int64")


def _with_points(frame: pd.DataFrame) -> geopandas.GeoDataFrame:
    import geopandas
    import numpy as np
    import shapely

    drawn = frame["lat"].notna() & frame["lon"].notna()
    if "mapped" in frame:
        drawn &= frame["mapped"]
    geometry = np.full(len(frame), None, dtype=object)
    chosen = drawn.to_numpy()
    geometry[chosen] = shapely.points(
        frame["lon"].to_numpy()[chosen], frame["lat"].to_numpy()[chosen]
    )
    return geopandas.GeoDataFrame(frame, geometry=geometry, crs=CRS)


def table_rows(name: str, catalog: Catalog) -> Iterator[Row]:
    """Yield a table's rows as plain tuples in column order: str, int, float, bool, date, None."""
    return _ROWS[name](catalog)


def join_list(values: Iterable[object]) -> str | None:
    """Join a list into one readable cell; an empty list is a missing value."""
    return "; ".join(str(value) for value in values) or None


def strike_row(strike: Strike) -> Row:
    """Return one strike as the columns of the `strikes` table."""
    place = strike.place
    killed = [entry for entry in strike.casualties if entry.attribute.endswith("killed")]
    return (
        strike.id,
        strike.attacker,
        join_list(strike.attackers),
        strike.when.start,
        strike.when.end,
        strike.when.precision,
        strike.when.reason or None,
        *_place_cells(place),
        join_list(strike.mentioned_as),
        strike.mapped,
        strike.unmapped_reason,
        str(strike.control.status),
        join_list(strike.control.claimed),
        join_list(strike.control.disputed_by),
        str(strike.target.status),
        join_list(strike.target.claimed),
        join_list(strike.target.disputed_by),
        str(strike.attack.status),
        str(strike.occurrence.status),
        str(strike.civilian_harm.status),
        max((float(entry.low) for entry in killed), default=None),
        max((float(entry.high) for entry in killed), default=None),
        any(entry.joint_with for entry in killed),
        _casualties_text(strike),
        strike.grade,
        strike.grade_reason or None,
        strike.origins,
        join_list(strike.reports),
        join_list(strike.claims),
        join_list(strike.notes),
        place.source or None if place else None,
    )


def _place_cells(place: Place | None) -> Row:
    if place is None:
        return (None,) * 8
    return (
        place.id,
        place.name,
        place.country,
        place.admin1,
        str(place.kind),
        float(place.lat),
        float(place.lon),
        float(place.uncertainty_km),
    )


def _casualties_text(strike: Strike) -> str | None:
    if not strike.casualties:
        return None
    return json.dumps(strike_to_json(strike)["casualties"], ensure_ascii=False)


def _strike_rows(catalog: Catalog) -> Iterator[Row]:
    return (strike_row(strike) for strike in catalog.strikes)


def _claim_rows(catalog: Catalog) -> Iterator[Row]:
    about: dict[str, list[str]] = {}
    for strike in catalog.strikes:
        for claim_id in strike.claims:
            about.setdefault(claim_id, []).append(strike.id)
    return (_claim_row(claim, about.get(claim.id, ())) for claim in catalog.claims)


def _claim_row(claim: Claim, strikes: Sequence[str]) -> Row:
    return (
        claim.id,
        claim.report,
        claim.report_sha256,
        claim.claimant,
        str(claim.side),
        claim.origin,
        join_list(claim.via),
        claim.attribute,
        None if claim.value is None else str(claim.value),
        claim.low,
        claim.high,
        claim.at_least,
        claim.at_most,
        claim.detail,
        str(claim.stance),
        claim.hedged,
        claim.implied,
        str(claim.scope),
        claim.joint,
        join_list(claim.attackers),
        claim.when.start,
        claim.when.end,
        claim.when.reason or None,
        claim.country,
        join_list(
            located.place.name if located.place else located.mention.text
            for located in claim.places
        ),
        join_list(strikes),
        claim.quote,
        claim.start,
        claim.end,
        claim.rule or None,
    )


def _report_rows(catalog: Catalog) -> Iterator[Row]:
    told: dict[str, int] = {}
    for strike in catalog.strikes:
        for name in strike.reports:
            told[name] = told.get(name, 0) + 1
    for reading in catalog.readings:
        report = reading.report
        yield (
            *_report_cells(report),
            len(reading.claims),
            told.get(report.name, 0),
            report.text,
        )


def _report_cells(report: Report) -> Row:
    return (
        report.sha256,
        report.name,
        report.publisher,
        report.title,
        report.published,
        report.url,
        report.language,
        join_list(report.notes),
    )


def _place_rows(catalog: Catalog) -> Iterator[Row]:
    struck: dict[str, int] = {}
    found: dict[str, Place] = {}
    for reading in catalog.readings:
        for located in reading.located:
            if located.place:
                found.setdefault(located.place.id, located.place)
        for claim in reading.claims:
            for located in claim.places:
                if located.place:
                    found.setdefault(located.place.id, located.place)
    for strike in catalog.strikes:
        if strike.place:
            found.setdefault(strike.place.id, strike.place)
            struck[strike.place.id] = struck.get(strike.place.id, 0) + 1
    for key in sorted(found):
        place = found[key]
        yield (
            place.id,
            place.name,
            str(place.kind),
            float(place.lat),
            float(place.lon),
            place.country,
            place.admin1,
            place.population,
            float(place.uncertainty_km),
            join_list(place.names),
            place.source or None,
            join_list(place.ids),
            struck.get(key, 0),
        )


def _strike_claim_rows(catalog: Catalog) -> Iterator[Row]:
    origin_of = {claim.id: claim.origin for claim in catalog.claims} | catalog.origins
    for strike in catalog.strikes:
        for claim_id in strike.claims:
            yield (strike.id, claim_id, origin_of.get(claim_id))


def _strike_report_rows(catalog: Catalog) -> Iterator[Row]:
    report_of = {claim.id: claim.report_sha256 for claim in catalog.claims}
    for strike in catalog.strikes:
        shas = {report_of[claim] for claim in strike.claims if claim in report_of}
        for sha256 in sorted(shas):
            yield (strike.id, sha256)


def _claim_place_rows(catalog: Catalog) -> Iterator[Row]:
    for claim in catalog.claims:
        for located in claim.places:
            yield (
                claim.id,
                located.place.id if located.place else None,
                str(located.role),
                located.mention.text,
                located.mention.start,
                located.mention.end,
            )


_ROWS = {
    "strikes": _strike_rows,
    "places": _place_rows,
    "claims": _claim_rows,
    "reports": _report_rows,
    "strike_claims": _strike_claim_rows,
    "strike_reports": _strike_report_rows,
    "claim_places": _claim_place_rows,
}
