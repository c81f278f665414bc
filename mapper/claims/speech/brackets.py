"""Sources in brackets at the end of a line: "One killed, 14 wounded (regional police)."."""

from __future__ import annotations

from mapper.claims.page import Page
from mapper.claims.speakers.phrases import find_speaker
from mapper.claims.speakers.speaker import Memory
from mapper.claims.speech.frame import Frame
from mapper.claims.tables import Lexicon

__all__ = ["bracket_frame"]

_LONGEST = 8
_IN_PHRASE = frozenset({"NOUN", "PROPN", "ADJ", "DET", "ADP", "PART", "PUNCT"})


def bracket_frame(
    page: Page, start: int, end: int, lexicon: Lexicon, memory: Memory
) -> Frame | None:
    """Give a line to the source that closes it in brackets, and that is no short name of a body."""
    last = end - 1
    while last > start and (page.pos[last] == "SPACE" or page.words[last] == "."):
        last -= 1
    if page.words[last] != ")" or "(" not in page.words[max(start, last - _LONGEST) : last]:
        return None
    first = next(at for at in range(last, start - 1, -1) if page.words[at] == "(")
    inside = range(first + 1, last)
    roots = [at for at in inside if page.head[at] not in inside]
    if first == start or len(roots) != 1 or any(page.pos[at] not in _IN_PHRASE for at in inside):
        return None
    if any(at == roots[0] for at, _ in memory.grounds):
        return None  # "al-Makha (Mocha)"
    speaker = find_speaker(page, roots[0], lexicon, memory)
    if speaker is None or speaker.kind in {"unknown", "government"}:
        return None
    short = page.pos[first - 1] == "PROPN" and page.shapes[roots[0]].isupper()
    if short or page.shapes[roots[0]] in memory.short_names:
        return None  # "the Observatory for Human Rights (SOHR)"
    return Frame((speaker,), start, first - 1, first, "assert")
