"""One document's bytes -> Draft: plain text, Markdown with front matter, HTML, PDF."""

from __future__ import annotations

import logging
import re
import warnings
from collections.abc import Callable
from pathlib import PurePath
from typing import Any

from mapper.errors import ReportError
from mapper.reports.encodings import decode_bytes, describe_binary
from mapper.reports.pdfs import read_pdf
from mapper.reports.records import FIELDS, Draft, check_length

__all__ = ["MAX_BYTES", "SUFFIXES", "read_document", "read_html", "split_front_matter"]

MAX_BYTES = 10_000_000
"""A longer document is no news report; it is refused rather than read for an hour."""
_MAX_PDF_BYTES = 100_000_000
_MAX_TAGS = 100_000
_MAX_SCRIPT = 200_000
"""A longer script is a program; the data about an article that some hold is a few thousand."""
_FENCE = re.compile(r"---[ \t]*\r?\n")
_PAIR = re.compile(r"([A-Za-z_][\w \t-]*):(?:[ \t]+(.*))?$")
_HEADING = re.compile(r"\s*#[ \t]+(.+?)[ \t]*#*[ \t]*(?:\r?\n|$)")
_HTML_START = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html|head|body)\b", re.I)
_HTML_LANG = re.compile(r"<html\b[^>]{0,500}?\blang\s*=\s*[\"']?([A-Za-z-]{2,12})", re.I)


def read_document(data: bytes, name: str) -> Draft:
    """Return the document in `data`; `name` decides its format, else its first bytes do.

    Raises
    ------
    ReportError
        When it is empty, binary, too large, or has no text.
    """
    suffix = PurePath(name).suffix.lower()
    limit = _MAX_PDF_BYTES if suffix == ".pdf" else MAX_BYTES
    if len(data) > limit:
        raise ReportError(f"{name!r} is larger than {limit // 1_000_000} MB, no single report")
    if not data.strip():
        raise ReportError(f"{name!r} is empty")
    if data.startswith(b"%PDF-"):
        return read_pdf(data, name)
    if kind := describe_binary(data):
        raise ReportError(f"{name!r} is {kind}")
    read = SUFFIXES.get(suffix, _read_plain)
    if read is _read_plain and suffix != ".txt" and _HTML_START.match(data):
        read = _read_html_bytes
    draft = read(data, name)
    if not draft.text.strip():
        raise ReportError(f"{name!r} has no text")
    check_length(draft.text, name)
    return draft


def split_front_matter(text: str) -> tuple[dict[str, str], str, tuple[str, ...]]:
    """Return the `key: value` pairs between two ``---`` lines, the body after them, and notes.

    Only flat pairs are read, and as plain text: no YAML is interpreted, so a front matter can
    neither run code nor grow. Nested and listed values are passed over.
    """
    opening = _FENCE.match(text)
    if not opening:
        return {}, text, ()
    closing = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.M).search(text, opening.end())
    if not closing:
        return {}, text, ("front matter is not closed by `---`: read as text",)
    pairs: dict[str, str] = {}
    for line in text[opening.end() : closing.start()].splitlines():
        if pair := _PAIR.match(line):
            pairs[pair[1].strip().casefold()] = _unquote((pair[2] or "").strip())
    return pairs, text[closing.end() :], ()


def read_html(page: str | bytes) -> Draft:
    """Return the article in an HTML page, its headline first, with the page's metadata.

    The article is found by trafilatura; a page in which it finds none gives all its text.

    Raises
    ------
    ReportError
        When the page is built of more tags than any article.
    """
    markers = page.count("<") if isinstance(page, str) else page.count(b"<")
    if markers > _MAX_TAGS:
        raise ReportError(f"the page has {markers:,} tags, more than any article")
    page = _without_programs(page)
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found: Any = trafilatura.bare_extraction(
            page,
            with_metadata=True,
            include_comments=False,
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
        text = (found.text if found else None) or trafilatura.html2txt(page) or ""
    facts = _html_facts(found) if found else {}
    written = page if isinstance(page, str) else page[:4000].decode("latin-1")
    if lang := _HTML_LANG.search(written[:4000]):
        facts["language"] = lang[1]
    title = facts.get("title")
    if title and text.lstrip().split("\n", 1)[0].strip() != title:
        text = f"{title}\n\n{text}"
    return Draft(text, facts, "the page's metadata")


def _without_programs(page: str | bytes) -> str | bytes:
    """Leave out long scripts, whose words would be sought for an article's data again and again."""
    if isinstance(page, bytes):
        shorter = _without_programs(page.decode("latin-1"))
        return shorter.encode("latin-1") if isinstance(shorter, str) else shorter
    low, kept, at = page.lower(), [], 0
    if len(low) != len(page):  # a letter that is two in lower case: positions would not agree
        low = page
    while (start := low.find("<script", at)) >= 0:
        end = low.find("</script", start)
        end = len(page) if end < 0 else end
        kept.append(page[at:start] if end - start > _MAX_SCRIPT else page[at:end])
        at = end
    return "".join([*kept, page[at:]])


def _html_facts(found: object) -> dict[str, str]:
    names = {"publisher": "sitename", "title": "title", "published": "date", "url": "url"}
    values = {name: getattr(found, attribute, None) for name, attribute in names.items()}
    return {name: str(value) for name, value in values.items() if value}


def _read_html_bytes(data: bytes, name: str) -> Draft:
    del name
    try:
        return read_html(data.decode("utf-8"))
    except UnicodeDecodeError:
        return read_html(data)  # the page itself says its encoding


def _read_plain(data: bytes, name: str) -> Draft:
    del name
    text, notes = decode_bytes(data)
    return Draft(text, notes=notes)


def _read_markdown(data: bytes, name: str) -> Draft:
    del name
    text, notes = decode_bytes(data)
    pairs, body, problems = split_front_matter(text)
    facts = {key: pairs[key] for key in FIELDS if pairs.get(key)}
    if "published" not in facts and pairs.get("date"):
        facts["published"] = pairs["date"]
    if "title" not in facts and (heading := _HEADING.match(body)):
        facts["title"] = heading[1]
    return Draft(body, facts, "the front matter", (*notes, *problems))


def _unquote(value: str) -> str:
    if len(value) >= 2 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1]
    return value


SUFFIXES: dict[str, Callable[[bytes, str], Draft]] = {
    ".txt": _read_plain,
    ".text": _read_plain,
    ".md": _read_markdown,
    ".markdown": _read_markdown,
    ".html": _read_html_bytes,
    ".htm": _read_html_bytes,
    ".xhtml": _read_html_bytes,
    ".pdf": read_pdf,
}
"""Suffixes that hold one report a file, with their readers."""
