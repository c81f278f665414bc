# ruff: noqa: PLR0911
# a list of cases with an answer each reads better whole than in parts
"""The dead and wounded that a sentence counts, by kind of person, never a whole war's."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from mapper.claims.events import clause_of
from mapper.claims.page import Page
from mapper.claims.quantities import Quantity, find_quantities
from mapper.claims.tables import Lexicon

__all__ = ["Casualty", "find_casualties"]

_GROUPS = {
    "civilians": "civilians",
    "children": "children",
    "women": "women",
    "militants": "militants",
    "soldiers": "soldiers",
    "": "people",
}
_WAR = re.compile(
    r"\b(?:since|civil war|the war|years? of|year-long|"
    r"in (?:the )?(?:past|last) \w+ (?:years|months)|"
    r"so far this year|this year|to date|conflict|"
    r"death toll (?:from|of) the war|overall|in total since|"
    r"displaced|refugees|homeless)\b",
    re.IGNORECASE,
)
_INCLUDING = frozenset(
    {"including", "among", "them", "include", "includes", "included", "which", "whom"}
)
_STRUCK_FOES = frozenset({"militants", "soldiers"})


@dataclass(frozen=True, slots=True)
class Casualty:
    """One counted group: attribute such as civilians_killed, and its number."""

    attribute: str
    quantity: Quantity | None
    token: int
    """Token at which the count stands, to tell whose words it is in."""
    detail: str | None
    value: object = None
    negated: bool = False
    harm_token: int = 0


def _is_whole_war(page: Page, start: int, end: int, quantity: Quantity) -> bool:
    text = page.span_text(start, end)
    value = quantity.low or 0
    if value >= 10_000:
        return True
    return bool(_WAR.search(text)) and (
        value >= 500 or "since" in page.words[start:end] or _is_toll_of_war(page, quantity, end)
    )


def _is_toll_of_war(page: Page, quantity: Quantity, end: int) -> bool:
    """Whether a war itself is what killed them, not what the sentence mentions elsewhere."""
    clause = clause_of(page, quantity.start)
    return any(
        page.lemmas[token] in {"war", "conflict"}
        and page.dep[token] in {"nsubj", "pobj"}
        and clause_of(page, token) == clause
        for token in range(page.sentences[page.sentence_of[quantity.start]][0], end)
    )


def _person_after(page: Page, quantity: Quantity, end: int) -> tuple[str, str, int] | None:
    """Return (group, detail, token) of the persons that a number counts."""
    token = quantity.end
    limit = min(end, quantity.end + 7)
    best: tuple[str, str, int] | None = None
    while token < limit:
        hit = page.hit_at[token]
        if hit and hit.entry.table == "actors" and hit.end > hit.start + 1:
            last = page.words[hit.end - 1]
            if last in {"fighters", "militants", "rebels", "members", "forces", "militia"}:
                return "militants", "militant", hit.end - 1
        if (
            hit
            and hit.entry.table == "actors"
            and token == quantity.end
            and hit.entry.row["kind"] == "armed"
            and page.words[hit.end : hit.end + 1] in (["were"], ["died"], ["had"], ["are"])
        ):
            return "militants", "militant", hit.end - 1
        if hit and hit.entry.table == "persons":
            group = hit.entry.row["group"]
            best = (group, hit.entry.name, token)
            # "civilian people", "Hamas fighters": the last noun of the phrase counts
            following = page.hit_at[hit.end] if hit.end < len(page) else None
            if following and following.entry.table == "persons" and hit.end < limit:
                if not following.entry.row["group"]:
                    return best
                token = hit.end
                continue
            if (
                group == "militants"
                and hit.entry.name == "militant"
                and token + 1 < limit
                and page.pos[token + 1] in {"NOUN", "PROPN"}
            ):
                token += 1
                continue
            return best
        if (
            hit
            and hit.entry.table in {"holders"}
            and page.lemmas[token]
            in {"militant", "rebel", "insurgent", "gunman", "jihadist", "extremist", "terrorist"}
        ):
            return ("militants", "militant", token)
        if page.words[token] in {",", ".", ";", "and", "but", "in", "were", "was", "when", "that"}:
            break
        if page.pos[token] in {"VERB"} and page.words[token] not in {
            "wounded",
            "injured",
            "armed",
            "displaced",
            "suspected",
            "alleged",
            "killed",
        }:
            break
        if page.lemmas[token] in {"other"}:
            token += 1
            continue
        token += 1
    return best


def _harm_words(page: Page, start: int, end: int, lexicon: Lexicon) -> list[tuple[int, str]]:
    found = []
    for token in range(start, end):
        outcome = lexicon.harm.get(page.words[token])
        if outcome:
            found.append((token, outcome))
    return found


def _outcome(
    page: Page,
    quantity: Quantity,
    person: int | None,
    harms: list[tuple[int, str]],
    start: int,
    end: int,
) -> list[tuple[int, str]]:
    """Return what befell the counted: the harm words that govern them or stand nearest."""
    toll = next((pair for pair in harms if page.words[pair[0]] in {"toll", "dead", "deaths"}), None)
    if toll and _rose_to(page, quantity):
        return [toll]
    governed = _governed(page, quantity, person, harms)
    if governed:
        return _paired(page, governed, harms)
    right_word = person + 1 if person is not None else quantity.end
    # "36 civilians dead", "eight wounded", "five people were killed and ten injured"
    after = [
        (token, outcome)
        for token, outcome in harms
        if token >= quantity.end - 0
        and token - right_word <= 14
        and _clear(page, right_word, token)
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
    del start, end
    return []


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
        if parent in by_token:
            if dep in {"dobj", "nsubjpass", "appos", "npadvmod"}:
                return parent, by_token[parent]
            if dep == "nsubj":
                passive = page.tags[parent] == "VBN" or page.lemmas[parent] in {
                    "die",
                    "perish",
                    "succumb",
                }
                return (parent, by_token[parent]) if passive else None
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
        if dep not in {"conj", "pobj", "prep", "nummod", "compound", "amod"}:
            return None
        if dep == "prep" and page.words[at] not in {"of", "including", "among", "to"}:
            return None
        at = parent
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
    noun_ok = {"death", "deaths", "lives", "toll"}
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


def _subgroup_outcome(
    page: Page, quantity: Quantity, earlier: list[tuple[Quantity, list[tuple[int, str]], str]]
) -> list[tuple[int, str]]:
    """Give "including five children" the outcome of the total that it breaks down."""
    before = page.words[max(0, quantity.start - 4) : quantity.start]
    if not set(before) & _INCLUDING:
        return []
    return earlier[-1][1] if earlier else []


def find_casualties(page: Page, start: int, end: int, lexicon: Lexicon) -> list[Casualty]:
    """Return the counted dead and wounded of one sentence (tokens start..end)."""
    harms = _harm_words(page, start, end, lexicon)
    if not harms:
        return []
    found: list[Casualty] = []
    earlier: list[tuple[Quantity, list[tuple[int, str]], str]] = []
    quantities = sorted(
        [*find_quantities(page, lexicon, start, end), *_articles(page, start, end)],
        key=lambda quantity: quantity.start,
    )
    for quantity in quantities:
        if _is_whole_war(page, start, end, quantity):
            continue
        person = _person_after(page, quantity, end)
        following = page.words[quantity.end] if quantity.end < end else ""
        if person is None and not _counts_people(page, quantity, following, lexicon, end):
            continue
        outcomes = _subgroup_outcome(page, quantity, earlier) or _outcome(
            page, quantity, person[2] if person else None, harms, start, end
        )
        if not outcomes and len(harms) == 1 and _is_including(page, quantity, start):
            outcomes = harms
        if not outcomes:
            outcomes = _subgroup_later(page, quantity, harms)
        if not outcomes:
            continue
        group = person[0] if person else _group_before(page, quantity, earlier, outcomes)
        token, outcome = outcomes[0]
        earlier.append((quantity, outcomes, group))
        attribute = _attribute(group, outcome)
        if {"them", "whom"} & set(page.words[quantity.start : quantity.end + 3]) and any(
            other.attribute == attribute for other in found
        ):
            # "six fighters, two of them foreigners": no second count
            continue
        if attribute:
            found.append(
                Casualty(
                    attribute,
                    quantity,
                    quantity.start,
                    person[1] if person else None,
                    quantity.value,
                    harm_token=token,
                )
            )
    singles = _singles(page, harms, start, end, found)
    return [*(_like_the_others(casualty, singles) for casualty in found), *singles]


def _articles(page: Page, start: int, end: int) -> list[Quantity]:
    """Return "a woman" in "five people, including a woman and two children" as one."""
    found = []
    for token in range(start, end - 1):
        if page.words[token] not in {"a", "an"}:
            continue
        hit = page.hit_at[token + 1] or page.hit_at[min(token + 2, end - 1)]
        if not hit or hit.entry.table != "persons" or page.tags[hit.end - 1] != "NN":
            continue
        before = set(page.words[max(start, token - 8) : token])
        counted = any(page.pos[number] == "NUM" for number in range(max(start, token - 8), token))
        if before & {"including", "among"} or (counted and page.words[token - 1] == "and"):
            found.append(Quantity(token, token + 1, 1, 1.0, 1.0))
    return found


def _like_the_others(casualty: Casualty, singles: list[Casualty]) -> Casualty:
    """Read "five hurt, though no fighter died": the hurt are fighters too."""
    nones = [single for single in singles if single.value == 0 and "_" in single.attribute]
    if len(nones) != 1 or casualty.attribute not in {"killed", "wounded"}:
        return casualty
    group = nones[0].attribute.rsplit("_", 1)[0]
    return replace(casualty, attribute=f"{group}_{casualty.attribute}", detail=nones[0].detail)


def _subgroup_later(
    page: Page, quantity: Quantity, harms: list[tuple[int, str]]
) -> list[tuple[int, str]]:
    """Read "five children were among the dead"."""
    for token, outcome in harms:
        if (
            token > quantity.end
            and token - quantity.end <= 8
            and "among" in page.words[quantity.end : token]
        ):
            return [(token, outcome)]
    return []


def _is_including(page: Page, quantity: Quantity, start: int) -> bool:
    return "including" in page.words[max(start, quantity.start - 5) : quantity.start]


def _rose_to(page: Page, quantity: Quantity) -> bool:
    """Read "the death toll … rose to 18 from 12"."""
    start = page.sentences[page.sentence_of[quantity.start]][0]
    before = page.lemmas[max(start, quantity.start - 3) : quantity.start]
    return (
        bool({"rise", "climb", "reach", "increase"} & set(before))
        and "toll" in page.words[start : quantity.start]
    )


def _counts_people(
    page: Page, quantity: Quantity, following: str, lexicon: Lexicon, end: int
) -> bool:
    """Whether a bare number counts people: "eight wounded", "12 dead", "killing 10"."""
    if following in lexicon.harm:
        return True
    if following in {"others", "more", "other"}:
        return True
    before = page.words[max(0, quantity.start - 4) : quantity.start]
    if _rose_to(page, quantity):
        return True
    if before[-1:] in (["at"], ["of"], ["to"]) and {"toll", "dead", "deaths"} & set(
        page.words[max(0, quantity.start - 7) : quantity.start]
    ):
        return True
    if any(
        word
        in {
            "killing",
            "wounding",
            "injuring",
            "killed",
            "kills",
            "wounded",
            "injured",
            "kill",
            "injures",
            "wounds",
        }
        for word in before[-3:]
    ):
        return not (
            quantity.end < end
            and page.pos[quantity.end] in {"NOUN", "PROPN"}
            and page.hit_at[quantity.end] is None
            and page.words[quantity.end] not in {"in", "at"}
        )
    if (
        before[-2:] == ["toll", "of"]
        or before[-2:] == ["toll", "to"]
        or before[-2:] == ["toll", "at"]
    ):
        return True
    if following in {"were", "of"} and quantity.end + 1 < end:
        return page.words[quantity.end + 1] in lexicon.harm or page.words[quantity.end + 1] in {
            "them",
            "whom",
        }
    return False


def _group_before(
    page: Page,
    quantity: Quantity,
    earlier: list[tuple[Quantity, list[tuple[int, str]], str]],
    outcomes: list[tuple[int, str]],
) -> str:
    """Give "and ten wounded" the people counted just before, else leave them unspecified."""
    for number in range(quantity.start - 1, max(quantity.start - 12, -1), -1):
        hit = page.hit_at[number]
        if hit and hit.entry.table == "persons" and earlier:
            return (
                earlier[-1][2] if earlier[-1][2] in {"civilians", "militants", "soldiers"} else ""
            )
    del outcomes
    return ""


def _attribute(group: str, outcome: str) -> str | None:
    if outcome == "casualties":
        return "casualties" if group in {"", "civilians"} else f"{group}_casualties"
    return f"{group}_{outcome}" if group else outcome


def _singles(
    page: Page, harms: list[tuple[int, str]], start: int, end: int, found: list[Casualty]
) -> list[Casualty]:
    """Read "a child was killed", "killing a woman", "none of our fighters were killed"."""
    singles: list[Casualty] = []
    taken = {casualty.harm_token for casualty in found}
    for token, outcome in harms:
        if outcome not in {"killed", "wounded"} or page.pos[token] not in {"VERB"}:
            continue
        for child in page.children[token]:
            if page.dep[child] not in {"nsubjpass", "dobj", "nsubj"}:
                continue
            hit = page.hit_at[child]
            words = {page.words[grandchild] for grandchild in page.children[child]}
            if page.words[child] == "none" or (
                words & {"no"} and hit and hit.entry.table == "persons"
            ):
                group = _none_group(page, child)
                if group is not None:
                    singles.append(
                        Casualty(
                            _attribute(group, outcome) or outcome,
                            None,
                            child,
                            None,
                            0,
                            False,
                            token,
                        )
                    )
            elif (
                hit
                and hit.entry.table == "persons"
                and words & {"a", "an"}
                and page.tags[child] == "NN"
                and page.dep[child] != "nsubj"
                and token not in taken
            ):
                quantity = Quantity(child, child + 1, 1, 1.0, 1.0)
                name = _attribute(hit.entry.row["group"], outcome)
                if name:
                    singles.append(Casualty(name, quantity, child, hit.entry.name, 1, False, token))
    del start, end
    return singles


def _none_group(page: Page, token: int) -> str | None:
    for number in range(page.left[token], page.right[token] + 1):
        hit = page.hit_at[number]
        if hit and hit.entry.table == "persons":
            return hit.entry.row["group"]
    return None
