# ruff: noqa: PLR0911
# a list of cases with an answer each reads better whole than in parts
"""What befell the people that a number counts.

The harm word that governs the number is surest, then one beside, before or behind it.
"""

from __future__ import annotations

from mapper.claims.casualties.people import rose_to
from mapper.claims.casualties.undoing import suffers, told_otherwise
from mapper.claims.page import Page
from mapper.claims.quantities import Quantity
from mapper.claims.tables import Lexicon

__all__ = ["harm_words", "outcome_of"]


def harm_words(page: Page, start: int, end: int, lexicon: Lexicon) -> list[tuple[int, str]]:
    """Return the words of harm in a sentence, each with what befell the people."""
    found = []
    for token in range(start, end):
        outcome = lexicon.harm.get(page.words[token])
        if outcome and not _by_hand(page, token):
            found.append((token, outcome))
        elif _is_of_people(page, token) or _is_listed(page, token):
            found.append((token, "killed"))
        elif page.pos[token] == "VERB" and (told := told_otherwise(page, token)):
            found.append((token, told))
    return found


def _is_of_people(page: Page, loss: int) -> bool:
    """Whether a word is the "loss" of "the loss of 20 civilians"."""
    if page.words[loss : loss + 2] != ["loss", "of"]:
        return False
    of = page.children[loss + 1]
    return any((hit := page.hit_at[at]) and hit.entry.table == "persons" for at in of)


def _is_listed(page: Page, token: int) -> bool:
    """Whether a word is "victims" in a sentence that lists who they were."""
    if page.words[token] != "victims":
        return False
    above = page.head[token]
    if page.words[above] == "among":
        above = page.head[above]
    return page.dep[token] in {"nsubj", "pobj"} and page.lemmas[above] in _LISTING


_BY_HAND = frozenset({"sentence", "condemn", "put", "beat", "stab", "hack", "stone", "starve"})


def _by_hand(page: Page, token: int) -> bool:
    """Whether "to death" tells of a court or of men: "sentenced to death", "stabbed to death"."""
    above = page.head[token]
    return page.words[above] == "to" and page.lemmas[page.head[above]] in _BY_HAND


def outcome_of(
    page: Page,
    quantity: Quantity,
    person: int | None,
    harms: list[tuple[int, str]],
) -> list[tuple[int, str]]:
    """Return what befell the counted: the harm words that govern them or stand nearest."""
    toll = next((pair for pair in harms if page.words[pair[0]] in {"toll", "dead", "deaths"}), None)
    if toll and rose_to(page, quantity):
        return [toll]
    beside = quantity.end
    if person is None and (told := dict(harms).get(beside)) and page.tags[beside] != "VBG":
        return _paired(page, (beside, told), harms)  # "30 killed, five injured"
    counted = person if person is not None else quantity.end - 1
    governed = _own_clause(page, counted, dict(harms)) or _governed(page, quantity, person, harms)
    if governed:
        return _paired(page, governed, harms)
    right_word = person + 1 if person is not None else quantity.end
    # "36 civilians dead", "eight wounded", "five people were killed and ten injured"
    after = [
        (token, outcome)
        for token, outcome in harms
        if token >= quantity.end and token - right_word <= 14 and _clear(page, right_word, token)
    ]
    before = [
        (token, outcome)
        for token, outcome in harms
        if token < quantity.start
        and quantity.start - token <= 12
        and _leads(page, token, quantity.start)
    ]
    adjacent = [
        pair
        for pair in after
        if pair[0] <= right_word
        or (
            pair[0] - right_word <= 1
            and page.tags[pair[0]] != "VBG"
            and page.words[right_word] != "and"
        )
    ]
    if adjacent:
        return _paired(page, adjacent[0], harms)
    if before:
        return (
            _paired(page, before[-1], harms) if page.pos[before[-1][0]] == "VERB" else [before[-1]]
        )
    if after:
        passive = any(
            page.words[token] in {"was", "were", "been", "be", "have", "had", "has", "is", "are"}
            for token in range(right_word, after[0][0])
        )
        if passive or after[0][0] - right_word <= 3:
            return _paired(page, after[0], harms)
    return _shared(page, quantity, harms)


def _shared(page: Page, quantity: Quantity, harms: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """Read "60 children, 15 women and 12 men killed": the last word is said of all."""
    for token, outcome in harms:
        between = range(quantity.end, token)
        if token > quantity.end and all(_is_of_a_list(page, at) for at in between):
            return [(token, outcome)] if page.tags[token] in {"VBN", "VBD", "JJ"} else []
    return []


def _is_of_a_list(page: Page, token: int) -> bool:
    hit = page.hit_at[token]
    people = hit is not None and hit.entry.table in {"persons", "holders"}
    return people or page.pos[token] in {"NUM", "CCONJ", "ADJ"} or page.words[token] == ","


def _governed(
    page: Page, quantity: Quantity, person: int | None, harms: list[tuple[int, str]]
) -> tuple[int, str] | None:
    """Return the harm word whose subject, object or complement the counted people are."""
    by_token = dict(harms)
    at = person if person is not None else quantity.end - 1
    for _ in range(6):
        parent, dep = page.head[at], page.dep[at]
        if parent == at:
            return None
        listing = page.lemmas[parent] in _LISTING
        if listing and dep in {"attr", "dobj"} and (told := _said_of(page, parent, by_token)):
            return told
        if parent in by_token:
            if dep in {"dobj", "nsubjpass", "appos", "npadvmod"}:
                return parent, by_token[parent]
            if dep == "nsubj":
                harmed = page.tags[parent] == "VBN" or suffers(page, parent)
                return (parent, by_token[parent]) if harmed else None
            if dep == "prep" and page.words[at] in {"of", "to", "among"}:
                return parent, by_token[parent]
            if dep in {"nummod", "compound"} and page.words[parent] in {
                "dead",
                "deaths",
                "fatalities",
                "casualties",
            }:
                return parent, by_token[parent]
            if dep != "conj":
                return None
        if dep == "nsubj" and (told := _among(page, parent, by_token)):
            return told
        if dep not in {"conj", "appos", "pobj", "prep", "nummod", "compound", "amod"}:
            return _suffered(page, at, by_token)
        if dep == "prep" and page.words[at] not in {"of", "including", "among", "to"}:
            return None
        at = parent
    return None


def _own_clause(page: Page, person: int, by_token: dict[int, str]) -> tuple[int, str] | None:
    """Read "four labourers, all brothers, perished in X; 40 more were treated"."""
    return next(
        (
            (clause, by_token[clause])
            for clause in page.children[person]
            if page.dep[clause] == "acl" and clause in by_token and suffers(page, clause)
        ),
        None,
    )


_LISTING = frozenset({"be", "include", "comprise"})


def _said_of(page: Page, verb: int, by_token: dict[int, str]) -> tuple[int, str] | None:
    """Read "the dead were four guards and three soldiers", "among the victims was a nurse"."""
    told = [child for child in page.children[verb] if page.dep[child] == "nsubj"]
    for child in page.children[verb]:
        if page.words[child] == "among":
            told.extend(page.children[child])
    return next(
        ((at, by_token[at]) for at in told if by_token.get(at) in {"killed", "wounded"}), None
    )


def _among(page: Page, verb: int, by_token: dict[int, str]) -> tuple[int, str] | None:
    """Read "a man, his wife and two children were among those killed"."""
    among = next((child for child in page.children[verb] if page.words[child] == "among"), None)
    if among is None or page.lemmas[verb] != "be":
        return None
    inside = range(among, page.right[among] + 1)
    return next(((at, by_token[at]) for at in inside if at in by_token), None)


def _suffered(page: Page, person: int, by_token: dict[int, str]) -> tuple[int, str] | None:
    """Read "names of 19 men who were armed and were killed"."""
    for clause in page.children[person]:
        if page.dep[clause] != "relcl":
            continue
        for verb in (clause, *page.children[clause]):
            passive = any(page.dep[child] == "auxpass" for child in page.children[verb])
            if verb in by_token and (passive or page.lemmas[verb] == "die"):
                return verb, by_token[verb]
    return None


def _paired(
    page: Page, first: tuple[int, str], harms: list[tuple[int, str]]
) -> list[tuple[int, str]]:
    """Leave "killed or wounded 20" uncounted by kind: it is neither figure."""
    token = first[0]
    if page.words[token + 1 : token + 2] in (["or"], ["and"]):
        for other, outcome in harms:
            if other == token + 2 and outcome != first[1]:
                return [(token, "casualties")]
    if token >= 2 and page.words[token - 1] in {"or", "and"}:
        for other, outcome in harms:
            if other == token - 2 and outcome != first[1]:
                return [(token, "casualties")]
    return [first]


def _clear(page: Page, low: int, high: int) -> bool:
    """Whether nothing between a number and its harm word counts something else."""
    for token in range(low, high):
        word = page.words[token]
        if page.pos[token] == "NUM" and word not in {"one"}:
            return False
        if word in {";", ".", "but", "while"}:
            return False
        if word == "," and any(
            page.words[number] in {"and", "wounding", "killing"}
            for number in range(token, min(token + 2, high))
        ):
            return False
        if page.pos[token] == "VERB" and page.words[token] not in {
            "reported",
            "confirmed",
            "believed",
            "feared",
            "known",
            "thought",
            "said",
            "left",
            "including",
        }:
            return False
    return True


def _leads(page: Page, harm: int, number: int) -> bool:
    """Whether "killing", "deaths of", "left … dead" reaches forward to the number."""
    for token in range(harm + 1, number):
        word = page.words[token]
        if word in {";", ".", "but", "while", "when", "after"}:
            return False
        if page.pos[token] == "NUM":
            # "killing 12 people and five children": a list counted under one verb
            continue
        if page.pos[token] == "VERB" and word not in {"including", "reported", "confirmed"}:
            return False
    noun_ok = {"death", "deaths", "lives", "toll", "injury"}
    if page.words[harm] in noun_ok or page.words[harm] in {"fatalities", "casualties", "injuries"}:
        return any(
            word in {"of", "to", "at", "reached", "rose", "as", "among"}
            for word in page.words[harm + 1 : number]
        )
    if page.words[harm] in {"dead", "toll"} and {"at", "of", "to"} & set(
        page.words[harm + 1 : number]
    ):
        return number - harm <= 7
    if page.words[harm] in {"dead"}:
        return number - harm <= 4 and "of" not in page.words[harm + 1 : number]
    passive = (harm > 0 and page.words[harm - 1] in {"were", "was", "been", "be"}) or (
        harm > 1 and page.words[harm - 2] in {"were", "was", "been"}
    )
    if passive:
        between = page.words[harm + 1 : number]
        return "including" in between or "among" in between
    return True
