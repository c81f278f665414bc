# ruff: noqa: PLR0911, PLR0912
# a list of cases with an answer each reads better whole than in parts
"""The role of a place in the event that it belongs to.

Struck, or launched from, flown over, based at, near, or merely named with it.
"""

from __future__ import annotations

from mapper.claims.events.event import Event
from mapper.claims.grammar import ACTED_ON, MODIFIERS, is_passive
from mapper.claims.page import Page
from mapper.claims.roles.paths import first_conjunct
from mapper.claims.roles.spot import Spot
from mapper.claims.roles.words import BASED, FLYING, LAUNCHING
from mapper.claims.tables import word_list
from mapper.model import PlaceKind, Role

__all__ = ["role_in_event"]

_MOVING = word_list("moving")


_SUFFERING = word_list("suffering")


_SHIPS = word_list("ships")


_GROUND = word_list("ground")


def role_in_event(
    page: Page,
    spot: Spot,
    path: list[int],
    clause: int,
    event: Event,
    lemmas: set[str],
    words: set[str],
    direct: str,
) -> Role:
    """Return what a place is to the event that it belongs to."""
    root = first_conjunct(page, spot.root)
    dep = page.dep[root]
    place = spot.place
    is_country = place is not None and place.kind == PlaceKind.COUNTRY
    launching = (
        lemmas & LAUNCHING or direct == "from" or lemmas & {"warship", "ship", "base", "submarine"}
    )
    if _is_far_from(page, spot):
        return Role.OTHER if is_country else Role.NEAR
    if "from" in words and launching and _from_is_direct(page, path):
        return Role.LAUNCHED_FROM
    if direct in {"in", "off", "at"} and _carrier_stands_there(page, path, event):
        return Role.LAUNCHED_FROM
    if _fired_from_there(page, spot, event):
        return Role.LAUNCHED_FROM
    if _only_locates(page, spot.root, clause, event):
        return Role.OTHER if is_country else Role.NEAR
    if "reach" in lemmas and "before" in page.words[page.sentences[spot.sentence][0] : spot.start]:
        return Role.OTHER
    following = page.words[spot.root + 1 : spot.root + 2]
    if following in (["direction"], ["sector"], ["axis"], ["front"]):
        return Role.OTHER
    if "according" in words:
        return Role.SPOKEN_AT
    if direct in {"to", "toward", "towards"} and page.lemmas[page.head[path[0]]] in _MOVING:
        return Role.OTHER
    if direct == "from":
        return Role.NEAR if place is not None and not is_country else Role.OTHER
    surface = page.words[spot.start - 1] if spot.start else ""
    if surface in {"called", "named", "dubbed", "codenamed"}:
        return Role.OTHER  # "a missile called X"
    if surface in {"near", "in", "at", "outside"} and dep == "nsubj":
        return Role.OTHER if event.irrealis else Role.STRUCK
    if (
        dep == "nsubj"
        and page.head[root] == clause
        and page.lemmas[clause] not in {"come", "be", "suffer", "witness", "see", "face", "endure"}
    ):
        return Role.OTHER
    if any(
        page.dep[token] == "nsubj"
        and page.lemmas[clause] not in _SUFFERING
        and not (clause in event.triggers and page.lemmas[clause] in {"be", "include"})
        and page.lemmas[token] not in {"strike"}
        and token not in event.triggers
        and page.head[token] == clause
        and not _is_strike_noun(page, token, event)
        for token in _below_strike(path, event)
    ) and not is_passive(page, clause):
        # "Aleppo residents", "the mayor of X": the name hangs on the subject
        return Role.OTHER
    if direct == "by" or (dep in {"agent"}):
        return Role.OTHER
    if dep in MODIFIERS and page.head[root] in event.triggers and is_country:
        return Role.OTHER
    if is_country and not _is_country_struck(page, root, event):
        return Role.OTHER
    if lemmas & {"overfly", "airspace"} or (
        (words | {surface}) & {"over", "across"}
        and lemmas & _PASSING
        and not _is_strike_path(page, path, event)
    ):
        return Role.FLOWN_OVER
    if any(
        page.lemmas[token] in BASED and page.pos[token] == "VERB" for token in path
    ) and not lemmas & {"house"}:
        return Role.BASED_AT
    if any(page.lemmas[token] in _GROUND for token in path):
        return Role.OTHER
    if event.irrealis:
        return Role.OTHER
    return Role.STRUCK


def _below_strike(path: list[int], event: Event) -> list[int]:
    """Return the words between a name and the strike that it hangs on."""
    for step, token in enumerate(path):
        if token in event.triggers:
            return path[:step]
    return path


def _is_country_struck(page: Page, root: int, event: Event) -> bool:
    """Whether a country stands where a place struck stands, and not as somebody who acts."""
    parent = page.head[root]
    if page.dep[root] == "pobj":
        if page.words[parent] == "of" and page.lemmas[page.head[parent]] in _PARTS:
            # "in a part of eastern X"
            parent = page.head[page.head[parent]]
        return page.words[parent] in _INSIDE
    return page.dep[root] in ACTED_ON and parent in event.triggers


_INSIDE = word_list("within")
_PARTS = word_list("parts")


def _is_far_from(page: Page, spot: Spot) -> bool:
    """Whether "70 km west of X" only tells where another place lies."""
    before = page.words[max(0, spot.start - 9) : spot.start]
    return bool({"km", "kilometres", "kilometers", "miles", "kms"} & set(before)) and bool(
        {"of", "from"} & set(before[-4:])
    )


def _carrier_stands_there(page: Page, path: list[int], event: Event) -> bool:
    """Whether "ships in X fired …": the name tells where the subject stood."""
    for token in path:
        if page.dep[token] == "nsubj" and page.head[token] in event.triggers:
            hit = page.hit_at[token]
            carrier = hit is not None and hit.entry.row.get("kind") == "carrier"
            return carrier or page.lemmas[token] in _SHIPS
    return False


def _fired_from_there(page: Page, spot: Spot, event: Event) -> bool:
    """Whether "fired three missiles from launchers in X": nothing says yet where they fell."""
    firing = [
        token
        for token in event.triggers
        if page.lemmas[token] in {"fire", "launch"} and token < spot.start
    ]
    if not firing:
        return False
    between = page.words[firing[-1] : spot.start]
    if "from" not in between:
        return False
    behind = between[len(between) - between[::-1].index("from") :]
    return len(behind) <= _FROM_REACH and not _ONWARDS & set(behind)


_FROM_REACH = 12
_ONWARDS = frozenset({",", "at", "into", "on", "against", "toward", "towards", "to", "and", "hit"})


def _only_locates(page: Page, root: int, clause: int, event: Event) -> bool:
    """Whether "…, which lies north of X" only tells where the place struck is."""
    clauses = {clause}
    if page.dep[root] == "appos":
        # "X, which lies north of the capital, Y": Y is taken for another name of X
        clauses |= {child for child in page.children[page.head[root]] if child < root}
    return any(
        page.dep[token] == "relcl"
        and page.lemmas[token] in {"be", "lie", "sit", "border", "stand", "locate", "adjoin"}
        and token not in event.triggers
        and not any(child in event.triggers for child in page.children[token])
        for token in clauses
    )


def _is_strike_noun(page: Page, token: int, event: Event) -> bool:
    hit = page.hit_at[token]
    return token in event.triggers or (hit is not None and hit.entry.table == "weapons")


def _is_strike_path(page: Page, path: list[int], event: Event) -> bool:
    """Whether the strike stands nearer above a name than any flying does."""
    for token in path:
        if page.lemmas[token] in _PASSING:
            return False
        if token in event.triggers:
            return True
    return False


_PASSING = FLYING | {"flight"}


def _from_is_direct(page: Page, path: list[int]) -> bool:
    """Whether "from" is the preposition nearest to the verb above the name."""
    preps = [token for token in path if page.pos[token] == "ADP"]
    return bool(preps) and any(page.words[token] == "from" for token in preps)
