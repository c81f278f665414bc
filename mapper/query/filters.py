"""Which strikes a question is about: dates, attacker, status, holder, casualties."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mapper.errors import QueryError

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import pandas as pd

    Mask = npt.NDArray[np.bool_]

__all__ = ["STATUSES", "Filters"]

STATUSES = ("claimed", "questioned", "disputed", "corroborated", "unknown")


@dataclass(frozen=True, slots=True)
class Filters:
    """Which strikes a question is about; what is left out filters nothing.

    A strike whose date is a range passes when the range touches `date_from`..`date_to`; one
    without a date does not pass a filter on dates. `attacker` is any that a claim names,
    `status` the control status, `holder` a party that some claim says holds the place, and
    `min_killed` compares with the highest count of dead that anybody gives.
    """

    date_from: dt.date | None = None
    date_to: dt.date | None = None
    attacker: str | None = None
    status: str | None = None
    holder: str | None = None
    min_killed: float | None = None

    def __post_init__(self) -> None:
        if self.status is not None and self.status not in STATUSES:
            raise QueryError(f"unknown status {self.status!r}; use one of {', '.join(STATUSES)}")
        if self.date_from and self.date_to and self.date_from > self.date_to:
            raise QueryError(
                f"the period ends ({self.date_to}) before it begins ({self.date_from})"
            )

        if self.min_killed is not None and not 0 <= self.min_killed < float("inf"):
            raise QueryError(f"{self.min_killed!r} is no number of dead; give 0 or more")

    def keep(self, strikes: pd.DataFrame) -> Mask:
        """Return which rows pass, as a mask."""
        import numpy as np

        mask = np.ones(len(strikes), dtype=bool)
        if self.date_from or self.date_to:
            mask &= self._in_period(strikes)
        if self.attacker is not None:
            mask &= _names(strikes, ("attacker", "attackers"), self.attacker)
        if self.status is not None:
            mask &= (strikes["control_status"] == self.status).to_numpy(dtype=bool)
        if self.holder is not None:
            mask &= _names(strikes, ("control_claimed", "control_disputed_by"), self.holder)
        if self.min_killed is not None:
            mask &= (strikes["killed_high"] >= self.min_killed).to_numpy(dtype=bool)
        return mask

    def _in_period(self, strikes: pd.DataFrame) -> Mask:
        start, end = strikes["date_start"], strikes["date_end"]
        mask = start.notna() | end.notna()
        if self.date_from:
            # an open end is a range without end, unless nothing else is known
            mask &= end.isna() | (end >= _stamp(self.date_from))
        if self.date_to:
            mask &= start.isna() | (start <= _stamp(self.date_to))
        return mask.to_numpy(dtype=bool)


def _names(strikes: pd.DataFrame, columns: tuple[str, ...], name: str) -> Mask:
    """Return the rows where one of the "; " lists holds this name, whatever its case."""
    import numpy as np

    wanted = f"; {name.strip().casefold()}; "
    mask = np.zeros(len(strikes), dtype=bool)
    for column in columns:
        padded = "; " + strikes[column].fillna("").astype(str).str.casefold() + "; "
        mask |= padded.str.contains(wanted, regex=False).to_numpy(dtype=bool)
    return mask


def _stamp(day: dt.date) -> pd.Timestamp:
    import pandas as pd

    return pd.Timestamp(day).as_unit("s")
