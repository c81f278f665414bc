"""Spelling of place names: folding, sounds, and how alike two spellings are. Pure text.

Three views of a name, each throwing away more than the one before:

`fold_name`     lower case, no marks, no ayn or hamza: what exact look-up compares
`bare_name`     folded, without article and spaces: "Ar-Rastan" and "al Rastan" agree
`spell_sounds`  what the letters stand for, whatever the style of writing: "Cheikhoun",
                "Schaichun" and "Shaykhun" agree; one letter a sound, words kept apart
`make_skeleton` the consonant classes of the sounds, the key under which candidates are found

`compare_sounds` then scores what the skeleton threw away, and says which rules it used.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from mapper.transliteration import (
    ARABIC_FOLDS,
    ARABIC_LETTERS,
    GENERIC_SOUNDS,
    LATIN_LETTERS,
    PLAIN_LETTERS,
    find_cost,
    gap_cost,
    name_rule,
)

__all__ = [
    "Likeness",
    "bare_name",
    "compare_sounds",
    "fold_name",
    "is_code",
    "make_skeleton",
    "neighbour_skeletons",
    "romanise",
    "spell_sounds",
]

MAX_NAME = 300
"""Longer strings are no place names; they are cut before any work is done on them."""

_MARKS = "'`´‘’ʻʼʽʾʿˈˊˋ‛′ʹ\u02bb\u02bc\u0621\u2018\u2019\u201b\u02c8\u02cc\uff07ʕʔ"
_DROP = str.maketrans(dict.fromkeys(_MARKS, ""))
_ASCII_FOLD = {
    **{ord(c): " " for c in '-_/\\.,;:!?()[]{}"&+*#|<>=~^%$@\t\n\r'},
    **{ord(c): "" for c in "'`"},
    **{ord(c): c.lower() for c in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"},
}
_FOREIGN = re.compile(r"[\u0370-\u1dff\u1f00-\u1fff\u2c00-\uffff]")
_NOT_WORD = re.compile(r"[\W_]+")
_ARTICLE = re.compile(
    r"^(?:al|el|ul|il|ar|er|as|es|ash|esh|ach|ech|ad|ed|at|et|an|en|az|ez|adh|edh|ath|eth) "
)
_ASSIMILATED = re.compile(r"^([ae])([rsdtnz]|sh|dh|th)(?=\2)|^([ae])l(?=[bcdfghjkmqrstvwxyz])")


def is_code(name: str) -> bool:
    """Tell whether a name is an abbreviation such as CA, UAE or OSLK, which case decides."""
    return 2 <= len(name) <= 4 and name.isascii() and name.isupper() and name.isalpha()


def fold_name(name: str) -> str:
    """Return a name as exact look-up compares it.

    Case, diacritics, apostrophes, ayn, hamza, hyphens and repeated spaces go; Arabic loses
    vowel signs and tatweel, and forms of alef, ya and ta marbuta fall together.
    """
    name = name[:MAX_NAME]
    if name.isascii():
        return " ".join(name.translate(_ASCII_FOLD).split())
    text = unicodedata.normalize("NFKD", name.translate(_DROP).lower().translate(PLAIN_LETTERS))
    text = "".join(c for c in text.translate(ARABIC_FOLDS) if not unicodedata.combining(c))
    return " ".join(_NOT_WORD.sub(" ", text).split())


def bare_name(folded: str) -> str:
    """Return a folded name without its articles and spaces; never empty unless `folded` is."""
    if not folded.isascii() and "\u0600" <= folded[0] <= "\u06ff":
        words = [w[2:] if w.startswith("ال") and len(w) > 4 else w for w in folded.split(" ")]
        return "".join(words)
    words = folded.split(" ")
    kept = [w for w in words if w not in _ARTICLE_WORDS]
    return "".join(kept) or folded


_ARTICLE_WORDS = frozenset(
    ["al", "el", "ul", "ar", "er", "as", "es", "ash", "esh", "ad", "ed", "at", "et", "an", "en", "az", "ez", "adh", "edh", "ath", "eth", "ach", "ech", "asch", "esch"]
)


def romanise(name: str) -> str:
    """Return a name in plain Latin letters and apostrophes, lower case, words kept apart.

    Arabic script is written consonant by consonant, since it does not say its short vowels;
    other scripts go through the tables of the anyascii package.
    """
    name = name[:MAX_NAME].lower()
    if name.isascii():
        return name
    text = unicodedata.normalize("NFC", name).translate(_DROP).translate(LATIN_LETTERS)
    if _FOREIGN.search(text):
        text = _romanise_script(text)
    if text.isascii():
        return text
    text = unicodedata.normalize("NFKD", text)
    return "".join(c for c in text if not unicodedata.combining(c))


def _romanise_script(text: str) -> str:
    if any("\u0600" <= c <= "\u06ff" for c in text):
        text = unicodedata.normalize("NFKD", text)
        text = "".join(c for c in text if not unicodedata.combining(c)).translate(ARABIC_FOLDS)
        text = re.sub(r"\bال(?=\w\w)", "", text)
        return text.translate(ARABIC_LETTERS)
    from anyascii import anyascii

    return anyascii(text).lower()


_V = "aeiou"
_SOUNDS = re.compile(
    r"shch|szcz|schtsch|stsch|dzh|dsch|tsch|tch|tsj|sch|sh|sz|ssh|kh|gh|rh|th|dh|zh|ph|ck|cz|ch|dj|dz|"
    rf"tz|ts|qu(?=[ei])|gu(?=[ei])|ou(?=[{_V}])|oo|ou|ee|aa|ii|uu|ie(?=h?\b)|"
    rf"iy+(?=[{_V}])|yy+|ij(?=a\b|e\b)|a[iyj](?![{_V}])|e[iyj](?![{_V}])|a[uw](?![{_V}])|o[w](?![{_V}])|"
    r"c(?=[eiy])|c|q|x|"
    rf"(?<![{_V}y])y(?![{_V}])"
)
_CODES = {
    "shch": "SC", "szcz": "SC", "schtsch": "SC", "stsch": "SC", "dzh": "j", "dsch": "j", "dj": "j",
    "tsch": "C", "tch": "C", "tsj": "C", "cz": "C", "ch": "C", "sch": "S", "sh": "S", "ssh": "S",
    "sz": "S", "kh": "X", "x": "X", "gh": "G", "rh": "G", "th": "T", "dh": "D", "zh": "Z",
    "ph": "f", "ck": "k", "dz": "z", "tz": "Y", "ts": "Y", "qu": "k", "gu": "g", "oo": "u",
    "ou": "u", "ee": "i", "aa": "a", "ii": "i", "uu": "u", "ie": "ia", "yy": "y", "q": "q",
    "y": "i",
}  # fmt: skip
_WORDS = re.compile(r"[a-z]+")
_DOUBLE = re.compile(r"([a-zA-Z])\1+")


def _code_sound(match: re.Match[str]) -> str:
    text = match.group()
    code = _CODES.get(text)
    if code is not None:
        return (
            "w"
            if text == "ou"
            and match.string[match.end() : match.end() + 1] in "aei"
            and (match.end() < len(match.string))
            else code
        )
    if text[0] == "c":
        after = match.string[match.end() : match.end() + 1]
        return "c" if after and after in "eiy" else "K"
    if text[:2] == "iy" or text == "ij":
        return "i"
    if text[0] == "y":
        return "y"
    return "E" if text[-1] in "iyj" else "O"


def _spell_word(word: str) -> str:
    text = _SOUNDS.sub(_code_sound, word)
    if len(text) > 2 and text[-1] == "h":
        text = text[:-1]
    return _DOUBLE.sub(r"\1", text)


@lru_cache(maxsize=8192)
def spell_sounds(name: str) -> str:
    """Return the sounds of a name, one character each, words parted by spaces, no article."""
    latin = romanise(name).replace("'", "").replace("`", "")
    words = _WORDS.findall(latin)
    kept = []
    for place, word in enumerate(words):
        if word in _ARTICLE_WORDS and place + 1 < len(words) and len(words[place + 1]) > 1:
            continue
        kept.append(_spell_word(_ASSIMILATED.sub("", word, 1) if len(word) > 4 else word))
    return " ".join(kept)


# y and w are vowels as often as not, h comes and goes, C and X are each other's look-alikes
_CLASSES = str.maketrans(
    {
        **dict.fromkeys("aeiouEOywh ", None),
        **dict.fromkeys("kKqgGXjc", "K"),
        **dict.fromkeys("sSzZCY", "S"),
        **dict.fromkeys("tdTD", "T"),
        **dict.fromkeys("bp", "B"),
        **dict.fromkeys("fv", "F"),
        "m": "M", "n": "N", "l": "L", "r": "R",
    }
)  # fmt: skip
_LETTERS = "KSTBFMNLR"


@lru_cache(maxsize=8192)
def make_skeleton(sounds: str) -> str:
    """Return the consonant classes of sounds, at most ten, no two alike in a row."""
    return _DOUBLE.sub(r"\1", sounds.translate(_CLASSES))[:10]


@lru_cache(maxsize=4096)
def neighbour_skeletons(skeleton: str) -> tuple[str, ...]:
    """Return the skeletons one class away: left out, put in, or another in its place."""
    found = {}
    for at in range(len(skeleton) + 1):
        head, tail = skeleton[:at], skeleton[at:]
        if tail:
            found[head + tail[1:]] = None
            for letter in _LETTERS:
                found[head + letter + tail[1:]] = None
        if len(skeleton) < 10:
            for letter in _LETTERS:
                found[head + letter + tail] = None
    found.pop(skeleton, None)
    found.pop("", None)
    return tuple(dict.fromkeys(_DOUBLE.sub(r"\1", key) for key in found))


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two spellings are: 1 the same sounds, 0 nothing in common; and which rules."""

    score: float
    rules: tuple[str, ...]


def compare_sounds(one: str, two: str) -> Likeness:
    """Score two spellings as `spell_sounds` gives them.

    The cost of turning one into the other, sound by sound (tables in transliteration.py),
    is set against the length of what tells the names apart: shared generic words such as
    tall, kafr or deir count little, so that "Kafr Zita" is not nearly "Kafr Lata".
    """
    if one == two:
        return Likeness(1.0, ("same sounds",))
    a, b = one.replace(" ", ""), two.replace(" ", "")
    cost, rules = _align(a, b)
    length = min(_weigh(one), _weigh(two))
    score = 1.0 - cost / (0.9 + 0.5 * length)
    return Likeness(max(0.0, min(0.995, score)), rules)


@lru_cache(maxsize=8192)
def _weigh(sounds: str) -> float:
    total = 0.0
    words = sounds.split(" ")
    for word in words:
        weight = 0.35 if len(words) > 1 and word in GENERIC_SOUNDS else 1.0
        total += weight * sum(0.4 if sound in "aeiouEO" else 1.0 for sound in word)
    return total


def _align(a: str, b: str) -> tuple[float, tuple[str, ...]]:
    """Return the least cost of turning a into b, and the rules along the cheapest way."""
    gaps_b = [gap_cost(b, j) for j in range(len(b))]
    row = [0.0]
    for cost in gaps_b:
        row.append(row[-1] + cost)
    table = [row]
    for i, sound in enumerate(a):
        costs = find_cost(sound)
        gap_a = gap_cost(a, i)
        left = row[0] + gap_a
        new = [left]
        for j, other in enumerate(b):
            best = row[j] + costs[other] if sound != other else row[j]
            best = min(best, row[j + 1] + gap_a)
            best = min(best, left + gaps_b[j])
            new.append(best)
            left = best
        table.append(new)
        row = new
    return row[-1], _trace(a, b, table)


def _trace(a: str, b: str, table: list[list[float]]) -> tuple[str, ...]:
    i, j = len(a), len(b)
    rules: dict[str, None] = {}
    while i or j:
        here = table[i][j]
        if i and j and a[i - 1] == b[j - 1] and abs(table[i - 1][j - 1] - here) < 1e-9:
            i, j = i - 1, j - 1
        elif i and j and abs(table[i - 1][j - 1] + find_cost(a[i - 1])[b[j - 1]] - here) < 1e-9:
            i, j = i - 1, j - 1
            rules[name_rule(a[i], b[j])] = None
        elif i and abs(table[i - 1][j] + gap_cost(a, i - 1) - here) < 1e-9:
            i -= 1
            rules[name_rule(a[i], "")] = None
        else:
            j -= 1
            rules[name_rule("", b[j])] = None
    return tuple(reversed(rules))
