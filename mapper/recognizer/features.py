"""What speaks for and against a span being a place, as named facts for the scorer."""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from mapper.model import PlaceKind
from mapper.recognizer.lexicon import (
    ADMIN_HEADS,
    AREA_HEADS,
    CIVIC_HEADS,
    CONNECTORS,
    DIRECTIONS,
    FACILITY_HEADS,
    HYPHENATED,
    IN_PREPOSITIONS,
    MEDIA_HEADS,
    RULED,
    SAYING,
    SETTLEMENT_NOUNS,
    SPORT_HEADS,
    STREET_HEADS,
    STRIKE_NOUNS,
    STRIKE_PREPOSITIONS,
    STRIKE_VERBS,
    TITLES,
)
from mapper.recognizer.spans import Entity, Span
from mapper.recognizer.words import Word

__all__ = ["Setting", "describe_neighbours", "describe_span", "read_setting"]

_HEADS = (
    ("sport", SPORT_HEADS),
    ("media", MEDIA_HEADS),
    ("admin", ADMIN_HEADS),
    ("street", STREET_HEADS),
    ("civic", CIVIC_HEADS),
    ("facility", FACILITY_HEADS),
    ("area", AREA_HEADS),
    ("saying", SAYING),
)
_FRONTS = (
    ("in", IN_PREPOSITIONS),
    ("title", TITLES),
    ("strike", STRIKE_VERBS),
    ("settlement", SETTLEMENT_NOUNS),
    ("direction", DIRECTIONS),
)
_END_KINDS = ("admin", "street", "facility", "area", "civic")
_ENDS = tuple((name, table) for name, table in _HEADS if name in _END_KINDS)
_SETTLED = frozenset(("of:settlement", "settlement list"))
_SMALL_WORDS = frozenset(("the", "of", "and", "a", "for", "with", "by", "on", "or", "an"))
_LINK = re.compile(
    r"\s*(?:,|,? and|,? or|,? near|,? in|,? of|,? to|/|-|\u2013|\()\s*(?:the )?", re.IGNORECASE
)
_CONTAINERS = (PlaceKind.COUNTRY, PlaceKind.ADMIN1, PlaceKind.AREA)
_DEMONYM = re.compile(r"(?:ans?|ese|ish|i|is|ic|nch|eeks?|utch|ss|ards?|ders?|os?|elsh)$")


@dataclass(slots=True)
class Setting:
    """What the whole document says about its words, gathered once."""

    text: str
    words: list[Word]
    small: frozenset[str]
    """Words that the document also writes in small letters."""
    person_parts: Counter[str]
    titled: frozenset[str]
    """Words that follow a title somewhere, or that somewhere say something."""
    votes: dict[str, Counter[str]]
    """Name in small letters -> how often the model called it what, exactly so written."""
    verbs: frozenset[str]
    others: frozenset[str]
    shouts: bool
    """Whether capitals mean nothing here because most words have them."""


def read_setting(
    text: str,
    words: list[Word],
    entities: Iterable[Entity],
    *,
    verbs: frozenset[str],
    others: frozenset[str],
) -> Setting:
    """Gather document-wide evidence from the words and the model's names."""
    persons: Counter[str] = Counter()
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for entity in entities:
        name = re.sub(r"^the |['\u2019]s?$", "", text[entity.start : entity.end].lower())
        votes[name][entity.label] += 1
        if entity.label == "PERSON" and " " in name:
            persons.update(name.split())
    capital = sum(word.is_capital for word in words)
    return Setting(
        text=text,
        words=words,
        small=frozenset(w.lower for w in words if not w.is_capital),
        person_parts=persons,
        titled=_find_titled(words),
        votes=votes,
        verbs=verbs,
        others=others,
        shouts=capital > 0.6 * max(1, len(words)),
    )


def _find_titled(words: list[Word]) -> frozenset[str]:
    """Return small-letter names of people: "Mr X", "President X Y", "X said"."""
    found = set()
    for i, word in enumerate(words):
        if word.lower.rstrip(".") in TITLES:
            for following in words[i + 1 : i + 4]:
                if not following.is_capital or following.gap not in (" ", ". "):
                    break
                found.add(following.lower)
                if following.is_possessive:
                    break
        elif word.lower in SAYING and i and words[i - 1].is_capital and word.gap == " ":
            found.add(words[i - 1].lower)
    return frozenset(found)


def describe_span(span: Span, setting: Setting) -> list[str]:
    """Return the names of the facts that hold for a span."""
    facts = ["bias"]
    model = _model_facts(span, setting)
    known = _gazetteer_facts(span)
    facts += model + known + _document_facts(span, setting)
    front, behind = _front_facts(span, setting), _behind_facts(span, setting)
    facts += front + behind + _form_facts(span, setting)
    facts += [f"{model[0]}&{known[0]}"]
    if known[0] == "known:no" and not _SETTLED.isdisjoint(front):
        facts.append("unknown settlement")
    if behind[-1] == "behind:'s regime":
        facts.append(f"{known[0]}&behind:'s regime")
    facts += [f"{model[0]}&{fact}" for fact in (front[0], behind[0])]
    facts += [f"{known[0]}&{fact}" for fact in (front[0], behind[0])]
    return facts


def describe_neighbours(span: Span, places: list[Span], setting: Setting) -> list[str]:
    """Return what places next to a span say about it: a list, "X, Y", "X in Y".

    Parameters
    ----------
    span
        A possible place name.
    places
        The spans that count as places so far, in text order, without overlaps.
    setting
        Of the document.
    """
    facts = []
    i = bisect_left(places, span.start, key=lambda place: place.start)
    before = places[i - 1] if i and places[i - 1].end <= span.start else None
    if before is not None:
        link = _LINK.fullmatch(setting.text[before.end : span.start])
        if link:
            facts.append(f"after a place:{_name_link(link.group())}")
    while i < len(places) and places[i].start < span.end:
        i += 1
    after = places[i] if i < len(places) else None
    if after is not None:
        link = _LINK.fullmatch(setting.text[span.end : after.start])
        if link:
            wide = any(c.place.kind in _CONTAINERS for c in after.places)
            facts.append(f"before a {'container' if wide else 'place'}:{_name_link(link.group())}")
    return facts


def _name_link(written: str) -> str:
    return " ".join(written.lower().replace("the", "").split()) or "space"


def _model_facts(span: Span, setting: Setting) -> list[str]:
    entity = span.entity
    if entity is None:
        return ["model:none"]
    written = setting.text[entity.start : entity.end]
    start = entity.start + (4 if written.lower().startswith("the ") else 0)
    end = entity.end - (2 if written[-2:].lower() in ("'s", "\u2019s") else 0)
    if span.start <= start and span.end >= end:
        shape = "whole"
    elif span.start <= start:
        shape = "head"
    elif span.end >= end:
        shape = "tail"
    else:
        shape = "inside"
    return [f"model:{entity.label}:{shape}"]


def _gazetteer_facts(span: Span) -> list[str]:
    if not span.places:
        return ["known:no"]
    kinds = {candidate.place.kind for candidate in span.places}
    people = max(candidate.place.population for candidate in span.places)
    size = min(7, int(math.log10(people + 1)))
    if PlaceKind.COUNTRY in kinds:
        kind = "country"
    elif PlaceKind.ADMIN1 in kinds:
        kind = "admin1"
    elif kinds == {PlaceKind.SETTLEMENT}:
        kind = "town"
    else:
        kind = "other"
    namesakes = min(4, len(span.places).bit_length())
    facts = [f"known:{kind}", f"people:{size}", f"namesakes:{namesakes}"]
    named_so = any(c.place.name.lower() == span.text.lower() for c in span.places)
    if kind in ("country", "admin1") and not named_so and _DEMONYM.search(span.text.lower()):
        facts.append("demonym:plural" if span.text.lower().endswith("s") else "demonym")
    if kind == "town":
        own = any(c.place.name.lower() == span.text.lower() for c in span.places)
        facts.append("own name" if own else "other name")
    return facts


def _document_facts(span: Span, setting: Setting) -> list[str]:
    name = span.text.lower()
    votes = setting.votes.get(name, Counter())
    total = sum(votes.values())
    facts = []
    if total:
        place = votes["GPE"] + votes["LOC"] + votes["FAC"] + votes["NORP"]
        facts.append(f"voted place:{round(4 * place / total)}")
        facts.append(f"voted person:{round(4 * votes['PERSON'] / total)}")
        if total > 2:
            facts.append("often")
    else:
        facts.append("voted:never")
    parts = name.split()
    own = votes["PERSON"] if len(parts) > 1 else 0
    if any(setting.person_parts[part] > own for part in parts):
        facts.append("in a person")
    if re.split(r"[\s-]", name)[-1] in setting.titled:
        facts.append("titled:known" if span.places else "titled:unknown")
    if len(parts) == 1 and name in setting.small:
        facts.append("also small")
    return facts


def _front_facts(span: Span, setting: Setting) -> list[str]:
    words, first = setting.words, span.first
    gap = words[first].gap
    if first == 0 or "\n" in gap:
        return ["front:line"]
    before = words[first - 1]
    if words[first].starts_sentence:
        return ["front:sentence"]
    listed = ["settlement list"] if _is_in_settlement_list(words, first) else []
    if gap not in (" ", "\u00a0", " \u201c", ' "'):  # an opening quote hides nothing
        shown = gap.strip()[:1] or "space"
        if shown == "," and before.is_capital:
            shown = ", name"
        return [f"front:{shown}", *listed]
    lower = before.lower.rstrip(".")
    facts = [_front_fact(before, lower)]
    if first > 1 and lower in STRIKE_PREPOSITIONS and words[first - 2].lower in STRIKE_NOUNS:
        facts.append("struck")
    if lower == "of" and first > 1:
        table_hit = words[first - 2].lower in SETTLEMENT_NOUNS | DIRECTIONS
        facts.append("of:settlement" if table_hit else "of:other")
    if before.is_capital and facts[0] != "front:capital":
        facts.append("front also capital")
    facts += listed
    if lower in ("in", "near", "at", "from", "to"):
        facts.append(f"front is {lower}")
    return facts


def _is_in_settlement_list(words: list[Word], first: int) -> bool:
    """Whether the span is a later item of "the towns of A, B and C"."""
    i = first - 1
    steps = 0
    while i > 0 and steps < 24:
        word = words[i]
        if word.lower == "of":
            return words[i - 1].lower in SETTLEMENT_NOUNS and i + 1 < first
        if not (word.is_capital or word.lower in CONNECTORS | {"and", "or", "as", "well"}):
            return False
        if word.starts_sentence:
            return False
        i -= 1
        steps += 1
    return False


def _front_fact(before: Word, lower: str) -> str:
    for name, table in _FRONTS:
        if lower in table:
            return f"front:{name}"
    if before.is_capital:
        return "front:capital"
    return f"front:{lower if lower in _SMALL_WORDS else 'word'}"


def _behind_facts(span: Span, setting: Setting) -> list[str]:
    words, last = setting.words, span.last
    after = words[last + 1] if last + 1 < len(words) else None
    if words[last].is_possessive:
        ruled = after is not None and after.lower in RULED
        return ["behind:'s", "behind:'s regime"] if ruled else ["behind:'s"]
    if after is None or "\n" in after.gap:
        return ["behind:end"]
    if after.gap.strip(" \u00a0"):
        return _behind_mark(after)
    if not after.is_capital and after.lower in SETTLEMENT_NOUNS:
        return ["behind:settlement"]
    plain = "capital" if after.is_capital else "word"
    kind = next((name for name, table in _HEADS if after.lower in table), plain)
    facts = [f"behind:{kind}"]
    if after.is_capital and kind != "capital":
        facts.append("behind also capital")
    if span.entity is not None and span.entity.end > span.end + 2:
        head = setting.text[span.end : span.entity.end].lower().split()
        tail = head[-1].rstrip(".'s\u2019") if head else ""
        facts += [f"name ends:{name}" for name, table in _HEADS[:6] if tail in table][:1]
    return facts


def _behind_mark(after: Word) -> list[str]:
    shown = after.gap.strip()[:1]
    if shown == "," and after.is_capital:
        shown = ", name"
    if shown in "-\u2010\u2011\u2013" and after.gap == shown:
        shown = "-capital" if after.is_capital else "-small"
        if after.lower in HYPHENATED:
            return [f"behind:{shown}", "behind:-led"]
    return [f"behind:{shown}"]


def _form_facts(span: Span, setting: Setting) -> list[str]:
    words = setting.words[span.first : span.last + 1]
    facts = [f"words:{min(4, len(words))}"]
    last = words[-1].lower
    for name, table in _ENDS:
        if len(words) > 1 and last in table:
            facts.append(f"ends:{name}")
    if len(words) == 1:
        if last in setting.verbs:
            facts.append("also a verb")
        if last in setting.others:
            facts.append("also an adjective")
        if words[0].is_upper and not setting.shouts:
            country = any(c.place.kind == PlaceKind.COUNTRY for c in span.places)
            short = "country code" if country else "short capitals"
            facts.append("all capitals" if len(last) > 4 else short)
    elif all(word.is_upper for word in words) and not setting.shouts:
        facts.append("all capitals")
    if words[0].lower in DIRECTIONS:
        facts.append("starts:direction")
    if setting.shouts:
        facts.append("shouting")
    for source in sorted(span.sources):
        facts.append(f"from:{source}")
    return facts
