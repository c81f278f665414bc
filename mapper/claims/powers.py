"""Who "the junta", "the regime" and "the kingdom" are: the power whose name stands beside, or that
of the country whose war the report tells of.
"""

from __future__ import annotations

from dataclasses import replace

from mapper.claims.attackers.armies import army_of, coalition_for
from mapper.claims.page import Hit, Page
from mapper.claims.tables import Lexicon, word_list

__all__ = ["settle_powers"]

_KINGDOMS = word_list("kingdoms")
_RULES = word_list("rules")
"""What a regime is of when no power is meant: "sanctions regime"."""
_BESIDE = 3
"""Words between a state and its power: "Niger's ruling junta"."""


def settle_powers(page: Page, country: str | None, lexicon: Lexicon) -> None:
    """Put the actors meant in the place of the bare words for them; drop words that mean none."""
    meant: dict[Hit, Hit | None] = {}
    for hit in page.hits:
        if hit.entry.table == "powers":
            name = None if _is_a_rule(page, hit) else _name(page, hit, country, lexicon)
            meant[hit] = _as_actor(hit, name, lexicon) if name else None
    if not meant:
        return
    page.hits = _put(page.hits, meant)
    for start in {hit.start for hit in meant}:
        page.hits_by_start[start] = _put(page.hits_by_start[start], meant)
    for hit, known in meant.items():
        others = [one for one in page.hits_by_start[hit.start] if one.end == hit.end]
        for token in range(hit.start, hit.end):
            if page.hit_at[token] == hit:
                page.hit_at[token] = known or (others[0] if others else None)


def _as_actor(hit: Hit, name: str, lexicon: Lexicon) -> Hit:
    entry = replace(hit.entry, table="actors", name=name, row=lexicon.actors[name])
    return Hit(hit.start, hit.end, entry)


def _put(hits: list[Hit], meant: dict[Hit, Hit | None]) -> list[Hit]:
    return [known for hit in hits if (known := meant.get(hit, hit)) is not None]


def _is_a_rule(page: Page, hit: Hit) -> bool:
    return page.words[hit.start - 1] in _RULES or page.words[hit.end : hit.end + 1] == ["change"]


def _name(page: Page, hit: Hit, country: str | None, lexicon: Lexicon) -> str | None:
    if hit.entry.name == "kingdom":
        return _kingdom(page, country, lexicon)
    return army_of(_owner(page, hit) or country, lexicon)


def _owner(page: Page, hit: Hit) -> str | None:
    """Return the country of the state beside: "Niger's ruling junta", "the junta in X"."""
    start, end = page.sentences[page.sentence_of[hit.start]]
    before = range(hit.start - 1, max(start, hit.start - 1 - _BESIDE) - 1, -1)
    after = range(hit.end + 1, min(end, hit.end + 3)) if _is_told(page, hit.end) else range(0)
    for token in (*before, *after):
        other = page.hit_at[token]
        if other is not None and other.entry.row.get("kind") == "state":
            return str(other.entry.row["country"])
        if token < hit.start and page.pos[token] not in {"ADJ", "PART", "PROPN", "NOUN"}:
            break
    return None


def _is_told(page: Page, after: int) -> bool:
    return page.words[after : after + 1] in (["in"], ["of"])


def _kingdom(page: Page, country: str | None, lexicon: Lexicon) -> str | None:
    """Return the one kingdom that the report names, or the one that leads its war's coalition."""
    named = {hit.entry.name for hit in page.hits if hit.entry.name in _KINGDOMS}
    if len(named) == 1:
        return named.pop()
    coalition = coalition_for(country, lexicon)
    leader = lexicon.by_country.get(lexicon.actors[coalition]["country"]) if coalition else None
    return leader if leader in _KINGDOMS and (not named or leader in named) else None
