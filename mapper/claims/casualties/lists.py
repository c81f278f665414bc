"""Victims told one by one: "the pilot and two passengers", "a couple and their three sons"."""

from __future__ import annotations

from mapper.claims.casualties.casualty import Casualty, attribute_of
from mapper.claims.casualties.undoing import suffers
from mapper.claims.grammar import has_subject
from mapper.claims.page import Page
from mapper.claims.quantities import Quantity
from mapper.claims.tables import Lexicon

__all__ = ["NO_PEOPLE", "listed_victims"]

NO_PEOPLE = frozenset(
    [
        "cow",
        "sheep",
        "goat",
        "camel",
        "horse",
        "donkey",
        "dog",
        "animal",
        "cattle",
        "number",
        "lot",
        "total",
        "handful",
        "house",
        "building",
        "day",
        "year",
        "family",
        "group",
        "toll",
        "attack",
        "strike",
        "time",
        "percent",
        "hour",
        "couple",
        "pair",
    ]
)
"""Nouns that a count under "killed" may stand with and that are no people."""
_PAIRS = {"couple": 2, "pair": 2}


def listed_victims(
    page: Page, harms: list[tuple[int, str]], found: list[Casualty], lexicon: Lexicon
) -> list[Casualty]:
    """Return the sums of victims some of whom stand without a number."""
    sums: list[Casualty] = []
    for token, outcome in harms:
        if outcome not in {"killed", "wounded"} or page.lemmas[token] == "lose":
            continue  # one loses guns as well as men
        for child in _harmed(page, token):
            counted = [_count_of(page, item, lexicon) for item in _items(page, child)]
            if len(counted) < 2 or None in counted:
                continue
            numbers = [item for item in counted if item is not None]
            if all(numbered for _, _, numbered in numbers):
                continue
            total = sum(number for number, _, _ in numbers)
            groups = {group for _, group, _ in numbers}
            name = attribute_of(groups.pop() if len(groups) == 1 else "", outcome)
            if name and not any(each.value == total for each in found):
                quantity = Quantity(child, child + 1, total, float(total), float(total))
                sums.append(Casualty(name, quantity, child, None, total, False, token))
    return sums


def _harmed(page: Page, harm: int) -> list[int]:
    """Return the heads of the lists of people that a word of harm is told of."""
    if page.pos[harm] == "VERB":
        return [
            child
            for child in page.children[harm]
            if page.dep[child] in {"dobj", "nsubjpass"}
            or (page.dep[child] == "nsubj" and suffers(page, harm))
        ]
    verb = page.head[harm]
    if page.dep[harm] != "nsubj" or page.lemmas[verb] != "be":
        return []
    # "the victims were two sisters and their mother"
    return [child for child in page.children[verb] if page.dep[child] == "attr"]


def _items(page: Page, root: int) -> list[int]:
    verb = page.head[root]
    items = [root]
    items.extend(
        child
        for child in page.children[verb]
        if page.dep[child] == "conj"
        and child > root
        and page.pos[child] in {"NOUN", "PROPN"}
        and not has_subject(page, child)  # "three were killed, one of them a child"
    )
    for token in items:
        items.extend(child for child in page.children[token] if page.dep[child] == "conj")
    return items


def _count_of(page: Page, noun: int, lexicon: Lexicon) -> tuple[int, str, bool] | None:
    """Return how many a noun of a list stands for, of which people, and whether it says so."""
    if page.pos[noun] == "NUM":
        return _part_of_kin(page, noun, lexicon)
    if page.words[noun] in _PAIRS:
        return _PAIRS[page.words[noun]], "", False
    if page.pos[noun] not in {"NOUN", "PROPN"} or page.lemmas[noun] in NO_PEOPLE:
        return None
    hit = page.hit_at[noun]
    group = hit.entry.row["group"] if hit and hit.entry.table == "persons" else ""
    before = [page.words[child] for child in page.children[noun] if child < noun]
    number = next((lexicon.numbers[word] for word in before if lexicon.numbers.get(word)), None)
    if number is None:
        number = next((float(word) for word in before if word.isdigit()), None)
    if number is not None and not {"a", "an"} & set(before):
        return int(number), group, True
    if page.tags[noun] in {"NN", "NNP"} and page.shapes[noun].islower():
        return 1, group, False
    return None


def _part_of_kin(page: Page, number: int, lexicon: Lexicon) -> tuple[int, str, bool] | None:
    """Read "a father and four of his children"."""
    count = lexicon.numbers.get(page.words[number])
    kin = next(
        (
            inner
            for child in page.children[number]
            if page.words[child] == "of"
            for inner in page.children[child]
            if any(page.dep[whose] == "poss" for whose in page.children[inner])
        ),
        None,
    )
    if count is None or kin is None:
        return None
    hit = page.hit_at[kin]
    group = hit.entry.row["group"] if hit and hit.entry.table == "persons" else ""
    return int(count), group, True
