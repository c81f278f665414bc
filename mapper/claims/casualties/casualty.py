"""A count of dead or wounded, and the name that people and outcome give it."""

from __future__ import annotations

from dataclasses import dataclass

from mapper.claims.quantities import Quantity

__all__ = ["Casualty", "attribute_of"]


@dataclass(frozen=True, slots=True)
class Casualty:
    """One counted group: attribute such as civilians_killed, and its number."""

    attribute: str
    quantity: Quantity | None
    token: int
    """Token at which the count stands, to tell whose words it is in."""
    detail: str | None
    value: object = None
    negated: bool = False
    harm_token: int = 0


def attribute_of(group: str, outcome: str) -> str | None:
    """Return what a count of such people with such an outcome is called."""
    if outcome == "casualties":
        return "casualties" if group in {"", "civilians"} else f"{group}_casualties"
    return f"{group}_{outcome}" if group else outcome
