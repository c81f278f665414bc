"""Who struck says that nothing but military targets were hit, of what others told of civilians.

"Our jets hit only military facilities", "the strike was aimed exclusively at terrorists".
"""

from __future__ import annotations

from mapper.claims.assembly.denied import accused_as, answered, told_by_others
from mapper.claims.assembly.draft import Draft, Fact
from mapper.claims.assembly.focus import places_for
from mapper.claims.assembly.voices import voices_of_frame
from mapper.claims.assembly.whereabouts import general_or_local
from mapper.claims.assembly.writing import write_claims
from mapper.claims.grammar import is_negated
from mapper.claims.page import Page
from mapper.claims.speech.frame import Frame
from mapper.model import Stance

__all__ = ["read_exclusion"]

_HITTING = frozenset(
    {"hit", "strike", "target", "attack", "bomb", "work", "fire", "aim", "engage", "direct"}
)
_ONLY = frozenset({"only", "exclusively", "solely"})
_THINGS = frozenset(
    {"target", "facility", "object", "site", "installation", "infrastructure", "position"}
    | {"objective", "asset", "base"}
)


def read_exclusion(draft: Draft, sentence: int) -> None:
    """Read "only military targets were hit" as a denial that civilians were harmed."""
    number = draft.last_placed
    if number is None:
        return
    for frame in draft.frames.by_sentence.get(sentence, ()):
        actor = frame.speakers[0].actor if frame.speakers else None
        if actor is None or frame.mode != "assert" or not _hits_only_military(draft, frame):
            continue
        told = answered(draft, frame, number)
        owned = accused_as(draft, told, actor, sentence) or not draft.events[told].attackers
        if owned and told_by_others(draft, frame, told):
            _, fine = general_or_local(places_for(draft, told))
            write_claims(
                draft,
                Fact(
                    "civilian_harm",
                    True,
                    frame.verb,
                    "nothing but military targets",
                    event=told,
                    spots=fine,
                    general=not fine,
                    voices=voices_of_frame(draft, frame),
                    stance=Stance.DENIES,
                ),
            )


def _hits_only_military(draft: Draft, frame: Frame) -> bool:
    page = draft.page
    for verb in range(frame.start, frame.end + 1):
        if page.lemmas[verb] not in _HITTING or page.pos[verb] != "VERB" or verb == frame.verb:
            continue
        inside = range(page.left[verb], min(page.right[verb], verb + 12) + 1)
        nothing = page.words[verb + 1 : verb + 3] == ["nothing", "but"]
        only = nothing or any(page.words[at] in _ONLY for at in inside)
        if only and not is_negated(page, verb) and any(_is_military(page, at) for at in inside):
            return True
    return False


def _is_military(page: Page, token: int) -> bool:
    """Whether "military facilities", "terrorist positions" is told."""
    if page.lemmas[token] not in _THINGS:
        return False
    before = page.words[max(page.left[token], token - 4) : token]
    return bool({"military", "terrorist", "militant", "enemy"} & set(before))
