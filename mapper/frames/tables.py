"""Every table, described once: its columns, their kinds and what they hold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

__all__ = ["CRS", "TABLES", "Column", "Kind", "Row", "Table"]

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
