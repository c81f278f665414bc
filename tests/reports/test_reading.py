"""Reports of every format: what is kept, what is refused and why."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
from pathlib import Path

import pytest

from mapper.errors import ReportError
from mapper.model import Report
from mapper.reports import make_report, read_reports

STORY = "Jets hit a market in Karvel on Tuesday, residents said.\n"


def read_one(path: Path, **options: Path) -> Report:
    reports, rejects = read_reports([path], **options)
    assert not rejects
    (report,) = reports
    return report


def write(path: Path, data: str | bytes) -> Path:
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def test_plain_text_is_never_changed(tmp_path: Path) -> None:
    text = "  Jets hit Karvel.\r\n\r\n\tTwo died. \n\n\n"
    report = read_one(write(tmp_path / "a.txt", text))
    assert report.text == text
    assert report.sha256 == hashlib.sha256(text.encode()).hexdigest()
    assert report.name == "a.txt"


def test_markdown_is_the_body_after_its_front_matter(tmp_path: Path) -> None:
    page = (
        '---\npublisher: unknown\ntitle: "A: raid"\npublished: 2021-05-04\n---\n# Raid\n\nJets.\n'
    )
    report = read_one(write(tmp_path / "a.md", page))
    assert report.text == "# Raid\n\nJets.\n"
    assert report.title == "A: raid"
    assert report.publisher is None
    assert report.published == dt.date(2021, 5, 4)


def test_front_matter_is_text_and_runs_nothing(tmp_path: Path) -> None:
    page = "---\ntitle: !!python/object/apply:os.system [id]\nnested:\n  title: no\n---\nJets.\n"
    report = read_one(write(tmp_path / "a.md", page))
    assert report.title == "!!python/object/apply:os.system [id]"
    assert report.text == "Jets.\n"


def test_front_matter_without_an_end_is_text(tmp_path: Path) -> None:
    report = read_one(write(tmp_path / "a.md", "---\npublished: 2021-05-04\n\nJets hit Karvel.\n"))
    assert report.text.startswith("---\n")
    assert any("not closed" in note for note in report.notes)


def test_html_gives_article_and_metadata_without_menus(tmp_path: Path) -> None:
    page = (
        '<html lang="fr-FR"><head><title>Frappes sur Karvel</title>'
        '<meta property="og:site_name" content="Le Courrier">'
        '<meta property="article:published_time" content="2021-05-04T09:00:00+02:00">'
        "<script>alert(1)</script></head><body><nav><a href=/>Accueil</a></nav><article>"
        + "<p>Des avions ont frappé le marché de Karvel mardi, selon des habitants.</p>" * 3
        + "</article><footer>Mentions</footer></body></html>"
    )
    report = read_one(write(tmp_path / "a.html", page))
    assert report.text.startswith("Frappes sur Karvel\n\nDes avions")
    assert "alert" not in report.text
    assert "Accueil" not in report.text
    assert (report.publisher, report.language) == ("Le Courrier", "fr")
    assert report.published == dt.date(2021, 5, 4)


def test_pdf_gives_its_text(tmp_path: Path) -> None:
    report = read_one(write(tmp_path / "a.pdf", make_pdf("Jets hit Karvel.")))
    assert "Jets hit Karvel." in report.text
    assert report.published == dt.date(2021, 5, 4)


def make_pdf(line: str) -> bytes:
    """The smallest PDF with one line of text."""
    stream = f"BT /F1 12 Tf 72 720 Td ({line}) Tj ET".encode()
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R"
        b"/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</CreationDate(D:20210504090000Z)>>",
    ]
    out = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + (
        b"xref\n0 7\n0000000000 65535 f \n%strailer<</Size 7/Root 1 0 R/Info 6 0 R>>\n"
        b"startxref\n%d\n%%%%EOF" % (table, len(out))
    )


def test_every_record_is_a_report_and_every_bad_one_a_reject(tmp_path: Path) -> None:
    lines = (
        '{"content": "Jets hit Karvel.", "source": {"name": "Gazette"}, "date": 1620086400}\n'
        "\n"
        "{not json\n"
        '{"title": "no text"}\n'
        '{"body": "Jets hit Osten.", "headline": "Raid",'
        ' "pubDate": "Tue, 04 May 2021 09:00:00 GMT"}\n'
    )
    reports, rejects = read_reports([write(tmp_path / "a.jsonl", lines)])
    assert [report.name for report in reports] == ["a.jsonl:1", "a.jsonl:5"]
    assert [report.published for report in reports] == [dt.date(2021, 5, 4)] * 2
    assert reports[0].publisher == "Gazette"
    assert reports[1].title == "Raid"
    assert [reject.name for reject in rejects] == ["a.jsonl:3", "a.jsonl:4"]


def test_csv_keeps_line_breaks_inside_a_text(tmp_path: Path) -> None:
    table = 'Title;Text;Date\nRaid;"Jets hit Karvel.\nTwo ""fighters"" died.";04/05/2021\n'
    (report,), _ = read_reports([write(tmp_path / "a.csv", table)])
    assert report.text == 'Jets hit Karvel.\nTwo "fighters" died.'
    assert report.published is None  # 4 May or 5 April
    assert any("04/05/2021" in note for note in report.notes)


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [("utf-8-sig", b""), ("utf-16", b""), ("utf-16-le", b""), ("cp1252", b""), ("cp1251", b"")],
)
def test_encodings_are_detected_and_said(tmp_path: Path, encoding: str, mark: bytes) -> None:
    text = "Авиация нанесла удар по рынку в городе.\n" if encoding == "cp1251" else "Café hit.\n"
    report = read_one(write(tmp_path / "a.txt", mark + (text * 9).encode(encoding)))
    assert report.text == text * 9
    assert any("decoded as" in note for note in report.notes)


def test_one_broken_byte_does_not_spoil_the_rest(tmp_path: Path) -> None:
    report = read_one(write(tmp_path / "a.txt", "غارة على البلدة ".encode() + b"\xff" + b" end"))
    assert report.text == "غارة على البلدة \ufffd end"


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\t\n", "empty"),
        ("binary.txt", bytes(range(256)) * 9, "binary"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n123", "picture"),
        ("office.txt", b"PK\x03\x04" + b"x" * 99, "office document"),
        ("broken.pdf", b"%PDF-1.4\nnothing", "PDF"),
        ("huge.txt", b"a" * 10_000_001, "larger than 10 MB"),
        ("tags.html", b"<html>" + b"<b>" * 250_000, "tags"),
    ],
)
def test_what_is_no_report_is_refused_beside_the_others(
    tmp_path: Path, name: str, data: bytes, reason: str
) -> None:
    write(tmp_path / "good.txt", STORY)
    bad = write(tmp_path / name, data)
    reports, rejects = read_reports([tmp_path])
    assert [report.name for report in reports] == ["good.txt"]
    assert [reject.name for reject in rejects] == [name]
    assert reason in rejects[0].reason
    with pytest.raises(ReportError, match=reason):
        read_reports([bad])


def test_missing_file_and_folder_without_reports(tmp_path: Path) -> None:
    with pytest.raises(ReportError, match=r"no such file or folder: '.*nowhere'"):
        read_reports([tmp_path / "nowhere"])
    write(tmp_path / "README.md", "about this folder")
    with pytest.raises(ReportError, match="no reports in folder"):
        read_reports([tmp_path])


def test_folders_are_walked_in_order_and_hidden_things_passed_over(tmp_path: Path) -> None:
    for name in ("b/2.txt", "a/1.txt", ".git/x.txt", "b/.hidden.txt", "c.txt", "LICENSE.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        write(tmp_path / name, STORY + name)
    reports, rejects = read_reports([tmp_path])
    assert [report.name for report in reports] == ["c.txt", "1.txt", "2.txt"]
    assert not rejects


def test_same_names_in_two_folders_stay_apart(tmp_path: Path) -> None:
    for name in ("a/1.txt", "b/1.txt"):
        (tmp_path / name).parent.mkdir()
        write(tmp_path / name, STORY + name)
    reports, _ = read_reports([tmp_path])
    assert [report.name for report in reports] == ["a/1.txt", "b/1.txt"]


def test_a_file_given_twice_is_one_report(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", STORY)
    reports, _ = read_reports([path, tmp_path, path])
    assert len(reports) == 1


def test_links_out_of_the_folder_are_refused(tmp_path: Path) -> None:
    secret = write(tmp_path / "secret.txt", "private")
    folder = tmp_path / "reports"
    (folder / "deep").mkdir(parents=True)
    write(folder / "a.txt", STORY)
    (folder / "out.txt").symlink_to(secret)
    (folder / "up").symlink_to(tmp_path)
    (folder / "deep" / "same.txt").symlink_to(folder / "a.txt")
    (folder / "loop").symlink_to(folder)
    reports, rejects = read_reports([folder])
    assert [report.name for report in reports] == ["a.txt"]
    assert {reject.name for reject in rejects} == {"out.txt", "up"}
    assert all("leads out" in reject.reason for reject in rejects)


def test_a_pipe_in_a_folder_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    write(tmp_path / "a.txt", STORY)
    _, rejects = read_reports([tmp_path])
    assert [reject.reason for reject in rejects] == ["not a regular file"]


def test_no_known_date_is_said_and_none_invented(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", STORY)
    os.utime(path, (1_443_657_600, 1_443_657_600))  # a file's time stamp is no publication date
    report = read_one(path)
    assert report.published is None
    assert any(note.startswith("no known date") for note in report.notes)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("2021-05-04-raid.txt", STORY),
        ("raid.txt", "Raid on Karvel\n\nPublished: 4 May 2021\n\n" + STORY),
        ("raid.txt", "Raid on Karvel\nTuesday, May 4, 2021 10:15\n" + STORY),
        ("raid.txt", "Raid\nUpdated 6 May 2021\nPosted on May 4th, 2021\n" + STORY),
    ],
)
def test_dates_that_the_document_itself_shows(tmp_path: Path, name: str, text: str) -> None:
    assert read_one(write(tmp_path / name, text)).published == dt.date(2021, 5, 4)


def test_page_furniture_is_noted_and_left_in_place(tmp_path: Path) -> None:
    text = "Your support helps us to go on.\n" + STORY + "Image copyright Someone\n"
    report = read_one(write(tmp_path / "a.txt", text))
    assert report.text == text
    (note,) = [note for note in report.notes if "furniture" in note]
    assert "donations" in note
    assert "picture credit" in note


def test_make_report_takes_text_as_it_is() -> None:
    report = make_report(STORY, published="4 May 2021")  # type: ignore[arg-type]
    assert report.published == dt.date(2021, 5, 4)
    assert report.text == STORY
    with pytest.raises(ReportError, match="'some day' is not a date"):
        make_report(STORY, published="some day")


def test_a_table_whose_pages_are_all_tags_is_for_the_archive(tmp_path: Path) -> None:
    """40 pages of 40,000 tags, each of which would be read alone, took a minute."""
    page = {"html": "<html>" + "<p>a" * 40_000 + "</html>"}
    path = write(tmp_path / "pages.jsonl", f"{json.dumps(page)}\n" * 40)
    with pytest.raises(ReportError, match=r"300,000 tags in its pages; use `mapper archive`"):
        read_reports([path])
    kept = {"html": f"<html><body><p>{STORY}</p></body></html>"}
    path = write(tmp_path / "pages.jsonl", f"{json.dumps(kept)}\n" * 40)
    assert len(read_reports([path])[0]) == 40
