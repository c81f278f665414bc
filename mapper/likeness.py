"""How alike two spellings are, sound by sound, and by which rules. Pure text.

Spellings come as `spell_sounds` (mapper/toponyms.py) and `list_readings` (mapper/readings.py)
give them; the costs of sounds are tables in mapper/transliteration.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from mapper.toponyms import is_qualifier, is_sort_of_place
from mapper.transliteration import (
    ABJAD,
    ABJAD_COUNTRIES,
    LOOSE,
    STRICT,
    SYLLABIC,
    Manner,
    name_rule,
)

__all__ = ["Likeness", "compare_sounds", "compare_words"]

_WORTH_TELLING = 0.6


Change = tuple[str, str, int, int]
"""A sound here, the one in its place there ("" for none), and where in either spelling."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two spellings are: 1 the same sounds, 0 nothing in common; and which rules.

    Also what the score was made from: the cost of all changes, the changes, and the words that
    only one of the two has.
    """

    score: float
    rules: tuple[str, ...]
    cost: float = 0.0
    changes: tuple[Change, ...] = ()
    spare: tuple[str, ...] = ()


def compare_sounds(one: str, two: str, *, country: str | None = "") -> Likeness:
    """Score two spellings as `spell_sounds` gives them.

    The cost of turning one into the other, sound by sound (tables in transliteration.py),
    is set against the length of what tells the names apart: shared generic words such as
    tall, kafr or deir count little, so that "Kafr Zita" is not nearly "Kafr Lata".
    Vowels tell more where the country's own script writes them.
    """
    if one == two:
        return Likeness(1.0, ("same sounds",))
    marks = one[:1], two[:1]
    if "^" in marks:
        manner = SYLLABIC
    elif (marks[0] == "~") != (marks[1] == "~"):
        manner = ABJAD
    else:
        manner = LOOSE if (country or "") in ABJAD_COUNTRIES else STRICT
    one, two = one.lstrip("~^"), two.lstrip("~^")
    joined = one.replace(" ", ""), two.replace(" ", "")
    if joined[0] == joined[1]:
        return Likeness(0.99, ("words joined or parted",))
    cost, table = _align(*joined, manner)
    length = min(_weigh(one), _weigh(two))
    score = 1.0 - cost / (0.9 + 0.5 * length)
    if score < _WORTH_TELLING:
        return Likeness(max(0.0, score), ("little alike",))
    changes = _trace(*joined, table, manner)
    rules = tuple(dict.fromkeys(name_rule(a, b) for a, b, _, _ in changes))
    score -= 0.015 * max(0, len(rules) - 3)
    if manner is ABJAD:
        score -= 0.03
        rules = ("without short vowels", *rules)
    elif manner is SYLLABIC:
        rules = ("syllable by syllable", *rules)
    return Likeness(max(0.0, min(0.995, score)), rules, cost, changes)


_UNLIKE = Likeness(0.0, ())


def compare_words(one: str, two: str, *, country: str | None = "") -> Likeness:
    """Score two spellings of which one has words that the other lacks, in any order.

    Every word of the shorter must sound like a word of the longer. What is left over lowers
    the score: little for a side, a size or "city of", more for words that make names.
    """
    bare_one, bare_two = one[:1] == "~", two[:1] == "~"
    left = one.removeprefix("~").split(" ")
    right = two.removeprefix("~").split(" ")
    if len(left) > len(right):
        left, right = right, left
        bare_one, bare_two = bare_two, bare_one
    if len(right) == 1 or len(right) > 8:
        return Likeness(0.0, ())
    total = weight = cost = 0.0
    changes: tuple[Change, ...] = ()
    for word in left:
        best, at, nearest = 0.0, -1, _UNLIKE
        for place, other in enumerate(right):
            alike = compare_sounds("~" * bare_one + word, "~" * bare_two + other, country=country)
            if alike.score > best:
                best, at, nearest = alike.score, place, alike
        if best < 0.8:
            return _UNLIKE
        cost, changes = cost + nearest.cost, changes + nearest.changes
        right.pop(at)
        share = 0.3 if is_qualifier(word) or is_sort_of_place(word) else 1.0
        total, weight = total + share * best, weight + share
    if weight < 0.9:
        return Likeness(0.0, ())
    lost = sum(0.05 if is_qualifier(w) else 0.12 if is_sort_of_place(w) else 0.16 for w in right)
    rules = (f"without {' '.join(right)!r}",) if right else ("words in another order",)
    score = max(0.0, total / weight - lost - 0.05)
    return Likeness(score, rules, cost, changes, tuple(right))


@lru_cache(maxsize=8192)
def _weigh(sounds: str) -> float:
    total = 0.0
    words = sounds.split(" ")
    for word in words:
        weight = 0.35 if len(words) > 1 and is_sort_of_place(word) else 1.0
        total += weight * sum(0.4 if sound in "aeiouAIUEO7" else 1.0 for sound in word)
    return total


def _align(a: str, b: str, manner: Manner) -> tuple[float, list[list[float]]]:
    """Return the least cost of turning a into b, and the table it was found in."""
    gaps_a, gaps_b = manner.list_gaps(a), manner.list_gaps(b)
    row = [0.0]
    for cost in gaps_b:
        row.append(row[-1] + cost)
    table = [row]
    for i, sound in enumerate(a):
        costs = manner.costs[sound]
        gap_a = gaps_a[i]
        left = row[0] + gap_a
        new = [left]
        for j, other in enumerate(b):
            best = row[j] + costs[other] if sound != other else row[j]
            if row[j + 1] + gap_a < best:  # noqa: PLR1730 - min() costs a quarter more here
                best = row[j + 1] + gap_a
            if left + gaps_b[j] < best:  # noqa: PLR1730
                best = left + gaps_b[j]
            new.append(best)
            left = best
        table.append(new)
        row = new
    return row[-1], table


def _trace(a: str, b: str, table: list[list[float]], manner: Manner) -> tuple[Change, ...]:
    i, j = len(a), len(b)
    changes: list[Change] = []
    while i or j:
        here = table[i][j]
        if i and j and a[i - 1] == b[j - 1] and abs(table[i - 1][j - 1] - here) < 1e-9:
            i, j = i - 1, j - 1
        elif i and j and abs(table[i - 1][j - 1] + manner.costs[a[i - 1]][b[j - 1]] - here) < 1e-9:
            i, j = i - 1, j - 1
            changes.append((a[i], b[j], i, j))
        elif i and abs(table[i - 1][j] + manner.gap_cost(a, i - 1) - here) < 1e-9:
            i -= 1
            changes.append((a[i], "", i, j))
        else:
            j -= 1
            changes.append(("", b[j], i, j))
    changes.reverse()
    return tuple(changes)
