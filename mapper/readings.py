"""The other ways in which a spelling may be meant. Pure text.

Letters do not say which language they are to be read in: c is k, s, ts, ch or j, x is kh or sh.
`spell_sounds` reads them in the commonest way; here are the others, each with the rule that is
shown when it finds the place. None is a claim: what a reading finds still has to be likely.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from mapper.toponyms import MAX_NAME, romanise, spell_latin, spell_sounds

__all__ = ["Reading", "list_readings", "spell_known"]


@dataclass(frozen=True, slots=True)
class Reading:
    """The sounds of a name read in one way; the first reading of a name has no rule."""

    sounds: str
    rule: str = ""


def _rewrite(*pairs: tuple[str, str]) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern), text) for pattern, text in pairs)


_Y_OR_J = re.compile(r"[aei]j(?![eiou])")
_STYLES = (
    ("read as Italian", re.compile(r"sc[ie]|c[hie]|g[hie]|gli|u[aeio]"), _rewrite(
        (r"sci(?=[aou])", "sh"), (r"sc(?=[ei])", "sh"), (r"g[i](?=[aou])", "dj"),
        (r"gli", "li"), (r"ggh|gh", "q"), (r"gg?(?=[ei])", "dj"), (r"cch|ch", "k"),
        (r"cci(?=[aou])|ci(?=[aou])", "tch"), (r"cc?(?=[ei])", "tch"), (r"\bu(?=[aeio])", "w"),
    )),
    ("x for sh", re.compile(r"x"), _rewrite((r"tx", "tch"), (r"x", "sh"))),
    ("c for ch", re.compile(r"c(?!h)"), _rewrite((r"sc", "shch"), (r"c(?!h)", "tch"))),
    ("c for j", re.compile(r"c(?!h)"), _rewrite((r"c(?!h)", "dj"))),
    ("s for sh", re.compile(r"s(?![hzc])"), _rewrite(
        (r"sz", "ş"), (r"zs", "zh"), (r"cs", "tch"), (r"gy", "dj"), (r"s(?!h)", "sh"), (r"ş", "s"),
    )),
    ("j for kh", re.compile(r"(?<!d)j"), _rewrite((r"(?<!d)j", "kh"))),
    ("j for dj", _Y_OR_J, _rewrite((r"(?<!d)j", "dj"))),
    ("g for h", re.compile(r"g(?!h)"), _rewrite((r"g(?!h)", "h"))),
)  # fmt: skip
"""(rule, the letters that make it worth trying, what is rewritten)."""

_PINYIN = re.compile(r"(?:zh|ch|sh|[bpmfdtnlgkhjqxzcsryw])?[aeiou]{1,3}(?:ng|[nrkmltx])?")
_OPEN = re.compile(  # one way to read each word, so that no name can make it try them all
    r"[^aeiou\s]{0,2}[aeiou]+(?:(?:[^aeiou\s]{1,2}|[nmlr][^aeiou\s]{2})[aeiou]+)*[nmlr]?$"
)
_NISBA = re.compile(r"[iyIe]ah?$")
"""An ending that makes another name of a name: Mukarram, Mukarramiya."""

_CHINESE = _rewrite(
    (r"zh", "z"), (r"x(?=[iu])", "sh"), (r"q(?=[iu])", "ch"), (r"\ber\b", "r"), (r"\s+", ""),
)  # fmt: skip
_KOREAN = _rewrite((r"eu", ""), (r"eo", "o"), (r"ae", "e"))
_NO_VOWEL = re.compile(r"[^eiou]+$")
_DIGRAPH = re.compile(r"([tdskg])h")


@lru_cache(maxsize=4096)
def list_readings(name: str) -> tuple[Reading, ...]:
    """Return the readings of a name, the commonest first."""
    first = spell_sounds(name)
    latin = romanise(name[:MAX_NAME]).replace("'", "").replace("`", "")
    found = {first: ""}
    for sounds, rule in (*_read_without_vowels(latin, first), *_read_syllables(latin)):
        found.setdefault(sounds, rule)
    if first[:1] != "~":
        for rule, worth, pairs in _STYLES:
            if worth.search(latin):
                found.setdefault(spell_latin(_apply(latin, pairs)), rule)
    return tuple(Reading(sounds, rule) for sounds, rule in found.items() if sounds.strip("~^ "))


def spell_known(name: str) -> tuple[str, ...]:
    """Return the sounds under which a gazetteer's own spelling is kept: one, seldom two.

    The j of "Majma" is dj, that of "Ajn" and "Bijeljina" is y; both are kept.
    """
    first = spell_sounds(name)
    if "j" not in name.lower():
        return (first,)
    latin = romanise(name[:MAX_NAME]).replace("'", "").replace("`", "")
    if not _Y_OR_J.search(latin):
        return (first,)
    return tuple(dict.fromkeys((first, spell_latin(re.sub(r"(?<!d)j", "dj", latin)))))


def _apply(text: str, pairs: tuple[tuple[re.Pattern[str], str], ...]) -> str:
    for pattern, other in pairs:
        text = pattern.sub(other, text)
    return text


def _read_without_vowels(latin: str, first: str) -> list[tuple[str, str]]:
    """Read a spelling as a copy of Arabic letters: its last t sounded or not, h by itself."""
    if first[:1] != "~" and not (_NO_VOWEL.match(latin) and not _OPEN.match(latin)):
        return []
    spelt = spell_latin(latin, bare=True)
    found = [(spelt, "read without vowels")]
    if "7" in spelt:
        found.append((spelt.replace("7", "t"), "read without vowels, t sounded"))
    parted = _DIGRAPH.sub(r"\1'h", latin)
    if parted != latin:
        sounds = spell_latin(parted, bare=True).replace(" ", "")
        found.append((sounds, "read without vowels, h by itself"))
    return found


def _read_syllables(latin: str) -> list[tuple[str, str]]:
    """Read a name as it came through Chinese, Japanese, Korean or an Indian script."""
    text = latin.replace("-", " ").strip()
    korean = "eu" in text or "eo" in text
    words = text.split(" ")
    if len(words) > 1 and all(len(w) < 6 and _PINYIN.fullmatch(w) for w in words):
        text, rule = _apply(text, _CHINESE), "read as Chinese syllables"
    elif korean:
        text, rule = _apply(text, _KOREAN), "read as Korean syllables"
    elif len(text) > 4 and all(_OPEN.match(word) for word in words) and not _NISBA.search(text):
        rule = "read as open syllables"
    else:
        return []
    sounds = spell_latin(text)
    return [("^" + sounds.replace(" ", ""), rule)]
