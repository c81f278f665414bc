"""An event: the strike words of one clause group of one sentence.

Also decides in which clause a word stands.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from mapper.claims.page import Page

__all__ = ["CLAUSE_DEPS", "Event", "clause_of", "has_subject"]

CLAUSE_DEPS = frozenset(
    {
        "ROOT",
        "ccomp",
        "conj",
        "advcl",
        "relcl",
        "parataxis",
        "csubj",
        "acl",
        "pcomp",
        "xcomp",
        "dep",
    }
)


@dataclass(slots=True)
class Event:
    """Strike words of one clause group of one sentence."""

    sentence: int
    clause: int
    """Token of the clause's head."""
    anchor: int
    """The trigger that best stands for it."""
    triggers: list[int]
    clauses: set[int]
    weapons: list[str] = field(default_factory=list)
    attackers: list[tuple[str, ...]] = field(default_factory=list)
    """Alternatives; several entries are several attackers side by side."""
    attacker_reason: str = ""
    unknown_attacker: bool = False
    negated: bool = False
    irrealis: bool = False
    ongoing: bool = False
    talk_only: bool = False
    weak: bool = False
    """Bare passive "was hit": counts only in a report about strikes."""


def clause_of(page: Page, token: int) -> int:
    """Return the head of the clause that a token stands in."""
    for _ in range(40):
        if page.pos[token] in {"VERB", "AUX"} and (
            page.dep[token] in CLAUSE_DEPS
            or (page.dep[token] == "dobj" and page.tags[token] == "VBG")
        ):
            return token
        parent = page.head[token]
        if parent == token:
            return token
        token = parent
    return token


def has_subject(page: Page, verb: int) -> bool:
    return any(page.dep[child] in {"nsubj", "nsubjpass", "expl"} for child in page.children[verb])
