"""Our seeds say in other words what the five real reports say, and lead to the same map."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from mapper.model import Catalog, Reading, Strike
from mapper.shipped import locate_shipped

REAL = Path(__file__).parents[2] / "shared" / "seeds"
OUR_PATHS = sorted(locate_shipped("seeds").glob("*.md"))
DISPATCHES = sorted((Path(__file__).parent / "dispatches").glob("*/*.md"))
NO_PIN = {"New York", "Paris", "Moscow", "Latakia", "Tartus", "Caspian Sea", "Iran", "Washington"}
PINS = {"Rastan", "Talbiseh", "Zafaraneh", "Makramiya", "Latamneh", "Homs", "Hama"}

needs_real = pytest.mark.skipif(
    not REAL.is_dir(), reason="the real reports (../shared/seeds) are not beside this checkout"
)


def _based_on(path: Path) -> str:
    match = re.search(r"^based_on: (\S+)$", path.read_text("utf-8"), re.MULTILINE)
    assert match, path
    return match[1]


def _word_runs(text: str, length: int) -> Iterator[tuple[str, ...]]:
    words = re.findall(r"[a-z0-9']+", text.lower())
    return zip(*(words[start:] for start in range(length)), strict=False)


@cache
def _catalog(paths: tuple[Path, ...], manifest: Path | None = None) -> Catalog:
    from mapper.catalog import build_catalog

    return build_catalog([_reading(path, manifest) for path in paths])


@cache
def _reading(path: Path, manifest: Path | None) -> Reading:
    from mapper.gazetteer import load_gazetteer
    from mapper.pipeline import read_report
    from mapper.reports import read_reports

    reports, rejects = read_reports([path], manifest=manifest)
    assert not rejects
    return read_report(reports[0], load_gazetteer())


def _ours() -> Catalog:
    return _catalog(tuple(OUR_PATHS))


def _pins(catalog: Catalog) -> set[tuple[str, str | None, str, str]]:
    return {_pin(strike) for strike in catalog.strikes if strike.mapped and strike.place}


def _pin(strike: Strike) -> tuple[str, str | None, str, str]:
    assert strike.place
    days = f"{strike.when.start}..{strike.when.end}"
    return (strike.place.id, strike.attacker, days, str(strike.control.status))


def test_there_is_one_seed_for_each_of_five_reports() -> None:
    assert len(OUR_PATHS) == 5
    assert len({_based_on(path) for path in OUR_PATHS}) == 5


def test_seeds_pin_the_seven_towns_once_and_nothing_else() -> None:
    pins = [strike for strike in _ours().strikes if strike.mapped and strike.place]
    assert Counter(strike.place.name for strike in pins if strike.place) == Counter(PINS)
    assert {strike.attacker for strike in pins} == {"Russia"}
    assert {str(strike.when.start) for strike in pins} == {"2015-09-30"}
    assert {str(strike.control.status) for strike in pins} == {"disputed"}
    assert not NO_PIN & {strike.place.name for strike in pins if strike.place}


def test_the_36_killed_stay_one_joint_total() -> None:
    strikes = {s.id: s for s in _ours().strikes}
    totals = [
        (strike.id, total)
        for strike in strikes.values()
        for total in strike.casualties
        if total.attribute == "civilians_killed" and strike.mapped
    ]
    assert totals
    for _, total in totals:
        assert (total.low, total.high) == (36, 36)
        assert total.joint_with


def test_one_seed_repeats_another_as_its_report_does() -> None:
    """The two reports share a fifth of their runs of eight words; so must what retells them."""
    first, second = (
        set(_word_runs(path.read_text("utf-8"), 8))
        for path in OUR_PATHS
        if _based_on(path)[:3] in {"002", "003"}
    )
    assert len(first & second) / min(len(first), len(second)) > 0.2


@needs_real
def test_no_eight_words_in_a_row_are_taken_from_the_real_reports() -> None:
    real = {run for path in REAL.glob("*.txt") for run in _word_runs(path.read_text("utf-8"), 8)}
    assert real
    for path in [*OUR_PATHS, *DISPATCHES]:
        body = path.read_text("utf-8").split("---", 2)[2]
        assert not real & set(_word_runs(body, 8)), path.name


@needs_real
@pytest.mark.parametrize("path", OUR_PATHS, ids=_based_on)
def test_each_seed_gives_the_same_mapped_strikes_as_its_report(path: Path) -> None:
    manifest = REAL / "manifest.csv"
    real = _catalog((REAL / _based_on(path),), manifest)
    assert _pins(_catalog((path,))) == _pins(real)


@needs_real
def test_all_seeds_together_give_the_same_map_as_the_reports() -> None:
    manifest = REAL / "manifest.csv"
    assert _pins(_ours()) == _pins(_catalog(tuple(sorted(REAL.glob("*.txt"))), manifest))
