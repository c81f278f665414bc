"""Texts -> parsed documents, many at once and each different paragraph once.

The paragraph is the unit of parsing: its parse depends on nothing outside it. So a paragraph
that many reports reprint is parsed once, a part of a text can be parsed without the rest, and
parsing many texts together changes none of them.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

from mapper.datelines import find_datelines
from mapper.language.loading import load_parser
from mapper.language.naming import name_docs
from mapper.language.preparing import cut_paragraphs, prepare_text
from mapper.listings import find_openings

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

__all__ = ["parse_text", "parse_texts", "recognize_names"]

_TOGETHER = 20_000
"""Characters of paragraphs that go through the model side by side: bounds memory."""
_REMEMBERED = 400_000
"""Characters of parsed paragraphs that a process keeps: some 30 MB."""
_REPRINTED = 1_000
"""Longer paragraphs are hardly ever printed twice, and would push out those that are."""


def parse_text(text: str) -> Doc:
    """Parse a text of any length; `len(doc.text) == len(text)` and offsets agree."""
    return next(parse_texts([text]))


def parse_texts(texts: Iterable[str], *, names: bool = True, batch_size: int = 32) -> Iterator[Doc]:
    """Yield what `parse_text` gives for each of many texts, faster than one by one.

    Parameters
    ----------
    names
        Whether named entities are wanted; they take a quarter of the time.
    batch_size
        How many texts are read before the first is given back.
    """
    rest = iter(texts)
    while group := list(islice(rest, batch_size)):
        cut = [list(cut_paragraphs(prepare_text(text))) for text in group]
        parsed = _remember().parse((part for parts in cut for part in parts), names=names)
        for text, parts in zip(group, cut, strict=True):
            yield _join([parsed[part] for part in parts], text)


def recognize_names(texts: Iterable[str], *, batch_size: int = 32) -> Iterator[Doc]:
    """Yield one document per text with named entities only: no sentences, no syntax.

    About four times as fast as `parse_text`, for commands that need nothing else.
    """
    parser = load_parser()
    rest = iter(texts)
    while group := list(islice(rest, batch_size)):
        cut = [list(cut_paragraphs(prepare_text(text))) for text in group]
        some = _bound([part for parts in cut for part in parts])
        named = chain.from_iterable(_name_only(parser, parts) for parts in some)
        for text, parts in zip(group, cut, strict=True):
            yield _join(list(islice(named, len(parts))), text)


def _name_only(parser: Language, parts: Sequence[str]) -> list[Doc]:
    if _names_stand_apart(parser):
        docs = [parser.make_doc(part) for part in parts]
        name_docs(parser.get_pipe("ner"), docs)
        return docs
    needed = {"ner", "transformer", "curated_transformer"}
    unused = [name for name in parser.pipe_names if name not in needed]
    return list(parser.pipe(parts, batch_size=len(parts), disable=unused))


@lru_cache(maxsize=1)
def _remember() -> _Memory:
    return _Memory(load_parser())


class _Memory:
    """The paragraphs that were parsed last, so that reprints of them cost nothing."""

    def __init__(self, parser: Language) -> None:
        self._parser = parser
        self._apart = _names_stand_apart(parser)
        self._docs: OrderedDict[str, Doc] = OrderedDict()
        self._size = 0

    def parse(self, paragraphs: Iterable[str], *, names: bool) -> dict[str, Doc]:
        """Return the parse of each different paragraph, with named entities if wanted."""
        found = {part: self._docs.get(part) for part in paragraphs}
        for some in _bound([part for part, doc in found.items() if doc is None]):
            made = [_begin(self._parser, part) for part in some]
            later = ["ner"] if self._apart else []
            done = self._parser.pipe(made, batch_size=len(made), disable=later)
            for part, doc in zip(some, done, strict=True):
                doc.tensor = doc.tensor[:0]  # the vectors are the greater part of a parse
                found[part] = doc
        parsed = {part: doc for part, doc in found.items() if doc is not None}
        if names and self._apart:
            self._name(parsed)
        self._keep(parsed)
        return parsed

    def _name(self, parsed: dict[str, Doc]) -> None:
        finder: Any = self._parser.get_pipe("ner")
        nameless = [part for part, doc in parsed.items() if not doc.has_annotation("ENT_IOB")]
        for some in _bound(nameless):
            name_docs(finder, [parsed[part] for part in some])

    def _keep(self, parsed: dict[str, Doc]) -> None:
        for part, doc in parsed.items():
            if len(part) > _REPRINTED:
                continue
            if part not in self._docs:
                self._size += len(part)
            self._docs[part] = doc
            self._docs.move_to_end(part)
        while self._size > _REMEMBERED:
            oldest, _ = self._docs.popitem(last=False)
            self._size -= len(oldest)


def _bound(parts: Sequence[str]) -> Iterator[list[str]]:
    """Cut a list so that no piece of it has much more than `_TOGETHER` characters."""
    some: list[str] = []
    size = 0
    for part in parts:
        some.append(part)
        size += len(part)
        if size >= _TOGETHER:
            yield some
            some, size = [], 0
    if some:
        yield some


def _names_stand_apart(parser: Language) -> bool:
    """Whether names can be found later: last in the pipeline, and on words of their own."""
    listening = (getattr(part, "listening_components", ()) for _, part in parser.pipeline)
    return parser.pipe_names[-1:] == ["ner"] and not any("ner" in heard for heard in listening)


def _begin(parser: Language, paragraph: str) -> Doc:
    """Return the words of a paragraph; "BEIRUT (Agency) - " is no part of the first sentence."""
    doc = parser.make_doc(paragraph)
    if "parser" in parser.pipe_names:
        openings = find_openings(doc.text)
        for opening in [*(end for _, end in find_datelines(doc.text)), *openings]:
            first = doc.char_span(opening, opening + 1, alignment_mode="expand")
            if first is not None and first.start:
                first[0].is_sent_start = True
    return doc


def _join(parts: Sequence[Doc], text: str) -> Doc:
    """Return one document of a text's paragraphs, which stay as they are."""
    from spacy.tokens import Doc

    if parts:
        doc = Doc.from_docs(list(parts), ensure_whitespace=False)
        assert doc is not None
    else:
        doc = load_parser().make_doc("")
    doc.user_data["text"] = text
    return doc
