"""Open a gazetteer, building the default one the first time it is wanted."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from mapper.errors import GazetteerError
from mapper.gazetteer.builder import Builder, lock_file
from mapper.gazetteer.defaults import DEFAULT_SIZE, add_defaults, locate_default
from mapper.gazetteer.index import Gazetteer

__all__ = ["load_gazetteer", "show_progress"]


def load_gazetteer(path: Path | None = None, *, progress: bool = False) -> Gazetteer:
    """Open a gazetteer file, or the default one, which is built once and kept in a cache.

    Parameters
    ----------
    path
        A file made by `mapper gazetteer import`; None for the curated tables and the
        world's towns.
    progress
        Show a progress bar on stderr while the default one is built.

    Raises
    ------
    GazetteerError
        When the file is missing, is no gazetteer, or was made by a newer version.
    """
    if path is not None:
        return Gazetteer(Path(path))
    default = locate_default()
    if not default.is_file():
        _build_default(default, progress=progress)
    return Gazetteer(default)


def _build_default(path: Path, *, progress: bool) -> None:
    try:
        with lock_file(path):
            if path.is_file():  # another process built it while this one waited
                return
            with show_progress("building the gazetteer (once)", DEFAULT_SIZE, on=progress) as step:
                with Builder(path, advance=step) as builder:
                    add_defaults(builder)
                    builder.finish(title="default: curated tables and the world's towns")
            _remove_older(path)
    except OSError as error:
        raise GazetteerError(
            f"cannot write the gazetteer cache {str(path.parent)!r} ({error.strerror}); set"
            " MAPPER_CACHE to a folder that can be written"
        ) from error


def _remove_older(path: Path) -> None:
    for other in path.parent.glob("world-*.gaz*"):
        if not other.name.startswith(path.name):
            with suppress(OSError):
                other.unlink()


@contextmanager
def show_progress(title: str, total: int, *, on: bool) -> Iterator[Callable[[int], None] | None]:
    """Yield a function that advances a bar on stderr, or None when none is wanted."""
    if not on:
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(file=sys.stderr), transient=True) as bar:
        task = bar.add_task(title, total=total)
        yield lambda n: bar.advance(task, n)
