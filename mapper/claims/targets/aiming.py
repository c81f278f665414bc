# ruff: noqa: PLR0911, PLR0912
# a list of cases with an answer each reads better whole than in parts
"""Which verb or strike noun a word is the object of.

"Hit X", "strikes on X", "positions held by X": climbs the parse from X up to the aiming word.
"""

from __future__ import annotations

from mapper.claims.grammar import ACTED_ON, MODIFIERS, NOUN_CLAUSES
from mapper.claims.page import Page

__all__ = ["LANDING", "TARGET_VERBS", "aimed_by"]

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
            if page.words[parent] == "by" and page.lemmas[page.head[parent]] not in {
                "use",
                "own",
                "operate",
                "man",
                "run",
            }:
                return None
            at = parent
            continue
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
        if dep == "ccomp" and page.dep[parent] in NOUN_CLAUSES and page.lemmas[at] in _USING:
            at = page.head[parent]  # "a house which the army said was used by X"
            continue
        if dep == "agent" and lemma in {"use", "own", "operate", "man", "run"}:
            at = parent
            continue
        if (
            dep == "nsubj"
            and lemma in {"use", "own", "operate", "occupy"}
            and page.dep[parent] == "relcl"
        ):
            at = parent
            continue
        if dep in NOUN_CLAUSES and page.lemmas[at] in {
            "use",
            "own",
            "operate",
            "man",
            "run",
            "occupy",
            "belong",
        }:
            at = parent
            continue
        return None
    return None


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
        verb = page.head[verb] if page.lemmas[page.head[verb]] in _NAMING else verb
    before = range(max(0, verb - 7), verb)
    what = next((token for token in before if page.words[token] == "what"), None)
    if what is None or page.lemmas[verb] not in _NAMING:
        return None
    return verb if verb in {page.head[what], *page.ancestors(what, 3)} else None


_USING = frozenset({"use", "own", "operate", "man", "run", "occupy", "belong"})
_NAMING = frozenset({"call", "describe", "say", "term", "believe", "label", "dub", "identify"})


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
