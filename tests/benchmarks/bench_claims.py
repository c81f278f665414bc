"""How fast claims are read, and that hostile text does not slow them down.

Run: OPENBLAS_NUM_THREADS=1 python -m pytest tests/benchmarks/bench_claims.py -m benchmark -s
Process time of one core, in words a second, each text read once: a paragraph that comes again is
not parsed again, and would flatter the figure.
"""

from __future__ import annotations

import datetime as dt
import time
from pathlib import Path

import pytest

from mapper.claims import read_claims
from mapper.claims.dates import find_dates
from mapper.datelines import find_datelines
from mapper.gazetteer import Gazetteer, load_gazetteer
from mapper.language import parse_text, parse_texts
from mapper.language.parsing import _remember
from mapper.recognizer import find_mentions
from mapper.reports import make_report
from mapper.resolver import resolve_mentions

DISPATCHES = sorted(Path(__file__).parents[1].glob("dispatches/dev*/*.md"))
HOSTILE = {
    "capitals": "A" * 2_000_000,
    "dashes": "AB - " * 400_000,
    "commas": "ABC, " * 400_000,
    "days": "the day before Monday to " * 80_000,
    "figures": "1,234,567,890,123,456 " * 90_000,
    "lines": "AB\n" * 600_000,
}


@pytest.mark.benchmark
def test_words_a_second() -> None:
    gazetteer = load_gazetteer()
    first, *texts = [path.read_text(encoding="utf-8").split("---\n", 2)[-1] for path in DISPATCHES]
    words = sum(len(text.split()) for text in texts)
    _read_once(first, gazetteer)  # loads what there is to load
    started = time.process_time()
    docs = list(parse_texts(texts))
    together = time.process_time() - started
    _remember.cache_clear()
    started = time.process_time()
    docs = [parse_text(text) for text in texts]
    parsed = time.process_time()
    found = [
        resolve_mentions(text, find_mentions(doc, gazetteer), gazetteer)
        for text, doc in zip(texts, docs, strict=True)
    ]
    resolved = time.process_time()
    claims = 0
    for text, doc, resolutions in zip(texts, docs, found, strict=True):
        report = make_report(text, published=dt.date(2024, 1, 1), language="en")
        reading = read_claims(report, doc=doc, resolutions=resolutions, gazetteer=gazetteer)
        claims += len(reading.claims)
    done = time.process_time()
    parse, rest, read = parsed - started, resolved - parsed, done - resolved
    print(f"\n{words} words, {claims} claims")
    print(f"parse {words / parse:,.0f} words/s, many texts at once {words / together:,.0f}")
    print(f"places {words / rest:,.0f} words/s, claims {words / read:,.0f} words/s")
    print(f"everything {words / (parse + rest + read):,.0f} words/s")
    assert claims > 0


def _read_once(text: str, gazetteer: Gazetteer) -> None:
    doc = parse_text(text)
    resolutions = resolve_mentions(text, find_mentions(doc, gazetteer), gazetteer)
    read_claims(make_report(text), doc=doc, resolutions=resolutions, gazetteer=gazetteer)


@pytest.mark.benchmark
@pytest.mark.parametrize("kind", sorted(HOSTILE))
def test_hostile_text_is_scanned_in_linear_time(kind: str) -> None:
    started = time.process_time()
    find_dates(HOSTILE[kind], dt.date(2024, 1, 1))
    dates = time.process_time() - started
    started = time.process_time()
    find_datelines(HOSTILE[kind])
    print(f"\n{kind}: dates {dates:.2f} s, datelines {time.process_time() - started:.2f} s")
