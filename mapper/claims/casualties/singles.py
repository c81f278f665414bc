"""Single and absent victims, told without a number.

"A child was killed", "killing a woman", "none of our fighters were killed".
"""

from __future__ import annotations

from dataclasses import replace

from mapper.claims.casualties.casualty import Casualty, attribute_of
from mapper.claims.casualties.lists import NO_PEOPLE
from mapper.claims.casualties.people import none_group
from mapper.claims.casualties.undoing import suffers
from mapper.claims.page import Page
from mapper.claims.quantities import Quantity

__all__ = ["like_the_others", "single_victims"]


def like_the_others(casualty: Casualty, singles: list[Casualty]) -> Casualty:
    """Read "five hurt, though no fighter died": the hurt are fighters too."""
    nones = [single for single in singles if single.value == 0 and "_" in single.attribute]
    if len(nones) != 1 or casualty.attribute not in {"killed", "wounded"}:
        return casualty
    group = nones[0].attribute.rsplit("_", 1)[0]
    return replace(casualty, attribute=f"{group}_{casualty.attribute}", detail=nones[0].detail)


def single_victims(
    page: Page, harms: list[tuple[int, str]], found: list[Casualty]
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
            nobody = (
                page.words[child] in {"none", "nobody"}
                or (page.words[child] == "one" and "no" in words)
                or ("not" in words and words & {"a", "one"})  # "not a single person"
            )
            if nobody or (words & {"no"} and hit and hit.entry.table == "persons"):
                group = none_group(page, child)
                if group is None and page.words[child] != "none":
                    group = ""
                if group is not None:
                    singles.append(
                        Casualty(
                            attribute_of(group, outcome) or outcome,
                            None,
                            child,
                            None,
                            0,
                            False,
                            token,
                        )
                    )
            elif (
                (words & {"a", "an"} or ("the" in words and hit and hit.entry.table == "persons"))
                and page.tags[child] == "NN"
                and (page.dep[child] != "nsubj" or suffers(page, token))
                and token not in taken
                and page.lemmas[child] not in NO_PEOPLE
            ):
                person = hit if hit and hit.entry.table == "persons" else None
                quantity = Quantity(child, child + 1, 1, 1.0, 1.0)
                name = attribute_of(person.entry.row["group"] if person else "", outcome)
                detail = person.entry.name if person else None
                plain = page.lemmas[token] in {"kill", "wound", "injure"} or suffers(page, token)
                if name and (person or plain):
                    singles.append(Casualty(name, quantity, child, detail, 1, False, token))
    return singles
