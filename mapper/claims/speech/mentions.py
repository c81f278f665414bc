"""Who is named without speaking: the next "he", "the group" or "the army" may be them."""

from __future__ import annotations

from mapper.claims.grammar import ANY_SUBJECT, SUBJECTS
from mapper.claims.page import Page
from mapper.claims.speakers.actors import actor_of_hit, is_made_by
from mapper.claims.speakers.naming import serving
from mapper.claims.speakers.owners import note_state
from mapper.claims.speakers.people import GROUP_NOUNS
from mapper.claims.speakers.phrases import find_speaker
from mapper.claims.speakers.speaker import Memory, Speaker
from mapper.claims.tables import Lexicon

__all__ = ["note_actor", "note_body", "note_person"]


def note_person(page: Page, token: int, number: int, lexicon: Lexicon, memory: Memory) -> None:
    """Remember a person who is named and does not speak: the next "he" may be him."""
    if token in memory.quoted:
        return
    row = lexicon.speakers.get(page.lemmas[token])
    if row and row["person"] == "1" and page.dep[token] == "nsubj" and page.tags[token] == "NN":
        speaker = find_speaker(page, token, lexicon, memory)
        if speaker and speaker.person:
            memory.mentioned = (number, speaker)
        return
    if token in memory.full_names:
        name = memory.full_names[token]
        spoke = memory.mentioned
        if spoke is None or number - spoke[0] >= 1:
            memory.mentioned = (number, serving(page, token, memory.people[name], lexicon, memory))


def note_body(page: Page, token: int, number: int, lexicon: Lexicon, memory: Memory) -> None:
    """Remember a body that is a sentence's subject without speaking: the next "it" is it."""
    if token in memory.quoted or page.pos[token] == "PRON":
        return
    if page.dep[token] != "nsubj" and not _comes_from(page, token):
        return
    hit = page.hit_at[token]
    named = hit is not None and hit.entry.table in {"actors", "organisations", "outlets", "offices"}
    group = page.lemmas[token] in {"group", "movement", "militia"}
    many = page.dep[token] == "nsubj" and _are_many(page, token, lexicon)
    if not (named or group or many or page.pos[token] == "PROPN"):
        return
    speaker = find_speaker(page, token, lexicon, memory)
    if speaker and not speaker.person and speaker.kind not in {"unknown", "local"}:
        memory.subject = (number, speaker)


def _are_many(page: Page, token: int, lexicon: Lexicon) -> bool:
    """Whether a word means speakers of whom the next "they" is said: "prosecutors"."""
    return page.tags[token] == "NNS" and page.lemmas[token] in lexicon.speakers


def _comes_from(page: Page, token: int) -> bool:
    """Whether "another count came from X": X goes on as "it"."""
    above = page.head[token]
    return page.words[above] == "from" and page.lemmas[page.head[above]] == "come"


def note_actor(page: Page, token: int, lexicon: Lexicon, memory: Memory) -> None:
    """Remember an actor that is named, for "the army" and "the group" after it."""
    hit = page.hit_at[token]
    if hit is None or hit.entry.table != "actors" or is_made_by(page, hit):
        return
    row = hit.entry.row
    if token == hit.end - 1:
        note_state(page, hit, lexicon, memory)
    if row["kind"] == "armed" and hit.entry.name.rpartition(" ")[2] in {"army", "military"}:
        memory.army = Speaker(row["speaker"], "military", hit.entry.name)
    last = hit.end - 1
    if token != last or actor_of_hit(page, hit) is None:
        return
    if page.dep[last] in SUBJECTS:
        memory.topic = hit.entry.name
    explained = any(
        page.dep[child] == "appos" and page.lemmas[child] in GROUP_NOUNS
        for child in page.children[last]
    )
    told_of = explained or page.dep[last] in ANY_SUBJECT
    if row["kind"] == "armed" and told_of and token not in memory.quoted:
        memory.note_group(Speaker(row["speaker"], "government", hit.entry.name))
