"""The English names of months and weekdays, once for every room that reads days."""

from __future__ import annotations

__all__ = ["MONTHS", "MONTH_NAMES", "WEEKDAYS"]

MONTH_NAMES = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
"""Whole names, from January on."""

MONTHS: dict[str, int] = {
    **{name: number for number, name in enumerate(MONTH_NAMES, 1)},
    **{name[:3]: number for number, name in enumerate(MONTH_NAMES, 1)},
    "sept": 9,
}
"""Whole and shortened names -> number of the month, 1 to 12."""

WEEKDAYS: dict[str, int] = {
    name: number
    for number, name in enumerate(
        ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    )
}
"""Name -> number as datetime counts them, Monday 0."""
