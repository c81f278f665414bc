"""The cheap first pass, on any worker: raw documents -> the reports that may tell of a strike."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace

from mapper.archive.formats import RawDocument
from mapper.archive.inputs import Batch
from mapper.errors import MapperError
from mapper.gate import may_report_strike, wake_on_page
from mapper.model import Reject, Report
from mapper.reports.documents import read_document, read_html
from mapper.reports.records import Draft, complete_draft, finish_report
from mapper.reports.tables import read_record, read_table

__all__ = ["MAX_CHARACTERS", "Sifted", "blame_batch", "sift_batch"]

MAX_CHARACTERS = 1_000_000
"""A longer text is a book or a dump: parsing it would hold up a worker for a minute."""
_PAGE_SUFFIXES = (".html", ".htm", ".xhtml")


@dataclass(frozen=True, slots=True)
class Sifted:
    """What came of a batch: how many documents, which passed the gate, which were refused."""

    documents: int
    passed: tuple[Report, ...] = ()
    rejects: tuple[Reject, ...] = ()

    def merge(self, other: Sifted) -> Sifted:
        """Return what came of two batches as one."""
        return Sifted(
            self.documents + other.documents,
            self.passed + other.passed,
            self.rejects + other.rejects,
        )


def blame_batch(batch: Batch) -> Sifted:
    """Return the answer to a batch whose only document kills the worker that reads it."""
    killers = tuple(
        Reject(raw.name, "it kills the worker that reads it") for raw in batch.documents
    )
    return Sifted(len(batch.documents), rejects=(*batch.rejects, *killers))


def sift_batch(batch: Batch) -> Sifted:
    """Return the reports of a batch that may tell of a strike.

    Whatever is wrong with a document becomes a Reject with its name and never an exception:
    one poisoned document must not stop an archive.
    """
    passed: list[Report] = []
    rejects = list(batch.rejects)
    count = 0
    for raw in batch.documents:
        try:
            for item in _read_raw(raw):
                count += 1
                if isinstance(item, Reject):
                    rejects.append(item)
                elif item is not None:
                    passed.append(item)
        except MapperError as error:
            count += 1
            rejects.append(Reject(raw.name, str(error)))
        except Exception as error:
            count += 1
            rejects.append(Reject(raw.name, f"reading failed: {type(error).__name__}: {error}"))
    return Sifted(count, tuple(passed), tuple(rejects))


def _read_raw(raw: RawDocument) -> Iterator[Report | Reject | None]:
    """Yield a report, None for one that the gate stops, or a Reject."""
    for name, draft in _open_drafts(raw):
        if draft is None:
            yield None
        elif isinstance(draft, str):
            yield Reject(name, draft)
        elif len(draft.text) > MAX_CHARACTERS:
            yield Reject(name, f"{len(draft.text):,} characters, more than any report")
        elif not may_report_strike(draft.text):
            yield None
        else:
            complete = complete_draft(draft, raw.facts, source=raw.source or draft.source)
            yield finish_report(complete, name=name, detect=False)


def _open_drafts(raw: RawDocument) -> Iterator[tuple[str, Draft | str | None]]:
    if raw.kind == "json":
        yield raw.name, _read_json(raw.data)
    elif raw.kind == "table":
        yield from read_table(raw.data, raw.name)
    elif raw.kind == "page" or raw.name.lower().endswith(_PAGE_SUFFIXES):
        # extraction takes longer than all the rest, so the words of the page are tried first
        page = raw.data.decode("utf-8", "replace")
        if not wake_on_page(page):
            yield raw.name, None
        elif raw.kind == "page":
            draft = read_html(raw.data if "\ufffd" in page else page)
            yield raw.name, replace(draft, facts={**raw.facts, **draft.facts})
        else:
            yield raw.name, read_document(raw.data, raw.name)
    else:
        yield raw.name, read_document(raw.data, raw.name)


def _read_json(data: bytes) -> Draft | str:
    try:
        record = json.loads(data.decode("utf-8", "replace"))
    except (ValueError, RecursionError) as error:
        return f"not JSON: {error}"
    if isinstance(record, dict):
        # a page in a record: most are stopped before they are extracted
        page = record.get("html")
        if isinstance(page, str) and not record.get("text") and not wake_on_page(page):
            return Draft(" ")
    return read_record(record)
