"""Words of a text with the marks that names depend on: case, gaps, line and sentence starts."""

from __future__ import annotations

import re
from dataclasses import dataclass

from mapper.recognizer.lexicon import COMBINING

__all__ = ["Word", "split_words"]

_MARK = "'\u2018\u2019\u02bb\u02bc\u02be\u02bf\u0060\u00b4"
_WORD = re.compile(
    rf"(?:[^\W\d_]\.)+[^\W\d_](?:[^\W\d_]{{0,2}})(?:\.(?!\w))?"  # U.S., N.Y, W.Va.
    rf"|[^\W_](?:[\w{COMBINING}]|[{_MARK}](?=\w))*"
)
_POSSESSIVE = re.compile(rf"[{_MARK}]s$", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?:;][\"'\u2019\u201d)\]]*\s+[\"'\u2018\u201c(\[]*$|\n")


@dataclass(slots=True)
class Word:
    """One word. `gap` is what stands between it and the word before."""

    start: int
    end: int
    text: str
    lower: str
    gap: str
    is_capital: bool
    is_upper: bool
    starts_line: bool
    starts_sentence: bool
    is_possessive: bool = False


def split_words(text: str) -> list[Word]:
    """Return the words in order; a possessive ending is left outside the word."""
    words: list[Word] = []
    last = 0
    for found in _WORD.finditer(text):
        start, end = found.span()
        written = found.group()
        owned = _POSSESSIVE.search(written) if written[-1] in "sS" else None
        is_possessive = owned is not None and owned.start() > 0
        if owned and is_possessive:
            written = written[: owned.start()]
        gap = text[last:start]
        words.append(
            Word(
                start=start,
                end=start + len(written),
                text=written,
                lower=written.lower(),
                gap=gap,
                is_capital=written[0].isupper(),
                is_upper=len(written) > 1 and written.isupper(),
                starts_line=not words or "\n" in gap,
                starts_sentence=not words or (gap != " " and bool(_SENTENCE_END.search(gap))),
                is_possessive=is_possessive,
            )
        )
        last = end
    return words
