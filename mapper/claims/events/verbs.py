# ruff: noqa: PLR0911, PLR0912
# a list of cases with an answer each reads better whole than in parts
"""Whether a verb tells a strike: "bombed", "hit", "carried out", by what stands around it.

Storms that hit a town, rockets that blast off and courts that strike down are none.
"""

from __future__ import annotations

from mapper.claims.events.weapons import hit_kind, is_attacker_word
from mapper.claims.grammar import ACTED_ON, DOERS, NOUN_CLAUSES, SUBJECTS, has_subject
from mapper.claims.page import Page

__all__ = ["comes_under", "sets_ablaze", "verb_trigger"]


def verb_trigger(page: Page, token: int, strength: str, about_strikes: bool) -> tuple[bool, bool]:
    """Return (is a trigger, is only a weak one)."""
    if strength == "strong":
        return True, False
    if page.lemmas[token] in {"strike", "hit", "blast"} and any(
        page.dep[child] == "prt" and page.words[child] in {"off", "up", "down", "back"}
        for child in page.children[token]
    ):
        # a rocket that blasts off, a court that strikes down, a minister who hits back
        return False, False
    if strength == "falling":
        return _comes_down(page, token), False
    if page.lemmas[token] in _RUINING and _is_interception(page, token):
        return False, False
    armed = actor = False
    passive = page.tags[token] == "VBN" and not any(
        page.words[child] in {"has", "have", "had", "'ve", "having"} and page.dep[child] == "aux"
        for child in page.children[token]
    )
    pronoun = False
    target = False
    parent = page.head[token]
    inherited: list[int] = []
    if page.dep[token] == "conj" and page.pos[parent] == "VERB" and not has_subject(page, token):
        inherited = [child for child in page.children[parent] if page.dep[child] == "nsubj"]
    if page.dep[token] == "xcomp" and page.lemmas[parent] in {"appear", "seem", "believe", "think"}:
        # "planes appeared to have struck X"
        inherited = [child for child in page.children[parent] if page.dep[child] in SUBJECTS]
    for child in (*page.children[token], *inherited):
        dep = page.dep[child]
        if dep not in {"nsubj", "dobj", "agent", "prep", "nsubjpass", "pobj", "dative"}:
            continue
        low, high = page.left[child], page.right[child]
        if dep in {"nsubj"}:
            high = min(high, child + 12)
            pronoun = pronoun or page.words[child] in {"they", "it", "we", "he"}
            pronoun = pronoun or (
                page.words[child] in _SOME and page.words[child + 1 : child + 3] == ["of", "them"]
            )
        for number in range(low, min(high, token + 25) + 1):
            kind = hit_kind(page, number)
            lemma = page.lemmas[number]
            if (
                (kind and dep in DOERS)
                or (
                    kind in {"munition", "strike"}
                    and (dep in ACTED_ON or page.words[child] in {"with", "in", "by"})
                )
                or (kind == "carrier" and page.words[child] in {"by", "from"})
                or (page.lemmas[number] in {"drone", "uav"} and page.words[child] == "with")
                or (
                    dep in DOERS
                    and lemma
                    in {
                        "strike",
                        "raid",
                        "bombing",
                        "bombardment",
                        "attack",
                        "shelling",
                        "blast",
                        "explosion",
                        "salvo",
                        "barrage",
                    }
                )
                or (
                    (dep == "dobj" or (dep == "nsubjpass" and lemma != "operation"))
                    and lemma
                    in {
                        "strike",
                        "raid",
                        "sortie",
                        "mission",
                        "bombing",
                        "bombardment",
                        "operation",
                    }
                    and strength == "carrier"
                )
            ):
                armed = True
            if dep in DOERS and is_attacker_word(page, number):
                actor = True
            if dep in ACTED_ON and is_attacker_word(page, number):
                target = True
    if page.dep[token] in NOUN_CLAUSES and page.lemmas[page.head[token]] in {
        "strike",
        "airstrike",
        "raid",
        "missile",
        "rocket",
        "attack",
        "bombing",
        "drone",
        "warplane",
        "jet",
        "aircraft",
        "shelling",
        "bomb",
        "shell",
        "plane",
    }:
        armed = True
    if strength == "carrier" and not armed:
        armed = _carries_out_strikes(page, token)
    if armed:
        return True, False
    if strength in {"medium"}:
        if passive:
            return about_strikes, True
        if target and about_strikes and not actor:
            return True, True
        return (actor and about_strikes) or (pronoun and about_strikes), not actor
    if strength == "weak" and about_strikes and page.lemmas[token] in _RUINING:
        # "was destroyed near X", "its forces destroyed two radars"
        return passive or actor or _own_subject(page, token), True
    if strength == "weak" and about_strikes and page.lemmas[token] in {"aim", "attack"}:
        return actor or pronoun, True
    return False, False


_RUINING = frozenset({"destroy", "neutralise", "neutralize", "flatten", "demolish"})


def _comes_down(page: Page, verb: int) -> bool:
    """Whether "a missile came down on", "shells went through", "jets blew up" is told."""
    way = {
        page.words[child]
        for child in page.children[verb]
        if page.dep[child] in {"prt", "prep", "advmod"}
    }
    return bool(way & _DOWNWARDS[page.lemmas[verb]]) and any(
        page.dep[child] == "nsubj"
        and any(
            hit_kind(page, token) in {"munition", "carrier", "strike"}
            for token in range(max(page.left[child], child - 6), child + 1)
        )
        for child in page.children[verb]
    )


_SOME = frozenset({"one", "two", "three", "some", "several", "many", "most", "another"})

_DOWNWARDS = {
    "come": frozenset({"down", "through"}),
    "go": frozenset({"through", "into"}),
    "blow": frozenset({"up", "apart"}),
    "burst": frozenset({"through", "over", "in", "on"}),
    "plunge": frozenset({"into", "through", "on"}),
}


def _is_interception(page: Page, verb: int) -> bool:
    """Whether what is destroyed is a drone or missile in the air, which struck nobody."""
    shot = any(
        page.dep[child] in ACTED_ON and hit_kind(page, child) in {"munition", "carrier"}
        for child in page.children[verb]
    )
    near = page.words[page.left[verb] : min(page.right[verb], verb + 25) + 1]
    return shot and bool({"defence", "defences", "defense", "defenses", "over"} & set(near))


def _own_subject(page: Page, verb: int) -> bool:
    """Whether "its forces", "our troops" is the subject."""
    return any(
        page.dep[child] == "nsubj"
        and any(page.words[other] in {"its", "our", "their"} for other in page.children[child])
        for child in page.children[verb]
    )


def _carries_out_strikes(page: Page, verb: int) -> bool:
    """Whether "carried out what they called precise aerial operations" is told here."""
    words = page.lemmas[verb : min(page.right[verb], verb + 10) + 1]
    return (
        page.lemmas[verb] in {"carry", "conduct"}
        and bool({"aerial", "air"} & set(words))
        and bool({"operation", "strike", "mission", "raid"} & set(words))
    )


def comes_under(page: Page, token: int) -> bool:
    """Whether a place "came under fire", "is under bombardment"."""
    above = page.head[token]
    return (
        page.lemmas[token] in {"fire", "shellfire", "attack", "bombardment", "shelling"}
        and page.dep[token] == "pobj"
        and page.words[above] == "under"
        and page.lemmas[page.head[above]] == "come"
    )


_MAKING = {
    "set": frozenset({"ablaze", "alight", "fire"}),
    "turn": frozenset({"rubble", "ruins", "dust", "ashes"}),
    "reduce": frozenset({"rubble", "ruins", "dust", "ashes"}),
}


def sets_ablaze(page: Page, token: int) -> bool:
    """Whether "shells set houses ablaze", "jets turned houses to rubble" is told."""
    if page.lemmas[token] not in _MAKING or page.pos[token] != "VERB":
        return False
    armed = any(
        page.dep[child] == "nsubj" and hit_kind(page, child) in {"munition", "carrier", "strike"}
        for child in page.children[token]
    )
    words = set(page.words[token : min(page.right[token], token + 10) + 1])
    return armed and bool(words & _MAKING[page.lemmas[token]])
