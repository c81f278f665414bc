"""Who can speak: a claimant with its name and kind, and the memory of those who spoke.

The memory settles later pronouns, surnames and "the ministry" to those met before them.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field

from mapper.claims.page import Page

__all__ = ["Memory", "Speaker"]


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who says something, before anybody asks relative to whom."""

    name: str
    kind: str
    """official, office, military, health, local, fighter, expert, monitor, media, person …"""
    actor: str | None = None
    person: bool = False
    place_token: int | None = None
    """Where a local witness is from: "a resident of X"."""


@dataclass(slots=True)
class Memory:
    """What a reader remembers of a report while reading on."""

    publisher: Speaker
    last: Speaker | None = None
    last_person: Speaker | None = None
    last_group: Speaker | None = None
    people: dict[str, Speaker] = field(default_factory=dict)
    """Full name -> speaker, for surnames further on."""
    by_noun: dict[str, Speaker] = field(default_factory=dict)
    """"activists" -> the "Syrian opposition activists" named before."""
    last_actor: str | None = None
    mentioned: tuple[int, Speaker] | None = None
    """Sentence and person last named or heard."""
    full_names: dict[int, str] = field(default_factory=dict)
    """Token at which a full name ends -> the name."""
    coalition: str | None = None
    """Whom "the coalition" means here."""
    army: Speaker | None = None
    """Whom "an army spokesman" means where the army is a party of its own."""
    topic: str | None = None
    """The actor that "its" means: the last to speak or to be a sentence's subject."""
    posts: list[tuple[int, str, Speaker]] = field(default_factory=list)
    """Token, noun and holder of every post told of: "the governor, X"."""
    quoted: frozenset[int] = frozenset()
    """Tokens between quotation marks."""
    short_names: dict[str, int] = field(default_factory=dict)
    """"EHRC" -> the last token of the full name before "(EHRC)"."""
    accused: tuple[int, Speaker] | None = None
    """Sentence and body that somebody accused last: "it denied that" is its answer."""
    subject: tuple[int, Speaker] | None = None
    """Sentence and body that was a sentence's subject last, speaking or not: "it"."""
    undefined: tuple[int, Speaker] | None = None
    """Sentence and holder of a post who spoke without a name: "a spokesman for X"."""
    named_later: dict[Speaker, Speaker] = field(default_factory=dict)
    """Who spoke first without a name -> the person or body that a later sentence names."""
    acting: str | None = None
    """The actor whose forces were last told to strike."""
    country: str | None = None
    """The country that the report's places lie in."""
    grounds: list[tuple[int, str]] = field(default_factory=list)
    """Token and country of every place that is named, in reading order."""

    def country_at(self, page: Page, token: int) -> str | None:
        """Return the country of the place named last before a token, else the report's."""
        number = bisect_left(self.grounds, (token, "")) - 1
        if number >= 0:
            at, country = self.grounds[number]
            if page.sentence_of[token] - page.sentence_of[at] <= 1:
                return country
        return self.country

    def note(self, speaker: Speaker) -> None:
        """Remember who spoke last."""
        self.last = speaker
        self.topic = speaker.actor or self.topic
        if speaker.person:
            self.last_person = speaker
        else:
            self.last_group = speaker

    def note_group(self, speaker: Speaker) -> None:
        """Remember whom "the group" means from here on."""
        for noun in ("group", "movement", "organisation", "organization"):
            self.by_noun[noun] = speaker

    def holder_of(self, noun: str, token: int) -> Speaker | None:
        """Return the person of a post named last before a token: "the minister"."""
        before = [holder for at, post, holder in self.posts if post == noun and at < token]
        return before[-1] if before else None

    def later_holder(self, page: Page, noun: str, token: int) -> Speaker | None:
        """Return the only person of a post, named as "the minister, X" soon after a token."""
        holders = {holder for _, post, holder in self.posts if post == noun}
        if len(holders) != 1:
            return None
        return next(
            (
                holder
                for at, post, holder in self.posts
                if post == noun
                and at > token
                and page.words[at - 1] == "the"
                and page.words[at + 1 : at + 2] == [","]
                and page.sentence_of[at] - page.sentence_of[token] <= 3
            ),
            None,
        )
