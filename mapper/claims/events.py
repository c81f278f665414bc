# ruff: noqa: PLR0911, PLR0912
# a list of cases with an answer each reads better whole than in parts
"""Strikes as a sentence tells them: triggers, gathered into events by clause.

A trigger is a noun or verb of bombing that stands with an aircraft, a weapon or an attacker,
so that storms that hit a town and workers who strike do not count.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from mapper.claims.attribution import Frames
from mapper.claims.page import Page
from mapper.claims.tables import Lexicon

__all__ = ["Event", "clause_of", "find_events"]

_CLAUSE_DEPS = frozenset(
    {
        "ROOT",
        "ccomp",
        "conj",
        "advcl",
        "relcl",
        "parataxis",
        "csubj",
        "acl",
        "pcomp",
        "xcomp",
        "dep",
    }
)
_MODIFIERS = frozenset({"amod", "compound", "nmod", "poss", "nummod", "det", "advmod", "npadvmod"})
_NOT_STRIKES = frozenset(
    [
        "hunger",
        "general",
        "labour",
        "labor",
        "worker",
        "workers",
        "union",
        "teachers",
        "nurses",
        "doctors",
        "rail",
        "train",
        "nationwide",
        "pay",
        "students",
        "heart",
        "panic",
        "cyber",
        "terror",
        "terrorist",
        "suicide",
        "knife",
        "stabbing",
        "gun",
        "shooting",
        "verbal",
        "personal",
        "arson",
        "acid",
        "shark",
    ]
)
_TALK = frozenset(
    [
        "talk",
        "talks",
        "issue",
        "meeting",
        "discussion",
        "concern",
        "question",
        "campaign",
        "prospect",
        "threat",
        "fear",
        "need",
        "end",
        "halt",
        "ceasefire",
        "stop",
        "suspension",
        "approval",
        "plan",
        "idea",
        "possibility",
        "risk",
        "call",
        "debate",
        "vote",
        "rhetoric",
        "policy",
        "safety",
        "agreement",
        "statement",
        "footage",
        "coordination",
        "co-ordination",
        "threaten",
        "plan",
        "vow",
        "prepare",
        "consider",
        "urge",
        "demand",
        "discuss",
        "condemn",
        "approve",
        "authorise",
        "authorize",
        "prevent",
        "avoid",
        "stop",
        "suspend",
        "limit",
        "de",
        "consult",
        "debate",
        "promise",
        "warn",
    ]
)
_IRREALIS = frozenset({"would", "could", "may", "might", "should", "must", "will", "shall"})
_NEGATIONS = frozenset({"not", "n't", "never", "no", "none", "neither", "nor", "without"})


@dataclass(slots=True)
class Event:
    """Strike words of one clause group of one sentence."""

    sentence: int
    clause: int
    """Token of the clause's head."""
    anchor: int
    """The trigger that best stands for it."""
    triggers: list[int]
    clauses: set[int]
    weapons: list[str] = field(default_factory=list)
    attackers: list[tuple[str, ...]] = field(default_factory=list)
    """Alternatives; several entries are several attackers side by side."""
    attacker_reason: str = ""
    unknown_attacker: bool = False
    negated: bool = False
    irrealis: bool = False
    ongoing: bool = False
    talk_only: bool = False
    weak: bool = False
    """Bare passive "was hit": counts only in a report about strikes."""


def clause_of(page: Page, token: int) -> int:
    """Return the head of the clause that a token stands in."""
    for _ in range(40):
        if page.pos[token] in {"VERB", "AUX"} and (
            page.dep[token] in _CLAUSE_DEPS
            or (page.dep[token] == "dobj" and page.tags[token] == "VBG")
        ):
            return token
        parent = page.head[token]
        if parent == token:
            return token
        token = parent
    return token


def _has_subject(page: Page, verb: int) -> bool:
    return any(page.dep[child] in {"nsubj", "nsubjpass", "expl"} for child in page.children[verb])


def _parent_clause(page: Page, clause: int, frames: Frames, triggers: set[int]) -> int:
    """Return the clause that this one only continues, or itself."""
    parent = page.head[clause]
    if parent == clause or clause in frames.verbs:
        return clause
    dep = page.dep[clause]
    joins = dep in {"xcomp", "acl", "prep"} or (dep == "pcomp" and not _has_subject(page, clause))
    if dep == "relcl":
        joins = parent in triggers or _hit_kind(page, parent) is not None
        # "three strikes near X on Monday, which engaged …": hung on the wrong noun
        joins = joins or (
            page.lemmas[clause]
            in {"engage", "hit", "destroy", "kill", "target", "damage", "strike", "wound"}
            and any(page.words[child] == "which" for child in page.children[clause])
            and any(
                page.sentence_of[trigger] == page.sentence_of[clause] and trigger < clause
                for trigger in triggers
            )
        )
    joins = joins or (
        dep == "advcl" and page.tags[clause] in {"VBG", "VBN"} and not _has_subject(page, clause)
    )
    if dep in {"advcl", "ccomp"} and page.tags[clause] == "VBG" and not _has_subject(page, clause):
        joins = True
    if dep == "conj" and not _has_subject(page, clause):
        joins = True
    if not joins:
        return clause
    upper = clause_of(page, parent)
    if upper == clause:
        return clause
    # "reported three strikes, which hit …": the noun is struck into the verb of saying
    return clause if upper in frames.verbs and dep != "relcl" else upper


def _hit_kind(page: Page, token: int) -> str | None:
    """Return the kind of weapon that a token belongs to; "air force" is an office as well."""
    hit = page.hit_at[token]
    if hit is None:
        return None
    for sense in page.hits_by_start[hit.start]:
        if sense.entry.table == "weapons" and sense.end == hit.end:
            return sense.entry.row["kind"]
    return None


def _is_attacker_word(page: Page, token: int) -> bool:
    hit = page.hit_at[token]
    return hit is not None and hit.entry.table in {"actors", "holders"}


def _modified(page: Page, noun: int) -> list[int]:
    """Return the words standing before a noun inside its phrase."""
    low = max(page.left[noun], noun - 8)
    return [
        token for token in range(low, noun) if page.sentence_of[token] == page.sentence_of[noun]
    ]


def _noun_trigger(page: Page, token: int, strength: str, about_strikes: bool) -> bool:
    before = _modified(page, token)
    words = {page.words[number] for number in before}
    if words & _NOT_STRIKES:
        return False
    kinds = {_hit_kind(page, number) for number in before}
    actors = any(_is_attacker_word(page, number) for number in before)
    if kinds & {"carrier", "munition", "strike"} or words & {"air", "aerial", "drone", "missile"}:
        return True
    lemma = page.lemmas[token]
    by = any(
        page.words[child] in {"by", "with", "from"}
        and any(
            _hit_kind(page, number) or _is_attacker_word(page, number)
            for number in range(child, page.right[child] + 1)
        )
        for child in page.children[token]
    )
    if page.lemmas[page.head[token]] in _REPELLING and page.dep[token] == "dobj":
        # "repelled six attacks": fighting on the ground, or nothing that came down
        return False
    if strength == "strong":
        return True
    if lemma in {"mission", "flight"} and about_strikes and _is_flown(page, token):
        return True
    if strength == "medium":
        if lemma == "strike" and page.words[max(0, token - 1)] == "on":
            return False
        target = any(
            page.words[child] in {"on", "against", "in", "at", "near"}
            for child in page.children[token]
        )
        return actors or by or target or about_strikes or _releases(page, token)
    return (
        by
        or (actors and about_strikes)
        or (about_strikes and lemma in {"attack", "mission", "assault", "massacre"} and bool(by))
    )


_REPELLING = frozenset({"repel", "repulse", "foil", "thwart", "avert", "prevent"})


def _is_flown(page: Page, noun: int) -> bool:
    """Whether counted missions are flown: "its jets flew 30 missions"."""
    verb = page.head[noun]
    return (
        page.dep[noun] == "dobj"
        and page.lemmas[verb] in {"fly", "conduct", "carry", "perform"}
        and any(page.dep[child] == "nummod" for child in page.children[noun])
        and any(
            _hit_kind(page, number) == "carrier" or _is_attacker_word(page, number)
            for child in page.children[verb]
            if page.dep[child] == "nsubj"
            for number in range(max(page.left[child], child - 8), child + 1)
        )
    )


def _releases(page: Page, token: int) -> bool:
    """Whether "one strike destroyed", "three strikes engaged" is told here."""
    return any(page.dep[child] == "nummod" for child in page.children[token])


def _verb_trigger(page: Page, token: int, strength: str, about_strikes: bool) -> tuple[bool, bool]:
    """Return (is a trigger, is only a weak one)."""
    if strength == "strong":
        return True, False
    if page.lemmas[token] in {"strike", "hit", "blast"} and any(
        page.dep[child] == "prt" and page.words[child] in {"off", "up", "down", "back"}
        for child in page.children[token]
    ):
        # a rocket that blasts off, a court that strikes down, a minister who hits back
        return False, False
    armed = actor = False
    passive = page.tags[token] == "VBN" and not any(
        page.words[child] in {"has", "have", "had", "'ve", "having"} and page.dep[child] == "aux"
        for child in page.children[token]
    )
    pronoun = False
    target = False
    parent = page.head[token]
    inherited: list[int] = []
    if page.dep[token] == "conj" and page.pos[parent] == "VERB" and not _has_subject(page, token):
        inherited = [child for child in page.children[parent] if page.dep[child] == "nsubj"]
    for child in (*page.children[token], *inherited):
        dep = page.dep[child]
        if dep not in {"nsubj", "dobj", "agent", "prep", "nsubjpass", "pobj", "dative"}:
            continue
        low, high = page.left[child], page.right[child]
        if dep in {"nsubj"}:
            high = min(high, child + 12)
            pronoun = pronoun or page.words[child] in {"they", "it", "we", "he"}
        for number in range(low, min(high, token + 25) + 1):
            kind = _hit_kind(page, number)
            lemma = page.lemmas[number]
            if (
                (kind and dep in {"nsubj", "agent"})
                or (
                    kind in {"munition", "strike"}
                    and (dep == "dobj" or page.words[child] in {"with", "in", "by"})
                )
                or (kind == "carrier" and page.words[child] in {"by", "from"})
                or (
                    dep in {"nsubj", "agent"}
                    and lemma
                    in {
                        "strike",
                        "raid",
                        "bombing",
                        "bombardment",
                        "attack",
                        "shelling",
                        "blast",
                        "explosion",
                        "salvo",
                        "barrage",
                    }
                )
                or (
                    dep == "dobj"
                    and lemma
                    in {
                        "strike",
                        "raid",
                        "sortie",
                        "mission",
                        "bombing",
                        "bombardment",
                        "operation",
                    }
                    and strength == "carrier"
                )
            ):
                armed = True
            if dep in {"nsubj", "agent"} and _is_attacker_word(page, number):
                actor = True
            if dep in {"dobj", "nsubjpass"} and _is_attacker_word(page, number):
                target = True
    if page.dep[token] in {"acl", "relcl"} and page.lemmas[page.head[token]] in {
        "strike",
        "airstrike",
        "raid",
        "missile",
        "rocket",
        "attack",
        "bombing",
        "drone",
        "warplane",
        "jet",
        "aircraft",
        "shelling",
        "bomb",
        "shell",
        "plane",
    }:
        armed = True
    if strength == "carrier" and not armed:
        armed = _carries_out_strikes(page, token)
    if armed:
        return True, False
    if strength in {"medium"}:
        if passive:
            return about_strikes, True
        if target and about_strikes and not actor:
            return True, True
        return (actor and about_strikes) or (pronoun and about_strikes), not actor
    if strength == "weak" and about_strikes and page.lemmas[token] in _RUINING:
        # "was destroyed near X", "its forces destroyed two radars"
        return passive or actor or _own_subject(page, token), True
    if strength == "weak" and about_strikes and page.lemmas[token] in {"aim", "attack"}:
        return actor or pronoun, True
    return False, False


_RUINING = frozenset({"destroy", "neutralise", "neutralize", "flatten", "demolish"})


def _own_subject(page: Page, verb: int) -> bool:
    """Whether "its forces", "our troops" is the subject."""
    return any(
        page.dep[child] == "nsubj"
        and any(page.words[other] in {"its", "our", "their"} for other in page.children[child])
        for child in page.children[verb]
    )


def _carries_out_strikes(page: Page, verb: int) -> bool:
    """Whether "carried out what they called precise aerial operations" is told here."""
    words = page.lemmas[verb : min(page.right[verb], verb + 10) + 1]
    return (
        page.lemmas[verb] in {"carry", "conduct"}
        and bool({"aerial", "air"} & set(words))
        and bool({"operation", "strike", "mission", "raid"} & set(words))
    )


def _is_about_strikes(page: Page, lexicon: Lexicon) -> bool:
    """Whether a report speaks of strikes from the air or by missile at all."""
    for hit in page.hits:
        if hit.entry.table == "weapons" and hit.entry.row["kind"] in {"strike", "munition"}:
            return True
        if hit.entry.table == "weapons" and hit.entry.name in {"drone", "helicopter", "aircraft"}:
            return True
    return any(
        lemma in lexicon.event_verbs and lexicon.event_verbs[lemma]["strength"] == "strong"
        for lemma in set(page.lemmas)
    )


_INDUSTRIAL = frozenset(
    [
        "dockers",
        "union",
        "unions",
        "wage",
        "wages",
        "pay",
        "walkout",
        "picket",
        "stoppage",
        "strikers",
        "labour",
        "labor",
        "employers",
        "workers",
        "ballot",
        "overtime",
    ]
)
_GROUND_WORDS = frozenset(
    [
        "clash",
        "clashes",
        "gunfire",
        "gunmen",
        "gunbattle",
        "firefight",
        "mine",
        "landmine",
        "suicide",
        "stabbing",
        "stampede",
        "flood",
        "floods",
        "earthquake",
        "crash",
        "collision",
        "war",
        "fighting",
        "conflict",
        "escalation",
    ]
)


def _add_harm(page: Page, lexicon: Lexicon, found: dict[int, bool], place_tokens: set[int]) -> None:
    """Let "in X three people were killed" tell of a strike on X, close behind another one."""
    near = {page.sentence_of[token] for token in found}
    for number_of_token, lemma in enumerate(page.lemmas):
        token = number_of_token
        row = lexicon.event_verbs.get(lemma)
        harmful = page.pos[token] == "VERB" and row is not None and row["strength"] == "harm"
        if lemma == "damage" and page.dep[token] in {"nsubj", "nsubjpass"}:
            harmful, token = True, page.head[token]
        if not harmful or token in found:
            continue
        number = page.sentence_of[token]
        if number in near:
            if page.tags[token] not in {"VBD", "VBZ", "VBP"} or not _has_subject(page, token):
                continue
            if any(page.left[token] <= other <= page.right[token] for other in found):
                continue
        elif not near & {number - 1, number - 2}:
            continue
        start, end = page.sentences[number]
        if (
            _GROUND_WORDS & set(page.words[start:end])
            or {"since", "total"} & set(page.words[start:end])
            or _negated_people(page, token)
        ):
            continue
        if any(page.left[token] <= place <= page.right[token] for place in place_tokens):
            found[token] = True


def _negated_people(page: Page, verb: int) -> bool:
    return any(
        page.words[child] in {"nobody", "none"}
        or any(page.words[other] == "no" for other in page.children[child])
        for child in page.children[verb]
        if page.dep[child] in {"nsubjpass", "nsubj", "dobj"}
    ) or _negated(page, verb)


def _find_triggers(page: Page, lexicon: Lexicon, frames: Frames) -> dict[int, bool]:
    """Return trigger token -> whether it is only a weak one."""
    about = _is_about_strikes(page, lexicon)
    if len(_INDUSTRIAL & set(page.words)) >= 2 and not any(
        hit.entry.table == "weapons" and hit.entry.row["kind"] == "strike" for hit in page.hits
    ):
        return {}
    found: dict[int, bool] = {}
    if not about and not {"strike", "strikes", "raid", "raids", "bombing", "shelling"} & set(
        page.words
    ):
        return found
    for hit in page.hits:
        if hit.entry.table == "weapons" and hit.entry.row["kind"] == "strike":
            found[hit.end - 1] = False
    for token, lemma in enumerate(page.lemmas):
        if token in found or token in frames.verbs:
            continue
        pos = page.pos[token]
        firing = lemma in {"firing", "launching"} and page.head[token] in frames.verbs
        if (pos == "NOUN" and firing) or (about and _comes_under(page, token)):
            found[token] = True
        elif about and _sets_ablaze(page, token):
            found[token] = False
        elif pos in {"NOUN", "PROPN"} and lemma in lexicon.event_nouns:
            if _noun_trigger(page, token, lexicon.event_nouns[lemma]["strength"], about):
                found[token] = False
        elif pos == "VERB" and lemma in lexicon.event_verbs:
            strength = lexicon.event_verbs[lemma]["strength"]
            if strength == "harm":
                strength = "weak"
            is_trigger, weak = _verb_trigger(page, token, strength, about)
            if not is_trigger and about and strength in {"carrier", "medium", "weak"}:
                around = frames.around(page.sentence_of[token], token)
                is_trigger = weak = bool(around and around[0].mode == "deny")
            if is_trigger:
                found[token] = weak
    return found


def _comes_under(page: Page, token: int) -> bool:
    """Whether a place "came under fire", "is under bombardment"."""
    above = page.head[token]
    return (
        page.lemmas[token] in {"fire", "shellfire", "attack", "bombardment", "shelling"}
        and page.dep[token] == "pobj"
        and page.words[above] == "under"
        and page.lemmas[page.head[above]] == "come"
    )


def _sets_ablaze(page: Page, token: int) -> bool:
    """Whether "shells set houses ablaze", "rockets set a depot on fire" is told."""
    if page.lemmas[token] != "set" or page.pos[token] != "VERB":
        return False
    armed = any(
        page.dep[child] == "nsubj" and _hit_kind(page, child) in {"munition", "carrier", "strike"}
        for child in page.children[token]
    )
    words = set(page.words[token : min(page.right[token], token + 10) + 1])
    return armed and bool(words & {"ablaze", "alight", "fire"})


def _negated(page: Page, token: int) -> bool:
    return any(
        page.dep[child] == "neg"
        or (
            page.words[child] in _NEGATIONS
            and page.dep[child] in {"det", "neg", "advmod", "preconj"}
        )
        for child in page.children[token]
    )


def _judge(page: Page, event: Event) -> None:
    """Say whether the event is denied, only thought of, or a campaign without a day."""
    clause = event.clause
    for token in event.triggers:
        if page.pos[token] != "VERB" and _negated(page, token) and page.dep[token] == "dobj":
            event.negated = True
    for token in event.triggers:
        if page.pos[token] == "VERB" and any(
            page.dep[child] == "dobj"
            and any(page.words[other] == "no" for other in page.children[child])
            for child in page.children[token]
        ):
            event.negated = True
    for token in {clause, *(token for token in event.triggers if page.pos[token] == "VERB")}:
        if _negated(page, token):
            event.negated = True
        auxiliaries = {
            page.words[child]
            for child in page.children[token]
            if page.dep[child] in {"aux", "auxpass"}
        }
        if auxiliaries & _IRREALIS and "have" not in auxiliaries:
            event.irrealis = True
        told = page.lemmas[token] in {"kill", "wound", "injure"}
        if auxiliaries & {"has", "have", "'ve"} and "would" not in auxiliaries and not told:
            event.ongoing = True
        if auxiliaries & {"is", "are", "'re", "'s", "am"} and page.tags[token] == "VBG":
            event.ongoing = True
        if (
            "to" in auxiliaries
            and page.dep[token] in {"xcomp", "advcl", "acl", "relcl", "ROOT", "ccomp"}
            and page.pos[page.head[token]] in {"VERB", "ADJ", "AUX"}
        ) and page.lemmas[page.head[token]] not in {
            "appear",
            "begin",
            "start",
            "continue",
            "seem",
            "use",
            "manage",
        }:
            event.irrealis = True
        if any(
            page.words[child] in {"if", "whether", "unless"} and page.dep[child] == "mark"
            for child in page.children[token]
        ):
            event.irrealis = True
    if page.pos[event.anchor] in {"NOUN", "PROPN"}:
        for ancestor in page.ancestors(event.anchor, 5):
            if ancestor in event.triggers and page.pos[ancestor] == "VERB":
                break
            if page.lemmas[ancestor] in _TALK:
                event.talk_only = True
            if page.pos[ancestor] in {"VERB", "AUX"}:
                break


_RANK = {"strong": 0, "medium": 1, "carrier": 2, "weak": 3, "harm": 4}


def _anchor(page: Page, triggers: list[int], lexicon: Lexicon) -> int:
    def rank(token: int) -> tuple[int, int, int]:
        hit = page.hit_at[token]
        if hit and hit.entry.table == "weapons":
            return (0, 0, token)
        row = (
            lexicon.event_verbs.get(page.lemmas[token])
            if page.pos[token] == "VERB"
            else lexicon.event_nouns.get(page.lemmas[token])
        )
        return (1, _RANK.get(row["strength"], 5) if row else 5, token)

    return min(triggers, key=rank)


def find_events(
    page: Page, lexicon: Lexicon, frames: Frames, place_tokens: set[int]
) -> list[Event]:
    """Return the events of a report in reading order."""
    triggers = _find_triggers(page, lexicon, frames)
    if not triggers:
        return []
    _add_harm(page, lexicon, triggers, place_tokens)
    own = set(triggers)
    parents: dict[int, int] = {}

    def root_clause(clause: int) -> int:
        for _ in range(12):
            upper = parents.get(clause)
            if upper is None:
                upper = _parent_clause(page, clause, frames, own)
                if upper != clause and _starts_anew(page, clause, own, place_tokens):
                    upper = clause
                parents[clause] = upper
            if upper == clause:
                return clause
            clause = upper
        return clause

    groups: dict[tuple[int, int], list[int]] = {}
    clauses: dict[tuple[int, int], set[int]] = {}
    for token in sorted(triggers):
        clause = clause_of(page, token)
        root = root_clause(clause)
        if page.sentence_of[root] != page.sentence_of[token]:
            root = clause
        key = (page.sentence_of[token], root)
        groups.setdefault(key, []).append(token)
        clauses.setdefault(key, set()).update({clause, root})
    events = []
    for (sentence, root), tokens in sorted(groups.items(), key=lambda item: item[1][0]):
        event = Event(
            sentence=sentence,
            clause=root,
            anchor=_anchor(page, tokens, lexicon),
            triggers=tokens,
            clauses=clauses[sentence, root],
            weak=all(triggers[token] for token in tokens),
        )
        event.weapons = _weapons(page, event)
        _judge(page, event)
        around = frames.around(sentence, event.anchor)
        if around and around[0].mode == "accuse":
            event.irrealis = False
        events.append(event)
    _extend_clauses(page, events, root_clause)
    return events


def _extend_clauses(page: Page, events: list[Event], root_clause: object) -> None:
    """Give every clause that only continues an event's clause to that event."""
    by_root = {(event.sentence, event.clause): event for event in events}
    for number in {event.sentence for event in events}:
        start, end = page.sentences[number]
        for token in range(start, end):
            if page.pos[token] in {"VERB", "AUX"} and page.dep[token] in _CLAUSE_DEPS:
                event = by_root.get((number, root_clause(token)))  # type: ignore[operator]
                if event:
                    event.clauses.add(token)


def _starts_anew(page: Page, clause: int, triggers: set[int], place_tokens: set[int]) -> bool:
    """Whether "… and shelled Y" tells of another place than the clause before it."""
    if page.dep[clause] != "conj":
        return False
    if clause not in triggers and not any(child in triggers for child in page.children[clause]):
        return False
    low, high = clause, page.right[clause]
    if not any(low <= token <= high for token in place_tokens):
        return False
    upper = page.head[clause]
    return any(page.left[upper] <= token < clause for token in place_tokens)


def _weapons(page: Page, event: Event) -> list[str]:
    found: list[str] = []
    start, end = page.sentences[event.sentence]
    for token in range(start, end):
        hit = page.hit_at[token]
        if (
            hit
            and hit.entry.table == "weapons"
            and hit.start == token
            and clause_of(page, token) in event.clauses
        ) and hit.entry.name not in found:
            found.append(hit.entry.name)
    return found
