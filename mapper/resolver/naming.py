"""What a mention may be called in a gazetteer: bare, spelled out, as a country's people."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from mapper.model import Candidate, Mention, PlaceKind
from mapper.recognizer import Lookup, strip_frame

__all__ = ["Named", "keep_seas", "name_mention"]

_WIDE = (PlaceKind.COUNTRY, PlaceKind.ADMIN1, PlaceKind.AREA)
# ending of a people's name -> ending of the country's or region's
_PEOPLE = (
    ("sians", "sia"), ("sian", "sia"), ("ians", "ia"), ("ian", "ia"), ("ians", ""), ("ian", ""),
    ("ans", "o"), ("an", "o"), ("ans", "a"), ("an", "a"), ("ans", ""), ("an", ""), ("xans", "xas"),
    ("xan", "xas"), ("ns", ""), ("n", ""), ("ers", ""), ("er", ""), ("is", ""), ("i", ""),
    ("ese", ""), ("ese", "a"), ("ish", "ia"), ("", "ia"), ("s", "ia"), ("s", ""),
)  # fmt: skip
_SPELLED_OUT = (
    (re.compile(r"^Mt\.?\s", re.I), "Mount "),
    (re.compile(r"^Ft\.?\s", re.I), "Fort "),
    (re.compile(r"^St\.?\s", re.I), "Saint "),
    (re.compile(r"^Saint\s", re.I), "St. "),
    (re.compile(r"\bTwp\b\.?", re.I), "Township"),
    (re.compile(r"\bCo\.$", re.I), "County"),
    (re.compile(r"^N\.?\s", re.I), "North "),
    (re.compile(r"^S\.?\s", re.I), "South "),
    (re.compile(r"^E\.?\s", re.I), "East "),
    (re.compile(r"^W\.?\s", re.I), "West "),
)
_OFFICIAL = re.compile(
    r"^(?:the\s+)?(?:state|city|town|village|republic|kingdom|island|county|port)\s+of\s+|^the\s+",
    re.I,
)
_ENDING = re.compile(
    r"\s+(?:township|twp\.?|city|town|village|state|province|governorate|region|district|oblast|"
    r"raion|county|municipality|metro|area|valley|peninsula)$",
    re.I,
)


@dataclass(slots=True)
class Named:
    """A mention's gazetteer entries and the rule that found them."""

    mention: Mention
    core: str
    rule: str
    candidates: tuple[Candidate, ...] = ()
    framed: bool = False
    """Whether the entries are of the bare name inside a frame such as "outskirts of"."""
    spelling: float = 1.0
    """How near the entries are spelled to the name; 1 for the same name."""
    is_doubtful: bool = False
    """Whether the entries are only spelled alike, and not nearly enough to be sure."""


def name_mention(mention: Mention, lookup: Lookup) -> Named:
    """Return the entries that a mention's name, or its plainest reading, stands for."""
    name = " ".join(mention.text.split())
    found = lookup(name)
    if found and not _is_part_of_region(name, found, lookup):
        return Named(mention, name, "", found)
    for written in _other_compass(name):
        found = tuple(c for c in lookup(written) if c.place.kind == PlaceKind.ADMIN1)
        if found:
            return Named(mention, name, f"compass: {written}", found)
    core = strip_frame(name)
    if core != name:
        found = lookup(core)
        if found:
            meant = _division_meant(name, core, found, lookup)
            return Named(mention, core, f"frame: {name}", meant or found, framed=not meant)
    for rule, other in _readings(core):
        found = lookup(other)
        if rule == "people":
            found = tuple(c for c in found if c.place.kind in _WIDE or c.place.population > 200_000)
        if found:
            return Named(mention, core, f"{rule}: {other}", found, framed=core != name)
    return Named(mention, core, "", framed=core != name)


def _is_part_of_region(name: str, found: tuple[Candidate, ...], lookup: Lookup) -> bool:
    """Whether "western Darfur" is a part of Darfur, and not the province of West Darfur."""
    core = strip_frame(name)
    return (
        name[:1].islower()
        and core != name
        and all(one.place.kind == PlaceKind.ADMIN1 for one in found)
        and any(one.place.kind == PlaceKind.AREA for one in lookup(core))
    )


def keep_seas(text: str, named: Named) -> Named:
    """Leave only the sea of what "the Pacific", "the eastern Baltic" may mean.

    Towns have no article, and a province of the name says that it is one.
    """
    mention = named.mention
    before = text[max(0, mention.start - _ARTICLE) : mention.start]
    seas = tuple(one for one in named.candidates if one.place.kind == PlaceKind.SEA)
    after = text[mention.end : mention.end + _ARTICLE]
    if seas and _BARE_ARTICLE.search(before) and not _ENDING.match(after):
        named.candidates = seas
    return named


_ARTICLE = 14
"""Characters around a name in which an article or "province" stands."""
_BARE_ARTICLE = re.compile(r"\bthe\s+(?:[a-z]+ern\s+)?$", re.I)


def _division_meant(
    name: str, core: str, found: tuple[Candidate, ...], lookup: Lookup
) -> tuple[Candidate, ...]:
    """Return the province of "Sagaing region" where only its town is called quite so.

    Sources spell a province and its town apart: the town of Sagaing lies in "Sagain".
    """
    towns = [c.place for c in found if c.place.kind == PlaceKind.SETTLEMENT and c.place.admin1]
    if not _PROVINCE.search(name) or len(towns) < len(found):
        return ()
    return tuple(
        candidate
        for division in sorted({(town.admin1 or "", town.country) for town in towns})
        if SequenceMatcher(None, _ENDING.sub("", division[0]).lower(), core.lower()).ratio()
        >= _ALIKE
        for candidate in lookup(division[0])
        if candidate.place.kind == PlaceKind.ADMIN1 and candidate.place.country == division[1]
    )


_PROVINCE = re.compile(r"\b(?:region|province|state|governorate|oblast)$", re.I)
_ALIKE = 0.85


def _other_compass(name: str) -> list[str]:
    """Return "Northern Darfur" for "North Darfur", and the other way: a province's two names."""
    first, _, rest = name.partition(" ")
    for short in ("North", "South", "East", "West"):
        for one, other in ((short, f"{short}ern"), (f"{short}ern", short)):
            if first == one and rest[:1].isupper():
                return [f"{other} {rest}"]
    return []


def _readings(name: str) -> list[tuple[str, str]]:
    readings = []
    for pattern, written in _SPELLED_OUT:
        if pattern.search(name):
            readings.append(("spelled out", pattern.sub(written, name)))
    if _OFFICIAL.search(name):
        readings.append(("plain form", _OFFICIAL.sub("", name)))
    if _ENDING.search(name):
        readings.append(("plain form", _ENDING.sub("", name)))
    if name[:1].isupper() and " " not in name:
        readings += [("county", f"{name} County"), ("county", f"{name} Parish")]
    for ending, country in _PEOPLE:
        stem = name[: len(name) - len(ending)] if ending else name
        if name.lower().endswith(ending) and len(stem) > 3:
            readings.append(("people", stem + country))
    return readings
