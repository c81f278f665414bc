"""Frames of speech: a speaker, the words he or she is responsible for, and how they are said.

Frames nest: the innermost one is the claimant, those around it are the messengers ("via").
"""

from __future__ import annotations

from dataclasses import dataclass, field

from mapper.claims.page import Page
from mapper.claims.speakers.speaker import Speaker

__all__ = ["TRADING", "Frame", "Frames", "is_mutual"]


@dataclass(frozen=True, slots=True)
class Frame:
    """Words start..end (tokens, end included) said by `speakers`, in a manner."""

    speakers: tuple[Speaker, ...]
    start: int
    end: int
    verb: int
    mode: str
    via: tuple[Speaker, ...] = ()
    accused: int | None = None
    """Root token of whoever is accused."""
    story: bool = False
    """Told by a noun: "X's claim that …", which somebody around it may deny."""

    @property
    def size(self) -> int:
        return self.end - self.start


@dataclass(slots=True)
class Frames:
    """Every frame of a report, looked up by token."""

    by_sentence: dict[int, list[Frame]]
    verbs: dict[int, Frame]
    """Say verb -> its frame: such verbs are never strikes themselves."""
    aloud: dict[int, list[Frame]] = field(default_factory=dict)
    """Sentence -> the quotations that reach into it."""

    def around(self, sentence: int, token: int) -> list[Frame]:
        """Return the frames that hold a token, innermost first."""
        found = [
            frame
            for frame in (*self.by_sentence.get(sentence, ()), *self.aloud.get(sentence, ()))
            if frame.start <= token <= frame.end and frame.verb != token
        ]
        return sorted(found, key=lambda frame: (frame.size, frame.start))

    def answered(self, sentence: int, token: int) -> list[Frame]:
        """Return the frames that hold a token, without a story that one of them denies.

        In "the army denied the rebels' claim that its jets hit X" the jets are the army's.
        """
        around = self.around(sentence, token)
        if around and around[0].story and any(frame.mode == "deny" for frame in around):
            return around[1:]
        return around


TRADING = frozenset({"trade", "exchange", "swap"})
"""What two do with accusations, either of them against the other."""


def is_mutual(page: Page, frame: Frame) -> bool:
    """Whether "X and Y accused each other", "each accused the other", "traded blame" is said."""
    if frame.accused is None or len(frame.speakers) < 2:
        return False
    both = page.words[frame.accused - 1 : frame.accused + 1]
    return page.lemmas[frame.verb] in TRADING or both in _EACH_OTHER


_EACH_OTHER = (["each", "other"], ["one", "another"], ["the", "other"])
