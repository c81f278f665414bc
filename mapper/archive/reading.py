"""The costly second pass, on any worker: reports that passed the gate -> readings with claims.

Four things keep it from parsing more than it must:

- a report none of whose sentences tells of a strike is not read at all;
- of the others, only the neighbourhood of such sentences is parsed, in place;
- reports are parsed many at once, and a paragraph that several of them print once;
- copies with the very same text share one reading.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from mapper.archive.duplicates import fingerprint
from mapper.gate import candidate_sentences, has_strike_word, split_sentences
from mapper.glance import find_tellings
from mapper.model import Claim, Reading, Reject, Report
from mapper.reports.records import examine_report

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from mapper.gazetteer import Gazetteer

__all__ = ["Readings", "Task", "blame_task", "load_once", "read_task"]

_SHORT = 1_500
"""Characters up to which a report is read whole: leaving parts out would save nothing."""
_CLOSE = 3
"""Sentences that are parsed on each side of one that tells of a strike."""
_AROUND = 8
"""Sentences on each side of which those with a strike word are parsed too."""
_HEAD = 3
"""Sentences at the head that are always parsed: they say where and when."""

Span = tuple[int, int]


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
    prints: tuple[str, ...] = ()
    """The MinHash of each reading's report, as hexadecimal digits."""
    rejects: tuple[Reject, ...] = ()
    parsed: int = 0
    """Texts parsed whole."""

    def merge(self, other: Readings) -> Readings:
        """Return what came of two tasks as one."""
        return Readings(
            self.readings + other.readings,
            self.prints + other.prints,
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
    prints: list[str] = []
    rejects: list[Reject] = []
    chosen = list(_choose(task.families, gazetteer))
    for (family, _), doc in zip(chosen, _parse_all([text for _, text in chosen]), strict=True):
        try:
            if isinstance(doc, Exception):
                raise doc
            found = _read_copies(family, doc, gazetteer)
        except Exception as error:
            reason = f"reading failed: {type(error).__name__}: {error}"
            rejects.extend(Reject(report.name, reason) for report in family)
            continue
        if claiming := [reading for reading in found if reading.claims]:
            readings += claiming
            prints += [fingerprint(family[0].text)] * len(claiming)
    return Readings(tuple(readings), tuple(prints), tuple(rejects), len(chosen))


@lru_cache(maxsize=2)
def load_once(path: str | None) -> Gazetteer:
    """Return the gazetteer, loaded once for the life of a worker."""
    from mapper.gazetteer import load_gazetteer

    return load_gazetteer(Path(path) if path else None)


def _choose(
    families: Sequence[tuple[Report, ...]], gazetteer: Gazetteer
) -> Iterator[tuple[list[Report], str]]:
    """Yield the families that tell of a strike, in a language that claims are read from.

    With each goes its text, blank where it is far from all that tells of strikes.
    """
    found = find_tellings([family[0] for family in families], gazetteer)
    for family, tellings in zip(families, found, strict=True):
        if tellings:
            examined = [examine_report(report) for report in family]
            if examined[0].language in {None, "en"}:
                yield examined, blank_far(family[0].text, tellings)


def _parse_all(texts: Sequence[str]) -> Iterator[Doc | Exception]:
    """Yield the parses of texts, together; when that fails one by one, to see which it was."""
    from mapper.language import parse_text, parse_texts

    try:
        yield from list(parse_texts(texts))
    except Exception:
        for text in texts:
            try:
                yield parse_text(text)
            except Exception as error:
                yield error


def _read_copies(reports: Sequence[Report], doc: Doc, gazetteer: Gazetteer) -> list[Reading]:
    """Return the readings of reports with the same text, from one parse of it."""
    from mapper.claims import read_claims
    from mapper.recognizer import find_mentions
    from mapper.resolver import resolve_mentions

    text: str = doc.user_data["text"]
    resolutions = resolve_mentions(text, find_mentions(doc, gazetteer), gazetteer)
    readings = []
    for report in reports:
        shown = replace(report, text=text)
        reading = read_claims(shown, doc=doc, resolutions=resolutions, gazetteer=gazetteer)
        readings.append(_restore(reading, report))
    return readings


def blank_far(text: str, tellings: Iterable[Span]) -> str:
    """Return the text with blanks for what is far from these sentences, and every offset kept.

    A blank begins as a paragraph does, so that what stands around it is parsed by itself, and is
    a full stop, so that as many sentences lie between two others as before.
    """
    if len(text) <= _SHORT:
        return text
    sentences = split_sentences(text)
    shown = _choose_sentences(text, sentences, tellings)
    return "".join(
        text[start:end] if number in shown else _BLANK.ljust(end - start)[: end - start]
        for number, (start, end) in enumerate(sentences)
    )


_BLANK = "\n\n."


def _choose_sentences(text: str, sentences: list[Span], tellings: Iterable[Span]) -> set[int]:
    """Return the numbers of the sentences in which claims and what they rest on may stand."""
    numbers = {sentence: number for number, sentence in enumerate(sentences)}
    shown = set(range(_HEAD)) | {numbers[sentence] for sentence in candidate_sentences(text)}
    around: set[int] = set()
    for number in (numbers[telling] for telling in tellings):
        shown.update(range(number - _CLOSE, number + _CLOSE + 1))
        around.update(range(max(0, number - _AROUND), number + _AROUND + 1))
    for number in sorted(around - shown):
        if number < len(sentences) and has_strike_word(text[slice(*sentences[number])]):
            shown.add(number)
    return shown


def _restore(reading: Reading, report: Report) -> Reading:
    """Give a reading of a partly hidden text its report back, with the quotes of the real text."""

    def requote(claim: Claim) -> Claim:
        return replace(claim, quote=report.text[claim.start : claim.end])

    return replace(reading, report=report, claims=tuple(map(requote, reading.claims)))
