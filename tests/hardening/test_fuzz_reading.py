"""Random and made-up reports through everything: quotes are true, and every output parses back."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from defusedxml.ElementTree import fromstring
from hypothesis import given
from hypothesis import strategies as st

from mapper.catalog import build_catalog
from mapper.contract import claims_to_json, strikes_to_json
from mapper.errors import ReportError
from mapper.exports import to_csv, to_geojson, to_kml
from mapper.gazetteer import Gazetteer
from mapper.language import parse_text
from mapper.model import Catalog, Report
from mapper.pipeline import process
from mapper.render import render_map
from mapper.reports import make_report
from mapper.reports.records import MAX_TEXT
from tests.hardening.catalogs import check_catalog, hostile_catalog, hostile_readings
from tests.hardening.growth import measure_growth
from tests.hardening.mangling import fuzz
from tests.hardening.stories import make_stories


def check_outputs(catalog: Catalog) -> None:
    """Each output is read back by another program's reader, with as many strikes as went in."""
    features = json.loads(to_geojson(catalog))["features"]
    assert [one["id"] for one in features] == [strike.id for strike in catalog.strikes]
    rows = list(csv.reader(io.StringIO(to_csv(catalog), newline="")))
    assert len(rows) == len(catalog.strikes) + 1
    assert {len(row) for row in rows} == {len(rows[0])}
    tree = fromstring(to_kml(catalog))
    assert len(tree.findall(".//{*}Placemark")) == len(catalog.strikes)
    json.loads(json.dumps(strikes_to_json(catalog), allow_nan=False))


def check_page(page: str) -> None:
    """Nothing of the data opens or ends an element: scripts are those that the page names."""
    opened = len(re.findall(r"<script\b", page, re.IGNORECASE))
    assert opened == len(re.findall(r"</script\s*>", page, re.IGNORECASE))
    assert "\x00" not in page
    page.encode("utf-8")


@pytest.mark.fuzz
def test_any_story_gives_true_quotes_and_whole_outputs(gazetteer: Gazetteer) -> None:
    @fuzz(20)
    @given(st.binary(min_size=40, max_size=400).map(make_stories))
    def check(reports: list[Report]) -> None:
        catalog = process(reports, gazetteer=gazetteer)
        check_catalog(catalog)
        check_outputs(catalog)
        backwards = process(reversed(reports), gazetteer=gazetteer)
        assert strikes_to_json(backwards) == strikes_to_json(catalog)
        assert claims_to_json(backwards) == claims_to_json(catalog)

    check()


@pytest.mark.parametrize("change", [{"start": 1}, {"quote": "never said"}])
def test_a_quote_that_is_not_where_it_says_would_be_noticed(change: dict[str, Any]) -> None:
    reading, *_ = hostile_readings("Wire")
    first, *rest = reading.claims
    with pytest.raises(AssertionError):
        check_catalog(build_catalog([replace(reading, claims=(replace(first, **change), *rest))]))


@pytest.mark.fuzz
def test_hostile_words_stay_words_in_every_output() -> None:
    nasty = st.sampled_from(
        ("</script>", "<!--", "]]>", "=1+1", "\r", "\n", ",", '"', "'", "&#0;", "\x00", "\x1b", "&",
         "\u2028", "\ufffe", "\u202e", "{{", "${", "\\u003c", "<script>", "\x85", ";", "--", "%0a")
    )  # fmt: skip

    plain = {
        tag: render_map(hostile_catalog("x")).casefold().count(tag) for tag in ("<script", "<style")
    }

    @fuzz(20)
    @given(st.lists(st.one_of(nasty, st.text(max_size=6)), max_size=8).map("".join))
    def check(text: str) -> None:
        text = text.encode("utf-8", "replace").decode().replace("\x00", " ")
        catalog = hostile_catalog(text)
        check_outputs(catalog)
        page = render_map(catalog, title=text)
        check_page(page)
        assert {tag: page.casefold().count(tag) for tag in plain} == plain

    check()


PATTERNS = {
    "brackets": "(", "quotes": '"', "commas": ",", "digits": "7", "figures": "12,", "lines": "\n",
    "capitals": "A", "words": "killed ", "names": "Rastan, ", "and": "and ", "hyphens": "al-",
    "dots": ". ", "apostrophes": "'s ", "marks": "a\u0301", "near": "near ", "slashes": "/",
    "dates": "30 May 2015 ", "said": '"he said" ', "north": "north of ", "joiners": "\u200d",
    "strikes": "Jets hit Rastan. ", "initials": "U.", "bullets": "- x\n", "headline": "ABC (DEF) ",
}  # fmt: skip


@pytest.mark.fuzz
@pytest.mark.parametrize("name", PATTERNS)
def test_twice_the_text_takes_about_twice_the_time(name: str, gazetteer: Gazetteer) -> None:
    """Growth, not speed, is asserted: what grows with the square takes 64 times as long."""

    def read(size: int) -> None:
        unit = PATTERNS[name]
        text = (unit * (size // len(unit) + 1))[:size]
        report = make_report(f"Jets bombed Rastan on 30 May 2015.\n\n{text}\n\nJets hit Homs.")
        parse_text(text)
        check_catalog(process([report], gazetteer=gazetteer))

    read(500)  # what is loaded and cached once
    bound = 24
    assert measure_growth(lambda: read(1_000), lambda: read(8_000), bound=bound) <= bound


@pytest.mark.parametrize("unit", ["(", "7", "killed ", "Rastan, ", "A", '"'])
def test_a_text_longer_than_any_report_is_refused_at_once(unit: str) -> None:
    text = unit * (10_000_000 // len(unit))
    with pytest.raises(ReportError, match="more than any report"):
        make_report(text)
    assert make_report("x" * MAX_TEXT)


def test_a_large_file_among_others_is_a_reject(tmp_path: Path) -> None:
    from mapper.reports import read_reports

    (tmp_path / "a.txt").write_text("Jets hit Rastan.", encoding="utf-8")
    (tmp_path / "b.txt").write_text("(" * 9_000_000, encoding="utf-8")
    reports, rejects = read_reports([tmp_path])
    assert [report.name for report in reports] == ["a.txt"]
    assert [reject.name for reject in rejects] == ["b.txt"]
