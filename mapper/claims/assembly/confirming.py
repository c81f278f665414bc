"""Who bears out what others told: "confirmed that the base had been hit", "admitted the deaths"."""

from __future__ import annotations

from mapper.claims.assembly.draft import Draft
from mapper.claims.assembly.words import CIVILIAN
from mapper.claims.grammar import ACTED_ON, CONTENT, is_negated
from mapper.claims.page import Page
from mapper.claims.speech.frame import Frame
from mapper.claims.targets.aiming import TARGET_VERBS

__all__ = ["admits_deaths", "confirms_hit", "is_left_open"]

_CONFIRMING = frozenset({"confirm", "acknowledge", "admit", "concede"})
_KILLING = frozenset({"kill", "wound", "injure", "hurt", "harm", "hit"})


def confirms_hit(draft: Draft, frame: Frame) -> bool:
    """Whether "confirmed that their base had been hit" is said."""
    page = draft.page
    return any(
        page.lemmas[at] in TARGET_VERBS - {"kill"}
        and any(page.dep[child] == "nsubjpass" for child in page.children[at])
        and not is_negated(page, at)
        for at in _admitted(draft, frame)
    )


def admits_deaths(draft: Draft, frame: Frame) -> bool:
    """Whether "admitted that civilians had been killed" is said."""
    page = draft.page
    return any(
        page.lemmas[at] in _KILLING
        and not is_negated(page, at)
        and any(
            page.dep[child] in ACTED_ON
            and CIVILIAN & set(page.words[page.left[child] : child + 1])
            and not {"no", "any"} & set(page.words[page.left[child] : child + 1])
            for child in page.children[at]
        )
        for at in _admitted(draft, frame)
    )


def is_left_open(page: Page, token: int) -> bool:
    """Whether words are only what "could not confirm that", "cannot verify" leaves open."""
    return any(
        page.lemmas[up] in _CHECKING and page.tags[up] != "VBN" and is_negated(page, up)
        for up in page.ancestors(token, 10)
    )


_CHECKING = frozenset({"confirm", "verify", "corroborate"})


def _admitted(draft: Draft, frame: Frame) -> list[int]:
    """Return the verbs of what is confirmed or admitted."""
    page = draft.page
    if page.lemmas[frame.verb] not in _CONFIRMING or frame.mode != "assert":
        return []
    if is_negated(page, frame.verb):
        return []
    return [at for at in page.children[frame.verb] if page.dep[at] in CONTENT]
