"""What an archive leaves opens as a partitioned frame, on as many workers as there are."""

from __future__ import annotations

from pathlib import Path

import pytest

from mapper.frames import TABLES
from mapper.model import Reading
from mapper.store import open_store
from tests.builders import make_readings


@pytest.mark.filterwarnings("ignore:The inplace keyword")  # dask does not know pandas 3.1 yet
@pytest.mark.parametrize("table", ["strikes", "claims", "places"])
def test_dask_geopandas_reads_the_tables_by_year(tmp_path: Path, table: str) -> None:
    dask_geopandas = pytest.importorskip("dask_geopandas")
    dask_frames = pytest.importorskip("dask.dataframe")
    readings: list[Reading] = make_readings(60, seed=3, years=4)
    with open_store(tmp_path / "out", create=True) as store:
        store.ingest(readings)
        whole = store.read_table(table)
        folder = store.path_of(table)
    spatial = TABLES[table].spatial
    frame = (dask_geopandas if spatial else dask_frames).read_parquet(str(folder))
    assert len(whole) > 10
    assert sorted(frame["id"].compute()) == sorted(whole["id"])
    if spatial:
        assert frame.crs == whole.crs == "EPSG:4326"
        west, south, east, north = whole.total_bounds
        frame.calculate_spatial_partitions()
        inside = frame.cx[west : (west + east) / 2, south:north].compute()
        expected = whole.cx[west : (west + east) / 2, south:north]
        assert sorted(inside["id"]) == sorted(expected["id"])
