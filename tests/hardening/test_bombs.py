"""Small files that stand for much are refused before they are unpacked."""

from __future__ import annotations

import pytest

from mapper.errors import ReportError
from mapper.reports.documents import read_document
from tests.hardening.bombs import BOMBS, file_name, pack, pages, plain, read_apart

MEGABYTES = 1_000
TEXT = b"BT /F1 12 Tf 40 700 Td (Jets hit Karvel on page %d.) Tj ET\n"


@pytest.mark.slow
@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_takes_bounded_memory(name: str) -> None:
    """Its time is printed by `python -m tests.hardening.bombs`; here only a hang would be seen."""
    data = BOMBS[name]()
    assert len(data) <= 10_000_000
    done = read_apart(data, file_name(name))
    assert not str(done["told"]).startswith("FAULT"), done
    assert int(str(done["mb"])) < MEGABYTES, done


def test_the_measurement_would_notice() -> None:
    """A text of 600 MB in memory."""
    done = read_apart(b"%PDF-" + b"x" * 10, "a.pdf", before=lambda: bytearray(b"x" * 1_200_000_000))
    assert int(str(done["mb"])) > MEGABYTES


@pytest.mark.parametrize(
    "name", ["spaces", "spaces packed three times", "few operations on each of 500 pages",
             "pages that are not there", "pages that are all pages", "long maps"],
)  # fmt: skip
def test_a_bomb_is_refused_in_one_line(name: str) -> None:
    with pytest.raises(ReportError, match=r"'a.pdf' is a (broken PDF|PDF that unpacks)") as caught:
        read_document(BOMBS[name](), "a.pdf")
    assert "\n" not in str(caught.value)


def test_a_long_report_is_no_bomb() -> None:
    """500 pages of text, packed as they mostly are."""
    text = [b"".join(TEXT % number for _ in range(40)) for number in range(500)]
    draft = read_document(pages([pack(one) for one in text]), "a.pdf")
    assert draft.text.count("Jets hit Karvel") == 20_000
    assert "page 499" in draft.text


def test_a_form_that_is_drawn_often_is_read_each_time() -> None:
    entries = b"/Type /XObject /Subtype /Form /Resources << /Font << /F1 3 0 R >> >>"
    form = plain(TEXT % 7, entries)
    made = pages([plain(b"/F0 Do " * 30)], resources=b"/XObject << /F0 4 0 R >>", more=(form,))
    assert read_document(made, "a.pdf").text.count("page 7") == 30
