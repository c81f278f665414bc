"""Which words of a text tell of a strike, by syntax alone: a look before everything else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mapper.claims.events.triggers import find_triggers
from mapper.claims.page import make_page
from mapper.claims.speakers.publisher import make_publisher
from mapper.claims.speakers.speaker import Memory
from mapper.claims.speech.finding import find_frames
from mapper.claims.tables import load_lexicon

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["find_strike_words"]


def find_strike_words(doc: Doc, text: str) -> tuple[int, ...]:
    """Return the characters at which words begin that tell of a strike.

    Neither names nor places are needed. `read_claims` finds no claim in a text without any.
    """
    lexicon = load_lexicon()
    page = make_page(doc, text, lexicon)
    frames = find_frames(page, lexicon, Memory(make_publisher(None, lexicon)))
    return tuple(sorted(page.starts[token] for token in find_triggers(page, lexicon, frames)))
