"""`mapper archive`: a large archive of reports, in parallel, resumable."""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mapper.cli.options import FilePath, gazetteer_option, manifest_option

if TYPE_CHECKING:
    from rich.progress import TaskID

    from mapper.archive import Progress

__all__ = ["command"]

_EVERY_S = 0.5
_STAGES = {"sift": "sifting", "read": "reading", "group": "grouping"}


@click.command("archive")
@click.argument("inputs", nargs=-1, required=True, type=FilePath(path_type=Path), metavar="INPUT")
@click.option(
    "--out",
    required=True,
    type=FilePath(path_type=Path),
    help="Folder for the answer: a GeoParquet store that every other command reads.",
)
@click.option("--scheduler", metavar="ADDRESS", help="A running Dask scheduler, tcp://host:8786.")
@click.option(
    "--workers",
    type=click.IntRange(min=0),
    default=None,
    help="Local worker processes (default: one a core; 0: work in this process, without Dask).",
)
@manifest_option
@gazetteer_option
@click.option("--json", "as_json", is_flag=True, help="Print progress and result as JSON lines.")
def command(
    inputs: tuple[Path, ...],
    out: Path,
    scheduler: str | None,
    workers: int | None,
    manifest: Path | None,
    gazetteer_path: Path | None,
    as_json: bool,
) -> None:
    """Read INPUT (folders, globs, .jsonl, CSV, Parquet, WARC, RSS; .gz and .zst too) into a store.

    A run that was stopped goes on where it was when it is started again. What could not be read
    is listed in rejects.jsonl in the output folder, each with its reason.

    \b
    Example:
      mapper archive news/ more.jsonl.gz --out archive/
      mapper map --store archive/ -o strikes.html
    """
    if scheduler is not None and workers is not None:
        raise click.UsageError("give --scheduler or --workers, not both")
    from mapper.archive import read_archive

    tell = _JsonLines() if as_json else _Bar()
    try:
        done = read_archive(
            inputs,
            out,
            manifest=manifest,
            gazetteer=gazetteer_path,
            scheduler=scheduler,
            workers=_count_cores() if workers is None else workers,
            tell=tell,
        )
    finally:
        tell.close()
    if not as_json:
        click.echo(
            f"{done.documents:,} documents, {done.reports:,} with claims, "
            f"{done.strikes:,} strikes, {done.rejects:,} not read, {done.seconds:,.0f} s"
        )
        if done.rejects:
            click.echo(f"what was not read, and why: {out / 'rejects.jsonl'}", err=True)


class _JsonLines:
    """Progress as one JSON object a line, at most twice a second."""

    def __init__(self) -> None:
        self._next = 0.0

    def __call__(self, progress: Progress) -> None:
        now = time.monotonic()
        if now >= self._next or progress.stage == "done":
            click.echo(json.dumps({**progress.to_json(), "eta_s": _estimate(progress)}))
            sys.stdout.flush()
            self._next = now + _EVERY_S

    def close(self) -> None:
        """Nothing to close."""


class _Bar:
    """A progress bar for each stage, on stderr, where a person looks on."""

    def __init__(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

        console = Console(stderr=True)
        self._bar = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            TextColumn("{task.percentage:>3.0f} %"),
            TimeRemainingColumn(),
            TextColumn("{task.fields[told]}"),
            console=console,
            disable=not console.is_terminal,
        )
        self._bar.start()
        self._tasks: dict[str, TaskID] = {}

    def __call__(self, progress: Progress) -> None:
        stage = "group" if progress.stage == "done" else progress.stage
        done, total = _count(progress)
        if stage not in self._tasks:
            for earlier in self._tasks.values():
                self._bar.update(earlier, completed=1, total=1)
            self._tasks[stage] = self._bar.add_task(_STAGES[stage], total=total, told="")
        rate = progress.documents / progress.seconds if progress.seconds else 0
        told = {
            "sift": f"{progress.documents:,} documents, {rate:,.0f}/s, {progress.passed:,} to read",
            "read": f"{progress.reports:,} with claims, {progress.rejects:,} not read",
            "group": f"{progress.strikes:,} strikes" if progress.strikes else "",
        }
        self._bar.update(self._tasks[stage], completed=done, total=total, told=told[stage])

    def close(self) -> None:
        """Leave the terminal as it was."""
        self._bar.stop()


def _count(progress: Progress) -> tuple[float, float]:
    if progress.stage == "sift":
        return progress.bytes_read, max(1, progress.bytes_total)
    if progress.stage == "read":
        return progress.texts_done, max(1, progress.texts)
    return float(progress.stage == "done"), 1


def _estimate(progress: Progress) -> float | None:
    """Seconds left in this stage, from its share that is done."""
    done, total = _count(progress)
    if not done or progress.stage in ("group", "done"):
        return None
    return round(progress.seconds * (total - done) / done, 1)


def _count_cores() -> int:
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on every system
        return os.cpu_count() or 1
