"""Which language a text is written in."""

from __future__ import annotations

from mapper.language.preparing import SURROGATE

__all__ = ["detect_language"]

_ENOUGH = 4000
"""Characters that are looked at."""


def detect_language(text: str) -> str | None:
    """Return the ISO 639-1 code of a text's language, or None when it is too short to tell."""
    letters = sum(character.isalpha() for character in text[:_ENOUGH])
    if letters < 20:
        return None
    import py3langid

    (code, best), (_, second) = py3langid.rank(SURROGATE.sub(" ", text[:_ENOUGH]))[:2]
    # log probabilities: e to this power times as likely as the next language
    return str(code) if best - second >= 3.0 else None
