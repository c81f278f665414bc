"""What can be said of the page without opening it."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import json
import re
import zlib
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapper.errors import MapperError, RenderError
from mapper.model import CasualtyRange, Catalog
from mapper.render import render_map, write_map
from mapper.render.blocks import (
    dump_json,
    pack_column,
    pack_texts,
    pack_together,
    smallest_integers,
)
from mapper.render.borders import choose_borders, find_province
from mapper.render.labels import choose_labels
from mapper.render.mapdata import lay_out
from mapper.render.wording import is_distressing, link_of, sentence_around
from tests.render.catalogs import make_catalog


def test_the_same_catalog_gives_the_same_bytes() -> None:
    assert render_map(make_catalog()) == render_map(make_catalog())


def test_the_page_is_small_and_whole(tmp_path: Path) -> None:
    path = tmp_path / "map.html"
    write_map(make_catalog(), path)
    text = path.read_text(encoding="utf-8")
    assert len(text.encode()) < 1_000_000
    assert text.startswith("<!DOCTYPE html>")
    assert text.rstrip().endswith("</html>")
    before = path.read_bytes()
    with pytest.raises(MapperError, match="overwrite"):
        write_map(Catalog(), path)
    assert path.read_bytes() == before


def test_the_policy_names_each_script_and_style_and_no_host() -> None:
    page = render_map(make_catalog())
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page).group(1)
    assert policy.startswith("default-src 'none'")
    assert "http" not in policy
    assert "unsafe" not in policy
    for kind in ("script", "style"):
        for body in re.findall(rf"<{kind}>(.*?)</{kind}>", page, re.DOTALL):
            digest = base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
            assert f"'sha256-{digest}'" in policy
    assert "openstreetmap" in render_map(make_catalog(), online_tiles=True).split("</head>")[0]


def test_no_script_style_or_picture_is_fetched() -> None:
    page = render_map(make_catalog())
    assert not re.search(
        r"<(?:script|img|iframe)[^>]+src=|<link\b|@import|url\(\s*['\"]?http", page
    )


def test_an_unknown_claimant_is_told_who_there_is() -> None:
    with pytest.raises(RenderError, match="'villagers'"):
        render_map(make_catalog(), claimant="vilagers")
    with pytest.raises(RenderError, match="nobody"):
        render_map(Catalog(), claimant="anybody")


def test_a_range_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(RenderError, match="ends before"):
        render_map(Catalog(), date_from=dt.date(2020, 1, 2), date_to=dt.date(2020, 1, 1))


def test_an_infinite_figure_does_not_cost_the_map() -> None:
    endless = CasualtyRange("civilians_killed", 3, float("inf"))
    strike = replace(make_catalog().strikes[0], casualties=(endless,))
    data = lay_out(Catalog(strikes=(strike,)))
    assert data.strikes["killed_high"].tolist() == [2**31 - 1]
    assert json.loads(dump_json(data.details))[0]["k"][0]["h"] is None
    assert pack_texts(data.details)


def test_reports_of_one_name_keep_their_own_words() -> None:
    catalog = make_catalog()
    first, second = catalog.readings
    twin = replace(
        second,
        report=replace(second.report, name=first.report.name),
        claims=tuple(replace(claim, report=first.report.name) for claim in second.claims),
    )
    data = lay_out(replace(catalog, readings=(first, twin)))
    assert data.texts[-1]["b"] == "Our town is "
    assert data.claims["report"].tolist()[-1] == 1


def test_columns_say_who_is_pinned_shaded_or_listed() -> None:
    data = lay_out(make_catalog())
    assert data.strikes["shape"].tolist() == [1, 1, 1, 1, 2, 0, 0]
    assert data.countries() == ["SY"]
    assert len(data.tables["areas"]) == 1


@given(st.recursive(st.text() | st.integers() | st.none(), st.lists))
def test_json_in_a_page_cannot_end_its_element(value: object) -> None:
    text = dump_json(value)
    assert not set(text) & {"<", ">", "&", "\u2028", "\u2029"}
    text.encode("utf-8")
    assert json.loads(text) == value


def unpack(how: dict[str, object], packed: str) -> list[int]:
    """What the page does, in Python."""
    kind = {"u8": "u1", "u16": "<u2", "u32": "<u4", "i8": "i1", "i16": "<i2", "i32": "<i4"}
    raw = zlib.decompress(base64.b64decode(packed), -15)
    size = np.dtype(kind[how["type"]]).itemsize
    planes = np.frombuffer(raw, dtype=np.uint8).reshape(size, -1)
    numbers = np.ascontiguousarray(planes.T).view(kind[how["type"]]).ravel().astype(np.int64)
    assert numbers.size == how["count"]
    return (np.cumsum(numbers) if how.get("steps") else numbers).tolist()


@given(st.lists(st.integers(-(2**31), 2**31 - 1), max_size=40), st.booleans())
def test_columns_survive_packing(values: list[int], sort: bool) -> None:
    column = smallest_integers(sorted(values) if sort else values)
    assert unpack(*pack_column(column)) == column.tolist()


@given(st.lists(st.integers(0, 2**31 - 1), max_size=40))
def test_steps_survive_packing(values: list[int]) -> None:
    column = smallest_integers(values)
    assert unpack(*pack_column(column, steps=True)) == column.tolist()


@given(st.lists(st.lists(st.integers(-(2**31), 2**31 - 1), max_size=9), max_size=5))
def test_columns_survive_packing_together(columns: list[list[int]]) -> None:
    kept = [smallest_integers(column) for column in columns]
    hows, packed = pack_together(kept)
    raw = zlib.decompress(base64.b64decode(packed), -15)
    for how, column in zip(hows, columns, strict=True):
        size = int(how["type"][1:]) // 8 * how["count"]
        single = zlib.compressobj(9, zlib.DEFLATED, -15)
        alone = base64.b64encode(single.compress(raw[:size]) + single.flush()).decode()
        assert unpack(how, alone) == column
        raw = raw[size:]
    assert raw == b""


def test_large_columns_survive_packing_too() -> None:
    column = smallest_integers(np.arange(200_000) % 7_001 * 31)
    assert unpack(*pack_column(column)) == column.tolist()


@given(st.lists(st.text(), max_size=5))
def test_texts_survive_packing(texts: list[str]) -> None:
    lines = [line for line in pack_texts(texts).split("\n") if line]
    found = [t for line in lines for t in json.loads(zlib.decompress(base64.b64decode(line), -15))]
    assert found == texts


@given(st.text(max_size=900), st.data())
def test_the_sentence_around_a_quote_is_of_the_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    before, after = sentence_around(text, start=start, end=end)
    assert before.removeprefix("…") in text
    assert after.removesuffix("…") in text
    assert len(before) <= 321
    assert len(after) <= 322


def test_the_sentence_stops_at_its_neighbours() -> None:
    text = "One fell. The mayor said two fell near the mill. Three fled."
    start = text.index("two fell")
    assert sentence_around(text, start=start, end=start + 8) == (
        "The mayor said ",
        " near the mill.",
    )


def test_words_that_picture_the_dead_are_known() -> None:
    assert is_distressing("rescuers found charred bodies")
    assert is_distressing("Body parts lay in the street")
    assert not is_distressing("36 civilians were killed in the strike")
    assert not is_distressing("the governing body of the party said")


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
        ("javascript:alert(1)", None),
        ("java\nscript:alert(1)", None),
        (" https://example.org", "https://example.org"),
        ("data:text/html,x", None),
        ("//example.org", None),
        ("http://[broken", None),
        ("", None),
    ],
)
def test_only_web_addresses_are_links(address: str, kept: str | None) -> None:
    assert link_of(address) == kept


def test_countries_with_strikes_get_fine_borders_and_provinces() -> None:
    near, far = choose_borders(["SY"]), choose_borders([])
    assert sum(map(len, near["arcs"])) > sum(map(len, far["arcs"]))
    assert {"Aleppo", "Idlib"} <= {name for name, *_ in near["provinces"][0]["names"]}
    assert far["provinces"] == []
    assert len(far["countries"]) > 200


def test_arcs_of_mixed_precision_still_meet() -> None:
    """No gaps where a finely drawn country meets a coarsely drawn one."""
    world = choose_borders(["SY", "FJ"])
    ends = []
    for flat in world["arcs"]:
        points = np.cumsum(np.array(flat).reshape(-1, 2), axis=0)
        ends.append((tuple(points[0]), tuple(points[-1])))
    for _, _, rings in world["countries"]:
        for ring in rings:
            sides = [ends[i] if i >= 0 else ends[~i][::-1] for i in ring]
            for (_, left), (right, _) in zip(sides, sides[1:] + sides[:1], strict=True):
                assert abs(left[1] - right[1]) <= 1
                assert abs(left[0] - right[0]) % 360_000 in (0, 1, 359_999)


def test_a_point_finds_its_province() -> None:
    rings = find_province(country="SY", lat=35.13, lon=36.75)
    assert rings is not None
    lons = [lon for ring in rings for lon, _ in ring]
    assert 35.5 < min(lons) < 36.9 < max(lons) < 39
    assert find_province(country="SY", lat=0, lon=0) is None
    assert find_province(country=None, lat=35, lon=37) is None


def test_labels_are_towns_near_the_strikes_and_the_worlds_cities() -> None:
    labels = choose_labels(lats=np.array([34.9]), lons=np.array([36.7]))
    names = {name for name, *_ in labels}
    assert names & {"Homs", "Ḩimş", "Hims"}
    assert "Cairo" in names
    assert len(labels) <= 520
