"""A connection that gives up on a server which no longer answers, instead of waiting for ever."""

from __future__ import annotations

import time
from collections.abc import Generator
from typing import Any, TypeVar

import psycopg

__all__ = ["connect"]

R = TypeVar("R")
# a network that is gone is noticed by each side within two minutes, and what it locked is free
_ALIVE = {"keepalives_idle": 60, "keepalives_interval": 10, "keepalives_count": 6}


class _SilenceError(Exception):
    """Nothing came for too long."""


class _Connection(psycopg.Connection[Any]):
    """Ends itself when the server has said nothing for `answer_s`."""

    answer_s = 300.0

    def wait(self, gen: Generator[Any, Any, R], *args: Any, **more: Any) -> R:  # noqa: ANN401
        try:
            return super().wait(_listen(gen, self.answer_s), *args, **more)
        except _SilenceError:
            self.pgconn.finish()  # a rollback would wait as long again
            raise psycopg.OperationalError(
                f"the server has not answered for {self.answer_s:g} s"
            ) from None


def _listen(steps: Generator[Any, Any, R], answer_s: float) -> Generator[Any, Any, R]:
    """Pass on the steps of a question; raise when no step finds anything for too long."""
    try:
        wanted = next(steps)
        heard = time.monotonic()
        while True:
            ready = yield wanted
            if ready:
                heard = time.monotonic()
            elif time.monotonic() - heard > answer_s:
                raise _SilenceError
            wanted = steps.send(ready)
    except StopIteration as end:
        answer: R = end.value
        return answer


def connect(address: str, *, answer_s: float) -> psycopg.Connection[Any]:
    """Return a connection to a server; what the address says itself is not overruled."""
    given = psycopg.conninfo.conninfo_to_dict(address)
    wishes: dict[str, Any] = {"connect_timeout": 10, **_ALIVE}
    wishes = {name: value for name, value in wishes.items() if name not in given}
    connection = _Connection.connect(address, autocommit=True, **wishes)
    connection.answer_s = answer_s
    for name, value in _ALIVE.items():
        connection.execute(f"SET tcp_{name} = {value}")
    return connection
