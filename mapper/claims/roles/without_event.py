"""The role of a place that belongs to no event, or that is none.

Flown over, based at or spoken at; "the governor of X" names no place of anything.
"""

from __future__ import annotations

from mapper.claims.events.event import Event
from mapper.claims.page import Page
from mapper.claims.roles.spot import Spot
from mapper.claims.roles.words import BASED, FLYING, LAUNCHING, ORIGIN
from mapper.claims.speech.frame import Frames
from mapper.model import Role

__all__ = ["is_where_one_spoke", "owns_what_is_no_place", "role_without_event"]

_BASES = frozenset({"base", "airbase", "airfield", "airport", "port", "airstrip"})


_TALKING = frozenset(
    {
        "talks",
        "summit",
        "meeting",
        "conference",
        "parliament",
        "speech",
        "embassy",
        "spokesman",
        "spokeswoman",
        "capital",
    }
)


_STATE_NOUNS = frozenset(
    [
        "ally",
        "partner",
        "friend",
        "foe",
        "enemy",
        "rival",
        "force",
        "troop",
        "army",
        "military",
        "soldier",
        "general",
        "envoy",
        "ambassador",
        "diplomat",
        "proxy",
        "client",
        "backer",
        "supporter",
        "campaign",
        "intervention",
        "aim",
        "goal",
        "claim",
        "count",
        "figure",
        "tally",
        "toll",
        "reckoning",
        "estimate",
        "statement",
        "denial",
        "account",
        "version",
        "policy",
        "decision",
        "role",
        "help",
        "support",
        "aid",
        "warning",
        "order",
        "invasion",
        "protege",
        "man",
        "jet",
        "plane",
        "warplane",
        "aircraft",
        "drone",
    ]
)
"""What a capital has when it stands for its state and not for the city."""


def is_where_one_spoke(
    page: Page,
    spot: Spot,
    path: list[int],
    clause: int,
    frames: Frames,
    events: list[Event],
    number: int | None,
) -> bool:
    """Whether "told lawmakers in X that …" says where somebody spoke, whatever he spoke of."""
    if number is None or not path or page.words[path[0]] not in {"in", "at", "near"}:
        return False
    verb = next((token for token in (*path, clause) if token in frames.verbs), None)
    triggers = set(events[number].triggers)
    if verb is None or verb in triggers or any(token in triggers for token in path):
        return False
    # between the verb of saying and the place nothing is told yet
    return verb < spot.start and not any(verb < trigger < spot.start for trigger in triggers)


def owns_what_is_no_place(page: Page, spot: Spot) -> bool:
    """Whether a capital stands for its state: "Moscow's ally", "Kyiv's partners"."""
    hit = page.hit_at[spot.root]
    if page.dep[spot.root] != "poss" or hit is None or hit.entry.sense != "metonym":
        return False
    noun = page.head[spot.root]
    return page.lemmas[noun] in _STATE_NOUNS or (
        page.pos[noun] == "NOUN" and page.lemmas[noun] in ORIGIN
    )


def role_without_event(
    page: Page, path: list[int], clause: int, lemmas: set[str], words: set[str]
) -> Role:
    """Return what a place of no event is, by the words above it."""
    if ("over" in words and lemmas & FLYING) or lemmas & {"overfly", "airspace"}:
        return Role.FLOWN_OVER
    if lemmas & BASED or lemmas & _BASES:
        return Role.BASED_AT
    if "from" in words and lemmas & LAUNCHING:
        return Role.LAUNCHED_FROM
    if lemmas & _TALKING:
        return Role.SPOKEN_AT
    return Role.OTHER
