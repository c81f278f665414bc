"""Frames of headlines: "Strike kills five in X: medics" and "Medics: five killed"."""

from __future__ import annotations

from mapper.claims.page import Page
from mapper.claims.speakers.phrases import find_speaker
from mapper.claims.speakers.speaker import Memory
from mapper.claims.speech.frame import Frame
from mapper.claims.tables import Lexicon

__all__ = ["headline_frame"]


def headline_frame(
    page: Page, start: int, end: int, lexicon: Lexicon, memory: Memory
) -> Frame | None:
    """Read "Strike kills five in X: medics" and "Medics: five killed"."""
    last = end - 1
    while last > start and page.pos[last] == "SPACE":
        last -= 1
    if last - start < 4 or page.words[last] in {".", '"', "!", "?"}:
        return None
    for token in range(max(start + 2, last - 6), last):
        if page.words[token] in {":", "-", "–", "—"} and page.starts[token] > page.ends[
            token - 1
        ] - (page.words[token] == ":"):
            speaker = find_speaker(page, last, lexicon, memory)
            if speaker and speaker.kind != "unknown":
                return Frame((speaker,), start, token, token, "assert")
    for token in range(start + 1, min(start + 6, last)):
        if page.words[token] == ":":
            speaker = find_speaker(page, token - 1, lexicon, memory)
            if speaker and speaker.kind not in {"unknown", "government"}:
                return Frame((speaker,), token, last, token, "assert")
    return None
