"""Frames without a verb of saying: "according to X", "by X's account", "X gave another version"."""

from __future__ import annotations

from mapper.claims.grammar import CONTENT, child_of, edges_of
from mapper.claims.page import Page
from mapper.claims.speakers.speaker import Memory
from mapper.claims.speech.frame import Frame
from mapper.claims.speech.subjects import speakers_of, subject_of
from mapper.claims.tables import Lexicon, word_list

__all__ = [
    "ACCOUNTS",
    "TOLD",
    "according_frame",
    "account_frame",
    "story_frame",
    "telling_frame",
]


def according_frame(page: Page, token: int, lexicon: Lexicon, memory: Memory) -> Frame | None:
    """Read "according to X"."""
    to = token + 1
    if to >= len(page) or page.words[to] != "to":
        return None
    root = child_of(page, to, frozenset({"pobj"}))
    if root is None:
        root = child_of(page, token, frozenset({"pobj"}))
    speakers = speakers_of(page, root, lexicon, memory)
    for again in page.children[to]:
        # "according to X and to Y"
        if page.dep[again] == "conj" and page.words[again] == "to":
            other = child_of(page, again, frozenset({"pobj"}))
            speakers += speakers_of(page, other, lexicon, memory)
    if not speakers:
        return None
    start, end = edges_of(page, token)
    if _ends_sentence(page, token, end) or token - start <= 1:
        low, high = _between_semicolons(page, token, start, end)
        return Frame(speakers, low, high, token, "assert")
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


def _ends_sentence(page: Page, token: int, end: int) -> bool:
    """Whether ", according to X." closes the sentence: then all before it is X's."""
    if page.words[token - 1] not in {",", '"'}:
        return False
    after = page.right[token] + 1
    end = next((at for at in range(token, end) if page.words[at] == ";"), end)
    return not any(page.pos[later] in {"VERB", "AUX"} for later in range(after, end + 1))


def _between_semicolons(page: Page, token: int, start: int, end: int) -> tuple[int, int]:
    low = next((at + 1 for at in range(token, start - 1, -1) if page.words[at] == ";"), start)
    high = next((at for at in range(token, end + 1) if page.words[at] == ";"), end)
    return low, high


ACCOUNTS = frozenset(
    {
        "account",
        "view",
        "words",
        "opinion",
        "count",
        "tally",
        "telling",
        "estimate",
        "estimates",
        "reckoning",
        "figures",
        "records",
    }
)


def account_frame(page: Page, token: int, lexicon: Lexicon, memory: Memory) -> Frame | None:
    """Read "by the account of X", "in the view of X", "in X's words"."""
    preposition = page.head[token]
    if page.words[preposition] not in {"by", "in", "on"} or page.dep[token] != "pobj":
        return None
    start, end = edges_of(page, token)
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
    speakers = speakers_of(page, root, lexicon, memory)
    if not speakers or all(speaker.kind == "unknown" for speaker in speakers):
        return None
    return Frame(speakers, start, end, token, "assert")


def _is_party(page: Page, token: int) -> bool:
    """Whether "named the RSF", "identified Russia" name a party of the war, and no people."""
    hit = page.hit_at[token]
    return hit is not None and hit.entry.table == "actors" and hit.entry.sense != "demonym"


TOLD = word_list("told")
"""Nouns that say that somebody says: "a claim by X that …", "X's report of …"."""


def story_frame(page: Page, noun: int, lexicon: Lexicon, memory: Memory) -> Frame | None:
    """Read "the claim by X that …", "X's statement that …", "X's assessment is that …"."""
    content = child_of(page, noun, CONTENT)
    verb = page.head[noun]
    if content is None and page.dep[noun] == "nsubj" and page.lemmas[verb] == "be":
        content = child_of(page, verb, CONTENT)
    if content is None:
        return None
    root = child_of(page, noun, frozenset({"poss"}))
    root = _whose(page, noun) if root is None else root
    for child in page.children[noun]:
        if noun < child < content and page.words[child] in {"by", "from"}:
            root = child_of(page, child, frozenset({"pobj"}))
    speakers = speakers_of(page, root, lexicon, memory)
    if not speakers or all(speaker.kind == "unknown" for speaker in speakers):
        return None
    _, end = edges_of(page, noun)
    return Frame(speakers, noun, min(page.right[content], end), noun, "assert", story=True)


def _whose(page: Page, noun: int) -> int | None:
    """Return the name of "Taliban claims that", "rebel claims that"."""
    parties = {"actors", "holders"}
    return next(
        (
            child
            for child in page.children[noun]
            if page.dep[child] in {"amod", "compound"}
            and (hit := page.hit_at[child]) is not None
            and hit.entry.table in parties
        ),
        None,
    )


_VERSIONS = frozenset({"version", "account", "story", "picture", "explanation"})


def telling_frame(page: Page, verb: int, lexicon: Lexicon, memory: Memory) -> Frame | None:
    """Return the frame of a verb that tells with its object: "gave another version"."""
    told = None
    if page.lemmas[verb] in _PRESENTING and page.pos[verb] == "VERB":
        told = _version_frame(page, verb, lexicon, memory)
    return told or _toll_frame(page, verb, lexicon, memory)


_PRESENTING = frozenset({"give", "offer", "tell", "present", "name", "identify"})


def _version_frame(page: Page, verb: int, lexicon: Lexicon, memory: Memory) -> Frame | None:
    """Read "X gave another version: …"; without a colon, X goes on in the next sentence."""
    told = child_of(page, verb, frozenset({"dobj"}))
    names = page.lemmas[verb] in {"name", "identify"}
    if names and told is not None and _is_party(page, told):
        speakers = speakers_of(page, subject_of(page, verb), lexicon, memory)
        _, end = edges_of(page, verb)
        last = min(page.right[verb], end)
        return Frame(speakers, verb, last, verb, "accuse", accused=told) if speakers else None
    if told is None or page.lemmas[told] not in ({"target"} if names else _VERSIONS):
        return None
    speakers = speakers_of(page, subject_of(page, verb), lexicon, memory)
    if not speakers:
        return None
    _, end = edges_of(page, verb)
    colon = next((at for at in range(told, min(told + 6, end)) if page.words[at] == ":"), None)
    return Frame(speakers, verb, told if colon is None and not names else end, verb, "assert")


_TOLLS = frozenset({"toll", "count", "number", "figure", "tally", "total", "estimate", "breakdown"})
_MOVING = frozenset({"raise", "revise", "lift", "lower", "update"})
_CORRECTING = _MOVING | {"have", "give", "offer"}


def _puts_it_at(page: Page, verb: int, told: int) -> bool:
    """Whether "later raised it to 11", "revised that down to nine" is told."""
    numbered = page.words[told] in {"it", "this", "that"} and page.lemmas[verb] in _MOVING
    return numbered and any(
        page.words[child] in {"to", "at"}
        and any(page.pos[inner] == "NUM" for inner in page.children[child])
        for child in page.children[verb]
    )


def _toll_frame(page: Page, verb: int, lexicon: Lexicon, memory: Memory) -> Frame | None:
    """Read "X raised its count to 35", "X had a higher figure: seven dead"."""
    if page.lemmas[verb] not in _CORRECTING:
        return None
    told = child_of(page, verb, frozenset({"dobj"}))
    if told is None or not (page.lemmas[told] in _TOLLS or _puts_it_at(page, verb, told)):
        return None
    speakers = speakers_of(page, subject_of(page, verb), lexicon, memory)
    if not speakers or all(speaker.kind == "unknown" for speaker in speakers):
        return None
    _, end = edges_of(page, verb)
    colon = ":" in page.words[told:end]
    return Frame(speakers, verb, end if colon else min(page.right[verb], end), verb, "assert")
