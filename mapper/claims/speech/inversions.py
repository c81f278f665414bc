"""Speakers named behind their verb: "…, said the head of the clinic, NAME, on Monday."

The parse often takes them for the object, or takes what was said for the subject.
"""

from __future__ import annotations

from mapper.claims.grammar import NOUN_CLAUSES, edges_of
from mapper.claims.page import Page
from mapper.claims.speakers.speaker import Memory
from mapper.claims.speech.frame import Frame
from mapper.claims.speech.subjects import speakers_of
from mapper.claims.tables import Lexicon

__all__ = ["speaker_behind", "turned_frame"]

_TURNING = frozenset({"say", "report", "add", "claim", "announce", "write", "explain", "state"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_OPENS = frozenset({"DET", "PROPN", "ADJ", "NOUN", "NUM"})
_IN_PHRASE = frozenset({"DET", "PROPN", "ADJ", "NOUN", "PART", "NUM"})


def speaker_behind(page: Page, verb: int) -> int | None:
    """Return the head of the phrase behind a verb of saying that stands after what is said."""
    if page.lemmas[verb] not in _TURNING or page.tags[verb] not in {"VBD", "VBZ", "VBP"}:
        return None
    start, end = edges_of(page, verb)
    if verb - start < 3 or verb + 1 > end or page.words[verb - 1] not in {",", '"', "'"}:
        return None
    first = verb + 1
    if page.pos[first] not in _OPENS or page.words[first] in {"that", "this", "these", "those"}:
        return None
    if not _tells(page, start, verb) or _tells(page, first, _before_clause(page, first, end) + 1):
        return None
    last = first
    while last + 1 <= end and (
        page.pos[last + 1] in _IN_PHRASE
        or page.words[last + 1] == "-"
        or page.dep[last + 1] == "amod"  # "said the Britain-based Observatory"
    ):
        last += 1
    while last > first and page.pos[last] not in {"PROPN", "NOUN"}:
        last -= 1
    inside = [at for at in range(first, last + 1) if not first <= page.head[at] <= last]
    root = inside[-1] if inside else last
    return root if page.pos[root] in {"PROPN", "NOUN"} else last


def _before_clause(page: Page, first: int, end: int) -> int:
    """Return the end of "said X, who runs the clinic hit there": the clause is about X."""
    return next(
        (
            at - 1
            for at in range(first, end)
            if page.words[at] == "," and page.words[at + 1] in {"who", "whose"}
        ),
        end,
    )


def _tells(page: Page, start: int, end: int) -> bool:
    """Whether a finite verb stands between two tokens, outside clauses on a noun."""
    for token in range(start, end):
        if page.tags[token] not in _FINITE or page.pos[token] not in {"VERB", "AUX"}:
            continue
        clause = token
        while page.dep[clause] in {"aux", "auxpass", "conj"} and page.head[clause] != clause:
            clause = page.head[clause]
        if page.dep[clause] not in NOUN_CLAUSES and not _is_of_who(page, token, start):
            return True
    return False


def _is_of_who(page: Page, token: int, start: int) -> bool:
    """Whether "who", "which" or "where" opens the clause of a verb a few words before it."""
    return any(
        page.words[at] in {"who", "which", "where", "whose", "when", "as"}
        for at in range(max(start, token - 4), token)
    )


def turned_frame(
    page: Page, verb: int, root: int, mode: str, lexicon: Lexicon, memory: Memory
) -> Frame | None:
    """Give all that stands before the verb to who stands behind it."""
    speakers = speakers_of(page, root, lexicon, memory)
    if not speakers:
        return None
    start, end = edges_of(page, verb)
    cut = next((at + 1 for at in range(verb, start, -1) if page.words[at] == ";"), start)
    return Frame(speakers, cut, end, verb, mode)
