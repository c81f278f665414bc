"""Text that wants to be more than text: it is shown, and never parsed or run.

Every field that comes from reports, file names, gazetteers or options is filled with hostile
text at once, and every view of the page is opened. A payload that runs calls `pwned`, opens a
dialog or asks for an address; each leaves a trace. The last test proves that the traces would
be seen, on a page that does parse its data as HTML.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mapper.model import (
    Assessment,
    CasualtyRange,
    Catalog,
    Reading,
    Reject,
    Side,
    Stance,
    Status,
    When,
)
from mapper.render import render_map
from tests.render.catalogs import DAY, make_claim, make_place, make_report, make_strike

pytestmark = pytest.mark.browser
Opener = Callable[..., Any]

HOSTILE = (
    "<img src=x onerror=pwned()>",
    "</script><script>pwned()</script>",
    "</title></style></textarea><svg onload=pwned()>",
    "<!--<script>pwned()//",
    "`${pwned()}`",
    "${pwned()}{{pwned()}}<%= pwned() %>",
    "javascript:pwned()",
    '" onmouseover="pwned()" x=\'\\u0027',
    "\u202egpj.exe\u202c \u2066pwned()\u2069 \u200f",
    "__proto__",
    "constructor",
    "\x00\x01\x1b[31m\ufffe\ud800",
    '=HYPERLINK("http://example.org")',
    "]]><x/>&lt;img src=x onerror=pwned()&gt;",
)


def hostile_catalog(text: str) -> Catalog:
    """A catalog in which every free text is `text`, or ends in it where it must differ."""
    report = make_report(
        f"{text}.txt",
        f"Before {text} they said {text} and after {text}.",
        publisher=text,
        title=text,
        published=DAY,
        url=text,
        language=text,
        notes=(text,),
    )
    claims = [
        make_claim(
            report, text, side, attribute, text, stance, f"they said {text}",
            origin=f"{text} origin", via=(text,), detail=text,
        )
        for side, attribute, stance in (
            (Side.ATTACKER, "control", Stance.ASSERTS),
            (Side.LOCAL, "target", Stance.DENIES),
            (Side.MEDIA, text, Stance.DOUBTS),
        )
    ]  # fmt: skip
    place = make_place(text, 35.0, 37.0, admin1=text, country=text, source=text, names=(text, "B"))
    disputed = Assessment("control", Status.DISPUTED, (text,), (text,), (), (text,))
    pinned = make_strike(
        place,
        claims,
        attacker=text,
        attackers=(text, text + "2"),
        mentioned_as=(text,),
        control=disputed,
        target=disputed,
        grade=text,
        grade_reason=text,
        notes=(text,),
        when=When(DAY, DAY, "day", text),
        casualties=(CasualtyRange(text + "_killed", 1, 2, low_claims=(claims[0].id,)),),
    )
    listed = make_strike(None, claims, attacker=text, day=None, unmapped_reason=text)
    return Catalog(
        readings=(Reading(report, claims=tuple(claims)),),
        strikes=(pinned, listed),
        rejects=(Reject(text, text),),
        versions={text: text},
    )


def visit_everything(shown: Any) -> None:
    """Open each view that shows text: tip, evidence, tabs, accounts, search, print."""
    page = shown.page
    page.mouse.move(*shown.pixel(lat=35.0, lon=37.0))
    shown.click(lat=35.0, lon=37.0)
    page.wait_for_selector("#evidence-title")
    for button in page.locator("#evidence .covered button").all():
        button.click()
    for tab in ("list", "filter", "radius", "sources", "overview"):
        page.locator(f"#tab-{tab}").click()
    for view in ("attacker", "others", "whose", "compare"):
        page.locator(f"[data-view={view}]").click()
    page.fill("#query", "B")
    page.press("#query", "Enter")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")


def traces(shown: Any) -> list[str]:
    """What a payload that ran would leave behind."""
    parsed = shown.page.evaluate(
        """() => [...document.querySelectorAll('img, svg, iframe, object, embed, '
        + '[onerror], [onload], [onmouseover], [href^="javascript"]')].map(n => n.outerHTML)
        .concat(window.ran || [])"""
    )
    # Leaflet probes for svg without leaving one on the page
    return [*parsed, *shown.foreign, *shown.complaints]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_stays_text(open_map: Opener, text: str) -> None:
    catalog = hostile_catalog(text)
    shown = open_map(catalog, title=text)
    shown.page.evaluate("() => { window.pwned = () => { (window.ran ||= []).push('ran'); }; }")
    visit_everything(shown)
    assert traces(shown) == []
    assert shown.page.locator("#views button").count() == 5


def test_a_hostile_title_gives_a_plain_file_name(open_map: Opener) -> None:
    shown = open_map(hostile_catalog("../../x<y>\"'|"), title="../../etc/<b>\u202epasswd")
    shown.page.locator("#tab-list").click()
    name, text = shown.saved(shown.page.get_by_role("button", name="Download CSV"))
    assert name == "etc-b-passwd.csv"
    assert "<y>" in text


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "\uff1d1"])
def test_a_spreadsheet_runs_nothing(open_map: Opener, text: str) -> None:
    shown = open_map(hostile_catalog(text), fragment="#tab=list")
    _, saved = shown.saved(shown.page.get_by_role("button", name="Download CSV"))
    assert f"'{text}" in saved
    assert f",{text}," not in saved


def test_texts_in_every_script_are_shown_as_they_are(open_map: Opener) -> None:
    shown = open_map(hostile_catalog("<b>الزعفرانة</b> Запоріжжя 北京 \u202eevil"))
    title = shown.page.locator("#overview .entry bdi").first
    assert title.inner_text() == "<b>الزعفرانة</b> Запоріжжя 北京 evil"
    assert title.get_attribute("dir") == "auto"


@settings(
    max_examples=6,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    parts=st.lists(
        st.one_of(st.text(max_size=12), st.sampled_from(HOSTILE), st.sampled_from("<>\"'&`${}\\/")),
        min_size=1,
        max_size=6,
    )
)
def test_generated_text_stays_text(open_map: Opener, parts: list[str]) -> None:
    text = "".join(parts)
    shown = open_map(hostile_catalog(text), title=text)
    shown.page.evaluate("() => { window.pwned = () => { (window.ran ||= []).push('ran'); }; }")
    visit_everything(shown)
    assert traces(shown) == []
    shown.page.context.close()


def test_this_check_would_see_an_execution(open_map: Opener) -> None:
    careless = (
        "<!DOCTYPE html><html data-ready><body><div id=x></div><script>"
        "window.pwned = () => { (window.ran ||= []).push('ran'); };"
        "document.getElementById('x').innerHTML = DATA;</script></body></html>"
    )
    shown = open_map(
        careless.replace("DATA", '"<img src=x onerror=pwned()>"'), expect_silence=False
    )
    shown.page.wait_for_function("window.ran")
    assert "ran" in traces(shown)


def test_the_policy_stops_what_got_in(open_map: Opener) -> None:
    """Even if text were parsed as HTML one day, its script would not run."""
    safe = render_map(hostile_catalog("x"))
    shown = open_map(safe, expect_silence=False)
    shown.page.evaluate(
        """() => { window.pwned = () => { (window.ran ||= []).push('ran'); };
        const div = document.createElement('div'); document.body.append(div);
        div.innerHTML = '<img src=data:, onerror=pwned()>';
        const script = document.createElement('script');
        script.textContent = 'pwned()'; document.body.append(script); }"""
    )
    shown.page.wait_for_timeout(200)
    assert shown.page.evaluate("window.ran") is None
    assert any("Content Security Policy" in complaint for complaint in shown.complaints)


def test_a_claimant_called_proto_has_an_account(open_map: Opener) -> None:
    catalog = hostile_catalog("__proto__")
    shown = open_map(catalog, claimant="__proto__")
    assert shown.text("#legend-title") == "As told by __proto__"
    assert "Compare" in shown.text("#views")
    strike = replace(catalog.strikes[0], attacker="constructor")
    other = open_map(replace(catalog, strikes=(strike,)), fragment="#tab=filter")
    assert "constructor 1" in other.text("#filter")
