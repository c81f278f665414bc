"""All counts of dead and wounded of one sentence; the toll of a whole war is none."""

from __future__ import annotations

from dataclasses import dataclass, field

from mapper.claims.casualties.casualty import Casualty, attribute_of
from mapper.claims.casualties.kin import are_kin
from mapper.claims.casualties.labels import find_label, is_graded, is_of_names, names_victims
from mapper.claims.casualties.lists import listed_victims
from mapper.claims.casualties.outcomes import harm_words, outcome_of
from mapper.claims.casualties.parts import articles, is_including, subgroup_later, subgroup_outcome
from mapper.claims.casualties.people import (
    counts_people,
    group_before,
    group_told,
    is_no_count,
    part_of_the_harmed,
    person_after,
    victims_without_a_word,
)
from mapper.claims.casualties.singles import like_the_others, single_victims
from mapper.claims.casualties.tolls import toll_of
from mapper.claims.casualties.wars import is_of_many_strikes
from mapper.claims.page import Page
from mapper.claims.quantities import Quantity, find_quantities
from mapper.claims.tables import Lexicon
from mapper.model import KIN

__all__ = ["find_casualties"]


@dataclass(slots=True)
class _Search:
    """One sentence and what is found in it so far."""

    page: Page
    lexicon: Lexicon
    start: int
    end: int
    harms: list[tuple[int, str]]
    found: list[Casualty] = field(default_factory=list)
    earlier: list[tuple[Quantity, list[tuple[int, str]], str]] = field(default_factory=list)
    """The numbers before, each with what befell the people and which people they are."""

    @property
    def hurt(self) -> int | None:
        """The last word of the sentence that tells of wounded."""
        return next((at for at, told in reversed(self.harms) if told == "wounded"), None)


def find_casualties(page: Page, start: int, end: int, lexicon: Lexicon) -> list[Casualty]:
    """Return the counted dead and wounded of one sentence (tokens start..end)."""
    harms = harm_words(page, start, end, lexicon)
    if not harms and not names_victims(page, start, end):
        return []
    search = _Search(page, lexicon, start, end, harms)
    quantities = sorted(
        [*find_quantities(page, lexicon, start, end), *articles(page, start, end)],
        key=lambda quantity: quantity.start,
    )
    toll = toll_of(page, quantities, start, end)
    for quantity in quantities:
        if is_of_many_strikes(page, start, end, quantity) or is_no_count(page, quantity):
            continue
        if _were_there(page, quantity, start, harms):
            continue
        if toll is not None and quantity in toll.quantities:
            named = page.hit_at[toll.noun - 1]  # "the civilian dead"
            kind = named.entry.row["group"] if named and named.entry.table == "persons" else ""
            group = kind or group_before(page, quantity, [])
            _add(search, quantity, toll.noun, toll.outcome, group)
        elif search.earlier and _was_before(page, quantity):
            _, outcomes, group = search.earlier[-1]
            _add(search, quantity, *outcomes[0], group)
        elif (whole := _whole_of(search)) and (group := group_told(page, quantity.end - 1)):
            # "of the 22 people killed, 12 were women", "of the dead, nine were children"
            _add(search, quantity, *whole, group)
        elif label := find_label(page, quantity, start, lexicon):
            _add(search, quantity, *label)
        elif is_of_names(page, quantity, start, end):
            _add(search, quantity, quantity.end, "killed", "")
        elif is_graded(page, quantity) and (hurt := search.hurt):
            # "two were gravely hurt and 30 slightly"
            _add(search, quantity, hurt, "wounded", group_before(page, quantity, search.earlier))
        elif part := part_of_the_harmed(page, quantity, lexicon):
            _add(search, quantity, *part)
        else:
            _count_people(search, quantity)
    found = search.found
    singles = single_victims(page, harms, found)
    sums = listed_victims(page, harms, found, lexicon)
    summed = {(each.attribute, each.harm_token) for each in sums}
    found = [each for each in found if (each.attribute, each.harm_token) not in summed]
    return [*(like_the_others(casualty, singles) for casualty in found), *singles, *sums]


def _whole_of(search: _Search) -> tuple[int, str] | None:
    """Return what befell the whole that a sentence breaks down, if it tells of one before."""
    if search.earlier:
        return search.earlier[-1][1][0]
    page, first = search.page, search.start
    opens = page.words[first : first + 2] in (["of", "the"], ["of", "those"], ["among", "the"])
    harm, told = search.harms[0] if search.harms else (search.end, "")
    return (harm, told) if opens and harm == first + 2 else None


def _were_there(page: Page, quantity: Quantity, start: int, harms: list[tuple[int, str]]) -> bool:
    """Whether "of the 100 people at the wedding, 37 died" tells how many there were in all."""
    if page.words[start] not in {"of", "out"} or quantity.start - start > 4:
        return False
    comma = next(
        (at for at in range(quantity.end, page.right[start] + 2) if page.words[at] == ","), None
    )
    return comma is not None and not any(start < harm < comma for harm, _ in harms)


def _was_before(page: Page, quantity: Quantity) -> bool:
    """Whether a number is what a count was before: "ten are dead, up from seven on Sunday"."""
    before = page.words[max(0, quantity.start - 3) : quantity.start]
    return before[-2:] in (["up", "from"], ["down", "from"]) or before == ["from", "an", "earlier"]


def _add(search: _Search, quantity: Quantity, harm: int, outcome: str, group: str) -> None:
    """Keep a number whose harm and people are told by its own words."""
    name = attribute_of(group, outcome)
    if name:
        search.earlier.append((quantity, [(harm, outcome)], group))
        search.found.append(
            Casualty(name, quantity, quantity.start, None, quantity.value, False, harm)
        )


def _count_people(search: _Search, quantity: Quantity) -> None:
    """Keep a number that counts people, with the harm that governs it or stands nearest."""
    page, end = search.page, search.end
    person = person_after(page, quantity, end)
    if person is None and (noun := victims_without_a_word(page, quantity, search.lexicon)):
        person = ("", page.words[noun], noun)
    following = page.words[quantity.end] if quantity.end < end else ""
    if person is None and not counts_people(page, quantity, following, search.lexicon, end):
        return
    outcomes = _outcomes_of(search, quantity, person[2] if person else None)
    if not outcomes:
        return
    named = person is not None and person[2] >= quantity.end
    if not named and _is_of_a_count(page, quantity):
        return
    group = person[0] if person and named else group_before(page, quantity, search.earlier)
    group = group or group_told(page, person[2] if person else page.head[quantity.end - 1])
    token, outcome = outcomes[0]
    search.earlier.append((quantity, outcomes, group))
    attribute = attribute_of(group, outcome)
    if {"them", "whom"} & set(page.words[quantity.start : quantity.end + 3]) and any(
        other.attribute == attribute for other in search.found
    ):
        return  # "six fighters, two of them foreigners": no second count
    if _is_part_of_same(search, quantity, attribute):
        return  # "30 fighters, including nine commanders"
    if attribute:
        detail = person[1] if person else None
        if person and are_kin(page, person[2], token):
            detail = KIN
        search.found.append(
            Casualty(attribute, quantity, quantity.start, detail, quantity.value, harm_token=token)
        )


def _is_part_of_same(search: _Search, quantity: Quantity, attribute: str | None) -> bool:
    """Whether people are told to be among those that the number before counts alike."""
    alike = (one.quantity for one in reversed(search.found) if one.attribute == attribute)
    whole = next(alike, None)
    if whole is None:
        return False
    between = range(whole.end, quantity.start)
    words = search.page.words[whole.end : quantity.start]
    return "including" in words and not any(
        search.page.tags[at] in {"VBD", "VBN"} or words[at - whole.end] == ";" for at in between
    )


def _is_of_a_count(page: Page, quantity: Quantity) -> bool:
    """Whether a number stands in "one of the ten died later": how some died whom a toll counts."""
    start, end = quantity.start, quantity.end
    whole = page.words[max(0, start - 2) : start] == ["of", "the"] and page.pos[start - 3] == "NUM"
    return whole or (page.words[end : end + 2] == ["of", "the"] and page.pos[end + 2] == "NUM")


def _outcomes_of(search: _Search, quantity: Quantity, person: int | None) -> list[tuple[int, str]]:
    """Return what befell counted people: of the total they break down, or by the harm words."""
    page, harms = search.page, search.harms
    part = victims_without_a_word(page, quantity, search.lexicon) is None
    outcomes = (subgroup_outcome(page, quantity, search.earlier) if part else []) or outcome_of(
        page, quantity, person, harms
    )
    if not outcomes and len(harms) == 1 and is_including(page, quantity, search.start):
        outcomes = harms
    return outcomes or subgroup_later(page, quantity, harms)
