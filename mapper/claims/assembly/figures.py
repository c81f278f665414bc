"""Counts of people, strikes and weapons, and denials of a figure said before."""

from __future__ import annotations

from mapper.claims.assembly.accused import party_of
from mapper.claims.assembly.confirming import is_left_open
from mapper.claims.assembly.draft import Draft, Fact, Voice
from mapper.claims.assembly.focus import (
    event_for,
    focus_ahead,
    focus_at,
    is_another,
    is_of_other_ground,
    is_of_other_time,
    only_place,
    places_of_figure,
)
from mapper.claims.assembly.happening import is_unheard_of
from mapper.claims.assembly.tellers import find_other_tellers
from mapper.claims.assembly.updates import find_parts, find_updates
from mapper.claims.assembly.voices import granted_voices, voices_at
from mapper.claims.assembly.whereabouts import general_or_local, places_struck
from mapper.claims.assembly.writing import write_claims
from mapper.claims.casualties.casualty import Casualty
from mapper.claims.casualties.doers import harmed_by_another, harmed_on_ground
from mapper.claims.casualties.finding import find_casualties
from mapper.claims.casualties.wars import is_over_days, is_since
from mapper.claims.counts import find_counts
from mapper.claims.events.event import Event
from mapper.claims.grammar import child_of, clause_of, is_answered, is_set_apart
from mapper.claims.quantities import Quantity
from mapper.claims.tables import word_list
from mapper.model import PlaceKind, Role, Value

__all__ = ["read_any_denial", "read_figures"]

_GROUND = word_list("no strike") | frozenset({"battle", "battles", "car", "siege"})


def read_figures(draft: Draft, sentence: int, live: list[tuple[int, Event]]) -> None:
    """Read the counted people, then the counted strikes and weapons of a sentence."""
    page = draft.page
    start, end = page.sentences[sentence]
    casualties = find_casualties(page, start, end, draft.lexicon)
    if not casualties:
        _read_parts(draft, sentence)
    if not live and _goes_on_with_totals(draft, sentence, start, end):
        return
    since = any(is_since(page, token) for token in range(start, end))
    if since and _OUTSET & set(page.words[start:end]):
        # "94 attacks since the beginning of the year. They left 77 people dead"
        draft.last_total = sentence
    for casualty in casualties:
        _read_casualty(draft, sentence, casualty, live)
    counted = frozenset(casualty.token for casualty in casualties)
    for name, number, event, voice in find_other_tellers(draft, sentence, counted):
        rule = "count of another teller"
        _add_figure(
            draft, name, number.value, number, number.start, None, event, rule, False, (voice,)
        )
    if casualties or not live:
        for name, number, event in find_updates(draft, sentence, counted):
            rule = "count told anew"
            _add_figure(draft, name, number.value, number, number.start, None, event, rule, False)
    for count in find_counts(page, start, end, draft.lexicon, bool(live)):
        about = event_for(draft, count.token, sentence, live, near=3)
        if about is None or is_unheard_of(page, count.token) or _denies_any(draft, count.token):
            continue
        _add_figure(
            draft,
            count.attribute,
            count.value,
            count.quantity,
            count.token,
            count.detail,
            about,
            "counted strikes or weapons",
            count.negated,
        )


def _denies_any(draft: Draft, token: int) -> bool:
    """Whether "denied that an air strike …" is said: not that it was one, but what it did."""
    voices = voices_at(draft, token)
    return draft.page.words[token] in {"a", "an"} and all(v.mode == "deny" for v in voices)


def _read_casualty(
    draft: Draft, sentence: int, casualty: Casualty, live: list[tuple[int, Event]]
) -> None:
    """Read counted people, unless they are no strike's or are those who tell it."""
    page = draft.page
    start, end = page.sentences[sentence]
    own = any(clause_of(page, casualty.harm_token) in event.clauses for _, event in live)
    if not own and _is_long_ago(draft, start, end):
        return
    about = focus_at(draft, sentence) if not live else None
    if about is None:
        about = event_for(draft, casualty.harm_token, sentence, live, near=4)
    if about is None:
        about = _goes_on_counting(draft, sentence)
    if about is None or _is_ground(draft, sentence, live):
        return
    if _is_source(draft, casualty.token, start, end) or is_left_open(page, casualty.token):
        return
    if all(event.weak for _, event in live) and _is_running_total(draft, casualty):
        return
    if (
        _was_before(draft, casualty.harm_token, live)
        or harmed_on_ground(page, casualty.harm_token)
        or _is_by_its_tellers(draft, casualty, about)
        or (
            not live
            and (
                harmed_by_another(page, casualty.harm_token, draft.lexicon)
                or _is_elsewhere(draft, sentence, casualty.harm_token, about)
            )
        )
    ):
        return
    if not live and _is_of_another(draft, sentence, about):
        _add_stray(draft, casualty)
        return
    if casualty.attribute in _TOLLS and (
        draft.last_casualty is None or draft.last_casualty[0] != sentence
    ):
        draft.last_casualty = (sentence, casualty.attribute, about, casualty.token)
    _add_figure(
        draft,
        casualty.attribute,
        casualty.value,
        casualty.quantity,
        casualty.token,
        casualty.detail,
        about,
        "counted people",
        casualty.negated,
    )


def _is_by_its_tellers(draft: Draft, casualty: Casualty, about: int) -> bool:
    """Whether "the rebels said they had killed nine" is told of rebels who did not strike."""
    page, harm = draft.page, casualty.harm_token
    doer = child_of(page, harm, frozenset({"nsubj"})) if page.pos[harm] == "VERB" else None
    if doer is None or page.words[doer] not in {"it", "they", "we"}:
        return False
    around = draft.frames.around(page.sentence_of[harm], harm)
    speakers = around[0].speakers if around and around[0].mode == "assert" else ()
    attackers = {name for group in draft.events[about].attackers for name in group}
    rows = draft.lexicon.actors
    return bool(speakers) and all(
        party is not None
        and party not in attackers
        and (speaker.kind == "fighter" or rows.get(party, {}).get("kind") == "armed")
        for speaker in speakers
        for party in [party_of(speaker)]
    )


def _was_before(draft: Draft, harm: int, live: list[tuple[int, Event]]) -> bool:
    """Whether "the raids came after five soldiers were killed" tells why, and of no raid's dead."""
    page = draft.page
    if is_answered(page, harm):
        return not any(is_answered(page, event.anchor) for _, event in live)
    if clause_of(page, harm) != harm:
        return False
    while page.dep[harm] == "conj":
        harm = page.head[harm]  # "after five were killed and nine wounded"
    low, high = page.left[harm], page.right[harm]
    if not is_set_apart(page, harm):
        return False
    surely = [event for _, event in live if not event.weak]
    inside = any(low <= trigger <= high for event in surely for trigger in event.triggers)
    return not inside and any(not low <= event.anchor <= high for event in surely)


def _is_running_total(draft: Draft, casualty: Casualty) -> bool:
    """Whether "451 people have been killed" sums a war, behind a strike that killed far fewer."""
    page, outcome = draft.page, casualty.attribute.rpartition("_")[2]
    perfect = any(page.words[c] in {"have", "has"} for c in page.children[casualty.harm_token])
    told = [
        value
        for name, value in draft.last_figures.items()
        if name.endswith(outcome) and isinstance(value, (int, float))
    ]
    number = casualty.value
    return (
        perfect
        and bool(told)
        and isinstance(number, (int, float))
        and number >= _FAR_MORE * max(told)
    )


_FAR_MORE = 3
"""A toll told anew is seldom so many times the one told before."""
_TOLLS = frozenset({"killed", "wounded", "civilians_killed", "militants_killed"})


def _read_parts(draft: Draft, sentence: int) -> None:
    """Read who were among those counted just before; whoever counted them tells that too."""
    told = draft.last_casualty
    for name, part in find_parts(draft, sentence) if told else ():
        assert told is not None
        own = voices_at(draft, part.start)
        publisher = all(voice.speaker == draft.memory.publisher for voice in own)
        voices = voices_at(draft, told[3]) if publisher else own
        rule = "those among the counted"
        _add_figure(draft, name, part.value, part, part.start, None, told[2], rule, False, voices)


_OUTSET = frozenset({"beginning", "start", "outset"})


def _goes_on_with_totals(draft: Draft, sentence: int, start: int, end: int) -> bool:
    """Whether a sentence tells totals of a war, or stands behind one that does."""
    page = draft.page
    words = page.words[start:end]
    harmed = any(word in draft.lexicon.harm for word in words)
    if not harmed:
        last = page.words[page.sentences[sentence - 1][1] - 1] if sentence else ""
        if draft.last_total == sentence - 1 and "\n" not in last:
            draft.last_total = sentence  # "since May 224 died. Others count 406. X counts 24"
        return False
    if is_over_days(page, start, end):
        draft.last_total = sentence
        return True
    if any(is_since(page, token) for token in range(start, end)):
        draft.last_total = sentence
        return False
    before = draft.spots_in.get(sentence - 1, ())
    if draft.last_total != sentence - 1 or any(spot.role != Role.SPOKEN_AT for spot in before):
        return False
    here = draft.spots_in.get(sentence, ())
    return not any(spot.key in draft.struck_ids for spot in here)


def _goes_on_counting(draft: Draft, sentence: int) -> int | None:
    """Return the strike without a place whose dead were counted, or one that comes later."""
    told = draft.last_casualty
    if told is not None and sentence - told[0] <= _COUNTING_ON:
        return told[2]
    return focus_ahead(draft, sentence)


_COUNTING_ON = 6


def _is_long_ago(draft: Draft, start: int, end: int) -> bool:
    """Whether a sentence names a year before the report's own and the one before it."""
    published = draft.report.published
    return published is not None and any(
        len(word) == 4 and word.isdigit() and 1900 <= int(word) < published.year - 1
        for word in draft.page.words[start:end]
    )


def _is_ground(draft: Draft, sentence: int, live: list[tuple[int, Event]]) -> bool:
    start, end = draft.page.sentences[sentence]
    return not live and bool(_GROUND & set(draft.page.words[start:end]))


def _is_elsewhere(draft: Draft, sentence: int, harm: int, number: int) -> bool:
    """Whether "in Lebanon 4,000 were killed" counts others than those of a strike in Gaza."""
    page = draft.page
    countries = {spot.place.country for spot in places_struck(draft, number) if spot.place}
    clause = clause_of(page, harm)
    return bool(countries) and any(
        spot.place is not None
        and page.words[page.head[spot.root]] == "in"
        and clause_of(page, spot.root) == clause
        and spot.place.kind == PlaceKind.COUNTRY
        and spot.place.country not in countries
        for spot in draft.spots_in.get(sentence, ())
    )


def _is_of_another(draft: Draft, sentence: int, number: int) -> bool:
    """Whether a sentence tells of another town or another day than those of a strike."""
    if is_of_other_ground(draft, sentence, number):
        return True
    struck = any(spot.key in draft.struck_ids for spot in draft.spots_in.get(sentence, ()))
    return not struck and is_of_other_time(draft, sentence, number)


def _is_source(draft: Draft, token: int, start: int, end: int) -> bool:
    """Whether "…, two medical workers said" counts those who say it."""
    page = draft.page
    if token == start or page.words[token - 1] not in {",", '"'}:
        return False
    for later in range(token, min(token + 9, end)):
        if later in draft.frames.verbs:
            return True
        if page.words[later] in {",", ";"} or page.pos[later] in {"VERB", "AUX"}:
            return False
    return False


def _add_figure(
    draft: Draft,
    attribute: str,
    value: object,
    quantity: Quantity | None,
    token: int,
    detail: str | None,
    number: int,
    rule: str,
    negated: bool,
    voices: tuple[Voice, ...] = (),
) -> None:
    event = draft.events[number]
    if event.irrealis and event.sentence == draft.page.sentence_of[token]:
        return
    spots = places_of_figure(draft, number, token)
    general, fine = general_or_local(spots)
    if attribute.endswith(("crashed",)):
        fine, general = spots, not spots
    harm = attribute.endswith(("killed", "wounded", "casualties"))
    if harm and not fine:
        # the dead of a second strike, of which no place is told, are not spread over the others
        apart = is_another(draft, number)
        fine = spots or (() if apart else only_place(draft, number))
        general = not (fine or apart)
    shown: Value = value if isinstance(value, (int, float, str)) else None
    if isinstance(shown, (int, float)):
        draft.last_figures[attribute] = shown
        draft.figure_events[attribute] = number
    write_claims(
        draft,
        Fact(
            attribute,
            shown,
            token,
            rule,
            negated,
            quantity,
            detail,
            event=number,
            spots=fine,
            general=general,
            joint=len(fine) > 1,
            voices=voices or granted_voices(draft, token),
        ),
    )


def _add_stray(draft: Draft, casualty: Casualty) -> None:
    """Keep a count of people hurt in another town or at another time, as about no strike told."""
    write_claims(
        draft,
        Fact(
            casualty.attribute,
            casualty.value if isinstance(casualty.value, (int, float, str)) else None,
            casualty.token,
            "counted people of another place or day",
            casualty.negated,
            casualty.quantity,
            casualty.detail,
            voices=granted_voices(draft, casualty.token),
        ),
    )


def read_any_denial(draft: Draft, sentence: int) -> None:
    """Read "denied that any of its missiles crashed": the figure denied is the one said."""
    page = draft.page
    start, end = page.sentences[sentence]
    for token in range(start, end):
        if page.words[token] != "any" or page.lemmas[token + 1 : token + 6].count("missile") == 0:
            continue
        if "crash" in page.lemmas[token : token + 8] and "missiles_crashed" in draft.last_figures:
            number = draft.figure_events["missiles_crashed"]
            earlier = next(
                (claim for claim in draft.claims.values() if claim.attribute == "missiles_crashed"),
                None,
            )
            spots = tuple(
                spot
                for spot in draft.spots
                if earlier
                and any(spot.resolution.mention == located.mention for located in earlier.places)
            )
            value = draft.last_figures["missiles_crashed"]
            write_claims(
                draft,
                Fact(
                    "missiles_crashed",
                    value,
                    token,
                    "denial of the figure said before",
                    False,
                    Quantity(token, token + 1, value, float(value), float(value))
                    if isinstance(value, (int, float))
                    else None,
                    "missile",
                    event=number,
                    spots=spots,
                    general=not spots,
                ),
            )
