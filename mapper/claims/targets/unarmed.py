"""Words that nobody armed was there: "none of them carried a gun", "there is no base here"."""

from __future__ import annotations

import re
from collections.abc import Set

from mapper.claims.grammar import SUBJECTS, child_of
from mapper.claims.page import Page
from mapper.claims.tables import word_list
from mapper.claims.targets.aim import ANYBODY, Aim, fighters_at, holder_of

__all__ = ["find_unarmed", "find_unlinked"]

_FIGHTERS = (
    r"(?:armed (?:man|men|groups?|people|persons?|forces)|gunm[ae]n|fighters?|militants?|militia"
    r"|soldiers?|rebels?|terrorists?|insurgents?|jihadists?|extremists?|bandits?|guerrillas?"
    r"|troops|combatants?|weapons?|guns?|arms|military \w+"
    r"|(?:\w+ )?(?:bases?|headquarters|barracks|camps?|hide-?outs?))"
)
_NOBODY = re.compile(
    rf"\b(?:no|not a single|not one|never (?:any|an?))\s+(?:\w+\s+)?{_FIGHTERS}\b"
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
    r"|\b(?:nothing|not (?:a|an|any)|never (?:a|an)) (?:legitimate )?military\b"
    r"|\bnever (?:held|carried|touched|owned|had) an? (?:gun|weapon|rifle)\b"
    r"|\b(?:not|n't|n’t|never|no longer) (?:ever |been )?(?:hous|host|shelter|harbou?r|contain|us)"
    rf"(?:e|ed|es|ing|)(?: by| as| for| any| an?)* (?:\w+ )?{_FIGHTERS}\b"
    r"|\b(?:only|nobody but|no one but|nothing but) (?:civilians|families|villagers|farmers"
    r"|shepherds|refugees|women and children|displaced (?:people|families))\b",
    re.IGNORECASE,
)
_LOSSES = re.compile(
    r"^\W*(?:\w+\W+){0,3}(?:killed|wounded|hurt|injured|died|harmed|lost|captured|claimed|fired"
    r"|took|taken|responsible)\b",
    re.IGNORECASE,
)


def find_unlinked(page: Page, sentence: int, *, denied: Set[int]) -> Aim | None:
    """Return the group that nobody hit had to do with: "neither had any link to X".

    `denied`: the tokens of denials, "denied that they belonged to X".
    """
    for token in range(*page.sentences[sentence]):
        noun = page.lemmas[token] in _TIES and page.pos[token] == "NOUN"
        if not noun and page.lemmas[token] not in _TIED:
            continue
        holder = _party(page, token)
        if (
            holder
            and _are_people_told_of(page, token)
            and (token in denied or _is_none(page, token))
        ):
            return Aim(holder, token, True, None, "nobody there was of that group")
    return None


_TIES, _TIED = word_list("ties"), word_list("tied to")
_NONE = frozenset({"none", "neither", "nobody", "nothing", "no"})


def _party(page: Page, token: int) -> str | None:
    """Return the armed group that ties are to."""
    found = None
    for at in range(token + 1, page.right[token] + 1):
        hit = page.hit_at[at]
        holder = (holder_of(page, hit) or fighters_at(page, hit)) if hit else None
        if holder and holder != ANYBODY:
            return holder
        found = found or holder or (ANYBODY if page.lemmas[at] in _GROUPS else None)
    return found


_GROUPS = frozenset({"group", "militia", "movement", "faction", "party", "insurgency", "guerrilla"})


def _are_people_told_of(page: Page, token: int) -> bool:
    """Whether no state or group has the ties: an accused side denies those for itself."""
    for at in (token, *page.ancestors(token, 3)):
        for child in page.children[at]:
            if page.dep[child] in SUBJECTS:
                hit = page.hit_at[child]
                group = hit is not None and hit.entry.table in {"actors", "offices", "holders"}
                return not group and page.words[child] != "it"
    return page.lemmas[page.head[token]] in {"have", "deny"} or page.dep[token] == "pobj"


def _is_none(page: Page, token: int) -> bool:
    """Whether "no", "not", "neither" stands over a word, in its clause or with its subject."""
    for at in (token, *page.ancestors(token, 4)):
        for child in page.children[at]:
            inner = {child, *page.children[child]} if page.dep[child] in SUBJECTS else {child}
            if page.dep[child] == "neg" or _NONE & {page.words[each] for each in inner}:
                return True
        if page.pos[at] == "VERB" and at != token:
            return False
    return False


def _who_has_none(page: Page, denied: range) -> str | None:
    """Return the group of "X has no camp there"."""
    for at in denied:
        verb = page.head[at]
        if page.dep[at] != "dobj" or page.lemmas[verb] not in {"have", "keep", "maintain"}:
            continue
        subject = child_of(page, verb, frozenset({"nsubj"}))
        hit = page.hit_at[subject] if subject is not None else None
        return holder_of(page, hit) if hit else None
    return None


def find_unarmed(page: Page, sentence: int) -> Aim | None:
    """Return the denial that anybody armed was there, unless it is of their losses or deeds."""
    start, end = page.sentences[sentence]
    text = page.span_text(start, end)
    for found in _NOBODY.finditer(text):
        if _LOSSES.match(text[found.end() :]):
            continue
        at = page.starts[start] + found.start()
        token = next(number for number in range(start, end) if page.ends[number] > at)
        holder = _who_has_none(page, range(token, min(end, token + 6))) or ANYBODY
        return Aim(holder, token, True, None, "nobody armed was there")
    return None
