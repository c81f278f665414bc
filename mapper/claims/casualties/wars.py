"""Whether a number is the toll of a war or of a stretch of time, and of no one strike."""

from __future__ import annotations

import re

from mapper.claims.grammar import clause_of, has_subject
from mapper.claims.page import Page
from mapper.claims.quantities import Quantity

__all__ = ["is_of_many_strikes", "is_over_days", "is_since"]

_WAR = re.compile(
    r"\b(?:civil war|the war|years? of|year-long|so far this year|this year|to date|"
    r"conflict|death toll (?:from|of) the war|overall|in total since|"
    r"displaced|refugees|homeless)\b",
    re.IGNORECASE,
)
_NUMBERS = "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several"
_STRETCH = re.compile(
    r"\b(?:in|during|over|for|within) (?:(?:the|this|that) )?"
    r"(?:(?:first|past|last|previous|same|opening) (?:[\w-]+ )?(?:years?|months?|weeks)|"
    rf"(?:\d+|{_NUMBERS}) (?:years|months|weeks))\b|"
    r"\bin (?:the two|both) countries\b|\b(?:across|throughout) the country\b|\bnationwide\b|"
    r"\bin all of (?:last year|(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
"""Words of a count over weeks or years, or over countries."""
_DAYS = re.compile(
    rf"\b(?:in|during|over|within) (?:the )?(?:\d+|{_NUMBERS}) days\b", re.IGNORECASE
)
"""Words of a count over days, which may still be one town's."""
_TOTAL = re.compile(
    r"\b(?:during|over|in) (?:the|that|this) (?:same )?(?:period|truce|ceasefire)\b|"
    r"\bincluding the (?:\w+|\d+) (?:in|at|from)\b|"
    r"(?<![\d,])\d[\d,]* (?:\w+ )?violations of the (?:truce|ceasefire)\b",
    re.IGNORECASE,
)
"""Words of a sum over many strikes, this one among them."""
_NO_STRIKE = re.compile(
    r"\b(?:died?|dead|deaths?|killed|lives)\b[^.;]{0,30}\b(?:of|from|by|to)\b[^.;,]{0,20}"
    r"\b(?:cholera|malaria|measles|dengue|ebola|hunger|famine|starvation|malnutrition|thirst|"
    r"diseases?|epidemic|floods?|flooding|earthquakes?|landslides?)\b|"
    r"\b(?:cholera|malaria|measles|dengue|ebola|hunger|famine|starvation|malnutrition|"
    r"epidemic|floods?|flooding|earthquakes?|landslides?)\b[^.;,]{0,20}\b(?:killed|kills)\b|"
    r"\bblew (?:him|her)self up\b|\bblew themselves up\b|\bsuicide (?:bomb|attack|vest)",
    re.IGNORECASE,
)
"""Deaths by illness, by nature and by one's own hand."""
_RECORD = re.compile(r"\b(?:\w+liest|worst|bloodiest|highest|most|biggest|heaviest)\b", re.I)
"""The deadliest strike "in the past two years" is one strike."""


def is_of_many_strikes(page: Page, start: int, end: int, quantity: Quantity) -> bool:
    """Whether a number of a sentence (tokens start..end) sums up more than one strike."""
    text = page.span_text(start, end)
    value = quantity.low or 0
    if value >= 10_000 or _TOTAL.search(text) or _is_other_death(page, start, text, quantity):
        return True
    if _STRETCH.search(text) and not _RECORD.search(text):
        return True
    if _is_perfect_of_a_country(page, start, end, quantity):
        return True
    since = any(is_since(page, token) for token in range(start, end))
    return (since or bool(_WAR.search(text))) and (
        value >= 500
        or _is_since(page, start, end, quantity)
        or _is_toll_of_war(page, quantity, end)
    )


def _is_other_death(page: Page, start: int, text: str, quantity: Quantity) -> bool:
    """Whether a number's own people died of illness, of nature or by one's own hand.

    "The strike killed 12 in a town where dozens have died of hunger" keeps its 12.
    """
    own = clause_of(page, quantity.start)
    for found in _NO_STRIKE.finditer(text):
        at = page.starts[start] + found.start()
        token = next(t for t in range(start, len(page)) if page.ends[t] > at)
        clause = clause_of(page, token)
        # "died when a bomber blew himself up": the clause of the cause hangs on theirs
        if clause == own or (page.dep[clause] == "advcl" and page.head[clause] == own):
            return True
    return False


def is_over_days(page: Page, start: int, end: int) -> bool:
    """Whether "610 dead in twelve days" is told in a sentence, tokens start..end."""
    return _DAYS.search(page.span_text(start, end)) is not None


def is_since(page: Page, token: int) -> bool:
    """Whether a word is the "since" of "since January", and not of "has since risen"."""
    return page.words[token] == "since" and page.dep[token] != "advmod"


def _is_since(page: Page, start: int, end: int, quantity: Quantity) -> bool:
    """Whether "since" stands in what the number is told in, and not in another statement."""
    own = {clause_of(page, quantity.start)}
    own.update(_up(page, clause_of(page, quantity.start)))
    return any(
        is_since(page, token) and own & {clause_of(page, token), *_up(page, clause_of(page, token))}
        for token in range(start, end)
    )


def _up(page: Page, clause: int) -> list[int]:
    """Return the clauses above one, up to a statement of its own: "…, and X listed …"."""
    found = []
    for _ in range(8):
        if page.dep[clause] in {"conj", "ROOT"} and has_subject(page, clause):
            break
        clause = clause_of(page, page.head[clause])
        found.append(clause)
    return found


def _is_toll_of_war(page: Page, quantity: Quantity, end: int) -> bool:
    """Whether a war itself is what killed them, not what the sentence mentions elsewhere."""
    clause = clause_of(page, quantity.start)
    return any(
        page.lemmas[token] in {"war", "conflict"}
        and page.dep[token] in {"nsubj", "pobj"}
        and clause_of(page, token) == clause
        for token in range(page.sentences[page.sentence_of[quantity.start]][0], end)
    )


def _is_perfect_of_a_country(page: Page, start: int, end: int, quantity: Quantity) -> bool:
    """Whether "missiles have killed 24 people in Israel" sums up what went on till now."""
    verb = clause_of(page, quantity.start)
    perfect = any(
        page.dep[child] == "aux" and page.words[child] in {"have", "has", "'ve"}
        for child in page.children[verb]
    )
    if not perfect or any(
        page.tags[token] == "NN" and page.lemmas[token] in {"strike", "airstrike", "raid", "attack"}
        for token in range(start, end)
    ):
        return False
    return any(
        page.words[token] == "in"
        and (hit := page.hit_at[min(token + 1, end - 1)]) is not None
        and hit.entry.table == "actors"
        and hit.entry.row["kind"] == "state"
        and hit.entry.sense == "name"
        for token in range(start, end)
        if quantity.end <= token < quantity.end + 6 or page.head[token] == verb
    )
