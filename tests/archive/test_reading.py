"""The second pass: little of a long article is parsed, and the strikes are those of the whole."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from mapper.archive.reading import Task, blank_far, read_task
from mapper.catalog import build_catalog
from mapper.gate import split_sentences
from mapper.gazetteer import load_gazetteer
from mapper.pipeline import read_report
from mapper.reports import make_report, read_reports

ROOT = Path(__file__).resolve().parents[2]
STRIKE = "Syrian army helicopters dropped barrel bombs on Rastan on Monday."
OTHER = "The council met and put the library vote off until the summer. "


def test_near_sentences_give_the_strikes_of_the_whole_report() -> None:
    folders = [ROOT / "seeds", ROOT / "tests" / "dispatches" / "dev"]
    reports, _ = read_reports(folders)
    long = [report for report in reports if len(report.text) > 1_500]
    assert len(long) > 5
    near = read_task(Task(tuple((report,) for report in reports))).readings
    whole = [read_report(report, load_gazetteer()) for report in reports]
    assert build_catalog(near).strikes == build_catalog(r for r in whole if r.claims).strikes


def test_what_is_far_from_a_strike_is_blank_and_every_quote_stays_true() -> None:
    text = f"KALMIRA - {OTHER}{OTHER * 40}{STRIKE} {OTHER * 40}"
    start = text.index(STRIKE)
    (telling,) = [span for span in split_sentences(text) if span[0] <= start < span[1]]
    shown = blank_far(text, [telling])
    assert len(shown) == len(text)
    assert len("".join(shown.split())) < 0.25 * len("".join(text.split()))
    (reading,) = read_task(Task(((make_report(text),),))).readings
    assert reading.report.text == text
    assert reading.claims
    assert all(text[claim.start : claim.end] == claim.quote for claim in reading.claims)


@given(st.text(alphabet="ab .\n!", min_size=1_501, max_size=1_600), st.data())
def test_a_blanked_text_differs_from_its_text_by_blanks_only(
    text: str, data: st.DataObject
) -> None:
    telling = data.draw(st.sampled_from(split_sentences(text)))
    shown = blank_far(text, [telling])
    assert len(shown) == len(text)
    assert all(new == old or new in " \n." for new, old in zip(shown, text, strict=True))
    assert shown[slice(*telling)] == text[slice(*telling)]
