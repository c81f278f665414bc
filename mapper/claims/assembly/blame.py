"""Claims of who did it: "X blamed Y", "X claimed responsibility", "X denied it"."""

from __future__ import annotations

import re

from mapper.claims.assembly.accused import accused_in, accuses_each_other, blames_for_it
from mapper.claims.assembly.causes import tells_other_cause
from mapper.claims.assembly.charges import write_charge
from mapper.claims.assembly.contradiction import contradicts_target
from mapper.claims.assembly.denied import (
    accused_as,
    answered,
    denies_as_accused,
    denies_deed,
    denies_harm,
    is_general_denial,
    strikes_meant,
    told_by_others,
)
from mapper.claims.assembly.draft import Draft, Fact
from mapper.claims.assembly.happening import denies_happening, says_all_fell_short
from mapper.claims.assembly.voices import voices_of_frame
from mapper.claims.assembly.whereabouts import (
    general_or_local,
    next_placed,
    places_for,
    places_struck,
)
from mapper.claims.assembly.writing import write_claims
from mapper.claims.events.event import Event
from mapper.claims.grammar import is_negated
from mapper.claims.speech.frame import Frame
from mapper.model import Stance

__all__ = ["read_blame"]


def read_blame(draft: Draft, sentence: int, live: list[tuple[int, Event]]) -> None:
    """Read "X blamed Y", "X claimed responsibility", "X denied it"."""
    page = draft.page
    number = draft.last_placed if draft.last_placed is not None else draft.last_event
    number = live[0][0] if live else number
    if draft.last_placed is None and (number is None or not places_struck(draft, number)):
        after = next_placed(draft, sentence)
        number = number if after is None else after
    if number is None or sentence - draft.events[number].sentence > 8:
        return
    accused = draft.last_accused
    since = sentence - draft.events[number].sentence
    near = since <= _BACK or (accused is not None and sentence - accused[0] <= 3)
    for frame in draft.frames.by_sentence.get(sentence, ()):
        if frame.mode == "accuse" and frame.accused is not None:
            if live or blames_for_it(draft, frame):
                _accuse(draft, frame, number)
            continue
        if near and not _read_denial(draft, frame, number, sentence):
            actor = frame.speakers[0].actor if frame.speakers else None
            words = set(page.lemmas[frame.start : frame.end + 1])
            if actor and _owns_up(draft, frame, words, number) and not _is_denied(draft, frame):
                _blame(draft, actor, number, frame, Stance.ASSERTS)


def _accuse(draft: Draft, frame: Frame, number: int) -> None:
    """Write down whom a frame accuses; "accused each other" is one charge from either side."""
    sentence = draft.page.sentence_of[frame.verb]
    if accuses_each_other(draft, frame):
        voices = voices_of_frame(draft, frame)
        for voice in voices:
            for other in voices:
                if voice != other and other.speaker.actor:
                    rule = "accused each other"
                    write_charge(
                        draft,
                        other.speaker.actor,
                        number,
                        frame.verb,
                        rule,
                        (voice,),
                        stance=Stance.ASSERTS,
                    )
        return
    for name in accused_in(draft, frame):
        _blame(draft, name, number, frame, Stance.ASSERTS)
        draft.last_accused = (sentence, name)


_BACK = 6
"""Sentences after a strike in which who denies it may still mean that one."""


def _read_denial(draft: Draft, frame: Frame, number: int, sentence: int) -> bool:
    """Read what a frame denies of the strike that it answers; whether it denies anything.

    Who is accused denies the deed, or the harm; anybody else the target, or that there was a
    strike at all.
    """
    actor = frame.speakers[0].actor if frame.speakers else None
    told = answered(draft, frame, number)
    name = accused_as(draft, told, actor, sentence) if actor else None
    if _denies_strike(draft, frame, told, accused=name is not None):
        _deny(draft, "occurrence", told, frame)
        if name:
            _blame(draft, name, told, frame, Stance.DENIES)
        return True
    if is_general_denial(draft, frame):
        return False
    if actor and name is None and denies_as_accused(draft, frame, told):
        _blame(draft, actor, told, frame, Stance.DENIES)
        return True
    if name is None and contradicts_target(draft, frame, sentence):
        return True
    if name and denies_harm(draft, frame):
        _deny(draft, "civilian_harm", told, frame)
        return True
    chance = tells_other_cause(draft, frame) and told_by_others(draft, frame, told)
    if chance and name is None:
        _deny(draft, "occurrence", told, frame)
    elif chance or (actor and denies_deed(draft, frame, told, sentence)):
        for each in strikes_meant(draft, frame, told):
            _blame(draft, name or actor or "", each, frame, Stance.DENIES)
        if name:
            contradicts_target(draft, frame, sentence, anyhow=chance)
    else:
        return False
    return True


def _denies_strike(draft: Draft, frame: Frame, number: int, *, accused: bool) -> bool:
    """Whether a frame answers what others told of a strike with the words that there was none."""
    if not frame.speakers or not told_by_others(draft, frame, number):
        return False
    fell_short = not accused and says_all_fell_short(draft, frame, number)
    return fell_short or denies_happening(draft, frame)


def _owns_up(draft: Draft, frame: Frame, words: set[str], number: int) -> bool:
    """Whether "claimed responsibility", "acknowledged the raid", "was behind the attack"."""
    page = draft.page
    lemma = page.lemmas[frame.verb]
    if "responsibility" in words:
        return lemma in {"claim", "take", "accept", "assume", "admit", "acknowledge", "own"}
    event_nouns = set(draft.lexicon.event_nouns)
    text = page.span_text(frame.start, frame.end + 1)
    if frame.mode == "assert" and words & event_nouns and _BEHIND.search(text):
        return True
    told = [
        child
        for child in page.children[frame.verb]
        if page.dep[child] == "dobj" and page.lemmas[child] in event_nouns
    ]
    if lemma not in {"confirm", "acknowledge", "admit"} or not told:
        return False
    actor = frame.speakers[0].actor
    attackers = draft.events[number].attackers
    if attackers:
        return any(actor in group for group in attackers)
    accused = draft.last_accused is not None and draft.last_accused[1] == actor
    return accused or _may_strike_there(draft, actor, number, lemma)


_BEHIND = re.compile(
    r"\b(?:it|they|he|we|forces|military|army) (?:was|were|had been) (?:behind|responsible for)\b"
    r"|\b(?:it|they|we|forces) (?:had )?carried out the\b",
    re.IGNORECASE,
)


def _may_strike_there(draft: Draft, actor: str | None, number: int, lemma: str) -> bool:
    """Whether who confirms a raid is one that bombs there, and not the side that was bombed."""
    row = draft.lexicon.actors.get(actor or "")
    places = (spot.place for spot in places_struck(draft, number))
    at_home = bool(row and row["country"] in {place.country for place in places if place})
    return row is not None and (row["kind"] == "coalition" or lemma != "confirm" or not at_home)


def _is_denied(draft: Draft, frame: Frame) -> bool:
    return is_negated(draft.page, frame.verb)


def _deny(draft: Draft, attribute: str, number: int, frame: Frame) -> None:
    """Deny that civilians were harmed, or that anything fell there, of the strike told before."""
    _, fine = general_or_local(places_for(draft, number))
    write_claims(
        draft,
        Fact(
            attribute,
            True,
            frame.verb,
            "denial of what was told before",
            event=number,
            spots=fine,
            general=not fine,
            voices=voices_of_frame(draft, frame),
            stance=Stance.DENIES,
        ),
    )


def _blame(draft: Draft, actor: str, number: int, frame: Frame, stance: Stance) -> None:
    rule = "blame, claim or denial of responsibility"
    voices = voices_of_frame(draft, frame)
    write_charge(draft, actor, number, frame.verb, rule, voices, stance=stance)
