"""A fast lexical test whether a text may report a strike, before anything is parsed.

Most articles of an archive are about other things. The test reads words only, and is wide
on purpose: what it passes is parsed and judged properly, what it stops is lost. A text passes

- for one word that hardly speaks of anything else (airstrike, shelling, warplane), or
- for two words of different kinds close together: an event (hit, targeted, strike), a weapon
  or its carrier (rocket, helicopter), a war party (army, rebels), harm (killed, destroyed), or
- when it is as short as a caption, for one event or weapon word: a caption leaves the rest out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

__all__ = [
    "candidate_sentences",
    "has_strike_word",
    "may_report_strike",
    "split_sentences",
    "wake_on_page",
]

CAPTION = 400
"""Characters up to which a text is a caption or an alert without context of its own."""
NEAR = 300
"""Characters within which two weak words speak of the same thing: about two sentences."""

_ONLY_LETTERS = bytes(byte if byte in b"abcdefghijklmnopqrstuvwxyz" else 32 for byte in range(256))
_NOT_FOREIGN = bytes(byte for byte in range(256) if not 0xCD <= byte <= 0xEF or byte == 0xE2)
"""Bytes that begin no letter of Greek, Cyrillic, Arabic ... in UTF-8; 0xE2 begins curly quotes."""
_SCRIPT = re.compile(r"<(script|style)\b.*?</\1\s*>", re.I | re.S)
_TAG = re.compile(r"<[^<>]*>")
# a lone line break may be a wrapped line, and "U.S. Army" holds no sentence end
_SENTENCE_END = re.compile(
    r"\n[ \t\r]*\n\s*|(?<=[.!?:;\"'”’)\]])[ \t\r]*\n\s*"
    r"|(?<=[a-z0-9%”\"')\]])[a-z0-9%”\"')\]][.!?][\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-Z0-9])"
)


def _forms(*stems: str) -> frozenset[str]:
    """Each stem with the endings of English verbs and nouns; `strike/struck` lists irregulars."""
    forms: set[str] = set()
    for stem in stems:
        base, *others = stem.split("/")
        short = base.removesuffix("e")
        doubled = base + base[-1]
        forms |= {base, f"{base}s", f"{base}es", f"{short}ed", f"{short}ing", f"{short}ings"}
        forms |= {f"{doubled}ed", f"{doubled}ing", *others}
        if base.endswith("y"):
            forms |= {f"{base[:-1]}ies", f"{base[:-1]}ied"}
    return frozenset(forms)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _garble(words: frozenset[str]) -> frozenset[str]:
    """Each word as a hurried hand writes it: a letter left out, doubled or a place too early."""
    garbled = {
        slip
        for word in words
        for at in range(1, len(word))
        for slip in (
            word[:at] + word[at + 1 :],
            word[:at] + word[at - 1 :],
            word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :],
        )
    }
    return words | garbled


# one of these is enough; with the words for an air strike in languages an archive may hold
_CERTAIN = (
    _garble(_garble(_words("airstrike airstrikes")))
    | _forms("airraid", "bombard", "strafe", "warplane", "bombardment", "bomb")
    | _forms(
        "warhead", "shellfire", "howitzer", "munition", "gunship", "sortie", "firebomb", "ordnance"
    )
    | _words("shelling shellings shelled bombers artillery ballistic katyusha kalibr shahed qassam")
    | _words("himars grad tomahawk hellfire uav uavs ucav ucavs jdam napalm thermobaric kamikaze")
    | _words(
        "iskander iskanders kinzhal kinzhals oreshnik atacms gmlrs scud scuds bayraktar bayraktars"
    )
    | _words("antiaircraft chlorine sarin phosphorus bombardement bombardements bombardierung")
    | _words("luftangriff luftangriffe luftschlag bombardeo bombardeos bombardeio bombardeios")
    | _words("bombardamento bombardamenti frappes luchtaanval luchtaanvallen")
)
_EVENT = _forms(
    "strike/struck/stricken", "attack", "target", "hit", "raid", "pound", "hammer", "blast",
    "explosion", "explode", "explosive", "destroy", "destruction", "flatten", "intercept",
    "assault", "offensive", "pummel", "obliterate", "annihilate", "neutralise", "neutralize",
    "thwart", "repel", "massacre", "incursion", "retaliate", "retaliation", "eliminate",
    "barrage", "salvo", "detonate", "detonation", "drop", "bombing", "airdrop", "onslaught",
    "demolish", "incinerate", "batter", "blitz", "volley", "counterstrike", "fusillade",
)  # fmt: skip
# these say nothing beside a war party or a harm: shots are fired and firms launched in every town
_FAINT = _forms(
    "fire", "down", "launch", "mission", "operation", "campaign", "shoot/shot", "impact",
    "suppress", "engage", "fly/flew/flown", "crash", "crater", "land", "fall/fell/fallen",
    "rain", "lob", "unleash", "hurl", "slam", "smash", "level/leveled/levelled",
    "rip", "tear/tore/torn", "plough", "rake", "gut", "wreck", "devastation",
)  # fmt: skip
_WEAPON = _forms(
    "missile", "rocket", "drone", "projectile", "mortar", "interceptor", "quadcopter", "shrapnel",
    "shell", "barrel", "airpower", "buster",
) - {"shelling", "shelled"}  # fmt: skip
_CARRIER = _forms(
    "jet", "plane", "aircraft", "airplane", "aeroplane", "helicopter", "chopper", "aviation",
    "mig", "sukhoi", "bomber", "airspace", "airforce", "fighter", "rafale",
    "gyrocopter", "paramotor", "paraglider",
)  # fmt: skip
_MATTER = _forms("gas", "weapon", "debris")
_PARTY = _forms(
    "military", "army", "troop", "soldier", "rebel", "militant", "insurgent", "regime",
    "coalition", "militia", "terrorist", "jihadist", "guerrilla", "separatist", "civilian",
    "airbase", "stronghold", "hideout", "frontline", "ceasefire", "truce", "invader", "occupier",
) | _words(
    "forces isis isil daesh qaeda qaida taliban houthi houthis hamas hezbollah hizbollah "
    "hizbullah pkk ypg sdf shabab shabaab boko nusra wagner rsf idf nato centcom africom pentagon "
    "kremlin positions war enemy syria syrian iraq iraqi yemen yemeni gaza russia russian ukraine "
    "ukrainian israel israeli libya libyan sudan sudanese islamic afghanistan afghan somalia "
    "somali mali ethiopia ethiopian tigray kurdish myanmar azerbaijan azerbaijani karabakh "
    "lebanon lebanese iran iranian saudi turkish turkey pakistan pakistani"
)  # fmt: skip
_HARM = _forms(
    "kill", "wound", "injure", "injury", "casualty", "die", "dead/deadly", "death", "damage",
    "destroy", "destruction", "rubble", "ruin", "massacre", "victim", "martyr", "burn", "suffocate",
)  # fmt: skip
_CAPTION_WORDS = _EVENT | _WEAPON | _CARRIER
_ALL_STRONG = _CERTAIN | _CAPTION_WORDS | _HARM
# (one kind, another kind): close together they make a candidate
_PAIRS = (
    (_EVENT, _WEAPON | _CARRIER | _PARTY),
    (_EVENT, _MATTER - {"debris"}),
    (_words("cluster chemical incendiary poison toxic"), _MATTER - {"debris"}),
    (_FAINT, _WEAPON),
    (_words("shell shells rocket rockets rocketed"), _PARTY),
    (_words("tank tanks"), _words("fire fires fired shell shells")),
    (_WEAPON, _HARM),
    (_words("strike strikes"), _HARM | {"engaged", "suppressed"}),
    (
        _words("air"),
        _words("strike strikes struck raid raids attack attacks bombing"),
    ),
    (_words("air aerial"), _words("assault campaign offensive operation bombardment")),
)
_ALL_WEAK = frozenset().union(*(one | other for one, other in _PAIRS))
_ALL = frozenset(map(str.encode, _CERTAIN | _CAPTION_WORDS | _ALL_WEAK))
_FOREIGN = re.compile(
    "авиауд|авиаудар|обстрел|обстріл|бомбард|бомбёж|ракет|беспилотник|безпілотник|удар|"
    "غار|قصف|صاروخ|صواريخ|براميل|طيران|مسيّر|مسير|"
    "תקיפ|הפצצ|רקט|טיל|"
    "حمله هوایی|بمباران|موشک|空爆|空襲|ミサイル|空袭|导弹|공습|미사일"
)


def may_report_strike(text: str) -> bool:
    """Return whether `text` may report a strike; False only when nothing in it speaks of one.

    Examples
    --------
    >>> may_report_strike("Jets hit the village, a monitor said.")
    True
    >>> may_report_strike("The council meets on Monday to vote on the new library.")
    False
    """
    lower = text.lower()
    words = _find_words(lower)
    return (
        not words.isdisjoint(_CERTAIN)
        or (len(text) <= CAPTION and not words.isdisjoint(_CAPTION_WORDS))
        or (_hold_pair(words) and _has_pair(lower, words))
        or _holds_foreign(lower)
    )


def wake_on_page(page: str) -> bool:
    """Return whether the article on an HTML page may report a strike, before it is extracted.

    The whole page counts as one place, menus and advertisements too: extraction can bring two
    words together but never add one. It is far slower than this look at the words.
    """
    import html

    bare = html.unescape(_TAG.sub(" ", _SCRIPT.sub(" ", page)))
    words = _find_words(bare.lower())
    return may_report_strike(bare) or (
        not words.isdisjoint(_CAPTION_WORDS) and (len(bare) <= 20 * CAPTION or _hold_pair(words))
    )


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Return the sentences of `text` as (start, end), each with the space behind it."""
    starts = [0, *(match.end() for match in _SENTENCE_END.finditer(text))]
    return list(zip(starts, [*starts[1:], len(text)], strict=True)) if text else []


def candidate_sentences(text: str) -> list[tuple[int, int]]:
    """Return the sentences of `text` that may tell of a strike, as (start, end), in order.

    Those are sentences with a strike word, or with two weak words of different kinds. A text
    that passes only for words in different sentences has none.
    """
    caption = len(text) <= CAPTION
    return [
        (start, end)
        for start, end in split_sentences(text)
        if _tells_of_strike(text[start:end], caption=caption)
    ]


def has_strike_word(sentence: str) -> bool:
    """Return whether a sentence has any word for an event, a weapon, a carrier or harm."""
    return not _ALL_STRONG.isdisjoint(_find_words(sentence.lower()))


def _tells_of_strike(sentence: str, *, caption: bool) -> bool:
    lower = sentence.lower()
    words = _find_words(lower)
    return (
        not words.isdisjoint(_CERTAIN)
        or (caption and not words.isdisjoint(_CAPTION_WORDS))
        or (len(words) > 1 and _hold_pair(words))
        or _holds_foreign(lower)
    )


def _find_words(lower: str) -> frozenset[str]:
    """Return which words of the lists stand in a text; a pattern would take three times as long."""
    written = lower.encode("utf-8", "surrogatepass").translate(_ONLY_LETTERS).split()
    return frozenset(map(bytes.decode, _ALL.intersection(written)))


def _holds_foreign(lower: str) -> bool:
    """Whether a word of another script speaks of strikes."""
    if lower.isascii() or not lower.encode("utf-8", "surrogatepass").translate(None, _NOT_FOREIGN):
        return False
    return _FOREIGN.search(lower) is not None


def _hold_pair(words: frozenset[str]) -> bool:
    """Whether there are two words of a pair of kinds, or one that is of both."""
    return any(not words.isdisjoint(one) and not words.isdisjoint(other) for one, other in _PAIRS)


def _has_pair(lower: str, words: Iterable[str]) -> bool:
    """Whether two of the words that a text holds make a pair and stand near each other."""
    places = sorted(
        (match.start(), word)
        for word in _ALL_WEAK.intersection(words)
        for match in _whole_word(word).finditer(lower)
    )
    recent: list[tuple[int, str]] = []
    for here, word in places:
        recent = [(place, old) for place, old in recent if here - place <= NEAR]
        if any(old != word and _make_pair(old, word) for _, old in recent):
            return True
        recent.append((here, word))
    return False


@cache
def _whole_word(word: str) -> re.Pattern[str]:
    # what stands before is looked at last: a pattern that begins with letters is found faster
    return re.compile(rf"{word}(?<![a-z]{word})(?![a-z])")


def _make_pair(old: str, word: str) -> bool:
    return any(
        (old in one and word in other) or (word in one and old in other) for one, other in _PAIRS
    )
