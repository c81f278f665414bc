"""Ask gazetteers for names whose place is known, to fit how spellings are judged and to test it.

Of each country: a gazetteer of primary names is asked for alternate Latin names (their place is
right) and, one half of the country against the other, for close names of other places (no place
is right). What gazetteers answer without any judging, an exact name, is kept apart: it cannot be
learnt, but it counts.
"""

from __future__ import annotations

import csv
import random
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from anyascii import anyascii
from rapidfuzz import process
from rapidfuzz.distance import JaroWinkler

from mapper.gazetteer import Gazetteer
from mapper.gazetteer.changes import list_changes, lower_name
from mapper.gazetteer.evidence import describe_hits
from mapper.gazetteer.judging import JUDGED
from mapper.gazetteer.loading import import_files
from mapper.gazetteer.spelling import gather_alike
from mapper.toponyms import spell_sounds

__all__ = [
    "Answer",
    "Town",
    "build",
    "question",
    "sample_alternates",
    "sample_halves",
    "take_towns",
]

ALTERNATES = 600
CLOSE_NAMES = 400
LARGEST = 4500
"""Of a larger country some divisions are taken, whole, so that its names stay as close."""

Town = dict[str, Any]


@dataclass(slots=True)
class Answer:
    """What a gazetteer found for one name: of each hit the facts, the changes, whether right."""

    has_right: bool
    facts: list[list[float]] = field(default_factory=list)
    changes: list[list[str]] = field(default_factory=list)
    right: list[bool] = field(default_factory=list)
    exact: tuple[bool, bool] | None = None
    """Of a name that was found exactly: whether it was accepted, and rightly."""


def question(country: str, towns: list[Town]) -> list[Answer]:
    """Ask a country's gazetteers for a sample of names."""
    rng = random.Random(f"variants-{country}")
    towns = take_towns(country, towns, rng)
    with tempfile.TemporaryDirectory() as folder:
        return [
            *_ask_alternates(country, towns, rng, Path(folder)),
            *_ask_close_names(country, towns, rng, Path(folder)),
        ]


def take_towns(country: str, towns: list[Town], rng: random.Random) -> list[Town]:
    """Return a country's towns, or those of some divisions of a large country."""
    towns = [town for town in towns if town["countrycode"] == country]
    if len(towns) <= LARGEST:
        return towns
    divisions: dict[str, list[Town]] = {}
    for town in towns:
        divisions.setdefault(town["admin1code"], []).append(town)
    kept: list[Town] = []
    for code in rng.sample(sorted(divisions), len(divisions)):
        if len(kept) + len(divisions[code]) <= LARGEST:
            kept += divisions[code]
    return kept


def sample_alternates(towns: list[Town], rng: random.Random) -> list[tuple[str, str]]:
    """Return some alternate Latin names, each with its town's number."""
    pairs = sorted({
        (name, str(town["geonameid"]))
        for town in towns
        for name in town["alternatenames"]
        if _is_latin(name) and len(name) > 2 and _plain(name) != _plain(town["name"])
    })  # fmt: skip
    return rng.sample(pairs, min(ALTERNATES, len(pairs)))


def sample_halves(towns: list[Town], rng: random.Random) -> Iterator[tuple[list[Town], list[Town]]]:
    """Yield each half of a country's towns, and those of the other half with close names."""
    halves = [[t for t in towns if int(t["geonameid"]) % 2 == side] for side in (1, 0)]
    for known, asked in (halves, halves[::-1]):
        names = sorted({_plain(town["name"]) for town in known})
        if not names:
            continue
        close: list[Town] = []
        for town in rng.sample(asked, len(asked)):
            name = _plain(town["name"])
            near = name not in names and process.extractOne(
                name, names, scorer=JaroWinkler.similarity, score_cutoff=0.85
            )
            if near and len(close) < CLOSE_NAMES:
                close.append(town)
        yield known, close


def _ask_alternates(
    country: str, towns: list[Town], rng: random.Random, folder: Path
) -> Iterator[Answer]:
    gazetteer = build(folder / "all", towns)
    for name, right in sample_alternates(towns, rng):
        yield _ask(gazetteer, country, name, right)


def _ask_close_names(
    country: str, towns: list[Town], rng: random.Random, folder: Path
) -> Iterator[Answer]:
    for at, (known, close) in enumerate(sample_halves(towns, rng)):
        half = build(folder / str(at), known)
        for town in close:
            yield _ask(half, country, town["name"], None)


def _ask(gazetteer: Gazetteer, country: str, name: str, right: str | None) -> Answer:
    answer = Answer(right is not None)
    if gazetteer.find(name):
        best = gazetteer.search(name, country=country).candidates[0]
        answer.exact = best.accepted, best.place.id.split(":")[-1] == right
        return answer
    hits = gather_alike(gazetteer, name, country=country)[:JUDGED]
    if hits:
        sounds = spell_sounds(name)
        places = [gazetteer.read_number(hit.number) for hit in hits]
        answer.facts = describe_hits(gazetteer, name, sounds, hits, country, weights={})
        answer.changes = [
            list_changes(lower_name(name), lower_name(place.name), sounds, hit)
            for place, hit in zip(places, hits, strict=True)
        ]
        answer.right = [place.id.split(":")[-1] == right for place in places]
    return answer


def build(stem: Path, towns: list[Town]) -> Gazetteer:
    """Make a gazetteer of the primary names of some towns."""
    table = stem.with_suffix(".csv")
    with table.open("w", newline="", encoding="utf-8") as stream:
        rows = csv.writer(stream)
        rows.writerow(["id", "name", "lat", "lon", "country", "admin1", "population"])
        for town in towns:
            rows.writerow([
                town["geonameid"], town["name"], town["latitude"], town["longitude"],
                town["countrycode"], town["admin1code"], town["population"],
            ])  # fmt: skip
    return import_files([table], into=stem.with_suffix(".gaz"), form="csv", defaults=False)


def _is_latin(name: str) -> bool:
    return all(ord(c) < 0x250 or 0x1E00 <= ord(c) < 0x1F00 or c in "ʿʾ‘’'`ˌʻ" for c in name)


def _plain(name: str) -> str:
    return anyascii(name).lower()
