"""A reader with a fault behind four comparisons, which proves that the search follows coverage."""

from __future__ import annotations

from tests.hardening.targets import Target

__all__ = ["TRAP"]


def _fall(data: bytes) -> None:
    if len(data) > 3 and data[0] == 0x7B and data[1] == 0x91 and data[2] == 0x03 and data[3] == 0:
        raise RuntimeError("found")


TRAP = Target(_fall, lambda: (b"harmless",))
