"""Words that go on being somebody's without a verb of saying of their own.

"I thought …" inside a quotation is whoever is quoted; a sentence in the past perfect behind
"…, he added." still tells what he told, and so do the bullets under "he named as struck:".
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import replace

from mapper.claims.grammar import SUBJECTS
from mapper.claims.page import Page
from mapper.claims.speech.frame import Frame
from mapper.listings import find_points

__all__ = ["carried_on", "listed_on", "says_i", "with_quoted_speakers"]

_SELF = frozenset({"i", "we"})


def says_i(page: Page, verb: int, quoted: frozenset[int]) -> bool:
    """Whether "I" or "we" inside a quotation says something."""
    return verb in quoted and any(
        page.dep[child] == "nsubj" and page.words[child] in _SELF for child in page.children[verb]
    )


def with_quoted_speakers(
    page: Page,
    by_sentence: Mapping[int, list[Frame]],
    aloud: list[Frame],
    quoted: frozenset[int],
) -> dict[int, list[Frame]]:
    """Give "I think that …" inside a quotation to whom the quotation is of."""
    return {
        number: [_quoted(page, frame, aloud, quoted) for frame in frames]
        for number, frames in by_sentence.items()
    }


def _quoted(page: Page, frame: Frame, aloud: list[Frame], quoted: frozenset[int]) -> Frame:
    if not says_i(page, frame.verb, quoted):
        return frame
    outer = next((each for each in aloud if each.start <= frame.verb <= each.end), None)
    return replace(frame, speakers=outer.speakers, via=outer.via) if outer else frame


def carried_on(page: Page, by_sentence: Mapping[int, list[Frame]]) -> list[Frame]:
    """Return frames for sentences that go on with what the one before was told by somebody."""
    found: list[Frame] = []
    last: Frame | None = None
    for number, (start, end) in enumerate(page.sentences):
        frames = by_sentence.get(number, [])
        if frames:
            last = frames[-1] if _tells_to_the_end(page, frames[-1], end) else None
            continue
        if last is not None and number and _goes_on(page, number):
            found.append(replace(last, start=start, end=end - 1))
        else:
            last = None
    return found


def listed_on(page: Page, by_sentence: Mapping[int, list[Frame]]) -> list[Frame]:
    """Return frames for the bullets under a line that ends with what somebody told and a colon."""
    found: list[Frame] = []
    for points in find_points(page.text):
        number = page.sentence_of[max(0, bisect_left(page.starts, points.end) - 1)]
        frames = by_sentence.get(number, [])
        if frames and _tells_to_the_end(page, frames[-1], page.sentences[number][1]):
            for start, end in points.spans:
                first, last = (bisect_left(page.starts, at) for at in (start, end))
                if first < last:
                    found.append(replace(frames[-1], start=first, end=last - 1))
    return found


def _tells_to_the_end(page: Page, frame: Frame, end: int) -> bool:
    return frame.mode == "assert" and bool(frame.speakers) and end - frame.end <= 3


def _counts_the_harmed(page: Page, root: int) -> bool:
    """Whether a sentence only counts: "Four people died." behind "the governor said"."""
    harmed = page.lemmas[root] in _HARMED or any(
        page.words[child] in {"dead", "missing"} for child in page.children[root]
    )
    return harmed and any(
        page.dep[child] in SUBJECTS
        and (
            page.pos[child] == "NUM"
            or any(page.dep[number] == "nummod" for number in page.children[child])
        )
        for child in page.children[root]
    )


_HARMED = frozenset({"die", "kill", "wound", "injure", "hurt", "perish", "hospitalise"})


def _goes_on(page: Page, number: int) -> bool:
    """Whether a sentence of the same paragraph, without places, is told from hearsay."""
    before, (start, end) = page.sentences[number - 1], page.sentences[number]
    if any("\n" in page.words[at] for at in range(before[1] - 2, start + 1)):
        return False
    if any(
        at in page.geography or (page.words[at] == '"' and at == start) for at in range(start, end)
    ):
        return False
    root = next((at for at in range(start, end) if page.dep[at] == "ROOT"), start)
    if _counts_the_harmed(page, root):
        return True
    perfect = any(page.words[child] == "had" for child in page.children[root])
    others = any(
        page.dep[child] in {"nsubj", "nsubjpass"} and page.lemmas[child] == "other"
        for child in page.children[root]
    )
    return (perfect and page.tags[root] == "VBN") or others
