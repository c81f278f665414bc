"""Read invented sentences with the real parser and gazetteer."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable

import pytest

from mapper.gazetteer import Gazetteer, load_gazetteer
from mapper.model import Reading, Report
from mapper.pipeline import read_report

Read = Callable[..., Reading]


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


@pytest.fixture(scope="session")
def read(gazetteer: Gazetteer) -> Read:
    """Return a function that reads one text as a report of Wednesday 6 May 2020."""

    def read_text(
        text: str,
        *,
        publisher: str | None = "Test Wire",
        published: dt.date | None = dt.date(2020, 5, 6),
        language: str | None = "en",
    ) -> Reading:
        sha256 = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        report = Report("test.txt", text, sha256, publisher, None, published, None, language)
        return read_report(report, gazetteer)

    return read_text
