"""Runs of capitals that may be the name of a place, and where else a report writes them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Set
from dataclasses import dataclass

from mapper.claims.page import Page
from mapper.claims.tables import word_list
from mapper.listings import find_items
from mapper.model import Mention
from mapper.months import MONTH_NAMES, WEEKDAYS
from mapper.recognizer.labels import is_time_zone
from mapper.recognizer.lexicon import FACILITY_HEADS

__all__ = ["Name", "find_names", "item_names"]

_NEVER = word_list("no toponyms") | {*WEEKDAYS, *MONTH_NAMES}
_INNER = word_list("inside toponyms")
_BEFORE_HIT = frozenset({"near", "outside"})
_IN_FRONT = word_list("in front of toponyms")
_GENERIC = word_list("kinds of places") | word_list("land forms") | FACILITY_HEADS
_NO_GROUND = frozenset({"actors", "outlets", "organisations", "offices", "weapons"})
_ENDED_BY = frozenset({"actors", "outlets", "organisations"})


@dataclass(frozen=True, slots=True)
class Name:
    """A run of capitals, tokens first..last, and the first token of its sentence."""

    first: int
    last: int
    start: int

    def mark(self, page: Page) -> Mention:
        """Return the run as the report writes it, and where."""
        low, high = page.starts[self.first], page.ends[self.last]
        return Mention(low, high, page.text[low:high])


def item_names(page: Page) -> set[int]:
    """Return the first tokens of the names over the items of lists."""
    return {bisect_left(page.starts, item.start) for item in find_items(page.text)}


def find_names(page: Page, sentence: int, heads: Set[int] = frozenset()) -> Iterator[Name]:
    """Yield the runs of capitals of a sentence that are no actor's, paper's or weapon's name.

    A sentence that begins with one of `heads` begins with a name, whatever the parser makes of it.
    """
    start, end = page.sentences[sentence]
    token = start
    while token < end:
        if not _begins_name(page, token, start if token not in heads else -1, end):
            token += 1
            continue
        behind = _end_of_name(page, token, end)
        if not _GENERIC.issuperset(page.words[token:behind]):  # "Lake" of a name cut short
            yield Name(token, behind - 1, start)
        token = behind


def _begins_name(page: Page, token: int, start: int, end: int) -> bool:
    word = page.shapes[token]
    if page.words[token] in _INNER and word.islower():
        # "al-Shaddadi"
        joined = page.words[token + 1 : token + 2] == ["-"] and _touch(page, token)
        return joined and _goes_on(page, token, end) is not None
    if not word[:1].isupper() or page.words[token] in _NEVER or len(word) < 2:
        return False
    if token and is_time_zone(page.shapes[token - 1], word):
        return False
    if page.words[token] in _IN_FRONT and page.words[token - 1] not in _BEFORE_HIT:
        # "Near Hit" names the town of Hit
        return False
    hit = page.hit_at[token]
    if hit and hit.entry.table in _NO_GROUND:
        return False
    return token > start or page.pos[token] == "PROPN"


def _touch(page: Page, token: int) -> bool:
    return page.ends[token] == page.starts[token + 1]


def _end_of_name(page: Page, token: int, end: int) -> int:
    last = token + 1
    while last < end:
        following = last if page.shapes[last][:1].isupper() else _goes_on(page, last, end)
        if following is None and _is_tail_of_village(page, last, end):
            return last + 2
        if following is None or page.words[following] in _NEVER:
            break
        hit = page.hit_at[following]
        if hit and hit.entry.table in _ENDED_BY:
            break
        last = following + 1
    return last


def _goes_on(page: Page, token: int, end: int) -> int | None:
    """Return the next capital of a name behind "al-", "-" or "'": "Deir al-Zor"."""
    for at in range(token, min(token + _SMALL, end)):
        if page.words[at] == "-" and page.starts[at] > page.ends[at - 1]:
            return None  # "DAKAR - At least 15"
        if page.shapes[at][:1].isupper() or (at > token and page.words[at - 1] == "'"):
            return at
        if page.words[at] not in _INNER and page.words[at + 1 : at + 2] != ["-"]:
            return None
    return None


def _is_tail_of_village(page: Page, hyphen: int, end: int) -> bool:
    """Whether "-dheer" ends the name of "Birta-dheer village"; "X-held village" is another X."""
    tail = hyphen + 1
    return (
        tail + 1 < end
        and page.words[hyphen] == "-"
        and page.ends[hyphen - 1] == page.starts[hyphen]
        and _touch(page, hyphen)
        and page.words[tail + 1] in _SETTLED
        and page.tags[tail] != "VBN"
        and page.words[tail] not in _RULED
    )


_RULED = frozenset({"held", "run", "led", "majority", "based", "style", "wide", "side"})
_SETTLED = word_list("settled places")
_SMALL = 4
"""Tokens of small words and marks inside a name."""
