"""Tables of other makers: read, counted, merged; bad ones refused, nothing half-built left."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from mapper.errors import GazetteerError
from mapper.gazetteer import load_gazetteer
from mapper.gazetteer.builder import Builder
from mapper.gazetteer.importing import sniff_format
from mapper.gazetteer.loading import import_files, locate_own

HEADER = "id,name,lat,lon,country,admin1,kind,population,names\n"
# an invented village in the layout of a GeoNames dump
GEONAMES = "\t".join(
    ["9900001", "Tall al Mithāl", "Tall al Mithal", "Tel Mithal,تل المثال", "35.5", "36.9", "P",
     "PPL", "SY", "", "10", "", "", "", "120", "", "300", "Asia/Damascus", "2024-01-01"]
)  # fmt: skip


def _write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def _leftovers(folder: Path) -> list[str]:
    return [p.name for p in folder.iterdir() if p.name.startswith(".")]


def test_csv_ids_end_in_the_tables_id(tmp_path: Path) -> None:
    table = _write(
        tmp_path / "t.csv", HEADER + "77,Tall Mithal,35.5,36.9,SY,10,settlement,9,Tel Mithal\n"
    )
    built = import_files([table], into=tmp_path / "g.gaz", defaults=False)
    place = built.search("Tel Mithal", country="SY").place
    assert place is not None
    assert place.id.split(":")[-1] == "77"
    assert place.admin1 == "Hama"


@pytest.mark.parametrize("zipped", [False, True])
def test_geonames_dump_plain_and_zipped(tmp_path: Path, zipped: bool) -> None:
    path = _write(tmp_path / "SY.txt", GEONAMES + "\n")
    if zipped:
        with zipfile.ZipFile(tmp_path / "SY.zip", "w") as archive:
            archive.write(path, "SY.txt")
            archive.writestr("readme.txt", "about this dump")
        path = tmp_path / "SY.zip"
    assert sniff_format(path) == "geonames"
    built = import_files([path], into=tmp_path / "g.gaz", defaults=False)
    place = built.search("تل المثال").place
    assert place is not None
    assert (place.id, place.admin1, place.population) == ("geonames:9900001", "Hama", 120)


def test_rows_of_one_place_are_merged_and_all_ids_kept(tmp_path: Path) -> None:
    wof = _write(
        tmp_path / "wof.tsv",
        "wof_id\tgeonames_id\twikidata\tname\tarabic\tarabic_variants\tlatin_variants\tplacetype\tlat\tlon\tadmin1\n"
        "5501\t9900001\tQ1\tTall Mithal\tتل المثال\t\tTell Mithal\tlocality\t35.5\t36.9\tHama\n",
    )
    ocha = _write(
        tmp_path / "ocha.csv",
        "id,pcode,name_en,name_ar,lat,lon\n0,C99001,Tal Mithal (Hama),تل المثال,35.503,36.902\n"
        "1,C99002,Tal Mithal (Idlib),تل المثال,35.54,36.9\n",
    )
    dump = _write(tmp_path / "SY.txt", GEONAMES + "\n")
    built = import_files([dump, wof, ocha], into=tmp_path / "g.gaz")
    place = built.place("geonames:9900001")
    assert place is not None
    assert {"wof:5501", "ocha:C99001"} <= set(place.ids)
    assert "ocha:C99002" not in place.ids
    assert "Tell Mithal" in place.names
    assert any(one == "ocha:C99002" or two == "ocha:C99002" for one, two, _, _ in built.doubtful())
    row = built.database.execute("SELECT name FROM entry WHERE id = 'ocha:C99001'").fetchone()
    assert row == ("Tal Mithal",)  # the source's own row is still there, so a merge can be undone
    namesake = built.place("ocha:C99002")
    assert namesake is not None
    assert namesake.country == "SY"


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("1,Far,95.0,200.0,SY,,,,", "out of range"),
        ("1,Swapped,136.9,35.5,SY,,,,", "swapped"),
        ("1,,35.5,36.9,SY,,,,", "no name"),
        ("1,Nowhere,,,SY,,,,", "no coordinates"),
        ("1,Null,0,0,SY,,,,", "0, 0"),
        (f"1,{'x' * 100_000},35.5,36.9,SY,,,,", "longer than"),
    ],
)
def test_bad_rows_are_counted_with_their_reason(tmp_path: Path, row: str, reason: str) -> None:
    table = _write(tmp_path / "t.csv", f"{HEADER}{row}\n2,Good,35.5,36.9,SY,,,,\n")
    built = import_files([table], into=tmp_path / "g.gaz", defaults=False)
    ((_, said, count),) = built.rejects()
    assert reason in said
    assert count == 1
    assert built.sources()[0].rejected == 1


def _truncated(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("SY.txt", (GEONAMES + "\n") * 500)
    path.write_bytes(path.read_bytes()[:-300])


def _bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("SY.txt", b"\0" * 120_000_000)


def _latin1(path: Path) -> None:
    path.write_bytes(HEADER.encode() + "1,Tall Mithâl,35.5,36.9,SY,,,,\n".encode("latin-1"))


@pytest.mark.parametrize(
    ("name", "make", "said"),
    [
        ("a.zip", _truncated, "broken zip"),
        ("b.zip", _bomb, "would unzip"),
        ("c.csv", _latin1, "not UTF-8"),
        ("d.csv", lambda p: p.write_bytes(b""), "empty"),
        ("e.csv", lambda p: p.write_text("some words\n"), "no table that is known"),
        ("f.csv", lambda p: p.write_bytes(b"name,lat,lon\n\0\0\0\n"), "binary"),
        ("g.csv", lambda p: p.write_text("name,lat,lon\nFar,95,200\n"), "not one row"),
    ],
)
def test_bad_files_are_refused_and_the_old_gazetteer_stays(tmp_path, name, make, said) -> None:
    into = tmp_path / "g.gaz"
    good = _write(tmp_path / "good.csv", HEADER + "1,Good,35.5,36.9,SY,,,,\n")
    before = import_files([good], into=into, defaults=False).version
    make(tmp_path / name)
    with pytest.raises(GazetteerError, match=said):
        import_files([tmp_path / name], into=into, defaults=False)
    assert load_gazetteer(into).version == before
    assert not _leftovers(tmp_path)


def test_a_file_that_is_no_gazetteer_is_neither_read_nor_replaced(tmp_path: Path) -> None:
    letter = _write(tmp_path / "letter.txt", "dear reader")
    good = _write(tmp_path / "good.csv", HEADER + "1,Good,35.5,36.9,SY,,,,\n")
    with pytest.raises(GazetteerError, match="not a gazetteer"):
        load_gazetteer(letter)
    with pytest.raises(GazetteerError, match="not a gazetteer"):
        import_files([good], into=letter, defaults=False)
    assert letter.read_text() == "dear reader"
    with pytest.raises(GazetteerError, match="no gazetteer file"):
        load_gazetteer(tmp_path / "absent.gaz")


def test_a_file_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    good = _write(tmp_path / "good.csv", HEADER + "1,Good,35.5,36.9,SY,,,,\n")
    into = tmp_path / "g.gaz"
    import_files([good], into=into, defaults=False).close()
    with sqlite3.connect(into) as database:
        database.execute("UPDATE meta SET value = '999' WHERE key = 'format'")
    database.close()
    with pytest.raises(GazetteerError, match="newer version"):
        load_gazetteer(into)


def test_two_builders_at_once_leave_one_whole_file(tmp_path: Path) -> None:
    rows = "".join(f"{i},Village {i},{30 + i / 1000},36.9,SY,,,,\n" for i in range(3000))
    table = _write(tmp_path / "t.csv", HEADER + rows)
    into = tmp_path / "g.gaz"
    code = (
        "import sys; from pathlib import Path;"
        "from mapper.gazetteer.loading import import_files;"
        "import_files([Path(sys.argv[1])], into=Path(sys.argv[2]), defaults=False)"
    )
    running = [subprocess.Popen([sys.executable, "-c", code, table, into]) for _ in range(2)]
    assert [process.wait(timeout=120) for process in running] == [0, 0]
    built = load_gazetteer(into)
    assert built.database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert built.meta()["places"] == "3000"
    assert not _leftovers(tmp_path)


def test_the_users_own_gazetteer_is_the_default_once_built(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("MAPPER_DATA", str(tmp_path))
    table = _write(tmp_path / "t.csv", HEADER + "1,Qwrtzhausen,35.5,36.9,SY,,,,\n")
    assert load_gazetteer().search("Qwrtzhausen", country="SY").place is None
    import_files([table], into=locate_own())
    place = load_gazetteer().search("Qwrtzhausen", country="SY").place
    assert place is not None
    assert place.id == "csv:1"
    assert load_gazetteer().search("Rastan").place is not None


def test_a_builder_makes_nothing_before_it_is_entered(tmp_path: Path) -> None:
    """A key that falls between making it and entering it would leave a part nobody removes."""
    builder = Builder(tmp_path / "own.gaz")
    assert list(tmp_path.iterdir()) == []
    with builder:
        assert len(_leftovers(tmp_path)) == 1
    assert list(tmp_path.iterdir()) == []


def test_a_key_pressed_while_the_part_is_made_leaves_none(tmp_path: Path) -> None:
    """Python hears a key behind the call that was running when it was pressed."""

    def press(_: object, event: str, called: object) -> None:
        if event == "c_return" and called is sqlite3.connect:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        sys.setprofile(press)
        try:
            with Builder(tmp_path / "own.gaz"):
                pytest.fail("the key was not heard")
        finally:
            sys.setprofile(None)
    assert list(tmp_path.iterdir()) == []
