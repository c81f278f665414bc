"""Open a gazetteer, building the default one the first time it is wanted."""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from mapper.errors import GazetteerError
from mapper.gazetteer.builder import Builder, lock_file
from mapper.gazetteer.defaults import DEFAULT_SIZE, add_defaults, locate_default
from mapper.gazetteer.importing import open_source
from mapper.gazetteer.index import Gazetteer
from mapper.gazetteer.schema import open_database
from mapper.gazetteer.separating import stay_apart

__all__ = ["import_files", "load_gazetteer", "show_progress"]


def load_gazetteer(path: Path | None = None, *, progress: bool = False) -> Gazetteer:
    """Open a gazetteer file, or the default one, which is built once and kept in a cache.

    Parameters
    ----------
    path
        A file made by `mapper gazetteer import`; None for the user's own, if they built
        one, else the curated tables and the world's towns.
    progress
        Show a progress bar on stderr while the default one is built.

    Raises
    ------
    GazetteerError
        When the file is missing, is no gazetteer, or was made by a newer version.
    """
    if path is not None:
        return Gazetteer(Path(path))
    own = locate_own()
    return Gazetteer(own if own.is_file() else _ensure_default(progress=progress))


def locate_own() -> Path:
    """Return where the user's own gazetteer is kept (MAPPER_DATA, or the user's data folder)."""
    chosen = os.environ.get("MAPPER_DATA")
    if chosen:
        return Path(chosen) / "own.gaz"
    from platformdirs import user_data_path

    return user_data_path("strike-report-mapper") / "own.gaz"


def import_files(
    files: Sequence[Path],
    *,
    into: Path,
    form: str | None = None,
    defaults: bool = True,
    progress: bool = False,
) -> Gazetteer:
    """Build a gazetteer file from the defaults and these tables, or from the tables alone.

    An older file `into` stays as it is until the new one is whole.

    Raises
    ------
    GazetteerError
        When a table cannot be read, or holds not one row that can be taken.
    """
    sources = [open_source(Path(path), form=form) for path in files]
    base = _ensure_default(progress=progress) if defaults else None
    if into.exists():
        open_database(into).close()  # refuses to replace a file that is no gazetteer
    apart = stay_apart(into)
    try:
        with (
            lock_file(into),
            show_progress("importing places", None, on=progress) as step,
            Builder(into, base=base, advance=step) as builder,
        ):
            taken = sum(builder.add_source(source, rows).entries for source, rows in sources)
            if not taken:
                names = ", ".join(repr(str(path)) for path in files)
                raise GazetteerError(f"not one row of {names} is a place; try another --format")
            builder.finish(
                merge=True,
                amend=apart,
                title=f"built from {len(files)} files" + " and the defaults" * defaults,
            )
    except (OSError, sqlite3.Error) as error:
        raise GazetteerError(f"cannot write {str(into)!r}: {_tell(error)}") from error
    return Gazetteer(into)


def _ensure_default(*, progress: bool) -> Path:
    default = locate_default()
    if not default.is_file():
        _build_default(default, progress=progress)
    return default


def _build_default(path: Path, *, progress: bool) -> None:
    try:
        with lock_file(path):
            if path.is_file():  # another process built it while this one waited
                return
            with (
                show_progress("building the gazetteer (once)", DEFAULT_SIZE, on=progress) as step,
                Builder(path, advance=step) as builder,
            ):
                add_defaults(builder)
                builder.finish(title="default: curated tables and the world's towns")
            _remove_older(path)
    except (OSError, sqlite3.Error) as error:
        raise GazetteerError(
            f"cannot write the gazetteer cache {str(path.parent)!r} ({_tell(error)}); set"
            " MAPPER_CACHE to a folder that can be written"
        ) from error


def _tell(error: Exception) -> str:
    return str(getattr(error, "strerror", None) or error)


def _remove_older(path: Path) -> None:
    for other in path.parent.glob("world-*.gaz*"):
        if not other.name.startswith(path.name):
            with suppress(OSError):
                other.unlink()


@contextmanager
def show_progress(
    title: str, total: int | None, *, on: bool
) -> Iterator[Callable[[int], None] | None]:
    """Yield a function that advances a bar on stderr, or None when none is wanted."""
    if not on:
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(file=sys.stderr), transient=True) as bar:
        task = bar.add_task(title, total=total)
        yield lambda n: bar.advance(task, n)
