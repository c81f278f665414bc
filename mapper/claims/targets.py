# ruff: noqa: PLR0911, PLR0912
# a list of cases with an answer each reads better whole than in parts
"""Whom strikes were aimed at and who holds the ground: targets and control."""

from __future__ import annotations

from dataclasses import dataclass

from mapper.claims.claimants import actor_of_hit
from mapper.claims.events import Event, clause_of
from mapper.claims.page import Hit, Page

__all__ = ["Aim", "find_controls", "find_named_targets", "find_objects", "find_targets"]

_TARGET_VERBS = frozenset(
    [
        "target",
        "hit",
        "strike",
        "bomb",
        "attack",
        "pound",
        "raid",
        "destroy",
        "engage",
        "aim",
        "direct",
        "shell",
        "kill",
        "bombard",
        "pummel",
        "blast",
    ]
)
_AIMING_VERBS = _TARGET_VERBS | frozenset(
    [
        "be",
        "carry",
        "conduct",
        "launch",
        "fire",
        "use",
        "drop",
        "perform",
        "mount",
        "lead",
        "stage",
        "execute",
        "unleash",
        "send",
    ]
)
_AIM_PREPOSITIONS = frozenset({"against", "at", "on", "targeting"})
_GROUND = frozenset(
    [
        "town",
        "city",
        "village",
        "area",
        "ground",
        "district",
        "territory",
        "part",
        "base",
        "port",
        "airport",
        "province",
        "region",
        "neighbourhood",
        "neighborhood",
        "suburb",
        "road",
        "bridge",
        "hill",
        "quarter",
        "strip",
        "half",
        "capital",
        "countryside",
        "valley",
    ]
)
_HOLDING = frozenset({"hold", "control", "occupy", "dominate"})
_LEAVING = frozenset({"leave", "withdraw", "abandon", "quit", "vacate"})
_ARMIES = frozenset({"army", "military", "government", "armed forces"})
_POSSESSIVE_NOUNS = frozenset(["control", "hand", "rule", "authority"])
_HUBS = frozenset({"stronghold", "bastion", "hub", "heartland"})
_FORCES = frozenset(
    [
        "force",
        "fighter",
        "militant",
        "troop",
        "presence",
        "position",
        "member",
        "element",
        "group",
        "base",
        "headquarters",
    ]
)


@dataclass(frozen=True, slots=True)
class Aim:
    """A holder named as target, or as holding ground."""

    value: str
    token: int
    negated: bool
    event: int | None = None
    rule: str = ""
    general: bool = False
    """About all the areas struck, not about one named place."""
    place_root: int | None = None
    """Head token of the place that it is said of: "ISIS-held Raqqa"."""


def _holder(page: Page, hit: Hit) -> str | None:
    if hit.entry.table == "holders":
        return hit.entry.row["holder"]
    # "Syrian air strikes" names an attacker; only groups and armies hold ground
    regime = hit.entry.name == "Syria" and "regime" in hit.entry.form
    if hit.entry.table == "actors" and (hit.entry.row["kind"] == "armed" or regime):
        return hit.entry.row["holder"]
    return None


def _is_other_than(page: Page, hit: Hit) -> bool:
    """Whether "non-ISIS", "not ISIS" stands here."""
    before = page.words[max(0, hit.start - 2) : hit.start]
    return before[-2:] == ["non", "-"] or before[-1:] == ["non"] or before[-1:] == ["not"]


def _is_only_a_word_for(page: Page, hit: Hit) -> bool:
    """Whether "militant" only introduces a named group: "the militant group X"."""
    if hit.entry.table != "holders":
        return False
    for token in range(hit.end, min(hit.end + 4, len(page))):
        other = page.hit_at[token]
        if other and other.entry.table == "actors" and _holder(page, other):
            return True
        if page.pos[token] not in {"NOUN", "ADJ", "PROPN", "ADP"} or page.words[token] in {
            "in",
            "and",
        }:
            break
    before = page.hit_at[hit.start - 1] if hit.start else None
    return bool(before and before.entry.table == "actors" and _holder(page, before))


def _is_inside_other_name(page: Page, hit: Hit) -> bool:
    """Whether the holder only qualifies: "ISIS-held", "militant group ISIS", "rebel-held"."""
    after = page.words[hit.end : hit.end + 2]
    return after[:1] == ["-"] or after[:1] in (["held"], ["controlled"], ["occupied"])


def _negations(page: Page, token: int, stop: int) -> bool:
    """Whether an odd number of negations stands on the path from a target to its verb."""
    odd = False
    at = token
    for _ in range(12):
        for child in page.children[at]:
            if page.dep[child] == "neg" or (
                page.words[child] in {"no", "not", "never", "n't"}
                and page.dep[child] in {"det", "advmod", "neg", "preconj"}
            ):
                odd = not odd
        if at == stop or page.head[at] == at:
            break
        at = page.head[at]
    return odd


def _sentence_hits(page: Page, sentence: int) -> list[Hit]:
    start, end = page.sentences[sentence]
    hits: list[Hit] = []
    token = start
    while token < end:
        hit = page.hit_at[token]
        if hit:
            hits.append(hit)
            token = max(hit.end, token + 1)
        else:
            token += 1
    return hits


_TROOPS = frozenset(
    [
        "troop",
        "soldier",
        "force",
        "position",
        "post",
        "headquarters",
        "base",
        "army",
        "military",
        "airfield",
        "convoy",
        "battery",
        "radar",
        "barracks",
        "unit",
        "brigade",
        "artillery",
        "depot",
        "warship",
        "tank",
        "bunker",
        "serviceman",
        "battalion",
        "airbase",
        "trench",
        "garrison",
        "conscript",
        "checkpoint",
        "outpost",
        "formation",
    ]
)


def _troops_of(page: Page, hit: Hit, army: str | None) -> str | None:
    """Return whose soldiers or bases a phrase names: "X positions", "posts of the army"."""
    if hit.entry.table == "offices" and hit.entry.form in _ARMIES - {"government"}:
        return army if page.pos[hit.end - 1] in {"NOUN", "PROPN"} else None
    if (
        hit.entry.table != "actors"
        or hit.entry.row["kind"] != "state"
        or not actor_of_hit(page, hit)
    ):
        return None
    last = hit.end - 1
    owner = page.head[last]
    if page.dep[last] == "pobj" and page.words[owner] == "of":
        owner = page.head[owner]
    elif page.dep[last] not in {"amod", "compound", "poss", "nmod"}:
        return None
    return hit.entry.row["holder"] if page.lemmas[owner] in _TROOPS else None


def find_named_targets(page: Page, sentence: int, army: str | None) -> list[Aim]:
    """Return the holders told to be the target in a sentence that tells of no strike.

    "Only fighters were engaged", "it named the targets as X and Y", "the target was an X base".
    """
    found: list[Aim] = []
    for hit in _sentence_hits(page, sentence):
        holder = _holder(page, hit) or _troops_of(page, hit, army)
        if holder is None or _is_inside_other_name(page, hit) or _is_only_a_word_for(page, hit):
            continue
        root = hit.end - 1
        verb = _aimed_by(page, root)
        if verb is not None and page.lemmas[verb] == "be":
            about = [child for child in page.children[verb] if page.dep[child] == "nsubj"]
            if not any(page.lemmas[child] in {"target", "aim", "objective"} for child in about):
                verb = None
        elif verb is not None and page.lemmas[verb] not in _TARGET_VERBS:
            verb = None
        if verb is None:
            verb = _named_as_target(page, root)
        if verb is None or page.lemmas[verb] in {"kill", "raid", "shell"} or _is_unreal(page, verb):
            continue
        negated = _negations(page, root, verb) != _is_other_than(page, hit)
        found.append(Aim(holder, hit.start, negated, None, "named as the target"))
    return found


def _is_unreal(page: Page, verb: int) -> bool:
    """Whether a verb tells of no deed: "attacking X would be one thing", "to target X"."""
    if page.tags[verb] == "VB" or page.dep[verb] in {"csubj", "pcomp", "nsubj"}:
        return True
    return any(
        page.words[child] in {"would", "could", "should", "may", "might", "will", "must", "if"}
        for at in (verb, page.head[verb])
        for child in page.children[at]
        if page.dep[child] in {"aux", "mark"}
    )


def _named_as_target(page: Page, root: int) -> int | None:
    """Return the verb of "named the targets as X and Y", "X were the target"."""
    at = root
    for _ in range(6):
        dep, parent = page.dep[at], page.head[at]
        if dep == "nsubj" and page.lemmas[parent] == "be":
            named = any(
                page.dep[child] == "attr" and page.lemmas[child] in {"target", "object"}
                for child in page.children[parent]
            )
            return parent if named else None
        if dep == "prep" and page.words[at] == "as":
            named = any(
                page.dep[child] == "dobj" and page.lemmas[child] == "target"
                for child in page.children[parent]
            )
            return parent if named else None
        if dep not in {"conj", "pobj", "compound", "appos", "amod", "poss"} or parent == at:
            return None
        at = parent
    return None


def find_targets(
    page: Page, sentence: int, events: list[tuple[int, Event]], army: str | None
) -> list[Aim]:
    """Return the holders that the strikes of one sentence were aimed at."""
    found: list[Aim] = []
    seen: set[tuple[str, bool, int | None]] = set()
    for hit in _sentence_hits(page, sentence):
        holder = _holder(page, hit) or _troops_of(page, hit, army)
        if holder is None or _is_inside_other_name(page, hit) or _is_only_a_word_for(page, hit):
            continue
        root = hit.end - 1
        for _ in range(3):
            parent = page.head[root]
            if hit.start <= parent < hit.end and parent != root:
                root = parent
            else:
                break
        verb = _aimed_by(page, root)
        if verb is None:
            verb = _verb_just_before(page, hit, events)
        if verb is None:
            continue
        number = next((number for number, event in events if _belongs(page, verb, event)), None)
        if number is None and page.lemmas[verb] in _TARGET_VERBS:
            # "hit X, destroying two Y headquarters"
            above = set(page.ancestors(verb, 6))
            number = next((number for number, event in events if above & set(event.triggers)), None)
        if number is None:
            continue
        negated = _negations(page, root, verb) != _is_other_than(page, hit)
        key = (holder, negated, number)
        if key in seen:
            continue
        seen.add(key)
        found.append(Aim(holder, hit.start, negated, number, "target of a strike verb"))
    return found


def _verb_just_before(page: Page, hit: Hit, events: list[tuple[int, Event]]) -> int | None:
    """Return the strike verb right before a holder, where the parse lost the object."""
    at = hit.start - 1
    while at > 0 and page.words[at] in {"the", "so", "-", "called", "a", "an", '"'}:
        at -= 1
    if (
        page.pos[at] != "VERB"
        or page.lemmas[at] not in _TARGET_VERBS
        or page.head[hit.end - 1] != at
    ):
        return None
    return at if any(at in event.triggers for _, event in events) else None


def _belongs(page: Page, verb: int, event: Event) -> bool:
    return verb in event.triggers or clause_of(page, verb) in event.clauses


def _aimed_by(page: Page, root: int) -> int | None:
    """Return the verb or strike noun that a holder is the object of, or None."""
    at = root
    through = False
    for _ in range(9):
        dep, parent = page.dep[at], page.head[at]
        if parent == at:
            return None
        lemma = page.lemmas[parent]
        if (
            dep in {"compound", "amod", "nmod", "poss", "appos", "conj"}
            or (
                dep == "pobj"
                and page.words[parent] in {"of", "including", "like", "as", "belonging"}
            )
            or (
                dep == "prep"
                and page.words[at] in {"of", "including", "like", "to", "as"}
                and page.pos[parent] in {"NOUN", "PROPN"}
            )
        ):
            if (
                dep in {"compound", "amod", "nmod", "poss"}
                and lemma
                in {
                    "strike",
                    "raid",
                    "warplane",
                    "airstrike",
                    "plane",
                    "shelling",
                    "bombing",
                    "jet",
                    "aircraft",
                    "drone",
                    "missile",
                    "rocket",
                    "attack",
                    "helicopter",
                    "official",
                    "activist",
                    "leader",
                    "commander",
                    "spokesman",
                    "source",
                    "sources",
                    "army",
                    "bombardment",
                    "force",
                    "forces",
                }
                and (dep != "compound" or lemma not in {"commander", "leader", "force", "forces"})
                and (dep != "poss" or lemma not in {"force", "forces"})
            ):
                return None
            at = parent
            continue
        if dep in {"dobj", "nsubjpass"} and (lemma in _TARGET_VERBS):
            return parent
        if dep == "pobj" and page.words[parent] in _AIM_PREPOSITIONS | {"by"}:
            through = page.words[parent] == "against"
            if page.words[parent] == "by" and page.lemmas[page.head[parent]] not in {
                "use",
                "own",
                "operate",
                "man",
                "run",
            }:
                return None
            at = parent
            continue
        if dep == "prep" and page.words[at] in _AIM_PREPOSITIONS:
            if page.pos[parent] in {"VERB", "AUX"}:
                return parent if lemma in _AIMING_VERBS else None
            if page.pos[parent] in {"NOUN", "PROPN"}:
                return parent
        if dep == "attr" and page.lemmas[parent] == "be":
            return parent
        if dep == "nsubj" and page.lemmas[parent] == "be":
            return _told_of_subject(page, parent)
        if (
            dep == "prep"
            and page.words[at] == "as"
            and lemma in {"describe", "identify", "name", "call", "know"}
            and page.dep[parent] in {"relcl", "acl"}
        ):
            at = page.head[parent]
            continue
        if dep == "agent" and lemma in {"use", "own", "operate", "man", "run"}:
            at = parent
            continue
        if (
            dep == "nsubj"
            and lemma in {"use", "own", "operate", "occupy"}
            and page.dep[parent] == "relcl"
        ):
            at = parent
            continue
        if dep in {"relcl", "acl"} and page.lemmas[at] in {
            "use",
            "own",
            "operate",
            "man",
            "run",
            "occupy",
            "belong",
        }:
            at = parent
            continue
        return None
    del through
    return None


def _told_of_subject(page: Page, be: int) -> int | None:
    """Return the strike in "X were the target of the strikes", "X is not what they bomb"."""
    for child in page.children[be]:
        if page.dep[child] == "attr" and page.lemmas[child] in {"target", "object"}:
            for preposition in page.children[child]:
                if page.words[preposition] == "of" and page.children[preposition]:
                    return page.children[preposition][-1]
        if (
            page.dep[child] in {"attr", "ccomp"}
            and page.lemmas[child] in _TARGET_VERBS
            and {"what", "who", "whom"} & set(page.words[be + 1 : child])
        ):
            return child
    return None


def find_objects(page: Page, events: list[tuple[int, Event]], objects: dict[str, str]) -> list[Aim]:
    """Return the civilian objects that strikes hit: a market, a clinic, homes."""
    found: list[Aim] = []
    for number, event in events:
        start, end = page.sentences[event.sentence]
        seen: set[str] = set()
        for token in range(start, end):
            value = objects.get(page.lemmas[token])
            if value is None or value in seen or page.pos[token] not in {"NOUN", "PROPN"}:
                continue
            hit = page.hit_at[token]
            named = hit is not None and hit.entry.table in {"actors", "organisations", "offices"}
            if named or page.dep[token] in {"compound", "amod", "nmod"}:
                continue
            verb = _aimed_by(page, token)
            if verb is None or not (
                verb in event.triggers or clause_of(page, verb) in event.clauses
            ):
                continue
            if page.lemmas[verb] in {"kill", "wound", "injure"}:
                continue
            seen.add(value)
            found.append(
                Aim(value, token, _negations(page, token, verb), number, "civilian object struck")
            )
    return found


def find_controls(
    page: Page, sentence: int, place_roots: set[int], army: str | None = None
) -> list[Aim]:
    """Return who is said to hold ground in one sentence; `army` is what "the army" holds as."""
    found: list[Aim] = []
    for hit in _sentence_hits(page, sentence):
        holder = _holder(page, hit)
        if holder is None and army and hit.entry.table == "offices" and hit.entry.form in _ARMIES:
            holder = army
        if holder is None or _is_only_a_word_for(page, hit):
            continue
        aim = (
            _held_suffix(page, hit, holder, place_roots)
            or _controlled_by(page, hit, holder, place_roots)
            or _under_control(page, hit, holder, place_roots)
            or _hub_of(page, hit, holder, place_roots)
            or _no_presence(page, hit, holder, place_roots)
            or _holds(page, hit, holder, place_roots)
        )
        if aim:
            found.append(aim)
    return found


def _place_near(page: Page, low: int, high: int, place_roots: set[int]) -> int | None:
    return next((token for token in range(low, high + 1) if token in place_roots), None)


def _held_suffix(page: Page, hit: Hit, holder: str, places: set[int]) -> Aim | None:
    """Read "ISIS-held X", "rebel-controlled areas"."""
    at = hit.end
    if page.words[at : at + 1] == ["-"]:
        at += 1
    if page.words[at : at + 1] not in (["held"], ["controlled"], ["occupied"], ["dominated"]) or (
        at == hit.end and page.words[at] != "held"
    ):
        return None
    before = page.words[max(0, hit.start - 2) : hit.start]
    place = _place_near(page, at + 1, min(at + 7, len(page) - 1), places)
    return Aim(
        holder, hit.start, before[-2:] == ["non", "-"], None, "held by: -held", place is None, place
    )


def _controlled_by(page: Page, hit: Hit, holder: str, places: set[int]) -> Aim | None:
    """Read "areas controlled by ISIS", "none of the areas was controlled by ISIS"."""
    before = page.words[max(0, hit.start - 8) : hit.start]
    if "by" not in before:
        return None
    by = hit.start - 1 - before[::-1].index("by")
    verb = by - 1
    if page.lemmas[verb] not in {"control", "hold", "occupy", "run", "dominate"}:
        return None
    negated = _is_negated_clause(page, verb)
    place = _place_of_verb(page, verb, places)
    return Aim(holder, hit.start, negated, None, "held by: controlled by", place is None, place)


def _is_negated_clause(page: Page, verb: int) -> bool:
    for child in page.children[verb]:
        if page.dep[child] == "neg":
            return True
        if page.dep[child] in {"nsubj", "nsubjpass"} and (
            page.words[child] in {"none", "neither", "nothing"}
            or any(page.words[grandchild] in {"no"} for grandchild in page.children[child])
        ):
            return True
    return False


def _place_of_verb(page: Page, verb: int, places: set[int]) -> int | None:
    for child in page.children[verb]:
        if page.dep[child] in {"nsubj", "nsubjpass"}:
            found = _place_near(page, page.left[child], page.right[child], places)
            if found is not None:
                return found
    if page.dep[verb] in {"acl", "relcl"}:
        head = page.head[verb]
        return _place_near(page, page.left[head], verb, places)
    return None


def _under_control(page: Page, hit: Hit, holder: str, places: set[int]) -> Aim | None:
    """Read "under rebel control", "in the hands of ISIS"."""
    after = page.words[hit.end : hit.end + 2]
    before = page.words[max(0, hit.start - 6) : hit.start]
    if ((after[:1] == ["control"] or after[:2] == ["'s", "control"]) and "under" in before) or (
        before[-2:] in (["hands", "of"], ["control", "of"])
        and ("under" in before or "in" in before)
    ):
        token = hit.start
    else:
        return None
    start = page.sentences[page.sentence_of[token]][0]
    negated = (
        "not" in page.words[max(start, token - 8) : token]
        or "no" in page.words[max(start, token - 8) : token]
    )
    place = _place_near(page, max(start, token - 12), token, places)
    return Aim(holder, token, negated, None, "held by: under control", place is None, place)


def _hub_of(page: Page, hit: Hit, holder: str, places: set[int]) -> Aim | None:
    """Read "stronghold of X", "hubs for X", "X stronghold"."""
    start, end = page.sentences[page.sentence_of[hit.start]]
    for token in range(max(start, hit.start - 4), min(end, hit.end + 2)):
        if page.lemmas[token] in _HUBS:
            linked = token > hit.end - 1 or set(page.words[token + 1 : hit.start]) & {"of", "for"}
            if not linked:
                continue
            place = _place_near(page, max(start, token - 8), min(end - 1, token + 6), places)
            return Aim(holder, hit.start, False, None, "held by: stronghold", place is None, place)
    return None


def _holding_verb(page: Page, root: int) -> int | None:
    """Return the verb that a holder is the subject of, also in "the army, which holds X"."""
    over = root
    for _ in range(3):
        inside = page.dep[over] in {"compound", "amod"} or (
            page.dep[over] == "pobj" and page.words[page.head[over]] == "of"
        )
        over = page.head[over] if inside else over
        over = page.head[over] if page.words[over] == "of" else over
    for at in dict.fromkeys((root, page.head[root], over)):
        # "IS controls X" is parsed with an auxiliary
        if page.dep[at] == "nsubj" or (page.dep[at] == "aux" and page.shapes[at].isupper()):
            relative = next(
                (
                    child
                    for child in page.children[at]
                    if page.dep[child] == "relcl" and page.lemmas[child] in _HOLDING
                ),
                None,
            )
            verb = page.head[at] if relative is None else relative
            return verb if page.lemmas[verb] in _HOLDING | _LEAVING else None
    return None


def _holds(page: Page, hit: Hit, holder: str, places: set[int]) -> Aim | None:
    """Read "X holds Y", "X does not control Y", "X had left the town"."""
    root = hit.end - 1
    verb = _holding_verb(page, root)
    if verb is None:
        return None
    lemma = page.lemmas[verb]
    leaving = lemma in _LEAVING
    if (
        not leaving
        and not any(
            page.dep[child] == "dobj"
            and (child in places or page.lemmas[child] in _GROUND or _part_of_ground(page, child))
            for child in page.children[verb]
        )
        and page.dep[verb] != "relcl"
    ):
        return None
    if leaving and not any(page.dep[child] in {"dobj", "prep"} for child in page.children[verb]):
        return None
    negated = any(page.dep[child] == "neg" for child in page.children[verb])
    place = _place_near(page, verb, page.right[verb], places)
    if place is None and page.dep[verb] == "relcl":
        head = page.head[verb]
        be = page.head[head]
        if page.dep[head] == "attr" and page.lemmas[be] == "be":
            # "X is the last town which Y holds"
            place = _place_near(page, page.left[be], be, places)
        else:
            place = _place_near(page, page.left[head], verb, places)
    return Aim(holder, hit.start, negated != leaving, None, "held by: holds", place is None, place)


def _part_of_ground(page: Page, token: int) -> bool:
    """Whether "any of the areas", "most of the town" stands here."""
    return any(
        page.lemmas[inner] in _GROUND
        for child in page.children[token]
        if page.words[child] == "of"
        for inner in page.children[child]
    )


def _no_presence(page: Page, hit: Hit, holder: str, places: set[int]) -> Aim | None:
    """Read "X has no presence", "there were no X forces", "no X fighters in the area"."""
    start, end = page.sentences[page.sentence_of[hit.start]]
    after = page.words[hit.end : min(end, hit.end + 6)]
    before = page.words[max(start, hit.start - 6) : hit.start]
    if "presence" in after and after[:1] != [","]:
        negated = bool({"no", "not", "n't"} & set(after)) or before[-1:] == ["no"]
        place = _place_near(page, start, end - 1, places)
        return Aim(holder, hit.start, negated, None, "held by: presence", place is None, place)
    verb = page.head[hit.end - 1]
    lacking = page.lemmas[verb] == "have" and any(
        page.dep[child] == "dobj"
        and page.lemmas[child] in _FORCES
        and any(page.words[det] == "no" for det in page.children[child])
        for child in page.children[verb]
    )
    if lacking and page.dep[hit.end - 1] == "nsubj":
        place = _place_near(page, start, end - 1, places)
        return Aim(holder, hit.start, True, None, "held by: no presence", place is None, place)
    there = "there" in before or (
        before[-1:] == ["no"] and page.words[hit.end : hit.end + 1] != ["-"]
    )
    if (
        there
        and before[-1:] == ["no"]
        and (set(page.lemmas[hit.end : hit.end + 2]) & _FORCES or "there" in before)
    ):
        place = _place_near(page, start, end - 1, places)
        return Aim(holder, hit.start, True, None, "held by: no presence", place is None, place)
    return None
