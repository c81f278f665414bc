"""New reports regroup only what they touch, and give what all of them at once give."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import random
import tempfile
from itertools import pairwise
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from mapper.corrections import Action, Correction
from mapper.errors import QueryError
from mapper.frames import TABLES
from mapper.model import Reading, Side, Stance
from mapper.store.geopackage import GeoPackageStore
from mapper.store.sql import SqlStore
from tests.tellings import DAY, DORVAL, KALMIRA, NORLAND, OSTRAN, TELBARA, Paper

PLACES = [KALMIRA, TELBARA, DORVAL, OSTRAN, NORLAND, "Umbra ford"]
ATTACKERS = [
    ("Norland",),
    ("Sudria",),
    ("US-led coalition",),
    ("France",),
    (),
    ("Norland", "Sudria"),
]
VOICES = ["The Plain Monitor", "Plain Monitor", "plain monitor", "a mayor", "Norland's ministry"]
SIDES = [Side.ATTACKER, Side.DEFENDER, Side.LOCAL, Side.MONITOR, Side.THIRD_PARTY]
MOULDS = [
    "Planes {n} struck the old quarter of {p} before dawn, and smoke rose over the market",
    "Residents of {p} said that {n} bombs fell on two streets behind the bus station at noon",
    "A spokesman said on the record that no raid of any kind took place near {p} that week",
]


def _pick_day(rng: random.Random) -> dt.date | None:
    return None if rng.random() < 0.2 else DAY + dt.timedelta(days=rng.randrange(25))


def _tell(rng: random.Random, number: int) -> Reading:
    """Return an invented report: of its own, a reprint of another's words, or a mould's."""
    published = None if rng.random() < 0.1 else DAY + dt.timedelta(days=rng.randrange(-3, 30))
    paper = Paper(
        f"r{number % 17}-{number}.txt",
        published=published,
        publisher=rng.choice([None, "The Plain Monitor", "Reuters", "Plain monitor"]),
        opening=rng.choice(["", "DORVAL (Reuters) - "]) + f"Note {number}.",
    )
    for _ in range(rng.randrange(1, 5)):
        _say(rng, paper)
    return paper.reading()


def _say(rng: random.Random, paper: Paper) -> None:
    at = rng.sample(PLACES, rng.choice([0, 1, 1, 1, 2, 3]))
    name = at[0] if at and isinstance(at[0], str) else at[0].name if at else "the plain"
    sentence = rng.choice(MOULDS).format(n=rng.randrange(1, 3), p=name)
    if at[1:]:
        sentence += " and in " + " and ".join(x if isinstance(x, str) else x.name for x in at[1:])
    day = _pick_day(rng)
    until = day and day + dt.timedelta(days=rng.choice([0, 0, 0, 3, 9, 30]))
    attribute = rng.choice(["occurrence", "occurrence", "target", "control", "civilians_killed"])
    value: Any = rng.choice(["ISIS", "rebels", "market"])
    if attribute == "occurrence":
        value = True
    elif attribute == "civilians_killed":
        value = rng.randrange(0, 30)
    paper.say(
        sentence + ".",
        attribute,
        value,
        at=at,
        by=rng.choice([None, *VOICES]),
        side=rng.choice(SIDES),
        stance=rng.choice([Stance.ASSERTS, Stance.ASSERTS, Stance.ASSERTS, Stance.DENIES]),
        attackers=rng.choice(ATTACKERS),
        day=day,
        until=until,
        country=rng.choice(["XA", "XA", "XB", None]),
    )


def tell_many(count: int, seed: int) -> list[Reading]:
    """Return invented reports of few places and days, so that they meet in every way."""
    rng = random.Random(seed)
    return [_tell(rng, number) for number in range(count)]


def _state(store: SqlStore) -> dict[str, list[str]]:
    """Return all that the store says, and its index by SHA-256 in place of numbers."""
    found = {
        name: sorted(
            map(
                repr,
                store.read_table(name).drop(columns="geometry", errors="ignore").to_dict("records"),
            )
        )
        for name in TABLES
    }
    sha = dict(store.rows("SELECT number, sha256 FROM {grouped}"))
    found["keys"] = sorted(
        repr((key, lo, hi, sha[number]))
        for key, lo, hi, number in store.rows("SELECT key, lo, hi, number FROM {keys}")
    )
    found["likes"] = sorted(
        repr((sha[number], [sha[older] for older in json.loads(likes)]))
        for number, likes in store.rows("SELECT number, likes FROM {grouped}")
    )
    found["origins"] = sorted(
        repr((claim, sha[number], *rest))
        for claim, number, *rest in store.rows(
            "SELECT claim_id, number, named, copies, origin FROM {origins}"
        )
    )
    found["records"] = list(store._get_strikes())
    found["corrections"] = sorted(f"{row['id']} {row['state']}" for row in store._get_corrections())
    return found


def _ingest(
    store: SqlStore, portions: list[list[Reading]], rng: random.Random | None = None
) -> dict[str, list[str]]:
    store._most_new = float("inf")
    for number, portion in enumerate(portions):
        store.ingest(portion)
        if rng and number == len(portions) // 3:
            for _ in range(4):
                _correct(store, rng)
    return _state(store)


def _correct(store: SqlStore, rng: random.Random) -> None:
    """Make a correction of some kind, whether or not it makes sense here."""
    strikes = store.catalog().strikes
    if not strikes:
        return
    one, other = rng.choice(strikes), rng.choice(strikes)
    made = rng.choice(
        [
            Correction(action=Action.NOTE, target=one.id, why="seen"),
            Correction(action=Action.REJECT_CLAIM, target=rng.choice(one.claims), why="wrong"),
            Correction(action=Action.MERGE_STRIKES, target=one.id, into=other.id, why="same"),
            Correction(
                action=Action.SPLIT_STRIKE, target=one.id, claims=one.claims[:1], date=DAY, why="no"
            ),
            Correction(
                action=Action.MOVE_PLACE,
                target=rng.choice([one.id, one.place.id if one.place else one.id]),
                lat=12.5,
                lon=20.5,
                why="there",
            ),
        ]
    )
    with contextlib.suppress(QueryError):
        store.correct(made, who="A")


def compare(address: Path, seed: int, count: int, cuts: set[int], *, correct: bool) -> None:
    """Ingest shuffled portions, and the same by grouping everything, into one store."""
    readings = tell_many(count, seed)
    shuffled = random.Random(seed + 1).sample(readings, count)
    ends = sorted({0, count, *(cut for cut in cuts if cut < count)})
    portions = [shuffled[low:high] for low, high in pairwise(ends)]
    with GeoPackageStore(address, create=True) as store:
        pieces = _ingest(store, portions, random.Random(seed) if correct else None)
        assert store.verify() == []
        store.rebuild()
        whole = _state(store)
    assert len(whole["records"]) > 3
    for name, rows in whole.items():
        assert pieces[name] == rows, name


@settings(max_examples=10, deadline=None)
@given(
    seed=st.integers(0, 100_000),
    count=st.integers(8, 45),
    cuts=st.sets(st.integers(1, 44), min_size=1, max_size=6),
    correct=st.booleans(),
)
def test_shuffled_portions_give_what_all_at_once_give(
    seed: int, count: int, cuts: set[int], correct: bool
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        compare(Path(folder) / "s.gpkg", seed, count, cuts, correct=correct)


def _ask_once(address: Path, first: list[Reading], second: list[Reading]) -> dict[str, list[str]]:
    with GeoPackageStore(address, create=True) as store:
        found = _ingest(store, [first, second])
        store.rebuild()
        assert _state(store) == found
    return found


def _say_it(name: str, *, days: int, **more: Any) -> Paper:
    paper = Paper(name, published=DAY + dt.timedelta(days=days), opening=f"No. {days}.")
    return paper.say(
        "Planes hit the old market of Kalmira early and burned it.", at=[KALMIRA], **more
    )


def test_an_older_printing_makes_earlier_reports_its_copies(tmp_path: Path) -> None:
    late = [_say_it("b.txt", days=5).reading(), _say_it("c.txt", days=6).reading()]
    found = _ask_once(tmp_path / "s.gpkg", late, [_say_it("a.txt", days=2).reading()])
    assert {row.split(", ")[-1] for row in found["origins"]} == {"'The A Gazette')"}


def test_a_general_denial_reaches_the_strikes_of_other_reports(tmp_path: Path) -> None:
    denial = Paper("d.txt").say(
        "Norland bombed no homes, a spokesman said.", stance=Stance.DENIES, by="a spokesman"
    )
    found = _ask_once(tmp_path / "s.gpkg", [_say_it("a.txt", days=2).reading()], [denial.reading()])
    assert "'occurrence_status': 'disputed'" in found["strikes"][0]


def test_another_accusation_disputes_the_attacker(tmp_path: Path) -> None:
    other = Paper("o.txt").say(
        "Jets of Sudria hit Kalmira.", at=[KALMIRA], attackers=("Sudria",), by="a mayor"
    )
    found = _ask_once(tmp_path / "s.gpkg", [_say_it("a.txt", days=2).reading()], [other.reading()])
    assert "'attacker_status': 'disputed'" in found["strikes"][0]


def test_a_joint_total_follows_the_strikes_that_share_it(tmp_path: Path) -> None:
    """The day of one strike gets known; the other's total is joint with the new id."""
    total = Paper("t.txt").say(
        "36 people died in Kalmira and Telbara.", "civilians_killed", 36,
        at=[KALMIRA, TELBARA], day=None,
    )  # fmt: skip
    found = _ask_once(tmp_path / "s.gpkg", [total.reading()], [_say_it("a.txt", days=1).reading()])
    assert len(found["strikes"]) == 2
    assert all("joint_with" in row for row in found["strikes"])


def test_what_is_not_touched_is_not_written(tmp_path: Path) -> None:
    elsewhere = Paper("e.txt").say("Dorval was hit.", at=[DORVAL], attackers=("Sudria",)).reading()
    with GeoPackageStore(tmp_path / "s.gpkg", create=True) as store:
        store._most_new = float("inf")
        store.ingest([elsewhere])
        before = store.rows("SELECT fid, id FROM {strikes}")
        store.ingest([_say_it("a.txt", days=2).reading()])
        after = store.rows("SELECT fid, id FROM {strikes}")
    assert set(before) < set(after)


def test_a_correction_shows_on_a_strike_that_comes_later(tmp_path: Path) -> None:
    other = Paper("o.txt").say("Kalmira was hit again, a mayor said.", at=[KALMIRA], by="a mayor")
    with GeoPackageStore(tmp_path / "s.gpkg", create=True) as store:
        store._most_new = float("inf")
        store.ingest([_say_it("a.txt", days=2).reading()])
        (claim,) = store.catalog().strikes[0].claims
        store.correct(Correction(action=Action.REJECT_CLAIM, target=claim, why="old"), who="A")
        assert "no strike is left" in store._get_corrections()[0]["state"]
        store.ingest([other.reading()])
        found = _state(store)
        store.rebuild()
        assert _state(store) == found
    assert found["corrections"][0].endswith("applied")
    assert "old" in found["strikes"][0]
