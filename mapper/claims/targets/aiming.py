# ruff: noqa: PLR0911, PLR0912
# a list of cases with an answer each reads better whole than in parts
"""Which verb or strike noun a word is the object of.

"Hit X", "strikes on X", "positions held by X": climbs the parse from X up to the aiming word.
"""

from __future__ import annotations

from mapper.claims.events.event import Event
from mapper.claims.grammar import (
    ACTED_ON,
    DOERS,
    MODIFIERS,
    NAMING,
    NOUN_CLAUSES,
    SUBJECTS,
    child_of,
    clause_of,
    is_passive,
)
from mapper.claims.page import Page
from mapper.claims.tables import word_list

__all__ = ["LANDING", "TARGET_VERBS", "aimed_by", "is_of_event", "is_unreal", "told_hit"]

TARGET_VERBS = frozenset(
    [
        "target",
        "hit",
        "strike",
        "bomb",
        "attack",
        "pound",
        "raid",
        "destroy",
        "engage",
        "aim",
        "direct",
        "shell",
        "kill",
        "bombard",
        "pummel",
        "blast",
        "flatten",
        "level",
        "raze",
        "wreck",
        "demolish",
        "damage",
        "gut",
        "ruin",
        "obliterate",
        "incinerate",
        "rocket",
        "strafe",
        "neutralise",
        "neutralize",
        "eliminate",
        "annihilate",
        "liquidate",
        "wipe",
    ]
)


LANDING = frozenset(
    {"slam", "smash", "crash", "rip", "tear", "plough", "land", "fall", "come", "go", "explode"}
)
"""What falls into, on or through a thing hits it."""


_AIMING_VERBS = TARGET_VERBS | frozenset(
    [
        "be",
        "carry",
        "conduct",
        "launch",
        "fire",
        "use",
        "drop",
        "perform",
        "mount",
        "lead",
        "stage",
        "execute",
        "unleash",
        "send",
    ]
)


_SENDING = frozenset({"fire", "aim", "direct", "carry", "conduct", "launch", "shoot"})
"""What is done to shots and raids, and so at or against what they hit."""
_AIM_PREPOSITIONS = frozenset({"against", "at", "on", "targeting"})


def aimed_by(page: Page, root: int) -> int | None:
    """Return the verb or strike noun that a holder is the object of, or None."""
    told = _struck_in_clause(page, root)
    if told is not None:
        return told
    at = root
    for _ in range(9):
        dep, parent = page.dep[at], page.head[at]
        if parent == at:
            return None
        called = _called(page, at)
        if called is not None:
            at = called
            if page.dep[at] in {"dobj", "ccomp"} and page.lemmas[page.head[at]] in TARGET_VERBS:
                return page.head[at]
            if page.dep[at] == "pcomp":
                at = page.head[at]
            continue
        lemma = page.lemmas[parent]
        if (
            dep in {"compound", "amod", "nmod", "poss", "appos", "conj"}
            or (
                dep == "pobj"
                and page.words[parent] in {"of", "including", "like", "as", "belonging"}
            )
            or (
                dep == "prep"
                and page.words[at] in {"of", "including", "like", "to", "as"}
                and page.pos[parent] in {"NOUN", "PROPN"}
            )
            or (dep == "pobj" and page.words[parent] == "with" and _holds_people(page, parent))
            or (dep == "prep" and page.words[at] == "with" and _holds_people(page, at))
        ):
            if (
                dep in MODIFIERS
                and lemma
                in {
                    "strike",
                    "raid",
                    "warplane",
                    "airstrike",
                    "plane",
                    "shelling",
                    "bombing",
                    "jet",
                    "aircraft",
                    "drone",
                    "missile",
                    "rocket",
                    "attack",
                    "helicopter",
                    "official",
                    "activist",
                    "leader",
                    "commander",
                    "spokesman",
                    "source",
                    "sources",
                    "army",
                    "bombardment",
                    "force",
                    "forces",
                }
                and (dep != "compound" or lemma not in {"commander", "leader", "force", "forces"})
                and (dep != "poss" or lemma not in {"force", "forces"})
            ):
                return None
            at = parent
            continue
        if dep in ACTED_ON and (lemma in TARGET_VERBS):
            return parent
        landing = dep == "pobj" and page.lemmas[page.head[parent]] in LANDING
        if landing and page.words[parent] in {"into", "through", "onto", "on", "inside"}:
            return page.head[parent]
        if dep == "pobj" and page.words[parent] in _AIM_PREPOSITIONS | {"by"}:
            if page.words[parent] == "by" and not _is_occupied(page, page.head[parent]):
                return None
            at = parent
            continue
        if dep == "pobj" and page.words[parent] == "for" and _is_meant(page, page.head[parent]):
            return page.head[parent]
        if dep == "prep" and page.words[at] in _AIM_PREPOSITIONS:
            if page.pos[parent] in {"VERB", "AUX"}:
                return parent if lemma in _AIMING_VERBS else None
            if page.pos[parent] in {"NOUN", "PROPN"}:
                return parent
        if dep == "attr" and page.lemmas[parent] == "be":
            return parent
        if dep == "nsubj" and page.lemmas[parent] == "be":
            return _told_of_subject(page, parent)
        if (
            dep == "prep"
            and page.words[at] == "as"
            and lemma in {"describe", "identify", "name", "call", "know"}
            and page.dep[parent] in NOUN_CLAUSES
        ):
            at = page.head[parent]
            continue
        if dep in _FILLING and lemma in _OCCUPYING:
            # "a house which the army said was used by X", "a car carrying X"
            clause = page.head[parent] if page.dep[parent] in {"xcomp", "ccomp"} else parent
            if page.dep[clause] in NOUN_CLAUSES:
                at = page.head[clause]
                continue
        if dep == "pobj" and page.words[parent] == "to":
            owning = page.head[parent]
            if page.lemmas[owning] == "belong" and page.dep[owning] in NOUN_CLAUSES:
                at = page.head[owning]
                continue
        return None
    return None


_MEANING = frozenset({"mean", "intend", "aim", "seek"})


def _is_meant(page: Page, verb: int) -> bool:
    """Whether "the missile was meant for X", "bombs intended for X" is told."""
    if page.lemmas[verb] not in {"mean", "intend", "destine"} or page.tags[verb] != "VBN":
        return False
    shot = page.head[verb] if page.dep[verb] == "acl" else child_of(page, verb, SUBJECTS)
    hit = None if shot is None else page.hit_at[shot]
    return hit is not None and hit.entry.table == "weapons"


def told_hit(page: Page, root: int) -> int | None:
    """Return the verb by which a sentence that tells of no strike says that a thing was hit.

    "Had fired at a depot", "the operation was directed against X", "a school had been hit".
    """
    verb = aimed_by(page, root)
    if verb is None or _took_part(page, verb):
        return None
    sent = page.lemmas[verb] in _SENDING and not any(
        page.dep[child] == "dobj" for child in page.children[verb]
    )
    sent = sent or _is_meant(page, verb)
    return verb if sent or page.lemmas[verb] in TARGET_VERBS | LANDING else None


def _took_part(page: Page, noun: int) -> bool:
    """Whether "who took part in the attack on X" tells what those did who were hit."""
    within = page.head[noun]
    return (
        page.pos[noun] == "NOUN"
        and page.words[within] == "in"
        and page.lemmas[page.head[within]] in {"participate", "part", "take", "engage", "involve"}
    )


def is_of_event(page: Page, verb: int, event: Event) -> bool:
    """Whether a verb tells of a strike: its own, or what is said of the strike as a whole."""
    if verb in event.triggers:
        return True
    if _came_before(page, verb):
        return False
    if clause_of(page, verb) in event.clauses:
        return True
    if page.lemmas[verb] in _SENDING | TARGET_VERBS and is_passive(page, verb):
        pointing = {page.words[child] for child in page.children[verb]} & {"it", "this"}
        if pointing and page.dep[verb] in {"advcl", "ccomp", "conj"}:
            return page.words[event.anchor] != "it"
    return any(
        page.dep[child] in SUBJECTS
        and ({child, *page.children[child]} & {*event.triggers, event.clause})
        for child in page.children[verb]
    )  # "the raid that killed X was aimed at Y"


def _came_before(page: Page, noun: int) -> bool:
    """Whether "the raid followed an attack on a camp", "after an attack on it" tells of another."""
    above = page.head[noun]
    if page.pos[noun] != "NOUN":
        return False
    follows = page.dep[noun] == "dobj" and page.lemmas[above] == "follow"
    return follows or (page.dep[noun] == "pobj" and page.words[above] in {"after", "following"})


def is_unreal(page: Page, verb: int) -> bool:
    """Whether a verb tells of no deed: "attacking X would be one thing", "to target X"."""
    above = page.head[verb]
    if page.dep[verb] == "xcomp" and page.lemmas[above] in _MEANING and page.tags[above] != "VBZ":
        verb = above  # "had meant to hit X" tells what the strike was aimed at
    if page.tags[verb] == "VB" or page.dep[verb] in {"csubj", "pcomp", "nsubj"}:
        return True
    return any(
        page.words[child] in {"would", "could", "should", "may", "might", "will", "must", "if"}
        for at in (verb, page.head[verb])
        for child in page.children[at]
        if page.dep[child] in {"aux", "mark"}
    )


def _struck_in_clause(page: Page, noun: int) -> int | None:
    """Return the verb of "a depot that it had hit", "the house which jets bombed"."""
    for child in page.children[noun]:
        if page.dep[child] != "relcl" or page.lemmas[child] not in TARGET_VERBS:
            continue
        parts = {page.dep[part]: page.words[part] for part in page.children[child]}
        taken = parts.get("dobj", "that") not in {"that", "which"}
        doer = parts.get("nsubj", "that")
        if doer not in {"that", "which", "who"} and not taken and "nsubjpass" not in parts:
            return child
    return None


def _called(page: Page, at: int) -> int | None:
    """Return the head of "what it called X", "what the army said was X" where X stands at `at`."""
    verb = page.head[at]
    if page.dep[at] == "pobj" and page.words[verb] == "as":
        verb = page.head[verb]
    elif page.dep[at] == "prep" and page.words[at] == "as":
        pass
    elif page.dep[at] not in {"oprd", "attr", "dobj"}:
        return None
    if page.lemmas[verb] == "be" and page.dep[verb] in {"ccomp", "pcomp"}:
        verb = page.head[verb] if page.lemmas[page.head[verb]] in NAMING else verb
    before = range(max(0, verb - 7), verb)
    what = next((token for token in before if page.words[token] == "what"), None)
    if what is None or page.lemmas[verb] not in NAMING:
        return None
    return verb if verb in {page.head[what], *page.ancestors(what, 3)} else None


def _holds_people(page: Page, preposition: int) -> bool:
    """Whether "a car with X in it", "a house with X inside" tells who was in a thing."""
    return page.lemmas[page.head[preposition]] in _THINGS


_THINGS = word_list("things struck")
_OCCUPYING = word_list("occupying")
"""What one does in a house, with a car or at a depot: a clause on a noun tells whose it is."""
_FILLING = ACTED_ON | DOERS


def _is_occupied(page: Page, verb: int) -> bool:
    """Whether "used by X", "held by X" is told, and not "carried out by X"."""
    done = any(page.dep[child] == "prt" for child in page.children[verb])
    return page.lemmas[verb] in _OCCUPYING and not done


def _told_of_subject(page: Page, be: int) -> int | None:
    """Return the strike in "X were the target of the strikes", "X is not what they bomb"."""
    for child in page.children[be]:
        if page.dep[child] == "attr" and page.lemmas[child] in {"target", "object"}:
            for preposition in page.children[child]:
                if page.words[preposition] == "of" and page.children[preposition]:
                    return page.children[preposition][-1]
        if (
            page.dep[child] in {"attr", "ccomp"}
            and page.lemmas[child] in TARGET_VERBS
            and {"what", "who", "whom"} & set(page.words[be + 1 : child])
        ):
            return child
    return None
