"""What "the coalition", "the army" and "the regime" are in the war of a report's country."""

from __future__ import annotations

from mapper.claims.page import Page
from mapper.claims.tables import Lexicon

__all__ = ["army_of", "coalition_for", "find_coalition", "settle"]


def coalition_for(country: str | None, lexicon: Lexicon) -> str | None:
    """Return which coalition "the coalition" is in a country's war."""
    for row in lexicon.rows["actors"]:
        if row["kind"] == "coalition" and country and country in (row["theatres"] or "").split("|"):
            return row["name"]
    return None


def find_coalition(page: Page, country: str | None, lexicon: Lexicon) -> str | None:
    """Return what "the coalition" means in a report: the one it names, or its war's."""
    for hit in page.hits:
        if (
            hit.entry.table == "actors"
            and hit.entry.row["kind"] == "coalition"
            and hit.entry.name != "NATO"
        ):
            return hit.entry.name
    return coalition_for(country, lexicon)


def army_of(country: str | None, lexicon: Lexicon) -> str | None:
    """Return whose "the army" and "the regime" are in a country's war."""
    if not country:
        return None
    for row in lexicon.rows["actors"]:
        if row["country"] == country and row["kind"] == "armed" and "army" in row["name"].split():
            return row["name"]
    return lexicon.by_country.get(country)


def settle(
    names: tuple[str, ...], last_coalition: str | None, country: str | None, lexicon: Lexicon
) -> tuple[str, ...]:
    """Put the coalition's and the army's own names in place of the bare words."""
    settled: list[str] = []
    for name in names:
        if name == "coalition":
            known = last_coalition or coalition_for(country, lexicon)
            if known:
                settled.append(known)
        elif name in {"regime", "army"}:
            known = army_of(country, lexicon)
            if known:
                settled.append(known)
        else:
            settled.append(name)
    return tuple(dict.fromkeys(settled))
