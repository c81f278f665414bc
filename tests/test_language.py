"""Parsing keeps offsets true, whatever the text's length and characters."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mapper import language
from mapper.errors import MapperError
from mapper.language import detect_language, load_parser, parse_text, recognize_names


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
    monkeypatch.setattr(language, "MAX_PIECE", 300)
    doc = parse_text(text)
    found = [ent for ent in doc.ents if ent.text == "Damascus"]
    assert len(found) >= 35
    assert all(text[ent.start_char : ent.end_char] == "Damascus" for ent in found)


def test_a_text_without_any_break_is_still_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language, "MAX_PIECE", 100)
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
        ("Les avions sont revenus deux fois avant midi sur le marché.", "fr"),
        ("عادت الطائرات مرتين قبل الظهر وقصفت السوق في المدينة", "ar"),
    ],
)
def test_the_language_is_told_or_left_open(text: str, code: str | None) -> None:
    assert detect_language(text) == code
