"""Who is said to hold, leave or be absent from ground, by the verb.

"X holds Y", "X had left the town", "X has no presence there".
"""

from __future__ import annotations

from mapper.claims.grammar import is_negated
from mapper.claims.page import Hit, Page
from mapper.claims.targets.aim import Aim, place_near

__all__ = ["GROUND", "HOLDING", "LEAVING", "holds", "no_presence"]

GROUND = frozenset(
    [
        "town",
        "city",
        "village",
        "area",
        "ground",
        "district",
        "territory",
        "part",
        "base",
        "port",
        "airport",
        "province",
        "region",
        "neighbourhood",
        "neighborhood",
        "suburb",
        "road",
        "bridge",
        "hill",
        "quarter",
        "strip",
        "half",
        "capital",
        "countryside",
        "valley",
    ]
)


HOLDING = frozenset({"hold", "control", "occupy", "dominate"})


LEAVING = frozenset({"leave", "withdraw", "abandon", "quit", "vacate", "depart"})


_FORCES = frozenset(
    [
        "force",
        "fighter",
        "militant",
        "troop",
        "presence",
        "position",
        "member",
        "element",
        "group",
        "base",
        "headquarters",
    ]
)


def _holding_verb(page: Page, root: int) -> int | None:
    """Return the verb that a holder is the subject of, also in "the army, which holds X"."""
    over = root
    for _ in range(3):
        inside = page.dep[over] in {"compound", "amod"} or (
            page.dep[over] == "pobj" and page.words[page.head[over]] == "of"
        )
        over = page.head[over] if inside else over
        over = page.head[over] if page.words[over] == "of" else over
    for at in dict.fromkeys((root, page.head[root], over)):
        # "IS controls X" is parsed with an auxiliary
        if page.dep[at] == "nsubj" or (page.dep[at] == "aux" and page.shapes[at].isupper()):
            relative = next(
                (
                    child
                    for child in _with_names(page, at)
                    if page.dep[child] == "relcl" and page.lemmas[child] in HOLDING
                ),
                None,
            )
            verb = page.head[at] if relative is None else relative
            return verb if page.lemmas[verb] in HOLDING | LEAVING else None
    return None


def _with_names(page: Page, at: int) -> list[int]:
    """Return what hangs on a noun, and on the name given to it: "the group, X, which holds Y"."""
    names = [child for child in page.children[at] if page.dep[child] == "appos"]
    return [*page.children[at], *(child for name in names for child in page.children[name])]


def holds(page: Page, hit: Hit, holder: str, places: set[int]) -> Aim | None:
    """Read "X holds Y", "X does not control Y", "X had left the town"."""
    root = hit.end - 1
    verb = _holding_verb(page, root)
    if verb is None:
        return None
    lemma = page.lemmas[verb]
    leaving = lemma in LEAVING
    if (
        not leaving
        and not any(
            page.dep[child] == "dobj"
            and (child in places or page.lemmas[child] in GROUND or _part_of_ground(page, child))
            for child in page.children[verb]
        )
        and page.dep[verb] != "relcl"
    ):
        return None
    if leaving and not any(page.dep[child] in {"dobj", "prep"} for child in page.children[verb]):
        return None
    negated = is_negated(page, verb)
    place = place_near(page, verb, page.right[verb], places)
    if place is None and page.dep[verb] == "relcl":
        head = page.head[verb]
        be = page.head[head]
        if page.dep[head] == "attr" and page.lemmas[be] == "be":
            # "X is the last town which Y holds"
            place = place_near(page, page.left[be], be, places)
        else:
            place = place_near(page, page.left[head], verb, places)
    return Aim(holder, hit.start, negated != leaving, None, "held by: holds", place is None, place)


def _part_of_ground(page: Page, token: int) -> bool:
    """Whether "any of the areas", "most of the town" stands here."""
    return any(
        page.lemmas[inner] in GROUND
        for child in page.children[token]
        if page.words[child] == "of"
        for inner in page.children[child]
    )


def no_presence(page: Page, hit: Hit, holder: str, places: set[int]) -> Aim | None:
    """Read "X has no presence", "there were no X forces", "no X fighters in the area"."""
    start, end = page.sentences[page.sentence_of[hit.start]]
    after = page.words[hit.end : min(end, hit.end + 6)]
    before = page.words[max(start, hit.start - 6) : hit.start]
    if "presence" in after and after[:1] != [","]:
        negated = bool({"no", "not", "n't"} & set(after)) or before[-1:] == ["no"]
        place = place_near(page, start, end - 1, places)
        return Aim(holder, hit.start, negated, None, "held by: presence", place is None, place)
    verb = page.head[hit.end - 1]
    lacking = page.lemmas[verb] == "have" and any(
        page.dep[child] == "dobj"
        and page.lemmas[child] in _FORCES
        and any(page.words[det] == "no" for det in page.children[child])
        for child in page.children[verb]
    )
    if lacking and page.dep[hit.end - 1] == "nsubj":
        place = place_near(page, start, end - 1, places)
        return Aim(holder, hit.start, True, None, "held by: no presence", place is None, place)
    none = before[-1:] in (["no"], ["neither"], ["nor"]) or (
        before[-1:] == ["any"] and bool({"not", "n't", "never"} & set(before))
    )
    there = "there" in before or (none and page.words[hit.end : hit.end + 1] != ["-"])
    if there and none and (set(page.lemmas[hit.end : hit.end + 2]) & _FORCES or "there" in before):
        place = place_near(page, start, end - 1, places)
        return Aim(holder, hit.start, True, None, "held by: no presence", place is None, place)
    return None
