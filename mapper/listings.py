"""The items of a list under a lead: "Kotli: a mosque, three dead", "- Lviv – a depot burns".

An item is told under a name: a few capitalised words before a colon or a dash, at the start of a
line, behind a bullet, a number, a day or the time of it, or in a row with others inside a paragraph
("Kharkiv – seven hits; Dnipro – one dead"). One alone is no list. Points are bullets under a line
that ends in a colon and have no name over them: "Jets struck: - a depot in Kotli, - two bridges".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from mapper.months import MONTH_NAMES

__all__ = [
    "Item",
    "Points",
    "find_entries",
    "find_items",
    "find_openings",
    "find_points",
    "is_list_line",
    "open_rows",
]

_STAMP = (
    r"(?:\d{1,2}[:.h]\d{2}|\d{4}(?=:| ?[-–—] | ?(?:[A-Z]{1,4}T|UTC|hrs|hours)))"
    r"(?: ?(?:[A-Z]{1,4}T|UTC|hrs|hours|[ap]\.?m\.?)(?![a-z]))?[ \t]{0,3}[-–—:|]?[ \t]+"
)
"""The time at which an entry of a running report was written: "1815: ", "14.20 GMT – "."""
_BULLET = r"[ \t]{0,20}(?:[-–—*•▪●◦‣>]{1,4}|\(?\d{1,3}[.)])[ \t]{1,20}"
_MONTH = "|".join(name.capitalize() for name in MONTH_NAMES)
_DAY = rf"(?:\d{{1,2}} (?:{_MONTH})|(?:{_MONTH}) \d{{1,2}})(?:,? \d{{4}})?(?: ?[:–—-])? "
_MARK = rf"(?:{_BULLET}|[ \t]{{0,20}})(?:{_STAMP}|{_DAY})?"
_KIND = r"(?: (?:district|region|province|governorate|city|town|area|community|oblast|township))?"
_WORD = r"[A-Z][\w'’`-]{1,30}"
_WHERE = r"(?:across|near|in|north|south|east|west|outside)"
_NAME = (
    rf"{_WORD}(?:[ ](?:(?:al|ash|el|de|of|the)[ -])?{_WORD}){{0,3}}{_KIND}"
    rf"(?:(?:(?:, | and ){_WORD}(?: {_WORD}){{0,2}}{_KIND}){{1,3}}| \([^()\n]{{1,40}}\)"
    rf"|, {_WHERE} [^.:;,\n]{{2,40}})?"
)
_END = r"(?::| [-–—])(?=[ \t]+\S)"
_LINE = re.compile(rf"^(?P<mark>{_MARK})(?P<head>{_NAME})(?:{_END}|\.(?=[ \t]+[A-Z\d]))", re.M)
_ROW = re.compile(
    rf"^[ \t|]{{0,20}}(?:[^|;\n]{{0,20}}\d[^|;\n]{{0,20}}[|;][ \t]{{0,20}})?"
    rf"(?P<head>{_NAME})[ \t]{{0,20}}[|;](?=[ \t]*[^|;\s])",
    re.M,
)
"""A row of a table: a day, if any, a name, and what happened there."""
_STAMPED = re.compile(rf"[ \t]{{0,20}}{_STAMP}(?=[^\s\d])")
_LISTED = re.compile(rf"{_BULLET}|[ \t]{{0,20}}{_STAMP}|[ \t]{{0,20}}\||{_NAME}{_END}")
_RULE = re.compile(r"^[ \t]{0,20}\|[ \t|:]*-[ \t|:-]*$", re.M)
_PIPED = re.compile(r"^[ \t]*\|[^\n]*\|[ \t]*$", re.M)
_INLINE = re.compile(rf"(?:(?<=[.;:!?] )|^)(?P<head>{_NAME}){_END}", re.M)
_FARTHEST = 3
"""Lines between two items of one list."""


_ENTRY = re.compile(rf"^[ \t]{{0,20}}{_STAMP}(?=[^\s\d])", re.M)
_RUNNING = 3
"""Entries from which a text is a running report."""


@lru_cache(maxsize=64)
def find_entries(text: str) -> tuple[int, ...]:
    """Return where the entries of a running report begin: lines that open with a time."""
    starts = tuple(found.start() for found in _ENTRY.finditer(text))
    return starts if len(starts) >= _RUNNING else ()


@dataclass(frozen=True, slots=True)
class Item:
    """Characters of one item: its name, and what is told under it."""

    start: int
    end_of_name: int
    body: int
    end: int


@lru_cache(maxsize=64)
def find_items(text: str) -> tuple[Item, ...]:
    """Return the items of all lists of a text, in reading order."""
    marked = [line for line in _LINE.finditer(text) if line["mark"].strip() or line[0][-1] != "."]
    lines = _in_company(marked, text)
    lines += _in_company(list(_ROW.finditer(text)), text)
    opened = {line.start() for line in lines}
    inline = [
        found
        for line, end in _runs(text)
        if len(heads := list(_INLINE.finditer(text, line, end))) > (line not in opened)
        for found in heads
    ]
    by_start = {found.start("head"): found for found in (*lines, *inline)}
    starts = [*sorted(by_start), len(text)]
    items: list[Item] = []
    for start, after in pairwise(starts):
        head = by_start[start]
        stop = text.find("\n", head.end())
        end = min(len(text) if stop < 0 else stop, after)
        items.append(Item(start, head.end("head"), head.end(), end))
    return tuple(items)


@dataclass(frozen=True, slots=True)
class Points:
    """Characters of the line over a list of bullets, and of each of them."""

    start: int
    end: int
    spans: tuple[tuple[int, int], ...]


_POINT = re.compile(_BULLET)


@lru_cache(maxsize=64)
def find_points(text: str) -> tuple[Points, ...]:
    """Return the lists of bullets under a line that ends in a colon, in reading order."""
    found: list[Points] = []
    lead: tuple[int, int] | None = None
    spans: list[tuple[int, int]] = []
    start = 0
    for line in [*text.split("\n"), "end"]:
        point = _POINT.match(line)
        if point and lead:
            spans.append((start + point.end(), start + len(line)))
        elif line.strip():
            if lead and spans:
                found.append(Points(*lead, tuple(spans)))
            lead = (start, start + len(line)) if line.rstrip().endswith(":") else None
            spans = []
        start += len(line) + 1
    return tuple(found)


def _in_company(heads: list[re.Match[str]], text: str) -> list[re.Match[str]]:
    """Return the items that have another one within a few lines."""
    near = [
        text.count("\n", one.start(), other.start()) <= _FARTHEST for one, other in pairwise(heads)
    ]
    return [
        head
        for head, before, after in zip(heads, [False, *near], [*near, False], strict=False)
        if before or after or _STAMPED.match(head.group())
    ]


def _runs(text: str) -> list[tuple[int, int]]:
    """Return the lines of a text that hold a dash or a colon."""
    found, start = [], 0
    for line in text.split("\n"):
        if re.search(r":| [-–—] ", line):
            found.append((start, start + len(line)))
        start += len(line) + 1
    return found


def find_openings(paragraph: str) -> list[int]:
    """Return where sentences begin that no full stop tells: behind a time, at items in a row."""
    stamp = _STAMPED.match(paragraph)
    rows = [item.start for item in find_items(paragraph)] if ";" in paragraph else []
    return sorted({*([stamp.end()] if stamp else []), *rows})


def is_list_line(line: str) -> bool:
    """Whether a line begins as an item of a list does, and goes on with no sentence before it."""
    return _LISTED.match(line) is not None


def open_rows(text: str) -> str:
    """Write the rows of a table as running text, one character for one."""
    if "|" not in text:
        return text
    text = _RULE.sub(lambda rule: " " * len(rule.group()), text)
    return _PIPED.sub(lambda row: _open_row(row.group()), text)


def _open_row(row: str) -> str:
    first, last = row.index("|"), row.rindex("|")
    return f"{row[:first]} {row[first + 1 : last].replace('|', ':')} {row[last + 1 :]}"
