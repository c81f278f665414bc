# ruff: noqa: PLR0911
# a list of cases with an answer each reads better whole than in parts
"""Offices: a ministry, "the military", "the authorities", and whose they are."""

from __future__ import annotations

from mapper.claims.page import Hit, Page
from mapper.claims.speakers.actors import actor_of_hit
from mapper.claims.speakers.bodies import DROPPED, body_name
from mapper.claims.speakers.owners import owner_of
from mapper.claims.speakers.speaker import Memory, Speaker
from mapper.claims.tables import Lexicon, word_list

__all__ = ["PARTS", "PRESS", "office_of", "part_of_office", "source_in_office", "speaks_for_office"]

_LEVELS = frozenset({"regional", "provincial", "local", "parallel", "shadow", "rival", "interim"})


def office_of(
    page: Page, root: int, hits: list[Hit], lexicon: Lexicon, memory: Memory
) -> Speaker | None:
    """Return the office that a phrase names, with the actor whose office it is."""
    offices = [hit for hit in hits if hit.entry.table == "offices"]
    if not offices:
        return None
    # "the recognised government's defence ministry" is the ministry
    office = next((hit for hit in offices if hit.start <= root < hit.end), offices[0])
    noun = office.entry.name
    actor = _named_owner(page, office, hits, memory)
    of_country = page.words[max(0, office.start - 2) : office.start] in _OF_COUNTRY
    if actor is None and (of_country or _is_recognised(page, root)):
        actor = page.states.get(memory.country_at(page, root) or "")
    run_by = None if actor else _run_by(page, hits)
    if run_by:
        return _remember(noun, _run_office(page, office, run_by, lexicon), memory)
    if actor is None and (_belongs_to_nobody_known(page, office) or _is_of_a_people(page, office)):
        return None
    if actor is None and memory.army and noun == "{adjective} military":
        return memory.army
    if actor is None:
        known, served = memory.by_noun.get(noun), _served_by(page, office, memory)
        if known and not (served and known.kind in _CIVIL and known.actor != served):
            return known  # but the police of Haifa are not those of Baalbek
        actor = served or owner_of(page, office.start, lexicon, memory)
    if actor is None and office.entry.row["kind"] == "military":
        actor = _home_army(page, root, memory)
    if actor and lexicon.actors[actor]["kind"] == "coalition" and noun in _OF_STATES:
        actor = page.states.get(memory.country or "")  # an alliance has no cabinet
    if actor is None:
        return None
    name = _office_name(page, office, lexicon.actors[actor])
    return _remember(noun, Speaker(name, office.entry.row["kind"], actor), memory)


def _home_army(page: Page, root: int, memory: Memory) -> str | None:
    """Return whose "the air force" is where nobody was named yet: the land's that is told of."""
    country = memory.country_at(page, root)
    return None if (country or "").lower() in _FOUGHT_OVER else page.states.get(country or "")


_FOUGHT_OVER = word_list("lands of other armies")
"""Lands whose own army is hardly ever meant by "the army", or of which there are two."""


def _is_recognised(page: Page, root: int) -> bool:
    """Whether "the internationally recognised government" is told: that of the country itself."""
    phrase = page.words[page.left[root] : page.right[root] + 1]
    return "government" in phrase and not {"recognised", "recognized"}.isdisjoint(phrase)


_OF_STATES = frozenset(
    {"{adjective} government", "{adjective} Interior Ministry", "{adjective} Health Ministry"}
)
_CIVIL = frozenset({"health", "local"})


def _served_by(page: Page, office: Hit, memory: Memory) -> str | None:
    """Return the state of the ground struck, whose rescuers and hospitals count the dead."""
    civil = office.entry.row["kind"] in _CIVIL
    return page.states.get(memory.country_at(page, office.start) or "") if civil else None


def _named_owner(page: Page, office: Hit, hits: list[Hit], memory: Memory) -> str | None:
    """Return the actor that a phrase gives its office to: "Israel's army", "its army"."""
    actor = next((actor_of_hit(page, hit) for hit in hits if hit.entry.table == "actors"), None)
    if actor is None and any(_owns_as_rebels(page, hit) for hit in hits):
        group = memory.by_noun.get("group")
        return group.actor if group else None
    if office.entry.name == "{adjective} coalition":
        return actor if actor and actor.endswith("coalition") else memory.coalition or actor
    if actor is None and "its" in page.words[max(0, office.start - 2) : office.start]:
        return _named_before(page, office.start) or memory.topic
    return actor


def _owns_as_rebels(page: Page, hit: Hit) -> bool:
    """Whether "the rebels' health ministry" is that of the armed group told of before."""
    return (
        hit.entry.table == "holders"
        and hit.entry.row["holder"] in {"rebels", "militants"}
        and page.words[hit.end : hit.end + 1] in (["'"], ["'s"], ["’"])
    )


def _named_before(page: Page, token: int) -> str | None:
    """Return whose "its ministry" is in "X's version: its ministry said": X's, at the outset."""
    start, _ = page.sentences[page.sentence_of[token]]
    opening = page.hit_at[start]
    own = opening is not None and page.words[opening.end : opening.end + 1] == ["'s"]
    return actor_of_hit(page, opening) if own and opening is not None else None


def _run_by(page: Page, hits: list[Hit]) -> Hit | None:
    """Return the actor of "the Houthi-run health ministry"."""
    return next(
        (
            hit
            for hit in hits
            if hit.entry.table == "actors"
            and page.words[hit.end : hit.end + 1] == ["-"]
            and page.words[hit.end + 1 : hit.end + 2] in (["run"], ["controlled"], ["led"])
        ),
        None,
    )


def _run_office(page: Page, office: Hit, run_by: Hit, lexicon: Lexicon) -> Speaker:
    adjective = f"{lexicon.actors[run_by.entry.name]['adjective']}-{page.words[run_by.end + 1]}"
    name = office.entry.name.format(adjective=adjective)
    return Speaker(name, office.entry.row["kind"], run_by.entry.name)


def _office_name(page: Page, office: Hit, owner: dict[str, str]) -> str:
    """Return "Iraqi Ministry of Defence", "Kurdish regional government", "Pentagon"."""
    if owner["name"].endswith("coalition"):
        return owner["name"]
    adjective, noun = owner["adjective"], office.entry.name
    before = page.words[office.start - 1] if office.start else ""
    if noun.endswith("government") and before in _LEVELS:
        adjective = f"{adjective} {before}"
    name = noun.format(adjective=adjective)
    return "Pentagon" if name == "US Ministry of Defence" else name


def _remember(noun: str, speaker: Speaker, memory: Memory) -> Speaker:
    """Remember whom "the ministry", "the army" mean from here on."""
    memory.by_noun[noun] = speaker
    memory.by_noun[noun.split()[1].lower()] = speaker
    if "Ministry" in noun:
        memory.by_noun["ministry"] = speaker
    return speaker


def _belongs_to_nobody_known(page: Page, office: Hit) -> bool:
    """Whether "the district's military chief" is a local post, not the country's army."""
    before = page.words[max(0, office.start - 2) : office.start]
    if before in _OF_COUNTRY:
        return False
    return "'s" in before or not _NOT_NATIONAL.isdisjoint(before)


_OF_COUNTRY = (["country", "'s"], ["nation", "'s"])


def _is_of_a_people(page: Page, office: Hit) -> bool:
    """Whether "Chechen authorities", "Gaza health authorities" are of a land within a state."""
    if page.words[office.end - 1] != "authorities":
        return False
    before = range(max(page.left[office.end - 1], office.start - 2), office.start)
    return any(
        page.shapes[at][:1].isupper()
        and page.hit_at[at] is None
        and page.dep[at] in {"amod", "compound", "nmod", "poss"}
        for at in before
    )


_NOT_NATIONAL = frozenset(
    {
        "regional",
        "local",
        "provincial",
        "district",
        "municipal",
        "city",
        "town",
        "village",
        "county",
    }
)
_HIDDEN = frozenset({"source", "official"})


def source_in_office(
    page: Page, start: int, root: int, hits: list[Hit], lexicon: Lexicon, memory: Memory
) -> Speaker | None:
    """Return "Syrian military source", somebody in an office who is not named: not the office."""
    office = next((hit for hit in hits if hit.entry.table == "offices"), None)
    if office is None or page.lemmas[root] not in _HIDDEN or office.end != root:
        return None
    whose = office_of(page, root, hits, lexicon, memory)
    if whose is None or whose.actor is None:
        return None
    adjective = lexicon.actors[whose.actor]["adjective"]
    words = " ".join(page.words[office.start : root + 1])
    return Speaker(f"{adjective} {words}", whose.kind, whose.actor, page.tags[root] == "NN")


PARTS = frozenset(
    {"office", "department", "directorate", "agency", "service", "wing", "board", "bureau"}
)


PRESS = frozenset({"media", "press", "information", "relations", "spokesperson", "spokesman"})


def speaks_for_office(page: Page, root: int, hits: list[Hit]) -> bool:
    """Whether "the military's media wing", "the army's press office" is the army speaking."""
    return page.lemmas[root] in PARTS and any(
        hit.entry.table == "offices"
        and hit.entry.row["kind"] == "military"
        and hit.end <= root
        and not PRESS.isdisjoint(page.words[hit.end : root])
        for hit in hits
    )


def part_of_office(page: Page, start: int, root: int, hits: list[Hit]) -> Speaker | None:
    """Return a body that is part of an office: "the Hamas-run government media office"."""
    office = next((hit for hit in hits if hit.entry.table == "offices"), None)
    if office is None:
        return None
    if page.words[office.end : office.end + 1] == ["-"]:
        return Speaker(body_name(page, start, root), "office")
    if office.end > root or page.lemmas[root] not in PARTS:
        return None
    first = start
    for token in range(start, office.start):
        if page.words[token] == "'s" or page.words[token] in DROPPED:
            first = token + 1
    actor = next((name for hit in hits if (name := actor_of_hit(page, hit))), None)
    if actor is None:
        run_by = next((hit for hit in hits if hit.entry.table == "actors"), None)
        actor = run_by.entry.name if run_by else None
    name = " ".join(page.span_text(first, root + 1).split())
    return Speaker(name, office.entry.row["kind"], actor)
