"""What the items of a list tell under the lead's strike: "Kotli: a mosque, three dead".

An item has no strike word of its own: its name stands for one. It must tell of harm, or of
nothing but a thing that can be hit; ministers who meet, and airports that close, are none. Where
most items do, one that names some other thing in a few words does so too. Under a line that tells
of a strike and ends in a colon, every bullet without a verb is what was struck: "- a depot in
Kotli".
"""

from __future__ import annotations

from bisect import bisect_left

from mapper.claims.events.deeds import is_thing
from mapper.claims.page import Page
from mapper.claims.tables import Lexicon, word_list
from mapper.listings import Item, find_items, find_points

__all__ = ["add_items"]

_NO_HIT = word_list("no hit") | word_list("no strike")
_MARKS = word_list("marks of a hit")
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_LEAD = 4
"""Sentences before a list in which the strike is told that it is about."""
_GAP = 4
"""Lines between two items of one list."""


def add_items(page: Page, lexicon: Lexicon, found: dict[int, bool], place_tokens: set[int]) -> None:
    """Let the name over an item of a list stand for a strike that the item tells of."""
    told = sorted(page.starts[token] for token in found)
    _add_points(page, found, place_tokens, told)
    surely = sorted(page.starts[token] for token, is_weak in found.items() if not is_weak)
    for block in _blocks(page.text):
        lead = page.sentences[max(0, page.sentence_of[_at(page, block[0].start)] - _LEAD)][0]
        headed = _is_between(told, page.starts[lead], block[0].start)
        if not headed and not _is_between(surely, block[0].start, block[-1].end):
            continue
        spans = [[_at(page, at) for at in (item.start, item.body, item.end)] for item in block]
        harmed = [_tells_of_harm(page, body, last, lexicon) for _, body, last in spans]
        hits = sum(harmed)
        for (first, body, last), harm in zip(spans, harmed, strict=True):
            name = next((token for token in range(first, body) if token in place_tokens), None)
            if name is None or any(token in found for token in range(first, last)):
                continue
            if harm or (hits > len(block) / 2 and _only_names_a_thing(page, body, last)):
                found[name] = True


def _add_points(
    page: Page, found: dict[int, bool], place_tokens: set[int], told: list[int]
) -> None:
    """Let what each bullet names be struck by what the line over the bullets tells."""
    for points in find_points(page.text):
        lead = range(_at(page, points.start), _at(page, points.end))
        if not _is_between(told, points.start, points.end) and not any(
            page.lemmas[token] in _HEADING for token in lead
        ):
            continue
        for start, end in points.spans:
            first, last = _at(page, start), _at(page, end)
            own = range(first, last)
            if (
                place_tokens.isdisjoint(own)
                or not found.keys().isdisjoint(own)
                or not _FINITE.isdisjoint(page.tags[first:last])
            ):
                continue
            things = [token for token in own if page.pos[token] in {"NOUN", "PROPN"}]
            if things:
                found[min(things, key=lambda token: (_depth(page, token), token))] = True


def _depth(page: Page, token: int) -> int:
    """Return how many words stand above a word in its sentence."""
    for depth in range(_DEEPEST):
        if page.head[token] == token:
            return depth
        token = page.head[token]
    return _DEEPEST


_DEEPEST = 12
_HEADING = word_list("heads of target lists")


def _at(page: Page, character: int) -> int:
    """Return the first token that begins at a character or behind it."""
    return min(bisect_left(page.starts, character), len(page) - 1)


def _is_between(told: list[int], start: int, end: int) -> bool:
    at = bisect_left(told, start)
    return at < len(told) and told[at] < end


def _blocks(text: str) -> list[list[Item]]:
    """Return the items of each list of a text."""
    blocks: list[list[Item]] = []
    for item in find_items(text):
        if blocks and text.count("\n", blocks[-1][-1].end, item.start) <= _GAP:
            blocks[-1].append(item)
        else:
            blocks.append([item])
    return blocks


def _only_names_a_thing(page: Page, body: int, last: int) -> bool:
    """Whether an item says "a business" and no more, which tells what was hit among others."""
    tags = page.pos[body:last]
    return last - body <= _SHORT and "NOUN" in tags and not {"VERB", "AUX"} & set(tags)


_SHORT = 8


def _tells_of_harm(page: Page, body: int, last: int, lexicon: Lexicon) -> bool:
    lemmas = set(page.lemmas[body:last]) | set(page.words[body:last])
    if _NO_HIT & lemmas:
        return False
    if lemmas & _MARKS or any(
        lemma in lexicon.harm or lemma in lexicon.event_verbs for lemma in lemmas
    ):
        return True
    return _FINITE.isdisjoint(page.tags[body:last]) and any(
        page.pos[token] in {"NOUN", "PROPN"} and is_thing(page.lemmas[token], lexicon)
        for token in range(body, last)
    )
