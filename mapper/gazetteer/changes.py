"""What the differences of two spellings say, one by one, learnt from known variants.

spelling_changes.json gives each change of letters and of sounds a weight: the logarithm of how
much oftener it is met between two spellings of one place than between two places' names. Made by
tests/benchmarks/fit_spelling.py, from changes that were met in several countries.
"""

from __future__ import annotations

import json
import unicodedata
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING

from rapidfuzz.distance import Levenshtein

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from mapper.gazetteer.evidence import Hit

__all__ = ["ODDS", "list_changes", "load_weights", "lower_name", "weigh_changes"]

ODDS = ("odds of letters", "odds of sounds", "odds", "worst letter", "worst sound", "odds ahead")
"""The names of what `weigh_changes` gives for each hit."""

OTHER = "L:other"
"""Any change of letters that has no weight of its own."""

_LONGEST = 6
_UNRIVALLED = 9.0
_VOWELS = frozenset("aeiouyāēīōūáéíóúâêîôûäöüåæøıăãõơưəǝ")


@lru_cache(maxsize=1)
def load_weights() -> dict[str, float]:
    """Return the learnt weight of each change."""
    table = resources.files("mapper.gazetteer").joinpath("spelling_changes.json")
    weights: dict[str, float] = json.loads(table.read_text(encoding="utf-8"))["weights"]
    return weights


def lower_name(name: str) -> str:
    """Return a name with its marks, as changes of letters are read from it."""
    return unicodedata.normalize("NFC", name).lower()


def list_changes(asked: str, written: str, sounds: str, hit: Hit) -> list[str]:
    """Return what differs between an asked name and a known one, both as `lower_name` gives them.

    "L:kh>h" are letters, with "^" and "$" where both names begin or end there, and again with
    what stands around; "S:a>e" are sounds; "W:" words that only one has, "R:" how it was read.
    """
    read = hit.reading.sounds if hit.reading else sounds
    return [*_list_letters(asked, written), *_list_sounds(read, hit)]


def _list_letters(asked: str, written: str) -> Iterator[str]:
    for start, end, start_there, end_there in _part(asked, written):
        ours, theirs = asked[start:end], written[start_there:end_there]
        if max(len(ours), len(theirs)) > _LONGEST:
            yield "L:long"
            continue
        yield f"L:{ours}>{theirs}"
        if start == start_there == 0:
            yield f"L:^{ours}>{theirs}"
        elif end == len(asked) and end_there == len(written):
            yield f"L:${ours}>{theirs}"
        before, after = asked[start - 1 : start], asked[end : end + 1]
        yield f"L:{_classify(before)}[{ours}>{theirs}]{_classify(after)}"


def _part(asked: str, written: str) -> list[list[int]]:
    """Return where the two differ: (start, end) in either, what touches taken together."""
    parts: list[list[int]] = []
    for op in Levenshtein.opcodes(asked, written):
        if op.tag == "equal":
            continue
        if parts and parts[-1][1] == op.src_start and parts[-1][3] == op.dest_start:
            parts[-1][1], parts[-1][3] = op.src_end, op.dest_end
        else:
            parts.append([op.src_start, op.src_end, op.dest_start, op.dest_end])
    return parts


def _classify(letter: str) -> str:
    return " " if letter in ("", " ") else "v" if letter in _VOWELS else "c"


def _list_sounds(read: str, hit: Hit) -> Iterator[str]:
    end = len(read.replace(" ", "").lstrip("~^")) - 1
    end_there = len(hit.sounds.replace(" ", "").lstrip("~^")) - 1
    for one, two, at, there in hit.likeness.changes:
        place = "^" if at == there == 0 else "$" if at >= end and there >= end_there else ""
        yield f"S:{place}{one}>{two}"
    longer = "a" if read.count(" ") > hit.sounds.count(" ") else "k"
    for word in hit.likeness.spare:
        yield f"W:{longer}{word}"
    if hit.reading:
        yield f"R:{hit.reading.rule}"


def weigh_changes(
    changed: Sequence[Sequence[str]], weights: Mapping[str, float]
) -> list[list[float]]:
    """Return for each hit, given its changes, the numbers that `ODDS` names."""
    other = weights.get(OTHER, 0.0)
    rows = []
    for changes in changed:
        letters, sounds = [], []
        for change in changes:
            if change[0] != "L":
                sounds.append(weights.get(change, 0.0))
            else:
                plain = change[2] not in "^$" and "[" not in change
                letters.append(weights.get(change, other if plain else 0.0))
        told = float(sum(letters)), float(sum(sounds))
        rows.append([*told, sum(told), min(letters, default=0.0), min(sounds, default=0.0)])
    totals = sorted((row[2] for row in rows), reverse=True)
    for row in rows:
        if len(rows) == 1:
            row.append(_UNRIVALLED)
        else:
            row.append(row[2] - (totals[1] if row[2] == totals[0] else totals[0]))
    return rows
