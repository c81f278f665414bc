"""Pieces of work done once: looked up in the ledger, else sent to a worker and written down."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Generic, Protocol, Self, TypeVar

from mapper.archive.ledger import Ledger
from mapper.archive.workers import Answer, Died, Pending, Workers

__all__ = ["Kind", "Mergeable", "Splittable", "do_pieces"]


class Splittable(Protocol):
    """A piece that can be cut to find the part that kills workers."""

    def split(self) -> list[Self]:
        """Return two smaller pieces, or one when it cannot be cut."""
        ...


class Mergeable(Protocol):
    """An answer that can be put together from the answers to parts."""

    def merge(self, other: Self) -> Self:
        """Return both answers as one."""
        ...


P = TypeVar("P", bound=Splittable)
R = TypeVar("R", bound=Mergeable)


@dataclass(frozen=True, slots=True)
class Kind(Generic[P, R]):
    """One kind of work: what does it, what it answers, and what to say of a piece that kills."""

    function: Callable[[P], R]
    shape: type[R]
    blame: Callable[[P], R]


def do_pieces(
    kind: Kind[P, R], pieces: Iterable[tuple[str, P]], *, workers: Workers, ledger: Ledger
) -> Iterator[tuple[str, R]]:
    """Yield (name, answer) for every named piece, in their order, however the work went.

    Finished answers are written to the ledger as they arrive, so stopping loses at most what was
    under way.
    """
    waiting: deque[tuple[str, Callable[[], R], Callable[[], bool]]] = deque()
    for name, piece in pieces:
        known = ledger.load(name, kind.shape)
        if known is not None:
            there = Answer(known)
            waiting.append((name, there.result, there.done))
        else:
            pending = workers.submit(kind.function, name, piece)
            finish = partial(_finish, kind, name, piece, pending, workers=workers, ledger=ledger)
            waiting.append((name, finish, pending.done))
        while waiting and (len(waiting) >= workers.ahead or waiting[0][2]()):
            done, finish_first, _ = waiting.popleft()
            yield done, finish_first()
    for done, finish_first, _ in waiting:
        yield done, finish_first()


def _finish(
    kind: Kind[P, R], name: str, piece: P, pending: Pending[R], *, workers: Workers, ledger: Ledger
) -> R:
    try:
        answer = pending.result()
    except Died:
        answer = _corner(kind, name, piece, workers)
    ledger.save(name, answer)
    return answer


def _corner(kind: Kind[P, R], name: str, piece: P, workers: Workers) -> R:
    """Do the parts of a piece that kills workers, down to the one document to blame."""
    parts = piece.split()
    if len(parts) < 2:
        return kind.blame(piece)
    answers = []
    for number, part in enumerate(parts):
        inner = f"{name}.{number}"
        try:
            answers.append(workers.submit(kind.function, inner, part).result())
        except Died:
            answers.append(_corner(kind, inner, part, workers))
    whole = answers[0]
    for answer in answers[1:]:
        whole = whole.merge(answer)
    return whole
