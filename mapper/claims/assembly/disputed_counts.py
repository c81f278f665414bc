"""Denials of a count told before: "Y denied the figure", "Y said the toll was inflated"."""

from __future__ import annotations

from mapper.claims.assembly.draft import Draft, Fact
from mapper.claims.assembly.voices import FALSEHOODS, voices_of_frame
from mapper.claims.assembly.whereabouts import places_struck
from mapper.claims.assembly.writing import write_claims
from mapper.claims.grammar import ACTED_ON, SUBJECTS
from mapper.claims.speech.frame import Frame
from mapper.claims.tables import word_list
from mapper.model import Stance

__all__ = ["read_disputed_count"]

_COUNTS = word_list("counts told")
"""Nouns that mean the number told before: "the figure", "that toll"."""
_TOO_HIGH = word_list("too high") | FALSEHOODS
_POINTING = frozenset({"the", "that", "those", "this", "these", "such"})
_NEAR = 3
"""Sentences behind a count in which it may be denied."""


def read_disputed_count(draft: Draft, sentence: int) -> None:
    """Write down that somebody denies the number of dead or wounded that another told."""
    told = draft.last_casualty
    if told is None or not 0 <= sentence - told[0] <= _NEAR:
        return
    before = [claim for claim in draft.claims.values() if claim.attribute == told[1]]
    if not before:
        return
    for frame in draft.frames.by_sentence.get(sentence, ()):
        others = all(speaker.name != before[-1].claimant for speaker in frame.speakers)
        if frame.verb > told[3] and others and frame.speakers and _denies_count(draft, frame):
            write_claims(
                draft,
                Fact(
                    told[1],
                    before[-1].value,
                    frame.verb,
                    "denial of the count told before",
                    event=told[2],
                    spots=places_struck(draft, told[2]) or draft.anaphors.get(told[2], ()),
                    voices=voices_of_frame(draft, frame),
                    stance=Stance.DENIES,
                ),
            )
            return


def _denies_count(draft: Draft, frame: Frame) -> bool:
    """Whether a frame denies "the figure", or calls it false or too high."""
    page = draft.page
    for at in range(frame.start, frame.end + 1):
        meant = page.lemmas[at] in _COUNTS and any(
            page.words[child] in _POINTING for child in page.children[at]
        )
        if not meant:
            continue
        if frame.mode == "deny" and page.head[at] == frame.verb and page.dep[at] in ACTED_ON:
            return True
        below = page.children[page.head[at]]
        called = page.dep[at] in SUBJECTS and any(page.lemmas[one] in _TOO_HIGH for one in below)
        inflated = page.dep[at] in SUBJECTS and page.lemmas[page.head[at]] in _TOO_HIGH
        if frame.mode == "assert" and (called or inflated):
            return True
    return False
