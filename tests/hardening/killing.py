"""kill -9 in the middle of every command that writes: `python -m tests.hardening.killing 200`.

One process loads everything once; for each kill it forks a child that runs a command, and ends
it at a random moment of the time that the command takes. Then the outputs must be the old ones or
whole ones, the same command must run to its end, and its result must be that of a run in peace.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import random
import shutil
import signal
import tempfile
import time
import warnings
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from mapper.cli import cli
from mapper.gazetteer import Gazetteer
from mapper.store import open_store

__all__ = ["JOBS", "Job", "kill_often"]

_STORY = (
    "Russian jets bombed {place} on 30 September 2015, activists said, killing {count} civilians. "
    "The Russian defence ministry said that the strike hit ISIS positions near {place}.\n"
)
_PLACES = ("Rastan", "Talbiseh", "Homs", "Idlib", "Palmyra", "Hama")


@dataclass(frozen=True, slots=True)
class Job:
    """A command, its output, and what must hold of that at any time."""

    arguments: tuple[str, ...]
    output: str
    whole: Callable[[Path], bool]


def _whole_store(path: Path) -> bool:
    with open_store(path, create=True) as store:
        store.refresh()
        return store.inspect() == [] and store.verify() == []


def _ends_with(end: bytes) -> Callable[[Path], bool]:
    return lambda path: end in path.read_bytes()[-20:]


def _whole_geojson(path: Path) -> bool:
    return bool(json.loads(path.read_text("utf-8"))["features"])


def _whole_frame(path: Path) -> bool:
    import geopandas

    read = geopandas.read_parquet if path.suffix == ".parquet" else geopandas.read_file
    return len(read(path)) > 0


def _whole_gazetteer(path: Path) -> bool:
    with contextlib.closing(Gazetteer(path)) as gazetteer:
        return bool(gazetteer.find("Karvel"))


def _whole_archive(path: Path) -> bool:
    return not (path / "archive.json").exists() or bool(
        json.loads((path / "archive.json").read_text("utf-8"))["stage"]
    )


def _export(suffix: str, whole: Callable[[Path], bool]) -> Job:
    out = f"out.{suffix}"
    return Job(("export", *_KEPT, out, "--overwrite"), out, whole)


_KEPT = ("--store", "kept.gpkg")
_PLACES_IN = ("gazetteer", "import", "places.csv", "--into", "own.gaz", "--no-defaults")
_PNG_END = b"IEND\xaeB\x60\x82"


def _job(command: str, output: str, whole: Callable[[Path], bool]) -> Job:
    return Job(tuple(command.split()), output, whole)


JOBS: dict[str, Job] = {
    "map": _job("map reports -o m.html --overwrite", "m.html", _ends_with(b"</html>")),
    "ingest": _job("ingest reports --store s.gpkg", "s.gpkg", _whole_store),
    "ingest-folder": _job("ingest reports --store s", "s", _whole_store),
    "rebuild": _job("rebuild --store kept.gpkg --gazetteer own.gaz", "kept.gpkg", _whole_store),
    "correct": _job("correct note STRIKE seen --store kept.gpkg", "kept.gpkg", _whole_store),
    "geojson": _export("geojson", _whole_geojson),
    "csv": _export("csv", _ends_with(b"\n")),
    "kml": _export("kml", _ends_with(b"</kml>\n")),
    "gpkg": _export("gpkg", _whole_frame),
    "parquet": _export("parquet", _whole_frame),
    "archive": _job("archive reports --out arch --workers 0", "arch", _whole_archive),
    "import": Job(_PLACES_IN, "own.gaz", _whole_gazetteer),
    "plot": _job("plot map --store kept.gpkg -o p.png --overwrite", "p.png", _ends_with(_PNG_END)),
}


def _fork(arguments: tuple[str, ...], folder: Path) -> int:
    """Run a command in a child; return its process id."""
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        os.chdir(folder)
        sink = os.open("log", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        os.dup2(sink, 1)
        os.dup2(sink, 2)
        cli.main(list(arguments), standalone_mode=False)
        code = 0
    except BaseException as error:
        os.write(2, repr(error).encode())
    finally:
        os._exit(code)


def _wait(child: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _run(arguments: tuple[str, ...], folder: Path) -> None:
    code = _wait(_fork(arguments, folder))
    assert code == 0, f"{arguments}: {(folder / 'log').read_text()[-2000:]}"


def _prepare(base: Path) -> str:
    """Make reports, a place table, a gazetteer and a store; return the id of a strike."""
    (base / "reports").mkdir()
    for number, place in enumerate(_PLACES):
        text = _STORY.format(place=place, count=number + 3) * 2
        (base / "reports" / f"{number}.txt").write_text(text, encoding="utf-8")
    rows = "".join(f"Place{n} Karvel,{n % 80},{n % 170}\n" for n in range(3000))
    (base / "places.csv").write_text(f"name,lat,lon\nKarvel,35,37\nRastan,34.9,36.7\n{rows}")
    _run(_PLACES_IN, base)
    _run(("ingest", "reports", *_KEPT), base)
    with open_store(base / "kept.gpkg") as store:
        return store.catalog().strikes[0].id


def _state(path: Path) -> object:
    """What a store says, or that a file is there."""
    if not path.exists():
        return None
    if path.suffix in ("", ".gpkg") and not path.name.startswith("out."):
        with open_store(path, create=True) as store:
            store.refresh()
            return sorted(store.known()), sorted(one.id for one in store.catalog().strikes)
    return "there"


def _check(job: Job, folder: Path) -> None:
    """The output is absent or whole, at whatever moment the command was ended."""
    path = folder / job.output
    if path.suffix == ".gpkg" and path.exists() and not path.stat().st_size:
        return  # a store not yet begun
    if path.exists():
        assert job.whole(path), f"{job.output} is not whole"


def kill_often(kills: int, seed: int, names: list[str]) -> Counter[str]:
    """Kill each of the commands in turn, `kills` times in all; return how often each was."""
    rng = random.Random(seed)
    done: Counter[str] = Counter()
    with tempfile.TemporaryDirectory(prefix="mapper-kill-") as top:
        base, folder = Path(top) / "base", Path(top) / "work"
        base.mkdir()
        _load_everything()
        strike = _prepare(base)
        peace: dict[str, tuple[float, object]] = {}
        while done.total() < kills:
            name = names[done.total() % len(names)]
            job = JOBS[name]
            arguments = tuple(strike if one == "STRIKE" else one for one in job.arguments)
            if name not in peace:
                peace[name] = _run_in_peace(job, arguments, base, folder)
            seconds, state = peace[name]
            shutil.copytree(base, folder)
            if _kill(arguments, folder, rng.uniform(0, seconds)):
                done[name] += 1
            _check(job, folder)
            _run(arguments, folder)
            _check(job, folder)
            assert _state(folder / job.output) == state, name
            shutil.rmtree(folder)
    return done


def _load_everything() -> None:
    """Load modules and model once, so that the children spend their time on the work itself."""
    import matplotlib.pyplot  # noqa: F401

    from mapper.gazetteer import load_gazetteer
    from mapper.pipeline import process
    from mapper.render import render_map
    from mapper.reports.records import make_report

    text = _STORY.format(place="Rastan", count=3)
    with contextlib.closing(load_gazetteer()) as gazetteer:
        assert render_map(process([make_report(text)], gazetteer=gazetteer))


def _run_in_peace(
    job: Job, arguments: tuple[str, ...], base: Path, folder: Path
) -> tuple[float, object]:
    """Return how long the command takes and what it leaves."""
    shutil.copytree(base, folder)
    started = time.monotonic()
    _run(arguments, folder)
    seconds = time.monotonic() - started
    _check(job, folder)
    state = _state(folder / job.output)
    shutil.rmtree(folder)
    return seconds, state


def _kill(arguments: tuple[str, ...], folder: Path, after_s: float) -> bool:
    """Start a command and kill it; return whether it was still at work."""
    child = _fork(arguments, folder)
    time.sleep(after_s)
    with contextlib.suppress(ProcessLookupError):
        os.kill(child, signal.SIGKILL)
    return _wait(child) == -signal.SIGKILL


def main() -> None:
    """Kill, check, and tell how often."""
    warnings.simplefilter("ignore")
    parser = argparse.ArgumentParser(description="kill -9 in the middle of every command.")
    parser.add_argument("kills", type=int)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", nargs="*", default=list(JOBS), choices=list(JOBS))
    options = parser.parse_args()
    done = kill_often(options.kills, options.seed, options.only)
    print(json.dumps({"kills": done.total(), **done}))


if __name__ == "__main__":
    main()
