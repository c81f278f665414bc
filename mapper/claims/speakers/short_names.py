"""Short names that a report gives its bodies itself: "(EHRC)", ", or EHRC," behind the full name.

Learnt from the whole report first, because headlines and lists use them before they are told.
"""

from __future__ import annotations

from mapper.claims.page import Page

__all__ = ["learn_short_names"]

_INSIDE = frozenset({"of", "for", "and", "the", "'s", "in", "on", "-"})


def learn_short_names(page: Page) -> dict[str, int]:
    """Return, per short name in brackets, the token that heads the full name before it."""
    found: dict[str, int] = {}
    for token in range(2, len(page) - 1):
        marks = (page.words[token - 1], page.words[token + 1])
        last = token - 2 if marks == ("(", ")") else token - 3 if marks == ("or", ",") else -1
        if last < 0 or (marks[0] == "or" and page.words[token - 2] != ","):
            continue
        short = page.shapes[token]
        if not (short.isalpha() and short.isupper() and 2 <= len(short) <= 8):
            continue
        if page.hit_at[token] is None and _shortens(page, short, last):
            found.setdefault(short, _head_of_name(page, last))
    return found


def _shortens(page: Page, short: str, last: int) -> bool:
    """Whether every letter of a short name begins a word of the name that ends at `last`."""
    initials: set[str] = set()
    for token in range(last, max(-1, last - 10), -1):
        shape = page.shapes[token]
        if shape[:1].isupper():
            initials.add(shape[0])
        elif page.words[token] not in _INSIDE:
            break
    return len(initials) > 1 and set(short) <= initials


def _head_of_name(page: Page, last: int) -> int:
    """Return the head of a name that ends at a token: "Directorate" of "Directorate of Health"."""
    token = last
    for _ in range(8):
        above = page.head[token]
        if not last - 10 < above < last or above == token:
            break
        between = range(min(token, above), last)
        if any(
            not page.shapes[at][:1].isupper() and page.words[at] not in _INSIDE for at in between
        ):
            break
        token = above
    return token
