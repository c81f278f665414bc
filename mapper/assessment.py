"""What the claims on one strike amount to: five statuses, ranges of figures, and a grade.

Statuses follow the words of the design: `claimed` one story that nobody contradicts,
`questioned` doubted but not contradicted, `disputed` incompatible assertions or a denial by
another origin, `corroborated` independent origins of different sides agree and nobody denies
or doubts, `unknown` nobody says. Every answer carries the claims it rests on and its reasons.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from mapper.events import Event, is_quantity, named_attackers, shares_attacker
from mapper.model import Assessment, CasualtyRange, Claim, Side, Stance, Status, Value

__all__ = [
    "Evidence",
    "assess_attacker",
    "assess_civilian_harm",
    "assess_control",
    "assess_occurrence",
    "assess_target",
    "compatible_attackers",
    "compatible_holders",
    "compatible_targets",
    "grade_harm",
    "range_casualties",
    "weigh",
]

GENERIC_FIGHTERS = frozenset({"militants", "armed groups", "Palestinian militants"})
"""Words that may mean any armed group which is not a state's army."""

STATE_FORCES = frozenset({"government", "Sudanese army", "GNA"})

CIVIL_OBJECTS = frozenset(
    {
        "apartment",
        "bakery",
        "camp",
        "church",
        "civilians",
        "clinic",
        "funeral",
        "home",
        "homes",
        "hospital",
        "house",
        "houses",
        "market",
        "mosque",
        "residential area",
        "school",
        "shelter",
        "wedding",
    }
)
"""Nobody who hits one of these on purpose hits fighters; and the other way round."""

NEUTRAL_OBJECTS = frozenset(
    {
        "base",
        "bridge",
        "building",
        "bunker",
        "depot",
        "facility",
        "factory",
        "headquarters",
        "infrastructure",
        "launcher",
        "position",
        "post",
        "route",
        "site",
        "target",
        "tunnel",
        "unit",
        "vehicle",
    }
)
"""Things that any party may own: they say what was hit, not whose it was."""

_IMPLIED_BY = {
    "control": "what was hit",
    "target": "who was there",
    "attacker": "who is named in telling of the strike",
    "occurrence": "its counted effects",
    "civilian_harm": "the counts of dead and wounded",
}

_HARM_WORDS = ("civilians", "children", "women")
_COUNTED = ("_killed", "_wounded", "_missing")
_CAMPS = {Side.ATTACKER_ALLY: Side.ATTACKER}


@dataclass(frozen=True, slots=True)
class Evidence:
    """One claim as it bears on one question; `implied` when it answers another one."""

    claim: Claim
    value: Value
    stance: Stance
    origin: str
    implied: bool = False
    own_voice: bool = False

    @property
    def camp(self) -> Side:
        """The side that counts for corroboration: an ally adds no side to the attacker's."""
        return _CAMPS.get(self.claim.side, self.claim.side)


def compatible_holders(one: Value, other: Value) -> bool:
    """Whether ground or fighters of one name can be those of the other."""
    if one == other:
        return True
    names = {one, other}
    return bool(names & GENERIC_FIGHTERS) and not names & (STATE_FORCES | CIVIL_OBJECTS)


def compatible_targets(one: Value, other: Value) -> bool:
    """Whether two accounts of what was hit can both be true."""
    if {one, other} & NEUTRAL_OBJECTS:
        return True
    if one in CIVIL_OBJECTS and other in CIVIL_OBJECTS:
        return True
    return compatible_holders(one, other)


def compatible_attackers(one: Value, other: Value) -> bool:
    """Whether two names of an attacker can mean one: a coalition and its member."""
    return shares_attacker([str(one)], [str(other)])


def weigh(
    attribute: str,
    evidence: Sequence[Evidence],
    compatible: Callable[[Value, Value], bool],
) -> Assessment:
    """Return the status of one question with the claims and reasons behind it.

    Parameters
    ----------
    attribute
        The question: control, target, attacker, occurrence or civilian_harm.
    evidence
        What every claim says on it, in catalog order.
    compatible
        Whether two values can both be true.
    """
    told = _by_value(evidence, Stance.ASSERTS)
    denials = [item for item in evidence if item.stance is Stance.DENIES]
    doubts = [item for item in evidence if item.stance is Stance.DOUBTS]
    main = _main_value(told)
    conflicts = _conflicts(told, compatible)
    answered = [item for item in denials if _meets(item, told, evidence)]
    values = sorted(told, key=lambda value: (value != main, str(value)))
    opposing = [value for value in values if (main, value) in conflicts]
    refused = sorted({f"not {_word(attribute, item.value)}" for item in answered})
    reasons = [
        *(_conflict_reason(told, main, value) for value in opposing),
        *_denial_reasons(attribute, answered),
    ]
    if conflicts or answered:
        status = Status.DISPUTED
        reasons = reasons or ["the accounts cannot all be true"]
    elif doubted := [item for item in doubts if not told or _doubts_told(item, told)]:
        status = Status.QUESTIONED
        names = sorted({item.claim.claimant for item in doubted})
        reasons = [f"doubted by {', '.join(names)}"]
    elif told:
        status, reasons = _agreement(told, compatible)
    else:
        return Assessment(attribute, Status.UNKNOWN, reasons=("nobody says",))
    if any(item.implied for item in evidence):
        reasons.append(f"in part implied by {_IMPLIED_BY[attribute]}")
    rivals = {str(value) for pair in conflicts for value in pair} - {str(v) for v in opposing}
    disputers = [*map(str, opposing), *sorted(rivals - {str(main)}), *refused]
    return Assessment(
        attribute=attribute,
        status=status,
        claimed=tuple(str(value) for value in values if str(value) not in disputers),
        disputed_by=tuple(disputers),
        claims=tuple(dict.fromkeys(item.claim.id for item in evidence)),
        reasons=tuple(dict.fromkeys(reasons)),
    )


Told = dict[Value, list[Evidence]]


def _by_value(evidence: Iterable[Evidence], stance: Stance) -> Told:
    told: Told = defaultdict(list)
    for item in evidence:
        if item.stance is stance:
            told[item.value].append(item)
    return dict(told)


def _origins(items: Iterable[Evidence]) -> set[str]:
    return {item.origin for item in items}


def _main_value(told: Told) -> Value:
    """Return the attacker's own account if there is one, else what most origins say."""

    def rank(value: Value) -> tuple[int, bool, int, str]:
        items = told[value]
        official = _origins(item for item in items if item.camp is Side.ATTACKER)
        explicit = any(not item.implied for item in items)
        return (-len(official), not explicit, -len(_origins(items)), str(value))

    return min(told, key=rank, default=None)


def _conflicts(told: Told, compatible: Callable[[Value, Value], bool]) -> set[tuple[Value, Value]]:
    """Pairs of values that cannot both be true and that different origins stand for."""
    pairs = set()
    for one in told:
        for other in told:
            if one != other and not compatible(one, other):
                left, right = _origins(told[one]), _origins(told[other])
                if left - right and right - left:
                    pairs.add((one, other))
    return pairs


def _meets(denial: Evidence, told: Told, evidence: Sequence[Evidence]) -> bool:
    """Whether a denial makes a dispute.

    It does when another origin asserts what it denies. Where nobody asserts anything, it
    still answers an assertion that is not among these reports.
    """
    asserted = [
        item
        for value, items in told.items()
        if value == denial.value or denial.value in GENERIC_FIGHTERS
        for item in items
    ]
    if asserted:
        return any(item.origin != denial.origin for item in asserted)
    return not told


def _doubts_told(doubt: Evidence, told: Told) -> bool:
    return any(value == doubt.value for value in told) or not isinstance(doubt.value, str)


def _agreement(told: Told, compatible: Callable[[Value, Value], bool]) -> tuple[Status, list[str]]:
    for value in sorted(told, key=str):
        items = [item for other in told if compatible(value, other) for item in told[other]]
        items = _without_echoes(items)
        camps = {item.camp for item in items} - {Side.UNKNOWN}
        if len(_origins(items)) > 1 and len(camps) > 1:
            names = sorted({item.claim.claimant for item in items})
            return Status.CORROBORATED, [f"independent sides agree: {', '.join(names)}"]
    count = len(_origins(item for items in told.values() for item in items))
    if count == 1:
        return Status.CLAIMED, ["one origin says so and nobody contradicts it"]
    return Status.CLAIMED, ["nobody contradicts it, but no two sides confirm it independently"]


def _without_echoes(items: Sequence[Evidence]) -> list[Evidence]:
    """Drop a report's own voice where it names somebody as the source of the same thing."""
    attributed = {item.claim.report_sha256 for item in items if not item.own_voice}
    return [
        item for item in items if not item.own_voice or item.claim.report_sha256 not in attributed
    ]


def _word(attribute: str, value: Value) -> str:
    return attribute.replace("_", " ") if isinstance(value, bool) or value is None else str(value)


def _conflict_reason(told: Told, main: Value, value: Value) -> str:
    here = ", ".join(sorted({item.claim.claimant for item in told[main]}))
    there = ", ".join(sorted({item.claim.claimant for item in told[value]}))
    return f"{main} ({here}) against {value} ({there})"


def _denial_reasons(attribute: str, denials: Sequence[Evidence]) -> Iterator[str]:
    said: dict[str, set[str]] = defaultdict(set)
    for item in denials:
        said[_word(attribute, item.value)].add(item.claim.claimant)
    for word in sorted(said):
        yield f"not {word} ({', '.join(sorted(said[word]))})"


class _Reader:
    """Turn the claims of an event into evidence for one question."""

    def __init__(self, event: Event, origins: Mapping[str, str], own: frozenset[str]) -> None:
        self.event, self._origins, self._own = event, origins, own

    def item(
        self, claim: Claim, value: Value, *, stance: Stance | None = None, implied: bool = False
    ) -> Evidence:
        origin = self._origins.get(claim.id, claim.origin)
        own = claim.id in self._own
        return Evidence(claim, value, stance or claim.stance, origin, implied or claim.implied, own)

    def direct(self, attribute: str) -> list[Evidence]:
        return [
            self.item(claim, claim.value)
            for claim in self.event.claims
            if claim.attribute == attribute
        ]


def assess_control(event: Event, origins: Mapping[str, str], own: frozenset[str]) -> Assessment:
    """Return who held the place, from control claims and, implied, from target claims."""
    reader = _Reader(event, origins, own)
    implied = [
        reader.item(claim, claim.value, implied=True)
        for claim in event.claims
        if claim.attribute == "target" and _is_holder(claim.value)
    ]
    return weigh("control", reader.direct("control") + implied, compatible_holders)


def _is_holder(value: Value) -> bool:
    return isinstance(value, str) and value not in CIVIL_OBJECTS | NEUTRAL_OBJECTS


def assess_target(event: Event, origins: Mapping[str, str], own: frozenset[str]) -> Assessment:
    """Return what or who was hit; whoever says that a party was not there denies it was hit."""
    reader = _Reader(event, origins, own)
    absent = [
        reader.item(claim, claim.value, implied=True)
        for claim in event.claims
        if claim.attribute == "control" and claim.stance is Stance.DENIES
    ]
    return weigh("target", reader.direct("target") + absent, compatible_targets)


def assess_occurrence(event: Event, origins: Mapping[str, str], own: frozenset[str]) -> Assessment:
    """Return whether the strike took place; damage and dead of a local claim imply that it did."""
    reader = _Reader(event, origins, own)
    evidence = reader.direct("occurrence")
    implied = [
        reader.item(claim, True, implied=True)
        for claim in event.local
        if is_quantity(claim) and claim.stance is Stance.ASSERTS and claim.value
    ]
    return weigh("occurrence", _as_true(evidence) + implied, _always)


def _as_true(evidence: Iterable[Evidence]) -> list[Evidence]:
    return [
        Evidence(item.claim, True, item.stance, item.origin, item.implied, item.own_voice)
        for item in evidence
    ]


def _always(one: Value, other: Value) -> bool:
    return True


def assess_attacker(event: Event, origins: Mapping[str, str], own: frozenset[str]) -> Assessment:
    """Return who attacked, from attacker claims and from who is named in telling of the strike.

    One who leaves two names open ("either A or B") disputes the attacker by doing so, and so
    does an accused side that denies that it struck.
    """
    reader = _Reader(event, origins, own)
    evidence = [item for item in reader.direct("attacker") if isinstance(item.value, str)]
    open_choices = []
    for claim in event.local:
        names = named_attackers(claim)
        if claim.attribute != "occurrence" or not names:
            continue
        if len(names) == 1 and (claim.stance is Stance.ASSERTS or claim.side is Side.ATTACKER):
            evidence.append(reader.item(claim, names[0], implied=True))
        elif claim.stance is Stance.ASSERTS:
            open_choices.append(claim)
    verdict = weigh("attacker", evidence, compatible_attackers)
    return _leave_open(verdict, open_choices) if open_choices else verdict


def _leave_open(verdict: Assessment, choices: Sequence[Claim]) -> Assessment:
    names = dict.fromkeys(name for claim in choices for name in claim.attackers)
    claimed = verdict.claimed or tuple(names)[:1]
    others = [name for name in names if name not in claimed]
    told = " or ".join(names)
    return Assessment(
        attribute="attacker",
        status=Status.DISPUTED,
        claimed=claimed,
        disputed_by=tuple(dict.fromkeys([*verdict.disputed_by, *others])),
        claims=tuple(dict.fromkeys([*verdict.claims, *(claim.id for claim in choices)])),
        reasons=(*verdict.reasons, f"{choices[0].claimant} leaves open: {told}"),
    )


def assess_civilian_harm(
    event: Event, origins: Mapping[str, str], own: frozenset[str]
) -> Assessment:
    """Return whether civilians were hurt, from what is said of it and from the figures."""
    reader = _Reader(event, origins, own)
    evidence = _as_true(reader.direct("civilian_harm"))
    for claim in event.claims:
        if _counts_civilians(claim):
            stance = claim.stance if claim.value else Stance.DENIES
            evidence.append(reader.item(claim, True, stance=stance, implied=True))
    return weigh("civilian_harm", evidence, _always)


def _counts_civilians(claim: Claim) -> bool:
    word, _, outcome = claim.attribute.rpartition("_")
    return is_quantity(claim) and word in _HARM_WORDS and outcome in {"killed", "wounded"}


def range_casualties(
    event: Event, shared: Mapping[str, Sequence[str]]
) -> tuple[CasualtyRange, ...]:
    """Return both ends of every count, with the claims behind each; nothing is ever summed.

    Parameters
    ----------
    event
        The strike's claims.
    shared
        Claim id -> ids of every strike it is about. A figure about several strikes is one
        joint total: it keeps its own range beside the figures of this strike alone.
    """
    strike_id = event.id
    filed: dict[tuple[str, bool], list[Claim]] = defaultdict(list)
    for claim in event.claims:
        counts = claim.attribute.endswith(_COUNTED) or claim.attribute in {"killed", "wounded"}
        if counts and is_quantity(claim) and claim.stance is Stance.ASSERTS:
            several = len(shared.get(claim.id, ())) > 1
            filed[claim.attribute, several].append(claim)
    return tuple(
        _range_of(attribute, claims, shared if several else {}, strike_id)
        for (attribute, several), claims in sorted(filed.items())
    )


def _range_of(
    attribute: str, claims: Sequence[Claim], shared: Mapping[str, Sequence[str]], strike_id: str
) -> CasualtyRange:
    ends = [(claim, *_ends(claim)) for claim in claims]
    low = min(bottom for _, bottom, _ in ends)
    high = max(top for _, _, top in ends)
    partners = {there for claim in claims for there in shared.get(claim.id, ())} - {strike_id}
    return CasualtyRange(
        attribute=attribute,
        low=low,
        high=high,
        at_least=any(claim.at_least for claim, _, top in ends if top == high),
        joint_with=tuple(sorted(partners)),
        claims=tuple(claim.id for claim in claims),
        low_claims=tuple(claim.id for claim, bottom, _ in ends if bottom == low),
        high_claims=tuple(claim.id for claim, _, top in ends if top == high),
    )


def _ends(claim: Claim) -> tuple[float, float]:
    said = float(claim.value) if isinstance(claim.value, (int, float)) else 0.0
    low = said if claim.low is None else claim.low
    high = said if claim.high is None else claim.high
    return min(low, high, said), max(low, high, said)


def grade_harm(
    harm: Assessment, attack: Assessment, event: Event, origins: Mapping[str, str]
) -> tuple[str | None, str]:
    """Return the grade that Airwars' published rules would give to the civilian harm.

    Confirmed: a belligerent accepts responsibility. Contested: several belligerents are named
    for it. Fair: two or more independent sources and an attacker who is known to have acted
    there. Weak: a single source. Discounted: whoever first told of the harm takes it back.
    After the grading published at airwars.org/about/methodology, in our own words; their
    researchers also weigh credibility, which a program must not pretend to.

    Returns
    -------
    tuple
        The grade, None when nobody tells of civilian harm, and the rule that fired.
    """
    by_id = {claim.id: claim for claim in event.claims}
    told = [by_id[claim_id] for claim_id in harm.claims]
    asserted = [c for c in told if c.stance is Stance.ASSERTS and c.value not in (0, False)]
    if not asserted:
        return None, "nobody says that civilians were hurt"
    sources = {origins.get(claim.id, claim.origin) for claim in asserted}
    denied = {origins.get(c.id, c.origin) for c in told if c.stance is Stance.DENIES}
    admitted = any(claim.side is Side.ATTACKER and not claim.hedged for claim in asserted)
    named = [*attack.claimed, *attack.disputed_by]
    several = f"{len(sources)} independent sources"
    rules = (
        (admitted, "confirmed", "the attacker's own side says that civilians were hurt"),
        (sources <= denied, "discounted", "everyone who told of the harm also denies it"),
        (
            attack.status is Status.DISPUTED and len(set(named)) > 1,
            "contested",
            f"more than one belligerent is named: {', '.join(named)}",
        ),
        (
            len(sources) > 1 and event.attacker is not None,
            "fair",
            f"{several}, and {event.attacker} is named",
        ),
        (len(sources) > 1, "weak", f"{several}, but no attacker is known"),
        (True, "weak", f"a single source: {', '.join(sorted(sources))}"),
    )
    return next((grade, reason) for fired, grade, reason in rules if fired)
