"""Tables of writing systems: which letters stand for which sounds, and which sounds mix.

The sounds are one character each: the small Latin letters, and X kh, G gh, S sh, T th, D dh,
Z zh, C ch of unknown reading, K hard c, c soft c, Y ts, E ay/ei, O aw/au. Costs are between 0
(no difference) and 1 (another sound); they were set by hand from the usual romanisations
(BGN/PCGN, ALA-LC, French mandate maps, German and Turkish press) and checked on GeoNames
alternate names, places split by id.
"""

from __future__ import annotations

from collections import defaultdict

__all__ = [
    "ARABIC_FOLDS",
    "ARABIC_LETTERS",
    "GENERIC_SOUNDS",
    "LATIN_LETTERS",
    "PLAIN_LETTERS",
    "find_cost",
    "gap_cost",
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
    "ك=k ل=l م=m ن=n ه=h و=w ي=y پ=p چ=ch ژ=zh ڤ=v ڨ=g ڭ=g ټ=t ډ=d ړ=r ږ=zh ښ=sh ڼ=n ٹ=t ڈ=d ڑ=r ں=n"
)
"""Arabic, Persian, Kurdish and Pashto letters; ta marbuta is folded to ha before."""

GENERIC_SOUNDS = frozenset(
    ["tal", "tel", "til", "tul", "dEr", "der", "dir", "dar", "kafr", "kafar", "kefr", "kefar", "kfar", "kfr", "kufr", "bEt", "bet", "bit", "bayt", "bEyt", "Xirbat", "Xirbet", "Xerbet", "Xarbat", "Xurbat", "Xrbat", "Xirba", "kirbat", "hirbat", "jabal", "jebel", "gebel", "wadi", "vadi", "uadi", "En", "ain", "ayn", "in", "um", "om", "aum", "em", "abu", "abo", "bu", "bani", "beni", "banu", "qasr", "kasr", "qalat", "kalat", "qalaat", "KalE", "nabi", "mazrat", "mazraat", "mezrat", "rasm", "rasim", "jub", "jib", "jisr", "jisr", "bir", "ras", "SEX", "SEK", "madinat", "qaryat", "qarat", "maarat", "marat", "kom", "kum", "minSat", "minyat", "mit", "nazlat", "izbat", "ezbet", "azbat", "kafrat", "hay", "naj", "naja", "nja", "Xan", "Kan", "han", "rujm", "rijm", "birkat", "manSiyat", "san", "sant", "santa", "saint", "port", "fort", "north", "south", "east", "west", "new", "old", "upper", "lower", "novi", "nova", "novo", "stara", "stare", "staryy", "mali", "velyka"]
)
"""Words so common in names, by their sounds, that sharing one says little."""

_VOWELS = "aeiouEO"
_CLOSE = (
    # vowels and diphthongs
    "ae.12 ei.12 ai.3 ao.25 au.35 ou.08 eo.4 eu.4 iu.45 io.5 Ee.08 Ei.12 Ea.15 Eo.5 Eu.5 Oo.06 "
    "Ou.1 Oa.2 Oe.5 Oi.6 EO.5 yi.05 ye.25 yE.1 wu.05 wo.1 wO.1 ya.5 wa.5 "
    # the back of the throat
    "kq.06 kK.0 qK.06 kg.3 qg.22 Kg.3 KX.2 kX.2 qX.3 Xh.15 XG.35 Gg.1 Gk.35 Gq.3 Gh.3 GX.35 Gr.35 "
    "qG.3 hk.5 XC.15 kC.2 KC.2 hC.3 gh.45 "
    # soft g, j and their neighbours
    "jg.15 jZ.1 jz.35 jy.25 jC.2 jc.12 jS.35 jX.5 jd.5 ck.2 cK.1 cq.2 cs.12 cz.3 cS.25 cC.12 cY.15 "
    "gZ.35 jG.3 "
    # hissing and hushing
    "sS.2 sz.2 sC.3 SC.08 SZ.25 zZ.15 sT.2 zD.12 sY.15 zY.2 YC.2 YS.3 ST.4 sZ.3 Ss.2 sc.12 "
    # tongue and teeth
    "tT.08 dD.06 td.35 dT.35 tD.4 dz.4 Dz.12 tY.4 TD.2 Ds.4 "
    # lips
    "bp.2 bv.25 fv.12 vw.1 fw.4 fp.35 bf.5 uv.3 "
    # liquids
    "lr.7 mn.55 nl.75"
)  # fmt: skip


def _read_costs() -> dict[str, dict[str, float]]:
    costs: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(lambda: 1.0))
    for one in _VOWELS:
        for two in _VOWELS:
            costs[one][two] = 0.45
    for entry in _CLOSE.split():
        one, two, cost = entry[0], entry[1], float(entry[2:])
        costs[one][two] = costs[two][one] = cost
    return costs


_COSTS = _read_costs()
_GAPS = {**dict.fromkeys(_VOWELS, 0.22), "i": 0.2, "e": 0.2, "h": 0.2, "y": 0.2, "w": 0.3}
_VOWEL_SET = frozenset(_VOWELS + "yw")


def find_cost(sound: str) -> dict[str, float]:
    """Return what it costs to hear another sound in place of this one, 0 to 1."""
    return _COSTS[sound]


def gap_cost(sounds: str, at: int) -> float:
    """Return what it costs to leave out the sound at an index: vowels and h come and go."""
    sound = sounds[at]
    if sound in _VOWEL_SET and at == len(sounds) - 1:
        return 0.15
    if sound == "i" and at and sounds[at - 1] in "aeou":
        return 0.12
    if at and sounds[at - 1] in _VOWEL_SET and sound in _VOWEL_SET:
        return 0.14
    return _GAPS.get(sound, 0.85)


_NAMES = {
    "X": "kh", "G": "gh", "S": "sh", "T": "th", "D": "dh", "Z": "zh", "C": "ch", "K": "c",
    "Y": "ts", "E": "ay", "O": "aw",
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
