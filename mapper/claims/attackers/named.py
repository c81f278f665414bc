"""The attackers that an event's own words name.

As subject or agent of the strike's verb, as owner of the aircraft or the weapon, or as accused.
"""

from __future__ import annotations

from mapper.claims.attackers.phrases import actor_at, actors_in_phrase
from mapper.claims.events.event import Event
from mapper.claims.events.weapons import hit_kind
from mapper.claims.grammar import (
    BY_WHOM,
    LAYING,
    NOUN_CLAUSES,
    SUPPOSING,
    clause_of,
    has_subject,
    is_answered,
    is_negated,
    is_passive,
    supposed_above,
)
from mapper.claims.page import Page
from mapper.claims.speech.frame import Frames
from mapper.claims.tables import word_list

__all__ = [
    "DEFENDING",
    "LIGHT_VERBS",
    "accused_actors",
    "campaigning_actors",
    "combine",
    "is_brought_down",
    "is_by_fighters",
    "noun_actors",
    "operating_actors",
    "origin_of_fire",
    "subject_actors",
]

DEFENDING = frozenset(
    [
        "thwart",
        "intercept",
        "repel",
        "down",
        "shoot",
        "foil",
        "confront",
        "repulse",
        "destroy",
        "stop",
        "neutralise",
        "neutralize",
        "bring",
        "track",
        "detect",
    ]
)


LIGHT_VERBS = frozenset(
    [
        "carry",
        "conduct",
        "launch",
        "perform",
        "mount",
        "begin",
        "start",
        "continue",
        "resume",
        "intensify",
        "step",
        "wage",
        "unleash",
        "stage",
        "execute",
        "make",
        "fly",
        "use",
        "send",
        "fire",
        "drop",
        "deploy",
        "rain",
        "kill",
        "blow",
        "sink",
        "flatten",
        "level",
        "pummel",
        "eliminate",
        "wound",
        "injure",
        "claim",
        "lead",
        "hammer",
        "open",
        "answer",
        "respond",
        "retaliate",
        "reply",
    ]
)


def combine(page: Page, named: list[tuple[int, str]]) -> list[tuple[str, ...]]:
    """Make "A or B" one pair of alternatives and "A and B" two attackers."""
    names: list[str] = []
    for _, name in named:
        if name not in names:
            names.append(name)
    if len(names) < 2:
        return [(name,) for name in names]
    low, high = named[0][0], named[-1][0]
    between = set(page.words[low:high])
    if "or" in between:
        return [tuple(names)]
    return [(name,) for name in names]


def operating_actors(page: Page, event: Event) -> list[tuple[int, str]]:
    """Return who uses the weapon of an event: "a Chinese drone operated by X" is X's.

    Whose make it is, the word before it tells.
    """
    start, end = page.sentences[event.sentence]
    return [
        found
        for verb in range(start, end)
        if page.lemmas[verb] in _OPERATING
        and page.tags[verb] == "VBN"
        and page.dep[verb] in NOUN_CLAUSES
        and hit_kind(page, page.head[verb]) in {"munition", "carrier"}
        and clause_of(page, page.head[verb]) in event.clauses
        for by in page.children[verb]
        if page.words[by] == "by"
        for found in actors_in_phrase(page, by, by, min(page.right[by], by + 12))
    ]


_OPERATING = word_list("operating")


def campaigning_actors(page: Page) -> list[tuple[int, str]]:
    """Return who is told to wage an offensive: "X opened its offensive", "the X-led campaign"."""
    found: list[tuple[int, str]] = []
    for noun, lemma in enumerate(page.lemmas):
        if lemma not in _CAMPAIGNS or page.pos[noun] != "NOUN":
            continue
        own = actors_in_phrase(page, noun, max(page.left[noun], noun - 6), noun - 1)
        verb = page.head[noun]
        if not own and page.dep[noun] == "dobj" and page.lemmas[verb] in LIGHT_VERBS:
            own = [
                actor
                for child in page.children[verb]
                if page.dep[child] == "nsubj"
                for actor in actors_in_phrase(page, child, page.left[child], child)
            ]
        found.extend(own)
    return found


_CAMPAIGNS = word_list("campaigns")


def subject_actors(page: Page, event: Event) -> list[tuple[int, str]]:
    """Return the actors that are subject or agent of an event's verbs."""
    found: list[tuple[int, str]] = []
    for verb in sorted({event.clause, *event.triggers}):
        if page.pos[verb] not in {"VERB", "AUX"}:
            continue
        is_trigger = verb in event.triggers
        if page.lemmas[verb] in DEFENDING and not _is_struck_verb(page, verb, event):
            continue
        if not is_trigger and _is_answered(page, verb, event):
            continue
        suffers = page.lemmas[verb] == "come" and any(
            page.words[page.head[token]] == "under" for token in event.triggers
        )
        if not is_trigger and not suffers and page.lemmas[verb] not in LIGHT_VERBS:
            continue
        for child in (*page.children[verb], *_subject_before(page, verb)):
            dep = page.dep[child]
            by = dep in BY_WHOM and page.words[child] in {"by", "from"}
            if (dep in {"nsubj", "csubj"} and not suffers) or (
                by and (suffers or (is_trigger and page.words[child] == "by"))
            ):
                low, high = max(page.left[child], child - 20), min(page.right[child], child + 20)
                if by and page.words[child + 1 : child + 2] == ["what"]:
                    low = _behind_verb(page, child + 1, high)
                found.extend(actors_in_phrase(page, child, low, high))
        force = page.head[verb]
        if is_trigger and page.dep[verb] == "acl" and force == verb - 1 and _is_army(page, force):
            # "the town that the air force bombed": parsed as a bombed air force
            found.extend(actors_in_phrase(page, force, page.left[force], force))
        thought = supposed_above(page, verb)
        if is_trigger and thought is not None:
            found.extend(_supposed(page, thought))
    return found


def _is_army(page: Page, noun: int) -> bool:
    hit = page.hit_at[noun]
    return hit is not None and hit.entry.row.get("kind") == "military"


def _behind_verb(page: Page, what: int, last: int) -> int:
    """Return where "by what X is calling a strike of Y" tells whose: behind who calls it so."""
    return next((at for at in range(what, last) if page.pos[at] in {"VERB", "AUX"}), what)


def _is_answered(page: Page, verb: int, event: Event) -> bool:
    """Whether "responded to the strikes", "retaliated for the raid" tells of another's strike."""
    return page.lemmas[verb] in {"respond", "reply", "answer", "retaliate"} and any(
        page.words[child] in {"to", "for"} and page.left[child] <= event.anchor <= page.right[child]
        for child in page.children[verb]
    )


def is_by_fighters(page: Page, event: Event) -> bool:
    """Whether fighters without a name do it: "a rocket that militants had fired"."""
    for verb in event.triggers:
        for child in page.children[verb] if page.pos[verb] == "VERB" else ():
            by = page.dep[child] in BY_WHOM and page.words[child] == "by"
            doers = page.children[child] if by else [child] if page.dep[child] == "nsubj" else []
            for doer in doers:
                hit = page.hit_at[doer]
                if hit and hit.entry.table == "holders" and hit.entry.row["holder"] == "militants":
                    return True
    return False


def _subject_before(page: Page, verb: int) -> list[int]:
    """Return the subject of "X's planes crossed into Y" for "and bombed a camp"."""
    for _ in range(4):
        if page.dep[verb] != "conj" or is_passive(page, verb) or has_subject(page, verb):
            return []
        verb = page.head[verb]
        if page.pos[verb] == "VERB" and not is_passive(page, verb):
            subjects = [child for child in page.children[verb] if page.dep[child] == "nsubj"]
            if subjects:
                return subjects
    return []


def _is_struck_verb(page: Page, verb: int, event: Event) -> bool:
    """Whether "destroyed" strikes something here rather than brings a weapon down."""
    if page.lemmas[verb] not in {"destroy", "stop", "neutralise", "neutralize"}:
        return False
    for child in page.children[verb]:
        hit = page.hit_at[child]
        if page.dep[child] == "dobj" and hit and hit.entry.table == "weapons":
            return False
    return True


def is_brought_down(page: Page, event: Event) -> bool:
    """Whether "intercepted drones aimed at X", "the interception of a missile fired at X" is told.

    Who brings a weapon down has not sent it.
    """
    at = event.anchor
    for above in page.ancestors(event.anchor, 6):
        if page.dep[at] == "conj" and page.pos[at] == "VERB":
            return False
        if page.lemmas[above] in _MEETING:
            return True
        at = above
    return False


_MEETING = word_list("bringing down")


def _only_meets(page: Page, token: int, kind: str) -> bool:
    """Whether aircraft are only met, not sent: "cross paths with X's jets"."""
    return (
        kind == "carrier"
        and page.dep[token] == "pobj"
        and page.words[page.head[token]] in {"with", "to", "from", "near"}
    )


def noun_actors(page: Page, event: Event) -> list[tuple[int, str]]:
    """Return actors that qualify the event's strike, aircraft and weapon nouns."""
    found: list[tuple[int, str]] = [
        name
        for token in event.triggers
        if _is_whose_shelling(page, token)
        for name in actors_in_phrase(page, token - 1, page.left[token - 1], token - 1)
    ]
    nouns = [
        token
        for token in event.triggers
        if page.pos[token] != "VERB"
        or page.dep[token] in {"pobj", "dobj", "nsubj", "nsubjpass"}
        or (page.tags[token] == "VBG" and page.dep[token] == "acl")
    ]
    start, end = page.sentences[event.sentence]
    for token in range(start, end):
        hit = page.hit_at[token]
        if (
            hit
            and hit.entry.table == "weapons"
            and hit.end - 1 == token
            and clause_of(page, token) in event.clauses
            and not _only_meets(page, token, hit.entry.row["kind"])
            and is_answered(page, token) <= is_answered(page, event.anchor)
        ):
            nouns.append(token)
    # "a Ukrainian missile and not a Russian one"
    meant = {at for at in nouns if not (page.dep[at] == "conj" and is_negated(page, at))}
    for noun in sorted(meant):
        low = max(page.left[noun], noun - 10)
        found.extend(
            (token, name)
            for token, name in actors_in_phrase(page, noun, low, noun - 1)
            if page.sentence_of[token] == event.sentence
        )
        before = page.hit_at[noun - 1] if noun > start else None
        if (
            noun in event.triggers
            and before is not None
            and before.entry.sense == "demonym"
            and page.tags[noun] in {"NN", "NNS", "VBG"}
            and not found
        ):
            # "killed by Sudanese shelling", whatever the parse makes of it
            actor = actor_at(page, before)
            found.extend([(before.start, actor)] if actor else [])
        if noun + 1 < end and page.words[noun + 1] == "by":
            # whatever the parse makes of it
            found.extend(actors_in_phrase(page, noun + 1, noun + 2, min(noun + 8, end - 1))[:1])
        if noun in event.triggers and page.dep[noun] == "nsubjpass":
            found.extend(_blamed(page, page.head[noun]))
        for child in page.children[noun]:
            if page.words[child] in {"by", "from"} and page.dep[child] in BY_WHOM:
                found.extend(
                    actors_in_phrase(page, child, child, min(page.right[child], child + 15))
                )
            elif page.dep[child] in NOUN_CLAUSES:
                found.extend(_blamed(page, child))
                if page.lemmas[child] in SUPPOSING:
                    found.extend(_supposed(page, child))
                for grandchild in page.children[child]:
                    found.extend(_fired_from(page, child, grandchild))
                    if page.words[grandchild] == "by" and page.lemmas[child] not in _OTHERS_DEEDS:
                        found.extend(
                            actors_in_phrase(
                                page,
                                grandchild,
                                grandchild,
                                min(page.right[grandchild], grandchild + 15),
                            )
                        )
    return found


_OTHERS_DEEDS = word_list("done about strikes") | {"request", "order", "report", "deny"}
"""What is done by others than those who fly it: "a strike requested by X", "condemned by Y"."""


def _is_whose_shelling(page: Page, token: int) -> bool:
    """Whether "hurt in Xian army shelling of Y" is told: no clause, though it is parsed as one."""
    if page.tags[token] != "VBG" or token == 0 or page.dep[token - 1] in {"nsubj", "det"}:
        return False
    whose = page.hit_at[token - 1]
    by_name = whose is not None and whose.entry.sense == "demonym"
    return by_name or page.lemmas[token - 1] in _ARMY


_ARMY = frozenset({"army", "military", "force", "navy", "artillery"})


def _supposed(page: Page, participle: int) -> list[tuple[int, str]]:
    """Read whose planes "thought to be Russian", "believed to belong to X" are."""
    found: list[tuple[int, str]] = []
    for child in page.children[participle]:
        if page.dep[child] != "xcomp":
            continue
        if page.lemmas[child] not in {"be", "belong"}:
            # "suspected to have been flown by X"
            for by in page.children[child]:
                if page.words[by] == "by" and page.dep[by] in BY_WHOM:
                    found.extend(actors_in_phrase(page, by, by, min(page.right[by], by + 10)))
            continue
        for part in page.children[child]:
            if page.dep[part] in {"acomp", "attr"} or page.words[part] == "to":
                high = min(page.right[part], part + 8)
                found.extend(actors_in_phrase(page, part, page.left[part], high))
    return found


def _blamed(page: Page, verb: int) -> list[tuple[int, str]]:
    """Read whom "a strike blamed on X", "was attributed to X", "jets belonging to X" is laid to."""
    if page.lemmas[verb] not in LAYING | {"belong"}:
        return []
    return [
        found
        for child in page.children[verb]
        if page.words[child] in {"on", "to"}
        for found in actors_in_phrase(page, child, child, min(page.right[child], child + 12))
    ]


def _fired_from(page: Page, verb: int, preposition: int) -> list[tuple[int, str]]:
    """Read "missiles fired from X" where X is a state that nobody else fires from.

    A state whose own ground is fought over may be where others fire from.
    """
    if page.words[preposition] != "from" or page.lemmas[verb] not in {"fire", "launch"}:
        return []
    for token in page.children[preposition]:
        hit = page.hit_at[token]
        if hit and hit.entry.table == "actors" and hit.entry.sense == "name":
            row = hit.entry.row
            own_war = row["kind"] != "state" or not row["holder"].endswith(" forces")
            return [] if own_war else [(token, hit.entry.name)]
        if page.lemmas[token] in _BASES:  # "launched from an X base", "from X warships"
            return actors_in_phrase(page, token, page.left[token], token)[:1]
    return []


_BASES = word_list("ships") | {"base", "airbase", "airfield", "airport"}


def origin_of_fire(page: Page, event: Event) -> str | None:
    """Return the country of the state that "a missile launched from X" comes from."""
    start, end = page.sentences[event.sentence]
    for token in range(start, end):
        above = page.head[token]
        hit = page.hit_at[token]
        if (
            hit is not None
            and hit.entry.table == "actors"
            and hit.entry.row["kind"] == "state"
            and page.words[above] == "from"
            and clause_of(page, above) in event.clauses
            and page.lemmas[page.head[above]] in {"launch", "fire", "missile", "rocket", "drone"}
        ):
            return hit.entry.row["country"]
    return None


def accused_actors(page: Page, event: Event, frames: Frames) -> list[tuple[int, str]]:
    """Read "X accused Y of bombing Z": Y is the attacker."""
    around = frames.around(event.sentence, event.anchor)
    if not around or around[0].mode != "accuse" or around[0].accused is None:
        return []
    root = around[0].accused
    return actors_in_phrase(page, root, page.left[root], root)
