"""What must stand in a text for any word of it to tell a strike: a look at letters alone.

A weapon's name, a verb or noun of bombing, one of a few nouns of striking, or in one paragraph an
armed power, a verb of hitting and a thing that can be hit. Nothing else makes a report one about
strikes, so a text without any need not be parsed to find no strike in it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from mapper.claims.events.deeds import DEEDS, FORCES, HURTING, THINGS
from mapper.claims.tables import Entry, Lexicon, load_lexicon

__all__ = ["BOMBARDING", "ENOUGH", "is_strong", "may_hold_trigger", "names_weapon"]

BOMBARDING = frozenset({"bombardment", "shelling", "shellfire"})
"""Nouns of nothing else; a bombing may be one with a parked car."""
ENOUGH = frozenset({"strike", "strikes", "raid", "raids", "bombing", "shelling", "salvo", "salvos"})
"""Words that may tell a strike in a report which names no weapon."""
_LETTERS = re.compile("[a-z]+")
_HYPHEN = "[-\u2010\u2011\u00ad]"
"""What a text is parsed with a hyphen for."""


def names_weapon(entry: Entry) -> bool:
    """Return whether a lexicon entry is what strikes are made with."""
    return entry.table == "weapons" and (
        entry.row["kind"] in {"strike", "munition"}
        or entry.name in {"drone", "helicopter", "aircraft"}
    )


def is_strong(verb: str, lexicon: Lexicon) -> bool:
    """Return whether a verb tells strikes whatever stands around it."""
    return verb in lexicon.event_verbs and lexicon.event_verbs[verb]["strength"] == "strong"


def may_hold_trigger(text: str) -> bool:
    """Return False only for a text in which no word tells a strike, however it is parsed."""
    signs = _list_signs()
    lower = text.lower()
    words = set(_LETTERS.findall(lower))
    return (
        not words.isdisjoint(ENOUGH)
        or any(word.startswith(signs.stems) for word in words)
        or any(name <= words for first in words & signs.names.keys() for name in signs.names[first])
        or signs.types.search(lower) is not None
        or (not words.isdisjoint(signs.deeds) and _may_hold_deed(lower, signs))
    )


def _may_hold_deed(lower: str, signs: _Signs) -> bool:
    """Whether one paragraph has all that tells of a deed."""
    paragraphs = (set(_LETTERS.findall(part)) for part in lower.split("\n\n"))
    return any(
        all(not words.isdisjoint(one) for one in (signs.deeds, signs.powers, signs.things))
        for words in paragraphs
    )


@dataclass(frozen=True, slots=True)
class _Signs:
    stems: tuple[str, ...]
    """How the verbs and nouns of bombing begin, in every form."""
    names: dict[str, tuple[frozenset[str], ...]]
    """The words of each weapon's name, by the first of them."""
    types: re.Pattern[str]
    """Letters before a number: Su-25, FAB-500; a hyphen between where it is due, as in A-10."""
    deeds: frozenset[str]
    """Verbs of hitting, in every form."""
    powers: frozenset[str]
    """The first words of the names of those who may strike."""
    things: frozenset[str]
    """What can be hit, and words of being hurt."""


@lru_cache(maxsize=1)
def _list_signs() -> _Signs:
    lexicon = load_lexicon()
    strong = [verb for verb in lexicon.event_verbs if is_strong(verb, lexicon)]
    stems = {_LETTERS.findall(word)[0].removesuffix("e") for word in (*strong, *BOMBARDING)}
    names: dict[str, set[frozenset[str]]] = defaultdict(set)
    for options in lexicon.phrases.values():
        for form, entry in options:
            if names_weapon(entry):
                words = _LETTERS.findall(" ".join(form))
                names[words[0]].add(frozenset(words))
    types = [
        re.escape(prefix) + _HYPHEN + ("" if hyphen_due else "?")
        for prefix, (entry, hyphen_due) in lexicon.designations.items()
        if names_weapon(entry)
    ]
    return _Signs(
        tuple(stems),
        {first: tuple(found) for first, found in names.items()},
        re.compile(rf"(?<![a-z])(?:{'|'.join(types)})\d"),
        _forms(DEEDS),
        _forms(FORCES)
        | {
            _LETTERS.findall(first)[0]
            for first, options in lexicon.phrases.items()
            if any(entry.table == "actors" for _, entry in options)
        },
        _forms({*lexicon.objects, *lexicon.damage, *THINGS, *HURTING}),
    )


def _forms(lemmas: Iterable[str]) -> frozenset[str]:
    """Return nouns and verbs in every form, the last of their words where there are more."""
    found = {"struck", "stricken"}
    for lemma in lemmas:
        word = _LETTERS.findall(lemma)[-1]
        short = word.removesuffix("e")
        found |= {word, f"{word}s", f"{word}es", f"{short}ed", f"{short}ing", f"{short}en"}
        found |= {f"{word}{word[-1]}ing", f"{word}{word[-1]}ed", f"{word[:-1]}ies"}
    return frozenset(found)
