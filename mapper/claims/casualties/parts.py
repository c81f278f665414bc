"""Counts that break a total down: "including five children", "two of them women", "a woman"."""

from __future__ import annotations

from mapper.claims.page import Page
from mapper.claims.quantities import Quantity

__all__ = ["articles", "is_including", "subgroup_later", "subgroup_outcome"]

_INCLUDING = frozenset(
    {"including", "among", "them", "include", "includes", "included", "which", "whom"}
)


def subgroup_outcome(
    page: Page, quantity: Quantity, earlier: list[tuple[Quantity, list[tuple[int, str]], str]]
) -> list[tuple[int, str]]:
    """Give "including five children" the outcome of the total that it breaks down."""
    before = page.words[max(0, quantity.start - 4) : quantity.start]
    if ";" in before:
        before = before[before.index(";") + 1 :]  # "among them six children; 22 injured"
    behind = page.words[quantity.end + 1 : quantity.end + 3]  # "with two children among them"
    of_them = behind == ["among", "them"] or page.words[quantity.end : quantity.end + 2] in (
        ["of", "them"],
        ["of", "whom"],
    )
    if not of_them and not set(before) & _INCLUDING and not _is_in_list(page, quantity):
        return []
    return earlier[-1][1] if earlier else []


def _is_in_list(page: Page, quantity: Quantity) -> bool:
    """Whether a number stands further on in "including two girls aged three, seven women and …"."""
    counted = page.hit_at[quantity.end] if quantity.end < len(page) else None
    if counted is None or counted.entry.table != "persons":
        return False  # "including two girls, and 25 wounded" begins anew
    for token in range(quantity.start - 1, max(quantity.start - 16, -1), -1):
        hit = page.hit_at[token]
        people = hit is not None and hit.entry.table == "persons"
        if page.words[token] in {"including", "included"}:
            return True
        listed = page.pos[token] in {"NUM", "CCONJ", "ADJ"} or page.words[token] in {",", "aged"}
        if not people and not listed:
            return False
    return False


def articles(page: Page, start: int, end: int) -> list[Quantity]:
    """Return "a woman" in "five people, including a woman and two children" as one."""
    found = []
    for token in range(start, end - 1):
        if page.words[token] not in {"a", "an"}:
            continue
        hit = page.hit_at[token + 1] or page.hit_at[min(token + 2, end - 1)]
        if not hit or hit.entry.table != "persons" or page.tags[hit.end - 1] != "NN":
            continue
        before = set(page.words[max(start, token - 8) : token])
        counted = any(page.pos[number] == "NUM" for number in range(max(start, token - 8), token))
        if before & {"including", "among"} or (counted and page.words[token - 1] == "and"):
            found.append(Quantity(token, token + 1, 1, 1.0, 1.0))
    return found


def subgroup_later(
    page: Page, quantity: Quantity, harms: list[tuple[int, str]]
) -> list[tuple[int, str]]:
    """Read "five children were among the dead"."""
    for token, outcome in harms:
        if (
            token > quantity.end
            and token - quantity.end <= 8
            and "among" in page.words[quantity.end : token]
        ):
            return [(token, outcome)]
    return []


def is_including(page: Page, quantity: Quantity, start: int) -> bool:
    """Whether "including" stands right before a number."""
    return "including" in page.words[max(start, quantity.start - 5) : quantity.start]
