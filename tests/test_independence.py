"""Repeats are not confirmation: who copies whom, and what is left to count."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapper.catalog import build_catalog
from mapper.claims.tables import load_lexicon
from mapper.independence import AGENCIES, containing_sentence, trace_origins
from mapper.model import Side
from tests.tellings import DAY, KALMIRA, Paper

LONG = "Planes of Norland bombed the east market of Kalmira before dawn and burned forty stalls."
REWORDED = "Planes of Norland bombed the east market of Kalmira before dawn, burning forty stalls."
OTHER = "A column of smoke stood over Kalmira all morning after what people called an air raid."


def origins_of(*papers: Paper) -> set[str]:
    readings = [paper.reading() for paper in papers]
    return set(trace_origins(readings).of.values())


def printed(name: str, sentence: str, *, days: int = 1, opening: str = "") -> Paper:
    paper = Paper(name, published=DAY + dt.timedelta(days=days), opening=opening)
    return paper.say(sentence, at=[KALMIRA])


def test_two_papers_that_write_for_themselves_are_two_origins() -> None:
    assert len(origins_of(printed("a.txt", LONG), printed("b.txt", OTHER))) == 2


@pytest.mark.parametrize("sentence", [LONG, REWORDED, LONG.upper()])
def test_a_copied_sentence_is_the_first_printers(sentence: str) -> None:
    first, copy = printed("z.txt", LONG), printed("a.txt", sentence, days=2)
    found = trace_origins([copy.reading(), first.reading()])
    assert set(found.of.values()) == {"The Z Gazette"}
    assert "copied from z.txt" in " ".join(found.why.values())


def test_a_copy_inside_another_report_is_found() -> None:
    opening = "Markets were calm on Monday. Nothing else in this paper is about the war at all."
    assert len(origins_of(printed("a.txt", LONG), printed("b.txt", LONG, opening=opening))) == 1


def test_a_short_sentence_is_alike_by_chance() -> None:
    assert len(origins_of(printed("a.txt", "It was hit."), printed("b.txt", "It was hit."))) == 2


def test_one_named_source_in_two_papers_is_one_origin() -> None:
    papers = [
        Paper(name).say(sentence, at=[KALMIRA], by=by, side=Side.LOCAL)
        for name, sentence, by in (
            ("a.txt", LONG, "the Kalmira Media Centre"),
            ("b.txt", OTHER, "Kalmira media centre"),
        )
    ]
    assert len(origins_of(*papers)) == 1


@pytest.mark.parametrize(
    "opening",
    ["KALMIRA (Reuters) - Officials met on Monday.", "Source: Reuters\nOfficials met on Monday."],
)
def test_papers_that_print_one_agency_are_one_origin(opening: str) -> None:
    papers = [
        printed("a.txt", LONG, opening=opening),
        printed("b.txt", OTHER, opening=opening.replace("Monday", "Tuesday")),
    ]
    assert origins_of(*papers) == {"Reuters"}


def test_the_offices_of_one_state_are_one_origin() -> None:
    voices = ("Turkish Ministry of Defence", "Turkey", "Turkish military")
    papers = [
        Paper(f"{number}.txt").say(f"{by} told it so.", at=[KALMIRA], by=by, side=Side.ATTACKER)
        for number, by in enumerate(voices)
    ]
    assert origins_of(*papers) == {"Turkey"}


def test_a_health_ministry_counts_for_itself() -> None:
    papers = [
        Paper(f"{by}.txt").say(f"{by} told it so.", at=[KALMIRA], by=by, side=Side.DEFENDER)
        for by in ("Yemeni Health Ministry", "Yemen")
    ]
    assert len(origins_of(*papers)) == 2


def test_the_agency_does_not_take_over_whom_it_quotes() -> None:
    paper = Paper("a.txt", opening="KALMIRA (Reuters) - Officials met.").say(
        LONG, at=[KALMIRA], by="a nurse", side=Side.LOCAL
    )
    assert origins_of(paper) == {"a nurse"}


def test_who_repeats_whom_is_said() -> None:
    first = printed("a.txt", LONG).say(OTHER, at=[KALMIRA])
    copy = printed("b.txt", LONG, days=3)
    (repeat,) = trace_origins([first.reading(), copy.reading()]).repeats
    assert (repeat.report, repeat.of, repeat.shared, repeat.sentences) == ("b.txt", "a.txt", 1, 1)


def test_a_reprint_adds_no_origin_and_no_corroboration() -> None:
    first = printed("a.txt", LONG).say("Nine died.", "killed", 9, at=[KALMIRA], by="a nurse")
    alone = build_catalog([first.reading()])
    copies = [printed(f"copy{n}.txt", LONG, days=2 + n).reading() for n in range(3)]
    (strike,) = build_catalog([first.reading(), *copies]).strikes
    assert strike.origins == alone.strikes[0].origins
    assert strike.occurrence.status == alone.strikes[0].occurrence.status
    assert len(strike.reports) == 4


@given(st.text(max_size=300), st.data())
def test_a_sentence_holds_its_span(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    assert text[start:end] in containing_sentence(text, start, end)


def test_agencies_are_written_as_the_lexicon_writes_them() -> None:
    outlets = {row["name"] for row in load_lexicon().rows["outlets"]}
    missing = set(AGENCIES) - outlets
    assert missing <= {"DPA", "EFE", "UPI", "PA"}
