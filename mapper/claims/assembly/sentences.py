"""The facts of a report, sentence by sentence, in the order in which they build on each other."""

from __future__ import annotations

from mapper.claims.assembly.aims import army_holder, read_absence, read_named_targets, read_target
from mapper.claims.assembly.blame import read_blame
from mapper.claims.assembly.causes import is_by_chance
from mapper.claims.assembly.contradiction import admits_another, denies_deed_instead
from mapper.claims.assembly.credit import read_credit
from mapper.claims.assembly.culprits import read_culprits
from mapper.claims.assembly.dead import read_dead
from mapper.claims.assembly.disputed_counts import read_disputed_count
from mapper.claims.assembly.draft import Draft
from mapper.claims.assembly.exclusions import read_exclusion
from mapper.claims.assembly.figures import read_any_denial, read_figures
from mapper.claims.assembly.focus import come_back
from mapper.claims.assembly.harm import read_civilian_harm, read_inquiry, read_killed_people
from mapper.claims.assembly.holders import read_control
from mapper.claims.assembly.occurrence import read_occurrence
from mapper.claims.assembly.own_side import read_echo, read_own_group
from mapper.claims.assembly.standing import settle_sides
from mapper.claims.assembly.whereabouts import index_spots, note_country
from mapper.claims.events.event import Event
from mapper.claims.roles.spot import Spot
from mapper.claims.tables import word_list
from mapper.claims.targets.control import find_controls
from mapper.claims.targets.groups import find_targets
from mapper.claims.targets.objects import find_objects
from mapper.model import Claim, Place, PlaceKind, Role

__all__ = ["assemble"]


def assemble(draft: Draft) -> tuple[Claim, ...]:
    """Return the claims in reading order."""
    index_spots(draft)
    by_sentence: dict[int, list[tuple[int, Event]]] = {}
    for number, event in enumerate(draft.events):
        by_sentence.setdefault(event.sentence, []).append((number, event))
    if not draft.events:
        return ()
    first = draft.events[0].sentence
    for sentence in range(len(draft.page.sentences)):
        spots = draft.spots_in.get(sentence, [])
        note_country(draft, spots)
        if sentence < first:
            read_figures(draft, sentence, [])
            read_culprits(draft, sentence, [])
            # "the army said it was behind the attack", before the attack is told
            read_blame(draft, sentence, [])
            continue
        _read_sentence(draft, sentence, by_sentence.get(sentence, []), spots)
    settle_sides(draft)
    return tuple(
        sorted(
            (
                claim
                for claim in draft.claims.values()
                if not (admits_another(draft, claim) or denies_deed_instead(draft, claim))
            ),
            key=lambda claim: (
                claim.start,
                claim.end,
                claim.attribute,
                str(claim.value),
                claim.claimant,
                claim.id,
            ),
        )
    )


def _is_background(draft: Draft, number: int) -> bool:
    """Whether an event of long ago is told without saying where and when it was.

    An earlier strike of an attacker who struck just now is one of its own, if both are told.
    """
    when, event = draft.whens[number], draft.events[number]
    if not when.past:
        return False
    placed = _is_placed(draft, number)
    published = draft.report.published
    dated = when.own and when.when.precision in {"day", "month"} and when.when.start is not None
    if not placed or not dated or published is None:
        return True
    assert when.when.start is not None
    if _is_about_the_past(draft):
        return False
    return (published - when.when.start).days > _RECENT or not any(
        event.attackers == other.attackers and not draft.whens[fresh].past
        for fresh, other in enumerate(draft.events)
        if event.attackers
    )


def _is_placed(draft: Draft, number: int) -> bool:
    return any(
        spot.role == Role.STRUCK and (spot.place is None or _is_exact(spot.place))
        for spot in draft.spots_of.get(number, ())
    )


def _is_exact(place: Place) -> bool:
    """Whether a place is a town or a part of one: "northern X"."""
    return place.kind in _EXACT or (place.kind == PlaceKind.AREA and place.uncertainty_km < _LAND)


_LAND = 20.0
"""An area of such a radius in km is a stretch of country."""


def _is_about_the_past(draft: Draft) -> bool:
    """Whether a report begins with a strike of long ago, by day and place: an inquiry, a memory."""
    first = next((n for n in range(len(draft.events)) if _is_placed(draft, n)), None)
    if first is None or not (draft.whens[first].past and draft.whens[first].own):
        return False
    start, end = draft.page.sentences[draft.events[first].sentence]
    return _REMEMBERING.isdisjoint(draft.page.lemmas[start:end])


_REMEMBERING = word_list("remembering")
"""What is done on the day of an old strike each year: it is told of and not looked into."""


_RECENT = 5 * 365
_EXACT = frozenset({PlaceKind.SETTLEMENT, PlaceKind.FACILITY})


def _read_sentence(
    draft: Draft, sentence: int, events: list[tuple[int, Event]], spots: list[Spot]
) -> None:
    page = draft.page
    read_credit(draft, sentence)
    live = [(number, event) for number, event in events if not _is_background(draft, number)]
    if events and not live:
        return
    live = [(number, event) for number, event in live if not is_by_chance(draft, event)]
    place_roots = {
        spot.root
        for spot in spots
        if spot.is_ground
        and spot.resolution.mention.label != "demonym"
        and spot.role in {Role.STRUCK, Role.NEAR, Role.OTHER}
    }
    if not live:
        come_back(draft, sentence)
    for number, event in live:
        read_occurrence(draft, number, event)
    for aim in find_targets(page, sentence, live, army_holder(draft)):
        read_target(draft, aim)
    if live or not events:
        read_named_targets(draft, sentence, live)
    for aim in find_objects(page, live, draft.lexicon):
        read_target(draft, aim)
    read_absence(draft, sentence)
    read_dead(draft, sentence)
    read_own_group(draft, sentence, live)
    read_echo(draft, sentence, live)
    for aim in find_controls(page, sentence, place_roots, army_holder(draft)):
        read_control(draft, aim, sentence, live)
    read_figures(draft, sentence, live)
    read_any_denial(draft, sentence)
    read_disputed_count(draft, sentence)
    read_civilian_harm(draft, sentence, live)
    read_killed_people(draft, live)
    read_inquiry(draft, sentence)
    read_exclusion(draft, sentence)
    read_blame(draft, sentence, live)
    read_culprits(draft, sentence, live)
