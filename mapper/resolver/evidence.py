"""All candidates of a document in arrays, and what each gains from the others.

Every measure is between 0 and 1 and symmetric in the order of mentions, so the same
document gives the same answer however its mentions were found.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from mapper.gazetteer.capitals import capital_of
from mapper.model import Place, PlaceKind
from mapper.resolver.naming import Named
from mapper.toponyms import fold_name

__all__ = ["FACTS", "Board", "lay_out", "measure"]

Floats = npt.NDArray[np.float64]

EARTH_KM = 6371.0088
MAX_CANDIDATES = 60
"""Namesakes weighed per name; the most populous are kept when there are more."""

MAX_ROWS = 2400
"""Candidates of a document, as every one is compared with every other."""

UNCOUNTED = 300
"""People of a settlement that no source counts: more than none."""

FACTS = (
    "people", "largest", "country", "admin1", "area", "facility or sea", "own name", "variant",
    "abbreviation", "container said", "other container said", "within 30 km", "within 100 km",
    "within 300 km", "same division", "same country", "division named", "country named",
    "asked kind", "fame", "admin1 beside a town", "holds what is before", "demonym",
    "division of its town", "capital",
)  # fmt: skip

_BETWEEN = re.compile(r"^(?:'s|\u2019s)?\s*(?:,|\(|,? in|,? near|,? of|,? outside)\s*(?:the\s+)?$")
_DIVISION = re.compile(
    r"\b(?:province|governorate|oblast|krai|state|region|district|muhafazah|prefecture)\b", re.I
)


@dataclass(slots=True)
class Board:
    """Candidates of all names of a document, one row each; `group` is the name's number."""

    names: list[list[int]]
    """Group -> the mentions that it stands for."""
    places: list[Place]
    group: npt.NDArray[np.int64]
    starts: list[int]
    """Group -> its first row."""
    weight: Floats
    """Group -> 1 + log of how often it is mentioned."""
    fixed: Floats
    """Facts that do not change while the document is weighed."""
    near: tuple[Floats, Floats, Floats]
    same_country: Floats
    same_division: Floats
    is_country: npt.NDArray[np.bool_]
    is_division: npt.NDArray[np.bool_]


def lay_out(text: str, named: list[Named]) -> Board:
    """Group mentions by name and place, and compute all that does not depend on weighing."""
    groups = _group_names(text, named)
    places: list[Place] = []
    rows: list[int] = []
    starts: list[int] = []
    scores: list[float] = []
    limit = max(2, min(MAX_CANDIDATES, MAX_ROWS // len(groups)))
    for number, members in enumerate(groups):
        starts.append(len(places))
        for candidate in _trim(named[members[0]], limit):
            places.append(candidate[0])
            scores.append(candidate[1])
            rows.append(number)
    group = np.array(rows, dtype=np.int64)
    lat = np.radians(np.array([place.lat for place in places]))
    lon = np.radians(np.array([place.lon for place in places]))
    unit = np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], axis=1)
    distance = EARTH_KM * np.arccos(np.clip(unit @ unit.T, -1.0, 1.0))
    # "Paris, Texas" and "Paris, France" of one text are no evidence for each other
    cores = np.array([named[groups[number][0]].core.lower() for number in rows])
    other = cores[:, None] != cores[None, :]
    kinds = [place.kind for place in places]
    is_country = np.array([kind == PlaceKind.COUNTRY for kind in kinds], dtype=bool)
    is_division = np.array([kind == PlaceKind.ADMIN1 for kind in kinds], dtype=bool)
    country = np.array([place.country or f"?{i}" for i, place in enumerate(places)])
    division = np.array([f"{p.country}/{p.admin1 or i}" for i, p in enumerate(places)])
    # a country's or region's centre says nothing about distance
    point = ~(is_country | is_division) & np.array([p.uncertainty_km < 150 for p in places])
    local = other & point[None, :] & point[:, None]
    near = tuple(np.exp(-distance / km) * local for km in (30.0, 100.0, 300.0))
    board = Board(
        names=groups, places=places, group=group, starts=starts,
        weight=np.array([1.0 + np.log(len(members)) for members in groups]),
        fixed=np.zeros((len(places), len(FACTS))),
        near=(near[0], near[1], near[2]),
        same_country=(country[:, None] == country[None, :]) & other,
        same_division=(division[:, None] == division[None, :]) & other & ~is_country[None, :],
        is_country=is_country, is_division=is_division,
    )  # fmt: skip
    _fill_fixed(board, text, named, scores)
    return board


def measure(board: Board, belief: Floats) -> Floats:
    """Return the facts of every row, given how likely each row is believed to be."""
    facts = board.fixed.copy()
    column = {name: i for i, name in enumerate(FACTS)}
    share = belief * board.weight[board.group]
    for name, nearness in zip(
        ("within 30 km", "within 100 km", "within 300 km"), board.near, strict=True
    ):
        facts[:, column[name]] = _squash(2.0 * (nearness @ share))
    towns = ~board.is_country
    facts[:, column["same division"]] = _squash(
        board.same_division @ (share * (towns & ~board.is_division))
    )
    facts[:, column["same country"]] = _squash(board.same_country @ (share * towns))
    facts[:, column["division named"]] = _squash(board.same_division @ (share * board.is_division))
    facts[:, column["country named"]] = _squash(board.same_country @ (share * board.is_country))
    facts[board.is_country, column["same division"]] = 0.0
    facts[board.is_country | board.is_division, column["division named"]] = 0.0
    facts[board.is_country, column["country named"]] = 0.0
    return facts


def _squash(amount: Floats) -> Floats:
    return np.asarray(1.0 - np.exp(-amount / 2.0), dtype=np.float64)


def _group_names(text: str, named: list[Named]) -> list[list[int]]:
    """One sense per document: the same name is the same place, unless a container is said.

    "Paris, Texas" and "Paris, France" in one text stay apart; a bare "Paris" goes with the
    container said first.
    """
    groups: dict[tuple[str, str], list[int]] = {}
    said: dict[str, str] = {}
    keys: list[tuple[str, str]] = []
    for i, name in enumerate(named):
        if not name.candidates:
            keys.append(("", ""))
            continue
        core = name.core.lower()
        container = _container_of(text, named, i)
        word = named[container].core.lower() if container is not None else ""
        if word and core not in said:
            said[core] = word
        keys.append((core, word))
    for i, (core, word) in enumerate(keys):
        if core:
            groups.setdefault((core, word or said.get(core, "")), []).append(i)
    return list(groups.values())


def _container_of(text: str, named: list[Named], i: int) -> int | None:
    """Return the mention that follows as "X, Y" or "X in Y" and holds one of X's candidates."""
    j = i + 1
    if j >= len(named) or not named[j].candidates:
        return None
    between = text[named[i].mention.end : named[j].mention.start]
    if len(between) > 14 or not _BETWEEN.match(between):
        return None
    return j if any(_holds(named[j], c.place) for c in named[i].candidates) else None


def _holds_before(text: str, named: list[Named], i: int, place: Place) -> bool:
    """Whether "X, Y" stands in the text, Y being this name and this place holding an X."""
    if i == 0 or place.kind not in (PlaceKind.COUNTRY, PlaceKind.ADMIN1):
        return False
    between = text[named[i - 1].mention.end : named[i].mention.start]
    if len(between) > 14 or not _BETWEEN.match(between):
        return False
    return any(_contains(place, candidate.place) for candidate in named[i - 1].candidates)


def _holds(container: Named, place: Place) -> bool:
    return any(_contains(candidate.place, place) for candidate in container.candidates[:40])


def _contains(outer: Place, inner: Place) -> bool:
    if outer.kind == PlaceKind.COUNTRY:
        return outer.country == inner.country and inner.kind != PlaceKind.COUNTRY
    if outer.country != inner.country or outer.country is None:
        return False
    if outer.kind == PlaceKind.ADMIN1:
        return outer.admin1 == inner.admin1 and inner.kind not in (
            PlaceKind.COUNTRY,
            PlaceKind.ADMIN1,
        )
    if outer.kind == PlaceKind.AREA and outer.admin1 == inner.admin1:
        return abs(outer.lat - inner.lat) < 1.0 and abs(outer.lon - inner.lon) < 1.3
    return False


def _trim(name: Named, limit: int) -> list[tuple[Place, float]]:
    pairs = [(candidate.place, candidate.score) for candidate in name.candidates]
    if len(pairs) > limit:
        pairs.sort(key=lambda pair: (-pair[0].population, pair[0].id))
        pairs = pairs[:limit]
    return pairs


@lru_cache(maxsize=50_000)
def _is_own_name(name: str, core: str) -> bool:
    """Whether a place is itself called so; Hays is Ḩays's own name too."""
    if name.isascii() and core.isascii():
        return name.lower() == core.lower()
    return fold_name(name) == fold_name(core)


def _measure_people(place: Place) -> float:
    people = place.population or (UNCOUNTED if place.kind == PlaceKind.SETTLEMENT else 0)
    return float(np.log10(1.0 + people)) / 7.0


def _fill_fixed(board: Board, text: str, named: list[Named], scores: list[float]) -> None:
    column = {name: i for i, name in enumerate(FACTS)}
    facts = board.fixed
    sizes: dict[int, float] = defaultdict(float)
    towns: dict[int, float] = defaultdict(float)
    homes: dict[int, set[tuple[str | None, str | None]]] = defaultdict(set)
    for row, place in enumerate(board.places):
        people = _measure_people(place)
        number = int(board.group[row])
        sizes[number] = max(sizes[number], people)
        if place.kind == PlaceKind.SETTLEMENT:
            towns[number] = max(towns[number], people)
            if place.population >= 20_000:
                homes[number].add((place.country, place.admin1))
    has_division = [any(_DIVISION.search(named[i].mention.text) for i in m) for m in board.names]
    for row, place in enumerate(board.places):
        number = int(board.group[row])
        members = board.names[number]
        first = named[members[0]]
        people = _measure_people(place)
        facts[row, column["people"]] = people
        facts[row, column["largest"]] = float(people >= sizes[number])
        kind = place.kind
        facts[row, column["country"]] = float(kind == PlaceKind.COUNTRY)
        facts[row, column["admin1"]] = float(kind == PlaceKind.ADMIN1)
        facts[row, column["area"]] = float(kind == PlaceKind.AREA)
        facts[row, column["facility or sea"]] = float(kind in (PlaceKind.FACILITY, PlaceKind.SEA))
        own = _is_own_name(place.name, first.core)
        facts[row, column["own name"]] = float(own)
        facts[row, column["variant"]] = float(scores[row] < 0.999)
        facts[row, column["abbreviation"]] = float(scores[row] < 0.975)
        facts[row, column["capital"]] = float(
            kind == PlaceKind.SETTLEMENT
            and place.name.lower() == (capital_of(place.country) or "").lower()
        )
        facts[row, column["fame"]] = max(0.0, 7.0 * people - 6.0) / 3.0
        if kind == PlaceKind.ADMIN1:
            facts[row, column["asked kind"]] = float(has_division[number])
            own_town = (place.country, place.admin1) in homes[number]
            facts[row, column["division of its town"]] = float(
                own_town and not has_division[number]
            )
            facts[row, column["admin1 beside a town"]] = max(0.0, 7.0 * towns[number] - 5.0) / 2.0
        if kind == PlaceKind.COUNTRY and first.mention.label == "demonym":
            facts[row, column["demonym"]] = 1.0
        holds = any(_holds_before(text, named, i, place) for i in members)
        facts[row, column["holds what is before"]] = float(holds)
    for number, members in enumerate(board.names):
        rows = np.flatnonzero(board.group == number).tolist()
        containers = {c for i in members if (c := _container_of(text, named, i)) is not None}
        for row in rows:
            if containers:
                held = any(
                    _contains(candidate.place, board.places[row])
                    for c in containers
                    for candidate in named[c].candidates[:40]
                )
                facts[row, column["container said"]] = float(held)
                facts[row, column["other container said"]] = float(not held)
