"""Words that tell a place's role, shared by the rooms beside.

Flying, basing and launching; nouns that are of a place and not in it; kinds of wide places.
"""

from __future__ import annotations

from mapper.claims.tables import word_list
from mapper.model import PlaceKind

__all__ = ["BASED", "COARSE", "FLYING", "GATHERING", "LAUNCHING", "ORIGIN", "OUTSKIRTS", "RULING",
           "TALKS"]  # fmt: skip

OUTSKIRTS = frozenset({"outskirt", "edge", "vicinity", "approach", "side"})


FLYING = frozenset(
    {
        "fly",
        "overfly",
        "hover",
        "cross",
        "violate",
        "enter",
        "patrol",
        "clash",
        "circle",
        "pass",
        "transit",
        "penetrate",
        "airspace",
        "space",
        "sky",
        "fly over",
    }
)


BASED = frozenset(
    {
        "base",
        "deploy",
        "station",
        "locate",
        "headquarter",
        "dock",
        "build",
        "expand",
        "anchor",
    }
)


LAUNCHING = frozenset(
    {
        "launch",
        "fire",
        "take",
        "fly",
        "shoot",
        "depart",
        "originate",
        "scramble",
        "come",
        "lob",
        "attack",
        "strike",
    }
)


ORIGIN = frozenset(
    {
        "resident",
        "doctor",
        "activist",
        "official",
        "witness",
        "medic",
        "spokesman",
        "governor",
        "mayor",
        "commander",
        "journalist",
        "correspondent",
        "reporter",
        "leader",
        "bureau",
        "ministry",
        "government",
        "council",
        "authority",
        "president",
        "minister",
        "parliament",
        "chamber",
        "senate",
        "congress",
        "assembly",
        "summit",
        "meeting",
        "conference",
        "talks",
        "embassy",
    }
)


TALKS = frozenset(
    {
        "talk",
        "talks",
        "meeting",
        "round",
        "summit",
        "conference",
        "negotiation",
        "negotiations",
        "visit",
    }
    | {"briefing", "session", "ceremony", "funeral", "rally", "trial", "hearing", "interview"}
)
"""What people hold in a place where nothing fell."""


GATHERING = frozenset({"protest", "rally", "demonstration", "march", "vigil", "anger", "outrage"})
"""How people answer strikes, wherever these fell."""


COARSE = {PlaceKind.COUNTRY: 3, PlaceKind.SEA: 3, PlaceKind.ADMIN1: 2}


RULING = word_list("ruled bodies")
"""Bodies that sit in a capital and act elsewhere."""
