"""Harm told without a strike word: "killed in X" counts in a report about strikes."""

from __future__ import annotations

from mapper.claims.casualties.doers import harmed_by_another
from mapper.claims.events.reality import negated
from mapper.claims.grammar import SUBJECTS, has_subject
from mapper.claims.page import Page
from mapper.claims.tables import Lexicon, word_list

__all__ = ["add_harm"]

_GROUND_WORDS = word_list("no strike") | frozenset(
    {
        "ambushed",
        "bomber",
        "collision",
        "conflict",
        "crash",
        "escalation",
        "gunfight",
        "landmines",
        "roadside",
        "sniper",
        "snipers",
        "stabbed",
        "war",
    }
)


def add_harm(page: Page, lexicon: Lexicon, found: dict[int, bool], place_tokens: set[int]) -> None:
    """Let "in X three people were killed" tell of a strike on X, close behind another one."""
    near = {page.sentence_of[token] for token in found}
    for number_of_token, lemma in enumerate(page.lemmas):
        token = number_of_token
        row = lexicon.event_verbs.get(lemma)
        harmful = page.pos[token] == "VERB" and row is not None and row["strength"] == "harm"
        harmful = harmful or (lemma in _DYING and not _dies_later(page, token))
        if lemma == "damage" and page.dep[token] in SUBJECTS:
            harmful, token = True, page.head[token]
        if not harmful or token in found:
            continue
        number = page.sentence_of[token]
        if number in near:
            if page.tags[token] not in {"VBD", "VBZ", "VBP"} or not has_subject(page, token):
                continue
            if any(page.left[token] <= other <= page.right[token] for other in found):
                continue
        elif not near & {number - 1, number - 2}:
            continue
        start, end = page.sentences[number]
        before = number - 1 not in near | {-1} and _is_of_shots(page, number - 1)
        if before or _is_of_shots(page, number):
            continue  # "troops shot two men. One was killed in X"
        if (
            {"since", "total"} & set(page.words[start:end])
            or _negated_people(page, token)
            or harmed_by_another(page, token, lexicon)
        ):
            continue
        if any(page.left[token] <= place <= page.right[token] for place in place_tokens):
            found[token] = True


_DYING = frozenset({"die", "perish"})
_TREATING = word_list("treating")


def _dies_later(page: Page, verb: int) -> bool:
    """Whether "died in hospital in X", "died of her wounds" tells of no place that was struck."""
    words = page.lemmas[page.left[verb] : page.right[verb] + 1]
    return not _TREATING.isdisjoint(words) or bool({"wound", "injury"} & set(words))


def _is_of_shots(page: Page, sentence: int) -> bool:
    """Whether a sentence tells of men shot: what is told of behind it is no strike either."""
    start, end = page.sentences[sentence]
    return any(
        page.words[at] in _GROUND_WORDS | {"gunned", "arrested"}
        or (page.words[at] == "shot" and page.words[at + 1 : at + 2] != ["down"])
        for at in range(start, end)
    )


def _negated_people(page: Page, verb: int) -> bool:
    return any(
        page.words[child] in {"nobody", "none"}
        or any(page.words[other] == "no" for other in page.children[child])
        for child in page.children[verb]
        if page.dep[child] in {"nsubjpass", "nsubj", "dobj"}
    ) or negated(page, verb)
