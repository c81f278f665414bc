# ruff: noqa: PLR0912
# a list of cases with an answer each reads better whole than in parts
"""Every frame of one sentence, word by word, in the order in which the memory must learn them."""

from __future__ import annotations

from dataclasses import replace

from mapper.claims.grammar import is_negated
from mapper.claims.page import Page
from mapper.claims.speakers.phrases import find_speaker
from mapper.claims.speakers.speaker import Memory, Speaker
from mapper.claims.speech.accounts import (
    ACCOUNTS,
    TOLD,
    according_frame,
    account_frame,
    story_frame,
    telling_frame,
)
from mapper.claims.speech.brackets import bracket_frame
from mapper.claims.speech.continuations import (
    continued_frame,
    only_continues,
    with_late_speakers,
    within_semicolons,
)
from mapper.claims.speech.frame import Frame
from mapper.claims.speech.headlines import headline_frame
from mapper.claims.speech.lost_subjects import bare_frame, is_mistagged_verb
from mapper.claims.speech.mentions import note_actor, note_body, note_person
from mapper.claims.speech.own_words import says_i
from mapper.claims.speech.verbs import defends_own, lays_blame, owns_up, verb_frame
from mapper.claims.speech.worries import (
    DOUBTING,
    UNSURE,
    WORRY_ADJECTIVES,
    doubt_frame,
    worry_frame,
)
from mapper.claims.tables import Lexicon

__all__ = ["sentence_frames"]


def _as_it(speakers: tuple[Speaker, ...]) -> Speaker:
    """Return whom "it" means after "medics and the army said": the body."""
    return next((each for each in speakers if each.kind not in {"local", "unknown"}), speakers[0])


def _is_somebody(page: Page, verb: int, lexicon: Lexicon) -> bool:
    """Whether "an army spokesman said" tells that the next "he" is the one who speaks for it."""
    return any(
        page.dep[child] == "nsubj"
        and page.tags[child] == "NN"
        and lexicon.speakers.get(page.lemmas[child], {}).get("person") == "1"
        for child in page.children[verb]
    )


def _mode_of(page: Page, verb: int, lexicon: Lexicon) -> str | None:
    """Return in which manner a verb says something, by itself or with its object."""
    if lays_blame(page, verb):
        return "accuse"
    if defends_own(page, verb, lexicon):
        return "assert"
    if _does_not_accept(page, verb) or _issues_denial(page, verb):
        return "deny"
    mode = lexicon.say_verbs.get(page.lemmas[verb])
    return "assert" if mode is None and owns_up(page, verb) else mode


def _does_not_accept(page: Page, verb: int) -> bool:
    """Whether "does not accept the claim", "did not accept the figures" is said."""
    if page.lemmas[verb] != "accept" or not is_negated(page, verb):
        return False
    told = (page.lemmas[at] for at in page.children[verb] if page.dep[at] == "dobj")
    return not _DISBELIEVED.isdisjoint(told)


def _issues_denial(page: Page, verb: int) -> bool:
    """Whether "issued a denial of involvement", "repeated its denial that" is said."""
    return page.lemmas[verb] in {"issue", "repeat", "reiterate", "make"} and any(
        page.dep[at] == "dobj" and page.lemmas[at] == "denial" for at in page.children[verb]
    )


_DISBELIEVED = TOLD | {"figure", "toll", "number", "version", "finding"}


def _note_heard(
    page: Page, frame: Frame, lexicon: Lexicon, memory: Memory, *, told_of: bool
) -> None:
    """Remember who spoke for the next "he" and "it"; `told_of`: only in what another says."""
    speaker, number = frame.speakers[0], page.sentence_of[frame.verb]
    somebody = _is_somebody(page, frame.verb, lexicon)
    if somebody and speaker.kind == "media" and not speaker.person:
        memory.mentioned = (number, speaker)  # "an X photographer saw it; it said": not X
        return
    memory.note(speaker)
    if speaker.person or somebody:
        memory.mentioned = (number, speaker)
    elif not told_of or memory.subject is None or memory.subject[0] != number:
        # "the groups relied on what villagers had told them; they said": the groups
        memory.subject = (number, _as_it(frame.speakers))


def _note_accused(page: Page, number: int, frame: Frame, lexicon: Lexicon, memory: Memory) -> None:
    """Remember whom somebody accused: "it denied that" is their answer."""
    blamed = None
    if frame.accused is not None:
        blamed = find_speaker(page, frame.accused, lexicon, memory)
    if blamed and blamed.actor:
        memory.accused = (number, blamed)


_HANDLING = frozenset({"receive", "treat", "recover", "retrieve"})


def _of_who_tells(page: Page, found: list[Frame]) -> list[Frame]:
    """Leave out the clinic of "the clinic received 12 bodies, the mayor said": the mayor counts."""
    return [
        frame
        for frame in found
        if page.lemmas[frame.verb] not in _HANDLING
        or not any(
            other.start <= frame.verb <= other.end and other is not frame and other.speakers
            for other in found
        )
    ]


def sentence_frames(page: Page, number: int, lexicon: Lexicon, memory: Memory) -> list[Frame]:
    """Return the frames of one sentence and note its speakers in the memory."""
    start, end = page.sentences[number]
    found: list[Frame] = []
    for token in range(start, end):
        frame: Frame | None = None
        lemma, pos = page.lemmas[token], page.pos[token]
        if page.words[token] == "according":
            frame = according_frame(page, token, lexicon, memory)
        elif page.words[token] in WORRY_ADJECTIVES:
            frame = worry_frame(page, token, lexicon, memory)
        elif page.words[token] in DOUBTING | UNSURE:
            frame = doubt_frame(page, token, lexicon, memory)
        elif pos == "NOUN" and page.words[token] in ACCOUNTS and token + 1 < end:
            frame = account_frame(page, token, lexicon, memory)
        elif pos in {"VERB", "AUX"} and (told := telling_frame(page, token, lexicon, memory)):
            frame = told
        elif page.dep[token] == "amod":
            pass  # "suspected rebels", "reported dead": nobody's saying
        elif pos == "VERB" or (pos == "AUX" and lemma in lexicon.say_verbs):
            mode = _mode_of(page, token, lexicon)
            if mode:
                frame = verb_frame(page, token, mode, lexicon, memory)
        elif pos in {"NOUN", "PROPN"} and is_mistagged_verb(page, token, start, lexicon):
            frame = bare_frame(page, token, start, end, lexicon, memory)
        elif pos == "NOUN" and lemma in TOLD:
            frame = story_frame(page, token, lexicon, memory)
        elif (pos == "NOUN" and lemma in lexicon.say_nouns) or page.words[
            token
        ] in WORRY_ADJECTIVES:
            frame = worry_frame(page, token, lexicon, memory)
        if frame is None and found:
            frame = continued_frame(page, token, lexicon, found[-1].speakers)
        if frame is None:
            note_actor(page, token, lexicon, memory)
            note_person(page, token, number, lexicon, memory)
            note_body(page, token, number, lexicon, memory)
            continue
        _note_accused(page, number, frame, lexicon, memory)
        if found and only_continues(page, token, lexicon):
            frame = replace(frame, speakers=())
        if not frame.speakers:
            outer = next(
                (other for other in reversed(found) if other.start <= token <= other.end), None
            )
            if outer:
                frame = Frame(
                    outer.speakers, frame.start, frame.end, frame.verb, frame.mode, outer.via
                )
        found.append(frame)
        if frame.speakers and not says_i(page, token, memory.quoted):
            told_of = any(other.start <= token <= other.end for other in found[:-1])
            _note_heard(page, frame, lexicon, memory, told_of=told_of)
    found = _of_who_tells(page, within_semicolons(page, with_late_speakers(page, found)))
    if not found:
        headline = bracket_frame(page, start, end, lexicon, memory) or headline_frame(
            page, start, end, lexicon, memory
        )
        if headline:
            found.append(headline)
    return found
