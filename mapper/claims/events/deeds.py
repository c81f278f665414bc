"""A strike told by who did it and to what alone: "the army struck a house in X".

Nothing in it speaks of the air. An armed power must be the doer, a thing that can be hit the
object; what is done with sanctions, goals or infantry is none.
"""

from __future__ import annotations

from mapper.claims.grammar import ACTED_ON, agent_of, child_of
from mapper.claims.page import Page
from mapper.claims.tables import Lexicon, word_list

__all__ = ["DEEDS", "FORCES", "HURTING", "THINGS", "find_deeds", "is_thing"]

DEEDS = word_list("deeds")
FORCES = word_list("forces")
THINGS = word_list("things")
_PARTLY = word_list("parts") | {"number", "dozen", "series", "lot"}
_NOT_OF_WAR = word_list("not of war")
_BY_GROUND = word_list("by ground")
HURTING = word_list("hurting")
"""What tells of war beside a town that was hit."""
_GOALS = frozenset({"target", "objective", "point", "record"})
"""Things that are hit in peace as well, unless somebody's: "rebel targets"."""
_CHAIN = 4
"""Verbs up which the doer of a verb without a subject is sought."""
_REACH = 12
_UNDER = frozenset({"ccomp", "xcomp", "conj", "advcl", "pcomp", "prep", "acl"})


def find_deeds(page: Page, lexicon: Lexicon) -> set[int]:
    """Return the verbs by which an armed power hits a thing."""
    found: set[int] = set()
    for token, lemma in enumerate(page.lemmas):
        if lemma in DEEDS and page.pos[token] == "VERB" and _is_deed(page, token, lexicon):
            found.add(token)
    return found


def _is_deed(page: Page, verb: int, lexicon: Lexicon) -> bool:
    thing = child_of(page, verb, ACTED_ON)
    if thing is None or (page.lemmas[verb] == "target" and page.tags[verb] in {"VBZ", "VBP"}):
        return False  # "the firm targets coffee houses"
    doer = agent_of(page, verb) if page.dep[thing] == "nsubjpass" else _doer_of(page, verb)
    if doer is None or not _is_armed_power(page, doer, page.lemmas[verb]):
        return False
    start, end = page.sentences[page.sentence_of[verb]]
    if not (_NOT_OF_WAR | _BY_GROUND).isdisjoint(page.words[start:end]):
        return False
    return _can_be_hit(page, thing, lexicon) or _is_foes_capital(page, verb, doer, thing)


def _is_foes_capital(page: Page, verb: int, doer: int, thing: int) -> bool:
    """Whether "X struck Y" names the capital of another state and nothing else."""
    hit, own = page.hit_at[thing], page.hit_at[doer]
    return (
        page.lemmas[verb] in {"strike", "pound", "bombard"}
        and hit is not None
        and hit.entry.sense == "metonym"
        and own is not None
        and own.entry.name != hit.entry.name
    )


def _doer_of(page: Page, verb: int) -> int | None:
    """Return the subject of a verb or of those above it: "confirmed striking", "said it hit"."""
    for _ in range(_CHAIN):
        subject = child_of(page, verb, frozenset({"nsubj"}))
        if subject is not None and page.words[subject] not in {"it", "they", "we"}:
            return subject
        above = page.head[verb]
        if above == verb or page.dep[verb] not in _UNDER:
            return None
        verb = above
    return None


def _is_armed_power(page: Page, doer: int, verb: str) -> bool:
    """Whether a state, an alliance, an army or a group with rockets is named as the doer."""
    if page.lemmas[doer] in FORCES:
        return page.lemmas[doer] != "troop" or verb != "attack"
    hit = page.hit_at[doer]
    if hit is None or hit.entry.table != "actors" or hit.entry.sense == "demonym":
        return hit is not None and page.tags[doer] == "NNPS" and hit.entry.table == "actors"
    kind = hit.entry.row["kind"]
    return kind != "armed" or (verb != "attack" and hit.entry.name not in _ONLY_ON_FOOT)


_ONLY_ON_FOOT = word_list("no rockets")
"""Armed groups that strike with men and parked cars."""


def _can_be_hit(page: Page, thing: int, lexicon: Lexicon) -> bool:
    """Whether a word stands for a building, a vehicle, a post or a town."""
    for _ in range(_CHAIN):
        inner = _inside_of(page, thing)
        if inner is None:
            break
        thing = inner
    if is_thing(page.lemmas[thing], lexicon):
        return page.lemmas[thing] not in _GOALS or _is_somebodys(page, thing)
    start, end = page.sentences[page.sentence_of[thing]]
    is_name = page.tags[thing] in {"NNP", "NNPS"} and page.hit_at[thing] is None
    return is_name and not HURTING.isdisjoint(page.lemmas[start:end])


def is_thing(noun: str, lexicon: Lexicon) -> bool:
    """Return whether a noun stands for what can be hit, by the tables."""
    return noun in lexicon.objects or noun in lexicon.damage or noun in THINGS


def _is_somebodys(page: Page, thing: int) -> bool:
    """Whether a party to the war is named with a thing: "rebel targets", "a target of X"."""
    return any(
        (hit := page.hit_at[token]) is not None and hit.entry.table in {"actors", "holders"}
        for token in range(page.left[thing], min(page.right[thing], thing + _REACH) + 1)
    )


def _inside_of(page: Page, thing: int) -> int | None:
    """Return what "dozens of X", "the centre of X" is about."""
    if page.lemmas[thing] not in _PARTLY:
        return None
    for child in page.children[thing]:
        if page.words[child] == "of":
            return child_of(page, child, frozenset({"pobj"}))
    return None
