"""Claims of who did it: "X blamed Y", "X claimed responsibility", "X denied it"."""

from __future__ import annotations

from mapper.claims.assembly.accused import accused_in, blames_for_it
from mapper.claims.assembly.contradiction import contradicts_target
from mapper.claims.assembly.denied import denies_deed, denies_happening, denies_harm
from mapper.claims.assembly.draft import Draft, Fact
from mapper.claims.assembly.voices import voices_of_frame
from mapper.claims.assembly.whereabouts import general_or_local, places_for
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
    if number is None or sentence - draft.events[number].sentence > 8:
        return
    near = sentence - draft.events[number].sentence <= 4
    for frame in draft.frames.by_sentence.get(sentence, ()):
        if frame.mode == "accuse" and frame.accused is not None:
            accused = accused_in(draft, frame)
            if live or blames_for_it(draft, frame):
                for name in accused:
                    _blame(draft, name, number, frame, Stance.ASSERTS)
                    draft.last_accused = (sentence, name)
            continue
        if not near or contradicts_target(draft, frame, sentence):
            continue
        actor = frame.speakers[0].actor if frame.speakers else None
        if not actor:
            continue
        words = set(page.lemmas[frame.start : frame.end + 1])
        if _is_accused(draft, number, actor) and denies_harm(draft, frame):
            _deny(draft, "civilian_harm", number, frame)
        elif denies_deed(draft, frame, number, sentence):
            if denies_happening(draft, frame):
                _deny(draft, "occurrence", number, frame)
            _blame(draft, actor, number, frame, Stance.DENIES)
        elif _owns_up(draft, frame, words) and not _is_denied(draft, frame):
            _blame(draft, actor, number, frame, Stance.ASSERTS)


def _owns_up(draft: Draft, frame: Frame, words: set[str]) -> bool:
    """Whether "claimed responsibility", "acknowledged the raid", "admitted bombing X"."""
    page = draft.page
    lemma = page.lemmas[frame.verb]
    if "responsibility" in words:
        return lemma in {"claim", "take", "accept", "assume", "admit", "acknowledge", "own"}
    if lemma not in {"confirm", "acknowledge", "admit"}:
        return False
    actor = frame.speakers[0].actor
    told = [
        child
        for child in page.children[frame.verb]
        if page.dep[child] == "dobj" and page.lemmas[child] in draft.lexicon.event_nouns
    ]
    number = draft.last_placed if draft.last_placed is not None else draft.last_event
    if not told or number is None:
        return False
    attackers = draft.events[number].attackers
    accused = draft.last_accused is not None and draft.last_accused[1] == actor
    return any(actor in group for group in attackers) or (not attackers and accused)


def _is_denied(draft: Draft, frame: Frame) -> bool:
    return is_negated(draft.page, frame.verb)


def _is_accused(draft: Draft, number: int, actor: str) -> bool:
    return any(actor in group for group in draft.events[number].attackers)


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
    _, fine = general_or_local(places_for(draft, number))
    write_claims(
        draft,
        Fact(
            "attacker",
            actor,
            frame.verb,
            "blame, claim or denial of responsibility",
            event=number,
            spots=fine,
            general=not fine,
            voices=voices_of_frame(draft, frame),
            stance=stance,
            attackers=(actor,),
        ),
    )
