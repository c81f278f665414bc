"""A strike whose place the parse lost: the nearest place of its sentence that says where.

"… killed 21 people in the town of X" is told of the strike before it even where the parser
hangs "killed" on the wrong noun. Only names after "in", "at", "near" and the like are taken, and
only where nobody speaks and no other event stands between.
"""

from __future__ import annotations

from mapper.claims.events.event import Event
from mapper.claims.grammar import clause_of, is_set_apart
from mapper.claims.page import Page
from mapper.claims.roles.links import only_says_when
from mapper.claims.roles.spot import Spot, is_link
from mapper.claims.roles.surroundings import surrounds
from mapper.claims.roles.words import COARSE, TALKS
from mapper.claims.speech.frame import Frames
from mapper.claims.tables import word_list
from mapper.model import PlaceKind, Role

__all__ = ["adopt_places"]

_WHERE = word_list("where")
_PASSED = frozenset({"of", "what", "is", "left", ",", "'s"})
_ELSEWHERE = word_list("elsewhere")
"""What is done in a place where nothing fell."""
_GOING = word_list("moving") | {"cross", "arrive", "reach", "escape"}
"""What people do who then tell of a strike elsewhere: "who have crossed into X"."""
_FARTHEST = 30
"""Tokens between an event and a place that still belongs to it."""


def adopt_places(page: Page, spots: list[Spot], events: list[Event], frames: Frames) -> None:
    """Give events that struck nowhere the place of their sentence that says where."""
    _adopt_counted(page, spots, events)
    grounds = {spot.place.country for spot in spots if spot.role == Role.STRUCK and spot.place}
    placed = {spot.event for spot in spots if spot.role in {Role.STRUCK, Role.CONTAINER}}
    for number, event in enumerate(events):
        if number in placed or event.irrealis or event.talk_only or event.negated:
            continue
        fitting = [
            spot
            for spot in spots
            if spot.sentence == event.sentence
            and (
                _says_where(page, spot, event, frames)
                or _opens_a_telling(page, spot, event, frames, grounds)
            )
            and _belongs_to(page, spot, number, events)
        ]
        if fitting:
            nearest = _innermost(page, fitting, event)
            for spot in fitting:
                spot.event = number
                spot.role = Role.STRUCK if spot is nearest else Role.CONTAINER


def _innermost(page: Page, fitting: list[Spot], event: Event) -> Spot:
    """Return the nearest name, or the first of "in X, in the Y district of Z"."""
    nearest = min(fitting, key=lambda spot: (_is_coarse(spot), abs(spot.root - event.anchor)))
    for spot in reversed(fitting):
        if surrounds(page, nearest, spot):
            nearest = spot
    return nearest


def _is_coarse(spot: Spot) -> bool:
    return spot.place is not None and spot.place.kind in COARSE


def _adopt_counted(page: Page, spots: list[Spot], events: list[Event]) -> None:
    """Read "the dead by town: 16 in X, 12 in Y" beside a strike: it struck in each of them."""
    told = [
        number
        for number, event in enumerate(events)
        if not (event.irrealis or event.negated or event.talk_only)
    ]
    counted: dict[int, list[Spot]] = {}
    for spot in spots:
        if spot.place is not None and _is_counted(page, spot):
            counted.setdefault(spot.sentence, []).append(spot)
    for sentence, group in counted.items():
        near = [number for number in told if abs(events[number].sentence - sentence) <= 1]
        if (
            len(group) > 1
            and near
            and not _HARMED.isdisjoint(page.lemmas[slice(*page.sentences[sentence])])
        ):
            number = min(near, key=lambda one: abs(events[one].anchor - group[0].root))
            for spot in group:
                if spot.role in {Role.OTHER, Role.SPOKEN_AT}:
                    spot.role, spot.event = Role.STRUCK, number


_HARMED = word_list("hurting") | {"casualty", "death", "die", "victim", "body", "toll"}


def _is_counted(page: Page, spot: Spot) -> bool:
    """Whether "16 in X", "four people at X" or "X 16" is told."""
    start, end = page.sentences[spot.sentence]
    before = range(max(start, spot.start - 3), spot.start)
    if before and page.words[before[-1]] in {"in", "at", "from"}:
        return any(page.pos[at] == "NUM" for at in before[:-1])
    after = spot.root + 1
    return (
        after < end
        and page.pos[after] == "NUM"
        and page.words[after - 1] != "in"
        and (after + 1 >= end or page.words[after + 1] in {",", ";", ".", "and"})
    )


def _says_where(page: Page, spot: Spot, event: Event, frames: Frames) -> bool:
    """Whether a name of no role stands after a word of place, and nobody spoke or met there."""
    mention = spot.resolution.mention
    if spot.role != Role.OTHER or spot.event is not None:
        return False
    if mention.label in {"demonym", "organization"} or is_link(page, spot):
        return False
    if spot.place is not None and spot.place.kind == PlaceKind.COUNTRY:
        return False
    start, _ = page.sentences[spot.sentence]
    before = _word_of_place(page, spot.start, start)
    if before is None:
        return False
    hit = page.hit_at[spot.root]
    if hit is not None and hit.entry.sense == "metonym" and page.pos[page.head[before]] != "NOUN":
        return False  # a capital is where one speaks, unless "a shelter in" it is told of
    clause = clause_of(page, before)
    above = {page.head[before], clause}
    apart = _is_of_another_time(page, clause, event) or only_says_when(page, event, clause)
    apart = apart or page.lemmas[clause] in _GOING
    return not apart and not any(
        token in frames.verbs or page.lemmas[token] in TALKS | _ELSEWHERE for token in above
    )


def _is_of_another_time(page: Page, clause: int, event: Event) -> bool:
    """Whether "the raid came after an attack that hit a post in X" tells of X what was before."""
    for above in (clause, *page.ancestors(clause)):
        if above in event.clauses:
            return False
        if is_set_apart(page, above):
            return True
    return False


def _opens_a_telling(
    page: Page, spot: Spot, event: Event, frames: Frames, grounds: set[str | None]
) -> bool:
    """Whether "In X, the ministry said, four were killed" tells where, and not who sits there.

    Only for a town of a land that the report tells other strikes of.
    """
    start, _ = page.sentences[spot.sentence]
    place, hit = spot.place, page.hit_at[spot.root]
    return (
        place is not None
        and spot.is_ground
        and spot.event is None
        and place.country in grounds
        and spot.resolution.mention.label not in {"demonym", "organization"}
        and not (hit is not None and hit.entry.sense == "metonym")
        and page.words[start] in {"in", "at", "near"}
        and "," in page.words[spot.root + 1 : event.anchor]
        and _word_of_place(page, spot.start, start) == start
        and any(frame.verb > spot.root for frame in frames.around(spot.sentence, event.anchor))
    )


def _word_of_place(page: Page, first: int, start: int) -> int | None:
    """Return the "in" before a name: "in X", "in the town of X", "on what is left of X"."""
    token = first - 1
    for _ in range(8):
        if token < start:
            return None
        if page.words[token] in _WHERE:
            return token
        held = page.pos[token] in {"NOUN", "PROPN"} and page.words[token + 1] == "of"
        if not (held or page.words[token] in _PASSED or page.pos[token] in {"ADJ", "DET", "NUM"}):
            return None
        token -= 1
    return None


def _belongs_to(page: Page, spot: Spot, number: int, events: list[Event]) -> bool:
    """Whether this event is the nearest of its sentence to a name, and not far from it."""
    apart = {
        other: abs(events[other].anchor - spot.root)
        for other in range(len(events))
        if events[other].sentence == spot.sentence
        and not events[other].talk_only
        and (other == number or not _is_parted(page, events[other], spot))
    }
    return apart[number] <= _FARTHEST and apart[number] == min(apart.values())


def _is_parted(page: Page, event: Event, spot: Spot) -> bool:
    """Whether a semicolon stands between an event and a name: each half tells its own."""
    low, high = sorted((event.anchor, spot.root))
    return ";" in page.words[low:high]
