# a list of cases with an answer each reads better whole than in parts
"""Bodies with a name: an organisation, an outlet, a committee that only this report knows."""

from __future__ import annotations

import re

from mapper.claims.page import Hit, Page
from mapper.claims.speakers.actors import actor_of_hit, all_senses, is_hyphenated
from mapper.claims.speakers.people import GROUP_NOUNS
from mapper.claims.speakers.speaker import Memory, Speaker
from mapper.claims.tables import Lexicon

__all__ = [
    "DROPPED",
    "SOCIETIES",
    "body_name",
    "full_body",
    "named_body",
    "note_last_word",
    "proper_body",
    "unlisted_body",
]

DROPPED = frozenset(
    [
        "the",
        "a",
        "an",
        "some",
        "several",
        "many",
        "two",
        "three",
        "four",
        "five",
        "one",
        "other",
        "senior",
        "top",
        "unnamed",
        "anonymous",
        "number",
        "various",
        "multiple",
        "its",
        "their",
        "his",
        "her",
        "more",
        "most",
        "both",
        "all",
        "independent",
        "another",
        "same",
    ]
)


_COMMANDS = frozenset(
    {"command", "forces", "force", "army", "brigade", "brigades", "staff", "cell"}
)


def named_body(page: Page, hits: list[Hit], memory: Memory) -> Speaker | None:
    """Return the organisation or actor that a phrase names, a name before a description."""
    found = [
        (hit, sense)
        for hit in hits
        if not is_hyphenated(page, hit)
        for sense in all_senses(page, hit)
        if sense.entry.table in {"outlets", "organisations"}
    ]
    if not found:
        return None
    hit, sense = next((pair for pair in found if _is_name(pair[1])), found[0])
    entry = sense.entry
    actor = page.states.get(entry.row["country"])
    if hit.entry.table == "actors":
        actor = actor_of_hit(page, hit) or actor
    name, home = _with_nation(page, hits, sense)
    speaker = Speaker(name, entry.row["kind"], actor or home)
    _note_body(entry.table, hit, speaker, memory, page.span_text(hit.start, hit.end))
    return speaker


def _is_name(hit: Hit) -> bool:
    """Whether a row is one body's name, and no description as "state media" is."""
    return hit.entry.name[:1].isupper()


def _with_nation(page: Page, hits: list[Hit], body: Hit) -> tuple[str, str | None]:
    """Return "Lebanese Red Cross", "Syrian state media": many states have one."""
    name = body.entry.name
    if _is_name(body) and not name.startswith("Red "):
        return name, None
    state = next(
        (
            hit
            for hit in hits
            if hit.end <= body.start
            and hit.entry.table == "actors"
            and hit.entry.row["kind"] == "state"
            and actor_of_hit(page, hit)
        ),
        None,
    )
    if state is None:
        before = body.start - 1
        people = before >= 0 and page.hit_at[before] is not None and page.dep[before] == "compound"
        return (f"{page.shapes[before]} {name}", None) if people else (name, None)
    return f"{state.entry.row['adjective']} {name}", state.entry.name


def _note_body(table: str, hit: Hit, speaker: Speaker, memory: Memory, written: str) -> None:
    """Remember whom "the agency", "the ministry", "the group" mean from here on."""
    nouns = ["agency"]
    if table == "outlets":
        nouns += ["channel", "broadcaster", "newspaper", "network", "station", "outlet", "website"]
    if "Ministry" in speaker.name:
        nouns.append("ministry")
    if hit.entry.table == "actors" and hit.entry.row["kind"] == "coalition":
        nouns.append("alliance")
    if table == "organisations":
        nouns += ["group", "monitor", "organisation", "organization", "observatory"]
    for noun in nouns:
        memory.by_noun[noun] = speaker
    note_last_word(speaker, memory, written)


def note_last_word(body: Speaker, memory: Memory, written: str | None = None) -> None:
    """Remember that "the command" means "US Africa Command" from here on, as it was written."""
    words = re.split(r" (?:of|for|in|on) ", written or body.name)[0].split()
    if len(words) > 1 and words[-1][:1].isupper():
        memory.by_noun[words[-1].lower()] = body


_KINDS = frozenset({"agency", "news", "service", "militia", "television", "channel", "newspaper"})


_SMALL = frozenset("abcdefghijklmnopqrstuvwxyz-")
_PARTICLES = frozenset({"al", "el", "de", "la", "bin", "abu", "of", "for", "and"})


def body_name(page: Page, start: int, root: int) -> str:
    """Return a body's name without what it is: "Azania" of "the Azania news agency"."""
    own = page.shapes[root][:1].isupper()
    while (
        start < root
        and (
            page.words[start] in DROPPED
            # "self-declared Autonomous Council": how others call it is no part of its name
            or (own and page.shapes[start][:1] in _SMALL and page.words[start] not in _PARTICLES)
        )
    ):
        start += 1
    while root > start and page.shapes[root].islower() and page.words[root] in _KINDS:
        root -= 1
    return " ".join(page.span_text(start, root + 1).split())


_BODIES = frozenset({"government", "army", "administration", "authority", "council", "assembly"})


SOCIETIES = frozenset(
    {"network", "initiative", "centre", "center", "organization", "organisation", "committee"}
    | {"association", "society", "institute", "campaign", "coalition", "council", "movement"}
    | {"alliance", "foundation", "forum", "group", "union", "commission", "watch"}
)


def full_body(page: Page, start: int, root: int) -> Speaker | None:
    """Return a body called by a full name of its own, which no table knows.

    "the Transitional Unity Government", "Nurses for Peace": not the government of a state.
    """
    first = start
    while first < root and (page.words[first] in DROPPED or not page.shapes[first][:1].isupper()):
        first += 1
    if any(page.hit_at[token] for token in range(first, root)) or page.hit_at[root - 1]:
        return None
    named = page.pos[root] == "PROPN" and page.words[root] in _BODIES
    if named and first < root and page.words[first - 1] in {"the", "'s"}:
        if all(page.shapes[token][:1].isupper() for token in range(first, root + 1)):
            return Speaker(body_name(page, first, root), "group")
        return None
    last = root + 2
    joined = page.words[root + 1 : root + 2] in (["for"], ["without"], ["against"])
    if (
        joined
        and page.shapes[root][:1].isupper()
        and (page.words[root].endswith("s") or page.words[root] in SOCIETIES)
        and page.shapes[last : last + 1]
        and page.shapes[last][:1].isupper()
        and page.hit_at[last] is None
    ):
        while page.shapes[last + 1][:1].isupper() and page.pos[last + 1] == "PROPN":
            last += 1
        if page.words[last + 1] == "and" and page.pos[last + 2] == page.pos[last] == "PROPN":
            last += 2  # "Initiative for Justice and Peace"
        return Speaker(" ".join(page.span_text(first, last + 1).split()), "ngo")
    return None


def proper_body(page: Page, start: int, root: int, hits: list[Hit]) -> bool:
    """Whether a phrase is a name of several words that no table knows: no description."""
    if page.pos[root] != "PROPN" or hits:
        return False
    capitals = [at for at in range(start, root + 1) if page.shapes[at][:1].isupper()]
    return len(capitals) > 1 and page.words[start] in {"the", page.words[capitals[0]]}


def unlisted_body(page: Page, start: int, root: int, hits: list[Hit], lexicon: Lexicon) -> Speaker:
    """Return a body that no table knows: "Iraq's Joint Operations Command"."""
    kind = "military" if page.words[root] in _COMMANDS else "unknown"
    for token in range(root - 1, start - 1, -1):
        if page.words[token] in GROUP_NOUNS:
            return Speaker(body_name(page, token + 1, root), "group")
    first = next((hit for hit in hits if hit.start == start and actor_of_hit(page, hit)), None)
    if first is None or first.end > root:
        return Speaker(body_name(page, start, root), kind)
    actor = first.entry.name
    after = first.end + (page.words[first.end] == "'s")
    name = f"{lexicon.actors[actor]['adjective']} {body_name(page, after, root)}"
    return Speaker(name, kind, actor)
