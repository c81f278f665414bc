"""How the model shows itself in a notebook and in a terminal: one small table, all escaped."""

from __future__ import annotations

import html
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.table import Table

__all__ = ["Shown", "Summary", "clean_text"]

_SHORT = 160


def clean_text(text: object) -> str:
    """Return text that cannot steer a terminal: no control, escape or direction characters."""
    return "".join(
        " " if char in "\n\t" else char
        for char in str(text)
        if char in "\n\t" or unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Co"}
    )


@dataclass(frozen=True, slots=True)
class Summary:
    """What to show of a thing: a title, column heads (none for a list of fields), and rows."""

    title: str
    columns: tuple[str, ...]
    rows: Sequence[Sequence[object]]
    more: int = 0
    """Rows that were left out."""


class Shown:
    """Give a class a rich and an HTML view; the class says what with `summarise`."""

    __slots__ = ()

    def summarise(self) -> Summary:
        """Return what to show; each class has its own."""
        raise NotImplementedError

    def _repr_html_(self) -> str:
        summary = self.summarise()
        head = "".join(f"<th>{_escape(column)}</th>" for column in summary.columns)
        body = "".join(
            "<tr>" + "".join(f'<td dir="auto">{_escape(cell)}</td>' for cell in row) + "</tr>"
            for row in summary.rows
        )
        more = f"<p>… and {summary.more} more</p>" if summary.more else ""
        return (
            f"<table><caption>{_escape(summary.title)}</caption>"
            f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"
        )

    def __rich__(self) -> Table:
        from rich.table import Table
        from rich.text import Text

        summary = self.summarise()
        table = Table(
            title=Text(clean_text(summary.title)),
            title_justify="left",
            caption=f"… and {summary.more} more" if summary.more else None,
            show_header=any(summary.columns),
        )
        for column in summary.columns:
            table.add_column(column, overflow="fold")
        for row in summary.rows:
            table.add_row(*(Text(_shorten(clean_text(cell))) for cell in row))
        return table


def _escape(value: object) -> str:
    return html.escape(_shorten(clean_text("" if value is None else value)))


def _shorten(text: str) -> str:
    return text if len(text) <= _SHORT else text[: _SHORT - 1] + "…"
