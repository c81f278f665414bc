"""Every row of the word lists can be met in a text, and means something to a rule."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy

from mapper.claims.page import make_page
from mapper.claims.tables import TABLES, load_lexicon

MODES = {
    "assert", "deny", "doubt", "concern", "express", "accuse", "quote", "hedge",
    "speak", "aside", "condemn",
}  # fmt: skip
STRENGTHS = {"strong", "medium", "weak", "carrier", "harm", "falling", "sending"}
LEXICON = load_lexicon()


def _forms() -> list[tuple[str, str, bool]]:
    return [
        (entry.table, entry.form, entry.exact)
        for found in LEXICON.phrases.values()
        for _, entry in found
    ]


@pytest.fixture(scope="module")
def tokenizer():
    return spacy.blank("en")


def test_every_phrase_is_found_when_written(tokenizer) -> None:
    """A form that the tokenizer cuts differently would never be met: it must be mended."""
    lost = []
    for table, form, exact in _forms():
        shown = form if exact else form.title().replace("'S", "'s")
        shown = shown.replace(" - ", "-").replace(" 's", "'s").replace(" '", "'")
        text = f"Then {shown} appeared"
        doc = tokenizer(text)
        for token in doc:
            token.pos_ = "NOUN"
        doc[0].is_sent_start = True
        for token in doc[1:]:
            token.is_sent_start = False
        page = make_page(doc, text, LEXICON)
        if not any(hit.entry.table == table and hit.entry.form == form for hit in page.hits):
            lost.append((table, form))
    assert not lost, lost


def test_no_phrase_means_two_rows_of_one_table() -> None:
    seen: dict[tuple[str, str, bool], str] = {}
    for found in LEXICON.phrases.values():
        for words, entry in found:
            key = (entry.table, " ".join(words), entry.exact)
            assert seen.setdefault(key, entry.name) == entry.name, key


def test_actors_know_their_friends_and_foes() -> None:
    names = set(LEXICON.actors)
    for name, row in LEXICON.actors.items():
        for column in ("allies", "foes"):
            unknown = {other for other in row[column].split("|") if other} - names
            assert not unknown, (name, column, unknown)


def test_a_coalition_has_a_theatre_or_a_name() -> None:
    coalitions = [row for row in LEXICON.rows["actors"] if row["kind"] == "coalition"]
    assert coalitions
    assert all(row["theatres"] for row in coalitions)


def test_ways_of_saying_and_striking_have_known_kinds() -> None:
    assert {row["mode"] for row in LEXICON.rows["attribution"]} == MODES
    assert {row["strength"] for row in LEXICON.rows["events"]} == STRENGTHS
    assert {row["outcome"] for row in LEXICON.rows["harm"]} == {"killed", "wounded", "casualties"}


@pytest.mark.parametrize("table", TABLES)
def test_tables_are_clean(table: str) -> None:
    rows = LEXICON.rows[table]
    assert rows
    width = len(rows[0])
    for row in rows:
        assert None not in row and None not in row.values(), row
        assert len(row) == width
    assert len({tuple(row.values()) for row in rows}) == len(rows)


def test_every_word_list_is_asked_for() -> None:
    sources = "".join(path.read_text("utf-8") for path in Path("mapper/claims").rglob("*.py"))
    lists = {row["list"] for row in LEXICON.rows["words"]}
    assert not {name for name in lists if f'word_list("{name}")' not in sources}


def test_single_word_lists_match_the_lemmas_they_are_asked_for() -> None:
    for table, column in (("damage", "noun"), ("objects", "noun"), ("hedges", "form")):
        for row in LEXICON.rows[table]:
            assert row[column] == row[column].strip().lower()


@pytest.mark.parametrize(
    ("shape", "weapon"),
    [
        ("Su-25s", "aircraft"),
        ("F16", "aircraft"),
        ("Tu-22M3", "aircraft"),
        ("Kh-101", "missile"),
        ("FAB-500", "bomb"),
        ("TB2", "drone"),
        ("A10", None),
        ("su-25", None),
        ("Covid-19", None),
        ("M4", None),
        ("G7", None),
    ],
)
def test_types_of_weapons_are_known_by_letters_and_number(shape: str, weapon: str | None) -> None:
    entry = LEXICON.read_designation(shape)
    assert (entry.name if entry else None) == weapon


def test_every_designation_is_of_a_weapon() -> None:
    for row in LEXICON.rows["designations"]:
        number = "-25" if row["hyphen"] else "25"
        entry = LEXICON.read_designation(row["prefix"].title() + number)
        assert entry is not None
        assert entry.name == row["weapon"]
