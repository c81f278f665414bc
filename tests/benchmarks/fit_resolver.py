"""Fit mapper/resolver/weights.csv on corpora with gold places, and measure it.

usage: fit_resolver.py CORPUS.jsonl[=TRUST]... [--write]

CORPUS  one article a line: {"text": …, "spans": [[start, end, lat, lon, …], …]}
TRUST   how much an article of this corpus counts (1); world news is nearer to our use than
        the news of one county

A name's right candidate is the one nearest to the gold point, if within 200 km. Every other
article is kept for testing; --write fits on all. PRIOR holds what is known beforehand and how
firmly. "Container said" was raised by hand from 1.31 to 2: neither corpus tells the difference,
and "Hays in Yemen" is not in Kansas.
"""

from __future__ import annotations

import argparse
import csv
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

import mapper.resolver as resolver
from mapper.gazetteer import load_gazetteer
from mapper.geodesy import distances_km
from mapper.model import Mention
from mapper.recognizer import lookup_in
from mapper.resolver.evidence import FACTS, Board, lay_out, measure
from mapper.resolver.naming import name_mention

PRIOR = {
    "container said": (3.0, 1.0), "other container said": (-3.0, 1.0), "asked kind": (2.0, 5.0),
    "division of its town": (-2.0, 60.0), "admin1 beside a town": (-2.0, 10.0),
    "capital": (1.5, 20.0), "demonym": (2.0, 5.0), "fame": (1.0, 1.0),
}  # fmt: skip
RIDGE = 0.3
NEAR_KM = 200.0


@dataclass
class Article:
    """A document's candidates, and of each name (rows, the right row, how much it counts)."""

    board: Board
    choices: list[tuple[np.ndarray, int, float]]


def read_corpus(path: Path, trust: float, gazetteer) -> list[Article]:
    lookup = lookup_in(gazetteer)
    articles = []
    for line in path.open(encoding="utf-8"):
        entry = json.loads(line)
        spans, text = sorted(entry["spans"]), entry["text"]
        named = [name_mention(Mention(s[0], s[1], text[s[0] : s[1]]), lookup) for s in spans]
        if not any(name.candidates for name in named):
            continue
        board = lay_out(text, named)
        choices = []
        for number, members in enumerate(board.names):
            rows = np.flatnonzero(board.group == number)
            _, _, lat, lon, *_ = spans[members[0]]
            lats = np.array([board.places[row].lat for row in rows])
            lons = np.array([board.places[row].lon for row in rows])
            away = distances_km(lat=lat, lon=lon, lats=lats, lons=lons)
            best = int(np.argmin(away))
            if away[best] < NEAR_KM and len(rows) > 1:
                choices.append((rows, best, trust * min(len(members), 3) ** 0.7))
        articles.append(Article(board, choices))
    return articles


def fit_once(articles: list[Article], facts: list[np.ndarray]) -> np.ndarray:
    names = [(f[rows], best, w) for a, f in zip(articles, facts, strict=True)
             for rows, best, w in a.choices]  # fmt: skip
    table = np.concatenate([name[0] for name in names])
    lengths = np.array([len(name[0]) for name in names])
    starts = np.concatenate([[0], np.cumsum(lengths)[:-1]])
    owner = np.repeat(np.arange(len(names)), lengths)
    right = starts + np.array([name[1] for name in names])
    trust = np.array([name[2] for name in names])
    middle = np.array([PRIOR.get(fact, (0.0, 0.0))[0] for fact in FACTS])
    ridge = np.array([PRIOR.get(fact, (0.0, RIDGE))[1] for fact in FACTS])

    def loss(weights):
        score = table @ weights
        top = np.maximum.reduceat(score, starts)
        grown = np.exp(score - top[owner])
        total = np.add.reduceat(grown, starts)
        away = weights - middle
        value = (trust * (np.log(total) + top - score[right])).sum() + 0.5 * (ridge * away) @ away
        slope = table.T @ (grown / total[owner] * trust[owner]) - table[right].T @ trust
        return value, slope + ridge * away

    return minimize(loss, middle, jac=True, method="L-BFGS-B").x


def fit(articles: list[Article]) -> tuple[np.ndarray, np.ndarray]:
    prior = fit_once(articles, [a.board.fixed for a in articles])
    belief = [resolver._share_out(a.board, a.board.fixed @ prior) for a in articles]
    for _ in range(resolver.ROUNDS):
        facts = [measure(a.board, b) for a, b in zip(articles, belief, strict=True)]
        full = fit_once(articles, facts)
        belief = [resolver._share_out(a.board, f @ full)
                  for a, f in zip(articles, facts, strict=True)]  # fmt: skip
    return prior, full


def right_share(articles: list[Article], prior: np.ndarray, full: np.ndarray) -> float:
    right = asked = 0.0
    for article in articles:
        belief = resolver._share_out(article.board, article.board.fixed @ prior)
        for _ in range(resolver.ROUNDS):
            belief = resolver._share_out(article.board, measure(article.board, belief) @ full)
        for rows, best, weight in article.choices:
            asked += weight
            right += weight * (int(np.argmax(belief[rows])) == best)
    return right / max(asked, 1e-9)


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("corpora", nargs="+")
    asked.add_argument("--write", action="store_true")
    given = asked.parse_args()
    gazetteer = load_gazetteer()
    corpora = {}
    for corpus in given.corpora:
        path, _, trust = corpus.partition("=")
        corpora[Path(path).stem] = read_corpus(Path(path), float(trust or 1), gazetteer)
    prior, full = fit([a for articles in corpora.values() for a in articles[::2]])
    for name, articles in corpora.items():
        share = right_share(articles[1::2], prior, full)
        print(f"resolver: {name} held-out right_of_ambiguous={share:.3f}")
    if given.write:
        prior, full = fit([a for articles in corpora.values() for a in articles])
        target = Path(resolver.__file__).parent / "weights.csv"
        with target.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream, lineterminator="\n")
            writer.writerow(["fact", "prior", "weight"])
            writer.writerows(
                (f, f"{a:.2f}", f"{b:.2f}") for f, a, b in zip(FACTS, prior, full, strict=True)
            )


if __name__ == "__main__":
    main()
