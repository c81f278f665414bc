"""Who the dead are said to have been: "all the dead were civilians", "those killed were fighters".

Whoever says that the dead were fighters says whom the strike hit, and whoever says that none
of them was denies it.
"""

from __future__ import annotations

from dataclasses import dataclass

from mapper.claims.grammar import ACTED_ON, is_negated
from mapper.claims.page import Page
from mapper.claims.targets.aim import ANYBODY, holder_of

__all__ = ["Dead", "find_dead"]

_DYING = frozenset({"kill", "die", "dead", "slay", "perish", "victim", "death", "casualty", "body"})
_PARTLY = frozenset(
    {"some", "most", "many", "several", "half", "majority", "few", "number", "one", "two", "three"}
)
_CIVIL = frozenset(
    {"civilian", "civilians", "non-combatant", "non-combatants", "noncombatants", "villagers"}
)
_PRONOUNS = frozenset({"they", "he", "she", "these", "those", "all"})


@dataclass(frozen=True, slots=True)
class Dead:
    """Who the dead were said to be: fighters of `holder`, or civilians where that is None."""

    token: int
    holder: str | None
    negated: bool
    partly: bool


def find_dead(page: Page, sentence: int) -> Dead | None:
    """Return what a sentence says the dead were, if it says so."""
    start, end = page.sentences[sentence]
    for verb in range(start, end):
        told = _only_armed(page, verb)
        if told is not None:
            return Dead(told, _who(page, told)[0], False, False)
        if page.lemmas[verb] != "be" or page.pos[verb] not in {"AUX", "VERB"}:
            continue
        subject = next((c for c in page.children[verb] if page.dep[c] == "nsubj"), None)
        told = next((c for c in page.children[verb] if page.dep[c] in {"attr", "acomp"}), None)
        if subject is None or told is None or _is_left_open(page, verb):
            continue
        holder, civil = _who(page, told)
        if holder is None and not civil:
            continue
        words = page.lemmas[page.left[subject] : page.right[subject] + 1]
        dead = bool(_DYING & set(words))
        negated = is_negated(page, verb) or bool({"none", "nobody", "neither"} & set(words))
        # "they were not fighters" needs no word of death; "they were fighters" may be about anybody
        if not dead and not (negated and page.words[subject] in _PRONOUNS and not civil):
            continue
        return Dead(told, None if civil else holder, negated, bool(_PARTLY & set(words)))
    return None


def _is_left_open(page: Page, verb: int) -> bool:
    """Whether "did not say whether the dead were fighters" is told."""
    return any(page.words[child] in {"whether", "if"} for child in page.children[verb])


def _only_armed(page: Page, verb: int) -> int | None:
    """Return the fighters of "only fighters were hit", "killed nobody but gunmen"."""
    if page.pos[verb] != "VERB" or page.lemmas[verb] not in _HITTING or is_negated(page, verb):
        return None
    for child in page.children[verb]:
        if page.dep[child] not in ACTED_ON:
            continue
        words = set(page.words[max(0, page.left[child] - 1) : child])
        people = page.hit_at[child] is not None and _who(page, child)[0] is not None
        if words & {"only", "exclusively", "solely"} and people:
            return child
    return None


_HITTING = frozenset({"kill", "hit", "strike", "target", "bomb", "attack", "hurt", "wound"})


def _who(page: Page, told: int) -> tuple[str | None, bool]:
    """Return as whose fighters people are described, and whether as civilians."""
    low, high = page.left[told], page.right[told]
    words = page.words[low : high + 1]
    if _CIVIL & set(words) or {"non", "combatants"} <= set(words):
        return None, True
    for token in range(low, high + 1):
        hit = page.hit_at[token]
        holder = holder_of(page, hit) if hit else None
        if holder:
            return holder, False
        if hit and hit.entry.table == "persons" and hit.entry.row["detail"] == "militant":
            return ANYBODY, False
    return None, False
