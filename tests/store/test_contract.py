"""The promises every store keeps; the same tests run on all three kinds."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

import pandas as pd
import pytest

from mapper.catalog import build_catalog
from mapper.corrections import Action, Correction
from mapper.errors import QueryError, StoreError
from mapper.frames import TABLES, table_frame
from mapper.model import Reading, Reject
from mapper.query import Filters, within_radius
from mapper.store import Store, open_store
from tests.builders import make_places, make_readings

READINGS = make_readings(40, seed=3, places=make_places(14, seed=3))
VERSIONS = {"rules": "1", "gazetteer": "test"}


def _sorted(frame: pd.DataFrame) -> pd.DataFrame:
    keys = [name for name in frame.columns if name != "geometry"]
    return frame.sort_values(keys, ignore_index=True)


def test_what_goes_in_comes_out(store: Store, reopen: Callable[[], Store]) -> None:
    result = store.ingest(READINGS, versions=VERSIONS)
    assert (result.added, result.known) == (40, 0)
    with reopen() as again:
        catalog = again.catalog()
    expected = build_catalog(READINGS, versions=VERSIONS)
    assert catalog == expected
    assert result.strikes == len(expected.strikes) > 10


@pytest.mark.parametrize("name", list(TABLES))
def test_tables_are_the_frames_of_the_catalog(store: Store, name: str) -> None:
    store.ingest(READINGS)
    expected = table_frame(name, build_catalog(READINGS))
    pd.testing.assert_frame_equal(_sorted(store.read_table(name)), _sorted(expected))


def test_the_same_report_again_changes_nothing(store: Store) -> None:
    store.ingest(READINGS[:10])
    before = store.catalog()
    renamed = [
        dataclasses.replace(one, report=dataclasses.replace(one.report, name="again.txt"))
        for one in READINGS[:10]
    ]
    again = store.ingest(renamed)
    assert (again.added, again.known) == (0, 10)
    assert store.catalog() == before


def test_two_copies_in_one_batch_are_one_report(store: Store) -> None:
    assert store.ingest([READINGS[0], READINGS[0]]).added == 1
    assert len(store.catalog().readings) == 1


def test_piece_by_piece_gives_the_same_as_all_at_once(store: Store) -> None:
    for start in range(0, 40, 7):
        store.ingest(READINGS[start : start + 7], versions=VERSIONS)
    assert store.catalog() == build_catalog(READINGS, versions=VERSIONS)
    assert store.verify() == []


def test_an_interrupted_ingest_keeps_whole_batches_and_goes_on(
    store: Store, reopen: Callable[[], Store]
) -> None:
    def broken() -> object:
        yield from READINGS[:12]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        store.ingest(broken(), batch=5)  # type: ignore[arg-type]
    store.close()
    with reopen() as again:
        # the ten readings of two whole batches are there, grouped at once
        assert again.catalog() == build_catalog(_kept(again))
        assert len(again.known()) == 10
        assert again.ingest(READINGS).added == 30
        assert again.catalog() == build_catalog(READINGS)


def _kept(store: Store) -> list[Reading]:
    return [one for one in READINGS if one.report.sha256 in store.known()]


def test_a_correction_that_is_given_again_stands_once(store: Store) -> None:
    """After Ctrl-C nobody knows whether the first was written, and gives the command again."""
    store.ingest(READINGS[:5])
    strike = store.catalog().strikes[0]
    first = Correction(action=Action.NOTE, target=strike.id, why="see the film ")
    other = Correction(action=Action.NOTE, target=strike.id, why="and the photos")
    made = store.correct(first, who="A")
    assert store.correct(first, who="A").id == made.id
    assert len(store.corrections()) == 1
    for correction, who in ((first, "B"), (other, "A"), (first, "A")):
        # another person's, another note, and one that is the last word again after the other
        store.correct(correction, who=who)
    assert [one.who for one in store.corrections()] == ["A", "B", "A", "A"]
    store.undo(store.corrections()[-1].id, who="A")
    store.correct(first, who="A")
    assert len(store.corrections()) == 5


def test_rejects_are_kept_with_their_reason(store: Store) -> None:
    reject = Reject("scan.pdf", "no text in it")
    store.ingest(READINGS[:2], rejects=[reject])
    store.ingest([], rejects=[reject])
    assert store.catalog().rejects == (reject,)


def test_a_rebuild_reads_again_only_what_other_versions_read(store: Store) -> None:
    store.ingest(READINGS[:9], versions=VERSIONS)
    seen = []
    by_sha = {one.report.sha256: one for one in READINGS}

    def read(report: object) -> Reading:
        seen.append(report)
        return by_sha[report.sha256]  # type: ignore[attr-defined]

    assert store.rebuild(read, versions=VERSIONS, batch=4) == 0
    assert store.rebuild(read, versions={"rules": "2"}, batch=4) == 9
    assert len(seen) == 9
    assert store.versions() == {"rules": "2"}
    assert store.catalog() == build_catalog(READINGS[:9], versions={"rules": "2"})


def test_a_radius_gives_what_the_frame_gives(store: Store) -> None:
    store.ingest(READINGS)
    frame = table_frame("strikes", build_catalog(READINGS))
    for filters in (None, Filters(attacker="Norland", min_killed=5)):
        question = {"lat": 35.5, "lon": 38.5, "radius_km": 150.0, "filters": filters}
        stored, memory = store.within_radius(**question), within_radius(frame, **question)
        assert len(memory) > 1
        pd.testing.assert_frame_equal(stored, memory)


def test_questions_that_make_no_sense_are_refused(store: Store) -> None:
    with pytest.raises(QueryError, match="negative"):
        store.within_radius(lat=1, lon=1, radius_km=-1)
    with pytest.raises(QueryError, match="latitude"):
        store.within_radius(lat=100, lon=1, radius_km=1)


def test_an_empty_store_answers(store: Store) -> None:
    assert store.catalog().strikes == ()
    assert store.strikes_gdf().empty
    assert store.within_radius(lat=35, lon=36, radius_km=100).empty
    assert store.verify() == []


def test_a_store_that_is_not_there_is_not_made_by_looking(address: str) -> None:
    with pytest.raises(StoreError, match="ingest"):
        open_store(address)
    with pytest.raises(StoreError, match="ingest"):
        open_store(address)


def test_a_store_of_a_newer_version_is_refused(store: Store, reopen: Callable[[], Store]) -> None:
    with store._writing():
        store._set_info({"format": "99"})
    store.close()
    with pytest.raises(StoreError, match="newer version"):
        reopen()


def test_verify_finds_a_row_that_is_not_true(store: Store) -> None:
    store.ingest(READINGS[:8])
    assert store.verify() == []
    other = build_catalog(READINGS[:7])
    with store._writing():
        store._put_derived(other)
    assert any("'strikes'" in fault or "'claims'" in fault for fault in store.verify())
    store.rebuild()
    assert store.verify() == []


def test_a_quote_that_is_not_in_the_text_is_found(store: Store) -> None:
    reading = READINGS[0]
    claim = dataclasses.replace(reading.claims[0], quote="invented words")
    store.ingest([dataclasses.replace(reading, claims=(claim,))])
    assert any("quote" in fault for fault in store.verify())
