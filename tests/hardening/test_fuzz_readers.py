"""Damaged documents: each is read or refused with a reason; nothing else ever comes out."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapper.archive.inputs import Inputs
from mapper.archive.sifting import sift_batch
from mapper.errors import MapperError, ReportError
from mapper.model import Report
from mapper.reports import read_reports
from mapper.reports.dates import parse_date
from mapper.reports.documents import split_front_matter
from mapper.reports.manifests import read_manifest
from tests.hardening.mangling import fuzz, mangled

pytestmark = pytest.mark.fuzz
CRASHERS = Path(__file__).parent / "crashers"

STORY = "Jets struck the village of Karvel on 3 May 2031, killing 12 people, a monitor said.\n"
FRONT = f'---\ntitle: "Raid"\ndate: 2031-05-04\nurl: https://example.org/a\n---\n# Raid\n\n{STORY}'
PAGE = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Raid</title>'
    '<meta property="article:published_time" content="2031-05-04T10:00:00Z">'
    '<script type="application/ld+json">{"@type":"NewsArticle","headline":"Raid",'
    '"datePublished":"2031-05-04"}</script></head><body><article><h1>Raid</h1>'
    + f"<p>{STORY}</p>" * 6
    + "</article></body></html>"
)
LINES = "".join(
    json.dumps({"text": STORY, "title": "Raid", "published": day, "source": {"name": "Wire"}})
    + "\n"
    for day in ("2031-05-04", 1935619200, None)
)
TABLE = f'text,title,published\n"{STORY.strip()}",Raid,2031-05-04\n"{STORY}",Raid,4 May 2031\n'
MANIFEST = "file,publisher,published,title,url,language\na.txt,Wire,2031-05-04,Raid,,en\n"
FEED = (
    '<?xml version="1.0"?><rss version="2.0"><channel><title>Wire</title><item><title>Raid</title>'
    f"<pubDate>Sun, 04 May 2031 10:00:00 GMT</pubDate><description>{STORY * 8}</description>"
    "</item></channel></rss>"
)


def make_pdf(text: str) -> bytes:
    """A PDF of one page, made by hand: header, catalog, page, font, stream, table, trailer."""
    stream = f"BT /F1 12 Tf 40 700 Td ({text.strip()}) Tj ET".encode()
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Title (Raid) /CreationDate (D:20310504100000Z) >>",
    ]
    out, places = io.BytesIO(), []
    out.write(b"%PDF-1.4\n")
    for number, part in enumerate(parts, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, part))
    table = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(parts) + 1))
    out.write(b"".join(b"%010d 00000 n \n" % at for at in places))
    out.write(b"trailer\n<< /Size 7 /Root 1 0 R /Info 6 0 R >>\nstartxref\n%d\n%%%%EOF\n" % table)
    return out.getvalue()


def make_warc() -> bytes:
    body = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + PAGE.encode()
    head = (
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/a\r\n"
        b"WARC-Date: 2031-05-04T10:00:00Z\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
        b"Content-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n"
    )
    return head % len(body) + body + b"\r\n\r\n"


def make_parquet() -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as pq

    out = io.BytesIO()
    pq.write_table(pa.table({"text": [STORY] * 3, "title": ["Raid"] * 3}), out)
    return out.getvalue()


SAMPLES = {
    ".txt": (STORY.encode(), STORY.encode("utf-16"), b"caf\xe9 " + STORY.encode()),
    ".md": (FRONT.encode(),),
    ".html": (PAGE.encode(), PAGE.encode("utf-16")),
    ".pdf": (make_pdf(STORY),),
    ".jsonl": (LINES.encode(),),
    ".json": (json.dumps({"articles": [json.loads(LINES.split("\n")[0])]}).encode(),),
    ".csv": (TABLE.encode(), TABLE.replace(",", ";").encode()),
    "": (PAGE.encode(), STORY.encode()),
}
BUNDLES = {
    ".jsonl": LINES.encode(),
    ".jsonl.gz": gzip.compress(LINES.encode(), mtime=0),
    ".csv": TABLE.encode(),
    ".parquet": make_parquet(),
    ".warc": make_warc(),
    ".warc.gz": gzip.compress(make_warc(), mtime=0),
    ".xml": FEED.encode(),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("damaged")


def check_report(report: Report) -> None:
    """What every later step relies on."""
    stored = report.text.encode("utf-8")  # no lone surrogates
    assert b"\0" not in stored
    assert report.sha256 == hashlib.sha256(stored).hexdigest()
    assert report.text.strip()
    for fact in (report.publisher, report.title, report.url, report.language):
        assert fact is None or (fact.strip() and fact.encode("utf-8"))


@pytest.mark.parametrize("suffix", SAMPLES)
def test_the_samples_are_read(folder: Path, suffix: str) -> None:
    for number, sample in enumerate(SAMPLES[suffix]):
        path = folder / f"whole{number}{suffix}"
        path.write_bytes(sample)
        reports, rejects = read_reports([path])
        assert reports
        assert not rejects
        assert "Karvel" in reports[0].text


@pytest.mark.parametrize("suffix", SAMPLES)
def test_a_damaged_document_is_read_or_refused(folder: Path, suffix: str) -> None:
    path = folder / f"damaged{suffix}"

    @fuzz(40 if suffix == ".html" else 150)
    @given(mangled(*SAMPLES[suffix]))
    def check(data: bytes) -> None:
        path.write_bytes(data)
        try:
            reports, _ = read_reports([path])
        except ReportError as error:
            assert str(error)
            return
        for report in reports:
            check_report(report)

    check()


@pytest.mark.parametrize("suffix", BUNDLES)
def test_a_damaged_archive_file_gives_documents_or_rejects(folder: Path, suffix: str) -> None:
    path = folder / f"bundle{suffix}"

    def sift() -> tuple[int, int]:
        found = refused = 0
        for batch in Inputs([path]).batches():
            sifted = sift_batch(batch)
            found += sifted.documents
            refused += len(sifted.rejects)
        return found, refused

    path.write_bytes(BUNDLES[suffix])
    assert sift()[0] > 0

    @fuzz(40 if "warc" in suffix else 100)
    @given(mangled(BUNDLES[suffix]))
    def check(data: bytes) -> None:
        path.write_bytes(data)
        try:
            sift()
        except MapperError as error:
            assert str(error)

    check()


@fuzz(200)
@given(mangled(MANIFEST.encode(), MANIFEST.replace(",", ";").encode()))
def test_a_damaged_manifest_is_read_or_refused(folder: Path, data: bytes) -> None:
    path = folder / "manifest.csv"
    path.write_bytes(data)
    try:
        manifest = read_manifest(path)
    except ReportError as error:
        assert "manifest" in str(error)
        return
    for row in manifest.rows.values():
        assert set(row) == {"publisher", "title", "published", "url", "language"}


@fuzz(300)
@given(st.text(st.sampled_from("-.\n\r :\"'abc#\u2028é"), max_size=60))
def test_front_matter_keeps_the_body_to_the_letter(text: str) -> None:
    pairs, body, _ = split_front_matter(text)
    assert text.endswith(body)
    assert all(isinstance(key, str) and key for key in pairs)
    assert split_front_matter(f"---\nkey: value\n---\n{text}")[:2] == ({"key": "value"}, text)


@fuzz(500)
@given(st.one_of(st.text(max_size=90), st.floats(), st.integers(), st.none(), st.dates()))
def test_any_value_is_one_day_or_none(value: object) -> None:
    day = parse_date(value)
    assert day is None or 1900 <= day.year <= 2100 or day == value


@pytest.mark.parametrize("path", sorted(CRASHERS.iterdir()), ids=lambda path: path.name)
def test_what_once_broke_a_reader(path: Path) -> None:
    try:
        for report in read_reports([path])[0]:
            check_report(report)
    except ReportError as error:
        assert str(error)


@pytest.mark.parametrize("path", sorted(CRASHERS.glob("bundle*")), ids=lambda path: path.name)
def test_what_once_broke_an_archive(path: Path) -> None:
    for batch in Inputs([path]).batches():
        sift_batch(batch)
