"""Who the dead are said to have been: "all the dead were civilians", "those killed were fighters".

Whoever says that the dead were fighters says whom the strike hit, and whoever says that none
of them was denies it.
"""

from __future__ import annotations

from dataclasses import dataclass

from mapper.claims.casualties.people import is_of_kin
from mapper.claims.grammar import ACTED_ON, NOUN_CLAUSES, child_of, is_negated
from mapper.claims.page import Hit, Page
from mapper.claims.tables import word_list
from mapper.claims.targets.aim import ANYBODY, holder_of

__all__ = ["SOLDIERS", "Dead", "find_dead"]

_DYING = frozenset({"kill", "die", "dead", "slay", "perish", "victim", "death", "casualty", "body"})
SOLDIERS = "soldiers"
"""Stands for the army of the country, whose men the dead are said to have been."""
_SOLDIERS = frozenset({"soldier", "troop", "serviceman", "conscript", "military"})
_PARTLY = frozenset(
    {"some", "most", "many", "several", "half", "majority", "few", "number", "one", "two", "three"}
)
_CIVIL = frozenset({"civilians", "children", "women"})
"""The groups of people who are no fighters: "those killed were herders"."""
_NO_FIGHTERS = frozenset({"non-combatant", "non-combatants", "family", "relatives", "guests"})
_MET = frozenset({"man", "victim", "passenger", "occupant"})
"""People told of before: "the men were militants" is about those killed."""
_DEFINITE = frozenset({"the", "those", "his", "her", "their", "my", "our"})
_GUESTS = frozenset({"people", "person", "man", "woman", "guest", "worshipper", "those"})
_PRONOUNS = frozenset({"they", "he", "she", "these", "those", "all"})


@dataclass(frozen=True, slots=True)
class Dead:
    """Who the dead were said to be: fighters of `holder`, or civilians where that is None."""

    token: int
    holder: str | None
    negated: bool
    partly: bool
    pointing: bool = False
    """Whether only "they" or "he" says that it is the dead: "they were farmers"."""


def find_dead(page: Page, sentence: int) -> Dead | None:
    """Return what a sentence says the dead were, if it says so."""
    start, end = page.sentences[sentence]
    for verb in range(start, end):
        told = _only_hit(page, verb)
        if told is not None:
            return Dead(told, _who(page, told)[0], False, False)
        called = _called(page, verb)
        if called is not None and any(_who(page, called)):
            holder, civil = _who(page, called)
            return Dead(called, None if civil else holder, is_negated(page, verb), False)
        if page.lemmas[verb] != "be" or page.pos[verb] not in {"AUX", "VERB"}:
            continue
        subject = next((c for c in page.children[verb] if page.dep[c] == "nsubj"), None)
        told = next((c for c in page.children[verb] if page.dep[c] in {"attr", "acomp"}), None)
        if told is None:
            # "they were gunmen planting a bomb" is parsed as what gunmen were planting
            told = next(
                (
                    c
                    for c in page.children[page.head[verb]]
                    if page.dep[verb] == "aux" and page.dep[c] == "nsubj" and c == verb + 1
                ),
                None,
            )
        if subject is not None and told is None and _are_all_the_dead(page, verb, subject):
            return Dead(subject, _who(page, subject)[0], False, False)
        if subject is None or told is None:
            continue
        if _is_left_open(page, verb) and not _is_doubted(page, verb):
            continue
        if page.dep[verb] == "ccomp" and is_negated(page, page.head[verb]):
            continue  # "did not accept that the dead were civilians"
        holder, civil = _who(page, told)
        if holder is None and not civil:
            continue
        words = page.lemmas[page.left[subject] : page.right[subject] + 1]
        met = page.lemmas[subject] in _MET and page.words[page.left[subject]] in _DEFINITE
        met = met or _were_hit(page, subject)
        dead = bool(_DYING & set(words)) or met
        negated = is_negated(page, verb) or bool({"none", "nobody", "neither"} & set(words))
        # "they were not fighters" needs no word of death; "they were fighters" may be about anybody
        pointing = not dead and _points_at_people(page, subject)
        if not dead and not pointing:
            continue
        some = "of" in words and any(
            page.pos[at] == "NUM" for at in range(page.left[subject], subject + 1)
        )  # "eleven of the dead"
        partly = some or bool(_PARTLY & set(words))
        return Dead(told, None if civil else holder, negated, partly, pointing)
    return None


def _called(page: Page, verb: int) -> int | None:
    """Return the people of "described those killed as X", "the dead were identified as X"."""
    if page.lemmas[verb] not in _CALLING:
        return None
    for child in page.children[verb]:
        if page.dep[child] not in ACTED_ON:
            continue
        inner = range(page.left[child], page.right[child] + 1)
        if not _DYING & {page.lemmas[at] for at in inner}:
            continue
        for at in (verb, *inner):
            for other in page.children[at]:
                if page.words[other] == "as" and page.children[other]:
                    return page.children[other][-1]
        return next((at for at in page.children[verb] if page.dep[at] == "oprd"), None)
    return None


_CALLING = frozenset({"describe", "identify", "call", "name", "label", "brand", "portray"})


def _were_hit(page: Page, subject: int) -> bool:
    """Whether "the people at the funeral", "those inside" were where the strike hit."""
    if page.lemmas[subject] not in _GUESTS:
        return False
    for at in range(subject + 1, page.right[subject] + 1):
        there = page.words[at] in {"there", "inside", "present"}
        if there or (page.dep[at] == "pobj" and page.lemmas[at] in _THINGS):
            return True
    return False


_THINGS = word_list("things struck")


def _points_at_people(page: Page, subject: int) -> bool:
    """Whether "they", "he", "the five", "the men" points at people told of before."""
    if page.words[subject] in _PRONOUNS:
        return True
    the = any(page.words[child] in {"the", "these", "those"} for child in page.children[subject])
    return the and (page.pos[subject] == "NUM" or page.lemmas[subject] in _MEN)


_MEN = frozenset({"man", "people", "passenger", "occupant", "driver"})


def _are_all_the_dead(page: Page, verb: int, subject: int) -> bool:
    """Whether "only soldiers were among the dead" tells that nobody else was."""
    only = {"only", "exclusively", "solely"} & set(page.words[page.left[subject] : subject])
    among = any(
        page.words[child] == "among" and _DYING & set(page.lemmas[child : page.right[child] + 1])
        for child in page.children[verb]
    )
    return bool(only) and among and _who(page, subject)[0] is not None


def _is_doubted(page: Page, verb: int) -> bool:
    """Whether "questioned whether the dead were fighters" is told."""
    return page.lemmas[page.head[verb]] in {"question", "doubt", "dispute"}


def _is_left_open(page: Page, verb: int) -> bool:
    """Whether "did not say whether the dead were fighters" is told."""
    return any(page.words[child] in {"whether", "if"} for child in page.children[verb])


def _only_hit(page: Page, verb: int) -> int | None:
    """Return the people of "only fighters were hit", "only herders died"."""
    if page.pos[verb] != "VERB" or page.lemmas[verb] not in _HITTING or is_negated(page, verb):
        return None
    for child in page.children[verb]:
        dies = page.dep[child] == "nsubj" and page.lemmas[verb] in {"die", "perish"}
        if page.dep[child] not in ACTED_ON and not dies:
            continue
        words = set(page.words[max(0, page.left[child] - 1) : child])
        people = page.hit_at[child] is not None and any(_who(page, child))
        if words & {"only", "exclusively", "solely"} and people:
            return child
    return None


_HITTING = frozenset(
    {"kill", "hit", "strike", "target", "bomb", "attack", "hurt", "wound", "die", "perish"}
)


def _who(page: Page, told: int) -> tuple[str | None, bool]:
    """Return as whose fighters people are described, and whether as civilians."""
    low, high = page.left[told], _before_clause(page, told)
    words = page.words[low : high + 1]
    if _NO_FIGHTERS & set(words) or {"non", "combatants"} <= set(words):
        return None, True
    holders: list[str] = []
    members = False
    for token in range(low, high + 1):
        hit = page.hit_at[token]
        holder = holder_of(page, hit) if hit else None
        if holder:
            holders.append(holder)
        elif hit and hit.entry.table == "persons":
            if hit.entry.row["detail"] == "militant" and not is_of_kin(page, token):
                members = members or page.lemmas[hit.end - 1] == "member"
                if not members:
                    holders.append(ANYBODY)
            elif hit.entry.row["detail"] == "soldier" and page.lemmas[hit.start] in _SOLDIERS:
                holders.append(SOLDIERS)
            elif not holders and hit.entry.row["group"] in _CIVIL and _is_told(page, told, hit):
                return None, True
    # "members of X" are X's, and "members of a group and villagers" are no fighters
    holders += [ANYBODY] if members else []
    return next((h for h in holders if h != ANYBODY), holders[0] if holders else None), False


def _is_told(page: Page, told: int, hit: Hit) -> bool:
    """Whether people are what the dead were, or stand beside it: "vigilantes and villagers"."""
    return hit.start <= told < hit.end or page.dep[hit.end - 1] == "conj"


def _before_clause(page: Page, told: int) -> int:
    """Return where people are named to, without "villagers who fled from militants".

    The clause of "men who belonged to X" is what tells who they were.
    """
    last = page.right[told]
    for at in range(told, last):
        clause = child_of(page, at, NOUN_CLAUSES)
        tells = page.lemmas[at] in _ANY_PEOPLE and page.left[clause or at] == at + 1
        if clause is not None and clause > at and not tells:
            return max(at, page.left[clause] - 1)
    return last


_ANY_PEOPLE = _GUESTS | _MET | {"member"}
