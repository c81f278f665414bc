"""A count told by its noun: "the number of dead rose from 12 to 18", "put the toll at 46"."""

from __future__ import annotations

from dataclasses import dataclass

from mapper.claims.page import Page
from mapper.claims.quantities import Quantity

__all__ = ["Toll", "toll_of"]

_COUNTS = frozenset({"number", "count", "toll", "figure", "total", "tally"})
_DEAD = frozenset({"dead", "deaths", "killed", "fatalities", "victims", "death"})
_TELLS = frozenset({"as", "at", "to", "is", "was", "stands", "stood"})
_BOUNDS = frozenset({"more", "less", "fewer", "than", "at", "least", "around", "some", "nearly"})
_REACH = 25


@dataclass(frozen=True, slots=True)
class Toll:
    """How many were killed by one count, before it rose and after."""

    noun: int
    quantities: tuple[Quantity, ...]


def toll_of(page: Page, quantities: list[Quantity], start: int, end: int) -> Toll | None:
    """Return the toll that a sentence (tokens start..end) tells by a noun of counting."""
    noun = next((token for token in range(start, end) if _counts_dead(page, token, end)), None)
    if noun is None:
        return None
    alone = [
        quantity
        for quantity in quantities
        if 0 < quantity.start - noun <= _REACH and _stands_alone(page, quantity, end)
    ]
    told = [quantity for quantity in alone if _before(page, quantity) in _TELLS]
    older = [quantity for quantity in alone if _before(page, quantity) == "from"]
    return Toll(noun, (told[0], *older)) if told else None


def _counts_dead(page: Page, noun: int, end: int) -> bool:
    """Whether a noun counts the dead: "death toll", "number of the dead"."""
    if page.words[noun] not in _COUNTS or page.pos[noun] != "NOUN":
        return False
    if page.words[noun - 1] == "death" or page.words[noun] == "toll":
        return True
    behind = page.words[noun + 1 : min(noun + 4, end)]
    return behind[:1] == ["of"] and bool(_DEAD & set(behind))


def _stands_alone(page: Page, quantity: Quantity, end: int) -> bool:
    after = quantity.end
    counted = page.dep[quantity.end - 1] == "nummod" and page.head[quantity.end - 1] >= after
    return not counted and (after >= end or page.pos[after] not in {"NOUN", "PROPN", "NUM"})


def _before(page: Page, quantity: Quantity) -> str:
    """Return the word in front of a number and of its "more than"."""
    token = quantity.start - 1
    while token > 0 and page.words[token] in _BOUNDS - {"at"}:
        token -= 1
    if page.words[token : token + 2] == ["at", "least"]:
        token -= 1
    return page.words[token]
