"""Villages that no gazetteer knows, by what a report says of them.

A name is a place where the report calls it one anywhere ("the village of X", "X district"), or
where it stands as hardly anything but a place does ("in X", "bombs fell on X"). It then is one
wherever the report writes it, and so are names that are listed with it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import replace

from mapper.claims.gaps.calling import (
    is_called_other,
    is_called_place,
    is_struck_itself,
    stands_for_place,
)
from mapper.claims.gaps.names import Name, find_names, item_names
from mapper.claims.page import Page
from mapper.claims.tables import word_list
from mapper.model import Mention, PlaceKind, Resolution
from mapper.recognizer.lexicon import CIVIC_HEADS, FACILITY_HEADS, MEDIA_HEADS, STREET_HEADS

__all__ = ["add_unknown"]

_GUESSED = 0.2
"""A candidate of no better score only says what the report is about."""
_LONGEST = 40
"""Characters of a name; a longer run of capitals is a heading."""
_LINKS = frozenset({",", "and", "or", "the", "in"}) | word_list("kinds of places")

_FAMOUS = 300_000
_HEADS = FACILITY_HEADS | CIVIC_HEADS | MEDIA_HEADS | STREET_HEADS | word_list("bodies")
"""What makes a name of a town and a word one of something in it: "Homs Hospital"."""

Written = dict[str, list[Name]]
"""How a name is written, in small letters -> its occurrences."""


def add_unknown(
    page: Page,
    told: set[int],
    resolutions: Sequence[Resolution],
    spell: Callable[[Mention], Resolution],
    headings: Set[int] = frozenset(),
) -> tuple[Resolution, ...]:
    """Return the resolutions and those of names that only the report calls places.

    Parameters
    ----------
    page
        The report.
    told
        Sentences that tell of strikes: a new name must stand in one of them.
    resolutions
        What is known already, in reading order. A piece of a longer unknown name goes, and so
        does a name that nobody knows and the report speaks of as of somebody.
    spell
        Looks up a name that may be spelled in another way.
    headings
        First tokens of names that stand alone or over an item of a list.
    """
    heads = item_names(page) | headings
    written = _list_names(page, resolutions, heads)
    places = {key for key, names in written.items() if _is_place(page, names, told)}
    known = {one.mention.start for one in resolutions if one.place}
    places |= _find_listed(page, told, written, places, known)
    places |= _find_heads(page, written, resolutions, heads)
    found: dict[int, Resolution] = {}
    answers: dict[str, Resolution] = {}
    for key in places:
        for name in written[key]:
            if not is_called_other(page, name):
                mention = name.mark(page)
                answer = answers.get(key) or spell(mention)
                answers[key] = answer
                found[mention.start] = replace(answer, mention=mention)
    nobody = {
        name.mark(page).start
        for key, names in written.items()
        if key not in places and _is_somebody(page, names)
        for name in names
    }
    stay = [
        one
        for one in resolutions
        if one.mention.start not in found
        and one.mention.start not in nobody
        and not any(_covers(new, one) for new in found.values())
    ]
    return tuple(sorted((*stay, *found.values()), key=lambda one: one.mention.start))


def _is_loose(resolution: Resolution) -> bool:
    """Whether a name is a place's and nobody can say which."""
    return resolution.place is None and resolution.mention.label != "demonym"


def _is_known(resolution: Resolution) -> bool:
    return any(one.score > _GUESSED for one in resolution.candidates)


def _covers(whole: Resolution, piece: Resolution) -> bool:
    return whole.mention.start <= piece.mention.start and piece.mention.end <= whole.mention.end


def _list_names(page: Page, resolutions: Sequence[Resolution], heads: Set[int]) -> Written:
    """Return the names of which nothing is known, and where they are written."""
    written: Written = {}
    mentions = _Mentions(resolutions)
    for sentence in range(len(page.sentences)):
        for name in find_names(page, sentence, heads):
            mention = name.mark(page)
            if len(mention.text) <= _LONGEST and (
                mentions.leave_free(mention)
                or (mentions.are_pieces(mention) and is_called_place(page, name))
            ):
                written.setdefault(" ".join(mention.text.casefold().split()), []).append(name)
    return written


class _Mentions:
    """The mentions of a report, in reading order and without overlaps."""

    def __init__(self, resolutions: Sequence[Resolution]) -> None:
        self._all = resolutions
        self._countries = Counter(
            one.place.country
            for one in {one.mention.text: one for one in resolutions}.values()
            if one.place
        )
        self._starts = [one.mention.start for one in resolutions]
        self._ends = [one.mention.end for one in resolutions]

    def leave_free(self, name: Mention) -> bool:
        """Whether all that is known of a name is a piece of it that means nothing by itself."""
        met = range(bisect_right(self._ends, name.start), bisect_left(self._starts, name.end))
        return all(
            (_is_loose(one) or self._is_piece_abroad(one, name))
            and name.start <= one.mention.start
            and one.mention.end <= name.end
            and not (one.mention.text == name.text and _is_known(one))
            for one in (self._all[at] for at in met)
        )

    def are_pieces(self, name: Mention) -> bool:
        """Whether all that is known of a name is a small part of it: "Kyi" of "Kyi Pan Malun"."""
        met = range(bisect_right(self._ends, name.start), bisect_left(self._starts, name.end))
        return all(
            name.start <= one.mention.start
            and one.mention.end <= name.end
            and 2 * len(one.mention.text) < len(name.text)
            and (one.place is None or one.place.population < _FAMOUS)
            for one in (self._all[at] for at in met)
        )

    def _is_piece_abroad(self, one: Resolution, name: Mention) -> bool:
        """Whether "Kuno" of "Kuno Barrow" means a small town in a country not told of else."""
        place = one.place
        return (
            place is not None
            and self._countries[place.country] == 1
            and len(self._countries) > 1
            and place.kind == PlaceKind.SETTLEMENT
            and place.population < _FAMOUS
            and name.text.split()[-1].casefold() not in _HEADS
            and len(one.mention.text) < len(name.text)
        )


def _is_place(page: Page, names: Sequence[Name], told: set[int]) -> bool:
    """Whether a report that tells of strikes where a name stands speaks of it as of a place."""
    here = [name for name in names if page.sentence_of[name.first] in told]
    if not here:
        return False
    others = [name for name in names if is_called_other(page, name)]
    if any(is_called_place(page, name) for name in names if name not in others):
        return True
    if others:
        return False
    if any(_is_surely_place(page, name) for name in here):
        return True
    return not _is_labelled_other(page, names) and any(is_struck_itself(page, n) for n in here)


def _is_surely_place(page: Page, name: Name) -> bool:
    return stands_for_place(page, name) or is_struck_itself(page, name, surely=True)


def _is_somebody(page: Page, names: Sequence[Name]) -> bool:
    """Whether a report speaks of a name as of a person or a body, and never as of a place."""
    if any(is_called_place(page, name) or _is_surely_place(page, name) for name in names):
        return False
    return _is_labelled_other(page, names) or any(is_called_other(page, name) for name in names)


def _is_labelled_other(page: Page, names: Sequence[Name]) -> bool:
    """Whether the name recognizer holds a name for a person's or a body's, anywhere."""
    return any(token in page.bodies for name in names for token in range(name.first, name.last + 1))


def _find_listed(
    page: Page, told: set[int], written: Written, places: set[str], known: set[int]
) -> set[str]:
    """Return the names in "in A, B and C" of which the first one, or two known ones, are places."""
    by_first = {name.first: (key, name) for key, names in written.items() for name in names}
    found: set[str] = set()
    for sentence in told:
        for chain in _chain_names(page, list(find_names(page, sentence))):
            head = by_first.get(chain[0].first)
            towns = sum(page.starts[name.first] in known for name in chain)
            if (
                not (head and head[0] in places)
                and not _is_surely_place(page, chain[0])
                and towns < _TOWNS
            ):
                continue
            for name in chain[towns < _TOWNS :]:
                key, _ = by_first.get(name.first, ("", name))
                if key and not any(is_called_other(page, one) for one in written[key]):
                    found.add(key)
    return found


def _find_heads(
    page: Page, written: Written, resolutions: Sequence[Resolution], heads: Set[int]
) -> set[str]:
    """Return the names over the items of lists, if there are as many over which a town stands.

    Whatever they look like, and whomever the name recognizer takes them for: among towns they
    are towns.
    """
    items = {page.starts[head] for head in heads if head < len(page)}
    known = sum(one.mention.start in items for one in resolutions if one.place)
    unknown = {
        key
        for key, names in written.items()
        if any(name.first in heads for name in names)
        and not any(is_called_other(page, name) for name in names)
    }
    return unknown if known >= max(_TOWNS, len(unknown)) else set()


_TOWNS = 2


def _chain_names(page: Page, names: Sequence[Name]) -> Iterator[list[Name]]:
    """Yield names joined by commas and an "and"."""
    chain: list[Name] = []
    joined: list[str] = []
    for name in names:
        between = page.words[chain[-1].last + 1 : name.first] if chain else []
        if chain and between and _LINKS.issuperset(between):
            chain.append(name)
            joined += between
            continue
        if len(chain) > 1 and {"and", "or"} & set(joined):
            yield chain
        chain, joined = [name], []
    if len(chain) > 1 and {"and", "or"} & set(joined):
        yield chain
