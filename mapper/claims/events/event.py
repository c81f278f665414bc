"""An event: the strike words of one clause group of one sentence.

Also decides in which clause a word stands.
"""

from __future__ import annotations

from dataclasses import dataclass, field

__all__ = ["Event"]


@dataclass(slots=True)
class Event:
    """Strike words of one clause group of one sentence."""

    sentence: int
    clause: int
    """Token of the clause's head."""
    anchor: int
    """The trigger that best stands for it."""
    triggers: list[int]
    clauses: set[int]
    weapons: list[str] = field(default_factory=list)
    attackers: list[tuple[str, ...]] = field(default_factory=list)
    """Alternatives; several entries are several attackers side by side."""
    attacker_reason: str = ""
    unknown_attacker: bool = False
    negated: bool = False
    irrealis: bool = False
    ongoing: bool = False
    talk_only: bool = False
    weak: bool = False
    """Bare passive "was hit": counts only in a report about strikes."""
    listed: bool = False
    """Told in an item of a list: its attacker is the list's."""
