"""The town and agency at the head of a dispatch, which is where it was written.

No strike is told there: "BEIRUT (Agency) - ", "KYIV, March 5 - ", "(Geneva) - ".
"""

from __future__ import annotations

import re

__all__ = ["find_datelines"]

_DATELINE = re.compile(
    r"(?:^|\n)[ \t]*\(?(?P<places>[A-Z][A-Z'’. -]{2,30}(?:, (?:[A-Z][\w'’.-]+ ?){1,3})?|(?<=\()[A-Z][^()\n]{2,30})\)?"
    r"(?: \([^()\n]{1,40}\))?(?:, [A-Z][a-z]{2,8}\.? \d{1,2})?(?: \([^()\n]{1,40}\))? ?(?: [-–—]|:) "
)


def find_datelines(text: str) -> list[tuple[int, int]]:
    """Return the characters of "BEIRUT (Agency) - " and the like at the start of paragraphs."""
    return [found.span() for found in _DATELINE.finditer(text)]
