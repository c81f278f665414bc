"""Which texts look alike: shingles of words, and MinHash over them (Broder 1997)."""

from __future__ import annotations

import datetime as dt
import zlib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

__all__ = [
    "BANDS",
    "MAX_ALIKE",
    "MIN_WORDS",
    "Bands",
    "choose_alike",
    "hash_bands",
    "hash_shingles",
    "match_sentences",
]

BANDS, _ROWS = 21, 3
"""Reports are aligned when one of 21 bands of 3 hashes agrees: from a likeness of about 0.36.
A reprint that keeps less is found by the sentences it keeps word for word."""
_SAME_SENTENCE = 0.5
MIN_WORDS = 6
"""Shorter sentences are alike by chance."""
MAX_ALIKE = 8
"""Reports in one mould (daily releases) are aligned with the nearest of their like only."""
_SHINGLE = 3
_FACTORS = (2654435761, 2246822519, 3266489917)
"""One for each word of a shingle, so that their order counts (odd, as in xxHash)."""
_JOIN = np.uint64(0x9E3779B97F4A7C15)

Span = tuple[int, int]
Bands = NDArray[np.uint64]
"""One row a report, one hash a band."""
Older = TypeVar("Older", int, tuple[dt.date, str, str])


def hash_bands(shingles: Sequence[frozenset[int]]) -> Bands:
    """Return the minimum of 63 hashes over each set of shingles, three joined into one.

    The hashes are multiply-shift (Dietzfelbinger and others 1997) of 32 bits.
    """
    sizes = [len(found) for found in shingles]
    every = np.fromiter((one for found in shingles for one in found), np.uint64, sum(sizes))
    starts = np.concatenate(([0], np.cumsum(sizes)[:-1]))
    bands = np.zeros((len(shingles), BANDS), dtype=np.uint64)
    for number, (factor, offset) in enumerate(_hash_family()):
        least = np.minimum.reduceat((every * factor + offset) >> np.uint64(32), starts)
        band = number // _ROWS
        bands[:, band] = (bands[:, band] + least) * _JOIN
    return bands


@lru_cache(maxsize=1)
def _hash_family() -> tuple[tuple[np.uint64, np.uint64], ...]:
    """Return the same odd factors and offsets in every run."""
    drawn = np.random.PCG64(1).random_raw(2 * BANDS * _ROWS)
    return tuple(zip(drawn[::2] | np.uint64(1), drawn[1::2], strict=True))


def hash_shingles(words: Sequence[str]) -> frozenset[int]:
    """Return stable 32-bit hashes of every three words in a row."""
    hashes = list(map(_hash_word, words))
    hashes += [0] * (_SHINGLE - len(hashes))
    first, second, third = _FACTORS
    return frozenset(
        (one * first + two * second + three * third) & 0xFFFFFFFF
        for one, two, three in zip(hashes, hashes[1:], hashes[2:], strict=False)
    )


@lru_cache(maxsize=100_000)
def _hash_word(word: str) -> int:
    return zlib.crc32(word.encode("utf-8", "surrogatepass"))


def match_sentences(
    older: Mapping[Span, frozenset[int]], newer: Mapping[Span, frozenset[int]]
) -> list[tuple[Span, Span]]:
    """Pair each newer sentence with the older one that it copies, if any."""
    matched = []
    for span, shingles in newer.items():
        score, best = _SAME_SENTENCE, None
        for there, theirs in older.items():
            shared = len(shingles & theirs)
            likeness = shared / (len(shingles) + len(theirs) - shared)
            if (likeness, there) >= (score, best or there):
                score, best = likeness, there
        if best is not None:
            matched.append((best, span))
    return matched


def choose_alike(agreeing: Mapping[Older, int]) -> list[Older]:
    """Return the older reports that agree in the most bands; of equal ones the newest.

    Parameters
    ----------
    agreeing
        Older reports, by whatever sorts by age -> the number of bands that agree.
    """
    newest_first = sorted(agreeing, reverse=True)
    return sorted(newest_first, key=lambda other: -agreeing[other])[:MAX_ALIKE]
