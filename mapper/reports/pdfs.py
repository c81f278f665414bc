"""A PDF's bytes -> Draft, with bounds on what is unpacked: a few bytes can stand for gigabytes."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from mapper.errors import ReportError
from mapper.reports.records import MAX_TEXT, Draft

if TYPE_CHECKING:
    from pypdf import PageObject

__all__ = ["read_pdf"]

_MAX_PAGES = 500
_LIMITS: dict[str, Any] = {
    "maximum_declared_stream_length": 20_000_000,
    "array_based_stream_maximum_output_length": 5_000_000,
    "lzw_maximum_output_length": 5_000_000,
    "run_length_maximum_output_length": 5_000_000,
    "zlib_maximum_output_length": 5_000_000,
    "brotli_maximum_output_length": 5_000_000,
    "zlib_maximum_recovery_input_length": 500_000,
    "stream_filters_maximum_length": 4,
    "stream_decoding_work_maximum_length": 20_000_000,
    "stream_parsing_work_maximum_count": 500_000,
    "page_tree_maximum_entries": 10_000,
    "page_tree_maximum_page_entries": 200_000,
    "xform_maximum_invocations_per_extraction": 500,
    "jbig2dec_binary": None,  # no other program, and no pictures
}
"""What the parser may unpack of one stream, in bytes, and how long its lists may be."""
_WORK = 15_000_000
"""What all pages together may unpack, in bytes; a page of text has a few thousand."""
_OPERATION = 30
"""What one drawing operation counts for, in such bytes."""
_SEARCHED = 300_000_000
"""How much of the file may be searched for objects that its table does not give."""
_MAX_DEPTH = 8


class _TooMuchError(BaseException):
    """The budget is spent; no `Exception`, from which the parser would recover and go on."""


class _Budget:
    """Counts work down, so that the same file is refused on every machine."""

    def __init__(self, work: int) -> None:
        self._left = work

    def spend(self, work: int) -> None:
        self._left -= work
        if self._left < 0:
            raise _TooMuchError


class _File(io.BytesIO):
    """The file; the parser asks for all of it to search for an object that is out of place."""

    def __init__(self, data: bytes) -> None:
        super().__init__(data)
        self._search = _Budget(_SEARCHED)

    def getbuffer(self) -> memoryview:
        view = super().getbuffer()
        self._search.spend(view.nbytes)
        return view


def read_pdf(data: bytes, name: str) -> Draft:
    """Return the text of a PDF's first pages, with its title and date.

    Raises
    ------
    ReportError
        When it is broken, encrypted, without text, or unpacks to more than any report.
    """
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        text, title, published = _read(data, name)
    except ReportError:
        raise
    except _TooMuchError:
        raise ReportError(
            f"{name!r} is a PDF that unpacks to more than any report; save its text instead"
        ) from None
    except RecursionError as error:
        raise ReportError(f"{name!r} is a PDF nested too deeply") from error
    except Exception as error:
        # on damage its parser raises whatever its code runs into, failed assertions included
        reason = str(error)[:200] or type(error).__name__
        raise ReportError(f"{name!r} is a broken PDF: {reason}") from error
    if not text.strip():
        raise ReportError(f"{name!r} holds pictures of pages and no text; run OCR first")
    facts = {"title": title} if title.strip() else {}
    if published:
        facts["published"] = published
    return Draft(text, facts, "the PDF's own creation date")


def _read(data: bytes, name: str) -> tuple[str, str, str]:
    from pypdf import PdfReader, apply_configuration

    with apply_configuration(**_LIMITS):
        reader = PdfReader(_File(data), xref_stream_maximum_entries=200_000)
        if reader.is_encrypted and not reader.decrypt(""):
            raise ReportError(f"{name!r} is encrypted")
        pages = list(_read_pages(list(reader.pages[:_MAX_PAGES])))
        about = reader.metadata
        title = str(about.title or "") if about else ""
        created = about.creation_date if about else None
    return "\n\n".join(pages), title, created.date().isoformat() if created else ""


def _read_pages(pages: list[PageObject]) -> Iterator[str]:
    budget, length = _Budget(_WORK), 0
    for page in pages:
        forms = _weigh(page, budget)

        def count(
            operator: bytes, operands: list[Any], *_: object, forms: dict[str, int] = forms
        ) -> None:
            again = forms.get(str(operands[0]), 0) if operator == b"Do" and operands else 0
            budget.spend(_OPERATION + again)

        text = page.extract_text(visitor_operand_before=count)
        length += len(text)
        if length > MAX_TEXT:
            raise _TooMuchError
        yield text


def _weigh(page: PageObject, budget: _Budget) -> dict[str, int]:
    """Spend what a page's contents and fonts unpack to; return what each form would, by name.

    Forms are drawn again and again, and read again each time; forms of one name in different
    places count as the longest of them.
    """
    contents = page.get("/Contents")
    for part in _list(contents):
        budget.spend(_size(part))
    forms: dict[str, int] = {}
    seen: set[int] = set()
    budget.spend(_weigh_resources(page.get("/Resources"), forms, seen, budget, 0))
    return forms


def _weigh_resources(
    resources: object,
    forms: dict[str, int],
    seen: set[int],
    budget: _Budget,
    depth: int,
) -> int:
    """Note the forms among some resources; return what the fonts among them unpack to."""
    found = _resolve(resources)
    if not isinstance(found, dict) or id(found) in seen or depth > _MAX_DEPTH:
        return 0
    seen.add(id(found))
    fonts = 0
    for font in _values(found.get("/Font")):
        budget.spend(_OPERATION)
        if isinstance(font, dict):
            fonts += _size(font.get("/ToUnicode")) + _OPERATION * 256
    for name, form in _items(found.get("/XObject")):
        budget.spend(_OPERATION)
        if isinstance(form, dict) and form.get("/Subtype") == "/Form":
            inner = _weigh_resources(form.get("/Resources"), forms, seen, budget, depth + 1)
            forms[name] = max(forms.get(name, 0), _size(form) + inner)
    return fonts


def _size(stream: Any) -> int:  # noqa: ANN401
    found = _resolve(stream)
    return len(found.get_data()) if hasattr(found, "get_data") else 0


def _resolve(thing: Any) -> Any:  # noqa: ANN401
    return thing.get_object() if hasattr(thing, "get_object") else thing


def _list(thing: Any) -> list[Any]:  # noqa: ANN401
    found = _resolve(thing)
    return list(found) if isinstance(found, list) else [found]


def _items(thing: Any) -> Iterator[tuple[str, Any]]:  # noqa: ANN401
    found = _resolve(thing)
    if isinstance(found, dict):
        for name in found:
            yield str(name), _resolve(found.get(name))


def _values(thing: Any) -> Iterator[Any]:  # noqa: ANN401
    return (value for _, value in _items(thing))
