"""Tolls of a second teller, with the verb left out: "X counted eight dead, the rebels 13"."""

from __future__ import annotations

from mapper.claims.assembly.draft import Draft, Voice
from mapper.claims.page import Page
from mapper.claims.quantities import Quantity, find_quantities
from mapper.claims.speakers.phrases import find_speaker

__all__ = ["find_other_tellers"]

_BREAKS = frozenset({",", ";", "and", "but", "while"})
_BOUNDS = frozenset({"at", "least", "about", "around", "some", "nearly", "over", "only"})
_PHRASE = frozenset({"DET", "ADJ", "NOUN", "PROPN", "PART"})
_LONGEST = 8


def find_other_tellers(
    draft: Draft, sentence: int, counted: frozenset[int]
) -> list[tuple[str, Quantity, int, Voice]]:
    """Return attribute, number, event and voice of tolls set against one of the same sentence.

    `counted` are the tokens of the numbers that count people by themselves.
    """
    told = draft.last_casualty
    if told is None or told[0] != sentence:
        return []
    start, end = draft.page.sentences[sentence]
    found = []
    for quantity in find_quantities(draft.page, draft.lexicon, start, end):
        if quantity.start <= told[3] or quantity.start in counted or (quantity.low or 0) < 1:
            continue
        root = _who_before(draft.page, quantity, told[3])
        speaker = root and find_speaker(draft.page, root, draft.lexicon, draft.memory)
        if speaker and speaker.kind != "unknown":
            found.append((told[1], quantity, told[2], Voice(speaker, "assert", ())))
    return found


def _stands_alone(page: Page, quantity: Quantity) -> bool:
    behind = page.pos[quantity.end] if quantity.end < len(page) else "PUNCT"
    return behind in {"PUNCT", "SPACE", "CCONJ", "ADP"} and page.words[quantity.end] != "of"


def _who_before(page: Page, quantity: Quantity, low: int) -> int | None:
    """Return the noun of ", the rebels 13", "; the Red Crescent at 27"."""
    root = quantity.start - 1
    while root > low and page.words[root] in _BOUNDS:
        root -= 1
    if page.pos[root] not in {"NOUN", "PROPN"} or not _stands_alone(page, quantity):
        return None
    first = root
    while first > max(low, root - _LONGEST) and (
        page.pos[first - 1] in _PHRASE or page.words[first - 1] == "of"
    ):
        first -= 1
    return root if page.words[first - 1] in _BREAKS else None
