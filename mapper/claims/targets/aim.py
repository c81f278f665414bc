"""A target or holder as a sentence names it, and whether a word of the tables is one.

"Anti-ISIS forces" and "other than ISIS" only use the name as a word for others.
"""

from __future__ import annotations

from dataclasses import dataclass

from mapper.claims.grammar import MODIFIERS
from mapper.claims.page import Hit, Page
from mapper.claims.speakers.actors import actor_of_hit

__all__ = [
    "ANYBODY",
    "ARMIES",
    "Aim",
    "fighters_at",
    "holder_of",
    "is_denied",
    "is_inside_other_name",
    "is_only_a_word_for",
    "is_other_than",
    "negations",
    "place_near",
    "sentence_hits",
    "troops_of",
]

ARMIES = frozenset({"army", "military", "government", "armed forces"})


@dataclass(frozen=True, slots=True)
class Aim:
    """A holder named as target, or as holding ground."""

    value: str
    token: int
    negated: bool
    event: int | None = None
    rule: str = ""
    general: bool = False
    """About all the areas struck, not about one named place."""
    place_root: int | None = None
    """Head token of the place that it is said of: "ISIS-held Raqqa"."""


def holder_of(page: Page, hit: Hit) -> str | None:
    """Return as what holder a name of the tables holds ground."""
    if hit.entry.table == "holders":
        return hit.entry.row["holder"]
    # "Syrian air strikes" names an attacker; only groups and armies hold ground
    regime = hit.entry.form.endswith(("regime", "junta"))
    if hit.entry.sense == "metonym":
        return None  # "west of Tripoli"
    if hit.entry.table == "actors" and (hit.entry.row["kind"] == "armed" or regime):
        return hit.entry.row["holder"]
    return None


def fighters_at(page: Page, hit: Hit) -> str | None:
    """Return "militants" for armed men of no named party: "only fighters were hit"."""
    if hit.entry.table != "persons" or hit.entry.row["detail"] != "militant":
        return None
    if page.words[hit.end - 1] in {"member", "members", "commander", "commanders"}:
        return None
    before = page.hit_at[hit.start - 1] if hit.start else None
    named = before is not None and before.entry.table in {"actors", "holders"}
    return None if named or page.pos[hit.end - 1] == "ADJ" else ANYBODY


ANYBODY = "militants"
"""The value for fighters of whatever group."""


def is_other_than(page: Page, hit: Hit) -> bool:
    """Whether "non-ISIS", "not ISIS" stands here."""
    before = page.words[max(0, hit.start - 2) : hit.start]
    return before[-2:] == ["non", "-"] or before[-1:] == ["non"] or before[-1:] == ["not"]


def is_only_a_word_for(page: Page, hit: Hit) -> bool:
    """Whether "militant" only introduces a named group: "the militant group X"."""
    if hit.entry.table != "holders":
        return False
    for token in range(hit.end, min(hit.end + 4, len(page))):
        other = page.hit_at[token]
        if other and other.entry.table == "actors" and holder_of(page, other):
            return True
        if page.pos[token] not in {"NOUN", "ADJ", "PROPN", "ADP"} or page.words[token] in {
            "in",
            "and",
        }:
            break
    before = page.hit_at[hit.start - 1] if hit.start else None
    return bool(before and before.entry.table == "actors" and holder_of(page, before))


def is_inside_other_name(page: Page, hit: Hit) -> bool:
    """Whether the holder only qualifies: "ISIS-held", "militant group ISIS", "rebel-held"."""
    after = page.words[hit.end : hit.end + 2]
    return after[:1] == ["-"] or after[:1] in (["held"], ["controlled"], ["occupied"])


def negations(page: Page, token: int, stop: int) -> bool:
    """Whether an odd number of negations stands on the path from a target to its verb."""
    odd = False
    at = token
    for _ in range(12):
        for child in page.children[at]:
            if child + 1 != token and _denies_the_next(page, child):
                continue
            if page.dep[child] == "neg" or (
                page.words[child] in {"no", "not", "never", "n't", "neither"}
                and page.dep[child] in {"det", "advmod", "neg", "preconj"}
            ):
                odd = not odd
        if at == stop or page.head[at] == at:
            break
        at = page.head[at]
    return odd


def _denies_the_next(page: Page, negation: int) -> bool:
    """Whether "not" in "only fighters, not civilians, were hit" is said of the noun behind it."""
    noun, behind = page.head[negation], negation + 1
    if page.words[negation] != "not" or not noun < negation or behind >= len(page):
        return False
    return page.head[behind] == noun and page.dep[behind] in {"appos", "conj"}


def is_denied(page: Page, hit: Hit, root: int, verb: int) -> bool:
    """Whether a verb is denied of a holder: "was not aimed at X", "hit Y, not X", "hit non-X".

    A "not" before the name may hang on the name or on what is above it, and counts once.
    """
    odd = negations(page, root, verb)
    if not is_other_than(page, hit):
        return odd
    before = hit.start - 1
    path = {root, *page.ancestors(root, 12)}
    return odd if page.words[before] == "not" and page.head[before] in path else not odd


def sentence_hits(page: Page, sentence: int) -> list[Hit]:
    """Return the names of the tables in one sentence."""
    start, end = page.sentences[sentence]
    hits: list[Hit] = []
    token = start
    while token < end:
        hit = page.hit_at[token]
        if hit:
            hits.append(hit)
            token = max(hit.end, token + 1)
        else:
            token += 1
    return hits


_TROOPS = frozenset(
    [
        "troop",
        "soldier",
        "force",
        "position",
        "post",
        "headquarters",
        "base",
        "army",
        "military",
        "airfield",
        "convoy",
        "battery",
        "radar",
        "barracks",
        "unit",
        "brigade",
        "artillery",
        "depot",
        "warship",
        "tank",
        "bunker",
        "serviceman",
        "battalion",
        "airbase",
        "trench",
        "garrison",
        "conscript",
        "checkpoint",
        "outpost",
        "formation",
    ]
)


def troops_of(page: Page, hit: Hit, army: str | None) -> str | None:
    """Return whose soldiers or bases a phrase names: "X positions", "posts of the army"."""
    if hit.entry.table == "offices" and hit.entry.form in ARMIES - {"government"}:
        return army if page.pos[hit.end - 1] in {"NOUN", "PROPN"} else None
    if (
        hit.entry.table != "actors"
        or hit.entry.row["kind"] != "state"
        or not actor_of_hit(page, hit)
    ):
        return None
    last = hit.end - 1
    owner = page.head[last]
    if page.dep[last] == "pobj" and page.words[owner] == "of":
        owner = page.head[owner]
    elif page.dep[last] not in MODIFIERS:
        return None
    return hit.entry.row["holder"] if page.lemmas[owner] in _TROOPS else None


def place_near(page: Page, low: int, high: int, place_roots: set[int]) -> int | None:
    """Return the first place name between two tokens."""
    return next((token for token in range(low, high + 1) if token in place_roots), None)
