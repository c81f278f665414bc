"""`mapper gazetteer`: what is loaded, and building gazetteers from other sources."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from mapper.cli.options import FilePath, format_option, gazetteer_option
from mapper.display import clean_text

__all__ = ["command"]


@click.group(name="gazetteer")
def command() -> None:
    """Show, build and fetch gazetteers.

    \b
    Example:
      mapper gazetteer info
      mapper gazetteer fetch geonames SY
      mapper gazetteer import places.csv --into mine.gaz
    """


@command.command()
@format_option("table", "json")
@gazetteer_option
def info(output_format: str, gazetteer_path: Path | None) -> None:
    """What is loaded: sources, licences, counts, dates, merges and rejected rows.

    \b
    Example:
      mapper gazetteer info --gazetteer mine.gaz
    """
    from mapper.gazetteer import load_gazetteer

    gazetteer = load_gazetteer(gazetteer_path, progress=sys.stderr.isatty())
    meta, sources, rejects = gazetteer.meta(), gazetteer.sources(), gazetteer.rejects()
    if output_format == "json":
        shown = {"file": str(gazetteer.path), **meta, "sources": sources, "rejects": rejects}
        _print_json(shown)
        return
    from mapper.cli.printing import print_table

    title = meta.get("title", gazetteer.path.name)
    click.echo(clean_text(f"{title}, version {gazetteer.version}"))
    click.echo(
        f"{meta['places']} places from {meta['entries']} rows, {meta['merges']} merged,"
        f" {meta.get('doubtful', '0')} doubtful pairs kept apart"
    )
    print_table(
        ("source", "what", "licence", "date", "file", "rows", "rejected"),
        [
            (s.name, s.title, s.licence, s.date or "not told", s.file, s.entries, s.rejected)
            for s in sources
        ],
    )
    for name, reason, count in rejects:
        click.echo(clean_text(f"{name}: {count} rows not taken: {reason}"))


@command.command(name="import")
@click.argument("files", nargs=-1, required=True, type=FilePath(path_type=Path))
@click.option("--format", "form", type=click.Choice(("geonames", "ocha", "wof", "csv")),
              help="What the files are (default: told from their first lines).")  # fmt: skip
@click.option(
    "--into", type=FilePath(path_type=Path), help="The file to build (default: your own)."
)
@click.option("--no-defaults", is_flag=True, help="These files alone, without the shipped places.")
def import_(
    files: tuple[Path, ...], form: str | None, into: Path | None, no_defaults: bool
) -> None:
    """Build a gazetteer from FILES and the shipped places.

    \b
    Example:
      mapper gazetteer import SY.zip communities.csv --into syria.gaz
    """
    from mapper.gazetteer.loading import import_files, locate_own

    gazetteer = import_files(
        files, into=into or locate_own(), form=form, defaults=not no_defaults,
        progress=sys.stderr.isatty(),
    )  # fmt: skip
    meta = gazetteer.meta()
    click.echo(
        f"{gazetteer.path}: {meta['places']} places from {meta['entries']} rows,"
        f" {meta['merges']} merged, {meta['doubtful']} doubtful pairs kept apart",
        err=True,
    )
    for name, reason, count in gazetteer.rejects():
        click.echo(clean_text(f"{name}: {count} rows not taken: {reason}"), err=True)


@command.command()
@click.argument("source", type=click.Choice(("geonames",)))
@click.argument("countries", nargs=-1, required=True, metavar="CC...")
@click.option(
    "--into", type=FilePath(path_type=Path), help="The file to build (default: your own)."
)
@click.option("--no-defaults", is_flag=True, help="These countries alone.")
@click.option("--base-url", envvar="MAPPER_GEONAMES_URL", help="Another server of the same layout.")
def fetch(
    source: str,
    countries: tuple[str, ...],
    into: Path | None,
    no_defaults: bool,
    base_url: str | None,
) -> None:
    """Download the GeoNames dumps of some countries (SY, UA, ..., allCountries) and import them.

    \b
    Example:
      mapper gazetteer fetch geonames SY IQ --into levant.gaz
    """
    from mapper.gazetteer.fetching import fetch_geonames
    from mapper.gazetteer.loading import import_files, locate_own, show_progress

    files = []
    for country in countries:
        code = country if country == "allCountries" else country.upper()
        with show_progress(f"downloading {code}", None, on=sys.stderr.isatty()) as step:
            files.append(fetch_geonames(code, base_url=base_url, advance=step))
    gazetteer = import_files(
        files, into=into or locate_own(), form=source, defaults=not no_defaults,
        progress=sys.stderr.isatty(),
    )  # fmt: skip
    click.echo(f"{gazetteer.path}: {gazetteer.meta()['places']} places", err=True)


def _print_json(shown: object) -> None:
    import msgspec

    click.echo(msgspec.json.format(msgspec.json.encode(shown)))


@command.command()
@format_option("table", "json")
@gazetteer_option
def doubtful(output_format: str, gazetteer_path: Path | None) -> None:
    """List rows that may be one place but were kept apart, for a person to look at.

    \b
    Example:
      mapper gazetteer doubtful --gazetteer syria.gaz
    """
    from mapper.gazetteer import load_gazetteer

    pairs = load_gazetteer(gazetteer_path, progress=sys.stderr.isatty()).doubtful()
    if output_format == "json":
        _print_json(pairs)
        return
    for one, two, reason, km in pairs:
        click.echo("\t".join(map(clean_text, (one, two, f"{km:.1f} km", reason))))
    click.echo(f"{len(pairs)} doubtful pairs", err=True)


@command.command()
@format_option("table", "json")
@gazetteer_option
def merges(output_format: str, gazetteer_path: Path | None) -> None:
    """List rows that joined another source's place, with the reason; `separate` undoes one.

    \b
    Example:
      mapper gazetteer merges --gazetteer syria.gaz
    """
    from mapper.gazetteer import load_gazetteer

    joined = load_gazetteer(gazetteer_path, progress=sys.stderr.isatty()).merges()
    if output_format == "json":
        _print_json([{"id": one, "place": two, "reason": why} for one, two, why in joined])
        return
    from mapper.cli.printing import print_table

    print_table(("row", "joined", "because"), joined)


@command.command()
@click.argument("ids", nargs=-1, required=True, metavar="ID...")
@click.option(
    "--into", type=FilePath(path_type=Path), help="The file to change (default: your own)."
)
def separate(ids: tuple[str, ...], into: Path | None) -> None:
    """Undo merges: the rows with these ids become places of their own again.

    A later import into the same file keeps them apart.

    \b
    Example:
      mapper gazetteer separate ocha:C1234 --into syria.gaz
    """
    from mapper.gazetteer.loading import locate_own
    from mapper.gazetteer.separating import separate_places

    path = into or locate_own()
    separate_places(path, ids)
    click.echo(f"{path}: {len(ids)} rows are places of their own again", err=True)
