"""Counted strikes, sorties, missiles and things destroyed."""

from __future__ import annotations

from dataclasses import dataclass

from mapper.claims.grammar import ACTED_ON, SUBJECTS, agent_of
from mapper.claims.page import Page
from mapper.claims.quantities import Quantity, find_quantities
from mapper.claims.tables import Lexicon

__all__ = ["Count", "find_counts"]

_SORTIES = frozenset(
    {"strike", "airstrike", "sortie", "mission", "raid", "airraid", "bombing", "attack", "airstike"}
)
_MUNITIONS = {
    "missile": "missile",
    "rocket": "rocket",
    "bomb": "bomb",
    "barrel": "barrel bomb",
    "shell": "shell",
    "munition": "bomb",
    "drone": "drone",
    "uav": "drone",
    "mortar": "shell",
    "shahed": "drone",
}
_DESTROYING = frozenset(
    {
        "destroy",
        "hit",
        "damage",
        "strike",
        "engage",
        "target",
        "suppress",
        "degrade",
        "demolish",
        "level",
        "flatten",
        "bomb",
    }
)
_DOWNED = frozenset(
    {
        "intercept",
        "down",
        "shoot",
        "thwart",
        "destroy",
        "foil",
        "neutralise",
        "neutralize",
        "repel",
        "suppress",
        "bring",
        "stop",
    }
)


@dataclass(frozen=True, slots=True)
class Count:
    """A counted thing: attribute sorties, damage, munitions, missiles_launched …"""

    attribute: str
    quantity: Quantity
    token: int
    detail: str | None
    value: object
    negated: bool = False


def _noun_after(page: Page, quantity: Quantity, end: int) -> int | None:
    """Return the noun that a number counts."""
    head = page.head[quantity.end - 1]
    if (
        page.dep[quantity.end - 1] == "nummod"
        and quantity.end <= head < min(end, quantity.end + 9)
        and page.pos[head] in {"NOUN", "PROPN"}
    ):
        return head
    last: int | None = None
    for token in range(quantity.end, min(end, quantity.end + 7)):
        if page.pos[token] in {"NOUN", "PROPN"}:
            last = token
        elif page.pos[token] in {"ADJ", "NUM", "PUNCT"} or page.words[token] in {
            "-",
            "of",
            "the",
            "[",
            "]",
            "more",
            "different",
        }:
            if page.words[token] in {",", ".", ";", ":"}:
                break
        else:
            break
    return last


def _verb_above(page: Page, noun: int) -> int | None:
    for ancestor in page.ancestors(noun, 6):
        if page.pos[ancestor] in {"VERB", "AUX"}:
            return ancestor
    return None


def _munition_attribute(
    page: Page, kind: str, verb: int | None, noun: int, sentence_end: int
) -> str:
    lemma = page.lemmas[verb] if verb is not None else ""
    plural = "drones" if kind == "drone" else "missiles"
    following = page.lemmas[noun + 1 : min(noun + 6, sentence_end)]
    if "into" in following and {"crash", "slam"} & {lemma, *following}:
        return "munitions"
    if "crash" in following or lemma in {"crash"}:
        return "missiles_crashed" if plural != "drones" else "drones_crashed"
    by_it = verb is not None and agent_of(page, verb) in {noun, page.head[noun]}
    by_it = by_it or (page.dep[noun] == "nsubj" and page.head[noun] == verb)  # "missiles destroyed"
    if lemma in _DOWNED and not (by_it or (lemma == "destroy" and kind in {"bomb", "shell"})):
        return "intercepted"
    return "munitions"


def find_counts(page: Page, start: int, end: int, lexicon: Lexicon, has_event: bool) -> list[Count]:
    """Return the counted strikes, weapons and losses of one sentence."""
    found: list[Count] = []
    taken: set[int] = set()
    for quantity in _with_articles(page, lexicon, start, end):
        told = (
            _part_of(page, quantity, end, lexicon)
            or _brought_down(page, quantity)
            or _counts_times(page, quantity)
        )
        noun = None if told else _noun_after(page, quantity, end)
        if told is None and noun is None:
            told = _all_hit(page, quantity, end)
        if noun is not None:
            told = _count_of(page, quantity, noun, end, lexicon, has_event)
            if told and told.attribute == "sorties":
                if noun in taken:
                    continue
                taken.add(noun)
        if told:
            found.append(told)
    return found


def _count_of(
    page: Page, quantity: Quantity, noun: int, end: int, lexicon: Lexicon, has_event: bool
) -> Count | None:
    """Return what a number and its noun count: strikes, weapons or what was destroyed."""
    hit = page.hit_at[noun]
    weapon = hit if hit is not None and hit.entry.table == "weapons" else None
    verb = _verb_above(page, noun)
    if page.lemmas[noun] in _SORTIES or (weapon and weapon.entry.row["kind"] == "strike"):
        detail = weapon.entry.name if weapon else None
        told = _is_count_of_strikes(page, quantity, noun)
        return Count("sorties", quantity, quantity.start, detail, quantity.value) if told else None
    if munition := _munition_kind(page, noun):
        if _is_indefinite(page, quantity):
            return None
        each = page.words[quantity.start - 1] == "of" and page.pos[quantity.start - 2] == "NUM"
        name = "munitions" if each else _munition_attribute(page, munition, verb, noun, end)
        return Count(name, quantity, quantity.start, munition, quantity.value)
    damage = lexicon.damage.get(page.lemmas[noun])
    if (
        damage
        and has_event
        and verb is not None
        and page.lemmas[verb] in _DESTROYING
        and not _is_indefinite(page, quantity)
        and _is_object(page, noun, verb)
        and quantity.low is not None
    ):
        return Count("damage", quantity, quantity.start, damage, quantity.value)
    return None


def _counts_times(page: Page, quantity: Quantity) -> Count | None:
    """Read "jets struck the town eight times", "the strikes came three times"."""
    if page.words[quantity.end : quantity.end + 1] != ["times"] or (quantity.low or 0) < 2:
        return None
    verb = _verb_above(page, quantity.end)
    if verb is None or verb > quantity.start:
        return None
    strikes = any(
        page.dep[child] in SUBJECTS and page.lemmas[child] in _SORTIES
        for child in page.children[verb]
    )
    if not strikes and page.lemmas[verb] not in _STRIKING:
        return None
    return Count("sorties", quantity, quantity.start, None, quantity.value)


_STRIKING = frozenset({"strike", "hit", "bomb", "shell", "target", "attack", "raid", "bombard"})


def _part_of(page: Page, quantity: Quantity, end: int, lexicon: Lexicon) -> Count | None:
    """Read "shot down 34 of 41 drones", "12 of them were intercepted"."""
    if page.words[quantity.end : quantity.end + 1] != ["of"]:
        return None
    after = page.words[quantity.end + 1 : min(end, quantity.end + 3)]
    numbered = bool(after) and (after[0][:1].isdigit() or lexicon.numbers.get(after[0]) is not None)
    if (
        not numbered
        and after[:1] != ["them"]
        and after[:2] not in (["the", "drones"], ["the", "missiles"], ["the", "rockets"])
    ):
        return None
    verb = _verb_above(page, quantity.end - 1)
    if verb is None or page.lemmas[verb] not in _DOWNED:
        return None
    return Count("intercepted", quantity, quantity.start, None, quantity.value)


def _brought_down(page: Page, quantity: Quantity) -> Count | None:
    """Read "of 12 missiles fired, nine were brought down": what was told of just before."""
    number = quantity.end - 1
    verb = page.head[number]
    if page.dep[number] not in ACTED_ON or page.lemmas[verb] not in _DOWNED:
        return None
    down = page.lemmas[verb] in _DOWN_ALONE or page.words[verb + 1 : verb + 2] == ["down"]
    sentence = page.sentence_of[number]
    first = page.sentences[max(0, sentence - 1)][0]
    if not down or not any(_munition_kind(page, at) for at in range(first, verb)):
        return None
    return Count("intercepted", quantity, quantity.start, None, quantity.value)


_DOWN_ALONE = frozenset({"intercept", "down", "destroy", "thwart", "neutralise", "neutralize"})


def _is_object(page: Page, noun: int, verb: int) -> bool:
    at = noun
    for _ in range(6):
        if page.head[at] == verb:
            return page.dep[at] in ACTED_ON
        if page.dep[at] not in {"conj", "pobj", "prep", "nmod", "compound"}:
            return False
        at = page.head[at]
    return False


def _is_indefinite(page: Page, quantity: Quantity) -> bool:
    return page.words[quantity.start] in {"a", "an"}


def _with_articles(page: Page, lexicon: Lexicon, start: int, end: int) -> list[Quantity]:
    """Return the numbers, and "an airstrike" as one strike."""
    found = find_quantities(page, lexicon, start, end)
    for token in range(start, end - 1):
        if page.words[token] in {"a", "an"} and page.pos[token] == "DET":
            head = page.head[token]
            if (
                token < head < token + 6
                and page.lemmas[head] in {"strike", "airstrike"}
                and page.tags[head] in {"NN", "NNP"}
            ):
                found.append(Quantity(token, token + 1, 1, 1.0, 1.0))
    return sorted(found, key=lambda quantity: quantity.start)


def _is_count_of_strikes(page: Page, quantity: Quantity, noun: int) -> bool:
    """Leave "first strike", "one of the strikes", "not an air strike" and ordinals aside."""
    if page.words[quantity.start - 1] in {"not", "never"}:
        return False
    if page.words[quantity.start : quantity.end] == ["one"] and page.words[
        quantity.end : quantity.end + 1
    ] == ["of"]:
        return False
    return noun - quantity.end <= 5


def _munition_kind(page: Page, noun: int) -> str | None:
    kind = _MUNITIONS.get(page.lemmas[noun])
    if kind:
        return kind
    hit = page.hit_at[noun]
    if hit and hit.entry.table == "weapons" and hit.entry.row["kind"] == "munition":
        return hit.entry.name
    if hit and hit.entry.name == "drone" and hit.entry.row["kind"] == "carrier":
        return "drone"
    return None


def _all_hit(page: Page, quantity: Quantity, end: int) -> Count | None:
    """Read "all 26 hit their targets"."""
    after = page.words[quantity.end : min(end, quantity.end + 5)]
    if any(word in {"hit", "reached", "struck"} for word in after[:3]) and any(
        word in {"target", "targets"} for word in after
    ):
        return Count("missiles_on_target", quantity, quantity.start, "missile", quantity.value)
    return None
