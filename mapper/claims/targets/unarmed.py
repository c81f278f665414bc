"""Words that nobody armed was there: "none of them carried a gun", "there is no base here"."""

from __future__ import annotations

import re

from mapper.claims.page import Page
from mapper.claims.targets.aim import ANYBODY, Aim

__all__ = ["find_unarmed"]

_FIGHTERS = (
    r"(?:armed (?:man|men|groups?|people|persons?|forces)|gunm[ae]n|fighters?|militants?|militia"
    r"|soldiers?|rebels?|terrorists?|combatants?|weapons?|guns?|arms|military \w+"
    r"|(?:\w+ )?(?:bases?|headquarters|barracks|camps?|hide-?outs?))"
)
_NOBODY = re.compile(
    rf"\b(?:no|not a single|never (?:any|an?))\s+(?:\w+\s+)?{_FIGHTERS}\b"
    r"|\bnone of (?:them|those|us|the \w+)\s+(?:\w+ )?(?:was|were|is|are|had been) "
    r"(?:armed|(?:an? )?(?:fighter|militant|soldier|combatant)s?)\b"
    r"|\b(?:was|were|is|are)(?: not|n't|n’t) "
    r"(?:armed|(?:an? )?(?:fighter|militant|soldier|combatant|terrorist)s?)\b"
    r"|\b(?:nothing to do with|no (?:links?|ties|connection) (?:to|with)"
    r"|not (?:a )?(?:member|part) of|not belong to|never belonged to) "
    r"(?:any|the) (?:armed |militant )?"
    r"(?:party|parties|group|groups|movement|faction|factions|militants?|rebels|resistance|militia)\b"
    r"|\bno (?:evidence|signs?|indications?|traces?|proof) (?:that|of|for) (?:[\w'-]+ ){0,5}?"
    rf"{_FIGHTERS}\b"
    r"|\bnever (?:held|carried|touched|owned|had) an? (?:gun|weapon|rifle)\b"
    r"|\b(?:only|nobody but|no one but|nothing but) (?:civilians|families|villagers|farmers"
    r"|shepherds|refugees|women and children|displaced (?:people|families))\b",
    re.IGNORECASE,
)
_LOSSES = re.compile(
    r"^\W*(?:\w+\W+){0,3}(?:killed|wounded|hurt|injured|died|harmed|lost|captured|claimed|fired"
    r"|took|taken|responsible)\b",
    re.IGNORECASE,
)


def find_unarmed(page: Page, sentence: int) -> Aim | None:
    """Return the denial that anybody armed was there, unless it is of their losses or deeds."""
    start, end = page.sentences[sentence]
    text = page.span_text(start, end)
    for found in _NOBODY.finditer(text):
        if _LOSSES.match(text[found.end() :]):
            continue
        at = page.starts[start] + found.start()
        token = next(number for number in range(start, end) if page.ends[number] > at)
        return Aim(ANYBODY, token, True, None, "nobody armed was there")
    return None
