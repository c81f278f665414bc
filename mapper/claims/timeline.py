# ruff: noqa: PLR0911, PLR0912
# a list of cases with an answer each reads better whole than in parts
"""The day of each event: its own date words, the day carried on, or open with a reason."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from dataclasses import replace

from mapper.claims.dates import Dated, DateMention, find_dates
from mapper.claims.events.event import Event
from mapper.claims.grammar import MODIFIERS, NOUN_CLAUSES, clause_of, is_answered
from mapper.claims.later_days import day_told_later, day_within_month, days_of_strikes
from mapper.claims.page import Page
from mapper.claims.speech.frame import Frames
from mapper.claims.speech.verbs import STANDING_BY
from mapper.claims.tables import Lexicon, word_list
from mapper.model import When

__all__ = ["date_events", "dates_by_sentence"]


def _token_at(page: Page, offset: int) -> int:
    return max(0, bisect_right(page.starts, offset) - 1)


_TALKING = word_list("done about strikes")
"""What people do about a strike: a date beside it is theirs and not the strike's."""


_STATEMENTS = word_list("statements")
_ISSUING = frozenset({"issue", "publish", "release", "post", "date", "broadcast", "air", "send"})


def _is_said_date(page: Page, token: int, frames: Frames, event: Event) -> bool:
    """Whether a date tells when somebody spoke: "told parliament on Wednesday"."""
    at = token
    for _ in range(4):
        at = page.head[at]
        if at in frames.verbs and page.lemmas[at] in {"call", "describe", "term"}:
            # "struck what X called hideouts on Friday": the name, not the saying, stands there
            return False
        if at in frames.verbs and page.lemmas[at] in STANDING_BY:
            return True  # "stood by its bombing of X on Friday"
        if at in frames.verbs:
            break
        if at == event.clause and at not in event.triggers and page.lemmas[at] in _TALKING:
            return True
        if page.dep[at] == "acl" and page.lemmas[at] in _ISSUING:
            return True
        if page.pos[at] == "NOUN" and page.lemmas[at] in _STATEMENTS:
            return True  # "in its statement of 7 January"
        if page.pos[at] in {"VERB", "AUX"} or page.head[at] == at:
            return False
    if at not in frames.verbs:
        return False
    low, high = sorted((at, token))
    # "reported three strikes near X on Wednesday", "bombed X on Monday, residents said"
    if any(low < trigger < high for trigger in event.triggers):
        return False
    return not (token < at and any(trigger < token for trigger in event.triggers))


def _is_spoken(page: Page, token: int, frames: Frames) -> bool:
    """Whether a date hangs on a verb of saying: "said on Tuesday"."""
    return any(at in frames.verbs for at in (page.head[token], page.head[page.head[token]]))


def _is_before_or_after(page: Page, token: int, event: Event) -> bool:
    """Whether a date tells what was done before or after the strike: "… before the bombing"."""
    at = event.anchor
    for _ in range(8):
        low, high = page.left[at], page.right[at]
        above = page.head[at]
        if low <= token <= high:
            return False
        mark = page.words[above] if page.pos[above] in {"ADP", "SCONJ"} else ""
        marks = {mark} | {
            page.words[child] for child in page.children[at] if page.dep[child] == "mark"
        }
        if marks & {"before", "after", "since", "until"} and page.dep[at] in {
            "pobj",
            "pcomp",
            "advcl",
        }:
            outer = page.left[above] <= token <= page.right[above] and above != page.head[above]
            return not outer or page.pos[above] in {"VERB", "AUX"}
        if above == at:
            return False
        at = above
    return False


def _distance(page: Page, token: int, event: Event) -> int:
    """Return how far a date stands from an event: in its clause or only near it."""
    clause = clause_of(page, token)
    inside = 0 if clause in event.clauses or _is_when(page, event, clause) else 30
    return inside + min(abs(token - trigger) for trigger in event.triggers)


def _is_when(page: Page, event: Event, clause: int) -> bool:
    """Whether the event is the "when" of a clause: "two men died on Friday when shells fell"."""
    own = event.clause
    return (
        page.dep[own] == "advcl"
        and page.head[own] == clause
        and any(page.words[child] in {"when", "as"} for child in page.children[own])
    )


def dates_by_sentence(
    page: Page, published: dt.date | None
) -> dict[int, list[tuple[int, DateMention]]]:
    """Return the date words of each sentence with their tokens, those of datelines left out."""
    datelines = page.datelines
    mentions = [
        mention
        for mention in find_dates(page.text, published)
        if not mention.future
        and not any(start <= mention.start and mention.end <= end for start, end in datelines)
    ]
    found: dict[int, list[tuple[int, DateMention]]] = {}
    for number in range(len(mentions)):
        mention = _count_from_neighbour(page.text, number, mentions)
        token = _token_at(page, mention.start)
        if token < len(page):
            found.setdefault(page.sentence_of[token], []).append((token, mention))
    return found


def date_events(
    page: Page,
    events: list[Event],
    frames: Frames,
    published: dt.date | None,
    by_sentence: dict[int, list[tuple[int, DateMention]]],
    lexicon: Lexicon,
    placed: set[int],
) -> list[Dated]:
    """Return one date per event, in the order of the events; `placed` are those with a place."""
    dated: list[Dated] = []
    explicit: list[When] = []
    previous: When | None = None
    last_by_attacker: dict[tuple[str, ...], When] = {}
    said: dict[int, When] = {}
    for number, event in enumerate(events):
        alone = sum(other.sentence == event.sentence for other in events if not other.talk_only) < 2
        found, only_said = _own_date(
            page, event, by_sentence.get(event.sentence, []), frames, alone
        )
        if found is None:
            found = _headed(page, event.sentence, by_sentence)
        if found is not None and found.when.precision == "month":
            only_said = False  # "in July it reported an attack": that was no day of this week
        if found is not None and only_said:
            said[number] = _anchor(found, explicit, previous, published)
        elif found is not None:
            beside = _day_before(by_sentence.get(event.sentence, []), found)
            when = _anchor(found, explicit, beside or previous, published)
            if when.start is not None:
                past = (
                    published is not None
                    and when.end is not None
                    and (published - when.end).days > 200
                )
                dated.append(Dated(when, True, past))
                if not past and not _is_aside(page, event):
                    explicit.append(when)
                    if when.precision in {"day", "range"}:
                        previous = when
                        for group in event.attackers:
                            last_by_attacker[group] = when
                continue
        back = previous is not None or (
            number > 0 and _tells_of_now(event, events[number - 1], by_sentence)
        )
        if number and not back and _goes_on(event, events[number - 1], dated[-1]):
            dated.append(Dated(dated[-1].when, False, True))
            continue
        if not event.ongoing and number and _continues_ongoing(event, events[number - 1]):
            event.ongoing = True
        dated.append(Dated(_carried(event, last_by_attacker, previous), False))
    with_events = {event.sentence for event in events}
    loose = [
        mention.when
        for sentence, found_there in by_sentence.items()
        for token, mention in found_there
        if sentence not in with_events
        and not mention.relative
        and not _is_spoken(page, token, frames)
    ]
    told = days_of_strikes(page, by_sentence, with_events, frames, lexicon)
    for number, item in enumerate(dated):
        going_on = events[number].ongoing and page.pos[events[number].anchor] == "VERB"
        if item.when.start is None and number in placed and not going_on:
            later = day_told_later(page, number, events, dated, told, placed)
            if later:
                dated[number] = Dated(later, True)
        elif item.own and (day := day_within_month(page, number, events, dated)):
            dated[number] = replace(item, when=day)
    label = _labelled(page, by_sentence)
    if label:
        dated = [
            Dated(label, False) if item.when.start is None and not event.ongoing else item
            for item, event in zip(dated, events, strict=True)
        ]
    dated = _fill_single(events, dated, published, said, loose)
    return [
        Dated(
            day_told_later(page, number, events, dated, told, placed) or said.get(number, item.when)
        )
        if item.when.start is None and not events[number].ongoing
        else item
        for number, item in enumerate(dated)
    ]


def _headed(
    page: Page, sentence: int, by_sentence: dict[int, list[tuple[int, DateMention]]]
) -> DateMention | None:
    """Return the day at the head of a paragraph: "- April 11, 2020: X. A jet bombed …"."""
    first = bisect_left(page.paragraphs, page.paragraphs[sentence])
    for token, mention in by_sentence.get(first, ()) if first < sentence else ():
        start, end = page.sentences[first]
        behind = next((at for at in range(token, end) if page.starts[at] >= mention.end), end)
        day = mention.when.precision == "day" and not mention.relative
        if day and token - start <= _MARKS and page.words[behind : behind + 1] == [":"]:
            return mention
    return None


_MARKS = 2
"""What may stand before the day that heads an item: a bullet, a number."""


def _day_before(mentions: list[tuple[int, DateMention]], found: DateMention) -> When | None:
    """Return the day named last before a date in its sentence: "Tuesday" of "the night before"."""
    days = [
        mention.when
        for _, mention in mentions
        if mention.end <= found.start and mention.when.precision == "day"
    ]
    return days[-1] if days else None


def _labelled(page: Page, by_sentence: dict[int, list[tuple[int, DateMention]]]) -> When | None:
    """Return the day of a record's "Date: 5 May", which all of it is about."""
    for mentions in by_sentence.values():
        for token, mention in mentions:
            if mention.when.precision == "day" and page.words[max(0, token - 2) : token] == [
                "date",
                ":",
            ]:
                return mention.when
    return None


def _count_from_neighbour(text: str, number: int, mentions: list[DateMention]) -> DateMention:
    """Read "on 8 October, a day after X struck": X struck on 7 October."""
    mention = mentions[number]
    before = mentions[number - 1] if number else None
    if (
        not mention.relative
        or before is None
        or mention.start - before.end > 3
        or "." in text[before.end : mention.start]
        or not before.when.start
    ):
        return mention
    step = -1 if "after" in mention.relative or "later" in mention.relative else 1
    day = before.when.start + dt.timedelta(days=step)
    return replace(
        mention,
        when=When(day, day, "day", f"{mention.relative!r} counted from {before.when.start}"),
        relative=None,
    )


_NEAR_DATE, _LONE_DATE = 45, 90
"""How far a date may stand from its event; farther where the sentence tells of no other."""


def _own_date(
    page: Page, event: Event, mentions: list[tuple[int, DateMention]], frames: Frames, alone: bool
) -> tuple[DateMention | None, bool]:
    """Return the date expression of an event's sentence, and whether it only dates the saying."""
    best: tuple[int, DateMention] | None = None
    said: DateMention | None = None
    for token, mention in mentions:
        if _is_said_date(page, token, frames, event):
            said = said or mention
            continue
        seen = _seen_from(page, mention, event)
        if seen is mention and _is_before_or_after(page, token, event):
            continue
        if seen is mention and _counts_from_no_strike(page, mention):
            continue
        if _is_of_another_deed(page, token, event) or _is_of_outset(page, token):
            continue
        distance = _distance(page, token, event)
        if distance >= (_LONE_DATE if alone else _NEAR_DATE):
            continue
        if best is None or distance < best[0]:
            best = (distance, seen)
    if best:
        return best[1], False
    return said, said is not None


def _is_of_another_deed(page: Page, token: int, event: Event) -> bool:
    """Whether "residents interviewed on Friday", "since they took it last month" tells when."""
    if is_answered(page, token) and not is_answered(page, event.anchor):
        return True  # "in revenge for two who died last Monday"
    clause = clause_of(page, token)
    since = page.dep[clause] == "advcl" and any(
        page.words[child] == "since" and page.dep[child] == "mark"
        for child in page.children[clause]
    )
    # "the army, which has fought them since April, denied": when that began
    since = since or "since" in page.words[max(0, token - 2) : token]
    of_people = page.dep[clause] in NOUN_CLAUSES and page.words[page.head[clause]] in _PEOPLE
    if clause in event.clauses or not (since or of_people):
        return False
    if page.head[clause] in event.triggers or set(event.triggers) & set(page.children[clause]):
        return False
    return not page.left[clause] <= event.anchor <= page.right[clause]


_OFFERED = word_list("offered")


def _is_of_outset(page: Page, token: int) -> bool:
    """Whether "since the 7 October outbreak of war", "the 27 November truce" dates no strike."""
    noun = page.head[token]
    if page.dep[token] not in MODIFIERS or page.pos[noun] != "NOUN":
        return False
    return page.words[page.head[noun]] == "since" or page.lemmas[noun] in _OFFERED


_PEOPLE = word_list("people of places") | frozenset({"survivors", "witnesses", "medics"})


def _seen_from(page: Page, mention: DateMention, event: Event) -> DateMention:
    """Turn "it comes a day after five were killed" round where the killing is asked for."""
    if not mention.relative or not mention.relative.endswith((" after", " before")):
        return mention
    after = _token_at(page, mention.end - 1)
    whole = page.head[after] if page.dep[after] == "mark" else after
    if not page.left[whole] <= event.anchor <= page.right[whole] or event.anchor < after:
        return mention
    first, _, last = mention.relative.rpartition(" ")
    return replace(mention, relative=f"{first} {'before' if last == 'after' else 'after'}")


def _counts_from_no_strike(page: Page, mention: DateMention) -> bool:
    """Whether "a day after losing a town" counts from what is no strike: its day is not known."""
    if not mention.relative or not mention.relative.endswith((" after", " before")):
        return False
    after = _token_at(page, mention.end - 1)
    whole = page.head[after] if page.dep[after] == "mark" else after
    _, end = page.sentences[page.sentence_of[after]]
    told = range(after + 1, min(max(page.right[whole], after + 1) + 1, end))
    if all(page.pos[at] == "PUNCT" for at in told):
        return False  # "where it had struck the night before."
    return not any(
        page.lemmas[at] in _COUNTED_FROM
        or ((hit := page.hit_at[at]) is not None and hit.entry.table in {"events", "weapons"})
        for at in told
    )


_COUNTED_FROM = word_list("hurting") | word_list("striking") | {"that", "this", "it"}


def _anchor(
    mention: DateMention, explicit: list[When], previous: When | None, published: dt.date | None
) -> When:
    """Count "a day earlier" from the day before it; let "Wednesday" be a date named earlier."""
    when = mention.when
    if mention.relative:
        if previous is None or previous.start is None:
            return when
        step = (
            1
            if any(word in mention.relative for word in ("after", "next", "following", "later"))
            else -1
        )
        if "same" in mention.relative or "first day" in mention.relative:
            step = 0
        day = previous.start + dt.timedelta(days=step)
        return When(day, day, "day", f"{mention.relative!r} counted from {previous.start}")
    if mention.weekday is not None and when.start and explicit:
        named = explicit[-1]
        if (
            named.precision == "day"
            and named.start
            and named.start.weekday() == mention.weekday
            and named.start < when.start
            and published
            and (published - named.start).days <= 14
        ):
            return When(
                named.start, named.start, "day", f"the same {named.start:%A} as named before"
            )
    return when


def _is_aside(page: Page, event: Event) -> bool:
    """Whether a strike is told only to say who somebody is: "… who died last week in a raid"."""
    return page.dep[event.clause] == "relcl" and event.clause not in event.triggers


def _goes_on(event: Event, before: Event, told: Dated) -> bool:
    """Whether an account of long ago goes on."""
    return told.past and not event.ongoing and event.sentence - before.sentence <= 2


def _tells_of_now(
    event: Event, before: Event, by_sentence: dict[int, list[tuple[int, DateMention]]]
) -> bool:
    """Whether a day of this week is named between two events: what was long ago is told."""
    return any(
        mention.weekday is not None
        for sentence in range(before.sentence + 1, event.sentence)
        for _, mention in by_sentence.get(sentence, ())
    )


def _continues_ongoing(event: Event, before: Event) -> bool:
    """Whether an event goes on telling of one that has no day."""
    return (
        before.ongoing
        and before.attackers == event.attackers
        and event.attacker_reason == "carried on from the sentences before"
        and event.sentence - before.sentence <= 2
    )


def _carried(event: Event, by_attacker: dict[tuple[str, ...], When], previous: When | None) -> When:
    if event.ongoing:
        return When(reason="told as going on or as past, without a day")
    for group in event.attackers:
        if group in by_attacker:
            when = by_attacker[group]
            return When(when.start, when.end, when.precision, f"carried on: {when.reason}")
    if previous and (event.unknown_attacker or not event.attackers):
        return When(
            previous.start, previous.end, previous.precision, f"carried on: {previous.reason}"
        )
    return When(reason="the report gives no day for it")


def _fill_single(
    events: list[Event],
    dated: list[Dated],
    published: dt.date | None,
    said: dict[int, When],
    loose: list[When],
) -> list[Dated]:
    """Where a report names one day only for an attacker's strikes, undated ones are of that day.

    Else it is the one day of this week that is told of anything (`loose`), or when it was said.
    """
    days = {
        (item.when.start, item.when.end): item.when
        for item, event in zip(dated, events, strict=True)
        if item.own
        and not item.past
        and item.when.precision in {"day", "range"}
        and not event.irrealis
    }
    if published and len(days) > 1:
        days = {
            key: when
            for key, when in days.items()
            if when.end and (published - when.end).days <= 30
        }
    of_strikes = bool(days)
    if not of_strikes and published:
        days = {
            (when.start, when.end): when
            for when in loose
            if when.precision == "day"
            and when.end
            and (published - when.end).days <= 7
            and all(when.end <= other.end for other in said.values() if other.end)
        }
    if len(days) != 1 and not of_strikes:
        # nothing is dated but what was said about it
        days = {(when.start, when.end): when for when in said.values() if when.start}
    if len(days) != 1:
        return dated
    when = next(iter(days.values()))
    filled = []
    for told, event in zip(dated, events, strict=True):
        item = told
        if item.when.start is None and not event.ongoing:
            item = Dated(
                When(
                    when.start,
                    when.end,
                    when.precision,
                    f"the only day that the report gives: {when.reason}",
                )
            )
        filled.append(item)
    return filled
