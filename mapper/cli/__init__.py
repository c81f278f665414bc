"""The `mapper` command: one thin file per command family, loaded when it is called."""

from __future__ import annotations

import os
import sys
from importlib import import_module

import click

from mapper import __version__
from mapper.cli.stopping import StopKey
from mapper.errors import MapperError

__all__ = ["cli", "main"]

# command -> (module, one line for the overview); the module's attribute has the command's name
_COMMANDS: dict[str, tuple[str, str]] = {
    "map": ("map", "Read reports and write one standalone HTML map."),
    "ingest": ("ingest", "Read reports into a store."),
    "strikes": ("strikes", "List the strikes that reports tell of."),
    "claims": ("claims", "List who claims what, in which words."),
    "explain": ("explain", "Show everything behind one strike."),
    "query": ("query", "Find strikes within a radius or an area."),
    "resolve": ("resolve", "Find the place that a name means."),
    "geoparse": ("geoparse", "Find and place every place name of a text."),
    "gazetteer": ("gazetteer", "Show, build and fetch gazetteers."),
    "export": ("export", "Write a store as GeoJSON, CSV, KML, GeoPackage or GeoParquet."),
    "correct": ("correct", "Record an analyst's correction in a store."),
    "rebuild": ("rebuild", "Recompute a store with the present rules and gazetteer."),
    "verify": ("verify", "Check that a store is whole and true to its reports."),
    "archive": ("archive", "Read a large archive of reports in parallel."),
    "plot": ("plot", "Draw a static picture of the strikes or of the claims."),
    "notebooks": ("notebooks", "Open the notebooks in JupyterLab."),
}


class LazyGroup(click.Group):
    """A group that imports a command's module only when that command is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Every command, in the order of the table above."""
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return one command, or None when there is none of that name."""
        if cmd_name not in _COMMANDS:
            return None
        module = import_module(f"mapper.cli.{_COMMANDS[cmd_name][0]}")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the overview from the table, so that help imports nothing."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in _COMMANDS.items()])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="mapper")
def cli() -> None:
    """Read news reports of air strikes, keep who claims what, and map it offline."""


def main() -> None:
    """Run the command; a MapperError becomes one line on stderr and exit code 1, Ctrl-C 130."""
    # the language model multiplies small matrices: a thread for each core would only wait,
    # which takes three times the processor time and no less of the user's
    for library in ("OPENBLAS", "OMP", "MKL"):
        os.environ.setdefault(f"{library}_NUM_THREADS", "1")
    key = StopKey()
    try:
        code = cli.main(standalone_mode=False)
        sys.stdout.flush()
    except BaseException as error:
        key.release()
        # an extension that is interrupted may raise an error of its own
        code = _tell(click.Abort() if key.pressed else error)
    key.release()
    sys.exit(code if isinstance(code, int) else 0)


def _tell(error: BaseException) -> int:
    """Say in one line what ended a command; return its exit code."""
    if isinstance(error, click.Abort):
        click.echo(
            "stopped; nothing half-written was left behind, the same command can be given again",
            err=True,
        )
        return 130
    if isinstance(error, click.ClickException):
        error.show()
        return error.exit_code
    if isinstance(error, MapperError):
        click.echo(f"mapper: {_one_line(str(error))}", err=True)
        return 1
    if isinstance(error, BrokenPipeError):
        # the reader of our output went away, as `head` does; that is no fault of ours
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    raise error


def _one_line(message: str) -> str:
    from mapper.display import clean_text

    # a message may quote a file or a name from elsewhere, which must not steer the terminal
    return clean_text(" ".join(message.split()))
