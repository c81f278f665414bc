"""Whether an accused side denies that the strike told before was its own.

"Denied the attack", "denied it", "called that a lie", "its forces had not fired in the area".
"""

from __future__ import annotations

import re

from mapper.claims.assembly.disowning import disowns
from mapper.claims.assembly.draft import Draft
from mapper.claims.assembly.focus import of_its_day
from mapper.claims.assembly.happening import denies_happening
from mapper.claims.assembly.voices import FALSEHOODS, voices_at
from mapper.claims.assembly.whereabouts import places_struck
from mapper.claims.assembly.words import ELSEWHERE, FOOTAGE, HARMING, STORIES
from mapper.claims.grammar import ACTED_ON, SUBJECTS, is_negated
from mapper.claims.sides import speaks_for
from mapper.claims.speech.frame import Frame

__all__ = [
    "accused_as",
    "answered",
    "answering",
    "denies_as_accused",
    "denies_deed",
    "denies_harm",
    "denies_what_was_told",
    "is_disclaimed",
    "is_general_denial",
    "reach_of",
    "strikes_meant",
    "told_by_others",
]

_POINTING = STORIES | {"it", "this", "that", "one"}
_NAMING = frozenset({"call", "describe", "brand", "label", "dismiss", "reject"})

_NOT_US = re.compile(
    r"\b(?:was|were|is|are|had been|has been|have been) not (?:us|ours|its|theirs|involved|behind"
    r"|responsible|to blame|one of (?:ours|its|their))\b|\b(?:no|any)thing to do with\b"
    r"|\b(?:no|not any|without any) (?:\w+ )?(?:involvement|role|part|hand|connection|link)\b"
    r"|\b(?:behind|responsible for|carried out|conducted|launched) (?:neither|none)\b",
    re.IGNORECASE,
)


def answered(draft: Draft, frame: Frame, number: int) -> int:
    """Return the strike that the words of a frame answer: told before them, and by others.

    The one whose place they name, else the one laid to who answers, else the one told last.
    """
    here = draft.page.sentence_of[frame.verb]
    far = next(
        (n for n in range(len(draft.events) - 1, -1, -1) if _is_far(draft, n, here)),
        -1,
    )
    told = [
        other
        for other in range(far + 1, len(draft.events))
        if draft.events[other].sentence <= here
        and not (draft.events[other].irrealis or draft.events[other].negated)
        and told_by_others(draft, frame, other)
    ]
    named = {spot.key for spot in draft.spots_in.get(here, ()) if spot.is_ground}
    actor = frame.speakers[0].actor if frame.speakers else None
    called = of_its_day(draft, here)

    def rank(other: int) -> tuple[bool, bool, bool, int]:
        spots = {spot.key for spot in places_struck(draft, other)}
        groups = draft.events[other].attackers
        laid = any(speaks_for(actor or "", name, draft.lexicon) for g in groups for name in g)
        return other == called, bool(named & spots), laid, other

    return max(told, key=rank, default=number)


def strikes_meant(draft: Draft, frame: Frame, number: int) -> tuple[int, ...]:
    """Return the strikes that a denial of one is about: "both attacks", "neither" are more.

    Those told before it by others, of the same attackers.
    """
    page = draft.page
    words = range(frame.start, frame.end + 1)
    many = any(
        page.words[at] in _MORE
        or (
            page.tags[at] == "NNS"
            and page.lemmas[at] in draft.lexicon.event_nouns
            and any(page.words[child] in _DEFINITE for child in page.children[at])
        )
        for at in words
    )
    named = {name for group in draft.events[number].attackers for name in group}
    here = page.sentence_of[frame.verb]
    more = [
        other
        for other, event in enumerate(draft.events[:number])
        if many
        and here - event.sentence <= _REACH
        and named & {name for group in event.attackers for name in group}
        and not (event.irrealis or event.negated)
        and told_by_others(draft, frame, other)
    ]
    return (*more, number)


_MORE = frozenset({"both", "neither", "either"})
_DEFINITE = frozenset({"the", "these", "those", "all"})


def is_general_denial(draft: Draft, frame: Frame) -> bool:
    """Whether "has always denied bombing hospitals" tells of what a side denies at all times."""
    page = draft.page
    if frame.mode != "deny" or _objects(draft, frame) & {"it", "this", "that"}:
        return False
    first = page.left[frame.verb]
    words = set(page.words[first : min(page.right[frame.verb], frame.end) + 1])
    usual = words & _USUALLY or " in the past" in page.span_text(first, frame.end + 1)
    event = any(
        page.lemmas[at] in draft.lexicon.event_nouns
        and any(page.words[child] in {"the", "this", "that"} for child in page.children[at])
        for at in range(frame.start, frame.end + 1)
    )
    return bool(usual) and not event


_USUALLY = frozenset(
    {"always", "repeatedly", "routinely", "consistently", "usually", "regularly", "previously"}
)


def denies_as_accused(draft: Draft, frame: Frame, number: int, actor: str) -> bool:
    """Whether "X denied it", "none of its jets were there" shows that X is the one accused.

    Nobody else is named for the strike, and it hit no ground of X.
    """
    if draft.events[number].attackers or draft.last_accused or len(frame.speakers) != 1:
        return False
    denied = frame.mode == "deny" and _objects(draft, frame) & {"it", "this", "that"}
    away = _was_away(draft, frame) or disowns(draft, frame, actor)
    if not denied and not (frame.mode == "assert" and away):
        return False
    row = draft.lexicon.actors.get(actor)
    grounds = {
        spot.place.country if spot.place else draft.country for spot in places_struck(draft, number)
    }
    if row is None or row["kind"] not in {"state", "coalition"}:
        return False
    return bool(grounds) and row["country"] not in grounds


def told_by_others(draft: Draft, frame: Frame, number: int) -> bool:
    """Whether a strike with a place was told outside a frame, and not by its speakers."""
    event = draft.events[number]
    if frame.start <= event.anchor <= frame.end or not places_struck(draft, number):
        return False
    told = {voice.speaker.name for voice in voices_at(draft, event.anchor)}
    return not told & {speaker.name for speaker in frame.speakers}


_REACH = 10
"""Sentences after a strike in which its denial may point back to it."""
_LONG = 20
"""Sentences in which it may where the report tells of no other place that was struck."""


def reach_of(draft: Draft) -> int:
    """Return for how many sentences an answer may still be to a strike."""
    return _LONG if len(draft.struck_ids) <= 1 else _REACH


_OF_STATES = frozenset({"military", "office", "official", "government", "state_media"})


def answering(draft: Draft, frame: Frame, number: int) -> str | None:
    """Return the side that answers: "an army spokesman" answers for the army that is accused."""
    if not frame.speakers:
        return None
    speaker = frame.speakers[0]
    if speaker.actor or speaker.kind not in _OF_STATES:
        return speaker.actor
    here = draft.page.sentence_of[frame.verb]
    at_home = [
        name
        for name in _laid_to(draft, number, here)
        if (row := draft.lexicon.actors.get(name))
        and row["country"] == draft.country
        and (row["holder"] == "government" or name.endswith((" army", " military")))
    ]
    return at_home[0] if len(set(at_home)) == 1 else None


def _laid_to(draft: Draft, number: int, sentence: int) -> list[str]:
    """Return whom others lay a strike to: by telling of it, or in an accusation since."""
    told = [name for group in draft.events[number].attackers for name in group]
    since = 3 if len(draft.struck_ids) > 1 else _LONG
    return told + [name for name, at in draft.accused.items() if 0 <= sentence - at <= since]


def accused_as(draft: Draft, number: int, actor: str, sentence: int) -> str | None:
    """Return the name by which others lay a strike to an actor or to whom it speaks for."""
    told = _laid_to(draft, number, sentence)
    return next((name for name in told if speaks_for(actor, name, draft.lexicon)), None)


def is_disclaimed(draft: Draft, token: int) -> bool:
    """Whether a strike is only named as what one had no part in: "nothing to do with the raid"."""
    around = draft.frames.around(draft.page.sentence_of[token], token)
    if not around or draft.page.pos[token] == "VERB":
        return False
    return bool(_NOT_US.search(draft.page.span_text(around[0].start, token + 1)))


def denies_deed(draft: Draft, frame: Frame, number: int, sentence: int, actor: str) -> bool:
    """Whether a frame is the denial by a side that event `number` is laid to."""
    words = set(draft.page.lemmas[frame.start : frame.end + 1])
    if frame.mode == "deny" and words & {"responsibility", "involvement", "responsible", "behind"}:
        return True
    if frame.mode == "deny" and _objects(draft, frame) & {"part", "role"}:
        return True
    if not _is_laid_to(draft, number, actor, sentence):
        return False
    if disowns(draft, frame, actor):
        return frame.mode in {"assert", "deny"}
    if frame.mode == "deny":
        return denies_what_was_told(draft, frame) or denies_happening(draft, frame)
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
    main = [
        page.lemmas[event.clause]
        for event in draft.events
        if page.starts[page.sentences[event.sentence][0]] <= last < page.ends[event.anchor]
        and here - 3 <= event.sentence <= here
    ]
    if main and not _KILLING & set(main):
        return False
    return any(claim.attribute in {"civilians_killed", "civilian_harm"} for claim in told)


_KILLING = frozenset({"kill", "wound", "injure", "harm", "hurt", "die", "claim", "leave", "say"})


def _objects(draft: Draft, frame: Frame) -> set[str]:
    page = draft.page
    return {page.lemmas[at] for at in page.children[frame.verb] if page.dep[at] == "dobj"}


def denies_what_was_told(draft: Draft, frame: Frame) -> bool:
    """Whether "denied it", "rejected the reports of a raid" denies the strike told before."""
    page = draft.page
    events = draft.lexicon.event_nouns
    for token in page.children[frame.verb]:
        lemma = page.lemmas[token]
        if page.dep[token] in {"ccomp", "xcomp"} and lemma in _FIRING:
            # "denied that it was shooting at X"
            return True
        if page.dep[token] in {"xcomp", "ccomp"} and page.tags[token] == "VBG":
            # "denied carrying out both attacks"
            done = [at for at in page.children[token] if page.dep[at] == "dobj"]
            if any(page.lemmas[at] in events for at in done):
                return True
        if page.dep[token] not in ACTED_ON or lemma not in _POINTING | set(events):
            continue
        about = page.lemmas[token + 1 : page.right[token] + 1]
        told = {*events, *draft.lexicon.event_verbs, *HARMING, "involvement", "responsibility"}
        if lemma in events or not {"of", "that", "about"} & set(about[:1]) or told & set(about):
            return True
    return False


_FIRING = frozenset({"shoot", "fire", "shell"})


def _is_far(draft: Draft, number: int, sentence: int) -> bool:
    return sentence - draft.events[number].sentence > reach_of(draft)


def _is_laid_to(draft: Draft, number: int, actor: str | None, sentence: int) -> bool:
    """Whether somebody else has told of a strike just now as this actor's."""
    if actor is None:
        return False
    event = draft.events[number]
    if accused_as(draft, number, actor, sentence) is None:
        return False
    if any(
        speaks_for(actor, name, draft.lexicon) and 0 <= sentence - at <= 3
        for name, at in draft.accused.items()
    ):
        return True
    if not -3 <= sentence - event.sentence <= reach_of(draft):
        return False
    return all(voice.speaker.actor != actor for voice in voices_at(draft, event.anchor))


def _calls_false(draft: Draft, frame: Frame) -> bool:
    """Whether "called that a lie", "said the accusation was baseless" is said."""
    page = draft.page
    words = set(page.lemmas[frame.start : frame.end + 1])
    if words & FALSEHOODS and page.lemmas[frame.verb] in _NAMING:
        return True
    shown = FOOTAGE if words & ELSEWHERE else frozenset()
    told = (_POINTING | FOOTAGE if words & FALSEHOODS else frozenset()) | shown
    return any(
        page.lemmas[token] in told and page.dep[token] in SUBJECTS | ACTED_ON
        for token in range(frame.start, frame.end + 1)
    )


def _was_away(draft: Draft, frame: Frame) -> bool:
    """Whether the side says that its forces were not there, or did not fire."""
    text = draft.page.span_text(frame.start, frame.end + 1)
    return not is_negated(draft.page, frame.verb) and bool(_NOT_US.search(text))
