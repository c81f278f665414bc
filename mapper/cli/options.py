"""Options that several commands share, defined once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

__all__ = [
    "FilePath",
    "format_option",
    "gazetteer_option",
    "manifest_option",
    "overwrite_option",
    "reports_argument",
    "store_option",
]

F = TypeVar("F", bound=Callable[..., Any])

_EMPTY = "it is empty; was a variable not set?"


class FilePath(click.Path):
    """A path; an empty one is none, and not the folder that one happens to be in."""

    def convert(
        self,
        value: Any,  # noqa: ANN401
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> Any:  # noqa: ANN401
        """Return the path, or refuse it."""
        if value == "":
            self.fail(_EMPTY, param, ctx)
        return super().convert(value, param, ctx)


def _refuse_empty(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    if value is not None and not value.strip():
        raise click.BadParameter(_EMPTY)
    return value


reports_argument = click.argument("reports", nargs=-1, type=FilePath(path_type=Path))

manifest_option = click.option(
    "--manifest",
    type=FilePath(path_type=Path),
    help="CSV with `file` and any of publisher, published, title, url, language.",
)

gazetteer_option = click.option(
    "--gazetteer",
    "gazetteer_path",
    type=FilePath(path_type=Path),
    envvar="MAPPER_GAZETTEER",
    help="Gazetteer file made by `mapper gazetteer import` (default: the shipped one).",
)

overwrite_option = click.option(
    "--overwrite", is_flag=True, help="Replace an output file that exists."
)


def store_option(*, required: bool = False) -> Callable[[F], F]:
    """`--store`: a GeoPackage file, a GeoParquet folder or a postgresql:// address."""
    return click.option(
        "--store",
        required=required,
        metavar="STORE",
        callback=_refuse_empty,
        help="GeoPackage file, GeoParquet folder or postgresql:// address.",
    )


def format_option(*formats: str, default: str = "table") -> Callable[[F], F]:
    """`--format` with the given choices."""
    return click.option(
        "--format",
        "output_format",
        type=click.Choice(formats),
        default=default,
        show_default=True,
        help="How to print the answer.",
    )
