"""What a reader of some format found -> Report, with notes on where its facts come from."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from mapper.errors import ReportError
from mapper.model import Report
from mapper.reports.boilerplate import find_boilerplate
from mapper.reports.dates import date_in_header, date_in_name, parse_date
from mapper.reports.encodings import clean_text

__all__ = [
    "FIELDS",
    "MAX_TEXT",
    "Draft",
    "check_length",
    "complete_draft",
    "examine_report",
    "finish_report",
    "make_report",
]

FIELDS = ("publisher", "title", "published", "url", "language")
"""What a manifest, front matter or metadata may say about a report."""

MAX_TEXT = 1_000_000
"""Characters of the longest report: a book of 400 pages takes a minute and half a gigabyte."""

_UNKNOWN = {"", "unknown", "none", "null", "n/a", "nan", "-"}


@dataclass(frozen=True, slots=True)
class Draft:
    """A document as its reader found it; `facts` holds FIELDS as written, with their source."""

    text: str
    facts: Mapping[str, str] = field(default_factory=dict)
    source: str = ""
    """Where the facts come from: front matter, HTML metadata, the record …"""
    notes: tuple[str, ...] = ()


def make_report(
    text: str,
    *,
    name: str = "report",
    publisher: str | None = None,
    title: str | None = None,
    published: dt.date | str | None = None,
    url: str | None = None,
    language: str | None = None,
    notes: tuple[str, ...] = (),
) -> Report:
    """Return a Report of `text` as it is; nothing is detected or guessed.

    Raises
    ------
    ReportError
        When `published` is text that is not one certain day, or the text is longer than any
        report.
    """
    check_length(text, name)
    if isinstance(published, str):
        day = parse_date(published)
        if day is None:
            raise ReportError(f"{published!r} is not a date; write it like 2015-10-01")
        published = day
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Report(name, text, digest, publisher, title, published, url, language, notes)


def check_length(text: str, name: str) -> None:
    """Refuse a text that would be read for minutes.

    Raises
    ------
    ReportError
        When it has more than `MAX_TEXT` characters.
    """
    if len(text) > MAX_TEXT:
        raise ReportError(
            f"{name!r} has {len(text):,} characters, more than any report "
            f"({MAX_TEXT:,}); split it into its articles"
        )


def complete_draft(draft: Draft, given: Mapping[str, str], *, source: str) -> Draft:
    """Lay what a manifest says over what the document itself says."""
    said = {name: value for name in FIELDS if (value := given.get(name, "").strip())}
    if not said:
        return draft
    return replace(draft, facts={**draft.facts, **said}, source=source)


def finish_report(draft: Draft, *, name: str, detect: bool = True) -> Report:
    """Return the report that a draft makes: facts checked, date sought, language detected.

    Parameters
    ----------
    name
        The file name as given, or that of the record within its file.
    detect
        Whether to detect the language and look for page furniture, which takes longer than
        all the rest; an archive does so only for documents that may be about a strike.
    """
    text, cleaned = clean_text(draft.text)
    facts = {key: _known(clean_text(value)[0]) for key, value in draft.facts.items()}
    published, dated = _find_date(facts.get("published"), draft.source, text, name)
    language = (facts.get("language") or "").replace("_", "-").split("-")[0].casefold() or None
    notes = [*draft.notes, *cleaned, dated]
    report = make_report(
        text,
        name=name,
        publisher=facts.get("publisher"),
        title=facts.get("title"),
        published=published,
        url=facts.get("url"),
        language=language,
        notes=tuple(notes),
    )
    return examine_report(report) if detect else report


def examine_report(report: Report) -> Report:
    """Add the detected language, if none was given, and a note on page furniture."""
    notes = list(report.notes)
    language = report.language
    if language is None:
        from mapper.language import detect_language

        language = detect_language(report.text)
        if language:
            notes.append(f"language {language} detected")
    if furniture := find_boilerplate(report.text):
        notes.append(f"page furniture left in the text: {', '.join(furniture)}")
    return replace(report, language=language, notes=tuple(notes))


def _find_date(
    written: str | None, source: str, text: str, name: str
) -> tuple[dt.date | None, str]:
    if written is not None:
        if day := parse_date(written):
            return day, f"published {day}, from {source}"
        return None, f"no known date: {written!r} from {source} is not one certain day"
    if day := date_in_header(text):
        return day, f"published {day}, from a line at the top of the text"
    if day := date_in_name(name):
        return day, f"published {day}, from the file name"
    # a file's time stamp tells when a copy was made, which after a download or a checkout is
    # any day at all: no date is better than that one
    return None, "no known date: `last Wednesday` stays open; a manifest can give the date"


def _known(value: str) -> str | None:
    value = " ".join(value.split())
    return None if value.casefold() in _UNKNOWN else value
