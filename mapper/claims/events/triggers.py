# ruff: noqa: PLR0912
# a list of cases with an answer each reads better whole than in parts
"""Every word of a report that tells a strike.

First decides whether the report is about strikes from the air or by missile at all: the weaker
words count only then.
"""

from __future__ import annotations

from mapper.claims.events.deeds import find_deeds
from mapper.claims.events.impacts import is_impact
from mapper.claims.events.nouns import lies_on_thing, noun_trigger
from mapper.claims.events.signs import BOMBARDING, ENOUGH, is_strong, names_weapon
from mapper.claims.events.verbs import comes_under, sets_ablaze, verb_trigger
from mapper.claims.events.weapons import hit_kind
from mapper.claims.grammar import MODIFIERS
from mapper.claims.page import Page
from mapper.claims.speech.frame import Frames
from mapper.claims.tables import Lexicon, word_list

__all__ = ["find_triggers"]


def _is_about_strikes(page: Page, lexicon: Lexicon) -> bool:
    """Whether a report speaks of strikes from the air or by missile at all."""
    lemmas = set(page.lemmas)
    return (
        any(names_weapon(hit.entry) and hit_kind(page, hit.end - 1) for hit in page.hits)
        or not lemmas.isdisjoint(BOMBARDING)
        or any(is_strong(lemma, lexicon) for lemma in lemmas)
        or any(
            page.lemmas[at] == "bombing" and page.words[at - 1] in _ARMIES
            for at in range(1, len(page))
            if page.words[at] == "bombings"
        )
    )


_ARMIES = frozenset({"army", "military", "government", "regime", "junta"})
"""Whose bombings are none of parked cars."""


_INDUSTRIAL = frozenset(
    [
        "dockers",
        "union",
        "unions",
        "wage",
        "wages",
        "pay",
        "walkout",
        "picket",
        "stoppage",
        "strikers",
        "labour",
        "labor",
        "employers",
        "workers",
        "ballot",
        "overtime",
    ]
)


def find_triggers(page: Page, lexicon: Lexicon, frames: Frames) -> dict[int, bool]:
    """Return trigger token -> whether it is only a weak one."""
    deeds = find_deeds(page, lexicon)
    about = bool(deeds) or _is_about_strikes(page, lexicon)
    # as written: the European Union is none of workers
    if len(_INDUSTRIAL & set(page.shapes)) >= 2 and not any(
        hit.entry.table == "weapons" and hit.entry.row["kind"] == "strike" for hit in page.hits
    ):
        return {}
    found: dict[int, bool] = {}
    if not about and ENOUGH.isdisjoint(page.words):
        return found
    for hit in page.hits:
        if hit.entry.table == "weapons" and hit.entry.row["kind"] == "strike":
            found[hit.end - 1] = False
    for token, lemma in enumerate(page.lemmas):
        if token in found or (token in frames.verbs and token not in deeds):
            continue
        pos = page.pos[token]
        firing = lemma in {"firing", "launching"} and page.head[token] in frames.verbs
        if (pos == "NOUN" and firing) or (about and comes_under(page, token)):
            found[token] = True
        elif about and sets_ablaze(page, token):
            found[token] = False
        elif pos in {"NOUN", "PROPN"} and lemma in lexicon.event_nouns:
            if noun_trigger(page, token, lexicon.event_nouns[lemma]["strength"], about):
                found[token] = False
        elif pos in {"NOUN", "PROPN"} and lies_on_thing(page, token):
            found[token] = False
        elif pos == "VERB" and lemma in lexicon.event_verbs:
            strength = lexicon.event_verbs[lemma]["strength"]
            if strength == "harm":
                strength = "weak"
            is_trigger, weak = verb_trigger(page, token, strength, about)
            if token in deeds:
                is_trigger, weak = True, False
            if not is_trigger and about and strength in {"carrier", "medium", "weak"}:
                around = frames.around(page.sentence_of[token], token)
                is_trigger = weak = bool(around and around[0].mode == "deny")
            if is_trigger:
                found[token] = weak
        if about and pos == "VERB" and token not in found and is_impact(page, token, lexicon):
            found[token] = False
    found = {token: weak for token, weak in found.items() if not _is_warned_of(page, token)}
    found.update(_listed_on(page, found))
    return found


def _is_warned_of(page: Page, noun: int) -> bool:
    """Whether "an air raid alert", "sirens for a missile strike" tells of none that has come."""
    above = page.head[noun]
    if page.words[above] in {"for", "of", "about"} and page.dep[noun] == "pobj":
        above = page.head[above]
        return page.lemmas[above] in _WARNINGS and page.pos[above] == "NOUN"
    return page.dep[noun] in MODIFIERS and above > noun and page.lemmas[above] in _WARNINGS


_WARNINGS = word_list("warnings")


def _listed_on(page: Page, found: dict[int, bool]) -> dict[int, bool]:
    """Return the verbs of sentences that go on.

    "Among them was X", "Then it was the turn of X", "X met the same fate".
    """
    told = {page.sentence_of[token] for token in found}
    listing: dict[int, bool] = {}
    for number, (start, end) in enumerate(page.sentences):
        if number in told or not (told & {number - 1, number - 2} or number == 0):
            continue
        opening = " ".join(page.words[start : min(start + 4, end)])
        turn = "the turn of" in " ".join(page.words[start : min(start + _TURN, end)])
        # a text cut from the lead before it: "The attack took place in X"
        pointed = _TOLD_BEFORE if number else _STRIKES
        fate = next(
            (
                t
                for t in range(start, end)
                if _shares_fate(page, t) or _takes_place(page, t, pointed)
            ),
            None,
        )
        if fate is not None:
            listing[fate] = True
        elif turn or opening.startswith(_LISTS):
            verbs = (t for t in range(start, end) if page.lemmas[t] in {"be", "include", "do"})
            verb = next((t for t in verbs if page.pos[t] in {"VERB", "AUX"}), None)
            if verb is not None:
                listing[verb] = True
    return listing


def _shares_fate(page: Page, verb: int) -> bool:
    """Whether "X met the same fate" is told."""
    return page.lemmas[verb] in {"meet", "share", "suffer"} and any(
        page.dep[child] == "dobj" and page.lemmas[child] == "fate" for child in page.children[verb]
    )


def _takes_place(page: Page, verb: int, pointed: frozenset[str]) -> bool:
    """Whether "it took place in X", "the incident occurred near X" goes on with the strike."""
    took = page.lemmas[verb] == "take" and any(
        page.dep[child] == "dobj" and page.words[child] == "place" for child in page.children[verb]
    )
    return (took or page.lemmas[verb] in {"happen", "occur"}) and any(
        page.dep[child] == "nsubj"
        and (page.words[child] in pointed or page.lemmas[child] in pointed)
        and not any(page.words[other] in {"no", "such"} for other in page.children[child])
        for child in page.children[verb]
    )


_STRIKES = frozenset({"attack", "bombing", "strike"})
_TOLD_BEFORE = frozenset({"it", "this", "incident"}) | _STRIKES
_TURN = 9
"""Words in which "On Tuesday it was the turn of" is said."""
_LISTS = (
    "among them",
    "among those",
    "among the targets",
    "these included",
    "they included",
    "targets included",
    "the targets included",
    "the targets were",
    "targets hit included",
    "so did",
    "so was",
    "so were",
)
