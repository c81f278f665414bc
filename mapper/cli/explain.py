"""`mapper explain`: everything behind one strike, down to the sentence."""

from __future__ import annotations

from pathlib import Path

import click

from mapper.cli.options import (
    gazetteer_option,
    manifest_option,
    reports_argument,
    store_option,
)

__all__ = ["command"]


@click.command("explain")
@click.argument("strike_id")
@reports_argument
@manifest_option
@store_option()
@gazetteer_option
def command(
    strike_id: str,
    reports: tuple[Path, ...],
    manifest: Path | None,
    store: str | None,
    gazetteer_path: Path | None,
) -> None:
    """Show why: every claim on STRIKE_ID with its quote, every place decision with its reasons.

    STRIKE_ID may be shortened as long as one strike only begins with it.

    \b
    Example:
      mapper explain 3f9a2c --store syria.gpkg
      mapper explain 3f9a2c article.txt other.txt
    """
    from mapper.cli.explanation import explain_strike, find_strike
    from mapper.cli.printing import console
    from mapper.cli.sources import read_catalog

    catalog = read_catalog(reports, manifest=manifest, store=store, gazetteer_path=gazetteer_path)
    strike = find_strike(catalog, strike_id)
    screen = console()
    for part in explain_strike(catalog, strike):
        screen.print(part)
