"""Files that hold many documents -> one raw document after the other, in bounded memory."""

from __future__ import annotations

import csv
import gzip
import html
import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import IO, Any

from mapper.archive.streams import MAX_LINE, iter_lines
from mapper.errors import MapperError
from mapper.model import Reject
from mapper.reports.tables import TEXT_COLUMNS

__all__ = ["BUNDLE_SUFFIXES", "RawDocument", "iter_bundle", "kind_of"]


@dataclass(frozen=True, slots=True)
class RawDocument:
    """A document as it lies in its input; workers make reports of it.

    `kind` is ``file`` (a file's bytes, read by its suffix), ``json`` (one JSON object), ``table``
    (a file of several JSON objects) or ``page`` (an HTML page). `facts` come from around the
    document: a manifest's row,
    a crawler's address.
    """

    name: str
    kind: str
    data: bytes
    facts: dict[str, str] = field(default_factory=dict)
    source: str = ""


BUNDLE_SUFFIXES = {
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".tsv": "csv",
    ".parquet": "parquet",
    ".warc": "warc",
    ".wet": "warc",
    ".rss": "feed",
    ".atom": "feed",
    ".xml": "feed",
}
"""Suffixes of files with many documents, with .gz or .zst behind them or without."""
_COMPRESSED = {".gz", ".zst", ".zstd"}
_MAX_ROWS = 256
_MAX_FEED = 50_000_000


def kind_of(name: str) -> str | None:
    """Return the kind of bundle that a file name tells of, or None for a single document."""
    suffixes = [suffix.lower() for suffix in PurePath(name).suffixes]
    while suffixes and suffixes[-1] in _COMPRESSED:
        suffixes.pop()
    return BUNDLE_SUFFIXES.get(suffixes[-1]) if suffixes else None


def iter_bundle(kind: str, stream: IO[bytes], name: str) -> Iterator[RawDocument | Reject]:
    """Yield every document of a bundle, and a Reject for each that is none."""
    readers = {
        "jsonl": _iter_json_lines,
        "csv": _iter_csv,
        "parquet": _iter_parquet,
        "warc": _iter_warc,
        "feed": _iter_feed,
    }
    return readers[kind](stream, name)


def _iter_json_lines(stream: IO[bytes], name: str) -> Iterator[RawDocument | Reject]:
    for number, line in iter_lines(stream):
        if isinstance(line, str):
            yield Reject(f"{name}:{number}", line)
        elif line.strip():
            yield RawDocument(f"{name}:{number}", "json", line)


def _iter_csv(stream: IO[bytes], name: str) -> Iterator[RawDocument | Reject]:
    csv.field_size_limit(MAX_LINE)
    source = _CsvLines(stream)
    header = next(source, "")
    delimiter = max(",;\t", key=header.count)
    try:
        columns = [column.strip() for column in next(csv.reader([header], delimiter=delimiter), [])]
    except csv.Error as error:
        yield Reject(name, f"not CSV: {error}")
        return
    if not {column.casefold() for column in columns} & TEXT_COLUMNS:
        yield Reject(name, f"a table without a text column, only {', '.join(columns)[:200]}")
        return
    while True:
        first = source.number + 1
        rows = csv.reader(source, delimiter=delimiter)
        try:
            for row in rows:
                if row:
                    record = dict(zip(columns, row, strict=False))
                    yield RawDocument(f"{name}:{first}", "json", _to_json(record))
                first = source.number + 1
        except csv.Error as error:
            # a quote that is never closed, or a line too long: go on behind it
            yield Reject(f"{name}:{first}", f"not CSV: {error}")
            continue
        return


class _CsvLines:
    """Decoded lines for the csv module; a line too long becomes one that it refuses."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._lines = iter_lines(stream)
        self.number = 0

    def __iter__(self) -> _CsvLines:
        return self

    def __next__(self) -> str:
        self.number, line = next(self._lines)
        if isinstance(line, str):
            raise csv.Error(line)
        try:
            return line.decode("utf-8-sig" if self.number == 1 else "utf-8") + "\n"
        except UnicodeDecodeError:
            return line.decode("cp1252", "replace") + "\n"


def _iter_parquet(stream: IO[bytes], name: str) -> Iterator[RawDocument | Reject]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    number = 0
    try:
        # in this thread alone: one of Arrow's that still holds something of Python's while the
        # interpreter ends aborts it
        parquet = pq.ParquetFile(stream, pre_buffer=False)
        for batch in parquet.iter_batches(batch_size=_MAX_ROWS, use_threads=False):
            for record in batch.to_pylist():
                number += 1
                data = _to_json(record)
                if len(data) > MAX_LINE:
                    yield Reject(f"{name}:{number}", f"a row of {len(data):,} bytes")
                else:
                    yield RawDocument(f"{name}:{number}", "json", data)
    except (pa.ArrowException, OSError, ValueError) as error:
        yield Reject(name, f"broken Parquet after {number} rows: {error}")


def _iter_warc(stream: IO[bytes], name: str) -> Iterator[RawDocument | Reject]:
    try:
        from fastwarc.warc import ArchiveIterator, WarcRecordType
    except ImportError:
        raise MapperError(
            "reading WARC needs fastwarc: pip install 'strike-report-mapper[archive]'"
        ) from None
    wanted = WarcRecordType.response | WarcRecordType.conversion | WarcRecordType.resource
    number = last = 0
    try:
        for record in ArchiveIterator(stream, record_types=wanted, parse_http=True):
            number += 1
            last = record.stream_pos
            yield from _read_warc_record(record, f"{name}:{number}")
        if name.lower().endswith(".gz") and not _ends_well(stream, last):
            yield Reject(name, f"the compressed file ends too early after {number} records")
    except Exception as error:
        yield Reject(name, f"broken WARC after {number} records: {error}")


def _ends_well(stream: IO[bytes], start: int) -> bool:
    """Whether the last members of a compressed WARC are whole; its reader does not tell."""
    stream.seek(start)
    try:
        with gzip.GzipFile(fileobj=stream) as tail:
            while tail.read1(1 << 20):
                pass
    except (EOFError, OSError, zlib.error):
        return False
    return True


def _read_warc_record(record: Any, name: str) -> Iterator[RawDocument | Reject]:  # noqa: ANN401
    http = record.http_headers
    kind = (record.http_content_type or record.headers.get("Content-Type") or "").lower()
    if http is not None and http.status_code not in (None, 200):
        return  # redirects and error pages are no documents
    if "html" not in kind and "text/plain" not in kind:
        return  # pictures, scripts and style sheets neither
    data = record.reader.read(MAX_LINE + 1)
    if len(data) > MAX_LINE:
        yield Reject(name, f"larger than {MAX_LINE // 1_000_000} MB")
        return
    facts = {"url": record.headers.get("WARC-Target-URI") or ""}
    yield RawDocument(name, "page" if "html" in kind else "file", data, facts, "the WARC record")


def _iter_feed(stream: IO[bytes], name: str) -> Iterator[RawDocument | Reject]:
    try:
        import feedparser
    except ImportError:
        raise MapperError(
            "reading feeds needs feedparser: pip install 'strike-report-mapper[archive]'"
        ) from None
    data = stream.read(_MAX_FEED + 1)
    if len(data) > _MAX_FEED:
        yield Reject(name, f"a feed larger than {_MAX_FEED // 1_000_000} MB")
        return
    if b"<!ENTITY" in data:
        yield Reject(name, "a feed that declares entities of its own")
        return
    try:
        feed = feedparser.parse(data)
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
        # its loose parser, taken for feeds that are no XML, lets these through
        yield Reject(name, f"a broken feed: {error}")
        return
    if not feed.entries:
        yield Reject(name, "not an RSS or Atom feed, or one without entries")
    publisher = feed.feed.get("title", "")
    for number, entry in enumerate(feed.entries, start=1):
        bodies = [content.get("value", "") for content in entry.get("content", [])]
        title = entry.get("title", "")
        body = max([*bodies, entry.get("summary", "")], key=len)
        record = {
            "html": f"<html><body><h1>{html.escape(title)}</h1><div>{body}</div></body></html>",
            "title": title,
            "publisher": publisher,
            "published": entry.get("published") or entry.get("updated") or "",
            "url": entry.get("link", ""),
            "language": feed.feed.get("language", ""),
        }
        yield RawDocument(f"{name}:{number}", "json", _to_json(record))


def _to_json(record: dict[str, Any]) -> bytes:
    return json.dumps(record, ensure_ascii=False, default=str).encode("utf-8", "surrogatepass")
