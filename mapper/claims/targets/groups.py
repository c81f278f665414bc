"""The groups that strikes aimed at or hit, with an event in the sentence or without one."""

from __future__ import annotations

from mapper.claims.events.event import Event
from mapper.claims.page import Hit, Page
from mapper.claims.targets.aim import (
    Aim,
    fighters_at,
    holder_of,
    is_denied,
    is_inside_other_name,
    is_only_a_word_for,
    sentence_hits,
    troops_of,
)
from mapper.claims.targets.aiming import TARGET_VERBS, aimed_by, is_of_event, is_unreal, told_hit
from mapper.claims.targets.described import STRUCK_THINGS

__all__ = ["find_named_targets", "find_targets"]


def find_named_targets(page: Page, sentence: int, army: str | None) -> list[Aim]:
    """Return the holders told to be the target in a sentence that tells of no strike.

    "Only fighters were engaged", "it named the targets as X and Y", "the target was an X base".
    """
    found: list[Aim] = []
    for hit in sentence_hits(page, sentence):
        armed = fighters_at(page, hit)
        holder = holder_of(page, hit) or troops_of(page, hit, army) or armed
        if holder is None or is_inside_other_name(page, hit) or is_only_a_word_for(page, hit):
            continue
        root = hit.end - 1
        verb = aimed_by(page, root)
        if verb is not None and page.lemmas[verb] == "be":
            about = [child for child in page.children[verb] if page.dep[child] == "nsubj"]
            if not any(page.lemmas[child] in STRUCK_THINGS for child in about):
                verb = None
        else:
            verb = told_hit(page, root)
        if verb is None:
            verb = _named_as_target(page, root)
        if verb is None or page.lemmas[verb] in {"kill", "raid", "shell"} or is_unreal(page, verb):
            continue
        negated = is_denied(page, hit, root, verb)
        found.append(Aim(holder, hit.start, negated, None, "named as the target"))
    return found


def _named_as_target(page: Page, root: int) -> int | None:
    """Return the verb of "named the targets as X and Y", "X were the target"."""
    at = root
    for _ in range(6):
        dep, parent = page.dep[at], page.head[at]
        if dep == "nsubj" and page.lemmas[parent] == "be":
            named = any(
                page.dep[child] == "attr" and page.lemmas[child] in {"target", "object"}
                for child in page.children[parent]
            )
            return parent if named else None
        if dep == "prep" and page.words[at] == "as":
            named = any(
                page.dep[child] == "dobj" and page.lemmas[child] == "target"
                for child in page.children[parent]
            )
            return parent if named else None
        if dep not in {"conj", "pobj", "compound", "appos", "amod", "poss"} or parent == at:
            return None
        at = parent
    return None


def find_targets(
    page: Page, sentence: int, events: list[tuple[int, Event]], army: str | None
) -> list[Aim]:
    """Return the holders that the strikes of one sentence were aimed at."""
    found: list[Aim] = []
    seen: set[tuple[str, bool, int | None]] = set()
    for hit in sentence_hits(page, sentence):
        armed = fighters_at(page, hit)
        holder = holder_of(page, hit) or troops_of(page, hit, army) or armed
        if holder is None or is_inside_other_name(page, hit) or is_only_a_word_for(page, hit):
            continue
        root = hit.end - 1
        for _ in range(3):
            parent = page.head[root]
            if hit.start <= parent < hit.end and parent != root:
                root = parent
            else:
                break
        verb = aimed_by(page, root)
        if verb is None:
            verb = _verb_just_before(page, hit, events)
        if verb is None or (armed and page.lemmas[verb] == "kill"):
            continue
        number = next((number for number, event in events if is_of_event(page, verb, event)), None)
        if number is None and page.lemmas[verb] in TARGET_VERBS:
            # "hit X, destroying two Y headquarters"
            above = set(page.ancestors(verb, 6))
            number = next((number for number, event in events if above & set(event.triggers)), None)
        if number is None:
            continue
        negated = is_denied(page, hit, root, verb)
        key = (holder, negated, number)
        if key in seen:
            continue
        seen.add(key)
        found.append(Aim(holder, hit.start, negated, number, "target of a strike verb"))
    return found


def _verb_just_before(page: Page, hit: Hit, events: list[tuple[int, Event]]) -> int | None:
    """Return the strike verb right before a holder, where the parse lost the object."""
    at = hit.start - 1
    while at > 0 and page.words[at] in {"the", "so", "-", "called", "a", "an", '"'}:
        at -= 1
    if (
        page.pos[at] != "VERB"
        or page.lemmas[at] not in TARGET_VERBS
        or page.head[hit.end - 1] != at
    ):
        return None
    return at if any(at in event.triggers for _, event in events) else None
