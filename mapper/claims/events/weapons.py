"""Whether a word is a weapon, and of which kind, or an attacker, by the tables."""

from __future__ import annotations

from mapper.claims.page import Page
from mapper.claims.tables import word_list

__all__ = ["hit_kind", "is_attacker_word", "is_what_strikes_do"]


_ON_FOOT = word_list("laid")


def _is_on_foot(page: Page, bomb: int) -> bool:
    """Whether "a car bomb", "a suicide bomber", "a bomber blew himself up" came on the ground."""
    after = page.words[bomb + 1 : bomb + 8]
    if any(
        page.dep[child] == "acl" and page.lemmas[child] in _LAYING for child in page.children[bomb]
    ):
        return True  # "a bomb hidden in a bin"
    by_man = page.lemmas[bomb] == "bomber" and bool(_HIMSELF & set(after))
    return page.words[bomb - 1] in _ON_FOOT or by_man


_LAYING = frozenset({"hide", "plant", "place", "conceal", "strap", "bury", "leave", "pack", "lay"})
_HIMSELF = frozenset({"himself", "herself", "themselves", "vest"})


def hit_kind(page: Page, token: int) -> str | None:
    """Return the kind of weapon that a token belongs to; "air force" is an office as well."""
    hit = page.hit_at[token]
    if hit is None or (page.lemmas[token] in {"bomb", "bomber"} and _is_on_foot(page, token)):
        return None
    for sense in page.hits_by_start[hit.start]:
        if sense.entry.table == "weapons" and sense.end == hit.end:
            return sense.entry.row["kind"]
    return None


def is_attacker_word(page: Page, token: int) -> bool:
    """Whether a word names an actor of the war or a holder of ground."""
    hit = page.hit_at[token]
    if page.words[token] == "alliance" and hit is None:
        return True  # the alliance that jets are of: a report without any tells of no strike
    return hit is not None and hit.entry.table in {"actors", "holders", "powers"}


def is_what_strikes_do(page: Page, verb: int) -> bool:
    """Whether "one of the deadliest strikes (yet) to hit X" is told: it did hit."""
    if page.words[verb - 1] != "to" or verb < _NEAR:
        return False
    return any(
        page.lemmas[at] in _STRIKING and page.tags[at] in {"NN", "NNS"}
        for at in range(verb - _NEAR, verb - 1)
    ) and any(page.tags[at] in {"JJS", "RBS"} for at in range(verb - _NEAR, verb - 1))


_NEAR = 5
_STRIKING = word_list("striking")
