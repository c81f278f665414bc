"""Reports in any order and any portions: the same tables as all of them at once."""

from __future__ import annotations

import random
import tempfile
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mapper.frames import TABLES
from mapper.model import Reading
from mapper.store import Store, open_store
from tests.builders import make_places, make_readings

# few places and days, so that reports meet in strikes, copy each other and are told apart
READINGS = make_readings(24, seed=31, places=make_places(3, seed=31), years=1)


def _tables(store: Store) -> dict[str, list[str]]:
    frames = {name: store.read_table(name) for name in TABLES}
    return {name: sorted(map(repr, one.to_dict("records"))) for name, one in frames.items()}


def _ingest(path: Path, portions: list[list[Reading]]) -> tuple[dict[str, list[str]], list[str]]:
    with open_store(path, create=True) as store:
        for portion in portions:
            store.ingest(portion, batch=5)
        found = _tables(store)
        store.rebuild()
        assert _tables(store) == found
        return found, list(store._get_strikes())


@pytest.mark.parametrize("name", ["s.gpkg", "folder"])
@settings(max_examples=4, deadline=None)
@given(seed=st.integers(0, 10_000), cuts=st.sets(st.integers(1, 23), max_size=4))
def test_any_order_and_portions_give_the_same_tables(name: str, seed: int, cuts: set[int]) -> None:
    shuffled = random.Random(seed).sample(READINGS, len(READINGS))
    ends = [0, *sorted(cuts), len(shuffled)]
    portions = [shuffled[low:high] for low, high in pairwise(ends)]
    with tempfile.TemporaryDirectory() as folder:
        whole = _ingest(Path(folder) / f"whole-{name}", [READINGS])
        pieces = _ingest(Path(folder) / f"pieces-{name}", portions)
    assert len(whole[1]) > 10
    assert pieces == whole
