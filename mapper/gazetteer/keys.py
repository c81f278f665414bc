"""Under which keys an entry is found: by its exact names, and by how they sound."""

from __future__ import annotations

from mapper.gazetteer.records import Entry
from mapper.readings import spell_known
from mapper.toponyms import bare_name, fold_name, is_code, make_skeleton, name_words

__all__ = ["exact_keys", "sound_keys"]


def exact_keys(entry: Entry, place: int) -> list[tuple[str, int, int]]:
    """Return keys for exact look-up: 0 own name, 1 variant, 2 without article, 3 a code."""
    keys: dict[str, int] = {}
    for at, name in enumerate((entry.name, *entry.names)):
        if at and is_code(name):
            keys.setdefault(f"={name}", 3)
            continue
        folded = fold_name(name)
        if not folded:
            continue
        keys.setdefault(folded, 1 if at else 0)
        bare = bare_name(folded)
        if bare != folded and len(bare) > 2:
            keys.setdefault(bare, 2)
    return [(key, place, how) for key, how in keys.items()]


def sound_keys(entry: Entry, place: int) -> list[tuple[str, str, str, int]]:
    """Return the keys for spelling: skeleton, country, sounds."""
    found: dict[tuple[str, str], None] = {}
    bare: dict[tuple[str, str], None] = {}
    country = entry.country or ""
    for at, name in enumerate((entry.name, *entry.names)):
        if (at and is_code(name)) or not _is_spellable(name):
            continue
        for sounds in spell_known(name):
            key = make_skeleton(sounds), sounds
            if at and sounds[:1] == "~":
                bare[key] = None
                continue
            found[key] = None
            if at == 0 and " " in sounds:
                for word in name_words(sounds):
                    found["+" + make_skeleton(word), sounds] = None
    # spellings without vowels say less than any other; they serve only where there is no other
    found = found or bare
    return [(key, country, sounds, place) for key, sounds in found if len(key) > (key[:1] == "+")]


def _is_spellable(name: str) -> bool:
    """Latin, Greek, Cyrillic, Hebrew and Arabic script; others are matched exactly only."""
    return len(name) < 60 and all(
        c < "\u0530" or "\u0590" <= c < "\u0780" or "\u1e00" <= c < "\u2100" for c in name
    )
