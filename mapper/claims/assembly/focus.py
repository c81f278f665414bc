"""Which strike a stretch of a report is about, where it names none: its focus.

News tells of a strike with its place once and then goes on about it, for paragraphs, with "the
ministry put the toll at", "18 people", "witnesses told of". Such a sentence is about the strike
told last, unless that one was an aside (an older strike, one "elsewhere", one of many): an aside
ends with its paragraph, and the report goes back to what it was about before.
"""

from __future__ import annotations

from mapper.claims.assembly.draft import Draft
from mapper.claims.assembly.whereabouts import (
    general_or_local,
    is_habit,
    is_the_strike,
    places_named,
    places_struck,
    tells_of_many,
)
from mapper.claims.events.event import Event
from mapper.claims.grammar import MODIFIERS, NOUN_CLAUSES, clause_of
from mapper.claims.page import Page
from mapper.claims.roles.spot import Spot
from mapper.claims.tables import word_list
from mapper.gazetteer.nearness import measure_km
from mapper.model import PlaceKind, Role

__all__ = [
    "come_back",
    "event_for",
    "focus_ahead",
    "focus_at",
    "is_another",
    "is_of_other_ground",
    "is_of_other_time",
    "last_spots",
    "next_placed",
    "of_its_day",
    "of_same_attacker",
    "only_place",
    "places_for",
    "places_of_figure",
    "strike_meant",
    "struck_here",
    "take_attackers",
    "tell",
    "tell_another",
]


def tell(draft: Draft, number: int) -> None:
    """Remember a strike as told with its place."""
    draft.last_placed = number
    draft.told.append((draft.events[number].sentence, number))


def tell_another(draft: Draft, number: int) -> None:
    """Remember a strike that is told without a place and can be none that was told before."""
    event = draft.events[number]
    about = focus_at(draft, event.sentence)
    clear = not (event.weak or event.negated)
    if clear and about is not None and not _may_be(draft, number, about):
        draft.told.append((event.sentence, number))


def come_back(draft: Draft, sentence: int) -> None:
    """Go back to a strike told before if a sentence names its place: "In X the nurses were …"."""
    keys = {
        spot.key
        for spot in draft.spots_in.get(sentence, ())
        if spot.role == Role.OTHER and spot.key in draft.struck_ids and _is_scene(draft.page, spot)
    }
    if not keys:
        return
    for _, number in reversed(draft.told):
        if keys & {spot.key for spot in places_struck(draft, number)}:
            draft.told.append((sentence, number))
            return


def is_another(draft: Draft, number: int) -> bool:
    """Whether an event is a strike without a place that can be none of those told before."""
    told = any(number == other for _, other in draft.told)
    return told and not places_struck(draft, number)


def focus_at(draft: Draft, sentence: int) -> int | None:
    """Return the strike that a sentence is about which tells of none itself; None before any."""
    return _focus(draft, sentence)[1]


def _focus(draft: Draft, sentence: int) -> tuple[int, int | None]:
    """Return where the strike was told last that a sentence is about, and its number."""
    if (called := of_its_day(draft, sentence)) is not None:
        return sentence, called
    for told, number in reversed(draft.told):
        if draft.page.paragraphs[told] == draft.page.paragraphs[sentence]:
            return told, number
        if sentence - told <= _LASTING and not _is_aside(draft, number):
            return told, number
    return draft.told[0] if draft.told else (sentence, None)


def of_its_day(draft: Draft, sentence: int) -> int | None:
    """Return the strike told before that a sentence calls by its day: "Monday's attack"."""
    page = draft.page
    days = {
        mention.when.start
        for token, mention in draft.dates.get(sentence, ())
        if page.dep[token] in MODIFIERS
        and page.lemmas[page.head[token]] in draft.lexicon.event_nouns
        and mention.when.start is not None
    }
    if len(days) != 1:
        return None
    return next(
        (
            number
            for told, number in reversed(draft.told)
            if told < sentence
            and draft.whens[number].own
            and draft.whens[number].when.start in days
            and places_struck(draft, number)
        ),
        None,
    )


_LASTING = 6
"""Sentences for which a report may go on about a strike that is not its first."""


def take_attackers(draft: Draft, number: int) -> None:
    """Give an event that is the strike which the report is about that strike's attackers.

    "The first such raid since 1971" has those of the raid, whoever was named in between.
    """
    event = draft.events[number]
    about = focus_at(draft, event.sentence)
    told = [] if about is None else draft.events[about].attackers
    if told and event.attacker_reason not in _SAID:
        event.attackers = list(told)
        event.attacker_reason = "that of the strike which the report is about"


def of_same_attacker(draft: Draft, number: int, spots: tuple[Spot, ...]) -> tuple[Spot, ...]:
    """Return where the attackers of an event struck, if others alone struck the places found.

    "The barrage by Y", told after X's raid on a town, is Y's that was told before, and none on a
    town of Y's own.
    """
    event, keys = draft.events[number], {spot.key for spot in spots}
    own = {name for group in event.attackers for name in group}
    if not spots or not own or event.attacker_reason != "named in the sentence":
        return spots
    own_places: tuple[Spot, ...] = ()
    for _, other in reversed(draft.told):
        told = {name for group in draft.events[other].attackers for name in group}
        there = places_struck(draft, other)
        if keys & {spot.key for spot in there} and (own & told or not told):
            return spots
        if own & told and there and not own_places:
            own_places = there
    at_home = {
        draft.lexicon.by_country.get(spot.place.country or "") for spot in spots if spot.place
    }
    return own_places or (() if at_home & own else spots)


_SAID = frozenset({"named in the sentence", "the speaker's own forces"})


def _is_aside(draft: Draft, number: int) -> bool:
    """Whether a strike is told beside another: older, "elsewhere", or one of many."""
    main = draft.told[0][1]
    if number == main:
        return False
    when, first = draft.whens[number], draft.whens[main]
    if when.own and when.when.start and first.when.start:
        older = (when.when.end or when.when.start) < first.when.start
        if older or (first.past and when.when.start != first.when.start):
            return True
    event = draft.events[number]
    words = set(draft.page.words[slice(*draft.page.sentences[event.sentence])])
    return bool(words & _BESIDE) or (not places_struck(draft, number) and _is_many(draft, event))


_BESIDE = word_list("told beside")


def _is_many(draft: Draft, event: Event) -> bool:
    return is_habit(draft, event) or tells_of_many(draft, *draft.page.sentences[event.sentence])


def _strike_for(draft: Draft, number: int) -> int:
    """Return an event, or the strike that the report is about if it may be that one."""
    if places_struck(draft, number):
        return number
    sentence = draft.events[number].sentence
    about = focus_at(draft, sentence)
    if about is None and (ahead := focus_ahead(draft, sentence)) is not None:
        about = ahead if _is_one(draft, number, ahead) else None
    same = about is not None and (is_the_strike(draft, number) or _may_be(draft, number, about))
    return about if same and about is not None else number


def _is_one(draft: Draft, number: int, ahead: int) -> bool:
    """Whether what a lead tells may be one strike told of later: many are not, unless called so."""
    plural = draft.page.tags[draft.events[number].anchor] in {"NNS", "NNPS"}
    again = draft.events[ahead].anchor
    called = any(draft.page.words[child] == "the" for child in draft.page.children[again])
    return number != ahead and (not plural or called)


def _may_be(draft: Draft, number: int, about: int) -> bool:
    """Whether an event without a place may be the strike that the report is about.

    It names no other day and no other attacker, and is not one of many, unless it is told of the
    same attacker just after that strike: "the army does not hit civilians" is then said of it.
    """
    event, told = draft.events[number], draft.events[about]
    if event.irrealis or event.talk_only or not _share_a_day(draft, number, about):
        return False
    if is_of_other_time(draft, event.sentence, about):
        return False
    if event.attackers == told.attackers and 0 <= event.sentence - told.sentence <= _NEAR:
        return True
    named = {name for group in event.attackers for name in group}
    others = {name for group in told.attackers for name in group}
    if event.attacker_reason == "named in the sentence" and others and not named & others:
        return False
    return not _is_many(draft, event)


_NEAR = 2


def _share_a_day(draft: Draft, number: int, about: int) -> bool:
    """Whether an event that has a day of its own may have been on the day of another."""
    if not draft.whens[number].own:
        return True
    one, other = draft.whens[number].when, draft.whens[about].when
    if one.start is None or other.start is None:
        return one == other
    return one.start <= (other.end or other.start) and other.start <= (one.end or one.start)


def event_for(
    draft: Draft, token: int, sentence: int, live: list[tuple[int, Event]], near: int
) -> int | None:
    """Return the event that a word is about: of its clause, its sentence, or told just before."""
    page = draft.page
    clause = clause_of(page, token)
    for up in (token, *page.ancestors(token), clause, *page.ancestors(clause)):
        # its own words first: "in answer to a raid that killed five" hangs on the firing too
        for number, event in sorted(live, key=lambda item: up not in item[1].triggers):
            if up in event.clauses or up in event.triggers:
                return _strike_for(draft, number)
    if live:
        nearest = min(live, key=lambda item: (abs(item[1].anchor - token), item[0]))[0]
        return _strike_for(draft, nearest)
    told, about = _focus(draft, sentence)
    if about is not None and sentence - told <= near:
        return about
    before = draft.last_event
    if before is None or sentence - draft.events[before].sentence > near:
        return None
    return _strike_for(draft, before)


def struck_here(draft: Draft, sentence: int) -> dict[int, str]:
    """Return the words of a sentence that name a place struck, and its key.

    Also where no mention was found: "X was a base of theirs" hides a name from the recognizer.
    """
    words = draft.page.words
    return {
        token: draft.struck_words[words[token]]
        for token in range(*draft.page.sentences[sentence])
        if words[token] in draft.struck_words and draft.page.pos[token] in {"PROPN", "NOUN"}
    }


def strike_meant(draft: Draft, sentence: int) -> int | None:
    """Return the strike that is answered: at the place named here, or else the report's focus."""
    here = set(struck_here(draft, sentence).values())
    for number in range(len(draft.events) - 1, -1, -1) if here else ():
        event = draft.events[number]
        named = {spot.key for spot in places_struck(draft, number)}
        if event.sentence <= sentence and here & named and not event.irrealis:
            return number
    for before in (focus_at(draft, sentence), draft.last_event):
        if before is not None and 0 <= sentence - draft.events[before].sentence <= _ANSWERED:
            return before
    return None


_ANSWERED = 12
"""Sentences behind a strike in which those stand who answer it."""


def is_of_other_time(draft: Draft, sentence: int, about: int) -> bool:
    """Whether a sentence, or what its paragraph told before it, is of a day before the strike's.

    "More than 3,000 people died last year"; "April 11: X. 17 killed", in a list of older strikes.
    """
    dated, page = draft.whens[about], draft.page
    if not dated.own or dated.when.start is None:
        return False
    first = sentence
    while first and page.paragraphs[first - 1] == page.paragraphs[sentence]:
        first -= 1
    return any(
        mention.when.end is not None
        and mention.when.end < dated.when.start
        and (_sets_time(page, token) if at == sentence else _opens(page, token))
        for at in range(max(first, draft.events[about].sentence + 1), sentence + 1)
        for token, mention in draft.dates.get(at, ())
    )


def _sets_time(page: Page, token: int) -> bool:
    """Whether a date is that of its sentence, and of no clause that describes a noun."""
    clause = clause_of(page, token)
    return not any(page.dep[up] in NOUN_CLAUSES for up in (clause, *page.ancestors(clause)))


def _opens(page: Page, token: int) -> bool:
    """Whether a date stands at the head of its sentence, for what follows."""
    return token - page.sentences[page.sentence_of[token]][0] < _HEAD


_HEAD = 6


def is_of_other_ground(draft: Draft, sentence: int, about: int) -> bool:
    """Whether a sentence tells what happened in a town that a strike did not hit.

    "A convoy was attacked at Y", told in a report on a strike on X, and not where its wounded lie.
    """
    struck = places_struck(draft, about)
    keys = {spot.key for spot in struck}
    return bool(struck) and any(
        _is_scene(draft.page, spot)
        and spot.key not in keys | draft.struck_ids
        and not any(_are_near(spot, other) for other in struck)
        for spot in draft.spots_in.get(sentence, ())
    )


def _is_scene(page: Page, spot: Spot) -> bool:
    """Whether a mention says in which town something happened: "at Y", and no "clinics in Y"."""
    if spot.role != Role.OTHER or spot.place is None or spot.place.kind != PlaceKind.SETTLEMENT:
        return False
    return page.words[page.head[spot.root]] in _IN and not _is_of_treating(page, spot)


def _is_of_treating(page: Page, spot: Spot) -> bool:
    """Whether a mention only says where people were taken: "moved to X", "a clinic in X"."""
    return any(page.lemmas[up] in _TREATING for up in page.ancestors(spot.root, 4))


_TREATING = word_list("treating")


def _are_near(spot: Spot, other: Spot) -> bool:
    one, two = spot.place, other.place
    if one is None or two is None:
        return False
    return measure_km(one.lat, one.lon, two.lat, two.lon) <= _ONE_TOWN_KM + two.uncertainty_km


_ONE_TOWN_KM = 15.0


def places_for(draft: Draft, number: int) -> tuple[Spot, ...]:
    """Return where an event struck, or else the strike that the report is about there."""
    return places_struck(draft, _strike_for(draft, number))


def next_placed(draft: Draft, sentence: int) -> int | None:
    """Return the first strike told with its place just after a sentence: a lead comes before it."""
    return next(
        (
            number
            for number, event in enumerate(draft.events)
            if 0 < event.sentence - sentence <= _LEAD
            and not event.irrealis
            and general_or_local(places_named(draft, number))[1]
        ),
        None,
    )


def focus_ahead(draft: Draft, sentence: int) -> int | None:
    """Return the strike that a lead is about which a report tells of only later.

    It is the first told of a place that the lead names, or that an earlier sentence of it named,
    or else the one told just behind.
    """
    end = draft.page.sentences[sentence][1]
    if draft.told or not _DISASTERS.isdisjoint(draft.page.lemmas[:end]):
        return None
    keys = {spot.key for spot in draft.spots_in.get(sentence, ())} & draft.struck_ids
    for number, event in enumerate(draft.events) if keys else ():
        if not event.irrealis and keys & {spot.key for spot in places_named(draft, number)}:
            draft.ahead = number
            return number
    return draft.ahead if draft.ahead is not None else _only_placed(draft, sentence)


def _only_placed(draft: Draft, sentence: int) -> int | None:
    """Return the strike told just behind a lead, unless it goes on to strikes on several places."""
    number = next_placed(draft, sentence)
    if number is None:
        return None
    window = range(number, len(draft.events))
    near = [n for n in window if draft.events[n].sentence - sentence <= _LEAD + 2]
    keys = {spot.key for n in near for spot in places_named(draft, n) if spot.is_ground}
    return number if len(keys) == 1 else None


_DISASTERS = word_list("disasters")
_LEAD = 3
"""Sentences within which a report tells where that happened which its lead is about."""


def places_of_figure(draft: Draft, number: int, token: int) -> tuple[Spot, ...]:
    """Return the struck places that a figure's own words name, its sentence, or else the event."""
    sentence = draft.page.sentence_of[token]
    if draft.events[number].sentence == sentence and places_named(draft, number):
        own = places_named(draft, number)
        return _where(draft.page, own, token) or _beside(draft, own, token) or own
    here = tuple(
        spot
        for spot in draft.spots_in.get(sentence, ())
        if spot.key in draft.struck_ids
        and spot.role not in {Role.SPOKEN_AT, Role.LAUNCHED_FROM}
        and not _is_of_treating(draft.page, spot)
    )
    scenes = tuple(spot for spot in here if draft.page.words[draft.page.head[spot.root]] in _IN)
    return scenes or here or places_for(draft, number)


def _where(page: Page, spots: tuple[Spot, ...], token: int) -> tuple[Spot, ...]:
    """Return the place whose clause a figure stands in: "bombed A, where three died, and B"."""
    nouns = {page.head[up] for up in page.ancestors(token) if page.dep[up] == "relcl"}
    return tuple(spot for spot in spots if spot.root in nouns) if len(spots) > 1 else ()


def _beside(draft: Draft, spots: tuple[Spot, ...], token: int) -> tuple[Spot, ...]:
    """Return whose a figure is in "six died in A, four in B", "in A 12 died and in B nine"."""
    page = draft.page
    if len(spots) < 2:
        return ()
    start, end = page.sentences[page.sentence_of[token]]
    low = min(token, *(spot.start for spot in spots))
    numbers = [at for at in range(low, end) if page.pos[at] == "NUM"]
    after = [_until_next(page, spots, at, numbers, end) for at in numbers]
    if sum(bool(each) for each in after) >= 2:
        return next((each for at, each in zip(numbers, after, strict=True) if at >= token), ())
    before = [_since_last(page, spots, at, numbers, start) for at in numbers]
    if sum(bool(each) for each in before) >= 2:
        mine = [each for at, each in zip(numbers, before, strict=True) if at <= token and each]
        return mine[-1] if mine else ()
    return ()


def _until_next(
    page: Page, spots: tuple[Spot, ...], at: int, numbers: list[int], end: int
) -> tuple[Spot, ...]:
    """Return the places named by "in" between a number and the next."""
    stop = next((other for other in numbers if other > at), end)
    return tuple(s for s in spots if at < s.start < stop and page.words[s.start - 1] in _IN)


def _since_last(
    page: Page, spots: tuple[Spot, ...], at: int, numbers: list[int], start: int
) -> tuple[Spot, ...]:
    """Return the places named by "in" between the last number and this one."""
    stop = max((other for other in numbers if other < at), default=start - 1)
    return tuple(s for s in spots if stop < s.start < at and page.words[s.start - 1] in _IN)


_IN = frozenset({"in", "at", "near", "outside"})


def only_place(draft: Draft, number: int) -> tuple[Spot, ...]:
    """Return the one place that a report tells of as struck, else the country named last.

    A strike with a day of its own may be an older one elsewhere.
    """
    struck = {spot.key: spot for spot in draft.spots if spot.role == Role.STRUCK and spot.is_ground}
    if len(struck) == 1 and not draft.whens[number].own:
        return tuple(struck.values())
    return (draft.last_country,) if draft.last_country else ()


def last_spots(draft: Draft, sentence: int) -> tuple[Spot, ...]:
    """Return where the strike struck that the report is about."""
    about = focus_at(draft, sentence)
    if about is None or is_of_other_time(draft, sentence, about):
        return ()
    return places_struck(draft, about)
