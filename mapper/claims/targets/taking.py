"""Who is said to have taken ground, or to hold it with forces of the speaker's own.

"X captured the town", "it fell to X", "its troops hold all of it", "the town is ours".
"""

from __future__ import annotations

from mapper.claims.grammar import NOUN_CLAUSES, SUBJECTS, clause_of, is_negated
from mapper.claims.page import Hit, Page
from mapper.claims.targets.aim import Aim, holder_of, place_near, sentence_hits
from mapper.claims.targets.presence import GROUND, HOLDING, LEAVING

__all__ = ["FOE", "OWN", "TAKING", "find_takings"]

OWN = "own"
"""Stands for the holder that the speaker belongs to: "our troops", "his forces"."""
FOE = "foe"
"""Stands for the side that bombs, as those whom it bombs call it: "they do not hold the town"."""
TAKING = frozenset(
    {"capture", "seize", "take", "retake", "recapture", "overrun", "conquer", "liberate", "win"}
)
_TROOPS = frozenset({"force", "troop", "army", "soldier", "fighter", "man", "unit", "military"})
_OWNERS = frozenset({"our", "his", "its", "their", "her"})


def find_takings(page: Page, sentence: int, places: set[int]) -> list[Aim]:
    """Return who is said to have taken ground, or to hold it with the speaker's own forces."""
    found = [
        aim
        for hit in sentence_hits(page, sentence)
        if (aim := _taken(page, hit, places) or _fell_to(page, hit, places))
    ]
    own = _pronoun_ground(page, sentence, places)
    return [*found, *([own] if own else [])]


def _owner(page: Page, hit: Hit) -> str | None:
    """Return as what holder a group or a state's troops take ground."""
    if hit.entry.table == "actors" and hit.entry.row["kind"] == "state":
        return hit.entry.row["holder"]
    return holder_of(page, hit)


def _subject_verb(page: Page, root: int) -> int | None:
    """Return the verb that a name, or the troops it qualifies, is the subject of."""
    at = root
    for _ in range(3):
        if page.dep[at] in SUBJECTS:
            return page.head[at]
        inside = page.dep[at] in {"compound", "amod", "poss", "nmod"}
        if not (inside and page.lemmas[page.head[at]] in _TROOPS):
            return None
        at = page.head[at]
    return None


def _ground_of(page: Page, verb: int, places: set[int]) -> tuple[bool, int | None]:
    """Return whether ground is what a verb takes or holds, and the place where one is named."""
    for child in page.children[verb]:
        if page.dep[child] not in {"dobj", "nsubjpass"}:
            continue
        place = place_near(page, page.left[child], page.right[child], places)
        inner = page.lemmas[page.left[child] : page.right[child] + 1]
        return bool(place is not None or GROUND & set(inner) or "it" in inner), place
    if page.dep[verb] == "relcl":
        head = page.head[verb]
        place = place_near(page, page.left[head], verb, places)
        return place is not None or page.lemmas[head] in GROUND, place
    return False, None


def _ground_left(page: Page, verb: int, places: set[int]) -> tuple[bool, int | None]:
    """Return whether "left the town", "withdrawn from it" is told, and the place named."""
    ground, place = _ground_of(page, verb, places)
    for child in page.children[verb]:
        if page.words[child] == "from":
            place = place_near(page, child, page.right[child], places)
            inner = page.lemmas[child : page.right[child] + 1]
            ground = place is not None or bool((GROUND | {"it", "there"}) & set(inner))
    return ground, place


def _taken(page: Page, hit: Hit, places: set[int]) -> Aim | None:
    """Read "X captured the town", "which X seized in May"."""
    holder = _owner(page, hit)
    verb = _subject_verb(page, hit.end - 1) if holder else None
    state = hit.entry.table == "actors" and hit.entry.row["kind"] == "state"
    verbs = TAKING | HOLDING if state else TAKING
    if holder is None or verb is None or page.lemmas[verb] not in verbs or _is_unreal(page, verb):
        return None
    ground, place = _ground_of(page, verb, places)
    if not ground:
        return None
    negated = is_negated(page, verb)
    return Aim(holder, hit.start, negated, None, "held by: took it", place is None, place)


def _fell_to(page: Page, hit: Hit, places: set[int]) -> Aim | None:
    """Read "a town that fell to X"."""
    to = page.head[hit.end - 1]
    holder = _owner(page, hit)
    verb = page.head[to]
    if holder is None or page.words[to] != "to" or page.lemmas[verb] != "fall":
        return None
    low = page.left[page.head[verb]] if page.dep[verb] in NOUN_CLAUSES else page.left[verb]
    place = place_near(page, low, verb, places)
    return Aim(holder, hit.start, False, None, "held by: fell to", place is None, place)


def _pronoun_ground(page: Page, sentence: int, places: set[int]) -> Aim | None:
    """Read "its troops hold the town", "in the hands of his forces", "the town is ours"."""
    start, end = page.sentences[sentence]
    for token in range(start, end):
        if page.words[token] == "ours" and page.lemmas[page.head[token]] == "be":
            place = place_near(page, start, token, places)
            return Aim(OWN, token, False, None, "held by: ours", place is None, place)
        verb = page.head[token]
        if page.words[token] == "they" and page.dep[token] == "nsubj" and is_negated(page, verb):
            ground, place = _ground_of(page, verb, places)
            if ground and page.lemmas[verb] in HOLDING:
                return Aim(FOE, token, True, None, "held by: not the foe", place is None, place)
        owner = token - 1
        if page.lemmas[token] not in _TROOPS or page.words[owner] not in _OWNERS or token == start:
            continue
        if page.dep[token] == "nsubj" and page.lemmas[verb] in TAKING | HOLDING:
            ground, place = _ground_of(page, verb, places)
            if ground and not _is_unreal(page, verb):
                negated = is_negated(page, verb)
                return Aim(OWN, token, negated, None, "held by: own troops", place is None, place)
        if page.dep[token] == "nsubj" and page.lemmas[verb] in LEAVING:
            ground, place = _ground_left(page, verb, places)
            if ground and not (is_negated(page, verb) or _is_unreal(page, verb)):
                return Aim(OWN, token, True, None, "held by: own troops left", place is None, place)
        if page.words[max(start, owner - 2) : owner] in (["hands", "of"], ["control", "of"]):
            place = place_near(page, start, token, places)
            return Aim(OWN, token, False, None, "held by: own troops", place is None, place)
    return None


def _is_unreal(page: Page, verb: int) -> bool:
    """Whether a verb tells what is wanted or feared: "to seize the town", "may take it"."""
    at = clause_of(page, verb)
    return page.tags[verb] in {"VB", "VBG"} or any(
        page.words[child] in {"to", "would", "could", "may", "might", "will", "if", "should"}
        for child in (*page.children[verb], *page.children[at])
        if page.dep[child] in {"aux", "mark"}
    )
