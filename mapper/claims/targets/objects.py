"""The things that strikes hit: a market, a clinic, homes, a depot, a command post.

What may be anybody's ("a centre", "a store") counts only with a word beside it that tells whose.
"""

from __future__ import annotations

from mapper.claims.events.event import Event
from mapper.claims.grammar import NOUN_CLAUSES, OBJECTS
from mapper.claims.page import Page
from mapper.claims.tables import Lexicon, word_list
from mapper.claims.targets.aim import Aim, negations
from mapper.claims.targets.aiming import (
    LANDING,
    TARGET_VERBS,
    aimed_by,
    is_of_event,
    is_unreal,
    told_hit,
)

__all__ = ["find_named_objects", "find_objects", "object_at"]

_SHELLS = word_list("parts of things")
"""What is hit when "a school building" is: the school."""
_OTHER_DEPOTS = frozenset({"bus", "rail", "railway", "train", "tram", "food", "aid", "freight"})


def find_objects(page: Page, events: list[tuple[int, Event]], lexicon: Lexicon) -> list[Aim]:
    """Return the things that strikes hit, civilian and military ones."""
    found: list[Aim] = []
    for number, event in events:
        start, end = page.sentences[event.sentence]
        seen: set[str] = set()
        for token in range(start, end):
            value = object_at(page, token, lexicon)
            if value is None or value in seen:
                continue
            whole = _whole_of(page, token)
            verb = aimed_by(page, whole)
            others = [other for _, other in events if other is not event]
            if verb is None or not _belongs(page, verb, event, others):
                continue
            if page.lemmas[verb] in {"kill", "wound", "injure"}:
                continue
            seen.add(value)
            found.append(Aim(value, token, negations(page, whole, verb), number, "object struck"))
    return found


def find_named_objects(page: Page, sentence: int, lexicon: Lexicon) -> list[Aim]:
    """Return the things told to be hit in a sentence that tells of no strike by itself.

    "Moscow said it had fired at a depot", "a school had been hit".
    """
    found: list[Aim] = []
    for token in range(*page.sentences[sentence]):
        value = object_at(page, token, lexicon)
        whole = _whole_of(page, token)
        verb = told_hit(page, whole) if value else None
        if value is None or verb is None or page.lemmas[verb] in {"kill", "wound", "injure"}:
            continue
        if not is_unreal(page, verb):
            found.append(Aim(value, token, negations(page, whole, verb), None, "named as hit"))
    return found


def _belongs(page: Page, verb: int, event: Event, others: list[Event]) -> bool:
    """Whether a verb tells of an event: its own, what its bombs do, or "hit X, wrecking Y"."""
    if is_of_event(page, verb, event):
        return True
    if any(verb in other.triggers for other in others):
        return False
    harms = page.lemmas[verb] in TARGET_VERBS | LANDING
    above = set(page.ancestors(verb, 6)) & set(event.triggers)
    return harms and bool(above or verb in page.ancestors(event.anchor, 4))


def object_at(page: Page, token: int, lexicon: Lexicon) -> str | None:
    """Return what a noun means as a target, None for a word that only qualifies another."""
    rows = lexicon.objects.get(page.words[token]) or lexicon.objects.get(page.lemmas[token])
    if rows is None and _are_unarmed(page, token):
        return "civilians"
    named = page.pos[token] in {"NOUN", "PROPN"} or _whole_of(page, token) != token
    named &= page.words[token] != "based"  # "a British-based monitor"
    if rows is None or not named:
        return None
    hit = page.hit_at[token]
    if hit is not None and hit.entry.table in {"actors", "organisations", "offices"}:
        return None
    if _whole_of(page, token) == token and page.dep[token] in {"compound", "amod", "nmod"}:
        return None
    beside = _beside(page, token)
    kinds = {lexicon.qualifiers.get(word) for word in beside}
    for row in rows:
        if row["kind"] in {"warlike", "peaceful"}:
            held = not _HELD.isdisjoint(beside)  # "rebel-held areas" are anybody's
            fits = row["kind"] in kinds and not held
        elif row["target"] == "gathering":
            fits = "warlike" not in kinds  # "a gathering of fighters" is no feast
        else:
            fits = row["target"] != "depot" or not beside & _OTHER_DEPOTS
        if fits:
            return row["target"]
    return None


def _are_unarmed(page: Page, token: int) -> bool:
    """Whether people are named who are no fighters: farmers, shoppers, children."""
    hit = page.hit_at[token]
    if hit is None or hit.entry.table != "persons" or hit.end - 1 != token:
        return False
    if page.words[page.head[token]] == "including":
        above = page.hit_at[page.head[page.head[token]]]
        if above is not None and above.entry.row.get("detail") == "militant":
            return False  # "militants, including citizens of Russia"
    hurt = page.dep[token] in OBJECTS | {"conj"}
    return hurt and hit.entry.row["detail"] in _UNARMED and page.pos[token] == "NOUN"


_UNARMED = frozenset({"civilian", "child", "woman"})


def _whole_of(page: Page, token: int) -> int:
    """Return the noun that stands for a thing in its sentence: "complex" of "school complex"."""
    head = page.head[token]
    inside = page.dep[token] in {"compound", "nmod", "amod"} and page.lemmas[head] in _SHELLS
    before = page.left[token] - 2
    if page.dep[token] == "appos" and before >= 0 and page.words[before + 1] == ",":
        return before if page.lemmas[before] in _AIMS else token
    return head if inside else token


_AIMS = frozenset({"target", "objective"})
"""What is hit in "hit their target, a factory", which goes on to say what that is."""


def _beside(page: Page, token: int) -> set[str]:
    """Return the words that qualify a noun: before it, and behind "of" or "for"."""
    before = page.words[max(page.left[token], token - 5) : token]
    behind = page.words[token + 1 : min(page.right[token], token + 4) + 1]
    follows = behind[:1] in (["of"], ["for"], ["storing"], ["where"])
    kept = [
        page.words[at]
        for child in page.children[token]
        if page.dep[child] in NOUN_CLAUSES and page.lemmas[child] in _KEEPING
        for at in range(page.left[child], min(page.right[child], child + 4) + 1)
    ]
    return {*before, *(behind if follows else ()), *kept}


_HELD = frozenset({"held", "controlled"})
_KEEPING = frozenset({"store", "keep", "hold", "house", "contain", "hide", "use", "stockpile"})
"""What a clause on a noun says it was for: "a store in which arms were kept"."""
