"""Who is said to hold ground, by the words around the holder's name.

"ISIS-held X", "controlled by ISIS", "under rebel control", "stronghold of ISIS".
"""

from __future__ import annotations

from mapper.claims.grammar import NOUN_CLAUSES, SUBJECTS
from mapper.claims.page import Hit, Page
from mapper.claims.targets.aim import (
    ARMIES,
    Aim,
    holder_of,
    is_only_a_word_for,
    place_near,
    sentence_hits,
)
from mapper.claims.targets.presence import HOLDING, holds, no_presence
from mapper.claims.targets.taking import TAKING, find_takings

__all__ = ["find_controls"]

_POWER = frozenset({"control", "rule", "hands", "occupation", "authority", "administration"})
_HUBS = frozenset({"stronghold", "bastion", "hub", "heartland"})


def find_controls(
    page: Page, sentence: int, place_roots: set[int], army: str | None = None
) -> list[Aim]:
    """Return who is said to hold ground in one sentence; `army` is what "the army" holds as."""
    found: list[Aim] = []
    for hit in sentence_hits(page, sentence):
        holder = holder_of(page, hit)
        if holder is None and army and hit.entry.table == "offices" and hit.entry.form in ARMIES:
            holder = army
        if holder is None or is_only_a_word_for(page, hit):
            continue
        aim = (
            _held_suffix(page, hit, holder, place_roots)
            or _controlled_by(page, hit, holder, place_roots)
            or _under_control(page, hit, holder, place_roots)
            or _hub_of(page, hit, holder, place_roots)
            or no_presence(page, hit, holder, place_roots)
            or holds(page, hit, holder, place_roots)
        )
        if aim:
            found.append(aim)
    told = {aim.value for aim in found}
    return [*found, *(a for a in find_takings(page, sentence, place_roots) if a.value not in told)]


def _held_suffix(page: Page, hit: Hit, holder: str, places: set[int]) -> Aim | None:
    """Read "ISIS-held X", "rebel-controlled areas"."""
    at = hit.end
    if page.words[at : at + 1] == ["-"]:
        at += 1
    if page.words[at : at + 1] not in (["held"], ["controlled"], ["occupied"], ["dominated"]) or (
        at == hit.end and page.words[at] != "held"
    ):
        return None
    before = page.words[max(0, hit.start - 2) : hit.start]
    place = place_near(page, at + 1, min(at + 7, len(page) - 1), places)
    return Aim(
        holder, hit.start, before[-2:] == ["non", "-"], None, "held by: -held", place is None, place
    )


def _controlled_by(page: Page, hit: Hit, holder: str, places: set[int]) -> Aim | None:
    """Read "areas controlled by ISIS", "none of the areas was controlled by ISIS"."""
    before = page.words[max(0, hit.start - 8) : hit.start]
    if "by" not in before:
        return None
    by = hit.start - 1 - before[::-1].index("by")
    verb = by - 1
    if page.lemmas[verb] not in HOLDING | TAKING | {"run"}:
        return None
    negated = _is_negated_clause(page, verb)
    place = _place_of_verb(page, verb, places)
    return Aim(holder, hit.start, negated, None, "held by: controlled by", place is None, place)


def _is_negated_clause(page: Page, verb: int) -> bool:
    for child in page.children[verb]:
        if page.dep[child] == "neg":
            return True
        if page.dep[child] in SUBJECTS and (
            page.words[child] in {"none", "neither", "nothing"}
            or any(page.words[grandchild] in {"no"} for grandchild in page.children[child])
        ):
            return True
    return False


def _place_of_verb(page: Page, verb: int, places: set[int]) -> int | None:
    for child in page.children[verb]:
        if page.dep[child] in SUBJECTS:
            found = place_near(page, page.left[child], page.right[child], places)
            if found is not None:
                return found
    if page.dep[verb] in NOUN_CLAUSES:
        head = page.head[verb]
        return place_near(page, page.left[head], verb, places)
    return None


def _under_control(page: Page, hit: Hit, holder: str, places: set[int]) -> Aim | None:
    """Read "under rebel control", "in the hands of ISIS"."""
    after = [word for word in page.words[hit.end : hit.end + 2] if word != "'s"]
    before = page.words[max(0, hit.start - 7) : hit.start]
    of = before[:-1] if before[-1:] == ["the"] else before
    inside = {"under", "in"} & set(before)
    if (after[:1] and after[0] in _POWER and inside) or (
        of[-2:] in (["hands", "of"], ["control", "of"], ["rule", "of"]) and inside
    ):
        token = hit.start
    else:
        return None
    start = page.sentences[page.sentence_of[token]][0]
    negated = (
        "not" in page.words[max(start, token - 8) : token]
        or "no" in page.words[max(start, token - 8) : token]
    )
    place = place_near(page, max(start, token - 12), token, places)
    return Aim(holder, token, negated, None, "held by: under control", place is None, place)


def _hub_of(page: Page, hit: Hit, holder: str, places: set[int]) -> Aim | None:
    """Read "stronghold of X", "hubs for X", "X stronghold"."""
    start, end = page.sentences[page.sentence_of[hit.start]]
    for token in range(max(start, hit.start - 4), min(end, hit.end + 2)):
        if page.lemmas[token] in _HUBS:
            linked = token > hit.end - 1 or set(page.words[token + 1 : hit.start]) & {"of", "for"}
            if not linked:
                continue
            place = place_near(page, max(start, token - 8), min(end - 1, token + 6), places)
            return Aim(holder, hit.start, False, None, "held by: stronghold", place is None, place)
    return None
