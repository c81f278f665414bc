"""`mapper plot`: a static picture of the strikes or of who says what."""

from __future__ import annotations

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

_PICTURES = ("map", "timeline", "casualties", "contradictions", "density")


@click.command("plot")
@click.argument("picture", type=click.Choice(_PICTURES))
@reports_argument
@click.option(
    "-o",
    "--output",
    type=FilePath(path_type=Path),
    required=True,
    help="The .png, .svg or .pdf file to write.",
)
@click.option("--title", help="Title of the map.")
@manifest_option
@store_option()
@gazetteer_option
@overwrite_option
def command(
    picture: str,
    reports: tuple[Path, ...],
    output: Path,
    title: str | None,
    manifest: Path | None,
    store: str | None,
    gazetteer_path: Path | None,
    overwrite: bool,
) -> None:
    """Draw a PICTURE (map, timeline, casualties, contradictions, density) of REPORTS or a store.

    \b
    Example:
      mapper plot map -o strikes.png
      mapper plot contradictions --store syria.gpkg -o who-contradicts-whom.svg
    """
    from mapper import plots
    from mapper.cli.sources import read_catalog, show_rejects
    from mapper.errors import RenderError
    from mapper.files import check_output
    from mapper.frames import strikes_frame

    if title and picture != "map":
        raise click.UsageError("--title goes with the map only")
    if output.suffix.lower() not in {".png", ".svg", ".pdf"}:
        raise RenderError(f"cannot draw {output.name!r}; end the name in .png, .svg or .pdf")
    check_output(output, overwrite=overwrite)
    catalog = read_catalog(reports, manifest=manifest, store=store, gazetteer_path=gazetteer_path)
    show_rejects(catalog)
    drawn = {
        "map": lambda: plots.draw_strikes(catalog, title=title),
        "timeline": lambda: plots.draw_timeline(catalog),
        "casualties": lambda: plots.draw_casualties(catalog),
        "contradictions": lambda: plots.draw_contradictions(catalog),
        "density": lambda: plots.draw_density(strikes_frame(catalog)),
    }[picture]()
    plots.save_picture(drawn, output, overwrite=overwrite)
    click.echo(f"wrote {clean_text(str(output))}", err=True)
