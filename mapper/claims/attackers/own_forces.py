# ruff: noqa: PLR0911
# a list of cases with an answer each reads better whole than in parts
"""Whether a speaker tells of a strike by his own forces.

"Our aircraft hit X", said by a general, and "the army struck X", said by the army itself.
"""

from __future__ import annotations

from collections.abc import Set

from mapper.claims.attackers.named import DEFENDING, LIGHT_VERBS, is_brought_down
from mapper.claims.attackers.phrases import actors_in_phrase
from mapper.claims.attackers.pronouns import has_pronoun
from mapper.claims.events.event import Event
from mapper.claims.grammar import NOUN_CLAUSES, OBJECTS, SUBJECTS, clause_of
from mapper.claims.page import Page
from mapper.claims.speech.frame import Frame, Frames

__all__ = ["possessive_actor", "speakers_own_forces", "speaking_army"]

_OFFICES = frozenset({"office", "military", "government", "official"})
_OWNERS = _OFFICES | {"group"}
"""Who may say "its jets" of his own: an army that is a party of its own, too."""
_SORRY = frozenset({"apologise", "apologize"})


_ARMED_NOUNS = frozenset(
    [
        "force",
        "forces",
        "army",
        "military",
        "air",
        "warplane",
        "plane",
        "jet",
        "aircraft",
        "helicopter",
        "drone",
        "navy",
        "artillery",
        "troop",
        "pilot",
        "warship",
        "defence",
        "defense",
        "side",
        "regime",
        "government",
        "fighter",
        "militia",
    ]
)


def possessive_actor(page: Page, event: Event, frames: Frames) -> str | None:
    """Return whose "our air force", "its planes" are: the speaker's."""
    around = frames.answered(event.sentence, event.anchor)
    speaker = around[0].speakers[0] if around and around[0].speakers else None
    if around and around[0].mode not in {"assert", "deny"}:
        return None
    if speaker is None or speaker.actor is None or speaker.kind not in _OWNERS:
        return None
    if is_brought_down(page, event):
        return None
    sorry = page.lemmas[around[0].verb] in _SORRY and not event.negated
    if not (sorry or _has_possessive(page, event)):
        return None
    return None if _tells_of_another(page, event, around[0], speaker.actor) else speaker.actor


def _tells_of_another(page: Page, event: Event, frame: Frame, actor: str) -> bool:
    """Whether "X said that Y killed ten when its jets struck" tells of Y's jets, and not of X's."""
    if frame.verb > event.anchor:
        return False
    subjects = (
        at
        for at in range(frame.verb + 1, event.anchor)
        if page.dep[at] == "nsubj" and page.head[at] not in event.triggers
    )
    hits = (page.hit_at[at] for at in subjects)
    return any(
        hit is not None
        and hit.entry.table == "actors"
        and hit.entry.name != actor
        and hit.entry.sense != "demonym"
        for hit in hits
    )


def speaking_army(event: Event, frames: Frames) -> str | None:
    """Return whose "the air force" is where a military speaks of it: its own."""
    around = frames.answered(event.sentence, event.anchor)
    speaker = around[0].speakers[0] if around and around[0].speakers else None
    return speaker.actor if speaker and speaker.kind == "military" else None


def speakers_own_forces(
    page: Page,
    event: Event,
    frames: Frames,
    last: tuple[int, list[tuple[str, ...]]] | None,
    without_aircraft: Set[str] = frozenset(),
) -> str | None:
    """Return the speaker's actor where an office tells of what its own forces did.

    The jets that a group without any tells of are the other side's.
    """
    around = frames.answered(event.sentence, event.anchor)
    speaker = around[0].speakers[0] if around and around[0].speakers else None
    if last is not None and around and around[0].mode == "deny":
        # "X and Y deny hitting homes": the one whose strike was told last answers for it
        laid = (s for s in around[0].speakers if any(s.actor in group for group in last[1]))
        speaker = next(laid, speaker)
    if not speaker or not speaker.actor or speaker.kind not in _OFFICES:
        return None
    if is_brought_down(page, event):
        return None
    others = last is not None and not any(speaker.actor in group for group in last[1])
    if others and speaker.kind == "official" and around[0].mode == "assert":
        # "drones hit a hotel", says the governor after the other side's strike was told
        return None
    if (
        around[0].mode in {"assert", "deny"}
        and _says_own_arm(page, event)
        and not (others and _has_definite_arm(page, event))
        and not (speaker.actor in without_aircraft and "aircraft" in event.weapons)
    ):
        return speaker.actor
    known = last is not None and any(speaker.actor in group for group in last[1])
    if around[0].mode == "deny" and not _has_named_subject(page, event):
        return speaker.actor
    if around[0].mode == "assert" and _acts_itself(page, event):
        return speaker.actor
    if _acts_by_pronoun(page, event) and not event.negated and (last is None or known):
        return speaker.actor
    commands = speaker.kind != "official" or known
    if (
        commands
        and around[0].mode == "assert"
        and (known or last is None)
        and (known or not _is_done_by_a_strike(page, event))
        and (_is_own_report(page, event))
    ):
        # unnamed officials tell of others' strikes as well
        return speaker.actor
    return None


def _has_named_subject(page: Page, event: Event) -> bool:
    return any(
        page.dep[child] in SUBJECTS and page.words[child] not in {"it", "they", "we"}
        for verb in event.triggers
        if page.pos[verb] == "VERB"
        for child in page.children[verb]
    ) or all(page.pos[verb] != "VERB" for verb in event.triggers)


def _acts_by_pronoun(page: Page, event: Event) -> bool:
    """Whether a pronoun does the striking: "it got a warning before the bombing" does not."""
    verb = event.clause
    told = verb in event.triggers or page.lemmas[verb] in LIGHT_VERBS
    return has_pronoun(page, event) and (told or page.pos[verb] != "VERB")


def _acts_itself(page: Page, event: Event) -> bool:
    """Whether "it" or "we" is the subject of the striking: the speaker's own deed."""
    return any(
        page.dep[child] == "nsubj" and page.words[child] in {"it", "we"}
        for verb in event.triggers
        if page.pos[verb] == "VERB"
        for child in page.children[verb]
    )


def _clause_tokens(page: Page, event: Event) -> list[int]:
    start, end = page.sentences[event.sentence]
    return [token for token in range(start, end) if clause_of(page, token) in event.clauses]


def _acts(page: Page, arm: int) -> bool:
    """Whether "its drones" or "one of its drones" does something, and is not done to."""
    if page.dep[arm] == "pobj" and page.words[page.head[arm]] == "of":
        arm = page.head[page.head[arm]]
    if page.dep[page.head[arm]] == "agent":
        return True  # "struck by its jets"
    return page.dep[arm] not in OBJECTS


def _has_possessive(page: Page, event: Event) -> bool:
    """Whether "its planes", "our forces" strike here, or "its raid" is told of."""
    return any(
        page.words[token] in {"its", "our", "their", "country"}
        and page.dep[token] == "poss"
        and not _is_of_subject(page, token)
        and (
            page.head[token] == event.anchor
            or (_is_arm(page, page.head[token]) and _acts(page, page.head[token]))
        )
        for token in _clause_tokens(page, event)
    )


def _is_of_subject(page: Page, token: int) -> bool:
    """Whether "their" in "the jets went on with their raids" is said of the jets."""
    if page.words[token] != "their":
        return False
    verb = clause_of(page, token)
    subjects = [at for at in page.children[verb] if page.dep[at] == "nsubj" and at < token]
    return any(page.tags[at] == "NNS" and _is_a_carrier(page, at) for at in subjects)


def _has_definite_arm(page: Page, event: Event) -> bool:
    """Whether "the jets", "the unmanned aircraft" strike: those told of before."""
    return any(
        page.dep[child] == "nsubj"
        and (page.tags[child] == "NNS" or _is_a_carrier(page, child))
        and any(page.words[other] in {"the", "these", "those"} for other in page.children[child])
        for verb in event.triggers
        for child in page.children[verb]
    )


def _is_a_carrier(page: Page, token: int) -> bool:
    """Whether a word means one aircraft, and not a whole arm such as an air force."""
    hit = page.hit_at[token]
    return (
        hit is not None
        and hit.entry.table == "weapons"
        and hit.entry.row["kind"] == "carrier"
        and page.lemmas[token] not in {"force", "forces", "aviation", "power", "artillery"}
    )


def _says_own_arm(page: Page, event: Event) -> bool:
    """Whether "the air force", "jets", "the army" without a country strike here."""
    for verb in event.triggers:
        for child in page.children[verb]:
            if page.dep[child] == "nsubj" and page.words[child] != "it":
                hit = page.hit_at[child]
                if hit and hit.entry.table == "weapons" and hit.entry.row["kind"] == "carrier":
                    # "a jet came", says who has none or does not call it his own
                    if any(page.words[other] in {"a", "an"} for other in page.children[child]):
                        return False
                    return not actors_in_phrase(
                        page, child, max(page.left[child], child - 8), child
                    )
                if page.lemmas[child] in {"army", "navy", "military"}:
                    return True
    return False


def _is_arm(page: Page, token: int) -> bool:
    hit = page.hit_at[token]
    return page.lemmas[token] in _ARMED_NOUNS or bool(
        hit
        and hit.entry.table == "weapons"
        and hit.entry.row["kind"] in {"carrier", "strike", "munition"}
    )


_STRIKES = frozenset({"strike", "airstrike", "attack", "raid", "bombing", "bombardment"})


def _is_done_by_a_strike(page: Page, event: Event) -> bool:
    """Whether "an airstrike destroyed a house", "the attack targeted X" is told of a strike."""
    return any(
        page.dep[child] == "nsubj" and page.lemmas[child] in _STRIKES
        for verb in (event.clause, *event.triggers)
        for child in page.children[verb]
    )


def _is_own_report(page: Page, event: Event) -> bool:
    """Whether an office tells of strikes as of its own work: "strikes were carried out on X"."""
    shot_down = any(
        page.dep[token] in NOUN_CLAUSES and page.lemmas[page.head[page.head[token]]] in DEFENDING
        for token in event.triggers
    )
    return not shot_down and any(
        page.lemmas[token] in {"carry", "conduct", "destroy", "target", "launch"}
        for token in {event.clause, *event.triggers}
    )
