"""Rows are joined band by band, source by source; nothing is lost between two bands."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from mapper.gazetteer.bands import list_bands
from mapper.gazetteer.loading import import_files

HEAD = "id,name,lat,lon,country,names\n"


@given(st.lists(st.sampled_from([-90.0, -0.5, 0.0, 0.25, 33.3, 90.0]), min_size=1), st.integers(1))
def test_every_row_lies_in_one_band(latitudes: list[float], size: int) -> None:
    database = sqlite3.connect(":memory:")
    database.execute("CREATE TABLE entry (n INTEGER PRIMARY KEY, lat REAL, lon REAL)")
    rows = list(enumerate(latitudes, 1))
    database.executemany("INSERT INTO entry VALUES (?, ?, 0)", rows)
    first = (len(rows) + 1) // 2
    seen: list[int] = []
    for band in list_bands(database, first, len(rows), size=size):
        found = database.execute(f"SELECT n FROM entry WHERE {band.condition}", band.values)
        seen += [n for (n,) in found]
    assert sorted(seen) == list(range(first, len(rows) + 1))


def test_a_row_follows_the_one_it_shares_an_id_with(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(HEAD + "a:1,Zafaraneh,34.892,36.779,SY,\n", encoding="utf-8")
    (tmp_path / "b.csv").write_text(HEAD + "b:1,Zafaraneh,34.893,36.780,SY,\n", encoding="utf-8")
    (tmp_path / "c.csv").write_text(HEAD + "b:1,Az Zafaranah,34.9,36.78,SY,\n", encoding="utf-8")
    files = [tmp_path / f"{letter}.csv" for letter in "abc"]
    built = import_files(files, into=tmp_path / "g.gaz", defaults=False)
    assert {place for _, place, _ in built.merges()} == {"a:1"}
    assert [c.place.id for c in built.find("Az Zafaranah")] == ["a:1"]
    assert built.meta()["places"] == "1"
