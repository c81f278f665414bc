"""Who says a fact, in which manner, and what stance that makes.

"X denied that" turns an assertion round, and so does "reports that … were false".
"""

from __future__ import annotations

from dataclasses import replace

from mapper.claims.assembly.draft import Draft, Voice
from mapper.claims.assembly.words import ELSEWHERE, FOOTAGE, STORIES
from mapper.claims.grammar import SUBJECTS, clause_of, is_negated
from mapper.claims.page import Page
from mapper.claims.speech.frame import Frame
from mapper.claims.tables import word_list
from mapper.model import Stance

__all__ = [
    "FALSEHOODS",
    "granted_voices",
    "is_called_false",
    "is_granted",
    "is_hedged",
    "stance_of",
    "voices_at",
    "voices_of_frame",
]

FALSEHOODS = frozenset(
    {
        "false",
        "untrue",
        "baseless",
        "groundless",
        "fabricate",
        "fabricated",
        "incorrect",
        "lie",
        "unfounded",
        "fabrication",
        "nonsense",
        "wrong",
        "propaganda",
        "provocation",
        "fiction",
        "fake",
        "invention",
        "disinformation",
        "misinformation",
        "hoax",
        "myth",
        "stage",
        "staged",
        "doctor",
        "doctored",
        "slander",
        "nonsensical",
        "absurd",
        "rumour",
        "rumor",
        "untruth",
        "bogus",
        "ridiculous",
        "inaccurate",
    }
)


_CALLING = frozenset({"call", "describe", "brand", "label", "dismiss", "denounce", "consider"})


def is_called_false(draft: Draft, token: int) -> bool:
    """Whether the words stand in "reports that … were false"."""
    page = draft.page
    taken = page.dep[token] == "amod" and page.tags[token] == "VBN"
    if taken and any(page.lemmas[up] in STORIES for up in page.ancestors(token, 12)):
        return False  # "claims about the bombed houses": they were bombed
    for ancestor in (token, *page.ancestors(token, 12)):
        if _is_no_truth(page, ancestor):
            return True
        if page.lemmas[ancestor] in STORIES | FOOTAGE and page.dep[ancestor] in SUBJECTS:
            verb = page.head[ancestor]
            # footage of another time or place shows no such thing either
            called = FALSEHOODS | (ELSEWHERE if page.lemmas[ancestor] in FOOTAGE else frozenset())
            return (
                any(
                    page.lemmas[child] in called
                    for child in page.children[verb]
                    if page.dep[child] in {"acomp", "attr", "oprd", "xcomp", "conj"}
                )
                or page.lemmas[verb] in FALSEHOODS
            )
        if page.lemmas[ancestor] in STORIES and page.dep[ancestor] == "dobj":
            # "called the reports of … a lie"
            verb = page.head[ancestor]
            named = [
                page.lemmas[at] for at in range(page.right[ancestor] + 1, page.right[verb] + 1)
            ]
            return page.lemmas[verb] in _CALLING and bool(FALSEHOODS & set(named))
    return False


def _is_no_truth(page: Page, verb: int) -> bool:
    """Whether "it is a lie to say that", "it is false that" stands over a verb."""
    above = page.head[verb]
    if page.lemmas[above] in FALSEHOODS:
        told = page.lemmas[verb] in _SAYING and page.dep[verb] in {"relcl", "acl", "xcomp"}
        return told or page.dep[verb] == "ccomp"
    if page.lemmas[above] != "be" or page.dep[verb] not in {"ccomp", "xcomp", "csubj"}:
        return False
    children = page.children[above]
    return any(page.words[at] == "it" and at < above for at in children) and any(
        page.lemmas[at] in FALSEHOODS for at in children if page.dep[at] in {"acomp", "attr"}
    )


_SAYING = frozenset({"say", "claim", "suggest", "allege", "pretend", "assert", "state", "report"})


def voices_of_frame(draft: Draft, frame: Frame) -> tuple[Voice, ...]:
    """Return a frame's speakers, with the messengers around them."""
    outer = draft.frames.around(draft.page.sentence_of[frame.verb], frame.verb)
    names = [speaker.name for other in outer if other is not frame for speaker in other.speakers]
    own = [speaker.name for speaker in frame.via]
    speakers = frame.speakers or (draft.memory.publisher,)
    return tuple(
        Voice(
            speaker,
            frame.mode,
            tuple(dict.fromkeys(name for name in (*own, *names) if name != speaker.name)),
        )
        for speaker in speakers
    )


_VERSIONS = word_list("versions")


def _is_presupposed(draft: Draft, frame: Frame, token: int) -> bool:
    """Whether a denial leaves some words of it alone: "denied bombing the mill where ten died".

    "Disputed the army's account of the raid" leaves the raid alone.
    """
    if frame.mode != "deny":
        return False
    page = draft.page
    for at in (token, *page.ancestors(token)):
        if at == frame.verb:
            return False
        if (page.lemmas[at] in _VERSIONS and at != token) or _ends_clause(page, at, frame):
            return True
        if page.dep[at] == "relcl" and page.lemmas[page.head[at]] not in STORIES | FOOTAGE:
            return frame.start <= at <= frame.end
    return False


def _only_dates(page: Page, frame: Frame, token: int) -> bool:
    """Whether "X said that …, two days after a tower was hit" goes on with the report's words."""
    for at in (token, *page.ancestors(token)):
        if at == frame.verb or not frame.start <= at <= frame.end:
            return False
        if page.dep[at] == "advcl" and at > frame.verb and page.words[page.left[at] - 1] == ",":
            return any(
                page.words[mark] == "after"
                and any(page.dep[by] == "npadvmod" for by in page.children[mark])
                for mark in page.children[at]
            )
    return False


def _ends_clause(page: Page, verb: int, frame: Frame) -> bool:
    """Whether ", killing 14" ends "where missiles struck", whatever the parse hangs it on."""
    if page.tags[verb] != "VBG" or page.words[verb - 1] != "," or page.dep[verb] == "relcl":
        return False
    return any(
        page.dep[at] == "relcl" and page.right[at] >= verb - 2 for at in range(frame.verb, verb)
    )


def voices_at(draft: Draft, token: int) -> tuple[Voice, ...]:
    """Return who says the words at a token, the report itself where nobody else does."""
    around = draft.frames.around(draft.page.sentence_of[token], token)
    if not around:
        return (Voice(draft.memory.publisher, "assert", ()),)
    inner = around[0]
    if (
        inner.mode == "express"
        or _is_presupposed(draft, inner, token)
        or _only_dates(draft.page, inner, token)
    ):
        return (Voice(draft.memory.publisher, "assert", ()),)
    # "X denied Y's claim that …": Y says it and X denies it
    answer = next((frame for frame in around[1:] if inner.story and frame.mode == "deny"), None)
    if answer is None and inner.story and around[1:] and _finds_no_proof(draft.page, inner.verb):
        answer = replace(around[1], mode="doubt")  # "no evidence to support Y's claim that …"
    own = [speaker.name for speaker in inner.via]
    outer = [
        speaker.name
        for frame in around[1:]
        if answer is None or frame.verb != answer.verb
        for speaker in (*frame.speakers, *frame.via)
    ]
    speakers = inner.speakers or (draft.memory.publisher,)
    denying = voices_of_frame(draft, answer) if answer else ()
    return denying + tuple(
        Voice(
            speaker,
            inner.mode,
            tuple(
                dict.fromkeys(
                    name for name in (*own, *outer) if name not in {each.name for each in speakers}
                )
            ),
        )
        for speaker in speakers
    )


def _finds_no_proof(page: Page, story: int) -> bool:
    """Whether "no evidence to support the claim", "found no proof for the report" is told."""
    return any(
        page.lemmas[up] in _PROOFS and any(page.words[child] == "no" for child in page.children[up])
        for up in page.ancestors(story, 4)
    )


_PROOFS = frozenset({"evidence", "proof", "indication", "basis", "truth", "confirmation"})


def is_granted(draft: Draft, token: int) -> bool:
    """Whether words stand in a clause on a noun, which no denial of the whole reaches.

    "X denied that the raids which it flew over the town hit a school": it flew them. What
    hangs on "reports" or "claims" is itself what is denied.
    """
    page = draft.page
    if _is_what_harmed(draft, token):
        return True
    for at in (token, *page.ancestors(token, 12)):
        if at in draft.frames.verbs:
            # "Y, which denied it fired": what stands below the denial itself is denied
            return False
        if page.dep[at] == "relcl" or (
            page.dep[at] == "acl" and page.lemmas[page.head[at]] not in STORIES
        ):
            return not is_negated(page, at)
    return False


def _is_what_harmed(draft: Draft, token: int) -> bool:
    """Whether a strike is told as what people died in: "denied that ten were killed in a raid"."""
    page = draft.page
    if page.lemmas[token] not in draft.lexicon.event_nouns:
        return False
    above = page.head[token]
    if page.dep[token] == "pobj" and page.words[above] in {"in", "during", "by"}:
        above = page.head[above]
    elif page.dep[token] != "nsubj":
        return False
    return page.pos[above] == "VERB" and page.words[above] in draft.lexicon.harm


def granted_voices(draft: Draft, token: int) -> tuple[Voice, ...]:
    """Return who says the words at a token; what a denial takes for granted is asserted.

    By the report, where others tell it: "denied claims that ten had died in a raid on a mosque".
    """
    voices = voices_at(draft, token)
    if not is_granted(draft, token):
        return voices
    page = draft.page
    told = _is_what_harmed(draft, token) and any(
        page.lemmas[at] in STORIES for at in page.ancestors(token, 12)
    )
    report = Voice(draft.memory.publisher, "assert", ())
    granted = (
        voice if voice.mode != "deny" else report if told else replace(voice, mode="assert")
        for voice in voices
    )
    return tuple(dict.fromkeys(granted))


def is_hedged(draft: Draft, token: int) -> bool:
    """Whether "may", "reportedly" and the like stand in the clause of a token or near it."""
    page = draft.page
    start, end = page.sentences[page.sentence_of[token]]
    clause = clause_of(page, token)
    for number in range(start, end):
        word = page.words[number]
        if word in draft.lexicon.hedges and (
            clause_of(page, number) == clause or abs(number - token) <= 8
        ):
            if word in {"may", "might"} and page.pos[number] != "AUX":
                continue
            return True
    return False


def stance_of(mode: str, negated: bool) -> tuple[Stance, bool]:
    """Return the stance and whether the manner alone hedges it."""
    if mode == "deny":
        return (Stance.ASSERTS if negated else Stance.DENIES), False
    if mode == "doubt":
        return Stance.DOUBTS, False
    if mode == "concern":
        return (Stance.DOUBTS, False) if negated else (Stance.ASSERTS, True)
    return (Stance.DENIES if negated else Stance.ASSERTS), mode == "hedge"
