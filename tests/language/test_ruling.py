"""The ruler that remembers gives what the model's own ruler gives."""

from __future__ import annotations

from typing import Any

import spacy

from mapper.language.loading import _choose_model
from mapper.language.ruling import remember_rules
from tests.language.texts import read_paragraphs

SET = ["TAG", "POS", "MORPH", "DEP", "LEMMA", "HEAD", "SENT_START"]


def test_parts_of_speech_forms_and_lemmas_are_those_of_the_model() -> None:
    plain = spacy.load(_choose_model(), exclude=["ner"])
    theirs: Any = plain.get_pipe("attribute_ruler")
    texts = read_paragraphs()
    tagged = list(plain.pipe(texts, disable=["attribute_ruler", "lemmatizer"]))
    copies = [doc.copy() for doc in tagged]
    remember_rules(plain)
    ours: Any = plain.get_pipe("attribute_ruler")
    assert type(ours) is not type(theirs)
    lemmas: Any = plain.get_pipe("lemmatizer")
    phrases = 0
    for doc, copy in zip(tagged, copies, strict=True):
        phrases += bool(ours._find_phrases(doc))
        expected = lemmas(theirs(doc)).to_array(SET)
        assert (lemmas(ours(copy)).to_array(SET) == expected).all()
    assert phrases > 3


def test_a_pattern_that_looks_at_more_than_can_be_remembered_keeps_the_ruler() -> None:
    parser = spacy.blank("en")
    ruler: Any = parser.add_pipe("attribute_ruler")
    ruler.add([[{"SHAPE": "Xxxx"}]], {"POS": "PROPN"})
    remember_rules(parser)
    assert parser.get_pipe("attribute_ruler") is ruler
    assert parser("Homs")[0].pos_ == "PROPN"


def test_a_pipeline_without_a_ruler_stays_as_it_is() -> None:
    parser = spacy.blank("en")
    remember_rules(parser)
    assert parser.pipe_names == []
