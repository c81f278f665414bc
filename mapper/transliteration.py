"""Tables of writing systems: which letters stand for which sounds, and which sounds mix.

The sounds are one character each: the small Latin letters, and X kh, G gh, S sh, T th, D dh,
Z zh, C ch of unknown reading, K hard c, c soft c, Y ts, E ay/ei, O aw/au. Costs are between 0
(no difference) and 1 (another sound); they were set by hand from the usual romanisations
(BGN/PCGN, ALA-LC, French mandate maps, German and Turkish press) and checked on GeoNames
alternate names, places split by id.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

__all__ = [
    "ABJAD",
    "ABJAD_COUNTRIES",
    "ARABIC_FOLDS",
    "ARABIC_LETTERS",
    "GENERIC_SOUNDS",
    "LATIN_LETTERS",
    "LOOSE",
    "PLAIN_LETTERS",
    "QUALIFIERS",
    "STRICT",
    "SYLLABIC",
    "TRANSLATED",
    "Manner",
    "name_rule",
]


def _table(pairs: str) -> dict[int, str]:
    """Read `x=y` pairs; a letter without anything after the sign is left out of the text."""
    return {ord(pair[0]): pair[2:] for pair in pairs.split()}


_INVISIBLE: dict[int, str] = dict.fromkeys((0x200E, 0x200F, 0xAD, 0x200B, 0x200C, 0x200D), "")

PLAIN_LETTERS = {**_table("ł=l ø=o đ=d ð=d þ=th ß=ss æ=ae œ=oe ı=i ə=e ħ=h ŋ=n"), **_INVISIBLE}
"""Letters that Unicode does not take apart, as people type them without the keyboard."""

LATIN_LETTERS = {
    **PLAIN_LETTERS,
    **_table(
        "š=sh ŝ=sh ž=zh č=ch ç=ch ć=ch ĉ=ch ğ=gh ġ=gh ĝ=j ǧ=j ǰ=j ŭ=w ḫ=kh ẖ=kh ĥ=kh ṯ=th ḏ=dh ð=dh"
    ),
}
"""Letters whose mark decides the sound; every other mark is dropped."""

ARABIC_FOLDS = {
    **_table("أ=ا إ=ا آ=ا ٱ=ا ى=ي ئ=ي ؤ=و ة=ه ۀ=ه ی=ي ې=ي ک=ك ڪ=ك ہ=ه ھ=ه ە=ه ۆ=و ے=ي گ=ك"),
    **dict.fromkeys((0x621, 0x640, 0x654, 0x655, 0x674), ""),
}
"""Forms of one letter in Arabic script, and the signs that come and go."""

ARABIC_LETTERS = _table(
    "ا=a ب=b ت=t ث=th ج=j ح=h خ=kh د=d ذ=dh ر=r ز=z س=s ش=sh ص=s ض=d ط=t ظ=z ع= غ=gh ف=f ق=q "
    "ك=k ل=l م=m ن=n ه=h و=w ي=y پ=p چ=ch ژ=zh ڤ=v ڨ=g ڭ=g "
    "ټ=t ډ=d ړ=r ږ=zh ښ=sh ڼ=n ٹ=t ڈ=d ڑ=r ں=n"
)
"""Arabic, Persian, Kurdish and Pashto letters; ta marbuta is folded to ha before."""

GENERIC_SOUNDS = frozenset(
    [
        "tal",
        "tel",
        "til",
        "tul",
        "dEr",
        "der",
        "dir",
        "dar",
        "kafr",
        "kafar",
        "kefr",
        "kefar",
        "kfar",
        "kfr",
        "kufr",
        "bEt",
        "bet",
        "bit",
        "bayt",
        "bEyt",
        "Xirbat",
        "Xirbet",
        "Xerbet",
        "Xarbat",
        "Xurbat",
        "Xrbat",
        "Xirba",
        "kirbat",
        "hirbat",
        "jabal",
        "jebel",
        "gebel",
        "wadi",
        "vadi",
        "uadi",
        "En",
        "ain",
        "ayn",
        "in",
        "um",
        "om",
        "aum",
        "em",
        "abu",
        "abo",
        "bu",
        "bani",
        "beni",
        "banu",
        "qasr",
        "kasr",
        "qalat",
        "kalat",
        "qalaat",
        "KalE",
        "nabi",
        "mazrat",
        "mazraat",
        "mezrat",
        "rasm",
        "rasim",
        "jub",
        "jib",
        "jisr",
        "jisr",
        "bir",
        "ras",
        "SEX",
        "SEK",
        "madinat",
        "qaryat",
        "qarat",
        "maarat",
        "marat",
        "kom",
        "kum",
        "minSat",
        "minyat",
        "mit",
        "nazlat",
        "izbat",
        "ezbet",
        "azbat",
        "kafrat",
        "hay",
        "naj",
        "nja",
        "Xan",
        "Kan",
        "han",
        "rujm",
        "rijm",
        "birkat",
        "manSiyat",
        "san",
        "sant",
        "santa",
        "saint",
        "port",
        "fort",
        "north",
        "south",
        "east",
        "west",
        "new",
        "old",
        "upper",
        "lower",
        "novi",
        "nova",
        "novo",
        "stara",
        "stare",
        "staryy",
        "mali",
        "velyka",
    ]
)
"""Words so common in names, by their sounds, that sharing one says little."""

_ABJAD = "AE AF BH DJ DZ EG EH IL IQ IR JO KM KW LB LY MA MR OM PK PS QA SA SD SO SY TN YE"
ABJAD_COUNTRIES = frozenset(_ABJAD.split()) | {""}
"""Where names are written without short vowels, so that every romanisation guesses them."""

_QUALIFIERS = """
    Garbi Janubi Kamp Kastle KiTi Sahr Samali Sarqi al astan bE bahri
    bahria balad balda7 citi distriKt fOqani fort hay jadid kabir kamp kastel
    madina madina7 madinat madine7 mahafaza7 mahata markaz mazra7 mintaqa7 muXaiam muXayam muhafaza7
    of qaria qaria7 qibli qiblia qism saGir siti tOn tahtani the town
    ua vilaj waha7 wahat
"""
QUALIFIERS = frozenset(_QUALIFIERS.split())
"""Words that say which part or what size of a place is meant, by their sounds."""

_VOWELS = "aeiouAIUEO"
_VOWEL_SET = frozenset(_VOWELS + "yw")
_CLOSE = (
    # vowels and diphthongs
    "aA.0 iI.0 uU.0 Ae.1 Ao.25 Ai.5 Au.55 AE.2 AO.25 AI.6 AU.6 Ie.1 Ia.5 Iu.5 Io.5 IE.1 Iy.03 "
    "Uo.05 UO.08 Ua.5 Ui.5 Ue.5 Uw.05 IU.6 "
    "ae.1 ei.1 ai.22 ao.2 au.28 ou.06 eo.3 eu.3 iu.3 io.35 Ee.06 Ei.1 Ea.17 Eo.4 Eu.4 Oo.06 "
    "Ou.08 Oa.24 Oe.35 Oi.4 EO.4 yi.03 ye.2 yE.06 wu.03 wo.08 wO.06 ya.35 wa.35 jy.12 "
    # the back of the throat
    "kq.04 kK.0 qK.04 kg.3 qg.2 Kg.3 KX.18 kX.18 qX.3 Xh.12 XG.35 Gg.08 Gk.35 Gq.3 Gh.3 "
    "qG.3 hk.5 hK.5 XC.12 kC.2 KC.2 hC.3 gh.45 "
    # soft g, j and their neighbours
    "jg.12 jZ.1 jz.35 jC.2 jc.12 jS.35 jX.5 jd.5 ck.2 cK.1 cq.2 cs.1 cz.3 cS.25 cC.12 cY.15 "
    "gZ.35 jG.3 "
    # hissing and hushing
    "sS.28 sz.25 sC.3 SC.05 SZ.25 zZ.15 sT.2 zD.1 sY.15 zY.2 YC.2 YS.3 ST.4 sZ.3 "
    # tongue and teeth; 7 is the t of a ta marbuta
    "tT.06 dD.05 td.45 dT.45 tD.5 dz.4 tY.4 TD.25 Ds.4 7t.02 7T.1 7h.03 7a.05 7e.05 7d.45 "
    # lips
    "bp.2 bv.25 fv.12 vw.08 fw.4 fp.35 bf.5 vu.2 "
    # liquids
    "lr.75 mn.5 nl.75"
)


def _read_costs(text: str, vowel: float) -> dict[str, dict[str, float]]:
    costs: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(lambda: 1.0))
    for one in _VOWELS:
        for two in _VOWELS:
            costs[one][two] = 0.35
    for entry in text.split():
        one, two, cost = entry[0], entry[1], float(entry[2:])
        if one in _VOWEL_SET and two in _VOWEL_SET:
            cost *= vowel
        costs[one][two] = costs[two][one] = cost
    return costs


_GAPS = {
    **dict.fromkeys(_VOWELS, 0.16), "A": 0.5, "I": 0.4, "U": 0.4, "E": 0.32, "O": 0.32, "h": 0.16,
    "y": 0.2, "w": 0.28, "7": 0.07,
}  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Manner:
    """How much vowels tell in a pair of spellings, and the costs that follow."""

    costs: dict[str, dict[str, float]]
    vowel_gap: float

    def list_gaps(self, sounds: str) -> list[float]:
        """Return the cost of leaving out each sound; from memory for a spelling seen before."""
        return _list_gaps(self, sounds)

    def gap_cost(self, sounds: str, at: int) -> float:
        """Return what it costs to leave out the sound at an index: vowels and h come and go."""
        sound = sounds[at]
        cost = _GAPS.get(sound)
        if cost is None:
            if sound == "s" and at == len(sounds) - 1 and at > 3 and sounds[at - 1] in "aeiou":
                return 0.3  # the nominative that Baltic and Greek languages put on
            return 0.85
        if sound in _VOWEL_SET:
            if at == 0:
                return max(cost, 0.4) * self.vowel_gap
            if at == len(sounds) - 1:
                # an ending makes another name: Mukarram, Makramiya; but French adds a silent e
                cost = 0.13 if sound == "e" else 0.45
            elif sound in "iIy" and at == len(sounds) - 2 and sounds[-1] in "aAe":
                cost = 0.28
            elif sounds[at - 1] in _VOWEL_SET:
                cost = min(cost, 0.13 if sound in "aeiou" else 0.4)
            return cost * self.vowel_gap
        return cost


@lru_cache(maxsize=16384)
def _list_gaps(manner: Manner, sounds: str) -> list[float]:
    return [manner.gap_cost(sounds, at) for at in range(len(sounds))]


LOOSE = Manner(_read_costs(_CLOSE, 1.0), 1.0)
"""For names from scripts that leave short vowels out."""

STRICT = Manner(_read_costs(_CLOSE, 2.2), 2.2)
"""For names whose own script writes every vowel."""

ABJAD = Manner(
    _read_costs(
        _CLOSE + " Ei.0 Ey.0 Ou.0 Ow.0 iy.0 uw.0 ou.02 ei.02 eE.02 oO.02 oi.2 ai.12 au.12 ea.02",
        1.0,
    ),
    0.22,
)
"""For a spelling in letters that leave short vowels out, against one that has them."""


SYLLABIC = Manner(
    _read_costs(
        _CLOSE
        + " lr.05 fp.08 bv.06 fh.12 pb.12 td.2 kg.2 qg.2 kK.0 sS.08 tC.15 jz.12 TS.2 ds.3 dz.15"
        " hX.06 nm.2 Cj.15 Sj.2 bf.2 wb.15 ks.45",
        0.6,
    ),
    0.35,
)
"""For names that came through Chinese, Japanese or Korean, which put vowels between consonants
and have one sound for l and r."""


TRANSLATED = {
    "north": "Samali",
    "northern": "Samali",
    "south": "Janubi",
    "southern": "Janubi",
    "east": "Sarqi",
    "eastern": "Sarqi",
    "west": "Garbi",
    "western": "Garbi",
    "upper": "fOqani",
    "lower": "tahtani",
    "new": "jadid",
    "small": "saGir",
    "little": "saGir",
    "big": "kabir",
    "great": "kabir",
    "greater": "kabir",
    "sharki": "Sarqi",
    "sharkieh": "Sarqi",
    "charqi": "Sarqi",
    "charki": "Sarqi",
    "sharqieh": "Sarqi",
    "sharqiyeh": "Sarqi",
    "sharqiyah": "Sarqi",
    "sharqiya": "Sarqi",
    "sharqiyya": "Sarqi",
    "sharqia": "Sarqi",
    "gharbi": "Garbi",
    "gharbiyah": "Garbi",
    "gharbiya": "Garbi",
    "gharbieh": "Garbi",
    "gharbiyeh": "Garbi",
    "rharbi": "Garbi",
    "rharbiye": "Garbi",
    "gharbia": "Garbi",
    "shamali": "Samali",
    "shamaliyah": "Samali",
    "shamaliya": "Samali",
    "chamali": "Samali",
    "shamaliyeh": "Samali",
    "shmali": "Samali",
    "shamalia": "Samali",
    "janubi": "Janubi",
    "janubiyah": "Janubi",
    "janoubi": "Janubi",
    "janubiya": "Janubi",
    "jnoubi": "Janubi",
    "janoubieh": "Janubi",
    "kabir": "kabir",
    "kabira": "kabir",
    "kabirah": "kabir",
    "kbir": "kabir",
    "kebir": "kabir",
    "kabeer": "kabir",
    "kbireh": "kabir",
    "kabireh": "kabir",
    "saghir": "saGir",
    "saghira": "saGir",
    "saghirah": "saGir",
    "sghir": "saGir",
    "saghireh": "saGir",
    "sagheer": "saGir",
    "fawqani": "fOqani",
    "fawqaniyah": "fOqani",
    "fawqa": "fOqani",
    "foqani": "fOqani",
    "fouqani": "fOqani",
    "fawqaniya": "fOqani",
    "tahtani": "tahtani",
    "tahtaniyah": "tahtani",
    "tahta": "tahtani",
    "tahtaniya": "tahtani",
    "jadid": "jadid",
    "jadida": "jadid",
    "jadidah": "jadid",
    "jdid": "jadid",
    "jdide": "jadid",
}
"""Words for part, side and size, in English and as romanised from Arabic, by one spelling."""

_NAMES = {
    "X": "kh", "G": "gh", "S": "sh", "T": "th", "D": "dh", "Z": "zh", "C": "ch", "K": "c",
    "Y": "ts", "E": "ay", "O": "aw", "7": "ta marbuta",
}  # fmt: skip


def name_rule(one: str, two: str) -> str:
    """Return the rule by which one sound stands for the other, as shown to people."""
    if not one or not two:
        lost = one or two
        if lost in _VOWEL_SET:
            return f"vowel {_NAMES.get(lost, lost)} left out"
        return f"{_NAMES.get(lost, lost)} left out"
    first, second = sorted((_NAMES.get(one, one), _NAMES.get(two, two)))
    return f"{first} for {second}"
