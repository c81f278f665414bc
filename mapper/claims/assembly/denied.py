"""Whether an accused side denies that the strike told before was its own.

"Denied the attack", "denied it", "called that a lie", "its forces had not fired in the area".
"""

from __future__ import annotations

import re

from mapper.claims.assembly.draft import Draft
from mapper.claims.assembly.voices import FALSEHOODS, voices_at
from mapper.claims.grammar import ACTED_ON, SUBJECTS, is_negated
from mapper.claims.speech.frame import Frame

__all__ = ["denies_deed", "denies_happening", "denies_harm"]

_STORIES = frozenset(
    {"it", "this", "that", "accusation", "charge", "allegation", "claim", "report", "account"}
)
_NAMING = frozenset({"call", "describe", "brand", "label", "dismiss", "reject"})
_HAPPENING = frozenset({"take", "happen", "occur", "be", "carry", "conduct"})

_ABSENT = re.compile(
    r"\b(?:none of (?:its|our|their|the \w+(?:'s|’s)?) \w*\s?"
    r"(?:aircraft|planes?|jets?|warplanes?|drones?|helicopters?|forces|pilots|troops|artillery)"
    r"|no (?:\w+ )?(?:aircraft|planes?|jets?|warplanes?|drones?|sorties|forces)"
    r"|(?:its|our|their) (?:\w+ )?(?:aircraft|planes|jets|warplanes|drones|forces|troops|army|men)"
    r" (?:(?:had|have|were|was|did|do|are) (?:not|never)|hadn[’']t|weren[’']t|didn[’']t))\b",
    re.IGNORECASE,
)
_ACTIVE = re.compile(
    r"\b(?:in the area|over|there|near|that (?:day|night)|flown?|flew|flying|fir(?:ed?|ing)|operat"
    r"|str(?:uck|ike|iking)|bomb|carri?|conduct|in the air|present|active|hit|attack|launch|shell)",
    re.IGNORECASE,
)
_NOT_US = re.compile(
    r"\b(?:was|were|is) not (?:us|involved|behind)\b|\bhad nothing to do with\b"
    r"|\bno (?:\w+ )?(?:involvement|role|part)\b|\bdid not (?:carry out|conduct|launch|fire)\b",
    re.IGNORECASE,
)


def denies_deed(draft: Draft, frame: Frame, number: int, sentence: int) -> bool:
    """Whether a frame is the denial by a side that event `number` is laid to."""
    actor = frame.speakers[0].actor
    words = set(draft.page.lemmas[frame.start : frame.end + 1])
    if frame.mode == "deny" and words & {"responsibility", "involvement", "responsible", "behind"}:
        return True
    if frame.mode == "deny" and _objects(draft, frame) & {"part", "role"}:
        return True
    accused = draft.last_accused
    recent = accused is not None and sentence - accused[0] <= 3 and accused[1] == actor
    if not recent and not _is_laid_to(draft, number, actor, sentence):
        return False
    if frame.mode == "deny":
        return bool(
            _objects(draft, frame) & (_STORIES | set(draft.lexicon.event_nouns))
        ) or denies_happening(draft, frame)
    return frame.mode == "assert" and (_calls_false(draft, frame) or _was_away(draft, frame))


def denies_harm(draft: Draft, frame: Frame) -> bool:
    """Whether "denies that" answers a sentence whose verb is the killing of civilians."""
    if frame.mode != "deny" or not _objects(draft, frame) & {"it", "this", "that"}:
        return False
    page = draft.page
    here = page.sentence_of[frame.verb]
    near = (f for at in range(here - 3, here + 1) for f in draft.frames.by_sentence.get(at, ()))
    if any(other.mode == "accuse" for other in near):
        return False
    before = [claim for claim in draft.claims.values() if claim.start < page.starts[frame.verb]]
    last = max((claim.start for claim in before), default=-1)
    told = [claim for claim in before if claim.start == last]
    return any(claim.attribute in {"civilians_killed", "civilian_harm"} for claim in told)


def _objects(draft: Draft, frame: Frame) -> set[str]:
    page = draft.page
    return {page.lemmas[at] for at in page.children[frame.verb] if page.dep[at] == "dobj"}


def _is_laid_to(draft: Draft, number: int, actor: str | None, sentence: int) -> bool:
    """Whether somebody else has told of a strike just now as this actor's."""
    event = draft.events[number]
    if not -3 <= sentence - event.sentence <= 4 or not any(actor in g for g in event.attackers):
        return False
    return all(voice.speaker.actor != actor for voice in voices_at(draft, event.anchor))


def denies_happening(draft: Draft, frame: Frame) -> bool:
    """Whether "denied that any raid took place" is said."""
    page = draft.page
    return frame.mode == "deny" and any(
        page.lemmas[token] in draft.lexicon.event_nouns
        and page.dep[token] in SUBJECTS
        and page.lemmas[page.head[token]] in _HAPPENING
        for token in range(frame.verb + 1, frame.end + 1)
    )


def _calls_false(draft: Draft, frame: Frame) -> bool:
    """Whether "called that a lie", "said the accusation was baseless" is said."""
    page = draft.page
    words = set(page.lemmas[frame.start : frame.end + 1])
    if not words & FALSEHOODS:
        return False
    if page.lemmas[frame.verb] in _NAMING:
        return True
    return any(
        page.lemmas[token] in _STORIES and page.dep[token] in SUBJECTS | ACTED_ON
        for token in range(frame.start, frame.end + 1)
    )


def _was_away(draft: Draft, frame: Frame) -> bool:
    """Whether the side says that its forces were not there, or did not fire."""
    text = draft.page.span_text(frame.start, frame.end + 1)
    if is_negated(draft.page, frame.verb):
        return False
    away = _ABSENT.search(text)
    return bool((away and _ACTIVE.search(text[away.start() :])) or _NOT_US.search(text))
