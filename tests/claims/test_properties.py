"""Whatever the text: quotes are the text's, ids are unique, and twice is the same."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mapper.claims.dates import find_dates
from mapper.datelines import find_datelines
from mapper.model import Reading

SAMPLE = """
Russian jets bombed Rastan and Homs , killing 12 civilians including five children .
" he said that none of the areas was held by ISIS either Turkey or Russia denied it on
Monday : - near 20 missiles from the US-led coalition ( 3 ) dozens who accused Israel of
"""
WORDS = st.sampled_from([*SAMPLE.split(), "\n"])
QUIET = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@QUIET
@given(st.lists(WORDS, max_size=60).map(" ".join))
def test_quotes_are_the_text_and_ids_are_unique(read: Callable[..., Reading], text: str) -> None:
    reading = read(text)
    for claim in reading.claims:
        assert text[claim.start : claim.end] == claim.quote
        assert claim.claimant and claim.rule
    assert len({claim.id for claim in reading.claims}) == len(reading.claims)
    assert read(text) == reading


@QUIET
@given(st.text(max_size=300))
def test_any_text_is_read(read: Callable[..., Reading], text: str) -> None:
    for claim in read(text).claims:
        assert text[claim.start : claim.end] == claim.quote


@given(st.text(max_size=400), st.dates(dt.date(1950, 1, 1), dt.date(2050, 1, 1)))
def test_dates_lie_in_their_text_and_in_order(text: str, published: dt.date) -> None:
    last = 0
    for mention in find_dates(text, published):
        assert last <= mention.start < mention.end <= len(text)
        last = mention.end
        when = mention.when
        assert when.start is None or (when.end is not None and when.start <= when.end)


@given(st.text(alphabet="AB (-,.)\n–:x", max_size=300))
def test_datelines_lie_in_their_text(text: str) -> None:
    for start, end in find_datelines(text):
        assert 0 <= start < end <= len(text)
