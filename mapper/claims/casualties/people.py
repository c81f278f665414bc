# ruff: noqa: PLR0911
# a list of cases with an answer each reads better whole than in parts
"""Whether a number counts people, and which.

Civilians, fighters, soldiers, or people of no told kind.
"""

from __future__ import annotations

from mapper.claims.casualties.lists import NO_PEOPLE
from mapper.claims.casualties.undoing import is_undone, suffers, told_otherwise
from mapper.claims.grammar import is_negated
from mapper.claims.page import Page
from mapper.claims.quantities import Quantity
from mapper.claims.tables import Lexicon

__all__ = [
    "counts_people",
    "group_before",
    "group_told",
    "is_harmed",
    "is_no_count",
    "is_of_kin",
    "none_group",
    "part_of_the_harmed",
    "person_after",
    "rose_to",
    "victims_without_a_word",
]


_ENDS = frozenset({",", ".", ";", "–", "—", "and", "but", "in", "were", "was", "when", "that"})


def _counts_anew(page: Page, token: int) -> bool:
    """Whether a dash or a second number begins: "in one house alone seven people died"."""
    if page.words[token] == "-":
        return page.starts[token] > page.ends[token - 1]  # and no hyphen
    return page.pos[token] == "NUM" and page.words[token - 1] not in {"of", "or", "to"}


def person_after(page: Page, quantity: Quantity, end: int) -> tuple[str, str, int] | None:
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
            and (
                page.words[hit.end : hit.end + 1] in (["were"], ["died"], ["had"], ["are"])
                or page.head[quantity.end - 1] == hit.end - 1
            )
        ):
            return "militants", "militant", hit.end - 1
        if hit and hit.entry.table == "persons":
            group = "" if is_of_kin(page, token) else hit.entry.row["group"]
            group = "soldiers" if _serves_state(page, token) else group
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
        if page.words[token] in _ENDS or _counts_anew(page, token):
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


_KINDRED = frozenset(
    {"family", "household", "clan", "tribe", "community", "congregation", "public", "wedding"}
    | {"funeral", "staff", "audience", "choir", "crew", "team", "orchestra", "convoy", "council"}
    | {"parliament", "press", "profession", "charity", "church", "cooperative", "club"}
)


def is_of_kin(page: Page, token: int) -> bool:
    """Whether "members" are those "of one family": no fighters."""
    if page.lemmas[token] != "member" or page.words[token + 1 : token + 2] != ["of"]:
        return False
    company = page.lemmas[token + 2 : page.right[token + 1] + 1]
    return not _KINDRED.isdisjoint(company)


def _serves_state(page: Page, token: int) -> bool:
    """Whether a "member" is one "of the security forces": no fighter of a group."""
    if page.lemmas[token] != "member" or page.words[token + 1 : token + 2] != ["of"]:
        return False
    company = page.words[token + 2 : page.right[token + 1] + 1]
    return bool({"security", "armed", "government"} & set(company)) and "forces" in company


def is_no_count(page: Page, quantity: Quantity) -> bool:
    """Whether a number tells an age, counts families or is asked for.

    "A woman of 18", "of one family", "how many".
    """
    noun = page.head[quantity.end - 1]
    if page.lemmas[noun] in {"family", "household"} and noun >= quantity.end:
        return True
    before = quantity.start - 1
    if page.words[before] == "how" and before >= 0:
        return True  # "how many have died?"
    if page.words[quantity.end : quantity.end + 1] and page.words[quantity.end] in _NOT_HARMED:
        return True  # "59 injured and 36 missing"
    if _are_missing(page, quantity.end + 1):
        return True
    if _is_listed_age(page, quantity):
        return True
    if before < 1 or page.words[before] != "of":
        return False
    bearer, hit = before - 1, page.hit_at[before - 1]
    single = (
        page.tags[bearer] in {"NN", "NNP", "JJ"} and page.words[bearer] not in _GROUPS | COMPANIES
    )
    person = (hit is not None and hit.entry.table == "persons") or (
        page.dep[bearer] in {"nsubj", "appos", "dobj", "nsubjpass"}
        and any(page.words[child] in {"a", "an"} for child in page.children[bearer])
    )
    return single and person and page.pos[min(quantity.end, len(page) - 1)] not in _COUNTED


_NOT_HARMED = frozenset(
    {"missing", "trapped", "unaccounted", "homeless", "displaced", "alive", "unhurt", "rescued"}
)


def _are_missing(page: Page, token: int) -> bool:
    """Whether "three people missing", "two men are still missing" is told."""
    behind = page.words[token : token + 4]
    at = next((at for at, word in enumerate(behind) if word in {"missing", "unaccounted"}), None)
    return at is not None and _REMAINING.issuperset(behind[:at])


_REMAINING = frozenset({"are", "is", "were", "was", "remain", "remained", "still", "reported"})


def _is_listed_age(page: Page, quantity: Quantity) -> bool:
    """Whether a number ends "aged 4, 7 and 9", and not "aged four, seven women and …"."""
    counted = page.hit_at[quantity.end] if quantity.end < len(page) else None
    if counted is not None and counted.entry.table == "persons":
        return False
    for token in range(quantity.start - 1, max(quantity.start - 9, -1), -1):
        if page.words[token] in {"aged", "ages"}:
            return True
        if page.pos[token] not in {"NUM", "CCONJ", "PUNCT"}:
            return False
    return False


COMPANIES = frozenset({"family", "group", "crew", "party", "household"})
"""Nouns that a number behind "of" counts the people of."""

_GROUPS = frozenset(
    {"family", "group", "crew", "team", "crowd", "total", "toll", "number", "count", "unit"}
    | {"figure", "convoy", "column", "squad", "class", "dozen", "series", "wave", "barrage"}
)
_COUNTED = frozenset({"NOUN", "PROPN", "ADJ", "NUM"})


def rose_to(page: Page, quantity: Quantity) -> bool:
    """Read "the death toll … rose to 18 from 12"."""
    start = page.sentences[page.sentence_of[quantity.start]][0]
    before = page.lemmas[max(start, quantity.start - 3) : quantity.start]
    return (
        bool({"rise", "climb", "reach", "increase"} & set(before))
        and "toll" in page.words[start : quantity.start]
    )


def victims_without_a_word(page: Page, quantity: Quantity, lexicon: Lexicon) -> int | None:
    """Return the noun of "eight ferrymen died": whoever is killed or dies is counted.

    A number may stand alone ("killed 12 people in X and five in Y", "as many as 70 died") or
    count a group ("a family of six was killed").
    """
    noun = page.head[quantity.end - 1]
    if page.dep[quantity.end - 1] != "nummod" or noun < quantity.end:
        noun = _group_of(page, quantity)
    elif (
        page.pos[noun] != "NOUN" and page.tags[noun] != "NNPS"  # "five Palestinians"
    ) or page.lemmas[noun] in NO_PEOPLE:
        return None
    at = noun
    listed = {"conj", "appos"}  # "killed six people in X, four in Y and one in Z"
    while noun == quantity.end - 1 and page.dep[at] in listed and _is_people(page, page.head[at]):
        at = page.head[at]
    return noun if is_harmed(page, at, lexicon) else None


def _group_of(page: Page, quantity: Quantity) -> int:
    """Return "family" of "a family of six", else the number itself."""
    number = quantity.end - 1
    of = page.head[number]
    group = page.head[of]
    many = page.words[of] == "of" and page.dep[number] == "pobj"
    return group if many and page.lemmas[group] in COMPANIES else number


def _is_people(page: Page, token: int) -> bool:
    hit = page.hit_at[token]
    return page.pos[token] == "NUM" or (hit is not None and hit.entry.table == "persons")


def is_harmed(page: Page, token: int, lexicon: Lexicon) -> bool:
    """Whether a word is who is killed or wounded: "X was killed", "X died", "X are dead"."""
    verb, dep = page.head[token], page.dep[token]
    if dep == "nsubj" and suffers(page, verb):
        return True
    if lexicon.harm.get(page.words[verb]) in {"killed", "wounded"} or is_undone(page, verb):
        # "killed 15 people in X and seven in Y": the parse hangs the seven on the verb
        listed = dep in {"conj", "npadvmod"}
        bare = listed and page.pos[token] == "NUM" and page.pos[verb] == "VERB"
        return bare or dep in {"dobj", "nsubjpass"}
    if dep == "nsubjpass" and told_otherwise(page, verb):
        return True
    return (
        dep == "nsubj"
        and page.lemmas[verb] == "be"
        and any(
            page.dep[child] == "acomp" and page.words[child] in lexicon.harm
            for child in page.children[verb]
        )
    )


def part_of_the_harmed(
    page: Page, quantity: Quantity, lexicon: Lexicon
) -> tuple[int, str, str] | None:
    """Read "ten of the dead were pupils" and "received 70 of the injured".

    Returns the harm word, the outcome and the group.
    """
    at = quantity.end
    if page.words[at : at + 2] not in (["of", "the"], ["of", "those"]):
        return None
    harm = at + 2
    if page.pos[harm] == "NUM" and (told := _of_the_many(page, quantity, harm, lexicon)):
        return told
    outcome = lexicon.harm.get(page.words[harm]) if harm < len(page) else None
    if page.words[harm : harm + 1] == ["victims"]:
        outcome = "killed"
    if outcome not in {"killed", "wounded"}:
        return None
    end = page.sentences[page.sentence_of[at]][1]
    for token in range(harm + 1, min(harm + 6, end)):
        hit = page.hit_at[token]
        if hit and hit.entry.table == "persons":
            return harm, outcome, "" if is_of_kin(page, token) else hit.entry.row["group"]
        if hit and (hit.entry.table == "holders" or hit.entry.row.get("kind") == "armed"):
            return harm, outcome, "militants"
    receives = page.lemmas[page.head[quantity.end - 1]] in {"take", "receive", "admit", "treat"}
    return (harm, outcome, "") if receives else None


def _of_the_many(
    page: Page, quantity: Quantity, many: int, lexicon: Lexicon
) -> tuple[int, str, str] | None:
    """Read "three of the 19 people killed were boys"."""
    noun = page.head[many]
    harm = noun + 1
    group = group_told(page, quantity.end - 1)
    outcome = lexicon.harm.get(page.words[harm]) if harm < len(page) else None
    return (harm, outcome, group) if group and outcome in {"killed", "wounded"} else None


def counts_people(
    page: Page, quantity: Quantity, following: str, lexicon: Lexicon, end: int
) -> bool:
    """Whether a bare number counts people: "eight wounded", "12 dead", "killing 10"."""
    if following in lexicon.harm:
        return True
    if following in {"others", "more", "other"}:
        return True
    before = page.words[max(0, quantity.start - 4) : quantity.start]
    if rose_to(page, quantity):
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
    if following in {"were", "are", "was", "is", "of"} and quantity.end + 1 < end:
        return page.words[quantity.end + 1] in lexicon.harm or page.words[quantity.end + 1] in {
            "them",
            "whom",
        }
    return False


def group_told(page: Page, noun: int) -> str:
    """Return of which people counted victims are said to be: "all five victims were women"."""
    if page.dep[noun] == "pobj" and page.pos[page.head[page.head[noun]]] == "NUM":
        return ""  # "two of the ten were children"
    verb = page.head[noun] if page.dep[noun] == "nsubj" else min(noun + 1, len(page) - 1)
    if page.lemmas[verb] != "be" or is_negated(page, verb):
        return ""
    for child in page.children[verb]:
        hit = page.hit_at[child]
        counted = any(page.dep[other] == "nummod" for other in page.children[child])
        if page.dep[child] == "attr" and hit and hit.entry.table == "persons" and not counted:
            return str(hit.entry.row["group"])
    return ""


def group_before(
    page: Page,
    quantity: Quantity,
    earlier: list[tuple[Quantity, list[tuple[int, str]], str]],
) -> str:
    """Give "and ten wounded" the people counted just before, else leave them unspecified."""
    if earlier and "more" in page.words[quantity.end : quantity.end + 1]:
        return earlier[-1][2] if earlier[-1][2] in {"civilians", "militants", "soldiers"} else ""
    for number in range(quantity.start - 1, max(quantity.start - 12, -1), -1):
        hit = page.hit_at[number]
        if hit and not earlier and "number" in page.words[max(0, number - 4) : number]:
            if hit.entry.table == "persons":
                return str(hit.entry.row["group"])
            if hit.entry.table == "holders":
                return "militants"
        if hit and earlier and hit.entry.table in {"actors", "holders"}:
            return "militants" if earlier[-1][2] == "militants" else ""
        if hit and hit.entry.table == "persons" and earlier:
            return (
                earlier[-1][2] if earlier[-1][2] in {"civilians", "militants", "soldiers"} else ""
            )
    return ""


def none_group(page: Page, token: int) -> str | None:
    """Return of which people "none" or "no" is said, if of any."""
    for number in range(page.left[token], page.right[token] + 1):
        hit = page.hit_at[number]
        if hit and hit.entry.table == "persons":
            return hit.entry.row["group"]
    return None
