"""Files with a report in each record: JSON Lines, JSON and CSV."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import islice

from mapper.errors import ReportError
from mapper.reports.dates import parse_date
from mapper.reports.documents import MAX_BYTES, read_html
from mapper.reports.encodings import decode_bytes
from mapper.reports.records import FIELDS, MAX_TEXT, Draft

__all__ = ["TABLE_SUFFIXES", "TEXT_COLUMNS", "Row", "read_record", "read_table"]

TABLE_SUFFIXES = frozenset({".jsonl", ".ndjson", ".json", ".csv"})
_MAX_RECORDS = 100_000
"""More are read one by one, and not held together."""
_MAX_TAGS = 300_000
"""Of all pages of a file together: some hundred pages of news, and ten seconds to read."""
Row = tuple[str, Draft | str]
"""The record's name within its file, and its draft or the reason why there is none."""

# names that data sets give to our fields, best first
_ALIASES = {
    "text": ("text", "body", "content", "article", "article_text", "fulltext", "full_text"),
    "html": ("html", "raw_html", "body_html", "content_html"),
    "title": ("title", "headline"),
    "publisher": ("publisher", "source", "outlet", "sitename", "site", "publication", "domain"),
    "published": (
        "published", "published_at", "date_published", "publication_date", "publish_date",
        "pubdate", "pub_date", "date", "datetime", "timestamp", "created_at",
    ),
    "url": ("url", "link", "canonical_url", "source_url"),
    "language": ("language", "lang"),
}  # fmt: skip
_TAGGED = re.compile(r"\s*<(?:!doctype|html|head|body|div|article|section|p)\b", re.I)
TEXT_COLUMNS = frozenset((*_ALIASES["text"], *_ALIASES["html"]))
"""Column names under which a table keeps the text of a report."""


def read_table(data: bytes, name: str) -> list[Row]:
    """Return every record of a file, named ``file.jsonl:LINE``.

    Raises
    ------
    ReportError
        When the file as a whole holds no records of reports.
    """
    suffix = name.rpartition(".")[2].lower()
    text, notes = decode_bytes(data)
    read = {"csv": _read_csv, "json": _read_json}.get(suffix, _read_lines)
    records = list(islice(read(text, name), _MAX_RECORDS + 1))
    for count, most, what in (
        (len(records), _MAX_RECORDS, "records"),
        (sum(_count_tags(record) for _, record in records), _MAX_TAGS, "tags in its pages"),
    ):
        if count > most:
            raise ReportError(f"{name!r} has more than {most:,} {what}; use `mapper archive`")
    rows: list[Row] = [
        (row, str(record) if isinstance(record, _NoRecord) else read_record(record))
        for row, record in records
    ]
    if not rows:
        raise ReportError(f"{name!r} is empty")
    if not any(isinstance(draft, Draft) for _, draft in rows):
        raise ReportError(f"{name!r} has no record with a text: {rows[0][1]}")
    return [
        (row, Draft(d.text, d.facts, d.source, (*notes, *d.notes)) if isinstance(d, Draft) else d)
        for row, d in rows
    ]


def read_record(record: object) -> Draft | str:
    """Return the draft of one decoded record, or the reason why it has none."""
    if not isinstance(record, dict):
        return "not a JSON object"
    try:
        draft = _draft_record(record)
    except ReportError as error:
        return str(error)
    if draft is None:
        return "no text, body or content in the record"
    if len(draft.text) > MAX_TEXT:
        return f"longer than {MAX_TEXT:,} characters, more than any report"
    return draft


class _NoRecord(str):
    """Why there is no record in a row, where one of JSON may itself be a string."""

    __slots__ = ()


def _count_tags(record: object) -> int:
    values = record.values() if isinstance(record, dict) else ()
    return sum(value.count("<") for value in values if isinstance(value, str))


def _read_lines(text: str, name: str) -> Iterator[tuple[str, object]]:
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        record: object
        try:
            record = json.loads(line)
        except (ValueError, RecursionError) as error:
            record = _NoRecord(f"not JSON: {error}")
        yield f"{name}:{number}", record


def _read_json(text: str, name: str) -> Iterator[tuple[str, object]]:
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ReportError(f"{name!r} is not JSON: {error}") from error
    if isinstance(whole, dict) and isinstance(whole.get("articles"), list):
        whole = whole["articles"]
    if isinstance(whole, list):
        for number, record in enumerate(whole, start=1):
            yield f"{name}:{number}", record
    else:
        yield name, whole


def _read_csv(text: str, name: str) -> Iterator[tuple[str, object]]:
    csv.field_size_limit(MAX_BYTES)
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for row in rows:
            record = {key: value for key, value in row.items() if isinstance(key, str)}
            yield f"{name}:{rows.line_num}", record
    except csv.Error as error:
        yield f"{name}:{rows.line_num}", _NoRecord(f"not CSV: {error}")


def _draft_record(record: Mapping[str, object]) -> Draft | None:
    """Return what a JSON object or a table row holds, or None when it has no text."""
    lower = {str(key).strip().casefold(): value for key, value in record.items()}
    facts = {name: found for name in FIELDS if (found := _first(lower, _ALIASES[name]))}
    text = _first(lower, _ALIASES["text"], strip=False)
    html = "" if text else _first(lower, _ALIASES["html"], strip=False)
    if text and _TAGGED.match(text) and "</" in text:
        text, html = "", text
    if html:
        draft = read_html(html)
        return replace(draft, facts={**draft.facts, **facts}, source="the record")
    return Draft(text, facts, "the record") if text.strip() else None


def _first(record: Mapping[str, object], names: tuple[str, ...], *, strip: bool = True) -> str:
    for name in names:
        value = record.get(name)
        if value is None:
            continue
        if isinstance(value, dict):  # news APIs: "source": {"id": …, "name": "BBC News"}
            value = value.get("name")
        if isinstance(value, bool) or not isinstance(value, str | int | float | dt.date):
            continue
        written = str(value)
        if name in _ALIASES["published"] and isinstance(value, int | float):
            written = str(parse_date(value) or written)
        if written.strip():
            return written.strip() if strip else written
    return ""
