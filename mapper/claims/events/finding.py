"""All events of a report, in reading order."""

from __future__ import annotations

from bisect import bisect_right

from mapper.claims.events.clauses import extend_clauses, parent_clause, starts_anew
from mapper.claims.events.event import Event
from mapper.claims.events.harm import add_harm
from mapper.claims.events.items import add_items
from mapper.claims.events.reality import judge
from mapper.claims.grammar import answer_above, clause_of, is_answered
from mapper.claims.page import Page
from mapper.claims.speech.frame import Frames
from mapper.claims.tables import Lexicon
from mapper.listings import find_items, find_points

__all__ = ["find_events"]

_RANK = {"strong": 0, "medium": 1, "carrier": 2, "weak": 3, "harm": 4}


def _anchor(page: Page, triggers: list[int], lexicon: Lexicon) -> int:
    def rank(token: int) -> tuple[int, int, int]:
        hit = page.hit_at[token]
        if hit and hit.entry.table == "weapons":
            return (0, 0, token)
        row = (
            lexicon.event_verbs.get(page.lemmas[token])
            if page.pos[token] == "VERB"
            else lexicon.event_nouns.get(page.lemmas[token])
        )
        return (1, _RANK.get(row["strength"], 5) if row else 5, token)

    return min(triggers, key=rank)


def find_events(
    page: Page,
    lexicon: Lexicon,
    frames: Frames,
    telling: dict[int, bool],
    place_tokens: set[int],
    grounds: set[int],
) -> list[Event]:
    """Return the events of a report in reading order.

    `telling` is what `find_triggers` gives. `place_tokens` are the roots of its places, `grounds`
    those in which somebody's death tells of a strike: the dead "in Lebanon" are of no one's.
    """
    if not telling:
        return []
    triggers = dict(telling)
    add_items(page, lexicon, triggers, grounds)
    add_harm(page, lexicon, triggers, grounds)
    _leave_answered(page, triggers, lexicon, place_tokens)
    own = set(triggers)
    parents: dict[int, int] = {}

    def root_clause(clause: int) -> int:
        for _ in range(12):
            upper = parents.get(clause)
            if upper is None:
                upper = parent_clause(page, clause, frames, own)
                if upper != clause and starts_anew(page, clause, own, place_tokens):
                    upper = clause
                parents[clause] = upper
            if upper == clause:
                return clause
            clause = upper
        return clause

    groups: dict[tuple[int, int], list[int]] = {}
    clauses: dict[tuple[int, int], set[int]] = {}
    for token in sorted(triggers):
        clause, root = clause_of(page, token), answer_above(page, token)
        if root is None:
            root = root_clause(clause)
        elif not page.left[root] <= clause <= page.right[root]:
            clause = root  # "fired in response to a raid": the firing is not of the raid
        if page.sentence_of[root] != page.sentence_of[token]:
            root = clause
        key = (page.sentence_of[token], root)
        groups.setdefault(key, []).append(token)
        clauses.setdefault(key, set()).update({clause, root})
    events = []
    for (sentence, root), tokens in sorted(groups.items(), key=lambda item: item[1][0]):
        event = Event(
            sentence=sentence,
            clause=root,
            anchor=_anchor(page, tokens, lexicon),
            triggers=tokens,
            clauses=clauses[sentence, root],
            weak=all(triggers[token] for token in tokens),
        )
        event.weapons = _weapons(page, event)
        judge(page, event)
        around = frames.around(sentence, event.anchor)
        if around and around[0].mode == "accuse":
            event.irrealis = False
        events.append(event)
    extend_clauses(page, events, root_clause)
    _mark_listed(page, events)
    return events


def _leave_answered(
    page: Page, triggers: dict[int, bool], lexicon: Lexicon, place_tokens: set[int]
) -> None:
    """Leave out what a strike of the same sentence was "in retaliation for".

    Unless that was a strike itself, and is told with its place.
    """
    answered = {token for token in triggers if is_answered(page, token)}
    told = {page.sentence_of[token] for token in triggers if token not in answered}
    struck = {
        page.sentence_of[token]
        for token in answered
        if (row := lexicon.event_nouns.get(page.lemmas[token])) is not None
        and row["strength"] in {"strong", "medium"}
        and any(page.left[token] <= place <= page.right[token] for place in place_tokens)
    }
    for token in answered:
        if page.sentence_of[token] in told - struck:
            del triggers[token]


def _mark_listed(page: Page, events: list[Event]) -> None:
    """Mark the events of each item of a list."""
    items = [(item.start, item.end) for item in find_items(page.text)]
    items = sorted(items + [span for points in find_points(page.text) for span in points.spans])
    starts = [start for start, _ in items]
    for event in events:
        at = page.starts[event.anchor]
        before = bisect_right(starts, at) - 1
        event.listed = before >= 0 and at < items[before][1]


def _weapons(page: Page, event: Event) -> list[str]:
    found: list[str] = []
    start, end = page.sentences[event.sentence]
    for token in range(start, end):
        hit = page.hit_at[token]
        if (
            hit
            and hit.entry.table == "weapons"
            and hit.start == token
            and clause_of(page, token) in event.clauses
            and is_answered(page, token) <= is_answered(page, event.anchor)
        ) and hit.entry.name not in found:
            found.append(hit.entry.name)
    return found
