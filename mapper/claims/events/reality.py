# ruff: noqa: PLR0912
# a list of cases with an answer each reads better whole than in parts
"""Whether an event is told as done, denied, feared, planned or only talked of."""

from __future__ import annotations

from mapper.claims.events.event import Event
from mapper.claims.events.weapons import hit_kind, is_what_strikes_do
from mapper.claims.grammar import is_negated
from mapper.claims.page import Page
from mapper.claims.tables import word_list

__all__ = ["judge", "negated", "tells_ability"]

_TALK = frozenset(
    [
        "talk",
        "talks",
        "protest",
        "rally",
        "demonstration",
        "march",
        "vigil",
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


_ALMOST = frozenset({"nearly", "almost", "narrowly"})
_NEGATIONS = frozenset({"not", "n't", "never", "no", "none", "neither", "nor", "without"})


def negated(page: Page, token: int) -> bool:
    """Whether a trigger is denied: "did not bomb", "no strikes", "neither of the strikes"."""
    above = page.head[page.head[token]]
    if page.words[page.head[token]] == "of" and page.words[above] in {"neither", "none"}:
        return True
    if page.pos[token] == "NOUN" and page.words[page.left[token]] == "no":
        return True  # "no rocket or artillery strikes"
    return any(
        page.dep[child] == "neg"
        or (
            page.words[child] in _NEGATIONS
            and page.dep[child] in {"det", "neg", "advmod", "preconj"}
        )
        for child in page.children[token]
    )


_PLANS = frozenset({"plot", "plan", "threat", "conspiracy", "scheme", "order", "call", "promise"})
"""Nouns after which "to bomb X" tells of nothing done."""


_HAPPENING = frozenset(
    {"make", "carry", "take", "be", "conduct", "launch", "occur", "happen", "fly", "perform"}
    | {"report", "record", "register", "document", "come", "fall", "land", "arrive"}
    | {"deliver", "inflict", "mount", "execute", "stage", "undertake", "order", "direct"}
)


def _did_not_happen(page: Page, noun: int) -> bool:
    """Whether "no strikes" is what was flown or what there was, and not "no raid killed more"."""
    if page.dep[noun] == "dobj":
        return True
    return (
        page.dep[noun] in {"nsubjpass", "nsubj", "attr"}
        and page.lemmas[page.head[noun]] in _HAPPENING
        and not any(
            page.tags[at] in {"JJR", "RBR"} for at in range(page.left[noun], page.right[noun] + 1)
        )
    )


def _is_ruled_out(page: Page, noun: int) -> bool:
    """Whether "…, not a rocket attack by X", "and not X's raid" sets a strike against what was."""
    first = page.left[noun]
    before = page.words[first] if page.words[first] == "not" else page.words[first - 1]
    return before == "not" and page.dep[noun] in {"appos", "conj", "dobj", "attr", "npadvmod"}


def _is_weapon_that(page: Page, token: int) -> bool:
    """Whether a token is the bomb or the jet of "no missile came down", "no jets bombed X"."""
    return page.dep[token] == "nsubj" and hit_kind(page, token) in {"carrier", "munition"}


def judge(page: Page, event: Event) -> None:
    """Say whether the event is denied, only thought of, or a campaign without a day."""
    clause = event.clause
    if _is_exercise(page, event) or any(_are_those_before(page, at) for at in event.triggers):
        event.irrealis = True
    for token in event.triggers:
        if page.pos[token] != "VERB" and (
            (negated(page, token) and _did_not_happen(page, token)) or _is_ruled_out(page, token)
        ):
            event.negated = True
    for token in event.triggers:
        if page.pos[token] == "VERB" and any(
            (page.dep[child] == "dobj" or _is_weapon_that(page, child))
            and (
                page.words[child] == "nothing"
                or any(page.words[other] == "no" for other in page.children[child])
            )
            for child in page.children[token]
        ):
            event.negated = True
    for token in {clause, *(token for token in event.triggers if page.pos[token] == "VERB")}:
        if negated(page, token):
            event.negated = True
        auxiliaries = {
            page.words[child]
            for child in page.children[token]
            if page.dep[child] in {"aux", "auxpass"}
        }
        if auxiliaries & _IRREALIS and "have" not in auxiliaries:
            event.irrealis = True
        if any(
            child == token - 1 and page.dep[child] == "advmod" and page.words[child] in _ALMOST
            for child in page.children[token]
        ):
            event.irrealis = True
        if page.tags[token] == "VB" and not auxiliaries and _is_let_happen(page, token):
            event.irrealis = True
        if _is_left_unsaid(page, token):
            event.irrealis = True
        told = page.lemmas[token] in {"kill", "wound", "injure"}
        going_on = auxiliaries & {"has", "have", "'ve"} and not auxiliaries & {"would", "to"}
        if going_on and not told:
            event.ongoing = True
        if auxiliaries & {"is", "are", "'re", "'s", "am"} and page.tags[token] == "VBG":
            event.ongoing = True
        if (
            "to" in auxiliaries
            and not is_what_strikes_do(page, token)
            and "have" not in auxiliaries  # "are thought to have been killed": it is past
            and page.dep[token] in {"xcomp", "advcl", "acl", "relcl", "ROOT", "ccomp"}
            and (
                page.pos[page.head[token]] in {"VERB", "ADJ", "AUX"}
                or page.lemmas[page.head[token]] in _PLANS
            )
        ) and page.lemmas[page.head[token]] not in {
            "appear",
            "begin",
            "start",
            "continue",
            "seem",
            "use",
            "manage",
            "try",
            "attempt",
        }:
            event.irrealis = True
        if any(
            page.words[child] in {"if", "whether", "unless"} and page.dep[child] == "mark"
            for child in page.children[token]
        ):
            event.irrealis = True
    if all(_is_meant_for(page, at) or tells_ability(page, at) for at in event.triggers):
        event.irrealis = True
    if page.pos[event.anchor] in {"NOUN", "PROPN"}:
        for ancestor in page.ancestors(event.anchor, 5):
            if ancestor in event.triggers and page.pos[ancestor] == "VERB":
                break
            if page.lemmas[ancestor] in _TALK:
                event.talk_only = True
            if page.lemmas[ancestor] == "warn" and _is_object_of(page, event.anchor, ancestor):
                event.irrealis = True
            if page.pos[ancestor] in {"VERB", "AUX"}:
                break


def _are_those_before(page: Page, noun: int) -> bool:
    """Whether "most of the previous strikes" sums up others than the report tells of."""
    of = page.head[noun]
    return (
        page.tags[noun] == "NNS"
        and page.words[of] == "of"
        and page.words[page.head[of]] in {"most", "many", "majority", "all", "some", "none"}
        and any(page.words[child] in _BEFORE for child in page.children[noun])
    )


_BEFORE = frozenset({"previous", "earlier", "past", "prior", "former"})


def _is_object_of(page: Page, noun: int, verb: int) -> bool:
    """Whether "warned of strikes", "warned against a raid" is told: none has come yet."""
    prep = page.head[noun]
    told = page.head[prep] == verb and page.words[prep] in {"of", "against", "about"}
    return told and not any(page.dep[child] in {"det", "poss"} for child in page.children[noun])


def _is_left_unsaid(page: Page, clause: int) -> bool:
    """Whether "has not said it bombed X", "neither said nor denied that it did" tells nothing."""
    verb = page.head[clause]
    return (
        page.dep[clause] == "ccomp"
        and page.lemmas[verb] in _UNSAID
        and (is_negated(page, verb) or page.words[verb - 1] == "neither")
    )


_UNSAID = frozenset({"say", "state", "admit", "acknowledge", "confirm"})


def _is_meant_for(page: Page, token: int) -> bool:
    """Whether "a staging post for attacks" tells what a place is kept for."""
    above = page.head[token]
    return (
        page.tags[token] == "NNS"
        and page.words[above] == "for"
        and page.lemmas[page.head[above]] in _KEPT_FOR
        and not any(page.dep[child] == "det" for child in page.children[token])
    )


_KEPT_FOR = word_list("kept for attacks")


def tells_ability(page: Page, token: int) -> bool:
    """Whether "degraded its ability to carry out attacks on ships" tells what one could do."""
    for above in (token, *page.ancestors(token, 10)):
        able = page.lemmas[page.head[above]] in _ABILITIES
        if able and page.dep[above] == "acl" and page.tags[above] == "VB":
            return True
        if page.dep[above] in {"advcl", "relcl"}:
            return False
    return False


_ABILITIES = word_list("abilities")


def _is_exercise(page: Page, event: Event) -> bool:
    """Whether bombs are dropped "in an exercise" and hurt nobody."""
    start, end = page.sentences[event.sentence]
    return not {"kill", "wound", "injure", "die"} & set(page.lemmas[start:end]) and any(
        page.lemmas[at] in {"exercise", "drill", "manoeuvre", "maneuver"}
        and page.words[page.head[at]] in {"in", "during", "of"}
        for at in range(start, end)
    )


def _is_let_happen(page: Page, verb: int) -> bool:
    """Whether "the plan would see bombers strike X" tells what is only thought of."""
    above = page.head[verb]
    return page.dep[verb] in {"ccomp", "xcomp"} and any(
        page.dep[child] == "aux" and page.words[child] in _IRREALIS
        for child in page.children[above]
    )
