"""The word lists of this room, read from `lexicon/*.csv`, and the phrase index over them.

Everything that names an actor, office, outlet, weapon or way of saying is a row of a table,
so that a new war needs rows and not code.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files

__all__ = ["TABLES", "Entry", "Lexicon", "load_lexicon", "split_form", "word_list"]

TABLES = (
    "actors",
    "attribution",
    "control",
    "damage",
    "designations",
    "events",
    "harm",
    "hedges",
    "holders",
    "numbers",
    "objects",
    "offices",
    "organisations",
    "outlets",
    "people",
    "persons",
    "powers",
    "qualifiers",
    "speakers",
    "titles",
    "weapons",
    "words",
)
_POSSESSIVE = re.compile(r"(?<=\w)'s\b")
_HYPHEN = re.compile(r"(?<=[^\W\d_])-(?=[^\W\d_])")
_PIECE = re.compile(r"[^\s]+")
_DESIGNATION = re.compile(r"([a-z]{1,8})(-?)\d{1,4}[a-z0-9]{0,3}", re.I)


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of a table as the phrase index returns it."""

    table: str
    name: str
    row: dict[str, str] = field(hash=False, compare=False)
    form: str = ""
    sense: str = "name"
    """name, demonym or metonym: which column of the row the form stood in."""
    exact: bool = False
    """The form has capitals and is found only as written (IS, US, WHO)."""
    capital: bool = False
    """The form is a name: one of its words must begin with a capital."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All tables, and an index of their phrases by first word."""

    rows: dict[str, tuple[dict[str, str], ...]]
    phrases: dict[str, tuple[tuple[tuple[str, ...], Entry], ...]]
    """First word -> (all words, entry), longest first."""
    say_verbs: dict[str, str]
    say_nouns: dict[str, str]
    event_nouns: dict[str, dict[str, str]]
    event_verbs: dict[str, dict[str, str]]
    hedges: frozenset[str]
    titles: frozenset[str]
    people: dict[str, dict[str, str]]
    """Full name as somewhere written, lower-cased -> row of a public office holder."""
    numbers: dict[str, float | None]
    harm: dict[str, str]
    damage: dict[str, str]
    objects: dict[str, tuple[dict[str, str], ...]]
    """Noun -> what it means as a target; the rows that ask for a qualifier come first."""
    qualifiers: dict[str, str]
    """Word -> what it makes of a thing that may be anybody's: warlike or peaceful."""
    speakers: dict[str, dict[str, str]]
    actors: dict[str, dict[str, str]]
    by_country: dict[str, str]
    """Country code -> the actor that is its state."""
    armies: dict[str, str]
    """Country code -> its army, where the table has one."""
    coalitions: dict[str, str]
    """Country code -> the first coalition of the table that fights there."""
    designations: dict[str, tuple[Entry, bool]]
    """Letters before a type's number (Su-25, FAB-500) -> weapon, whether a hyphen is due."""

    def read_designation(self, shape: str) -> Entry | None:
        """Return the weapon that a word like `Su-25s` or `F16` is a type of.

        Examples
        --------
        >>> load_lexicon().read_designation("Su-25s").name
        'aircraft'
        >>> load_lexicon().read_designation("Covid-19") is None
        True
        """
        match = _DESIGNATION.fullmatch(shape) if shape[:1].isupper() else None
        found = match and self.designations.get(match[1].casefold())
        if not match or not found:
            return None
        weapon, hyphen_due = found
        return weapon if match[2] or not hyphen_due else None


def split_form(form: str) -> tuple[str, ...]:
    """Split a table's form into the words that the tokenizer makes of it.

    Spaces divide words; a hyphen between letters is a word of its own.
    """
    spaced = _HYPHEN.sub(" - ", form.casefold())
    return tuple(_PIECE.findall(_POSSESSIVE.sub(" 's", spaced)))


def _read_rows(table: str) -> tuple[dict[str, str], ...]:
    source = files("mapper.claims").joinpath("lexicon", f"{table}.csv")
    lines = source.read_text(encoding="utf-8").splitlines()
    return tuple(dict(row) for row in csv.DictReader(lines))


def _forms(cell: str) -> list[str]:
    return [form.strip() for form in cell.split("|") if form.strip()]


_PHRASE_TABLES = {
    "actors": ("name", (("forms", "name"), ("demonyms", "demonym"), ("metonyms", "metonym"))),
    "holders": ("holder", (("forms", "name"),)),
    "outlets": ("name", (("forms", "name"),)),
    "organisations": ("name", (("forms", "name"),)),
    "offices": ("template", (("forms", "name"),)),
    "weapons": ("detail", (("forms", "name"),)),
    "persons": ("detail", (("forms", "name"),)),
    "powers": ("means", (("form", "name"),)),
}


_NAMES = frozenset({"actors", "outlets", "organisations"})


def _index(
    rows: dict[str, tuple[dict[str, str], ...]],
) -> dict[str, list[tuple[tuple[str, ...], Entry]]]:
    index: dict[str, list[tuple[tuple[str, ...], Entry]]] = {}
    for table, (key, columns) in _PHRASE_TABLES.items():
        for row in rows[table]:
            for column, sense in columns:
                for written in _forms(row[column] or ""):
                    common = written.startswith("~")
                    form = written.removeprefix("~")
                    words = split_form(form)
                    entry = Entry(
                        table,
                        row[key],
                        row,
                        form,
                        sense,
                        exact=form != form.lower(),
                        capital=table in _NAMES and not common,
                    )
                    index.setdefault(words[0], []).append((words, entry))
    for words, entry in _leaders_arms(rows):
        index.setdefault(words[0], []).append((words, entry))
    return index


def _leaders_arms(
    rows: dict[str, tuple[dict[str, str], ...]],
) -> Iterator[tuple[tuple[str, ...], Entry]]:
    """Yield "Assad's jets", "Haftar's forces" as names of whom their leader leads."""
    actors = {row["name"]: row for row in rows["actors"]}
    for person in rows["people"]:
        row = actors.get(person["actor"])
        surnames = {form.split()[-1] for form in _forms(person["forms"])} if row else set()
        for surname in sorted(surnames):
            for arm in sorted(word_list("leader's arms")):
                form = f"{surname}'s {arm}"
                words = split_form(form)
                yield words, Entry("actors", person["actor"], row or {}, form, "name", capital=True)


def _by_noun(rows: tuple[dict[str, str], ...]) -> dict[str, tuple[dict[str, str], ...]]:
    found: dict[str, tuple[dict[str, str], ...]] = {}
    for row in sorted(rows, key=lambda row: row["kind"] not in {"warlike", "peaceful"}):
        found[row["noun"]] = (*found.get(row["noun"], ()), row)
    return found


@lru_cache(maxsize=1)
def load_lexicon() -> Lexicon:
    """Return the lexicon, read once a process."""
    rows = {table: _read_rows(table) for table in TABLES}
    phrases = {
        first: tuple(sorted(found, key=lambda pair: -len(pair[0])))
        for first, found in _index(rows).items()
    }
    attribution = rows["attribution"]
    weapons = {row["detail"]: Entry("weapons", row["detail"], row) for row in rows["weapons"]}
    actors = {row["name"]: row for row in rows["actors"]}
    states = {
        row["country"]: row["name"]
        for row in reversed(rows["actors"])
        if row["kind"] == "state" and row["country"]
    }
    return Lexicon(
        rows=rows,
        phrases=phrases,
        say_verbs={row["lemma"]: row["mode"] for row in attribution if row["pos"] == "verb"},
        say_nouns={row["lemma"]: row["mode"] for row in attribution if row["pos"] == "noun"},
        event_nouns={row["lemma"]: row for row in rows["events"] if row["pos"] == "noun"},
        event_verbs={row["lemma"]: row for row in rows["events"] if row["pos"] == "verb"},
        hedges=frozenset(row["form"] for row in rows["hedges"]),
        titles=frozenset(row["form"] for row in rows["titles"]),
        people={
            form.replace(" - ", "-"): row for row in rows["people"] for form in _forms(row["forms"])
        },
        numbers={
            row["word"]: float(row["value"]) if row["value"] else None for row in rows["numbers"]
        },
        harm={row["form"]: row["outcome"] for row in rows["harm"]},
        objects=_by_noun(rows["objects"]),
        qualifiers={row["word"]: row["kind"] for row in rows["qualifiers"]},
        damage={row["noun"]: row["detail"] for row in rows["damage"]},
        speakers={row["noun"]: row for row in rows["speakers"]},
        actors=actors,
        by_country=states,
        armies={
            row["country"]: row["name"]
            for row in reversed(rows["actors"])
            if row["country"]
            and row["kind"] == "armed"
            and row["name"].split()[-1] in {"army", "military"}
        },
        coalitions={
            country: row["name"]
            for row in reversed(rows["actors"])
            if row["kind"] == "coalition"
            for country in (row["theatres"] or "").split("|")
        },
        designations={
            row["prefix"]: (weapons[row["weapon"]], row["hyphen"] == "yes")
            for row in rows["designations"]
        },
    )


@lru_cache(maxsize=1)
def _word_lists() -> dict[str, frozenset[str]]:
    lists: dict[str, set[str]] = {}
    for row in _read_rows("words"):
        lists.setdefault(row["list"], set()).add(row["word"])
    return {name: frozenset(words) for name, words in lists.items()}


def word_list(name: str) -> frozenset[str]:
    """Return the words that one rule asks for, by the name of their list."""
    return _word_lists()[name]
