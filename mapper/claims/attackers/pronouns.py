"""Whether an event only points to an attacker told before, or tells that nobody knows him.

"They struck", "the jets", "the new wave" point back; "unidentified aircraft" do not.
"""

from __future__ import annotations

import re

from mapper.claims.attackers.named import is_brought_down
from mapper.claims.attackers.phrases import actors_in_phrase
from mapper.claims.events.event import Event
from mapper.claims.grammar import clause_of
from mapper.claims.page import Page
from mapper.claims.speakers.actors import actor_of_hit

__all__ = ["has_pronoun", "is_definite", "is_unknown", "mark_unknown", "pronoun_actor"]

_UNKNOWN = frozenset({"unidentified", "unknown", "unmarked", "mysterious"})


_PRONOUNS = frozenset({"they", "it", "we", "its", "their", "our"})


def has_pronoun(page: Page, event: Event) -> bool:
    """Whether "they", "its jets" and the like carry out an event."""
    for verb in {event.clause, *event.triggers}:
        for child in page.children[verb]:
            if page.dep[child] in {"nsubj", "poss", "agent"} and page.words[child] in _PRONOUNS:
                return True
            if page.dep[child] == "nsubj" and any(
                page.words[grandchild] in _PRONOUNS for grandchild in page.children[child]
            ):
                return True
    return False


_GROUPS = frozenset({"group", "movement", "militia", "organisation", "organization"})


def pronoun_actor(page: Page, event: Event) -> str | None:
    """Return whom "it" means in "X answered with rockets, which it fired at Y", "X said it hit Y".

    "The group said it …" is the armed group that was named last.
    """
    start, _ = page.sentences[event.sentence]
    if is_brought_down(page, event):
        return None
    for verb in sorted({event.clause, *event.triggers}):
        pronouns = [
            child
            for child in page.children[verb]
            if page.dep[child] == "nsubj" and page.words[child] in {"it", "they"}
        ]
        for child in page.children[verb]:
            acts = verb in event.triggers and page.dep[child] == "nsubj"
            if acts and page.lemmas[child] in _GROUPS:
                return _named_by(page, child)
        if not pronouns:
            continue
        opens = start in pronouns and page.words[start] == "it"
        for above in page.ancestors(verb, 6):
            for subject in page.children[above]:
                if page.dep[subject] == "nsubj" and subject < verb:
                    return _named_by(page, subject)
        if opens:
            return _subject_before(page, event)
    return None


def _subject_before(page: Page, event: Event) -> str | None:
    """Return the actor that is the subject of the sentence before: "X said … It bombed Y"."""
    if not event.sentence:
        return None
    start, end = page.sentences[event.sentence - 1]
    for token in range(start, end):
        if page.dep[token] == "nsubj" and page.dep[page.head[token]] == "ROOT":
            named = actors_in_phrase(page, token, page.left[token], token)
            return named[0][1] if len(named) == 1 else None
    return None


def _named_by(page: Page, subject: int) -> str | None:
    hit = page.hit_at[subject]
    if hit and hit.entry.table == "actors" and hit.entry.sense == "name":
        return actor_of_hit(page, hit)
    if page.lemmas[subject] not in _GROUPS or page.words[page.left[subject]] != "the":
        return None
    armed = [
        hit.entry.name
        for hit in page.hits
        if hit.end <= subject
        and hit.entry.row.get("kind") == "armed"
        and hit.entry.table == "actors"
    ]
    return armed[-1] if armed else None


def is_unknown(page: Page, event: Event) -> bool:
    """Whether an event's own words call the attacker unknown."""
    start, end = page.sentences[event.sentence]
    return any(
        page.words[token] in _UNKNOWN and clause_of(page, token) in event.clauses
        for token in range(start, end)
    )


_NOT_KNOWN = re.compile(
    r"\b(?:unclear|not (?:immediately )?(?:clear|known)|unknown|not (?:yet )?able to say)\b"
    r".{0,30}\b(?:who|whose|which (?:side|country|force))\b"
    r"|\b(?:nobody|no one|no group|no side|neither side|no party)"
    r" (?:has |had |immediately )*(?:claimed|admitted|owned up|come forward"
    r"|said (?:that )?(?:it|they) (?:was|were|had been) (?:behind|responsible))\b"
    r"|\bthere (?:was|has been|were) no (?:immediate )?claims? of responsibility\b",
    re.IGNORECASE,
)


def mark_unknown(page: Page, events: list[Event]) -> None:
    """Take back a guessed attacker where the report says that nobody knows him."""
    near = {event.sentence for event in events}
    for number, (start, end) in enumerate(page.sentences):
        if not {number, number - 1} & near or not _NOT_KNOWN.search(page.span_text(start, end)):
            continue
        for event in events:
            if (
                0 <= number - event.sentence <= 1
                and event.attacker_reason != "named in the sentence"
            ):
                event.attackers = []
                event.unknown_attacker = True
                event.attacker_reason = "the report says that the attacker is not known"


def _new_subject(page: Page, event: Event) -> bool:
    """Whether "a missile", "five rockets", "warplanes" newly come in as the subject."""
    for verb in event.triggers:
        for child in page.children[verb]:
            hit = page.hit_at[child]
            if page.dep[child] in {"nsubj"} and hit and hit.entry.table == "weapons":
                words = {page.words[other] for other in page.children[child]}
                return not words & {"the", "its", "their", "these", "those", "that"}
    return False


def is_definite(page: Page, event: Event) -> bool:
    """Whether the event points back: "the strikes", "Wednesday's", a pronoun, a bare passive."""
    anchor = event.anchor
    if event.weak or has_pronoun(page, event):
        return True
    if page.pos[anchor] == "VERB":
        return not _new_subject(page, event)
    before = {page.words[child] for child in page.children[anchor] if child < anchor}
    return bool(
        before
        & {
            "the",
            "these",
            "those",
            "this",
            "that",
            "each",
            "first",
            "second",
            "third",
            "its",
            "their",
            "his",
            "another",
            "more",
        }
    ) or any(page.dep[child] == "poss" for child in page.children[anchor])
