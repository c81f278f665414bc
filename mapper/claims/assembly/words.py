"""Words of stories, of harm and of civilians, shared by the rooms beside."""

from __future__ import annotations

__all__ = ["CIVILIAN", "ELSEWHERE", "FAKED", "FOOTAGE", "HARMING", "STORIES"]

STORIES = frozenset(
    {
        "report",
        "claim",
        "allegation",
        "accusation",
        "rumour",
        "rumor",
        "talk",
        "story",
        "suggestion",
        "statement",
        "account",
        "version",
        "charge",
        "assertion",
        "news",
    }
)


FOOTAGE = frozenset(
    {"footage", "video", "image", "picture", "photograph", "photo", "film", "recording", "clip"}
)
"""What shows a strike, and is called old or faked by who denies it."""


FAKED = frozenset(
    {
        "fabricate",
        "fabricated",
        "fabrication",
        "fake",
        "faked",
        "hoax",
        "stage",
        "staged",
        "doctor",
        "doctored",
        "invention",
        "fiction",
        "disinformation",
        "misinformation",
    }
)
"""What is called so never was, while "false" and "baseless" may only be said of who did it."""


ELSEWHERE = frozenset(
    {"old", "elsewhere", "another", "other", "earlier", "different", "unrelated", "previous"}
)
"""What footage is that shows some other day or place."""


CIVILIAN = frozenset({"civilian", "civilians", "residential"})


HARMING = frozenset(
    [
        "harm",
        "hurt",
        "kill",
        "injure",
        "wound",
        "hit",
        "target",
        "attack",
        "strike",
        "bomb",
        "shell",
        "endanger",
    ]
)
