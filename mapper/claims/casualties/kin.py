"""Whether the dead that somebody counts are his own: a part of the toll, and not a toll.

"She lost two sons", "his two brothers were killed", told beside the 40 whom the hospital counts.
"""

from __future__ import annotations

from mapper.claims.grammar import SUBJECTS
from mapper.claims.page import Page
from mapper.claims.tables import word_list

__all__ = ["are_kin"]

_KIN = word_list("kin")
_OWN = frozenset({"his", "her", "my"})
_ONE = frozenset({"i", "he", "she"})


def are_kin(page: Page, person: int, harm: int) -> bool:
    """Whether counted people (the token of their noun) are the family of one who is left."""
    if page.lemmas[harm] in {"lose", "mourn"}:
        return any(
            page.dep[child] in SUBJECTS
            and (page.words[child] in _ONE or page.tags[child] in {"NN", "NNP"})
            and page.lemmas[child] not in _SIDES
            for child in page.children[harm]
        )
    if page.lemmas[person] not in _KIN or page.dep[person] == "conj":
        return False  # "killed a farmer, his wife and two sons" counts him as well
    return any(page.words[child] in _OWN for child in page.children[person])


_SIDES = word_list("bodies")
"""A unit that lost men counts all of its own."""
