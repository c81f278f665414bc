"""Whether an answer says that there was no strike: it never happened, all was shot down, a fake.

The words need not repeat what they deny: they answer a strike that others have just told.
"""

from __future__ import annotations

from mapper.claims.assembly.draft import Draft
from mapper.claims.assembly.words import CIVILIAN, FAKED, FOOTAGE, STORIES
from mapper.claims.events.weapons import hit_kind
from mapper.claims.grammar import ACTED_ON, SUBJECTS, is_negated
from mapper.claims.page import Page
from mapper.claims.speech.frame import Frame

__all__ = [
    "denies_happening",
    "is_only_described",
    "is_unheard_of",
    "says_all_fell_short",
    "says_unaware",
]

_COMING = frozenset({"come", "fall", "land", "arrive"})
_HAPPENING = _COMING | {"take", "happen", "occur", "be", "carry", "conduct"}
_NONE = frozenset({"nothing", "none"})
_ALL = frozenset({"all", "every", "each"})
_DOWNING = frozenset({"intercept", "down", "shoot", "bring", "neutralise", "neutralize", "repel"})
_ARRIVING = frozenset({"reach", "hit", "get", "arrive", "strike", "land"})


def denies_happening(draft: Draft, frame: Frame) -> bool:
    """Whether "denied that any raid took place", "nothing like it happened", "a fake" is said."""
    if frame.mode not in {"assert", "deny"}:
        return False
    inner = [at for at in range(frame.start, frame.end + 1) if at != frame.verb]
    return any(_did_not_happen(draft, frame, at) for at in inner) or _calls_faked(draft, frame)


def is_unheard_of(page: Page, token: int) -> bool:
    """Whether a strike stands in "not aware of any strike", "had no information about a raid"."""
    for at in page.ancestors(token, 8):
        if page.words[at] == "unaware" or (page.words[at] == "aware" and _is_none(page, at)):
            return True
        if page.words[at] in _KNOWING and _is_none(page, at):
            return True
        if page.pos[at] in {"VERB", "AUX"}:
            return False
    return False


_KNOWING = frozenset({"information", "knowledge", "record", "records", "reports", "report"})


def _is_none(page: Page, token: int) -> bool:
    """Whether "no information", "not aware", "did not have any reports" is said."""
    verb = page.head[token]
    no = any(page.words[child] in {"no", "not", "n't"} for child in page.children[token])
    return no or (page.pos[verb] in {"VERB", "AUX"} and is_negated(page, verb))


def says_unaware(draft: Draft, frame: Frame) -> bool:
    """Whether somebody says that he has heard of no such strike."""
    page = draft.page
    if frame.mode not in {"assert", "hedge"}:
        return False
    return any(
        (page.lemmas[at] in draft.lexicon.event_nouns or page.lemmas[at] in {"incident", "it"})
        and is_unheard_of(page, at)
        for at in range(frame.start, frame.end + 1)
    )


def _did_not_happen(draft: Draft, frame: Frame, token: int) -> bool:
    """Whether a word is a strike, or nothing, that is said not to have happened."""
    page = draft.page
    verb = page.head[token]
    if page.dep[token] not in SUBJECTS | {"attr"} or page.lemmas[verb] not in _HAPPENING:
        return False
    if _on_whom(page, token) or is_only_described(page, token):
        return False
    if page.words[token] in _NONE:
        return page.lemmas[verb] in {"happen", "occur", "take"} and frame.mode == "assert"
    harm = page.words[token] in draft.lexicon.harm  # "there were no casualties"
    noun = not harm and page.lemmas[token] in draft.lexicon.event_nouns
    told = noun or _is_such_a_thing(page, token)
    weapon = hit_kind(page, token) in {"carrier", "munition"}
    told = told or (weapon and page.lemmas[verb] in _COMING)
    if page.dep[token] == "attr":
        # "there was no such raid"; "it was no raid" says what else it was
        told = told and any(page.dep[child] == "expl" for child in page.children[verb])
    none = any(page.words[child] == "no" for child in page.children[token])
    return told and (frame.mode == "deny") != (none or is_negated(page, verb))


def is_only_described(page: Page, subject: int) -> bool:
    """Whether "the attack was not the work of X", "was not ours" leaves it somebody else's."""
    verb = page.head[subject]
    return (
        page.lemmas[verb] == "be"
        and page.dep[subject] in SUBJECTS
        and any(
            page.dep[child] in {"attr", "acomp"} and child > subject
            for child in page.children[verb]
        )
    )


def _on_whom(page: Page, token: int) -> bool:
    """Whether "there was no attack on civilians" denies whom it hit, and not that it was."""
    return any(
        CIVILIAN & set(page.words[child : page.right[child] + 1])
        for child in page.children[token]
        if page.words[child] in {"on", "against"}
    )


def _is_such_a_thing(page: Page, token: int) -> bool:
    """Whether "no such thing", "no such event", "no incident" is told."""
    return page.lemmas[token] in {"incident", "explosion"} or (
        page.lemmas[token] in {"thing", "event"}
        and any(page.words[child] == "such" for child in page.children[token])
    )


def _calls_faked(draft: Draft, frame: Frame) -> bool:
    """Whether "called the video fabricated", "said it was fake news" is said."""
    page = draft.page
    words = range(frame.start, frame.end + 1)
    if not any(page.lemmas[at] in FAKED or page.words[at] in FAKED for at in words):
        return False
    shown = FOOTAGE | STORIES | {"it", "this", "that"}
    return any(page.lemmas[at] in shown and page.dep[at] in SUBJECTS | ACTED_ON for at in words)


def says_all_fell_short(draft: Draft, frame: Frame, number: int) -> bool:
    """Whether "all of them were shot down", "none reached the town" is said of strike `number`.

    It is of that strike where its missiles or drones are meant: by the same word, or by "them".
    """
    if frame.mode != "assert":
        return False
    page = draft.page
    told = {
        page.lemmas[at]
        for at in range(*page.sentences[draft.events[number].sentence])
        if hit_kind(page, at) in {"carrier", "munition"}
    }
    return any(
        (_all_of(page, at, told) and _was_downed(page, at)) or _none_arrived(page, at, told)
        for at in range(frame.start, frame.end + 1)
    )


def _all_of(page: Page, token: int, told: set[str]) -> bool:
    """Whether "all of them", "every missile", "all the drones" is said."""
    first = page.words[page.left[token] : token + 1]
    if not _ALL & set(first):
        return False
    meant = page.lemmas[token : min(page.right[token], token + 6) + 1]
    return bool((told | {"they"}) & set(meant)) or "them" in page.words[token : token + 3]


def _was_downed(page: Page, token: int) -> bool:
    verb = page.head[token]
    down = page.lemmas[verb] in _DOWNING or (
        page.lemmas[verb] == "destroy" and "air" in page.words[verb : verb + 4]
    )
    return down and page.dep[token] in ACTED_ON and not is_negated(page, verb)


def _none_arrived(page: Page, token: int, told: set[str]) -> bool:
    """Whether "none of them reached its target", "no missile hit the town" is said."""
    verb = page.head[token]
    none = page.words[token] in {"none", "neither"} or any(
        page.words[child] == "no" for child in page.children[token]
    )
    if page.dep[token] != "nsubj" or not none or page.lemmas[verb] not in _ARRIVING:
        return False
    meant = page.words[token : min(page.right[token], token + 5) + 1]
    return bool(told & set(page.lemmas[token : token + 6])) or "them" in meant
