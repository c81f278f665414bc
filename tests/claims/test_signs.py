"""A text that is passed over by its letters alone has no word that tells a strike."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mapper.claims import find_strike_words, may_hold_trigger
from mapper.claims.tables import load_lexicon
from mapper.gate import split_sentences
from mapper.language import parse_text, parse_texts
from mapper.reports import read_reports

ROOT = Path(__file__).resolve().parents[2]
AROUND = (
    "The army",
    "said that",
    "hit",
    "the village",
    "on Monday",
    "killing",
    "destroyed",
    ", ",
    ".",
)


def test_no_sentence_that_tells_a_strike_is_passed_over() -> None:
    folders = [ROOT / "seeds", *sorted((ROOT / "tests" / "dispatches").glob("dev*"))]
    reports, _ = read_reports(folders)
    sentences = [
        report.text[start:end] for report in reports for start, end in split_sentences(report.text)
    ]
    chosen = random.Random(4).sample(sentences, 400)
    passed = list(map(may_hold_trigger, chosen))
    docs = parse_texts(chosen, names=False)
    told = [bool(find_strike_words(doc, text)) for doc, text in zip(docs, chosen, strict=True)]
    assert [
        text for text, may, tells in zip(chosen, passed, told, strict=True) if tells > may
    ] == []
    assert sum(told) > 60
    assert passed.count(False) > 100


WORDS = sorted(
    {" ".join(form) for options in load_lexicon().phrases.values() for form, _ in options}
    | set(load_lexicon().event_verbs)
    | set(load_lexicon().event_nouns)
    | {"Su-25s", "F16", "FAB-500", "shelled", "strafing", "rocketed", "bombardments"}
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS) | st.sampled_from(AROUND), min_size=1, max_size=12))
def test_words_of_the_tables_in_any_order_are_passed_over_only_if_they_tell_nothing(
    words: list[str],
) -> None:
    text = " ".join(words)
    assert may_hold_trigger(text) or not find_strike_words(parse_text(text), text)


@pytest.mark.parametrize(
    "text", ["Two Su\u201125s flew low.", "A\u00ad10s came.", "They SHELLED it.", "F-16 jets"]
)
def test_what_is_no_plain_letter_hides_nothing(text: str) -> None:
    assert may_hold_trigger(text)


def test_news_of_other_things_is_passed_over() -> None:
    assert not may_hold_trigger("The army attacked the plan; a hit song was launched in Syria.")
    assert not may_hold_trigger("The army printed the plan on A5 paper, with a 2 per cent rise.")
