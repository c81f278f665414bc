# ruff: noqa: PLR0911
# a list of cases with an answer each reads better whole than in parts
"""Persons: their full names, the posts that they hold and the side that they speak for.

Full names are learnt from the whole report first, so that a surname anywhere is known.
"""

from __future__ import annotations

from mapper.claims.page import Hit, Page
from mapper.claims.speakers.actors import actor_of_hit, all_senses, hits_in
from mapper.claims.speakers.speaker import Memory, Speaker
from mapper.claims.tables import Lexicon, word_list

__all__ = ["GROUP_NOUNS", "learn_people", "make_person", "note_posts", "person_tokens"]

_OPPOSED = frozenset(
    {"opposition", "rebel", "rebels", "dissident", "insurgent", "exiled", "activist", "activists"}
)


GROUP_NOUNS = frozenset(
    {
        "group",
        "movement",
        "agency",
        "blog",
        "charity",
        "organisation",
        "organization",
        "newspaper",
        "outlet",
        "broadcaster",
        "firm",
        "party",
        "network",
        "consultancy",
        "watchdog",
        "website",
        "channel",
        "faction",
        "militia",
    }
)
"""Nouns that say that the name beside them is a body's and no person's."""


_NO_NAMES = frozenset({"PROPN", "NOUN", "ADJ", "X", "PART", "PUNCT"})


def person_tokens(page: Page, start: int, root: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """Return the tokens of a proper name that ends at `root`, after titles and affiliations."""
    if page.pos[root] != "PROPN" and not page.shapes[root][:1].isupper():
        return None
    first = root
    while first > start:
        before = first - 1
        word = page.words[before]
        if word in lexicon.titles or page.pos[before] not in _NO_NAMES:
            break
        cover = page.hit_at[before]
        if cover and cover.entry.table in {"actors", "outlets", "organisations", "offices"}:
            break
        if page.shapes[before][:1].islower() and word not in {
            "al",
            "el",
            "bin",
            "ibn",
            "abu",
            "de",
            "von",
            "van",
        }:
            break
        if word in {"'s", "'", ",", "(", '"'}:
            break
        first = before
    while first < root and (
        page.words[first] in {"-", "."}
        or (page.words[first] in _PORTFOLIOS and root - first > 1)  # "Minister of Health X Y"
    ):
        first += 1
    return first, root + 1


_PORTFOLIOS = word_list("portfolios")


def learn_people(
    page: Page, lexicon: Lexicon, memory: Memory, place_tokens: frozenset[int] = frozenset()
) -> None:
    """Remember every full name in the report, so that a surname finds its person.

    A name that was resolved to a place (`place_tokens`) is nobody's.
    """
    for known, end in page.people:
        if any(token in place_tokens for token in range(known, end)):
            continue
        start = known - 1 if _is_first_name(page, known - 1) else known
        root = end - 1
        while (
            root + 1 < len(page)
            and page.pos[root + 1] == "PROPN"
            and page.shapes[root + 1].isalpha()
        ):
            if page.hit_at[root + 1] is not None or (
                page.head[root] != page.head[root + 1] and page.head[root] != root + 1
            ):
                break
            root += 1
        if page.words[root] == "'s":
            root -= 1
        span = person_tokens(page, start, root, lexicon)
        if not span:
            continue
        name = page.span_text(*span).replace("\n", " ").strip()
        if " " not in name or len(name) > 60:
            continue
        if page.words[span[0] - 1] in GROUP_NOUNS and span[0]:
            continue
        memory.full_names[root] = name
        speaker = memory.people.get(name) or make_person(page, name, span, lexicon)
        memory.people[name] = speaker
        note_posts(page, span, speaker, lexicon, memory)


def _is_first_name(page: Page, token: int) -> bool:
    """Whether a word before a name is one that the recognizer left out: ", Hikmat [Jasim X],"."""
    return (
        token > 0
        and page.pos[token] == "PROPN"
        and page.shapes[token].istitle()
        and page.hit_at[token] is None
        and token not in page.geography
        and page.words[token - 1] in {",", "("}
    )


def note_posts(
    page: Page, span: tuple[int, int], speaker: Speaker, lexicon: Lexicon, memory: Memory
) -> None:
    """Remember the posts told of a person beside the name."""
    low, high = _context(page, span)
    memory.posts.extend(
        (token, page.lemmas[token], speaker)
        for token in range(low, high)
        if page.lemmas[token] in lexicon.speakers and page.tags[token] in {"NN", "NNP"}
    )


def make_person(page: Page, name: str, span: tuple[int, int], lexicon: Lexicon) -> Speaker:
    """Return a person with the kind and the side that the words around the name tell."""
    row = lexicon.people.get(name.casefold())
    actor = row["actor"] if row and row["actor"] else _affiliation(page, span)
    return Speaker(row["name"] if row else name, _person_kind(page, span, lexicon), actor, True)


def _context(page: Page, span: tuple[int, int]) -> tuple[int, int]:
    """Return the tokens in which a person's post stands: just before and in the apposition."""
    start, end = span
    left, right = page.sentences[page.sentence_of[start]]
    low = start
    while (
        low > left
        and start - low < 9
        and (
            page.words[low - 1] not in {"and", "with", ";", ".", '"', "by", "alongside"}
            or _is_short_title(page, low - 1)
        )
        and not (page.words[low - 1] == "," and left < low < start and _opens_apart(page, left))
    ):
        low -= 1
        if page.pos[low] == "VERB":
            low += 1
            break
    high = end
    if high < right and page.words[high] == "of":
        # "General X of the Y command"
        while high < right and (
            page.pos[high] in {"ADP", "DET", "ADJ", "NOUN", "PROPN"}
            or "-" in page.words[high - 1 : high + 1]  # "of the Y-based monitor"
        ):
            high += 1
        return low, high
    if high < right and page.words[high] in {",", "("}:
        high += 1
        while (
            high < right
            and page.words[high] not in {",", ")"}
            and high - end < 14
            and (page.pos[high] != "VERB" or page.dep[high] == "amod")
        ):
            high += 1
        if _is_told_by(page, left, end, high):
            high = end
    return low, high


def _is_told_by(page: Page, left: int, end: int, high: int) -> bool:
    """Whether "according to X, Indian jets bombed Y" is told: the jets are no post of X's."""
    closed = page.words[high : high + 1] in ([","], [")"])
    return not closed and (
        page.words[left] == "according"
        or any(page.dep[at] == "nsubj" and page.head[at] == high for at in range(end, high))
    )


def _opens_apart(page: Page, first: int) -> bool:
    """Whether "During a call with reporters, …" opens a sentence: no post of who is named then."""
    return page.dep[first] == "prep" and page.pos[first] == "ADP"


def _is_short_title(page: Page, stop: int) -> bool:
    """Whether a full stop that stands apart only ends a title: "Maj . Gen. X"."""
    return page.words[stop] == "." and page.starts[stop] == page.ends[stop - 1]


def _affiliation(page: Page, span: tuple[int, int]) -> str | None:
    low, high = _context(page, span)
    if _OPPOSED & set(page.words[low:high]):
        return "rebels" if {"rebel", "rebels", "insurgent"} & set(page.words[low:high]) else None
    served = False
    for hit in hits_in(page, low, high):
        served = served or hit.entry.table in {"organisations", "outlets"}
        if _only_stands_there(page, hit) or (served and _is_mandate(page, hit)):
            continue
        if hit.entry.table == "actors":
            actor = actor_of_hit(page, hit)
            if actor:
                return actor
        for sense in all_senses(page, hit):
            if sense.entry.table == "organisations" and sense.entry.row["country"]:
                return page.states.get(sense.entry.row["country"])
    return None


def _only_stands_there(page: Page, hit: Hit) -> bool:
    """Whether "In Riyadh, General X" tells where somebody speaks, and not for whom."""
    before, after = page.words[max(0, hit.start - 1)], page.words[hit.end : hit.end + 1]
    return before in {"in", "at", "from", "near"} and after == [","]


def _is_mandate(page: Page, hit: Hit) -> bool:
    """Whether "the UN coordinator for Sudan" tells whom somebody from elsewhere deals with."""
    before = page.words[max(0, hit.start - 2) : hit.start]
    return bool({"for", "to", "in", "on"} & set(before)) and hit.entry.row.get("kind") == "state"


def is_installed(page: Page, low: int, high: int) -> bool:
    """Whether "the Moscow-appointed governor" is told: nobody who tells of jets of his own."""
    return not {"installed", "appointed"}.isdisjoint(page.words[low:high])


def _person_kind(page: Page, span: tuple[int, int], lexicon: Lexicon) -> str:
    low, high = _context(page, span)
    if _OPPOSED & set(page.words[low:high]):
        return "opposition"
    if is_installed(page, low, high):
        return "local"
    for token in range(low, high):
        if span[0] <= token < span[1]:
            continue
        cover = page.hit_at[token]
        if cover and cover.entry.table in {"outlets"}:
            if page.words[cover.start - 1] == "to":
                continue  # "in a statement to AFP, the spokesman X"
            return "media"
        if cover and cover.entry.table == "organisations":
            return cover.entry.row["kind"]
        if cover and cover.entry.table == "offices":
            return "military" if cover.entry.row["kind"] == "military" else "office"
        row = lexicon.speakers.get(page.lemmas[token])
        if row:
            return row["kind"]
        if page.words[token] in {
            "secretary",
            "president",
            "minister",
            "foreign",
            "defense",
            "defence",
        }:
            return "official"
    return "person"
