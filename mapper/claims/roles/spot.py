"""A place mention at its tokens, with the role and the event that are read for it."""

from __future__ import annotations

from dataclasses import dataclass

from mapper.claims.page import Page
from mapper.model import Place, PlaceKind, Resolution, Role

__all__ = ["Spot", "find_spots", "is_inside_name", "is_link", "stands_for_state"]


@dataclass(slots=True)
class Spot:
    """A mention on the page, with its role once it is known."""

    resolution: Resolution
    start: int
    """First token."""
    root: int
    """Head token of the name."""
    sentence: int
    role: Role = Role.OTHER
    event: int | None = None
    """Number of the event it belongs to."""
    near_word: bool = False

    @property
    def place(self) -> Place | None:
        return self.resolution.place

    @property
    def key(self) -> str:
        """What names of one place share: its id, or how a name is written that nobody knows."""
        return self.place.id if self.place else self.resolution.mention.text.casefold()

    @property
    def is_ground(self) -> bool:
        """Whether it is a place below country level, known or not."""
        return self.place is None or self.place.kind != PlaceKind.COUNTRY


def find_spots(page: Page, resolutions: tuple[Resolution, ...]) -> list[Spot]:
    """Return the mentions with their tokens; people named after places stay out."""
    by_start = {start: token for token, start in enumerate(page.starts)}
    starts = page.starts
    spots: list[Spot] = []
    from bisect import bisect_left, bisect_right

    for resolution in resolutions:
        mention = resolution.mention
        first = by_start.get(mention.start, max(0, bisect_right(starts, mention.start) - 1))
        last = max(first, bisect_left(starts, mention.end) - 1)
        if not starts:
            continue
        root = last
        for token in range(first, last + 1):
            if not first <= page.head[token] <= last or page.head[token] == token:
                root = token
        spots.append(Spot(resolution, first, root, page.sentence_of[root]))
    return spots


def is_inside_name(page: Page, spot: Spot) -> bool:
    """Whether the mention is part of a longer name: "New York Times"."""
    hit = page.hit_at[spot.root]
    if not hit or hit.entry.table not in {"outlets", "organisations", "actors", "weapons"}:
        return False
    mention = spot.resolution.mention
    length = page.ends[hit.end - 1] - page.starts[hit.start]
    if length > mention.end - mention.start + 4:
        return True
    return hit.entry.table != "actors"


def is_link(page: Page, spot: Spot) -> bool:
    """Whether a name is one end of something: "the Baku-Tbilisi pipeline"."""
    mention, text = spot.resolution.mention, page.text
    if not mention.text[:1].isupper():
        return False  # "the north-[eastern X district]"
    before, after = text[max(0, mention.start - 2) : mention.start], text[mention.end :][:2]
    return (len(after) == 2 and after[0] in "-–" and after[1].isupper()) or (
        len(before) == 2 and before[1] in "-–" and before[0].isalpha()
    )


def stands_for_state(page: Page, spot: Spot) -> bool:
    """Whether a capital's name may mean its state: no "town" or "village" points back to it."""
    hit = page.hit_at[spot.root]
    return hit is not None and hit.entry.sense == "metonym"
