"""Words of stories, of harm and of civilians, shared by the rooms beside."""

from __future__ import annotations

__all__ = ["CIVILIAN", "HARMING", "STORIES"]

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
