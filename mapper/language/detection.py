"""Which language a text is written in."""

from __future__ import annotations

import re

from mapper.language.preparing import SURROGATE

__all__ = ["detect_language"]

_ENOUGH = 4000
"""Characters that are looked at."""
_WORD = re.compile(r"[^\W\d_]+")
_ENGLISH = frozenset(
    {"the", "of", "and", "to", "that", "was", "with", "said", "by", "from", "were", "has", "had"}
    | {"near", "two", "three"}
)
_PLAINLY = 0.1
"""Share of such words from which a text is English: no other language comes to a third of it."""


_PIDGIN = frozenset(["dey", "don", "wey", "dem", "una", "dis", "dat", "na", "sey", "wetin", "tok"])


def detect_language(text: str) -> str | None:
    """Return the ISO 639-1 code of a text's language, or None when it is too short to tell."""
    letters = sum(character.isalpha() for character in text[:_ENOUGH])
    if letters < 20:
        return None
    if _is_plainly_english(text[:_ENOUGH]):
        return "en"
    import py3langid

    (code, best), (_, second) = py3langid.rank(SURROGATE.sub(" ", text[:_ENOUGH]))[:2]
    if code == "pcm" and not _PIDGIN & set(_WORD.findall(text[:_ENOUGH].lower())):
        # short English of names and numbers passes for Nigerian Pidgin, which has words of its own
        return "en"
    # log probabilities: e to this power times as likely as the next language
    return str(code) if best - second >= 3.0 else None


def _is_plainly_english(text: str) -> bool:
    """Whether the commonest English words settle it, which is thirty times as fast."""
    words = _WORD.findall(text.lower())
    return len(words) >= 20 and sum(word in _ENGLISH for word in words) >= _PLAINLY * len(words)
