"""The town and agency at the head of a dispatch, which is where it was written.

No strike is told there: "BEIRUT (Agency) - ", "KYIV, March 5 - ", "(Geneva) - ".
"""

from __future__ import annotations

import re

from mapper.months import MONTHS, WEEKDAYS

__all__ = ["find_datelines"]

_HEAD = re.compile(
    r"(?:^|\n)[ \t]*(?P<head>\(?[A-Z][^\n]{1,100}?)"
    r"(?:(?: (?:--|[-–—])|:) | (?<=\) )[-–— ](?=[A-Z]))"  # "(Agency) -Jets hit"
)
_MONTHS = "|".join(rf"{name.capitalize()}\b\.?" for name in sorted(MONTHS, key=len, reverse=True))
_DATED = re.compile(
    r"(?:^|\n)[ \t]*[A-Z][\w'’.-]{1,30}(?: [A-Z][\w'’.-]{1,30}){0,2}(?:, [A-Z]\w{1,30})?, "
    rf"(?:\d{{1,2}} (?:{_MONTHS})|(?:{_MONTHS}) \d{{1,2}})(?:,? \d{{4}})?"
    r"(?:(?: \([A-Z][\w. /]{1,20}\))?(?: (?:--|[-–—])|:) |[ \t]*(?=\n|$))"
)
"""A town in small letters is a dateline only with a day: "Sana'a, 16 July 2020 (SABA): ".

It may then have a line of its own: "COLOMBO, August 16"."""
_WIRED = re.compile(
    r"(?:^|\n)[ \t]*[A-Z][\w'’.-]{1,30}(?:,? [A-Z][\w'’.-]{1,30}){0,3} "
    r"(?:\([A-Z][\w.]{1,20}(?:[ /][A-Z][\w.]{1,20}){0,2}\) ){1,2}(?:--|[-–—]) "
)
"""A town or a country in small letters is one before an agency: "Afghanistan (Reuters) - ".

The country may have brackets of its own: "Herat (Afghanistan) (AFP) - "."""
_DAY_WIRED = re.compile(
    rf"(?:^|\n)[ \t]*(?:\d{{1,2}} (?:{_MONTHS})|(?:{_MONTHS}) \d{{1,2}})(?:,? \d{{4}})? "
    r"\([A-Z][\w. /]{1,20}\) (?:--|[-–—]) "
)
"""A day before an agency, without a town: "April 3 (UPI) - "."""
_ALONE = re.compile(
    r"(?:^|\n)[ \t]*[A-Z][A-Z'’.-]{2,30}(?: [A-Z][A-Z'’.-]{1,30}){0,2}(?:, [A-Z]\w{1,30})?,? "
    rf"(?:\d{{1,2}} (?:{_MONTHS})|(?:{_MONTHS}) \d{{1,2}})(?:,? \d{{4}})?[ \t]*(?=\n)"
)
"""A town in capitals and a day on a line of their own."""
_FIRST = re.compile(
    r"\A\s*(?P<head>(?:(?:New|Port|Addis|Abu|Tel|Al|El|Fort|San) )?[A-Z][\w'’-]{2,20}): "
    r"(?=[A-Z][a-z]*\b)(?P<rest>[^\n]+)"
)
_AWAY = re.compile(
    r"\b(?:in|on|near|at|of|over|outside|around|across) (?:[a-z’'-]+ ){0,6}?"
    rf"(?!(?:{'|'.join((*MONTHS, *WEEKDAYS))})\b)(?-i:[A-Z])",
    re.IGNORECASE,
)
"""What is told of some other place: "in the hills of X"."""
_UPPER = re.compile(r"[A-Z][A-Z'’.-]{2,}")
_SMALL = frozenset({"of", "the", "and", "de", "al"})


def find_datelines(text: str) -> list[tuple[int, int]]:
    """Return the characters of "BEIRUT (Agency) - " and the like at the start of paragraphs.

    Several towns before a colon are no datelines: they head what happened in each of them.
    """
    found = [
        (head.start(), head.end())
        for form in (_DATED, _WIRED, _DAY_WIRED, _ALONE)
        for head in form.finditer(text)
    ]
    heads = list(_HEAD.finditer(text))
    if (first := _first_town(text, heads)) is not None:
        found.append(first)
    towns = {head["head"] for head in heads if _is_town_alone(head)}
    for head in heads:
        if len(towns) > 1 and _is_town_alone(head):
            continue
        words = head["head"].replace("/", " ").replace("(", " ").replace(")", " ").split()
        town = head["head"].startswith("(") or (words and _UPPER.fullmatch(words[0].rstrip(",")))
        if not town or len(words) > 14:
            continue
        if head.group().endswith(": ") and not _UPPER.fullmatch(words[0].rstrip(",")):
            continue
        if all(word[:1].isupper() or word[:1].isdigit() or word in _SMALL for word in words):
            found.append((head.start(), head.end()))
    return sorted(set(found))


def _first_town(text: str, heads: list[re.Match[str]]) -> tuple[int, int] | None:
    """Return "Cairo: " before the first words of a report that tells of another place.

    Unless other paragraphs begin so too: they head what happened in each of those towns.
    """
    first = _FIRST.match(text)
    if first is None or sum(head.group().endswith(": ") for head in heads) > 1:
        return None
    sentence = first["rest"].partition(". ")[0]
    return (first.start("head"), first.start("rest")) if _AWAY.search(sentence) else None


def _is_town_alone(head: re.Match[str]) -> bool:
    """Whether a head is a town in capitals and a colon, without an agency or a day."""
    words = head["head"].split()
    return head.group().endswith(": ") and all(map(_UPPER.fullmatch, words))
