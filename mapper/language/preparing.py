"""Text as the model gets it: one character for one, and in paragraphs."""

from __future__ import annotations

import re
import statistics
import unicodedata
from collections.abc import Iterator

from mapper.listings import is_list_line, open_rows

__all__ = ["MAX_PIECE", "SURROGATE", "cut_paragraphs", "prepare_text"]

MAX_PIECE = 100_000
"""Characters given to the model at once: bounds memory, which grows with a text's length."""

# one character for one character, or offsets would shift
_SAME_LENGTH = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u201a\u201b\u02bb\u02bc\u02bd\u02be\u02bf\u00b4\u0060", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u201f", '"'),
        **dict.fromkeys("\u2010\u2011\u00ad", "-"),
        **dict.fromkeys("\u2022\u25aa\u25cf\u25e6\u2023", "-"),  # bullets
        **dict.fromkeys("\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a", " "),
        **dict.fromkeys("\u00a0\u202f\u205f\u3000\u200b\ufeff\t\x0b\x0c\x00", " "),
        **dict.fromkeys("\r\u0085\u2028\u2029", "\n"),
    }
)
SURROGATE = re.compile(r"[\ud800-\udfff]")
_ENDS_SENTENCE = re.compile(r"[.!?:;][\"')\]]*\s*$")
# longer than any word or web address; the tokenizer takes marks off such a run one at a time,
# in time that grows with the square of its length
_RUN = re.compile(r"\S{1000,}")
# "CITY (Agency) -Jets hit X": the dash would stay part of the first word
_GLUED = re.compile(r"(?<=[A-Za-z]\) )[-–—](?=[A-Z])")
_BREAK = re.compile(r"\n\s*\n|\n|(?<=[.!?])\s|\s")
_WRAP = re.compile(r"(?<=[^\n])\n(?=([^\n\s][^\n]*))")
_LINE_END = re.compile(r"(?<=\S)[^\S\n]*(\n\s*)(?=\S)")


def prepare_text(text: str) -> str:
    """Replace what confuses the model, one character for one."""
    prepared = SURROGATE.sub("\ufffd", text.translate(_SAME_LENGTH))
    prepared = _GLUED.sub(" ", _RUN.sub(_open_run, prepared))
    prepared = open_rows(prepared)
    if _is_hard_wrapped(prepared):
        prepared = _WRAP.sub(_join_lines, prepared)
    return prepared


def cut_paragraphs(prepared: str) -> Iterator[str]:
    """Yield what stands between breaks where a sentence must end, with the break behind it.

    A blank line is one, and a line end before anything but a small letter. No piece is longer
    than `MAX_PIECE`.
    """
    start = 0
    for found in _LINE_END.finditer(prepared):
        if found[1].count("\n") > 1 or not prepared[found.end()].islower():
            yield from _cut_long(prepared[start : found.end()])
            start = found.end()
    if start < len(prepared):
        yield from _cut_long(prepared[start:])


def _open_run(run: re.Match[str]) -> str:
    """Put a space for each mark of an endless run, so that what stays are words."""
    return "".join(
        char if char.isalnum() or unicodedata.category(char)[0] == "M" else " "
        for char in run.group()
    )


def _join_lines(line_end: re.Match[str]) -> str:
    return "\n" if is_list_line(line_end[1]) else " "


def _is_hard_wrapped(text: str) -> bool:
    """Whether lines end where the page ended: many of one width, broken inside sentences."""
    lines = [line for line in text[:20_000].split("\n") if line.strip()]
    lines = [line for line in lines if not is_list_line(line)]
    if len(lines) < 4:
        return False
    width = statistics.quantiles([len(line) for line in lines], n=4)[2]
    open_ended = sum(not _ENDS_SENTENCE.search(line) for line in lines)
    return 40 <= width <= 100 and open_ended >= 0.6 * len(lines)


def _cut_long(text: str) -> Iterator[str]:
    """Cut at the last paragraph, line, sentence or word before `MAX_PIECE` characters."""
    start = 0
    while len(text) - start > MAX_PIECE:
        window = text[start + MAX_PIECE // 2 : start + MAX_PIECE]
        best: tuple[int, int] = (0, MAX_PIECE)
        for found in _BREAK.finditer(window):
            rank = 3 if found.group().count("\n") > 1 else 2 if "\n" in found.group() else 1
            if rank >= best[0]:
                best = (rank, MAX_PIECE // 2 + found.end())
        yield text[start : start + best[1]]
        start += best[1]
    if start < len(text):
        yield text[start:]
