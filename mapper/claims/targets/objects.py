"""The civilian objects that strikes hit: a market, a clinic, homes."""

from __future__ import annotations

from mapper.claims.events.event import Event
from mapper.claims.grammar import clause_of
from mapper.claims.page import Page
from mapper.claims.targets.aim import Aim, negations
from mapper.claims.targets.aiming import aimed_by

__all__ = ["find_objects"]


def find_objects(page: Page, events: list[tuple[int, Event]], objects: dict[str, str]) -> list[Aim]:
    """Return the civilian objects that strikes hit: a market, a clinic, homes."""
    found: list[Aim] = []
    for number, event in events:
        start, end = page.sentences[event.sentence]
        seen: set[str] = set()
        for token in range(start, end):
            value = objects.get(page.lemmas[token])
            if value is None or value in seen or page.pos[token] not in {"NOUN", "PROPN"}:
                continue
            hit = page.hit_at[token]
            named = hit is not None and hit.entry.table in {"actors", "organisations", "offices"}
            if named or page.dep[token] in {"compound", "amod", "nmod"}:
                continue
            verb = aimed_by(page, token)
            if verb is None or not (
                verb in event.triggers or clause_of(page, verb) in event.clauses
            ):
                continue
            if page.lemmas[verb] in {"kill", "wound", "injure"}:
                continue
            seen.add(value)
            found.append(
                Aim(value, token, negations(page, token, verb), number, "civilian object struck")
            )
    return found
