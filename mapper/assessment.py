"""What the claims on one strike say to five questions, each with its status and reasons."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from mapper.events import Event, is_quantity, named_attackers, report_key, to_window
from mapper.model import Assessment, Claim, Side, Stance, Status, Value
from mapper.weighing import (
    GENERIC_FIGHTERS,
    Evidence,
    compatible_attackers,
    compatible_holders,
    compatible_targets,
    is_armed,
    is_holder,
    weigh,
)

__all__ = [
    "assess_attacker",
    "assess_civilian_harm",
    "assess_control",
    "assess_occurrence",
    "assess_target",
]

_HARM_WORDS = ("civilians", "children", "women")


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
        if claim.attribute == "target" and is_holder(claim.value) and not _only_says_unarmed(claim)
    ]
    direct = reader.direct("control")
    held = {item.value for item in direct if item.stance is Stance.ASSERTS}
    # a man who was no fighter may die in a town that they hold
    implied = [i for i in implied if i.stance is Stance.ASSERTS or i.value not in held]
    return weigh("control", direct + implied, compatible_holders)


def _only_says_unarmed(claim: Claim) -> bool:
    """Whether a claim says that nobody armed was hit: so may the dead of a held town be."""
    return claim.stance is Stance.DENIES and claim.value in GENERIC_FIGHTERS


def assess_target(event: Event, origins: Mapping[str, str], own: frozenset[str]) -> Assessment:
    """Return what or who was hit.

    Whoever says that a party was not there denies that it was hit, and whoever counts dead
    fighters says that fighters were. Whoever counts civilians among the dead, and no fighter,
    contradicts an attacker who says that it hit fighters.
    """
    reader = _Reader(event, origins, own)
    told = [item for item in reader.direct("target") if not _is_of_another(event, item)]
    absent = [
        reader.item(claim, claim.value, implied=True)
        for claim in event.claims
        if claim.attribute == "control" and claim.stance is Stance.DENIES
    ]
    fighters = [
        reader.item(claim, "militants", implied=True)
        for claim in event.local
        if claim.attribute == "militants_killed" and _tells_of_strike(claim)
    ]
    dead = _civilian_dead(reader, told + fighters)
    return weigh("target", [*told, *absent, *fighters, *dead], compatible_targets)


def _is_of_another(event: Event, item: Evidence) -> bool:
    """Whether others say that a thing was hit and not that it was here: a school has a place."""
    general = any(item.claim.id == claim.id for claim in event.general)
    return general and not is_holder(item.value) and item.claim.side is not Side.ATTACKER


def _civilian_dead(reader: _Reader, told: Sequence[Evidence]) -> list[Evidence]:
    """Counts of dead civilians by those who tell of no fighter, where the attacker does."""
    armed = [item for item in told if item.stance is Stance.ASSERTS and is_armed(item.value)]
    if all(item.camp is not Side.ATTACKER for item in armed):
        return []
    dead = [
        reader.item(claim, "civilians", implied=True)
        for claim in reader.event.local
        if (_counts_civilians(claim) or claim.attribute == "civilian_harm")
        and claim.value
        and claim.stance is Stance.ASSERTS
    ]
    mixed = {item.origin for item in armed}
    # an ally on whose ground the dead lie speaks for them
    others = [item for item in dead if item.claim.side is not Side.ATTACKER]
    return [item for item in others if item.origin not in mixed]


def assess_occurrence(event: Event, origins: Mapping[str, str], own: frozenset[str]) -> Assessment:
    """Return whether the strike took place; its effects and the attacker's account imply it."""
    reader = _Reader(event, origins, own)
    effects = [claim for claim in event.local if _tells_of_strike(claim) or _owns_deed(claim)]
    implied = [reader.item(claim, True, implied=True) for claim in effects + _owned_up(event)]
    return weigh("occurrence", _as_true(reader.direct("occurrence")) + implied, _always)


def _tells_of_strike(claim: Claim) -> bool:
    told = claim.attribute == "target" or (is_quantity(claim) and bool(claim.value))
    return told and claim.stance is Stance.ASSERTS


def _owns_deed(claim: Claim) -> bool:
    """Whether the attacker claims responsibility."""
    own = claim.attribute == "attacker" and claim.stance is Stance.ASSERTS
    return own and claim.side is Side.ATTACKER and claim.value in claim.attackers


def _owned_up(event: Event) -> list[Claim]:
    """General claims in which the attacker tells what it struck, beside a report of this strike.

    Only with a day of its own, and only in a report that tells of this place: "we always aim
    at militants" owns up to nothing.
    """
    reports = {report_key(claim) for claim in event.local}
    return [
        claim
        for claim in event.general
        if claim.side is Side.ATTACKER
        and _tells_of_strike(claim)
        and to_window(claim.when)
        and report_key(claim) in reports
    ]


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
            meant = names or (event.attackers if is_armed(claim.value) else ())
            if _tells_own_work(claim) and len(meant) == 1:
                evidence.append(reader.item(claim, meant[0], implied=True))
            continue
        if len(names) == 1 and (claim.stance is Stance.ASSERTS or claim.side is Side.ATTACKER):
            evidence.append(reader.item(claim, names[0], implied=True))
        elif claim.stance is Stance.ASSERTS:
            open_choices.append(claim)
    owned = [(claim, claim.attackers) for claim in _owned_up(event)]
    evidence += [reader.item(c, names[0], implied=True) for c, names in owned if len(names) == 1]
    evidence += _borne_out(reader, evidence)
    evidence = _without_withdrawn(evidence)
    verdict = weigh("attacker", evidence, compatible_attackers)
    return _leave_open(verdict, open_choices) if open_choices else verdict


def _without_withdrawn(evidence: Sequence[Evidence]) -> list[Evidence]:
    """Drop the denials of an attacker who owns up as well: "first denied it" is taken back."""
    # who "is not responsible for two strikes" has counted none of his own
    owned = {_of_whom(i) for i in evidence if _owns(i) and i.claim.attribute not in _WORK}
    denied = {_of_whom(i) for i in evidence if i.stance is Stance.DENIES} - owned
    return [
        item
        for item in evidence
        if (item.stance is not Stance.DENIES or _of_whom(item) in denied)
        and (item.claim.attribute not in _WORK or _of_whom(item) not in denied)
    ]


def _of_whom(item: Evidence) -> tuple[str, Value]:
    return item.claim.claimant, item.value


def _owns(item: Evidence) -> bool:
    return item.claim.side is Side.ATTACKER and item.stance is Stance.ASSERTS


def _borne_out(reader: _Reader, evidence: Sequence[Evidence]) -> list[Evidence]:
    """Others who tell of a strike or its effects and name nobody, where the attacker owns up."""
    owned = [item for item in evidence if _owns(item)]
    if not owned:
        return []
    return [
        reader.item(claim, owned[0].value, implied=True)
        for claim in reader.event.local
        if (claim.attribute == "occurrence" or _tells_of_strike(claim))
        and claim.stance is Stance.ASSERTS
        and claim.side is not Side.ATTACKER
        and set(named_attackers(claim)) <= {owned[0].value}
    ]


_WORK = frozenset({"munitions", "sorties", "missiles_on_target", "militants_killed"})


def _tells_own_work(claim: Claim) -> bool:
    """Whether the attacker itself tells what it hit here, or with what, and so that it struck.

    Whoever counts the bombs or the dead fighters does; who counts other dead may be the accused.
    """
    if claim.side is not Side.ATTACKER or claim.stance is not Stance.ASSERTS:
        return False
    return claim.attribute == "target" or (claim.attribute in _WORK and bool(claim.value))


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
