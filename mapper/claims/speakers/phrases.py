# ruff: noqa: PLR0911
# a list of cases with an answer each reads better whole than in parts
"""Which claimant a phrase of the sentence names.

A person, a body, an office, a pronoun or an unnamed source: the kinds are tried from the surest
to the vaguest, and "a statement by X" is X's.
"""

from __future__ import annotations

from dataclasses import replace

from mapper.claims.grammar import BY_WHOM, MODIFIERS
from mapper.claims.page import Hit, Page
from mapper.claims.speakers.actors import actor_of_hit, core_span, hits_in
from mapper.claims.speakers.bodies import (
    SOCIETIES,
    full_body,
    named_body,
    note_last_word,
    proper_body,
    unlisted_body,
)
from mapper.claims.speakers.naming import (
    calling_himself,
    met_before,
    named_after_body,
    named_behind,
    named_person,
    of_the_post_before,
)
from mapper.claims.speakers.offices import (
    PARTS,
    PRESS,
    office_of,
    part_of_office,
    source_in_office,
    speaks_for_office,
)
from mapper.claims.speakers.people import GROUP_NOUNS
from mapper.claims.speakers.speaker import Memory, Speaker
from mapper.claims.speakers.unnamed import SPOKESMEN, unnamed_source
from mapper.claims.tables import Lexicon

__all__ = ["find_speaker"]

_PERSON_PRONOUNS = frozenset({"he", "she", "him", "her"})


_GROUP_PRONOUNS = frozenset({"it", "they", "we", "them"})


_SOME_OF = frozenset({"one", "another", "some", "others", "several", "many", "most", "both"})


_UMBRELLAS = frozenset({"forces", "rebels", "militias"})


_STATEMENTS = frozenset(
    {"statement", "report", "release", "communique", "briefing", "accounts"}
    | {"investigation", "inquiry", "analysis", "review", "survey"}
)


def _pronoun(page: Page, root: int, lexicon: Lexicon, memory: Memory) -> Speaker | None:
    word = page.words[root]
    if word in _PERSON_PRONOUNS:
        number = page.sentence_of[root]
        if memory.mentioned and number - memory.mentioned[0] <= 2:
            return memory.mentioned[1]
        return memory.last_person or memory.last
    if word in _GROUP_PRONOUNS:
        above = _subject_above(page, root, lexicon, memory)
        return above or _subject_before(page, root, memory) or memory.last_group or memory.last
    if word == "i":
        return memory.last_person
    return None


def _subject_above(page: Page, pronoun: int, lexicon: Lexicon, memory: Memory) -> Speaker | None:
    """Return the body that is the subject above: "the army showed …, which it said"."""
    if page.words[pronoun] == "we":
        return None
    own = page.head[pronoun]
    for verb in page.ancestors(own):
        for child in page.children[verb]:
            if (
                page.dep[child] == "nsubj"
                and child < pronoun
                and page.pos[child] in {"NOUN", "PROPN"}
            ):
                speaker = find_speaker(page, child, lexicon, memory)
                speaks = speaker and not speaker.person and speaker.kind not in {"unknown", "local"}
                return speaker if speaks else None
    return None


def _subject_before(page: Page, pronoun: int, memory: Memory) -> Speaker | None:
    """Return the body that was the subject of this sentence or the one before."""
    if memory.subject is None or page.words[pronoun] == "we":
        return None
    number, body = memory.subject
    if page.words[pronoun] == "they" and number == page.sentence_of[pronoun]:
        before = page.words[pronoun - 1]
        if before in {",", '"'} and page.head[page.head[pronoun]] == page.head[pronoun]:
            return None  # "the air force struck at night, they said"
    return body if page.sentence_of[pronoun] - number <= 1 else None


def find_speaker(page: Page, root: int, lexicon: Lexicon, memory: Memory) -> Speaker | None:
    """Return who the noun phrase at token `root` names, or None when nobody can be told."""
    if page.words[root] in {"who", "which", "that"}:
        return None
    appositions = _appositions(page, root, lexicon)
    if page.words[root] in _SOME_OF:
        return _one_of(page, root, appositions, lexicon, memory)
    if page.pos[root] == "PRON":
        return _pronoun(page, root, lexicon, memory)
    beside = _beside_place(page, root, appositions, lexicon)
    if beside is not None:
        return find_speaker(page, beside, lexicon, memory)
    full_name = memory.short_names.get(page.shapes[root])
    if full_name is not None and full_name != root:
        return find_speaker(page, full_name, lexicon, memory)
    start, end = core_span(page, root)
    hits = hits_in(page, start, end)
    return (
        _named(page, start, root, hits, appositions, lexicon, memory)
        or _called_again(page, start, root, memory)
        or _holding_office(page, start, root, hits, lexicon, memory)
        or _actor_itself(page, root, hits, lexicon, memory)
        or _told_before(page, start, root, memory)
        or _unlisted(page, start, root, hits, lexicon, memory)
    )


def _appositions(page: Page, root: int, lexicon: Lexicon) -> list[int]:
    """Return the names beside a phrase: also "the head of the monitor, Karim Haddad"."""
    found = [
        child
        for child in page.children[root]
        if page.dep[child] == "appos" and page.lemmas[child] not in _ANOTHERS
    ]
    if found or lexicon.speakers.get(page.lemmas[root], {}).get("person") != "1":
        return found
    names = {end - 1 for _, end in page.people}
    return [
        beside
        for child in page.children[root]
        if page.dep[child] == "prep" and page.words[child] in {"of", "for", "at", "in"}
        for body in page.children[child]
        for beside in page.children[body]
        if page.dep[beside] == "appos" and beside in names
    ]


_ANOTHERS = frozenset({"ally", "affiliate", "enemy", "foe", "offshoot", "partner", "rival"})
"""What one body is to another that is named with it: "X, an ally of Y" is not Y."""


def _beside_place(page: Page, root: int, appositions: list[int], lexicon: Lexicon) -> int | None:
    """Return who speaks in "… in X, Mali, a spokesman for Y said": a country is no spokesman."""
    if root not in page.geography:
        return None
    return next(
        (
            at
            for at in appositions
            if page.words[page.left[at]] in {"a", "an"}
            and page.lemmas[at] != "member"
            and lexicon.speakers.get(page.lemmas[at], {}).get("person") == "1"
        ),
        None,
    )


def _told_before(page: Page, start: int, root: int, memory: Memory) -> Speaker | None:
    """Return the body of which "the command", "the institute" repeats the last word."""
    alone = page.words[start] == "the" and start + 1 == root
    return memory.by_noun.get(page.words[root]) if alone else None


def _called_again(page: Page, start: int, root: int, memory: Memory) -> Speaker | None:
    """Return the body that a word of its name in capitals repeats: "the Directorate"."""
    word = page.shapes[root]
    alone = page.words[start] == "the" and start + 1 == root
    if not (alone and word[:1].isupper()) or page.hit_at[root] is not None:
        return None
    bodies = [*memory.by_noun.values(), memory.by_noun.get(page.words[root])]
    told = [body for body in bodies if body and word in body.name.split()]
    return told[-1] if told else None


def _named(
    page: Page,
    start: int,
    root: int,
    hits: list[Hit],
    appositions: list[int],
    lexicon: Lexicon,
    memory: Memory,
) -> Speaker | None:
    """Return the person or the body that a phrase, or what stands beside it, names."""
    full = full_body(page, start, root)
    if full and not _is_posts_holder(page, root, lexicon, memory):
        memory.note_group(full)
        note_last_word(full, memory)
        return full
    whole = [hit for hit in hits if _has_its_noun(page, hit, root)]
    if whole:
        return named_body(page, whole, memory)
    explained = _explained(page, start)
    if explained:
        return named_body(page, [explained], memory)
    person = (
        _post_holder(page, root, appositions, lexicon, memory)
        or named_person(page, start, root, lexicon, memory)
        or named_after_body(page, root, lexicon, memory)
    )
    if person:
        return person
    if lexicon.speakers.get(page.lemmas[root], {}).get("person") == "1":
        person = calling_himself(page, root, lexicon, memory)
        if person:
            return person
        person = named_behind(page, root, lexicon, memory)
        if person:
            person = _of_its_own(page, start, root, person, lexicon, memory)
            return met_before(page, start, root, person, memory)
    if any(hit.start <= root < hit.end and hit.entry.name[:1].isupper() for hit in hits):
        body = named_body(page, [hit for hit in hits if hit.start <= root], memory)
        if body:
            return body
    if appositions and proper_body(page, start, root, hits):
        kind = _kind_of(page, appositions, lexicon, memory)
        return replace(unlisted_body(page, start, root, hits, lexicon), kind=kind)
    for apposition in appositions:
        beside = _named_beside(page, start, root, apposition, lexicon, memory)
        if beside:
            return beside
    body = named_body(page, hits, memory)
    return None if page.lemmas[root] in {"activist", "resident", "witness"} else body


def _is_posts_holder(page: Page, root: int, lexicon: Lexicon, memory: Memory) -> bool:
    """Whether "the Director-General of X (XYZ), NAME" names a person, and no body called so."""
    post = lexicon.speakers.get(page.lemmas[root], {}).get("person") == "1"
    return post and named_behind(page, root, lexicon, memory) is not None


def _has_its_noun(page: Page, hit: Hit, root: int) -> bool:
    """Whether "the Witness Lawyers Initiative" is told, of the Witness Lawyers of a table."""
    society = page.words[root] in SOCIETIES and page.shapes[root][:1].isupper()
    return society and hit.end == root and hit.entry.table == "organisations"


def _post_holder(
    page: Page, root: int, appositions: list[int], lexicon: Lexicon, memory: Memory
) -> Speaker | None:
    """Return the person of "the Director of Media Operations, X", parsed as X the operations."""
    posts = [child for child in page.children[root] if page.dep[child] == "nmod"]
    if not any(lexicon.speakers.get(page.words[at], {}).get("person") == "1" for at in posts):
        return None
    names = [memory.full_names[at] for at in appositions if at in memory.full_names]
    return memory.people[names[0]] if names else None


def _of_its_own(
    page: Page, start: int, root: int, person: Speaker, lexicon: Lexicon, memory: Memory
) -> Speaker:
    """Give "its spokesman, X" the side of the body that spoke or acted just before."""
    if page.words[start] != "its" or page.lemmas[root] not in SPOKESMEN or person.actor:
        return person
    first, _ = page.sentences[page.sentence_of[root]]
    own = [at for at in range(first, start) if page.dep[at] == "nsubj"]
    body = find_speaker(page, own[-1], lexicon, memory) if own else None
    if not own and memory.subject and page.sentence_of[root] - memory.subject[0] <= 1:
        body = memory.subject[1]
    if body is None or body.actor is None or body.person:
        return person
    known = replace(person, actor=body.actor, kind=body.kind)
    memory.people[person.name] = known
    return known


def _explained(page: Page, start: int) -> Hit | None:
    """Return the body that "a monitoring group" explains where the parse cut them apart."""
    if start < 2 or page.words[start] not in {"a", "an"} or page.words[start - 1] != ",":
        return None
    hit = page.hit_at[start - 2]
    begins = hit is not None and page.sentences[page.sentence_of[start]][0] == hit.start
    return hit if begins and hit and hit.entry.table in {"organisations", "outlets"} else None


def _named_beside(
    page: Page, start: int, root: int, apposition: int, lexicon: Lexicon, memory: Memory
) -> Speaker | None:
    """Return who an apposition names: "the mayor, X", "a rights group, Y"."""
    low, high = core_span(page, apposition)
    full = full_body(page, low, apposition)
    if full:
        return full
    post = lexicon.speakers.get(page.lemmas[root], {}).get("person") == "1"
    person = named_person(page, low, apposition, lexicon, memory, of_post=post)
    if person:
        return met_before(page, start, root, person, memory) if post else person
    hits = hits_in(page, low, high)
    group = None
    if page.pos[root] == "NOUN" and not post:  # "the shadow government, the X"
        group = _actor_itself(
            page, apposition, [hit for hit in hits if _is_armed(hit)], lexicon, memory
        )
    body = named_body(page, hits, memory) or group
    name = proper_body(page, low, apposition, hits) or (
        page.words[root] in GROUP_NOUNS and page.pos[apposition] == "PROPN"
    )
    if body or post or not name:
        return body
    kind = lexicon.speakers.get(page.lemmas[root], {}).get("kind", "unknown")
    return replace(unlisted_body(page, low, apposition, hits, lexicon), kind=kind)


def _is_armed(hit: Hit) -> bool:
    return hit.entry.table == "actors" and hit.entry.row["kind"] == "armed"


def _holding_office(
    page: Page, start: int, root: int, hits: list[Hit], lexicon: Lexicon, memory: Memory
) -> Speaker | None:
    """Return the office, the army or the source without a name that a phrase describes."""
    if page.words[root] in _STATEMENTS:
        return _behind_statement(page, root, lexicon, memory)
    if page.lemmas[root] in PARTS and (owner := _whose_own(page, start, root, lexicon, memory)):
        return owner
    if speaks_for_office(page, root, hits):
        return office_of(page, root, _with_of(page, root, hits), lexicon, memory)
    return (
        part_of_office(page, start, root, hits)
        or source_in_office(page, start, root, hits, lexicon, memory)
        or office_of(page, root, _with_of(page, root, hits), lexicon, memory)
        or _army_of_state(page, root, hits, lexicon)
        or _unnamed(page, start, root, hits, lexicon, memory)
    )


def _unnamed(
    page: Page, start: int, root: int, hits: list[Hit], lexicon: Lexicon, memory: Memory
) -> Speaker | None:
    """Return a source without a name; the Guard of "the X Guard" is no guard."""
    if any(hit.start < root < hit.end and hit.entry.table == "actors" for hit in hits):
        return None
    whose = _spoken_for(page, root, lexicon, memory)
    return unnamed_source(page, start, root, lexicon, memory, whose=whose)


def _whose_own(
    page: Page, start: int, root: int, lexicon: Lexicon, memory: Memory
) -> Speaker | None:
    """Return the body of "its spokesman's office": the subject of the sentence."""
    within = page.words[start:root]
    if "its" not in within or PRESS.isdisjoint(within):
        return None
    first, _ = page.sentences[page.sentence_of[root]]
    subjects = (at for at in range(first, start) if page.dep[at] in {"nsubj", "nsubjpass"})
    own = (find_speaker(page, at, lexicon, memory) for at in subjects)
    return next((body for body in own if body and not body.person), None)


def _spoken_for(page: Page, root: int, lexicon: Lexicon, memory: Memory) -> Speaker | None:
    """Return the body of "a spokesman for X", whatever X is."""
    if page.lemmas[root] not in SPOKESMEN:
        return None
    for child in page.children[root]:
        if page.dep[child] == "prep" and page.words[child] in {"for", "of", "from", "with"}:
            for inner in page.children[child]:
                body = find_speaker(page, inner, lexicon, memory)
                seat = page.hit_at[inner]
                if body and seat and seat.entry.sense == "metonym":
                    return replace(body, name=page.span_text(seat.start, seat.end))
                if body and not body.person:
                    return body
    return None


def _actor_itself(
    page: Page, root: int, hits: list[Hit], lexicon: Lexicon, memory: Memory
) -> Speaker | None:
    """Return the state, the armed group or the rebels that a phrase names."""
    for hit in hits:
        side = page.lemmas[root] == "side" and hit.end == root and hit.entry.sense == "demonym"
        if not (side or hit.start <= root < hit.end):
            continue
        actor = actor_of_hit(page, hit)
        if actor and _is_a_people(page, root, hit):
            return Speaker(page.shapes[root], "local", actor)
        if actor:
            name = _as_written(page, hit) or lexicon.actors[actor]["speaker"]
            speaker = Speaker(name, "government", actor)
            if lexicon.actors[actor]["kind"] == "armed":
                memory.note_group(speaker)
            return speaker
        if hit.entry.table == "holders":
            return Speaker(" ".join(page.words[hit.start : hit.end]), "fighter", None)
    return None


def _is_a_people(page: Page, root: int, hit: Hit) -> bool:
    """Whether "Afghans say" is told: people, where "the Afghans" may be their state."""
    return (
        hit.entry.sense == "demonym"
        and hit.entry.row["kind"] == "state"
        and page.tags[root] in {"NNS", "NNPS"}
        and page.words[root - 1] != "the"
        and page.shapes[root].endswith("s")
    )


def _as_written(page: Page, hit: Hit) -> str | None:
    """Return "YPG" or "Ahrar al-Sham": one group of many that the table has in one row."""
    words = hit.entry.row["speaker"].split()
    umbrella = hit.entry.row["kind"] == "armed" and words[-1] in _UMBRELLAS
    written = page.span_text(hit.start, hit.end)
    return written if umbrella and hit.entry.sense == "name" and words[-1] not in written else None


def _unlisted(
    page: Page, start: int, root: int, hits: list[Hit], lexicon: Lexicon, memory: Memory
) -> Speaker | None:
    """Return a name that no table and no earlier sentence knows."""
    if page.pos[root] != "PROPN":
        return None
    named = unlisted_body(page, start, root, hits, lexicon)
    if named.kind == "group":
        memory.note_group(named)
    if page.words[start] == "the":
        note_last_word(named, memory)
    body = _body_behind(page, root, memory) if named.kind == "unknown" else None
    if body is not None:
        return replace(named, kind=body.kind, actor=body.actor, person=True)
    if named.kind == "unknown" and _is_somebody(page, root, lexicon):
        return replace(named, kind="person", person=True)
    if page.words[start] in {"the", "a", "an"} or " " not in named.name:
        return named
    return of_the_post_before(page, root, named, memory)


def _body_behind(page: Page, root: int, memory: Memory) -> Speaker | None:
    """Return the organisation of "X of the Y-based monitor", "X from the Red Crescent"."""
    for child in page.children[root]:
        if page.dep[child] == "prep" and page.words[child] in {"of", "from", "at", "with"}:
            for inner in page.children[child]:
                hits = hits_in(page, *core_span(page, inner))
                found = [hit for hit in hits if hit.entry.table == "organisations"]
                if found:
                    return named_body(page, found, memory)
    return None


def _is_somebody(page: Page, root: int, lexicon: Lexicon) -> bool:
    """Whether "X, 42, a baker", "X, a man who …" tells that a name is a person's."""
    for child in page.children[root]:
        if page.dep[child] != "appos":
            continue
        row = lexicon.speakers.get(page.lemmas[child])
        if page.pos[child] == "NUM" or page.lemmas[child] in {"man", "woman", "boy", "girl"}:
            return True
        if row and row["person"] == "1":
            return True
    return False


def _kind_of(page: Page, appositions: list[int], lexicon: Lexicon, memory: Memory) -> str:
    """Return what kind of body an apposition says that a name is: "X, the U.N. watchdog"."""
    for apposition in appositions:
        if page.lemmas[apposition] in lexicon.speakers:
            return lexicon.speakers[page.lemmas[apposition]]["kind"]
        body = named_body(page, hits_in(page, *core_span(page, apposition)), memory)
        if body:
            return body.kind
    return "unknown"


def _one_of(
    page: Page, root: int, appositions: list[int], lexicon: Lexicon, memory: Memory
) -> Speaker | None:
    """Return who is meant by "one of them", "one of them, Major X": of those heard last."""
    for apposition in appositions:
        person = named_person(page, core_span(page, apposition)[0], apposition, lexicon, memory)
        if person:
            return person
    of = [child for child in page.children[root] if page.words[child] == "of"]
    whole = next((inner for child in of for inner in page.children[child]), None)
    if whole is None:
        return None
    if page.words[whole] in {"them", "these", "those"}:
        group = memory.last_group
    else:
        group = find_speaker(page, whole, lexicon, memory)
    one = page.words[root] in {"one", "another"}
    if group and not group.person:
        memory.last_group = group  # "one of the residents said; they added"
    return replace(group, person=one, place_token=None) if group else None


def _army_of_state(page: Page, root: int, hits: list[Hit], lexicon: Lexicon) -> Speaker | None:
    """Return the military of "the Syrian army", where the whole name stands for its state."""
    for hit in hits:
        if hit.start <= root < hit.end and hit.end - hit.start > 1 and actor_of_hit(page, hit):
            row = hit.entry.row
            if row["kind"] == "state" and page.words[root] in {"army", "military", "forces"}:
                return Speaker(f"{row['adjective']} military", "military", hit.entry.name)
    return None


def _with_of(page: Page, root: int, hits: list[Hit]) -> list[Hit]:
    """Add the actor of "the army of X", "health ministry in X", "officials in X"."""
    if any(hit.entry.table == "actors" for hit in hits):
        return hits
    more = list(hits)
    for child in page.children[root]:
        if page.dep[child] == "prep" and page.words[child] in {"of", "in", "for", "at"}:
            for inner in page.children[child]:
                more.extend(
                    hit
                    for hit in hits_in(page, *core_span(page, inner))
                    # a doctor at a military hospital is not of the military
                    if hit.entry.table != "offices" or hit.start <= inner < hit.end
                )
    return more


def _behind_statement(page: Page, root: int, lexicon: Lexicon, memory: Memory) -> Speaker | None:
    for child in page.children[root]:
        if (
            page.dep[child] in MODIFIERS
            and page.pos[child] in {"PROPN", "NOUN", "ADJ"}
            and page.words[child] not in {"press", "news", "media"}  # "the press release"
        ):
            speaker = find_speaker(page, child, lexicon, memory)
            if speaker and speaker.kind != "unknown":
                return speaker
        by = [child] if page.dep[child] in BY_WHOM else []
        by += page.children[child] if page.dep[child] == "acl" else []  # "made by X"
        for grandchild in (
            inner
            for at in by
            if page.words[at] in {"by", "from", "of"}
            for inner in page.children[at]
        ):
            speaker = find_speaker(page, grandchild, lexicon, memory)
            if speaker and speaker.kind != "unknown":
                return speaker
    own = page.words[root] == "statement" or page.words[page.left[root]] == "the"
    return memory.last_group or memory.last if own else None
