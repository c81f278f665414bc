"""Work on real Dask workers: in order, done once, and nothing lost when workers are killed."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from mapper.archive.ledger import Ledger
from mapper.archive.pieces import Kind, do_pieces
from mapper.archive.workers import DaskWorkers, OneProcess, Workers
from mapper.errors import MapperError

pytest.importorskip("distributed")
ROOT = Path(__file__).resolve().parents[2]
SLOW_S = 0.05


@dataclass(frozen=True)
class Numbers:
    """A piece of work."""

    values: tuple[int, ...]

    def split(self) -> list[Numbers]:
        if len(self.values) < 2:
            return [self]
        middle = len(self.values) // 2
        return [Numbers(self.values[:middle]), Numbers(self.values[middle:])]


@dataclass(frozen=True)
class Squares:
    """Its answer."""

    values: tuple[int, ...]

    def merge(self, other: Squares) -> Squares:
        return Squares(self.values + other.values)


def square(piece: Numbers) -> Squares:
    time.sleep(SLOW_S)
    return Squares(tuple(value * value for value in piece.values))


def square_or_die(piece: Numbers) -> Squares:
    if 13 in piece.values:
        # as the system does to a process that takes all memory, which takes it a while; a worker
        # that dies in the moment of its start may never be started again by Dask's nanny
        time.sleep(1)
        os._exit(9)
    return square(piece)


def refuse(piece: Numbers) -> Squares:
    return Squares((-1,) * len(piece.values))


def pieces_of(count: int) -> list[Numbers]:
    return [Numbers((number, number + 1)) for number in range(0, count, 2)]


def run(workers: Workers, folder: Path, kind: Kind[Numbers, Squares], count: int) -> list[int]:
    answers = do_pieces(kind, pieces_of(count), workers=workers, ledger=Ledger(folder))
    return [value for _, answer in answers for value in answer.values]


SQUARE = Kind(square, Numbers, Squares, refuse)


@pytest.fixture(scope="module")
def local() -> Iterator[DaskWorkers]:
    with DaskWorkers(workers=2) as workers:
        yield workers


def worker_pids(workers: DaskWorkers) -> list[int]:
    return list(workers._client.run(os.getpid).values())


def test_two_processes_give_what_one_gives_in_order(local: DaskWorkers, tmp_path: Path) -> None:
    expected = [number * number for number in range(60)]
    assert run(OneProcess(), tmp_path / "one", SQUARE, 60) == expected
    assert run(local, tmp_path / "two", SQUARE, 60) == expected
    assert len(set(worker_pids(local))) == 2


def test_a_worker_killed_in_the_middle_loses_nothing(local: DaskWorkers, tmp_path: Path) -> None:
    answers = do_pieces(SQUARE, pieces_of(120), workers=local, ledger=Ledger(tmp_path))
    values: list[int] = []
    for number, (_, answer) in enumerate(answers):
        if number == 20:
            os.kill(worker_pids(local)[0], signal.SIGKILL)
        values.extend(answer.values)
    assert values == [number * number for number in range(120)]


def test_a_document_that_kills_workers_is_found_and_refused(tmp_path: Path) -> None:
    with DaskWorkers(workers=2) as workers:
        values = run(workers, tmp_path, Kind(square_or_die, Numbers, Squares, refuse), 30)
    assert values == [-1 if number == 13 else number * number for number in range(30)]


def test_what_is_done_is_not_done_again(tmp_path: Path) -> None:
    def fail(piece: Numbers) -> Squares:
        raise AssertionError(piece)

    assert run(OneProcess(), tmp_path, SQUARE, 10) == [n * n for n in range(10)]
    assert run(OneProcess(), tmp_path, Kind(fail, Numbers, Squares, refuse), 10) == [
        n * n for n in range(10)
    ]
    with pytest.raises(AssertionError):
        run(OneProcess(), tmp_path, Kind(fail, Numbers, Squares, refuse), 12)


def test_a_damaged_piece_is_done_again(tmp_path: Path) -> None:
    run(OneProcess(), tmp_path, SQUARE, 10)
    damaged = next(path for path in tmp_path.rglob("*") if path.is_file())
    damaged.write_bytes(damaged.read_bytes()[:9])
    assert run(OneProcess(), tmp_path, SQUARE, 10) == [n * n for n in range(10)]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def started(*arguments: str, folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-m", "dask", *arguments]
    with (folder / f"{arguments[0]}.log").open("ab") as log:
        process = subprocess.Popen(
            command, cwd=folder, stdout=log, stderr=log, env={**os.environ, "PYTHONPATH": str(ROOT)}
        )
        try:
            yield process
        finally:
            process.kill()
            process.wait(30)


def test_a_cluster_started_apart_survives_kill_9(tmp_path: Path) -> None:
    port = free_port()
    address = f"tcp://127.0.0.1:{port}"
    worker = ("worker", address, "--no-nanny", "--nthreads", "1", "--no-dashboard")
    scheduler = ("scheduler", "--host", "127.0.0.1", "--port", str(port), "--no-dashboard")
    with (
        started(*scheduler, folder=tmp_path),
        started(*worker, folder=tmp_path) as first,
        started(*worker, folder=tmp_path),
        DaskWorkers(scheduler=address) as workers,
    ):
        workers._client.wait_for_workers(2, timeout=60)
        answers = do_pieces(SQUARE, pieces_of(120), workers=workers, ledger=Ledger(tmp_path))
        values: list[int] = []
        for number, (_, answer) in enumerate(answers):
            if number == 20:
                os.kill(first.pid, signal.SIGKILL)
            values.extend(answer.values)
    assert values == [number * number for number in range(120)]


def test_when_nobody_works_any_more_the_run_ends_and_a_later_one_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mapper.archive.workers._LOOK_S", 0.2)
    port = free_port()
    address = f"tcp://127.0.0.1:{port}"
    worker = ("worker", address, "--no-nanny", "--nthreads", "1", "--no-dashboard")
    scheduler = ("scheduler", "--host", "127.0.0.1", "--port", str(port), "--no-dashboard")
    ledger = Ledger(tmp_path / "work")
    values: list[int] = []
    with started(*scheduler, folder=tmp_path):
        with (
            started(*worker, folder=tmp_path) as only,
            DaskWorkers(scheduler=address) as workers,
            pytest.raises(MapperError, match=r"no worker has been there for 3 s.*run the same"),
        ):
            # a busy machine takes longer than that to connect
            monkeypatch.setattr("mapper.archive.workers._WAIT_S", 3)
            for _, answer in do_pieces(SQUARE, pieces_of(4000), workers=workers, ledger=ledger):
                values.extend(answer.values)
                only.kill()
        kept = [path for path in ledger.folder.rglob("*") if path.is_file()]
        assert 0 < len(kept) < 2000
        monkeypatch.setattr("mapper.archive.workers._WAIT_S", 60)
        with started(*worker, folder=tmp_path), DaskWorkers(scheduler=address) as workers:
            found = run(workers, ledger.folder, SQUARE, 200)
    assert found == [number * number for number in range(200)]
    assert values == found[: len(values)]


def test_a_scheduler_that_dies_ends_the_run_with_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mapper.archive.workers._LOOK_S", 0.2)
    port = free_port()
    address = f"tcp://127.0.0.1:{port}"
    worker = ("worker", address, "--no-nanny", "--nthreads", "1", "--no-dashboard")
    scheduler = ("scheduler", "--host", "127.0.0.1", "--port", str(port), "--no-dashboard")
    with (
        started(*scheduler, folder=tmp_path) as head,
        started(*worker, folder=tmp_path),
        DaskWorkers(scheduler=address) as workers,
        pytest.raises(MapperError, match="run the same command again"),
    ):
        monkeypatch.setattr("mapper.archive.workers._WAIT_S", 3)
        answers = do_pieces(SQUARE, pieces_of(4000), workers=workers, ledger=Ledger(tmp_path))
        for _ in answers:
            head.kill()


def test_no_scheduler_at_the_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mapper.archive.workers._WAIT_S", 2)
    with pytest.raises(MapperError, match=r"no workers at 'tcp://127\.0\.0\.1:"):
        DaskWorkers(scheduler=f"tcp://127.0.0.1:{free_port()}")
