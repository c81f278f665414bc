# ruff: noqa: PLR0911, PLR0912, PLR0915
# a list of cases with an answer each reads better whole than in parts
"""From a noun phrase to a claimant: one name for an office, a person's full name, a group's.

"Russia's Defence Ministry", "Moscow defence chiefs" and "Russian defense officials" are the
"Russian Ministry of Defence"; "Carter" is the Ashton Carter named two lines above; "he" is
whoever spoke last.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from mapper.claims.page import Hit, Page
from mapper.claims.tables import Lexicon, split_form

__all__ = [
    "GROUP_NOUNS",
    "Memory",
    "Speaker",
    "actor_of_hit",
    "find_speaker",
    "learn_people",
    "make_publisher",
]

_CORE = frozenset(
    {"compound", "amod", "nmod", "poss", "case", "nummod", "det", "punct", "quantmod"}
)
_DROPPED = frozenset(
    [
        "the",
        "a",
        "an",
        "some",
        "several",
        "many",
        "two",
        "three",
        "four",
        "five",
        "one",
        "other",
        "senior",
        "top",
        "unnamed",
        "anonymous",
        "number",
        "various",
        "multiple",
        "its",
        "their",
        "his",
        "her",
        "more",
        "most",
        "both",
        "all",
        "independent",
        "another",
    ]
)
_OPPOSED = frozenset(
    {"opposition", "rebel", "rebels", "dissident", "insurgent", "exiled", "activist", "activists"}
)
_PERSON_PRONOUNS = frozenset({"he", "she"})
_GROUP_PRONOUNS = frozenset({"it", "they", "we"})
_COMMANDS = frozenset(
    {"command", "forces", "force", "army", "brigade", "brigades", "staff", "cell"}
)
_STATEMENTS = frozenset({"statement", "report", "release", "communique", "briefing"})
_MODIFIED_ACTOR = frozenset(
    {
        "backed",
        "trained",
        "made",
        "supplied",
        "allied",
        "aligned",
        "sponsored",
        "funded",
        "built",
        "supported",
        "armed",
        "controlled",
        "held",
        "occupied",
        "run",
        "designated",
        "based",
        "style",
        "born",
        "educated",
        "manufactured",
    }
)
GROUP_NOUNS = frozenset(
    {
        "group",
        "movement",
        "agency",
        "blog",
        "charity",
        "organisation",
        "organization",
        "newspaper",
        "outlet",
        "broadcaster",
        "firm",
        "party",
        "network",
        "consultancy",
        "watchdog",
        "website",
        "channel",
        "faction",
        "militia",
    }
)
"""Nouns that say that the name beside them is a body's and no person's."""
_NO_NAMES = frozenset({"PROPN", "NOUN", "ADJ", "X", "PART", "PUNCT"})


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who says something, before anybody asks relative to whom."""

    name: str
    kind: str
    """official, office, military, health, local, fighter, expert, monitor, media, person …"""
    actor: str | None = None
    person: bool = False
    place_token: int | None = None
    """Where a local witness is from: "a resident of X"."""


@dataclass(slots=True)
class Memory:
    """What a reader remembers of a report while reading on."""

    publisher: Speaker
    last: Speaker | None = None
    last_person: Speaker | None = None
    last_group: Speaker | None = None
    people: dict[str, Speaker] = field(default_factory=dict)
    """Full name -> speaker, for surnames further on."""
    by_noun: dict[str, Speaker] = field(default_factory=dict)
    """"activists" -> the "Syrian opposition activists" named before."""
    last_actor: str | None = None
    mentioned: tuple[int, Speaker] | None = None
    """Sentence and person last named or heard."""
    full_names: dict[int, str] = field(default_factory=dict)
    """Token at which a full name ends -> the name."""
    coalition: str | None = None
    """Whom "the coalition" means here."""
    army: Speaker | None = None
    """Whom "an army spokesman" means where the army is a party of its own."""
    topic: str | None = None
    """The actor that "its" means: the last to speak or to be a sentence's subject."""
    posts: list[tuple[int, str, Speaker]] = field(default_factory=list)
    """Token, noun and holder of every post told of: "the governor, X"."""

    def note(self, speaker: Speaker) -> None:
        """Remember who spoke last."""
        self.last = speaker
        self.topic = speaker.actor or self.topic
        if speaker.person:
            self.last_person = speaker
        else:
            self.last_group = speaker

    def note_group(self, speaker: Speaker) -> None:
        """Remember whom "the group" means from here on."""
        for noun in ("group", "movement", "organisation", "organization"):
            self.by_noun[noun] = speaker

    def holder_of(self, noun: str, token: int) -> Speaker | None:
        """Return the person of a post named last before a token: "the minister"."""
        before = [holder for at, post, holder in self.posts if post == noun and at < token]
        return before[-1] if before else None

    def later_holder(self, page: Page, noun: str, token: int) -> Speaker | None:
        """Return the only person of a post, named as "the minister, X" soon after a token."""
        holders = {holder for _, post, holder in self.posts if post == noun}
        if len(holders) != 1:
            return None
        return next(
            (
                holder
                for at, post, holder in self.posts
                if post == noun
                and at > token
                and page.words[at - 1] == "the"
                and page.words[at + 1 : at + 2] == [","]
                and page.sentence_of[at] - page.sentence_of[token] <= 3
            ),
            None,
        )


def make_publisher(publisher: str | None, lexicon: Lexicon) -> Speaker:
    """Return the speaker behind what a report says by itself."""
    if not publisher or not publisher.strip():
        return Speaker("unnamed publication", "media")
    name = " ".join(publisher.split())
    for first in split_form(name):
        for words, entry in lexicon.phrases.get(first, ()):
            if " ".join(words) == name.casefold() and entry.table == "organisations":
                return Speaker(
                    entry.name, entry.row["kind"], lexicon.by_country.get(entry.row["country"])
                )
        break
    return Speaker(name, "media")


def actor_of_hit(page: Page, hit: Hit) -> str | None:
    """Return the actor that a hit names, unless it only qualifies ("US-backed rebels")."""
    if hit.entry.table != "actors":
        return None
    after = hit.end
    if after < len(page) and page.words[after] == "-":
        after += 1
    if after < len(page) and after > hit.end and page.words[after] in _MODIFIED_ACTOR:
        return None
    if after < len(page) and page.words[after] in {"backed", "trained"}:
        return None
    return hit.entry.name


def _core_span(page: Page, root: int) -> tuple[int, int]:
    """Return the tokens of a noun phrase around its root, without clauses and appositions."""
    first = root
    queue = [root]
    while queue:
        token = queue.pop()
        for child in page.children[token]:
            if child < token and page.dep[child] in _CORE and token - child < 12:
                first = min(first, child)
                queue.append(child)
    last = root + 1
    # "Ministry of Defence", "Observatory for Human Rights": a name that runs on
    cover = page.hit_at[root]
    if cover and cover.end > last:
        last = cover.end
    return first, last


def _hits_in(page: Page, start: int, end: int) -> list[Hit]:
    found: list[Hit] = []
    seen: set[int] = set()
    for token in range(start, end):
        cover = page.hit_at[token]
        if cover and cover.start not in seen and cover.start >= start:
            seen.add(cover.start)
            found.append(cover)
    return found


def _all_senses(page: Page, hit: Hit) -> list[Hit]:
    return [other for other in page.hits_by_start.get(hit.start, ()) if other.end == hit.end]


def _person_tokens(page: Page, start: int, root: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """Return the tokens of a proper name that ends at `root`, after titles and affiliations."""
    if page.pos[root] != "PROPN" and not page.shapes[root][:1].isupper():
        return None
    first = root
    while first > start:
        before = first - 1
        word = page.words[before]
        if word in lexicon.titles or page.pos[before] not in _NO_NAMES:
            break
        cover = page.hit_at[before]
        if cover and cover.entry.table in {"actors", "outlets", "organisations", "offices"}:
            break
        if page.shapes[before][:1].islower() and word not in {
            "al",
            "el",
            "bin",
            "ibn",
            "abu",
            "de",
            "von",
            "van",
        }:
            break
        if word in {"'s", "'", ",", "(", '"'}:
            break
        first = before
    while first < root and page.words[first] in {"-", "."}:
        first += 1
    return first, root + 1


def learn_people(
    page: Page, lexicon: Lexicon, memory: Memory, place_tokens: frozenset[int] = frozenset()
) -> None:
    """Remember every full name in the report, so that a surname finds its person.

    A name that was resolved to a place (`place_tokens`) is nobody's.
    """
    for start, end in page.people:
        if any(token in place_tokens for token in range(start, end)):
            continue
        root = end - 1
        while (
            root + 1 < len(page)
            and page.pos[root + 1] == "PROPN"
            and page.shapes[root + 1].isalpha()
        ):
            if page.hit_at[root + 1] is not None or (
                page.head[root] != page.head[root + 1] and page.head[root] != root + 1
            ):
                break
            root += 1
        if page.words[root] == "'s":
            root -= 1
        span = _person_tokens(page, start, root, lexicon)
        if not span:
            continue
        name = page.span_text(*span).replace("\n", " ").strip()
        if " " not in name or len(name) > 60:
            continue
        if page.words[span[0] - 1] in GROUP_NOUNS and span[0]:
            continue
        memory.full_names[root] = name
        speaker = memory.people.get(name) or _make_person(page, name, span, lexicon)
        memory.people[name] = speaker
        _note_posts(page, span, speaker, lexicon, memory)


def _note_posts(
    page: Page, span: tuple[int, int], speaker: Speaker, lexicon: Lexicon, memory: Memory
) -> None:
    """Remember the posts told of a person beside the name."""
    low, high = _context(page, span)
    memory.posts.extend(
        (token, page.lemmas[token], speaker)
        for token in range(low, high)
        if page.lemmas[token] in lexicon.speakers and page.tags[token] in {"NN", "NNP"}
    )


def _make_person(page: Page, name: str, span: tuple[int, int], lexicon: Lexicon) -> Speaker:
    row = lexicon.people.get(name.casefold())
    actor = row["actor"] if row and row["actor"] else _affiliation(page, span)
    return Speaker(row["name"] if row else name, _person_kind(page, span, lexicon), actor, True)


def _context(page: Page, span: tuple[int, int]) -> tuple[int, int]:
    """Return the tokens in which a person's post stands: just before and in the apposition."""
    start, end = span
    left, right = page.sentences[page.sentence_of[start]]
    low = start
    while (
        low > left
        and start - low < 9
        and page.words[low - 1] not in {"and", "with", ";", ".", '"', "by", "alongside"}
    ):
        low -= 1
        if page.pos[low] == "VERB":
            low += 1
            break
    high = end
    if high < right and page.words[high] in {",", "("}:
        high += 1
        while (
            high < right
            and page.words[high] not in {",", ")"}
            and high - end < 14
            and (page.pos[high] != "VERB" or page.dep[high] == "amod")
        ):
            high += 1
    return low, high


def _affiliation(page: Page, span: tuple[int, int]) -> str | None:
    low, high = _context(page, span)
    if _OPPOSED & set(page.words[low:high]):
        return "rebels" if {"rebel", "rebels", "insurgent"} & set(page.words[low:high]) else None
    for hit in _hits_in(page, low, high):
        if hit.entry.table == "actors":
            actor = actor_of_hit(page, hit)
            if actor:
                return actor
        for sense in _all_senses(page, hit):
            if sense.entry.table == "organisations" and sense.entry.row["country"]:
                return page.states.get(sense.entry.row["country"])
    return None


def _person_kind(page: Page, span: tuple[int, int], lexicon: Lexicon) -> str:
    low, high = _context(page, span)
    if _OPPOSED & set(page.words[low:high]):
        return "opposition"
    for token in range(low, high):
        if span[0] <= token < span[1]:
            continue
        cover = page.hit_at[token]
        if cover and cover.entry.table in {"outlets"}:
            return "media"
        if cover and cover.entry.table == "organisations":
            return cover.entry.row["kind"]
        row = lexicon.speakers.get(page.lemmas[token])
        if row:
            return row["kind"]
        if page.words[token] in {
            "secretary",
            "president",
            "minister",
            "foreign",
            "defense",
            "defence",
        }:
            return "official"
    return "person"


def _full_name(name: str, memory: Memory) -> Speaker | None:
    folded = name.casefold()
    for full, speaker in memory.people.items():
        other = full.casefold()
        if other == folded or other.endswith(" " + folded) or other.endswith("-" + folded):
            return speaker
    surname = folded.split()[-1]
    if len(surname) > 3 and " " not in folded:
        for full, speaker in memory.people.items():
            if full.casefold().split()[-1] == surname:
                return speaker
    return None


def _pronoun(page: Page, root: int, memory: Memory) -> Speaker | None:
    word = page.words[root]
    if word in _PERSON_PRONOUNS:
        number = page.sentence_of[root]
        if memory.mentioned and number - memory.mentioned[0] <= 2:
            return memory.mentioned[1]
        return memory.last_person or memory.last
    if word in _GROUP_PRONOUNS:
        return memory.last_group or memory.last
    if word == "i":
        return memory.last_person
    return None


def _office(page: Page, hits: list[Hit], lexicon: Lexicon, memory: Memory) -> Speaker | None:
    office = next((hit for hit in hits if hit.entry.table == "offices"), None)
    if office is None:
        return None
    actor = next((actor_of_hit(page, hit) for hit in hits if hit.entry.table == "actors"), None)
    noun = office.entry.name
    if actor is None and "its" in page.words[max(0, office.start - 2) : office.start]:
        actor = memory.topic
    run_by = next(
        (
            hit
            for hit in hits
            if actor is None
            and hit.entry.table == "actors"
            and page.words[hit.end : hit.end + 1] == ["-"]
            and page.words[hit.end + 1 : hit.end + 2] in (["run"], ["controlled"], ["led"])
        ),
        None,
    )
    if run_by:
        adjective = f"{lexicon.actors[run_by.entry.name]['adjective']}-{page.words[run_by.end + 1]}"
        speaker = Speaker(
            noun.format(adjective=adjective), office.entry.row["kind"], run_by.entry.name
        )
        memory.by_noun[noun] = speaker
        memory.by_noun[noun.split()[1].lower()] = speaker
        return speaker
    if actor is None and _belongs_to_nobody_known(page, office):
        return None
    if actor is None and memory.army and noun == "{adjective} military":
        return memory.army
    if actor is None:
        known = memory.by_noun.get(noun)
        if known:
            return known
        actor = memory.last_actor
    if actor is None:
        return None
    adjective = lexicon.actors[actor]["adjective"]
    name = noun.format(adjective=adjective)
    if name == "US Ministry of Defence":
        name = "Pentagon"
    if actor.endswith("coalition"):
        name = actor
    speaker = Speaker(name, office.entry.row["kind"], actor)
    memory.by_noun[noun] = speaker
    memory.by_noun[noun.split()[1].lower()] = speaker
    if "Ministry" in noun:
        memory.by_noun["ministry"] = speaker
    return speaker


def _belongs_to_nobody_known(page: Page, office: Hit) -> bool:
    """Whether "the district's military chief" is a local post, not the country's army."""
    before = page.words[max(0, office.start - 2) : office.start]
    return "'s" in before or "regional" in before or "local" in before


def _named_body(page: Page, hits: list[Hit], memory: Memory) -> Speaker | None:
    for hit in hits:
        if page.words[hit.end : hit.end + 1] == ["-"]:
            continue
        for sense in _all_senses(page, hit):
            entry = sense.entry
            if entry.table in {"outlets", "organisations"}:
                actor = page.states.get(entry.row["country"])
                if hit.entry.table == "actors":
                    actor = actor_of_hit(page, hit) or actor
                speaker = Speaker(entry.name, entry.row["kind"], actor)
                memory.by_noun["agency"] = speaker
                if "Ministry" in entry.name:
                    memory.by_noun["ministry"] = speaker
                if hit.entry.table == "actors" and hit.entry.row["kind"] == "coalition":
                    memory.by_noun["alliance"] = speaker
                if entry.table == "organisations":
                    for noun in (
                        "group",
                        "monitor",
                        "agency",
                        "organisation",
                        "organization",
                        "observatory",
                    ):
                        memory.by_noun[noun] = speaker
                return speaker
    return None


def _unnamed(page: Page, start: int, root: int, lexicon: Lexicon, memory: Memory) -> Speaker | None:
    row = lexicon.speakers.get(page.lemmas[root])
    if row is None:
        return None
    parts: list[str] = []
    actor: str | None = None
    token = start
    sentence_start = page.sentences[page.sentence_of[root]][0]
    while token < root:
        cover = page.hit_at[token]
        if cover and cover.entry.table == "actors" and cover.start == token:
            named = actor_of_hit(page, cover)
            if named:
                actor = actor or named
                parts.append(lexicon.actors[named]["adjective"])
                token = cover.end
                if token < root and page.words[token] in {"'s", "'"}:
                    token += 1
                continue
        word = page.words[token]
        if word == "coalition" and memory.coalition:
            actor = memory.coalition
            parts.append(lexicon.actors[memory.coalition]["speaker"])
            token += 1
            continue
        if word == "'s":
            token += 1
            continue
        if token + 2 <= root and page.words[token + 1] == "-":
            parts.append(page.text[page.starts[token] : page.ends[token + 2]])
            token += 3
            continue
        if word not in _DROPPED and page.pos[token] not in {"DET", "NUM", "PUNCT", "PRON", "SPACE"}:
            parts.append(
                page.shapes[token]
                if page.shapes[token][:1].isupper() and token > sentence_start
                else word
            )
        token += 1
    noun = page.words[root]
    if row["person"] == "1" and page.tags[root] == "NN" and page.words[start] not in {"a", "an"}:
        holder = memory.later_holder(page, page.lemmas[root], root)
        if holder and (actor is None or holder.actor in {None, actor}):
            return holder
    if noun == "coalition" and memory.coalition:
        row = lexicon.actors[memory.coalition]
        return Speaker(row["speaker"], "military", memory.coalition)
    place_token = _residence(page, root)
    # the bare noun means the fuller group named before, or the person of that post
    if not parts and row["person"] == "1" and page.tags[root] == "NN" and token > start:
        holder = memory.holder_of(page.lemmas[root], root)
        if holder and page.words[start] == "the":
            return holder
    if not parts and place_token is None:
        known = memory.by_noun.get(page.lemmas[root])
        if known:
            return known
    if actor is None and place_token is None:
        actor = _serves(page, root, memory)
        if actor:
            parts.append(lexicon.actors[actor]["adjective"])
    joined = bool(parts) and token > root
    name = " ".join(parts) if joined else " ".join([*parts, noun])
    if place_token is not None:
        preposition = page.words[page.head[place_token]]
        cover = page.hit_at[place_token]
        del cover
        name = f"{name} {preposition} {_place_text(page, place_token)}"
    speaker = Speaker(
        name, row["kind"], actor, row["person"] == "1" and page.tags[root] == "NN", place_token
    )
    memory.by_noun.setdefault(page.lemmas[root], speaker)
    if parts or place_token is not None:
        memory.by_noun[page.lemmas[root]] = speaker
    return speaker


def _serves(page: Page, root: int, memory: Memory) -> str | None:
    """Return the actor of "a spokesman for the X"."""
    for child in page.children[root]:
        if page.dep[child] == "prep" and page.words[child] in {"for", "of", "from", "with"}:
            for hit in _hits_in(page, child, page.right[child] + 1):
                actor = actor_of_hit(page, hit)
                if actor:
                    return actor
            if "coalition" in page.words[child : page.right[child] + 1]:
                return memory.coalition
    return None


def _residence(page: Page, root: int) -> int | None:
    for child in page.children[root]:
        if page.dep[child] == "prep" and page.words[child] in {"of", "in", "from", "at"}:
            for grandchild in page.children[child]:
                if page.dep[grandchild] == "pobj" and page.pos[grandchild] == "PROPN":
                    return grandchild
    return None


def _place_text(page: Page, token: int) -> str:
    first, last = _core_span(page, token)
    while first < token and page.words[first] in {"the", "a"}:
        first += 1
    return page.span_text(first, last)


def _body_name(page: Page, start: int, root: int) -> str:
    while start < root and page.words[start] in _DROPPED:
        start += 1
    return " ".join(page.span_text(start, root + 1).split())


def find_speaker(page: Page, root: int, lexicon: Lexicon, memory: Memory) -> Speaker | None:
    """Return who the noun phrase at token `root` names, or None when nobody can be told."""
    if page.words[root] in {"who", "which", "that"}:
        return None
    if page.pos[root] == "PRON":
        return _pronoun(page, root, memory)
    start, end = _core_span(page, root)
    hits = _hits_in(page, start, end)
    appositions = [child for child in page.children[root] if page.dep[child] == "appos"]
    person = _named_person(page, start, root, lexicon, memory)
    if person:
        return person
    for apposition in appositions:
        low, _ = _core_span(page, apposition)
        person = _named_person(page, low, apposition, lexicon, memory)
        if person:
            return person
        body = _named_body(page, _hits_in(page, low, _core_span(page, apposition)[1]), memory)
        if body:
            return body
    body = _named_body(page, hits, memory)
    if body and page.lemmas[root] not in {"activist", "resident", "witness"}:
        return body
    if page.words[root] in _STATEMENTS:
        return _behind_statement(page, root, start, lexicon, memory)
    office = _office(page, _with_of(page, root, hits), lexicon, memory)
    if office:
        return office
    unnamed = _unnamed(page, start, root, lexicon, memory)
    if unnamed:
        return unnamed
    for hit in hits:
        actor = actor_of_hit(page, hit)
        if actor and hit.start <= root < hit.end:
            speaker = Speaker(lexicon.actors[actor]["speaker"], "government", actor)
            if lexicon.actors[actor]["kind"] == "armed":
                memory.note_group(speaker)
            return speaker
        if hit.entry.table == "holders" and hit.start <= root < hit.end:
            return Speaker(" ".join(page.words[hit.start : hit.end]), "fighter", None)
    if page.pos[root] == "PROPN":
        named = _unlisted_body(page, start, root, hits, lexicon)
        if named.kind == "group":
            memory.note_group(named)
        return named
    return None


def _unlisted_body(page: Page, start: int, root: int, hits: list[Hit], lexicon: Lexicon) -> Speaker:
    """Return a body that no table knows: "Iraq's Joint Operations Command"."""
    kind = "military" if page.words[root] in _COMMANDS else "unknown"
    for token in range(root - 1, start - 1, -1):
        if page.words[token] in GROUP_NOUNS:
            return Speaker(_body_name(page, token + 1, root), "group")
    first = next((hit for hit in hits if hit.start == start and actor_of_hit(page, hit)), None)
    if first is None or first.end > root:
        return Speaker(_body_name(page, start, root), kind)
    actor = first.entry.name
    after = first.end + (page.words[first.end] == "'s")
    name = f"{lexicon.actors[actor]['adjective']} {_body_name(page, after, root)}"
    return Speaker(name, kind, actor)


def _with_of(page: Page, root: int, hits: list[Hit]) -> list[Hit]:
    """Add the actor of "the army of X", "health ministry in X", "officials in X"."""
    if any(hit.entry.table == "actors" for hit in hits):
        return hits
    more = list(hits)
    for child in page.children[root]:
        if page.dep[child] == "prep" and page.words[child] in {"of", "in"}:
            more.extend(_hits_in(page, child, page.right[child] + 1))
    return more


def _behind_statement(
    page: Page, root: int, start: int, lexicon: Lexicon, memory: Memory
) -> Speaker | None:
    for child in page.children[root]:
        if page.dep[child] in {"poss", "compound", "nmod", "amod"} and page.pos[child] in {
            "PROPN",
            "NOUN",
            "ADJ",
        }:
            speaker = find_speaker(page, child, lexicon, memory)
            if speaker and speaker.kind != "unknown":
                return speaker
        if page.dep[child] in {"prep", "agent"} and page.words[child] in {"by", "from", "of"}:
            for grandchild in page.children[child]:
                speaker = find_speaker(page, grandchild, lexicon, memory)
                if speaker and speaker.kind != "unknown":
                    return speaker
    del start
    return memory.last_group or memory.last if page.words[root] == "statement" else None


def _named_person(
    page: Page, start: int, root: int, lexicon: Lexicon, memory: Memory
) -> Speaker | None:
    cover = page.hit_at[root]
    if cover and cover.entry.table != "persons":
        return None
    span = _person_tokens(page, start, root, lexicon)
    if span is None:
        return None
    name = " ".join(page.span_text(*span).split())
    if not name or len(name) > 60:
        return None
    if page.words[span[0] - 1] in GROUP_NOUNS and span[0] > start:
        return None
    known = _full_name(name, memory)
    if known:
        return known
    recognized = any(low < span[1] and span[0] < high for low, high in page.people)
    titled = span[0] > start and page.words[span[0] - 1] in lexicon.titles
    explained = any(
        page.dep[child] == "appos" and page.lemmas[child] in lexicon.speakers
        for child in page.children[root]
    )
    if page.lemmas[root] in lexicon.speakers or not (recognized or titled or explained):
        return None
    speaker = _make_person(page, name, span, lexicon)
    if " " in name:
        memory.people[name] = speaker
        _note_posts(page, span, speaker, lexicon, memory)
    return speaker
