"""Names that stand where a struck place stands, when nothing marked them as places.

"Near X, one strike destroyed a bunker" names a place whatever X looks like. Such a name is
looked up like any other; it is added only if the gazetteer knows it, or if the words before
it say that it is a place.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import replace
from typing import TYPE_CHECKING

from mapper.claims.page import Page
from mapper.model import Mention, PlaceKind, Resolution
from mapper.months import MONTH_NAMES, WEEKDAYS

if TYPE_CHECKING:
    from mapper.gazetteer import Gazetteer

__all__ = ["find_missed"]

_BEFORE = frozenset(
    [
        "in",
        "at",
        "near",
        "on",
        "over",
        "above",
        "below",
        "outside",
        "around",
        "of",
        "against",
        "into",
        "across",
        "hit",
        "struck",
        "strike",
        "strikes",
        "bombed",
        "targeted",
        "shelled",
        "pounded",
        "attacked",
        "raided",
        "hitting",
        "striking",
        "targeting",
        "bombing",
        "shelling",
        "from",
    ]
)
_HELD = frozenset({"held", "controlled", "occupied", "run"})
"""What stands before a name and behind a hyphen: "rebel-held X"."""
_SHOWN = 5
_MOST_HOMES = 3
_SURE_SCORE = 0.9
_FAMOUS = 300_000
"""A town of so many people needs nobody to say where it lies."""
_SURE = frozenset({"near", "outside"})
_SETTLEMENTS = frozenset(
    {
        "town",
        "village",
        "city",
        "towns",
        "villages",
        "cities",
        "suburb",
        "camp",
        "district",
        "neighbourhood",
        "neighborhood",
    }
)
_INNER = frozenset(
    {
        "-",
        "'",
        "al",
        "as",
        "el",
        "az",
        "ar",
        "ad",
        "ash",
        "at",
        "an",
        "abu",
        "bin",
        "umm",
        "tal",
        "tell",
        "de",
        "`",
    }
)
_NEVER = frozenset(
    [
        *WEEKDAYS,
        *MONTH_NAMES,
        "ramadan",
        "eid",
        "operation",
        "twitter",
        "facebook",
        "telegram",
        "english",
        "arabic",
        "mr",
        "mrs",
        "ms",
        "dr",
        "president",
        "the",
        "i",
        "a",
        "an",
        "he",
        "she",
        "it",
        "they",
        "we",
        "line",
        "control",
        "street",
    ]
)


def find_missed(
    page: Page,
    sentences: set[int],
    resolutions: tuple[Resolution, ...],
    gazetteer: Gazetteer,
    country: str | None,
    headings: Set[int] = frozenset(),
) -> list[Resolution]:
    """Return resolutions of further names in the given sentences, some of which are only names."""
    taken = bytearray(len(page.text) + 1)
    for resolution in resolutions:
        mention = resolution.mention
        taken[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
    homes = _find_homes(resolutions, country)
    found: list[Resolution] = []
    for sentence in sorted(sentences):
        start, end = page.sentences[sentence]
        token = start
        qualified_until = -1
        while token < end:
            if not _begins_name(page, token, start):
                token += 1
                continue
            last = _end_of_name(page, token, end)
            heading = sentence in headings and token == start
            if (
                heading
                or _stands_for_place(page, token, start, qualified_until)
                or _is_hit(page, last - 1)
            ):
                missed = _look_up(page, token, last, start, taken, gazetteer, homes)
                if missed:
                    found.append(missed)
                    qualified_until = last
            if taken[page.starts[token]]:
                qualified_until = last
            token = last
    return found


def _begins_name(page: Page, token: int, start: int) -> bool:
    word = page.shapes[token]
    if not word[:1].isupper() or page.words[token] in _NEVER or len(word) < 2:
        return False
    if page.words[token] in _BEFORE and page.words[token - 1] not in _SURE:
        # "Near Hit" names the town of Hit
        return False
    hit = page.hit_at[token]
    if hit and hit.entry.table in {"actors", "outlets", "organisations", "offices", "weapons"}:
        return False
    return token > start or page.pos[token] == "PROPN"


def _end_of_name(page: Page, token: int, end: int) -> int:
    last = token + 1
    while last < end:
        word = page.words[last]
        if page.shapes[last][:1].isupper() and word not in _NEVER:
            hit = page.hit_at[last]
            if hit and hit.entry.table in {"actors", "outlets", "organisations"}:
                break
            last += 1
        elif (
            word in _INNER
            and last + 1 < end
            and page.shapes[last + 1][:1].isalpha()
            and (page.shapes[last + 1][:1].isupper() or word == "'")
        ):
            last += 1
        else:
            break
    return last


def _stands_for_place(page: Page, token: int, start: int, qualified_until: int) -> bool:
    before = token - 1
    while before > start and page.words[before] in {"the", '"', "("}:
        before -= 1
    if before < start:
        return False
    word = page.words[before]
    if _is_somebody(page, token):
        return False
    if word in _BEFORE:
        return True
    if word in _SETTLEMENTS or (word in _HELD and page.words[before - 1] == "-"):
        return True
    return word in {"and", ",", "or"} and 0 <= before - qualified_until <= 1


def _is_somebody(page: Page, token: int) -> bool:
    """Whether "targeted X, whom it called a commander" names a person."""
    last = token
    while last + 1 < len(page) and page.shapes[last + 1][:1].isupper():
        last += 1
    after = page.words[last + 1 : last + 3]
    return after[-1:] in (["who"], ["whom"]) or after[:1] == ["who"]


def _is_hit(page: Page, root: int) -> bool:
    """Whether "X was hit", "X came under fire": the name is the subject of being struck."""
    verb = page.head[root]
    if page.dep[root] == "nsubj":
        return page.lemmas[verb] == "come" and "under" in page.words[verb : verb + 3]
    return page.dep[root] == "nsubjpass" and page.lemmas[verb] in {
        "hit", "strike", "target", "bomb", "shell", "raid", "pound", "bombard",
    }  # fmt: skip


def _look_up(
    page: Page,
    first: int,
    last: int,
    start: int,
    taken: bytearray,
    gazetteer: Gazetteer,
    homes: Sequence[str],
) -> Resolution | None:
    low, high = page.starts[first], page.ends[last - 1]
    if any(taken[low:high]) or high - low > 60:
        return None
    text = page.text[low:high]
    mention = Mention(low, high, text)
    known = gazetteer.find(text)
    bearers = tuple(one for home in homes for one in known if one.place.country == home)
    if not bearers:
        bearers = tuple(one for one in known if not homes or one.place.population >= _FAMOUS)
    if bearers:
        return Resolution(mention, bearers[:_SHOWN])
    if not _is_called_place(page, first, start):
        return None
    sought: list[str | None] = [*homes[:_MOST_HOMES]]
    for home in sought or [None]:
        answer = gazetteer.search(text, country=home, limit=_SHOWN)
        best = answer.candidates[0] if answer.candidates else None
        # a word that is a name elsewhere is seldom a misspelt name at home
        if best and best.accepted and (not known or best.score >= _SURE_SCORE):
            return Resolution(mention, answer.candidates)
    shown = tuple(replace(one, accepted=False) for one in answer.candidates)
    reason = answer.reason_if_empty or f"no place of this report's countries is called {text!r}"
    return Resolution(mention, shown, None if shown else reason)


def _is_called_place(page: Page, first: int, start: int) -> bool:
    """Whether "near X", "the village of X" or the recognizer says that X is a place."""
    if page.words[first - 1] in _SURE:
        return True
    called = bool(_SETTLEMENTS & set(page.words[max(start, first - 2) : first]))
    return (called or first in page.geography) and page.pos[first] == "PROPN"


def _find_homes(resolutions: tuple[Resolution, ...], theatre: str | None) -> list[str]:
    """Return the countries of the report's places: that of its war, then the most named."""
    named: Counter[str] = Counter()
    for one in resolutions:
        place = one.place
        if place and place.country and one.mention.label != "demonym":
            named[place.country] += 1 if place.kind == PlaceKind.COUNTRY else 3
    order = sorted(named, key=lambda code: (code != theatre, -named[code], code))
    return order if theatre is None or theatre in named else [theatre, *order]
