"""How time grows with length, where no test may assert how long anything takes.

Both lengths are measured in one run, so that a slow or busy machine slows both; the least of
several tries counts, since whatever disturbs a measurement only makes it longer.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable

__all__ = ["measure", "measure_growth", "yardstick"]

Work = Callable[[], object]

_STEPS = re.compile(r"(?:ab|ba)*c")
_WALKED = "ab" * 8_000


def measure(work: Work, tries: int = 1) -> float:
    """Return the least processor seconds that some work took in so many tries."""
    least = float("inf")
    for _ in range(tries):
        started = time.thread_time()
        work()
        least = min(least, time.thread_time() - started)
    return least


def measure_growth(short: Work, long: Work, *, bound: float, tries: int = 5) -> float:
    """Return how many times as long `long` takes as `short`; a try within `bound` is enough."""
    growth = float("inf")
    quick = slow = float("inf")
    for _ in range(tries):
        quick, slow = min(quick, measure(short, 3)), min(slow, measure(long))
        growth = slow / max(quick, 1e-9)
        if growth <= bound:
            break
    return growth


def yardstick() -> float:
    """Return what this machine needs now to walk 16,000 characters once, choosing at each."""
    return measure(lambda: _STEPS.match(_WALKED), 5)
