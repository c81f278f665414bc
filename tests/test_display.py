"""What a notebook and a terminal show of the model: useful, and never run."""

from __future__ import annotations

import io

from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from mapper.display import clean_text
from mapper.model import Candidate, Catalog, Mention, Place, PlaceKind, Report, Resolution

HOSTILE = '<img src=x onerror="alert(1)">\x1b[31m\u202e'


def shown(thing: object) -> str:
    out = io.StringIO()
    Console(file=out, width=160).print(thing)
    return out.getvalue()


def test_a_report_shows_its_facts_and_no_markup_of_its_own() -> None:
    report = Report(name=HOSTILE, text=f"[bold]raid[/bold] {HOSTILE}", sha256="ab")
    assert "<img" not in report._repr_html_()
    assert "&lt;img" in report._repr_html_()
    assert "\x1b[31m" not in shown(report)
    assert "[bold]raid[/bold]" in shown(report)
    assert "\u202e" not in shown(report)


def test_a_resolution_shows_why() -> None:
    place = Place("x:1", "Rastan", PlaceKind.SETTLEMENT, 34.9, 36.7, "SY", "Homs")
    known = Resolution(
        Mention(0, 6, "Rastan"), (Candidate(place, 0.97, True, ("exact name",)),), None
    )
    assert "exact name" in known._repr_html_()
    unknown = Resolution(Mention(0, 4, "Xyzq"), (), "no name is close")
    assert "no name is close" in shown(unknown)


def test_an_empty_catalog_says_so() -> None:
    assert "0 strikes in 0 reports" in Catalog()._repr_html_()


@given(st.text())
def test_no_text_can_steer_a_terminal(text: str) -> None:
    cleaned = clean_text(text)
    assert "\x1b" not in cleaned
    assert not set(cleaned) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
    assert clean_text(cleaned) == cleaned
