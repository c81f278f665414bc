"""Grouping in parts, on workers, shuffled: exactly the strikes of the single process."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from mapper.archive import grouping
from mapper.archive.grouping import group_on
from mapper.archive.workers import Answer, DaskWorkers, Died, OneProcess
from mapper.catalog import build_catalog
from mapper.events import Event
from mapper.strikes import Part, Published, group_here
from tests.builders import make_readings


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_any_partition_in_any_order_gives_the_same_strikes(seed: int) -> None:
    readings = make_readings(120, seed=5)
    expected = build_catalog(readings).strikes
    shuffled = random.Random(seed).sample(readings, len(readings))
    sizes: list[int] = []

    def group_shuffled(parts: Sequence[Part], published: Published) -> list[list[Event]]:
        order = random.Random(seed).sample(range(len(parts)), len(parts))
        found = dict(zip(order, group_here([parts[n] for n in order], published), strict=True))
        sizes.extend(len(claims) for _, claims in parts)
        return [found[number] for number in range(len(parts))]

    assert build_catalog(shuffled, group_parts=group_shuffled).strikes == expected
    assert len(expected) > 20
    assert len(sizes) > 20


class Piecewise:
    """Workers of another kind, one of which dies over every third piece."""

    ahead = 4

    def __init__(self) -> None:
        self.names: list[str] = []

    def submit(self, function: Callable[[Any], Any], name: str, piece: Any) -> Answer[Any]:
        self.names.append(name)
        return Dead() if len(self.names) % 3 == 0 else Answer(function(piece))


class Dead(Answer[Any]):
    def __init__(self) -> None:
        super().__init__(None)

    def result(self) -> Any:
        raise Died


@pytest.mark.parametrize("claims", [1, 7, 100_000])
def test_bundles_of_any_size_give_the_same_strikes_though_workers_die(
    claims: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(grouping, "_CLAIMS", claims)
    monkeypatch.setattr(grouping, "_WORTH_SENDING", 0)
    readings = make_readings(120, seed=7)
    workers = Piecewise()
    found = build_catalog(readings[::-1], group_parts=group_on(workers)).strikes
    assert found == build_catalog(readings).strikes
    assert len(set(workers.names)) == len(workers.names) >= 1


def test_dask_workers_give_the_same_strikes(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed")
    monkeypatch.setattr(grouping, "_CLAIMS", 40)
    monkeypatch.setattr(grouping, "_WORTH_SENDING", 0)
    readings = make_readings(120, seed=6)
    with DaskWorkers(workers=2) as workers:
        found = build_catalog(readings[::-1], group_parts=group_on(workers))
    assert found.strikes == build_catalog(readings).strikes


def test_a_few_claims_are_not_sent_to_workers() -> None:
    readings = make_readings(20, seed=6)
    workers = Piecewise()
    found = build_catalog(readings, group_parts=group_on(workers)).strikes
    assert found == build_catalog(readings).strikes
    assert workers.names == []


def test_without_workers_it_is_done_here() -> None:
    assert group_on(OneProcess()) is None
