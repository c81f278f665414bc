"""Claims -> strikes, on the workers where there are very many, in parts by place and by days.

A part holds the claims on one place whose days can meet. An undated claim reaches back two weeks
from its report's publication, and claims that overlap or share a report stay in one part: this is
the overlap without which a strike on the edge of a partition would be two. So parts never meet,
and it does not matter which worker groups which.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mapper.archive.ledger import hash_parts
from mapper.archive.workers import Died, OneProcess, Workers
from mapper.events import Event, ReportKey, report_key
from mapper.strikes import GroupParts, Part, Published, group_here

__all__ = ["Bundle", "group_bundle", "group_on"]

_CLAIMS = 2_000
"""Claims that a worker groups at a time."""
_WORTH_SENDING = 500_000
"""Fewer claims are grouped here: 100,000 take three seconds, and sending them takes longer."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """Parts for one worker, with the dates of the reports that they stand in."""

    parts: tuple[Part, ...]
    published: dict[ReportKey, dt.date | None]


def group_bundle(bundle: Bundle) -> list[list[Event]]:
    """Return the events of each part; what a worker does."""
    return group_here(bundle.parts, bundle.published)


def group_on(workers: Workers) -> GroupParts | None:
    """Return what groups parts on these workers, or None where there are none."""
    if isinstance(workers, OneProcess):
        return None

    def group(parts: Sequence[Part], published: Published) -> Iterator[list[Event]]:
        if sum(len(claims) for _, claims in parts) < _WORTH_SENDING:
            yield from group_here(parts, published)
            return
        bundles = list(_bundle(parts, published))
        pending = [workers.submit(group_bundle, _name(bundle), bundle) for bundle in bundles]
        for bundle, answer in zip(bundles, pending, strict=True):
            try:
                yield from answer.result()
            except Died:
                yield from group_bundle(bundle)

    return group


def _bundle(parts: Sequence[Part], published: Published) -> Iterator[Bundle]:
    some: list[Part] = []
    count = 0
    for number, part in enumerate(parts, start=1):
        some.append(part)
        count += len(part[1])
        if count >= _CLAIMS or number == len(parts):
            keys = {report_key(claim) for _, claims in some for claim in claims}
            yield Bundle(tuple(some), {key: published.get(key) for key in sorted(keys)})
            some, count = [], 0


def _name(bundle: Bundle) -> str:
    """Return a name that only the same bundle has: Dask takes equal names for equal work."""
    told = (
        f"{key}\0{claim.report}\0{claim.id}" for key, claims in bundle.parts for claim in claims
    )
    return hash_parts(line.encode("utf-8", "surrogatepass") for line in told)
