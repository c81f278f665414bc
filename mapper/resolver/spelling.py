"""Names spelled as no gazetteer spells them, looked up once the document's countries are known."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from mapper.model import Candidate, PlaceKind
from mapper.resolver.evidence import Board, Floats
from mapper.resolver.naming import Named

if TYPE_CHECKING:
    from mapper.gazetteer import Gazetteer

__all__ = ["bring_home", "spell_names"]

MAX_NAMES = 25
"""Misspelt names looked up per document: each costs milliseconds, and lists can be endless."""

MAX_HOMES = 3
"""Countries of the document in which an unknown name is looked for."""

SURE_SCORE = 0.9
"""A country narrows the choice so much that the gazetteer's own mark is not enough alone."""

HOMEWARD_SCORE = 0.96
"""A spelling so near at home goes before the same name abroad."""

DOUBT_SCORE = 0.85
"""A spelling this near is shown as a suggestion though the gazetteer does not accept it."""

_LABELS = ("place", "composite")


def spell_names(
    text: str,
    named: list[Named],
    board: Board | None,
    belief: Floats | None,
    gazetteer: Gazetteer,
) -> bool:
    """Give unknown names the places whose spelling is near; return whether any was found.

    Only spellings in the document's own countries count, because short names are like many
    others; one that is near and not near enough is left as a doubtful suggestion. Where the
    sentence names a division, a place in another one is none.
    """
    homes = _find_homes(board, belief)
    divisions = _find_divisions(named, board, belief)
    asked: dict[str, tuple[Candidate, ...]] = {}
    cores = {name.core for name in named if name.mention.label in _LABELS}
    found = False
    for name in named:
        core = name.core
        if name.candidates or len(core) < 4:
            continue
        if name.mention.label not in _LABELS and core not in cores:
            continue  # "X market" may be called so after anybody, unless X is a town of the text
        if core not in asked:
            if len(asked) >= MAX_NAMES:
                break
            asked[core] = _look_up(core, homes, gazetteer)
        said = _divisions_beside(text, name, divisions)
        name.candidates = tuple(one for one in asked[core] if not said or _lies_in(one, said))
        if name.candidates:
            found = True
            name.rule = "; ".join(name.candidates[0].reasons[:2])
            name.spelling = name.candidates[0].score
            name.is_doubtful = not name.candidates[0].accepted
    return found


Divisions = list[tuple[int, int, str | None, str]]


def _find_divisions(named: list[Named], board: Board | None, belief: Floats | None) -> Divisions:
    """Return where the text names a province: first and last character, country, admin1."""
    if board is None or belief is None:
        return []
    return [
        (named[i].mention.start, named[i].mention.end, place.country, place.admin1)
        for row in np.flatnonzero(belief >= 0.5).tolist()
        if (place := board.places[row]).kind == PlaceKind.ADMIN1 and place.admin1
        for i in board.names[board.group[row]]
    ]


def _divisions_beside(text: str, name: Named, divisions: Divisions) -> set[tuple[str | None, str]]:
    """Return the divisions that the sentence of a name speaks of."""
    start, end = name.mention.start, name.mention.end
    return {
        (country, admin1)
        for low, high, country, admin1 in divisions
        if not _SENTENCE_END.search(text[min(high, end) : max(low, start)])
    }


_SENTENCE_END = re.compile(r"[.!?][\"”’]?\s|\n")


def _lies_in(candidate: Candidate, said: set[tuple[str | None, str]]) -> bool:
    """Whether a place lies in one of the divisions said, or in a country of none of them."""
    place = candidate.place
    named = {country for country, _ in said}
    return place.country not in named or (place.country, place.admin1) in said


def bring_home(
    text: str,
    named: list[Named],
    board: Board,
    belief: Floats,
    strays: dict[int, list[str]],
    gazetteer: Gazetteer,
) -> bool:
    """Give names that went astray their bearers at home; return whether any has one.

    A namesake at home goes before one abroad however famous, and so does a spelling at home
    that the gazetteer is sure of.
    """
    changed = False
    divisions = _find_divisions(named, board, belief)
    for number, homes in [one for one in sorted(strays.items()) if one[1]][:MAX_NAMES]:
        members = [named[i] for i in board.names[number]]
        first = members[0]
        found = tuple(c for c in first.candidates if c.place.country in homes)
        rule, spelling = first.rule, first.spelling
        if not found and first.mention.label in _LABELS and len(first.core) >= 4:
            found = _look_up(first.core, homes, gazetteer)
            said = _divisions_beside(text, first, divisions)
            found = tuple(
                c
                for c in found
                if c.accepted and c.score >= HOMEWARD_SCORE and (not said or _lies_in(c, said))
            )
            if found:
                rule, spelling = "; ".join(found[0].reasons[:2]), found[0].score
        for name in members if found else ():
            name.candidates, name.rule, name.spelling = found, rule, spelling
            changed = True
    return changed


def _look_up(core: str, homes: list[str], gazetteer: Gazetteer) -> tuple[Candidate, ...]:
    """Return what the gazetteer accepts in a home country; anywhere when there is none."""
    search = _remembering(gazetteer)
    if not homes:
        return tuple(c for c in search(core, None, 1) if c.accepted)
    doubtful: tuple[Candidate, ...] = ()
    for country in homes[:MAX_HOMES]:
        found = [
            candidate
            for candidate in search(core, country, 5)
            if candidate.place.country == country and candidate.place.kind != PlaceKind.COUNTRY
        ]
        # across a border a name must be spelled nearer to be the same
        level = SURE_SCORE if country == homes[0] else HOMEWARD_SCORE
        accepted = tuple(c for c in found if c.accepted and c.score >= level)
        if accepted:
            return accepted
        found = [Candidate(c.place, c.score, False, c.reasons) for c in found]
        if found and found[0].score >= DOUBT_SCORE and not doubtful:
            doubtful = (found[0],)
    return doubtful


Search = Callable[[str, str | None, int], tuple[Candidate, ...]]


@lru_cache(maxsize=4)
def _remembering(gazetteer: Gazetteer) -> Search:
    """Return the gazetteer's `search`, remembering what this process asked before."""

    @lru_cache(maxsize=20_000)
    def search(name: str, country: str | None, limit: int) -> tuple[Candidate, ...]:
        return tuple(gazetteer.search(name, country=country, limit=limit).candidates)

    return search


def _find_homes(board: Board | None, belief: Floats | None) -> list[str]:
    """Return the countries of the document's likeliest places, those with towns first."""
    if board is None or belief is None:
        return []
    weights: dict[str, float] = defaultdict(float)
    for row in np.flatnonzero(belief >= 0.5).tolist():
        place = board.places[row]
        if place.country is not None:
            local = place.kind != PlaceKind.COUNTRY
            weights[place.country] += float(board.weight[board.group[row]]) * (5 if local else 1)
    return [country for country, _ in sorted(weights.items(), key=lambda item: (-item[1], item[0]))]
