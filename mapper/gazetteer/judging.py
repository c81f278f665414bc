"""How likely a spelling within one country is the very place, learnt from known variants.

spelling_trees.json holds small decision trees over the facts of evidence.py, and the level from
which a spelling is accepted. tests/benchmarks/fit_spelling.py made it: trees fitted on some
countries, the level chosen on others.
"""

from __future__ import annotations

import json
import math
from dataclasses import replace
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING

from mapper.gazetteer.changes import load_weights
from mapper.gazetteer.evidence import FACTS, Hit, describe_hits
from mapper.transliteration import ABJAD_COUNTRIES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mapper.gazetteer.index import Gazetteer

__all__ = ["JUDGED", "judge_hits", "sum_trees"]

JUDGED = 12
"""So many of the nearest spellings are judged; the right one is hardly ever further down."""

Tree = tuple[tuple[float, ...], ...]
"""Nodes: (fact, limit, node if at most, node if more), or (value,) at the end."""


@lru_cache(maxsize=1)
def _load_trees() -> tuple[float, dict[bool, float], tuple[Tree, ...]]:
    table = resources.files("mapper.gazetteer").joinpath("spelling_trees.json")
    known = json.loads(table.read_text(encoding="utf-8"))
    if tuple(known["facts"]) != FACTS:
        raise RuntimeError("spelling_trees.json was made for other facts; fit it again")
    trees = tuple(tuple(tuple(node) for node in tree) for tree in known["trees"])
    return known["base"], {True: known["level_lax"], False: known["level"]}, trees


def sum_trees(base: float, trees: Sequence[Tree], facts: Sequence[float]) -> float:
    """Return what trees say about one candidate, as the logarithm of its odds."""
    total = base
    for tree in trees:
        node = tree[0]
        while len(node) > 1:
            fact, limit, less, more = node
            node = tree[int(less if facts[int(fact)] <= limit else more)]
        total += node[0]
    return total


def judge_hits(
    gazetteer: Gazetteer, name: str, sounds: str, hits: list[Hit], *, country: str, level: float
) -> list[Hit]:
    """Return the nearest hits with learnt scores, the likeliest first.

    A score is on the scale of spellings: `level` where it may be accepted, 0 to 0.995.
    """
    base, levels, trees = _load_trees()
    accepted = levels[country in ABJAD_COUNTRIES]
    near = hits[:JUDGED]
    judged = []
    described = describe_hits(gazetteer, name, sounds, near, country, weights=load_weights())
    for hit, facts in zip(near, described, strict=True):
        over = sum_trees(base, trees, facts) - accepted
        room = 0.995 - level if over > 0 else level - 0.3
        score = level + room * math.tanh(over / (3.0 if over > 0 else 6.0))
        if hit.likeness.score < level and _has_other_ending(hit, sounds):
            score = min(score, level - 0.03)
        judged.append(replace(hit, likeness=replace(hit.likeness, score=score)))
    judged.sort(key=lambda hit: -hit.likeness.score)
    return judged


def _has_other_ending(hit: Hit, sounds: str) -> bool:
    """Tell whether one spelling ends in a vowel that the other lacks, as other names do."""
    sounds = hit.reading.sounds if hit.reading else sounds
    end = len(sounds.replace(" ", "").lstrip("~^"))
    end_there = len(hit.sounds.replace(" ", "").lstrip("~^"))
    return any(
        (one or two) in "aAiIuUoO"
        and not (one and two)
        and at >= end - 1
        and there >= end_there - 1
        for one, two, at, there in hit.likeness.changes
    )
