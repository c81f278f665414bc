"""Claims of several invented wars become the strikes that a careful reader would count."""

from __future__ import annotations

import datetime as dt
import random

import pytest

from mapper.claims.tables import load_lexicon
from mapper.events import COALITIONS, Event, fold_name, merge_events, place_key
from mapper.model import Located, Mention, Role, Side, Stance
from mapper.strikes import (
    apply_general,
    group_claims,
    group_part,
    publication_dates,
    split_by_days,
    split_by_place,
)
from tests.builders import make_places, make_readings
from tests.tellings import DAY, DORVAL, KALMIRA, NORLAND, OSTRAN, TELBARA, Paper, invent_place

NEXT = DAY + dt.timedelta(days=1)
LATER = DAY + dt.timedelta(days=3)


def group(*papers: Paper) -> list[Event]:
    events = group_claims([paper.reading() for paper in papers])
    return sorted(events, key=lambda e: (e.when.start or dt.date.max, e.name, e.attacker or ""))


def told(events: list[Event]) -> list[tuple[str | None, str, dt.date | None]]:
    return [(event.attacker, event.name, event.when.start) for event in events]


def test_two_reports_of_one_place_and_day_are_one_strike() -> None:
    one = Paper("a.txt").say("Norland planes hit Kalmira.", at=[KALMIRA])
    two = Paper("b.txt").say("Kalmira was bombed by Norland.", at=[KALMIRA])
    assert told(group(one, two)) == [("Norland", "Kalmira", DAY)]


def test_two_days_are_two_strikes() -> None:
    paper = (
        Paper("a.txt")
        .say("Planes hit Kalmira on Wednesday.", at=[KALMIRA])
        .say("Planes hit Kalmira again on Thursday.", at=[KALMIRA], day=NEXT)
    )
    assert [day for _, _, day in told(group(paper))] == [DAY, NEXT]


def test_an_unknown_attacker_joins_the_known_one() -> None:
    one = Paper("a.txt").say("Kalmira was bombed.", at=[KALMIRA], attackers=())
    two = Paper("b.txt").say("Norland bombed Kalmira.", at=[KALMIRA])
    (event,) = group(one, two)
    assert event.attacker == "Norland"
    assert len(event.local) == 2


def test_nobody_named_stays_nobody() -> None:
    (event,) = group(Paper("a.txt").say("Kalmira was bombed.", at=[KALMIRA], attackers=()))
    assert event.attacker is None


def test_alternatives_are_one_strike_and_choose_nobody() -> None:
    paper = Paper("a.txt").say(
        "Norland or Sudria bombed Kalmira.", at=[KALMIRA], attackers=("Norland", "Sudria")
    )
    (event,) = group(paper)
    assert event.attacker is None
    assert event.attackers == ("Norland", "Sudria")


def test_different_claimants_dispute_the_attacker_of_one_strike() -> None:
    paper = (
        Paper("a.txt")
        .say("Norland bombed Kalmira, doctors said.", at=[KALMIRA], by="doctors")
        .say(
            "Sudria bombed Kalmira, Norland's army said.",
            at=[KALMIRA],
            by="Norland army",
            attackers=("Sudria",),
        )
    )
    (event,) = group(paper)
    assert event.attackers == ("Norland", "Sudria")


def test_one_monitor_who_tells_of_two_attackers_tells_of_two_strikes() -> None:
    watch = "Kalmira Watch"
    paper = (
        Paper("a.txt")
        .say("Norland planes hit Kalmira.", at=[KALMIRA], by=watch)
        .say("Sudrian guns shelled Kalmira.", at=[KALMIRA], by=watch, attackers=("Sudria",))
        .say("Sudria's planes were over Telbara.", at=[TELBARA], by=watch, attackers=("Sudria",))
    )
    assert told(group(paper)) == [
        ("Norland", "Kalmira", DAY),
        ("Sudria", "Kalmira", DAY),
        ("Sudria", "Telbara", DAY),
    ]


def test_a_coalition_and_its_member_are_one_attacker() -> None:
    watch = "Kalmira Watch"
    paper = (
        Paper("a.txt")
        .say("Coalition planes hit Kalmira.", at=[KALMIRA], by=watch, attackers=("NATO",))
        .say("Danish planes hit Kalmira.", at=[KALMIRA], by=watch, attackers=("Denmark",))
    )
    assert len(group(paper)) == 1


def test_in_a_country_two_attackers_are_two_strikes() -> None:
    one = Paper("a.txt").say("Sudria struck Norland.", at=[NORLAND], attackers=("Sudria",))
    two = Paper("b.txt").say("Ostavia struck Norland.", at=[NORLAND], attackers=("Ostavia",))
    assert [attacker for attacker, _, _ in told(group(one, two))] == ["Ostavia", "Sudria"]


def test_country_and_province_are_not_merged_into_towns() -> None:
    paper = (
        Paper("a.txt")
        .say("Sudria struck Norland.", at=[NORLAND], attackers=("Sudria",))
        .say("It struck Ostran province.", at=[OSTRAN], attackers=("Sudria",))
        .say("It struck Kalmira.", at=[KALMIRA], attackers=("Sudria",))
    )
    assert len(group(paper)) == 3


def test_an_undated_claim_joins_its_own_reports_strike() -> None:
    paper = (
        Paper("a.txt", published=None)
        .say("Norland bombed Kalmira on 14 May.", at=[KALMIRA])
        .say("Nine died in Kalmira.", "killed", 9, at=[KALMIRA], day=None)
    )
    (event,) = group(paper)
    assert len(event.local) == 2


@pytest.mark.parametrize(
    ("published", "count"),
    [
        (DAY + dt.timedelta(days=2), 1),
        (DAY + dt.timedelta(days=400), 2),
        (DAY - dt.timedelta(days=1), 2),
        (None, 2),
    ],
)
def test_an_undated_report_joins_only_a_fresh_strike(published: dt.date | None, count: int) -> None:
    dated = Paper("a.txt").say("Norland bombed Kalmira on 14 May.", at=[KALMIRA])
    undated = Paper("b.txt", published=published).say(
        "Norland has bombed Kalmira.", at=[KALMIRA], day=None
    )
    assert len(group(dated, undated)) == count


def test_an_undated_report_does_not_choose_between_two_strikes() -> None:
    dated = (
        Paper("a.txt")
        .say("Norland bombed Kalmira on 14 May.", at=[KALMIRA])
        .say("Norland bombed Kalmira on 15 May.", at=[KALMIRA], day=NEXT)
    )
    undated = Paper("b.txt", published=LATER).say("Kalmira was hit.", at=[KALMIRA], day=None)
    assert [event.when.start for event in group(dated, undated)] == [DAY, NEXT, None]


def test_a_range_joins_the_one_day_inside_it() -> None:
    sharp = Paper("a.txt").say("Norland bombed Kalmira on 14 May.", at=[KALMIRA])
    vague = Paper("b.txt").say("It was hit overnight.", at=[KALMIRA], until=NEXT)
    (event,) = group(sharp, vague)
    assert event.window == (DAY, DAY)


def test_a_range_over_two_days_of_strikes_stays_a_range() -> None:
    sharp = (
        Paper("a.txt")
        .say("Norland bombed Kalmira on 14 May.", at=[KALMIRA])
        .say("Norland bombed Kalmira on 15 May.", at=[KALMIRA], day=NEXT)
    )
    vague = Paper("b.txt").say("It was hit this week.", at=[KALMIRA], until=LATER)
    windows = {event.window for event in group(sharp, vague)}
    assert windows == {(DAY, DAY), (NEXT, NEXT), (DAY, LATER)}


def test_a_summary_of_a_month_is_no_strike_of_a_day() -> None:
    sharp = Paper("a.txt").say("Norland bombed Kalmira on 14 May.", at=[KALMIRA])
    month = Paper("b.txt").say(
        "In May planes hit Kalmira.",
        at=[KALMIRA],
        day=dt.date(2031, 5, 1),
        until=dt.date(2031, 5, 31),
    )
    assert len(group(sharp, month)) == 2


def test_a_denial_of_the_event_is_kept_with_the_event() -> None:
    paper = (
        Paper("a.txt")
        .say("Norland bombed Kalmira, doctors said.", at=[KALMIRA], by="doctors")
        .say(
            "Norland denied that it bombed Kalmira.",
            at=[KALMIRA],
            by="Norland army",
            side=Side.ATTACKER,
            stance=Stance.DENIES,
        )
    )
    (event,) = group(paper)
    assert [claim.stance for claim in event.local] == [Stance.ASSERTS, Stance.DENIES]


def test_words_on_who_holds_a_town_are_no_strike() -> None:
    assert (
        group(Paper("a.txt").say("Rebels hold Kalmira.", "control", "rebels", at=[KALMIRA])) == []
    )


def test_a_count_of_nothing_is_no_strike() -> None:
    assert group(Paper("a.txt").say("No raids on Kalmira.", "sorties", 0, at=[KALMIRA])) == []


def test_unresolved_names_meet_by_spelling_and_have_no_place() -> None:
    one = Paper("a.txt").say("Norland hit Al-Zorbà.", at=["Al-Zorbà"])
    two = Paper("b.txt").say("Norland hit al Zorba.", at=["al Zorba"])
    (event,) = group(one, two)
    assert event.place is None
    assert event.key == f"name:{fold_name('AL ZORBA')}"


def test_two_spellings_of_one_place_are_one_strike() -> None:
    located = [
        Located(Mention(0, len(name), name), Role.STRUCK, KALMIRA)
        for name in ("Kalmira", "Kelmirah")
    ]
    assert len({place_key(item) for item in located}) == 1


def test_a_joint_figure_reaches_each_of_its_places_once() -> None:
    paper = (
        Paper("a.txt")
        .say("Norland hit Kalmira and Telbara.", at=[KALMIRA, TELBARA])
        .say("In Kalmira and Telbara 36 died.", "killed", 36, at=[KALMIRA, TELBARA])
    )
    events = group(paper)
    assert [len(event.local) for event in events] == [2, 2]
    assert len({claim.id for event in events for claim in event.local}) == 2


class TestGeneralClaims:
    denial = "Norland did not hit the faction, a minister said."

    def paper(self, **more: object) -> Paper:
        return Paper("g.txt").say(
            self.denial, "target", "ISIS", stance=Stance.DENIES, by="a minister", **more
        )

    def test_it_reaches_every_strike_of_its_attacker_and_day(self) -> None:
        strikes = Paper("a.txt").say("Norland hit Kalmira and Telbara.", at=[KALMIRA, TELBARA])
        assert [len(event.general) for event in group(strikes, self.paper())] == [1, 1]

    @pytest.mark.parametrize(
        "more",
        [
            {"attackers": ("Sudria",)},
            {"country": "XB"},
            {"day": LATER},
            {"country": None},
            {"attackers": ()},
        ],
    )
    def test_it_does_not_reach_other_wars(self, more: dict[str, object]) -> None:
        strikes = Paper("a.txt").say("Norland hit Kalmira.", at=[KALMIRA])
        assert [event.general for event in group(strikes, self.paper(**more))] == [()]

    def test_undated_it_reaches_the_week_before_it_was_published(self) -> None:
        strikes = (
            Paper("a.txt")
            .say("Norland hit Kalmira.", at=[KALMIRA])
            .say(
                "Norland hit Telbara a year ago.",
                at=[TELBARA],
                day=DAY - dt.timedelta(days=365),
            )
        )
        reached = {e.name: len(e.general) for e in group(strikes, self.paper(day=None))}
        assert reached == {"Kalmira": 1, "Telbara": 0}

    def test_a_figure_never_leaves_its_report(self) -> None:
        strikes = Paper("a.txt").say("Norland hit Kalmira.", at=[KALMIRA])
        figure = (
            Paper("b.txt")
            .say("Norland hit Dorval.", at=[DORVAL])
            .say("In all 36 people were killed.", "killed", 36)
        )
        reached = {e.name: len(e.general) for e in group(strikes, figure)}
        assert reached == {"Kalmira": 0, "Dorval": 1}

    def test_the_dead_of_a_campaign_are_no_strikes_dead(self) -> None:
        paper = (
            Paper("a.txt")
            .say("Norland hit Kalmira.", at=[KALMIRA])
            .say(
                "Since January 3,000 people were killed.",
                "killed",
                3000,
                day=dt.date(2031, 1, 1),
                until=DAY,
            )
        )
        (event,) = group(paper)
        assert event.general == ()

    def test_in_its_own_report_no_attacker_means_any(self) -> None:
        paper = (
            Paper("a.txt")
            .say("Norland hit Kalmira.", at=[KALMIRA])
            .say("None of it was held by the faction.", "control", "ISIS", attackers=(), day=None)
        )
        (event,) = group(paper)
        assert len(event.general) == 1


def test_grouping_in_pieces_gives_the_whole() -> None:
    readings = make_readings(300, seed=5, places=make_places(4), years=2)
    general = (
        Paper("g.txt")
        .say("It never aims at homes.", "civilian_harm", stance=Stance.DENIES, by="an envoy")
        .say("Sudria hit Telbara.", at=[TELBARA], attackers=("Sudria",))
        .say("Telbara was hit.", at=[TELBARA], attackers=(), day=None)
        .reading()
    )
    readings.append(general)
    published = publication_dates(readings)
    claims = [claim for reading in readings for claim in reading.claims]
    pieces = [
        (key, part)
        for key, filed in split_by_place(claims).items()
        for part in split_by_days(reversed(filed), published)
    ]
    assert len(pieces) > 100
    random.Random(1).shuffle(pieces)
    pieced = merge_events(
        event for key, part in pieces for event in group_part(key, part, published)
    )
    unplaced = [claim for claim in claims if not claim.places]
    assert {e.id: e for e in apply_general(pieced, unplaced, published)} == {
        e.id: e for e in group_claims(readings)
    }


def test_parts_share_no_report_and_no_day() -> None:
    claims = [
        claim
        for reading in make_readings(200, seed=6, places=make_places(3), years=2)
        for claim in reading.claims
    ]
    for filed in split_by_place(claims).values():
        parts = split_by_days(filed, {})
        assert sorted(c.id for part in parts for c in part) == sorted(c.id for c in filed)
        days = [{claim.when.start for claim in part} for part in parts]
        assert sum(map(len, days)) == len(set().union(*days))


def test_an_undated_claim_stays_with_what_was_fresh() -> None:
    dated = Paper("a.txt").say("Kalmira was hit.", at=[KALMIRA]).reading()
    fresh = Paper("b.txt", published=LATER).say("It was hit.", at=[KALMIRA], day=None).reading()
    readings = [dated, fresh]
    claims = [claim for reading in readings for claim in reading.claims]
    assert len(split_by_days(claims, publication_dates(readings))) == 1
    assert len(split_by_days(claims, {})) == 2


def test_the_id_is_frozen() -> None:
    """Scripts and corrections hold on to ids: a change of these digits breaks stores."""
    (event,) = group(Paper("a.txt").say("Norland hit Kalmira.", at=[invent_place("Kalmira")]))
    assert event.id == "924545deef50a9ad"


def test_coalitions_are_written_as_the_lexicon_writes_them() -> None:
    known = {row["name"] for row in load_lexicon().rows["actors"]}
    assert set(COALITIONS) <= known
    assert frozenset().union(*COALITIONS.values()) <= known
