"""Figures that lean on the one told before: "the number later rose to 17", "four were children"."""

from __future__ import annotations

from itertools import pairwise

from mapper.claims.assembly.draft import Draft
from mapper.claims.casualties.casualty import attribute_of
from mapper.claims.casualties.people import group_told, person_after
from mapper.claims.quantities import Quantity, find_quantities

__all__ = ["find_parts", "find_updates"]

_RISING = frozenset({"rise", "climb", "reach", "increase", "stand", "jump", "grow", "go"})
_COUNTING = frozenset({"count", "put", "record", "give", "document", "arrive"})
_BRINGING = frozenset({"bring", "take", "raise", "push", "lift", "revise"})
_THEN = frozenset({"then", "later", "now", "first", "initially", "eventually", "finally"})
_GROWS = 6
"""A toll hardly grows to more times what it was; what does is the toll of a war."""
_NUMBERS = frozenset({"number", "figure", "toll", "count", "total", "it", "that"})
_BOUNDS = frozenset({"of", "about", "around", "at", "least", "more", "than", "some", "nearly"})


def find_updates(
    draft: Draft, sentence: int, counted: frozenset[int]
) -> list[tuple[str, Quantity, int]]:
    """Return attribute, number and event of figures that correct the one told before.

    `counted` are the tokens of the numbers that count people by themselves.
    """
    told = draft.last_casualty
    if told is None or not 0 <= sentence - told[0] <= _NEAR:
        return []
    page = draft.page
    start, end = page.sentences[sentence]
    found: list[tuple[str, Quantity, int]] = []
    for quantity in find_quantities(page, draft.lexicon, start, end):
        if quantity.start in counted or not _is_like(draft, told[1], quantity):
            continue
        name = told[1]
        if not _stands_alone(draft, quantity, end):
            # "put the number at 62 soldiers"
            person = person_after(page, quantity, end)
            if sentence == told[0] or person is None or not person[0]:
                continue
            name = attribute_of(person[0], name.rsplit("_", 1)[-1]) or name
        same = bool(counted) or bool(found)
        if _is_told_anew(draft, quantity, start) or (same and _is_in_a_row(draft, quantity)):
            found.append((name, quantity, told[2]))
    return found


_NEAR = 3


def _is_like(draft: Draft, attribute: str, quantity: Quantity) -> bool:
    """Whether a number may be another count of the same people: no year, and not far off."""
    before = draft.last_figures.get(attribute)
    if quantity.low is None or quantity.low < 2 or not isinstance(before, (int, float)):
        return False
    return quantity.low <= _GROWS * max(before, 1) and before <= _GROWS * 2 * quantity.low


def _is_told_anew(draft: Draft, quantity: Quantity, start: int) -> bool:
    """Whether a verb of rising, counting or saying governs a number."""
    page = draft.page
    verb = next((up for up in page.ancestors(quantity.start) if page.pos[up] == "VERB"), None)
    if verb is None or verb > quantity.start or quantity.start - verb > 8:
        return _is_how_many_there_were(draft, quantity)
    before, between = page.words[start:verb], page.words[verb + 1 : quantity.start]
    numbers = _NUMBERS & set(between)
    rises = page.lemmas[verb] in _RISING and any(
        word in _NUMBERS and after != "of" for word, after in pairwise((*before, ""))
    )
    counts = page.lemmas[verb] in _COUNTING and (
        set(between) <= _BOUNDS or (between[-1] in {"at", "as", "of"} and numbers)
    )
    brings = page.lemmas[verb] in _BRINGING and numbers and "to" in between
    says = verb in draft.frames.verbs and set(between) <= _BOUNDS | _THEN
    return bool(rises or brings or says or (counts and _is_saying(draft, verb)))


def _is_how_many_there_were(draft: Draft, quantity: Quantity) -> bool:
    """Read "in the first statement there had been 16"."""
    page = draft.page
    number = quantity.end - 1
    verb = page.head[number]
    there = any(page.dep[child] == "expl" for child in page.children[verb])
    return page.dep[number] == "attr" and page.lemmas[verb] == "be" and there


def _is_in_a_row(draft: Draft, quantity: Quantity) -> bool:
    """Read "had reported five dead, then 14, then 16" and "spoke of 15 dead, on Monday of 24"."""
    words = draft.page.words
    at = quantity.start - 1
    while at > 0 and words[at] in _BOUNDS - {"of"}:
        at -= 1
    if words[at] in _THEN:
        return True
    return words[at] == "of" and words[at - 2 : at - 1] in (["on"], ["by"])


def _is_saying(draft: Draft, verb: int) -> bool:
    """Whether a verb of counting is one of saying, or has somebody who counts."""
    page = draft.page
    return verb in draft.frames.verbs or any(
        page.dep[child] == "nsubj" and page.hit_at[child] is not None
        for child in page.children[verb]
    )


def _stands_alone(draft: Draft, quantity: Quantity, end: int) -> bool:
    """Whether a number counts nothing that the sentence names."""
    page = draft.page
    after = quantity.end
    head = page.head[quantity.end - 1]
    named = page.dep[quantity.end - 1] == "nummod" and head > quantity.start
    return not named and (after >= end or page.pos[after] not in {"NOUN", "PROPN", "ADJ", "NUM"})


_THEY = frozenset({"they", "these", "those", "victims", "all"})


def find_parts(draft: Draft, sentence: int) -> list[tuple[str, Quantity]]:
    """Return attribute and number of those that break down the toll of the sentence before.

    "Four of them were children." "They included three nurses." "Among them was a driver."
    """
    told = draft.last_casualty
    if told is None or sentence - told[0] != 1:
        return []
    page = draft.page
    start, end = page.sentences[sentence]
    outcome = told[1].rsplit("_", 1)[-1]
    whole = _lists_the_whole(draft, start, end)
    found: list[tuple[str, Quantity]] = []
    for quantity in find_quantities(page, draft.lexicon, start, end):
        group = group_told(page, quantity.end - 1)
        # "eleven were women and 14 children"
        listed = whole or bool(found)
        person = person_after(page, quantity, end) if listed and not group else None
        name = attribute_of(group or (person[0] if person else ""), outcome)
        if name and name != outcome:
            found.append((name, quantity))
    return found


def _lists_the_whole(draft: Draft, start: int, end: int) -> bool:
    """Whether a sentence lists who those were: "they included …", "among them were …"."""
    page = draft.page
    if any(page.words[at : at + 2] == ["among", "them"] for at in range(start, end)):
        return True
    return any(
        page.dep[at] == "nsubj"
        and page.words[at] in _THEY
        and page.lemmas[page.head[at]] in {"be", "include", "comprise"}
        for at in range(start, end)
    )
