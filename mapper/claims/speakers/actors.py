"""Which actor of the war a name of the lexicon stands for, and what stands in one phrase.

An actor only modified by its name, as in "Syrian refugees", is not meant itself.
"""

from __future__ import annotations

from mapper.claims.grammar import is_date_word
from mapper.claims.page import Hit, Page

__all__ = ["actor_of_hit", "all_senses", "core_span", "hits_in", "is_hyphenated", "is_made_by"]

_CORE = frozenset(
    {"compound", "amod", "nmod", "poss", "case", "nummod", "det", "punct", "quantmod"}
)


_MODIFIED_ACTOR = frozenset(
    {
        "backed",
        "trained",
        "made",
        "supplied",
        "allied",
        "aligned",
        "sponsored",
        "funded",
        "built",
        "supported",
        "armed",
        "controlled",
        "held",
        "occupied",
        "run",
        "designated",
        "based",
        "style",
        "born",
        "educated",
        "manufactured",
        "designed",
    }
)


def actor_of_hit(page: Page, hit: Hit) -> str | None:
    """Return the actor that a hit names, unless it only qualifies ("US-backed rebels")."""
    if hit.entry.table != "actors" or is_opposed(page, hit):
        return None
    after = hit.end
    if after < len(page) and page.words[after] == "-":
        after += 1
    if after < len(page) and after > hit.end and page.words[after] in _MODIFIED_ACTOR:
        return None
    if after < len(page) and page.words[after] in {"backed", "trained"}:
        return None
    return hit.entry.name


def is_made_by(page: Page, hit: Hit) -> bool:
    """Whether "Israeli-built jets" only tells where a thing was made, and not whose it is."""
    return is_hyphenated(page, hit) and page.words[hit.end + 1 : hit.end + 2] in _MAKING


_MAKING = [[word] for word in ("built", "made", "supplied", "manufactured", "designed")]


def is_opposed(page: Page, hit: Hit) -> bool:
    """Whether a name only tells whom somebody is against: "anti-junta fighters"."""
    before = page.words[max(0, hit.start - 2) : hit.start]
    return before == ["anti", "-"] or before[-1:] == ["anti"]


def is_hyphenated(page: Page, hit: Hit) -> bool:
    """Whether a name only begins a compound ("UN-backed"); a dash with spaces is none."""
    after = hit.end
    joined = after < len(page) and page.starts[after] == page.ends[after - 1]
    return joined and page.words[after] == "-"


def core_span(page: Page, root: int) -> tuple[int, int]:
    """Return the tokens of a noun phrase around its root, without clauses and appositions."""
    first = root
    queue = [root]
    while queue:
        token = queue.pop()
        for child in page.children[token]:
            hyphenated = page.dep[child] == "npadvmod" and page.words[child + 1] == "-"
            near = child < token and (page.dep[child] in _CORE or hyphenated) and token - child < 12
            if near and not is_date_word(page, child):
                first = min(first, child)
                queue.append(child)
    if first < root and page.words[first - 1] == "-" and page.shapes[first].islower():
        first += 1  # "[Hamas-run] radio"
    last = root + 1
    # "Ministry of Defence", "Observatory for Human Rights": a name that runs on
    cover = page.hit_at[root]
    if cover:
        first, last = min(first, cover.start), max(last, cover.end)
    return first, last


def hits_in(page: Page, start: int, end: int) -> list[Hit]:
    """Return the names of the tables that begin between two tokens."""
    found: list[Hit] = []
    seen: set[int] = set()
    for token in range(start, end):
        cover = page.hit_at[token]
        if cover and cover.start not in seen and cover.start >= start:
            seen.add(cover.start)
            found.append(cover)
    return found


def all_senses(page: Page, hit: Hit) -> list[Hit]:
    """Return every sense of one name."""
    return [other for other in page.hits_by_start.get(hit.start, ()) if other.end == hit.end]
