"""Grouping in pieces, on workers, shuffled: exactly the strikes of the single process."""

from __future__ import annotations

import random
import zlib
from collections.abc import Callable
from functools import partial

import pytest

from mapper.archive.workers import DaskWorkers, OneProcess, Workers
from mapper.catalog import assemble_strikes, build_catalog
from mapper.events import Event
from mapper.independence import trace_origins
from mapper.model import Claim, Reading, Scope, Strike
from mapper.strikes import apply_general, group_place, publication_dates, split_by_place
from tests.builders import make_readings

Filed = dict[str, list[Claim]]


def group_bucket(filed: Filed, readings: list[Reading]) -> list[Event]:
    """What a worker does with the places that fell to it."""
    published = publication_dates(readings)
    return [event for key, claims in filed.items() for event in group_place(key, claims, published)]


def group_in_pieces(
    readings: list[Reading], workers: Workers, *, pieces: int
) -> tuple[Strike, ...]:
    local = [claim for reading in readings for claim in reading.claims]
    buckets: list[Filed] = [{} for _ in range(pieces)]
    for key, claims in split_by_place(local).items():
        buckets[zlib.crc32(key.encode()) % pieces][key] = claims
    group: Callable[[Filed], list[Event]] = partial(group_bucket, readings=readings)
    group.__name__ = "group_bucket"  # type: ignore[attr-defined]
    pending = [workers.submit(group, str(n), bucket) for n, bucket in enumerate(buckets)]
    events = [event for answer in pending for event in answer.result()]
    general = [claim for claim in local if claim.scope is Scope.GENERAL]
    together = apply_general(events, general, publication_dates(readings))
    return assemble_strikes(together, trace_origins(readings))


@pytest.mark.parametrize("pieces", [1, 3, 16])
def test_any_partition_in_any_order_gives_the_same_strikes(pieces: int) -> None:
    readings = make_readings(120, seed=5)
    expected = build_catalog(readings).strikes
    shuffled = random.Random(pieces).sample(readings, len(readings))
    assert len(expected) > 20
    assert group_in_pieces(shuffled, OneProcess(), pieces=pieces) == expected


def test_dask_workers_give_the_same_strikes() -> None:
    pytest.importorskip("distributed")
    readings = make_readings(120, seed=6)
    with DaskWorkers(workers=2) as workers:
        found = group_in_pieces(readings[::-1], workers, pieces=5)
    assert found == build_catalog(readings).strikes
