"""Words of several sentences that are one speaker's.

Decides whose a quotation is, and whose the paragraphs under "Analysis: NAME".
"""

from __future__ import annotations

from mapper.claims.page import Page
from mapper.claims.speakers.speaker import Memory, Speaker
from mapper.claims.speech.frame import Frame

__all__ = ["quoted_frames", "quoted_tokens", "signed_sections"]


def _quotations(page: Page) -> list[tuple[int, int]]:
    """Return the token spans between double quotation marks, paragraph by paragraph."""
    spans: list[tuple[int, int]] = []
    opened: int | None = None
    for token, word in enumerate(page.words):
        if word == '"':
            if opened is None:
                opened = token
            else:
                spans.append((opened, token))
                opened = None
        elif "\n" in word:
            if opened is not None and token - opened > 3:
                spans.append((opened, token))
            opened = None
    if opened is not None and len(page) - opened > 3:
        spans.append((opened, len(page) - 1))
    return spans


def quoted_tokens(page: Page) -> frozenset[int]:
    """Return every token between quotation marks."""
    return frozenset(token for low, high in _quotations(page) for token in range(low, high + 1))


def quoted_frames(page: Page, by_sentence: dict[int, list[Frame]]) -> list[Frame]:
    """Give a quotation of several sentences to the speaker named beside it."""
    found: list[Frame] = []
    for start, end in _quotations(page):
        first, last = page.sentence_of[start], page.sentence_of[end]
        if first == last and not (start - page.sentences[first][0] <= 1):
            continue
        beside = [
            frame
            for number in dict.fromkeys(
                (last, first, min(last + 1, len(page.sentences) - 1), max(first - 1, 0))
            )
            for frame in by_sentence.get(number, ())
            if not start < frame.verb < end and _is_near(page, frame.verb, start, end)
        ]
        frame = beside[0] if beside else _before_paragraph(page, by_sentence, found, start, end)
        if frame is not None:
            found.append(Frame(frame.speakers, start, end, frame.verb, "assert", frame.via))
    return found


def _before_paragraph(
    page: Page, by_sentence: dict[int, list[Frame]], found: list[Frame], start: int, end: int
) -> Frame | None:
    """Return the last speech before a paragraph that is a quotation and names nobody.

    Whoever spoke last goes on, as desks print a statement of several paragraphs.
    """
    number = page.sentence_of[start]
    if number == 0 or not _opens_paragraph(page, start) or not _closes_paragraph(page, end):
        return None
    before = found[-1] if found and page.sentence_of[found[-1].end] == number - 1 else None
    told = [frame for frame in by_sentence.get(number - 1, ()) if frame.speakers]
    return before or (told[-1] if told and len(told[-1].speakers) == 1 else None)


def _opens_paragraph(page: Page, start: int) -> bool:
    return start > 0 and any("\n" in page.words[at] for at in range(max(0, start - 2), start))


def _closes_paragraph(page: Page, end: int) -> bool:
    """Whether nothing but marks stands between a quotation and the end of its paragraph."""
    for token in range(end, len(page)):
        if "\n" in page.words[token]:
            return True
        if token > end and page.pos[token] not in {"PUNCT", "SPACE"}:
            return False
    return True


def _is_near(page: Page, verb: int, start: int, end: int) -> bool:
    """Whether a verb stands beside a quotation with no paragraph between."""
    low, high = (end, verb) if verb > end else (verb, start)
    if high - low > 40:
        return False
    return not any("\n" in page.words[token] for token in range(low + 1, high))


_SIGNED = frozenset({"analysis", "opinion", "comment", "viewpoint", "commentary"})


def signed_sections(page: Page, by_sentence: dict[int, list[Frame]], memory: Memory) -> list[Frame]:
    """Give the paragraphs under "Analysis: NAME" to that name, up to the next heading."""
    found: list[Frame] = []
    for number, (start, end) in enumerate(page.sentences):
        speakers: tuple[Speaker, ...] = ()
        if page.words[start] in _SIGNED and (number in by_sentence or _is_heading(page, number)):
            frames = by_sentence.get(number, [])
            speakers = frames[0].speakers if frames else ()
            if page.words[start + 1 : start + 2] == ["by"]:
                named = (
                    memory.people[memory.full_names[token]]
                    for token in range(start, end)
                    if token in memory.full_names
                )
                speakers = tuple(named)[:1] or speakers
        if not speakers:
            continue
        last = number
        for later in range(number + 1, len(page.sentences)):
            if _is_heading(page, later):
                break
            last = later
        if last > number:
            first = page.sentences[number + 1][0]
            found.append(Frame(speakers, first, page.sentences[last][1] - 1, start, "assert"))
    return found


def _is_heading(page: Page, number: int) -> bool:
    """Whether a sentence is a line of its own without an end: a heading."""
    start, end = page.sentences[number]
    words = [word for word in page.words[start:end] if not word.isspace()]
    if not words or len(words) > 14:
        return False
    return words[-1] not in {".", "!", "?", '"', "'", ":", ";", ")"} and "\n" in page.words[end - 1]
