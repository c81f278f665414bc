"""End every command that takes long at a random moment: `python -m tests.hardening.killing 200`.

One process loads everything once; for each try it forks a child that runs a command, and ends it
by SIGKILL, or by Ctrl-C with `--how interrupt`, at a random moment of the time that the command
takes; now and then several times in a row. Then the output must be absent, the old one or a whole
one, the store must have lost nothing, and the same command must leave what a run in peace leaves.
An interrupted command must also say so in one line, and leave no file of its own.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import random
import re
import shutil
import signal
import sys
import tempfile
import time
import warnings
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from mapper.cli import main as run_command
from mapper.store import open_store
from tests.hardening.jobs import JOBS, STORES, Job, kept_in, look_at
from tests.hardening.serving import serving
from tests.store.server import running_server

__all__ = ["HOW", "check_farewell", "check_output", "end_often"]

_STORY = (
    "Russian jets bombed {place} on 30 September 2015, activists said, killing {count} civilians. "
    "The Russian defence ministry said that the strike hit ISIS positions near {place}.\n"
)
_PLACES = ("Rastan", "Talbiseh", "Homs", "Idlib", "Palmyra", "Hama")
HOW = {"kill": signal.SIGKILL, "interrupt": signal.SIGINT}


@dataclass
class World:
    """The folder that each try gets a copy of, and what fills the braces of a command."""

    base: Path
    work: Path
    server: str = ""
    filled: dict[str, dict[str, str]] = field(default_factory=dict)
    """By kind of store: the address, a strike and a correction in it."""
    url: str = ""

    def command(self, job: Job) -> list[str]:
        """Return a job's arguments."""
        return job.command.format(url=self.url, **self.filled.get(job.store, {})).split()

    def address(self, kind: str) -> str:
        """Return where a try keeps its store of a kind."""
        address = self.filled[kind]["store"]
        return address if "://" in address else str(self.work / address)

    def begin(self, job: Job) -> None:
        """Make the copy."""
        shutil.copytree(self.base, self.work)
        if job.store == "postgis":
            _administer(self.server, "DROP DATABASE IF EXISTS work WITH (FORCE)")
            _administer(self.server, "CREATE DATABASE work TEMPLATE base")


def _administer(server: str, statement: str) -> None:
    import psycopg

    with psycopg.connect(f"{server}/postgres", autocommit=True) as admin:
        admin.execute(statement.encode())


def _fork(arguments: list[str], job: Job, folder: Path) -> int:
    """Run a command in a child as a shell would; return its process id."""
    # made before the child, which may be ended before it does anything
    sink = os.open(folder / "log", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    # a key that the child hears before `try` would have it tidy up what is its parent's
    heard = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    child = os.fork()
    if child:
        signal.pthread_sigmask(signal.SIG_SETMASK, heard)
        os.close(sink)
        return child
    code = 99
    try:
        signal.pthread_sigmask(signal.SIG_SETMASK, heard)
        os.chdir(folder)
        os.environ.update(job.env)
        os.dup2(sink, 1)
        os.dup2(sink, 2)
        sys.argv = ["mapper", *arguments]
        run_command()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 0
    except BaseException as error:
        if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
            os._exit(0)  # the key was pressed before the command began to listen
        os.write(2, f"Traceback: {error!r}".encode())
    finally:
        sys.stdout.flush()
        os._exit(code)


def _wait(child: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _run(world: World, job: Job, folder: Path, codes: tuple[int, ...] = (0,)) -> None:
    code = _wait(_fork(world.command(job), job, folder))
    assert code in codes, f"{job.command}: {(folder / 'log').read_text()[-2000:]}"


def _end(world: World, job: Job, how: signal.Signals, after_s: float) -> bool:
    """Start a command and end it; return whether it was still at work."""
    child = _fork(world.command(job), job, world.work)
    time.sleep(after_s)
    with contextlib.suppress(ProcessLookupError):
        os.kill(child, how)
    code = _wait(child)
    if how == signal.SIGINT:
        check_farewell(code, (world.work / "log").read_text())
        return code == 130
    return code == -how


def check_farewell(code: int, said: str) -> None:
    """An interrupted command says so in one line, and nothing else but what it had to say."""
    # where Python ends itself by the signal, a shell tells 130 as well
    code = 130 if code == -signal.SIGINT else code
    assert code in (0, 1, 130), said
    assert "Traceback" not in said, said
    assert "Exception ignored" not in said, said
    assert said.count("stopped; ") == (code == 130), said


def check_output(job: Job, folder: Path) -> None:
    """The output is absent or whole, at whatever moment the command was ended."""
    path = folder / job.output
    if path.suffix == ".gpkg" and path.exists() and not path.stat().st_size:
        return  # a store not yet begun
    if job.output and path.exists():
        assert job.whole(path), f"{job.output} is not whole"


def _check_kept(world: World, job: Job) -> None:
    """Nothing is gone that the store held before."""
    if job.store:
        reports, _, corrections = kept_in(world.address(job.store))
        assert set(reports) >= set(world.filled[job.store]["reports"].split())
        assert {why for why, _ in corrections} >= {"first"}


def _check_tidy(world: World, job: Job) -> None:
    """A command that was interrupted leaves nothing lying about."""
    ours = {one.name for one in world.base.iterdir()} | {"log", "cache", job.output}
    left = {one.name for one in world.work.iterdir()} - ours
    # GDAL notes what the check itself read of a GeoPackage
    assert not {name for name in left if not name.endswith((".lock", ".aux.xml"))}, left


def _state(world: World, job: Job) -> object:
    return kept_in(world.address(job.store)) if job.store else look_at(world.work / job.output)


def end_often(times: int, seed: int, names: list[str], how: signal.Signals) -> Counter[str]:
    """End each of the commands in turn, `times` in all; return how often each was."""
    rng, done = random.Random(seed), Counter[str]()
    with _world(postgis=any(JOBS[name].store == "postgis" for name in names)) as world:
        peace: dict[str, tuple[float, object]] = {}
        tries = 0
        while done.total() < times:
            name = names[tries % len(names)]
            tries += 1
            assert tries < 4 * times + len(names), f"too quick to be ended: {name}"
            job = JOBS[name]
            if name not in peace:
                peace[name] = _run_in_peace(world, job)
            seconds, state = peace[name]
            world.begin(job)
            for _ in range(rng.choice((1, 1, 3))):
                done[name] += _end(world, job, how, rng.uniform(0.01, seconds))
                check_output(job, world.work)
                _check_kept(world, job)
            if how == signal.SIGINT:
                _check_tidy(world, job)
            _run(world, job, world.work, job.again)
            check_output(job, world.work)
            assert _state(world, job) == state, name
            shutil.rmtree(world.work)
    return done


def _run_in_peace(world: World, job: Job) -> tuple[float, object]:
    """Return how long the command takes and what it leaves."""
    world.begin(job)
    started = time.monotonic()
    _run(world, job, world.work)
    seconds = time.monotonic() - started
    check_output(job, world.work)
    state = _state(world, job)
    shutil.rmtree(world.work)
    return seconds, state


@contextlib.contextmanager
def _world(*, postgis: bool) -> Iterator[World]:
    """Prepare reports, a place table, a gazetteer, and a store of each kind."""
    with contextlib.ExitStack() as stack:
        top = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="mapper-kill-")))
        world = World(top / "base", top / "work")
        if postgis:
            world.server = stack.enter_context(running_server())
            _administer(world.server, "CREATE DATABASE base")
        world.base.mkdir()
        _write_inputs(world.base)
        _load_everything()
        world.url = stack.enter_context(serving(world.base / "SY.zip"))
        _run(world, JOBS["import"], world.base)
        for kind in STORES:
            if postgis or kind != "postgis":
                _keep_store(world, kind)
        (world.base / "log").unlink()
        yield world


def _write_inputs(base: Path) -> None:
    from tests.hardening.samples import GEONAMES, zipped

    for folder, places in (("reports", _PLACES[:4]), ("more", _PLACES)):
        (base / folder).mkdir()
        for number, place in enumerate(places):
            text = _STORY.format(place=place, count=number + 3) * 2
            (base / folder / f"{number}.txt").write_text(text, encoding="utf-8")
    rows = "".join(f"Place{n} Karvel,{n % 80},{n % 170}\n" for n in range(3000))
    (base / "places.csv").write_text(f"name,lat,lon\nKarvel,35,37\nRastan,34.9,36.7\n{rows}")
    row = GEONAMES.splitlines()[0].split("\t")
    dump = (
        "\t".join([str(n), "Karvel" if n == 1 else f"K{n:x}", *row[2:4], f"35.{n}", *row[5:]])
        for n in range(1, 2000)
    )
    (base / "SY.zip").write_bytes(zipped("\n".join(dump)))


def _keep_store(world: World, kind: str) -> None:
    """Make a store of a kind, with a correction in it."""
    address = STORES[kind].format(postgis=f"{world.server}/base")
    where = address if "://" in address else str(world.base / address)
    _run(world, Job(f"ingest reports --store {address}"), world.base)
    with open_store(where) as store:
        strike, reports = store.catalog().strikes[0].id, sorted(store.known())
    _run(world, Job(f"correct note {strike} first --store {address}"), world.base)
    with open_store(where) as store:
        correction = store.corrections()[0].id
    world.filled[kind] = {
        "store": re.sub("/base$", "/work", address),
        "strike": strike,
        "correction": correction,
        "reports": " ".join(reports),
    }


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


def main() -> None:
    """End, check, and tell how often."""
    warnings.simplefilter("ignore")
    parser = argparse.ArgumentParser(description="End every command at random moments.")
    parser.add_argument("times", type=int)
    parser.add_argument("--how", choices=list(HOW), default="kill")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", nargs="*", default=list(JOBS), choices=list(JOBS))
    options = parser.parse_args()
    # a shell has what it runs in the background ignore the key, and a command then does so too
    signal.signal(signal.SIGINT, signal.default_int_handler)
    done = end_often(options.times, options.seed, options.only, HOW[options.how])
    print(json.dumps({options.how: done.total(), **done}))


if __name__ == "__main__":
    main()
