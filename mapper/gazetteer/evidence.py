"""What speaks for and against a spelling being another place's name: plain numbers, one by one.

Every fact is about two spellings and the names around them, none about a single country or
place; `FACTS` names them in the order of `describe_hits`. How much each tells is learnt, see
mapper/gazetteer/judging.py.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process
from rapidfuzz.distance import JaroWinkler

from mapper.gazetteer.changes import ODDS, list_changes, lower_name, weigh_changes
from mapper.likeness import Likeness
from mapper.readings import Reading
from mapper.toponyms import fold_name, is_generic_word, make_skeleton
from mapper.transliteration import ABJAD_COUNTRIES, LOOSE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from mapper.gazetteer.index import Gazetteer

__all__ = ["FACTS", "Hit", "Style", "describe_hits"]


@dataclass(frozen=True, slots=True)
class Hit:
    """A place that could be meant: its number, the spelling of it that is nearest, how near."""

    number: int
    sounds: str
    likeness: Likeness
    reading: Reading | None = None

    def read_as(self, reading: Reading) -> Hit:
        """Return the same hit as found by another reading of the asked name."""
        rules = (reading.rule, *self.likeness.rules)
        return replace(self, likeness=replace(self.likeness, rules=rules), reading=reading)

    def limit(self, score: float, reason: str) -> Hit:
        """Return the same hit with at most this score, and why."""
        likeness = self.likeness
        rules = (*likeness.rules, reason)
        return replace(
            self, likeness=replace(likeness, score=min(score, likeness.score), rules=rules)
        )


_SHORT_VOWELS = "aeiou"
_VOWELS = "aeiouAIUEO"

_CHANGES = (
    "vowel near", "vowel other", "vowel far", "vowel long", "half vowel", "consonant near",
    "consonant other", "consonant far", "vowel gap", "vowel gap first", "vowel gap last",
    "long vowel gap", "h gap", "half vowel gap", "ta marbuta", "consonant gap",
    "consonant gap first", "consonant gap last", "s gap last", "n gap", "first sound",
    "last sound",
)  # fmt: skip
_AT = {name: at for at, name in enumerate(_CHANGES)}
FACTS = (
    *_CHANGES,
    "vowels lax", "score", "lead", "rivals", "rank", "cost a sound", "length", "lengths differ",
    "same skeleton", "same vowel-less letters", "ratio", "ratio of sounds", "jaro", "same start",
    "words asked", "words known", "words differ", "same words", "same share", "joined",
    "spare asked", "spare known", "spare is a side", "known words changed", "known words",
    "crowd", "no vowels", "foreign script", "marks", "ascii of marks", "generic share",
    "digits", "shares half", "consonants", "surprise", "surprise more", "unseen pairs",
    "unseen letters", "case", "read without vowels", "read as syllables", "read otherwise",
    "people", "more people", "length written", "people rank", "best ratio elsewhere", "syllables",
    "ends in vowel", "words of sorts asked", "words of sorts known", *ODDS,
)  # fmt: skip
"""The names of the facts, in their order."""


@lru_cache(maxsize=4096)
def _classify(one: str, two: str) -> int:  # noqa: PLR0911 - one return per kind
    """Return which kind of change a sound is, apart from where it stands."""
    if one and two:
        cost = LOOSE.costs[one][two]
        vowels = (one in _VOWELS) + (two in _VOWELS)
        if "7" in (one, two):
            return _AT["ta marbuta"]
        if vowels == 2:
            if one.lower() == two.lower():
                return _AT["vowel long"]
            return _AT[
                "vowel near" if cost <= 0.12 else "vowel other" if cost < 0.3 else "vowel far"
            ]
        if vowels or (one in "yw" and two in "yw"):
            return _AT["half vowel"]
        return _AT[
            "consonant near"
            if cost <= 0.1
            else "consonant other"
            if cost < 0.3
            else "consonant far"
        ]
    lost = one or two
    if lost in _SHORT_VOWELS:
        return _AT["vowel gap"]
    if lost in _VOWELS:
        return _AT["long vowel gap"]
    if lost == "h":
        return _AT["h gap"]
    if lost in "yw":
        return _AT["half vowel gap"]
    return _AT["ta marbuta" if lost == "7" else "n gap" if lost == "n" else "consonant gap"]


def _count_changes(likeness: Likeness, one: str, two: str) -> list[float]:
    counts = [0.0] * len(_CHANGES)
    for first, second, at, there in likeness.changes:
        kind = _classify(first, second)
        start = at == 0 and there == 0
        end = at >= len(one) - 1 and there >= len(two) - 1
        if kind == _AT["vowel gap"]:
            kind = _AT["vowel gap first" if start else "vowel gap last" if end else "vowel gap"]
        elif kind == _AT["consonant gap"] and (start or end):
            lost = first or second
            kind = _AT[
                "consonant gap first"
                if start
                else "s gap last"
                if lost == "s"
                else "consonant gap last"
            ]
        counts[kind] += 1
        counts[_AT["first sound"]] += start
        counts[_AT["last sound"]] += end
    return counts


_NO_VOWELS = str.maketrans(dict.fromkeys("aeiouywh ", None))


def describe_hits(
    gazetteer: Gazetteer,
    name: str,
    sounds: str,
    hits: Sequence[Hit],
    country: str | None,
    *,
    weights: Mapping[str, float],
) -> list[list[float]]:
    """Return the facts about each of the best hits for one asked name.

    `weights` are those of changes, as `load_weights` gives them.
    """
    lower = lower_name(name)
    changed = []
    folded = fold_name(name)
    plain = folded.translate(_NO_VOWELS)
    people = [gazetteer.read_number(hit.number).population for hit in hits]
    ratios = [fuzz.ratio(folded, fold_name(gazetteer.read_number(h.number).name)) for h in hits]
    marks = not name.isascii()
    foreign = marks and any("\u0370" <= c < "\u1e00" for c in name)
    scores = [hit.likeness.score for hit in hits]
    style = _read_style(gazetteer, country or "")
    asked_style = style.measure(name)
    described = []
    for rank, hit in enumerate(hits):
        likeness = hit.likeness
        read = hit.reading.sounds if hit.reading else sounds
        asked = read.lstrip("~^").split(" ")
        joined = "".join(asked)
        skeleton = make_skeleton(read)
        place = gazetteer.read_number(hit.number)
        names = [place.name, *place.names[:40]]
        known_folded = [fold_name(other) for other in names]
        if len(names) == 1:
            at, ratio = 0, fuzz.ratio(folded, known_folded[0])
        else:
            _, ratio, at = process.extractOne(folded, known_folded, scorer=fuzz.ratio)
        other, written = known_folded[at], names[at]
        theirs = hit.sounds.lstrip("~^").split(" ")
        other_joined = "".join(theirs)
        facts = _count_changes(likeness, joined, other_joined)
        rest = [s for i, s in enumerate(scores) if i != rank]
        same = [w for w in asked if w in theirs]
        unlike = [w for w in asked if w not in theirs]
        spoken = max(1, len(joined))
        size = max(1, min(len(joined), len(other_joined)))
        lax = (place.country or "") in ABJAD_COUNTRIES
        start = next(
            (i for i, (a, b) in enumerate(zip(folded, other, strict=False)) if a != b),
            min(len(folded), len(other)),
        )
        where = country or place.country or ""
        known = [_count_word(gazetteer, where, w) for w in unlike if len(w) > 2]
        facts += [
            float(lax),
            likeness.score,
            likeness.score - max(rest, default=0.5),
            float(sum(s > likeness.score - 0.04 for s in rest)),
            float(rank),
            likeness.cost / size,
            float(size),
            float(abs(len(joined) - len(other_joined))),
            float(skeleton == make_skeleton(hit.sounds)),
            float(plain == other.translate(_NO_VOWELS)),
            ratio / 100,
            fuzz.ratio(joined, other_joined) / 100,
            JaroWinkler.similarity(folded, other),
            start / max(1, len(other)),
            float(len(asked)),
            float(len(theirs)),
            float(abs(len(asked) - len(theirs))),
            float(len(same)),
            sum(map(len, same)) / spoken,
            float(folded.replace(" ", "") == other.replace(" ", "")),
            float(sum(len(w) for w in likeness.spare) if len(asked) > len(theirs) else 0),
            float(sum(len(w) for w in likeness.spare) if len(asked) <= len(theirs) else 0),
            float(sum(is_generic_word(w) for w in likeness.spare)),
            float(sum(n > 0 for n in known)),
            float(sum(min(n, 20) for n in known)),
            float(len(hits)),
            float(read[:1] == "~"),
            float(foreign),
            float(marks and not foreign),
            float(not marks and not written.isascii()),
            sum(len(w) for w in asked if is_generic_word(w)) / spoken,
            float(any(c.isdigit() for c in name + written)),
            float(any(len(w) > 3 and not is_generic_word(w) for w in same)),
            float(len(skeleton)),
            asked_style[0],
            asked_style[0] - style.measure(written)[0],
            asked_style[1],
            asked_style[2],
            float(name.islower()),
            float(bool(hit.reading) and read[0] == "~"),
            float(read[0] == "^"),
            float(bool(hit.reading) and read[0] not in "~^"),
            math.log10(people[rank] + 10),
            math.log10(people[rank] + 10) - math.log10(max(people) + 10),
            float(len(folded)),
            float(sum(n > people[rank] for n in people)),
            (ratios[rank] - max((r for i, r in enumerate(ratios) if i != rank), default=40)) / 100,
            float(len(folded.split(" "))),
            float(folded[-1:] in "aeiou"),
            float(sum(is_generic_word(w) for w in asked)),
            float(sum(is_generic_word(w) for w in theirs)),
        ]
        changed.append(list_changes(lower, lower_name(written), sounds, hit))
        described.append(facts)
    odds = weigh_changes(changed, weights)
    return [[*facts, *row] for facts, row in zip(described, odds, strict=True)]


class Style:
    """How a gazetteer writes a country's names: which letters follow which, how often."""

    def __init__(self, names: Iterable[str]) -> None:
        self._pairs: Counter[str] = Counter()
        for name in names:
            text = f" {name.lower()} "
            self._pairs.update(a + b for a, b in pairwise(text))
        self._letters: Counter[str] = Counter()
        for pair, count in self._pairs.items():
            self._letters[pair[0]] += count

    def measure(self, name: str) -> tuple[float, float, float]:
        """Return a spelling's mean surprise, its pairs never seen, its letters never seen."""
        text = f" {name.lower()} "
        total, unseen = 0.0, 0
        for a, b in pairwise(text):
            count = self._pairs.get(a + b, 0)
            unseen += count == 0
            total -= math.log((count + 0.3) / (self._letters.get(a, 0) + 30))
        strange = sum(letter not in self._letters for letter in set(text))
        return total / (len(text) - 1), float(unseen), float(strange)


def _read_style(gazetteer: Gazetteer, country: str) -> Style:
    style = gazetteer.styles.get(country)
    if style is None:
        rows = gazetteer.database.execute(
            "SELECT name FROM entry WHERE country = ? LIMIT 1500", (country,)
        )
        style = gazetteer.styles[country] = Style(row[0] for row in rows)
    return style


def _count_word(gazetteer: Gazetteer, country: str, word: str) -> int:
    """Return how many names of a country have just this word, by its sounds, up to a few."""
    key = country, word
    count = gazetteer.word_counts.get(key)
    if count is None:
        skeleton = make_skeleton(word)
        rows = gazetteer.database.execute(
            "SELECT sounds FROM sound WHERE skeleton IN (?, ?) AND country = ? LIMIT 400",
            (skeleton, "+" + skeleton, country),
        ).fetchall()
        count = sum(word in spelling.split(" ") for (spelling,) in rows)
        if len(gazetteer.word_counts) > 50_000:
            gazetteer.word_counts.clear()
        gazetteer.word_counts[key] = count
    return count
