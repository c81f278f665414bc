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
from mapper.model import Catalog, Status, Strike

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

__all__ = [
    "Lines",
    "clean_text",
    "console",
    "csv_text",
    "print_json",
    "print_strikes",
    "print_table",
]

# columns whose cells are short: cutting them helps nobody on a narrow terminal
_SHORT_COLUMNS = frozenset({"id", "date", "control", "km", "score", "place id"})
_NARROW = 100
_STRIKE_COLUMNS = (
    "id",
    "date",
    "attacker",
    "place",
    "control",
    "disputed",
    "killed",
    "origins",
    "reports",
)
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


class Lines(tuple[str, ...]):
    """A cell of several lines."""

    __slots__ = ()


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
    columns: Sequence[str],
    rows: Iterable[Sequence[object]],
    *,
    title: str | None = None,
    shares: Sequence[int] | None = None,
) -> None:
    """Print a table; cells are cleaned, as report text is untrusted.

    With `shares`, the columns share the whole width so, that several tables line up.
    """
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(
        title=None if title is None else Text(clean_text(title)),
        title_justify="left",
        box=box.SIMPLE_HEAD,
        pad_edge=False,
        collapse_padding=True,
        expand=shares is not None,
    )
    lines = [[_cell_text(cell) for cell in row] for row in rows]
    out = console()
    widths = _least_widths(columns, lines, out.width)
    for at, column in enumerate(columns):
        table.add_column(
            column,
            overflow="fold",
            no_wrap=column in _SHORT_COLUMNS,
            ratio=shares[at] if shares else None,
            min_width=widths[at],
        )
    for line in lines:
        table.add_row(*line)
    with out.capture() as captured:
        out.print(table)
    for drawn in captured.get().rstrip().splitlines():
        click.echo(drawn.rstrip())
    click.echo()


def _least_widths(columns: Sequence[str], lines: Sequence[Sequence[Text]], room: int) -> list[int]:
    """Widths at which lines break between words, not within them, as far as there is room."""
    longest = [
        max(
            len(word)
            for cell in (column, *(line[at].plain for line in lines))
            for word in cell.split()
        )
        for at, column in enumerate(columns)
    ]
    widths = longest
    for limit in (14, 12, 10, 8, 6, 4):
        widths = [
            width if column in _SHORT_COLUMNS else min(limit, width)
            for column, width in zip(columns, longest, strict=True)
        ]
        if sum(widths) + 2 * len(widths) <= room:
            break
    return widths


def csv_text(rows: Sequence[Mapping[str, Any]]) -> str:
    """Return rows as CSV; text that a spreadsheet would run as a formula gets a quote before it."""
    out = io.StringIO()
    if rows:
        writer = csv.DictWriter(out, fieldnames=list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows({key: _cell(value) for key, value in row.items()} for row in rows)
    return out.getvalue()


def print_strikes(catalog: Catalog) -> None:
    """The short table of strikes that `mapper map` and `mapper strikes` print."""
    left_out = {"control", "reports"} if console().width < _NARROW else set()
    kept = [at for at, column in enumerate(_STRIKE_COLUMNS) if column not in left_out]
    rows = [[row[at] for at in kept] for row in _strike_rows(catalog)]
    print_table([_STRIKE_COLUMNS[at] for at in kept], rows)


def _strike_rows(catalog: Catalog) -> list[list[object]]:
    by_id = {claim.id: claim for claim in catalog.claims}
    return [
        [
            strike.id[:8],
            dates(strike),
            strike.attacker or " or ".join(strike.attackers) or "unknown",
            where(strike),
            f"{strike.control.status}",
            disputed(strike),
            killed(strike),
            strike.origins,
            len({by_id[claim].report for claim in strike.claims if claim in by_id}),
        ]
        for strike in catalog.strikes
    ]


def where(strike: Strike) -> str:
    """A strike's place, and whether a pin for it would lie."""
    name = strike.place.name if strike.place else (strike.mentioned_as or ("?",))[0]
    return name if strike.mapped else f"{name} (no pin)"


def disputed(strike: Strike) -> str:
    """The questions on which the accounts of a strike contradict each other."""
    answers = (
        strike.control,
        strike.target,
        strike.attack,
        strike.occurrence,
        strike.civilian_harm,
    )
    return ", ".join(
        answer.attribute.replace("_", " ")
        for answer in answers
        if answer.status in {Status.DISPUTED, Status.QUESTIONED}
    )


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
    for entry in sorted(strike.casualties, key=lambda entry: entry.attribute != "killed"):
        if not entry.attribute.endswith("killed"):
            continue
        low, high = f"{entry.low:g}", f"{entry.high:g}"
        figure = low if low == high else f"{low}-{high}"
        plus = "+" if entry.at_least else ""
        joint = f" (joint of {len(entry.joint_with) + 1})" if entry.joint_with else ""
        parts.append(f"{figure}{plus} {entry.attribute.removesuffix('_killed')}{joint}")
    return "; ".join(parts)


def _cell_text(cell: object) -> Text:
    """A cell, cleaned line by line: what breaks a line in a report breaks none here."""
    from rich.text import Text

    if isinstance(cell, Lines):
        return Text("\n".join(map(clean_text, cell)))
    return Text(clean_text("" if cell is None else cell))


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
