"""Targets that only the speaker shows: "hit our headquarters", "if they bomb X, we would worry"."""

from __future__ import annotations

from mapper.claims.assembly.draft import Draft, Fact
from mapper.claims.assembly.focus import places_for
from mapper.claims.assembly.voices import voices_at, voices_of_frame
from mapper.claims.assembly.whereabouts import general_or_local, places_struck
from mapper.claims.assembly.words import HARMING
from mapper.claims.assembly.writing import quote_of, write_claims
from mapper.claims.events.event import Event
from mapper.claims.grammar import ACTED_ON
from mapper.claims.page import Page
from mapper.claims.targets.aim import Aim
from mapper.claims.targets.groups import find_targets
from mapper.model import Stance

__all__ = ["read_echo", "read_own_group"]

_OWN = frozenset(
    {
        "group",
        "headquarters",
        "fighter",
        "position",
        "base",
        "basis",  # what the parser makes of "bases"
        "force",
        "troop",
        "unit",
        "men",
        "man",
        "soldier",
        "brigade",
        "battalion",
        "camp",
    }
)


def read_own_group(draft: Draft, sentence: int, live: list[tuple[int, Event]]) -> None:
    """Read "his group was targeted", "hit our headquarters": the speaker's own side."""
    page = draft.page
    for number, event in live:
        for verb in event.triggers:
            for child in page.children[verb]:
                if page.dep[child] not in ACTED_ON:
                    continue
                child = _one_of_many(page, child)  # noqa: PLW2901
                if page.lemmas[child] not in _OWN or not any(
                    page.words[token] in {"his", "our", "their", "her", "my", "its"}
                    for token in page.children[child]
                ):
                    continue
                speaker = voices_at(draft, child)[0].speaker
                actor = draft.lexicon.actors.get(speaker.actor or "")
                if actor and speaker.actor not in {
                    name for group in event.attackers for name in group
                }:
                    _, fine = general_or_local(places_struck(draft, number))
                    fine = fine or places_for(draft, number)
                    write_claims(
                        draft,
                        Fact(
                            "target",
                            actor["holder"],
                            child,
                            "the speaker's own side was hit",
                            event=number,
                            spots=fine,
                            general=not fine,
                        ),
                    )


def _one_of_many(page: Page, noun: int) -> int:
    """Return the bases of "one of its bases", "two of our men", else the noun itself."""
    for of in page.children[noun]:
        if page.words[of] == "of" and page.pos[noun] in {"NUM", "PRON", "DET"}:
            return next(iter(page.children[of]), noun)
    return noun


def read_echo(draft: Draft, sentence: int, live: list[tuple[int, Event]]) -> None:
    """Read "it is one thing to be targeting X, but the concern is that this is not so"."""
    for frame in draft.frames.by_sentence.get(sentence, ()):
        if frame.mode != "concern":
            continue
        words = draft.page.words[frame.start : frame.end + 1]
        if not {"not", "n't"} & set(words):
            continue
        if any(frame.start <= event.anchor <= frame.end for _, event in live):
            continue
        aims = find_targets(draft.page, sentence, live, None)
        for aim in aims or _aims_without_event(draft, sentence):
            if not frame.start <= aim.token <= frame.end and not aim.negated:
                voices = voices_of_frame(draft, frame)
                key = next(
                    (
                        claim_id
                        for claim_id, claim in draft.claims.items()
                        if claim.attribute == "target"
                        and claim.value == aim.value
                        and claim.start == quote_of(draft, aim.token)[0]
                    ),
                    None,
                )
                if key:
                    del draft.claims[key]
                write_claims(
                    draft,
                    Fact(
                        "target",
                        aim.value,
                        aim.token,
                        "a worry that it is not so",
                        True,
                        event=aim.event,
                        general=True,
                        voices=voices,
                        stance=Stance.DOUBTS,
                    ),
                )


def _aims_without_event(draft: Draft, sentence: int) -> list[Aim]:
    """Return the holders of "attacking X would be one thing", where no strike is told."""
    number = draft.last_event
    if number is None:
        return []
    page = draft.page
    start, end = page.sentences[sentence]
    found = []
    for token in range(start, end):
        hit = page.hit_at[token]
        holder = hit.entry.row.get("holder") if hit and hit.entry.table == "actors" else None
        if hit and holder and hit.entry.row["kind"] == "armed" and hit.start == token:
            verb = page.head[hit.end - 1]
            if page.dep[hit.end - 1] == "dobj" and page.lemmas[verb] in HARMING | {"fight"}:
                found.append(Aim(holder, token, False, number, "told as a condition"))
    return found
