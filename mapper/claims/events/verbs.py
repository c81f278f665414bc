# ruff: noqa: PLR0911
# a list of cases with an answer each reads better whole than in parts
"""Whether a verb tells a strike: "bombed", "hit", "carried out", by what stands around it.

Storms that hit a town, rockets that blast off and courts that strike down are none.
"""

from __future__ import annotations

from dataclasses import dataclass

from mapper.claims.events.deeds import is_thing
from mapper.claims.events.nouns import are_fighters, is_of_peace
from mapper.claims.events.weapons import hit_kind, is_attacker_word, is_what_strikes_do
from mapper.claims.grammar import (
    ACTED_ON,
    DOERS,
    NOUN_CLAUSES,
    SUBJECTS,
    agent_of,
    child_of,
    has_subject,
    supposed_above,
)
from mapper.claims.page import Page
from mapper.claims.tables import load_lexicon, word_list

__all__ = ["comes_under", "sets_ablaze", "verb_trigger"]


def verb_trigger(page: Page, token: int, strength: str, about_strikes: bool) -> tuple[bool, bool]:
    """Return (is a trigger, is only a weak one)."""
    if strength == "strong":
        return not _has_particle(page, token, "out"), False  # "shelled out a million"
    if strength == "falling":
        return _comes_down(page, token), False
    if strength == "sending":
        return about_strikes and _sends_at(page, token), False
    if _means_another_thing(page, token):
        return False, False
    around = _look_around(page, token, strength)
    if around.armed:
        return True, False
    if not about_strikes or _is_done_on_foot(page, token):
        return False, strength == "medium"
    if any(
        page.dep[child] in DOERS and page.lemmas[child] in _WRECKAGE
        for child in page.children[token]
    ):
        return True, True
    if strength == "medium":
        return _medium(page, token, around)
    if strength == "weak" and page.lemmas[token] in _RUINING:
        # "was destroyed near X", "its forces destroyed two radars"
        told = _is_participle(page, token) or around.actor or _own_subject(page, token)
        return told, True
    if strength == "weak" and page.lemmas[token] in {"aim", "attack"}:
        return around.actor or around.pronoun or _is_thing_attacked(page, token), True
    return False, False


def _is_thing_attacked(page: Page, verb: int) -> bool:
    """Whether "the port of X was attacked" is told and nothing says that men on foot did it."""
    start, end = page.sentences[page.sentence_of[verb]]
    lexicon = load_lexicon()
    return (
        page.lemmas[verb] == "attack"
        and _BY_MEN.isdisjoint(page.words[start:end])
        and any(
            page.dep[child] == "nsubjpass"
            and (is_thing(page.lemmas[child], lexicon) or page.tags[child] == "NNP")
            for child in page.children[verb]
        )
    )


_BY_MEN = word_list("on foot") | word_list("by ground")


def _has_particle(page: Page, verb: int, particle: str) -> bool:
    return any(
        page.dep[child] == "prt" and page.words[child] == particle for child in page.children[verb]
    )


def _is_done_on_foot(page: Page, verb: int) -> bool:
    """Whether gunmen, a mine, a sniper or an earthquake do it, or soldiers raid a house."""
    others = _ON_FOOT | _NATURE
    others = others | _RAIDERS if page.lemmas[verb] == "raid" else others
    agent = agent_of(page, verb)
    doers = [child for child in page.children[verb] if page.dep[child] in DOERS]
    doers += [agent] if agent is not None else []
    if page.lemmas[verb] == "attack" and any(are_fighters(page, doer) for doer in doers):
        return True
    return any(page.lemmas[doer] in others for doer in doers)


_ON_FOOT = frozenset({"gunman", "gunmen", "sniper", "assassin", "knifeman", "landmine", "hijacker"})


_NATURE = word_list("nature")
_RAIDERS = word_list("raiders")
"""Who raids on foot where no aircraft is told of."""


@dataclass(slots=True)
class _Around:
    """What stands around a verb."""

    armed: bool = False
    """A weapon, an aircraft or a strike."""
    actor: bool = False
    """A party to the war that does it."""
    target: bool = False
    """A party to the war that it is done to."""
    pronoun: bool = False
    """"They", "one of them": whoever was told of before."""


def _means_another_thing(page: Page, verb: int) -> bool:
    """Whether a rocket blasts off, a court strikes down, or a drone is destroyed in the air."""
    if page.lemmas[verb] in {"strike", "hit", "blast"} and any(
        page.dep[child] == "prt" and page.words[child] in {"off", "up", "down", "back"}
        for child in page.children[verb]
    ):
        return True
    if page.lemmas[verb] == "carry" and not _has_particle(page, verb, "out"):
        strikes = page.lemmas[max(page.left[verb], verb - _BEFORE) : page.right[verb] + 1]
        if _STRIKING.isdisjoint(strikes) and _FLOWN.isdisjoint(strikes):
            return True  # "the plane carried the body"
    if page.lemmas[verb] in _BEARING and any(
        page.dep[child] in ACTED_ON and page.lemmas[child] in _IN_PEACE
        for child in page.children[verb]
    ):
        return True  # "dropped leaflets", "a plane carrying aid"
    if page.lemmas[verb] in {"land", "crash", "fall"} and _goes_its_way(page, verb):
        return True
    if page.lemmas[verb] in {"hit", "strike", "target", "slap"} and any(
        page.words[child] == "with"
        and not _NOT_OF_WAR.isdisjoint(page.words[child : page.right[child] + 1])
        for child in page.children[verb]
    ):
        return True  # "hit the country with sanctions"
    return page.lemmas[verb] in _RUINING and _is_interception(page, verb)


_BEARING = frozenset({"drop", "carry", "land", "launch", "send"})
_WAYS_OF_NUMBERS = frozenset({"to", "by", "from", "below"})


def _goes_its_way(page: Page, verb: int) -> bool:
    """Whether "a plane landed in X", "a jet crashed", "attacks have fallen by half" is told."""
    subject = child_of(page, verb, frozenset({"nsubj"}))
    if subject is None:
        return False
    if page.lemmas[verb] == "fall":
        counted = hit_kind(page, subject) == "strike" or page.lemmas[subject] in _STRIKING
        return counted and any(
            page.words[child] in _WAYS_OF_NUMBERS for child in page.children[verb]
        )
    hit = page.hit_at[subject]
    return hit is not None and hit.entry.name in {"aircraft", "helicopter"}


_NOT_OF_WAR = word_list("not of war")
_IN_PEACE = word_list("dropped in peace")


def _medium(page: Page, verb: int, around: _Around) -> tuple[bool, bool]:
    """Read "hit" and "struck" without a weapon, in a report about strikes."""
    if _is_participle(page, verb) or (around.target and not around.actor):
        return True, True
    return around.actor or around.pronoun, not around.actor


def _is_participle(page: Page, verb: int) -> bool:
    """Whether "was hit", "hit by" and not "has hit" is told."""
    return page.tags[verb] == "VBN" and not any(
        page.words[child] in {"has", "have", "had", "'ve", "having"} and page.dep[child] == "aux"
        for child in page.children[verb]
    )


def _look_around(page: Page, verb: int, strength: str) -> _Around:
    """Return what stands around a verb, in its subject, its objects and behind its prepositions."""
    around = _Around()
    for child in (*page.children[verb], *_inherited(page, verb)):
        if page.dep[child] not in _BESIDE:
            continue
        high = page.right[child]
        if page.dep[child] == "nsubj":
            high = min(high, child + 12)
            around.pronoun = around.pronoun or _is_pronoun(page, child)
            around.armed = around.armed or (
                strength != "weak" and _is_one_of_those(page, child, verb)
            )
        for token in range(page.left[child], min(high, verb + 25) + 1):
            around.armed = around.armed or _arms(page, verb, child, token, strength)
            if is_attacker_word(page, token):
                around.actor = around.actor or page.dep[child] in DOERS
                around.target = around.target or (
                    page.dep[child] in ACTED_ON and not _is_capital(page, token)
                )
    around.armed = around.armed or _sends_at(page, verb)
    told_of = (
        page.dep[verb] in NOUN_CLAUSES
        and page.lemmas[page.head[verb]] in _ARMS
        and not is_of_peace(page, page.head[verb])
    )
    carried = strength == "carrier" and _carries_out_strikes(page, verb)
    around.armed = around.armed or told_of or carried or _stands_armed(page, verb)
    return around


def _stands_armed(page: Page, verb: int) -> bool:
    """Whether bombs stand before "were dropped" though the day before them took them for its own.

    "On Friday guided bombs were dropped": the parser leaves the verb without a subject.
    """
    if is_what_strikes_do(page, verb):
        return True
    first = min((one for one in page.children[verb] if page.dep[one] == "auxpass"), default=0)
    return (
        first > 0
        and page.dep[first - 1] == "pobj"
        and hit_kind(page, first - 1) in {"munition", "strike"}
        and not has_subject(page, verb)
    )


def _sends_at(page: Page, verb: int) -> bool:
    """Whether drones are sent somewhere: "launched 47 drones at X", "sent drones against Y"."""
    if page.lemmas[verb] not in _SENDING:
        return False
    sent = [
        child
        for child in page.children[verb]
        if page.dep[child] in ACTED_ON and hit_kind(page, child) in {"munition", "carrier"}
    ]
    return any(
        page.words[prep] in _AT and page.dep[prep] == "prep"
        for above in (verb, *sent)
        for prep in page.children[above]
        if sent and page.right[prep] > prep
    )


_SENDING = frozenset({"launch", "fire", "send", "direct", "use", "unleash"})
_AT = frozenset({"at", "against", "toward", "towards", "into", "onto"})


def _is_capital(page: Page, token: int) -> bool:
    """Whether a town's name, which may stand for its state, is where a thing was hit."""
    hit = page.hit_at[token]
    return hit is not None and hit.entry.sense == "metonym"


_BESIDE = frozenset({"nsubj", "csubj", "dobj", "agent", "prep", "nsubjpass", "pobj", "dative"})


def _inherited(page: Page, verb: int) -> list[int]:
    """Return the subject of the verb before: "jets came and bombed", "seem to have struck"."""
    parent = page.head[verb]
    joined = page.dep[verb] == "conj" or (page.dep[verb] == "advcl" and page.tags[verb] == "VBG")
    if joined and page.pos[parent] in {"VERB", "AUX"} and not has_subject(page, verb):
        return [child for child in page.children[parent] if page.dep[child] in SUBJECTS]
    if page.dep[verb] == "xcomp" and page.lemmas[parent] in {"appear", "seem", "believe", "think"}:
        return [child for child in page.children[parent] if page.dep[child] in SUBJECTS]
    thought = supposed_above(page, verb)
    if thought is not None:
        return [child for child in page.children[thought] if page.dep[child] == "nsubj"]
    return []


def _is_pronoun(page: Page, token: int) -> bool:
    return page.words[token] in {"they", "it", "we", "he"} or (
        page.words[token] in _SOME and page.words[token + 1 : token + 3] == ["of", "them"]
    )


def _is_one_of_those(page: Page, subject: int, verb: int) -> bool:
    """Whether "one hit a house" is told of the drones named just before it."""
    start, _ = page.sentences[max(0, page.sentence_of[verb] - 1)]
    return (
        page.words[subject] in _SOME | {"others", "another"}
        and not page.children[subject]
        and any(
            hit_kind(page, token) in {"munition", "carrier", "strike"}
            for token in range(max(start, subject - _BEFORE), subject)
        )
    )


_BEFORE = 20


def _arms(page: Page, verb: int, child: int, token: int, strength: str) -> bool:
    """Whether a word in one of a verb's phrases makes it a strike."""
    kind, lemma, dep = hit_kind(page, token), page.lemmas[token], page.dep[child]
    does = dep in DOERS | {"csubj"} or child in _inherited(page, verb)
    if does and (kind or lemma in _STRIKING):
        return kind is not None or not is_of_peace(page, token)
    if kind in {"munition", "strike"}:
        if dep in ACTED_ON or page.words[child] in {"with", "in", "by"}:
            return True
    elif kind == "carrier" and page.words[child] in {"by", "from"}:
        return True
    if lemma in {"drone", "uav"} and (page.words[child] == "with" or _is_sent(page, child)):
        return True
    flown = dep in {"dobj", "nsubjpass"} and (lemma != "operation" or _is_aerial(page, token))
    return strength == "carrier" and flown and lemma in _FLOWN


def _is_aerial(page: Page, operation: int) -> bool:
    """Whether an operation is one of aircraft: others are fought on the ground."""
    return not _AERIAL.isdisjoint(page.words[at] for at in page.children[operation])


_AERIAL = frozenset({"air", "aerial", "bombing", "drone", "airborne"})


def _is_sent(page: Page, drone: int) -> bool:
    """Whether "sent drones at X", "launched drones against Y" is told."""
    verb = page.head[drone]
    return page.dep[drone] == "dobj" and any(
        page.words[child] in {"at", "against", "into", "on", "onto", "towards", "toward"}
        for child in (*page.children[verb], *page.children[drone])
    )


_ARMS = word_list("arms")
_FLOWN = word_list("flown")
_STRIKING = word_list("striking")
_RUINING = word_list("ruining")


def _comes_down(page: Page, verb: int) -> bool:
    """Whether "a missile came down on", "shells went through", "jets blew up" is told."""
    way = {
        page.words[child]
        for child in page.children[verb]
        if page.dep[child] in {"prt", "prep", "advmod"}
    }
    return bool(way & _DOWNWARDS[page.lemmas[verb]]) and any(
        page.dep[child] == "nsubj"
        and (
            _is_one_of_those(page, child, verb)
            or any(
                hit_kind(page, token) in {"munition", "carrier", "strike"}
                for token in range(
                    max(page.left[child], child - 6), min(page.right[child], child + 4) + 1
                )
            )
        )
        for child in page.children[verb]
    )


_SOME = word_list("some")
_WRECKAGE = word_list("wreckage")
"""What falls from drones and missiles shot down."""

_DOWNWARDS = {
    "come": frozenset({"down", "through"}),
    "go": frozenset({"through", "into"}),
    "blow": frozenset({"up", "apart"}),
    "burst": frozenset({"through", "over", "in", "on"}),
    "plunge": frozenset({"into", "through", "on"}),
}


def _is_interception(page: Page, verb: int) -> bool:
    """Whether what is destroyed is a drone or missile in the air, which struck nobody."""
    shot = any(
        page.dep[child] in ACTED_ON and hit_kind(page, child) in {"munition", "carrier"}
        for child in page.children[verb]
    )
    near = page.words[page.left[verb] : min(page.right[verb], verb + 25) + 1]
    return shot and bool({"defence", "defences", "defense", "defenses", "over"} & set(near))


def _own_subject(page: Page, verb: int) -> bool:
    """Whether "its forces", "our troops" is the subject."""
    return any(
        page.dep[child] == "nsubj"
        and any(page.words[other] in {"its", "our", "their"} for other in page.children[child])
        for child in page.children[verb]
    )


def _carries_out_strikes(page: Page, verb: int) -> bool:
    """Whether "carried out what they called precise aerial operations" is told here."""
    passive = any(page.dep[child] == "nsubjpass" for child in page.children[verb])
    first = max(page.left[verb], verb - 10) if passive else verb
    words = page.lemmas[first : min(page.right[verb], verb + 10) + 1]
    return (
        page.lemmas[verb] in {"carry", "conduct"}
        and bool({"aerial", "air"} & set(words))
        and bool({"operation", "strike", "mission", "raid"} & set(words))
    )


def comes_under(page: Page, token: int) -> bool:
    """Whether a place "came under fire", "is under bombardment"."""
    above = page.head[token]
    return (
        page.lemmas[token] in {"fire", "shellfire", "attack", "bombardment", "shelling"}
        and page.dep[token] == "pobj"
        and page.words[above] == "under"
        and page.lemmas[page.head[above]] == "come"
    )


_FIRES = frozenset({"fire", "fires", "blaze", "blazes"})
_MAKING = {
    "set": frozenset({"ablaze", "alight", "fire"}),
    "cause": _FIRES | {"damage", "destruction"},
    "spark": _FIRES,
    "start": _FIRES,
    "trigger": _FIRES,
    "leave": frozenset({"crater", "craters", "ruins", "rubble", "ablaze"}),
    "bring": frozenset({"down"}),
    "put": frozenset({"service", "action", "operation"}),
    "knock": frozenset({"out", "down", "offline"}),
    "cut": frozenset({"half", "two", "power"}),
    "turn": frozenset({"rubble", "ruins", "dust", "ashes"}),
    "reduce": frozenset({"rubble", "ruins", "dust", "ashes"}),
}


def sets_ablaze(page: Page, token: int) -> bool:
    """Whether "shells set houses ablaze", "a block was cut in half by a missile" is told."""
    if page.lemmas[token] not in _MAKING or page.pos[token] != "VERB":
        return False
    by = agent_of(page, token)
    armed = by is not None and hit_kind(page, by) in {"munition", "strike", "carrier"}
    armed = armed or any(
        page.dep[child] == "nsubj"
        and (hit_kind(page, child) is not None or page.lemmas[child] in _WRECKAGE)
        for child in (*page.children[token], *_inherited(page, token))
    )
    words = set(page.words[token : min(page.right[token], token + 10) + 1])
    return armed and bool(words & _MAKING[page.lemmas[token]])
