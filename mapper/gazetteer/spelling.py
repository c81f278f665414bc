"""Find the entries whose names sound like a name that no entry has."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from itertools import chain
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from mapper.gazetteer.evidence import Hit
from mapper.gazetteer.judging import judge_hits
from mapper.toponyms import (
    Likeness,
    compare_sounds,
    compare_words,
    make_skeleton,
    name_words,
    neighbour_skeletons,
    spell_sounds,
)
from mapper.transliteration import ABJAD_COUNTRIES

if TYPE_CHECKING:
    from mapper.gazetteer.index import Gazetteer

__all__ = ["accept_level", "find_alike", "gather_alike"]

ACCEPT = 0.83
ACCEPT_WORLD = 0.88
ACCEPT_STRICT = 0.9
"""Spellings at least this alike are merged: within a country whose script leaves vowels out,
over the whole world, where more names are alike by chance, and where the script writes every
vowel. Set from data, see tests/benchmarks/bench_gazetteer.py."""

_SHORTLIST = 12
_SHORTLIST_IN_COUNTRY = 60
_MOST_ROWS = 1500


def accept_level(asked: str | None, country: str | None) -> float:
    """Return the likeness from which a name asked for in a country is merged with a place."""
    if asked is None:
        return ACCEPT_WORLD
    return ACCEPT if (country or "") in ABJAD_COUNTRIES else ACCEPT_STRICT


def find_alike(gazetteer: Gazetteer, name: str, *, country: str | None) -> list[Hit]:
    """Return the entries nearest in spelling, best first.

    By learnt score in a country whose script writes its vowels; elsewhere by the costs of sounds
    alone, which the learnt score has not been shown to better.
    """
    best = gather_alike(gazetteer, name, country=country)
    if country is None or country in ABJAD_COUNTRIES or not best:
        return best
    level = accept_level(country, country)
    sounds = spell_sounds(name)
    return judge_hits(gazetteer, name, sounds, best, country=country, level=level)


def gather_alike(gazetteer: Gazetteer, name: str, *, country: str | None) -> list[Hit]:
    """Return the entries nearest in spelling by the costs of sounds alone, best first.

    With a country every skeleton one class away is searched; over the whole world they are
    searched only when the name's own skeleton gives no good match.
    """
    sounds = spell_sounds(name)
    skeleton = make_skeleton(sounds)
    if not skeleton or len(sounds) > 60:
        return []
    rows = _read_rows(gazetteer.database, (skeleton,), country, len(sounds))
    best = _score(sounds, rows, country)
    if country is not None or not best or best[0].likeness.score < ACCEPT_STRICT:
        rows = _read_rows(gazetteer.database, neighbour_skeletons(skeleton), country, len(sounds))
        best = _merge(best, _score(sounds, rows, country))
    enough = 0.75 if country is None else accept_level(country, country)
    if not best or best[0].likeness.score < enough:
        best = _merge(best, _find_by_words(gazetteer.database, sounds, country))
    return best


def _find_by_words(database: sqlite3.Connection, sounds: str, country: str | None) -> list[Hit]:
    """Return the names that have all the asked words and more, or all but some of them."""
    words = name_words(sounds)
    if not words:
        return []
    keys = {"+" + make_skeleton(word) for word in words}
    if " " in sounds:
        keys |= {make_skeleton(word) for word in words}
    numbers = defaultdict(list)
    for spelling, number in _read_rows(database, tuple(keys), country, 0):
        numbers[spelling].append(number)
    near = process.extract(
        sounds,
        numbers.keys(),
        scorer=fuzz.token_set_ratio,
        limit=_SHORTLIST if country is None else 2 * _SHORTLIST_IN_COUNTRY,
        score_cutoff=70 if country is None else 45,
    )
    best: list[Hit] = []
    for spelling, _, _ in near:
        likeness = compare_words(sounds, spelling, country=country)
        if likeness.score > 0.6:
            best += [Hit(number, spelling, likeness) for number in numbers[spelling]]
    found = _merge(best)
    if len(found) > 1 and found[0].likeness.score - found[1].likeness.score < 0.01:
        reason = "several such names"
        found = [hit.limit(ACCEPT - 0.01, reason) for hit in found]
    return found


def _merge(*hits: list[Hit]) -> list[Hit]:
    """Keep each place's best spelling, the best place first."""
    best: dict[int, Hit] = {}
    for hit in chain.from_iterable(hits):
        known = best.get(hit.number)
        if known is None or hit.likeness.score > known.likeness.score:
            best[hit.number] = hit
    return sorted(best.values(), key=lambda hit: -hit.likeness.score)


def _read_rows(
    database: sqlite3.Connection, skeletons: tuple[str, ...], country: str | None, length: int
) -> list[tuple[str, int]]:
    """Read spellings by skeleton; over the whole world only those of about the same length."""
    marks = ",".join("?" * len(skeletons))
    query = f"SELECT sounds, n FROM sound WHERE skeleton IN ({marks})"  # noqa: S608
    if country is not None:
        return database.execute(f"{query} AND country IN (?, '')", (*skeletons, country)).fetchall()
    return database.execute(
        f"{query} AND length(sounds) BETWEEN ? AND ? LIMIT {_MOST_ROWS}",
        (*skeletons, length - 1, length + 1) if length else (*skeletons, 0, 60),
    ).fetchall()


def _score(sounds: str, rows: list[tuple[str, int]], country: str | None) -> list[Hit]:
    """Score the spellings that share most with the asked one; keep each place's best."""
    near = process.extract(
        sounds,
        [spelling for spelling, _ in rows],
        scorer=fuzz.ratio,
        limit=_SHORTLIST if country is None else _SHORTLIST_IN_COUNTRY,
        score_cutoff=55 if country is None else 40,
    )
    scored: dict[str, Likeness] = {}
    hits = []
    for spelling, _, at in near:
        likeness = scored.get(spelling)
        if likeness is None:
            likeness = scored[spelling] = compare_sounds(sounds, spelling, country=country)
        hits.append(Hit(rows[at][1], spelling, likeness))
    return _merge(hits)
