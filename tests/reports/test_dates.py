"""Dates as written: certain ones are read, ambiguous ones are not guessed."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapper.reports.dates import date_in_header, date_in_name, parse_date

DAY = dt.date(2015, 10, 1)


@pytest.mark.parametrize(
    "written",
    [
        "2015-10-01",
        "2015-10-01T23:30:00+05:00",
        "2015/10/1",
        "20151001",
        "1 October 2015",
        "1st Oct 2015",
        "Oct. 1, 2015 10:22 am",
        "Thursday, October 1, 2015",
        "Thu, 01 Oct 2015 10:00:00 GMT",
        1_443_657_600,
        1_443_657_600_000,
        dt.datetime(2015, 10, 1, 8),
    ],
)
def test_certain_dates(written: object) -> None:
    assert parse_date(written) == DAY


@pytest.mark.parametrize(
    "written",
    ["10/11/2015", "yesterday", "2015-13-01", "2015", "", None, True, "1 Octember 2015", -5, 1e99],
)
def test_what_is_no_certain_date(written: object) -> None:
    assert parse_date(written) is None


def test_day_and_month_when_only_one_order_is_possible() -> None:
    assert parse_date("17/10/2015") == parse_date("10/17/2015") == dt.date(2015, 10, 17)
    assert parse_date("10/10/2015") == dt.date(2015, 10, 10)


@given(st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31)))
def test_every_day_survives_being_written(day: dt.date) -> None:
    assert parse_date(day.isoformat()) == day
    assert parse_date(f"{day:%B} {day.day}, {day.year}") == day
    assert date_in_name(f"raid-{day.isoformat()}.txt") == (day if 1900 <= day.year < 2100 else None)


@given(st.text())
def test_any_text_is_a_date_or_none(text: str) -> None:
    for found in (parse_date(text), date_in_header(text), date_in_name(text)):
        assert found is None or isinstance(found, dt.date)


def test_a_hash_or_two_dates_in_a_name_are_no_date() -> None:
    assert date_in_name("000_eacd20151001e184ae.txt") is None
    assert date_in_name("2015-10-01_to_2015-10-03.txt") is None
