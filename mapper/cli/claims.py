"""`mapper claims`: who claims what, with which stance, in which words."""

from __future__ import annotations

from pathlib import Path

import click

from mapper.cli.options import (
    format_option,
    gazetteer_option,
    manifest_option,
    reports_argument,
    store_option,
)

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
    from mapper.cli.printing import csv_text, print_json, print_table
    from mapper.cli.sources import read_catalog, show_rejects
    from mapper.contract import claims_to_json

    catalog = read_catalog(reports, manifest=manifest, store=store, gazetteer_path=gazetteer_path)
    show_rejects(catalog)
    claims = claims_to_json(catalog)
    if output_format == "json":
        print_json(claims)
    elif output_format == "csv":
        click.echo(csv_text(claims), nl=False)
    elif not claims:
        click.echo("No claims about strikes found in these reports.")
    else:
        print_table(
            ("report", "claimant", "stance", "attribute", "value", "places", "quote"),
            [
                (
                    claim["report"],
                    claim["claimant"],
                    claim["stance"] + (" (hedged)" if claim["hedged"] else ""),
                    claim["attribute"],
                    claim["value"],
                    ", ".join(claim["places"]),
                    _short(claim["quote"]),
                )
                for claim in claims
            ],
        )


def _short(quote: str, limit: int = 90) -> str:
    """A table's cell shows the beginning; JSON and the map show the whole quote."""
    return quote if len(quote) <= limit else quote[: limit - 1] + "…"
