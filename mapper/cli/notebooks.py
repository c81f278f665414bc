"""`mapper notebooks`: the notebooks in JupyterLab, on a copy."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

import click

from mapper.cli.options import FilePath
from mapper.cli.stopping import left_to_child
from mapper.errors import MapperError

__all__ = ["command"]


@click.command("notebooks")
@click.option(
    "--folder",
    type=FilePath(path_type=Path, file_okay=False),
    default=Path("mapper-notebooks"),
    show_default=True,
    help="Where the copy goes; one that exists is opened as it is.",
)
@click.option("--copy-only", is_flag=True, help="Make the copy and do not start JupyterLab.")
@click.option("--no-browser", is_flag=True, help="Start JupyterLab without opening a browser.")
@click.argument("jupyter_options", nargs=-1, type=click.UNPROCESSED)
def command(
    folder: Path, copy_only: bool, no_browser: bool, jupyter_options: tuple[str, ...]
) -> None:
    """Copy the notebooks to a folder of yours and open them in JupyterLab.

    The originals stay clean: change the copies as you like, delete the folder to start again.
    What follows -- goes to JupyterLab as it is.

    \b
    Example:
      mapper notebooks
      mapper notebooks --folder ~/strikes --no-browser
      mapper notebooks --no-browser -- --allow-root --port 8890
    """
    if not folder.exists():
        count = _copy_notebooks(folder)
        click.echo(f"copied {count} notebooks to {folder}", err=True)
    if copy_only:
        return
    if find_spec("jupyterlab") is None:
        raise MapperError(
            "JupyterLab is not installed; run: pip install 'strike-report-mapper[notebooks]'"
        )
    options = ["--no-browser"] if no_browser else []
    path = os.environ.get("PATH", os.defpath)
    with left_to_child():  # JupyterLab asks before it stops
        done = subprocess.run(  # noqa: S603 - our own interpreter, no shell
            [sys.executable, "-m", "jupyterlab", *options, *jupyter_options, str(folder)],
            check=False,
            # `!mapper …` in a cell is the command of this installation
            env={**os.environ, "PATH": os.pathsep.join([str(Path(sys.executable).parent), path])},
        )
    if done.returncode not in {0, 130, -2}:
        raise MapperError(f"JupyterLab ended with exit code {done.returncode}")


def _copy_notebooks(folder: Path) -> int:
    """Copy all of them or none: a folder that exists is opened as it is the next time."""
    from mapper.shipped import locate_shipped

    originals = sorted(locate_shipped("notebooks").glob("*.ipynb"))
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{folder.name}.", dir=folder.parent) as made:
            copy = Path(made) / folder.name
            copy.mkdir()
            for notebook in originals:
                shutil.copyfile(notebook, copy / notebook.name)
            copy.rename(folder)
    except OSError as error:
        raise MapperError(f"cannot write {str(folder)!r}: {error.strerror or error}") from error
    return len(originals)
