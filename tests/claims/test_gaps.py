"""Names that only their position shows to be places are sought in the report's countries."""

from __future__ import annotations

import pytest

from mapper.model import Role
from tests.claims.conftest import Read


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # known in Honduras alone
        (
            "A raid hit Yamaranguila, a village in northern Syria, on Monday. "
            "The coalition has bombed Syria for a year.",
            "Yamaranguila",
        ),
        # an adjective that is a town's name in Alabama
        ("Jets of the Arab alliance bombed a depot near Hodeidah in Yemen on Monday.", "Arab"),
    ],
)
def test_no_namesake_abroad_is_struck(read: Read, text: str, name: str) -> None:
    struck = [one for one in read(text).located if one.role == Role.STRUCK]
    assert all(one.place is None for one in struck if one.mention.text == name)


def test_a_name_known_at_home_is_found_where_a_strike_says_so(read: Read) -> None:
    reading = read("Three air strikes hit the town of Saraqib in Syria on Monday.")
    places = {one.place.name for one in reading.located if one.role == Role.STRUCK and one.place}
    assert places == {"Saraqib"} or "Sarāqib" in places
