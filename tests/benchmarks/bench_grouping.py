"""Measure grouping and assessment on synthetic claims: user CPU seconds, claims per second.

usage: bench_grouping.py [--reports N]

The synthetic reports are all cast in one mould, which is the worst case for finding copies.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable
from typing import TypeVar

from mapper.catalog import assemble_strikes
from mapper.independence import trace_origins
from mapper.strikes import group_claims
from tests.builders import make_places, make_readings

T = TypeVar("T")


def timed(label: str, claims: int, work: Callable[[], T]) -> T:
    """Run `work` and print how much CPU time it took."""
    started = time.process_time()
    result = work()
    spent = time.process_time() - started
    print(f"{label:<22} {spent:6.2f} s  {claims / spent:9,.0f} claims/s")
    return result


def main() -> None:
    """Build readings, time each step, and check that a shuffled input gives the same strikes."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--reports", type=int, default=33_400)
    count: int = parser.parse_args().reports
    readings = make_readings(count, places=make_places(max(5, count // 20)), years=3)
    claims = sum(len(reading.claims) for reading in readings)
    print(f"{count:,} reports, {claims:,} claims")
    events = timed("group claims", claims, lambda: group_claims(readings))
    origins = timed("trace origins", claims, lambda: trace_origins(readings))
    strikes = timed("assess strikes", claims, lambda: assemble_strikes(events, origins))
    random.Random(1).shuffle(readings)
    again = assemble_strikes(group_claims(readings), trace_origins(readings))
    print(f"grouping: strikes={len(strikes)} same_when_shuffled={again == strikes}")


if __name__ == "__main__":
    main()
