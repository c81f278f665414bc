"""Harm told without a word of harm: "lost their lives", "suffered burns", "wiped out a family"."""

from __future__ import annotations

from mapper.claims.page import Page
from mapper.claims.tables import word_list

__all__ = ["is_undone", "suffers", "told_otherwise"]

_DYING = word_list("dying")
_UNDOING = word_list("undoing")
_WOUNDS = word_list("wounds")
_BEARING = frozenset({"suffer", "sustain", "receive"})
_CARRYING = frozenset({"take", "rush", "bring", "admit", "evacuate", "transfer"})
_TO_DEATH = frozenset({"burn", "crush", "bleed", "choke", "roast"})
_LOSING = frozenset({"lose", "mourn"})
_KIN = frozenset({"family", "household"})


def suffers(page: Page, verb: int) -> bool:
    """Whether the subject of an active verb is who is harmed: "died", "suffered burns"."""
    return page.lemmas[verb] in _DYING or _is_borne(page, verb)


def _is_borne(page: Page, verb: int) -> bool:
    """Whether "lost their lives" or "suffered burns" tells it of the subject."""
    objects = {page.lemmas[child] for child in page.children[verb] if page.dep[child] == "dobj"}
    if page.lemmas[verb] == "lose":
        return "life" in objects
    return page.lemmas[verb] in _BEARING and bool(objects & _WOUNDS)


def is_undone(page: Page, verb: int) -> bool:
    """Whether a verb kills only where people are its object: "eliminated", "wiped out"."""
    return page.lemmas[verb] in _UNDOING or (
        page.lemmas[verb] in {"take", "wipe"} and "out" in page.words[verb + 1 : verb + 2]
    )


def told_otherwise(page: Page, verb: int) -> str | None:
    """Return what befell people by a verb that is no word of harm by itself."""
    if _is_borne(page, verb):
        return "killed" if page.lemmas[verb] == "lose" else "wounded"
    if page.lemmas[verb] in _TO_DEATH and page.words[verb + 1 : verb + 3] == ["to", "death"]:
        return "killed"  # "were burnt to death"
    people = [child for child in page.children[verb] if _is_people_hit(page, child)]
    if page.lemmas[verb] in _LOSING:
        return "killed" if any(page.dep[child] == "dobj" for child in people) else None
    if is_undone(page, verb):
        return "killed" if people else None
    if page.lemmas[verb] in _CARRYING:
        hospital = {"hospital", "hospitals"} & set(page.words[verb + 1 : verb + 6])
        dead = any(page.words[child] in {"body", "bodies"} for child in people)
        return "wounded" if hospital and people and not dead else None
    return None


def _is_people_hit(page: Page, token: int) -> bool:
    if page.dep[token] not in {"dobj", "nsubjpass"}:
        return False
    hit = page.hit_at[token]
    if page.pos[token] == "NUM":
        # "98 were taken to hospital", "mourned six of its soldiers"
        of = [child for child in page.children[token] if page.words[child] == "of"]
        if not of and page.dep[token] == "nsubjpass":
            return True
        return any(
            (inner := page.hit_at[at]) is not None and inner.entry.table == "persons"
            for child in page.children[token]
            if page.words[child] == "of"
            for at in page.children[child]
        )
    people = hit is not None and hit.entry.table in {"persons", "holders"}
    return people or page.lemmas[token] in _KIN
