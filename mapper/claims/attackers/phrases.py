"""Which actors a phrase names as acting.

Those it is directed at ("strikes on X") are not, nor those that only say where a town lies.
"""

from __future__ import annotations

from mapper.claims.page import Hit, Page
from mapper.claims.speakers.actors import actor_of_hit
from mapper.claims.tables import word_list

__all__ = ["actor_at", "actors_in_phrase"]

_PLACE_NOUNS = frozenset(
    [
        "town",
        "city",
        "village",
        "capital",
        "province",
        "region",
        "governorate",
        "district",
        "border",
        "side",
        "airspace",
        "soil",
        "territory",
        "coast",
        "port",
        "airport",
        "mainland",
        "enclave",
        "camp",
        "suburb",
    ]
)


_BARE_ARMIES = frozenset(
    {"army", "military", "armed forces", "air force", "air forces", "government"}
)


_TARGET_PREPOSITIONS = frozenset(
    {
        "on",
        "against",
        "at",
        "in",
        "near",
        "over",
        "upon",
        "into",
        "targeting",
        "to",
        "for",
        "of",
        "outside",
        "around",
    }
)


def actor_at(page: Page, hit: Hit) -> str | None:
    """Return the actor that a name of the tables stands for, where one can be meant as acting."""
    if actor := actor_of_hit(page, hit) or _ruler(page, hit):
        return actor
    if hit.entry.table == "organisations" and hit.entry.row["kind"] == "military":
        return page.states.get(hit.entry.row["country"])
    if hit.entry.table == "offices" and hit.entry.form in _BARE_ARMIES:
        return "army"
    if hit.entry.table != "holders":
        return "army" if hit.entry.form == "air force jets" else None
    holder = hit.entry.row["holder"]
    if hit.entry.form.startswith(("insurgent", "guerrilla")):
        return "rebels"
    return "regime" if holder == "government" else holder if holder in _FIRING else None


_FIRING = frozenset({"rebels", "separatists", "Kurdish forces"})


def _ruler(page: Page, hit: Hit) -> str | None:
    """Return the actor of "the Houthi-run government", whose body acts for whoever runs it."""
    ruled = page.words[hit.end : hit.end + 2] in (["-", "run"], ["-", "controlled"])
    if hit.entry.table != "actors" or not ruled:
        return None
    return hit.entry.name if page.lemmas[page.head[hit.end + 1]] in _RULED else None


_RULED = word_list("ruled bodies")


def actors_in_phrase(page: Page, root: int, low: int, high: int) -> list[tuple[int, str]]:
    """Return the actors named in a subject or agent phrase, not those it is directed at."""
    found: list[tuple[int, str]] = []
    token = low
    while token <= high:
        hit = page.hit_at[token]
        if hit and hit.start == token:
            actor = actor_at(page, hit)
            if actor in {"army", "regime"} and (found or _is_named_after(page, hit)):
                actor = None
            if actor and (
                _qualifies_a_place(page, hit)
                or _is_home_of(page, hit)
                or _is_any_of(page, hit)
                or _is_from_a_war(page, hit)
            ):
                actor = None
            if actor and page.words[hit.end : hit.end + 2] == ["-", "led"]:
                actor = f"{actor}-led"
            if hit.entry.sense == "metonym" and not hit.start <= root < hit.end:
                # a capital speaks for its country, but strikes happen in it too
                actor = None
            if actor and not _is_directed_at(page, token, root):
                found.append((token, actor))
            token = hit.end
            continue
        alliance = page.words[token] == "alliance" and not found
        if (page.words[token] == "coalition" or alliance) and not hit:
            if not _is_directed_at(page, token, root):
                found.append((token, page.words[token]))
        elif page.lemmas[token] in _ENEMIES and not hit and not found:
            if not _is_directed_at(page, token, root):
                found.append((token, "enemy"))
        elif page.words[token] == "u.s.-led" and not _is_directed_at(page, token, root):
            # the tokenizer leaves it whole
            found.append((token, "US-led"))
        token += 1
    return found


_ENEMIES = word_list("enemies")
"""How one side calls the other without naming it."""


def _is_named_after(page: Page, hit: Hit) -> bool:
    """Whether "the armed forces of X" go on to say whose they are."""
    if page.words[hit.end : hit.end + 1] != ["of"]:
        return False
    return any(
        other is not None and actor_at(page, other) not in {None, "army", "regime"}
        for other in page.hit_at[hit.end + 1 : hit.end + 4]
    )


def _qualifies_a_place(page: Page, hit: Hit) -> bool:
    """Whether "Yemeni" only says where a town lies."""
    after = page.words[hit.end : hit.end + 3]
    for token, word in enumerate(after, hit.end):
        if page.pos[token] in {"VERB", "AUX", "DET"}:
            return False  # "the army bombed the town"
        if word in _PLACE_NOUNS or page.lemmas[token] in _PLACE_NOUNS:
            return True
        if word in {",", "and", "of", "'s"}:
            return word == "'s" and bool(_PLACE_NOUNS & set(after))
    return False


def _is_any_of(page: Page, hit: Hit) -> bool:
    """Whether "both factions" means whoever is at war."""
    before = page.words[max(0, hit.start - 1) : hit.start]
    return hit.entry.form.startswith("faction") and before in (["both"], ["two"], ["rival"])


def _is_from_a_war(page: Page, hit: Hit) -> bool:
    """Whether "a drone from X" names a state with a war at home, from whose ground others fire."""
    above = page.head[hit.end - 1]
    while page.words[above] == "of" and page.pos[page.head[above]] == "NOUN":
        above = page.head[page.head[above]]  # "from the direction of X", "from the south of X"
    return (
        page.words[above] == "from"
        and hit.entry.row.get("kind") == "state"
        and not hit.entry.row["holder"].endswith(" forces")
    )


def _is_home_of(page: Page, hit: Hit) -> bool:
    """Whether a state only says where a group is from: "Lebanon's Hezbollah"."""
    after = hit.end + 1
    if hit.entry.row.get("kind") != "state" or page.words[hit.end : after] != ["'s"]:
        return False
    group = page.hit_at[after] if after < len(page) else None
    return group is not None and group.entry.row.get("kind") == "armed"


def _is_directed_at(page: Page, token: int, root: int) -> bool:
    """Whether a name stands behind "on", "against" … below `root`."""
    at = token
    for _ in range(10):
        if at == root:
            return False
        if page.dep[at] == "prep" and page.words[at] in _TARGET_PREPOSITIONS - {"of"}:
            return True
        if (
            page.dep[at] == "prep"
            and page.words[at] == "of"
            and page.lemmas[page.head[at]]
            in {"bombing", "bombardment", "shelling", "targeting", "destruction"}
        ):
            return True
        if page.dep[at] in {"relcl", "acl", "appos"}:
            return True
        parent = page.head[at]
        if parent == at:
            return False
        at = parent
    return False
