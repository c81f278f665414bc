"""Decide all mentions of a document together, and say why.

A name's candidates are weighed by plain facts: how they match, how many people live there,
whether their country, division or county is said, and how near they are to what the other
names of the document mean. Belief in one name's candidates is evidence for the next, so the
weighing is repeated a fixed number of times. The weights are a table, fitted by
tests/benchmarks/fit_resolver.py.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING

import numpy as np

from mapper.model import Candidate, Mention, Place, PlaceKind, Resolution
from mapper.recognizer import lookup_in
from mapper.resolver.evidence import FACTS, Board, Floats, lay_out, measure
from mapper.resolver.levels import share_name, town_first
from mapper.resolver.naming import Named, keep_seas, name_mention
from mapper.resolver.spelling import bring_home, spell_names
from mapper.resolver.strays import find_strays
from mapper.resolver.suggestions import Suggester

if TYPE_CHECKING:
    from mapper.gazetteer import Gazetteer

__all__ = ["resolve_mentions"]

MAX_TOGETHER = 600
"""Mentions decided together; a longer text is decided in parts, or memory would not suffice."""

ROUNDS = 3
SHOWN = 10
ACCEPT = 0.5
"""Belief that a name's best place, together with what lies next to it, must have."""


def resolve_mentions(
    text: str, mentions: Sequence[Mention], gazetteer: Gazetteer
) -> tuple[Resolution, ...]:
    """Return one resolution per mention, in the same order.

    Parameters
    ----------
    text
        The document: its words between names say what contains what.
    mentions
        From `find_mentions`, or spans given elsewhere.
    gazetteer
        Whichever is loaded.

    Returns
    -------
    tuple of Resolution
        Best candidate first, with the belief in it as `score` and the facts that told most as
        `reasons`. A best candidate that is not `accepted` is a suggestion.
    """
    lookup = lookup_in(gazetteer)
    order = sorted(range(len(mentions)), key=lambda i: (mentions[i].start, mentions[i].end))
    named = [keep_seas(text, name_mention(mentions[i], lookup)) for i in order]
    answers: list[Resolution] = []
    for start in range(0, len(named), MAX_TOGETHER):
        answers += _decide(text, named[start : start + MAX_TOGETHER], gazetteer)
    places = dict(zip(order, answers, strict=True))
    return tuple(places[i] for i in range(len(mentions)))


def _decide(text: str, named: list[Named], gazetteer: Gazetteer) -> tuple[Resolution, ...]:
    """Decide the names of a document, in text order."""
    board, facts, belief = _weigh(text, named)
    if any(not name.candidates for name in named) and spell_names(
        text, named, board, belief, gazetteer
    ):
        board, facts, belief = _weigh(text, named)
    if board is None or facts is None or belief is None:
        return tuple(Resolution(name.mention, (), _unknown(name)) for name in named)
    strays = find_strays(text, board, named, facts, belief)
    if strays and bring_home(text, named, board, belief, strays, gazetteer):
        board, facts, belief = _weigh(text, named)
        assert board is not None and facts is not None and belief is not None
        strays = find_strays(text, board, named, facts, belief)
    answers: dict[int, Resolution] = {}
    for number, members in enumerate(board.names):
        rows = np.flatnonzero(board.group == number)
        for i in members:
            answer = _answer(text, named[i], board, rows, facts, belief)
            answers[i] = _leave_open(answer) if number in strays else answer
    suggester = Suggester(board, named, belief)
    return tuple(
        answers.get(i) or Resolution(name.mention, suggester.suggest(name), _unknown(name))
        for i, name in enumerate(named)
    )


def _leave_open(resolution: Resolution) -> Resolution:
    """Show a namesake far from all that the document speaks of, and accept nothing."""
    far = "in a country that the text does not speak of"
    return replace(
        resolution,
        candidates=tuple(
            replace(one, accepted=False, reasons=(far, *one.reasons))
            for one in resolution.candidates
        ),
    )


def _unknown(name: Named) -> str:
    return f"no gazetteer entry is called {name.core!r}"


def _weigh(text: str, named: list[Named]) -> tuple[Board | None, Floats | None, Floats | None]:
    """Return all candidates, their facts and the belief in them after all rounds."""
    if not any(name.candidates for name in named):
        return None, None, None
    board = lay_out(text, named)
    prior, full = _read_weights()
    belief = _share_out(board, board.fixed @ prior)
    facts = board.fixed
    for _ in range(ROUNDS):
        facts = measure(board, belief)
        belief = _share_out(board, facts @ full)
    return board, facts, belief


def _share_out(board: Board, score: Floats) -> Floats:
    """Return each row's share of its name, from scores in log odds."""
    top = np.maximum.reduceat(score, board.starts)
    grown = np.exp(score - top[board.group])
    return np.asarray(grown / np.add.reduceat(grown, board.starts)[board.group])


def _answer(
    text: str, name: Named, board: Board, rows: np.ndarray, facts: Floats, belief: Floats
) -> Resolution:
    order = sorted(rows, key=lambda row: (-belief[row], board.places[row].id))
    order = town_first(order, board, name.mention, text)
    best = board.places[order[0]]
    nearby = sum(
        belief[row]
        for row in order
        if _is_next_to(best, board.places[row]) or share_name(best, board.places[row])
    )
    candidates = []
    for rank, row in enumerate(order[:SHOWN]):
        place = _frame(name, board.places[row])
        accepted = rank == 0 and bool(nearby >= ACCEPT) and not name.is_doubtful
        score = round(float(belief[row]) * name.spelling, 4)
        reasons = _explain(name, facts[row], len(order))
        candidates.append(Candidate(place, score, accepted, reasons))
    return Resolution(name.mention, tuple(candidates))


def _is_next_to(best: Place, other: Place) -> bool:
    """Whether two candidates are so near that choosing between them changes no map."""
    if best.id == other.id:
        return True
    return abs(best.lat - other.lat) < 0.25 and abs(best.lon - other.lon) < 0.3


def _frame(name: Named, place: Place) -> Place:
    """Widen a place that was only named as a part or a surrounding of itself."""
    if not name.framed or place.kind not in (PlaceKind.SETTLEMENT, PlaceKind.ADMIN1):
        return place
    if name.mention.label == "facility":
        return replace(place, kind=PlaceKind.FACILITY, uncertainty_km=place.uncertainty_km + 10.0)
    if name.mention.label == "composite" and place.kind == PlaceKind.SETTLEMENT:
        lower = name.mention.text.lower()
        if lower.endswith((" city", " town", " village")):
            return place
        wide = 25.0 if "countryside" in lower or "rural" in lower else 8.0
        return replace(place, kind=PlaceKind.AREA, uncertainty_km=place.uncertainty_km + wide)
    return place


_TOLD = {
    "container said": "inside the place said with it",
    "division named": "its division is named in the text",
    "country named": "its country is named in the text",
    "same division": "other places of the text are in its division",
    "same country": "other places of the text are in its country",
    "within 30 km": "near other places of the text",
    "within 100 km": "within reach of other places of the text",
    "capital": "a country's capital",
    "own name": "its own name",
    "variant": "a variant of its name",
    "largest": "the most populous of the name",
    "asked kind": "a county is meant",
}


def _explain(name: Named, facts: Floats, namesakes: int) -> tuple[str, ...]:
    reasons = [name.rule] if name.rule else []
    for fact, words in _TOLD.items():
        if facts[FACTS.index(fact)] >= 0.3:
            reasons.append(words)
    many = f"{namesakes} places of the name were weighed"
    reasons.append(many if namesakes > 1 else "the only place of the name")
    return tuple(reasons)


@lru_cache(maxsize=1)
def _read_weights() -> tuple[Floats, Floats]:
    table = resources.files("mapper.resolver").joinpath("weights.csv")
    prior, full = np.zeros(len(FACTS)), np.zeros(len(FACTS))
    with table.open(encoding="utf-8") as stream:
        for row in csv.DictReader(stream):
            prior[FACTS.index(row["fact"])] = float(row["prior"])
            full[FACTS.index(row["fact"])] = float(row["weight"])
    return prior, full
