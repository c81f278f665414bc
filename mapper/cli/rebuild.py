"""`mapper rebuild`: everything in a store again, with the present rules and gazetteer."""

from __future__ import annotations

from pathlib import Path

import click

from mapper.cli.options import gazetteer_option, store_option

__all__ = ["command"]


@click.command("rebuild")
@store_option(required=True)
@gazetteer_option
@click.option(
    "--group-only", is_flag=True, help="Keep the readings; group and assess the strikes again."
)
def command(store: str, gazetteer_path: Path | None, group_only: bool) -> None:
    """Read every stored report again that other rules or another gazetteer have read.

    Corrections stay and are applied. An interrupted rebuild goes on where it stopped.

    \b
    Example:
      mapper rebuild --store syria.gpkg --gazetteer mine.gaz
    """
    from mapper.store import open_store

    with open_store(store) as opened:
        if group_only:
            opened.rebuild()
            click.echo(f"{len(opened.known())} reports grouped again")
            return
        from mapper.cli.ingest import made_by
        from mapper.cli.sources import open_gazetteer, show_progress
        from mapper.pipeline import read_report

        gazetteer = open_gazetteer(gazetteer_path)
        with show_progress(len(opened.known())) as bar:
            again = opened.rebuild(
                lambda report: read_report(report, gazetteer),
                versions=made_by(gazetteer),
                batch=50,
                advance=bar.update,
            )
        same = len(opened.known()) - again
    click.echo(f"{again} reports read again, {same} were read by these versions already")
