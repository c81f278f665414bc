"""The gate: nothing about a strike may be stopped; most other news is."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapper.gate import candidate_sentences, may_report_strike, wake_on_page

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"

PADDING = "The council met on Monday and put the library vote off until the summer. " * 8


@pytest.mark.parametrize(
    "sentence",
    [
        "Jets hit the village of Karvel, a monitor said.",
        "Airstrikes killed five in Karvel.",
        "An airtsrike hit Karvel.",  # as hurried eyewitnesses write
        "Three missiles were fired at the port; two were shot down, the navy said.",
        "A drone struck the depot before dawn.",
        "The army pounded the town for an hour.",
        "Near Karvel, one strike destroyed two vehicles.",
        "Helicopters dropped barrels on rebels east of the river.",
        "The regime used chemical weapons against the town.",
        "Air defence thwarted an attack on the refinery.",
        "Российская авиация нанесла удар по рынку.",
        "قصف الطيران السوق في البلدة",
        "Une série de frappes a visé le marché.",
    ],
)
def test_what_tells_of_a_strike_passes_anywhere_in_a_text(sentence: str) -> None:
    assert may_report_strike(sentence)
    text = f"{PADDING}\n\n{sentence}\n\n{PADDING}"
    assert may_report_strike(text)
    start = text.index(sentence)
    assert any(a <= start and start + len(sentence) <= b for a, b in candidate_sentences(text))


@pytest.mark.parametrize(
    "text",
    [
        "",
        PADDING,
        PADDING + "Teachers went on strike over pay on Tuesday.",
        PADDING + "The company hit its sales target for the third year in a row.",
        PADDING + "The driver was killed when his car struck a tree, police said.",
    ],
)
def test_other_news_is_stopped(text: str) -> None:
    assert not may_report_strike(text)
    assert candidate_sentences(text) == []


def test_a_caption_needs_one_word_only() -> None:
    caption = "Moments after the targeting of the old quarter"
    assert may_report_strike(caption)
    assert not may_report_strike(f"{PADDING}{caption}")


def test_a_page_is_judged_by_its_words_before_it_is_extracted() -> None:
    page = f"<html><p>{PADDING}</p><p>The <b>air</b>&shy; force</p><div>targets rebels</div></html>"
    assert wake_on_page(page)
    assert not wake_on_page(f"<html><script>var missile='attack'</script>{PADDING}</html>")


@given(st.text())
def test_spans_are_in_order_apart_and_inside_the_text(text: str) -> None:
    last = 0
    for start, end in candidate_sentences(text):
        assert last <= start < end <= len(text)
        last = end
    if candidate_sentences(text):
        assert may_report_strike(text)


@given(st.text(max_size=300), st.text(max_size=300))
def test_context_never_stops_what_passed_for_itself(before: str, after: str) -> None:
    story = "\nWarplanes bombed the market.\n"
    assert may_report_strike(before + story + after)


def lexicon_rows(table: str) -> list[dict[str, str]]:
    path = ROOT / "mapper" / "claims" / "lexicon" / table
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_event_of_the_claims_lexicon_passes_with_a_war_party() -> None:
    events = [row for row in lexicon_rows("events.csv") if row["strength"] in ("strong", "medium")]
    assert len(events) > 10
    stopped = [
        row["lemma"]
        for row in events
        if not may_report_strike(f"{PADDING} The army spoke of the {row['lemma']} of Karvel.")
    ]
    assert stopped == []


def test_every_weapon_of_the_claims_lexicon_passes_when_it_hits() -> None:
    forms = [form for row in lexicon_rows("weapons.csv") for form in row["forms"].split("|")]
    stopped = [f for f in forms if not may_report_strike(f"{PADDING} The {f} hit the army camp.")]
    assert stopped == []


def shared_texts(name: str) -> list[str]:
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"{name} lies beside the checkout only where the project is developed")
    if path.is_dir():
        return [file.read_text(encoding="utf-8") for file in sorted(path.glob("*.txt"))]
    lines = path.read_text(encoding="utf-8").rstrip("\n").split("\n")
    return [json.loads(line)["text"] for line in lines]


@pytest.mark.parametrize(
    "name",
    ["seeds", "data/releases/centcom_syria.jsonl", "data/releases/syrian_archive_lines.jsonl"],
)
def test_no_known_strike_report_is_stopped(name: str) -> None:
    stopped = [text[:80] for text in shared_texts(name) if not may_report_strike(text)]
    assert stopped == []


@pytest.mark.parametrize("name", ["lgl", "gwn"])
def test_most_ordinary_news_is_stopped(name: str) -> None:
    texts = shared_texts(f"data/corpora/{name}.jsonl")
    assert sum(map(may_report_strike, texts)) < 0.2 * len(texts)


def test_our_own_dispatches_pass() -> None:
    files = [*(ROOT / "seeds").glob("*.md"), *(ROOT / "tests" / "dispatches").rglob("*.md")]
    stories = [
        f for f in files if f.stem != "README" and not f.stem.startswith(("no-strike", "nostrike"))
    ]
    assert stories
    assert [f.name for f in stories if not may_report_strike(f.read_text(encoding="utf-8"))] == []
