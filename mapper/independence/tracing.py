"""The independent origin of every claim: names behind messengers, and copies of sentences."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from mapper.independence.likeness import (
    BANDS,
    MAX_ALIKE,
    Bands,
    choose_alike,
    hash_bands,
    match_sentences,
)
from mapper.independence.sheets import Sheet, Span, age_of, fold_voice
from mapper.model import Claim, Reading

__all__ = [
    "Matched",
    "Origins",
    "Repeat",
    "find_copied",
    "fingerprint",
    "official_voice",
    "trace_origins",
]

_AT_ONCE = 5000
"""Reports whose shingles are hashed together, to bound what memory it takes."""

Matched = Sequence[tuple[Span, Span]]
"""(sentence of the older report, its copy in the newer)."""


@dataclass(frozen=True, slots=True)
class Repeat:
    """A report that copies another: `shared` of its `sentences` sentences with claims."""

    report: str
    of: str
    shared: int
    sentences: int


@dataclass(frozen=True, slots=True)
class Origins:
    """The independent origin of every claim, and why where it is not the one it names."""

    of: dict[str, str] = field(default_factory=dict)
    why: dict[str, str] = field(default_factory=dict)
    repeats: tuple[Repeat, ...] = ()
    own_voice: frozenset[str] = frozenset()
    """Claims that a report makes in its own name, attributing them to nobody."""
    named: dict[str, str] = field(default_factory=dict)
    """The origin that each claim names, before copies are followed."""
    copies: dict[str, str] = field(default_factory=dict)
    """Claim in a copied sentence -> the claim that it copies."""
    likes: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """SHA-256 of a report -> of the older reports that it was compared with, oldest first."""


def trace_origins(readings: Iterable[Reading]) -> Origins:
    """Return the independent origin of every claim of all readings.

    The answer does not depend on their order: among copies, the report that was published
    first (then the first by name) is the original.
    """
    sheets = sorted(map(Sheet, readings), key=lambda sheet: age_of(sheet.report))
    why: dict[str, str] = {}
    named = dict(_name_origins(sheets, why))
    pairs = _pair(sheets)
    alignment = _align(sheets, pairs)
    of, copies = dict(named), dict[str, str]()
    for other, copied in alignment.items():
        found = find_copied(sheets[other], [(sheets[one], matched) for one, matched in copied])
        for claim_id, original in found.items():
            copies[claim_id] = original.id
            if of[claim_id] != of[original.id]:
                of[claim_id] = of[original.id]
                why[claim_id] = f"the sentence is copied from {original.report}"
    own = (claim.id for sheet in sheets for claim in sheet.claims if sheet.is_own_voice(claim))
    return Origins(
        of=of,
        why=why,
        repeats=tuple(_repeats(sheets, alignment)),
        own_voice=frozenset(own),
        named=named,
        copies=copies,
        likes={
            sheets[other].report.sha256: tuple(sheets[one].report.sha256 for one in older)
            for other, older in pairs.items()
        },
    )


def _name_origins(sheets: Sequence[Sheet], why: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Yield each claim with the origin that it names, in its first spelling."""
    first_spelling: dict[str, str] = {}
    for sheet in sheets:
        for claim in sheet.claims:
            name = sheet.origin_of(claim)
            party = official_voice(name)
            if party and party != name:
                why[claim.id] = f"{name} speaks for {party}"
            elif name == sheet.agency and name != claim.origin:
                why[claim.id] = f"{claim.report} credits {name}"
            yield claim.id, party or first_spelling.setdefault(fold_voice(name), name)


def official_voice(name: str) -> str | None:
    """Return the party that a ministry, army or command speaks for, None for other voices."""
    return _official_voices().get(fold_voice(name))


@lru_cache(maxsize=1)
def _official_voices() -> dict[str, str]:
    """Return the party behind every ministry, army and command of the lexicon's tables.

    A state that repeats itself through another of its offices confirms nothing. Health
    ministries count for themselves: they report from hospitals, not from headquarters.
    """
    from mapper.claims.tables import load_lexicon

    rows = load_lexicon().rows
    voices: dict[str, str] = {}
    for actor in rows["actors"]:
        offices = [row for row in rows["offices"] if row["kind"] != "health"]
        named = [row["template"].format(adjective=actor["adjective"]) for row in offices]
        for voice in (actor["name"], actor["speaker"], *named):
            voices.setdefault(fold_voice(voice), actor["name"])
    states = {row["country"]: row["name"] for row in rows["actors"] if row["kind"] == "state"}
    for row in rows["organisations"]:
        if row["kind"] == "military" and row["country"] in states:
            voices.setdefault(fold_voice(row["name"]), states[row["country"]])
    return voices


def _pair(sheets: Sequence[Sheet]) -> dict[int, list[int]]:
    """Pair reports with older ones that share a sentence or look alike; never all pairs."""
    holders: dict[tuple[str, ...], set[int]] = defaultdict(set)
    for position, sheet in enumerate(sheets):
        for span in sheet.prints:
            holders[sheet.sentences[span]].add(position)
    pairs = set(_alike(sheets))
    for sharing in holders.values():
        # every copy is paired with the first printing only: a star, not all pairs
        first, *copies = sorted(sharing)
        pairs.update((copy, first) for copy in copies)
    older: dict[int, list[int]] = defaultdict(list)
    for other, one in sorted(pairs):
        older[other].append(one)
    return older


def _alike(sheets: Sequence[Sheet]) -> Iterator[tuple[int, int]]:
    """Pair each report with the older ones that agree with it in the most bands."""
    positions, bands = fingerprint(sheets)
    buckets: dict[bytes, list[int]] = defaultdict(list)
    crowded = _crowded(bands)
    for position, row, some in zip(positions, bands, crowded, strict=True):
        agreeing: dict[int, int] = defaultdict(int)
        for band in np.flatnonzero(some).tolist():
            bucket = buckets[bytes([band]) + row[band].tobytes()]
            for other in bucket[-MAX_ALIKE:]:
                agreeing[other] += 1
            bucket.append(position)
        yield from ((position, other) for other in choose_alike(agreeing))


def _crowded(bands: Bands) -> NDArray[np.bool_]:
    """Return which bands of which report agree with any other report: most do with none."""
    crowded = np.zeros(bands.shape, dtype=np.bool_)
    for band in range(bands.shape[1]):
        _, inverse, counts = np.unique(bands[:, band], return_inverse=True, return_counts=True)
        crowded[:, band] = counts[inverse] > 1
    return crowded


def fingerprint(sheets: Sequence[Sheet]) -> tuple[list[int], Bands]:
    """Return the reports that have shingles, and 21 hashes for each: one for every band."""
    positions: list[int] = []
    parts: list[Bands] = [np.empty((0, BANDS), dtype=np.uint64)]
    for start in range(0, len(sheets), _AT_ONCE):
        shingles = [
            frozenset[int]().union(*s.prints.values()) for s in sheets[start : start + _AT_ONCE]
        ]
        held = [number for number, found in enumerate(shingles) if found]
        if held:
            positions.extend(start + number for number in held)
            parts.append(hash_bands([shingles[number] for number in held]))
    return positions, np.concatenate(parts)


Alignment = dict[int, list[tuple[int, Matched]]]
"""Newer report -> the older ones that it copies, oldest first, sentence by sentence."""


def _align(sheets: Sequence[Sheet], pairs: Mapping[int, Sequence[int]]) -> Alignment:
    alignment: Alignment = {}
    for other in sorted(pairs):
        newer, copied = sheets[other].prints, list[tuple[int, Matched]]()
        for one in pairs[other]:
            if matched := match_sentences(sheets[one].prints, newer):
                copied.append((one, matched))
        if copied:
            alignment[other] = copied
    return alignment


def find_copied(newer: Sheet, older: Iterable[tuple[Sheet, Matched]]) -> dict[str, Claim]:
    """Return the claims of a report that stand in copied sentences, and what each one copies.

    Parameters
    ----------
    older
        The reports that it copies, oldest first, with the sentences that are alike.
    """
    copied: dict[str, Claim] = {}
    for sheet, matched in older:
        for there, here in matched:
            told = list(reversed(sheet.by_sentence[there]))
            known = {_content(claim): claim for claim in told}
            # "two papers report that …": each copy goes to the same paper's claim
            by_whom = {(*_content(claim), claim.origin): claim for claim in told}
            for claim in newer.by_sentence[here]:
                content = _content(claim)
                original = by_whom.get((*content, claim.origin), known.get(content))
                if original is not None:
                    copied.setdefault(claim.id, original)
    return copied


def _content(claim: Claim) -> tuple[str, str, str]:
    return claim.attribute, str(claim.value), claim.stance


def _repeats(sheets: Sequence[Sheet], alignment: Alignment) -> Iterator[Repeat]:
    pairs = ((one, other, m) for other, copied in alignment.items() for one, m in copied)
    for one, other, matched in sorted(pairs, key=lambda pair: pair[:2]):
        newer = sheets[other]
        shared = len({here for _, here in matched})
        name, original = newer.report.name, sheets[one].report.name
        yield Repeat(name, original, shared, len(newer.sentences))
