"""Names found side by side are those that spaCy's recognizer finds word by word."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from mapper.language import load_parser, naming
from tests.language.texts import read_paragraphs

WORDS = [
    "Homs",
    "New",
    "York",
    "of",
    "the",
    "Bank",
    "\n\n",
    " ",
    "5",
    "May",
    "2015",
    ".",
    "Mr",
    "'s",
]


def recognizer() -> Any:
    return load_parser().get_pipe("ner")


def parse_twice(texts: Sequence[str]) -> tuple[list[Doc], list[Doc]]:
    docs = list(load_parser().pipe(texts, disable=["ner"]))
    return docs, [doc.copy() for doc in docs]


def names_of(docs: Sequence[Doc]) -> list[list[tuple[str, str]]]:
    return [[(token.ent_iob_, token.ent_type_) for token in doc] for doc in docs]


def test_names_of_many_paragraphs_are_those_of_the_recognizer() -> None:
    theirs, ours = parse_twice(read_paragraphs())
    for doc in theirs:
        recognizer()(doc)
    naming.name_docs(recognizer(), ours)
    assert sum(len(doc.ents) for doc in theirs) > 500
    assert names_of(ours) == names_of(theirs)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(st.sampled_from(WORDS), max_size=12), max_size=5))
def test_no_name_reaches_over_the_end_of_a_sentence_or_document(texts: list[list[str]]) -> None:
    vocab = load_parser().vocab
    ours = [
        Doc(vocab, words=words, sent_starts=[n % 4 == 0 for n in range(len(words))])
        for words in texts
    ]
    theirs = [doc.copy() for doc in ours]
    naming.name_docs(recognizer(), ours)
    assert names_of(ours) == names_of(list(recognizer().pipe(theirs)))


def test_a_recognizer_of_another_sort_is_left_to_find_names_itself(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    theirs, ours = parse_twice(read_paragraphs()[:20])
    monkeypatch.setattr(naming, "_FEATURES", 6)
    naming.name_docs(recognizer(), ours)
    monkeypatch.undo()
    naming.name_docs(recognizer(), theirs)
    assert names_of(ours) == names_of(theirs)
