"""Claims of who did it: "X blamed Y", "X claimed responsibility", "X denied it"."""

from __future__ import annotations

import re

from mapper.claims.assembly.accused import (
    accused_in,
    answers_fostering,
    blames_for_it,
    is_of_fostering,
    party_of,
)
from mapper.claims.assembly.causes import tells_other_cause
from mapper.claims.assembly.charges import write_charge
from mapper.claims.assembly.confirming import admits_deaths, confirms_hit
from mapper.claims.assembly.contradiction import contradicts_target
from mapper.claims.assembly.denied import (
    accused_as,
    answered,
    answering,
    denies_as_accused,
    denies_deed,
    denies_harm,
    is_general_denial,
    reach_of,
    strikes_meant,
    told_by_others,
)
from mapper.claims.assembly.disowning import disowns
from mapper.claims.assembly.draft import Draft, Fact
from mapper.claims.assembly.focus import focus_at, is_of_other_ground, next_placed, places_for
from mapper.claims.assembly.happening import denies_happening, says_all_fell_short, says_unaware
from mapper.claims.assembly.voices import voices_of_frame
from mapper.claims.assembly.whereabouts import general_or_local, places_struck
from mapper.claims.assembly.writing import write_claims
from mapper.claims.attackers.assignment import has_no_aircraft
from mapper.claims.events.event import Event
from mapper.claims.grammar import is_negated
from mapper.claims.roles.spot import Spot
from mapper.claims.speech.frame import Frame, is_mutual
from mapper.model import Stance

__all__ = ["read_blame"]


def read_blame(draft: Draft, sentence: int, live: list[tuple[int, Event]]) -> None:
    """Read "X blamed Y", "X claimed responsibility", "X denied it"."""
    page = draft.page
    about = focus_at(draft, sentence)
    number = about if about is not None else draft.last_event
    number = live[0][0] if live and not _is_of_that_told(draft, sentence, live) else number
    if about is None and (number is None or not places_struck(draft, number)):
        after = next_placed(draft, sentence)
        number = number if after is None else after
    if number is None or sentence - draft.events[number].sentence > 2 + reach_of(draft):
        return
    elsewhere = not live and is_of_other_ground(draft, sentence, number)
    accused = draft.last_accused
    since = sentence - draft.events[number].sentence
    near = since <= reach_of(draft) or (accused is not None and sentence - accused[0] <= 3)
    for frame in draft.frames.by_sentence.get(sentence, ()):
        if elsewhere and not _disowns(draft, frame, number):
            continue
        if frame.mode == "accuse" and frame.accused is not None:
            if (live or blames_for_it(draft, frame)) and not is_of_fostering(page, frame):
                _accuse(draft, frame, number)
            continue
        if answers_fostering(draft, frame):
            continue
        if near and not _read_denial(draft, frame, number, sentence):
            actor = frame.speakers[0].actor if frame.speakers else None
            if confirms_hit(draft, frame) and told_by_others(draft, frame, number):
                rule = "confirms what was told before"
                _write(draft, "occurrence", number, frame, Stance.ASSERTS, rule)
            words = set(page.lemmas[frame.start : frame.end + 1])
            owns = actor is not None and (
                _owns_up(draft, frame, words, number) or _names_own_aim(draft, frame, number)
            )
            flown = has_no_aircraft(draft.events[number], (actor or "",))  # "for those attacks"
            if actor and owns and not flown and not _is_denied(draft, frame):
                _blame(draft, actor, number, frame, Stance.ASSERTS)


def _disowns(draft: Draft, frame: Frame, number: int) -> bool:
    """Whether a frame disowns a strike, and the town it names is where its forces were not."""
    actor = answering(draft, frame, answered(draft, frame, number))
    return actor is not None and disowns(draft, frame, actor)


def _is_of_that_told(draft: Draft, sentence: int, live: list[tuple[int, Event]]) -> bool:
    """Whether "X blamed Y, which it said had fired it" has no place: it is of that told before."""
    before = focus_at(draft, sentence)
    if before is None or before in {number for number, _ in live}:
        return False
    near = sentence - draft.events[before].sentence <= reach_of(draft)
    accuses = any(f.mode == "accuse" for f in draft.frames.by_sentence.get(sentence, ()))
    return near and accuses and not any(places_for(draft, number) for number, _ in live)


def _accuse(draft: Draft, frame: Frame, number: int) -> None:
    """Write down whom a frame accuses; "accused each other" is one charge from either side."""
    sentence = draft.page.sentence_of[frame.verb]
    if is_mutual(draft.page, frame):
        voices = voices_of_frame(draft, frame)
        for voice in voices:
            for other in voices:
                party = party_of(other.speaker)
                if voice != other and party:
                    rule = "accused each other"
                    write_charge(
                        draft,
                        party,
                        number,
                        frame.verb,
                        rule,
                        (voice,),
                        stance=Stance.ASSERTS,
                    )
        return
    for name in accused_in(draft, frame):
        _blame(draft, name, number, frame, Stance.ASSERTS)
        draft.note_accused(sentence, name)


def _read_denial(draft: Draft, frame: Frame, number: int, sentence: int) -> bool:
    """Read what a frame denies of the strike that it answers; whether it denies anything.

    Who is accused denies the deed, or the harm; anybody else the target, or that there was a
    strike at all.
    """
    if _denies_nothing(draft, frame):
        return False
    told = answered(draft, frame, number)
    actor = answering(draft, frame, told)
    name = accused_as(draft, told, actor, sentence) if actor else None
    if _read_no_strike(draft, frame, told, name):
        return True
    if is_general_denial(draft, frame):
        return False
    chance = tells_other_cause(draft, frame) and told_by_others(draft, frame, told)
    if actor and name is None and denies_as_accused(draft, frame, told, actor):
        _blame(draft, actor, told, frame, Stance.DENIES)
    elif name is None and contradicts_target(draft, frame, sentence):
        pass
    elif name and denies_harm(draft, frame):
        _deny(draft, "civilian_harm", told, frame)
    elif chance and name is None:
        _deny(draft, "occurrence", told, frame)
    elif chance or (actor and denies_deed(draft, frame, told, sentence, actor)):
        for each in strikes_meant(draft, frame, told):
            _blame(draft, name or actor or "", each, frame, Stance.DENIES)
        if name:
            contradicts_target(draft, frame, sentence, anyhow=chance)
    else:
        return False
    return True


def _denies_nothing(draft: Draft, frame: Frame) -> bool:
    """Whether "neither confirmed nor denied it", "did not deny it" is said."""
    page, verb = draft.page, frame.verb
    withheld = is_negated(page, verb) or page.words[verb - 1] == "nor"
    return frame.mode == "deny" and withheld


def _read_no_strike(draft: Draft, frame: Frame, number: int, accused: str | None) -> bool:
    """Read a frame that answers what others told of a strike with the words that there was none."""
    if not frame.speakers or not told_by_others(draft, frame, number):
        return False
    if says_unaware(draft, frame):
        _write(draft, "occurrence", number, frame, Stance.DOUBTS, "heard of no such strike")
        return True
    fell_short = accused is None and says_all_fell_short(draft, frame, number)
    if not (fell_short or denies_happening(draft, frame)):
        return False
    _deny(draft, "occurrence", number, frame)
    if accused:
        _blame(draft, accused, number, frame, Stance.DENIES)
    return True


def _owns_up(draft: Draft, frame: Frame, words: set[str], number: int) -> bool:
    """Whether "claimed responsibility", "acknowledged the raid", "was behind the attack"."""
    page = draft.page
    lemma = page.lemmas[frame.verb]
    if admits_deaths(draft, frame):
        named = {name for group in draft.events[number].attackers for name in group}
        return frame.speakers[0].actor in named
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
    actor = frame.speakers[0].actor
    attackers = draft.events[number].attackers
    it = not told and any(
        page.words[at] == "it" or (page.words[at] == "one" and page.dep[at] == "dobj")
        for at in page.children[frame.verb]
    )
    if lemma not in _OWNING or not (told or it):
        return False
    if attackers or it:
        # "Israeli jets bombed a house. Israel announced it"
        return any(actor in group for group in attackers)
    accused = draft.last_accused is not None and draft.last_accused[1] == actor
    return accused or _may_strike_there(draft, actor, number, lemma)


def _names_own_aim(draft: Draft, frame: Frame, number: int) -> bool:
    """Whether "said that its target had been a depot" owns up to a strike that others told of."""
    page = draft.page
    row = draft.lexicon.actors.get(frame.speakers[0].actor or "")
    return (
        row is not None
        and frame.mode == "assert"
        and not draft.events[number].attackers
        and told_by_others(draft, frame, number)
        and any(
            page.lemmas[at] in {"target", "aim", "objective"}
            and any(page.words[child] in {"its", "our"} for child in page.children[at])
            and page.lemmas[page.head[at]] == "be"
            for at in range(frame.start, frame.end + 1)
        )
    )


_BEHIND = re.compile(
    r"\b(?:it|they|he|we|forces|military|army) (?:was|were|had been) (?:behind|responsible for)\b"
    r"|\b(?:it|they|we|forces) (?:had )?carried out the\b",
    re.IGNORECASE,
)


_OWNING = frozenset({"confirm", "acknowledge", "admit", "announce", "claim"})


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
    _write(draft, attribute, number, frame, Stance.DENIES, "denial of what was told before")


def _write(
    draft: Draft, attribute: str, number: int, frame: Frame, stance: Stance, rule: str
) -> None:
    _, fine = general_or_local(_named_in(draft, frame, number) or places_for(draft, number))
    write_claims(
        draft,
        Fact(
            attribute,
            True,
            frame.verb,
            rule,
            event=number,
            spots=fine,
            general=not fine,
            voices=voices_of_frame(draft, frame),
            stance=stance,
        ),
    )


def _named_in(draft: Draft, frame: Frame, number: int) -> tuple[Spot, ...]:
    """Return those of a strike's places that a frame names: "denied the attack on X"."""
    names = {
        spot.place.id
        for spot in draft.spots_in.get(draft.page.sentence_of[frame.verb], ())
        if spot.place and frame.verb < spot.start <= frame.end
    }
    told = places_for(draft, number)
    return tuple(spot for spot in told if spot.place and spot.place.id in names)


def _blame(draft: Draft, actor: str, number: int, frame: Frame, stance: Stance) -> None:
    rule = "blame, claim or denial of responsibility"
    voices = voices_of_frame(draft, frame)
    spots = _named_in(draft, frame, number)
    write_charge(draft, actor, number, frame.verb, rule, voices, stance=stance, spots=spots)
