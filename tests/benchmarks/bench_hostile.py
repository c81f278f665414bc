"""Measure `mapper archive` on inputs that are broken on purpose: time, memory, what was kept.

    python tests/benchmarks/bench_hostile.py            # all, some minutes
    python tests/benchmarks/bench_hostile.py many_files --files 200000

Beside each hostile input lies one good report, which must come through.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
STORY = "Jets bombed Rastan on Monday 7 May 2018, killing three people, a monitor said."
OTHER = "The council met on Monday and put the library vote off until the summer. "


def cut_gzip(folder: Path, _: int) -> None:
    """Write compressed lines whose second half is missing."""
    lines = "".join(json.dumps({"text": f"{OTHER}{number}"}) + "\n" for number in range(50_000))
    data = gzip.compress(lines.encode())
    (folder / "cut.jsonl.gz").write_bytes(data[: len(data) // 2])


def long_line(folder: Path, _: int) -> None:
    """Write a line of 2 GB between two others."""
    _write_run(folder / "long.jsonl.gz", gigabytes=2, then=json.dumps({"text": STORY}))


def endless_line(folder: Path, _: int) -> None:
    """Write a line of 9 GB."""
    _write_run(folder / "endless.jsonl.gz", gigabytes=9, then="")


def big_file(folder: Path, _: int) -> None:
    """Write a single text of 2 GB, compressed to 2 MB."""
    _write_run(folder / "big.txt.gz", gigabytes=2, then="")


def bad_bytes(folder: Path, _: int) -> None:
    """Write ten thousand texts of random bytes."""
    for number in range(10_000):
        (folder / f"{number}.txt").write_bytes(os.urandom(2_000))


def html_bombs(folder: Path, _: int) -> None:
    """Write pages of deep and of countless tags, with strike words in them."""
    for name, tag in (("deep", "<div>"), ("flat", "<p></p>"), ("open", "<a href='"), ("less", "<")):
        page = f"<html><body>{tag * (9_000_000 // len(tag))}{STORY}</body></html>"
        (folder / f"{name}.html").write_text(page)


def feed_entities(folder: Path, _: int) -> None:
    """Write a feed whose entities stand for a billion words."""
    names = "abcdefghij"
    rules = "".join(f'<!ENTITY {new} "{f"&{old};" * 10}">' for old, new in pairwise(names))
    (folder / "laughs.rss").write_text(
        f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "war">{rules}]>'
        "<rss><channel><item><title>&j;</title></item></channel></rss>"
    )


def links_and_pipes(folder: Path, _: int) -> None:
    """Make links out of the folder and into itself, a pipe and a socket-like device."""
    (folder / "out").symlink_to("/etc")
    (folder / "passwd.txt").symlink_to("/etc/passwd")
    (folder / "loop").symlink_to(folder)
    (folder / "zero.txt").symlink_to("/dev/zero")
    os.mkfifo(folder / "pipe.txt")


def many_files(folder: Path, files: int) -> None:
    """Write very many files of a few bytes."""
    for number in range(files):
        (folder / f"{number}.txt").write_bytes(b"The council met.")


CASES: tuple[Callable[[Path, int], None], ...] = (
    *(cut_gzip, long_line, endless_line, big_file, bad_bytes),
    *(html_bombs, feed_entities, links_and_pipes, many_files),
)


def main() -> None:
    """Print a line for each case that is asked for."""
    ask = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    ask.add_argument("cases", nargs="*", help="those to measure; all when left out")
    ask.add_argument("--files", type=int, default=50_000, help="how many tiny files")
    chosen = ask.parse_args()
    for case in CASES:
        if not chosen.cases or case.__name__ in chosen.cases:
            with tempfile.TemporaryDirectory(prefix="bench-hostile-") as name:
                measure(case, Path(name), chosen.files)


def measure(case: Callable[[Path, int], None], home: Path, files: int) -> None:
    """Run the command on one hostile input and a good report, and print how it went."""
    folder = home / "in"
    folder.mkdir()
    case(folder, files)
    (folder / "good.txt").write_text(STORY)
    out = home / "out"
    command = [sys.executable, "-m", "mapper", "archive", str(folder), "--out", str(out)]
    started = time.monotonic()
    process = subprocess.Popen(
        [*command, "--workers", "0"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=ROOT
    )
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.monotonic() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    summary = json.loads((out / "archive.json").read_text())
    peak = usage.ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)
    print(
        f"{case.__name__}: {usage.ru_utime + usage.ru_stime:.1f} s of CPU, {seconds:.1f} s, "
        f"{peak:.0f} MB, exit {process.returncode}, documents {summary.get('documents')}, "
        f"rejects {summary.get('rejects')}, with claims {summary.get('reports')}",
        flush=True,
    )
    shutil.rmtree(folder)


def _write_run(path: Path, *, gigabytes: int, then: str) -> None:
    with gzip.open(path, "wb", compresslevel=1) as file:
        for _ in range(gigabytes * 1_000):
            file.write(b"x" * 1_000_000)
        file.write(f"\n{then}\n".encode())


if __name__ == "__main__":
    main()
