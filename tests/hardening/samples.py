"""One whole example of everything that is read, made by hand, for the fuzz tests to damage."""

from __future__ import annotations

import gzip
import io
import json
import zipfile

__all__ = ["BUNDLES", "FRONT", "MANIFEST", "PLACES", "SAMPLES", "STORY", "TABLES"]

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

PLACES = (
    "id,name,lat,lon,country,admin1,kind,population,names\n"
    "1,Karvel,35.1,37.2,SY,Testaria,settlement,1200,Kārvel;كارفل\n"
    '2,"Old, Karvel",35.4,37.5,SY,Testaria,area,,\n'
    "3,Marn Kel,35.2,37.1,,,,12e9,\n"
)
GEONAMES = "".join(
    f"{n}\tKarvel{n}\tKarvel{n}\tKārvel,كارفل\t35.{n}\t37.2\tP\tPPL\tSY\t\t11\t\t\t\t1200\t\t400\tAsia/D\t2031-01-01\n"
    for n in range(1, 5)
)
WOF = (
    "wof_id\tname\tarabic\tarabic_variants\tlatin_variants\tlat\tlon\tplacetype\tcountry\n"
    "1\tKarvel\tكارفل\tكرفل;كارفيل\tCarvel\t35.1\t37.2\tlocality\tSY\n"
)
OCHA = (
    "pcode,name_en,name_ar,lat,lon,admin1name_en\n"
    "C1,Karvel (Marn),كارفل-مارن,35.1,37.2,Testaria\nC2,Marn,,35.2,37.3,\n"
)


def zipped(table: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("SY.txt", (2031, 1, 1, 0, 0, 0)), table)
        archive.writestr(zipfile.ZipInfo("../readme.txt", (2031, 1, 1, 0, 0, 0)), "x")
    return out.getvalue()


TABLES = {
    "csv": PLACES.encode(),
    "geonames": GEONAMES.encode(),
    "wof": WOF.encode(),
    "ocha": OCHA.encode(),
    "zip": zipped(GEONAMES),
}
