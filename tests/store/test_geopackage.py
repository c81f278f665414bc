"""What is particular to the GeoPackage: other programs read it, edit it, and break nothing."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pyogrio
import pytest

from mapper.corrections import Action, Correction
from mapper.errors import StoreError
from mapper.query import within_radius
from mapper.store import open_store
from mapper.store.gpkg_layout import add_functions, point_blob, point_of
from tests.builders import make_readings

READINGS = make_readings(25, seed=5)
VALIDATOR = Path("/usr/lib/python3/dist-packages/osgeo_utils/samples/validate_gpkg.py")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "store.gpkg"
    with open_store(path, create=True) as store:
        store.ingest(READINGS)
    return path


def _layers(path: Path) -> dict[str, str | None]:
    return dict(pyogrio.list_layers(path))


def test_gdal_finds_the_layers_and_the_points(path: Path) -> None:
    layers = _layers(path)
    assert {"strikes": "Point", "places": "Point", "corrections": "Point"}.items() <= layers.items()
    assert {"claims", "reports", "strike_claims", "claim_places", "layer_styles"} <= set(layers)
    with open_store(path) as store:
        ours = store.strikes_gdf()
    theirs = pyogrio.read_dataframe(path, layer="strikes")
    assert theirs.crs.to_epsg() == 4326
    assert set(theirs["id"]) == set(ours["id"])
    merged = theirs.set_index("id").loc[ours["id"]]
    assert merged.geometry.x.tolist() == ours.geometry.x.tolist()
    info = pyogrio.read_info(path, layer="strikes")
    kinds = dict(zip(info["fields"], info["dtypes"], strict=True))
    assert kinds["date_start"] == "datetime64[D]"
    assert kinds["mapped"] == "bool"


def test_gdal_searches_with_the_spatial_index(path: Path) -> None:
    with open_store(path) as store:
        ours = store.strikes_gdf()
    box = (35.0, 34.0, 38.0, 36.0)
    theirs = pyogrio.read_dataframe(path, layer="strikes", bbox=box)
    inside = ours[ours["lon"].between(35, 38) & ours["lat"].between(34, 36)]
    assert 0 < len(inside) < len(ours)
    assert set(theirs["id"]) == set(inside["id"])
    indexed = pyogrio.read_dataframe(path, sql="SELECT HasSpatialIndex('strikes', 'geom')")
    assert indexed.iloc[0, 0] == 1


@pytest.mark.skipif(not VALIDATOR.exists(), reason="needs GDAL's validator: apt install gdal-bin")
def test_it_keeps_the_rules_of_the_ogc(path: Path) -> None:
    command = ["/usr/bin/python3", VALIDATOR, "--extra", path]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.skipif(not VALIDATOR.exists(), reason="needs GDAL's validator: apt install gdal-bin")
def test_the_validator_would_notice(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("DELETE FROM gpkg_spatial_ref_sys WHERE srs_id = 4326")
    connection.close()
    command = ["/usr/bin/python3", VALIDATOR, path]
    assert subprocess.run(command, capture_output=True, check=False).returncode != 0


def test_the_ready_style_shows_disputes(path: Path) -> None:
    styles = pyogrio.read_dataframe(path, layer="layer_styles")
    (style,) = styles[styles["f_table_name"] == "strikes"].itertuples()
    assert style.useAsDefault
    assert 'attr="control_status"' in style.styleQML
    assert '<Option name="name" type="QString" value="diamond"/>' in style.styleQML
    import defusedxml.ElementTree as ElementTree

    for text in (style.styleQML, style.styleSLD):
        ElementTree.fromstring(text, forbid_dtd=False)


def test_an_edit_by_gdal_keeps_the_spatial_index_true(path: Path) -> None:
    """As QGIS does: rows added to the corrections layer, with a point drawn."""
    with open_store(path) as store:
        place = store.places_gdf()["id"].iloc[0]
    import geopandas
    import shapely

    row = {"action": "move place", "target": place, "why": "seen on the ground", "who": "Ada"}
    drawn = geopandas.GeoDataFrame([row], geometry=[shapely.Point(36.5, 35.5)], crs=4326)
    pyogrio.write_dataframe(drawn, path, layer="corrections", append=True)
    with open_store(path) as store:
        places = store.places_gdf().set_index("id")
        (kept,) = store.corrections()
        assert store.verify() == []
    assert (places.loc[place, "lat"], places.loc[place, "lon"]) == (35.5, 36.5)
    assert places.loc[place, "source"] == "analyst"
    assert (kept.who, kept.lat) == ("Ada", 35.5)
    assert kept.id
    assert kept.made_at


def test_a_row_typed_in_wrongly_says_what_is_wrong(path: Path) -> None:
    connection = sqlite3.connect(path)
    add_functions(connection)
    connection.execute("INSERT INTO corrections (action, target, why) VALUES ('nuke', 'x', 'y')")
    connection.execute("INSERT INTO corrections (action, target, why) VALUES ('note', 'x', 'y')")
    connection.commit()
    connection.close()
    with open_store(path) as store:
        before = store.strikes_gdf()
        states = [row["state"] for row in store.correction_rows()]
        assert len(before) == len(store.catalog().strikes)
    assert states[0].startswith("not applied: not a correction: 'nuke'")
    assert states[1].startswith("not applied: the store has no strike 'x'")


def test_corrections_survive_a_rebuild_and_can_be_undone(path: Path) -> None:
    with open_store(path) as store:
        strike = store.catalog().strikes[0]
        made = store.correct(Correction(action=Action.NOTE, target=strike.id, why="seen"), who="A")
        assert store.strikes([strike.id])[0].notes
        by_sha = {one.report.sha256: one for one in READINGS}
        store.rebuild(lambda report: by_sha[report.sha256], versions={"rules": "new"})
        assert store.strikes([strike.id])[0].notes == (made.describe(),)
        store.undo(made.id[:6], who="B")
        assert store.strikes([strike.id])[0].notes == ()
        (row,) = store.correction_rows()
        assert (row["undone_by"], row["state"]) == ("B", "undone")


def test_rows_that_stay_true_keep_their_number(path: Path) -> None:
    with open_store(path) as store:
        before = dict(store._all("SELECT id, fid FROM strikes"))
        store.ingest(make_readings(3, seed=77))
        after = dict(store._all("SELECT id, fid FROM strikes"))
    kept = [key for key in before if before[key] == after.get(key)]
    assert len(kept) >= len(before) - 3


def _sqlite(path: Path, *statements: str) -> Path:
    connection = sqlite3.connect(path)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()
    return path


@pytest.mark.parametrize("create", [False, True])
def test_files_that_are_not_ours_are_refused_and_left_alone(tmp_path: Path, create: bool) -> None:
    text = tmp_path / "text.gpkg"
    text.write_text("hello")
    foreign = _sqlite(tmp_path / "db.gpkg", "PRAGMA application_id = 7", "CREATE TABLE t (x)")
    import geopandas
    import shapely

    other = tmp_path / "other.gpkg"
    geopandas.GeoDataFrame(geometry=[shapely.Point(1, 2)], crs=4326).to_file(other)
    cases = [(text, "not a GeoPackage"), (foreign, "another program"), (other, "another program")]
    for path, message in cases:
        before = path.read_bytes()
        with pytest.raises(StoreError, match=message):
            open_store(path, create=create)
        assert path.read_bytes() == before


def test_an_empty_file_becomes_a_store_only_when_asked(tmp_path: Path) -> None:
    path = tmp_path / "empty.gpkg"
    path.touch()
    with pytest.raises(StoreError, match="empty"):
        open_store(path)
    with open_store(path, create=True) as store:
        assert store.ingest(READINGS[:1]).added == 1


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="does not exist"):
        open_store(tmp_path / "no" / "store.gpkg", create=True)


def test_two_writers_wait_for_each_other_or_are_told(path: Path) -> None:
    from mapper.store.geopackage import GeoPackageStore

    with GeoPackageStore(path, timeout_s=0.2) as one, GeoPackageStore(path, timeout_s=0.2) as two:
        with one._writing(), pytest.raises(StoreError, match="another program is writing"):
            two.ingest(make_readings(1, seed=8))
        assert two.ingest(make_readings(1, seed=8)).added == 1
        assert one.ingest(make_readings(1, seed=8)).added == 0


_WRITER = """
import sys
from mapper.store import open_store
from tests.builders import make_readings
seed = int(sys.argv[2])
for number in range(4):
    with open_store(sys.argv[1], create=True) as store:
        store.ingest(make_readings(5, seed=seed * 10 + number))
"""


def test_writers_at_the_same_time_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "both.gpkg"
    root = Path(__file__).parents[2]
    writers = [
        subprocess.Popen([sys.executable, "-c", _WRITER, path, str(seed)], cwd=root)
        for seed in (1, 2)
    ]
    assert [writer.wait(120) for writer in writers] == [0, 0]
    with open_store(path) as store:
        assert len(store.known()) == 40
        assert store.verify() == []


def test_a_store_in_a_read_only_place_can_be_read(path: Path) -> None:
    # root may write anywhere, so that the test lays that power down; it keeps root's own Python
    powers = "-dac_override,-dac_read_search"
    prefix = ["setpriv", f"--bounding-set={powers}", f"--inh-caps={powers}"]
    path.chmod(0o444)
    path.parent.chmod(0o555)
    try:
        done = _read_only_run(path, prefix if os.geteuid() == 0 else [])
    finally:
        path.parent.chmod(0o755)
    assert done.returncode == 0, done.stderr
    assert "cannot be written to" in done.stdout


_READER = """
import sys
from mapper.errors import StoreError
from mapper.store import open_store
with open_store(sys.argv[1]) as store:
    assert len(store.catalog().strikes) > 5
    assert len(store.within_radius(lat=35.5, lon=38.5, radius_km=900)) > 5
    try:
        store.ingest([])
    except StoreError as error:
        print(error)
"""


def _read_only_run(path: Path, prefix: list[str]) -> subprocess.CompletedProcess[str]:
    root = Path(__file__).parents[2]
    return subprocess.run(
        [*prefix, sys.executable, "-c", _READER, str(path)],
        capture_output=True,
        text=True,
        cwd=root,
        check=False,
        env={**os.environ, "PYTHONPATH": str(root)},
    )


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Path:
    """Return a folder on a disk of two megabytes."""
    folder = tmp_path / "tiny"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("mounting a small disk is not permitted here")
    return folder


@pytest.mark.parametrize("name", ["store.gpkg", "folder"])
def test_a_full_disk_is_told_and_keeps_the_old_state(tiny_disk: Path, name: str) -> None:
    path = tiny_disk / name
    try:
        with open_store(path, create=True) as store:
            store.ingest(READINGS[:5])
        with open_store(path) as store, pytest.raises(StoreError, match=r"full|No space"):
            store.ingest(make_readings(3000, seed=6), batch=100)
        with open_store(path) as store:
            kept = store.known()
            assert {one.report.sha256 for one in READINGS[:5]} <= kept
            if name == "store.gpkg":
                assert store.inspect() == []
    finally:
        subprocess.run(["umount", "-l", str(tiny_disk)], check=True)


def test_a_radius_asks_the_spatial_index_first(path: Path) -> None:
    from mapper.store.geopackage import _IN_BOX

    with open_store(path) as store:
        plan = store._all(
            f"EXPLAIN QUERY PLAN SELECT strikes.id {_IN_BOX}", (41, 40, 36, 35, -1, 2)
        )
    steps = [row[3] for row in plan]
    assert steps[0].startswith("SCAN r VIRTUAL TABLE INDEX 2")
    assert steps[1] == "SEARCH strikes USING INTEGER PRIMARY KEY (rowid=?)"


def test_points_by_any_program_are_read() -> None:
    import struct

    assert point_of(point_blob(35.5, -36.25)) == (35.5, -36.25)
    envelope = struct.pack("<4d", 1, 1, 2, 2)
    big = struct.pack(">2sBBi", b"GP", 0, 0b00000010, 4326) + envelope
    assert point_of(big + struct.pack(">BI2d", 0, 1, 1.0, 2.0)) == (2.0, 1.0)
    assert point_of(b"GP\x00\x11") is None
    assert point_of(None) is None


def test_a_radius_across_the_antimeridian(tmp_path: Path) -> None:
    from mapper.frames import strikes_frame
    from mapper.model import Catalog
    from tests.builders import make_place, make_strike

    places = [make_place(f"P{lon}", lat=10.0, lon=lon) for lon in (179.9, -179.9, 180.0, -180.0)]
    catalog = Catalog(strikes=tuple(make_strike(place) for place in places))
    with open_store(tmp_path / "s.gpkg", create=True) as store:
        with store._writing():
            store._put_derived(catalog)
        stored = store.within_radius(lat=10.0, lon=179.95, radius_km=30)
    memory = within_radius(strikes_frame(catalog), lat=10.0, lon=179.95, radius_km=30)
    assert stored["id"].tolist() == memory["id"].tolist()
    assert len(stored) == 4


_FIRST_FORMAT = """
DROP TABLE mapper_strikes; DROP TABLE mapper_grouped; DROP TABLE mapper_keys;
DROP TABLE mapper_origins; DROP INDEX strikes_place; DROP INDEX claim_places_claim;
DROP INDEX strike_reports_strike; DROP INDEX strike_reports_report; DROP INDEX reports_sha256;
DROP INDEX places_id; DROP INDEX strikes_noted;
CREATE TABLE mapper_strikes (position INTEGER PRIMARY KEY, id TEXT, record TEXT);
UPDATE mapper_info SET value = '1' WHERE key = 'format';
"""


def test_a_store_of_the_first_format_goes_on(path: Path) -> None:
    with open_store(path, create=True) as store:
        store.ingest(make_readings(20, seed=3))
        strikes = list(store._get_strikes())
    with contextlib.closing(sqlite3.connect(path)) as old:
        old.executescript(_FIRST_FORMAT)
    with open_store(path) as store:
        assert store.catalog().strikes
        assert list(store._get_strikes()) == strikes
        assert store.ingest(make_readings(1, seed=4)).added == 1
        assert store.verify() == []
