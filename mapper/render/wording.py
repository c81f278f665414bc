"""What the evidence panel shows of a report: the sentence around a quote, and what to cover.

A reader may open the map at work or on a train; words that picture dead or mutilated bodies
stay behind a click. The table below is a list of such wording, not of topics: that people
were killed is always said.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

__all__ = ["is_distressing", "link_of", "sentence_around"]

_DISTRESSING = re.compile(
    r"""\b(?:
    corpses? | (?:dead|lifeless|charred|burn(?:ed|t)|mangled|mutilated|decomposed)\s+bod(?:y|ies)
    | body\s+parts? | human\s+remains | bodies | remains\s+of\s+(?:the\s+)?(?:dead|victims|children)
    | dismember\w* | decapitat\w* | behead\w* | mutilat\w* | mangled | charred | disembowel\w*
    | limbs? | severed | torn\s+(?:apart|off|to\s+pieces) | blown\s+(?:apart|to\s+pieces)
    | blood\w* | bleed\w* | bled | gore | entrails | intestines | skulls?
    | burn(?:ed|t|ing)\s+(?:alive|to\s+death) | suffocat\w* | chok(?:ed|ing) | foam\w*\s+at
    | execut(?:ed|ions?) | massacre\w* | tortur\w* | rap(?:e|ed|es|ing) | maimed | amputat\w*
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
_END = re.compile(r"[.!?…؟。]+[\"'”’»)\]]*\s|\n")
_LONGEST = 320


def is_distressing(text: str) -> bool:
    """Tell whether a text pictures violence in words that should stand behind a click."""
    return bool(_DISTRESSING.search(text))


def sentence_around(text: str, *, start: int, end: int) -> tuple[str, str]:
    """Return what stands before and after text[start:end] in its sentence, at most 320 each.

    >>> sentence_around("No. The office said it hit ISIS there. Yes.", start=19, end=30)
    ('The office said', ' there.')
    """
    before = text[max(0, start - _LONGEST) : start]
    breaks = list(_END.finditer(before))
    if breaks:
        before = before[breaks[-1].end() :]
    elif start > _LONGEST:
        before = "…" + before.partition(" ")[2]
    after = text[end : end + _LONGEST]
    closing = _END.search(text[max(0, end - 2) : end + _LONGEST])
    if closing:
        after = text[end : max(end, max(0, end - 2) + closing.end())].rstrip()
    elif end + _LONGEST < len(text):
        after = after.rpartition(" ")[0] + "…"
    return before.lstrip(), after


def link_of(url: str | None) -> str | None:
    """Return a web address that a page may link to, or None: http and https only."""
    if not url:
        return None
    cleaned = "".join(url.split())
    try:
        parts = urlsplit(cleaned)
    except ValueError:
        return None
    return cleaned if parts.scheme in {"http", "https"} and parts.netloc else None
