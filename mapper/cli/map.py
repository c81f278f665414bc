"""`mapper map`: the main job, from reports to one standalone HTML file."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from mapper.cli.options import (
    FilePath,
    gazetteer_option,
    manifest_option,
    overwrite_option,
    reports_argument,
    store_option,
)
from mapper.display import clean_text

__all__ = ["command"]

_DAY = click.DateTime(formats=["%Y-%m-%d"])


@click.command("map")
@reports_argument
@click.option(
    "-o",
    "--output",
    type=FilePath(path_type=Path, allow_dash=True),
    default=Path("strikes.html"),
    show_default=True,
    help="The HTML file to write, or - for stdout.",
)
@manifest_option
@store_option()
@gazetteer_option
@overwrite_option
@click.option("--title", help="Title of the map.")
@click.option("--claimant", help="Open the map as this claimant tells it.")
@click.option("--from", "date_from", type=_DAY, help="Only strikes on or after this day.")
@click.option("--to", "date_to", type=_DAY, help="Only strikes on or before this day.")
@click.option(
    "--online-tiles",
    is_flag=True,
    help="Let the reader switch on OpenStreetMap's pictures; off until then.",
)
@click.option("--open", "open_browser", is_flag=True, help="Open the map in the browser.")
def command(
    reports: tuple[Path, ...],
    output: Path,
    manifest: Path | None,
    store: str | None,
    gazetteer_path: Path | None,
    overwrite: bool,
    title: str | None,
    claimant: str | None,
    date_from: datetime | None,
    date_to: datetime | None,
    online_tiles: bool,
    open_browser: bool,
) -> None:
    """Read REPORTS (files or folders; default: the shipped seeds) and write one HTML map.

    The map works with the network switched off and can be mailed as it is.

    \b
    Example:
      mapper map
      mapper map articles/ --manifest articles.csv -o raid.html --title "The raid of 3 May"
    """
    from mapper.cli.printing import print_strikes
    from mapper.cli.sources import read_catalog, show_rejects
    from mapper.files import check_output, write_atomically

    to_stdout = str(output) == "-"
    if not to_stdout:
        check_output(output, overwrite=overwrite)  # before minutes of work, not after
    catalog = read_catalog(reports, manifest=manifest, store=store, gazetteer_path=gazetteer_path)
    show_rejects(catalog)

    from mapper.render import render_map

    page = render_map(
        catalog,
        title=title,
        claimant=claimant,
        date_from=date_from.date() if date_from else None,
        date_to=date_to.date() if date_to else None,
        online_tiles=online_tiles,
    )
    if to_stdout:
        click.echo(page, nl=False)
        return
    write_atomically(output, page, overwrite=overwrite)
    if catalog.strikes:
        print_strikes(catalog)
    else:
        click.echo("No strikes found in these reports; the map says so.")
    click.echo(
        f"wrote {clean_text(str(output))}: open it in any browser; it needs no network", err=True
    )
    if open_browser:
        click.launch(output.resolve().as_uri())
