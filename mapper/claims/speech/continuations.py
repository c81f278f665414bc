"""When the speaker before goes on, or is named only behind his words.

"X said …, adding that …" is all X's; so is the worry of "he would be worried, X said".
"""

from __future__ import annotations

from dataclasses import replace

from mapper.claims.grammar import ANY_SUBJECT, edges_of, has_subject
from mapper.claims.page import Page
from mapper.claims.speakers.speaker import Speaker
from mapper.claims.speech.frame import Frame
from mapper.claims.speech.subjects import subject_of
from mapper.claims.tables import Lexicon

__all__ = [
    "continued_frame",
    "only_continues",
    "with_late_speakers",
    "within_semicolons",
]


def with_late_speakers(page: Page, frames: list[Frame]) -> list[Frame]:
    """Let "he" in "he would be worried, X said" be X, who is named only behind it."""
    told: list[Frame] = []
    for frame in frames:
        if frame.mode in {"concern", "doubt"}:
            subject = subject_of(page, frame.verb) if page.pos[frame.verb] == "VERB" else None
            if subject is None:
                subject = subject_of(page, page.head[frame.verb])
            outer = next(
                (
                    other
                    for other in frames
                    if other.verb > frame.verb
                    and other.start <= frame.verb <= other.end
                    and other.mode == "assert"
                ),
                None,
            )
            pronoun = subject is not None and page.pos[subject] == "PRON"
            # "Washington would worry, X said": X speaks for the government he is of
            speaks_for = (
                outer is not None
                and bool(frame.speakers)
                and frame.speakers[0].kind == "government"
                and frame.speakers[0].actor == outer.speakers[0].actor
            )
            if outer and (pronoun or speaks_for or not frame.speakers):
                told.append(replace(frame, speakers=outer.speakers, via=outer.via))
                continue
        told.append(frame)
    return told


def continued_frame(
    page: Page, token: int, lexicon: Lexicon, before: tuple[Speaker, ...]
) -> Frame | None:
    """Read ", adding that …", ", said that … and denied …": the speaker `before` goes on."""
    mode = lexicon.say_verbs.get(page.lemmas[token])
    if _accuses_in_a_row(page, token):
        _, end = edges_of(page, token)
        return Frame(before, token, end, token, "accuse", accused=page.head[token])
    in_a_row = _goes_on(page, token)
    if mode not in {"assert", "deny"} or not (in_a_row or page.tags[token] == "VBG"):
        return None
    _, end = edges_of(page, token)
    speakers = before if in_a_row else ()
    return Frame(speakers, token, min(page.right[token], end), token, mode)


def _accuses_in_a_row(page: Page, token: int) -> bool:
    """Whether "denied it and accused X of …" was parsed as "accused X": X who are accused."""
    return (
        page.words[token] == "accused"
        and page.words[token - 1] == "and"
        and page.dep[token] == "amod"
        and "of" in page.words[page.head[token] + 1 : page.right[page.head[token]] + 1]
    )


def _goes_on(page: Page, verb: int) -> bool:
    """Whether a verb of a row is the first speaker's: "X confirmed A, said B and rejected C"."""
    if page.tags[verb] != "VBD" or page.words[verb - 1] not in {",", "and", "but"}:
        return False
    behind = page.pos[verb + 1] if verb + 1 < len(page) else ""
    return not has_subject(page, verb) and behind != "PROPN"


def only_continues(page: Page, verb: int, lexicon: Lexicon) -> bool:
    """Whether "… said that it had hit X and dismissed Y": the first speaker goes on."""
    if page.dep[verb] != "conj" or page.lemmas[page.head[verb]] in lexicon.say_verbs:
        return False
    if page.words[verb - 1] in {",", ")"}:
        return False
    return not any(page.dep[child] in ANY_SUBJECT for child in page.children[verb])


def within_semicolons(page: Page, frames: list[Frame]) -> list[Frame]:
    """Part "X said this; Y said that" at the semicolon: each is responsible for his own."""
    told: list[Frame] = []
    for frame in frames:
        start, end = frame.start, frame.end
        for at in range(frame.start, frame.end + 1):
            if page.words[at] != ";":
                continue
            others = [
                other
                for other in frames
                if other.speakers != frame.speakers and (other.verb > at) != (frame.verb > at)
            ]
            if others and at > frame.verb:
                end = min(end, at - 1)
            elif others:
                start = max(start, at + 1)
        told.append(replace(frame, start=start, end=end))
    return told
