"""Who did a strike told before, by its deed: "it was carried out by X", "the planes were X's".

The sentence has no place of its own and tells of no new strike; its words point back. Who is
said to be behind it, in words without a deed, see mapper/claims/assembly/culprits.py.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from mapper.claims.assembly.charges import write_charge
from mapper.claims.assembly.denied import reach_of
from mapper.claims.assembly.draft import Draft
from mapper.claims.assembly.focus import focus_at
from mapper.claims.assembly.voices import voices_at
from mapper.claims.attackers.armies import find_coalition, named_army, settle
from mapper.claims.attackers.phrases import actors_in_phrase
from mapper.claims.events.weapons import hit_kind
from mapper.claims.grammar import BY_WHOM, SUPPOSING, is_negated
from mapper.claims.page import Page

__all__ = ["read_credit"]

_DOING = frozenset(
    {
        "carry", "conduct", "launch", "commit", "perform", "mount", "execute", "stage", "do",
        "perpetrate", "make", "undertake", "deliver", "fire", "drop", "bomb",
        "stag",  # what the parser makes of "staged"
    }
)  # fmt: skip
_POINTING = frozenset({"the", "this", "that", "these", "those", "both", "all", "either"})
_PRONOUNS = frozenset({"it", "they", "these", "those", "this", "that", "both"})


def read_credit(draft: Draft, sentence: int) -> None:
    """Keep who says that an actor did, or did not do, the strike told just before."""
    number = focus_at(draft, sentence)
    if number is None or not 0 < sentence - draft.events[number].sentence <= reach_of(draft):
        return
    start, end = draft.page.sentences[sentence]
    for verb in range(start, end):
        if draft.page.pos[verb] not in {"VERB", "AUX"} or _is_asked(draft.page, verb):
            continue
        for actor in _settle(draft, number, _credited(draft, verb, number)):
            _write(draft, number, verb, actor, negated=is_negated(draft.page, verb))
        for actor in _settle(draft, number, _uninvolved(draft, verb, number)):
            _write(draft, number, verb, actor, negated=True)


def _is_asked(page: Page, verb: int) -> bool:
    """Whether "not clear if the jets were X's" leaves it open."""
    return any(
        page.words[at] in {"if", "whether"} and page.dep[at] == "mark" for at in page.children[verb]
    )


def _settle(draft: Draft, number: int, actors: Iterator[str]) -> tuple[str, ...]:
    """Return whose "the army" and "the government" are here, each actor once."""
    names = tuple(dict.fromkeys(actors))
    if not names:
        return ()
    page, lexicon = draft.page, draft.lexicon
    army = named_army(page, draft.events[number].anchor, draft.country, lexicon)
    coalition = find_coalition(page, draft.country, lexicon)
    return settle(names, coalition, draft.country, lexicon, army)


def _write(draft: Draft, number: int, verb: int, actor: str, *, negated: bool) -> None:
    voices = tuple(
        voice
        for voice in voices_at(draft, verb)
        if voice.speaker != draft.memory.publisher and voice.mode in {"assert", "deny", "hedge"}
    )
    if not voices:
        return
    rule = "says who did the strike told before"
    write_charge(draft, actor, number, verb, rule, voices, negated=negated)
    if not negated and any(voice.mode == "assert" for voice in voices):
        draft.note_accused(draft.page.sentence_of[verb], actor)


def _credited(draft: Draft, verb: int, number: int) -> Iterator[str]:
    """Yield the actors that a verb gives the strike to."""
    page = draft.page
    if page.lemmas[verb] == "be":
        yield from _by_being(draft, verb, number)
    elif page.lemmas[verb] in _DOING:
        yield from _by_doing(draft, verb, number)
    elif page.lemmas[verb] == "belong" and _any(
        page, verb, {"nsubj"}, lambda at: _is_carrier(page, at)
    ):
        yield from _after(page, verb, "to")


def _by_doing(draft: Draft, verb: int, number: int) -> Iterator[str]:
    """Read "they were carried out by X" and "X had carried out the raid"."""
    page = draft.page
    if _any(page, verb, {"nsubjpass"}, lambda at: _is_told(draft, at, number)):
        for child in page.children[verb]:
            if page.words[child] == "by" and page.dep[child] in BY_WHOM:
                yield from _names(page, child, child, page.right[child])
    elif _any(page, verb, {"dobj"}, lambda at: _is_told(draft, at, number)):
        for child in page.children[verb]:
            if page.dep[child] == "nsubj":
                yield from _names(page, child, page.left[child], page.right[child])


def _by_being(draft: Draft, verb: int, number: int) -> Iterator[str]:
    """Read "the raids were by X", "the planes were Russian"."""
    page = draft.page
    above = page.head[verb]
    thought = page.dep[verb] == "xcomp" and page.lemmas[above] in SUPPOSING
    # "the jets were thought to be X's"
    whose, subject = (above, {"nsubjpass"}) if thought else (verb, {"nsubj"})
    told = _any(page, whose, subject, lambda at: _is_told(draft, at, number))
    carrier = _any(page, whose, subject, lambda at: _is_carrier(page, at))
    for complement in page.children[verb]:
        if told and page.dep[complement] == "prep" and page.words[complement] == "by":
            yield from _names(page, complement, complement, page.right[complement])
        elif carrier and page.dep[complement] in {"attr", "acomp"}:
            yield from _names(page, complement, page.left[complement], complement)


_SHARE = frozenset({"part", "role", "hand", "involvement"})


def _uninvolved(draft: Draft, verb: int, number: int) -> Iterator[str]:
    """Yield who "had nothing to do with the attack", "took no part in it"."""
    page = draft.page
    end = min(page.right[verb], verb + 14) + 1
    words = page.words[verb:end]
    none = any(
        page.dep[child] == "dobj"
        and (
            page.words[child] == "nothing"
            or (
                page.lemmas[child] in _SHARE
                and any(page.words[other] == "no" for other in page.children[child])
            )
        )
        for child in page.children[verb]
    )
    if none and ("do" in words or _SHARE & set(words)):
        for child in page.children[verb]:
            if page.dep[child] == "nsubj" and any(
                _is_told(draft, at, number) for at in range(verb, end) if page.dep[at] == "pobj"
            ):
                yield from _names(page, child, page.left[child], page.right[child])


def _after(page: Page, head: int, preposition: str) -> Iterator[str]:
    for child in page.children[head]:
        if page.words[child] == preposition:
            yield from _names(page, child, child, page.right[child])


def _names(page: Page, root: int, low: int, high: int) -> Iterator[str]:
    for _, name in actors_in_phrase(page, root, low, min(high, low + 20)):
        yield name


def _any(page: Page, verb: int, deps: set[str], test: Callable[[int], bool]) -> bool:
    return any(page.dep[child] in deps and test(child) for child in page.children[verb])


def _is_told(draft: Draft, token: int, number: int) -> bool:
    """Whether a word means the strike told before: "they", "the raid", "both attacks"."""
    page = draft.page
    if page.words[token] in _PRONOUNS:
        return page.sentence_of[token] - draft.events[number].sentence == 1
    strike = page.lemmas[token] in draft.lexicon.event_nouns or hit_kind(page, token) == "strike"
    return strike and any(page.words[child] in _POINTING for child in page.children[token])


def _is_carrier(page: Page, token: int) -> bool:
    """Whether "the planes", "the missile" are meant."""
    return hit_kind(page, token) in {"carrier", "munition"} and any(
        page.words[child] in _POINTING for child in page.children[token]
    )
