# ruff: noqa: PLR0911
# a list of cases with an answer each reads better whole than in parts
"""Frames of worry and doubt: "X is worried that", "was not convinced that".

Decides whose worry it is, and widens it to the if-clause that tells what the worry is.
"""

from __future__ import annotations

from mapper.claims.grammar import edges_of
from mapper.claims.page import Page
from mapper.claims.speakers.speaker import Memory
from mapper.claims.speech.frame import Frame
from mapper.claims.speech.subjects import speakers_of, subject_of
from mapper.claims.tables import Lexicon

__all__ = ["DOUBTING", "UNSURE", "WORRY_ADJECTIVES", "doubt_frame", "worry_frame"]

WORRY_ADJECTIVES = frozenset({"worried", "concerned", "afraid", "alarmed", "fearful"})


def worry_frame(page: Page, token: int, lexicon: Lexicon, memory: Memory) -> Frame | None:
    """Read "X is worried that", "would have grave concerns if", "the concern is that"."""
    _, end = edges_of(page, token)
    verb = page.head[token]
    if page.words[token] in WORRY_ADJECTIVES:
        if page.pos[token] == "VERB" and page.dep[token] != "acomp":
            verb = token
        elif page.dep[token] not in {"acomp", "ROOT"}:
            return None
        speakers = speakers_of(page, subject_of(page, verb), lexicon, memory)
        start, end = _with_condition(page, verb, token, min(page.right[verb], end))
        return Frame(speakers, start, end, token, "concern") if speakers else None
    governor = _condition_of(page, token)
    if governor is not None and lexicon.say_nouns[page.lemmas[token]] == "concern":
        speakers = speakers_of(page, subject_of(page, governor), lexicon, memory)
        start, end = _with_condition(page, governor, token, token)
        return Frame(speakers, start, end, token, "concern")
    if page.dep[token] == "dobj" and page.lemmas[verb] in {"have", "hold"}:
        speakers = speakers_of(page, subject_of(page, verb), lexicon, memory)
        if speakers:
            end = min(max(page.right[token], page.right[verb]), end)
            return Frame(speakers, token, end, token, lexicon.say_nouns[page.lemmas[token]])
    mode = lexicon.say_nouns[page.lemmas[token]]
    clause = next(
        (child for child in page.children[token] if page.dep[child] in {"acl", "ccomp", "relcl"}),
        None,
    )
    if page.dep[token] in {"nsubj", "attr"} or clause is not None:
        # "X said …, but there are concerns that …": the worry is the report's, not X's
        apart = page.dep[verb] == "conj" and any(
            page.words[c] == "there" for c in page.children[verb]
        )
        speakers = (memory.publisher,) if apart else ()
        return Frame(
            speakers, token, min(max(page.right[token], page.right[verb]), end), token, mode
        )
    if page.dep[token] == "dobj" and page.lemmas[verb] in {"have", "be", "express", "raise"}:
        subject = subject_of(page, verb)
        speakers = speakers_of(page, subject, lexicon, memory)
        return Frame(speakers, token, min(page.right[verb], end), token, mode)
    return None


def _condition_of(page: Page, token: int) -> int | None:
    """Return the verb of "would have concerns if …", "would view it with concern if …"."""
    for ancestor in page.ancestors(token, 4):
        if page.pos[ancestor] in {"VERB", "AUX"} and _condition(page, ancestor) is not None:
            return ancestor
    return None


def _condition(page: Page, verb: int) -> int | None:
    """Return the verb of the if-clause under a verb, or under the "said" around it."""
    for at in (verb, page.head[verb]):
        for child in page.children[at]:
            if page.dep[child] == "advcl" and any(
                page.words[mark] in {"if", "should"} and page.dep[mark] in {"mark", "aux"}
                for mark in page.children[child]
            ):
                return child
    return None


def _with_condition(page: Page, verb: int, start: int, end: int) -> tuple[int, int]:
    """Widen a worry to the if-clause that tells what the worry is."""
    condition = _condition(page, verb)
    if condition is None:
        return start, end
    return min(start, page.left[condition]), max(end, page.right[condition])


DOUBTING = frozenset({"convinced", "sure", "certain", "persuaded", "satisfied"})


UNSURE = frozenset({"unconvinced", "sceptical", "skeptical", "doubtful", "unsure", "unpersuaded"})


def doubt_frame(page: Page, token: int, lexicon: Lexicon, memory: Memory) -> Frame | None:
    """Read "X was not convinced that", "X was sceptical that"."""
    verb = token if page.pos[token] == "VERB" else page.head[token]
    if page.words[token] in DOUBTING and not any(
        page.dep[child] == "neg" for child in (*page.children[verb], *page.children[token])
    ):
        return None
    if not any(
        page.dep[child] == "ccomp" for child in (*page.children[verb], *page.children[token])
    ):
        return None
    speakers = speakers_of(page, subject_of(page, verb), lexicon, memory)
    _, end = edges_of(page, token)
    return Frame(speakers, token, min(page.right[verb], end), token, "doubt") if speakers else None
