"""What "the coalition", "the army" and "the regime" are in the war of a report's country."""

from __future__ import annotations

from mapper.claims.page import Page
from mapper.claims.speakers.speaker import Speaker
from mapper.claims.tables import Lexicon

__all__ = [
    "army_of",
    "coalition_for",
    "find_coalition",
    "foe_of",
    "home_army",
    "named_army",
    "settle",
]


def coalition_for(country: str | None, lexicon: Lexicon) -> str | None:
    """Return which coalition "the coalition" is in a country's war."""
    return lexicon.coalitions.get(country) if country else None


def find_coalition(page: Page, country: str | None, lexicon: Lexicon) -> str | None:
    """Return what "the coalition" means in a report: the one it names, or its war's.

    Where the war has spread to a land without one, it is that of the other land told of.
    """
    for hit in page.hits:
        if (
            hit.entry.table == "actors"
            and hit.entry.row["kind"] == "coalition"
            and hit.entry.name != "NATO"
        ):
            return hit.entry.name
    known = coalition_for(country, lexicon)
    if known is not None:
        return known
    lands = {
        hit.entry.row["country"]
        for hit in page.hits
        if hit.entry.table == "actors" and hit.entry.row["kind"] == "state"
    }
    found = {name for land in lands if (name := coalition_for(land, lexicon)) is not None}
    return found.pop() if len(found) == 1 else None


def army_of(country: str | None, lexicon: Lexicon) -> str | None:
    """Return whose "the army" and "the regime" are in a country's war."""
    if not country:
        return None
    return lexicon.armies.get(country) or lexicon.by_country.get(country)


def home_army(country: str | None, lexicon: Lexicon) -> Speaker | None:
    """Return "the army" of a war at home where the tables know it as a party of its own.

    Where another state is its foe, "the army" may as well be that one's.
    """
    row = lexicon.actors.get(army_of(country, lexicon) or "")
    if row is None or row["kind"] != "armed":
        return None
    foes = [lexicon.actors[foe] for foe in row["foes"].split("|") if foe]
    if any(foe["kind"] == "state" for foe in foes):
        return None
    return Speaker(row["speaker"], "military", row["name"])


_ARMIES = frozenset({"army", "military", "navy", "troops", "soldiers", "jets", "warplanes"})


def named_army(page: Page, before: int, country: str | None, lexicon: Lexicon) -> str | None:
    """Return whose "the army" is, of the armies that a report has named before a token.

    The home army where it was named or nobody's was; else the one that was named last.
    """
    home = army_of(country, lexicon)
    named = [
        hit.entry.name
        for hit in page.hits
        if hit.end <= before
        and hit.entry.table == "actors"
        and hit.entry.sense == "demonym"
        and hit.entry.row["kind"] == "state"
        and _heads_an_army(page, hit.end)
    ]
    return home if not named or home in named else named[-1]


def _heads_an_army(page: Page, after: int) -> bool:
    words = page.words[after : after + 2]
    return bool(words) and (words[0] in _ARMIES or words in (["air", "force"], ["armed", "forces"]))


def led_by(leader: str, known: str | None, country: str | None, lexicon: Lexicon) -> str:
    """Return the coalition that "X-led" raids are of, else X itself.

    It is the one that the report names or that fights in this country, where X leads it.
    """
    state = lexicon.actors[leader]
    for name in (known, coalition_for(country, lexicon)):
        if name and lexicon.actors[name]["country"] == state["country"]:
            return name
    return leader


def foe_of(page: Page, name: str | None, lexicon: Lexicon) -> str | None:
    """Return who "the enemy" of a party is: its one foe that the report names, else in its table.

    A state's enemy is another state where its table has one.
    """
    foes = [foe for foe in lexicon.actors[name]["foes"].split("|") if foe] if name else []
    named = {hit.entry.name for hit in page.hits if hit.entry.table == "actors"}
    for known in (
        [foe for foe in foes if foe in named],
        [foe for foe in foes if lexicon.actors[foe]["kind"] == "state"],
        foes,
    ):
        if len(known) == 1:
            return known[0]
    return None


def settle(
    names: tuple[str, ...],
    last_coalition: str | None,
    country: str | None,
    lexicon: Lexicon,
    army: str | None = None,
    enemy: str | None = None,
    named_alliance: str | None = None,
) -> tuple[str, ...]:
    """Put the coalition's, the army's and the enemy's own names in place of the bare words."""
    settled: list[str] = []
    for name in names:
        if name == "alliance" and named_alliance:
            settled.append(named_alliance)
        elif name in {"coalition", "alliance"}:
            known = last_coalition or coalition_for(country, lexicon)
            if known:
                settled.append(known)
        elif name.endswith("-led"):
            settled.append(led_by(name.removesuffix("-led"), last_coalition, country, lexicon))
        elif name == "enemy":
            settled.extend([enemy] if enemy else [])
        elif name in {"regime", "army"}:
            known = (army if name == "army" else None) or army_of(country, lexicon)
            if known:
                settled.append(known)
        else:
            settled.append(name)
    return tuple(dict.fromkeys(settled))
