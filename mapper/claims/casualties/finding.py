"""All counts of dead and wounded of one sentence; the toll of a whole war is none."""

from __future__ import annotations

import re

from mapper.claims.casualties.casualty import Casualty, attribute_of
from mapper.claims.casualties.lists import listed_victims
from mapper.claims.casualties.outcomes import harm_words, outcome_of
from mapper.claims.casualties.parts import articles, is_including, subgroup_later, subgroup_outcome
from mapper.claims.casualties.people import (
    counts_people,
    group_before,
    part_of_the_harmed,
    person_after,
    victims_without_a_word,
)
from mapper.claims.casualties.singles import like_the_others, single_victims
from mapper.claims.grammar import clause_of
from mapper.claims.page import Page
from mapper.claims.quantities import Quantity, find_quantities
from mapper.claims.tables import Lexicon

__all__ = ["find_casualties"]

_WAR = re.compile(
    r"\b(?:since|civil war|the war|years? of|year-long|"
    r"in (?:the )?(?:past|last) \w+ (?:years|months)|"
    r"so far this year|this year|to date|conflict|"
    r"death toll (?:from|of) the war|overall|in total since|"
    r"displaced|refugees|homeless)\b",
    re.IGNORECASE,
)


_TOTAL = re.compile(
    r"\b(?:during|over|in) (?:the|that|this) (?:same )?(?:period|truce|ceasefire)\b|"
    r"\bincluding the (?:\w+|\d+) (?:in|at|from)\b",
    re.IGNORECASE,
)
"""Words of a sum over many strikes, this one among them."""


def _is_whole_war(page: Page, start: int, end: int, quantity: Quantity) -> bool:
    text = page.span_text(start, end)
    value = quantity.low or 0
    if value >= 10_000 or _TOTAL.search(text):
        return True
    return bool(_WAR.search(text)) and (
        value >= 500 or "since" in page.words[start:end] or _is_toll_of_war(page, quantity, end)
    )


def _is_toll_of_war(page: Page, quantity: Quantity, end: int) -> bool:
    """Whether a war itself is what killed them, not what the sentence mentions elsewhere."""
    clause = clause_of(page, quantity.start)
    return any(
        page.lemmas[token] in {"war", "conflict"}
        and page.dep[token] in {"nsubj", "pobj"}
        and clause_of(page, token) == clause
        for token in range(page.sentences[page.sentence_of[quantity.start]][0], end)
    )


def find_casualties(page: Page, start: int, end: int, lexicon: Lexicon) -> list[Casualty]:
    """Return the counted dead and wounded of one sentence (tokens start..end)."""
    harms = harm_words(page, start, end, lexicon)
    if not harms:
        return []
    found: list[Casualty] = []
    earlier: list[tuple[Quantity, list[tuple[int, str]], str]] = []
    quantities = sorted(
        [*find_quantities(page, lexicon, start, end), *articles(page, start, end)],
        key=lambda quantity: quantity.start,
    )
    for quantity in quantities:
        if _is_whole_war(page, start, end, quantity):
            continue
        part = part_of_the_harmed(page, quantity, lexicon)
        if part:
            name = attribute_of(part[2], part[1])
            if name:
                earlier.append((quantity, [(part[0], part[1])], part[2]))
                found.append(
                    Casualty(name, quantity, quantity.start, None, quantity.value, False, part[0])
                )
            continue
        person = person_after(page, quantity, end)
        if person is None and (noun := victims_without_a_word(page, quantity, lexicon)):
            person = ("", page.words[noun], noun)
        following = page.words[quantity.end] if quantity.end < end else ""
        if person is None and not counts_people(page, quantity, following, lexicon, end):
            continue
        outcomes = subgroup_outcome(page, quantity, earlier) or outcome_of(
            page, quantity, person[2] if person else None, harms
        )
        if not outcomes and len(harms) == 1 and is_including(page, quantity, start):
            outcomes = harms
        if not outcomes:
            outcomes = subgroup_later(page, quantity, harms)
        if not outcomes:
            continue
        group = person[0] if person else group_before(page, quantity, earlier)
        token, outcome = outcomes[0]
        earlier.append((quantity, outcomes, group))
        attribute = attribute_of(group, outcome)
        if {"them", "whom"} & set(page.words[quantity.start : quantity.end + 3]) and any(
            other.attribute == attribute for other in found
        ):
            # "six fighters, two of them foreigners": no second count
            continue
        if attribute:
            found.append(
                Casualty(
                    attribute,
                    quantity,
                    quantity.start,
                    person[1] if person else None,
                    quantity.value,
                    harm_token=token,
                )
            )
    singles = single_victims(page, harms, found)
    sums = listed_victims(page, harms, found, lexicon)
    whole = {(each.attribute, each.harm_token) for each in sums}
    found = [each for each in found if (each.attribute, each.harm_token) not in whole]
    return [*(like_the_others(casualty, singles) for casualty in found), *singles, *sums]
