"""A strike told by what a weapon does, whatever the verb: "a shell ploughed into a clinic in X".

The verbs of bombing are a table; how iron meets ground has no end of words. A bomb, missile or
drone that does something to a thing or a town, or is let go on one, tells a strike. What only flies
past, watches, carries or is shot down tells none.
"""

from __future__ import annotations

from mapper.claims.events.deeds import is_thing
from mapper.claims.events.weapons import hit_kind, is_attacker_word
from mapper.claims.grammar import ACTED_ON, has_subject
from mapper.claims.page import Page
from mapper.claims.tables import Lexicon, word_list

__all__ = ["is_impact"]

_UPON = frozenset({"into", "onto", "on", "upon", "through"})
_UNLOADED_ON = _UPON | {"over"}
_FLYING = word_list("flying only")
"""What drones and missiles do that hits nothing."""
_UNLOADING = word_list("unloading")
"""How bombs and loads are let go."""
_THROWING = frozenset({"loose", "hurl", "throw", "lob"})
_ARMING = word_list("arming")
"""What is done with missiles for somebody, and not to him."""
_FINISHING = {
    ("take", "out"),
    ("pick", "off"),
    ("wipe", "out"),
    ("zero", "in"),
    ("work", "over"),
    ("cut", "down"),
    ("mow", "down"),
}
_LOADS = frozenset({"load", "payload", "ordnance"})
_STANDING = frozenset({"truck", "launcher", "vehicle", "ship", "aircraft", "helicopter", "unit"})
"""What missiles are loaded on."""


def is_impact(page: Page, verb: int, lexicon: Lexicon) -> bool:
    """Whether a weapon does something to a thing or a town, or is let go on one."""
    lemma = page.lemmas[verb]
    if lemma in _ARMING or (lemma in _FLYING and not _flies_into(page, verb, lexicon)):
        return False
    doer = _doer_of(page, verb)
    kind = hit_kind(page, doer) if doer is not None else None
    if doer is not None and (kind == "munition" or page.lemmas[doer] in _FALLING):
        return any(_can_be_hit(page, thing, lexicon) for thing in _met_by(page, verb, _UPON))
    armed = doer is not None and (kind == "carrier" or is_attacker_word(page, doer))
    if armed and any((lemma, page.words[child]) in _FINISHING for child in page.children[verb]):
        return any(_can_be_hit(page, thing, lexicon) for thing in _met_by(page, verb, _UPON))
    return _lets_go(page, verb, lexicon, armed=armed)


_FALLING = frozenset({"drone", "uav", "shahed", "quadcopter"}) | word_list("wreckage")
"""What comes down on a thing as a missile does."""


def _flies_into(page: Page, verb: int, lexicon: Lexicon) -> bool:
    """Whether "flew into a block of flats" is told, and not "flew into Poland"."""
    return page.lemmas[verb] == "fly" and any(
        page.tags[thing] not in {"NNP", "NNPS"} and _can_be_hit(page, thing, lexicon)
        for thing in _met_by(page, verb, frozenset({"into"}))
    )


def _doer_of(page: Page, verb: int) -> int | None:
    """Return the subject of an active verb, or of the one that it goes on: "came in and gutted"."""
    if any(page.dep[child] in {"nsubjpass", "auxpass"} for child in page.children[verb]):
        return None
    above = verb
    if page.dep[verb] in {"conj", "advcl"} and not has_subject(page, verb):
        above = page.head[verb]
    return next((child for child in page.children[above] if page.dep[child] == "nsubj"), None)


def _met_by(page: Page, verb: int, ways: frozenset[str]) -> list[int]:
    """Return the object of a verb, and what it is done upon."""
    met = [child for child in page.children[verb] if page.dep[child] == "dobj"]
    preps = [
        prep
        for above in (verb, *met)
        for prep in page.children[above]
        if page.dep[prep] == "prep" and page.words[prep] in ways
    ]
    return met + [
        thing for prep in preps for thing in page.children[prep] if page.dep[thing] == "pobj"
    ]


def _can_be_hit(page: Page, thing: int, lexicon: Lexicon) -> bool:
    """Whether a word stands for a building, a post or a town."""
    for child in page.children[thing]:
        if page.words[child] == "of" and page.lemmas[thing] in _PARTS:
            return any(_can_be_hit(page, inner, lexicon) for inner in page.children[child])
    if page.tags[thing] in {"NNP", "NNPS"}:
        hit = page.hit_at[thing]
        return hit is None or hit.entry.sense == "metonym"  # Khartoum, and no army or paper
    return is_thing(page.lemmas[thing], lexicon) or page.lemmas[thing] in _PIECES


_PIECES = word_list("pieces of buildings")
_PARTS = word_list("parts") | _PIECES


def _lets_go(page: Page, verb: int, lexicon: Lexicon, *, armed: bool) -> bool:
    """Whether "released bombs on X", "bombs were emptied over X", "sprayed X with rockets" is told.

    Only a bomber has a load of bombs and nothing else.
    """
    acted_on = [child for child in page.children[verb] if page.dep[child] in ACTED_ON]
    for child in page.children[verb]:
        if armed and page.words[child] == "with" and _is_munition(page, child):
            return any(_can_be_hit(page, thing, lexicon) for thing in acted_on)
    if page.lemmas[verb] not in _UNLOADING:
        return False
    loads = any(
        hit_kind(page, thing) == "munition" or (armed and page.lemmas[thing] in _LOADS)
        for thing in acted_on
    )
    ways = _UNLOADED_ON | {"at"} if page.lemmas[verb] in _THROWING else _UNLOADED_ON
    return loads and any(
        _can_be_hit(page, thing, lexicon) and page.lemmas[thing] not in _STANDING
        for thing in _met_by(page, verb, ways)
        if thing not in acted_on
    )


def _is_munition(page: Page, preposition: int) -> bool:
    return any(
        page.dep[child] == "pobj" and hit_kind(page, child) == "munition"
        for child in page.children[preposition]
    )
