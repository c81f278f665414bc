"""The words between a name and its clause, and the noun or verb that the name hangs on."""

from __future__ import annotations

from mapper.claims.events.event import Event
from mapper.claims.grammar import clause_of
from mapper.claims.page import Page

__all__ = ["depth_of", "first_conjunct", "governor_of", "path_of"]


def path_of(page: Page, root: int) -> list[int]:
    """Return the tokens above a place name up to the head of its clause."""
    clause = clause_of(page, root)
    found: list[int] = []
    token = root
    for _ in range(15):
        if token == clause:
            break
        token = page.head[token]
        found.append(token)
    return found


def first_conjunct(page: Page, token: int) -> int:
    """Return the first of the names joined in a list that a token closes or continues."""
    for _ in range(20):
        if page.dep[token] in {"conj", "appos"} and page.pos[page.head[token]] in {"PROPN", "NOUN"}:
            token = page.head[token]
        else:
            break
    return token


def governor_of(page: Page, path: list[int]) -> int:
    """Return the noun or verb that the name's preposition hangs on."""
    for token in path:
        if page.pos[token] not in {"ADP", "PROPN"}:
            return token
    return path[-1]


def depth_of(path: list[int], event: Event) -> int:
    """Return how far up a path an event's nearest trigger stands; 99 when none does."""
    return min((path.index(trigger) for trigger in event.triggers if trigger in path), default=99)
