"""Names that stand where a struck place stands, when nothing marked them as places.

"Near X, one strike destroyed a bunker" names a place whatever X looks like. Such a name is
looked up like any other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import replace
from typing import TYPE_CHECKING

from mapper.claims.gaps.calling import is_struck_itself
from mapper.claims.gaps.capitals import name_capitals
from mapper.claims.gaps.names import Name, find_names
from mapper.claims.gaps.unknown import add_unknown
from mapper.claims.page import Page
from mapper.claims.tables import load_lexicon, word_list
from mapper.model import Mention, Place, PlaceKind, Resolution
from mapper.recognizer import strip_frame
from mapper.recognizer.lexicon import DIRECTIONS, FACILITY_HEADS
from mapper.toponyms import fold_name

if TYPE_CHECKING:
    from mapper.gazetteer import Gazetteer

__all__ = ["complete_names", "write_bare"]

_BEFORE = word_list("in front of toponyms")
_SETTLEMENTS = word_list("kinds of places")
_HELD = frozenset({"held", "controlled", "occupied", "run"})
"""What stands before a name and behind a hyphen: "rebel-held X"."""
_SHOWN = 5
_MOST_HOMES = 3
_SURE_SCORE = 0.9
_FAMOUS = 300_000
"""A town of so many people needs nobody to say where it lies."""


def complete_names(
    page: Page,
    sentences: set[int],
    resolutions: tuple[Resolution, ...],
    gazetteer: Gazetteer,
    country: str | None,
    headings: Set[int] = frozenset(),
) -> tuple[Resolution, ...]:
    """Return the names of a report with those that were missed, in reading order.

    Parameters
    ----------
    page
        The report.
    sentences
        Those that tell of strikes: a name must stand in one of them.
    resolutions
        What is known of the report's places already. A name that nobody knows and that the
        report speaks of as of a person or a body is left out.
    gazetteer
        Where names are looked up.
    country
        Whose war it is.
    headings
        First tokens of names that stand alone or over an item of a list.
    """
    taken = bytearray(len(page.text) + 1)
    for resolution in resolutions:
        _take(taken, resolution.mention)
    search = _Search(gazetteer, _find_homes(resolutions, country), resolutions)
    found: list[Resolution] = []
    for sentence in sorted(sentences):
        qualified_until = -1
        for name in find_names(page, sentence, headings):
            heading = name.first in headings
            may_be = heading or _may_be_place(page, name, qualified_until)
            mention = name.mark(page)
            if may_be and not any(taken[mention.start : mention.end]):
                missed = search.find(mention)
                if missed:
                    found.append(missed)
                    _take(taken, missed.mention)
            if taken[page.starts[name.first]]:
                qualified_until = name.last + 1
    found += name_capitals(page, sentences, resolutions, gazetteer, country)
    spelled = (search.spell_anew(one) for one in resolutions)
    together = sorted((*spelled, *found), key=lambda one: one.mention.start)
    return add_unknown(page, sentences, together, search.spell, headings)


def write_bare(resolutions: Sequence[Resolution]) -> tuple[Resolution, ...]:
    """Return resolutions in which names that nobody knows stand without "village" or "area".

    So "X", "X town" and "the outskirts of X" are one place. What is known keeps its frame, which
    tells how wide it is; so do airports, which are no towns.
    """
    return tuple(
        one if one.place or one.mention.label != "composite" else replace(one, mention=_bare(one))
        for one in resolutions
    )


def _bare(resolution: Resolution) -> Mention:
    mention = resolution.mention
    core = strip_frame(mention.text)
    at = mention.text.rfind(core)
    while at > 0 and mention.text[:at].split()[-1].casefold() in DIRECTIONS:
        at = mention.text[:at].rstrip().rfind(" ") + 1
    end = mention.text.rfind(core) + len(core)
    return Mention(mention.start + at, mention.start + end, mention.text[at:end])


def _take(taken: bytearray, mention: Mention) -> None:
    taken[mention.start : mention.end] = b"\1" * (mention.end - mention.start)


def _may_be_place(page: Page, name: Name, qualified_until: int) -> bool:
    """Whether a name stands where a place may stand, so that it is worth looking up."""
    return (
        _stands_in_place(page, name, qualified_until)
        or is_struck_itself(page, name)
        or _is_of_strike(page, name)
    )


def _is_of_strike(page: Page, name: Name) -> bool:
    """Whether "the X drone strike", "X hospital" names a strike or a site by its town."""
    if page.dep[name.last] != "compound":
        return False
    noun = page.head[name.last]
    between = page.words[name.last + 1 : noun]
    if noun <= name.last or len(between) > 1:
        return False
    return page.lemmas[noun] in load_lexicon().event_nouns or page.words[noun] in FACILITY_HEADS


def _stands_in_place(page: Page, name: Name, qualified_until: int) -> bool:
    before = name.first - 1
    while before > name.start and page.words[before] in {"the", '"', "("}:
        before -= 1
    if before < name.start or _is_told_of(page, name.last):
        return False
    word = page.words[before]
    if word in _BEFORE or word in _SETTLEMENTS:
        return True
    if word in {"of", "to"} and page.words[before - 1] in {"turn", "close", "next"}:
        return True
    if word in _HELD and page.words[before - 1] == "-":
        return True
    return word in {"and", ",", "or"} and 0 <= before - qualified_until <= 1


def _is_told_of(page: Page, last: int) -> bool:
    """Whether "targeted X, whom it called a commander" names a person."""
    after = page.words[last + 1 : last + 3]
    return after[-1:] in (["who"], ["whom"]) or after[:1] == ["who"]


class _Search:
    """Names looked up in the countries of one report."""

    def __init__(
        self, gazetteer: Gazetteer, homes: Sequence[str], known: Sequence[Resolution]
    ) -> None:
        self._gazetteer, self._homes = gazetteer, homes
        self._told = {one.mention.text.casefold(): one for one in known if one.place}
        grounds = {one.place.country for one in known if one.place and _is_ground(one.place)}
        self._near = [home for home in homes[:_MOST_HOMES] if home == homes[0] or home in grounds]
        self._backing: dict[str, set[str]] = {}
        for text, one in self._told.items():
            if one.place and one.place.country:
                self._backing.setdefault(one.place.country, set()).add(text)

    def find(self, mention: Mention) -> Resolution | None:
        """Return what a name means if its bearer is known at home, or told of elsewhere."""
        told = self._told.get(mention.text.casefold())
        if told is not None:
            return replace(told, mention=mention)
        known = self._gazetteer.find(mention.text)
        homes = self._homes
        # in a country that is only named, for its drones, a small place has its own name at least
        bearers = tuple(
            one
            for home in homes
            for one in known
            if one.place.country == home
            and (home in self._near or fold_name(one.place.name) == fold_name(mention.text))
        )
        if not bearers:
            bearers = tuple(
                one
                for one in known
                if one.place.population >= _FAMOUS
                or (not homes and fold_name(one.place.name) == fold_name(mention.text))
            )
        return Resolution(mention, bearers[:_SHOWN]) if bearers else None

    def spell_anew(self, resolution: Resolution) -> Resolution:
        """Return a name of several parts of which nothing is known as one spelled nearly so.

        "Dasht-i Archi" is Dasht-e Archi; a single word is too little to go by.
        """
        text = resolution.mention.text
        if resolution.place or resolution.mention.label != "place" or "-" not in text:
            return resolution
        answer = self.spell(resolution.mention)
        return answer if answer.place else resolution

    def spell(self, mention: Mention) -> Resolution:
        """Return what a name means that is spelled nearly as a place at home, or that none is.

        What stands in a town, "the X market", lies where the town does.
        """
        town, _, last = mention.text.rpartition(" ")
        if town and last in FACILITY_HEADS:
            return replace(self.spell(replace(mention, text=town)), mention=mention)
        text = mention.text.casefold()
        # a country that is only named, for its drones or its minister, has no villages here
        for home in self._near:
            backing = self._backing.get(home, set())
            if backing and all(name in text for name in backing):
                continue  # only a piece of this very name speaks for that country
            answer = self._gazetteer.search(mention.text, country=home, limit=_SHOWN)
            best = answer.candidates[0] if answer.candidates else None
            if best and best.accepted and best.score >= _SURE_SCORE:
                return Resolution(mention, answer.candidates)
        return Resolution(mention, (), f"no gazetteer entry is called {mention.text!r}")


def _is_ground(place: Place) -> bool:
    return place.kind != PlaceKind.COUNTRY


def _find_homes(resolutions: tuple[Resolution, ...], theatre: str | None) -> list[str]:
    """Return the countries of the report's places: that of its war, then the most named."""
    named: Counter[str] = Counter()
    for one in resolutions:
        place = one.place
        if place and place.country and one.mention.label != "demonym":
            named[place.country] += 1 if place.kind == PlaceKind.COUNTRY else 3
    order = sorted(named, key=lambda code: (code != theatre, -named[code], code))
    return order if theatre is None or theatre in named else [theatre, *order]
