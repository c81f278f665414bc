"""Manifests: who published which file, and when; what is wrong with one is said by line."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from mapper.errors import ReportError
from mapper.reports import read_reports

STORY = "Jets hit a market in Karvel on Tuesday, residents said.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    inner = tmp_path / "reports"
    inner.mkdir()
    for name in ("a.txt", "b.md"):
        (inner / name).write_text(STORY + name, encoding="utf-8")
    return inner


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_a_manifest_decides_over_the_document(folder: Path, tmp_path: Path) -> None:
    write(folder / "b.md", f"---\npublished: 2020-01-01\npublisher: Old\n---\n{STORY}")
    manifest = write(
        tmp_path / "m.csv",
        "\ufefffile,publisher,published,language,note\n"
        "a.txt,Gazette,2021-05-04,EN-gb,x\nb.md,,2021-05-05,,\n",
    )
    (a, b), rejects = read_reports([folder], manifest=manifest)
    assert (a.publisher, a.published, a.language) == ("Gazette", dt.date(2021, 5, 4), "en")
    assert (b.publisher, b.published) == ("Old", dt.date(2021, 5, 5))
    assert any("manifest m.csv" in note for note in a.notes)
    assert not rejects


def test_a_folder_brings_its_own_manifest(folder: Path) -> None:
    write(folder / "manifest.csv", "file,published\na.txt,2021-05-04\n")
    reports, rejects = read_reports([folder])
    assert [report.published for report in reports] == [dt.date(2021, 5, 4), None]
    assert not rejects


def test_a_file_that_is_not_there_is_said_for_a_folder_only(folder: Path, tmp_path: Path) -> None:
    manifest = write(tmp_path / "m.csv", "file,published\na.txt,2021-05-04\nzz.txt,2021-05-04\n")
    _, rejects = read_reports([folder], manifest=manifest)
    assert [(reject.name, "m.csv" in reject.reason) for reject in rejects] == [("zz.txt", True)]
    _, rejects = read_reports([folder / "a.txt"], manifest=manifest)
    assert not rejects


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("name,published\na.txt,2021-05-04\n", "no `file` column, only name, published"),
        ("", "no `file` column, only nothing"),
        ("file,published\na.txt,2021-05-04\nb.md,some day\n", "line 3: 'some day' is not a date"),
        ("file,published\na.txt,2021-02-30\n", "line 2: '2021-02-30' is not a date"),
        ("file,published\na.txt,04/05/2021\n", "line 2: '04/05/2021' is not a date"),
        ("file,publisher\na.txt,X\na.txt,Y\n", "line 3: 'a.txt' is listed twice"),
        ("file,publisher\n,X\n", "line 2: no file is named"),
    ],
)
def test_a_broken_manifest_is_told_by_its_line(
    folder: Path, tmp_path: Path, text: str, message: str
) -> None:
    manifest = write(tmp_path / "m.csv", text)
    with pytest.raises(ReportError) as caught:
        read_reports([folder], manifest=manifest)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_no_manifest_where_one_is_named(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(ReportError, match="cannot read manifest"):
        read_reports([folder], manifest=tmp_path / "none.csv")


def test_a_manifest_given_as_a_report_is_explained(folder: Path) -> None:
    path = write(folder / "manifest.csv", "file,published\na.txt,2021-05-04\n")
    with pytest.raises(ReportError, match="--manifest"):
        read_reports([path])
