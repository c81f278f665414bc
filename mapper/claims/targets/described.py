"""What somebody says a thing that was struck really was, in a sentence after the strike's own.

"The building was a depot", "the site was being used to store rockets", "a legitimate target".
"""

from __future__ import annotations

from collections.abc import Container

from mapper.claims.grammar import MODIFIERS, SUBJECTS, is_negated
from mapper.claims.page import Page
from mapper.claims.tables import Lexicon, word_list
from mapper.claims.targets.aim import (
    Aim,
    fighters_at,
    holder_of,
    is_inside_other_name,
    is_other_than,
    sentence_hits,
    troops_of,
)
from mapper.claims.targets.aiming import TARGET_VERBS
from mapper.claims.targets.objects import object_at
from mapper.claims.targets.presence import GROUND

__all__ = ["STRUCK_THINGS", "find_described", "find_harmless", "find_people_inside"]

STRUCK_THINGS = word_list("things struck")
"""What "the building" may be called when somebody says what was in it."""

_HOLDING = word_list("occupying")
_INSIDE = frozenset(
    {"in", "inside", "within", "beneath", "under", "underneath", "from", "out", "at", "into"}
)
_EXCEPT = frozenset({"but", "except", "than", "save"})
_BEING = frozenset({"be", "become", "remain"})
_SERVING = frozenset({"use", "serve", "function", "operate", "turn", "convert", "transform"})


def find_described(
    page: Page, sentence: int, lexicon: Lexicon, places: Container[int] = ()
) -> list[Aim]:
    """Return the things that a sentence says the thing struck was, or held.

    `places` are the head words of places that were struck: "X was a command post".
    """
    found: list[Aim] = []
    start, end = page.sentences[sentence]
    for token in range(start, end):
        value = object_at(page, token, lexicon)
        if value is None:
            continue
        verb = _telling_verb(page, token)
        if verb is None or not (
            _tells_of_the_thing(page, verb, places) or _in_the_thing(page, verb)
        ):
            verb = _was_the_target(page, token)
        if verb is None or _is_left_open(page, verb):
            continue
        denied = is_negated(page, verb) or _has_no(page, token)
        found.append(Aim(value, token, denied, None, "what the thing struck is said to be"))
    return found


_STAYING = _HOLDING | {"be"}
_SEEING = frozenset({"see", "notice", "observe", "find", "spot", "know", "have"})


def find_people_inside(
    page: Page, sentence: int, army: str | None, places: Container[int] = ()
) -> list[Aim]:
    """Return the fighters that a sentence says were in the thing struck: "were meeting there"."""
    found: list[Aim] = []
    for hit in sentence_hits(page, sentence):
        holder = holder_of(page, hit) or fighters_at(page, hit) or troops_of(page, hit, army)
        at = _people(page, hit.end - 1)
        verb = page.head[at]
        if holder is None or is_inside_other_name(page, hit) or _tells_nothing(page, at):
            continue
        if is_other_than(page, hit):
            # "it sheltered refugees, not fighters"
            if page.words[hit.start - 1] == "not" and page.dep[at] in {"appos", "conj"}:
                telling = _telling_verb(page, at)
                if telling is not None and _tells_of_the_thing(page, telling, places):
                    found.append(Aim(holder, at, True, None, "not whose the thing struck was"))
            continue
        called = page.head[verb] if page.words[verb] == "as" else verb
        if page.dep[at] in {"oprd", "pobj"} and _is_calling(page, called):
            if _tells_of_the_thing(page, called, places):
                found.append(Aim(holder, at, is_negated(page, called), None, _CALLED))
            continue
        if _uses_the_thing(page, at):
            found.append(Aim(holder, at, False, None, "who is said to have used the thing struck"))
            continue
        telling = _telling_verb(page, at)
        if telling is not None and _tells_of_the_thing(page, telling, places):
            denied = is_negated(page, telling) or _has_no(page, at)
            found.append(Aim(holder, at, denied, None, "whose the thing struck is said to be"))
            continue
        seen = page.dep[at] == "dobj" and page.lemmas[verb] in _SEEING and is_negated(page, verb)
        if page.dep[at] not in SUBJECTS | {"attr"} and not seen:
            continue
        if page.lemmas[verb] not in _STAYING | _SEEING:
            continue
        within = _in_the_thing(page, verb, places) or (seen and _in_the_thing(page, at, places))
        if not within and not (page.lemmas[verb] in _HOLDING and _in_the_area(page, verb)):
            continue
        denied = is_negated(page, verb) or _has_no(page, at)
        found.append(Aim(holder, at, denied, None, "who is said to have been in the thing struck"))
    return found


_SERVING_WHOM = word_list("serving whom")
_TURNING = frozenset({"turn", "convert", "transform", "make"})
_USING = frozenset({"use", "occupy", "run", "operate", "control", "seize", "commandeer"})


def _uses_the_thing(page: Page, people: int) -> bool:
    """Whether "fighters were using the mosque", "it had been used by fighters" is said."""
    verb, thing = page.head[people], "dobj"
    if page.dep[people] == "dobj" and page.lemmas[verb] in _SERVING_WHOM:
        thing = "nsubj"  # "the depot supplied X"
    elif page.dep[people] == "pobj" and page.words[verb] == "by":
        verb, thing = page.head[verb], "nsubjpass"
        if page.words[page.head[verb]] in {"as", "into"}:  # "used as a base by fighters"
            verb = page.head[page.head[verb]]
    elif page.dep[people] != "nsubj":
        return False
    return (
        page.lemmas[verb] in _USING | _SERVING_WHOM | _TURNING
        and not is_negated(page, verb)
        and any(
            page.dep[child] == thing and page.lemmas[child] in STRUCK_THINGS
            for child in page.children[verb]
        )
    )


def _people(page: Page, token: int) -> int:
    """Return the noun that stands for people: "fighters" of "Hamas fighters", "men of X"."""
    for _ in range(4):
        of = page.head[token] if page.dep[token] == "pobj" else None
        home = of is not None and page.words[page.head[of]] == "home"
        nobody = of is not None and page.words[page.head[of]] in _NOBODY
        if of is not None and (
            page.words[of] == "of" or (page.words[of] == "to" and home) or nobody
        ):
            token = page.head[of]
        elif page.dep[token] in MODIFIERS | {"conj"}:
            token = page.head[token]
        else:
            break
    return token


_NOBODY = frozenset({"nobody", "none", "one"})


def _has_no(page: Page, token: int) -> bool:
    if page.words[token] in {"nobody", "none"} or page.words[token - 1 : token + 1] == [
        "no",
        "one",
    ]:
        return True
    return any(page.words[child] == "no" for child in page.children[token])


def _telling_verb(page: Page, token: int) -> int | None:
    """Return the verb of "was a depot", "served as a depot", "used to store arms"."""
    at = token
    for _ in range(7):
        dep, parent = page.dep[at], page.head[at]
        if parent == at:
            return None
        lemma = page.lemmas[parent]
        if (
            ((dep == "attr" or page.words[at] == "home") and lemma in _BEING)
            or (dep == "dobj" and lemma in _HOLDING)
            or (dep == "nsubjpass" and lemma in _HOLDING and _in_the_thing(page, parent))
            or (dep == "nsubj" and lemma == "be" and _in_the_thing(page, parent))
            or (dep == "oprd" and lemma in _CALLING)
        ):
            return parent
        if dep == "pobj" and page.words[parent] in {"as", "into", "for", "with", "to"}:
            verb = page.head[parent]
            if page.pos[verb] == "NOUN":  # "to carry arms for X"
                verb = page.head[verb]
            called = page.words[parent] == "as" and _is_calling(page, verb)
            return verb if called or page.lemmas[verb] in _SERVING | _HOLDING else None
        of = dep in {"pobj", "prep"} and "of" in page.words[parent : at + 1]
        if not (of or dep in {"conj", "appos"}):
            return None
        at = parent
    return None


_ACTS = frozenset({"act", "attack", "crime", "atrocity", "outrage"})


def _tells_nothing(page: Page, noun: int) -> bool:
    """Whether "a terrorist act" is no fighter, or "if they were fighters" is only asked."""
    return page.lemmas[noun] in _ACTS or _is_left_open(page, page.head[noun])


def _is_left_open(page: Page, verb: int) -> bool:
    """Whether "did not say if they were fighters" leaves open what it asks."""
    return any(
        page.dep[child] == "mark" and page.words[child] in {"if", "whether"}
        for child in page.children[verb]
    )


_CALLED = "what those who were hit are called"
_CALLING = frozenset({"describe", "identify", "call", "label", "brand", "portray"})


def _is_calling(page: Page, verb: int) -> bool:
    """Whether a verb says what somebody calls a thing: "described it as a school"."""
    return page.lemmas[verb] in _CALLING


def _in_the_thing(page: Page, verb: int, places: Container[int] = ()) -> bool:
    """Whether "in it", "there", "inside the building" tells where something was kept or was."""
    for child in page.children[verb]:
        if page.words[child] in _INSIDE and page.dep[child] in {"prep", "advmod"}:
            inner = page.children[child]
            inner = [each for at in inner for each in (at, *page.children[at])]
            if not inner or any(page.lemmas[at] in STRUCK_THINGS or at in places for at in inner):
                return True
        if page.words[child] == "there" and page.dep[child] == "advmod":
            return True
    return False


def _in_the_area(page: Page, verb: int) -> bool:
    """Whether "hiding in the village" is said: the ground struck, not only the thing."""
    return any(
        page.words[child] in _INSIDE
        and any(page.lemmas[at] in GROUND for at in page.children[child])
        for child in page.children[verb]
    )


def find_harmless(page: Page, sentence: int, lexicon: Lexicon) -> int | None:
    """Return what alone was in the thing struck: "it held nothing but flour", "only food"."""
    start, end = page.sentences[sentence]
    for token in range(start, end):
        verb = _telling_verb(page, token)
        if page.dep[token] == "pobj" and page.words[page.head[token]] in _EXCEPT:
            nothing = page.head[page.head[token]]
            if page.words[nothing] in {"nothing", "anything", "nobody", "anybody"}:
                verb = _telling_verb(page, nothing)
        elif verb is None or not _is_all_there_was(page, token, verb):
            continue
        if verb is None or page.pos[token] not in {"NOUN", "PROPN"}:
            continue
        if page.lemmas[token] in lexicon.event_nouns:
            continue  # "it was nothing but an air strike"
        within = _in_the_thing(page, verb) or _tells_of_the_thing(page, verb)
        if within and not _is_armed(page, token, lexicon):
            return token
    return None


def _is_all_there_was(page: Page, token: int, verb: int) -> bool:
    """Whether "only" stands with a noun or with the verb before it: "had only ever been food"."""
    return bool({"only", "solely", "merely"} & set(page.words[page.left[verb] : token]))


def _is_armed(page: Page, token: int, lexicon: Lexicon) -> bool:
    """Whether a noun names fighters or what is theirs."""
    hit = page.hit_at[token]
    people = hit is not None and hit.entry.table == "persons"
    if people and hit is not None and hit.entry.row["detail"] in {"militant", "soldier"}:
        return True
    if hit is not None and hit.entry.table in {"actors", "holders", "offices"}:
        return True
    value = object_at(page, token, lexicon)
    rows = lexicon.rows["objects"]
    return any(r["target"] == value and r["kind"] in {"military", "warlike"} for r in rows)


def _was_the_target(page: Page, token: int) -> int | None:
    """Return the verb of "no mosque was our target"."""
    verb = page.head[token]
    if page.dep[token] != "nsubj" or page.lemmas[verb] != "be":
        return None
    named = (page.lemmas[at] for at in page.children[verb] if page.dep[at] == "attr")
    return verb if {"target", "objective", "aim"} & set(named) else None


def _tells_of_the_thing(page: Page, verb: int, places: Container[int] = ()) -> bool:
    """Whether a verb has the thing struck as its subject, itself or through "used to"."""
    if _is_calling(page, verb):
        return any(
            page.dep[child] == "dobj" and (page.lemmas[child] in STRUCK_THINGS or child in places)
            for child in page.children[verb]
        )
    for at in (verb, *page.ancestors(verb, 3)):
        for child in page.children[at]:
            if (
                page.dep[child] in {"csubj", "advcl", "ccomp"}
                and page.lemmas[child] in TARGET_VERBS
            ):
                # "what they hit was the mosque"
                return "what" in page.words[page.left[child] : child]
            if page.dep[child] in SUBJECTS:
                return page.lemmas[child] in STRUCK_THINGS or child in places
        if page.dep[at] not in {"xcomp", "advcl", "conj", "acl"}:
            return False
    return False
