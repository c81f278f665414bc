"""The costly second pass, on any worker: reports that passed the gate -> readings with claims.

Three things keep it from parsing more than it must, and none changes what is found:

- a report is first read at its candidate sentences alone; when these make no claim, the rest is
  not parsed;
- copies with the very same text share one parse;
- of a text as long as a book, only what stands around candidate sentences is parsed, in place.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from mapper.gate import candidate_spans
from mapper.model import Claim, Reading, Reject, Report
from mapper.reports.records import examine_report

if TYPE_CHECKING:
    from mapper.gazetteer import Gazetteer

__all__ = ["Readings", "Task", "blame_task", "load_once", "read_copies", "read_task"]

_NARROW = 0
"""Sentences around a candidate that the first look takes in."""
_SHORT = 1_000
"""Up to this length a text without a candidate sentence is parsed all the same."""
_WHOLE = 0.6
"""From this share of candidate text on, the first look would save nothing."""
_LONG = 20_000
"""Characters from which a text is read around its candidates only."""
_AROUND = 20
_HEAD = 3_000


@dataclass(frozen=True, slots=True)
class Task:
    """Families of reports; those of one family have the very same text and given language."""

    families: tuple[tuple[Report, ...], ...]
    gazetteer: str | None = None
    """Path of the gazetteer file, the same on every worker; None for the default one."""

    def split(self) -> list[Task]:
        """Return two halves, or the task itself when it holds one family."""
        if len(self.families) < 2:
            return [self]
        middle = len(self.families) // 2
        return [
            Task(self.families[:middle], self.gazetteer),
            Task(self.families[middle:], self.gazetteer),
        ]


@dataclass(frozen=True, slots=True)
class Readings:
    """What came of a task. Reports without any claim are not kept."""

    readings: tuple[Reading, ...] = ()
    rejects: tuple[Reject, ...] = ()
    parsed: int = 0
    """Texts parsed whole."""

    def merge(self, other: Readings) -> Readings:
        """Return what came of two tasks as one."""
        return Readings(
            self.readings + other.readings,
            self.rejects + other.rejects,
            self.parsed + other.parsed,
        )


def blame_task(task: Task) -> Readings:
    """Return the answer to a task whose only text kills the worker that reads it."""
    reports = [report for family in task.families for report in family]
    reason = "it kills the worker that reads it"
    return Readings(rejects=tuple(Reject(report.name, reason) for report in reports))


def read_task(task: Task) -> Readings:
    """Return the readings of a task's reports; one that fails becomes a Reject."""
    gazetteer = load_once(task.gazetteer)
    readings: list[Reading] = []
    rejects: list[Reject] = []
    parsed = 0
    firsts = [family[0] for family in task.families]
    for family, worth in zip(task.families, _look_first(firsts, gazetteer), strict=True):
        if not worth:
            continue
        parsed += 1
        try:
            found = read_copies(family, gazetteer)
        except Exception as error:
            reason = f"reading failed: {type(error).__name__}: {error}"
            rejects.extend(Reject(report.name, reason) for report in family)
            continue
        readings.extend(reading for reading in found if reading.claims)
    return Readings(tuple(readings), tuple(rejects), parsed)


@lru_cache(maxsize=2)
def load_once(path: str | None) -> Gazetteer:
    """Return the gazetteer, loaded once for the life of a worker."""
    from mapper.gazetteer import load_gazetteer

    return load_gazetteer(Path(path) if path else None)


def read_copies(reports: Sequence[Report], gazetteer: Gazetteer) -> list[Reading]:
    """Return the readings of reports with the same text, parsed once.

    Each is what `mapper.pipeline.read_report` gives for that report by itself.
    """
    from mapper.claims import read_claims
    from mapper.language import parse_text
    from mapper.recognizer import find_mentions
    from mapper.resolver import resolve_mentions

    examined = [examine_report(report) for report in reports]
    text = _hide_far_text(examined[0].text)
    doc = parse_text(text)
    resolutions = resolve_mentions(text, find_mentions(doc, gazetteer), gazetteer)
    readings = []
    for report in examined:
        shown = report if text == report.text else replace(report, text=text)
        reading = read_claims(shown, doc=doc, resolutions=resolutions, gazetteer=gazetteer)
        readings.append(reading if shown is report else _restore(reading, report))
    return readings


def _look_first(reports: Sequence[Report], gazetteer: Gazetteer) -> list[bool]:
    """Return which reports are worth parsing whole: those whose candidate sentences claim anything.

    The sentences of all reports are parsed together, which takes half the time.
    """
    worth = [True] * len(reports)
    excerpts: dict[int, str] = {}
    for number, report in enumerate(reports):
        text = report.text
        near = [text[start:end] for start, end in candidate_spans(text, neighbours=_NARROW)]
        if near and sum(map(len, near)) <= _WHOLE * len(text):
            excerpts[number] = "\n\n".join(near)
        elif not near:
            worth[number] = len(text) <= _SHORT  # its strike words stand in different sentences
    try:
        for number, claims in _claim_anything(excerpts, reports, gazetteer):
            worth[number] = claims
    except Exception:
        return worth
    return worth


def _claim_anything(
    excerpts: Mapping[int, str], reports: Sequence[Report], gazetteer: Gazetteer
) -> Iterator[tuple[int, bool]]:
    from mapper.claims import read_claims
    from mapper.language import parse_texts
    from mapper.recognizer import find_mentions
    from mapper.resolver import resolve_mentions

    for (number, text), doc in zip(excerpts.items(), parse_texts(excerpts.values()), strict=True):
        resolutions = resolve_mentions(text, find_mentions(doc, gazetteer), gazetteer)
        report = replace(reports[number], text=text)
        reading = read_claims(report, doc=doc, resolutions=resolutions, gazetteer=gazetteer)
        yield number, bool(reading.claims)


def _hide_far_text(text: str) -> str:
    """Blank out what is far from any candidate in a long text, keeping every offset."""
    if len(text) <= _LONG:
        return text
    kept = [(0, _HEAD), *candidate_spans(text, neighbours=_AROUND)]
    hidden = []
    position = 0
    for start, end in kept:
        if start > position:
            gap = text[position:start]
            hidden.append("".join("\n" if char == "\n" else " " for char in gap))
        hidden.append(text[max(start, position) : max(end, position)])
        position = max(position, end)
    hidden.append(" " * (len(text) - position))
    return "".join(hidden)


def _restore(reading: Reading, report: Report) -> Reading:
    """Give a reading of a partly hidden text its report back, with the quotes of the real text."""

    def requote(claim: Claim) -> Claim:
        return replace(claim, quote=report.text[claim.start : claim.end])

    return replace(reading, report=report, claims=tuple(map(requote, reading.claims)))
