"""What the words around a name call it: a place, somebody or something else, or neither."""

from __future__ import annotations

from mapper.claims.gaps.names import Name
from mapper.claims.grammar import ACTED_ON
from mapper.claims.page import Page
from mapper.claims.tables import load_lexicon, word_list

__all__ = ["is_called_other", "is_called_place", "is_struck_itself", "stands_for_place"]

_KINDS = word_list("kinds of places")
_SETTLED = word_list("settled places")
_FORMS = word_list("land forms")
_HOMES = frozenset({"town", "village", "city", "hamlet", "suburb", "community", "settlement"})
"""What is named "X village" and not "the X village"."""
_PEOPLE = word_list("people of places")
_THINGS = word_list("things of towns")
_BODIES = word_list("bodies")
_BOMBED_ONLY = word_list("bombed only")
_BOMBED_TOO = word_list("bombed too")
_FLYING = word_list("flying only")
_OPENING = frozenset({"the", '"', "(", "'"})
_JOINING = frozenset({"and", ",", "or", "the", "as", "well", "-", "'"})
_LISTED = 24
"""Tokens over which "the towns of A, B and C" is followed."""
_APART = 9
"""Tokens within which "X, a small market town" says what X is."""
_WHERE = frozenset(
    {"in", "near", "outside", "around", "inside", "across", "over", "above", "at", "into"}
)
_UPON = frozenset({"on", "of", "at", "against", "over", "into", "onto", "upon"})
_RAINING = word_list("raining")
"""What is done to ground and hardly to people: bombs are dropped on it, shells fall on it."""
_OF_SITES = word_list("of sites")
"""What stands between a name and its base or camp: "X air base"."""


def is_called_place(page: Page, name: Name) -> bool:
    """Whether "the village of X", "X district", "X, a town in", "X residents" is said."""
    return (
        _is_kind_in_front(page, name)
        or _is_kind_behind(page, name)
        or _is_explained(page, name)
        or _lies_somewhere(page, name)
        or _has_people(page, name)
        or _is_listed_area(page, name)
    )


def _is_kind_in_front(page: Page, name: Name) -> bool:
    """Whether "the village X", "the towns of A, B and X" stands before a name."""
    if _is_apposed(page, name):
        return True
    at = name.first - 1
    if page.words[at] in {"called", "named"} and page.words[at - 1] in _KINDS and at > name.start:
        return True  # "a village called X"
    low = max(name.start, at - _LISTED)
    while at >= low and (page.words[at] in _JOINING or _is_capital(page, at)):
        at -= 1
    if at < low:
        return False
    joined = page.words[at + 1 : name.first]
    if page.words[at] in _KINDS:
        # "the village X", and not "in the village, X said"
        return not joined or joined == ['"']
    return page.words[at] == "of" and page.words[at - 1] in _KINDS and at - 1 >= name.start


def _is_apposed(page: Page, name: Name) -> bool:
    """Whether "two camps, A and B" says what both are."""
    token = name.last
    while page.dep[token] == "conj" and page.head[token] < token:
        token = page.head[token]
    return page.dep[token] == "appos" and page.words[page.head[token]] in _KINDS


def _is_kind_behind(page: Page, name: Name) -> bool:
    """Whether "X district", "A, B and X villages", "the X gorge" is said."""
    if name.last > name.first and page.words[name.last] in _FORMS | _KINDS:
        return page.words[name.last + 1 : name.last + 2] != ["of"]
    end = page.sentences[page.sentence_of[name.first]][1]
    at = name.last + 1
    while at < min(end, name.last + _LISTED) and (
        page.words[at] in {"and", ",", "or"} or _is_capital(page, at)
    ):
        at += 1
    if at == name.last + 1:
        while at < end - 1 and page.words[at] in _OF_SITES:
            at += 1
    if at >= end or page.words[at] not in _KINDS or not page.shapes[at].islower():
        return False
    if page.words[at - 1] in _OF_SITES or at == name.last + 1:
        return not _is_people(page, name, at) and not _is_modifier(page, at)
    return page.words[at].endswith("s") and page.words[at - 1] not in {",", "and", "or"}


def _is_people(page: Page, name: Name, kind: int) -> bool:
    """Whether "the Basque town", "a Hazara neighbourhood" tells who lives there."""
    before = page.words[name.first - 1] if name.first > name.start else ""
    if before in {"a", "an"}:
        return True
    return before == "the" and name.first == name.last and page.words[kind] in _HOMES


def _is_modifier(page: Page, noun: int) -> bool:
    """Whether "X village elders" is told of the elders."""
    return page.dep[noun] == "compound" and page.words[page.head[noun]] in _BODIES


def _is_explained(page: Page, name: Name) -> bool:
    """Whether "X, a small market town in …" says what X is."""
    words = page.words[name.last + 1 : name.last + 1 + _APART]
    if words[:1] not in ([","], ["("]) or words[1:2] not in (["a"], ["an"], ["the"], ["another"]):
        return False
    for step, word in enumerate(words[2:], name.last + 3):
        if word in {",", ")", "who", "of", "that", "which"}:
            return False
        if word in _SETTLED and page.pos[step] in {"NOUN", "PROPN"}:
            behind = page.pos[step + 1 : step + 2]
            return behind not in (["NOUN"], ["PROPN"])
    return False


def _lies_somewhere(page: Page, name: Name) -> bool:
    """Whether "X lies west of Y", "X, which lies in" is said."""
    for token in range(name.first, name.last + 1):
        verb = page.head[token]
        if page.dep[token] == "nsubj" and page.lemmas[verb] in {"lie", "sit"}:
            return any(page.dep[child] == "prep" for child in page.children[verb])
    behind = page.words[name.last + 1 : name.last + 5]
    return (
        (behind[:2] == [",", "which"] and behind[2:3] != [] and behind[2] in _LYING)
        or behind[:2] == [",", "where"]
        or behind == [",", "across", "the", "border"]
        or _is_before_division(page, name)
    )


def _is_before_division(page: Page, name: Name) -> bool:
    """Whether "X, Y State", "X, in Y district" is said."""
    at, end = name.last + 1, page.sentences[page.sentence_of[name.first]][1]
    if page.words[at : at + 1] != [","]:
        return False
    first = at + 2 if page.words[at + 1 : at + 2] == ["in"] else at + 1
    first += page.words[first : first + 1] == ["the"]
    for token in range(first, min(end, first + _DIVISION_WORDS)):
        if page.words[token] in _DIVISIONS and token > first:
            return True
        if not page.shapes[token][:1].isupper():
            return False
    return False


_DIVISIONS = word_list("divisions")
_DIVISION_WORDS = 4
_LYING = frozenset({"lie", "lies", "sit", "sits", "is", "are", "lay", "sat"})


def _is_listed_area(page: Page, name: Name) -> bool:
    """Whether "the areas hit include X" is said."""
    verb = page.head[name.last]
    return (
        page.dep[name.last] in {"dobj", "attr"}
        and page.lemmas[verb] in {"include", "be"}
        and any(
            page.dep[child] == "nsubj" and page.words[child] in _KINDS
            for child in page.children[verb]
        )
    )


def _has_people(page: Page, name: Name) -> bool:
    """Whether "villagers in X", "the outskirts of X", "X residents", "X's market" is said."""
    before = page.words[max(name.start, name.first - 2) : name.first]
    if before[-1:] in (["of"], ["in"], ["from"]) and before[0] in _PEOPLE:
        return True
    behind = page.words[name.last + 1 : name.last + 3]
    if behind[:1] in (["'s"], ["'"]):
        return behind[1:2] != [] and behind[1] in _THINGS
    return behind[:1] != [] and behind[0] in {"residents", "villagers"}


def stands_for_place(page: Page, name: Name) -> bool:
    """Whether "in X", "near X", "inside the X" stands there, and X does not only tell whose.

    "At X" may be said of a firm or a paper as well, where it tells who somebody is.
    """
    before = _word_in_front(page, name)
    if before is None or _tells_whose(page, name):
        return False
    if page.words[before] == "to" and page.words[before - 1] in {"close", "next", "adjacent"}:
        return True
    if page.words[before] == "of" and page.words[before - 1] == "turn":
        return True
    if page.words[before] not in _WHERE:
        return False
    whose = before - 1 if page.pos[before - 1] == "NOUN" else page.head[before]
    return page.words[before] != "at" or page.lemmas[whose] not in load_lexicon().speakers


def _tells_whose(page: Page, name: Name) -> bool:
    """Whether "in X custody", "in X's view" is said."""
    after = page.words[name.last + 1 : name.last + 2]
    if after in (["'s"], ["'"]):
        return True
    owner = page.head[name.last]
    return (
        page.dep[name.last] in {"amod", "compound", "nmod"}
        and owner > name.last
        and "ADP" not in page.pos[name.last + 1 : owner]  # "X in Y district"
    )


def is_struck_itself(page: Page, name: Name, *, surely: bool = False) -> bool:
    """Whether a name is what was bombed: "jets bombed X", "the raid on X", "X was hit".

    With `surely` only by words that are hardly said of people and bodies.
    """
    if _tells_whose(page, name):
        return False
    verbs = _BOMBED_ONLY if surely else _BOMBED_ONLY | _BOMBED_TOO
    if any(_is_hit(page, token, verbs) for token in range(name.first, name.last + 1)):
        return True
    before = _word_in_front(page, name)
    if before is None:
        return False
    if page.pos[before] == "VERB":
        return page.lemmas[before] in verbs
    return _is_aimed_at(page, before, name, surely=surely)


def _is_hit(page: Page, token: int, verbs: frozenset[str]) -> bool:
    """Whether "bombed X", "X was hit", "X came under fire", "X met the same fate" is said."""
    verb = page.head[token]
    if page.dep[token] in ACTED_ON:
        if page.lemmas[verb] in verbs or (
            page.lemmas[verb] not in _FLYING and (_is_done_by_weapons(page, verb, token))
        ):
            return True
        return page.lemmas[verb] in _BOMBED_TOO and _is_done_with_weapons(page, verb)
    if page.dep[token] != "nsubj":
        return False
    under = page.lemmas[verb] == "come" and "under" in page.words[verb : verb + 3]
    return under or "fate" in page.words[verb : verb + 5]


def _is_aimed_at(page: Page, preposition: int, name: Name, *, surely: bool) -> bool:
    """Whether "bombs fell on X", "rockets into X", "the raid on X" is said."""
    if page.words[preposition] not in _UPON or preposition == name.start:
        return False
    noun, governor = preposition - 1, _governor_of(page, preposition)
    told = [child for child in page.children[governor] if page.dep[child] == "nsubjpass"]
    above = {page.lemmas[token] for token in (noun, governor, *told)}
    if not above.isdisjoint(_RAINING):
        return True
    if page.words[preposition] in {"on", "into", "onto"} and _is_weapon(page, noun):
        return True
    return not surely and not above.isdisjoint(load_lexicon().event_nouns)


def _is_done_with_weapons(page: Page, verb: int) -> bool:
    """Whether "attacked X with missiles" is said: it was no attack of words."""
    return any(
        page.words[child] == "with"
        and any(_is_weapon(page, token) for token in range(child, page.right[child] + 1))
        for child in page.children[verb]
    )


def _is_done_by_weapons(page: Page, verb: int, name: int) -> bool:
    """Whether "drones hit X" is said of a single word: who is hit so has more names than one."""
    alone = page.words[name - 1] != "-" and page.pos[name - 1] != "PROPN"
    return alone and any(
        page.dep[child] == "nsubj" and _is_weapon(page, child) for child in page.children[verb]
    )


def _governor_of(page: Page, preposition: int) -> int:
    """Return what a preposition hangs on; "on X" and "on Y" of a list hang on the same."""
    while page.dep[preposition] == "conj" and page.head[preposition] < preposition:
        preposition = page.head[preposition]
    return page.head[preposition]


def _is_weapon(page: Page, token: int) -> bool:
    hit = page.hit_at[token]
    return hit is not None and hit.entry.table == "weapons"


def _word_in_front(page: Page, name: Name) -> int | None:
    before = name.first - 1
    while before > name.start and page.words[before] in _OPENING:
        before -= 1
    return before if before >= name.start else None


def is_called_other(page: Page, name: Name) -> bool:
    """Whether a name is somebody's, a body's, a weapon's or an operation's."""
    return (
        _is_somebody(page, name)
        or _is_body(page, name)
        or _is_made(page, name)
        or (name.first == name.last and page.shapes[name.first].isupper())
    )


def _is_somebody(page: Page, name: Name) -> bool:
    """Whether a title stands before a name, or "who", an age, or a verb of saying behind it."""
    titles = load_lexicon().titles
    titled = name.first > name.start and page.words[name.first - 1] in titles
    return (
        titled
        or page.words[name.first] in titles
        or _is_told_of(page, name)
        or any(_acts(page, token) for token in range(name.first, name.last + 1))
    )


def _is_told_of(page: Page, name: Name) -> bool:
    """Whether "X, who", "X, whose brother", "X, 34," is said; "in X, whose people" is of a town."""
    after = page.words[name.last + 1 : name.last + 4]
    if after[:1] == [","]:
        aged = after[1:2] != [] and after[1].isdigit() and after[2:] == [","]
        if aged or after[1:2] == ["aged"]:
            return True
        after = after[1:]
    if after[:1] == ["whose"]:
        return not stands_for_place(page, name)
    return after[:1] in (["who"], ["whom"])


def _acts(page: Page, token: int) -> bool:
    """Whether a name says something, or is said to be a speaker or a ship."""
    lexicon = load_lexicon()
    if page.dep[token] == "nsubj" and page.lemmas[page.head[token]] in lexicon.say_verbs:
        return True
    return any(
        page.dep[child] == "appos"
        and (page.lemmas[child] in lexicon.speakers or page.lemmas[child] in _SHIPS)
        for child in page.children[token]
    )


def _is_body(page: Page, name: Name) -> bool:
    """Whether "the X Brigade", "X fighters", "fighters of X" is said."""
    if page.words[name.last] in _BODIES or page.words[name.first] in _BODIES:
        return True
    after = page.words[name.last + 1 : name.last + 2]
    if after and after[0] in _BODIES:
        return True
    before = page.words[max(name.start, name.first - 3) : name.first]
    if before[-1:] == ["the"]:
        before = before[:-1]
    return before[-1:] == ["of"] and before[-2:-1] != [] and before[-2] in _BODIES


_SHIPS = word_list("ships")
_NAMING = frozenset({"operation", "called", "named", "dubbed", "codenamed", "type"})
_ONES = frozenset({"a", "an", "his", "her", "its", "their", "our", "my", "this", "that", "each"})


def _is_made(page: Page, name: Name) -> bool:
    """Whether "X missiles", "a drone called X", "Operation X", "their X" is said."""
    before = page.words[name.first - 1] if name.first > name.start else ""
    joins = before == "that" and page.tags[name.first - 1] == "IN"  # "said that X was bombed"
    if before in _NAMING or (before in _ONES and not joins):
        return True
    if page.words[name.first] == "operation":
        return True
    after = name.last + 1
    return after < page.sentences[page.sentence_of[name.last]][1] and _is_weapon(page, after)


def _is_capital(page: Page, token: int) -> bool:
    return page.shapes[token][:1].isupper() or page.pos[token] == "PROPN"
