"""Whether a side says of its own forces that they did not strike, or were not there.

Read off the parse: a subject that is the speaker's own, and a verb of striking, of flying or of
being somewhere that is denied, by "not" or by "none", "no", "nothing" around it.
"""

from __future__ import annotations

from mapper.claims.assembly.draft import Draft
from mapper.claims.assembly.words import CIVILIAN
from mapper.claims.attackers.phrases import actor_at
from mapper.claims.events.weapons import hit_kind
from mapper.claims.grammar import ACTED_ON, CONTENT, SUBJECTS, child_of, is_negated
from mapper.claims.sides import speaks_for
from mapper.claims.speech.frame import Frame
from mapper.claims.tables import word_list

__all__ = ["disowns"]

_DEEDS = word_list("disowned deeds")
"""Verbs that a side says its forces did not do: "fly", "operate", "fire"."""
_SHARES = word_list("shares in a deed")
"""What one had none of: "no part", "no hand", "nothing to do with it"."""
_INVOLVED = word_list("involved")
"""What one was not: "behind", "involved", "responsible"."""
_FORCES = word_list("own forces")
_NONE = frozenset({"no", "none", "neither", "nobody", "nothing", "never", "not", "nowhere"})
_VERBAL = frozenset({"VERB", "AUX"})
_SELF = frozenset({"it", "we", "they"})
_OWN = frozenset({"its", "our", "their", "his"})
_OFFICES = frozenset({"office", "military", "government", "official", "state_media"})
_BARE = frozenset({"army", "regime"})
"""What a phrase names that does not tell whose they are."""
_THING = frozenset({"nothing", "anything"})
_BEING = frozenset({"be", "have", "take", "play"})


def disowns(draft: Draft, frame: Frame, actor: str) -> bool:
    """Whether "said its jets had not been there", "denied having fired" is said of one's own."""
    page = draft.page
    for verb in range(frame.start, frame.end + 1):
        if verb == frame.verb or page.pos[verb] not in _VERBAL:
            continue
        subject = _subject_of(draft, verb)
        told = frame.mode == "deny" and _is_denied_itself(draft, frame, verb)
        if subject is None and not told:
            continue
        if subject is not None and not _is_own(draft, frame, subject, actor):
            continue
        if _spares_whom(draft, verb) or _is_habit(draft, verb):
            continue
        if told != _is_none(draft, verb, subject) and _is_deed(draft, verb):
            return True
    return False


def _subject_of(draft: Draft, verb: int) -> int | None:
    """Return who does it, in "its men were far off and had not fired" too."""
    page = draft.page
    subject = child_of(page, verb, SUBJECTS)
    if subject is None and page.dep[verb] == "conj" and page.pos[page.head[verb]] in _VERBAL:
        return child_of(page, page.head[verb], SUBJECTS)
    return subject


def _is_denied_itself(draft: Draft, frame: Frame, verb: int) -> bool:
    """Whether a verb is what a denial is of: "denied firing", "denied that it had fired"."""
    page = draft.page
    return page.head[verb] == frame.verb and page.dep[verb] in CONTENT | {"pcomp", "dobj"}


def _is_own(draft: Draft, frame: Frame, subject: int, actor: str) -> bool:
    """Whether a subject is the speaker's side: "it", "its jets", "none of them", "the army"."""
    page = draft.page
    if page.words[subject] in _SELF:
        return True
    first = max(page.left[subject], subject - 8)
    words = range(first, min(page.right[subject], subject + 8) + 1)
    if any(page.words[at] in _OWN for at in words):
        return any(_is_force(draft, at) for at in words)
    hits = [hit for at in words if (hit := page.hit_at[at]) and hit.start == at]
    names = {name for hit in hits if (name := actor_at(page, hit))} - _BARE
    if names:
        return all(speaks_for(actor, name, draft.lexicon) for name in names)
    official = frame.speakers[0].kind in _OFFICES
    return official and _is_force(draft, subject)


def _is_force(draft: Draft, token: int) -> bool:
    page = draft.page
    kind = hit_kind(page, token)
    return page.lemmas[token] in _FORCES or kind in {"carrier", "strike", "munition"}


def _is_none(draft: Draft, verb: int, subject: int | None) -> bool:
    """Whether a clause says that it was not so: by its verb, its subject or its object."""
    page = draft.page
    if is_negated(page, verb):
        return True
    if subject is not None and (
        page.words[subject] in _NONE or any(page.words[c] in _NONE for c in page.children[subject])
    ):
        return True
    return any(
        page.words[child] in _NONE or any(page.words[at] in _NONE for at in page.children[child])
        for child in page.children[verb]
        if page.dep[child] in {"dobj", "attr", "acomp"} and child > verb
    )


def _is_deed(draft: Draft, verb: int) -> bool:
    """Whether a clause tells of a strike, of flying, or of having been there or behind it."""
    page = draft.page
    lemma = page.lemmas[verb]
    if page.words[verb] in _INVOLVED:
        return True
    if lemma in _DEEDS:
        return not _is_done_to(draft, verb)
    behind = range(verb + 1, min(page.right[verb], verb + 10) + 1)
    words = {page.words[at] for at in behind} | {page.lemmas[at] for at in behind}
    if words & (_SHARES | _INVOLVED) or ("do" in words and words & _THING):
        return True
    if lemma not in _BEING:
        return False
    there = any(page.dep[at] == "advmod" and page.words[at] == "there" for at in behind)
    where = any(
        page.words[at] in {"in", "over", "near", "at", "within", "around"}
        and page.dep[at] in {"prep", "acomp", "advmod"}
        for at in behind
    )
    force = any(page.dep[at] == "dobj" and _is_force(draft, at) for at in behind)
    return (lemma == "be" and (there or where)) or force


def _is_done_to(draft: Draft, verb: int) -> bool:
    """Whether "no aircraft were damaged" tells what forces suffered; "no raids were flown" not."""
    page = draft.page
    subject = child_of(page, verb, frozenset({"nsubjpass"}))
    return subject is not None and page.lemmas[subject] not in draft.lexicon.event_nouns


def _spares_whom(draft: Draft, verb: int) -> bool:
    """Whether a denial is of whom or what is hit: "had not struck civilians", "strike homes"."""
    page = draft.page
    return any(
        _is_any_at_all(draft, child) for child in page.children[verb] if page.dep[child] == "dobj"
    ) or any(
        {page.words[at], page.lemmas[at]} & CIVILIAN
        or ((hit := page.hit_at[at]) is not None and hit.entry.table in {"holders", "persons"})
        for child in page.children[verb]
        if page.dep[child] in ACTED_ON
        for at in range(page.left[child], min(page.right[child], child + 4) + 1)
    )


def _is_any_at_all(draft: Draft, noun: int) -> bool:
    """Whether "homes", "hospitals" are things of that kind anywhere, and no raids or jets."""
    page = draft.page
    bare = not any(page.dep[child] in {"det", "poss", "nummod"} for child in page.children[noun])
    raid = page.lemmas[noun] in draft.lexicon.event_nouns or _is_force(draft, noun)
    return page.tags[noun] == "NNS" and bare and not raid


def _is_habit(draft: Draft, verb: int) -> bool:
    """Whether something is told of all times: "does not strike homes"."""
    page = draft.page
    if any(page.words[at] in {"do", "does"} for at in page.children[verb]):
        return page.tags[verb] == "VB"
    return page.tags[verb] in {"VBZ", "VBP"} and page.lemmas[verb] not in _BEING
