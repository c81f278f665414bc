"""Publication dates as people and machines write them; an ambiguous one is no date."""

from __future__ import annotations

import datetime as dt
import re

__all__ = ["date_in_header", "date_in_name", "parse_date"]

_MONTHS = {
    name: number
    for number, names in enumerate(
        [
            ("january", "jan"),
            ("february", "feb"),
            ("march", "mar"),
            ("april", "apr"),
            ("may",),
            ("june", "jun"),
            ("july", "jul"),
            ("august", "aug"),
            ("september", "sept", "sep"),
            ("october", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ],
        start=1,
    )
    for name in names
}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
# a time of day, a zone and dashes may follow a date; nothing else may
_TIME = r"(?:[\s,T|·–-]*(?:at\s+)?\d{1,2}[:.h]\d{2}.{0,30})?"
_FORMS = (
    re.compile(rf"(?P<y>\d{{4}})[-/.](?P<m>\d{{1,2}})[-/.](?P<d>\d{{1,2}}){_TIME}", re.I),
    re.compile(r"(?P<y>(?:19|20)\d\d)(?P<m>\d\d)(?P<d>\d\d)(?:T?\d{4,6}Z?)?"),
    re.compile(
        rf"{_WEEKDAY}(?P<d>\d{{1,2}})(?:st|nd|rd|th)?[\s-]+(?P<m>{_MONTH})\.?,?[\s-]+(?P<y>\d{{4}}){_TIME}",
        re.I,
    ),
    re.compile(
        rf"{_WEEKDAY}(?P<m>{_MONTH})\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>\d{{4}}){_TIME}",
        re.I,
    ),
)
_NUMERIC = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})" + _TIME, re.I)
_NAME_DATE = re.compile(
    r"(?<![0-9A-Za-z])((?:19|20)\d\d)([-_.]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?![0-9A-Za-z])"
)
_LABEL = re.compile(
    r"(?P<label>(?:first |originally )?(?:published|posted|date[d]?|(?:last )?updated|modified))"
    r"\s*(?:on|at)?\s*[:–-]?\s*",
    re.I,
)
_HEADER_LINES = 12
_LONGEST_DATE = 80
_EPOCH_RANGE = (0, 4_102_444_800)  # 1970 to 2100, in seconds


def parse_date(value: object) -> dt.date | None:
    """Return the one day that `value` names, or None when it names none or could be two.

    Parameters
    ----------
    value
        A date, a datetime, seconds or milliseconds since 1970 (UTC), or text: ISO 8601,
        ``1 October 2015``, ``Oct. 1, 2015``, RFC 2822, or ``17/10/2016`` where only one
        order of day and month is possible. A time of day may follow.
    """
    if isinstance(value, dt.date):
        return value.date() if isinstance(value, dt.datetime) else value
    if isinstance(value, int | float):
        return None if isinstance(value, bool) else _from_epoch(float(value))
    text = " ".join(str(value or "").split())
    return _from_text(text) if 0 < len(text) <= _LONGEST_DATE else None


def date_in_name(name: str) -> dt.date | None:
    """Return the date in a file name such as ``2015-10-01-talks.txt``, if there is just one."""
    days = {_day(int(y), int(m), int(d)) for y, _, m, d in _NAME_DATE.findall(name)}
    return days.pop() if len(days) == 1 else None


def date_in_header(text: str) -> dt.date | None:
    """Return the date that stands alone on one of a document's first lines.

    Web pages saved as text keep such a line ("Published: 1 October 2015"). One that says it is
    the day of an update is used only when there is no other.
    """
    updated: dt.date | None = None
    for line in text[:4000].splitlines()[:_HEADER_LINES]:
        written = line.strip().strip("*_")
        label = _LABEL.match(written)
        day = parse_date(written[label.end() :] if label else written) if written else None
        if day is None or (not label and written.isdigit()):
            continue
        if not (label and re.search("updated|modified", label["label"], re.I)):
            return day
        updated = updated or day
    return updated


def _from_text(text: str) -> dt.date | None:
    for form in _FORMS:
        if found := form.fullmatch(text):
            month = found["m"].casefold()
            return _day(int(found["y"]), _MONTHS.get(month) or int(month), int(found["d"]))
    if found := _NUMERIC.fullmatch(text):
        return _only_reading(int(found[1]), int(found[2]), int(found[3]))
    return None


def _only_reading(first: int, second: int, year: int) -> dt.date | None:
    readings = {_day(year, second, first), _day(year, first, second)} - {None}
    return readings.pop() if len(readings) == 1 else None


def _from_epoch(seconds: float) -> dt.date | None:
    if seconds > _EPOCH_RANGE[1]:
        seconds /= 1000
    if not _EPOCH_RANGE[0] < seconds < _EPOCH_RANGE[1]:
        return None
    return dt.datetime.fromtimestamp(seconds, dt.UTC).date()


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day) if 1900 <= year <= 2100 else None
    except ValueError:
        return None
