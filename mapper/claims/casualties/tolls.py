"""A count told by its noun: "the number of dead rose from 12 to 18", "fatalities stood at 46"."""

from __future__ import annotations

from dataclasses import dataclass

from mapper.claims.grammar import NOUN_CLAUSES
from mapper.claims.page import Page
from mapper.claims.quantities import Quantity
from mapper.claims.tables import word_list

__all__ = ["Toll", "toll_of"]

_COUNTS = frozenset({"number", "count", "toll", "figure", "total", "tally"})
_DEAD = frozenset({"dead", "deaths", "killed", "fatalities", "victims", "death", "martyrs"})
_HURT = frozenset({"wounded", "injured", "injuries", "hurt"})
_TELLS = frozenset({"as", "at", "to", "is", "was", "stands", "stood"})
_REACHING = word_list("reaching")
_BOUNDS = frozenset(
    {"more", "less", "fewer", "than", "at", "least", "around", "some", "nearly", "not", "no", '"'}
)
_REACH = 25


@dataclass(frozen=True, slots=True)
class Toll:
    """How many were killed or wounded by one count, before it rose and after."""

    noun: int
    outcome: str
    quantities: tuple[Quantity, ...]


def toll_of(page: Page, quantities: list[Quantity], start: int, end: int) -> Toll | None:
    """Return the toll that a sentence (tokens start..end) tells by a noun of counting."""
    for noun in range(start, end):
        outcome = _counted(page, noun, end)
        if outcome is None:
            continue
        alone = [
            quantity
            for quantity in quantities
            if 0 < quantity.start - noun <= _REACH and _stands_alone(page, quantity, end)
        ]
        alone += [quantity for quantity in quantities if _is_taken_to(page, quantity, noun)]
        told = [
            quantity
            for quantity in alone
            if _tells(page, quantity) or _is_taken_to(page, quantity, noun)
        ]
        older = [quantity for quantity in alone if page.words[_before(page, quantity)] == "from"]
        colon = page.words[noun:end].index(":") + noun if ":" in page.words[noun:end] else None
        if colon is not None and not told:
            # "the number of dead went up: 17, then 38 and now 46"
            told = [quantity for quantity in alone if quantity.start > colon]
            older = told[1:]
        return Toll(noun, outcome, (told[0], *older)) if told else None
    return None


def _is_taken_to(page: Page, quantity: Quantity, noun: int) -> bool:
    """Read "taking to 24 the number of dead"."""
    before = page.lemmas[max(0, quantity.start - 2) : quantity.start]
    near = 0 < noun - quantity.end <= 2
    return near and before[-1:] == ["to"] and before[0] in {"take", "bring", "raise", "push"}


def _counted(page: Page, noun: int, end: int) -> str | None:
    """Return what befell those that a noun counts: "death toll", "number of the wounded"."""
    word = page.words[noun]
    if word in _DEAD | _HURT:
        # "fatalities numbered 18", "the injured stood at 40", "deaths which X puts at 75"
        rises = page.dep[noun] == "nsubj" and page.lemmas[page.head[noun]] in _REACHING
        put = any(
            page.lemmas[child] == "put" and page.dep[child] in NOUN_CLAUSES
            for child in page.children[noun]
        )
        put = put or _is_put_at(page, noun, end) or _numbers(page, noun, end)
        return ("wounded" if word in _HURT else "killed") if rises or put else None
    if word not in _COUNTS or page.pos[noun] != "NOUN":
        return None
    behind = page.words[noun + 1 : min(noun + 4, end)]
    if behind[:1] == ["of"]:
        for other in behind:
            if other in _HURT:
                return "wounded"
            if other in _DEAD:
                return "killed"
    return "killed" if word == "toll" or page.words[noun - 1] == "death" else None


def _is_put_at(page: Page, noun: int, end: int) -> bool:
    """Whether "put the civilian dead at 12", "estimates the wounded in X at 40" is told."""
    before = page.lemmas[max(0, noun - 4) : noun]
    return bool({"put", "estimate"} & set(before)) and "at" in page.words[noun : min(noun + 6, end)]


def _numbers(page: Page, noun: int, end: int) -> bool:
    """Whether "the dead in the strike on X number 11" is told, whatever the parse makes of it."""
    return page.words[noun - 1] == "the" and any(
        page.words[at] in {"number", "numbered"} and page.pos[at + 1] in {"NUM", "ADV"}
        for at in range(noun + 1, min(noun + 14, end - 1))
    )


def _stands_alone(page: Page, quantity: Quantity, end: int) -> bool:
    after = quantity.end
    counted = page.dep[quantity.end - 1] == "nummod" and page.head[quantity.end - 1] >= after
    if after < end and (page.pos[after] in {"NOUN", "PROPN", "NUM"} or page.words[after] in _HURT):
        return False
    return not counted


def _tells(page: Page, quantity: Quantity) -> bool:
    token = _before(page, quantity)
    return page.words[token] in _TELLS or page.lemmas[token] in _REACHING | {"be", "number"}


def _before(page: Page, quantity: Quantity) -> int:
    """Return the word in front of a number and of its "more than"."""
    token = quantity.start - 1
    while token > 0 and page.words[token] in _BOUNDS - {"at"}:
        token -= 1
    if page.words[token : token + 2] == ["at", "least"]:
        token -= 1
    return token
