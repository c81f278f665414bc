"""What claims amount to: five statuses, ranges that add nothing up, and a grade."""

from __future__ import annotations

import pytest

from mapper.catalog import build_catalog
from mapper.model import Assessment, Catalog, Side, Stance, Status, Strike
from mapper.weighing import compatible_attackers, compatible_holders, compatible_targets
from tests.tellings import DAY, DORVAL, KALMIRA, TELBARA, Paper

ARMY = {"by": "Norland army", "side": Side.ATTACKER}
ALLY = {"by": "Sudria army", "side": Side.ATTACKER_ALLY}
ACTIVISTS = {"by": "activists", "side": Side.LOCAL}
WATCH = {"by": "Kalmira Watch", "side": Side.MONITOR}
ENVOY = {"by": "an envoy", "side": Side.THIRD_PARTY}


def paper(name: str = "a.txt") -> Paper:
    return Paper(name).say("Norland hit Kalmira.", at=[KALMIRA], **ACTIVISTS)


def catalog(*papers: Paper) -> Catalog:
    return build_catalog([one.reading() for one in papers])


def only(*papers: Paper) -> Strike:
    (strike,) = catalog(*papers).strikes
    return strike


class TestControl:
    def assess(self, *told: dict[str, object]) -> Assessment:
        written = paper()
        for number, fields in enumerate(told):
            said = {"attribute": "control", "value": "ISIS", **fields}
            written.say(f"Sentence {number} tells who was there.", **said)
        return only(written).control

    def test_nobody_says(self) -> None:
        assert self.assess().status is Status.UNKNOWN

    def test_one_story_is_claimed(self) -> None:
        found = self.assess(ARMY)
        assert (found.status, found.claimed, found.disputed_by) == (Status.CLAIMED, ("ISIS",), ())

    def test_two_of_one_camp_do_not_corroborate(self) -> None:
        assert self.assess(ARMY, ALLY).status is Status.CLAIMED

    def test_two_sides_corroborate(self) -> None:
        assert self.assess(ARMY, WATCH).status is Status.CORROBORATED

    def test_two_of_unknown_side_do_not_corroborate(self) -> None:
        assert self.assess({"by": "a man"}, {"by": "a woman"}).status is Status.CLAIMED

    def test_a_doubt_questions(self) -> None:
        found = self.assess(ARMY, {**ENVOY, "stance": Stance.DOUBTS})
        assert found.status is Status.QUESTIONED
        assert "an envoy" in found.reasons[0]

    def test_a_doubt_questions_even_what_two_sides_say(self) -> None:
        assert self.assess(ARMY, WATCH, {**ENVOY, "stance": Stance.DOUBTS}).status is (
            Status.QUESTIONED
        )

    def test_a_denial_by_another_origin_disputes(self) -> None:
        found = self.assess(ARMY, {**WATCH, "stance": Stance.DENIES})
        assert (found.status, found.disputed_by) == (Status.DISPUTED, ("not ISIS",))

    def test_incompatible_holders_dispute_and_the_attackers_story_comes_first(self) -> None:
        found = self.assess({**WATCH, "value": "rebels"}, ARMY)
        assert (found.status, found.claimed, found.disputed_by) == (
            Status.DISPUTED,
            ("ISIS",),
            ("rebels",),
        )

    def test_one_origin_that_names_two_holders_disputes_nothing(self) -> None:
        assert self.assess(ARMY, {**ARMY, "value": "Nusra"}).status is Status.CLAIMED

    def test_militants_may_be_the_named_group(self) -> None:
        assert self.assess(ARMY, {**WATCH, "value": "militants"}).status is Status.CORROBORATED

    def test_what_was_hit_tells_who_was_there(self) -> None:
        found = self.assess(ARMY, {**WATCH, "attribute": "target", "value": "rebels"})
        assert found.status is Status.DISPUTED
        assert any("implied" in reason for reason in found.reasons)

    def test_a_hit_hospital_holds_no_ground(self) -> None:
        found = self.assess(ARMY, {**WATCH, "attribute": "target", "value": "hospital"})
        assert found.status is Status.CLAIMED

    def test_not_isis_but_rebels_is_one_story(self) -> None:
        found = self.assess({**WATCH, "stance": Stance.DENIES}, {**WATCH, "value": "rebels"})
        assert found.status is Status.CLAIMED

    def test_a_lone_denial_answers_somebody(self) -> None:
        assert self.assess({**WATCH, "stance": Stance.DENIES}).status is Status.DISPUTED


@pytest.mark.parametrize(
    ("one", "other", "fits"),
    [
        ("ISIS", "ISIS", True),
        ("ISIS", "rebels", False),
        ("ISIS", "militants", True),
        ("militants", "government", False),
        ("militants", "Russian forces", False),
        ("rebels", "Houthis", True),
        ("ISIS", "Houthis", False),
        ("Kurdish forces", "government", False),
    ],
)
def test_holders(one: str, other: str, fits: bool) -> None:
    assert compatible_holders(one, other) is compatible_holders(other, one) is fits


@pytest.mark.parametrize(
    ("one", "other", "fits"),
    [
        ("ISIS", "depot", True),
        ("hospital", "school", True),
        ("hospital", "ISIS", False),
        ("civilians", "militants", False),
        ("hospital", "building", True),
    ],
)
def test_targets(one: str, other: str, fits: bool) -> None:
    assert compatible_targets(one, other) is compatible_targets(other, one) is fits


def test_an_absent_party_cannot_have_been_the_target() -> None:
    written = paper()
    written.say("We hit the faction.", "target", "ISIS", at=[KALMIRA], **ARMY)
    written.say(
        "They left weeks ago.", "control", "ISIS", at=[KALMIRA], stance=Stance.DENIES, **ACTIVISTS
    )
    assert only(written).target.status is Status.DISPUTED


@pytest.mark.parametrize(
    ("hit", "denied", "status"),
    [
        ("hospital", "militants", Status.DISPUTED),
        ("depot", "ISIS", Status.DISPUTED),
        ("ISIS", "market", Status.CLAIMED),
    ],
)
def test_a_party_that_was_not_there_answers_where_only_things_are_told(
    hit: str, denied: str, status: Status
) -> None:
    written = paper().say("We hit it.", "target", hit, at=[KALMIRA], **ARMY)
    written.say("No such thing.", "target", denied, at=[KALMIRA], stance=Stance.DENIES, **ACTIVISTS)
    assert only(written).target.status is status


class TestDeadAndTarget:
    def test_only_civilians_among_the_dead_contradict_a_hit_on_fighters(self) -> None:
        written = paper().say("We hit the faction.", "target", "ISIS", at=[KALMIRA], **ARMY)
        written.say("Nine villagers died.", "civilians_killed", 9, at=[KALMIRA], **ACTIVISTS)
        found = only(written)
        assert (found.target.status, found.target.disputed_by) == (Status.DISPUTED, ("civilians",))
        assert found.control.status is Status.CLAIMED

    def test_a_mixed_count_bears_out_that_fighters_were_hit(self) -> None:
        written = paper().say("We hit the faction.", "target", "ISIS", at=[KALMIRA], **ARMY)
        written.say("Nine villagers died.", "civilians_killed", 9, at=[KALMIRA], **WATCH)
        written.say("So did two fighters.", "militants_killed", 2, at=[KALMIRA], **WATCH)
        assert only(written).target.status is Status.CORROBORATED

    def test_dead_fighters_tell_that_fighters_were_hit(self) -> None:
        written = paper().say("Two fighters died.", "militants_killed", 2, at=[KALMIRA], **WATCH)
        found = only(written).target
        assert (found.status, found.claimed) == (Status.CLAIMED, ("militants",))

    def test_civilian_dead_alone_name_no_target(self) -> None:
        written = paper().say("Nine died.", "civilians_killed", 9, at=[KALMIRA], **ACTIVISTS)
        assert only(written).target.status is Status.UNKNOWN


class TestAttacker:
    def test_two_sides_name_the_same(self) -> None:
        written = paper().say("We struck Kalmira.", at=[KALMIRA], **ARMY)
        assert only(written).attack.status is Status.CORROBORATED

    def test_blaming_another_disputes(self) -> None:
        written = paper().say(
            "Sudria bombed Kalmira, Norland said.",
            at=[KALMIRA],
            **{**ARMY, "attackers": ["Sudria"]},
        )
        found = only(written)
        assert found.attack.status is Status.DISPUTED
        assert {*found.attack.claimed, *found.attack.disputed_by} == {"Norland", "Sudria"}

    def test_an_accused_side_that_denies_disputes(self) -> None:
        written = paper().say(
            "We flew no raid on Kalmira.", at=[KALMIRA], stance=Stance.DENIES, **ARMY
        )
        found = only(written)
        assert found.attack.status is Status.DISPUTED
        assert found.occurrence.status is Status.DISPUTED

    def test_an_open_choice_disputes(self) -> None:
        written = Paper("a.txt").say(
            "Norland or Sudria bombed Kalmira.", at=[KALMIRA], attackers=("Norland", "Sudria")
        )
        found = only(written).attack
        assert found.status is Status.DISPUTED
        assert "Norland or Sudria" in " ".join(found.reasons)

    def test_a_coalition_and_its_member_agree(self) -> None:
        written = Paper("a.txt").say("NATO hit Kalmira.", at=[KALMIRA], attackers=["NATO"], **WATCH)
        written.say("Denmark hit Kalmira.", at=[KALMIRA], attackers=["Denmark"], **ACTIVISTS)
        assert only(written).attack.status is Status.CORROBORATED


class TestOccurrence:
    def test_a_reports_own_voice_is_no_second_source(self) -> None:
        written = paper().say("Norland planes hit Kalmira.", at=[KALMIRA])
        assert only(written).occurrence.status is Status.CLAIMED

    def test_another_papers_own_voice_is(self) -> None:
        other = Paper("b.txt").say("Our reporter saw planes bomb Kalmira.", at=[KALMIRA])
        assert only(paper(), other).occurrence.status is Status.CORROBORATED

    def test_the_attackers_account_of_that_day_bears_it_out(self) -> None:
        written = paper().say("We hit their depots that day.", "target", "ISIS", **ARMY)
        assert only(written).occurrence.status is Status.CORROBORATED
        assert only(written).attack.status is Status.CORROBORATED

    def test_a_policy_without_a_day_bears_nothing_out(self) -> None:
        written = paper().say("We only hit them.", "target", "ISIS", day=None, **ARMY)
        assert only(written).occurrence.status is Status.CLAIMED

    def test_counted_dead_imply_it(self) -> None:
        written = paper().say("Medics counted 9.", "killed", 9, at=[KALMIRA], **WATCH)
        assert only(written).occurrence.status is Status.CORROBORATED


class TestCivilianHarm:
    def test_figures_imply_it_and_a_denial_disputes_it(self) -> None:
        written = paper().say("Nine died.", "civilians_killed", 9, at=[KALMIRA], **ACTIVISTS)
        assert only(written).civilian_harm.status is Status.CLAIMED
        written.say("Nobody was hurt.", "civilian_harm", stance=Stance.DENIES, **ARMY)
        assert only(written).civilian_harm.status is Status.DISPUTED

    def test_no_civilian_killed_denies_it(self) -> None:
        written = paper().say("Nine died.", "civilians_killed", 9, at=[KALMIRA], **ACTIVISTS)
        written.say("No civilian died.", "civilians_killed", 0, at=[KALMIRA], **ARMY)
        assert only(written).civilian_harm.status is Status.DISPUTED


class TestCasualties:
    def test_a_range_has_the_claims_behind_each_end(self) -> None:
        written = paper().say("22 died.", "killed", 22, at=[KALMIRA], at_least=True, **ACTIVISTS)
        written.say("17 died.", "killed", 17, at=[KALMIRA], **WATCH)
        (counted,) = only(written).casualties
        assert (counted.low, counted.high, counted.at_least) == (17, 22, True)
        assert counted.low_claims != counted.high_claims
        assert len(counted.claims) == 2

    def test_a_range_said_by_one_keeps_both_ends(self) -> None:
        written = paper().say(
            "20 to 30 died.", "killed", 20, at=[KALMIRA], low=20.0, high=30.0, **ACTIVISTS
        )
        (counted,) = only(written).casualties
        assert (counted.low, counted.high) == (20, 30)

    def test_a_joint_total_is_neither_multiplied_nor_summed(self) -> None:
        towns = [KALMIRA, TELBARA, DORVAL]
        papers = [
            Paper(f"{name}.txt")
            .say(f"{name}: Norland hit Kalmira, Telbara, Dorval.", at=towns, **ACTIVISTS)
            .say(f"{name}: 36 were killed.", "civilians_killed", 36, at=towns, **ACTIVISTS)
            for name in "abcd"
        ]
        strikes = catalog(*papers).strikes
        assert len(strikes) == 3
        for strike in strikes:
            (counted,) = strike.casualties
            assert (counted.low, counted.high) == (36, 36)
            assert set(counted.joint_with) == {one.id for one in strikes} - {strike.id}

    def test_a_joint_total_stays_apart_from_a_strikes_own_count(self) -> None:
        written = (
            Paper("a.txt")
            .say("Norland hit Kalmira and Telbara.", at=[KALMIRA, TELBARA], **ACTIVISTS)
            .say("24 were killed in all.", "killed", 24, at=[KALMIRA, TELBARA], **ACTIVISTS)
            .say("Five died in Kalmira.", "killed", 5, at=[KALMIRA], **ACTIVISTS)
        )
        strike = next(s for s in catalog(written).strikes if s.place == KALMIRA)
        assert [(c.low, c.high, bool(c.joint_with)) for c in strike.casualties] == [
            (5, 5, False),
            (24, 24, True),
        ]

    def test_a_denied_figure_is_no_end(self) -> None:
        written = paper().say("12 fighters died.", "militants_killed", 12, at=[KALMIRA], **ARMY)
        written.say(
            "We lost 40, a lie.",
            "militants_killed",
            40,
            at=[KALMIRA],
            stance=Stance.DENIES,
            by="the faction",
            side=Side.DEFENDER,
        )
        (counted,) = only(written).casualties
        assert (counted.low, counted.high) == (12, 12)


class TestGrade:
    def harmed(self, **who: object) -> Paper:
        return paper().say("Nine died.", "civilians_killed", 9, at=[KALMIRA], day=DAY, **who)

    def test_no_harm_no_grade(self) -> None:
        assert only(paper()).grade is None

    def test_one_source_is_weak(self) -> None:
        found = only(self.harmed(**ACTIVISTS))
        assert (found.grade, found.grade_reason) == ("weak", "a single source: activists")

    def test_two_sources_and_a_known_attacker_are_fair(self) -> None:
        written = self.harmed(**ACTIVISTS).say(
            "Ten died.", "civilians_killed", 10, at=[KALMIRA], **WATCH
        )
        assert only(written).grade == "fair"

    def test_the_attackers_admission_confirms(self) -> None:
        assert only(self.harmed(**ARMY)).grade == "confirmed"

    def test_two_belligerents_named_is_contested(self) -> None:
        written = self.harmed(**ACTIVISTS).say(
            "Sudria did it.", at=[KALMIRA], attackers=["Sudria"], **ARMY
        )
        assert only(written).grade == "contested"

    def test_a_story_taken_back_is_discounted(self) -> None:
        written = self.harmed(**ACTIVISTS).say(
            "No civilian was there after all.",
            "civilian_harm",
            at=[KALMIRA],
            stance=Stance.DENIES,
            **ACTIVISTS,
        )
        assert only(written).grade == "discounted"


class TestWhatBearsOutWhat:
    def test_fighters_hit_in_a_town_bear_out_no_hold_on_it(self) -> None:
        written = paper().say("They hold it.", "control", "ISIS", at=[KALMIRA], **WATCH)
        written.say("We hit them.", "target", "ISIS", at=[KALMIRA], **ARMY)
        assert only(written).control.status is Status.CLAIMED

    def test_dead_who_were_no_fighters_leave_the_hold_undisputed(self) -> None:
        written = paper().say("They hold it.", "control", "ISIS", at=[KALMIRA], **WATCH)
        written.say("Not he.", "target", "ISIS", at=[KALMIRA], stance=Stance.DENIES, **ACTIVISTS)
        assert only(written).control.status is Status.CLAIMED

    def test_a_school_hit_somewhere_is_not_hit_everywhere(self) -> None:
        written = paper().say("We hit the faction.", "target", "ISIS", at=[KALMIRA], **ARMY)
        written.say("A school was hit.", "target", "school", attackers=("Norland",), **ACTIVISTS)
        assert only(written).target.status is Status.CLAIMED


@pytest.mark.parametrize(
    ("one", "other", "fits"),
    [
        ("Myanmar", "Myanmar military", True),
        ("Sudan", "Sudanese army", True),
        ("US", "US-led coalition", True),
        ("Sudan", "RSF", False),
        ("Iran", "Hezbollah", False),
        ("Arakan Army", "National Unity Government", False),
    ],
)
def test_attackers(one: str, other: str, fits: bool) -> None:
    assert compatible_attackers(one, other) is compatible_attackers(other, one) is fits


def test_whoever_tells_of_a_strike_bears_out_an_attacker_that_owns_up() -> None:
    written = Paper("a.txt").say("Bombs fell.", at=[KALMIRA], **{**ACTIVISTS, "attackers": ()})
    written.say("It was us.", "attacker", "Norland", at=[KALMIRA], **ARMY)
    assert only(written).attack.status is Status.CORROBORATED


def test_whoever_tells_of_a_strike_bears_out_no_accusation() -> None:
    written = Paper("a.txt").say("Bombs fell.", at=[KALMIRA], **{**ACTIVISTS, "attackers": ()})
    written.say("It was they.", "attacker", "Norland", at=[KALMIRA], **WATCH)
    assert only(written).attack.status is Status.CLAIMED
