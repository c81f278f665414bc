"""All frames of a report: those of its sentences, then the quotations and sections around them."""

from __future__ import annotations

from mapper.claims.page import Page
from mapper.claims.speakers.short_names import learn_short_names
from mapper.claims.speakers.speaker import Memory
from mapper.claims.speech.frame import Frame, Frames
from mapper.claims.speech.named_later import with_later_names
from mapper.claims.speech.own_words import carried_on, listed_on, with_quoted_speakers
from mapper.claims.speech.quotations import quoted_frames, quoted_tokens, signed_sections
from mapper.claims.speech.sentences import sentence_frames
from mapper.claims.tables import Lexicon

__all__ = ["find_frames"]


def find_frames(page: Page, lexicon: Lexicon, memory: Memory) -> Frames:
    """Return every frame of a report; `memory` is left as after reading it."""
    memory.quoted = quoted_tokens(page)
    memory.short_names = learn_short_names(page)
    found: dict[int, list[Frame]] = {}
    for number in range(len(page.sentences)):
        frames = sentence_frames(page, number, lexicon, memory)
        if frames:
            found[number] = frames
    named = with_later_names(found, memory)
    aloud = quoted_frames(page, named)
    by_sentence = with_quoted_speakers(page, named, aloud, memory.quoted)
    aloud += signed_sections(page, by_sentence, memory)
    aloud += carried_on(page, by_sentence)
    aloud += listed_on(page, by_sentence)
    verbs = {frame.verb: frame for frames in by_sentence.values() for frame in frames}
    reach: dict[int, list[Frame]] = {}
    for frame in aloud:
        for number in range(page.sentence_of[frame.start], page.sentence_of[frame.end] + 1):
            reach.setdefault(number, []).append(frame)
    return Frames(by_sentence, verbs, reach)
