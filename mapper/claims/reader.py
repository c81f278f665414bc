"""From a parsed report with resolved places to its claims: the one public function."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from mapper.claims.assembly.draft import Draft
from mapper.claims.assembly.narrowing import narrow_places, thing_sentences
from mapper.claims.assembly.sentences import assemble
from mapper.claims.attackers.armies import find_coalition, home_army
from mapper.claims.attackers.assignment import assign_attackers
from mapper.claims.attackers.matching import (
    free_home_ground,
    match_attackers_to_countries,
    match_attackers_to_days,
    match_attackers_to_places,
    name_only_foes,
)
from mapper.claims.events.finding import find_events
from mapper.claims.events.triggers import find_triggers
from mapper.claims.gaps.contained import bring_inside
from mapper.claims.gaps.finding import complete_names, write_bare
from mapper.claims.gaps.names import item_names
from mapper.claims.page import Page, make_page
from mapper.claims.powers import settle_powers
from mapper.claims.roles.assignment import assign_roles
from mapper.claims.roles.sections import section_names
from mapper.claims.roles.spot import Spot, find_spots
from mapper.claims.speakers.people import learn_people
from mapper.claims.speakers.publisher import make_publisher
from mapper.claims.speakers.speaker import Memory
from mapper.claims.speech.finding import find_frames
from mapper.claims.tables import load_lexicon, word_list
from mapper.claims.theatre import find_theatre
from mapper.claims.timeline import date_events, dates_by_sentence
from mapper.model import Located, PlaceKind, Reading, Report, Resolution, Role

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from mapper.gazetteer import Gazetteer

__all__ = ["read_claims"]


def read_claims(
    report: Report,
    *,
    doc: Doc,
    resolutions: Sequence[Resolution],
    gazetteer: Gazetteer | None = None,
) -> Reading:
    """Return who says what about which strikes in one report.

    Parameters
    ----------
    report
        The report; every quote is cut from its text.
    doc
        Its parse, with as many characters as the text.
    resolutions
        Its place mentions, in reading order.
    gazetteer
        Where names are looked up that only their position in a strike shows to be places.

    Returns
    -------
    Reading
        The claims, every resolved mention with its role, and notes for the reader.
        The same input gives the same reading, in the same order.
    """
    notes = list(report.notes)
    if report.language not in {None, "en"}:
        notes.append(
            f"written in {report.language!r}: its places are kept, "
            "but claims are read from English only"
        )
        located = tuple(Located(item.mention, Role.OTHER, item.place) for item in resolutions)
        return Reading(report, tuple(resolutions), located, (), tuple(dict.fromkeys(notes)))
    lexicon = load_lexicon()
    page = make_page(doc, report.text, lexicon)
    resolutions = write_bare(resolutions)
    if gazetteer is not None:
        resolutions = bring_inside(report.text, resolutions, gazetteer)
    spots = find_spots(page, resolutions)
    country = find_theatre(page, spots)
    settle_powers(page, country, lexicon)
    memory = Memory(
        make_publisher(report.publisher, lexicon, report.title),
        country=country,
        coalition=find_coalition(page, country, lexicon),
        army=home_army(country, lexicon),
    )
    memory.grounds = [
        (spot.root, spot.place.country)
        for spot in sorted(spots, key=lambda spot: spot.root)
        if spot.place and spot.place.country and spot.place.kind != PlaceKind.COUNTRY
    ]
    learn_people(page, lexicon, memory, _place_tokens(page, spots))
    frames = find_frames(page, lexicon, memory)
    known, deadly = _roots(page, spots)
    telling = find_triggers(page, lexicon, frames)
    events = find_events(page, lexicon, frames, telling, known, deadly)
    if gazetteer is not None and events:
        names = {page.sentences[number][0] for number in section_names(page)} | item_names(page)
        told = {event.sentence for event in events} | {page.sentence_of[name] for name in names}
        told |= thing_sentences(page, events)
        told |= {number - 1 for number in told if number and _points_back(page, number)}
        resolutions = complete_names(page, told, resolutions, gazetteer, country, names)
        spots = find_spots(page, resolutions)
        country = country or find_theatre(page, spots)
        heads = {
            spot.root
            for spot in spots
            if not spot.place
            and (spot.start in names or page.words[spot.start - 1] in {"in", "near", "outside"})
            and spot.resolution.mention.label not in {"demonym", "organization"}
        }
        known, deadly = _roots(page, spots)
        events = find_events(page, lexicon, frames, telling, known | heads, deadly | heads)
    assign_attackers(page, events, frames, lexicon, country, memory.publisher)
    headed = assign_roles(page, spots, events, frames)
    match_attackers_to_places(events, _struck_ids(spots, len(events)))
    dates = dates_by_sentence(page, report.published)
    placed = {
        spot.event
        for spot in spots
        if spot.event is not None and spot.role == Role.STRUCK and spot.is_ground
    }
    whens = date_events(page, events, frames, report.published, dates, lexicon, placed)
    match_attackers_to_days(events, [item.when.start if item.own else None for item in whens])
    countries = _struck_countries(spots, len(events), country)
    free_home_ground(events, countries, lexicon)
    match_attackers_to_countries(events, countries, lexicon, frames)
    grounds = _struck_countries(spots, len(events), country, wide=False)
    name_only_foes(page, events, countries, lexicon, frames, grounds)
    narrowed = narrow_places(page, spots, events, whens)
    draft = Draft(
        report=report,
        page=page,
        lexicon=lexicon,
        memory=memory,
        frames=frames,
        events=events,
        spots=spots,
        whens=whens,
        country=country,
        dates=dates,
        anaphors={**headed, **narrowed},
    )
    claims = assemble(draft)
    located = tuple(Located(spot.resolution.mention, spot.role, spot.place) for spot in spots)
    if report.published is None:
        notes.append("no publication date is known, so weekdays stay open")
    return Reading(report, resolutions, located, claims, tuple(dict.fromkeys(notes)))


def _points_back(page: Page, sentence: int) -> bool:
    """Whether a sentence begins with "Its hospital", "There": what it tells of is named before."""
    return page.words[page.sentences[sentence][0]] in {"its", "there"}


def _roots(page: Page, spots: list[Spot]) -> tuple[set[int], set[int]]:
    """Return the root tokens of all known places, and of those that are more than "in Lebanon"."""
    known = {
        spot.root
        for spot in spots
        if (spot.place and spot.resolution.mention.label not in {"demonym", "organization"})
        or _is_called_village(page, spot)
    }
    wide = {
        spot.root
        for spot in spots
        if not spot.is_ground and page.words[page.head[spot.root]] == "in"
    }
    return known, known - wide


def _is_called_village(page: Page, spot: Spot) -> bool:
    """Whether a name that no gazetteer knows is said to be a village: "in X village"."""
    after = spot.root + 1
    return after < len(page) and page.lemmas[after] in _SETTLED and page.head[spot.root] == after


_SETTLED = word_list("settled places")


def _place_tokens(page: Page, spots: list[Spot]) -> frozenset[int]:
    """Return every token of a name that was resolved to a place."""
    found: set[int] = set()
    for spot in spots:
        if spot.place:
            token = spot.start
            while token < len(page) and page.starts[token] < spot.resolution.mention.end:
                found.add(token)
                token += 1
    return frozenset(found)


def _struck_ids(spots: list[Spot], size: int) -> list[set[str]]:
    """Return, per event, the keys of the places below country level that it struck."""
    found: list[set[str]] = [set() for _ in range(size)]
    for spot in spots:
        if spot.event is not None and spot.role == Role.STRUCK and spot.is_ground:
            found[spot.event].add(spot.key)
    return found


def _struck_countries(
    spots: list[Spot], size: int, theatre: str | None, *, wide: bool = True
) -> list[set[str]]:
    """Return, per event, the countries of the places that it struck.

    A village that nobody knows lies where its surroundings do, or else where the war is. Whole
    countries count only if `wide`.
    """
    found: list[set[str]] = [set() for _ in range(size)]
    around: list[set[str]] = [set() for _ in range(size)]
    unknown: set[int] = set()
    for spot in spots:
        if spot.event is None:
            continue
        if spot.role == Role.STRUCK and spot.place:
            if not wide and spot.place.kind == PlaceKind.COUNTRY:
                continue
            found[spot.event].add(spot.place.country or "")
        elif spot.role == Role.STRUCK:
            unknown.add(spot.event)
        elif spot.role in {Role.CONTAINER, Role.NEAR} and spot.place and spot.place.country:
            around[spot.event].add(spot.place.country)
    for number in unknown:
        if not found[number]:
            found[number] = around[number] or ({theatre} if theatre else set())
    return found
