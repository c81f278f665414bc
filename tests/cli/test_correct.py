"""`mapper correct`, `mapper verify` and `mapper export`, as an analyst calls them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from mapper.store import open_store
from tests.cli.conftest import Done

Run = Callable[..., Done]


@pytest.fixture(autouse=True)
def analyst(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAPPER_ANALYST", "Ada")


def _strikes(path: Path) -> list:
    with open_store(path) as store:
        return list(store.catalog().strikes)


def test_a_note_is_kept_shown_and_undone(run: Run, filled: Path) -> None:
    strike = _strikes(filled)[0]
    done = run("correct", "note", strike.id, "film shows it", "--store", filled)
    assert done.code == 0, done.err
    key, state = done.out.split()[:2]
    assert state == "applied:"
    assert "Ada noted: film shows it" in run("explain", strike.id, "--store", filled).out
    assert key in run("correct", "list", "--store", filled).out
    assert run("correct", "undo", key[:5], "--who", "Grace", "--store", filled).code == 0
    assert "film shows it" not in run("explain", strike.id, "--store", filled).out
    assert "undone" in run("correct", "list", "--store", filled).out


def test_a_claim_is_rejected_and_a_place_moved(run: Run, filled: Path) -> None:
    strike = next(one for one in _strikes(filled) if len(one.claims) > 2)
    done = run("correct", "reject-claim", strike.claims[-1], "--why", "irony", "--store", filled)
    assert done.code == 0, done.err
    place = strike.place
    moved = run(
        *("correct", "move-place", place.id, "--to", "35.25,36.5", "--uncertainty", "500m"),
        *("--why", "seen from above", "--store", filled),
    )
    assert moved.code == 0, moved.err
    after = next(one for one in _strikes(filled) if one.id == strike.id)
    assert strike.claims[-1] not in after.claims
    assert (after.place.lat, after.place.lon, after.place.uncertainty_km) == (35.25, 36.5, 0.5)
    assert len(after.notes) == 2
    assert run("verify", "--store", filled).code == 0


def test_strikes_are_merged_and_split(run: Run, filled: Path) -> None:
    one, two = _strikes(filled)[:2]
    why = ("--why", "same raid", "--store", filled)
    assert run("correct", "merge", two.id, one.id, *why).code == 0
    merged = {strike.id: strike for strike in _strikes(filled)}
    assert two.id not in merged
    assert set(two.claims) <= set(merged[one.id].claims)
    claims = [part for claim in two.claims for part in ("--claim", claim)]
    split = run("correct", "split", one.id, *claims, "--date", "2014-02-03", *why)
    assert split.code == 0, split.err
    days = {str(strike.when.start) for strike in _strikes(filled)}
    assert "2014-02-03" in days


def test_mistakes_get_one_clear_line(run: Run, filled: Path, tmp_path: Path) -> None:
    store = ("--store", filled)
    run("correct", "note", "nope", "text", *store).refused(1, "no strike 'nope'")
    run("correct", "reject-claim", "nope", "--why", "x", *store).refused(1, "no claim 'nope'")
    run("correct", "reject-claim", "nope", *store).refused(2, "--why")
    run("correct", "undo", "nope", *store).refused(1, "no correction")
    run("correct", "move-place", "x", "--to", "99,1", "--why", "x", *store).refused(1, "99")
    run("correct", "move-place", "x", "--why", "x", *store).refused(2, "--to")
    run("correct", "list", "--store", tmp_path / "no.gpkg").refused(1, "no store")


def test_verify_tells_what_is_wrong(run: Run, filled: Path) -> None:
    good = run("verify", "--store", filled)
    assert good.code == 0
    assert "whole: 15 reports" in good.out
    with open_store(filled) as store, store._writing():
        store._connection.execute("UPDATE strikes SET attacker = 'Nobody' WHERE fid = 1")  # type: ignore[attr-defined]
    bad = run("verify", "--store", filled)
    assert bad.code == 1
    assert "table 'strikes': 1 rows missing or outdated" in bad.out
    assert run("rebuild", "--store", filled, "--group-only").code == 0
    assert run("verify", "--store", filled).code == 0


@pytest.mark.parametrize("suffix", ["geojson", "csv", "kml", "gpkg", "parquet"])
def test_export_writes_every_format_once(
    run: Run, filled: Path, tmp_path: Path, suffix: str
) -> None:
    out = tmp_path / f"out.{suffix}"
    done = run("export", "--store", filled, out)
    assert done.code == 0, done.err
    assert f"{len(_strikes(filled))} strikes" in done.err
    before = out.read_bytes()
    run("export", "--store", filled, out).refused(1, "--overwrite")
    assert out.read_bytes() == before
    assert run("export", "--store", filled, out, "--overwrite").code == 0


def test_export_refuses_what_it_cannot_write(run: Run, filled: Path, tmp_path: Path) -> None:
    run("export", "--store", filled, tmp_path / "out.shp").refused(1, "geojson")
    run("export", "--store", filled, tmp_path / "no" / "out.csv").refused(1, "does not exist")
    before = filled.read_bytes()
    run("export", "--store", filled, filled, "--overwrite").refused(2, "store itself")
    assert filled.read_bytes() == before


def test_exported_geojson_has_all_strikes(run: Run, filled: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.geojson"
    run("export", "--store", filled, out)
    ids = {feature["id"] for feature in json.loads(out.read_text())["features"]}
    assert ids == {strike.id for strike in _strikes(filled)}
