# ruff: noqa: PLR0911, PLR0912, PLR0915
# a list of cases with an answer each reads better whole than in parts
"""Sources without a name: "residents of X", "a rebel commander", by the words for them.

Decides the name that such a source gets, and the place and the side that it is of.
"""

from __future__ import annotations

from mapper.claims.grammar import NOUN_CLAUSES
from mapper.claims.page import Hit, Page
from mapper.claims.speakers.actors import actor_of_hit, core_span, hits_in
from mapper.claims.speakers.bodies import DROPPED
from mapper.claims.speakers.speaker import Memory, Speaker
from mapper.claims.tables import Lexicon

__all__ = ["SPOKESMEN", "unnamed_source"]

_SPEAKS_FOR = frozenset({"official", "military", "fighter"})
"""Kinds of posts whose holder is often named only in the next sentence."""


def unnamed_source(
    page: Page,
    start: int,
    root: int,
    lexicon: Lexicon,
    memory: Memory,
    *,
    whose: Speaker | None = None,
) -> Speaker | None:
    """Return the source that a phrase only describes; `whose`: the body that it speaks for."""
    row = lexicon.speakers.get(page.lemmas[root]) or _compound(page, start, root, lexicon)
    if row is None or _is_actor_itself(page, root, row):
        return None
    group = _group_meant(page, start, root, memory)
    if group:
        return group
    parts: list[str] = []
    actor: str | None = None
    token = start
    sentence_start = page.sentences[page.sentence_of[root]][0]
    is_name = _is_named(page, start, root)
    while token < root:
        cover = page.hit_at[token]
        if cover and cover.entry.table == "actors" and cover.start == token:
            named = None if _is_of_town(page, cover, root) else actor_of_hit(page, cover)
            if named:
                own = page.lemmas[root] in _AGAINST and lexicon.actors[named]["kind"] == "state"
                actor = actor if own else actor or named
                own_name = cover.entry.sense == "name" and is_name
                # "a Kremlin spokesman" speaks for the Kremlin
                own_name |= cover.entry.sense == "metonym" and page.lemmas[root] in SPOKESMEN
                if own_name and page.words[cover.end] != "'s":
                    parts.append(page.span_text(cover.start, cover.end))
                else:
                    parts.append(_adjective_of(page, cover, lexicon))
                token = cover.end
                if token + 1 < root and page.words[token] == "-":
                    parts[-1] += f"-{page.words[token + 1]}"  # "Russian-installed officials"
                    token += 2
                if token < root and page.words[token] in {"'s", "'"}:
                    token += 1
                continue
        word = page.words[token]
        if word == "coalition" and memory.coalition:
            actor = memory.coalition
            parts.append(lexicon.actors[memory.coalition]["speaker"])
            token += 1
            continue
        if word == "'s" and parts and page.words[token - 1] in _GROUND and parts[-1].islower():
            # "the country's prosecutor", "the enclave's rescuers": of no ground in particular
            parts.pop()
            if page.words[token - 1] in _STATES:
                actor = page.states.get(memory.country_at(page, root) or "")
                parts += [lexicon.actors[actor]["adjective"]] if actor else []
            token += 1
            continue
        if word == "'s":
            joins = parts and parts[-1][:1].isupper() and page.shapes[token + 1][:1].isupper()
            if joins and token - 1 not in page.geography:
                parts[-1] += page.shapes[token]
            elif parts and page.lemmas[root] == "office" and parts[-1].islower():
                parts[-1] += "'s"
            elif (
                parts
                and page.words[start] == "the"
                and (holder := memory.by_noun.get(page.words[token - 1]))
            ):
                parts[-1] = holder.name  # "the channel's correspondent"
            token += 1
            continue
        if word == "'" and parts:  # "the lawyers' group"
            parts[-1] += page.shapes[token]
            token += 1
            continue
        if token + 2 <= root and page.words[token + 1] == "-":
            parts.append(page.text[page.starts[token] : page.ends[token + 2]])
            token += 3
            continue
        if word not in DROPPED and page.pos[token] not in {"DET", "NUM", "PUNCT", "PRON", "SPACE"}:
            parts.append(
                page.shapes[token]
                if page.shapes[token][:1].isupper()
                and (token > sentence_start or is_name or token in page.bodies)
                else word
            )
        token += 1
    noun = page.shapes[root] if is_name else page.words[root]
    if is_name:
        while parts and parts[0].islower():  # "the self-declared Autonomous Council"
            parts.pop(0)
    own = page.words[start] in {"a", "an", "its"}
    if row["person"] == "1" and page.tags[root] == "NN" and not own:
        holder = memory.later_holder(page, page.lemmas[root], root)
        if holder and (actor is None or holder.actor in {None, actor}):
            return holder
    nato = noun.casefold() == "alliance" and any(hit.entry.name == "NATO" for hit in page.hits)
    if nato:
        return Speaker(lexicon.actors["NATO"]["speaker"], "military", "NATO")
    if noun.casefold() in {"coalition", "alliance"} and memory.coalition:
        row = lexicon.actors[memory.coalition]
        return Speaker(row["speaker"], "military", memory.coalition)
    place_token = _residence(page, root)
    if place_token is None and row["person"] == "1":
        if page.words[start] == "its":
            place_token = _place_before(page, start)
        elif page.lemmas[root] in _OF_PLACES and start + 1 == root and page.words[start] == "the":
            place_token = _place_at_head(page, start)
    # the bare noun means the fuller group named before, or the person of that post
    if not parts and row["person"] == "1" and page.tags[root] == "NN" and token > start and not own:
        holder = memory.holder_of(page.lemmas[root], root)
        if holder and page.words[start] == "the" and not _is_of_elsewhere(page, place_token):
            return holder
    if not parts and place_token is None and page.words[start] not in {"another", "other", "a"}:
        known = memory.by_noun.get(page.lemmas[root])
        if known:
            return known
    if whose:
        actor, place_token = actor or whose.actor, None
        if whose.name[:1].isupper():
            parts.append(whose.name)
        else:
            noun += f" for {whose.name}"
    elif actor is None and place_token is None:
        actor = _serves(page, root, memory)
        if actor:
            parts.append(lexicon.actors[actor]["adjective"])
    joined = bool(parts) and token > root
    name = " ".join(parts) if joined else " ".join([*parts, noun])
    of = None if actor or place_token else _belongs_to(page, root, row)
    if of:
        name = f"{name} {of}"
    seat = page.hit_at[place_token] if place_token is not None else None
    if seat and seat.entry.sense == "metonym" and row["kind"] == "official" and actor is None:
        # "officials in Manila" are the state's
        actor = seat.entry.name
        name = f"{lexicon.actors[actor]['adjective']} {name}"
    elif place_token is not None:
        preposition = page.words[page.head[place_token]] if place_token > root else "of"
        name = f"{name} {preposition} {_place_text(page, place_token)}"
    speaker = Speaker(
        name, row["kind"], actor, row["person"] == "1" and page.tags[root] == "NN", place_token
    )
    if speaker.person and page.words[start] in {"a", "an"} and row["kind"] in _SPEAKS_FOR:
        memory.undefined = (page.sentence_of[root], speaker)
    memory.by_noun.setdefault(page.lemmas[root], speaker)
    if parts or whose or place_token is not None:
        memory.by_noun[page.lemmas[root]] = speaker
    return speaker


def _is_of_elsewhere(page: Page, place_token: int | None) -> bool:
    """Whether "the governor of X" names a place for the first time: another post than before."""
    if place_token is None or page.words[place_token] in _GROUND:
        return False
    return (
        page.words[place_token]
        not in page.words[: page.sentences[page.sentence_of[place_token]][0]]
    )


def _is_of_town(page: Page, hit: Hit, root: int) -> bool:
    """Whether "the Kyiv city prosecutor", "the Moscow mayor" are of the town, not of the state."""
    return hit.entry.sense == "metonym" and (
        page.lemmas[root] == "mayor" or page.words[hit.end] in {"city", "region", "regional"}
    )


def _compound(page: Page, start: int, root: int, lexicon: Lexicon) -> dict[str, str] | None:
    """Return the row of two words whose second tells nothing alone: "civil defence"."""
    if root == start:
        return None
    return lexicon.speakers.get(f"{page.words[root - 1]} {page.lemmas[root]}")


def _is_actor_itself(page: Page, root: int, row: dict[str, str]) -> bool:
    """Whether a word names a party of the war by itself: "the junta", "the Syrian government"."""
    cover = page.hit_at[root]
    if cover is None or cover.entry.table != "actors":
        return False
    return page.lemmas[root] == "government" or (row["person"] == "0" and cover.start == root)


_AGAINST = frozenset({"rebel", "insurgent", "militant", "dissident", "separatist"})
"""Who is of a country and does not speak for its state: "Syrian rebels"."""


_OF_SOMETHING = frozenset({"member", "source", "official", "head", "group", "network"})
"""Descriptions that say little without what they are of: "members of the resistance"."""


_BODIES = frozenset({"official", "expert", "monitor", "ngo", "group"})


_STATES = frozenset({"country", "nation", "kingdom", "republic"})
_GROUND = _STATES | {
    "town", "city", "village", "area", "region", "province", "district", "governorate", "enclave",
    "island", "territory", "peninsula", "capital", "oblast", "valley", "county",
}  # fmt: skip


def _belongs_to(page: Page, root: int, row: dict[str, str]) -> str | None:
    """Return "of resistance", "at hospital" behind a word that says too little by itself."""
    body = row["person"] == "0" and row["kind"] in _BODIES
    if not body and page.lemmas[root] not in _OF_SOMETHING:
        return None
    for child in page.children[root]:
        if page.words[child] not in {"of", "at", "in", "with"}:
            continue
        for inner in page.children[child]:
            if page.dep[inner] != "pobj" or page.pos[inner] not in {"NOUN", "PROPN"}:
                continue
            if page.lemmas[inner] in _GROUND:
                continue
            low, high = core_span(page, inner)
            words = [page.shapes[at] for at in range(low, high) if page.words[at] not in DROPPED]
            return " ".join((page.words[child], *words)).replace(" 's", "'s").replace(" - ", "-")
    return None


def _is_named(page: Page, start: int, root: int) -> bool:
    """Whether a noun ends a name: "the People's Council", but "Health officials"."""
    if root == start or page.words[root - 1] in DROPPED:
        return False
    return all(page.shapes[at][:1].isupper() for at in (root - 1, root))


def _adjective_of(page: Page, hit: Hit, lexicon: Lexicon) -> str:
    """Return an actor before a noun: "Syrian", but "Kurdish militia" of its spokesman."""
    adjective = lexicon.actors[hit.entry.name]["adjective"]
    whole = page.span_text(hit.start, hit.end)
    return whole if whole.startswith(f"{adjective} ") else adjective


_GROUPS = frozenset({"group", "movement", "faction", "militia"})
_OWN_KIND = frozenset(
    [
        "rights",
        "monitoring",
        "aid",
        "watchdog",
        "activist",
        "opposition",
        "medical",
        "relief",
        "advocacy",
        "research",
        "local",
        "umbrella",
    ]
)


def _group_meant(page: Page, start: int, root: int, memory: Memory) -> Speaker | None:
    """Return whom "the group", "the Persian-backed group" means: the armed group told last."""
    if page.words[root] not in _GROUPS or page.words[start] != "the":
        return None
    if _OWN_KIND & set(page.words[start:root]) or any(
        page.dep[child] == "prep" for child in page.children[root]
    ):
        return None
    known = memory.by_noun.get(page.lemmas[root])
    if known:
        return known
    low = page.sentences[max(0, page.sentence_of[root] - 2)][0]
    for token in range(start - 1, low, -1):
        hit = page.hit_at[token]
        if hit and hit.entry.table == "actors" and hit.entry.row["kind"] == "armed":
            if hit.entry.name.endswith((" army", " military")):
                continue  # that of a state is no group
            return Speaker(hit.entry.row["speaker"], "government", hit.entry.name)
    return None


def _serves(page: Page, root: int, memory: Memory) -> str | None:
    """Return the actor of "a spokesman for the X", "its spokesman"."""
    for child in page.children[root]:
        if page.words[child] == "its" and page.lemmas[root] in SPOKESMEN:
            return memory.topic
        if page.dep[child] == "prep" and page.words[child] in {"for", "of", "from", "with"}:
            for hit in hits_in(page, child, _end_of_name(page, child)):
                actor = actor_of_hit(page, hit)
                if actor:
                    return actor
            if "coalition" in page.words[child : page.right[child] + 1]:
                return memory.coalition
    return None


def _end_of_name(page: Page, preposition: int) -> int:
    """Return where "of the town hit by a US missile" stops to tell whose somebody is."""
    clauses = [
        page.left[clause]
        for noun in page.children[preposition]
        for clause in page.children[noun]
        if page.dep[clause] in NOUN_CLAUSES
    ]
    return min([page.right[preposition] + 1, *clauses])


SPOKESMEN = frozenset({"spokesman", "spokeswoman", "spokesperson"})


_LIVING = frozenset({"of", "in", "from", "at", "near", "outside", "around"})


def _residence(page: Page, root: int) -> int | None:
    for child in page.children[root]:
        if page.dep[child] == "prep" and page.words[child] in _LIVING:
            for grandchild in page.children[child]:
                if page.dep[grandchild] == "pobj" and page.pos[grandchild] == "PROPN":
                    return grandchild
    return None


_REGIONS = frozenset({"region", "province", "district", "governorate", "oblast", "state"})


def _place_before(page: Page, token: int) -> int | None:
    """Return the place that "its" means in "In Belgorod region, …, its governor said"."""
    first, _ = page.sentences[page.sentence_of[token]]
    return next(
        (
            at
            for at in range(first, token)
            if page.pos[at] == "PROPN"
            and page.hit_at[at] is None
            and (at in page.geography or page.words[at + 1] in _REGIONS)
        ),
        None,
    )


_OF_PLACES = frozenset({"governor", "mayor", "prefect", "commissioner", "administrator"})
"""Posts of which every place has one."""


def _place_at_head(page: Page, token: int) -> int | None:
    """Return the place of "In Kursk region, the governor said": nobody's who was told of before."""
    first, _ = page.sentences[page.sentence_of[token]]
    comma = token - 1
    if page.words[first] not in {"in", "across"} or page.words[comma] != ",":
        return None
    return _place_before(page, token) if "," not in page.words[first:comma] else None


def _place_text(page: Page, token: int) -> str:
    first, last = core_span(page, token)
    if page.words[first] == "-":  # "Indian-administered Kashmir"
        first -= 1
    while first < token and page.words[first] in {"the", "a"}:
        first += 1
    return page.span_text(first, last)
