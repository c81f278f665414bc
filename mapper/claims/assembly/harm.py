"""Claims that civilians were harmed or not."""

from __future__ import annotations

from dataclasses import replace
from itertools import zip_longest

from mapper.claims.assembly.confirming import admits_deaths, is_left_open
from mapper.claims.assembly.draft import Draft, Fact
from mapper.claims.assembly.focus import event_for, last_spots, places_of_figure
from mapper.claims.assembly.voices import is_called_false, voices_at
from mapper.claims.assembly.whereabouts import general_or_local
from mapper.claims.assembly.words import CIVILIAN, HARMING
from mapper.claims.assembly.writing import write_claims
from mapper.claims.events.event import Event
from mapper.claims.grammar import ACTED_ON, is_negated
from mapper.claims.page import Page
from mapper.claims.tables import word_list
from mapper.model import Stance

__all__ = ["read_civilian_harm", "read_inquiry", "read_killed_people"]

_HARMED = frozenset(
    [
        "harmed",
        "hurt",
        "killed",
        "injured",
        "wounded",
        "casualties",
        "deaths",
        "dead",
        "died",
        "victims",
        "harm",
        "hit",
        "targeted",
        "struck",
        "affected",
        "strikes",
        "attack",
        "attacks",
        "losses",
        "loss",
        "fatalities",
        "injuries",
        "bloodshed",
        "perished",
    ]
)


_FINDINGS = frozenset(
    {"indication", "indications", "evidence", "reports", "information", "knowledge", "aware"}
)
"""What one has none of who denies that anybody was hurt."""


def read_civilian_harm(draft: Draft, sentence: int, live: list[tuple[int, Event]]) -> None:
    """Read "no civilian was harmed", "did not hit civilian infrastructure", and the like."""
    page = draft.page
    start, end = page.sentences[sentence]
    for token in range(start, end):
        collateral = page.words[token : token + 2] == ["collateral", "damage"]
        young = page.words[token] in {"children", "women"}
        unarmed = page.words[max(start, token - 2) : token + 1] == ["non", "-", "combatants"]
        if page.words[token] not in CIVILIAN and not (collateral or young or unarmed):
            continue
        number = event_for(draft, token, sentence, live, near=5)
        if number is None:
            return
        told = next(iter(draft.frames.around(sentence, token)), None)
        # "no evidence for the claim that civilians were hit": whose claim it is says they were
        first = max(start, told.start) if told is not None and told.story else start
        verdict = None if _is_left_open(page, token) else _harm_at(draft, token, first, end)
        if collateral:
            absent = {"nil", "zero", "no", "none", "without"}
            verdict = bool(absent & set(page.words[max(start, token - 4) : token + 5])) or None
        asked = _is_asked(draft, token)
        if not asked and (verdict is None or (young and not verdict)):
            continue
        spots = places_of_figure(draft, number, token) or last_spots(draft, sentence)
        general, fine = general_or_local(spots)
        write_claims(
            draft,
            Fact(
                "civilian_harm",
                True,
                token,
                "civilians hit or not",
                bool(verdict) and not asked,
                stance=Stance.DOUBTS if asked else None,
                event=number,
                spots=fine,
                general=general,
            ),
        )
        return


def read_killed_people(draft: Draft, live: list[tuple[int, Event]]) -> None:
    """Read "the drone killed traders": people who are no fighters, and whom nobody counts."""
    page = draft.page
    for number, event in live:
        for verb in event.triggers:
            if page.lemmas[verb] not in _KILLING or is_negated(page, verb) or event.irrealis:
                continue
            for people in page.children[verb]:
                if page.dep[people] in ACTED_ON and _are_uncounted(page, people):
                    _, fine = general_or_local(places_of_figure(draft, number, people))
                    write_claims(
                        draft,
                        Fact(
                            "civilian_harm",
                            True,
                            people,
                            "civilians killed, not counted",
                            event=number,
                            spots=fine,
                            general=not fine,
                        ),
                    )


_KILLING = frozenset({"kill", "wound", "injure"})


def _are_uncounted(page: Page, people: int) -> bool:
    """Whether a plural of civilians stands without a number, or "no"."""
    hit = page.hit_at[people]
    if hit is None or hit.entry.table != "persons" or page.tags[people] != "NNS":
        return False
    few = {"no", "any", "some", "several", "many", "few", "more"}
    before = range(page.left[people], people)
    counted = any(page.pos[at] == "NUM" or page.words[at] in few for at in before)
    return hit.entry.row["detail"] in {"civilian", "child", "woman"} and not counted


def read_inquiry(draft: Draft, sentence: int) -> None:
    """Read "it was looking into the reports", behind what others told of civilians killed."""
    page = draft.page
    start, end = page.sentences[sentence]
    if CIVILIAN & set(page.words[start:end]) or draft.last_placed is None:
        return
    told = any(
        claim.attribute.startswith("civilian") and page.starts[start] - claim.start < _RECENT
        for claim in draft.claims.values()
    )
    token = next((at for at in range(start, end) if told and _asks_about_reports(page, at)), None)
    if token is None or not draft.frames.around(sentence, token):
        return
    general, fine = general_or_local(last_spots(draft, sentence))
    rule = "reports of civilians hit are looked into"
    fact = Fact("civilian_harm", True, token, rule, False, stance=Stance.DOUBTS)
    write_claims(draft, replace(fact, event=draft.last_placed, spots=fine, general=general))


_RECENT = 600
"""Characters back in which the answered reports stand."""


def _asks_about_reports(page: Page, verb: int) -> bool:
    if page.lemmas[verb] not in _INQUIRING or is_negated(page, verb):
        return False
    objects = [
        inner
        for child in page.children[verb]
        for inner in (child, *page.children[child])
        if page.dep[inner] in {"dobj", "pobj"}
    ]
    return any(page.lemmas[at] in {"report", "claim", "allegation", "account"} for at in objects)


def _is_asked(draft: Draft, token: int) -> bool:
    """Whether somebody only looks into it: "was checking whether civilians had been hurt"."""
    page = draft.page
    if not draft.frames.around(page.sentence_of[token], token):
        return False
    return any(
        page.pos[above] == "VERB"
        and page.lemmas[above] in _INQUIRING
        and page.tags[above] in {"VBG", "VB", "VBZ", "VBP"}
        and not is_negated(page, above)
        and not _finds_that(page, above)
        for above in page.ancestors(token, 8)
    )


def _finds_that(page: Page, verb: int) -> bool:
    """Whether "we assess that no civilians were hurt" tells what was found."""
    content = next((at for at in page.children[verb] if page.dep[at] == "ccomp"), None)
    asked = content is not None and any(
        page.words[at] in {"whether", "if", "how", "what"}
        for at in range(page.left[content], content)
    )
    return page.lemmas[verb] == "assess" and content is not None and not asked


_INQUIRING = word_list("inquiring")


def _is_left_open(page: Page, token: int) -> bool:
    """Whether "could not say whether it had caused deaths" is told of those at a token."""
    verb = next((up for up in page.ancestors(token, 6) if page.pos[up] == "VERB"), token)
    asked = any(
        page.words[at] in {"if", "whether"} and page.dep[at] == "mark" for at in page.children[verb]
    )
    return asked and is_negated(page, page.head[verb])


def _is_admitted(draft: Draft, verb: int) -> bool:
    """Whether "admitted that civilians had been killed" is said."""
    frame = draft.frames.verbs.get(draft.page.head[verb])
    return frame is not None and admits_deaths(draft, frame)


def _were_not_there(page: Page, token: int) -> bool:
    """Whether "there were no civilians", "not a single civilian had been inside" is said."""
    verb = page.head[token]
    if page.dep[token] not in {"nsubj", "attr"} or page.lemmas[verb] not in {"be", "live", "stay"}:
        return False
    if page.dep[token] == "attr" and not any(page.dep[at] == "expl" for at in page.children[verb]):
        return False
    before = page.words[max(page.left[token], token - 4) : token]
    none = "no" in _before_counts(before) or (before[:1] == ["not"] and "single" in before)
    return none or (page.dep[token] == "attr" and is_negated(page, verb))


_UNTOLD = word_list("left untold")
"""What is done, or not, with figures, and tells nothing of harm: "gave no details on deaths"."""


def _before_counts(words: list[str]) -> list[str]:
    """Return words without the "no" of "no fewer than", which denies nothing."""
    return [
        word
        for word, other in zip_longest(words, words[1:])
        if word != "no" or other not in {"fewer", "less", "more", "longer"}
    ]


def _is_among(page: Page, token: int) -> bool:
    """Whether "killed 70 people, including civilians" counts civilians among the dead."""
    above = page.head[token]
    return page.dep[token] == "pobj" and page.words[above] in {"including", "among", "with"}


def _harm_at(draft: Draft, token: int, start: int, end: int) -> bool | None:
    """Return whether harm to the civilians at `token` is negated; None when it is not told."""
    page = draft.page
    verb = next(
        (
            up
            for up in page.ancestors(token, 6)
            if page.pos[up] == "VERB" and page.dep[up] != "prep"
        ),
        None,
    )
    around = page.words[max(start, token - 6) : min(end, token + 7)]
    harmed = bool(_HARMED & set(around)) or (verb is not None and page.lemmas[verb] in HARMING)
    finding = _FINDINGS & set(page.words[start:token])
    untold = is_left_open(page, token) or (verb is not None and page.lemmas[verb] in _UNTOLD)
    if _were_not_there(page, token) or untold or not (harmed or finding):
        return _were_not_there(page, token) or None
    absent = {"no", "without"} & set(_before_counts(page.words[max(start, token - 5) : token]))
    if not absent and finding:
        absent = {"no", "without", "not"} & set(page.words[max(start, token - 12) : token])
    single = page.words[max(start, token - 3) : token] == ["not", "a", "single"]
    negated = bool(absent) or single or (verb is not None and is_negated(page, verb))
    denied = any(voice.mode == "deny" for voice in voices_at(draft, token))
    denied = denied or is_called_false(draft, token)
    told = draft.frames.verbs.get(verb) if verb is not None else None
    if told is not None and told.mode == "deny" and not denied:
        # "said that …, and dismissed talk of dead civilians": one speaker, two manners
        return True
    if negated or denied:
        return negated
    if verb is None:
        return None
    if page.lemmas[verb] in HARMING and _is_among(page, token):
        return False
    caused = {"casualties", "harm"} & set(page.words[token : token + 2]) and page.lemmas[verb] in {
        "have",
        "cause",
        "result",
        "leave",
        "inflict",
        "report",
    }
    return False if caused or (told is None and _is_admitted(draft, verb)) else None
