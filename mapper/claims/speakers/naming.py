# ruff: noqa: PLR0911
# a list of cases with an answer each reads better whole than in parts
"""Which person a phrase names: by full name, by surname, or by a post with the name beside it."""

from __future__ import annotations

from dataclasses import replace

from mapper.claims.page import Page
from mapper.claims.speakers.owners import owner_of
from mapper.claims.speakers.people import GROUP_NOUNS, make_person, note_posts, person_tokens
from mapper.claims.speakers.speaker import Memory, Speaker
from mapper.claims.tables import Lexicon, word_list

__all__ = [
    "calling_himself",
    "met_before",
    "named_after_body",
    "named_behind",
    "named_person",
    "of_the_post_before",
    "serving",
]


def _full_name(name: str, memory: Memory) -> Speaker | None:
    folded = name.casefold()
    for full, speaker in memory.people.items():
        other = full.casefold()
        if other == folded or other.endswith(" " + folded) or other.endswith("-" + folded):
            return speaker
    surname = folded.split()[-1]
    if len(surname) > 3 and " " not in folded:
        for full, speaker in memory.people.items():
            if full.casefold().split()[-1] == surname:
                return speaker
    return None


def named_person(
    page: Page,
    start: int,
    root: int,
    lexicon: Lexicon,
    memory: Memory,
    *,
    of_post: bool = False,
) -> Speaker | None:
    """Return the person that a phrase names, by full name or surname.

    `of_post`: it explains a post, as in "the mayor, X".
    """
    cover = page.hit_at[root]
    if cover and cover.entry.table != "persons":
        return None
    span = person_tokens(page, start, root, lexicon)
    if span is None:
        return None
    name = " ".join(page.span_text(*span).split())
    if not name or len(name) > 60:
        return None
    if page.words[span[0] - 1] in GROUP_NOUNS and span[0] > start:
        return None
    known = _full_name(name, memory)
    if known:
        return serving(page, root, of_the_post_before(page, root, known, memory), lexicon, memory)
    recognized = any(low < span[1] and span[0] < high for low, high in page.people)
    titled = span[0] > start and page.words[span[0] - 1] in lexicon.titles
    if titled and " " not in name and _ends_a_name(page, start, span[0] - 2, lexicon):
        return None
    explained = (of_post and span[1] - span[0] > 1) or any(
        page.dep[child] == "appos" and page.lemmas[child] in lexicon.speakers
        for child in page.children[root]
    )
    if page.lemmas[root] in lexicon.speakers or not (recognized or titled or explained):
        return None
    speaker = make_person(page, name, span, lexicon)
    if " " in name:
        memory.people[name] = speaker
        note_posts(page, span, speaker, lexicon, memory)
    return serving(page, root, of_the_post_before(page, root, speaker, memory), lexicon, memory)


def _ends_a_name(page: Page, start: int, token: int, lexicon: Lexicon) -> bool:
    """Whether a title stands inside a body's name: "Horn Justice Watch" is no justice."""
    return (
        token >= start
        and page.pos[token] == "PROPN"
        and page.words[token] not in lexicon.titles
        and page.hit_at[token] is None
        and token not in page.geography
    )


def serving(page: Page, root: int, person: Speaker, lexicon: Lexicon, memory: Memory) -> Speaker:
    """Give "an army spokesman, X", "the deputy minister, X" the state that they serve here."""
    of_state = _is_of_state(person, memory)
    if person.actor or not (person.kind in {"military", "office"} or of_state):
        return person
    topic = lexicon.actors.get(memory.topic or "") if of_state else None
    speaks = topic is not None and topic["kind"] == "state"
    army = memory.army.actor if memory.army and person.kind == "military" else None
    owner = memory.topic if speaks else army or owner_of(page, root, lexicon, memory)
    row = lexicon.actors.get(owner or "")
    if row and row["kind"] == "coalition" and person.kind == "office":
        owner = page.states.get(memory.country or "")  # an alliance has no cabinet
    known = replace(person, actor=owner)
    memory.people[person.name] = known
    return known


_STATE_POSTS = frozenset({"minister", "president", "premier", "ambassador"})
"""Posts that only a state has; a movement has spokesmen and leaders too."""


def _is_of_state(person: Speaker, memory: Memory) -> bool:
    return any(
        post in _STATE_POSTS and holder.name == person.name for _, post, holder in memory.posts
    )


_SAME_POST = frozenset({"official", "military", "health", "fighter"})
_NO_POST = frozenset({"person", "unknown"})


def of_the_post_before(page: Page, root: int, person: Speaker, memory: Memory) -> Speaker:
    """Give a name without any post the post of who spoke unnamed in the sentence before.

    "A spokesman for the ministry confirmed it. … , X said."
    """
    if memory.undefined is None or person.kind not in _NO_POST or person.actor:
        return person
    number, unnamed = memory.undefined
    if page.sentence_of[root] - number not in {0, 1}:
        return person
    memory.undefined = None
    known = replace(person, kind=unnamed.kind, actor=unnamed.actor, person=True)
    memory.people[person.name] = known
    memory.named_later[unnamed] = known
    return known


def named_behind(page: Page, post: int, lexicon: Lexicon, memory: Memory) -> Speaker | None:
    """Return the person of "the mayor of X, NAME, …", wherever the parse has hung the name.

    Titles may stand where the comma would: "army spokesperson Brigadier NAME".
    """
    _, end = page.sentences[page.sentence_of[post]]
    titled = post + 1 < end and page.words[post + 1] in lexicon.titles
    reach = range(post + 1, min(post + _POST, end))
    comma = post if titled else next((at for at in reach if page.words[at] == ","), None)
    if comma is None or any(page.pos[at] in {"VERB", "AUX"} for at in range(post, comma)):
        return None
    for token in range(comma + 1, min(comma + 7, end)):
        if token in memory.full_names:
            person = memory.people[memory.full_names[token]]
            return serving(page, token, person, lexicon, memory)
        if page.pos[token] != "PROPN" and page.words[token] not in {"-", "."}:
            if titled:
                return None
            return _unheard_of(page, comma + 1, token, lexicon, memory)
    return None


def named_after_body(page: Page, root: int, lexicon: Lexicon, memory: Memory) -> Speaker | None:
    """Return the person of "spokesman for the ministry X Y", "Minister of Z X Y", without a comma.

    The parse takes the name for the body's: it is what stands behind the body's own words.
    """
    last = root
    if lexicon.speakers.get(page.lemmas[root], {}).get("person") == "1":
        of = next(
            (at for at in page.children[root] if page.words[at] in _OF and page.children[at]), None
        )
        last = page.children[of][-1] if of is not None else root
    first = last
    while page.pos[first - 1] == "PROPN" and page.hit_at[first - 1] is None and last - first < _FEW:
        first -= 1
    post = next((at for at in range(first - 1, max(0, first - 8), -1) if page.words[at] in _OF), 1)
    if lexicon.speakers.get(page.lemmas[post - 1], {}).get("person") != "1":
        return None
    body = page.hit_at[first - 1]
    of_body = body is not None and body.entry.table in {"actors", "organisations", "offices"}
    names = range(first, last + 1)
    if (
        not (of_body or page.lemmas[first - 1] in _BODIES)
        or not 2 <= len(names) <= _FEW
        or any(page.hit_at[at] or at in page.geography or page.pos[at] != "PROPN" for at in names)
    ):
        return None
    span = (first, last + 1)
    name = " ".join(page.span_text(*span).split())
    person = memory.people.get(name) or make_person(page, name, span, lexicon)
    memory.people[name] = person
    return person


_OF = frozenset({"of", "for", "at"})
_FEW = 4
_BODIES = word_list("bodies")


_POST = 14
"""Tokens of a post with its body and the short form of that in brackets."""
_CALLED = frozenset({"name", "himself", "herself", "themselves", "identified", "known", "only"})


def calling_himself(page: Page, noun: int, lexicon: Lexicon, memory: Memory) -> Speaker | None:
    """Return the person of "a man who gave his name as X", "who identified herself only as X"."""
    _, end = page.sentences[page.sentence_of[noun]]
    for token in range(noun + 1, min(noun + _FAR, end - 1)):
        if page.words[token] in {",", '"', ";"}:
            return None
        if page.words[token] == "as" and page.words[token - 1] in _CALLED:
            last = token
            while last + 1 < end and page.pos[last + 1] == "PROPN":
                last += 1
            if last == token or page.hit_at[token + 1]:
                return None
            span = (token + 1, last + 1)
            name = " ".join(page.span_text(*span).split())
            person = memory.people.get(name) or make_person(page, name, span, lexicon)
            kind = lexicon.speakers[page.lemmas[noun]]["kind"]
            memory.people[name] = replace(person, kind=kind)
            return memory.people[name]
    return None


_FAR = 10


def _unheard_of(
    page: Page, first: int, end: int, lexicon: Lexicon, memory: Memory
) -> Speaker | None:
    """Return the person of ", Name Surname," that the recognizer did not hold for one."""
    while first < end and page.words[first] in lexicon.titles:
        first += 1
    tokens = range(first, end)
    if page.words[end] != "," or not 2 <= end - first <= _LONG_NAME:
        return None
    if any(page.hit_at[at] or at in page.geography for at in tokens):
        return None
    name = " ".join(page.span_text(first, end).split())
    speaker = make_person(page, name, (first, end), lexicon)
    memory.people[name] = speaker
    memory.full_names[end - 1] = name
    note_posts(page, (first, end), speaker, lexicon, memory)
    return speaker


_LONG_NAME = 6


def _holds_another_post(post: str, speaker: Speaker) -> bool:
    """Whether one who spoke as governor is not the leader told of now."""
    held = _OWN_POSTS.intersection(speaker.name.casefold().split())
    return post in _OWN_POSTS and bool(held) and post not in held


_OWN_POSTS = frozenset({"ambassador", "chief", "commander", "governor", "head", "leader", "mayor"}
                       | {"minister", "premier", "president"})  # fmt: skip


def met_before(page: Page, start: int, post: int, person: Speaker, memory: Memory) -> Speaker:
    """Note that "the official, NAME," is the official who spoke before without a name."""
    if page.words[start] != "the" or post != start + 1:
        return person
    named = set(memory.people.values())
    last = memory.last_person
    if last and _holds_another_post(page.lemmas[post], last):
        last = None
    for unnamed in (memory.by_noun.get(page.lemmas[post]), last):
        if unnamed and unnamed.person and unnamed not in named and unnamed.kind in _SAME_POST:
            memory.named_later[unnamed] = person
    return person
