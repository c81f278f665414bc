"""Page furniture in saved articles: recognised and noted, never cut out of the text."""

from __future__ import annotations

import re

__all__ = ["find_boilerplate"]

# kind -> how such a paragraph speaks, in any outlet
_KINDS = {
    "appeal for donations": r"\byour (?:support|donation|contribution|subscription)s?\b.{0,40}"
    r"\b(?:help|allow|make|fund|keep|matter)|\b(?:donate|subscribe) (?:now|today)\b",
    "cookie or privacy notice": r"\b(?:we|our partners|this (?:web)?site) uses? cookies\b"
    r"|\baccept (?:all )?cookies\b|\bprivacy policy\b",
    "newsletter sign-up": r"\bsign up (?:for|to)\b.{0,60}"
    r"\b(?:newsletter|e-?mail|briefing|alerts?)\b",
    "media player notice": r"\bmedia ?playback is\b|\bmedia caption|\benable javascript\b",
    "picture credit": r"^(?:image|photo|picture)s?(?: ?(?:copyright|credit|source|caption|by))\b",
    "copyright line": r"^(?:©|\(c\)|copyright ).{0,80}$|\ball rights reserved\b",
}
_PATTERN = re.compile(
    "|".join(f"(?P<k{i}>{pattern})" for i, pattern in enumerate(_KINDS.values())), re.I | re.M
)


def find_boilerplate(text: str) -> tuple[str, ...]:
    """Return the kinds of page furniture in `text`, in the table's order."""
    names = list(_KINDS)
    found = {int((match.lastgroup or "k0")[1:]) for match in _PATTERN.finditer(text)}
    return tuple(names[i] for i in sorted(found))
