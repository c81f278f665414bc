"""What all pictures share: matplotlib without a screen, fonts, and files that come out the same."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from mapper.display import clean_text
from mapper.errors import RenderError
from mapper.files import check_output, write_atomically

__all__ = ["SIDES", "finish", "label", "new_figure", "save_picture"]

FORMATS = (".png", ".svg", ".pdf")

# Okabe and Ito (2008), told apart with any colour vision; one colour a side of the story.
SIDES: dict[str, str] = {
    "attacker": "#d55e00",
    "attacker_ally": "#e69f00",
    "defender": "#009e73",
    "local": "#0072b2",
    "monitor": "#56b4e9",
    "third_party": "#cc79a7",
    "media": "#999999",
    "unknown": "#dddddd",
}


def new_figure(*, width: float = 8, height: float = 5) -> Any:  # noqa: ANN401 - matplotlib is untyped here
    """Return a figure of `width` by `height` inches that needs no screen.

    Raises
    ------
    RenderError
        When matplotlib is not installed.
    """
    try:
        from matplotlib.figure import Figure
    except ImportError as error:
        raise RenderError(
            "pictures need matplotlib; run: pip install 'strike-report-mapper[notebooks]'"
        ) from error

    class Picture(Figure):
        """A figure that a notebook shows without any magic line before it."""

        def _repr_png_(self) -> bytes:
            return _encode(self, ".png")

    return Picture(figsize=(width, height), layout="constrained")


def label(text: object, *, limit: int = 48) -> str:
    """Return untrusted text as matplotlib may draw it: no mathematics, no control characters."""
    cleaned = clean_text(text).replace("$", r"\$")
    return cleaned if len(cleaned) <= limit else cleaned[: limit - 1] + "…"


def finish(axes: Any, *, title: str, note: str = "") -> None:  # noqa: ANN401
    """Give axes a title on the left, a note below, and no box."""
    axes.set_title(label(title, limit=90), loc="left", fontweight="bold", fontsize=11)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    if note:
        axes.figure.supxlabel(note, x=0.01, ha="left", fontsize=7, color="#555555")


def save_picture(figure: Any, path: Path, *, overwrite: bool = False) -> None:  # noqa: ANN401
    """Write a figure as .png, .svg or .pdf, whole or not at all; the same figure, the same bytes.

    Raises
    ------
    RenderError
        For another ending.
    MapperError
        When the file exists without `overwrite`, or cannot be written.
    """
    ending = path.suffix.lower()
    if ending not in FORMATS:
        raise RenderError(f"cannot draw {path.name!r}; end the name in {', '.join(FORMATS)}")
    check_output(path, overwrite=overwrite)
    write_atomically(path, _encode(figure, ending), overwrite=overwrite)


def _encode(figure: Any, ending: str) -> bytes:  # noqa: ANN401
    import matplotlib as mpl

    undated = {".png": {"Software": None}, ".svg": {"Date": None}, ".pdf": {"CreationDate": None}}
    out = io.BytesIO()
    with mpl.rc_context({"svg.hashsalt": "strike-report-mapper", "svg.fonttype": "none"}):
        figure.savefig(out, format=ending[1:], dpi=110, metadata=undated[ending])
    return out.getvalue()
