# ruff: noqa: PLR0911
# a list of cases with an answer each reads better whole than in parts
"""Whether a noun tells a strike: "raid", "bombing", "attack".

The weaker ones count only with an aircraft, a weapon or an attacker beside them. Hunger strikes,
knife attacks and assaults repelled on the ground are none.
"""

from __future__ import annotations

from mapper.claims.events.deeds import HURTING, is_thing
from mapper.claims.events.weapons import hit_kind, is_attacker_word
from mapper.claims.grammar import MODIFIERS, agent_of
from mapper.claims.page import Page
from mapper.claims.tables import load_lexicon, word_list

__all__ = ["are_fighters", "is_of_peace", "lies_on_thing", "noun_trigger"]

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
        "arrest",
        "police",
        "search",
        "commando",
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


def _modified(page: Page, noun: int) -> list[int]:
    """Return the words standing before a noun inside its phrase."""
    low = max(page.left[noun], noun - 8)
    return [
        token for token in range(low, noun) if page.sentence_of[token] == page.sentence_of[noun]
    ]


def is_of_peace(page: Page, noun: int) -> bool:
    """Whether "rail strikes", "a heart attack" is told."""
    if page.lemmas[noun] in _OF_ANYTHING and any(
        page.words[child] == "of"
        and not any(hit_kind(page, at) for at in range(child, page.right[child] + 1))
        for child in page.children[noun]
    ):
        return True  # "a barrage of questions"
    if any(
        page.dep[child] in MODIFIERS and page.words[child] in _FIGHTERS
        for child in page.children[noun]
    ) and not any(hit_kind(page, number) for number in _modified(page, noun)):
        return True  # "a militant attack"
    return not _NOT_STRIKES.isdisjoint(page.words[number] for number in _modified(page, noun))


_FIGHTERS = word_list("fighting on foot")
_OF_ANYTHING = frozenset({"barrage", "salvo", "volley", "fusillade"})


def noun_trigger(page: Page, token: int, strength: str, about_strikes: bool) -> bool:
    """Whether a noun of bombing tells a strike where it stands."""
    before = _modified(page, token)
    words = {page.words[number] for number in before}
    if is_of_peace(page, token) or _is_named_so(page, token):
        return False
    kinds = {hit_kind(page, number) for number in before}
    actors = any(is_attacker_word(page, number) for number in before)
    if kinds & {"carrier", "munition", "strike"} or words & {"air", "aerial", "drone", "missile"}:
        return True
    lemma = page.lemmas[token]
    by = any(
        page.words[child] in {"by", "with", "from"}
        and any(
            hit_kind(page, number) or is_attacker_word(page, number)
            for number in range(child, page.right[child] + 1)
        )
        for child in page.children[token]
    )
    if page.lemmas[page.head[token]] in _REPELLING and page.dep[token] == "dobj":
        # "repelled six attacks": fighting on the ground, or nothing that came down
        return False
    if strength == "strong":
        return True
    if lemma == "attack" and not by and _is_done_by_fighters(page, token):
        return False
    if lemma in {"mission", "flight"} and about_strikes and _is_flown(page, token):
        return True
    if strength == "medium":
        if lemma == "strike" and page.words[max(0, token - 1)] == "on":
            return False
        told = page.head[token] if page.lemmas[page.head[token]] in _REPORTING else token
        target = any(
            page.words[child] in {"on", "against", "in", "at", "near"}
            for child in (*page.children[token], *page.children[told])
        )
        return actors or by or target or about_strikes or _releases(page, token)
    return (
        by
        or (actors and about_strikes and lemma != "offensive")  # fought on the ground
        or (
            about_strikes
            and lemma == "attack"
            and (
                _is_one_more(page, token, before)
                or _is_on_thing(page, token)
                or _has_scene(page, token)
            )
        )
        or (about_strikes and lemma in _BANGS and _is_felt(page, token))
    )


def are_fighters(page: Page, token: int) -> bool:
    """Whether a word means "insurgents", "rebels", whom nobody says to have aircraft."""
    hit = page.hit_at[token]
    if hit is None or hit.entry.table not in {"holders", "persons"}:
        return False
    row = hit.entry.row
    return row.get("holder", row.get("detail")) in {"rebels", "militants", "militant"}


def _is_done_by_fighters(page: Page, attack: int) -> bool:
    """Whether "an attack on a camp carried out by an alliance of fighters" is told."""
    return any(
        are_fighters(page, at)
        for clause in range(attack + 1, page.right[attack] + 1)
        if page.dep[clause] == "acl"
        and page.lemmas[clause] in _CARRYING_OUT
        and (agent := agent_of(page, clause)) is not None
        for at in range(page.left[agent], min(page.right[agent], agent + _NEAR) + 1)
    )


_CARRYING_OUT = frozenset({"carry", "launch", "stage", "mount", "conduct", "lead"})
_NEAR = 3


def _has_scene(page: Page, noun: int) -> bool:
    """Whether "at the time of the attack in X", "the scene of the attack near X" tells where."""
    of = page.head[noun]
    return (
        page.words[of] == "of"
        and page.lemmas[page.head[of]] in {"time", "moment", "scene", "site", "aftermath"}
        and page.words[noun - 1] == "the"
        and any(page.words[child] in {"in", "near", "on", "at"} for child in page.children[noun])
    )


def _is_named_so(page: Page, noun: int) -> bool:
    """Whether a noun is part of a name: "the Sri Lanka Monitoring Mission"."""
    if page.lemmas[noun] not in {"mission", "flight"} or noun < 1:
        return False
    return page.shapes[noun][:1].isupper() and page.shapes[noun - 1][:1].isupper()


_REPORTING = frozenset({"report", "record", "register", "carry", "conduct", "launch"})
"""Verbs on which the "on X" of a raid hangs."""
_BANGS = word_list("bangs")
"""What is heard and seen of a strike: "explosions in X", "two hits near Y"."""
_FELT = word_list("felt")
_WHERE = word_list("where")
_PLANTED = word_list("laid") | word_list("cause beside") | word_list("on foot")


def _is_felt(page: Page, noun: int) -> bool:
    """Whether bangs are told of a place, in a sentence that knows no other cause of them."""
    start, end = page.sentences[page.sentence_of[noun]]
    if not _PLANTED.isdisjoint(page.words[start:end]):
        return False
    at, verb = {noun}, page.head[noun]
    if page.dep[noun] == "dobj" and page.lemmas[verb] in {"take", "suffer", "sustain"}:
        return True  # "the hospital took a direct hit"
    if page.dep[noun] == "pobj" and page.lemmas[page.head[verb]] in {"wake", "awake", "awaken"}:
        return True  # "the town woke to explosions"
    if page.lemmas[verb] in _FELT or page.dep[noun] == "conj":
        at.add(verb)
    return any(
        (page.words[child] in _WHERE and child > token)
        or (page.dep[child] == "dobj" and page.tags[child] == "NNP")
        for token in at
        for child in page.children[token]
    )


def lies_on_thing(page: Page, token: int) -> bool:
    """Whether a headline or a row of a list leaves out the verb: "missile on a cafe, 52 dead"."""
    if hit_kind(page, token) != "munition" and page.lemmas[token] != "drone":
        return False
    lexicon = load_lexicon()
    return any(
        page.words[child] in {"on", "into"}
        and any(
            page.dep[thing] == "pobj" and is_thing(page.lemmas[thing], lexicon)
            for thing in page.children[child]
        )
        for child in page.children[token]
    ) and page.dep[token] in {"ROOT", "pobj", "appos", "conj", "dep"}


def _is_on_thing(page: Page, noun: int) -> bool:
    """Whether "an attack on a school" is told, in a sentence without men on foot."""
    start, end = page.sentences[page.sentence_of[noun]]
    lexicon = load_lexicon()
    known = any(page.words[child] == "the" for child in page.children[noun])
    return not _ON_FOOT & set(page.words[start:end]) and any(
        page.words[child] == "on"
        and any(
            page.dep[thing] == "pobj"
            and (is_thing(page.lemmas[thing], lexicon) or _is_hurt_town(page, thing))
            and not (known and not _is_named(page, thing))  # "the attack on the mill": told before
            for thing in page.children[child]
        )
        for child in page.children[noun]
    )


def _is_named(page: Page, thing: int) -> bool:
    """Whether "Abs hospital" tells where a thing is."""
    return any(
        page.pos[child] == "PROPN" and page.dep[child] in {"compound", "nmod", "poss"}
        for child in page.children[thing]
    )


def _is_hurt_town(page: Page, name: int) -> bool:
    """Whether "an attack on X" names a town, in a sentence that tells of dead or wounded."""
    start, end = page.sentences[page.sentence_of[name]]
    return (
        page.tags[name] == "NNP"
        and page.hit_at[name] is None
        and not HURTING.isdisjoint(page.lemmas[start:end])
    )


def _is_one_more(page: Page, noun: int, before: list[int]) -> bool:
    """Whether "a similar attack on a house" tells, among strikes, of one more strike."""
    start, end = page.sentences[page.sentence_of[noun]]
    told = {page.words[token] for token in before} & _MORE
    return (
        bool(told)
        and not _ON_FOOT & set(page.words[start:end])
        and any(page.words[child] in {"on", "against"} for child in page.children[noun])
    )


_MORE = word_list("more")
_ON_FOOT = word_list("on foot")

_REPELLING = frozenset({"repel", "repulse", "foil", "thwart", "avert", "prevent"})


def _is_flown(page: Page, noun: int) -> bool:
    """Whether counted missions are flown: "its jets flew 30 missions"."""
    verb = page.head[noun]
    return (
        page.dep[noun] == "dobj"
        and page.lemmas[verb] in {"fly", "conduct", "carry", "perform"}
        and any(page.dep[child] == "nummod" for child in page.children[noun])
        and any(
            hit_kind(page, number) == "carrier" or is_attacker_word(page, number)
            for child in page.children[verb]
            if page.dep[child] == "nsubj"
            for number in range(max(page.left[child], child - 8), child + 1)
        )
    )


def _releases(page: Page, token: int) -> bool:
    """Whether "one strike destroyed", "three strikes engaged" is told here."""
    return any(page.dep[child] == "nummod" for child in page.children[token])
