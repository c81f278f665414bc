"""Write docs/commands.md from the commands themselves.

usage: python scripts/command_reference.py [--check]
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from mapper.cli import cli

TARGET = Path(__file__).resolve().parent.parent / "docs" / "commands.md"
HEAD = """# Commands

Data goes to stdout, progress and logs to stderr; `-` is stdin or stdout. Exit codes: 0 done, 1 an
error that says what to do, 2 wrong usage. No command overwrites a file unless `--overwrite` is
given.

This page is made from the commands by `scripts/command_reference.py`; a test fails when it is
behind.
"""


def sections() -> Iterator[str]:
    """One section a command, subcommands below their group."""
    context = click.Context(cli, info_name="mapper", terminal_width=88, max_content_width=88)
    for name in cli.list_commands(context):
        command = cli.get_command(context, name)
        if command is not None:
            yield from _section(command, name, context, level=2)


def _section(command: click.Command, name: str, parent: click.Context, level: int) -> Iterator[str]:
    context = click.Context(command, info_name=name, parent=parent, terminal_width=88)
    help_text = "\n".join(line.rstrip() for line in command.get_help(context).splitlines())
    yield f"{'#' * level} {context.command_path}\n\n```text\n{help_text}\n```\n"
    if isinstance(command, click.Group):
        for sub in command.list_commands(context):
            found = command.get_command(context, sub)
            if found is not None:
                yield from _section(found, sub, context, level + 1)


def make_page() -> str:
    """The whole page."""
    return "\n".join([HEAD, *sections()])


if __name__ == "__main__":
    page = make_page()
    if "--check" in sys.argv:
        sys.exit(TARGET.read_text(encoding="utf-8") != page)
    TARGET.write_text(page, encoding="utf-8")
