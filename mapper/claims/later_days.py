"""The day of a strike that a report gives only in a sentence after the one that tells it.

"The strike", "the bombs", "Wednesday's raid", or the same attacker's deed told again without a
place, all point back; so does a day on which people died or something collapsed.
"""

from __future__ import annotations

from mapper.claims.dates import Dated, DateMention
from mapper.claims.events.event import Event
from mapper.claims.grammar import NOUN_CLAUSES, clause_of
from mapper.claims.page import Page
from mapper.claims.speech.frame import Frames
from mapper.claims.tables import Lexicon, word_list
from mapper.model import When

__all__ = ["day_told_later", "day_within_month", "days_of_strikes"]

_FAR, _NEAR = 6, 4
"""Sentences within which a strike's day is told by its own words, and without them."""
_MANY = 30
"""Strikes among which the one day in a month is sought."""
_STRIKES = word_list("strikes pointed at")
_FALLING = word_list("falling")
"""What befalls a building by itself, as it seems, on the day of the strike."""


def day_told_later(
    page: Page,
    number: int,
    events: list[Event],
    dated: list[Dated],
    told: dict[int, When],
    placed: set[int],
) -> When | None:
    """Return the day that a sentence soon after an event gives for it.

    Parameters
    ----------
    told
        Sentence -> day, of sentences without an event of their own.
    placed
        The events with a place of their own.
    """
    event = events[number]
    following = [n for n in range(number + 1, len(events)) if events[n].sentence > event.sentence]
    stop = next((events[n].sentence for n in following if n in placed), len(page.sentences))
    for later in following:
        other = events[later]
        apart = other.sentence - event.sentence
        if apart > _FAR:
            break
        day = dated[later].own and not dated[later].past
        if day and (
            (apart <= _NEAR and _is_pointed_at(page, other))
            or (number in placed and other.sentence < stop and _is_retold(event, other))
        ):
            return dated[later].when
    end = min(stop, event.sentence + _NEAR + 1)
    days = (told.get(at) for at in range(event.sentence + 1, end))
    return next((day for day in days if day), None) if number in placed else None


def day_within_month(
    page: Page, number: int, events: list[Event], dated: list[Dated]
) -> When | None:
    """Return the day of "hit by a strike in March … the March 17 airstrike": the only one in it."""
    month = dated[number].when
    if month.precision != "month" or month.start is None or month.end is None:
        return None
    if any(page.tags[trigger] == "NNS" for trigger in events[number].triggers):
        return None  # "raids in March"
    first, last = month.start, month.end
    days = {
        dated[later].when: later
        for later in range(min(number + _MANY, len(events)) - 1, number, -1)  # the first stays
        if dated[later].own
        and dated[later].when.precision == "day"
        and (start := dated[later].when.start) is not None
        and first <= start <= last
    }
    if len(days) != 1:
        return None
    [(day, later)] = days.items()
    same = _name_all(events[number]) == _name_all(events[later])
    return day if same and _is_pointed_at(page, events[later]) else None


def _name_all(event: Event) -> set[str]:
    return {name for group in event.attackers for name in group}


def _is_retold(event: Event, other: Event) -> bool:
    """Whether the same attacker's deed is told again."""
    return not other.ongoing and _name_all(event) == _name_all(other)


def _is_pointed_at(page: Page, event: Event) -> bool:
    """Whether a sentence speaks of "the strike", "Friday's raid", "the bombs", or of "there"."""
    start, end = page.sentences[event.sentence]
    noun = page.pos[event.anchor] != "VERB"
    definite = noun and any(
        page.words[child] == "the" or page.dep[child] == "poss"
        for child in page.children[event.anchor]
    )
    return (
        definite
        or "there" in page.words[start:end]
        or any(
            page.words[token] == "the" and _is_known(page, page.head[token])
            for token in range(start, end)
        )
    )


def _is_known(page: Page, noun: int) -> bool:
    """Whether a noun is said of what was told before, and is not told which: "the city of X"."""
    which = {"of", "in", "on", "at", "near", "against"}
    return page.lemmas[noun] in _STRIKES and not any(
        page.words[child] in which or page.dep[child] in NOUN_CLAUSES
        for child in page.children[noun]
    )


def days_of_strikes(
    page: Page,
    by_sentence: dict[int, list[tuple[int, DateMention]]],
    with_events: set[int],
    frames: Frames,
    lexicon: Lexicon,
) -> dict[int, When]:
    """Return the days of sentences without an event on which something was hit or somebody died."""
    found: dict[int, When] = {}
    for sentence, mentions in by_sentence.items():
        if sentence in with_events:
            continue
        for token, mention in mentions:
            if mention.when.precision != "day" or mention.relative:
                continue
            if _is_of_harm(page, token, frames, lexicon):
                found.setdefault(sentence, mention.when)
    return found


def _is_of_harm(page: Page, token: int, frames: Frames, lexicon: Lexicon) -> bool:
    """Whether a date is that of harm done: "died on Friday", "put the attack on Monday"."""
    clause = clause_of(page, token)
    if page.dep[clause] in NOUN_CLAUSES or page.tags[clause] in {"VBP", "VBZ"}:
        return False
    attacks = [
        child
        for child in page.children[clause]
        if page.dep[child] in {"dobj", "nsubj", "nsubjpass"}
        and page.lemmas[child] in lexicon.event_nouns
        and any(page.words[inner] == "the" for inner in page.children[child])
    ]
    if attacks:
        return True
    harmed = page.words[clause] in lexicon.harm or page.lemmas[clause] in _FALLING
    return clause not in frames.verbs and (
        harmed or page.words[clause : clause + 3] == ["lost", "their", "lives"]
    )
