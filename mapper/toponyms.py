"""Spelling of place names: folding, sounds, keys. Pure text.

Three views of a name, each throwing away more than the one before:

`fold_name`     lower case, no marks, no ayn or hamza: what exact look-up compares
`bare_name`     folded, without article and spaces: "Ar-Rastan" and "al Rastan" agree
`spell_sounds`  what the letters stand for, whatever the style of writing: "Cheikhoun",
                "Schaichun" and "Shaykhun" agree; one letter a sound, words kept apart
`make_skeleton` the consonant classes of the sounds, the key under which candidates are found

mapper/likeness.py scores what the skeleton threw away, and says which rules it used.
mapper/readings.py lists the other ways in which a spelling may be meant.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from mapper.transliteration import (
    ARABIC_FOLDS,
    ARABIC_LETTERS,
    GENERIC_SOUNDS,
    LATIN_LETTERS,
    PLAIN_LETTERS,
    QUALIFIERS,
    TRANSLATED,
)

__all__ = [
    "bare_name",
    "drop_vowels",
    "fold_name",
    "is_code",
    "is_generic_word",
    "is_qualifier",
    "is_sort_of_place",
    "level_sounds",
    "make_skeleton",
    "name_words",
    "neighbour_skeletons",
    "romanise",
    "spell_latin",
    "spell_sounds",
    "swap_liquids",
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
_ABJAD = re.compile("[\u0590-\u05ff\u0621-\u07ff]")
_NOT_WORD = re.compile(r"[\W_]+")
_ASSIMILATED = re.compile(r"^([ae])([rsdtnz]|sh|dh|th)(?=\2)|^([ae])l(?=[bcdfghjkmnpqrstvwxyz])")


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
    text = unicodedata.normalize("NFKD", name).lower().translate(PLAIN_LETTERS)
    text = unicodedata.normalize("NFKD", text).translate(_DROP).translate(ARABIC_FOLDS)
    text = "".join(c for c in text if not unicodedata.combining(c))
    return " ".join(_NOT_WORD.sub(" ", text).split())[:MAX_NAME].rstrip()


def bare_name(folded: str) -> str:
    """Return a folded name without its articles and spaces; never empty unless `folded` is."""
    if not folded.isascii() and "\u0600" <= folded[0] <= "\u06ff":
        words = [w[2:] if w.startswith("ال") and len(w) > 4 else w for w in folded.split(" ")]
        return "".join(words)
    words = folded.split(" ")
    kept = [w for w in words if w not in _ARTICLE_WORDS]
    return "".join(kept) or folded


_ARTICLE_WORDS = frozenset(
    [
        "al",
        "el",
        "ul",
        "il",
        "ar",
        "er",
        "ir",
        "ur",
        "as",
        "es",
        "is",
        "us",
        "ash",
        "esh",
        "ish",
        "ach",
        "ech",
        "asch",
        "esch",
        "ad",
        "ed",
        "id",
        "ud",
        "at",
        "et",
        "it",
        "ut",
        "an",
        "en",
        "in",
        "un",
        "az",
        "ez",
        "iz",
        "adh",
        "edh",
        "ath",
        "eth",
        "ehl",
        "ell",
        "ess",
        "ett",
        "err",
        "edd",
        "enn",
        "ezz",
        "l",
        "ehr",
        "ehd",
        "ehn",
        "ehs",
        "eht",
        "ehz",
        "ehsh",
        "ala",
        "aj",
        "ej",
    ]
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
    text = unicodedata.normalize("NFKD", _FINAL_E.sub("eh", text))
    text = _LONG.sub(lambda match: match.group(1).upper(), text)
    return "".join(c for c in text if not unicodedata.combining(c))


def _romanise_script(text: str) -> str:
    if any("\u0600" <= c <= "\u06ff" for c in text):
        text = unicodedata.normalize("NFKD", text)
        text = "".join(c for c in text if not unicodedata.combining(c)).translate(ARABIC_FOLDS)
        text = re.sub(r"\bال(?=\w\w)", "", text)
        return text.translate(ARABIC_LETTERS)
    from anyascii import anyascii

    return anyascii(text).lower()


_V = "aeiouAIU"
_SOUNDS = re.compile(
    r"shch|szcz|schtsch|stsch|dzh|dsch|tsch|tch|tsj|sch|sh|sz|ssh|kh|gh|rh|th|dh|zh|ph|ck|cz|ch|dj|dz|"
    rf"tz|ts|qu(?=[ei])|gu(?=[ei])|ou(?=[{_V}])|oo|ou|ee|aa|ii|uu|ie(?=h?\b)|"
    rf"[iI]y+(?=[{_V}])|yy+|ij(?=a\b|e\b)|a[iyj](?![{_V}])|e[iyj](?![{_V}])|a[uw](?![{_V}])|o[w](?![{_V}])|"
    r"c(?=[eiy])|c|q|x|"
    rf"(?<![{_V}y])y(?![{_V}])"
)
_CODES = {
    "shch": "SC", "szcz": "SC", "schtsch": "SC", "stsch": "SC", "dzh": "j", "dsch": "j", "dj": "j",
    "tsch": "C", "tch": "C", "tsj": "C", "cz": "C", "ch": "C", "sch": "S", "sh": "S", "ssh": "S",
    "sz": "S", "kh": "X", "x": "X", "gh": "G", "rh": "G", "th": "T", "dh": "D", "zh": "Z",
    "ph": "f", "ck": "k", "dz": "z", "tz": "Y", "ts": "Y", "qu": "k", "gu": "g", "oo": "U",
    "ou": "u", "ee": "I", "aa": "A", "ii": "I", "uu": "U", "ie": "ia", "yy": "y", "q": "q",
    "y": "i",
}  # fmt: skip
_WORDS = re.compile(r"[a-zAIU]+")
_LONG = re.compile("([aiu])[\u0304\u0302]")
_FINAL_E = re.compile(r"[éèê]\b")
_NASAL = re.compile("n(?=[bp])")
_DOUBLE = re.compile(r"([a-zA-Z])\1+")
_HIATUS = re.compile(r"[aA]{2,}|[iI]{2,}|[uU]{2,}")


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
    if text[:2].lower() == "iy" or text == "ij":
        return "i"
    if text[0] == "y":
        return "y"
    return "E" if text[-1] in "iyj" else "O"


def _spell_word(word: str) -> str:
    known = TRANSLATED.get(word.lower())
    if known is not None:
        return known
    text = _NASAL.sub("m", _SOUNDS.sub(_code_sound, word))
    if len(text) > 3 and text[-1] == "t" and text[-2] in "aeA":
        text = text[:-1] + "7"
    elif len(text) > 2 and text[-1] == "h":
        text = text[:-1]
        if text[-1] == "e":
            text = text[:-1] + "a"
    text = _HIATUS.sub(lambda match: match.group()[0].upper(), text)
    return _DOUBLE.sub(r"\1", text)


_LETTERS_ONLY = re.compile(r"sh|kh|gh|th|dh|[a-z]")
_CLUSTER = re.compile(r"[^a ]{3}|\b[^a ]{1,2}\b")


def _lacks_vowels(words: list[str]) -> bool:
    """Tell whether a Latin spelling copies an Arabic one letter by letter: "tybt alamam"."""
    text = " ".join(words)
    if any(c in text for c in "eiouAIU"):
        return False
    singles = " ".join(
        "".join(m[0] if len(m) == 1 else "x" for m in _LETTERS_ONLY.findall(w.removeprefix("al")))
        for w in words
        if w != "al"
    )
    return bool(_CLUSTER.search(singles))


def _spell_bare_word(word: str) -> str:
    """Spell a word without vowels: no article, y and w may be vowels, final t a ta marbuta."""
    if word.startswith("al") and len(word) > 4:
        word = word[2:]
    if len(word) > 2 and word[-1] in "th" and word[-2:] not in ("sh", "kh", "gh", "th", "dh"):
        word = word[:-1] + "7"
    text = _SOUNDS.sub(_code_sound, word).replace("y", "i").replace("w", "u")
    return _DOUBLE.sub(r"\1", text)


@lru_cache(maxsize=8192)
def spell_sounds(name: str) -> str:
    """Return the sounds of a name, one character each, words parted by spaces, no article.

    A spelling that lacks its short vowels, as Arabic script does, begins with "~".
    """
    latin = romanise(name).replace("'", "").replace("`", "")
    words = _WORDS.findall(latin)
    bare = bool(_ABJAD.search(name)) or (len(latin) < 60 and _lacks_vowels(words))
    return spell_latin(latin, bare=bare)


def spell_latin(latin: str, *, bare: bool = False) -> str:
    """Return the sounds of a name that is in plain Latin letters already, as `romanise` gives it.

    With `bare` it is read as lacking its vowels: y and w may be vowels, a final t is not sounded.
    """
    words = _WORDS.findall(latin)
    kept = []
    for place, word in enumerate(words):
        if word in _ARTICLE_WORDS and place + 1 < len(words) and len(words[place + 1]) > 1:
            continue
        if bare:
            kept.append(_spell_bare_word(word))
        else:
            kept.append(_spell_word(_ASSIMILATED.sub("", word, count=1) if len(word) > 4 else word))
    return "~" * bare + " ".join(kept)


_SHORT = str.maketrans("AIU", "aiu")


def is_qualifier(word: str) -> bool:
    """Tell whether a word, by its sounds, says which part or size of a place is meant."""
    return word.translate(_SHORT) in QUALIFIERS


def is_generic_word(word: str) -> bool:
    """Tell whether a word, by its sounds, names a side, a size or a sort of place."""
    return is_sort_of_place(word) or is_qualifier(word)


def is_sort_of_place(word: str) -> bool:
    """Tell whether a word, by its sounds, is as common in names as tall, kafr or deir."""
    return word.translate(_SHORT) in GENERIC_SOUNDS


def name_words(sounds: str) -> tuple[str, ...]:
    """Return the words of sounds that make a name by themselves, for the index of words."""
    words = sounds.removeprefix("~").split(" ")
    return tuple(w for w in words if len(w) > 3 and not is_qualifier(w) and not is_sort_of_place(w))


# y and w are vowels as often as not, h comes and goes, C and X are each other's look-alikes
_CLASSES = str.maketrans(
    {
        **dict.fromkeys("aeiouAIUEOywh7~^ ", None),
        **dict.fromkeys("kKqgGXjc", "K"),
        **dict.fromkeys("sSzZCY", "S"),
        **dict.fromkeys("tdTD", "T"),
        **dict.fromkeys("bp", "B"),
        **dict.fromkeys("fv", "F"),
        "m": "M", "n": "N", "l": "L", "r": "R",
    }
)  # fmt: skip
_LETTERS = "KSTBFMNLR"
_NO_VOWELS = str.maketrans(dict.fromkeys("aeiouAIUEOyw7~^ ", None))


def drop_vowels(sounds: str) -> str:
    """Return sounds without vowels, half vowels and what may be one."""
    return sounds.translate(_NO_VOWELS)


_LEVEL = str.maketrans("AIUEOKqGXSDTYZCcjv", "aiuaukkghsdtssssgw")


def level_sounds(sounds: str) -> str:
    """Return sounds with alike ones made one: a quick look, before sounds are weighed."""
    return sounds.translate(_LEVEL)


@lru_cache(maxsize=8192)
def make_skeleton(sounds: str) -> str:
    """Return the consonant classes of sounds, at most ten, no two alike in a row."""
    return _DOUBLE.sub(r"\1", sounds.translate(_CLASSES))[:10]


@lru_cache(maxsize=4096)
def neighbour_skeletons(skeleton: str) -> tuple[str, ...]:
    """Return the skeletons one class away: left out, put in, or another in its place."""
    found: dict[str, None] = {}
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


_SWAPPED = {"L": "LR", "R": "LR", "B": "BF", "F": "FB"}


@lru_cache(maxsize=1024)
def swap_liquids(skeleton: str) -> tuple[str, ...]:
    """Return the skeletons with l and r, and lip sounds, in each other's place."""
    found = [""]
    for letter in skeleton:
        found = [head + other for head in found for other in _SWAPPED.get(letter, letter)]
        if len(found) > 64:
            return (skeleton,)
    return tuple(dict.fromkeys(_DOUBLE.sub(r"\1", key) for key in found))
