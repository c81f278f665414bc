"""`mapper claims`: who claims what, with which stance, in which words."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from mapper.cli.options import (
    format_option,
    gazetteer_option,
    manifest_option,
    reports_argument,
    store_option,
)

if TYPE_CHECKING:
    from mapper.model import Catalog, Claim

__all__ = ["command"]


@click.command("claims")
@reports_argument
@manifest_option
@store_option()
@gazetteer_option
@format_option("table", "json", "csv")
def command(
    reports: tuple[Path, ...],
    manifest: Path | None,
    store: str | None,
    gazetteer_path: Path | None,
    output_format: str,
) -> None:
    """List who claims what in REPORTS (or a store, or the shipped seeds), in which words.

    \b
    Example:
      mapper claims article.txt
      mapper claims --store syria.gpkg --format csv > claims.csv
    """
    from mapper.cli.printing import csv_text, print_json
    from mapper.cli.sources import read_catalog, show_rejects
    from mapper.contract import claims_to_json

    catalog = read_catalog(reports, manifest=manifest, store=store, gazetteer_path=gazetteer_path)
    show_rejects(catalog)
    if output_format == "json":
        print_json(claims_to_json(catalog))
    elif output_format == "csv":
        click.echo(csv_text(claims_to_json(catalog)), nl=False)
    elif not catalog.claims:
        click.echo("No claims about strikes found in these reports.")
    else:
        _print_tables(catalog)


def _print_tables(catalog: Catalog) -> None:
    """One table a report; what a claimant says in one breath of one place stands in one row."""
    from mapper.cli.printing import Lines, print_table

    for reading in catalog.readings:
        rows: dict[tuple[str, str, str], list[str]] = {}
        for claim in reading.claims:
            names = (
                located.place.name if located.place else located.mention.text
                for located in claim.places
            )
            places = ", ".join(dict.fromkeys(names))
            row = (claim.claimant, places or "(all of them)", _short(claim.quote))
            rows.setdefault(row, []).append(_said(claim))
        if not rows:
            continue
        report = reading.report
        source = (report.name, report.publisher, report.published)
        print_table(
            ("claimant", "of", "says", "in these words"),
            [(who, place, Lines(said), quote) for (who, place, quote), said in rows.items()],
            title=", ".join(str(part) for part in source if part),
            shares=(4, 3, 6, 9),
        )


def _said(claim: Claim) -> str:
    """A claim in a few words: asserts killed: at least 14."""
    value = f"{claim.value:g}" if isinstance(claim.value, float) else f"{claim.value}"
    bound = "at least " * claim.at_least + "at most " * claim.at_most
    told = "" if isinstance(claim.value, bool) else f": {bound}{value}"
    marks = " (hedged)" * claim.hedged + " (joint total)" * claim.joint
    return f"{claim.stance} {claim.attribute.replace('_', ' ')}{told}{marks}"


def _short(quote: str, limit: int = 120) -> str:
    """A table's cell shows the beginning; JSON and the map show the whole quote."""
    quote = " ".join(quote.split())
    return quote if len(quote) <= limit else quote[: limit - 1] + "…"
