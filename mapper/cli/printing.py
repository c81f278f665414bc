"""How answers look on stdout: tables for people; JSON, CSV and GeoJSON for scripts."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from mapper.display import clean_text
from mapper.model import Catalog, Claim, Strike

if TYPE_CHECKING:
    from rich.console import Console

__all__ = [
    "clean_text",
    "console",
    "csv_text",
    "print_json",
    "print_table",
    "strike_rows",
]

# columns whose cells are short: cutting them helps nobody on a narrow terminal
_SHORT_COLUMNS = frozenset({"id", "date", "pin", "control", "km", "stance", "origins", "reports"})
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def console(*, stderr: bool = False) -> Console:
    """A rich console; width follows the terminal, or 120 columns in a pipe."""
    from rich.console import Console

    stream = sys.stderr if stderr else sys.stdout
    return Console(
        file=stream,
        width=None if stream.isatty() else 120,
        highlight=False,
        markup=False,
        emoji=False,
    )


def print_json(data: object) -> None:
    """Print JSON whose bytes depend on the data alone."""
    click.echo(json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False))


def print_table(
    columns: Sequence[str], rows: Iterable[Sequence[object]], *, title: str | None = None
) -> None:
    """Print a table; cells are cleaned, as report text is untrusted."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False)
    for column in columns:
        table.add_column(column, overflow="fold", no_wrap=column in _SHORT_COLUMNS)
    for row in rows:
        table.add_row(*(Text(clean_text("" if cell is None else cell)) for cell in row))
    console().print(table)


def csv_text(rows: Sequence[Mapping[str, Any]]) -> str:
    """Return rows as CSV; text that a spreadsheet would run as a formula gets a quote before it."""
    out = io.StringIO()
    if rows:
        writer = csv.DictWriter(out, fieldnames=list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows({key: _cell(value) for key, value in row.items()} for row in rows)
    return out.getvalue()


def strike_rows(catalog: Catalog) -> list[list[object]]:
    """The short table of strikes that `mapper map` and `mapper strikes` print."""
    by_id = {claim.id: claim for claim in catalog.claims}
    return [
        [
            strike.id[:8],
            dates(strike),
            strike.attacker or " or ".join(strike.attackers) or "unknown",
            strike.place.name if strike.place else (strike.mentioned_as or ("?",))[0],
            "yes" if strike.mapped else "no",
            f"{strike.control.status}",
            killed(strike),
            strike.origins,
            len({by_id[claim].report for claim in strike.claims if claim in by_id}),
        ]
        for strike in catalog.strikes
    ]


def dates(strike: Strike) -> str:
    """A strike's day or range as people write it."""
    start, end = strike.when.start, strike.when.end
    if start is None and end is None:
        return "unknown"
    if start == end or end is None:
        return str(start)
    return f"{start or '?'} to {end}"


def killed(strike: Strike) -> str:
    """The counts of the dead, joint totals marked so that nobody adds them up."""
    parts = []
    for entry in strike.casualties:
        if not entry.attribute.endswith("killed"):
            continue
        low, high = f"{entry.low:g}", f"{entry.high:g}"
        figure = low if low == high else f"{low}-{high}"
        plus = "+" if entry.at_least else ""
        joint = f" (joint total of {len(entry.joint_with) + 1})" if entry.joint_with else ""
        parts.append(f"{figure}{plus} {entry.attribute.removesuffix('_killed')}{joint}")
    return "; ".join(parts)


def quote_line(claim: Claim) -> str:
    """A claim in one line: who, stance, what."""
    hedge = " (hedged)" if claim.hedged else ""
    return f"{claim.claimant} {claim.stance}{hedge}: {claim.attribute} = {claim.value}"


def _cell(value: Any) -> Any:  # noqa: ANN401
    if isinstance(value, list | tuple):
        value = "; ".join(map(str, value))
    if isinstance(value, dict):
        value = json.dumps(value, ensure_ascii=False)
    if isinstance(value, str):
        if value.startswith(_FORMULA_STARTS):
            value = "'" + value
        # the writer does not quote a lone carriage return, which readers take for a new row
        return value.replace("\r\n", "\n").replace("\r", "\n")
    return value
