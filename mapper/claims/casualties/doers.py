"""Whether something else than the strike told of killed them: a flood, gunmen, a crash."""

from __future__ import annotations

from mapper.claims.grammar import MODIFIERS, agent_of, child_of, has_subject, is_passive
from mapper.claims.page import Page
from mapper.claims.tables import Lexicon, word_list

__all__ = ["harmed_by_another", "harmed_on_ground"]

_ON_FOOT = word_list("ground doers")
_FOUGHT = _ON_FOOT | word_list("fighting on foot") | {"suicide"}
_DYING = word_list("dying")
_DOERS = frozenset({"nsubj", "agent"})
_STORMING = word_list("storming")
_OF_STRIKES = word_list("of strikes")
"""What a strike throws about and sets off: "shrapnel killed two" is the strike's."""
_KNOWN = frozenset({"the", "this", "that", "these", "those", "both", "each", "another", "such"})


def harmed_by_another(page: Page, harm: int, lexicon: Lexicon) -> bool:
    """Whether a word of harm has a doer of its own that no strike is.

    "Gunmen killed two", "cholera has killed 85", "rebels ambushed a convoy, killing nine". A doer
    with an article that points back ("the blast", "it") is the strike told of before.
    """
    doer = _doer_of(page, harm)
    verbs = (harm, page.head[harm], *page.children[harm])
    stormed = any(
        page.dep[verb] in {"advcl", "ROOT", "ccomp", "conj"} and page.lemmas[verb] in _STORMING
        for verb in verbs
    )
    if stormed and (doer is None or doer < harm):
        return True
    beside = (
        token
        for child in page.children[harm]
        if page.dep[child] == "prep"
        for noun in page.children[child]
        for token in (noun, *(at for at in page.children[noun] if page.dep[at] in MODIFIERS))
    )
    if harmed_on_ground(page, harm) or any(page.words[token] in _FOUGHT for token in beside):
        return True
    return doer is not None and _is_another(page, doer, lexicon)


def harmed_on_ground(page: Page, harm: int) -> bool:
    """Whether gunmen, a mine or a truck with a bomb in it are said to have killed."""
    verb = harm
    if page.dep[harm] == "conj" and not has_subject(page, harm) and not is_passive(page, harm):
        verb = page.head[harm]  # "a truck blew up and killed ten"
    doers = {"agent"} if page.lemmas[harm] in _DYING or is_passive(page, harm) else _DOERS
    return any(
        page.words[token] in _ON_FOOT
        for child in page.children[verb]
        if page.dep[child] in doers
        for token in (child, *page.children[child])
    )


def _doer_of(page: Page, harm: int) -> int | None:
    """Return who or what kills by a verb: "X killed", "killed by X", "X struck, killing"."""
    if page.pos[harm] != "VERB" or page.lemmas[harm] in {"die", "perish", "lose"}:
        return None
    if is_passive(page, harm) or (page.tags[harm] == "VBN" and not has_subject(page, harm)):
        return agent_of(page, harm)
    return child_of(page, harm, frozenset({"nsubj"}))


def _is_another(page: Page, doer: int, lexicon: Lexicon) -> bool:
    """Whether a doer is told of for the first time, and is neither weapon nor party."""
    if page.pos[doer] != "NOUN" or page.lemmas[doer] in _OF_STRIKES:
        return False
    if page.lemmas[doer] in lexicon.event_nouns or page.hit_at[doer] is not None:
        return any(page.words[child] in _ON_FOOT for child in page.children[doer])
    return not any(
        page.words[child] in _KNOWN or page.dep[child] == "poss" for child in page.children[doer]
    )
