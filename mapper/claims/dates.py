# ruff: noqa: PLR0911, PLR0912, E501
# a list of cases with an answer each reads better whole than in parts
"""Days and ranges as reports write them, counted from the day of publication.

A weekday is the last such day up to the publication date; a day without a year takes the
year that puts it in the year before publication. What cannot be told stays open, with why.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from mapper.model import When
from mapper.months import MONTHS, WEEKDAYS

__all__ = ["DateMention", "Dated", "find_dates"]

_SHORT = frozenset({"may", "june", "july"})
"""Months whose whole name is as short as others' abbreviations."""
_MONTH = "|".join(sorted((name.capitalize() for name in MONTHS), key=len, reverse=True))
_LONG_MONTH = "|".join(name.capitalize() for name in MONTHS if len(name) > 4 or name in _SHORT)
_WEEKDAY = "|".join(name.capitalize() for name in WEEKDAYS)
_PATTERN = re.compile(
    rf"""
    \b(?:[Ii]n|[Dd]uring|(?P<last_month>[Ll]ast))\ (?:(?:early|late|mid)[- ])?(?P<only_month>{_LONG_MONTH})\b
        (?!,?\ (?:of\ )?\d{{4}})(?!\ \d{{1,2}}(?:st\b|nd\b|rd\b|th\b|[,.;)–-]|\ (?:at|in|on|and|when|by|to|\d)))
    |(?P<iso>\b\d{{4}}-\d{{2}}-\d{{2}}\b)
    |(?P<slash>\b\d{{1,2}}[/.-]\d{{1,2}}[/.-]\d{{4}}\b)
    |\b(?P<span_month>{_MONTH})\.?\ (?P<span_from>\d{{1,2}})\s?(?:-|–|to|and)\s?(?P<span_to>\d{{1,2}})\b(?:,?\ (?P<span_year>\d{{4}}))?
    |\b(?P<fr_from>\d{{1,2}})\s?(?:-|–|to|and)\s?(?P<fr_to>\d{{1,2}})\ (?P<fr_month>{_MONTH})\b(?:,?\ (?P<fr_year>\d{{4}}))?
    |\b(?P<month>{_MONTH})\.?\ (?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,?\ (?P<year>\d{{4}}))?
    |\b(?P<eu_day>\d{{1,2}})(?:st|nd|rd|th)?\ (?:of\ )?(?P<eu_month>{_MONTH})\b(?:,?\ (?P<eu_year>\d{{4}}))?
    |\b(?P<in_month>{_LONG_MONTH}),?\ (?P<in_year>\d{{4}})\b
    |\b(?:[Oo]vernight\ )?(?:from\ )?(?P<from_day>{_WEEKDAY})(?:\ (?:night|evening))?\ (?:to|into|and|or)\ (?:early\ (?:on\ )?)?(?P<to_day>{_WEEKDAY})\b
    |\b[Oo]vernight\ (?:into|to|on)\ (?P<into_day>{_WEEKDAY})\b
    |(?P<last>\b[Ll]ast\ )?\b(?P<weekday>{_WEEKDAY})\b
    |\b(?P<relative>(?:[Tt]he\ )?(?:day\ before\ yesterday|day\ before|(?:night|evening)\ before|day\ earlier|previous\ (?:day|night|evening)|day\ after|next\ day|following\ day)
        |[Aa]\ day\ (?:earlier|before|later|after)|[Yy]esterday|[Tt]oday|[Tt]onight|[Tt]his\ morning|[Tt]his\ afternoon|[Tt]his\ evening
        |[Ll]ast\ night|[Oo]vernight|[Tt]omorrow|[Ss]ame\ day
        |[Ee]arlier\ this\ week|[Tt]his\ week|[Ll]ast\ week|[Tt]his\ month|[Ll]ast\ month|[Tt]his\ weekend|[Ll]ast\ weekend|[Oo]ver\ the\ weekend|[Ll]ast\ year
        |[Pp]ast\ 24\ hours|[Ll]ast\ 24\ hours|[Pp]revious\ 24\ hours
        |first\ day\ of\ (?:the\ |its\ |their\ )?(?:[\w-]+\ ){{0,2}}(?:campaign|operation|operations|offensive|bombing|strikes|airstrikes|air\ strikes))\b
    |\b[Ii]n\ (?P<only_year>(?:19|20)\d{{2}})\b
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date expression, characters start..end."""

    start: int
    end: int
    when: When
    future: bool = False
    weekday: int | None = None
    relative: str | None = None
    """An expression counted from another day of the text: "a day earlier"."""


@dataclass(frozen=True, slots=True)
class Dated:
    """When an event took place, and whether its own sentence says so."""

    when: When
    own: bool = False
    past: bool = False
    """An event of another time: background, not news."""


def _day(day: dt.date, reason: str) -> When:
    return When(day, day, "day", reason)


def _make_date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _complete(month: int, day: int, year: str | None, published: dt.date | None, said: str) -> When:
    """Give a day and month their year."""
    if year:
        exact = _make_date(int(year), month, day)
        return (
            _day(exact, f"{said!r}, a full date") if exact else When(reason=f"{said!r} is no date")
        )
    if published is None:
        return When(reason=f"{said!r} has no year and the report no date")
    for candidate in (published.year, published.year - 1):
        exact = _make_date(candidate, month, day)
        if exact and exact <= published + dt.timedelta(days=2):
            return _day(exact, f"{said!r}, year from the publication date {published}")
    return When(reason=f"{said!r} fits no year near {published}")


def _weekday(number: int, published: dt.date | None, said: str, *, last: bool) -> When:
    if published is None:
        return When(reason=f"{said!r} needs a publication date")
    back = (published.weekday() - number) % 7
    if last and back == 0:
        back = 7
    day = published - dt.timedelta(days=back)
    return _day(day, f"{said!r} before the publication date {published}")


_AGO = {
    "yesterday": 1,
    "today": 0,
    "tonight": 0,
    "this morning": 0,
    "this afternoon": 0,
    "this evening": 0,
    "last night": 1,
    "day before yesterday": 2,
    "the day before yesterday": 2,
}
_RANGES = {
    "overnight": (1, 0),
    "past 24 hours": (1, 0),
    "last 24 hours": (1, 0),
    "previous 24 hours": (1, 0),
    "this week": (6, 0),
    "earlier this week": (6, 0),
}


def _relative(word: str, published: dt.date | None) -> When:
    if published is None:
        return When(reason=f"{word!r} needs a publication date")
    if word in _AGO:
        day = published - dt.timedelta(days=_AGO[word])
        return _day(day, f"{word!r} before the publication date {published}")
    if word in _RANGES:
        back, to = _RANGES[word]
        if "week" in word:
            back = published.weekday()
        return When(
            published - dt.timedelta(days=back),
            published - dt.timedelta(days=to),
            "range",
            f"{word!r} before the publication date {published}",
        )
    monday = published - dt.timedelta(days=published.weekday())
    if word == "last week":
        return When(
            monday - dt.timedelta(days=7),
            monday - dt.timedelta(days=1),
            "range",
            "the week before publication",
        )
    if "weekend" in word:
        back = (published.weekday() - 5) % 7
        saturday = published - dt.timedelta(days=back)
        return When(
            saturday,
            min(saturday + dt.timedelta(days=1), published),
            "range",
            "the weekend before publication",
        )
    if word == "this month":
        return When(published.replace(day=1), published, "month", "the month of publication")
    if word == "last month":
        end = published.replace(day=1) - dt.timedelta(days=1)
        return When(end.replace(day=1), end, "month", "the month before publication")
    if word == "last year":
        year = published.year - 1
        return When(
            dt.date(year, 1, 1), dt.date(year, 12, 31), "year", "the year before publication"
        )
    return When(reason=f"{word!r} is counted from another day")


def _whole_month(year: int, month: int, said: str) -> When:
    start = dt.date(year, month, 1)
    end = (start + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1)
    return When(start, end, "month", f"{said!r}, a month")


def _latest_month(month: int, published: dt.date | None, said: str, *, before: bool) -> When:
    """Return the last such month up to publication; "last May" is before this one."""
    if published is None:
        return When(reason=f"{said!r} has no year and the report no date")
    back = month > published.month or (before and month == published.month)
    return _whole_month(published.year - back, month, said)


def _slash(said: str, published: dt.date | None) -> When:
    first, second, year = (int(part) for part in re.split(r"[/.-]", said))
    options = [
        day for day in (_make_date(year, second, first), _make_date(year, first, second)) if day
    ]
    if not options:
        return When(reason=f"{said!r} is no date")
    if published and len(options) > 1:
        options.sort(key=lambda day: abs((day - published).days))
    return _day(options[0], f"{said!r}, a full date")


def _span(found: re.Match[str], prefix: str, month: str, published: dt.date | None) -> When:
    said = found.group()
    number = MONTHS[month.lower()]
    year = found[f"{prefix}_year"]
    low = _complete(number, int(found[f"{prefix}_from"]), year, published, said)
    high = _complete(number, int(found[f"{prefix}_to"]), year, published, said)
    if not low.start or not high.start or high.start < low.start:
        return low
    return When(low.start, high.start, "range", low.reason)


def _read(found: re.Match[str], published: dt.date | None) -> When:
    said = found.group()
    if found["iso"]:
        try:
            return _day(dt.date.fromisoformat(said), f"{said!r}, a full date")
        except ValueError:
            return When(reason=f"{said!r} is no date")
    if found["slash"]:
        return _slash(said, published)
    if found["span_month"]:
        return _span(found, "span", found["span_month"], published)
    if found["fr_month"]:
        return _span(found, "fr", found["fr_month"], published)
    if found["month"]:
        return _complete(
            MONTHS[found["month"].lower()], int(found["day"]), found["year"], published, said
        )
    if found["eu_day"]:
        return _complete(
            MONTHS[found["eu_month"].lower()],
            int(found["eu_day"]),
            found["eu_year"],
            published,
            said,
        )
    if found["in_month"]:
        return _whole_month(int(found["in_year"]), MONTHS[found["in_month"].lower()], said)
    if found["only_month"]:
        number = MONTHS[found["only_month"].lower()]
        return _latest_month(number, published, said, before=bool(found["last_month"]))
    if found["from_day"] or found["into_day"]:
        high = _weekday(
            WEEKDAYS[(found["to_day"] or found["into_day"]).lower()], published, said, last=False
        )
        if high.start is None:
            return high
        back = 1
        if found["from_day"]:
            back = (high.start.weekday() - WEEKDAYS[found["from_day"].lower()]) % 7
        return When(high.start - dt.timedelta(days=back), high.start, "range", high.reason)
    if found["weekday"]:
        return _weekday(
            WEEKDAYS[found["weekday"].lower()], published, said, last=bool(found["last"])
        )
    if found["only_year"]:
        year = int(found["only_year"])
        return When(dt.date(year, 1, 1), dt.date(year, 12, 31), "year", f"{said!r}, a year")
    return _relative(said.lower(), published)


def find_dates(text: str, published: dt.date | None) -> list[DateMention]:
    """Return every date expression of a text in order.

    Source: none but the calendar; a weekday means its last occurrence up to publication.
    """
    mentions = []
    for found in _PATTERN.finditer(text):
        when = _read(found, published)
        before = text[max(0, found.start() - 24) : found.start()].lower()
        future = bool(
            re.search(r"(?:as early as|as soon as|\bnext|\bcoming|later)\s+(?:on\s+)?$", before)
        )
        future = future or found.group().lower() == "tomorrow"
        weekday = WEEKDAYS[found["weekday"].lower()] if found["weekday"] else None
        relative = found["relative"].lower() if found["relative"] and when.start is None else None
        mentions.append(DateMention(found.start(), found.end(), when, future, weekday, relative))
    return mentions
