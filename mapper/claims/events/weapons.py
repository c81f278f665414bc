"""Whether a word is a weapon, and of which kind, or an attacker, by the tables."""

from __future__ import annotations

from mapper.claims.page import Page

__all__ = ["hit_kind", "is_attacker_word"]


_ON_FOOT = frozenset({"suicide", "car", "truck", "lorry", "vest"})


def _is_on_foot(page: Page, bomber: int) -> bool:
    """Whether "a suicide bomber", "a bomber blew himself up" is a man and no aircraft."""
    after = page.words[bomber + 1 : bomber + 8]
    return page.words[bomber - 1] in _ON_FOOT or bool(_HIMSELF & set(after))


_HIMSELF = frozenset({"himself", "herself", "themselves", "vest"})


def hit_kind(page: Page, token: int) -> str | None:
    """Return the kind of weapon that a token belongs to; "air force" is an office as well."""
    hit = page.hit_at[token]
    if hit is None or (page.lemmas[token] == "bomber" and _is_on_foot(page, token)):
        return None
    for sense in page.hits_by_start[hit.start]:
        if sense.entry.table == "weapons" and sense.end == hit.end:
            return sense.entry.row["kind"]
    return None


def is_attacker_word(page: Page, token: int) -> bool:
    """Whether a word names an actor of the war or a holder of ground."""
    hit = page.hit_at[token]
    return hit is not None and hit.entry.table in {"actors", "holders"}
