"""The draft of one report's claims: what is read so far, and what the next sentence may point to.

A fact is what is claimed before it is known who says it; a voice is one who says it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from mapper.claims.dates import Dated, DateMention
from mapper.claims.events.event import Event
from mapper.claims.page import Page
from mapper.claims.quantities import Quantity
from mapper.claims.roles.spot import Spot
from mapper.claims.speakers.speaker import Memory, Speaker
from mapper.claims.speech.frame import Frames
from mapper.claims.tables import Lexicon
from mapper.claims.targets.aim import Aim
from mapper.model import Claim, Report, Stance, Value

__all__ = ["Draft", "Fact", "Voice"]


@dataclass(frozen=True, slots=True)
class Voice:
    """One claimant for one fact, with the manner of saying."""

    speaker: Speaker
    mode: str
    via: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """What is claimed, before it is known who says it."""

    attribute: str
    value: Value
    token: int
    rule: str
    negated: bool = False
    quantity: Quantity | None = None
    detail: str | None = None
    hedged: bool = False
    event: int | None = None
    spots: tuple[Spot, ...] = ()
    general: bool = False
    joint: bool = False
    voices: tuple[Voice, ...] = ()
    stance: Stance | None = None
    attackers: tuple[str, ...] | None = None


@dataclass(slots=True)
class Draft:
    """Everything read of one report, on the way to claims."""

    report: Report
    page: Page
    lexicon: Lexicon
    memory: Memory
    frames: Frames
    events: list[Event]
    spots: list[Spot]
    whens: list[Dated]
    country: str | None
    claims: dict[str, Claim] = field(default_factory=dict)
    heard: dict[str, Speaker] = field(default_factory=dict)
    """Claim id -> who made it: a name alone does not tell whose side somebody is on."""
    last_event: int | None = None
    last_placed: int | None = None
    told: list[tuple[int, int]] = field(default_factory=list)
    """Sentence and number of every strike told, in the order of telling, or come back to."""
    ahead: int | None = None
    """The strike that the lead is about, before any was told."""
    last_figures: dict[str, Value] = field(default_factory=dict)
    last_country: Spot | None = None
    spots_of: dict[int, list[Spot]] = field(default_factory=dict)
    """Event -> its mentions."""
    spots_in: dict[int, list[Spot]] = field(default_factory=dict)
    """Sentence -> its mentions."""
    struck_ids: set[str] = field(default_factory=set)
    """Keys of the places below country level that the report tells were struck."""
    struck_words: dict[str, str] = field(default_factory=dict)
    """The last word of each name of these, and its key."""
    figure_events: dict[str, int] = field(default_factory=dict)
    """Attribute -> the event that its last figure was about."""
    last_casualty: tuple[int, str, int, int] | None = None
    """Sentence, attribute, event and token of the dead or wounded counted last, parts left out."""
    last_total: int | None = None
    """Sentence that last told the totals of a war."""
    last_accused: tuple[int, str] | None = None
    accused: dict[str, int] = field(default_factory=dict)
    """Whom others lay a strike to -> the sentence in which they last did."""
    last_target: tuple[int, Aim, tuple[Spot, ...]] | None = None
    """Sentence, target and places of what was told last, for "that was dismissed"."""
    dates: dict[int, list[tuple[int, DateMention]]] = field(default_factory=dict)
    """Sentence -> its words of time, with their tokens."""
    anaphors: dict[int, tuple[Spot, ...]] = field(default_factory=dict)
    """Event -> places that it points back to."""

    def note_accused(self, sentence: int, name: str) -> None:
        """Remember whom somebody accuses, who may answer a few sentences on."""
        self.last_accused = (sentence, name)
        self.accused[name] = sentence
