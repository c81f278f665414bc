"""Another cause than a strike: "stored explosives blew it up", "a gas bottle had exploded".

Whoever is accused denies the deed by saying so, and anybody else denies that there was a strike.
"""

from __future__ import annotations

from collections.abc import Iterator

from mapper.claims.assembly.draft import Draft
from mapper.claims.events.event import Event
from mapper.claims.grammar import BY_WHOM, SUBJECTS, is_negated
from mapper.claims.page import Page
from mapper.claims.speech.frame import Frame
from mapper.claims.tables import word_list

__all__ = ["is_by_chance", "tells_other_cause"]

_CAUSES = word_list("cause")
"""What explodes without being dropped: "explosives", "a mine"."""
_QUALIFIERS = word_list("cause beside")
"""Words beside an explosion, a shell or a missile that make it nobody's strike."""
_BLASTS = word_list("blast")
_EFFECTS = word_list("effect")
_WHAT_HAPPENED = frozenset({"it", "this", "blast", "explosion", "cause", "incident", "damage"})


def tells_other_cause(draft: Draft, frame: Frame) -> bool:
    """Whether the words of a frame tell, as its speaker's account, of another cause."""
    if frame.mode not in {"assert", "hedge"} or is_negated(draft.page, frame.verb):
        return False
    return any(
        (_is_other_cause(draft.page, token) and _does_it(draft.page, token))
        or _fails(draft.page, token)
        for token in range(frame.start, frame.end + 1)
        if token != frame.verb
    )


def is_by_chance(draft: Draft, event: Event) -> bool:
    """Whether the words of an event are an answer that tells of no strike.

    "The market was hit by a stray missile", "stored shells destroyed it".
    """
    if not draft.frames.around(event.sentence, event.anchor):
        return False
    page = draft.page
    return any(
        _is_other_cause(page, at) and _does_it(page, at) and _effect_of(page, at) in event.triggers
        for at in range(*page.sentences[event.sentence])
    )


def _effect_of(page: Page, noun: int) -> int:
    """Return the verb of which a cause is subject or agent."""
    head = page.head[noun]
    return page.head[head] if page.dep[noun] == "pobj" else head


def _is_other_cause(page: Page, token: int) -> bool:
    """Whether a noun is a cause that is no strike: "stored munitions", "a gas cylinder"."""
    if page.pos[token] not in {"NOUN", "PROPN"}:
        return False
    lemma = page.lemmas[token]
    beside = set(page.words[max(page.left[token], token - 4) : token])
    clause = {page.words[at] for child in page.children[token] for at in _clause(page, child)}
    return lemma in _CAUSES or (lemma in _BLASTS and bool(_QUALIFIERS & (beside | clause)))


def _fails(page: Page, noun: int) -> bool:
    """Whether "a rocket that they fired had fallen short", "a shell misfired": not one's own."""
    verb = page.head[noun]
    if page.lemmas[noun] not in _BLASTS or page.dep[noun] not in SUBJECTS:
        return False
    if page.tags[noun] not in {"NN", "NNP"}:
        return False
    short = any(page.words[child] == "short" for child in page.children[verb])
    own = any(page.words[child] in {"its", "our"} for child in page.children[noun])
    failed = page.lemmas[verb] in {"misfire", "malfunction"} or (short and not own)
    return failed and not own and not is_negated(page, verb)


def _clause(page: Page, child: int) -> Iterator[int]:
    """Yield the words of "that misfired", "which had been stored there"."""
    if page.dep[child] in {"relcl", "acl"}:
        yield from range(page.left[child], min(page.right[child], child + 8) + 1)


def _does_it(page: Page, noun: int) -> bool:
    """Whether a cause is what exploded, what hit or destroyed, or what it all was."""
    head, dep = page.head[noun], page.dep[noun]
    if dep == "pobj":
        head = page.head[head] if page.words[head] in {"by", "from", "of"} else head
        by = page.dep[page.head[noun]] in BY_WHOM or page.lemmas[head] in _WHAT_HAPPENED
        return by and (page.lemmas[head] in _EFFECTS or page.lemmas[head] in _WHAT_HAPPENED)
    if dep == "attr" and page.lemmas[head] == "be":
        return any(
            page.lemmas[child] in _WHAT_HAPPENED
            for child in page.children[head]
            if page.dep[child] in SUBJECTS
        )
    if dep in SUBJECTS:
        return page.lemmas[head] in _EFFECTS and not is_negated(page, head)
    return False
