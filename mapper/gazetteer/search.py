"""Full look-up: exact names first, then spellings, composites, hints."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from mapper.gazetteer.composite import Part, split_composite
from mapper.gazetteer.hints import Hints, read_hints
from mapper.gazetteer.nearness import measure_km
from mapper.gazetteer.ranking import MATCH, explain_match, weigh_prior
from mapper.gazetteer.spelling import accept_level, find_alike
from mapper.model import Candidate, Mention, Place, PlaceKind, Resolution
from mapper.toponyms import MAX_NAME

if TYPE_CHECKING:
    from mapper.gazetteer.index import Gazetteer

__all__ = ["search_name"]

_BRACKETS = re.compile(r"[()\[\]]")
_PRIOR = 0.1
"""How far fame moves a place among equals; too little to pass over a better spelling."""

ALONE = 0.8
ALONE_MARGIN = 0.04
"""A spelling this near is accepted when the named division has none nearly as near."""

TIE = 0.012
TIE_KM = 12.0
"""Two changed spellings nearer than this in score and further apart than this on the ground."""

_FAR = 0.2
"""A candidate that a hint puts further off than this is shown but not accepted."""


def search_name(
    gazetteer: Gazetteer,
    name: str,
    *,
    country: str | None = None,
    admin1: str | None = None,
    lat: float | None = None,
    lon: float | None = None,
    limit: int = 10,
) -> Resolution:
    """Return ranked candidates for one name; see `Gazetteer.search`."""
    mention = Mention(0, len(name), name)
    if not name.strip():
        return Resolution(mention, (), "the name is empty")
    if len(name) > MAX_NAME:
        return Resolution(mention, (), f"longer than {MAX_NAME} characters: no place name")
    hints = read_hints(gazetteer, country=country, admin1=admin1, lat=lat, lon=lon)
    found = _look_up(gazetteer, name, hints, exact_only=True)
    if not (found and found[0].accepted):
        parts = split_composite(name)
        joined = _BRACKETS.sub(" ", name)
        if joined != name and not found:
            found = [c for c in _look_up(gazetteer, joined, hints) if c.accepted]
            parts = () if found else parts
        plain = len(parts) <= 1 and (not parts or parts[0].text == name.strip())
        if plain:
            found = found if found and found[0].accepted else _look_up(gazetteer, name, hints)
        else:
            found = _search_parts(gazetteer, name, parts, hints)
    if not found:
        where = f" in {hints.country}" if hints.country else ""
        return Resolution(
            mention, (), f"no place is called {name[:60]!r}{where}, nor anything like it"
        )
    return Resolution(mention, tuple(found[:limit]))


def _look_up(
    gazetteer: Gazetteer, name: str, hints: Hints, *, exact_only: bool = False
) -> list[Candidate]:
    """Rank the places of one plain name: exact ones, and alike ones when none fits."""
    exact = []
    elsewhere = []
    for place, how in gazetteer.find_exact(name):
        reason = explain_match(place, name, how)
        if hints.country and place.country not in (hints.country, None):
            elsewhere.append(
                Candidate(place, MATCH[how] - 0.4, False, (reason, f"not in {hints.country}"))
            )
        else:
            exact.append(_judge(gazetteer, place, MATCH[how], (reason,), hints))
    exact.sort(key=_rank)
    if exact_only or (exact and exact[0].accepted and exact[0].score >= MATCH[3] - 0.03):
        return exact
    known = {candidate.place.id for candidate in exact}
    alike = [
        _judge(
            gazetteer,
            gazetteer.read_number(hit.number),
            hit.likeness.score - 0.005,
            _name_rules(hit.likeness.rules),
            hints,
        )
        for hit in find_alike(gazetteer, name, country=hints.country)[: 20 if hints.country else 10]
        if hit.likeness.score > 0.55
    ]
    merged = exact + [candidate for candidate in alike if candidate.place.id not in known]
    merged.sort(key=_rank)
    if merged and not merged[0].accepted and hints.division:
        merged = _accept_only_one(merged, hints)
    return _refuse_tie(merged) or elsewhere[:3]


def _refuse_tie(found: list[Candidate]) -> list[Candidate]:
    """Accept none of several places that a changed spelling could mean equally well."""
    if len(found) < 2 or not found[1].accepted or _is_exact(found[0]):
        return found
    first, second = found[0].place, found[1].place
    value = _rank(found[0])[1] - _rank(found[1])[1]
    km = measure_km(first.lat, first.lon, second.lat, second.lon)
    if -value > TIE or km <= TIE_KM:
        return found
    reason = f"{first.name} and {second.name} are equally near, {km:.0f} km apart"
    return [replace(c, accepted=False, reasons=(*c.reasons, reason)) for c in found]


def _is_exact(candidate: Candidate) -> bool:
    return candidate.reasons[0].startswith(("name", "variant", "article", "abbreviation"))


def _accept_only_one(found: list[Candidate], hints: Hints) -> list[Candidate]:
    """Accept a spelling a little further off when the division has no other like it."""
    inside = [c for c in found if c.place.admin1 == hints.division]
    if not inside:
        return found
    best = max(inside, key=lambda c: c.score)
    others = [c.score for c in inside if c is not best]
    if best.score < ALONE or (others and max(others) > best.score - ALONE_MARGIN):
        return found
    reason = f"the only such name in {hints.division}"
    accepted = replace(best, accepted=True, reasons=(*best.reasons, reason))
    return [accepted, *(c for c in found if c is not best)]


def _name_rules(rules: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"spelling: {rule}" for rule in rules)


def _judge(
    gazetteer: Gazetteer, place: Place, spelling: float, reasons: tuple[str, ...], hints: Hints
) -> Candidate:
    penalty, reason = hints.weigh(place, gazetteer)
    return Candidate(
        place,
        max(0.0, spelling - penalty),
        spelling >= accept_level(hints.country, place.country) - 0.005 and penalty < _FAR,
        (*reasons, reason) if reason else reasons,
    )


def _rank(candidate: Candidate) -> tuple[bool, float, str]:
    value = candidate.score + _PRIOR * weigh_prior(candidate.place)
    return (not candidate.accepted, -value, candidate.place.id)


def _search_parts(
    gazetteer: Gazetteer, name: str, parts: tuple[Part, ...], hints: Hints
) -> list[Candidate]:
    """Answer a composite with its most precise known part, checked against the others."""
    looked = [(part, _look_up(gazetteer, part.text, hints)) for part in parts]
    suggestions: list[Candidate] = []
    for at, (part, found) in enumerate(looked):
        others = [
            pair for pair in looked[at + 1 :] if pair[0].relation in ("within", "near", "also")
        ]
        checked = [_check(candidate, part, others) for candidate in found]
        checked.sort(key=_rank)
        if checked and checked[0].accepted and not (part.size == "inner" and others):
            if part.relation in ("self", "also"):
                return [_widen(c, part, exact=True) for c in checked]
            return [_widen(c, part, exact=False, inner=_is_inner(parts)) for c in checked]
        suggestions += checked[:2]
    return [replace(candidate, accepted=False) for candidate in suggestions]


def _is_inner(parts: tuple[Part, ...]) -> bool:
    return parts[0].size in ("inner", "around") or parts[0].relation == "near"


def _check(
    candidate: Candidate, part: Part, others: list[tuple[Part, list[Candidate]]]
) -> Candidate:
    """Lower a candidate that lies far from every reading of the places named around it."""
    for other, found in others:
        near = [c.place for c in found if c.accepted and c.place.id != candidate.place.id][:5]
        if not near:
            continue
        holder = next((place for place in near if _holds(place, candidate.place)), None)
        if holder is not None and other.relation != "also":
            reason = f"in {holder.name}, named with it"
            return replace(candidate, reasons=(*candidate.reasons, reason))
        likeliest = max(weigh_prior(place) for place in near)
        near = [place for place in near if weigh_prior(place) > likeliest - 0.15]
        km, place = min(
            ((measure_km(candidate.place.lat, candidate.place.lon, p.lat, p.lon), p) for p in near),
            key=lambda pair: (pair[0], pair[1].id),
        )
        limit = max(35.0, place.uncertainty_km * 1.2)
        if km <= limit:
            reason = f"{km:.0f} km from {place.name}, named with it"
            return replace(candidate, reasons=(*candidate.reasons, reason))
        reason = f"{km:.0f} km from {place.name}, named with it: too far"
        return replace(
            candidate, score=max(0.0, candidate.score - 0.3), accepted=False,
            reasons=(*candidate.reasons, reason),
        )  # fmt: skip
    return candidate


def _holds(container: Place, place: Place) -> bool:
    if container.kind is PlaceKind.COUNTRY:
        return container.country == place.country
    if container.kind is PlaceKind.ADMIN1:
        return (container.country, container.name) == (place.country, place.admin1)
    return False


def _widen(candidate: Candidate, part: Part, *, exact: bool, inner: bool = False) -> Candidate:
    """Make the answer as vague as the words are: land around a town, or only its container."""
    place = candidate.place
    if exact and part.size != "around":
        return candidate
    if part.size == "around" and part.relation != "near":
        radius, why = max(place.uncertainty_km, 25.0), f"land around {place.name}"
    elif part.relation == "near":
        radius, why = place.uncertainty_km + 5.0, f"near {place.name}"
    else:
        radius = place.uncertainty_km if inner else max(15.0, place.uncertainty_km)
        why = f"only {place.name} is known, which it lies in"
    kind = PlaceKind.AREA if place.kind is PlaceKind.SETTLEMENT else place.kind
    return replace(
        candidate,
        place=replace(place, kind=kind, uncertainty_km=radius),
        accepted=candidate.accepted and (exact or inner or part.relation == "near"),
        score=candidate.score if exact else candidate.score * 0.8,
        reasons=(*candidate.reasons, why),
    )
