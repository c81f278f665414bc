"""Measure `mapper archive` on a synthetic archive: rate, memory, growth, workers, same strikes.

    python tests/benchmarks/bench_archive.py --documents 10000 --workers 2

The archive is JSON lines, drawn with a seed. Most documents are other news: articles of the LGL
and GeoWebNews corpora, each with a third of its sentences exchanged for those of other articles
of its sort, so that no two are copies. Two in a hundred are strike news: US strike releases put
together from single lines, and the dispatches of this repository, some cut or with a changed
lead, and reprinted by several outlets. The corpora lie beside the checkout in ../shared and are
never part of it.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import re
import resource
import shutil
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

for _library in ("OPENBLAS", "OMP"):  # before numpy: one thread a process, as Dask gives workers
    os.environ.setdefault(f"{_library}_NUM_THREADS", "1")

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
STRIKE_SHARE = 0.02
OUTLETS = ("Gazette", "Morning Post", "Harbour Times", "The Courier", "Northern Star", "Bulletin")
_SENTENCE = re.compile(r"(?<=[.!?])\s+")

Record = dict[str, str]


def main() -> None:
    """Measure what the options ask for and print it, a figure a line."""
    ask = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    ask.add_argument("--documents", type=int, nargs="+", default=[10_000])
    ask.add_argument("--workers", type=int, nargs="+", default=[2])
    ask.add_argument("--sample", type=int, default=60, help="documents parsed whole, for the rate")
    ask.add_argument("--compare", type=int, default=0, help="documents to compare strikes on")
    ask.add_argument("--seed", type=int, default=7)
    chosen = ask.parse_args()
    if not SHARED.is_dir():
        sys.exit("the corpora are not beside this checkout; nothing to measure")
    with tempfile.TemporaryDirectory(prefix="bench-archive-") as name:
        folder = Path(name)
        whole = measure_whole(chosen.sample, seed=chosen.seed)
        for count in chosen.documents:
            source = folder / f"archive-{count}.jsonl.gz"
            write_archive(source, count, seed=chosen.seed)
            for workers in chosen.workers:
                measure_archive(source, folder / "out", workers=workers, whole=whole)
        if chosen.compare:
            compare_strikes(folder, chosen.compare, seed=chosen.seed)


def write_archive(path: Path, count: int, *, seed: int) -> None:
    """Write `count` documents as compressed JSON lines, and print what the gate makes of them."""
    from mapper.gate import may_report_strike

    others = passed = 0
    with gzip.open(path, "wt", encoding="utf-8", compresslevel=1) as file:
        for record, tells in draw_documents(count, seed=seed):
            file.write(json.dumps(record, ensure_ascii=False) + "\n")
            others += not tells
            passed += not tells and may_report_strike(record["text"])
    print(
        f"{count:,} documents, {others:,} of them other news; "
        f"the gate passes {100 * passed / max(1, others):.1f} % of that",
        flush=True,
    )


def draw_documents(count: int, *, seed: int) -> Iterator[tuple[Record, bool]]:
    """Yield the documents of a synthetic archive, and whether each is strike news."""
    draw = random.Random(seed)
    news = _load_news()
    strikes = _draw_strike_news(draw)
    for _ in range(count):
        tells = draw.random() < STRIKE_SHARE
        yield next(strikes) if tells else _mix_news(draw, news), tells


def _load_news() -> list[list[list[str]]]:
    """Articles as sentences, those that the gate stops and those that it passes apart.

    Sentences are exchanged within each sort, so that the share of war news is the corpora's own.
    """
    from mapper.gate import may_report_strike

    sorts: dict[bool, list[list[str]]] = {False: [], True: []}
    for text in _load_texts("corpora/lgl.jsonl", "corpora/gwn.jsonl"):
        sorts[may_report_strike(text)].append(_SENTENCE.split(text))
    return [sorts[False], sorts[True]]


def _mix_news(draw: random.Random, sorts: list[list[list[str]]]) -> Record:
    (news,) = draw.choices(sorts, weights=[len(sort) for sort in sorts])
    article = draw.choice(news)
    mixed = [
        draw.choice(draw.choice(news)) if draw.random() < 1 / 3 else sentence
        for sentence in article
    ]
    return {"text": " ".join(mixed), "publisher": draw.choice(OUTLETS), "date": _draw_day(draw)}


def _draw_strike_news(draw: random.Random) -> Iterator[Record]:
    releases = defaultdict(list)
    for line in (SHARED / "data/releases/centcom_syria.jsonl").open(encoding="utf-8"):
        row = json.loads(line)
        releases[row["date"]].append(row["text"])
    days = sorted(releases)
    stories = _load_dispatches()
    while True:
        if draw.random() < 0.5:
            day = draw.choice(days)
            lines = draw.sample(releases[day], min(len(releases[day]), draw.randint(2, 9)))
            month, number, year = day.split("/")
            text = f"SOUTHWEST ASIA, {year} - Strikes in Syria\n\n" + "\n".join(lines)
            yield {"text": text, "publisher": "Command", "date": f"{year}-{month}-{number}"}
        else:
            yield _vary_story(draw, *draw.choice(stories))


def _vary_story(draw: random.Random, text: str, day: str) -> Record:
    """Return a reprint: as it is, or with a lead of its own, or with its last part cut."""
    kind = draw.random()
    paragraphs = text.strip().split("\n\n")
    if kind > 0.7:
        paragraphs.insert(0, f"{draw.choice(OUTLETS)} {draw.randint(1, 999)}: from our own desk.")
    elif kind > 0.4 and len(paragraphs) > 3:
        paragraphs = paragraphs[: -draw.randint(1, 2)]
    return {"text": "\n\n".join(paragraphs), "publisher": draw.choice(OUTLETS), "date": day}


def _load_dispatches() -> list[tuple[str, str]]:
    from mapper.reports import read_reports

    reports, _ = read_reports([ROOT / "seeds", ROOT / "tests" / "dispatches" / "dev"])
    return [(report.text, str(report.published or "")) for report in reports]


def _load_texts(*names: str) -> list[str]:
    return [
        json.loads(line)["text"]
        for name in names
        for line in (SHARED / "data" / name).open(encoding="utf-8")
    ]


def _draw_day(draw: random.Random) -> str:
    return f"{draw.randint(2015, 2019)}-{draw.randint(1, 12):02}-{draw.randint(1, 28):02}"


def measure_whole(sample: int, *, seed: int) -> float:
    """Print and return the rate of parsing every document whole, in documents a second."""
    from mapper.reports import make_report

    texts = [record["text"] for record, _ in draw_documents(sample, seed=seed + 1)]
    _read_whole(make_report(texts[0]))  # loads the models
    started = time.process_time()
    for text in texts:
        _read_whole(make_report(text))
    rate = len(texts) / (time.process_time() - started)
    print(f"whole parse: {rate:.1f} documents/s a core (CPU time, {sample} documents)", flush=True)
    return rate


def _read_whole(report):
    """The pipeline without any gate."""
    from mapper.archive.reading import load_once
    from mapper.claims import read_claims
    from mapper.language import parse_text
    from mapper.recognizer import find_mentions
    from mapper.resolver import resolve_mentions

    gazetteer = load_once(None)
    doc = parse_text(report.text)
    resolutions = resolve_mentions(report.text, find_mentions(doc, gazetteer), gazetteer)
    return read_claims(report, doc=doc, resolutions=resolutions, gazetteer=gazetteer)


@dataclass
class Watch:
    """The largest memory of any child process, looked at ten times a second."""

    peak_mb: float = 0.0
    stopped: bool = False

    def look(self) -> None:
        """Run until stopped."""
        import psutil

        own = psutil.Process()
        while not self.stopped:
            for child in own.children(recursive=True):
                try:
                    self.peak_mb = max(self.peak_mb, child.memory_info().rss / 1e6)
                except psutil.Error:
                    continue
            time.sleep(0.1)


def measure_archive(source: Path, out: Path, *, workers: int, whole: float) -> float:
    """Print and return the end-to-end rate of one archive in documents a second."""
    from mapper.archive import read_archive

    shutil.rmtree(out, ignore_errors=True)
    watch = Watch()
    watcher = threading.Thread(target=watch.look, daemon=True)
    watcher.start()
    stages: dict[str, float] = {}
    started, cpu = time.monotonic(), _spent_cpu()
    done = read_archive(
        [source],
        out,
        workers=workers,
        tell=lambda progress: stages.__setitem__(progress.stage, round(progress.seconds, 1)),
    )
    seconds, cpu = time.monotonic() - started, _spent_cpu() - cpu
    watch.stopped = True
    watcher.join()
    rate, core_rate = done.documents / seconds, done.documents / cpu
    print(
        f"{done.documents:,} documents, {workers} workers: {seconds:.1f} s, "
        f"{rate:.0f} documents/s; {cpu:.1f} s of CPU in all processes, "
        f"{core_rate:.0f} documents/s a core, {core_rate / whole:.1f} times the whole parse; "
        f"stages {stages}"
    )
    print(
        f"  passed {done.passed:,}, copies {done.copies:,}, near copies {done.near_copies:,}, "
        f"texts {done.texts:,}, parsed whole {done.parsed:,}, with claims {done.reports:,}, "
        f"strikes {done.strikes:,}, rejects {done.rejects:,}; worker peak {watch.peak_mb:.0f} MB",
        flush=True,
    )
    return rate


def _spent_cpu() -> float:
    """Seconds of processor time of this process and of its children that have ended."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in used)


def compare_strikes(folder: Path, count: int, *, seed: int) -> None:
    """Print whether the archive finds the strikes that parsing every document whole finds."""
    from mapper.archive import read_archive
    from mapper.catalog import build_catalog
    from mapper.reports import read_reports
    from mapper.store import open_store

    source = folder / "compare.jsonl"
    with source.open("w", encoding="utf-8") as file:
        for record, _ in draw_documents(count, seed=seed + 2):
            file.write(json.dumps(record, ensure_ascii=False) + "\n")
    reports, _ = read_reports([source])
    unique = {report.sha256: report for report in reversed(reports)}  # a store keeps a text once
    whole = [_read_whole(report) for report in unique.values()]
    expected = build_catalog(whole).strikes
    out = folder / "compare"
    read_archive([source], out, workers=2)
    with open_store(str(out)) as store:
        found = store.catalog().strikes
    same = [replace(strike, notes=()) for strike in found] == list(expected)
    lost = [strike for strike in expected if strike.id not in {one.id for one in found}]
    added = [strike for strike in found if strike.id not in {one.id for one in expected}]
    pins = sum(strike.mapped for strike in lost)
    print(
        f"{count:,} documents: {len(found)} strikes, every document parsed whole {len(expected)}; "
        f"lost {len(lost)} ({pins} with a pin), added {len(added)}, "
        f"{'the same in every field' if same else 'NOT the same in every field'}"
    )
    quotes = {claim.id: claim.quote for reading in whole for claim in reading.claims}
    for strike in lost:
        place = strike.place.name if strike.place else "no place"
        print(f"  lost: {strike.attacker}, {place}: {quotes[strike.claims[0]][:160]!r}")


if __name__ == "__main__":
    main()
