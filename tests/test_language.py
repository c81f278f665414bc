"""Parsing keeps offsets true, whatever the text's length and characters."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from mapper.errors import MapperError
from mapper.language import (
    detect_language,
    load_parser,
    parse_text,
    parse_texts,
    parsing,
    preparing,
    recognize_names,
)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_a_document_is_as_long_as_its_text(text: str) -> None:
    doc = parse_text(text)
    assert len(doc.text) == len(text)
    assert all(token.idx + len(token) <= len(text) for token in doc)


def test_odd_characters_keep_their_places() -> None:
    text = "\ud800\x00Ma`arat al\u2011Nu\u2019man\u00a0is \u201cquiet\u201d\r\n\ufeffHoms"
    doc = parse_text(text)
    assert len(doc.text) == len(text)
    assert doc.user_data["text"] == text
    assert text[doc[-1].idx :] == "Homs"


def test_a_long_text_is_parsed_in_pieces_with_true_offsets(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "\n\n".join(f"Paragraph {n}: aircraft flew from Moscow to Damascus." for n in range(40))
    monkeypatch.setattr(preparing, "MAX_PIECE", 300)
    doc = parse_text(text)
    found = [ent for ent in doc.ents if ent.text == "Damascus"]
    assert len(found) >= 35
    assert all(text[ent.start_char : ent.end_char] == "Damascus" for ent in found)


def test_a_text_without_any_break_is_still_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preparing, "MAX_PIECE", 100)
    assert len(parse_text("a" * 1000).text) == 1000


def test_a_headline_does_not_swallow_the_first_sentence() -> None:
    doc = parse_text(
        "Jets strike a town near Homs\nThe mayor said nobody was hurt.\n\nMore follows"
    )
    sentences = [sentence.text.strip() for sentence in doc.sents]
    assert "The mayor said nobody was hurt." in sentences


def test_names_broken_by_a_hard_wrapped_line_stay_whole() -> None:
    text = (
        "The aircraft came back in the late evening and dropped bombs on\n"
        "the centre of the town. People who had fled earlier from Khan\n"
        "Sheikhoun said that they would not return before the spring and\n"
        "that nothing was left of the houses in which they had lived in\n"
        "peace.\n"
    )
    assert "Khan Sheikhoun" in parse_text(text).text


def test_names_alone_are_the_same_names_in_the_same_order() -> None:
    texts = ["Moscow denied it.", "", "France bombed Raqqa in Syria."]
    docs = list(recognize_names(texts))
    assert [doc.user_data["text"] for doc in docs] == texts
    assert [ent.text for ent in docs[2].ents] == [ent.text for ent in parse_text(texts[2]).ents]


NEWS = """BEIRUT (Agency) - Jets bombed Rastan on Monday, a monitor in London said.

The mayor of Homs denied it.
Moscow said that nobody was hurt near Talbiseh.
"""


def describe(doc: Doc) -> list[tuple[object, ...]]:
    return [
        (t.idx, t.text, t.tag_, t.pos_, t.lemma_, t.dep_, t.head.i, t.ent_type_, t.is_sent_start)
        for t in doc
    ]


def test_what_a_paragraph_says_depends_on_nothing_around_it() -> None:
    paragraphs = NEWS.strip().split("\n")
    alone = [describe(parse_text(paragraph)) for paragraph in paragraphs if paragraph]
    words = [[row[1:6] for row in rows if str(row[1]).strip()] for rows in alone]
    whole = [row[1:6] for row in describe(parse_text(NEWS)) if str(row[1]).strip()]
    assert whole == [row for rows in words for row in rows]


def test_many_texts_together_are_read_as_one_by_one_and_syntax_first() -> None:
    texts = [NEWS, "", "Moscow denied it.", NEWS.replace("Rastan", "Palmyra"), NEWS]
    parsing._remember.cache_clear()
    bare = list(parse_texts(texts, names=False))
    assert not any(doc.ents for doc in bare)
    together = [describe(doc) for doc in parse_texts(texts, batch_size=2)]
    assert any(row[7] for row in together[0])
    parsing._remember.cache_clear()
    assert together == [describe(parse_text(text)) for text in texts]


def test_memory_of_parsed_paragraphs_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    parsing._remember.cache_clear()
    monkeypatch.setattr(parsing, "_REMEMBERED", 100)
    texts = [f"Paragraph {number} tells of Homs.\n\nNothing else." for number in range(20)]
    assert [len(doc.text) for doc in parse_texts(texts)] == [len(text) for text in texts]
    memory = parsing._remember()
    assert 0 < sum(map(len, memory._docs)) <= 100


def test_a_model_that_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAPPER_SPACY_MODEL", "en_no_such_model")
    load_parser.cache_clear()
    try:
        with pytest.raises(MapperError, match="en_no_such_model"):
            load_parser()
    finally:
        load_parser.cache_clear()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Homs", None),
        ("The warplanes returned twice before noon and hit the market.", "en"),
        ("De piloot was laat, en het toestel was niet op tijd bij de stad of bij de markt.", "nl"),
        ("Les avions sont revenus deux fois avant midi sur le marché.", "fr"),
        ("عادت الطائرات مرتين قبل الظهر وقصفت السوق في المدينة", "ar"),
    ],
)
def test_the_language_is_told_or_left_open(text: str, code: str | None) -> None:
    assert detect_language(text) == code


def test_one_english_sentence_of_names_is_english_and_pidgin_is_not() -> None:
    short = "Russian jets bombed Rastan on 30 September 2015, killing 12 civilians, activists said."
    assert detect_language(short) == "en"
    pidgin = "Sojas don kill plenti pipol for di village, and di pipol wey dey there don run comot."
    assert detect_language(pidgin) != "en"
