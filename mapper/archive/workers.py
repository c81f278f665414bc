"""Where the work is done: in this process, or on the workers of a Dask cluster.

Dask distributes, retries and survives workers that die. This file only hands it pieces and takes
the answers back.
"""

from __future__ import annotations

import logging
import signal
import time
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from importlib import import_module
from multiprocessing import resource_tracker
from typing import Any, Generic, Protocol, TypeVar

from mapper.archive.versions import tell_version
from mapper.errors import MapperError

__all__ = [
    "DaskWorkers",
    "Died",
    "OneProcess",
    "Pending",
    "Workers",
    "open_workers",
]

A = TypeVar("A")
B = TypeVar("B")
B_co = TypeVar("B_co", covariant=True)
_AHEAD = 3
"""Pieces under way for each worker: enough to keep it busy, few enough to bound memory."""
_SETTINGS = {
    # one death may be anybody's fault; a piece that was there at three is to blame
    "distributed.scheduler.allowed-failures": 2,
    # looking at every thread a hundred times a second takes a twelfth of a worker's time
    "distributed.worker.profile.enabled": False,
    "distributed.admin.tick.interval": "500ms",
}
_WAIT_S = 60
_LOOK_S = 5.0
"""How long an answer is waited for before a look whether anybody works on it."""


class Died(Exception):  # noqa: N818 - it names what happened
    """A piece that killed every worker which took it up."""


class Pending(Protocol[B_co]):
    """An answer that may not be there yet."""

    def done(self) -> bool:
        """Whether `result` would return at once."""
        ...

    def result(self) -> B_co:
        """Wait for the answer; raises Died when the piece kills workers."""
        ...


class Workers(Protocol):
    """Something that applies a function to a piece, somewhere."""

    @property
    def ahead(self) -> int:
        """How many pieces to have under way."""
        ...

    def submit(self, function: Callable[[A], B], name: str, piece: A) -> Pending[B]:
        """Begin a piece of work under a name that tells it from all others."""
        ...


@dataclass(frozen=True, slots=True)
class Answer(Generic[B]):
    """An answer that is there."""

    value: B

    def done(self) -> bool:
        """Always."""
        return True

    def result(self) -> B:
        """The answer."""
        return self.value


class OneProcess(AbstractContextManager["OneProcess"]):
    """No workers at all: everything in this process, for small archives and without Dask."""

    ahead = 1

    def submit(self, function: Callable[[A], B], name: str, piece: A) -> Pending[B]:
        """Do the work now."""
        del name
        return Answer(function(piece))

    def __exit__(self, *error: object) -> None:
        """Nothing to close."""


@contextmanager
def _key_held() -> Iterator[None]:
    """Put Ctrl-C off until a cluster stands: half of one cannot be closed.

    Its processes never hear the key, which a terminal gives to all; they are ended from here.
    """
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    # started later, it would let the key through again, in its thread and so in the workers
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


class DaskWorkers(AbstractContextManager["DaskWorkers"]):
    """The workers of a cluster: one started here, or one that runs already."""

    def __init__(self, *, scheduler: str | None = None, workers: int = 2) -> None:
        try:
            import dask

            distributed: Any = import_module("distributed")
        except ImportError:
            raise MapperError(
                "working in parallel needs Dask: pip install 'strike-report-mapper[archive]', "
                "or give --workers 0 to work in one process"
            ) from None
        self._killed: type[Exception] = distributed.KilledWorker
        self._cluster: Any = None
        self._client: Any = None
        dask.config.set(_SETTINGS)
        try:
            if scheduler is None:
                with _key_held():
                    self._cluster = distributed.LocalCluster(
                        n_workers=workers,
                        threads_per_worker=1,
                        processes=True,
                        dashboard_address="127.0.0.1:0",  # any free port, seen from here only
                        silence_logs=logging.CRITICAL,
                    )
            self._client = distributed.Client(
                scheduler if self._cluster is None else self._cluster, timeout=_WAIT_S
            )
            self._client.wait_for_workers(1, timeout=_WAIT_S)
            self._watch = _Watch(self._client)
            if scheduler is not None:
                self._compare_versions()
        except (OSError, TimeoutError, ValueError) as error:
            self.close()
            where = repr(scheduler) if scheduler else "the local cluster"
            raise MapperError(f"no workers at {where}: {error}") from error
        except BaseException:  # a key press: `__exit__` is not called
            self.close()
            raise

    def _compare_versions(self) -> None:
        try:
            there = set(self._client.run(tell_version).values())
        except ModuleNotFoundError as error:
            self.close()
            raise MapperError(
                f"a worker lacks {error.name!r}: install the same mapper on every worker"
            ) from error
        if there != {tell_version()}:
            self.close()
            told = ", ".join(sorted(there))
            raise MapperError(
                f"workers run mapper {told}, this command {tell_version()}: install the same"
            )

    @property
    def ahead(self) -> int:
        """How many pieces to have under way, as workers come and go."""
        return max(4, _AHEAD * self._watch.count_threads())

    def submit(self, function: Callable[[A], B], name: str, piece: A) -> Pending[B]:
        """Send a piece to the scheduler; a worker's death repeats its pieces elsewhere."""
        key = f"mapper-{name}"
        future = self._client.submit(function, piece, key=key)
        return _Future(future, self._killed, self._watch)

    def close(self) -> None:
        """Leave the cluster, and stop it if it was started here."""
        for part in (self._client, self._cluster):
            if part is not None:
                part.close(timeout=_WAIT_S)

    def __exit__(self, *error: object) -> None:
        """Close, whatever happened."""
        self.close()


@dataclass
class _Watch:
    """Notices that nobody works: Dask itself waits for new workers for ever."""

    client: Any
    alone_since: float | None = None

    def count_threads(self) -> int:
        """Return how many threads there are to work; none when the scheduler does not answer."""
        try:
            return sum(self.client.nthreads().values())
        except (OSError, TimeoutError):
            return 0

    def look(self) -> None:
        """Raise when no worker has been there for a minute."""
        now = time.monotonic()
        if self.count_threads():
            self.alone_since = None
        elif self.alone_since is None:
            self.alone_since = now
        elif now - self.alone_since >= _WAIT_S:
            raise MapperError(
                f"no worker has been there for {_WAIT_S} s; what was done is kept: "
                "start workers and run the same command again"
            )


@dataclass(frozen=True, slots=True)
class _Future:
    future: Any
    killed: type[Exception]
    watch: _Watch

    def done(self) -> bool:
        return bool(self.future.done())

    def result(self) -> Any:  # noqa: ANN401 - the function's own answer
        try:
            while not self.future.done():
                with suppress(TimeoutError):
                    return self.future.result(timeout=_LOOK_S)
                self.watch.look()
            return self.future.result()
        except self.killed as error:
            raise Died(str(error)) from error
        except CancelledError as error:
            raise MapperError(
                "the scheduler is gone or dropped the work; what was done is kept: "
                "run the same command again"
            ) from error
        except ModuleNotFoundError as error:
            raise MapperError(
                f"a worker lacks {error.name!r}: install the same mapper on every worker"
            ) from error
        finally:
            self.future.release()


def open_workers(*, scheduler: str | None, workers: int) -> OneProcess | DaskWorkers:
    """Return the workers to use: those at `scheduler`, `workers` local processes, or none."""
    if scheduler is None and workers == 0:
        return OneProcess()
    return DaskWorkers(scheduler=scheduler, workers=workers)
