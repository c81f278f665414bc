"""Whose "the military", "the defence ministry" is where the phrase itself does not say.

Who strikes an armed group speaks of it through its own ministry; who has been hit counts the dead
and the missiles shot down.
"""

from __future__ import annotations

from mapper.claims.grammar import MODIFIERS, SUBJECTS
from mapper.claims.page import Hit, Page
from mapper.claims.speakers.actors import actor_of_hit
from mapper.claims.speakers.speaker import Memory
from mapper.claims.tables import Lexicon, word_list

__all__ = ["note_state", "owner_of"]

_FORCES = frozenset(
    {
        "force", "plane", "jet", "warplane", "aircraft", "drone", "missile", "artillery",
        "helicopter", "gunship", "bomber", "rocket", "fighter", "airstrike", "bomb", "shell",
    }
)  # fmt: skip
_INSIDE = frozenset({"in", "over", "across", "inside", "near", "into", "from", "through"})
_SHOT_DOWN = frozenset({"intercept", "down", "shoot", "repel", "thwart"})


def note_state(page: Page, hit: Hit, lexicon: Lexicon, memory: Memory) -> None:
    """Remember a state that is named, and whether its forces strike."""
    last = hit.end - 1
    name = hit.entry.name
    if _strikes(page, last, lexicon):
        memory.acting = name
    if hit.entry.row["kind"] != "state":
        return
    # "12 Palestinians", "in northern Iraq": people hit and ground hit have no say
    people = hit.entry.sense == "demonym" and page.tags[last] in {"NNS", "NNPS"}
    inside = page.dep[last] == "pobj" and page.words[page.head[last]] in _INSIDE
    if memory.last_actor is None or not (people or inside):
        memory.last_actor = name


def _strikes(page: Page, token: int, lexicon: Lexicon) -> bool:
    """Whether "Israeli jets", "the Israeli strike", "Israel bombed" name who strikes."""
    lemma = page.lemmas[page.head[token]]
    if page.dep[token] in MODIFIERS:
        return lemma in _FORCES or lemma in lexicon.event_nouns
    return page.dep[token] in SUBJECTS and lemma in lexicon.event_verbs


def owner_of(page: Page, token: int, lexicon: Lexicon, memory: Memory) -> str | None:
    """Return the actor whose office speaks at a token, by what its sentence tells."""
    start, end = page.sentences[page.sentence_of[token]]
    seat = page.hit_at[start + 1] if page.words[start] == "in" else None
    if seat and seat.entry.sense == "metonym" and page.words[seat.end : seat.end + 1] == [","]:
        return seat.entry.name  # "In Paris, the ministry said"
    struck = page.states.get(memory.country or "")
    last = memory.acting or memory.last_actor
    acting = memory.acting
    if acting and (_hits_the_armed(page, start, end, acting) or _has_own_forces(page, start, end)):
        return acting
    if struck and last and struck != last and _is_told_of(page, token, end, last):
        return struck
    if acting is None:
        return memory.last_actor
    if struck and struck != memory.acting and _counts_losses(page, start, end, lexicon):
        return struck
    return memory.last_actor


def _is_told_of(page: Page, token: int, end: int, acting: str) -> bool:
    """Whether who speaks tells of an actor as of another: "the air force said Russia launched".

    Nobody calls his own jets by his country: "an army spokesman said Indian jets hit X". "The
    authorities", told of whoever struck, are those of the ground that was hit.
    """
    return page.words[token] == "authorities" or any(
        (hit := page.hit_at[at]) is not None
        and hit.entry.name == acting
        and (
            (page.dep[at] == "nsubj" and page.lemmas[page.head[at]] in _SENDING)
            or (hit.entry.sense == "demonym" and _strikes_as_told(page, at))
        )
        for at in range(token + 1, end)
    )


_SENDING = frozenset({"launch", "fire", "send", "use", "attack", "drop"})


def _strikes_as_told(page: Page, adjective: int) -> bool:
    """Whether "Indian jets", "the Indian strikes" is told, and no "Indian army said"."""
    noun = page.head[adjective]
    return page.dep[adjective] == "amod" and (
        page.lemmas[noun] in _FORCES or page.lemmas[noun] in _STRIKES
    )


_STRIKES = word_list("striking")


def _hits_the_armed(page: Page, start: int, end: int, acting: str) -> bool:
    """Whether fighters are hit in a sentence, or an armed group that does not act itself."""
    for token in range(start, end):
        hit = page.hit_at[token]
        if hit is None or hit.start != token:
            continue
        if hit.entry.table == "persons" and hit.entry.name == "militant":
            return True
        armed = hit.entry.table == "actors" and hit.entry.row["kind"] == "armed"
        if armed and hit.entry.name != acting and actor_of_hit(page, hit):
            return True
    return False


def _has_own_forces(page: Page, start: int, end: int) -> bool:
    """Whether "its planes", "its forces" stand in a sentence."""
    return any(
        page.words[token] == "its" and page.lemmas[page.head[token]] in _FORCES
        for token in range(start, end)
    )


def _counts_losses(page: Page, start: int, end: int, lexicon: Lexicon) -> bool:
    return any(
        page.words[token] in lexicon.harm or page.lemmas[token] in _SHOT_DOWN
        for token in range(start, end)
    )
