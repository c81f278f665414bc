"""The speaker behind what a report says by itself: its publisher, or the office that it is of."""

from __future__ import annotations

from mapper.claims.speakers.speaker import Speaker
from mapper.claims.tables import Entry, Lexicon, split_form

__all__ = ["make_publisher"]

_PRESS = frozenset(
    {
        "news",
        "times",
        "post",
        "daily",
        "herald",
        "gazette",
        "journal",
        "wire",
        "press",
        "tribune",
        "courier",
        "observer",
        "monitor",
        "telegraph",
        "magazine",
        "watch",
        "agency",
        "radio",
        "tv",
    }
)


def make_publisher(publisher: str | None, lexicon: Lexicon, title: str | None = None) -> Speaker:
    """Return the speaker behind what a report says by itself.

    A ministry's or a command's own bulletin is the ministry speaking; where its name does not
    say whose ministry, its title does.
    """
    if not publisher or not publisher.strip():
        return Speaker("unnamed publication", "media")
    name = " ".join(publisher.split())
    words = split_form(name)
    found = _entries(words, lexicon)
    press = bool(_PRESS & set(words))
    body = next(
        (
            entry
            for entry, size in found
            if entry.table == "organisations" and (size == len(words) or (size > 1 and not press))
        ),
        None,
    )
    if body:
        return Speaker(body.name, body.row["kind"], lexicon.by_country.get(body.row["country"]))
    if not press:
        return _office_publishing(words, found, lexicon, title) or Speaker(name, "media")
    return Speaker(name, "media")


def _entries(words: tuple[str, ...], lexicon: Lexicon) -> list[tuple[Entry, int]]:
    """Return the phrases of the tables that stand in a publisher's name, with their length."""
    return [
        (entry, len(form))
        for at, first in enumerate(words)
        for form, entry in lexicon.phrases.get(first, ())
        if words[at : at + len(form)] == form
    ]


def _office_publishing(
    words: tuple[str, ...], found: list[tuple[Entry, int]], lexicon: Lexicon, title: str | None
) -> Speaker | None:
    told = _office_in(found)
    if told is None and title and "ministry" in words:
        told = _office_in(_entries(split_form(title), lexicon))
    if told is None:
        return None
    office, state = told
    name = office.name.format(adjective=lexicon.actors[state]["adjective"])
    return Speaker(name, office.row["kind"], state)


def _office_in(found: list[tuple[Entry, int]]) -> tuple[Entry, str] | None:
    """Return an office and the state that it is of, where a text names both."""
    offices = [entry for entry, _ in found if entry.table == "offices"]
    states = [
        entry.name for entry, _ in found if entry.table == "actors" and entry.row["kind"] == "state"
    ]
    return (offices[0], states[0]) if offices and states else None
