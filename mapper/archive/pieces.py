"""Pieces of work done once: looked up in the ledger, else sent to a worker and written down."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Generic, Protocol, Self, TypeVar

import msgspec

from mapper.archive.ledger import Ledger, hash_parts, pack, unpack
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
    """One kind of work: what does it to which piece, with which answer.

    `versions` go into the name of each piece: what depends on them is done again when they
    change. `blame` says what to answer for a piece that kills every worker.
    """

    function: Callable[[P], R]
    piece: type[P]
    answer: type[R]
    blame: Callable[[P], R]
    versions: tuple[str, ...] = ()


def do_pieces(
    kind: Kind[P, R], pieces: Iterable[P], *, workers: Workers, ledger: Ledger
) -> Iterator[tuple[str, R]]:
    """Yield (name, answer) for every piece, in their order, however the work went.

    Finished answers are written to the ledger as they arrive, so stopping loses at most what was
    under way.
    """
    waiting: deque[tuple[str, Callable[[], R], Callable[[], bool]]] = deque()
    for piece in pieces:
        sent = msgspec.msgpack.encode(piece)
        name = hash_parts([kind.piece.__name__.encode(), *map(str.encode, kind.versions), sent])
        known = ledger.load(name, kind.answer)
        if known is not None:
            there = Answer(known)
            waiting.append((name, there.result, there.done))
        else:
            pending = workers.submit(partial(_do_packed, kind.function, kind.piece), name, sent)
            finish = partial(_finish, kind, name, piece, pending, workers=workers, ledger=ledger)
            waiting.append((name, finish, pending.done))
        while waiting and (len(waiting) >= workers.ahead or waiting[0][2]()):
            done, finish_first, _ = waiting.popleft()
            yield done, finish_first()
    for done, finish_first, _ in waiting:
        yield done, finish_first()


def _do_packed(function: Callable[[P], R], shape: type[P], sent: bytes) -> bytes:
    """Do a piece of work on a worker, which gets and gives bytes: pickling would cost more."""
    return pack(function(msgspec.msgpack.decode(sent, type=shape)))


def _finish(
    kind: Kind[P, R],
    name: str,
    piece: P,
    pending: Pending[bytes],
    *,
    workers: Workers,
    ledger: Ledger,
) -> R:
    try:
        packed = pending.result()
        answer = unpack(packed, kind.answer)
    except Died:
        answer = _corner(kind, name, piece, workers)
        packed = pack(answer)
    ledger.save(name, packed)
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
