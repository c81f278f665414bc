"""Attackers guessed from the context, set right by what was struck.

The same place, the same day or the attacker's own ground decides against a guess.
"""

from __future__ import annotations

from mapper.claims.events.event import Event
from mapper.claims.page import Page
from mapper.claims.speech.frame import Frames
from mapper.claims.tables import Lexicon

__all__ = [
    "free_home_ground",
    "match_attackers_to_countries",
    "match_attackers_to_days",
    "match_attackers_to_places",
    "name_only_foes",
]

_SURE = frozenset({"named in the sentence", "the speaker's own forces"})


def match_attackers_to_places(events: list[Event], places: list[set[str]]) -> None:
    """Let "the bombardment of X" be whose strike on X the report has told before."""
    for number, event in enumerate(events):
        if event.attacker_reason == "named in the sentence" or event.unknown_attacker:
            continue
        for earlier in range(number - 1, max(-1, number - 60), -1):
            if (
                places[earlier] & places[number]
                and events[earlier].attacker_reason == "named in the sentence"
            ):
                event.attackers = list(events[earlier].attackers)
                event.attacker_reason = "named where the report first tells of this place"
                break


def free_home_ground(events: list[Event], countries: list[set[str]], lexicon: Lexicon) -> None:
    """Between two states, do not carry an attacker on to a strike on his own ground.

    `countries` are those of the places below country level that each event struck. Whoever else
    is told of in the sentence after or before is the attacker then, or nobody is.
    """
    home = {row["name"]: row["country"] for row in lexicon.rows["actors"] if row["kind"] == "state"}
    abroad: set[str] = set()
    for event, struck in zip(events, countries, strict=True):
        if event.attacker_reason in _SURE:
            names = {name for group in event.attackers for name in group}
            abroad |= {name for name in names if name in home and struck - {home[name]}}
    for number, (event, struck) in enumerate(zip(events, countries, strict=True)):
        names = {name for group in event.attackers for name in group}
        if (
            event.attacker_reason in _SURE
            or len(names) != 1
            or not (names <= abroad or _is_guess_at_peace(event, lexicon))
            or struck != {home[min(names)]}
        ):
            continue
        event.attackers = []
        event.attacker_reason = "on the last attacker's own ground"
        for other in (*events[number + 1 : number + 2], *events[max(0, number - 2) : number]):
            if (
                other.attacker_reason in _SURE
                and abs(other.sentence - event.sentence) <= 1
                and names.isdisjoint(name for group in other.attackers for name in group)
            ):
                event.attackers = list(other.attackers)
                event.attacker_reason = "named in the sentence beside"
                break


def _is_guess_at_peace(event: Event, lexicon: Lexicon) -> bool:
    """Whether the only attacker that is named is a state without a war at home."""
    rows = [lexicon.actors.get(name) for group in event.attackers for name in group]
    return event.attacker_reason.startswith("the only attacker") and all(
        row is not None and row["kind"] == "state" and row["holder"].endswith(" forces")
        for row in rows
    )


def name_only_foes(
    page: Page,
    events: list[Event],
    countries: list[set[str]],
    lexicon: Lexicon,
    frames: Frames,
    grounds: list[set[str]],
) -> None:
    """Take a strike that nobody is named for as the one foe's who bombs that state.

    Only where the report names a single foe of it, and not for a state at war with groups of
    its own people: there it may have struck itself. `grounds` are the countries of the places
    below country level.
    """
    if any(
        hit.entry.table == "holders" and hit.entry.row["holder"] in _AT_HOME for hit in page.hits
    ):
        return
    own_doing = {
        country
        for event, struck in zip(events, grounds, strict=True)
        for country in struck
        if event.attacker_reason in _SURE and (lexicon.by_country.get(country),) in event.attackers
    }
    named = {
        hit.entry.name
        for hit in page.hits
        if hit.entry.table == "actors"
        and not _is_speaking(page, hit.start, frames)
        and not _is_patron(page, hit.end)
    }
    foes = {
        row["country"]: [name for name in row["foes"].split("|") if name in named]
        for row in lexicon.rows["actors"]
        if row["kind"] == "state" and row["foes"] and _fights_abroad(row, lexicon)
    }
    charges = _charges(page, frames)  # nobody accuses another of what he did himself
    for event, struck in zip(events, countries, strict=True):
        against = foes.get(min(struck), []) if len(struck) == 1 else []
        own = lexicon.by_country.get(min(struck)) if struck else None
        guessed = {name for group in event.attackers for name in group}
        if (
            len(against) == 1
            and (not struck & own_doing or _tells_of_own_harm(event, own, frames))
            and event.attacker_reason not in _SURE
            and not event.unknown_attacker
            and guessed <= {own}
            and (against[0], own) not in charges
        ):
            event.attackers = [(against[0],)]
            event.attacker_reason = "the one foe of that state that the report names"


def _charges(page: Page, frames: Frames) -> set[tuple[str | None, str | None]]:
    """Return who accuses whom in a report, as actors."""
    return {
        (speaker.actor, hit.entry.name)
        for told in frames.by_sentence.values()
        for frame in told
        if frame.accused is not None and (hit := page.hit_at[frame.accused]) is not None
        for speaker in frame.speakers
    }


def _tells_of_own_harm(event: Event, own: str | None, frames: Frames) -> bool:
    """Whether a state's own officials tell of a strike on its ground: then it was not theirs."""
    around = frames.around(event.sentence, event.anchor)
    return any(speaker.actor == own for frame in around[:1] for speaker in frame.speakers)


def match_attackers_to_countries(
    events: list[Event], countries: list[set[str]], lexicon: Lexicon, frames: Frames
) -> None:
    """Let a strike told of nobody be whose strikes on that country the report tells of, if one's.

    Between two states that strike each other, the ground tells whose strike it was; in a war at
    home it does not.
    """
    named: dict[str, set[tuple[str, ...]]] = {}
    for event, struck in zip(events, countries, strict=True):
        if event.attackers and event.attacker_reason in _SURE and not event.irrealis:
            around = frames.around(event.sentence, event.anchor)
            if around and around[0].mode == "accuse":
                continue
            for country in struck:
                named.setdefault(country, set()).update(event.attackers)
    for country, groups in named.items():
        rows = [
            lexicon.actors[name] for group in groups for name in group if name in lexicon.actors
        ]
        if any(row["kind"] == "armed" or row["country"] == country for row in rows):
            groups.clear()
    for event, struck in zip(events, countries, strict=True):
        if len(struck) != 1 or event.unknown_attacker or event.attacker_reason in _SURE:
            continue
        groups, own = named.get(min(struck), set()), lexicon.by_country.get(min(struck))
        guessed = {name for group in event.attackers for name in group}
        if len(groups) == 1 and guessed <= {own} and not _is_carried_on(event, events):
            event.attackers = [next(iter(groups))]
            event.attacker_reason = "the one attacker of that country that the report names"


def _is_carried_on(event: Event, events: list[Event]) -> bool:
    """Whether the sentence before names whom an event's attacker is carried on from."""
    return any(
        event.sentence - before.sentence == 1
        and before.attackers == event.attackers != []
        and before.attacker_reason in _SURE
        for before in events
    )


_AT_HOME = frozenset({"rebels", "separatists"})


_PATRONAGE = frozenset({"installed", "appointed", "backed", "occupied", "held", "supported"})


def _is_patron(page: Page, after: int) -> bool:
    """Whether "Russian-installed mayor" names whose man he is, and nobody who strikes."""
    return page.words[after : after + 1] == ["-"] and bool(
        _PATRONAGE & set(page.words[after + 1 : after + 2])
    )


_ONLOOKERS = frozenset({"official", "diplomat", "lawmaker", "source", "envoy", "ambassador"})


def _is_speaking(page: Page, token: int, frames: Frames) -> bool:
    """Whether a word only tells whose officials speak: "US officials said" names no attacker."""
    return any(
        page.dep[at] == "nsubj" and page.head[at] in frames.verbs and page.lemmas[at] in _ONLOOKERS
        for at in (token, *page.ancestors(token, 4))
    )


def _fights_abroad(row: dict[str, str], lexicon: Lexicon) -> bool:
    """Whether a state's foes are other states, or it has no war at home."""
    kinds = {
        lexicon.actors[name]["kind"] for name in row["foes"].split("|") if name in lexicon.actors
    }
    return row["holder"] != "government" or kinds <= {"state", "coalition"}


def match_attackers_to_days(events: list[Event], days: list[object]) -> None:
    """Let "Wednesday's strikes" be those of whoever is said to have struck on that Wednesday."""
    named: dict[object, set[tuple[str, ...]]] = {}
    for event, day in zip(events, days, strict=True):
        if day and event.attackers and event.attacker_reason in _SURE:
            named.setdefault(day, set()).update(event.attackers)
    for event, day in zip(events, days, strict=True):
        groups = named.get(day, set())
        if (
            day
            and len(groups) == 1
            and (
                event.attacker_reason.startswith("carried on")
                or not (event.attackers or event.unknown_attacker)
            )
            and not groups & set(event.attackers)
        ):
            event.attackers = [next(iter(groups))]
            event.attacker_reason = "the one attacker named for that day"
