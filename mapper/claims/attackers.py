# ruff: noqa: PLR0911
# a list of cases with an answer each reads better whole than in parts
"""Who struck: the actor that carries out an event, as its sentence or the context tells."""

from __future__ import annotations

import re

from mapper.claims.attribution import Frames
from mapper.claims.claimants import Speaker, actor_of_hit
from mapper.claims.events import Event, clause_of
from mapper.claims.page import Hit, Page
from mapper.claims.tables import Lexicon

__all__ = [
    "army_of",
    "assign_attackers",
    "coalition_for",
    "find_coalition",
    "free_home_ground",
    "match_attackers_to_days",
    "match_attackers_to_places",
]

_MODIFIERS = frozenset({"amod", "compound", "nmod", "poss", "npadvmod"})
_PLACE_NOUNS = frozenset(
    [
        "town",
        "city",
        "village",
        "capital",
        "province",
        "region",
        "governorate",
        "district",
        "border",
        "side",
        "airspace",
        "soil",
        "territory",
        "coast",
        "port",
        "airport",
        "mainland",
        "enclave",
        "camp",
        "suburb",
    ]
)
_DEFENDING = frozenset(
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
_UNKNOWN = frozenset({"unidentified", "unknown", "unmarked", "mysterious"})
_SURE = frozenset({"named in the sentence", "the speaker's own forces"})
_LIGHT = frozenset(
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
        "wound",
        "injure",
        "claim",
        "lead",
        "hammer",
        "open",
    ]
)
_BARE_ARMIES = frozenset(
    {"army", "military", "armed forces", "air force", "air forces", "government"}
)
_OFFICES = frozenset({"office", "military", "government", "official"})
_PRONOUNS = frozenset({"they", "it", "we", "its", "their", "our"})
_TARGET_PREPOSITIONS = frozenset(
    {
        "on",
        "against",
        "at",
        "in",
        "near",
        "over",
        "upon",
        "into",
        "targeting",
        "to",
        "for",
        "of",
        "outside",
        "around",
    }
)
_ARMED_NOUNS = frozenset(
    [
        "force",
        "forces",
        "army",
        "military",
        "air",
        "warplane",
        "plane",
        "jet",
        "aircraft",
        "helicopter",
        "drone",
        "navy",
        "artillery",
        "troop",
        "pilot",
        "warship",
        "defence",
        "defense",
        "side",
        "regime",
        "government",
        "fighter",
        "militia",
    ]
)


def _actor_at(page: Page, hit: Hit) -> str | None:
    actor = actor_of_hit(page, hit)
    if actor:
        return actor
    if hit.entry.table == "organisations" and hit.entry.row["kind"] == "military":
        return page.states.get(hit.entry.row["country"])
    if hit.entry.table == "offices" and hit.entry.form in _BARE_ARMIES:
        return "army"
    if hit.entry.table == "holders" and hit.entry.row["holder"] in {
        "rebels",
        "separatists",
        "Kurdish forces",
    }:
        return hit.entry.row["holder"]
    if hit.entry.table == "holders" and hit.entry.row["holder"] == "government":
        return "regime"
    return None


def _in_phrase(page: Page, root: int, low: int, high: int) -> list[tuple[int, str]]:
    """Return the actors named in a subject or agent phrase, not those it is directed at."""
    found: list[tuple[int, str]] = []
    token = low
    while token <= high:
        hit = page.hit_at[token]
        if hit and hit.start == token:
            actor = _actor_at(page, hit)
            if actor == "army" and (found or _is_named_after(page, hit)):
                actor = None
            if actor and _qualifies_a_place(page, hit):
                actor = None
            if hit.entry.sense == "metonym" and not hit.start <= root < hit.end:
                # a capital speaks for its country, but strikes happen in it too
                actor = None
            if actor and not _is_directed_at(page, token, root):
                found.append((token, actor))
            token = hit.end
            continue
        if page.words[token] == "coalition" and not hit and not _is_directed_at(page, token, root):
            found.append((token, "coalition"))
        token += 1
    return found


def _is_named_after(page: Page, hit: Hit) -> bool:
    """Whether "the armed forces of X" go on to say whose they are."""
    if page.words[hit.end : hit.end + 1] != ["of"]:
        return False
    return any(
        other is not None and _actor_at(page, other) not in {None, "army", "regime"}
        for other in page.hit_at[hit.end + 1 : hit.end + 4]
    )


def _qualifies_a_place(page: Page, hit: Hit) -> bool:
    """Whether "Yemeni" only says where a town lies."""
    after = page.words[hit.end : hit.end + 3]
    for word in after:
        if word in _PLACE_NOUNS:
            return True
        if word in {",", "and", "of", "'s"}:
            return word == "'s" and bool(_PLACE_NOUNS & set(after))
    return False


def _is_directed_at(page: Page, token: int, root: int) -> bool:
    """Whether a name stands behind "on", "against" … below `root`."""
    at = token
    for _ in range(10):
        if at == root:
            return False
        if page.dep[at] == "prep" and page.words[at] in _TARGET_PREPOSITIONS - {"of"}:
            return True
        if (
            page.dep[at] == "prep"
            and page.words[at] == "of"
            and page.lemmas[page.head[at]]
            in {"bombing", "bombardment", "shelling", "targeting", "destruction"}
        ):
            return True
        if page.dep[at] in {"relcl", "acl", "appos"}:
            return True
        parent = page.head[at]
        if parent == at:
            return False
        at = parent
    return False


def _combine(page: Page, named: list[tuple[int, str]]) -> list[tuple[str, ...]]:
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


def _subject_actors(page: Page, event: Event) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = []
    for verb in sorted({event.clause, *event.triggers}):
        if page.pos[verb] not in {"VERB", "AUX"}:
            continue
        is_trigger = verb in event.triggers
        if page.lemmas[verb] in _DEFENDING and not _is_struck_verb(page, verb, event):
            continue
        if not is_trigger and page.lemmas[verb] not in _LIGHT:
            continue
        for child in page.children[verb]:
            dep = page.dep[child]
            if dep == "nsubj" or (
                is_trigger and dep in {"agent", "prep"} and page.words[child] == "by"
            ):
                low, high = max(page.left[child], child - 20), min(page.right[child], child + 20)
                found.extend(_in_phrase(page, child, low, high))
    return found


def _is_struck_verb(page: Page, verb: int, event: Event) -> bool:
    """Whether "destroyed" strikes something here rather than brings a weapon down."""
    if page.lemmas[verb] not in {"destroy", "stop", "neutralise", "neutralize"}:
        return False
    for child in page.children[verb]:
        hit = page.hit_at[child]
        if page.dep[child] == "dobj" and hit and hit.entry.table == "weapons":
            return False
    return True


def _only_meets(page: Page, token: int, kind: str) -> bool:
    """Whether aircraft are only met, not sent: "cross paths with X's jets"."""
    return (
        kind == "carrier"
        and page.dep[token] == "pobj"
        and page.words[page.head[token]] in {"with", "to", "from", "near"}
    )


def _noun_actors(page: Page, event: Event) -> list[tuple[int, str]]:
    """Return actors that qualify the event's strike, aircraft and weapon nouns."""
    found: list[tuple[int, str]] = []
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
        ):
            nouns.append(token)
    for noun in sorted(set(nouns)):
        low = max(page.left[noun], noun - 10)
        found.extend(
            (token, name)
            for token, name in _in_phrase(page, noun, low, noun - 1)
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
            actor = _actor_at(page, before)
            found.extend([(before.start, actor)] if actor else [])
        if noun + 1 < end and page.words[noun + 1] == "by":
            # whatever the parse makes of it
            found.extend(_in_phrase(page, noun + 1, noun + 2, min(noun + 8, end - 1))[:1])
        for child in page.children[noun]:
            if page.words[child] in {"by", "from"} and page.dep[child] in {"prep", "agent"}:
                found.extend(_in_phrase(page, child, child, min(page.right[child], child + 15)))
            elif page.dep[child] in {"acl", "relcl"}:
                for grandchild in page.children[child]:
                    if page.words[grandchild] == "by":
                        found.extend(
                            _in_phrase(
                                page,
                                grandchild,
                                grandchild,
                                min(page.right[grandchild], grandchild + 15),
                            )
                        )
    return found


def _has_pronoun(page: Page, event: Event) -> bool:
    for verb in {event.clause, *event.triggers}:
        for child in page.children[verb]:
            if page.dep[child] in {"nsubj", "poss", "agent"} and page.words[child] in _PRONOUNS:
                return True
            if page.dep[child] == "nsubj" and any(
                page.words[grandchild] in _PRONOUNS for grandchild in page.children[child]
            ):
                return True
    return False


def _is_unknown(page: Page, event: Event) -> bool:
    start, end = page.sentences[event.sentence]
    return any(
        page.words[token] in _UNKNOWN and clause_of(page, token) in event.clauses
        for token in range(start, end)
    )


def coalition_for(country: str | None, lexicon: Lexicon) -> str | None:
    """Return which coalition "the coalition" is in a country's war."""
    for row in lexicon.rows["actors"]:
        if row["kind"] == "coalition" and country and country in (row["theatres"] or "").split("|"):
            return row["name"]
    return None


def find_coalition(page: Page, country: str | None, lexicon: Lexicon) -> str | None:
    """Return what "the coalition" means in a report: the one it names, or its war's."""
    for hit in page.hits:
        if (
            hit.entry.table == "actors"
            and hit.entry.row["kind"] == "coalition"
            and hit.entry.name != "NATO"
        ):
            return hit.entry.name
    return coalition_for(country, lexicon)


def army_of(country: str | None, lexicon: Lexicon) -> str | None:
    """Return whose "the army" and "the regime" are in a country's war."""
    if not country:
        return None
    for row in lexicon.rows["actors"]:
        if row["country"] == country and row["kind"] == "armed" and "army" in row["name"].split():
            return row["name"]
    return lexicon.by_country.get(country)


def _settle(
    names: tuple[str, ...], last_coalition: str | None, country: str | None, lexicon: Lexicon
) -> tuple[str, ...]:
    settled: list[str] = []
    for name in names:
        if name == "coalition":
            known = last_coalition or coalition_for(country, lexicon)
            if known:
                settled.append(known)
        elif name in {"regime", "army"}:
            known = army_of(country, lexicon)
            if known:
                settled.append(known)
        else:
            settled.append(name)
    return tuple(dict.fromkeys(settled))


def assign_attackers(
    page: Page,
    events: list[Event],
    frames: Frames,
    lexicon: Lexicon,
    country: str | None,
    publisher: Speaker,
) -> None:
    """Fill the attackers of every event, from its own words first, then from the context."""
    last: tuple[int, list[tuple[str, ...]]] | None = None
    last_coalition = find_coalition(page, country, lexicon)
    for event in events:
        accused = _accused_actors(page, event, frames)
        own = _possessive_actor(page, event, frames)
        if own:
            event.attackers = [(own,)]
            event.attacker_reason = "the speaker's own forces"
            last = (event.sentence, event.attackers)
            continue
        named = accused or _subject_actors(page, event) or _noun_actors(page, event)
        groups = [
            _settle(group, last_coalition, country, lexicon) for group in _combine(page, named)
        ]
        event.attackers = [group for group in groups if group]
        if event.attackers:
            event.attacker_reason = "named in the sentence"
        elif _is_unknown(page, event):
            event.unknown_attacker = True
            event.attacker_reason = "the report says that the attacker is unknown"
        else:
            _from_context(page, event, frames, lexicon, last)
        if event.attackers and len(event.attackers) == 1 and not event.irrealis:
            last = (event.sentence, event.attackers)
    if publisher.kind == "military" and publisher.actor and not any(e.attackers for e in events):
        for event in events:
            event.attackers = [(publisher.actor,)]
            event.attacker_reason = "the publisher's own release"
    for event in events:
        if _is_planted(page, event):
            event.irrealis = True
    _mark_unknown(page, events)
    _single_attacker(events)


_GROUPS_WITHOUT_AIRCRAFT = frozenset(
    {"ISIS", "al-Qaeda", "Taliban", "al-Shabaab", "Boko Haram", "JNIM", "TTP", "PKK", "Nusra"}
)


def _is_planted(page: Page, event: Event) -> bool:
    """Whether a "bombing" by a group without aircraft is one on the ground."""
    names = {name for group in event.attackers for name in group}
    return (
        bool(names)
        and names <= _GROUPS_WITHOUT_AIRCRAFT
        and not event.weapons
        and all(
            page.lemmas[token]
            in {
                "bombing",
                "bomb",
                "attack",
                "blast",
                "explosion",
                "kill",
                "target",
                "hit",
                "strike",
                "casualty",
            }
            for token in event.triggers
        )
    )


def _accused_actors(page: Page, event: Event, frames: Frames) -> list[tuple[int, str]]:
    """Read "X accused Y of bombing Z": Y is the attacker."""
    around = frames.around(event.sentence, event.anchor)
    if not around or around[0].mode != "accuse" or around[0].accused is None:
        return []
    root = around[0].accused
    return _in_phrase(page, root, page.left[root], root)


_NOT_KNOWN = re.compile(
    r"\b(?:unclear|not (?:immediately )?(?:clear|known)|unknown|not (?:yet )?able to say)\b"
    r".{0,30}\b(?:who|whose|which (?:side|country|force))\b"
    r"|\b(?:nobody|no one|no group|no side|neither side|no party)"
    r" (?:has |had |immediately )*(?:claimed|admitted)\b",
    re.IGNORECASE,
)


def _mark_unknown(page: Page, events: list[Event]) -> None:
    """Take back a guessed attacker where the report says that nobody knows him."""
    near = {event.sentence for event in events}
    for number, (start, end) in enumerate(page.sentences):
        if not {number, number - 1} & near or not _NOT_KNOWN.search(page.span_text(start, end)):
            continue
        for event in events:
            if (
                0 <= number - event.sentence <= 1
                and event.attacker_reason != "named in the sentence"
            ):
                event.attackers = []
                event.unknown_attacker = True
                event.attacker_reason = "the report says that the attacker is not known"


def _from_context(
    page: Page,
    event: Event,
    frames: Frames,
    lexicon: Lexicon,
    last: tuple[int, list[tuple[str, ...]]] | None,
) -> None:
    speaker_actor = _own_forces(page, event, frames, last)
    if speaker_actor:
        event.attackers = [(speaker_actor,)]
        event.attacker_reason = "the speaker's own forces"
        return
    if last and event.sentence - last[0] <= 1 and not _is_elsewhere(page, event):
        event.attackers = list(last[1])
        event.attacker_reason = "carried on from the sentences before"
        return
    if last and _is_definite(page, event):
        distance = event.sentence - last[0]
        if distance <= 3 or (distance <= 12 and (_has_pronoun(page, event) or event.weak)):
            event.attackers = list(last[1])
            event.attacker_reason = "carried on from the sentences before"
    del lexicon


def _possessive_actor(page: Page, event: Event, frames: Frames) -> str | None:
    """Return whose "our air force", "its planes" are: the speaker's."""
    around = frames.around(event.sentence, event.anchor)
    speaker = around[0].speakers[0] if around and around[0].speakers else None
    if around and around[0].mode not in {"assert", "deny"}:
        return None
    if speaker and speaker.actor and speaker.kind in _OFFICES and _has_possessive(page, event):
        return speaker.actor
    return None


def _is_elsewhere(page: Page, event: Event) -> bool:
    """Whether the sentence turns to something else: "Elsewhere", "In a separate incident"."""
    start, end = page.sentences[event.sentence]
    opening = set(page.words[start : min(end, start + 5)])
    return (
        bool(opening & {"elsewhere", "separate", "separately", "meanwhile"})
        or page.pos[event.anchor] != "VERB"
    )


def _own_forces(
    page: Page,
    event: Event,
    frames: Frames,
    last: tuple[int, list[tuple[str, ...]]] | None,
) -> str | None:
    """Return the speaker's actor where an office tells of what its own forces did."""
    around = frames.around(event.sentence, event.anchor)
    speaker = around[0].speakers[0] if around and around[0].speakers else None
    if not speaker or not speaker.actor or speaker.kind not in _OFFICES:
        return None
    others = last is not None and not any(speaker.actor in group for group in last[1])
    if (
        around[0].mode in {"assert", "deny"}
        and _says_own_arm(page, event)
        and not (others and _has_definite_arm(page, event))
    ):
        return speaker.actor
    known = last is not None and any(speaker.actor in group for group in last[1])
    if around[0].mode == "deny" and not _has_named_subject(page, event):
        return speaker.actor
    if around[0].mode == "assert" and _acts_itself(page, event):
        return speaker.actor
    if _acts_by_pronoun(page, event) and not event.negated and (last is None or known):
        return speaker.actor
    if around[0].mode == "assert" and (known or last is None) and _is_own_report(page, event):
        return speaker.actor
    return None


def _has_named_subject(page: Page, event: Event) -> bool:
    return any(
        page.dep[child] in {"nsubj", "nsubjpass"} and page.words[child] not in {"it", "they", "we"}
        for verb in event.triggers
        if page.pos[verb] == "VERB"
        for child in page.children[verb]
    ) or all(page.pos[verb] != "VERB" for verb in event.triggers)


def _acts_by_pronoun(page: Page, event: Event) -> bool:
    """Whether a pronoun does the striking: "it got a warning before the bombing" does not."""
    verb = event.clause
    told = verb in event.triggers or page.lemmas[verb] in _LIGHT
    return _has_pronoun(page, event) and (told or page.pos[verb] != "VERB")


def _acts_itself(page: Page, event: Event) -> bool:
    """Whether "it" or "we" is the subject of the striking: the speaker's own deed."""
    return any(
        page.dep[child] == "nsubj" and page.words[child] in {"it", "we"}
        for verb in event.triggers
        if page.pos[verb] == "VERB"
        for child in page.children[verb]
    )


def _clause_tokens(page: Page, event: Event) -> list[int]:
    start, end = page.sentences[event.sentence]
    return [token for token in range(start, end) if clause_of(page, token) in event.clauses]


def _acts(page: Page, arm: int) -> bool:
    """Whether "its drones" or "one of its drones" does something, and is not done to."""
    if page.dep[arm] == "pobj" and page.words[page.head[arm]] == "of":
        arm = page.head[page.head[arm]]
    return page.dep[arm] not in {"dobj", "nsubjpass", "pobj"}


def _has_possessive(page: Page, event: Event) -> bool:
    """Whether "its planes", "our forces" strike here."""
    return any(
        page.words[token] in {"its", "our", "their", "country"}
        and page.dep[token] == "poss"
        and _is_arm(page, page.head[token])
        and _acts(page, page.head[token])
        for token in _clause_tokens(page, event)
    )


def _has_definite_arm(page: Page, event: Event) -> bool:
    """Whether "the jets", "the drones" strike: those told of before."""
    return any(
        page.dep[child] == "nsubj"
        and page.tags[child] == "NNS"
        and any(page.words[other] in {"the", "these", "those"} for other in page.children[child])
        for verb in event.triggers
        for child in page.children[verb]
    )


def _says_own_arm(page: Page, event: Event) -> bool:
    """Whether "the air force", "jets", "the army" without a country strike here."""
    for verb in event.triggers:
        for child in page.children[verb]:
            if page.dep[child] == "nsubj" and page.words[child] != "it":
                hit = page.hit_at[child]
                if hit and hit.entry.table == "weapons" and hit.entry.row["kind"] == "carrier":
                    return not _in_phrase(page, child, max(page.left[child], child - 8), child)
                if page.lemmas[child] in {"army", "navy", "military"}:
                    return True
    return False


def _is_arm(page: Page, token: int) -> bool:
    hit = page.hit_at[token]
    return page.lemmas[token] in _ARMED_NOUNS or bool(
        hit
        and hit.entry.table == "weapons"
        and hit.entry.row["kind"] in {"carrier", "strike", "munition"}
    )


def _new_subject(page: Page, event: Event) -> bool:
    """Whether "a missile", "five rockets", "warplanes" newly come in as the subject."""
    for verb in event.triggers:
        for child in page.children[verb]:
            hit = page.hit_at[child]
            if page.dep[child] in {"nsubj"} and hit and hit.entry.table == "weapons":
                words = {page.words[other] for other in page.children[child]}
                return not words & {"the", "its", "their", "these", "those", "that"}
    return False


def _is_own_report(page: Page, event: Event) -> bool:
    """Whether an office tells of strikes as of its own work: "strikes were carried out on X"."""
    return any(
        page.lemmas[token] in {"carry", "conduct", "destroy", "target", "launch"}
        for token in {event.clause, *event.triggers}
    )


def _is_definite(page: Page, event: Event) -> bool:
    """Whether the event points back: "the strikes", "Wednesday's", a pronoun, a bare passive."""
    anchor = event.anchor
    if event.weak or _has_pronoun(page, event):
        return True
    if page.pos[anchor] == "VERB":
        return not _new_subject(page, event)
    before = {page.words[child] for child in page.children[anchor] if child < anchor}
    return bool(
        before
        & {
            "the",
            "these",
            "those",
            "this",
            "that",
            "each",
            "first",
            "second",
            "third",
            "its",
            "their",
            "his",
            "another",
            "more",
        }
    ) or any(page.dep[child] == "poss" for child in page.children[anchor])


def match_attackers_to_places(events: list[Event], places: list[set[str]]) -> None:
    """Let "the bombardment of X" be whose strike on X the report has told before."""
    for number, event in enumerate(events):
        if event.attacker_reason == "named in the sentence" or event.unknown_attacker:
            continue
        for earlier in range(number - 1, max(-1, number - 60), -1):
            if (
                places[earlier] & places[number]
                and events[earlier].attacker_reason == "named in the sentence"
            ):
                event.attackers = list(events[earlier].attackers)
                event.attacker_reason = "named where the report first tells of this place"
                break


def free_home_ground(events: list[Event], countries: list[set[str]], lexicon: Lexicon) -> None:
    """Between two states, do not carry an attacker on to a strike on his own ground.

    `countries` are those of the places below country level that each event struck. Whoever is
    told of in the sentence after is the attacker then, else nobody is.
    """
    home = {row["name"]: row["country"] for row in lexicon.rows["actors"] if row["kind"] == "state"}
    abroad: set[str] = set()
    for event, struck in zip(events, countries, strict=True):
        if event.attacker_reason in _SURE:
            names = {name for group in event.attackers for name in group}
            abroad |= {name for name in names if name in home and struck - {home[name]}}
    for number, (event, struck) in enumerate(zip(events, countries, strict=True)):
        names = {name for group in event.attackers for name in group}
        if (
            event.attacker_reason in _SURE
            or len(names) != 1
            or not names <= abroad
            or struck != {home[min(names)]}
        ):
            continue
        after = events[number + 1] if number + 1 < len(events) else None
        event.attackers = []
        event.attacker_reason = "on the last attacker's own ground"
        if (
            after is not None
            and after.attacker_reason in _SURE
            and after.sentence - event.sentence <= 1
            and names.isdisjoint(name for group in after.attackers for name in group)
        ):
            event.attackers = list(after.attackers)
            event.attacker_reason = "named in the sentence after"


def match_attackers_to_days(events: list[Event], days: list[object]) -> None:
    """Let "Wednesday's strikes" be those of whoever is said to have struck on that Wednesday."""
    named: dict[object, set[tuple[str, ...]]] = {}
    for event, day in zip(events, days, strict=True):
        if day and event.attackers and event.attacker_reason in _SURE:
            named.setdefault(day, set()).update(event.attackers)
    for event, day in zip(events, days, strict=True):
        groups = named.get(day, set())
        if (
            day
            and len(groups) == 1
            and (
                event.attacker_reason.startswith("carried on")
                or not (event.attackers or event.unknown_attacker)
            )
            and not groups & set(event.attackers)
        ):
            event.attackers = [next(iter(groups))]
            event.attacker_reason = "the one attacker named for that day"


def _single_attacker(events: list[Event]) -> None:
    """Where a report names one attacker only, strikes without one are taken for his."""
    named = {group for event in events for group in event.attackers}
    if len(named) != 1:
        return
    for event in events:
        if not event.attackers and not event.unknown_attacker:
            event.attackers = [next(iter(named))]
            event.attacker_reason = "the only attacker that the report names"
