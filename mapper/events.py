"""What makes two claims be about the same strike: windows of days, and names of attackers."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from mapper.model import (
    Claim,
    Located,
    Place,
    PlaceKind,
    Role,
    Side,
    Stance,
    Strike,
    When,
    hash_fields,
)

__all__ = [
    "COALITIONS",
    "Event",
    "ReportKey",
    "Window",
    "claim_order",
    "fold_name",
    "is_broad",
    "is_quantity",
    "main_attacker",
    "make_event",
    "merge_events",
    "named_attackers",
    "overlaps",
    "place_key",
    "report_key",
    "shares_attacker",
    "split_by_attacker",
    "strike_key",
    "struck_places",
    "to_window",
]

ReportKey = tuple[str, str]
"""File name and SHA-256: two folders may hold different reports of one name."""

Window = tuple[dt.date, dt.date]

# A coalition's strike is its member's strike told more vaguely; two members stay two parties.
COALITIONS: dict[str, frozenset[str]] = {
    "US-led coalition": frozenset(
        {"US", "UK", "France", "Australia", "Belgium", "Canada", "Denmark", "Jordan", "Netherlands"}
    ),
    "Saudi-led coalition": frozenset({"Saudi Arabia", "UAE", "Egypt", "Jordan", "Sudan"}),
    "NATO": frozenset({"US", "UK", "France", "Canada", "Denmark", "Netherlands", "Belgium"}),
}

# In an area this wide, two attackers on one day are two strikes, not a dispute about one.
_BROAD_KM = 20.0
_BROAD_KINDS = frozenset({PlaceKind.COUNTRY, PlaceKind.SEA, PlaceKind.ADMIN1})
_NOT_STRUCK = frozenset(
    {
        Role.LAUNCHED_FROM,
        Role.BASED_AT,
        Role.FLOWN_OVER,
        Role.SPOKEN_AT,
        Role.CONTAINER,
        Role.OTHER,
    }
)
_PRECISIONS = ("unknown", "year", "month", "range", "day")


@dataclass(frozen=True, slots=True)
class Event:
    """Claims that are about one strike, before they are weighed.

    `local` claims name its place; `general` ones reach it through attacker, date and country.
    """

    id: str
    """The frozen id of the strike: attacker, window of days and place decide it."""
    key: str
    attacker: str | None
    when: When
    place: Place | None
    name: str
    local: tuple[Claim, ...]
    general: tuple[Claim, ...] = ()

    @property
    def window(self) -> Window | None:
        """First and last day, or None when no claim says."""
        return to_window(self.when)

    @property
    def claims(self) -> tuple[Claim, ...]:
        """Every claim about it, local ones first."""
        return self.local + self.general

    @property
    def attackers(self) -> tuple[str, ...]:
        """Everyone whom a local claim names as the attacker, sorted."""
        return tuple(sorted({name for claim in self.local for name in named_attackers(claim)}))


def fold_name(name: str) -> str:
    """Return a name without case, marks and punctuation: the key of an unresolved place."""
    bare = unicodedata.normalize("NFKD", name.casefold())
    return "".join(sign for sign in bare if sign.isalnum())


def place_key(located: Located) -> str:
    """Return the key under which claims on a place meet: its id, else its folded name."""
    if located.place is not None:
        return f"place:{located.place.id}"
    return f"name:{fold_name(located.mention.text)}"


def strike_key(strike: Strike) -> str:
    """Return the key under which a strike's claims met."""
    if strike.place:
        return f"place:{strike.place.id}"
    return f"name:{fold_name(strike.mentioned_as[0] if strike.mentioned_as else '')}"


def struck_places(claim: Claim) -> tuple[Located, ...]:
    """Return the places of a claim that were struck, whatever else it names."""
    return tuple(located for located in claim.places if located.role not in _NOT_STRUCK)


def report_key(claim: Claim) -> ReportKey:
    """Return the key of the report that a claim stands in."""
    return claim.report, claim.report_sha256


def is_quantity(claim: Claim) -> bool:
    """Whether a claim counts something, so that it must never be applied beyond its report."""
    return isinstance(claim.value, (int, float)) and not isinstance(claim.value, bool)


def is_broad(place: Place | None) -> bool:
    """Whether so much is struck in a place in a day that attackers tell strikes apart."""
    return place is not None and (place.kind in _BROAD_KINDS or place.uncertainty_km >= _BROAD_KM)


def to_window(when: When) -> Window | None:
    """Return first and last day; a window that is open at one end is that one day."""
    start, end = when.start or when.end, when.end or when.start
    if start is None or end is None:
        return None
    return (start, end) if start <= end else (end, start)


def overlaps(one: Window, other: Window) -> bool:
    """Whether two windows share a day."""
    return one[0] <= other[1] and other[0] <= one[1]


def named_attackers(claim: Claim) -> tuple[str, ...]:
    """Return whom a claim names: its alternatives, or the value of an attacker claim."""
    names_one = claim.attribute == "attacker" and claim.stance is Stance.ASSERTS
    if names_one and isinstance(claim.value, str) and claim.value not in claim.attackers:
        return (claim.value,)
    return claim.attackers


def _expand(attackers: Iterable[str]) -> set[str]:
    names = set(attackers)
    return names.union(*(COALITIONS[name] for name in names if name in COALITIONS))


def shares_attacker(one: Iterable[str], other: Iterable[str]) -> bool:
    """Whether two sets of attackers could be the same; nobody named could be anybody."""
    left, right = set(one), set(other)
    if not left or not right or left & right:
        return True
    return bool(_expand(left) & _expand(right))


def main_attacker(claims: Iterable[Claim]) -> str | None:
    """Return whom most origins name alone, the first named on a tie; None when nobody does.

    What papers say in their own voice is one vote together: which of them reprint each other is
    not known yet, and a reprint must not turn a strike into another. Alternatives ("either A or
    B") never decide: choosing one of them would invent.
    """
    votes: dict[str, set[str | None]] = defaultdict(set)
    first: dict[str, tuple[str, int]] = {}
    for claim in claims:
        names = named_attackers(claim)
        if len(names) != 1 or claim.attribute == "control":
            continue
        # whom a denial is about is known, but a denial is no vote for them
        voter = None if claim.side is Side.MEDIA else claim.origin
        voters = {voter} if claim.stance is Stance.ASSERTS else set()
        votes[names[0]] |= voters
        spot = (claim.report, claim.start)
        first[names[0]] = min(first.get(names[0], spot), spot)
    if not votes:
        return None
    return min(votes, key=lambda name: (-len(votes[name]), first[name], name))


def split_by_attacker(
    claims: Sequence[Claim], place: Place | None
) -> list[tuple[str | None, list[Claim]]]:
    """Cut the claims on one place and window into strikes by who attacked.

    Returns
    -------
    list
        (attacker, claims); the attacker is None where nothing had to be cut.

    Notes
    -----
    Different names are a dispute about one strike, unless one claimant tells of both (then
    both were at work there) or the place is wide. Either-or claims go to every strike that
    they allow, and so do claims that name nobody when their own report does not decide.
    """
    if not (is_broad(place) or _has_rivals(claims)):
        return [(None, list(claims))]
    seeds: dict[str, list[Claim]] = defaultdict(list)
    loose: list[Claim] = []
    for claim in claims:
        names = named_attackers(claim)
        if len(names) == 1:
            seeds[names[0]].append(claim)
        else:
            loose.append(claim)
    _fold_coalitions(seeds)
    if not seeds:
        return [(None, list(claims))]
    for claim in loose:
        fitting = [name for name in seeds if shares_attacker([name], named_attackers(claim))]
        at_home = [name for name in fitting if any(_same_report(claim, c) for c in seeds[name])]
        for name in at_home or fitting or list(seeds):
            seeds[name].append(claim)
    return [(name, seeds[name]) for name in sorted(seeds)]


def _same_report(one: Claim, other: Claim) -> bool:
    return report_key(one) == report_key(other)


def _fold_coalitions(seeds: dict[str, list[Claim]]) -> None:
    """Give a coalition's claims to its members where members are named as well."""
    for coalition in sorted(set(seeds) & set(COALITIONS)):
        members = sorted((set(seeds) & COALITIONS[coalition]) - {coalition})
        if members:
            claims = seeds.pop(coalition)
            for member in members:
                seeds[member].extend(claims)


def _has_rivals(claims: Iterable[Claim]) -> bool:
    """Whether one claimant says of two unlike attackers that each of them struck here."""
    told: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        said = claim.attribute == "occurrence" and claim.stance is Stance.ASSERTS
        if said and len(claim.attackers) == 1:
            told[claim.claimant].add(claim.attackers[0])
    return any(
        not shares_attacker([one], [other])
        for names in told.values()
        if len(names) > 1
        for one in names
        for other in names
    )


def sharpest_when(claims: Iterable[Claim]) -> When:
    """Return the shortest window any claim gives; its reason is the first in order."""
    dated = [claim.when for claim in claims if to_window(claim.when)]
    if not dated:
        reasons = Counter(claim.when.reason for claim in claims if claim.when.reason)
        reason = min(reasons, key=lambda text: (-reasons[text], text), default="no report says")
        return When(reason=reason)
    return min(dated, key=_sharpness)


def _sharpness(when: When) -> tuple[int, dt.date, int, str]:
    start, end = to_window(when) or (dt.date.max, dt.date.max)
    return (end - start).days, start, -_PRECISIONS.index(when.precision), when.reason


def make_event(key: str, attacker: str | None, claims: Sequence[Claim]) -> Event:
    """Return an event of the claims filed under one place key."""
    located = [place for claim in claims for place in claim.places if place_key(place) == key]
    names = Counter(place.mention.text for place in located)
    places = [mentioned.place for mentioned in located if mentioned.place is not None]
    when = sharpest_when([c for c in claims if c.attribute == "occurrence"] or claims)
    start, end = (day and day.isoformat() for day in (when.start, when.end))
    return Event(
        id=hash_fields("strike", attacker, start, end, key.partition(":")[2]),
        key=key,
        attacker=attacker,
        when=when,
        place=places[0] if places else None,
        name=min(names, key=lambda name: (-names[name], name), default=key),
        local=tuple(sorted({claim.id: claim for claim in claims}.values(), key=claim_order)),
    )


def claim_order(claim: Claim) -> tuple[str, str, int, int, str]:
    """Return the sort key of claims: report, then where they stand in it."""
    return claim.report, claim.report_sha256, claim.start, claim.end, claim.id


def merge_events(events: Iterable[Event]) -> list[Event]:
    """Return events with unique ids: what shares attacker, days and place is one strike."""
    merged: dict[str, Event] = {}
    for event in sorted(events, key=lambda e: (e.id, [claim.id for claim in e.local])):
        other = merged.get(event.id)
        if other is None:
            merged[event.id] = event
            continue
        local = {claim.id: claim for claim in other.local + event.local}
        general = {claim.id: claim for claim in other.general + event.general}
        merged[event.id] = replace(
            other,
            local=tuple(sorted(local.values(), key=claim_order)),
            general=tuple(sorted(general.values(), key=claim_order)),
        )
    return list(merged.values())
