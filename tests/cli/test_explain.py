"""`mapper explain` takes a strike back to the sentence, the origin and the place decision."""

from __future__ import annotations

import datetime as dt
import io
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from rich.console import Console

from mapper.catalog import build_catalog
from mapper.cli.explanation import explain_strike, find_strike
from mapper.errors import QueryError
from mapper.model import Catalog, Side, Stance
from mapper.store import open_store
from tests.tellings import DAY, KALMIRA, NORLAND, TELBARA, Paper

ARMY = {"by": "Sudrian Ministry of Defence", "side": Side.ATTACKER, "attackers": ("Sudria",)}
NURSE = {"by": "a nurse", "side": Side.LOCAL, "attackers": ("Sudria",), "via": ("Radio Telbara",)}


def papers() -> list[Paper]:
    first = (
        Paper("first.txt")
        .say(
            "In Kalmira and Telbara at least 36 people died, a nurse told Radio Telbara.",
            at=[KALMIRA, TELBARA],
            **NURSE,
        )
        .say(
            "In Kalmira and Telbara at least 36 people died, a nurse told Radio Telbara.",
            "killed",
            36,
            at=[KALMIRA, TELBARA],
            again=True,
            at_least=True,
            **NURSE,
        )
        .say("The ministry said that it hit the faction.", "target", "ISIS", **ARMY)
        .say("No such men were ever there, an elder said.", "target", "ISIS",
             by="an elder", side=Side.LOCAL, stance=Stance.DENIES, attackers=("Sudria",))
        .say("Sudria struck Norland again.", at=[NORLAND], attackers=("Sudria",))
    )  # fmt: skip
    copied = "Before the sun was up the planes of Sudria had bombed Kalmira from end to end."
    first.say(copied, at=[KALMIRA], attackers=("Sudria",))
    second = Paper("second.txt", published=DAY + dt.timedelta(days=4)).say(
        copied, at=[KALMIRA], attackers=("Sudria",)
    )
    return [first, second]


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return build_catalog([paper.reading() for paper in papers()])


def strike_id(catalog: Catalog, name: str) -> str:
    return next(s.id for s in catalog.strikes if s.place and s.place.name == name)


def explain(catalog: Catalog, wanted: str, *, terminal: bool = False) -> str:
    out = io.StringIO()
    console = Console(file=out, width=160, force_terminal=terminal, markup=False)
    for part in explain_strike(catalog, find_strike(catalog, wanted)):
        console.print(part)
    return out.getvalue()


def flat(text: str) -> str:
    return " ".join(text.split())


def test_every_claim_is_shown_with_its_words_and_chain(catalog: Catalog) -> None:
    shown = flat(explain(catalog, strike_id(catalog, "Kalmira")))
    strike = find_strike(catalog, strike_id(catalog, "Kalmira"))
    for claim in catalog.claims:
        assert (claim.quote in shown) == (claim.id in strike.claims)
    assert "a nurse (local) asserts killed = at least 36 [joint total]" in shown
    assert "chain a nurse <- Radio Telbara <- first.txt; counted under a nurse" in shown
    assert "an elder (local) denies target = ISIS" in shown


def test_verdicts_carry_their_rule(catalog: Catalog) -> None:
    shown = flat(explain(catalog, strike_id(catalog, "Kalmira")))
    assert re.search(
        r"target: disputed; claimed ISIS; against it not ISIS not ISIS \(an elder\)", shown
    )
    assert "one joint total with" in shown
    assert "36 or more" in shown


def test_copies_are_named(catalog: Catalog) -> None:
    shown = flat(explain(catalog, strike_id(catalog, "Kalmira")))
    assert "counted under The First Gazette (the sentence is copied from first.txt)" in shown
    assert "second.txt repeats first.txt: 1 of its 1 sentences" in shown


def test_place_decisions_are_shown(catalog: Catalog) -> None:
    shown = flat(explain(catalog, strike_id(catalog, "Telbara")))
    assert "taken 0.90 Telbara (Testaria, XA) settlement" in shown
    assert "exact: invented" in shown


def test_a_country_says_why_it_has_no_pin(catalog: Catalog) -> None:
    shown = flat(explain(catalog, strike_id(catalog, "Norland")))
    assert "no pin: only the country is known" in shown


def test_a_short_id_is_enough(catalog: Catalog) -> None:
    whole = strike_id(catalog, "Kalmira")
    assert find_strike(catalog, whole[:6]).id == whole
    assert find_strike(catalog, f" {whole.upper()} ").id == whole


def test_an_unknown_id_lists_near_ones(catalog: Catalog) -> None:
    whole = strike_id(catalog, "Kalmira")
    with pytest.raises(QueryError, match=whole):
        find_strike(catalog, whole[:-1] + "z")
    with pytest.raises(QueryError, match=whole):
        find_strike(catalog, "kalmira")
    with pytest.raises(QueryError, match="no strike at all"):
        find_strike(Catalog(), "abc")


def test_a_prefix_of_several_asks_for_more() -> None:
    paper = Paper("a.txt")
    for number in range(40):
        paper.say(f"Day {number}.", at=[KALMIRA], day=DAY + dt.timedelta(days=number))
    catalog = build_catalog([paper.reading()])
    firsts = [strike.id[0] for strike in catalog.strikes]
    shared = next(sign for sign in firsts if firsts.count(sign) > 1)
    with pytest.raises(QueryError, match="write more of it"):
        find_strike(catalog, shared)


def test_hostile_text_cannot_steer_the_terminal() -> None:
    evil = "Planes \x1b[2J\x1b]0;owned\x07 hit \u202eKalmira\u202c [red]now[/red]."
    paper = Paper("evil\x1b[1m.txt").say(evil, at=[KALMIRA], by="x\x1b[31m\u2066y")
    catalog = build_catalog([paper.reading()])
    shown = explain(catalog, catalog.strikes[0].id)
    assert not set("\x1b\x07\u202e\u202c\u2066") & set(shown)
    assert "[red]now[/red]" in shown


def run(*args: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "mapper", *map(str, args)],
        check=False,
        cwd=cwd,
        capture_output=True,
        text=True,
        timeout=240,
    )


def test_the_command_reads_a_store(tmp_path: Path, catalog: Catalog) -> None:
    with open_store(tmp_path / "war.gpkg", create=True) as store:
        store.ingest([paper.reading() for paper in papers()])
    listed = run("strikes", "--store", "war.gpkg", "--format", "json", cwd=tmp_path)
    wanted = next(s["id"] for s in json.loads(listed.stdout) if s["place"]["name"] == "Kalmira")
    assert wanted == strike_id(catalog, "Kalmira")
    done = run("explain", wanted[:8], "--store", "war.gpkg", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "a nurse" in done.stdout
    missing = run("explain", "zzzz", "--store", "war.gpkg", cwd=tmp_path)
    assert missing.returncode == 1
    assert len(missing.stderr.strip().splitlines()) == 1
    assert "Traceback" not in missing.stderr
