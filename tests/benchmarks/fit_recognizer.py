"""Fit mapper/recognizer/weights.csv on corpora with gold place names, and measure it.

usage: fit_recognizer.py CORPUS.jsonl... [--lines LINES.jsonl] [--write]

CORPUS  one article a line: {"text": …, "spans": [[start, end, …], …]}
LINES   one-line war reports: {"text": …, "neighborhood": …, "city": …}; only spans spelled
        like one of the two are taken for right, the rest is left out, not taken for wrong

Every other article of each corpus is kept for testing; --write fits on all of them. The
weights are log odds; PRIOR holds what is known of war reports beforehand, towards which a
weight is drawn where the corpora, mostly local news, say little.
"""

from __future__ import annotations

import argparse
import csv
import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from rapidfuzz import fuzz
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

import mapper.recognizer as recognizer
from mapper.gazetteer import load_gazetteer
from mapper.language import read_vocabulary, recognize_names
from mapper.recognizer.features import Setting, describe_neighbours, describe_span, read_setting
from mapper.recognizer.spans import Entity, Span, collect_spans
from mapper.recognizer.words import split_words
from mapper.toponyms import fold_name

PRIOR = {
    "of:settlement": 2.5, "settlement list": 2.5, "unknown settlement": 1.5, "struck": 1.5,
    "front:strike": 1.0, "behind:settlement": 1.0, "behind:-led": 1.5,
    "known:no&behind:'s regime": -2.5, "model:PERSON:head&behind:capital": -2.5,
}  # fmt: skip
RIDGE = 3.0
RARE = 8
LINE_WEIGHT = 0.4

Weights = dict[str, float]


@dataclass
class Article:
    """One text with its candidates, the facts of each, and which are right."""

    gold: list[tuple[int, int]]
    spans: list[Span]
    facts: list[list[str]]
    right: list[int]
    setting: Setting
    weight: float = 1.0


def read_article(doc, gold: list[tuple[int, int]], gazetteer) -> Article:
    text, vocabulary = doc.user_data["text"], read_vocabulary()
    words = split_words(text)
    entities = [Entity(ent.start_char, ent.end_char, ent.label_) for ent in doc.ents]
    lookup = recognizer.lookup_in(gazetteer)
    spans = collect_spans(text, words, entities, lookup, vocabulary.stop)
    setting = read_setting(
        text, words, entities, verbs=vocabulary.verbs, others=vocabulary.qualities
    )
    exact = {(span.start, span.end) for span in spans} & set(gold)
    right = []
    for span in spans:
        best = max(gold, key=lambda pair: overlap(span, pair), default=None)
        hit = (span.start, span.end) in exact
        near = best is not None and best not in exact and overlap(span, best) >= 0.34
        right.append(int(hit or near))
    return Article(gold, spans, [describe_span(s, setting) for s in spans], right, setting)


def overlap(span: Span, pair: tuple[int, int]) -> float:
    shared = min(span.end, pair[1]) - max(span.start, pair[0])
    return max(0, shared) / (max(span.end, pair[1]) - min(span.start, pair[0]))


def read_corpus(path: Path, gazetteer) -> list[Article]:
    entries = [json.loads(line) for line in path.open(encoding="utf-8")]
    docs = recognize_names(entry["text"] for entry in entries)
    return [
        read_article(doc, [(s[0], s[1]) for s in entry["spans"]], gazetteer)
        for entry, doc in zip(entries, docs, strict=True)
    ]


def read_lines(path: Path, gazetteer) -> list[Article]:
    entries = [json.loads(line) for line in path.open(encoding="utf-8")]
    articles = []
    for entry, doc in zip(entries, recognize_names(e["text"] for e in entries), strict=True):
        names = [fold_name(entry[key]) for key in ("neighborhood", "city") if entry.get(key)]
        article = read_article(doc, [], gazetteer)
        keep = [i for i, s in enumerate(article.spans)
                if any(fuzz.ratio(fold_name(s.text), name) >= 85 for name in names)]  # fmt: skip
        article.spans = [article.spans[i] for i in keep]
        article.facts = [article.facts[i] for i in keep]
        article.right = [1] * len(keep)
        article.weight = LINE_WEIGHT
        articles.append(article)
    return articles


def fit(articles: list[Article]) -> Weights:
    """Fit alone, then again with what accepted neighbours say, until both agree."""
    weights = fit_once(articles, [article.facts for article in articles])
    for _ in range(3):
        facts = [
            [own + beside for own, beside in zip(a.facts, neighbours(a, weights)[1], strict=True)]
            for a in articles
        ]
        weights = fit_once(articles, facts)
    return weights


def fit_once(articles: list[Article], facts: list[list[list[str]]]) -> Weights:
    counts = Counter(dict.fromkeys(PRIOR, RARE))
    counts.update(f for article in facts for span in article for f in set(span))
    names = sorted(fact for fact, count in counts.items() if count >= RARE)
    column = {name: i for i, name in enumerate(names)}
    rows, columns = [], []
    for n, span in enumerate(span for article in facts for span in article):
        for fact in set(span) & column.keys():
            rows.append(n)
            columns.append(column[fact])
    right = np.array([r for a in articles for r in a.right], dtype=float)
    trust = np.array([a.weight for a in articles for _ in a.right])
    table = csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(len(right), len(names)))
    middle = np.array([PRIOR.get(name, 0.0) for name in names])

    def loss(weights):
        p = 1 / (1 + np.exp(-np.clip(table @ weights, -30, 30)))
        log = right * np.log(p + 1e-12) + (1 - right) * np.log(1 - p + 1e-12)
        away = weights - middle
        slope = table.T @ (trust * (p - right)) + RIDGE * away
        return -(trust * log).sum() + 0.5 * RIDGE * away @ away, slope

    best = minimize(loss, middle, jac=True, method="L-BFGS-B", options={"maxiter": 300}).x
    return dict(zip(names, best.tolist(), strict=True))


def neighbours(article: Article, weights: Weights) -> tuple[list[float], list[list[str]]]:
    alone = [sum(weights.get(f, 0.0) for f in set(facts)) for facts in article.facts]
    places = recognizer._without_overlaps(list(zip(alone, article.spans, strict=True)))
    return alone, [describe_neighbours(s, places, article.setting) for s in article.spans]


def measure(articles: list[Article], weights: Weights) -> str:
    hit = extra = missed = 0
    for article in articles:
        alone, beside = neighbours(article, weights)
        scores = [
            a + sum(weights.get(f, 0.0) for f in b) for a, b in zip(alone, beside, strict=True)
        ]
        found = recognizer._without_overlaps(list(zip(scores, article.spans, strict=True)))
        free = set(range(len(found)))
        for start, end in article.gold:
            match = next((i for i in free if found[i].start < end and start < found[i].end), None)
            free.discard(match)
            hit += match is not None
            missed += match is None
        extra += len(free)
    precision, recall = hit / max(1, hit + extra), hit / max(1, hit + missed)
    f1 = 2 * hit / (2 * hit + extra + missed)
    return f"precision={precision:.3f} recall={recall:.3f} f1={f1:.3f}"


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("corpora", nargs="+", type=Path)
    asked.add_argument("--lines", type=Path)
    asked.add_argument("--write", action="store_true")
    given = asked.parse_args()
    gazetteer = load_gazetteer()
    corpora = {path.stem: read_corpus(path, gazetteer) for path in given.corpora}
    lines = read_lines(given.lines, gazetteer) if given.lines else []
    weights = fit([a for articles in corpora.values() for a in articles[::2]] + lines)
    for name, articles in corpora.items():
        print(f"recognizer: {name} held-out {measure(articles[1::2], weights)}")
    if given.write:
        weights = fit([a for articles in corpora.values() for a in articles] + lines)
        target = Path(recognizer.__file__).parent / "weights.csv"
        with target.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream, lineterminator="\n")
            writer.writerow(["fact", "weight"])
            writer.writerows((f, round(w, 2)) for f, w in sorted(weights.items()) if abs(w) >= 0.04)


if __name__ == "__main__":
    main()
