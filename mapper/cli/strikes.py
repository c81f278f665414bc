"""`mapper strikes`: the strikes that reports or a store tell of."""

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


@click.command("strikes")
@reports_argument
@manifest_option
@store_option()
@gazetteer_option
@format_option("table", "json", "csv", "geojson")
def command(
    reports: tuple[Path, ...],
    manifest: Path | None,
    store: str | None,
    gazetteer_path: Path | None,
    output_format: str,
) -> None:
    """List the strikes that REPORTS (or a store, or the shipped seeds) tell of.

    \b
    Example:
      mapper strikes article.txt --format table
      mapper strikes --store syria.gpkg --format geojson > strikes.geojson
    """
    from mapper.cli.printing import csv_text, print_json, print_strikes
    from mapper.cli.sources import read_catalog, show_rejects
    from mapper.contract import strikes_to_json

    catalog = read_catalog(reports, manifest=manifest, store=store, gazetteer_path=gazetteer_path)
    show_rejects(catalog)
    if output_format == "json":
        print_json(strikes_to_json(catalog))
    elif output_format == "csv":
        from mapper.exports import strike_records

        click.echo(csv_text(strike_records(catalog)), nl=False)
    elif output_format == "geojson":
        from mapper.exports import to_geojson

        click.echo(to_geojson(catalog), nl=False)
    elif not catalog.strikes:
        click.echo("No strikes found in these reports.")
    else:
        print_strikes(catalog)
