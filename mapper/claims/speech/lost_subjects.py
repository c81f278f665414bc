"""Who stands right beside a verb of saying whose subject the parse lost or misread."""

from __future__ import annotations

from mapper.claims.grammar import edges_of, is_date_word
from mapper.claims.page import Page
from mapper.claims.speakers.phrases import find_speaker
from mapper.claims.speakers.speaker import Memory, Speaker
from mapper.claims.speech.frame import Frame
from mapper.claims.tables import Lexicon

__all__ = ["bare_frame", "is_mistagged_verb", "speakers_beside"]

_BREAKS = frozenset({",", ")", "(", "-", "–", "—"})
_IN_PHRASE = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "PART"})
_BETWEEN = frozenset({"appos", "compound", "pobj", "prep", "amod", "nmod", "poss", "conj"})


def speakers_beside(
    page: Page, verb: int, lexicon: Lexicon, memory: Memory
) -> tuple[int, tuple[Speaker, ...]] | None:
    """Return who stands right beside a say verb whose subject the parse lost.

    "…, the A for B, a monitoring group, said." and "…, claimed a source in B". A name is
    taken before a description.
    """
    told: tuple[int, tuple[Speaker, ...]] | None = None
    for root in _roots_beside(page, verb):
        speakers = _side_by_side(page, root, verb, lexicon, memory)
        if not speakers:
            continue
        person = told is not None and told[1][0].person
        if person and page.hit_at[root] and speakers[0].kind == "government":
            continue  # "in X, Mali, a spokesman for the rebels said"
        if speakers[0].name[:1].isupper():
            return root, speakers
        somebody = speakers[0].person and page.words[page.left[root]] in {"a", "an"}
        if told is None or (somebody and not person):
            told = root, speakers  # "a spokesman for an alliance said": not the alliance
    return told


def _side_by_side(
    page: Page, root: int, verb: int, lexicon: Lexicon, memory: Memory
) -> tuple[Speaker, ...]:
    """Return the speakers of "medics and the army" before a verb of saying."""
    while page.dep[root] == "conj" and "," not in page.words[page.head[root] : root]:
        root = page.head[root]
    roots = [root]
    for token in roots:
        roots.extend(
            child
            for child in page.children[token]
            if page.dep[child] == "conj" and root < child < verb and child not in roots
        )
    found = (find_speaker(page, token, lexicon, memory) for token in roots)
    return tuple(dict.fromkeys(each for each in found if each and each.kind != "unknown"))


def _roots_beside(page: Page, verb: int) -> list[int]:
    """Return the nouns whose phrase ends right before a verb, or begins right behind it."""
    start, end = edges_of(page, verb)
    at = verb - 1
    while at > start and (page.words[at] in _BREAKS or page.pos[at] == "AUX"):
        at -= 1
    found = []
    while start < at < verb:
        if (
            page.pos[at] in {"NOUN", "PROPN"}
            and _begins_phrase(page, at, start)
            and not _is_object_of_who(page, at)
        ):
            found.append(at)
        if page.dep[at] not in _BETWEEN or page.head[at] == at or _is_somebody_else(page, at):
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
    turned = page.words[verb - 1] in {",", '"', "'", ")"}
    if not found and turned and after is not None and after <= end:
        found.append(after)
    return found


def _is_somebody_else(page: Page, token: int) -> bool:
    """Whether "left by a mission, an official and a rebel group said" names two, and not it."""
    return page.dep[token] == "appos" and any(
        page.dep[child] == "conj" and child > token and page.tags[page.head[token]] != "NNS"
        for child in page.children[token]
    )


def _is_object_of_who(page: Page, token: int) -> bool:
    """Whether "the clinic" in "X, which supports the clinic, said" is only what X supports."""
    return page.dep[token] == "dobj" and page.dep[page.head[token]] == "relcl"


def _begins_phrase(page: Page, root: int, start: int) -> bool:
    """Whether a comma, a quotation mark, an article or a date opens the phrase of a noun."""
    first = root
    while first > start and page.pos[first - 1] in _IN_PHRASE and page.words[first - 1] != "the":
        if is_date_word(page, first - 1):
            return True  # "On 5 March UNICEF said"
        first -= 1
    if first > start and page.words[first - 1] in {"the", "a", "an"}:
        return True
    if page.words[first - 1] == "and" and page.dep[root] == "conj" and page.pos[root] == "PROPN":
        return True  # "X blamed Y and Y blamed X"
    return page.words[first - 1] in {",", '"'} or page.words[page.left[root] - 1] in {",", '"'}


def is_mistagged_verb(page: Page, token: int, start: int, lexicon: Lexicon) -> bool:
    """Whether "the X and the Y report that …" was parsed with a noun."""
    return (
        page.lemmas[token] in {"report", "claim", "state"}
        and token > start
        and page.pos[token - 1] == "PROPN"
        and token + 1 < len(page)
        and page.words[token + 1] == "that"
        and page.lemmas[token] in lexicon.say_verbs
    )


def bare_frame(
    page: Page, token: int, start: int, end: int, lexicon: Lexicon, memory: Memory
) -> Frame | None:
    """Give a verb parsed as a noun the bodies named before it."""
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
