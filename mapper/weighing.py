"""How accounts on one question are weighed: who says what, and whether all can be true.

Statuses follow the words of the design: `claimed` one story that nobody contradicts,
`questioned` doubted but not contradicted, `disputed` incompatible assertions or a denial by
another origin, `corroborated` independent origins of different sides agree and nobody denies
or doubts, `unknown` nobody says. Every answer carries the claims it rests on and its reasons.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from mapper.events import shares_attacker
from mapper.model import Assessment, Claim, Side, Stance, Status, Value

__all__ = [
    "GENERIC_FIGHTERS",
    "Evidence",
    "compatible_attackers",
    "compatible_holders",
    "compatible_targets",
    "is_armed",
    "is_holder",
    "weigh",
]

GENERIC_FIGHTERS = frozenset({"militants", "armed groups", "Palestinian militants"})
"""Words that may mean any armed group which is not a state's army."""

SAME_PEOPLE = frozenset(
    {
        frozenset({"rebels", "Houthis"}),
        frozenset({"rebels", "separatists"}),
        frozenset({"PKK", "Kurdish forces"}),
        frozenset({"Nusra", "al-Qaeda"}),
        frozenset({"Hezbollah", "Iran-backed militias"}),
        frozenset({"Iranian forces", "Iran-backed militias"}),
        frozenset({"government", "Sudanese army"}),
        frozenset({"government", "GNA"}),
    }
)
"""Two names that reports use for the same people, or for one and what it is part of."""


@lru_cache(maxsize=1)
def _things() -> dict[str, str]:
    """Return whose the things are that strikes hit: a market is civil, a depot military.

    Nobody who hits the one on purpose hits the other.
    """
    from mapper.claims.tables import load_lexicon

    kinds = {"home": "civil", "peaceful": "civil", "warlike": "military"}
    rows = load_lexicon().rows["objects"]
    return {row["target"]: kinds.get(row["kind"], row["kind"]) for row in rows}


def is_civil(value: Value) -> bool:
    """Whether a value names what no fighter is: a market, a school, the dead villagers."""
    return _things().get(str(value)) == "civil"


def is_armed(value: Value) -> bool:
    """Whether a value names a party that holds ground, or its depots and posts."""
    return is_holder(value) or _things().get(str(value)) == "military"


@lru_cache(maxsize=1)
def _holders() -> frozenset[str]:
    """Return every name under which the lexicon knows a party that holds ground."""
    from mapper.claims.tables import load_lexicon

    rows = load_lexicon().rows
    actors = {row[column] for row in rows["actors"] for column in ("holder", "name")}
    return frozenset(actors | {row["holder"] for row in rows["holders"]})


@lru_cache(maxsize=1)
def _state_forces() -> frozenset[str]:
    """Return the names under which armies of states and coalitions hold ground."""
    from mapper.claims.tables import load_lexicon

    actors = load_lexicon().rows["actors"]
    states = {row["holder"] for row in actors if row["kind"] in {"state", "coalition"}}
    return frozenset(states | {"government", "GNA"}) - GENERIC_FIGHTERS


_IMPLIED_BY = {
    "control": "what was hit",
    "target": "who was there and who died",
    "attacker": "who is named in telling of the strike",
    "occurrence": "its effects or the attacker's account",
    "civilian_harm": "the counts of dead and wounded",
}

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
    names = frozenset({one, other})
    if len(names) == 1 or names in SAME_PEOPLE:
        return True
    return bool(names & GENERIC_FIGHTERS) and not (
        names & _state_forces() or is_civil(one) or is_civil(other)
    )


def compatible_targets(one: Value, other: Value) -> bool:
    """Whether two accounts of what was hit can both be true."""
    parties = [is_holder(value) for value in (one, other)]
    if all(parties):
        return compatible_holders(one, other)
    # a depot may be anybody's; a market is no fighter's
    return not ((is_civil(one) and is_armed(other)) or (is_civil(other) and is_armed(one)))


def is_holder(value: Value) -> bool:
    """Whether a value names a party that holds ground, not a thing that was hit.

    Parties of the lexicon do, and so do other proper names; things are common words.
    """
    if not isinstance(value, str) or is_civil(value):
        return False
    return value in _holders() or value[:1].isupper()


def compatible_attackers(one: Value, other: Value) -> bool:
    """Whether two names of an attacker can mean one: a coalition's member, a state's own army."""
    return shares_attacker([str(one)], [str(other)]) or _is_army_of(str(one), str(other))


def _is_army_of(one: str, other: str) -> bool:
    """Whether one of two names is a state and the other one its army."""
    from mapper.claims.tables import load_lexicon

    actors = load_lexicon().actors
    rows = [actors[name] for name in (one, other) if name in actors]
    states = [row for row in rows if row["kind"] == "state"]
    if len(rows) < 2 or len(states) != 1 or rows[0]["country"] != rows[1]["country"]:
        return False
    return bool({one, other} & set((states[0]["allies"] or "").split("|")))


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
    if not evidence:
        return Assessment(attribute, Status.UNKNOWN, reasons=("nobody says",))
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
        status, reasons = _agreement(attribute, told, compatible)
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

    if len(told) < 2:
        return next(iter(told), None)

    def rank(value: Value) -> tuple[int, bool, int, str]:
        items = told[value]
        official = _origins(item for item in items if item.camp is Side.ATTACKER)
        explicit = any(not item.implied for item in items)
        return (-len(official), not explicit, -len(_origins(items)), str(value))

    return min(told, key=rank, default=None)


def _conflicts(told: Told, compatible: Callable[[Value, Value], bool]) -> set[tuple[Value, Value]]:
    """Pairs of values that cannot both be true and that different origins stand for."""
    pairs: set[tuple[Value, Value]] = set()
    if len(told) < 2:
        return pairs
    origins = {value: _origins(items) for value, items in told.items()}
    for one in told:
        for other in told:
            if one != other and not compatible(one, other):
                left, right = origins[one], origins[other]
                if left - right and right - left:
                    pairs.add((one, other))
    return pairs


def _meets(denial: Evidence, told: Told, evidence: Sequence[Evidence]) -> bool:
    """Whether a denial makes a dispute.

    It does when another origin asserts what it denies. Where nobody asserts anything, or of a
    denied party only what things were hit, it still answers an assertion that is not among
    these reports.
    """
    asserted = [
        item
        for value, items in told.items()
        if value == denial.value or (denial.value in GENERIC_FIGHTERS and is_holder(value))
        for item in items
    ]
    if asserted:
        return any(item.origin != denial.origin for item in asserted)
    return not told or (is_holder(denial.value) and not any(map(is_holder, told)))


def _doubts_told(doubt: Evidence, told: Told) -> bool:
    return any(value == doubt.value for value in told) or not isinstance(doubt.value, str)


def _agreement(
    attribute: str, told: Told, compatible: Callable[[Value, Value], bool]
) -> tuple[Status, list[str]]:
    for value in sorted(told, key=str):
        items = [item for other in told if compatible(value, other) for item in told[other]]
        if attribute == "control":
            # that fighters were hit in a town bears out nobody's word that they held it
            items = [item for item in items if not item.implied]
        if len(items) < 2:
            continue
        items = _without_echoes(items, owned=attribute in {"attacker", "occurrence"})
        # somebody of unknown side stands apart from a known one, but two unknowns may be one
        camps = {item.camp for item in items}
        if len(camps) > 1 and len(_origins(items)) > 1:
            names = sorted({item.claim.claimant for item in items})
            return Status.CORROBORATED, [f"independent sides agree: {', '.join(names)}"]
    count = len(_origins(item for items in told.values() for item in items))
    if count == 1:
        return Status.CLAIMED, ["one origin says so and nobody contradicts it"]
    return Status.CLAIMED, ["nobody contradicts it, but no two sides confirm it independently"]


def _without_echoes(items: Sequence[Evidence], *, owned: bool) -> list[Evidence]:
    """Drop a report's own voice where it names somebody as the source of the same thing.

    An attacker that owns up to the strike is no such source (`owned`): the report told of it
    before.
    """
    attributed = {
        item.claim.report_sha256
        for item in items
        if not item.own_voice and not (owned and item.camp is Side.ATTACKER)
    }
    said = {_words_of(item) for item in items if not item.own_voice}
    echoes = {
        item.origin
        for item in items
        if item.own_voice and (item.claim.report_sha256 in attributed or _words_of(item) in said)
    }
    # by origin and not by report, so that a reprint does not bring an echo back
    return [item for item in items if not item.own_voice or item.origin not in echoes]


def _words_of(item: Evidence) -> tuple[str, int, int]:
    """Return where a claim is said: two in one sentence are one telling."""
    return item.claim.report_sha256, item.claim.start, item.claim.end


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
