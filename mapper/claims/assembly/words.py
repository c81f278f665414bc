"""Words of stories, of harm and of civilians, shared by the rooms beside."""

from __future__ import annotations

__all__ = ["CIVILIAN", "FOOTAGE", "HARMING", "STORIES"]

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
