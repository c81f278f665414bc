# ruff: noqa: PLR0911, PLR0912
# a list of cases with an answer each reads better whole than in parts
"""Who says which words: frames of speech over the sentence, and quotations over several.

A frame is a speaker, the words he or she is responsible for, and how they are said. Frames
nest: the innermost one is the claimant, those around it are the messengers ("via").
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from mapper.claims.claimants import (
    GROUP_NOUNS,
    Memory,
    Speaker,
    actor_of_hit,
    find_speaker,
)
from mapper.claims.page import Page
from mapper.claims.tables import Lexicon

__all__ = ["Frame", "Frames", "find_frames"]

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_CONTENT = frozenset({"ccomp", "xcomp"})
_COUNTING = frozenset(
    {
        "count",
        "document",
        "record",
        "put",
        "give",
        "call",
        "recover",
        "list",
        "register",
        "number",
        "find",
        "assess",
        "respond",
        "conclude",
    }
)
"""Verbs that tell a figure only with a claimant before and a number or clause behind."""
_WORRY_ADJECTIVES = frozenset({"worried", "concerned", "afraid", "alarmed", "fearful"})
_PASSIVE_HEDGES = frozenset(
    {"say", "report", "believe", "think", "allege", "claim", "suspect", "fear"}
)


@dataclass(frozen=True, slots=True)
class Frame:
    """Words start..end (tokens, end included) said by `speakers`, in a manner."""

    speakers: tuple[Speaker, ...]
    start: int
    end: int
    verb: int
    mode: str
    via: tuple[Speaker, ...] = ()
    accused: int | None = None
    """Root token of whoever is accused."""

    @property
    def size(self) -> int:
        return self.end - self.start


@dataclass(slots=True)
class Frames:
    """Every frame of a report, looked up by token."""

    by_sentence: dict[int, list[Frame]]
    quotes: list[Frame]
    verbs: dict[int, Frame]
    """Say verb -> its frame: such verbs are never strikes themselves."""
    aloud: dict[int, list[Frame]] = field(default_factory=dict)
    """Sentence -> the quotations that reach into it."""

    def around(self, sentence: int, token: int) -> list[Frame]:
        """Return the frames that hold a token, innermost first."""
        found = [
            frame
            for frame in (*self.by_sentence.get(sentence, ()), *self.aloud.get(sentence, ()))
            if frame.start <= token <= frame.end and frame.verb != token
        ]
        return sorted(found, key=lambda frame: (frame.size, frame.start))


def _subject(page: Page, verb: int) -> int | None:
    """Return the root token of a verb's subject, through relative clauses and conjunctions."""
    for child in page.children[verb]:
        if page.dep[child] in _SUBJECTS:
            if page.words[child] in {"who", "which", "that"} and page.dep[verb] in {
                "relcl",
                "ccomp",
                "acl",
            }:
                return page.head[verb]
            return child
    dep, parent = page.dep[verb], page.head[verb]
    if parent == verb:
        return None
    if dep in {"conj", "xcomp", "pcomp", "advcl", "dep", "prep"}:
        if page.pos[parent] in {"VERB", "AUX"} or page.dep[parent] in {"prep"}:
            return _subject(page, parent) if parent != verb else None
        return None
    if dep in {"acl", "relcl"}:
        return parent
    return None


def _with_conjuncts(page: Page, root: int) -> list[int]:
    found = [root]
    for child in page.children[root]:
        if page.dep[child] == "conj" and child > root:
            found.extend(_with_conjuncts(page, child))
    return found


def _speakers(
    page: Page, root: int | None, lexicon: Lexicon, memory: Memory
) -> tuple[Speaker, ...]:
    if root is None:
        return ()
    found: list[Speaker] = []
    for token in _with_conjuncts(page, root)[:4]:
        speaker = find_speaker(page, token, lexicon, memory)
        if speaker and speaker not in found:
            found.append(speaker)
    return tuple(found)


def _agent(page: Page, verb: int) -> int | None:
    for child in page.children[verb]:
        if page.dep[child] in {"agent", "prep"} and page.words[child] == "by":
            for grandchild in page.children[child]:
                if page.dep[grandchild] == "pobj":
                    return grandchild
    return None


def _child(page: Page, token: int, deps: frozenset[str]) -> int | None:
    return next((child for child in page.children[token] if page.dep[child] in deps), None)


def _is_passive(page: Page, verb: int) -> bool:
    return any(page.dep[child] in {"nsubjpass", "auxpass"} for child in page.children[verb])


def _sentence_edges(page: Page, token: int) -> tuple[int, int]:
    start, end = page.sentences[page.sentence_of[token]]
    return start, end - 1


def _cover(page: Page, verb: int, subject: int | None) -> tuple[int, int]:
    """Return the words that a say verb governs."""
    start, end = _sentence_edges(page, verb)
    anchor = verb if subject is None or subject > verb else subject
    left_content = next(
        (
            child
            for child in page.children[verb]
            if child < anchor and page.dep[child] in {"ccomp", "parataxis", "dep"}
        ),
        None,
    )
    right = min(page.right[verb], end)
    tail = [
        token
        for token in range(verb + 1, right + 1)
        if page.pos[token] in {"VERB", "AUX", "NOUN", "NUM"} and token != subject
    ]
    verbs_right = any(page.pos[token] in {"VERB", "AUX"} for token in tail)
    content_right = any(
        child > verb and page.dep[child] in {"ccomp", "xcomp", "parataxis"}
        for child in page.children[verb]
    )
    if not content_right and subject is not None and _any_verb(page, start, page.left[subject]):
        before = page.left[subject] - 1
        if page.words[before] in {",", '"', "-", "–"} and page.dep[verb] != "conj":
            return start, end
    if left_content is not None:
        low = min(page.left[left_content], page.left[verb])
        return (max(start, low), right) if verbs_right else (start, max(right, verb))
    if page.dep[verb] in {"parataxis"} or (
        not verbs_right and end - verb <= 12 and _any_verb(page, start, anchor)
    ):
        return start, end
    if page.dep[verb] == "ccomp" and page.head[verb] < verb and not verbs_right:
        return start, end
    return verb, right


def _any_verb(page: Page, start: int, end: int) -> bool:
    return any(page.pos[token] in {"VERB"} for token in range(start, end))


def _quote_frame(page: Page, verb: int, lexicon: Lexicon, memory: Memory) -> Frame | None:
    """Read "X, quoted by the BBC", "the BBC quoted X as saying", "citing X"."""
    agent = _agent(page, verb)
    start, end = _sentence_edges(page, verb)
    if agent is not None:
        via = _speakers(page, agent, lexicon, memory)
        root = _subject(page, verb)
        speakers = _speakers(page, root, lexicon, memory)
        if not speakers:
            return None
        if page.dep[verb] in {"acl", "relcl"}:
            return Frame(speakers, start, end, verb, "assert", via)
        return Frame(speakers, verb, min(page.right[verb], end), verb, "assert", via)
    quoted = _child(page, verb, frozenset({"dobj"}))
    speakers = _speakers(page, quoted, lexicon, memory)
    if not speakers:
        return None
    via = _speakers(page, _subject(page, verb), lexicon, memory)
    if page.dep[verb] in {"advcl", "prep", "acl", "pcomp"} or page.tags[verb] == "VBG":
        return Frame(speakers, start, end, verb, "assert", via)
    return Frame(speakers, verb, min(page.right[verb], end), verb, "assert", via)


def _express_frame(
    page: Page, verb: int, speakers: tuple[Speaker, ...], lexicon: Lexicon
) -> Frame | None:
    noun = _child(page, verb, frozenset({"dobj"}))
    if noun is None or page.lemmas[noun] not in lexicon.say_nouns:
        return None
    _, end = _sentence_edges(page, verb)
    return Frame(
        speakers, verb, min(page.right[verb], end), verb, lexicon.say_nouns[page.lemmas[noun]]
    )


def _verb_frame(page: Page, verb: int, mode: str, lexicon: Lexicon, memory: Memory) -> Frame | None:
    if mode == "quote":
        return _quote_frame(page, verb, lexicon, memory)
    subject = _subject(page, verb)
    if _is_passive(page, verb):
        agent = _agent(page, verb)
        if (
            agent is not None
            and mode in {"assert", "deny", "doubt"}
            and page.lemmas[verb] != "contradict"
        ):
            speakers = _speakers(page, agent, lexicon, memory)
        else:
            return None
    else:
        speakers = _speakers(page, subject, lexicon, memory)
        lost = page.dep[verb] in {"conj", "dep"} and page.words[verb - 1] in {",", ")"}
        if not speakers or lost:
            subject, speakers = _beside(page, verb, lexicon, memory) or (subject, speakers)
    if not speakers or _says_nothing(page, verb):
        return None
    if mode == "express":
        return _express_frame(page, verb, speakers, lexicon)
    if (
        mode == "assert"
        and page.lemmas[verb] in {"post", "issue", "describe", "recall", "note", "comment"}
        and (_child(page, verb, _CONTENT) is None and page.lemmas[verb] != "issue")
    ):
        return None
    if page.lemmas[verb] in _COUNTING and not _counts(page, verb, speakers):
        return None
    if mode == "accuse":
        accused = _child(page, verb, frozenset({"dobj"}))
        _, end = _sentence_edges(page, verb)
        return Frame(speakers, verb, min(page.right[verb], end), verb, mode, accused=accused)
    start, end = _cover(page, verb, subject)
    return Frame(speakers, start, end, verb, mode)


_BETWEEN = frozenset({"appos", "compound", "pobj", "prep", "amod", "nmod", "poss", "conj"})


def _beside(
    page: Page, verb: int, lexicon: Lexicon, memory: Memory
) -> tuple[int, tuple[Speaker, ...]] | None:
    """Return who stands right beside a say verb whose subject the parse lost.

    "…, the A for B, a monitoring group, said." and "…, claimed a source in B". A name is
    taken before a description.
    """
    told: tuple[int, Speaker] | None = None
    for root in _roots_beside(page, verb):
        speaker = find_speaker(page, root, lexicon, memory)
        if speaker is None or speaker.kind == "unknown":
            continue
        if speaker.person or speaker.name[:1].isupper():
            return root, (speaker,)
        told = told or (root, speaker)
    return (told[0], (told[1],)) if told else None


def _roots_beside(page: Page, verb: int) -> list[int]:
    """Return the nouns whose phrase ends right before a verb, or begins right behind it."""
    start, end = _sentence_edges(page, verb)
    at = verb - 1
    while at > start and page.words[at] in {",", ")", "("}:
        at -= 1
    found = []
    while start < at < verb:
        if page.pos[at] in {"NOUN", "PROPN"} and page.words[page.left[at] - 1] in {",", '"'}:
            found.append(at)
        if page.dep[at] not in _BETWEEN or page.head[at] == at:
            break
        at = page.head[at]
    after = next(
        (
            child
            for child in page.children[verb]
            if child > verb and page.dep[child] in {"dobj", "attr"} and page.left[child] == verb + 1
        ),
        None,
    )
    if not found and after is not None and after <= end:
        found.append(after)
    return found


def _owns_up(page: Page, verb: int) -> bool:
    """Whether "took responsibility", "accepted the blame" says that one did it."""
    return page.lemmas[verb] in {"take", "accept", "assume", "bear", "own"} and any(
        page.lemmas[token] == "responsibility"
        for child in page.children[verb]
        if page.dep[child] in {"dobj", "prep", "prt"}
        for token in (child, *page.children[child])
    )


_UNTOLD = frozenset({"confirm", "acknowledge", "verify", "admit", "report", "claim", "announce"})


def _says_nothing(page: Page, verb: int) -> bool:
    """Whether "has not confirmed the figure" tells nothing, or "as saying" repeats "quoted"."""
    if page.words[verb] == "saying" and page.words[verb - 1] == "as":
        return True
    return (
        page.lemmas[verb] in _UNTOLD
        and any(page.dep[child] == "neg" for child in page.children[verb])
        and _child(page, verb, _CONTENT) is None
    )


def _counts(page: Page, verb: int, speakers: tuple[Speaker, ...]) -> bool:
    if all(speaker.kind in {"unknown"} for speaker in speakers):
        return False
    if page.lemmas[verb] in {"call", "find", "assess", "conclude", "respond"}:
        return _child(page, verb, _CONTENT | frozenset({"oprd"})) is not None
    _, end = _sentence_edges(page, verb)
    return any(page.pos[token] == "NUM" for token in range(verb, min(page.right[verb], end) + 1))


def _according_frame(page: Page, token: int, lexicon: Lexicon, memory: Memory) -> Frame | None:
    """Read "according to X"."""
    to = token + 1
    if to >= len(page) or page.words[to] != "to":
        return None
    root = _child(page, to, frozenset({"pobj"}))
    if root is None:
        root = _child(page, token, frozenset({"pobj"}))
    speakers = _speakers(page, root, lexicon, memory)
    if not speakers:
        return None
    start, end = _sentence_edges(page, token)
    for ancestor in page.ancestors(token):
        if page.pos[ancestor] in {"VERB", "AUX"}:
            return Frame(
                speakers,
                max(start, page.left[ancestor]),
                min(end, page.right[ancestor]),
                token,
                "assert",
            )
    return Frame(speakers, start, end, token, "assert")


def _worry_frame(page: Page, token: int, lexicon: Lexicon, memory: Memory) -> Frame | None:
    """Read "X is worried that", "would have grave concerns if", "the concern is that"."""
    _, end = _sentence_edges(page, token)
    verb = page.head[token]
    if page.words[token] in _WORRY_ADJECTIVES:
        if page.pos[token] == "VERB" and page.dep[token] != "acomp":
            verb = token
        elif page.dep[token] not in {"acomp", "ROOT"}:
            return None
        speakers = _speakers(page, _subject(page, verb), lexicon, memory)
        start, end = _with_condition(page, verb, token, min(page.right[verb], end))
        return Frame(speakers, start, end, token, "concern") if speakers else None
    governor = _condition_of(page, token)
    if governor is not None and lexicon.say_nouns[page.lemmas[token]] == "concern":
        speakers = _speakers(page, _subject(page, governor), lexicon, memory)
        start, end = _with_condition(page, governor, token, token)
        return Frame(speakers, start, end, token, "concern")
    if page.dep[token] == "dobj" and page.lemmas[verb] in {"have", "hold"}:
        speakers = _speakers(page, _subject(page, verb), lexicon, memory)
        if speakers:
            end = min(max(page.right[token], page.right[verb]), end)
            return Frame(speakers, token, end, token, lexicon.say_nouns[page.lemmas[token]])
    mode = lexicon.say_nouns[page.lemmas[token]]
    clause = next(
        (child for child in page.children[token] if page.dep[child] in {"acl", "ccomp", "relcl"}),
        None,
    )
    if page.dep[token] in {"nsubj", "attr"} or clause is not None:
        # "X said …, but there are concerns that …": the worry is the report's, not X's
        apart = page.dep[verb] == "conj" and any(
            page.words[c] == "there" for c in page.children[verb]
        )
        speakers = (memory.publisher,) if apart else ()
        return Frame(
            speakers, token, min(max(page.right[token], page.right[verb]), end), token, mode
        )
    if page.dep[token] == "dobj" and page.lemmas[verb] in {"have", "be", "express", "raise"}:
        subject = _subject(page, verb)
        speakers = _speakers(page, subject, lexicon, memory)
        return Frame(speakers, token, min(page.right[verb], end), token, mode)
    return None


def _condition_of(page: Page, token: int) -> int | None:
    """Return the verb of "would have concerns if …", "would view it with concern if …"."""
    for ancestor in page.ancestors(token, 4):
        if page.pos[ancestor] in {"VERB", "AUX"} and _condition(page, ancestor) is not None:
            return ancestor
    return None


def _condition(page: Page, verb: int) -> int | None:
    """Return the verb of the if-clause under a verb, or under the "said" around it."""
    for at in (verb, page.head[verb]):
        for child in page.children[at]:
            if page.dep[child] == "advcl" and any(
                page.words[mark] in {"if", "should"} and page.dep[mark] in {"mark", "aux"}
                for mark in page.children[child]
            ):
                return child
    return None


def _with_condition(page: Page, verb: int, start: int, end: int) -> tuple[int, int]:
    """Widen a worry to the if-clause that tells what the worry is."""
    condition = _condition(page, verb)
    if condition is None:
        return start, end
    return min(start, page.left[condition]), max(end, page.right[condition])


_DOUBTING = frozenset({"convinced", "sure", "certain", "persuaded", "satisfied"})
_UNSURE = frozenset({"unconvinced", "sceptical", "skeptical", "doubtful", "unsure", "unpersuaded"})


def _doubt_frame(page: Page, token: int, lexicon: Lexicon, memory: Memory) -> Frame | None:
    """Read "X was not convinced that", "X was sceptical that"."""
    verb = token if page.pos[token] == "VERB" else page.head[token]
    if page.words[token] in _DOUBTING and not any(
        page.dep[child] == "neg" for child in (*page.children[verb], *page.children[token])
    ):
        return None
    if not any(
        page.dep[child] == "ccomp" for child in (*page.children[verb], *page.children[token])
    ):
        return None
    speakers = _speakers(page, _subject(page, verb), lexicon, memory)
    _, end = _sentence_edges(page, token)
    return Frame(speakers, token, min(page.right[verb], end), token, "doubt") if speakers else None


_ACCOUNTS = frozenset(
    {"account", "view", "words", "opinion", "count", "tally", "telling", "estimate", "reckoning"}
)


def _account_frame(page: Page, token: int, lexicon: Lexicon, memory: Memory) -> Frame | None:
    """Read "by the account of X", "in the view of X", "in X's words"."""
    preposition = page.head[token]
    if page.words[preposition] not in {"by", "in", "on"} or page.dep[token] != "pobj":
        return None
    start, end = _sentence_edges(page, token)
    root = next(
        (
            grandchild
            for child in page.children[token]
            if page.words[child] == "of" or page.dep[child] == "poss"
            for grandchild in ([child] if page.dep[child] == "poss" else page.children[child])
            if page.dep[grandchild] in {"pobj", "poss"}
        ),
        None,
    )
    speakers = _speakers(page, root, lexicon, memory)
    if not speakers or all(speaker.kind == "unknown" for speaker in speakers):
        return None
    return Frame(speakers, start, end, token, "assert")


_VERSIONS = frozenset({"version", "account", "story", "picture", "explanation"})


def _version_frame(page: Page, verb: int, lexicon: Lexicon, memory: Memory) -> Frame | None:
    """Read "X gave another version: …"; without a colon, X goes on in the next sentence."""
    told = _child(page, verb, frozenset({"dobj"}))
    names = page.lemmas[verb] in {"name", "identify"}
    if told is None or page.lemmas[told] not in ({"target"} if names else _VERSIONS):
        return None
    speakers = _speakers(page, _subject(page, verb), lexicon, memory)
    if not speakers:
        return None
    _, end = _sentence_edges(page, verb)
    colon = next((at for at in range(told, min(told + 6, end)) if page.words[at] == ":"), None)
    return Frame(speakers, verb, told if colon is None and not names else end, verb, "assert")


def _headline_frame(
    page: Page, start: int, end: int, lexicon: Lexicon, memory: Memory
) -> Frame | None:
    """Read "Strike kills five in X: medics" and "Medics: five killed"."""
    last = end - 1
    while last > start and page.pos[last] == "SPACE":
        last -= 1
    if last - start < 4 or page.words[last] in {".", '"', "!", "?"}:
        return None
    for token in range(max(start + 2, last - 6), last):
        if page.words[token] in {":", "-", "–", "—"} and page.starts[token] > page.ends[
            token - 1
        ] - (page.words[token] == ":"):
            speaker = find_speaker(page, last, lexicon, memory)
            if speaker and speaker.kind != "unknown":
                return Frame((speaker,), start, token, token, "assert")
    for token in range(start + 1, min(start + 6, last)):
        if page.words[token] == ":":
            speaker = find_speaker(page, token - 1, lexicon, memory)
            if speaker and speaker.kind not in {"unknown", "government"}:
                return Frame((speaker,), token, last, token, "assert")
    return None


def _sentence_frames(page: Page, number: int, lexicon: Lexicon, memory: Memory) -> list[Frame]:
    start, end = page.sentences[number]
    found: list[Frame] = []
    for token in range(start, end):
        frame: Frame | None = None
        lemma, pos = page.lemmas[token], page.pos[token]
        if page.words[token] == "according":
            frame = _according_frame(page, token, lexicon, memory)
        elif page.words[token] in _WORRY_ADJECTIVES:
            frame = _worry_frame(page, token, lexicon, memory)
        elif page.words[token] in _DOUBTING | _UNSURE:
            frame = _doubt_frame(page, token, lexicon, memory)
        elif pos == "NOUN" and page.words[token] in _ACCOUNTS and token + 1 < end:
            frame = _account_frame(page, token, lexicon, memory)
        elif (
            pos == "VERB"
            and lemma in {"give", "offer", "tell", "present", "name", "identify"}
            and (version := _version_frame(page, token, lexicon, memory))
        ):
            frame = version
        elif pos == "VERB" or (pos == "AUX" and lemma in lexicon.say_verbs):
            mode = lexicon.say_verbs.get(lemma)
            if mode is None and _owns_up(page, token):
                mode = "assert"
            if mode:
                frame = _verb_frame(page, token, mode, lexicon, memory)
        elif pos in {"NOUN", "PROPN"} and _is_mistagged_verb(page, token, start, lexicon):
            frame = _bare_frame(page, token, start, end, lexicon, memory)
        elif (pos == "NOUN" and lemma in lexicon.say_nouns) or page.words[
            token
        ] in _WORRY_ADJECTIVES:
            frame = _worry_frame(page, token, lexicon, memory)
        if frame is None and found and page.tags[token] == "VBG":
            frame = _continued_frame(page, token, lexicon)
        if frame is None:
            _note_actor(page, token, memory)
            _note_person(page, token, number, lexicon, memory)
            continue
        if found and _only_continues(page, token, lexicon):
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
        for speaker in frame.speakers[:1]:
            memory.note(speaker)
            if speaker.person:
                memory.mentioned = (number, speaker)
    found = _with_late_speakers(page, found)
    if not found:
        headline = _headline_frame(page, start, end, lexicon, memory)
        if headline:
            found.append(headline)
    return found


def _with_late_speakers(page: Page, frames: list[Frame]) -> list[Frame]:
    """Let "he" in "he would be worried, X said" be X, who is named only behind it."""
    told: list[Frame] = []
    for frame in frames:
        if frame.mode in {"concern", "doubt"}:
            subject = _subject(page, frame.verb) if page.pos[frame.verb] == "VERB" else None
            if subject is None:
                subject = _subject(page, page.head[frame.verb])
            outer = next(
                (
                    other
                    for other in frames
                    if other.verb > frame.verb
                    and other.start <= frame.verb <= other.end
                    and other.mode == "assert"
                ),
                None,
            )
            pronoun = subject is not None and page.pos[subject] == "PRON"
            # "Washington would worry, X said": X speaks for the government he is of
            speaks_for = (
                outer is not None
                and bool(frame.speakers)
                and frame.speakers[0].kind == "government"
                and frame.speakers[0].actor == outer.speakers[0].actor
            )
            if outer and (pronoun or speaks_for or not frame.speakers):
                told.append(replace(frame, speakers=outer.speakers, via=outer.via))
                continue
        told.append(frame)
    return told


def _continued_frame(page: Page, token: int, lexicon: Lexicon) -> Frame | None:
    """Read ", adding that …", ", saying …": the speaker before goes on."""
    if lexicon.say_verbs.get(page.lemmas[token]) not in {"assert", "deny"}:
        return None
    _, end = _sentence_edges(page, token)
    return Frame(
        (), token, min(page.right[token], end), token, lexicon.say_verbs[page.lemmas[token]]
    )


def _only_continues(page: Page, verb: int, lexicon: Lexicon) -> bool:
    """Whether "… said that it had hit X and dismissed Y": the first speaker goes on."""
    if page.dep[verb] != "conj" or page.lemmas[page.head[verb]] in lexicon.say_verbs:
        return False
    if page.words[verb - 1] in {",", ")"}:
        return False
    return not any(page.dep[child] in _SUBJECTS for child in page.children[verb])


def _is_mistagged_verb(page: Page, token: int, start: int, lexicon: Lexicon) -> bool:
    """Whether "the X and the Y report that …" was parsed with a noun."""
    return (
        page.lemmas[token] in {"report", "claim", "state"}
        and token > start
        and page.pos[token - 1] == "PROPN"
        and token + 1 < len(page)
        and page.words[token + 1] == "that"
        and page.lemmas[token] in lexicon.say_verbs
    )


def _bare_frame(
    page: Page, token: int, start: int, end: int, lexicon: Lexicon, memory: Memory
) -> Frame | None:
    speakers: list[Speaker] = []
    for number in range(start, token):
        cover = page.hit_at[number]
        if cover and cover.end - 1 == number:
            speaker = find_speaker(page, number, lexicon, memory)
            if speaker and speaker not in speakers:
                speakers.append(speaker)
    if not speakers:
        return None
    return Frame(tuple(speakers), token, end - 1, token, "assert")


def _note_person(page: Page, token: int, number: int, lexicon: Lexicon, memory: Memory) -> None:
    """Remember a person who is named and does not speak: the next "he" may be him."""
    row = lexicon.speakers.get(page.lemmas[token])
    if row and row["person"] == "1" and page.dep[token] == "nsubj" and page.tags[token] == "NN":
        speaker = find_speaker(page, token, lexicon, memory)
        if speaker and speaker.person:
            memory.mentioned = (number, speaker)
        return
    if token in memory.full_names:
        name = memory.full_names[token]
        spoke = memory.mentioned
        if spoke is None or number - spoke[0] >= 1:
            memory.mentioned = (number, memory.people[name])


def _note_actor(page: Page, token: int, memory: Memory) -> None:
    hit = page.hit_at[token]
    if hit is None or hit.entry.table != "actors":
        return
    row = hit.entry.row
    if row["kind"] == "state":
        memory.last_actor = hit.entry.name
    elif row["kind"] == "armed" and hit.entry.name.rpartition(" ")[2] in {"army", "military"}:
        memory.army = Speaker(row["speaker"], "military", hit.entry.name)
    last = hit.end - 1
    if token != last or actor_of_hit(page, hit) is None:
        return
    if page.dep[last] == "nsubj":
        memory.topic = hit.entry.name
    explained = any(
        page.dep[child] == "appos" and page.lemmas[child] in GROUP_NOUNS
        for child in page.children[last]
    )
    if row["kind"] == "armed" and (explained or page.dep[last] in _SUBJECTS):
        memory.note_group(Speaker(row["speaker"], "government", hit.entry.name))


def _quotations(page: Page) -> list[tuple[int, int]]:
    """Return the token spans between double quotation marks, paragraph by paragraph."""
    spans: list[tuple[int, int]] = []
    opened: int | None = None
    for token, word in enumerate(page.words):
        if word == '"':
            if opened is None:
                opened = token
            else:
                spans.append((opened, token))
                opened = None
        elif "\n" in word:
            if opened is not None and token - opened > 3:
                spans.append((opened, token))
            opened = None
    if opened is not None and len(page) - opened > 3:
        spans.append((opened, len(page) - 1))
    return spans


def _quoted_frames(page: Page, by_sentence: dict[int, list[Frame]]) -> list[Frame]:
    """Give a quotation of several sentences to the speaker named beside it."""
    found: list[Frame] = []
    for start, end in _quotations(page):
        first, last = page.sentence_of[start], page.sentence_of[end]
        if first == last and not (start - page.sentences[first][0] <= 1):
            continue
        beside = [
            frame
            for number in dict.fromkeys(
                (last, first, min(last + 1, len(page.sentences) - 1), max(first - 1, 0))
            )
            for frame in by_sentence.get(number, ())
            if not start < frame.verb < end and _is_near(page, frame.verb, start, end)
        ]
        if beside:
            frame = beside[0]
            found.append(Frame(frame.speakers, start, end, frame.verb, "assert", frame.via))
    return found


def _is_near(page: Page, verb: int, start: int, end: int) -> bool:
    """Whether a verb stands beside a quotation with no paragraph between."""
    low, high = (end, verb) if verb > end else (verb, start)
    if high - low > 40:
        return False
    return not any("\n" in page.words[token] for token in range(low + 1, high))


def find_frames(page: Page, lexicon: Lexicon, memory: Memory) -> Frames:
    """Return every frame of a report; `memory` is left as after reading it."""
    by_sentence: dict[int, list[Frame]] = {}
    verbs: dict[int, Frame] = {}
    for number in range(len(page.sentences)):
        frames = _sentence_frames(page, number, lexicon, memory)
        if frames:
            by_sentence[number] = frames
            for frame in frames:
                verbs[frame.verb] = frame
    aloud = [*_quoted_frames(page, by_sentence), *_signed_sections(page, by_sentence, memory)]
    reach: dict[int, list[Frame]] = {}
    for frame in aloud:
        for number in range(page.sentence_of[frame.start], page.sentence_of[frame.end] + 1):
            reach.setdefault(number, []).append(frame)
    return Frames(by_sentence, aloud, verbs, reach)


_SIGNED = frozenset({"analysis", "opinion", "comment", "viewpoint", "commentary"})


def _signed_sections(
    page: Page, by_sentence: dict[int, list[Frame]], memory: Memory
) -> list[Frame]:
    """Give the paragraphs under "Analysis: NAME" to that name, up to the next heading."""
    found: list[Frame] = []
    for number, (start, end) in enumerate(page.sentences):
        speakers: tuple[Speaker, ...] = ()
        if page.words[start] in _SIGNED and (number in by_sentence or _is_heading(page, number)):
            frames = by_sentence.get(number, [])
            speakers = frames[0].speakers if frames else ()
            if page.words[start + 1 : start + 2] == ["by"]:
                named = (
                    memory.people[memory.full_names[token]]
                    for token in range(start, end)
                    if token in memory.full_names
                )
                speakers = tuple(named)[:1] or speakers
        if not speakers:
            continue
        last = number
        for later in range(number + 1, len(page.sentences)):
            if _is_heading(page, later):
                break
            last = later
        if last > number:
            first = page.sentences[number + 1][0]
            found.append(Frame(speakers, first, page.sentences[last][1] - 1, start, "assert"))
    return found


def _is_heading(page: Page, number: int) -> bool:
    """Whether a sentence is a line of its own without an end: a heading."""
    start, end = page.sentences[number]
    words = [word for word in page.words[start:end] if not word.isspace()]
    if not words or len(words) > 14:
        return False
    return words[-1] not in {".", "!", "?", '"', "'", ":", ";", ")"} and "\n" in page.words[end - 1]
