# ruff: noqa: PLR0911, PLR0912
# a list of cases with an answer each reads better whole than in parts
"""What each named place has to do with an event: struck, fired from, spoken at, near …"""

from __future__ import annotations

import re
from dataclasses import dataclass

from mapper.claims.attribution import Frames
from mapper.claims.events import Event, clause_of
from mapper.claims.page import Page
from mapper.datelines import find_datelines
from mapper.model import Place, PlaceKind, Resolution, Role

__all__ = ["Spot", "assign_roles", "find_spots"]

_NEAR = frozenset(
    {
        "near",
        "outside",
        "around",
        "close",
        "beside",
        "towards",
        "toward",
        "north",
        "south",
        "east",
        "west",
        "km",
        "kilometres",
        "kilometers",
        "miles",
        "northeast",
        "northwest",
        "southeast",
        "southwest",
        "northwards",
        "off",
    }
)
_OUTSKIRTS = frozenset({"outskirt", "edge", "vicinity", "approach", "side"})
_FLYING = frozenset(
    {
        "fly",
        "overfly",
        "hover",
        "cross",
        "violate",
        "enter",
        "patrol",
        "clash",
        "circle",
        "pass",
        "transit",
        "penetrate",
        "airspace",
        "space",
        "sky",
        "fly over",
    }
)
_BASED = frozenset(
    {
        "base",
        "deploy",
        "station",
        "locate",
        "headquarter",
        "dock",
        "build",
        "expand",
        "anchor",
    }
)
_MOVING = frozenset(
    {
        "move",
        "flee",
        "travel",
        "head",
        "drive",
        "go",
        "walk",
        "return",
        "fly",
        "sail",
        "carry",
        "march",
    }
)
_SUFFERING = frozenset({"collapse", "burn", "die", "explode", "shake", "suffer", "lie", "crumble"})
_LAUNCHING = frozenset(
    {
        "launch",
        "fire",
        "take",
        "fly",
        "shoot",
        "depart",
        "originate",
        "scramble",
        "come",
        "lob",
        "attack",
        "strike",
    }
)
_SHIPS = frozenset(
    {"ship", "warship", "frigate", "destroyer", "submarine", "corvette", "battery", "launcher"}
    | {"boat", "vessel", "cruiser", "flotilla", "fleet"}
)
_BASES = frozenset({"base", "airbase", "airfield", "airport", "port", "airstrip"})
_TALKING = frozenset(
    {
        "talks",
        "summit",
        "meeting",
        "conference",
        "parliament",
        "speech",
        "embassy",
        "spokesman",
        "spokeswoman",
        "capital",
    }
)
_ORIGIN = frozenset(
    {
        "resident",
        "doctor",
        "activist",
        "official",
        "witness",
        "medic",
        "spokesman",
        "governor",
        "mayor",
        "commander",
        "journalist",
        "correspondent",
        "reporter",
        "leader",
        "bureau",
        "ministry",
        "government",
        "council",
        "authority",
        "president",
        "minister",
        "parliament",
        "chamber",
        "senate",
        "congress",
        "assembly",
        "summit",
        "meeting",
        "conference",
        "talks",
        "embassy",
    }
)
_GROUND = frozenset(
    {
        "seize",
        "capture",
        "advance",
        "clash",
        "fight",
        "retake",
        "recapture",
        "besiege",
        "overrun",
        "liberate",
        "storm",
        "enter",
        "flee",
        "return",
        "withdraw",
        "invade",
        "invasion",
        "battle",
        "fighting",
        "offensive",
    }
)
_LYING = frozenset({"lie", "stand", "sit", "locate", "situate"})
_WIDE_KM = 25.0
"""A province or half a country: what "the camp lies at X" makes more exact."""
_HOUSES = frozenset({"parliament", "congress", "senate", "assembly"})
_STATE_NOUNS = frozenset(
    [
        "ally",
        "partner",
        "friend",
        "foe",
        "enemy",
        "rival",
        "force",
        "troop",
        "army",
        "military",
        "soldier",
        "general",
        "envoy",
        "ambassador",
        "diplomat",
        "proxy",
        "client",
        "backer",
        "supporter",
        "campaign",
        "intervention",
        "aim",
        "goal",
        "claim",
        "denial",
        "account",
        "version",
        "policy",
        "decision",
        "role",
        "help",
        "support",
        "aid",
        "warning",
        "order",
        "invasion",
        "protege",
        "man",
        "jet",
        "plane",
        "warplane",
        "aircraft",
        "drone",
    ]
)
"""What a capital has when it stands for its state and not for the city."""
_PAST_HARM = frozenset(
    {"hit", "strike", "target", "bomb", "shell", "raid", "pound", "bombard", "attack"}
)
_COARSE = {PlaceKind.COUNTRY: 3, PlaceKind.SEA: 3, PlaceKind.ADMIN1: 2}


@dataclass(slots=True)
class Spot:
    """A mention on the page, with its role once it is known."""

    resolution: Resolution
    start: int
    """First token."""
    root: int
    """Head token of the name."""
    sentence: int
    role: Role = Role.OTHER
    event: int | None = None
    """Number of the event it belongs to."""
    near_word: bool = False

    @property
    def place(self) -> Place | None:
        return self.resolution.place


def find_spots(page: Page, resolutions: tuple[Resolution, ...]) -> list[Spot]:
    """Return the mentions with their tokens; people named after places stay out."""
    by_start = {start: token for token, start in enumerate(page.starts)}
    starts = page.starts
    spots: list[Spot] = []
    from bisect import bisect_left, bisect_right

    for resolution in resolutions:
        mention = resolution.mention
        first = by_start.get(mention.start, max(0, bisect_right(starts, mention.start) - 1))
        last = max(first, bisect_left(starts, mention.end) - 1)
        if not starts:
            continue
        root = last
        for token in range(first, last + 1):
            if not first <= page.head[token] <= last or page.head[token] == token:
                root = token
        spots.append(Spot(resolution, first, root, page.sentence_of[root]))
    return spots


_SURROUNDINGS = frozenset(
    {
        "city",
        "province",
        "governorate",
        "district",
        "region",
        "countryside",
        "state",
        "area",
        "oblast",
        "suburb",
    }
)
_COUNTRYSIDE = re.compile(
    r"\b(?:countryside|province|governorate|region|part|parts|north|south|east|west|northern|southern|eastern|western|central)\b",
    re.IGNORECASE,
)


def _is_inside_name(page: Page, spot: Spot) -> bool:
    """Whether the mention is part of a longer name: "New York Times"."""
    hit = page.hit_at[spot.root]
    if not hit or hit.entry.table not in {"outlets", "organisations", "actors", "weapons"}:
        return False
    mention = spot.resolution.mention
    length = page.ends[hit.end - 1] - page.starts[hit.start]
    if length > mention.end - mention.start + 4:
        return True
    return hit.entry.table != "actors"


def _path(page: Page, root: int) -> list[int]:
    """Return the tokens above a place name up to the head of its clause."""
    clause = clause_of(page, root)
    found: list[int] = []
    token = root
    for _ in range(15):
        if token == clause:
            break
        token = page.head[token]
        found.append(token)
    return found


def _first_conjunct(page: Page, token: int) -> int:
    for _ in range(20):
        if page.dep[token] in {"conj", "appos"} and page.pos[page.head[token]] in {"PROPN", "NOUN"}:
            token = page.head[token]
        else:
            break
    return token


def assign_roles(page: Page, spots: list[Spot], events: list[Event], frames: Frames) -> None:
    """Give every spot its role and event."""
    by_sentence: dict[int, list[int]] = {}
    for number, event in enumerate(events):
        by_sentence.setdefault(event.sentence, []).append(number)
    datelines = find_datelines(page.text)
    for spot in spots:
        mention = spot.resolution.mention
        if mention.label in {"demonym", "organization"} or _is_inside_name(page, spot):
            continue
        if any(start <= mention.start and mention.end <= end for start, end in datelines):
            spot.role = Role.SPOKEN_AT
            continue
        _assign(page, spot, events, by_sentence.get(spot.sentence, []), frames)
    _settle_containers(page, spots)
    _lift_headings(page, spots, events)
    _place_by_lying(page, spots, events)


def _place_by_lying(page: Page, spots: list[Spot], events: list[Event]) -> None:
    """Read "The camp lies on the edge of X" after a strike on a camp: X is where it struck."""
    for spot in spots:
        clause = clause_of(page, spot.root)
        place = spot.place
        if (
            spot.role not in {Role.OTHER, Role.BASED_AT}
            or spot.resolution.mention.label in {"demonym", "organization"}
            or page.lemmas[clause] not in _LYING
            or (place is not None and place.kind in _COARSE)
        ):
            continue
        path = [*_path(page, _first_conjunct(page, spot.root)), clause]
        governor = _governor(page, path)
        if page.lemmas[governor] not in _LYING | _OUTSKIRTS:
            continue
        nouns = {
            page.lemmas[child]
            for child in page.children[clause]
            if page.dep[child] in {"nsubj", "nsubjpass"}
            and any(page.words[other] == "the" for other in page.children[child])
        }
        for number in range(len(events) - 1, -1, -1):
            event = events[number]
            start, end = page.sentences[event.sentence]
            if not 0 < spot.sentence - event.sentence <= 4 or event.irrealis:
                continue
            own = [s for s in spots if s.event == number and s.role == Role.STRUCK]
            wide = all(s.place is not None and s.place.uncertainty_km > _WIDE_KM for s in own)
            if nouns & set(page.lemmas[start:end]) and wide:
                for other in own:
                    if other.sentence == event.sentence:
                        other.role = Role.CONTAINER
                spot.role, spot.event = Role.STRUCK, number
                break


def _assign(
    page: Page, spot: Spot, events: list[Event], numbers: list[int], frames: Frames
) -> None:
    path = (
        _path(page, _first_conjunct(page, spot.root))
        if spot.root != _first_conjunct(page, spot.root)
        else _path(page, spot.root)
    )
    own = _path(page, spot.root)
    if own and page.dep[spot.root] == "pobj":
        path = own
    clause = clause_of(page, spot.root)
    event_number = _event_of(page, spot, path, clause, events, numbers)
    lemmas = {page.lemmas[token] for token in path} | {page.lemmas[clause]}
    words = {page.words[token] for token in path}
    direct = page.words[path[0]] if path else ""
    named = set(spot.resolution.mention.text.lower().split())
    spot.near_word = bool(
        named & (_NEAR | {"outskirts", "edge"}) or words & _NEAR or lemmas & _OUTSKIRTS
    )
    if clause in frames.verbs and event_number is None:
        spot.role = Role.SPOKEN_AT
        return
    if _is_where_one_spoke(page, spot, path, clause, frames, events, event_number):
        spot.role = Role.SPOKEN_AT
        return
    if _owns_what_is_no_place(page, spot):
        spot.role = Role.OTHER
        return
    if (
        path
        and (
            page.lemmas[_governor(page, path)] in _ORIGIN
            or _HOUSES & set(page.lemmas[_governor(page, path) : spot.start])
        )
        and not _is_struck_noun(page, path, events, event_number)
    ):
        spot.role = Role.SPOKEN_AT
        return
    if event_number is None:
        spot.role = _role_without_event(page, path, clause, lemmas, words)
        return
    event = events[event_number]
    spot.event = event_number
    spot.role = _role_in_event(page, spot, path, clause, event, lemmas, words, direct)


def _is_where_one_spoke(
    page: Page,
    spot: Spot,
    path: list[int],
    clause: int,
    frames: Frames,
    events: list[Event],
    number: int | None,
) -> bool:
    """Whether "told lawmakers in X that …" says where somebody spoke, whatever he spoke of."""
    if number is None or not path or page.words[path[0]] not in {"in", "at", "near"}:
        return False
    verb = next((token for token in (*path, clause) if token in frames.verbs), None)
    triggers = set(events[number].triggers)
    if verb is None or verb in triggers or any(token in triggers for token in path):
        return False
    # between the verb of saying and the place nothing is told yet
    return verb < spot.start and not any(verb < trigger < spot.start for trigger in triggers)


def _owns_what_is_no_place(page: Page, spot: Spot) -> bool:
    """Whether a capital stands for its state: "Moscow's ally", "Kyiv's partners"."""
    hit = page.hit_at[spot.root]
    if page.dep[spot.root] != "poss" or hit is None or hit.entry.sense != "metonym":
        return False
    noun = page.head[spot.root]
    return page.lemmas[noun] in _STATE_NOUNS or (
        page.pos[noun] == "NOUN" and page.lemmas[noun] in _ORIGIN
    )


def _governor(page: Page, path: list[int]) -> int:
    """Return the noun or verb that the name's preposition hangs on."""
    for token in path:
        if page.pos[token] not in {"ADP", "PROPN"}:
            return token
    return path[-1]


def _is_struck_noun(page: Page, path: list[int], events: list[Event], number: int | None) -> bool:
    """Whether the path leads through an object or subject of being struck."""
    if number is None:
        return False
    event = events[number]
    for token in path:
        if page.dep[token] in {"dobj", "nsubjpass", "pobj"} and page.head[token] in event.triggers:
            return True
        if page.dep[token] == "pobj" and page.head[page.head[token]] in event.triggers:
            return True
    return False


def _event_of(
    page: Page, spot: Spot, path: list[int], clause: int, events: list[Event], numbers: list[int]
) -> int | None:
    if not numbers:
        return None
    on_path = set(path) | {clause}
    best: int | None = None
    for number in numbers:
        event = events[number]
        if any(trigger in on_path for trigger in event.triggers) and (
            best is None or _depth(path, event) < _depth(path, events[best])
        ):
            best = number
    if best is not None:
        return best
    for number in numbers:
        if clause in events[number].clauses:
            return number
    start = page.sentences[spot.sentence][0]
    if (
        spot.start - start <= 4
        and spot.start > start
        and {page.words[spot.start - 1], page.words[start]} & {"in", "at", "near", "outside"}
        and "," in page.words[spot.root : spot.root + 3]
        and page.lemmas[clause] in {"die", "kill", "wound", "injure", "hurt"}
    ):
        # "In X, seven people died when rockets rained down": X is where all of it was
        return numbers[0]
    for number in numbers:
        # "died in X, where shells fell": the clause is about the place that it hangs on
        told = events[number].clause
        if (
            page.dep[told] == "relcl"
            and page.head[told] == spot.root
            and any(page.words[child] == "where" for child in page.children[told])
        ):
            return number
    if page.pos[clause] == "VERB" and page.dep[clause] in {"relcl", "advcl"}:
        return None
    # a parse that lost the thread: the nearest event of the sentence, if no verb is between
    nearest = min(numbers, key=lambda number: abs(events[number].anchor - spot.root))
    event = events[nearest]
    low, high = sorted((event.anchor, spot.root))
    if high - low <= 12 and not any(
        page.pos[token] == "VERB" and token not in event.triggers and token not in event.clauses
        for token in range(low + 1, high)
    ):
        return nearest
    return None


def _depth(path: list[int], event: Event) -> int:
    return min((path.index(trigger) for trigger in event.triggers if trigger in path), default=99)


def _role_without_event(
    page: Page, path: list[int], clause: int, lemmas: set[str], words: set[str]
) -> Role:
    if ("over" in words and lemmas & _FLYING) or lemmas & {"overfly", "airspace"}:
        return Role.FLOWN_OVER
    if lemmas & _BASED or lemmas & _BASES:
        return Role.BASED_AT
    if "from" in words and lemmas & _LAUNCHING:
        return Role.LAUNCHED_FROM
    if lemmas & _TALKING:
        return Role.SPOKEN_AT
    return Role.OTHER


def _role_in_event(
    page: Page,
    spot: Spot,
    path: list[int],
    clause: int,
    event: Event,
    lemmas: set[str],
    words: set[str],
    direct: str,
) -> Role:
    root = _first_conjunct(page, spot.root)
    dep = page.dep[root]
    place = spot.place
    is_country = place is not None and place.kind == PlaceKind.COUNTRY
    launching = (
        lemmas & _LAUNCHING or direct == "from" or lemmas & {"warship", "ship", "base", "submarine"}
    )
    if _is_far_from(page, spot):
        return Role.OTHER if is_country else Role.NEAR
    if "from" in words and launching and _from_is_direct(page, path):
        return Role.LAUNCHED_FROM
    if direct in {"in", "off", "at"} and _carrier_stands_there(page, path, event):
        return Role.LAUNCHED_FROM
    if "reach" in lemmas and "before" in page.words[page.sentences[spot.sentence][0] : spot.start]:
        return Role.OTHER
    following = page.words[spot.root + 1 : spot.root + 2]
    if following in (["direction"], ["sector"], ["axis"], ["front"]):
        return Role.OTHER
    if "according" in words:
        return Role.SPOKEN_AT
    if direct in {"to", "toward", "towards"} and page.lemmas[page.head[path[0]]] in _MOVING:
        return Role.OTHER
    if direct == "from":
        return Role.NEAR if place is not None and not is_country else Role.OTHER
    surface = page.words[spot.start - 1] if spot.start else ""
    if surface in {"near", "in", "at", "outside"} and dep == "nsubj":
        return Role.OTHER if _is_event_negated(event) else Role.STRUCK
    if (
        dep == "nsubj"
        and page.head[root] == clause
        and page.lemmas[clause] not in {"come", "be", "suffer", "witness", "see", "face", "endure"}
    ):
        return Role.OTHER
    if any(
        page.dep[token] == "nsubj"
        and page.lemmas[clause] not in _SUFFERING
        and page.lemmas[token] not in {"strike"}
        and token not in event.triggers
        and page.head[token] == clause
        and not _is_strike_noun(page, token, event)
        for token in path
    ) and not _is_passive(page, clause):
        # "Aleppo residents", "the mayor of X": the name hangs on the subject
        return Role.OTHER
    if direct == "by" or (dep in {"agent"}):
        return Role.OTHER
    if (
        dep in {"poss", "compound", "amod", "nmod"}
        and page.head[root] in event.triggers
        and is_country
    ):
        return Role.OTHER
    if is_country and not _is_country_struck(page, root, event):
        return Role.OTHER
    if lemmas & {"overfly", "airspace"} or (
        "over" in words and lemmas & _FLYING and not _is_strike_path(page, path, event)
    ):
        return Role.FLOWN_OVER
    if any(
        page.lemmas[token] in _BASED and page.pos[token] == "VERB" for token in path
    ) and not lemmas & {"house"}:
        return Role.BASED_AT
    if any(page.lemmas[token] in _GROUND for token in path):
        return Role.OTHER
    if _is_event_negated(event):
        return Role.OTHER
    return Role.STRUCK


def _is_country_struck(page: Page, root: int, event: Event) -> bool:
    """Whether a country stands where a place struck stands, and not as somebody who acts."""
    parent = page.head[root]
    if page.dep[root] == "pobj":
        return page.words[parent] in {
            "in",
            "on",
            "over",
            "at",
            "across",
            "inside",
            "into",
            "within",
        }
    return page.dep[root] in {"dobj", "nsubjpass"} and parent in event.triggers


def _is_far_from(page: Page, spot: Spot) -> bool:
    """Whether "70 km west of X" only tells where another place lies."""
    before = page.words[max(0, spot.start - 9) : spot.start]
    return bool({"km", "kilometres", "kilometers", "miles", "kms"} & set(before)) and bool(
        {"of", "from"} & set(before[-4:])
    )


def _carrier_stands_there(page: Page, path: list[int], event: Event) -> bool:
    """Whether "ships in X fired …": the name tells where the subject stood."""
    for token in path:
        if page.dep[token] == "nsubj" and page.head[token] in event.triggers:
            hit = page.hit_at[token]
            carrier = hit is not None and hit.entry.row.get("kind") == "carrier"
            return carrier or page.lemmas[token] in _SHIPS
    return False


def _is_event_negated(event: Event) -> bool:
    return event.irrealis


def _is_strike_noun(page: Page, token: int, event: Event) -> bool:
    hit = page.hit_at[token]
    return token in event.triggers or (hit is not None and hit.entry.table == "weapons")


def _is_strike_path(page: Page, path: list[int], event: Event) -> bool:
    return any(token in event.triggers and page.lemmas[token] not in _FLYING for token in path)


def _is_passive(page: Page, verb: int) -> bool:
    return any(page.dep[child] in {"nsubjpass", "auxpass"} for child in page.children[verb])


def _from_is_direct(page: Page, path: list[int]) -> bool:
    """Whether "from" is the preposition nearest to the verb above the name."""
    preps = [token for token in path if page.pos[token] == "ADP"]
    return bool(preps) and any(page.words[token] == "from" for token in preps)


def _settle_containers(page: Page, spots: list[Spot]) -> None:
    """Where one event names a village and its province, only the village was struck."""
    by_event: dict[int, list[Spot]] = {}
    for spot in spots:
        if spot.event is not None and spot.role == Role.STRUCK and spot.place is not None:
            by_event.setdefault(spot.event, []).append(spot)
    for group in by_event.values():
        _settle_group(page, group)
        left = [spot for spot in group if spot.role == Role.STRUCK]
        for spot in left:
            if spot.near_word and any(
                not other.near_word and other.place and other.place.kind not in _COARSE
                for other in left
                if other is not spot
            ):
                spot.role = Role.NEAR


def _settle_group(page: Page, group: list[Spot]) -> None:
    """Tell provinces, tails and surroundings from the places struck in them."""
    fine = [spot for spot in group if spot.place and spot.place.kind not in _COARSE]
    for spot in group:
        place = spot.place
        if place is None:
            continue
        stray = _strays(page, spot, fine)
        if stray is not None:
            # "the X market in Y": a namesake of X far from Y was found
            stray.role = Role.OTHER
            continue
        plain = [
            other
            for other in group
            if other is not spot and not _COUNTRYSIDE.search(other.resolution.mention.text)
        ]
        wide = _COUNTRYSIDE.search(spot.resolution.mention.text)
        if (
            (plain and (wide or _is_tail(page, spot, plain)))
            or (place.kind in _COARSE and _holds(page, spot, group))
            or (place.kind not in _COARSE and _stands_after(page, spot, fine))
        ):
            spot.role = Role.CONTAINER


_FAR_DEGREES = 0.6
"""A quarter and its town lie closer than some 60 km."""


def _strays(page: Page, spot: Spot, fine: list[Spot]) -> Spot | None:
    """Return the name that is told to lie in this town but was found far away from it."""
    place = spot.place
    if place is None or place.kind != PlaceKind.SETTLEMENT:
        return None
    for other in fine:
        inner = other.place
        if other is spot or inner is None or inner.id == place.id or other.role != Role.STRUCK:
            continue
        apart = max(abs(inner.lat - place.lat), abs(inner.lon - place.lon))
        if apart > _FAR_DEGREES and _stands_after(page, spot, [other]):
            return other
    return None


def _is_tail(page: Page, spot: Spot, others: list[Spot]) -> bool:
    """Whether a name only closes a line: "raid on X - Y province"."""
    return (
        spot.start > 0
        and page.words[spot.start - 1] in {"-", "–", "—", "|"}
        and page.starts[spot.start] > page.ends[spot.start - 1]
        and all(other.root < spot.start for other in others)
    )


def _lift_headings(page: Page, spots: list[Spot], events: list[Event]) -> None:
    """Read "X: air strikes leave many wounded": the line's heading is where it struck."""
    placed = {spot.event for spot in spots if spot.role == Role.STRUCK}
    for number, event in enumerate(events):
        if number in placed or event.irrealis or event.talk_only:
            continue
        start, _ = page.sentences[event.sentence]
        mark = next(
            (
                token
                for token in range(start, min(start + 9, len(page)))
                if page.words[token] in {":", "|", "||"}
            ),
            None,
        )
        if mark is None or mark > event.anchor:
            continue
        heads = [
            spot
            for spot in spots
            if spot.sentence == event.sentence
            and spot.root < mark
            and spot.place
            and spot.place.kind != PlaceKind.COUNTRY
            and spot.resolution.mention.label not in {"demonym", "organization"}
            and spot.role == Role.OTHER
        ]
        for spot in heads:
            spot.role, spot.event = Role.CONTAINER, number
        if heads:
            heads[-1].role = Role.STRUCK


def _holds(page: Page, spot: Spot, group: list[Spot]) -> bool:
    """Whether another struck place lies in this country, sea or province."""
    place = spot.place
    assert place is not None
    rank = _COARSE[place.kind]
    for other in group:
        inner = other.place
        if inner is None or other is spot or _COARSE.get(inner.kind, 0) >= rank:
            continue
        if place.kind == PlaceKind.SEA:
            continue
        if place.kind == PlaceKind.COUNTRY and place.country == inner.country:
            return True
        if (
            place.kind == PlaceKind.ADMIN1
            and place.country == inner.country
            and (
                not inner.admin1
                or inner.admin1 in {place.name, place.admin1}
                or _stands_after(page, spot, [other])
            )
        ):
            return True
    return False


def _stands_after(page: Page, spot: Spot, group: list[Spot]) -> bool:
    """Whether a name follows another as its surroundings: "X, Y", "X in Y", "X of Y"."""
    for other in group:
        if other is spot or other.sentence != spot.sentence:
            continue
        if page.dep[spot.root] == "pobj" and _hangs_on(page, spot.root, other.root):
            return True
        if (
            page.dep[spot.root] == "appos"
            and page.head[spot.root] == other.root
            and page.words[spot.start - 1] in {",", "("}
        ):
            return not _in_list(page, spot, group)
    return False


def _hangs_on(page: Page, root: int, other: int) -> bool:
    """Whether "… in Y" hangs on X itself, or on "the district of" X's kind."""
    above = page.head[page.head[root]]
    if above == other or (page.head[other] == above and page.dep[other] == "compound"):
        return True
    if page.lemmas[above] in _SURROUNDINGS:
        return page.head[page.head[above]] == other
    return False


def _in_list(page: Page, spot: Spot, group: list[Spot]) -> bool:
    """Whether commas and "and" join the names: a list of equals."""
    low = min(other.start for other in group)
    high = max(other.root for other in group)
    return "and" in page.words[low:high] and spot.root <= high
