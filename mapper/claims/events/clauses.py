"""Which clauses continue one another, so that their strike words are one event."""

from __future__ import annotations

from mapper.claims.events.event import Event
from mapper.claims.events.weapons import hit_kind
from mapper.claims.grammar import CLAUSES, clause_of, has_subject
from mapper.claims.page import Page
from mapper.claims.speech.frame import Frames

__all__ = ["extend_clauses", "parent_clause", "starts_anew"]


def parent_clause(page: Page, clause: int, frames: Frames, triggers: set[int]) -> int:
    """Return the clause that this one only continues, or itself."""
    parent = page.head[clause]
    if parent == clause or clause in frames.verbs:
        return clause
    dep = page.dep[clause]
    joins = dep in {"xcomp", "acl", "prep"} or (dep == "pcomp" and not has_subject(page, clause))
    if dep == "relcl":
        joins = parent in triggers or hit_kind(page, parent) is not None
        # "three strikes near X on Monday, which engaged …": hung on the wrong noun
        joins = joins or (
            page.lemmas[clause]
            in {"engage", "hit", "destroy", "kill", "target", "damage", "strike", "wound"}
            and any(page.words[child] == "which" for child in page.children[clause])
            and any(
                page.sentence_of[trigger] == page.sentence_of[clause] and trigger < clause
                for trigger in triggers
            )
        )
    joins = joins or (
        dep == "advcl" and page.tags[clause] in {"VBG", "VBN"} and not has_subject(page, clause)
    )
    if dep in {"advcl", "ccomp"} and page.tags[clause] == "VBG" and not has_subject(page, clause):
        joins = True
    if dep == "conj" and not has_subject(page, clause):
        joins = True
    if not joins:
        return clause
    upper = clause_of(page, parent)
    if upper == clause:
        return clause
    # "reported three strikes, which hit …": the noun is struck into the verb of saying
    return clause if upper in frames.verbs and dep != "relcl" else upper


def extend_clauses(page: Page, events: list[Event], root_clause: object) -> None:
    """Give every clause that only continues an event's clause to that event."""
    by_root = {(event.sentence, event.clause): event for event in events}
    for number in {event.sentence for event in events}:
        start, end = page.sentences[number]
        for token in range(start, end):
            if page.pos[token] in {"VERB", "AUX"} and page.dep[token] in CLAUSES:
                event = by_root.get((number, root_clause(token)))  # type: ignore[operator]
                if event:
                    event.clauses.add(token)


def starts_anew(page: Page, clause: int, triggers: set[int], place_tokens: set[int]) -> bool:
    """Whether "… and shelled Y" tells of another place than the clause before it."""
    if page.dep[clause] != "conj":
        return False
    if clause not in triggers and not any(child in triggers for child in page.children[clause]):
        return False
    low, high = clause, page.right[clause]
    if not any(low <= token <= high for token in place_tokens):
        return False
    upper = page.head[clause]
    return any(page.left[upper] <= token < clause for token in place_tokens)
