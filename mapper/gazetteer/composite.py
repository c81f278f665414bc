"""Take a place as people write it apart: the place, what it lies in, what it lies near."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

__all__ = ["Part", "split_composite"]

Relation = Literal["self", "also", "within", "near"]
Size = Literal["settlement", "inner", "area", "around", ""]


@dataclass(frozen=True, slots=True)
class Part:
    """One name of a composite.

    `relation`: the place itself, another place named with it, or a container or neighbour.
    `size`: what its words say it is: inside a town, a district, or the land around a town.
    """

    text: str
    relation: Relation
    size: Size = ""


_SIDE = (
    r"(?:north|south|east|west|northern|southern|eastern|western|central|north-?\s?east(?:ern)?"
    r"|north-?\s?west(?:ern)?|south-?\s?east(?:ern)?|south-?\s?west(?:ern)?|northen|rural)"
)
_SETTLEMENT = r"(?:villages?|towns?|cit(?:y|ies)|hamlets?|communit(?:y|ies)|municipality)"
_INNER = (
    r"(?:neighbou?rhoods?|streets?|roundabouts?|squares?|quarters?|schools?|hospitals?|mosques?"
    r"|markets?|souq|bridges?|buildings?|houses?|checkpoints?|junctions?|crossroads?|intersection"
    r"|districts? of the city|suburbs?|clinic|bakery|factory|university|stadium|prison|park)"
)
_AREA = (
    r"(?:areas?|(?:sub-?\s?)?districts?|regions?|provinces?|governorates?|oblasts?|nahiy?a[ht]?"
    r"|nahiyat|cantons?|county|pocket|axis|front(?:line)?|desert|valley|plains?|farms?|farmland)"
)
_AROUND = r"(?:country\s?side|countryside|counntryside|outskirts|suburbs|vicinity|rif|rural area)"

_LEADING = re.compile(
    r"^(?:(?:the|a|an|in|at|on|inside|around)\s+)*"
    rf"(?P<word>{_SETTLEMENT}|{_AREA}|(?:{_SIDE}\s+)*{_AROUND}|(?:city|town)"
    rf"\s+cent(?:re|er)|{_INNER}|bank|banks|edge|centre|center|{_SIDE}(?:\s+part)?)\s+of\s+(?:the\s+)?"
    rf"(?:{_SETTLEMENT}\s+of\s+)?",
    re.IGNORECASE,
)
_NEAR_START = re.compile(
    r"^(?:(?:in|at|from)\s+)?(?:the\s+)?"
    r"(?:near(?:by)?|close to|next to|vicinity of|the vicinity of|"
    rf"outside(?: of)?|around|towards?|opposite|{_SIDE} (?:of|from)|just {_SIDE} of|outskirts of)"
    r"\s+(?:the\s+)?",
    re.IGNORECASE,
)
_NEAR_INSIDE = re.compile(
    r"\s+(?:(?:in|at|to|on)\s+(?:the\s+)?)?"
    r"(?:near(?:by)?|close to|next to|vicinity of|outside(?: of)?"
    rf"|{_SIDE}(?:\s+{_SIDE})? of|opposite)\s+",
    re.IGNORECASE,
)
_WITHIN_INSIDE = re.compile(
    rf"\s+(?:(?:{_SETTLEMENT}|{_AREA}|{_INNER})\s+(?:in|of)|in|inside|within)\s+(?:the\s+)?(?=\w)",
    re.IGNORECASE,
)
_TRAILING = re.compile(
    rf"\s+(?:(?P<around>(?:{_SIDE}\s+)?{_AROUND})|(?P<settlement>{_SETTLEMENT})|(?P<inner>{_INNER})"
    rf"|(?P<area>{_AREA}))$",
    re.IGNORECASE,
)
_SIDE_FIRST = re.compile(rf"^(?:{_SIDE}\s+)+(?=\S)", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween\s+(.+?)\s+and\s+(.+)$", re.IGNORECASE)
_AND = re.compile(r"\s+(?:and|or|&)\s+(?:in\s+)?(?:the\s+)?", re.IGNORECASE)
_ALIAS = re.compile(r"^(?:or|and|aka|also known as|possibly)\s+", re.IGNORECASE)
_CUTS = re.compile(r"\s*[,;:،؛]\s*|\s+[-–—]\s+")
_ARABIC = re.compile(
    r"^(?:قريه|قرية|بلدة|بلده|مدينة|مدينه|محافظة|محافظه|منطقة|منطقه|ناحية|ريف|حي|مخيم|محيط|أطراف)\s+(?=\S)"
)
_ARABIC_SIDE = re.compile(r"\s+(?:الشمالي|الجنوبي|الشرقي|الغربي)$")


_SIZES: dict[str, Size] = {
    "settlement": "settlement", "inner": "inner", "area": "area", "around": "around",
}  # fmt: skip


def split_composite(name: str) -> tuple[Part, ...]:
    """Return the parts of a composite, the most precise first; one part for a plain name."""
    text = " ".join(name.split()).strip(" .,;:")
    between = _BETWEEN.search(text)
    if between:
        tail = [
            Part(p.text, p.relation, "around") for g in between.groups() for p in _read(g, "self")
        ]
        return tuple(tail)
    parts: list[Part] = []
    pieces = _cut(text)
    listed = len(pieces) > 2 and pieces[-1][0].lower().startswith("and ")
    for at, (piece, relation) in enumerate(pieces):
        bare = re.sub(r"^and\s+", "", piece, flags=re.IGNORECASE)
        first: Relation = "self" if at == 0 else "also" if listed else relation
        parts += _read(bare, first)
    unique = {part.text.lower(): part for part in reversed(parts) if part.text}
    kept = [
        part for part in parts if unique.get(part.text.lower()) is part or part.relation == "self"
    ]
    return tuple(dict.fromkeys(kept))


def _cut(text: str) -> list[tuple[str, Relation]]:
    """Cut at commas, slashes and brackets; what stands in brackets may be another name."""
    pieces: list[tuple[str, Relation]] = []
    outside = re.sub(r"[(\[]([^)\]]*)[)\]]?", "", text)
    for piece in _CUTS.split(outside):
        for at, half in enumerate(re.split(r"\s*/\s*", piece)):
            if half.strip(" ."):
                pieces.append((half.strip(" ."), "also" if at else "within"))
    for inside in re.findall(r"[(\[]([^)\]]*)[)\]]?", text):
        for piece in _CUTS.split(inside):
            other = _ALIAS.sub("", piece.strip())
            if other:
                pieces.append((other, "also"))
    return pieces


def _read(piece: str, relation: Relation) -> list[Part]:
    """Read one piece: what stands around the name says how large it is and how it relates."""
    near = _NEAR_START.match(piece)
    if near and near.end() < len(piece):
        return [
            Part(p.text, "near" if p.relation in ("self", "within") else p.relation, "around")
            for p in _read(piece[near.end() :], "self")
        ]
    leading = _LEADING.match(piece)
    if leading and leading.end() < len(piece):
        named, *rest = _read(piece[leading.end() :], relation)
        return [Part(named.text, relation, named.size or _size_of(leading.group("word"))), *rest]
    for pattern, kind in ((_NEAR_INSIDE, "near"), (_WITHIN_INSIDE, "within")):
        inside = pattern.search(piece)
        if inside and inside.start() > 1 and inside.end() < len(piece):
            tail: Relation = "near" if kind == "near" else "within"
            return [
                *_read(piece[: inside.start()], relation),
                *(Part(p.text, tail, p.size) for p in _read(piece[inside.end() :], tail)),
            ]
    halves = _AND.split(piece)
    if len(halves) > 1 and all(halves):
        return [
            *_read(halves[0], relation),
            *(Part(p.text, "also", p.size) for half in halves[1:] for p in _read(half, "also")),
        ]
    return [_strip_words(piece, relation)]


def _strip_words(piece: str, relation: Relation) -> Part:
    size: Size = ""
    arabic = _ARABIC.match(piece)
    if arabic:
        if "ريف" in arabic.group():
            size, piece = "around", _ARABIC_SIDE.sub("", piece)
        piece = piece[arabic.end() :]
    while True:
        trailing = _TRAILING.search(piece)
        if not trailing or trailing.start() < 2:
            break
        size = _SIZES[str(trailing.lastgroup)]
        piece = piece[: trailing.start()]
    if size == "around" or (size == "area" and _SIDE_FIRST.match(piece)):
        piece = _SIDE_FIRST.sub("", piece) or piece
    return Part(re.sub(r"^the\s+", "", piece.strip(" ."), flags=re.IGNORECASE), relation, size)


def _size_of(word: str) -> Size:
    for pattern, name in (
        (_SETTLEMENT, "settlement"), (_AROUND, "around"), (_INNER, "inner"), (_AREA, "area"),
    ):  # fmt: skip
        if re.fullmatch(pattern, word, re.IGNORECASE):
            return _SIZES[name]
    return "around" if re.match(_SIDE, word, re.IGNORECASE) else ""
