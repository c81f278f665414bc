"""Counts without a sentence of their own: a record's "Civilians reported killed: 12 – 15".

Also those of "a list of 51 names" and of "two were gravely hurt and 30 slightly".
"""

from __future__ import annotations

from mapper.claims.page import Page
from mapper.claims.quantities import Quantity
from mapper.claims.tables import Lexicon, word_list

__all__ = ["find_label", "is_graded", "is_of_names", "names_victims"]

_GRADES = word_list("grades of wounds")
_LISTS = frozenset({"list", "lists", "register", "roll"})
_REACH = 5
"""Words of a label before its colon."""


def find_label(
    page: Page, quantity: Quantity, start: int, lexicon: Lexicon
) -> tuple[int, str, str] | None:
    """Return harm word, outcome and group of the label in front of a number: "Killed: 14"."""
    colon = quantity.start - 1
    if colon <= start or page.words[colon] != ":":
        return None
    first = max(start, colon - _REACH)
    harms = [at for at in range(first, colon) if page.words[at] in lexicon.harm]
    if not harms or any(page.pos[at] == "NUM" for at in range(first, colon)):
        return None
    outcome = lexicon.harm[page.words[harms[-1]]]
    people = (page.hit_at[at] for at in range(first, colon))
    groups = [
        "militants" if hit.entry.table == "holders" else str(hit.entry.row["group"])
        for hit in people
        if hit and hit.entry.table in {"persons", "holders"}
    ]
    group = next((group for group in groups if group), "")
    return (harms[-1], outcome, group) if outcome in {"killed", "wounded"} else None


def names_victims(page: Page, start: int, end: int) -> bool:
    """Whether a sentence counts the names on a list."""
    words = set(page.words[start:end])
    return "names" in words and bool(words & _LISTS)


def is_of_names(page: Page, quantity: Quantity, start: int, end: int) -> bool:
    """Whether a number counts the names on a list: of the dead, behind a strike."""
    return page.words[quantity.end : quantity.end + 1] == ["names"] and names_victims(
        page, start, end
    )


def is_graded(page: Page, quantity: Quantity) -> bool:
    """Whether only the gravity of the wounds stands behind a number: "30 slightly"."""
    return page.words[quantity.end : quantity.end + 1] != [] and (
        page.words[quantity.end] in _GRADES
        and page.words[quantity.end + 1 : quantity.end + 2] in ([], ["."], [","], [";"], ["and"])
    )
