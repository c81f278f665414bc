"""Copies are found whatever was changed about them, and different reports are not copies."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from mapper.archive.duplicates import Copies, fingerprint

WORDS = ("jets", "hit", "market", "river", "town", "bridge", "monitor", "said", "people", "house")


def story(seed: int, length: int = 300) -> str:
    draw = random.Random(seed)
    return " ".join(draw.choice(WORDS) + str(draw.randrange(40)) for _ in range(length))


def test_a_reprint_with_another_first_line_joins_the_first_printing() -> None:
    copies = Copies()
    assert copies.add(fingerprint(story(1))) == 0
    assert copies.add(fingerprint(story(2))) == 1
    assert copies.add(fingerprint("By our own correspondent\n" + story(1))) == 0
    assert copies.add(fingerprint(story(1).upper())) == 0
    assert copies.add(fingerprint(story(2) + " (Agency)")) == 1


def test_different_stories_are_not_copies() -> None:
    copies = Copies()
    assert [copies.add(fingerprint(story(seed))) for seed in range(300)] == list(range(300))


@given(st.text())
def test_any_text_has_a_fingerprint_that_never_changes(text: str) -> None:
    assert fingerprint(text) == fingerprint(text)
    assert len(fingerprint(text)) == 64 * 8


def test_the_fingerprint_is_the_same_on_every_machine() -> None:
    assert fingerprint("Jets hit the village of Karvel, a monitor said.").startswith(
        "84f5b31f20ab1a4cb4ccf74068d8c42f"
    )
