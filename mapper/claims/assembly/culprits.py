"""Who is said to have done it, in words that are no blame: "was behind it", "was the work of X".

Whoever says so of his own side owns up to the strike.
"""

from __future__ import annotations

from mapper.claims.assembly.charges import write_charge
from mapper.claims.assembly.denied import reach_of
from mapper.claims.assembly.draft import Draft
from mapper.claims.assembly.focus import focus_at
from mapper.claims.assembly.voices import voices_of_frame
from mapper.claims.assembly.whereabouts import places_struck
from mapper.claims.attackers.phrases import actor_at
from mapper.claims.events.event import Event
from mapper.claims.grammar import SUBJECTS, is_negated
from mapper.claims.page import Page
from mapper.claims.speech.frame import Frame
from mapper.model import Stance

__all__ = ["read_culprits"]

_WORK = frozenset({"work", "doing", "handiwork"})
_GUILTY = frozenset({"behind", "responsible", "guilty", "culpable"})
_BARE = frozenset({"army", "regime"})
"""Words that do not tell by themselves whose they are."""
_SELF = frozenset({"it", "we", "they"})


def read_culprits(draft: Draft, sentence: int, live: list[tuple[int, Event]]) -> None:
    """Read "X said that Y was behind it", "that it was the work of Y", "that it was Y's jet"."""
    number = _event_meant(draft, sentence, live)
    if number is None:
        return
    far = abs(sentence - draft.events[number].sentence) > 2
    known = {name for group in draft.events[number].attackers for name in group}
    for frame in draft.frames.by_sentence.get(sentence, ()):
        if frame.mode not in {"assert", "hedge"} or not frame.speakers:
            continue
        for token in range(frame.start, frame.end + 1):
            told = _culprit_at(draft, frame, token)
            # some sentences on, "behind it" of somebody else is about something else
            if told and not (far and known and told[0] not in known):
                name, negated = told
                _write(draft, frame, token, number, name, negated)


def _event_meant(draft: Draft, sentence: int, live: list[tuple[int, Event]]) -> int | None:
    if live:
        return live[0][0]
    about = focus_at(draft, sentence)
    number = about if about is not None else draft.last_event
    if number is None:
        # the lead may own up to what the next sentence tells, or one further on of the same town
        away = draft.events[0].sentence - sentence
        named = {spot.key for spot in draft.spots_in.get(sentence, ())}
        same = away <= _LEAD and any(spot.key in named for spot in places_struck(draft, 0))
        number = 0 if away <= 2 or same else None
    if number is None or abs(sentence - draft.events[number].sentence) > reach_of(draft):
        return None
    return number


_LEAD = 5
"""Sentences from the lead on in which the strike of its town may be told."""


def _culprit_at(draft: Draft, frame: Frame, token: int) -> tuple[str, bool] | None:
    """Return the actor that a verb of being or doing at a token makes the culprit."""
    page = draft.page
    if page.pos[token] not in {"VERB", "AUX"}:
        return None
    subject = next((c for c in page.children[token] if page.dep[c] in SUBJECTS), None)
    if subject is None or page.lemmas[page.head[token]] in _SEEMING:
        return None  # "to make it look as if X was guilty"
    name: str | None = None
    if page.lemmas[token] == "be":
        if _is_behind(page, token):
            name = _actor_meant(draft, frame, subject)
        else:
            attribute = next((c for c in page.children[token] if page.dep[c] == "attr"), None)
            name = None if attribute is None else _doer(draft, subject, attribute)
    elif page.lemmas[token] == "do" and _does_it(page, token):
        name = _actor_meant(draft, frame, subject)
    return (name, is_negated(page, token)) if name else None


_SEEMING = frozenset({"look", "seem", "appear"})


def _is_behind(page: Page, verb: int) -> bool:
    return any(
        (page.words[child] in _GUILTY and page.dep[child] in {"prep", "acomp", "advmod"})
        or (page.words[child] == "blame" and page.dep[child] == "xcomp")
        or page.words[child : child + 2] == ["at", "fault"]
        for child in page.children[verb]
    )


def _does_it(page: Page, verb: int) -> bool:
    return any(
        page.dep[child] == "dobj" and page.words[child] in {"it", "this"}
        for child in page.children[verb]
    )


def _doer(draft: Draft, subject: int, attribute: int) -> str | None:
    """Return the actor of "it was the work of X", "it was an X drone", "it was X's"."""
    page = draft.page
    work = page.lemmas[attribute] in _WORK
    weapon = page.hit_at[attribute]
    armed = weapon is not None and weapon.entry.table == "weapons"
    strike = page.lemmas[subject] in draft.lexicon.event_nouns or page.words[subject] == "it"
    owned = page.words[attribute + 1 : attribute + 2] == ["'s"]
    if not strike or not (work or armed or owned or _who_did(draft, subject, attribute)):
        return None
    return _actor_in(draft, page.left[attribute], min(page.right[attribute], attribute + 8))


def _who_did(draft: Draft, subject: int, attribute: int) -> bool:
    """Whether "it was the army of X that had fired" is told."""
    page = draft.page
    verbs = {page.lemmas[at] for at in page.children[page.head[attribute]]} | {
        page.lemmas[at] for at in page.children[attribute] if page.dep[at] == "relcl"
    }
    struck = {"fire", "shell", "bomb", "strike", "attack", "launch", "hit"} & verbs
    return page.words[subject] == "it" and bool(struck)


def _actor_meant(draft: Draft, frame: Frame, subject: int) -> str | None:
    """Return the actor that a subject names; "it" and "we" are the speaker's own side."""
    page = draft.page
    if page.words[subject] in _SELF:
        return frame.speakers[0].actor
    return _actor_in(draft, page.left[subject], subject)


def _actor_in(draft: Draft, first: int, last: int) -> str | None:
    page = draft.page
    for token in range(first, last + 1):
        hit = page.hit_at[token]
        actor = actor_at(page, hit) if hit else None
        if actor and actor not in _BARE:
            return actor
        if page.words[token] == "coalition" and draft.memory.coalition:
            return draft.memory.coalition
    return None


def _write(draft: Draft, frame: Frame, token: int, number: int, name: str, negated: bool) -> None:
    if not negated:
        draft.note_accused(draft.page.sentence_of[token], name)
    stance = Stance.DENIES if negated else Stance.ASSERTS
    voices = voices_of_frame(draft, frame)
    hedged = frame.mode == "hedge"
    write_charge(
        draft, name, number, token, "said to be behind it", voices, stance=stance, hedged=hedged
    )
