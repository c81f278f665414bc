"""Every kind of input, whole and broken: each document is found or refused, never lost."""

from __future__ import annotations

import csv
import gzip
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from mapper.archive import read_archive
from mapper.archive.inputs import Batch, Inputs
from mapper.archive.sifting import Sifted, sift_batch
from mapper.archive.streams import MAX_LINE, iter_lines
from mapper.errors import ReportError

STORY = "Jets hit the village of Karvel, a monitor said."
OTHER = "The council met on Monday and put the library vote off until the summer. " * 9


def sift(*paths: Path, manifest: Path | None = None) -> Sifted:
    whole = Sifted(0)
    for batch in Inputs(paths, manifest=manifest).batches():
        whole = whole.merge(sift_batch(batch))
    return whole


def lines_of(*texts: str) -> bytes:
    return b"".join(json.dumps({"text": text}).encode() + b"\n" for text in texts)


def page_of(story: str) -> str:
    return f"<html><head><title>News of the day</title></head><body><p>{story}</p></body></html>"


def test_a_mixed_folder_is_read_to_the_last_document(tmp_path: Path) -> None:
    pa = pytest.importorskip("pyarrow")
    import pyarrow.parquet as pq

    (tmp_path / "a.txt").write_text(STORY, encoding="utf-8")
    (tmp_path / "b.md").write_text(f"---\npublished: 2021-05-04\n---\n{STORY}", encoding="utf-8")
    (tmp_path / "c.html").write_text(page_of(STORY), encoding="utf-8")
    (tmp_path / "d.jsonl").write_bytes(lines_of(STORY, OTHER))
    (tmp_path / "e.jsonl.gz").write_bytes(gzip.compress(lines_of(STORY, OTHER)))
    (tmp_path / "f.json").write_text(json.dumps([{"text": STORY}, {"text": OTHER}]))
    with (tmp_path / "g.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("text", "date"), (f"{STORY}\nTwo died.", "2021-05-04")])
    pq.write_table(pa.table({"body": [STORY, OTHER], "n": [1, 2]}), tmp_path / "h.parquet")
    (tmp_path / "i.txt.gz").write_bytes(gzip.compress(STORY.encode()))
    (tmp_path / "j.png").write_bytes(b"\x89PNG")
    (tmp_path / "manifest.csv").write_text("file,publisher\na.txt,Gazette\n", encoding="utf-8")
    sifted = sift(tmp_path)
    assert {report.name for report in sifted.passed} == {
        *("a.txt", "b.md", "c.html", "d.jsonl:1", "e.jsonl.gz:1", "f.json:1"),
        *("g.csv:2", "h.parquet:1", "i.txt"),
    }
    assert sifted.documents == 13
    assert [reject.name for reject in sifted.rejects] == ["j.png"]
    by_name = {report.name: report for report in sifted.passed}
    assert by_name["a.txt"].publisher == "Gazette"
    assert by_name["g.csv:2"].text == f"{STORY}\nTwo died."
    assert str(by_name["g.csv:2"].published) == "2021-05-04"


def test_zstd_lines(tmp_path: Path) -> None:
    zstandard = pytest.importorskip("zstandard")
    packed = zstandard.ZstdCompressor().compress(lines_of(STORY, OTHER, STORY))
    (tmp_path / "a.jsonl.zst").write_bytes(packed)
    assert [report.name for report in sift(tmp_path).passed] == ["a.jsonl.zst:1", "a.jsonl.zst:3"]
    (tmp_path / "a.jsonl.zst").write_bytes(packed[: len(packed) // 2])
    sifted = sift(tmp_path)
    assert len(sifted.passed) + len(sifted.rejects) >= 1


def warc_of(*pages: tuple[str, str]) -> bytes:
    """A WARC as crawlers write it: each record compressed by itself."""
    out = b""
    for number, (url, page) in enumerate(pages):
        http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page.encode()
        head = (
            f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{number}>\r\n"
            f"WARC-Target-URI: {url}\r\nContent-Type: application/http; msgtype=response\r\n"
            f"Content-Length: {len(http)}\r\n\r\n"
        )
        out += gzip.compress(head.encode() + http + b"\r\n\r\n")
    return out


def test_warc_pages_keep_their_address(tmp_path: Path) -> None:
    pytest.importorskip("fastwarc")
    data = warc_of(("https://news.example/1", page_of(STORY)), ("https://x.example", page_of("Hi")))
    (tmp_path / "crawl.warc.gz").write_bytes(data)
    sifted = sift(tmp_path)
    (report,) = sifted.passed
    assert report.url == "https://news.example/1"
    assert STORY in report.text
    assert sifted.documents == 2


def test_a_warc_cut_short_keeps_what_came_before(tmp_path: Path) -> None:
    pytest.importorskip("fastwarc")
    data = warc_of(*((f"https://news.example/{i}", page_of(STORY)) for i in range(20)))
    (tmp_path / "a.warc.gz").write_bytes(data[: int(len(data) * 0.7)])
    (tmp_path / "b.txt").write_text(STORY, encoding="utf-8")
    sifted = sift(tmp_path)
    assert 10 <= len(sifted.passed) <= 16
    assert [("ends too early" in r.reason) for r in sifted.rejects] == [True]
    assert sifted.passed[-1].name == "b.txt"


def test_feeds_give_their_entries(tmp_path: Path) -> None:
    pytest.importorskip("feedparser")
    feed = f"""<?xml version="1.0"?><rss version="2.0"><channel><title>Gazette</title>
    <item><title>Raid on Karvel</title><link>https://news.example/1</link>
    <pubDate>Tue, 04 May 2021 09:00:00 GMT</pubDate><description>{STORY}</description></item>
    <item><title>Library</title><description>{OTHER}</description></item></channel></rss>"""
    (tmp_path / "feed.rss").write_text(feed, encoding="utf-8")
    bomb = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b"><!ENTITY c "&a;&a;">]><rss>&c;</rss>'
    (tmp_path / "bomb.xml").write_text(bomb, encoding="utf-8")
    sifted = sift(tmp_path)
    (report,) = sifted.passed
    assert (report.publisher, report.title) == ("Gazette", "Raid on Karvel")
    assert str(report.published) == "2021-05-04"
    assert [(r.name, "entities" in r.reason) for r in sifted.rejects] == [("bomb.xml", True)]


def test_a_truncated_gzip_keeps_what_came_before_and_the_next_file(tmp_path: Path) -> None:
    packed = gzip.compress(b"".join(lines_of(f"{STORY} {i} {hash(i)}") for i in range(5000)))
    (tmp_path / "a.jsonl.gz").write_bytes(packed[: len(packed) // 2])
    (tmp_path / "b.jsonl").write_bytes(lines_of(STORY))
    (tmp_path / "c.jsonl.gz").write_bytes(b"\x1f\x8bnot really")
    sifted = sift(tmp_path)
    assert len(sifted.passed) > 1000
    assert sifted.passed[-1].name == "b.jsonl:1"
    reasons = {reject.name: reject.reason for reject in sifted.rejects}
    assert "ends too early after" in reasons["a.jsonl.gz"]
    assert "cannot be read" in reasons["c.jsonl.gz"]


def test_a_line_too_long_is_skipped_and_the_next_one_read(tmp_path: Path) -> None:
    with gzip.open(tmp_path / "a.jsonl.gz", "wb", compresslevel=1) as file:
        file.write(lines_of(STORY))
        for _ in range(60):
            file.write(b"a" * 1_000_000)
        file.write(b"\n")
        file.write(lines_of(STORY))
    sifted = sift(tmp_path)
    assert [report.name for report in sifted.passed] == ["a.jsonl.gz:1", "a.jsonl.gz:3"]
    assert [(r.name, r.reason) for r in sifted.rejects] == [
        ("a.jsonl.gz:2", "a line of 60,000,000 bytes, more than 10 MB")
    ]


def test_two_gigabytes_without_a_line_end_take_bounded_memory(tmp_path: Path) -> None:
    with (tmp_path / "a.jsonl").open("wb") as file:
        file.write(lines_of(STORY))
        file.seek(2_000_000_000, os.SEEK_CUR)  # a hole: it takes no room on the disk
        file.write(b"\n" + lines_of(STORY))
    with gzip.open(tmp_path / "b.html.gz", "wb", compresslevel=1) as file:
        for _ in range(120):
            file.write(b"<p>" * 333_333)
    (tmp_path / "c.txt").write_text(STORY, encoding="utf-8")
    code = (
        "import re, sys; from pathlib import Path\n"
        "from mapper.archive.inputs import Inputs\n"
        "from mapper.archive.sifting import sift_batch\n"
        "for batch in Inputs((Path(sys.argv[1]),)).batches():\n"
        "    sifted = sift_batch(batch)\n"
        "    print(*[report.name for report in sifted.passed], len(sifted.rejects))\n"
        # not getrusage: that counts what the process that started this one held
        "print(int(re.search('VmHWM:(.*)kB', Path('/proc/self/status').read_text())[1]) // 1000)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=True
    )
    found, peak_mb = done.stdout.split("\n")[:2]
    assert found == "a.jsonl:1 a.jsonl:3 c.txt 2"
    # the modules alone take some 200; the inputs unpacked would take thousands
    assert int(peak_mb) < 1000


def test_a_csv_quote_that_never_closes_costs_its_record_only(tmp_path: Path) -> None:
    rows = [f"{i},{STORY}" for i in range(3)]
    broken = '3,"' + "open " * (MAX_LINE // 4)
    table = "\n".join(["id,text", *rows, broken, *("4," + STORY for _ in range(2))])
    (tmp_path / "a.csv").write_text(table, encoding="utf-8")
    sifted = sift(tmp_path)
    assert len(sifted.passed) >= 3
    assert sifted.rejects


def test_a_table_without_texts_is_one_reject(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("name,lat,lon\n" + "x,1,2\n" * 999, encoding="utf-8")
    (tmp_path / "b.txt").write_text(STORY, encoding="utf-8")
    sifted = sift(tmp_path)
    assert [reject.name for reject in sifted.rejects] == ["a.csv"]
    assert len(sifted.passed) == 1


def test_invalid_utf8_nul_and_lone_surrogates(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(
        b'{"text": "Jets hit Caf\xe9 street\\ud800 in Karvel\\u0000."}\n\xff\xfe\x00\n'
        + b"[" * 99_999
    )
    sifted = sift(tmp_path)
    assert [report.text for report in sifted.passed] == [
        "Jets hit Caf\ufffd street\ufffd in Karvel\ufffd."
    ]
    assert [reject.name for reject in sifted.rejects] == ["a.jsonl:2", "a.jsonl:3"]


@pytest.mark.skipif(sys.platform == "darwin", reason="its file names are always UTF-8")
def test_a_file_name_that_is_no_utf8_is_told_with_question_marks(tmp_path: Path) -> None:
    folder = os.fsencode(tmp_path / "news")
    os.mkdir(folder)  # noqa: PTH102 - a Path cannot be made of bytes
    for name in (b"caf\xe9.txt", b"\xe9.png"):
        with open(os.path.join(folder, name), "w", encoding="utf-8") as file:  # noqa: PTH118, PTH123
            file.write(STORY)
    done = read_archive([tmp_path / "news"], tmp_path / "out", workers=0)
    assert (done.passed, done.rejects) == (1, 1)
    (line,) = (tmp_path / "out" / "rejects.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(line)["name"] == "\ufffd.png"


@pytest.mark.parametrize(
    "bomb",
    [
        "<html>" + "<div>" * 150_000 + STORY,
        "<html>" + "<b>" * 300_000 + STORY,
        "<html><p " + "a='missile attack' " * 100_000 + f">{STORY}</p>",
        "<html><p>" + "missile attack &amp;" * 200_000,
        "<html><!-- " + STORY * 50_000,
    ],
    ids=["deep", "many", "attributes", "long", "comment"],
)
def test_html_bombs_end_soon_and_harm_nobody(tmp_path: Path, bomb: str) -> None:
    (tmp_path / "a.html").write_text(bomb, encoding="utf-8")
    (tmp_path / "b.txt").write_text(STORY, encoding="utf-8")
    sifted = sift(tmp_path)
    assert sifted.passed[-1].name == "b.txt"
    assert sifted.documents == 2


def test_links_out_of_an_archive_are_refused(tmp_path: Path) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_text(STORY, encoding="utf-8")
    archive = tmp_path / "archive"
    archive.mkdir()
    (archive / "a.txt").write_text(STORY, encoding="utf-8")
    (archive / "b.txt").symlink_to(outside)
    (archive / "round").symlink_to(archive)
    (archive / "up").symlink_to(tmp_path)
    sifted = sift(archive)
    assert [report.name for report in sifted.passed] == ["a.txt"]
    assert "b.txt" in [reject.name for reject in sifted.rejects]
    assert sifted.documents == 1


def test_thousands_of_tiny_files_come_in_bounded_batches(tmp_path: Path) -> None:
    for number in range(3000):
        (tmp_path / f"{number:05}.txt").write_text(STORY if number % 50 == 0 else OTHER)
    batches = list(Inputs((tmp_path,)).batches())
    assert max(len(batch.documents) for batch in batches) <= 256
    assert sum(len(batch.documents) for batch in batches) == 3000
    assert batches == list(Inputs((tmp_path,)).batches())


def test_globs_and_what_does_not_exist(tmp_path: Path) -> None:
    for name in ("a-1.jsonl", "a-2.jsonl", "b.jsonl"):
        (tmp_path / name).write_bytes(lines_of(STORY))
    sifted = sift(tmp_path / "a-*.jsonl")
    assert [report.name for report in sifted.passed] == ["a-1.jsonl:1", "a-2.jsonl:1"]
    with pytest.raises(ReportError, match="no such file"):
        Inputs((tmp_path / "z-*.jsonl",))


def test_progress_counts_the_bytes_of_compressed_files(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(lines_of(*[OTHER] * 99)))
    inputs = Inputs((tmp_path,))
    assert all(isinstance(batch, Batch) for batch in inputs.batches())
    assert inputs.consumed == inputs.total > 0


def test_lines_are_the_same_however_the_blocks_fall() -> None:
    class Dribble(io.BytesIO):
        def read1(self, size: int | None = -1) -> bytes:
            return super().read(7)

    data = b"one\n\nthree is longer\nlast"
    expected = [(1, b"one"), (2, b""), (3, b"three is longer"), (4, b"last")]
    assert list(iter_lines(io.BytesIO(data))) == list(iter_lines(Dribble(data))) == expected
