"""`mapper ingest`: reports into a store, each once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mapper.cli.options import gazetteer_option, manifest_option, reports_argument, store_option

if TYPE_CHECKING:
    from mapper.gazetteer import Gazetteer
    from mapper.model import Reading, Report
    from mapper.store import Store

__all__ = ["command"]


@click.command("ingest")
@reports_argument
@store_option(required=True)
@manifest_option
@gazetteer_option
def command(
    reports: tuple[Path, ...],
    store: str,
    manifest: Path | None,
    gazetteer_path: Path | None,
) -> None:
    """Read REPORTS (files or folders) into a store; a report that is there changes nothing.

    An interrupted ingest goes on where it stopped when it is called again.

    \b
    Example:
      mapper ingest articles/ --store syria.gpkg --manifest articles.csv
      mapper ingest articles/ --store postgresql://me@db.example.org/strikes
    """
    if not reports:
        raise click.UsageError("name the reports to ingest: files or folders")
    from mapper.cli.printing import clean_text
    from mapper.cli.sources import open_gazetteer, show_undated
    from mapper.reports import read_reports
    from mapper.store import open_store

    found, rejects = read_reports(list(reports), manifest=manifest)
    with open_store(store, create=True) as opened:
        there = opened.known()
        new = [report for report in found if report.sha256 not in there]
        show_undated(new)
        gazetteer = open_gazetteer(gazetteer_path) if new else None
        result = opened.ingest(
            _read_all(new, gazetteer),
            rejects=rejects,
            versions=made_by(gazetteer) if gazetteer else None,
            sources=credits_of(gazetteer) if gazetteer else (),
            batch=50,
        )
        strikes = opened.count_strikes()
        known = len(found) - result.added
        twins = _find_twins(found, opened) if known else []
    for reject in rejects:
        click.echo(f"not read: {reject.name!r}: {clean_text(reject.reason)}", err=True)
    for name, kept in twins:
        click.echo(f"not added: {name!r} has the same text as {kept!r}", err=True)
    same = f" ({len(twins)} of them the text of a report of another name)" if twins else ""
    click.echo(
        f"{_count(result.added, 'report')} added, {known} there already{same}, "
        f"{len(rejects)} not read; {_count(strikes, 'strike')} in the store"
    )


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def _find_twins(found: list[Report], store: Store) -> list[tuple[str, str]]:
    """Return reports that are kept under another's name, as a report is its text."""
    kept = store.names(sorted({report.sha256 for report in found}))
    names = ((report.name, kept.get(report.sha256, report.name)) for report in found)
    return [(name, there) for name, there in names if name != there]


def _read_all(reports: list[Report], gazetteer: Gazetteer | None) -> Iterator[Reading]:
    from mapper.cli.sources import show_progress
    from mapper.pipeline import read_report

    with show_progress(len(reports)) as bar:
        for report in reports:
            assert gazetteer is not None
            yield read_report(report, gazetteer)
            bar.update(1)


def made_by(gazetteer: Gazetteer) -> dict[str, str]:
    """Return the versions of rules, model and gazetteer that reports are read with."""
    from mapper import __version__
    from mapper.language import model_version

    return {"mapper": __version__, "model": model_version(), "gazetteer": gazetteer.version}


def credits_of(gazetteer: Gazetteer) -> list[dict[str, str]]:
    """Return name and licence of the gazetteer's sources, for exports to carry."""
    return [
        {"name": source.name, "title": source.title, "licence": source.licence}
        for source in gazetteer.sources()
    ]
