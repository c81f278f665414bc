"""A correction as a record: what it says, and its row in a table that people edit."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import Any

import msgspec

from mapper.errors import QueryError
from mapper.frames import Column, Table
from mapper.model import Place, When

__all__ = [
    "CORRECTIONS",
    "Action",
    "Anchor",
    "ClaimAnchor",
    "Correction",
    "correction_from_row",
    "correction_row",
    "says_the_same",
    "undo_correction",
]


class Action(StrEnum):
    """What a correction does."""

    REJECT_CLAIM = "reject claim"
    MOVE_PLACE = "move place"
    MERGE_STRIKES = "merge strikes"
    SPLIT_STRIKE = "split strike"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class ClaimAnchor:
    """Where a claim stands, so that it is found again when its id has changed."""

    id: str
    sha256: str
    start: int
    end: int
    attribute: str


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a correction's target was when it was made."""

    claims: tuple[ClaimAnchor, ...] = ()
    strikes: tuple[str, ...] = ()
    place: Place | None = None
    key: str | None = None
    attackers: tuple[str, ...] = ()
    when: When | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    """One correction: its action on its target, and who made it, when and why.

    `target` is the id of a claim, place or strike, as the action wants. `into` is the strike
    that a merge keeps. A split gives the `claims` that leave and the `date`, `attacker` or
    point (`lat`, `lon`) that they go to.
    """

    id: str = ""
    action: Action = Action.NOTE
    target: str = ""
    into: str | None = None
    claims: tuple[str, ...] = ()
    lat: float | None = None
    lon: float | None = None
    uncertainty_km: float | None = None
    name: str | None = None
    date: dt.date | None = None
    attacker: str | None = None
    why: str = ""
    who: str = ""
    made_at: str = ""
    undone_at: str | None = None
    undone_by: str | None = None
    anchor: Anchor | None = None

    def describe(self) -> str:
        """Return the line that `explain` shows: day, person, what and why."""
        what = {
            Action.REJECT_CLAIM: "rejected a claim",
            Action.MOVE_PLACE: "moved the place",
            Action.MERGE_STRIKES: "merged strikes",
            Action.SPLIT_STRIKE: "split a strike",
            Action.NOTE: "noted",
        }[self.action]
        return f"{self.made_at[:10]} {self.who} {what}: {self.why}"


CORRECTIONS = Table(
    "corrections",
    "Analysts' corrections; add or edit rows here, they are applied at the next opening",
    (
        Column("id", "text", "left empty in a new row"),
        Column("action", "text", "reject claim, move place, merge strikes, split strike or note"),
        Column("target", "text", "id of the claim, place or strike"),
        Column("into", "text", "merge: id of the strike that stays"),
        Column("claims", "text", "split: ids of the claims that leave, joined by ;"),
        Column("lat", "real", "move or split: where to; or draw the point"),
        Column("lon", "real"),
        Column("uncertainty_km", "real"),
        Column("name", "text", "name of the new place"),
        Column("date", "date", "split: day of the new strike"),
        Column("attacker", "text", "split: attacker of the new strike"),
        Column("why", "text"),
        Column("who", "text"),
        Column("made_at", "text", "UTC"),
        Column("undone_at", "text", "UTC; a row with a time here is not applied"),
        Column("undone_by", "text"),
        Column("state", "text", "applied, undone, or why it could not be applied"),
        Column("anchor", "text", "how the target is found again after a rebuild"),
    ),
    spatial=True,
)


def says_the_same(one: Correction, other: Correction) -> bool:
    """Whether two corrections differ in nothing but their ids and times."""
    return _saying(one) == _saying(other)


def _saying(correction: Correction) -> Correction:
    # as it is read back from a table, where nothing and an empty text are one
    row = dict(zip(CORRECTIONS.names, correction_row(correction, None), strict=True))
    return replace(correction_from_row(row), id="", made_at="", anchor=None)


def undo_correction(correction: Correction, *, who: str, now: str) -> Correction:
    """Return the correction marked as undone; it stays on record."""
    if correction.undone_at:
        raise QueryError(f"correction {correction.id!r} was undone on {correction.undone_at}")
    return replace(correction, undone_at=now, undone_by=who)


def correction_row(correction: Correction, state: str | None) -> tuple[Any, ...]:
    """Return a correction as the columns of the `corrections` table."""
    cells: dict[str, Any] = {one.name: getattr(correction, one.name) for one in fields(correction)}
    cells["action"] = str(correction.action)
    cells["claims"] = "; ".join(correction.claims) or None
    cells["anchor"] = msgspec.json.encode(correction.anchor).decode() if correction.anchor else None
    cells["state"] = state
    return tuple(cells[name] for name in CORRECTIONS.names)


def correction_from_row(row: dict[str, Any]) -> Correction:
    """Return the correction of a row, which a person may have typed in.

    Raises
    ------
    QueryError
        For an action that does not exist, or a date or number that is none.
    """
    cells = {name: None if row.get(name) in ("", None) else row[name] for name in CORRECTIONS.names}
    try:
        action = Action(str(cells["action"] or "").strip().lower().replace("_", " "))
        anchor = cells["anchor"] and msgspec.json.decode(str(cells["anchor"]), type=Anchor)
        date = cells["date"] and dt.date.fromisoformat(str(cells["date"])[:10])
        numbers: dict[str, Any] = {
            name: _number(cells[name]) for name in ("lat", "lon", "uncertainty_km")
        }
    except (ValueError, msgspec.MsgspecError) as error:
        raise QueryError(f"not a correction: {error}") from error
    texts: dict[str, Any] = {
        name: str(cells[name]).strip() if cells[name] is not None else None
        for name in ("into", "name", "attacker", "undone_at", "undone_by")
    }
    plain: dict[str, Any] = {
        name: str(cells[name] or "").strip() for name in ("id", "target", "why", "who")
    }
    claims = tuple(one.strip() for one in str(cells["claims"] or "").split(";") if one.strip())
    return Correction(
        action=action,
        claims=claims,
        date=date,
        anchor=anchor or None,
        made_at=str(cells["made_at"] or ""),
        **plain,
        **texts,
        **numbers,
    )


_NUMBERS = ("lat", "lon", "uncertainty_km")
_PLAIN = ("id", "target", "why", "who")


def _number(value: Any) -> float | None:  # noqa: ANN401
    if value is None:
        return None
    number = float(value)
    return None if math.isnan(number) else number
