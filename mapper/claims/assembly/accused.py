"""Whom somebody accuses, and whether it is of this strike."""

from __future__ import annotations

from mapper.claims.assembly.draft import Draft
from mapper.claims.assembly.words import HARMING
from mapper.claims.attackers.armies import named_army
from mapper.claims.attackers.phrases import actor_at
from mapper.claims.grammar import MODIFIERS, NOUN_CLAUSES, agent_of
from mapper.claims.page import Page
from mapper.claims.speakers.actors import actor_of_hit
from mapper.claims.speakers.speaker import Speaker
from mapper.claims.speech.frame import TRADING, Frame
from mapper.claims.tables import word_list

__all__ = ["accused_in", "answers_fostering", "blames_for_it", "is_of_fostering", "party_of"]

_BARE = frozenset({None, "army", "regime"})


def party_of(speaker: Speaker) -> str | None:
    """Return whom a speaker is accused as: his state or army, or "the separatists" themselves."""
    return speaker.actor or (speaker.name if speaker.kind == "fighter" else None)


def accused_in(draft: Draft, frame: Frame) -> tuple[str, ...]:
    """Return everyone accused: "accused X", "blamed Y", "blamed it on X and on Y"."""
    if frame.accused is None:
        return ()
    page = draft.page
    roots = [frame.accused]
    if page.lemmas[frame.verb] == "blame":
        roots = [
            inner
            for token in range(frame.verb, frame.end + 1)
            if (page.words[token] == "on" and page.head[token] in {frame.verb, *roots})
            or (page.words[token] == "on" and page.dep[token] == "conj")
            for inner in page.children[token]
            if page.dep[inner] == "pobj"
        ] or roots
    named = [name for root in roots for name in _actors_in(draft, root)]
    return tuple(dict.fromkeys(name for name in named if name))


def _actors_in(draft: Draft, root: int) -> list[str | None]:
    """Return the actors of "X and their ally, Y", "the army of X and fighters of Y"."""
    page = draft.page
    clauses = [at for at in page.children[root] if page.dep[at] in NOUN_CLAUSES]
    low, high = page.left[root], min([page.right[root], *(page.left[at] - 1 for at in clauses)])
    parts: list[list[int]] = [[]]
    for token in range(low, high + 1):
        if token > root and _goes_on_to_what(page, token):
            break
        if page.words[token] in _JOINING:
            parts.append([])
        else:
            parts[-1].append(token)
    named = [_party_in(draft, part) for part in parts]
    return named if sum(name is not None for name in named) > 1 else [_actor_in(draft, root)]


def _goes_on_to_what(page: Page, token: int) -> bool:
    """Whether "for the raid near Z", "of bombing Z", "who had …" goes on behind the accused."""
    if page.words[token] == "of":
        return page.tags[token + 1 : token + 2] == ["VBG"]
    return page.words[token] in {"for", "over", "after", "who", "whose", "which"}


_JOINING = frozenset({"and", "or", ",", ";"})


def _party_in(draft: Draft, part: list[int]) -> str | None:
    """Return the actor of one part: of "Russian fighters from Wagner" the group, not its home."""
    named = [name for token in part if (name := _party_at(draft, token))]
    armed = [name for name in named if draft.lexicon.actors.get(name, {}).get("kind") == "armed"]
    armies = (name for token in part if not named and (name := _army_at(draft, token)))
    return next(iter(armed or named), None) or next(armies, None)


def _army_at(draft: Draft, token: int) -> str | None:
    """Return whose "the army", "the air force" is: who is said to have struck, else the home's."""
    hit = draft.page.hit_at[token]
    row = hit.entry.row if hit and hit.entry.table == "offices" else {}
    if row.get("kind") != "military" or hit is None or hit.entry.form in _NO_ARMY:
        return None
    if draft.page.dep[token] in MODIFIERS and draft.page.head[token] == hit.end:
        return None  # "of direct military intervention"
    told = (name for event in draft.events for group in event.attackers for name in group)
    army = next((name for name in told if "army" in name), None)
    return army or named_army(draft.page, token, draft.country, draft.lexicon)


_NO_ARMY = frozenset({"coalition spokesman"})


def _backed(draft: Draft, root: int) -> str | None:
    """Return the actor of "militias backed by X", who are not X."""
    page = draft.page
    if page.lemmas[root] not in {"militia", "group", "faction", "fighter", "militant"}:
        return None
    for child in page.children[root]:
        if page.dep[child] == "acl" and page.lemmas[child] in {"back", "support", "fund", "arm"}:
            by = agent_of(page, child)
            hit = page.hit_at[by] if by is not None else None
            name = f"{hit.entry.name}-backed militias" if hit else ""
            return name if name in draft.lexicon.actors else None
    return None


def _party_at(draft: Draft, token: int) -> str | None:
    """Return the actor, or the holder such as "the rebels", that a name stands for."""
    hit = draft.page.hit_at[token]
    if hit is None:
        return None
    holder = actor_at(draft.page, hit) if hit.entry.table == "holders" else None
    return actor_of_hit(draft.page, hit) or (holder if holder not in _BARE else None)


def _actor_in(draft: Draft, root: int) -> str | None:
    page = draft.page
    own = page.hit_at[root]  # "the Syrian Kurdish YPG"
    if itself := _backed(draft, root) or (actor_of_hit(page, own) if own else None):
        return itself
    own_things = any(page.words[child] in {"its", "their"} for child in page.children[root])
    if own_things or page.words[root] == "them":
        return _spoke_before(draft, root)
    for token in range(page.left[root], page.right[root] + 1):
        if actor := _party_at(draft, token):
            return actor
        if page.words[token] == "coalition" and draft.memory.coalition:
            return draft.memory.coalition
        if army := _army_at(draft, token):
            return army
    return None


def _spoke_before(draft: Draft, token: int) -> str | None:
    """Return whom "its planes" means in "X said …. Teachers had blamed its planes"."""
    sentence = draft.page.sentence_of[token]
    for number in (sentence, sentence - 1):
        for frame in reversed(draft.frames.by_sentence.get(number, ())):
            accuses = frame.mode == "accuse"
            if frame.verb < token and not accuses and frame.speakers and frame.speakers[0].actor:
                return frame.speakers[0].actor
    return None


def blames_for_it(draft: Draft, frame: Frame) -> bool:
    """Whether nothing else than the strike is what somebody is blamed for."""
    page = draft.page
    if page.lemmas[frame.verb] in {"put", "lay", "place", "pin", "point"} | TRADING:
        return True
    if page.lemmas[frame.verb] not in {"blame", "hold"}:
        return _accuses_of_it(draft, frame)
    prepositions = [child for child in page.children[frame.verb] if page.words[child] == "for"]
    return not prepositions or any(
        page.lemmas[token] in {"attack", "strike", "bombing", "raid", "it", "shelling"}
        or page.words[token - 1 : token + 1] == ["that", "one"]
        for token in range(prepositions[0], page.right[prepositions[0]] + 1)
    )


def is_of_fostering(page: Page, frame: Frame) -> bool:
    """Whether "accused X of sheltering those who bomb" charges X with no strike of its own."""
    return frame.mode == "accuse" and any(
        page.words[of] == "of" and page.lemmas[deed] in _FOSTERING
        for above in (frame.verb, frame.accused)
        if above is not None
        for of in page.children[above]
        for deed in page.children[of]
    )


def answers_fostering(draft: Draft, frame: Frame) -> bool:
    """Whether "X denies the charge" answers just such an accusation."""
    sentence = draft.page.sentence_of[frame.verb]
    return frame.mode == "deny" and any(
        is_of_fostering(draft.page, other) and other.verb < frame.verb
        for number in (sentence, sentence - 1)
        for other in draft.frames.by_sentence.get(number, ())
    )


_FOSTERING = word_list("fostering")
_NO_WORDS = frozenset({"PUNCT", "SPACE"})


def _accuses_of_it(draft: Draft, frame: Frame) -> bool:
    """Whether "accused X of shelling the camp", "of having fired the rounds"."""
    page = draft.page
    behind = [at for at in range(frame.verb, frame.end) if page.words[at] == "of"]
    last = max(at for at in range(frame.verb, frame.end + 1) if page.pos[at] not in _NO_WORDS)
    if frame.accused is not None and last <= page.right[frame.accused] and not behind:
        # "the army accused the rebels."
        return True
    return any(
        page.lemmas[token] in draft.lexicon.event_verbs
        or page.lemmas[token] in draft.lexicon.event_nouns
        or page.lemmas[token] in HARMING | {"fire", "firing", "burn", "massacre", "launch"}
        for token in range(behind[0] if behind else frame.end, frame.end + 1)
    )
