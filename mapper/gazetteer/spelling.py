"""Find the entries whose names sound like a name that no entry has."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from itertools import chain
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from mapper.gazetteer.evidence import Hit
from mapper.gazetteer.judging import judge_hits
from mapper.likeness import Likeness, compare_sounds, compare_words
from mapper.readings import Reading, list_readings
from mapper.toponyms import (
    drop_vowels,
    level_sounds,
    make_skeleton,
    name_words,
    neighbour_skeletons,
    spell_sounds,
    swap_liquids,
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

ENOUGH = 0.9
"""Where some name is this near, no longer or shorter name is looked for."""

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

    Within a country by learnt score, but where vowels are left out only while places have few
    variants: the trees were learnt from bare names, and among thousands of variants (OCHA and
    Who's On First together) the costs of sounds alone do better. Over the whole world, where
    nothing is known of how names are written, by the costs alone too.
    """
    if country in ABJAD_COUNTRIES and gazetteer.has_variants(country or ""):
        return gather_alike(gazetteer, name, country=country, readings=1, enough=ACCEPT)
    best = gather_alike(gazetteer, name, country=country)
    if country is None or not best:
        return best
    level = accept_level(country, country)
    sounds = spell_sounds(name)
    return judge_hits(gazetteer, name, sounds, best, country=country, level=level)


def gather_alike(
    gazetteer: Gazetteer,
    name: str,
    *,
    country: str | None,
    readings: int | None = None,
    enough: float = ENOUGH,
) -> list[Hit]:
    """Return the entries nearest in spelling by the costs of sounds alone, best first.

    With a country every skeleton one class away is searched, for every reading of the name or the
    first few; over the whole world they are searched only when the name's own skeleton gives no
    good match. Longer and shorter names are looked for unless one is `enough` alike.
    """
    tried = list_readings(name)[:readings]
    if not tried or len(tried[0].sounds) > 60:
        return []
    if country is None:
        return _gather_anywhere(gazetteer.database, tried[0].sounds)
    # among thousands of variants the nearest letters are the right ones; among bare names a
    # short one may share hardly a letter: Tuch is Ţūkh
    level = readings is None
    database = gazetteer.database
    best = _merge(*(_gather_reading(database, reading, country, level=level) for reading in tried))
    if not best or best[0].likeness.score < enough:
        best = _merge(best, _find_by_words(database, tried[0].sounds, country, level=level))
    return best


def _gather_anywhere(database: sqlite3.Connection, sounds: str) -> list[Hit]:
    skeleton = make_skeleton(sounds)
    if not skeleton:
        return []
    best = _score(sounds, _read_rows(database, (skeleton,), None, len(sounds)), None)
    if not best or best[0].likeness.score < ACCEPT_STRICT:
        rows = _read_rows(database, neighbour_skeletons(skeleton), None, len(sounds))
        best = _merge(best, _score(sounds, rows, None))
    if not best or best[0].likeness.score < 0.75:
        best = _merge(best, _find_by_words(database, sounds, None))
    return best


def _gather_reading(
    database: sqlite3.Connection, reading: Reading, country: str, *, level: bool
) -> list[Hit]:
    sounds = reading.sounds
    skeleton = make_skeleton(sounds)
    if not skeleton:
        return []
    keys: dict[str, None] = {}
    for near in swap_liquids(skeleton) if sounds[0] == "^" else (skeleton,):
        keys[near] = None
        keys.update(dict.fromkeys(neighbour_skeletons(near)))
    rows = _read_rows(database, tuple(keys), country, len(sounds))
    hits = _score(sounds, rows, country, level=level)
    return [hit.read_as(reading) for hit in hits] if reading.rule else hits


def _find_by_words(
    database: sqlite3.Connection, sounds: str, country: str | None, *, level: bool = False
) -> list[Hit]:
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
        processor=level_sounds if level else None,
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


def _score(
    sounds: str, rows: list[tuple[str, int]], country: str | None, *, level: bool = False
) -> list[Hit]:
    """Score the spellings that share most with the asked one; keep each place's best.

    With `level` alike sounds count as shared when the spellings to score are chosen.
    """
    # by consonants alone where the asked spelling has no vowels, or has more than the name
    asked, known = sounds, [spelling for spelling, _ in rows]
    if sounds[0] in "~^":
        asked, known = drop_vowels(sounds), [drop_vowels(spelling) for spelling in known]
    near = process.extract(
        asked,
        known,
        scorer=fuzz.ratio,
        processor=level_sounds if level else None,
        limit=_SHORTLIST if country is None else _SHORTLIST_IN_COUNTRY,
        score_cutoff=55 if country is None else 40,
    )
    scored: dict[str, Likeness] = {}
    hits = []
    for _, _, at in near:
        spelling = rows[at][0]
        likeness = scored.get(spelling)
        if likeness is None:
            likeness = scored[spelling] = compare_sounds(sounds, spelling, country=country)
        hits.append(Hit(rows[at][1], spelling, likeness))
    return _merge(hits)
