"""Where a claimant stands, relative to the attacker of the strike that the claim is about."""

from __future__ import annotations

from mapper.claims.speakers.speaker import Speaker
from mapper.claims.tables import Lexicon
from mapper.model import Side

__all__ = ["side_of", "speaks_for"]

_BY_KIND = {
    "media": Side.MEDIA,
    "state_media": Side.MEDIA,
    "monitor": Side.MONITOR,
    "un": Side.THIRD_PARTY,
    "ngo": Side.THIRD_PARTY,
    "expert": Side.THIRD_PARTY,
    "other": Side.THIRD_PARTY,
    "opposition": Side.DEFENDER,
    "fighter": Side.DEFENDER,
}


def _names(row: dict[str, str], column: str) -> set[str]:
    return {name for name in (row.get(column) or "").split("|") if name}


def side_of(
    speaker: Speaker, attackers: tuple[str, ...], country: str | None, lexicon: Lexicon
) -> Side:
    """Return the side of a speaker; unknown attackers leave only what the post itself says."""
    actor = lexicon.actors.get(speaker.actor or "")
    if speaker.kind == "local":
        return Side.LOCAL
    if actor and speaker.kind not in {"media", "state_media", "monitor", "un", "ngo", "opposition"}:
        side = _side_of_actor(actor, attackers, country, lexicon)
        if side != Side.UNKNOWN and not (side == Side.DEFENDER and speaker.kind == "health"):
            return side
    if speaker.kind == "health":
        return Side.LOCAL
    return _BY_KIND.get(speaker.kind, Side.THIRD_PARTY if actor and attackers else Side.UNKNOWN)


def speaks_for(actor: str, name: str, lexicon: Lexicon) -> bool:
    """Whether an actor answers for another: itself, its own army, the coalition that it leads."""
    one, other = lexicon.actors.get(actor), lexicon.actors.get(name)
    if actor == name or one is None or other is None:
        return actor == name
    return _leads(one, other) or _is_army_of(one, other) or _is_army_of(other, one)


def _is_army_of(army: dict[str, str], state: dict[str, str]) -> bool:
    at_home = army["kind"] == "armed" and army["country"] == state["country"]
    return at_home and state["kind"] == "state" and army["holder"] == state["holder"]


def _leads(actor: dict[str, str], other: dict[str, str]) -> bool:
    """Whether one is a coalition and the other one the state that leads it."""
    kinds = {actor["kind"], other["kind"]}
    return kinds == {"coalition", "state"} and bool(
        actor["country"] and actor["country"] == other["country"]
    )


def _side_of_actor(
    actor: dict[str, str], attackers: tuple[str, ...], country: str | None, lexicon: Lexicon
) -> Side:
    if not attackers:
        return Side.UNKNOWN
    rows = [lexicon.actors[name] for name in attackers if name in lexicon.actors]
    if any(speaks_for(actor["name"], name, lexicon) for name in attackers):
        return Side.ATTACKER
    for row in rows:
        name = row["name"]
        if actor["name"] in _names(row, "foes") or name in _names(actor, "foes"):
            return Side.DEFENDER
        if actor["name"] in _names(row, "allies") or name in _names(actor, "allies"):
            return Side.ATTACKER_ALLY
    if country and actor["country"] == country:
        return Side.DEFENDER
    return Side.THIRD_PARTY
