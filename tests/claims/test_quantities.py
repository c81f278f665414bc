"""Numbers of any make: each lies in its text, and its ends are in order."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mapper.claims.page import make_page
from mapper.claims.quantities import find_quantities
from mapper.claims.tables import load_lexicon
from mapper.language import parse_text

FIGURES = st.one_of(
    st.integers(0, 10**12).map(str),
    st.integers(0, 10**9).map("{:,}".format),
    st.floats(0, 1e9).map("{:.1f}".format),
    st.text(alphabet="0123456789,.-–½٣²", min_size=1, max_size=12),
)
WORDS = st.sampled_from(
    [
        *load_lexicon().numbers,
        *("dozen", "hundred", "thousand", "million", "dozens", "tens", "of", "thousands", "people"),
        *("at", "least", "most", "no", "fewer", "more", "than", "over", "up", "to", "as", "many"),
        *("between", "and", "or", "from", "-", "–", "rose", "killed", "May", "Sept.", "in", "$"),
        *("%", "km", "twenty-one", "forty", "ninety-five", ",", "."),
    ]
)


@given(st.lists(st.one_of(FIGURES, WORDS), max_size=25).map(" ".join))
def test_any_row_of_numbers_is_read_left_to_right(text: str) -> None:
    lexicon = load_lexicon()
    page = make_page(parse_text(text), text, lexicon)
    end = 0
    for one in find_quantities(page, lexicon, 0, len(page)):
        assert end <= one.start < one.end <= len(page)
        end = one.end
        assert (one.low is None) == (one.high is None) == isinstance(one.value, str)
        if one.low is not None and one.high is not None:
            assert 0 <= one.low <= one.high
            assert one.value == one.low
        assert not (one.at_least and one.at_most)
