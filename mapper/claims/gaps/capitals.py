"""Capitals that a report speaks of without their names: "a raid on the Libyan capital".

Newspapers do so to vary their words; whoever looks for the town would miss the strike.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import replace
from typing import TYPE_CHECKING

from mapper.claims.page import Page
from mapper.claims.tables import word_list
from mapper.gazetteer.capitals import capital_of
from mapper.model import Candidate, Mention, PlaceKind, Resolution

if TYPE_CHECKING:
    from mapper.gazetteer import Gazetteer

__all__ = ["name_capitals"]


def name_capitals(
    page: Page,
    sentences: Set[int],
    resolutions: Sequence[Resolution],
    gazetteer: Gazetteer,
    country: str | None,
) -> list[Resolution]:
    """Return "the Libyan capital", "Libya's capital" and "the capital of Libya" as places.

    Only in the sentences given, and only where no name stands beside it: in "the capital,
    Tripoli" the name is the place. "The capital" alone is that of `country`, whose war it is, and
    only where the report names it elsewhere: Moscow, which denies it, is not the capital hit.
    """
    if "capital" not in page.words:
        return []
    at_end = {one.mention.end: one for one in resolutions}
    at_start = {one.mention.start: one for one in resolutions}
    named = {
        one.place.id: one
        for one in resolutions
        if one.place and one.place.country == country and one.place.name == capital_of(country)
    }
    found = []
    for token, word in enumerate(page.words):
        if word != "capital" or page.sentence_of[token] not in sentences:
            continue
        if page.pos[token] != "NOUN" or _goes_on(page, token) or _is_named(page, token, at_start):
            continue
        if not _BESIDE.isdisjoint(page.words[max(0, token - _REACH) : token]):
            continue  # "near the Libyan capital": the report has a name for that place
        state = _country_of(page, token, at_end, at_start)
        candidates: tuple[Candidate, ...] = ()
        if state is not None:
            known = gazetteer.find(capital_of(state) or "")
            candidates = tuple(one for one in known if one.place.country == state)[:1]
        elif page.words[token - 1] == "the" and len(named) == 1 and not _is_of(page, token):
            (only,) = named.values()
            candidates = only.candidates[:1]
        if candidates:
            start, end = page.starts[token], page.ends[token]
            mention = Mention(start, end, page.text[start:end])
            found.append(Resolution(mention, (replace(candidates[0], accepted=True),)))
    return found


_BESIDE = word_list("beside a town")
_REACH = 5


def _country_of(
    page: Page, token: int, at_end: dict[int, Resolution], at_start: dict[int, Resolution]
) -> str | None:
    """Return the country whose capital is said, or None where none or a province is named."""
    before = token - 1
    if page.words[before] == "'s":
        before -= 1
    owner = at_end.get(page.ends[before])
    if owner is None and _is_of(page, token):
        behind = token + 2 + (page.words[token + 2 : token + 3] == ["the"])
        owner = at_start.get(page.starts[behind]) if behind < len(page) else None
    if owner is None or owner.place is None or owner.place.kind != PlaceKind.COUNTRY:
        return None
    return owner.place.country


def _is_of(page: Page, token: int) -> bool:
    return page.words[token + 1 : token + 2] == ["of"]


def _goes_on(page: Page, token: int) -> bool:
    """Whether the word only tells of another: "capital punishment", "the capital airport"."""
    return page.dep[token] in {"compound", "amod"} and page.words[token + 1 : token + 2] != ["city"]


def _is_named(page: Page, token: int, at_start: dict[int, Resolution]) -> bool:
    """Whether the name stands beside it: "the capital, X", "the capital city of X", "X, the …"."""
    behind = token + 1
    while page.words[behind : behind + 1] in ([","], ["city"], ["of"], ["("]):
        if page.words[behind] == "of" and page.words[behind - 1] != "city":
            break
        behind += 1
    if behind < len(page) and page.starts[behind] in at_start and behind > token:
        return page.words[token + 1] != "of"
    return page.dep[token] in {"appos", "attr"}
