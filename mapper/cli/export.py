"""`mapper export`: a store's strikes for other programs."""

from __future__ import annotations

from pathlib import Path

import click

from mapper.cli.options import FilePath, overwrite_option, store_option
from mapper.display import clean_text

__all__ = ["command"]


@click.command("export")
@click.argument("output", type=FilePath(path_type=Path))
@store_option(required=True)
@overwrite_option
def command(output: Path, store: str, overwrite: bool) -> None:
    """Write the strikes of a store to OUTPUT: .geojson, .csv, .kml, .gpkg or .parquet.

    \b
    Example:
      mapper export --store syria.gpkg strikes.geojson
      mapper export --store syria.gpkg strikes.kml --overwrite
    """
    from mapper.exports import export_strikes
    from mapper.files import check_output
    from mapper.store import open_store

    check_output(output, overwrite=overwrite)
    with open_store(store) as opened:
        if output.exists() and output.resolve() == Path(store).resolve():
            raise click.UsageError("the output is the store itself; choose another name")
        strikes_gdf = opened.strikes_gdf()
        export_strikes(strikes_gdf, output, overwrite=overwrite, sources=opened.sources())
    pins = int(strikes_gdf.geometry.notna().sum())
    click.echo(
        f"wrote {clean_text(str(output))}: {len(strikes_gdf)} strikes, "
        f"{len(strikes_gdf) - pins} of them without a pin",
        err=True,
    )
