"""Damage for the fuzz tests: seeded, so that each run of CI tries the same.

``MAPPER_FUZZ=20`` tries twenty times as much with fresh seeds.
"""

from __future__ import annotations

import os
import random

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

__all__ = ["NASTY", "fuzz", "mangle", "mangled"]

_FACTOR = float(os.environ.get("MAPPER_FUZZ", "1"))

NASTY: tuple[bytes, ...] = (
    b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\r", b"\r\n", b"---\n", b"\n\n", b'"',
    b"'", b",", b";", b"\t", b"{", b"}", b"[" * 2000, b"<", b"</", b"<!--", b"<![CDATA[", b"&#0;",
    b"&#x110000;", b"1" * 5000, b"-1", b"1e999", b"NaN", b"Infinity", b"null", b"true", b"\\u0000",
    b"\\ud800", b"%s", b"=1+1", b"\x1b[2J", "\u202e".encode(), "\u0301".encode() * 50,
    b"0000-00-00", b"9999-99-99", b"31 February 2015", b"endstream", b"endobj",
    b"<<", b">>", b"x" * 3000,
)  # fmt: skip


def fuzz(examples: int) -> settings:
    """How a fuzz test runs: a short fixed choice, or a longer fresh one when asked for."""
    return settings(
        max_examples=max(1, int(examples * _FACTOR)),
        derandomize=_FACTOR == 1,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )


def mangle(data: bytes, seed: int) -> bytes:
    """Return `data` with a few bits flipped, stretches lost, doubled or moved, and nasty bytes."""
    rng = random.Random(seed)
    broken = bytearray(data)
    for _ in range(rng.choice((1, 1, 2, 4, 8))):
        at = rng.randrange(len(broken) + 1)
        size = rng.choice((1, 2, 8, 64, 512))
        what = rng.randrange(6)
        if what == 0 and at < len(broken):
            broken[at] ^= 1 << rng.randrange(8)
        elif what == 1:
            del broken[at : at + size]
        elif what == 2:
            broken[at:at] = broken[at : at + size] * rng.choice((1, 2, 30))
        elif what == 3:
            broken[at:at] = rng.choice(NASTY)
        elif what == 4:
            broken[at : at + size] = rng.randbytes(size)
        else:
            del broken[at + size * 8 :]
    return bytes(broken)


def mangled(*samples: bytes) -> st.SearchStrategy[bytes]:
    """Damaged forms of `samples`, and now and then bytes that were never any of them."""
    damaged = st.builds(mangle, st.sampled_from(samples), st.integers(0, 2**32))
    return st.one_of(damaged, damaged, damaged, st.binary(max_size=400))
