"""Reports made of bytes: each byte chooses a frame, a word or a mark.

A search by coverage so learns to write: what it changes is who says what of which place, and not a
letter in the middle of a word. The words are those of the program's own tables, put where they
belong and where they do not; between them stand marks that no desk would set, and bytes as they
are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from mapper.claims.tables import load_lexicon
from mapper.model import Report
from mapper.reports import make_report

__all__ = ["make_stories"]

_FRAMES = (
    "{actor} {deed} {place} {day}, {source} {say}",
    "{source} {say} that {number} {people} were {harm} when {actor} {deed} {place}",
    "{place}: {number} {people} {harm} {day}",
    "{place}, {day} ({outlet}) - {actor} {deed} a {object} in {place} and {place}",
    "{source} in {place} {say} there was no {holder} there, {outlet} reported",
    "{actor} {say} it {deed} {holder} near {place}, which is {held} by {holder}",
    "the {strike} on {place} {hedge} {harm} {number} {people}, including {number} {people}",
    '"{actor} did not hit {place}," {title} {word} told {outlet}, "and nobody was {harm}"',
    "{source} denied that {actor} {deed} the {object}",
    "{weapon}-{number} missiles fired from {place} {deed} {place}, {number} km north of {place}",
    "at least {number} {people} were {harm} in {strike} by {actor} on {place}, {place} and {place}",
    "it {deed} {holder}; they {say} it {hedge} that",
    "according to {outlet}, quoting {source}, {actor} carried out {number} {strike} {day}",
    "who {deed} {place}, where {number} {people} are {harm}",
    "- {place}: {object}\n- {place}: {number} {people} {harm}\n# {place}: {strike}",
    "the toll rose from {number} to {number}, {source} {say}; {number} of them {people}",
    "{word} {word} {word} {word}",
    "{actor} {raw} {place}",
    "{raw}",
)
_MARKS = (
    ". ", ". ", ". ", ".\n\n", ", ", "; ", " ", "\n", "\r\n", "\t", " — ", " (", ") ", '"', '." ',
    "” ", " “", "'s ", "… ", "? ", "! ", ": ", " and ", " which ", " but ", " not ", "\u202e",
    "\u200d", "\u0301", "\u2028", "\u00a0", "",
)  # fmt: skip
_OWN: dict[str, tuple[str, ...]] = {
    "place": (
        "Rastan", "Talbiseh", "Homs", "Syria", "Kyiv", "the outskirts of Homs", "a village",
        "Ж" * 9, "الرستن", "New York", "Az Za`farānah", "Al-", "the town of Karvel", "the sea",
        "Homs province", "Moscow", "34.9,36.7", "north of Hama", "Gaza City", "there", "it", "",
    ),
    "day": (
        "on Wednesday", "on 30 September 2015", "on February 31", "yesterday", "in 2016",
        "overnight", "since May", "between 3 and 5 May 2031", "2015-09-30T25:61", "last week",
        "hours later", "on 9/11", "in the 1990s", "at dawn on Friday, June 0", "on 99999-1-1", "",
    ),
    "number": (
        "0", "1", "36", "1,000,000", "between 5 and 3", "-1", "1e9", "9" * 40, "½", "٣٦", "3.5",
        "some 20", "dozens", "no", "up to 7", "more than a hundred", "two or three", "1,2,3", "",
    ),
    "say": ("said", "told reporters", "claimed", "denies", "has confirmed", "would not say"),
    "deed": (
        "bombed", "struck", "hit", "shelled", "may have hit", "did not bomb", "killed", "is",
        "has been bombing", "was accused of bombing", "destroyed", "fired at", "targeted",
    ),
}  # fmt: skip
_PUBLISHED = (None, "2015-10-01", "1900-01-01", "2100-12-31", "2031-05-04", "2016-02-29")
_COLUMNS = {
    "actor": ("actors.name", "actors.forms", "actors.demonyms", "actors.metonyms"),
    "deed": ("events.lemma",),
    "source": ("speakers.noun", "organisations.name", "people.name", "offices.forms"),
    "outlet": ("outlets.name", "outlets.forms"),
    "say": ("attribution.lemma",),
    "number": ("numbers.word",),
    "people": ("persons.forms",),
    "harm": ("harm.form",),
    "object": ("objects.noun", "damage.noun"),
    "holder": ("holders.holder", "holders.forms"),
    "held": ("control.form",),
    "hedge": ("hedges.form",),
    "strike": ("weapons.forms",),
    "weapon": ("designations.prefix",),
    "title": ("titles.form",),
    "word": ("words.word",),
}
"""By slot: the columns of the lexicon whose words stand there."""


def make_stories(data: bytes) -> list[Report]:
    """Return the one to three reports that these bytes write; no bytes write a short one."""
    count = 1 + data[0] % 3 if data else 1
    size = len(data) // count + 1
    return [_Writer(data[n * size :][:size]).write(f"{n}.txt") for n in range(count)]


class _Writer:
    """Takes its choices from bytes, and the first option when they are at an end."""

    def __init__(self, data: bytes) -> None:
        self._data, self._at = data, 0

    def write(self, name: str) -> Report:
        published = _PUBLISHED[self._take(1) % len(_PUBLISHED)]
        publisher = self._choose(_words("outlet")) if self._take(1) % 2 else None
        title = self._fill(self._choose(_FRAMES)) if self._take(1) % 2 else None
        text = "".join(self._sentences())
        return make_report(text, name=name, published=published, publisher=publisher, title=title)

    def _sentences(self) -> Iterator[str]:
        while self._at < len(self._data):
            said = self._fill(self._choose(_FRAMES))
            yield said[:1].upper() + said[1:] + self._choose(_MARKS)

    def _fill(self, frame: str) -> str:
        return re.sub(r"\{(\w+)\}", lambda slot: self._word(slot[1]), frame)

    def _word(self, slot: str) -> str:
        if slot == "raw":
            size = self._take(1) % 32
            self._at += size
            return self._data[self._at - size : self._at].decode("utf-8", "replace")
        return self._choose(_words(slot))

    def _choose(self, options: Sequence[str]) -> str:
        return options[self._take(1 if len(options) <= 256 else 2) % len(options)]

    def _take(self, size: int) -> int:
        taken = self._data[self._at : self._at + size]
        self._at += size
        return int.from_bytes(taken, "big")


@cache
def _words(slot: str) -> tuple[str, ...]:
    """Return what may stand in a slot, each once."""
    rows = load_lexicon().rows
    found = list(_OWN.get(slot, ()))
    for table, column in (one.split(".") for one in _COLUMNS.get(slot, ())):
        cells = (row[column] or "" for row in rows[table])
        found += [form.removeprefix("~") for cell in cells for form in cell.split("|")]
    return tuple(dict.fromkeys(found))
