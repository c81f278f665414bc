"""Numbers as written: figures, words, ranges, "at least", "up to", "dozens"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from mapper.claims.page import Page
from mapper.claims.tables import Lexicon
from mapper.model import Value
from mapper.months import MONTHS

__all__ = ["Quantity", "find_quantities"]

_FIGURE = re.compile(r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?")
_AT_LEAST = frozenset({"least", "than", "over", "minimum"})
_AT_MOST = frozenset({"most", "maximum"})
_UNITS = frozenset(
    [
        "%",
        "percent",
        "per",
        "year",
        "years",
        "month",
        "months",
        "day",
        "days",
        "week",
        "weeks",
        "hour",
        "hours",
        "minute",
        "minutes",
        "km",
        "kilometre",
        "kilometres",
        "kilometer",
        "kilometers",
        "mile",
        "miles",
        "metre",
        "metres",
        "meter",
        "meters",
        "dollars",
        "million-dollar",
        "pm",
        "am",
        "tonne",
        "tonnes",
        "ton",
        "tons",
        "kg",
        "pounds",
        "feet",
    ]
)
_SCALES = {"hundred": 100.0, "thousand": 1000.0, "million": 1_000_000.0, "dozen": 12.0}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number at tokens start..end (end excluded)."""

    start: int
    end: int
    value: Value
    low: float | None
    high: float | None
    at_least: bool = False
    at_most: bool = False


def _figure(page: Page, token: int, lexicon: Lexicon) -> tuple[bool, float | None]:
    """Return whether a token is a number, and its value unless it is a vague one."""
    word = page.words[token]
    if word[:1].isdigit():
        if _FIGURE.fullmatch(word):
            return True, float(word.replace(",", ""))
        return False, None
    if "-" in word and all(part in lexicon.numbers for part in word.split("-")):
        parts = [lexicon.numbers[part] or 0.0 for part in word.split("-")]
        return True, sum(parts)
    if word in {"a", "an"} or (word == "one" and page.words[token - 1] == "no"):
        return False, None
    if word in lexicon.numbers:
        return True, lexicon.numbers[word]
    return False, None


def _tidy(value: float) -> Value:
    return int(value) if float(value).is_integer() else value


def _qualifiers(page: Page, start: int, end: int) -> tuple[bool, bool]:
    before = page.words[max(0, start - 3) : start]
    after = page.words[end : end + 2]
    at_least = False
    at_most = False
    if before:
        if before[-1] in {"least", "over"} or before[-2:] in (["more", "than"], ["no", "fewer"]):
            at_least = True
        if before[-3:] in (
            ["no", "fewer", "than"],
            ["not", "less", "than"],
            ["no", "less", "than"],
        ):
            at_least = True
        if before[-2:] in (["up", "to"], ["at", "most"]) or before[-2:] in (
            ["fewer", "than"],
            ["less", "than"],
        ):
            at_most = not at_least
        if before[-2:] == ["as", "many"] or before[-3:] == ["as", "many", "as"]:
            at_most = True
    if after[:2] == ["or", "more"]:
        at_least = True
    return at_least, at_most


def _is_day(page: Page, first: int, last: int, value: float) -> bool:
    """Whether a number is a day of a month: "Sept. 21", "4 October"."""
    if value > 31 or not page.words[first][:1].isdigit():
        return False
    before = first - 1
    if before > 0 and page.words[before] == ".":
        before -= 1
    if before > 0 and page.words[before - 1] == "in" and page.dep[first] == "nummod":
        return False  # "in March 22 people were killed"
    beside = [token for token in (before, last) if 0 <= token < len(page)]
    return any(
        page.words[token].rstrip(".") in MONTHS and page.shapes[token][:1].isupper()
        for token in beside
    )


def find_quantities(page: Page, lexicon: Lexicon, start: int, end: int) -> list[Quantity]:
    """Return the numbers between two tokens, left to right."""
    found: list[Quantity] = []
    token = start
    while token < end:
        is_number, value = _figure(page, token, lexicon)
        if not is_number:
            token += 1
            continue
        first, last = token, token + 1
        high = value
        vague = value is None
        if page.words[token] in {"tens", "hundreds", "thousands", "dozens", "scores"} or vague:
            while (
                last < end
                and page.words[last] in {"of"}
                and last + 1 < end
                and page.words[last + 1] in {"thousands", "people"}
            ):
                last += 1
            found.append(Quantity(first, last, page.words[first], None, None))
            token = last
            continue
        # "two dozen", "1.5 million", "forty five", "twenty - one"
        while last < end and page.words[last] in _SCALES and value is not None:
            value *= _SCALES[page.words[last]]
            last += 1
        if (
            last + 1 < end
            and page.words[last] == "-"
            and value is not None
            and 20 <= value < 100
            and not page.words[token][0].isdigit()
        ):
            nested, unit = _figure(page, last + 1, lexicon)
            if nested and unit is not None and unit < 10:
                value += unit
                last += 2
        high = value
        # "between 12 and 15", "20 to 30", "20-30"
        if last + 1 < end and page.words[last] in {"to", "-", "–", "or", "and"}:
            nested, upper = _figure(page, last + 1, lexicon)
            before = page.words[first - 1] if first else ""
            joined = page.words[last] != "and" or before == "between"
            # "rose from 12 to 18" is two numbers
            joined = joined and not (before == "from" and page.words[last] == "to")
            if nested and upper is not None and value is not None and upper > value and joined:
                high = upper
                last += 2
        at_least, at_most = _qualifiers(
            page, first - (page.words[first - 1] == "between" if first else 0), last
        )
        assert value is not None and high is not None
        if last < end and (page.words[last] in _UNITS or page.words[last] == "-"):
            token = last
            continue
        if _is_day(page, first, last, value):
            token = last
            continue
        if first > 0 and page.words[first - 1] in {"$", "£", "€", "#"}:
            token = last
            continue
        shown: Value = _tidy(value)
        low_end: float | None = value
        found.append(Quantity(first, last, shown, low_end, high, at_least, at_most))
        token = last
    return found
