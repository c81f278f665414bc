"""Speakers who get their name only further on: "a monitoring group" of the lead, later told.

Wire copy opens with a description and names its source in the next paragraphs.
"""

from __future__ import annotations

from dataclasses import replace

from mapper.claims.speakers.speaker import Memory, Speaker
from mapper.claims.speech.frame import Frame

__all__ = ["with_later_names"]

_LEAD = 4
"""Sentences from the first that anybody speaks in; there sources are only described."""
_REACH = 9
_WATCHERS = frozenset(
    {"monitor", "monitoring group", "war monitor", "rights group", "human rights group", "watchdog"}
)


def with_later_names(by_sentence: dict[int, list[Frame]], memory: Memory) -> dict[int, list[Frame]]:
    """Put the names that were told later in place of the descriptions."""
    names = dict(memory.named_later)
    names.update(_watchers(by_sentence))
    if not names:
        return by_sentence
    return {
        number: [_renamed(frame, names) for frame in frames]
        for number, frames in by_sentence.items()
    }


def _renamed(frame: Frame, names: dict[Speaker, Speaker]) -> Frame:
    speakers = tuple(dict.fromkeys(names.get(each, each) for each in frame.speakers))
    return frame if speakers == frame.speakers else replace(frame, speakers=speakers)


def _watchers(by_sentence: dict[int, list[Frame]]) -> dict[Speaker, Speaker]:
    """Return whom "a monitoring group" of the lead means: the only monitor heard soon after."""
    numbers = sorted(by_sentence)
    if not numbers:
        return {}
    first = numbers[0]
    heard = {
        speaker: number
        for number in reversed(numbers)
        for frame in by_sentence[number]
        for speaker in frame.speakers
    }
    monitors = {
        speaker
        for speaker, number in heard.items()
        if speaker.kind == "monitor"
        and not speaker.person
        and speaker.name[:1].isupper()
        and number <= first + _REACH
    }
    if len(monitors) != 1:
        return {}
    (monitor,) = monitors
    return {
        speaker: monitor
        for speaker, number in heard.items()
        if speaker.name in _WATCHERS and number <= first + _LEAD and number <= heard[monitor]
    }
