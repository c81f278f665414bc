"""The role of a place in the event that it belongs to.

Struck, or launched from, flown over, based at, near, or merely named with it.
"""

from __future__ import annotations

from dataclasses import dataclass

from mapper.claims.events.deeds import is_thing
from mapper.claims.events.event import Event
from mapper.claims.events.reality import tells_ability
from mapper.claims.events.weapons import hit_kind
from mapper.claims.grammar import (
    ACTED_ON,
    ANSWERS,
    LAYING,
    MODIFIERS,
    NOUN_CLAUSES,
    is_answered,
    is_negated,
    is_passive,
    is_set_apart,
)
from mapper.claims.page import Page
from mapper.claims.roles.paths import first_conjunct
from mapper.claims.roles.spot import Spot
from mapper.claims.roles.words import BASED, FLYING, LAUNCHING
from mapper.claims.tables import load_lexicon, word_list
from mapper.model import PlaceKind, Role

__all__ = ["role_in_event"]

_MOVING = word_list("moving")
_TYING = frozenset({"link", "tie", "belong", "ally", "affiliate", "loyal"})
"""How a thing struck is said to be somebody's: "a centre linked to X"."""


_SUFFERING = word_list("suffering")


_SHIPS = word_list("ships")


_GROUND = word_list("ground")


@dataclass(frozen=True, slots=True)
class _Told:
    """A place, the event that it belongs to, and the words between the two."""

    page: Page
    spot: Spot
    event: Event
    path: list[int]
    clause: int
    lemmas: set[str]
    words: set[str]
    direct: str
    """The word right above the name: its preposition, most often."""
    root: int
    """The first of the names that it is listed with."""

    @property
    def is_country(self) -> bool:
        place = self.spot.place
        return place is not None and place.kind == PlaceKind.COUNTRY

    @property
    def surface(self) -> str:
        """The word in front of the name."""
        return self.page.words[self.spot.start - 1] if self.spot.start else ""


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
    told = _Told(page, spot, event, path, clause, lemmas, words, direct, root)
    for rule in (
        _left_out,
        _fired_or_near,
        _named_with_it,
        _stands_as_subject,
        _of_a_country,
        _passed_over,
    ):
        role = rule(told)
        if role is not None:
            return role
    return Role.OTHER if event.irrealis else Role.STRUCK


def _fired_or_near(told: _Told) -> Role | None:
    """Tell where it was fired from, and what only says where the struck place lies."""
    page, spot, event, path = told.page, told.spot, told.event, told.path
    aside = Role.OTHER if told.is_country else Role.NEAR
    if _is_far_from(page, spot) or _ends_road(page, spot):
        return aside
    if _begins_span(page, spot, event):
        return Role.OTHER if event.irrealis else Role.STRUCK
    launching = told.lemmas & (LAUNCHING | _CARRIERS) or told.direct == "from"
    if (
        (launching and _from_is_direct(page, _below_strike(path, event)))
        or (told.direct in {"in", "off", "at"} and _carrier_stands_there(page, path, event))
        or _fired_from_there(page, spot, event)
    ):
        return Role.LAUNCHED_FROM
    return aside if _only_locates(page, spot.root, told.clause, event) else None


_CARRIERS = frozenset({"warship", "ship", "base", "submarine"})


def _named_with_it(told: _Told) -> Role | None:
    """Tell what is only named: a way, a direction, a source, a missile's name."""
    page, spot, place = told.page, told.spot, told.spot.place
    start = page.sentences[spot.sentence][0]
    # "fired rockets in response to the attack in X", "… to the attack carried out in X"
    answered = is_answered(page, spot.root) or _follows_answer(page, spot)
    # the strike that was answered has its own place
    answered = answered and not is_answered(page, told.event.anchor)
    aside = answered or _is_of_another_time(told) or _is_of_attack_before(told)
    if aside or ("reach" in told.lemmas and "before" in page.words[start : spot.start]):
        return Role.OTHER
    if page.words[spot.root + 1 : spot.root + 2] in (
        ["direction"],
        ["sector"],
        ["axis"],
        ["front"],
    ):
        return Role.OTHER
    if "according" in told.words:
        return Role.SPOKEN_AT
    upper = page.lemmas[page.head[told.path[0]]] if told.path else ""
    laid = told.direct in {"on", "to"} and upper in LAYING  # "a drone attack blamed on X"
    if laid or (told.direct in {"to", "toward", "towards"} and upper in _MOVING | _TYING):
        return Role.OTHER
    if told.direct == "from":
        return Role.NEAR if place is not None and not told.is_country else Role.OTHER
    # "a missile called X"
    return Role.OTHER if told.surface in {"called", "named", "dubbed", "codenamed"} else None


def _follows_answer(page: Page, spot: Spot) -> bool:
    """Whether "in response to the raid and the killing done in X" is told, however it is parsed."""
    start, _ = page.sentences[spot.sentence]
    before = page.words[max(start, spot.start - _SPAN * 2) : spot.start]
    at = next((n for n in range(len(before) - 1) if before[n + 1] == "to" and n), 0)
    return at > 0 and before[at] in ANSWERS and before[at - 1] == "in" and "," not in before[at:]


def _left_out(told: _Told) -> Role | None:
    """Tell what the sentence says was not struck."""
    page, spot = told.page, told.spot
    if _is_set_against(page, spot) or _is_spared(page, spot) or _is_why(page, spot.root):
        return Role.OTHER
    return Role.CONTAINER if _has_its_town_named(page, spot) else None


def _is_why(page: Page, root: int) -> bool:
    """Whether "in support of people in X", "its ability to attack X" only tells why or what for."""
    return tells_ability(page, root) or any(
        page.lemmas[at] in {"support", "solidarity"} and page.words[page.head[at]] == "in"
        for at in page.ancestors(root, 5)
    )


def _has_its_town_named(page: Page, spot: Spot) -> bool:
    """Whether "X, the capital of Y province" names Y only to say where X is."""
    for at in page.ancestors(spot.root, 4):
        if page.dep[at] == "appos":
            return page.lemmas[at] in _SEATS and page.pos[page.head[at]] == "PROPN"
        if page.pos[at] == "VERB":
            return False
    return False


_SEATS = frozenset({"capital", "seat", "town", "city", "centre", "center", "village"})


def _is_set_against(page: Page, spot: Spot) -> bool:
    """Whether "on X, not on Y", "X rather than Y" names what was not struck."""
    before = page.words[max(page.sentences[spot.sentence][0], spot.start - 3) : spot.start]
    return any(
        before[-len(words) :] == words
        for words in (["not"], ["not", "on"], ["not", "in"], ["not", "at"], ["rather", "than"],
                      ["instead", "of"], ["than", "on"], ["than", "in"])
    )  # fmt: skip


def _is_spared(page: Page, spot: Spot) -> bool:
    """Whether "X was spared", "X, held by the government, stayed untouched" is told."""
    _, end = page.sentences[spot.sentence]
    for token in range(spot.root + 1, min(end, spot.root + _SPAN + 2)):
        if page.words[token] in _SPARED:
            return not is_negated(page, token)
        finite = page.tags[token] in {"VBD", "VBZ", "VBP"} and page.lemmas[token] not in {
            "be",
            "stay",
            "remain",
            "leave",
        }
        if finite or page.words[token] == ";":
            return False
    return False


_SPARED = word_list("spared")


def _is_of_another_time(told: _Told) -> bool:
    """Whether "the strike came a day after X was freed in Lahore" tells what was before it."""
    return (
        told.clause not in told.event.clauses
        and is_set_apart(told.page, told.clause)
        and not any(token in told.event.triggers for token in told.path)
    )


def _is_of_attack_before(told: _Told) -> bool:
    """Whether "the strikes came after a militant attack in X" tells what was there before."""
    page = told.page
    return any(
        page.lemmas[token] in _VIOLENCE
        and token not in told.event.triggers
        and page.words[page.head[token]] in {"after", "following"}
        for token in _below_strike(told.path, told.event)
    )


_VIOLENCE = frozenset({"attack", "killing", "assault", "ambush", "massacre", "shooting", "clash"})


def _stands_as_subject(told: _Told) -> Role | None:
    """Tell names that stand as somebody who acts, or hang on one: "the mayor of X"."""
    page, event, clause, root = told.page, told.event, told.clause, told.root
    if page.dep[root] == "nsubj":
        if told.surface in {"near", "in", "at", "outside"} or _is_as_far(page, told.spot):
            return Role.OTHER if event.irrealis else Role.STRUCK
        if page.head[root] == clause and page.lemmas[clause] not in _ENDURING:
            return Role.OTHER
    if is_passive(page, clause) or page.lemmas[clause] in _SUFFERING:
        return None
    if clause in event.triggers and page.lemmas[clause] in {"be", "include", "do"}:
        return None
    if any(page.dep[at] == "dobj" and page.lemmas[at] == "hit" for at in page.children[clause]):
        return None  # "a clinic in X took a hit"
    hangs = any(
        page.dep[token] == "nsubj"
        and page.lemmas[token] not in _STRIKES
        and page.head[token] == clause
        and not _is_strike_noun(page, token, event)
        for token in _below_strike(told.path, event)
    )
    return Role.OTHER if hangs and not _comes_of_strike(page, clause, event) else None


def _comes_of_strike(page: Page, clause: int, event: Event) -> bool:
    """Whether "a depot in X went up in flames after a strike" tells what the strike did."""
    lexicon = load_lexicon()
    return any(
        page.dep[thing] == "nsubj" and is_thing(page.lemmas[thing], lexicon)
        for thing in page.children[clause]
    ) and any(
        page.words[prep] in {"after", "following"}
        and any(child in event.triggers for child in page.children[prep])
        for prep in page.children[clause]
    )


_STRIKES = word_list("striking")
"""Nouns of striking that hold where it fell: "the X attack killed 46"."""


def _is_as_far(page: Page, spot: Spot) -> bool:
    """Whether "as far as X", "as far to the west as X" is said."""
    before = page.words[max(0, spot.start - _AS_FAR) : spot.start]
    if "far" not in before or before[-1] != "as":
        return False
    between = before[len(before) - before[::-1].index("far") : -1]
    return all(word in _NO_NAMES for word in between)


_AS_FAR = 6
_NO_NAMES = word_list("sides")
_ENDURING = frozenset(
    {"come", "be", "suffer", "witness", "see", "face", "endure", "meet", "share", "wake", "take"}
)


def _of_a_country(told: _Told) -> Role | None:
    """Tell who did it, and countries that act rather than being struck."""
    page, root, event = told.page, told.root, told.event
    doer = page.head[root] if page.dep[root] in MODIFIERS else root  # "by the X regime"
    by = page.head[doer]
    if (
        told.direct == "by"
        or page.dep[root] == "agent"
        or (doer != root and page.words[by] == "by")
    ):
        return Role.OTHER
    if not told.is_country:
        return None
    if told.spot.resolution.mention.label == "facility":
        return Role.OTHER  # "a US military base" is of the US, wherever it stands
    owns = page.dep[root] in MODIFIERS and page.head[root] in event.triggers
    return Role.OTHER if owns or not _is_country_struck(page, root, event) else None


def _passed_over(told: _Told) -> Role | None:
    """Tell what was flown over, where forces are based, and what was fought for on the ground."""
    page, path, lemmas = told.page, told.path, told.lemmas
    over = (told.words | {told.surface}) & {"over", "across"}
    if lemmas & {"overfly", "airspace"} or (
        over and lemmas & _PASSING and not _is_strike_path(page, path, told.event)
    ):
        return Role.FLOWN_OVER
    based = any(
        page.lemmas[token] in BASED
        and page.pos[token] == "VERB"
        and not _is_told_of_struck(page, token, told.event)
        for token in path
    )
    if based and "house" not in lemmas:
        return Role.BASED_AT
    return Role.OTHER if any(page.lemmas[token] in _GROUND for token in path) else None


def _is_told_of_struck(page: Page, clause: int, event: Event) -> bool:
    """Whether "bombed areas located near X" tells where what was hit is."""
    thing = page.head[clause]
    return (
        page.dep[clause] in NOUN_CLAUSES
        and page.dep[thing] in ACTED_ON
        and page.head[thing] in event.triggers
        and hit_kind(page, thing) is None
    )


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
        elif page.words[parent] == "of" and page.lemmas[page.head[parent]] in _SHORES:
            # "a boat off the coast of X"
            return page.words[page.head[page.head[parent]]] in _BESIDE
        return page.words[parent] in _INSIDE
    return page.dep[root] in ACTED_ON and parent in event.triggers


_INSIDE = word_list("within")
_PARTS = word_list("parts")
_SHORES = frozenset({"coast", "shore", "coastline", "shoreline"})
_BESIDE = frozenset({"off", "near", "along", "to", "from"})


def _is_far_from(page: Page, spot: Spot) -> bool:
    """Whether "70 km west of X", "70 km west of the capital, X" tells where another place lies."""
    if _names_landmark(page, spot):
        return True
    before = page.words[max(0, spot.start - 9) : spot.start]
    return bool({"km", "kilometres", "kilometers", "miles", "kms"} & set(before)) and bool(
        {"of", "from"} & set(before[-4:])
    )


def _names_landmark(page: Page, spot: Spot) -> bool:
    """Whether a name is that of "20 miles north of the province's capital, X"."""
    if page.dep[spot.root] != "appos" or page.words[spot.start - 1] != ",":
        return False
    town = page.head[spot.root]
    above = page.head[town]
    lead = page.words[max(0, page.left[town] - 6) : page.left[town]]
    return (
        page.dep[town] == "pobj"
        and page.words[above] in {"of", "from"}
        and not {"km", "kilometres", "kilometers", "miles", "kms"}.isdisjoint(lead)
    )


def _ends_road(page: Page, spot: Spot) -> bool:
    """Whether a name is the far end of "the road between X and Y", "the road from X to Y"."""
    before = page.words[max(page.sentences[spot.sentence][0], spot.start - _ROAD) : spot.start]
    if before[-1:] == ["of"]:
        # "between the port and the southwestern city of X"
        last = max((at for at, word in enumerate(before) if word in {"and", "to"}), default=0)
        before = before[: last + 1] if len(before) - last <= _ROAD // 2 else before
    if not before or before[-1] not in {"and", "to", "with"}:
        return False
    ways = [at for at, word in enumerate(before) if word in _ROADS]
    between = before[ways[-1] + 1 :] if ways else []
    return bool(_LINKING & set(between)) and "," not in between


_ROAD = 16
_ROADS = word_list("roads")
_LINKING = frozenset({"between", "from", "linking", "connecting", "joining", "links", "connects"})


def _begins_span(page: Page, spot: Spot, event: Event) -> bool:
    """Whether "from X in the east to Y in the west" tells how far strikes reached."""
    start, end = page.sentences[spot.sentence]
    if page.words[max(start, spot.start - 1)] != "from" or _LAUNCHES & {
        page.lemmas[token] for token in event.triggers
    }:
        return False
    behind = page.words[spot.root + 1 : min(end, spot.root + _SPAN)]
    at = behind.index("to") if "to" in behind else -1
    return at >= 0 and page.tags[spot.root + 2 + at : spot.root + 3 + at] in (["NNP"], ["NNPS"])


_SPAN = 8
_LAUNCHES = frozenset({"fire", "launch", "fly", "send", "move"})


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
    landed = any(firing[-1] < token < spot.start for token in event.triggers)
    if "from" not in between or landed:
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
