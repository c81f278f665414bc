"""Texts to compare two ways of parsing on: real ones, and some that are unlike any report."""

from __future__ import annotations

from pathlib import Path

from mapper.language.preparing import cut_paragraphs, prepare_text
from mapper.reports import read_reports

ROOT = Path(__file__).resolve().parents[2]
ODD = (
    "",
    " ",
    "\n\n",
    "A",
    "Damascus",
    "  New   York\n\n",
    "(Reuters)\n",
    "y'all ain't gonna tell nothin', and there is nothing I'd've told 'em",
    "There's a war; there are two, and there were three. Gotta go.",
    "Bashar al-Assad\nVladimir Putin\nUnited Nations Security Council",
    "on 30 September 2015 at 11.30 a.m. for $ 3 million, 40 per cent of it",
    "ISIS ISIS ISIS " * 30,
    "the United States of America " * 20,
    "0 1 2 3 \u00e9 \u65e5\u672c \U0001f600 .,;:!?",
)


def read_paragraphs() -> list[str]:
    """Return the paragraphs of the seeds and of the dispatches to tune on, and the odd texts."""
    reports, _ = read_reports([ROOT / "seeds", ROOT / "tests" / "dispatches" / "dev"])
    texts = [report.text for report in reports]
    return [part for text in texts for part in cut_paragraphs(prepare_text(text))] + list(ODD)
