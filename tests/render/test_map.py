"""The map as a person uses it, in a real browser without network."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from pyproj import Geod

from mapper.model import Catalog, PlaceKind, Side
from tests.render.catalogs import RASTAN, SALAMIYAH, TALBISEH, ZAFARANEH, make_catalog

pytestmark = pytest.mark.browser
Opener = Callable[..., Any]
GEOD = Geod(ellps="WGS84")


def colours(shown: Any, *, lat: float, lon: float, reach: int = 12) -> set[tuple[int, ...]]:
    """The opaque colours that our canvas of strikes has around a point."""
    pixels = shown.page.evaluate(
        """([lat, lon, reach]) => { const c = document.querySelector('canvas.strikes');
        const at = map_strikes.latLngToContainerPoint([lat, lon]);
        const box = c.getBoundingClientRect();
        const frame = map_strikes.getContainer().getBoundingClientRect();
        const scale = c.width / box.width;
        const x = (at.x + frame.left - box.left) * scale - reach;
        const y = (at.y + frame.top - box.top) * scale - reach;
        const data = c.getContext('2d').getImageData(x, y, 2 * reach, 2 * reach).data;
        const seen = [];
        for (let i = 0; i < data.length; i += 4)
          if (data[i + 3] === 255) seen.push([data[i], data[i+1], data[i+2]]);
        return seen; }""",
        [lat, lon, reach],
    )
    return {tuple(pixel) for pixel in pixels}


VERMILION, ORANGE, BLUE = (176, 51, 0), (185, 120, 0), (0, 103, 166)


def test_the_page_asks_for_nothing_and_draws_land_and_pins(open_map: Opener) -> None:
    shown = open_map(make_catalog())
    assert len(shown.requests) == 1
    assert shown.text("#made") == "7 strikes from 2 reports of 1–2 Oct 2015"
    land = shown.page.evaluate(
        """() => { const c = document.querySelector('canvas.basemap');
        const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;
        const seen = new Set();
        for (let i = 0; i < d.length; i += 4) seen.add(d[i] << 16 | d[i+1] << 8 | d[i+2]);
        return [...seen]; }"""
    )
    assert {0xDFE9EF, 0xF7F5EF} <= set(land)  # sea and land
    assert VERMILION in colours(shown, lat=TALBISEH.lat, lon=TALBISEH.lon)
    assert ORANGE in colours(shown, lat=SALAMIYAH.lat, lon=SALAMIYAH.lon)


def test_a_click_on_a_pin_opens_its_claims_with_their_words(open_map: Opener) -> None:
    shown = open_map(make_catalog())
    shown.click(lat=TALBISEH.lat, lon=TALBISEH.lon)
    shown.page.wait_for_selector("#evidence-title")
    said = shown.text("#evidence")
    assert "Talbiseh" in said
    assert "Disputed: accounts of who held it contradict each other" in said
    assert "villagers (people on the spot) denies Islamists" in said
    marked = shown.page.locator(".claim.denies mark").first.inner_text()
    assert marked == "denied that any Islamist fighter had been there"
    assert shown.page.locator(".claim.denies blockquote").first.inner_text().startswith("Villagers")
    assert "at least 36 civilians killed" in said
    assert "One total for several places together" in said
    assert "Ministry of Air" in said
    assert "2 reports, one origin" in shown.page.locator(".origins").text_content()


def test_pointing_at_a_pin_names_it(open_map: Opener) -> None:
    shown = open_map(make_catalog())
    shown.page.mouse.move(*shown.pixel(lat=SALAMIYAH.lat, lon=SALAMIYAH.lon))
    assert "Salamiyah" in shown.text("#tip")
    assert "questioned" in shown.text("#tip")


def test_distressing_words_stand_behind_a_click(open_map: Opener) -> None:
    shown = open_map(make_catalog())
    shown.click(lat=TALBISEH.lat, lon=TALBISEH.lon)
    shown.page.wait_for_selector("#evidence-title")
    assert "charred" not in shown.text("#evidence")
    shown.page.get_by_role("button", name=re.compile("may distress")).click()
    assert "charred bodies" in shown.text("#evidence")


def test_only_web_addresses_become_links(open_map: Opener) -> None:
    shown = open_map(make_catalog(), fragment="#tab=sources")
    links = shown.page.locator("#sources a")
    assert [link.get_attribute("href") for link in links.all()] == ["https://example.org/raids"]
    assert links.first.get_attribute("rel") == "noopener noreferrer"
    assert "Natural Earth" in shown.text("#sources")
    assert "no judgement on any claim" in shown.text("#sources")
    assert "photo.jpg: not text" in shown.text("#sources")


def test_strikes_without_a_spot_are_listed_with_the_reason(open_map: Opener) -> None:
    shown = open_map(make_catalog())
    listed = shown.text("#unpinned")
    assert "Syria" in listed
    assert "known only as a country" in listed
    assert "no report says where" in listed
    assert colours(shown, lat=35.0, lon=38.0) == set()  # nothing is drawn on Syria's middle


def test_a_governorate_is_shaded_not_pinned(open_map: Opener) -> None:
    shown = open_map(make_catalog())
    shown.click(lat=35.24, lon=36.9)
    shown.page.wait_for_selector("#evidence-title")
    assert "not a spot" in shown.text("#evidence")


def test_attackers_and_others_accounts_differ(open_map: Opener) -> None:
    shown = open_map(make_catalog())
    shown.page.get_by_role("button", name="Attacker says").click()
    assert "Islamists" in shown.text("#legend-body")
    assert "rebels" not in shown.text("#legend-body")
    shown.page.get_by_role("button", name="Others say").click()
    assert "rebels" in shown.text("#legend-body")
    assert "not Islamists" in shown.text("#legend-body")


def test_one_claimants_account(open_map: Opener) -> None:
    shown = open_map(make_catalog())
    shown.page.get_by_role("button", name="Whose account?").click()
    shown.page.select_option("#account-a", "who:council of Zaafaraniya")
    assert shown.text("#legend-title") == "As told by council of Zaafaraniya"
    assert "rebels 1" in shown.text("#legend-body")
    assert "Zafaraneh" in shown.text("#overview")
    assert "6 strikes of which this account says nothing" in shown.text("#overview")


def test_compare_lists_what_changes_and_the_swipe_moves(open_map: Opener) -> None:
    shown = open_map(make_catalog())
    shown.page.get_by_role("button", name="Compare").click()
    overview = shown.text("#overview")
    assert "They contradict each other 3" in overview
    assert "One doubts what the other says 1" in overview
    spot = {"lat": SALAMIYAH.lat, "lon": SALAMIYAH.lon}
    swipe = shown.page.locator("#swipe")
    swipe.focus()
    swipe.press("End")
    shown.page.wait_for_timeout(100)
    all_left = colours(shown, **spot, reach=6)
    swipe.press("Home")
    shown.page.wait_for_timeout(100)
    assert swipe.get_attribute("aria-valuenow") == "0"
    assert colours(shown, **spot, reach=6) != all_left  # asserted on the left, doubted on the right
    box = swipe.bounding_box()
    shown.page.mouse.move(box["x"] + 15, box["y"] + 300)
    shown.page.mouse.down()
    shown.page.mouse.move(900, box["y"] + 300, steps=4)
    shown.page.mouse.up()
    assert 45 < int(swipe.get_attribute("aria-valuenow")) < 60


def test_legend_and_filters_narrow_everything(open_map: Opener) -> None:
    shown = open_map(make_catalog(), fragment="#tab=filter")
    shown.page.get_by_label(re.compile("rebels")).check()
    shown.page.locator("#tab-list").click()
    assert shown.text("#table-heading") == "3 strikes of 7, filtered"
    shown.page.locator("#tab-filter").click()
    shown.page.get_by_role("button", name="Clear all filters").click()
    shown.page.get_by_label(re.compile("attacker not told")).check()
    shown.page.locator("#tab-list").click()
    assert shown.text("#table-heading") == "1 strike of 7, filtered"
    shown.page.locator("#tab-filter").click()
    shown.page.get_by_role("button", name="Clear all filters").click()
    shown.page.get_by_label(re.compile("Council Paper")).check()
    shown.page.fill("#killed", "30")
    shown.page.locator("#tab-list").click()
    assert shown.text("#table-heading") == "3 strikes of 7, filtered"
    shown.page.locator("#tab-filter").click()
    shown.page.get_by_role("button", name="Clear all filters").click()
    shown.page.locator("#legend .key", has_text="questioned").click()
    shown.page.locator("#tab-list").click()
    assert shown.text("#table-heading") == "1 strike of 7, filtered"
    assert colours(shown, lat=TALBISEH.lat, lon=TALBISEH.lon) == set()


def test_time_slides_by_key_and_drag_and_plays(open_map: Opener) -> None:
    shown = open_map(make_catalog(), fragment="#tab=list")
    first = shown.page.locator("#from")
    first.focus()
    first.press("ArrowRight")
    shown.page.wait_for_timeout(100)
    assert shown.text("#span") == "1 Oct 2015 – 4 Oct 2015"
    assert shown.text("#table-heading") == "4 strikes of 7, filtered"  # three, and the undated one
    box = shown.page.locator("#histogram").bounding_box()
    shown.page.mouse.move(box["x"] + 5, box["y"] + 10)
    shown.page.mouse.down()
    shown.page.mouse.move(box["x"] + box["width"] * 0.3, box["y"] + 10, steps=3)
    shown.page.mouse.up()
    assert shown.text("#span") == "30 Sep 2015 – 1 Oct 2015"
    shown.page.get_by_role("button", name="Play through time").click()
    shown.page.wait_for_timeout(900)
    assert shown.text("#span") != "30 Sep 2015 – 1 Oct 2015"
    shown.page.get_by_role("button", name="Stop playing").click()


@pytest.mark.parametrize("typed", ["Zaafaraniya", "zaferaneh", "Az Za'farana", "Zafaranah"])
def test_any_spelling_finds_the_place(open_map: Opener, typed: str) -> None:
    shown = open_map(make_catalog())
    shown.page.fill("#query", typed)
    option = shown.page.locator("#found [role=option]").first
    assert option.inner_text().startswith("Zafaraneh")
    shown.page.press("#query", "ArrowDown")
    shown.page.press("#query", "Enter")
    shown.page.wait_for_selector("#evidence-title")
    assert shown.text("#evidence-title") == "Zafaraneh"


def test_arabic_names_are_found_and_kept_in_their_own_direction(open_map: Opener) -> None:
    shown = open_map(make_catalog())
    shown.page.fill("#query", "الرستن")
    option = shown.page.locator("#found [role=option]").first
    assert option.inner_text().startswith("Rastan")
    assert option.locator("bdi[dir=auto]", has_text="الرستن").count() == 1


def test_a_place_that_is_not_there_says_so(open_map: Opener) -> None:
    shown = open_map(make_catalog())
    shown.page.fill("#query", "Xyzzyplugh")
    assert "No place like “Xyzzyplugh”" in shown.text("#found")


def test_radius_by_a_typed_place_says_certainly_and_possibly(open_map: Opener) -> None:
    shown = open_map(make_catalog(), fragment="#tab=radius")
    shown.page.fill("#centre", "Zaafaraniya")
    shown.page.fill("#radius-km", "20 km")
    shown.page.get_by_role("button", name="Draw the circle").click()
    assert shown.text("#certain") == "3"
    assert shown.text("#possible") == "2"  # Salamiyah 28 km off, give or take 12; Hama's area
    shown.page.get_by_role("button", name="Download CSV").wait_for()
    name, text = shown.saved(
        shown.page.locator("#inside").get_by_role("button", name="Download CSV")
    )
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert name == "Reported-strikes-who-claims-what.csv"
    distances = {row["place"]: float(row["distance_km"]) for row in rows}
    for place in (RASTAN, TALBISEH, SALAMIYAH):
        metres = GEOD.inv(ZAFARANEH.lon, ZAFARANEH.lat, place.lon, place.lat)[2]
        assert distances[place.name] == pytest.approx(metres / 1000, abs=0.0006)
    assert {row["place"] for row in rows if row["certainty"] == "certainly inside"} == {
        "Rastan",
        "Talbiseh",
        "Zafaraneh",
    }


def test_radius_by_a_click_and_dragging(open_map: Opener) -> None:
    shown = open_map(make_catalog(), fragment="#tab=radius")
    shown.page.fill("#radius-km", "8")
    shown.page.get_by_role("button", name="Click on the map instead").click()
    x, y = shown.pixel(lat=TALBISEH.lat, lon=TALBISEH.lon)
    shown.page.mouse.click(x, y)
    assert shown.text("#certain") == "1"
    shown.page.mouse.move(x, y)
    shown.page.mouse.down()
    east = shown.pixel(lat=SALAMIYAH.lat, lon=SALAMIYAH.lon)
    shown.page.mouse.move(*east, steps=6)
    shown.page.mouse.up()
    assert shown.text("#certain") == "0"
    # 8 km around Salamiyah, whose pin may be off by 12: only possibly; so is Hama's wide area
    assert int(shown.text("#possible")) >= 1
    assert "km" in shown.page.input_value("#radius-km")
    before = shown.page.input_value("#radius-km")
    edge = shown.page.locator(".knob.edge").bounding_box()
    shown.page.mouse.move(edge["x"] + 12, edge["y"] + 12)
    shown.page.mouse.down()
    shown.page.mouse.move(edge["x"] + 112, edge["y"] + 12, steps=5)
    shown.page.mouse.up()
    assert shown.page.input_value("#radius-km") != before


@pytest.mark.parametrize(
    ("radius", "centre"),
    [("-3 km", "Rastan"), ("much", "Rastan"), ("5 km", "Nowhereville"), ("5 km", "95, 10")],
)
def test_a_wrong_radius_is_answered_in_words(open_map: Opener, radius: str, centre: str) -> None:
    shown = open_map(make_catalog(), fragment="#tab=radius")
    shown.page.fill("#radius-km", radius)
    shown.page.fill("#centre", centre)
    shown.page.get_by_role("button", name="Draw the circle").click()
    assert len(shown.text("#radius-error")) > 10


def test_a_colleague_opens_the_same_view(open_map: Opener) -> None:
    shown = open_map(make_catalog(), fragment="#tab=radius")
    shown.page.fill("#centre", "35.0, 36.8")
    shown.page.get_by_role("button", name="Draw the circle").click()
    shown.page.get_by_role("button", name="Compare").click()
    shown.page.select_option("#account-b", "who:villagers")
    shown.page.locator("#from").press("ArrowRight")
    shown.page.get_by_role("button", name=re.compile("Salamiyah")).first.click()
    shown.page.wait_for_timeout(500)
    fragment = shown.page.evaluate("location.hash")
    other = open_map(make_catalog(), fragment=fragment)
    other.page.wait_for_selector("#evidence-title")
    other.page.wait_for_timeout(400)
    assert other.page.evaluate("location.hash") == fragment
    assert other.text("#evidence-title") == "Salamiyah"
    assert other.text("#legend-body") == shown.text("#legend-body")
    assert other.page.input_value("#account-b") == "who:villagers"
    assert other.text("#span") == "1 Oct 2015 – 4 Oct 2015"
    assert other.page.locator(".radius-ring").count() == 1


@pytest.mark.parametrize(
    "fragment",
    [
        "#at=x,y,z&circle=1,2&view=nonsense&strike=zz",
        "#at=NaN,1,1",
        "#%",
        "#a=who:nobody&view=compare",
    ],
)
def test_a_broken_address_still_opens(open_map: Opener, fragment: str) -> None:
    shown = open_map(make_catalog(), fragment=fragment)
    assert shown.text("#title")


def test_embedded_shows_the_map_alone(open_map: Opener) -> None:
    shown = open_map(make_catalog(), fragment="#embed", width=700, height=600)
    assert not shown.page.locator("#tabs").is_visible()
    assert not shown.page.locator("#title").is_visible()
    assert shown.page.locator("#legend").is_visible()
    shown.click(lat=TALBISEH.lat, lon=TALBISEH.lon)
    shown.page.wait_for_selector("#evidence-title")
    assert shown.page.locator("#evidence").is_visible()


def test_downloads_hold_the_selection(open_map: Opener) -> None:
    shown = open_map(make_catalog(), fragment="#tab=list&statuses=disputed")
    name, text = shown.saved(shown.page.get_by_role("button", name="Download GeoJSON"))
    found = json.loads(text)
    assert name.endswith(".geojson")
    assert {f["properties"]["place"] for f in found["features"]} == {
        "Rastan",
        "Talbiseh",
        "Zafaraneh",
    }
    assert found["features"][0]["geometry"]["type"] == "Point"
    assert found["features"][0]["properties"]["control_disputed_by"] == "rebels"
    everything = open_map(make_catalog(), fragment="#tab=list")
    _, text = everything.saved(everything.page.get_by_role("button", name="Download GeoJSON"))
    nowhere = [f for f in json.loads(text)["features"] if f["geometry"] is None]
    assert len(nowhere) == 2  # a country and an unknown place have no point


def test_the_table_leads_to_the_evidence_and_back_by_keys_alone(open_map: Opener) -> None:
    shown = open_map(make_catalog())
    shown.page.keyboard.press("Tab")
    assert shown.page.evaluate("document.activeElement.id") == "skip"
    shown.page.keyboard.press("Enter")
    assert shown.page.evaluate("document.activeElement.id") == "table-heading"
    for _ in range(12):
        shown.page.keyboard.press("Tab")
        if shown.page.evaluate("document.activeElement.classList.contains('link')"):
            break
    shown.page.keyboard.press("Enter")
    shown.page.wait_for_selector("#evidence-title")
    assert shown.page.evaluate("document.activeElement.id") == "evidence"
    shown.page.keyboard.press("Escape")
    assert shown.page.evaluate("document.activeElement.id") == "tab-list"
    shown.page.keyboard.press("ArrowRight")
    assert shown.page.evaluate("document.activeElement.id") == "tab-filter"


def test_the_table_sorts_and_marks_the_chosen_row(open_map: Opener) -> None:
    shown = open_map(make_catalog(), fragment="#tab=list")
    shown.page.locator("#table thead").get_by_role("button", name="Place").click()
    names = [cell.inner_text() for cell in shown.page.locator("#table tbody th button").all()]
    assert names == sorted(names)
    assert shown.page.locator("th[aria-sort=ascending]").inner_text().startswith("Place")
    shown.page.locator("#table thead").get_by_role("button", name="Place").click()
    assert shown.page.locator("th[aria-sort=descending]").count() == 1


def test_a_phone_needs_no_sideways_scrolling(open_map: Opener) -> None:
    shown = open_map(make_catalog(), width=360, height=740)
    assert shown.page.evaluate("document.documentElement.scrollWidth") <= 360
    for tab in ("list", "filter", "radius", "sources", "overview"):
        shown.page.locator(f"#tab-{tab}").click()
        pages = shown.page.locator("#pages")
        assert pages.evaluate("node => node.scrollWidth <= node.clientWidth"), tab
    shown.page.get_by_role("button", name="Show more or less of the details").click()
    shown.click(lat=SALAMIYAH.lat, lon=SALAMIYAH.lon)
    shown.page.wait_for_selector("#evidence-title")
    assert shown.page.locator("#grip").get_attribute("aria-expanded") == "true"
    small = shown.page.evaluate(
        """() => [...document.querySelectorAll('button, a, input, select')]
        .filter(n => n.offsetParent).map(n => [n.id || n.textContent, n.getBoundingClientRect()])
        .filter(([, r]) => r.height && r.height < 22 && r.width < 22).map(([n]) => n)"""
    )
    assert small == []


@pytest.mark.parametrize("view", ["status", "whose", "compare"])
def test_on_a_phone_the_choice_of_account_leaves_the_search_free(
    open_map: Opener, view: str
) -> None:
    shown = open_map(make_catalog(), width=360, height=740, fragment=f"#view={view}")
    seen = """id => { const box = document.getElementById(id).getBoundingClientRect();
        const at = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
        return Boolean(at) && at.id === id; }"""
    ids = [
        "query",
        "zoom-in",
        *{"whose": ["account-a"], "compare": ["account-a", "account-b"]}.get(view, []),
    ]
    assert [name for name in ids if not shown.page.evaluate(seen, name)] == []


def covered_pins(shown: Any, catalog: Catalog) -> list[str]:
    covered = """([x, y]) => { const at = document.elementFromPoint(x, y);
        return !at || !at.closest('#frame'); }"""
    pins = {strike.place for strike in catalog.strikes if strike.mapped and strike.place}
    return [
        place.name
        for place in pins
        if place.kind is PlaceKind.SETTLEMENT
        and shown.page.evaluate(covered, list(shown.pixel(lat=place.lat, lon=place.lon)))
    ]


@pytest.mark.parametrize("size", [(360, 740), (830, 680), (1000, 620), (1366, 800)])
def test_nothing_covers_the_pins_when_the_map_opens(
    open_map: Opener, size: tuple[int, int]
) -> None:
    catalog = make_catalog()
    assert covered_pins(open_map(catalog, width=size[0], height=size[1]), catalog) == []


def test_a_map_follows_its_frame_until_somebody_moves_it(open_map: Opener) -> None:
    catalog = make_catalog()
    shown = open_map(catalog, width=1366, height=800)
    shown.page.set_viewport_size({"width": 360, "height": 740})
    wait_until(lambda: shown.page.evaluate("map_strikes.getSize().x") == 360)
    wait_until(lambda: not covered_pins(shown, catalog))
    moved = shown.page.evaluate("map_strikes.getZoom()") - 1
    shown.page.locator("#zoom-out").click()
    wait_until(lambda: shown.page.evaluate("map_strikes.getZoom()") == moved)
    shown.page.set_viewport_size({"width": 1366, "height": 800})
    wait_until(lambda: shown.page.evaluate("map_strikes.getSize().x") > 700)
    assert shown.page.evaluate("map_strikes.getZoom()") == moved


def wait_until(holds: Callable[[], bool]) -> None:
    """Wait as Playwright's own waiting cannot, which the page's policy forbids."""
    until = time.monotonic() + 10
    while not holds():
        assert time.monotonic() < until, "it never came true"
        time.sleep(0.05)


def test_print_has_the_title_the_map_and_the_table(open_map: Opener) -> None:
    shown = open_map(make_catalog(), dark=True)
    assert shown.page.pdf()[:4] == b"%PDF"
    shown.page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    shown.page.emulate_media(media="print")
    assert shown.page.locator("#printed").is_visible()
    assert "Zafaraneh" in shown.text("#printed")
    assert "Natural Earth" in shown.text("#printed")
    assert not shown.page.locator("#tabs").is_visible()


def test_dark_is_dark_and_light_is_light(open_map: Opener) -> None:
    paper = "getComputedStyle(document.querySelector('#panel')).backgroundColor"
    assert open_map(make_catalog()).page.evaluate(paper) == "rgb(255, 255, 255)"
    assert open_map(make_catalog(), dark=True).page.evaluate(paper) == "rgb(26, 31, 37)"


def test_a_map_for_one_claimant_opens_in_their_account(open_map: Opener) -> None:
    shown = open_map(make_catalog(), claimant="villagers", title="As the village tells it")
    assert shown.text("#title") == "As the village tells it"
    assert shown.page.title() == "As the village tells it"
    assert shown.text("#legend-title") == "As told by villagers"


def test_dates_leave_strikes_out(open_map: Opener) -> None:
    shown = open_map(make_catalog(), date_from=dt.date(2015, 10, 1), date_to=dt.date(2015, 10, 2))
    assert shown.text("#made").startswith("3 strikes")  # and the one whose date nobody tells


def test_tiles_are_a_switch_that_is_off(open_map: Opener) -> None:
    plain = open_map(make_catalog(), fragment="#tab=sources")
    assert plain.page.locator("#tiles").count() == 0
    offered = open_map(make_catalog(), fragment="#tab=sources", online_tiles=True)
    assert not offered.page.locator("#tiles").is_checked()
    trying = open_map(
        make_catalog(), fragment="#tab=sources", online_tiles=True, expect_silence=False
    )
    trying.page.locator("#tiles").check()
    trying.page.wait_for_timeout(300)
    assert any("openstreetmap" in url for url in trying.foreign)


def test_a_notebook_shows_the_map_in_a_frame(open_map: Opener) -> None:
    from mapper.render import render_map

    frame = render_map(make_catalog())._repr_html_()
    page = f"<!DOCTYPE html><html data-ready><body>{frame}</body></html>"
    shown = open_map(page, expect_silence=False)
    inside = shown.page.frame_locator("iframe")
    inside.locator("html[data-ready]").wait_for(state="attached")
    assert inside.locator("#made").inner_text().startswith("7 strikes")


def test_an_account_that_says_both_is_drawn_as_divided(open_map: Opener) -> None:
    """Those who do not attack may contradict each other; the map must not pick one of them."""
    catalog = make_catalog()
    shown = open_map(catalog)
    shown.page.get_by_role("button", name="Whose account?").click()
    shown.page.select_option("#account-a", "attacking")
    assert "tells both" not in shown.text("#legend-body")
    target = next(claim for claim in catalog.claims if claim.attribute == "target")
    other = replace(target, id="f" * 16, claimant="a rival office", side=Side.THIRD_PARTY)
    readings = (
        replace(catalog.readings[0], claims=(*catalog.readings[0].claims, other)),
        catalog.readings[1],
    )
    strikes = (
        replace(catalog.strikes[0], claims=(*catalog.strikes[0].claims, other.id)),
        *catalog.strikes[1:],
    )
    divided = open_map(replace(catalog, readings=readings, strikes=strikes))
    divided.page.get_by_role("button", name="Others say").click()
    assert "tells both: some say it, some deny it 1" in divided.text("#legend-body")
