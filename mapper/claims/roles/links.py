# ruff: noqa: PLR0911
# a list of cases with an answer each reads better whole than in parts
"""Which event of the sentence a place belongs to, and whether it is the thing struck."""

from __future__ import annotations

from mapper.claims.events.event import Event
from mapper.claims.grammar import ACTED_ON, MODIFIERS, OBJECTS
from mapper.claims.page import Page
from mapper.claims.roles.paths import depth_of, first_conjunct
from mapper.claims.roles.spot import Spot
from mapper.claims.tables import word_list

__all__ = ["event_of", "is_struck_noun", "is_told_below", "only_says_when"]


def is_struck_noun(page: Page, path: list[int], events: list[Event], number: int | None) -> bool:
    """Whether the path leads through an object or subject of being struck."""
    if number is None:
        return False
    event = events[number]
    for token in path:
        if page.dep[token] in OBJECTS and page.head[token] in event.triggers:
            return True
        prep = page.head[token]
        # "by the authorities in X" names who did it, and X is where they sit
        by = page.dep[prep] == "agent" or page.words[prep] == "by"
        if page.dep[token] == "pobj" and page.head[prep] in event.triggers and not by:
            return True
    return False


def is_told_below(page: Page, spot: Spot, event: Event) -> bool:
    """Whether a clause is about the name that it hangs on.

    "X and Y, which jets hit on Monday", "died in X, where shells fell".
    """
    told = event.clause
    named = {spot.root, first_conjunct(page, spot.root)}
    if _is_of_quarter_hit(page, spot, told):
        return True
    if page.dep[told] != "relcl" or first_conjunct(page, page.head[told]) not in named:
        return False
    return any(
        page.words[child] == "where"
        or (page.words[child] in {"which", "that"} and page.dep[child] in ACTED_ON)
        for child in page.children[told]
    )


def only_says_when(page: Page, event: Event, clause: int) -> bool:
    """Whether "hours after the strike" only dates what a clause tells, which is no harm done."""
    if page.lemmas[clause] in _OUTCOMES or clause in event.triggers:
        return False
    if not _BURNING.isdisjoint(page.words[page.left[clause] : page.right[clause] + 1]):
        return False
    for trigger in event.triggers:
        above = page.ancestors(trigger)
        below = above[: above.index(clause)] if clause in above else []
        if not any(page.words[at] in _WHEN and page.pos[at] != "VERB" for at in below):
            return False
    return True


_BURNING = frozenset(
    {"flames", "fire", "smoke", "ablaze", "alight", "rubble", "ruins", "crater", "siren", "sirens"}
)
_WHEN = frozenset({"after", "before", "since", "following"})
_OUTCOMES = (word_list("felt") | word_list("effects") | frozenset({"perish", "be"})) - {"bury"}
"""What is told of a strike beside its day: "after the strike six people died in X"."""


def _is_of_quarter_hit(page: Page, spot: Spot, told: int) -> bool:
    """Whether "the Mosul neighbourhood hit by a missile" names the town of what was hit."""
    quarter = page.head[told]
    return (
        page.dep[told] == "acl"
        and page.tags[told] == "VBN"
        and page.head[spot.root] == quarter
        and page.dep[spot.root] in MODIFIERS
        and page.lemmas[quarter] in _QUARTERS
    )


_QUARTERS = word_list("settled places") | word_list("quarters")


def event_of(
    page: Page, spot: Spot, path: list[int], clause: int, events: list[Event], numbers: list[int]
) -> int | None:
    """Return the event that a place belongs to, by its path, its clause or nearness."""
    if not numbers:
        return None
    below = next((n for n in numbers if is_told_below(page, spot, events[n])), None)
    if below is not None:
        return below
    on_path = set(path) | {clause}
    best: int | None = None
    for number in numbers:
        event = events[number]
        if any(trigger in on_path for trigger in event.triggers) and (
            best is None or depth_of(path, event) < depth_of(path, events[best])
        ):
            best = number
    if best is not None:
        return best
    for number in numbers:
        if clause in events[number].clauses and not only_says_when(page, events[number], clause):
            return number
    start = page.sentences[spot.sentence][0]
    if (
        spot.start - start <= 4
        and spot.start > start
        and {page.words[spot.start - 1], page.words[start]} & {"in", "at", "near", "outside"}
        and "," in page.words[spot.root : spot.root + 3]
        and page.lemmas[clause] in {"die", "kill", "wound", "injure", "hurt"}
    ):
        # "In X, seven people died when rockets rained down": X is where all of it was
        return numbers[0]
    if page.pos[clause] == "VERB" and page.dep[clause] in {"relcl", "advcl"}:
        return None
    # a parse that lost the thread: the nearest event of the sentence, if no verb is between
    nearest = min(numbers, key=lambda number: abs(events[number].anchor - spot.root))
    event = events[nearest]
    low, high = sorted((event.anchor, spot.root))
    if ";" in page.words[low:high] or only_says_when(page, event, clause):
        return None
    if high - low <= 12 and not any(
        page.pos[token] == "VERB" and token not in event.triggers and token not in event.clauses
        for token in range(low + 1, high)
    ):
        return nearest
    return None
