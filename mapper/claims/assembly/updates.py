"""Figures that lean on the one told before: "the number later rose to 17", "four were children"."""

from __future__ import annotations

from mapper.claims.assembly.draft import Draft
from mapper.claims.casualties.casualty import attribute_of
from mapper.claims.casualties.people import group_told, person_after
from mapper.claims.quantities import Quantity, find_quantities

__all__ = ["find_parts", "find_update"]

_RISING = frozenset({"rise", "climb", "reach", "increase", "stand", "jump", "grow", "go"})
_COUNTING = frozenset({"count", "put", "record", "give", "document"})
_BRINGING = frozenset({"bring", "take", "raise", "push", "lift", "revise"})
_FIRST = frozenset({"earlier", "initially", "previously", "first"})
_GROWS = 6
"""A toll hardly grows to more times what it was; what does is the toll of a war."""
_NUMBERS = frozenset({"number", "figure", "toll", "count", "total", "it", "that"})


def find_update(draft: Draft, sentence: int) -> tuple[str, Quantity, int] | None:
    """Return attribute, number and event of a figure that corrects the one told before."""
    told = draft.last_casualty
    if told is None or not 0 < sentence - told[0] <= 3:
        return None
    page = draft.page
    start, end = page.sentences[sentence]
    for quantity in find_quantities(page, draft.lexicon, start, end):
        if quantity.low is None or not _stands_alone(draft, quantity, end):
            continue
        before = draft.last_figures.get(told[1])
        if not isinstance(before, (int, float)) or quantity.low > _GROWS * max(before, 1):
            continue
        verb = next((up for up in page.ancestors(quantity.start) if page.pos[up] == "VERB"), None)
        if verb is None or verb > quantity.start or quantity.start - verb > 8:
            continue
        rises = page.lemmas[verb] in _RISING and _NUMBERS & set(page.words[start:verb])
        between = page.words[verb + 1 : quantity.start]
        counts = page.lemmas[verb] in _COUNTING and (
            not between or (between[-1] in {"at", "as", "of"} and set(between) & _NUMBERS)
        )
        brings = page.lemmas[verb] in _BRINGING and _NUMBERS & set(between) and "to" in between
        first = verb in draft.frames.verbs and not between and _FIRST & set(page.words[start:verb])
        if rises or brings or first or (counts and _is_saying(draft, verb)):
            return told[1], quantity, told[2]
    return None


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
    found = []
    for quantity in find_quantities(page, draft.lexicon, start, end):
        group = group_told(page, quantity.end - 1)
        person = person_after(page, quantity, end) if whole and not group else None
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
