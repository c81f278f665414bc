"""Fuzz readers by coverage, with atheris: `python -m tests.hardening.guided html --seconds 600`.

Several are searched one after the other, or so many `--at-once`, each in a child of its own: the
imports are prepared once. `html=300` ends after so many inputs. What breaks is written to
`--found`, each fault once (by its exception and the line that raised it), and the search goes on;
so is an input that takes more than five seconds. Too much memory ends a child with the input kept.
The corpus in `--corpus`, a folder for each target, grows from run to run. At the end of each one
line tells how much was tried.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
import traceback
import warnings
from pathlib import Path

import atheris

# what is followed for coverage: our readers, and the parsers in Python that they hand bytes to
_FOLLOWED = [
    "mapper",
    "tests.hardening.trap",
    "pypdf",
    "feedparser",
    "trafilatura",
    "htmldate",
    "csv",
    "json",
    "zipfile",
]
_SLOW_S = 5.0


def main() -> None:
    """Fuzz each target until its time is over; exit with 1 when anything was found."""
    options = _parse()
    warnings.simplefilter("ignore")
    with atheris.instrument_imports(include=_FOLLOWED, enable_loader_override=False):
        import tests.hardening.targets
        import tests.hardening.trap

        if any(one.startswith("claims") for one in options.targets):
            import tests.hardening.stories  # noqa: F401
    running, failed = 0, False
    for name, _, runs in (one.partition("=") for one in options.targets):
        if running == options.at_once:
            failed |= os.wait()[1] != 0
            running -= 1
        if not os.fork():
            _search(name, int(runs or -1), options)
        running += 1
    for _ in range(running):
        failed |= os.wait()[1] != 0
    sys.exit(failed)


def _search(name: str, runs: int, options: argparse.Namespace) -> None:
    """Fuzz one target, and end the process."""
    from mapper.errors import MapperError
    from tests.hardening.targets import TARGETS, tidy
    from tests.hardening.trap import TRAP

    target = {**TARGETS, "selftest": TRAP}[name]
    corpus = options.corpus / name
    corpus.mkdir(parents=True, exist_ok=True)
    options.found.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(target.seeds()):
        (corpus / f"seed{number}").write_bytes(seed)
        target.run(seed)
    counts = {"tried": 0, "refused": 0, "faults": 0, "slowest_s": 0.0}
    begun = time.process_time()

    def run(data: bytes) -> None:
        counts["tried"] += 1
        started = time.process_time()
        try:
            target.run(data)
        except MapperError as error:
            counts["refused"] += 1
            assert str(error), "an error that says nothing"
        except Exception as error:
            counts["faults"] += 1
            _keep(options.found, name, data, error)
        now = time.process_time()
        if now - started > counts["slowest_s"]:
            counts["slowest_s"] = round(now - started, 2)
            if now - started > _SLOW_S:
                (options.found / f"{name}-slow").write_bytes(data)
        if now - begun > options.seconds or counts["tried"] == runs:
            told = {"target": name, **counts, "cpu_s": round(now - begun, 1)}
            print(json.dumps(told), flush=True)
            tidy()
            os._exit(bool(counts["faults"]))  # atheris has no other way out

    flags = [
        sys.argv[0],
        str(corpus),
        f"-seed={options.seed}",
        f"-max_len={target.longest}",
        f"-artifact_prefix={options.found}/{name}-",
        "-timeout=60",  # by the clock, on a busy machine; _SLOW_S is processor time
        "-rss_limit_mb=1024",
        "-verbosity=0",
    ]
    atheris.Setup(flags, run)
    atheris.Fuzz()


def _parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Fuzz readers by coverage.")
    parser.add_argument("targets", nargs="+", metavar="TARGET[=INPUTS]")
    parser.add_argument("--seconds", type=int, default=60, help="of the processor, for each")
    parser.add_argument("--at-once", type=int, default=1, help="Targets searched side by side.")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--found", type=Path, required=True)
    return parser.parse_args()


def _keep(found: Path, target: str, data: bytes, error: BaseException) -> None:
    frames = traceback.extract_tb(error.__traceback__)
    at = frames[-1]
    path = found / f"{target}-{type(error).__name__}-{Path(at.filename).stem}-{at.lineno}"
    if not path.exists():
        path.write_bytes(data)
        path.with_name(path.name + ".txt").write_text("".join(traceback.format_exception(error)))


if __name__ == "__main__":
    main()
