"""`mapper verify`: whether a store is whole and true to its reports."""

from __future__ import annotations

import click

from mapper.cli.options import store_option

__all__ = ["command"]


@click.command("verify")
@store_option(required=True)
def command(store: str) -> None:
    """Check every hash, quote, link and derived row of a store; exit code 1 when one is wrong.

    \b
    Example:
      mapper verify --store syria.gpkg
    """
    from mapper.cli.printing import clean_text
    from mapper.errors import StoreError
    from mapper.store import open_store

    with open_store(store) as opened:
        faults = opened.verify()
        reports = len(opened.known())
        versions = opened.versions()
    for fault in faults:
        click.echo(clean_text(fault))
    if faults:
        raise StoreError(f"{len(faults)} faults in {opened.shown!r}")
    made = ", ".join(f"{name} {version}" for name, version in versions.items())
    click.echo(f"whole: {reports} reports, every hash, quote, link and derived row is true")
    click.echo(f"made by: {clean_text(made) or 'not noted'}")
