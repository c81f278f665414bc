"""How commands get their catalog: from reports, from a store, or from the shipped seeds."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from mapper.display import clean_text
from mapper.errors import ReportError
from mapper.files import open_input
from mapper.model import Catalog, Report

if TYPE_CHECKING:
    from mapper.gazetteer import Gazetteer

__all__ = [
    "open_gazetteer",
    "open_lines",
    "read_catalog",
    "show_progress",
    "show_rejects",
    "show_undated",
]

_NAMED = 3


def open_gazetteer(path: Path | None) -> Gazetteer:
    """Load the named or the default gazetteer; its first build shows a progress bar."""
    from mapper.gazetteer import load_gazetteer

    return load_gazetteer(path, progress=True)


@contextlib.contextmanager
def open_lines(source: str) -> Iterator[IO[bytes]]:
    """Open JSON lines in a file, or standard input for `-`."""
    if source == "-":
        yield sys.stdin.buffer
        return
    try:
        stream = open_input(Path(source))
    except OSError as error:
        raise ReportError(f"cannot read {source!r}: {error.strerror or error}") from error
    with stream:
        yield stream


def read_catalog(
    reports: Sequence[Path],
    *,
    manifest: Path | None = None,
    store: str | None = None,
    gazetteer_path: Path | None = None,
) -> Catalog:
    """Return the catalog of a store, of reports, or of the shipped seeds when neither is named."""
    if store:
        if reports or manifest:
            raise click.UsageError("give reports or --store, not both")
        from mapper.store import open_store

        with open_store(store) as opened:
            return opened.catalog()

    from mapper.pipeline import process
    from mapper.reports import read_reports
    from mapper.shipped import locate_shipped

    paths = list(reports) or [locate_shipped("seeds")]
    found, rejects = read_reports(paths, manifest=manifest)
    show_undated(found)
    gazetteer = open_gazetteer(gazetteer_path)
    with show_progress(len(found)) as bar:
        return process(found, gazetteer=gazetteer, rejects=rejects, advance=lambda: bar.update(1))


def show_rejects(catalog: Catalog) -> None:
    """Say on stderr what was not read, and why."""
    for reject in catalog.rejects:
        click.echo(f"not read: {reject.name!r}: {clean_text(reject.reason)}", err=True)


def show_undated(reports: Sequence[Report]) -> None:
    """Say on stderr which reports have no date of publication, and how to give them one."""
    undated = [report.name for report in reports if report.published is None]
    if undated:
        more = f" and {len(undated) - _NAMED} more" if len(undated) > _NAMED else ""
        click.echo(
            f"no publication date: {', '.join(map(repr, undated[:_NAMED]))}{more}; a day such as "
            '"on Tuesday" has no date without it. Give it with --manifest (file,published) or '
            "in front matter",
            err=True,
        )


def show_progress(length: int) -> Any:  # noqa: ANN401
    """A progress bar on stderr, hidden when nobody watches."""
    return click.progressbar(
        length=length,
        label="reading reports",
        file=sys.stderr,
        hidden=length < 2 or not sys.stderr.isatty(),
    )
