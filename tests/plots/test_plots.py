"""Pictures show what the catalog says, come out the same twice, and run nothing from the data."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from mapper.errors import MapperError, RenderError
from mapper.model import (
    CasualtyRange,
    Catalog,
    Claim,
    Place,
    PlaceKind,
    Reading,
    Report,
    Side,
    Stance,
    Strike,
    When,
)

pytest.importorskip("matplotlib", reason="pictures need the notebooks extra")

from mapper import plots
from mapper.plots.accounts import count_contradictions

HOSTILE = "$\\frac{1}{0}$ <script>\u202e"


def claim(
    number: int, claimant: str, stance: Stance, *, value: str = "ISIS", attribute: str = "control"
) -> Claim:
    return Claim(
        id=f"c{number}",
        report="r.txt",
        report_sha256="00",
        claimant=claimant,
        side=Side.MEDIA,
        origin=claimant,
        attribute=attribute,
        value=value,
        stance=stance,
        quote="q",
        start=0,
        end=1,
    )


@pytest.fixture
def catalog() -> Catalog:
    claims = (
        claim(1, "Ministry", Stance.ASSERTS),
        claim(2, HOSTILE, Stance.DENIES),
        claim(3, "Minister", Stance.DENIES, attribute="target"),
        claim(4, "Paper", Stance.ASSERTS, value="rebels"),
    )
    place = Place("x:1", HOSTILE, PlaceKind.SETTLEMENT, 15.35, 44.2, "YE", "Sanaa")
    other = Place("x:2", "Hill", PlaceKind.SETTLEMENT, 15.5, 44.3, "YE", "Sanaa")

    def strike(number: int, where: Place, claims: tuple[str, ...]) -> Strike:
        dead = CasualtyRange(
            "civilians_killed", 7, 11, at_least=True, joint_with=(f"s{3 - number}",)
        )
        return Strike(
            f"s{number}", "X", _day(), where, mapped=True, casualties=(dead,), claims=claims
        )

    strikes = (
        strike(1, place, ("c1", "c2", "c3", "c4")),
        strike(2, other, ("c1",)),
        Strike("s3", "X", _day(), None, mentioned_as=("Yemen",)),
    )
    report = Report("r.txt", "q", "00")
    return Catalog(readings=(Reading(report, claims=claims),), strikes=strikes)


def _day():

    return When(dt.date(2019, 5, 1), dt.date(2019, 5, 1), "day")


def texts(figure) -> list[str]:
    from matplotlib.text import Text

    return [found.get_text() for found in figure.findobj(Text)]


def test_a_denial_contradicts_an_assertion_of_the_same_value_only(catalog: Catalog) -> None:
    counted = count_contradictions(catalog)
    assert counted[tuple(sorted(("Ministry", HOSTILE)))] == 1
    assert counted[("Minister", "Ministry")] == 1
    assert not [pair for pair in counted if "Paper" in pair]


def test_a_joint_total_is_drawn_once_under_all_its_places(catalog: Catalog) -> None:
    axes = plots.draw_casualties(catalog).axes[0]
    (shown,) = [tick.get_text() for tick in axes.get_yticklabels()]
    assert "Hill" in shown and "killed" in shown


def test_the_timeline_counts_a_claim_once_a_day_however_many_strikes_it_is_about(
    catalog: Catalog,
) -> None:
    axes = plots.draw_timeline(catalog).axes[0]
    assert sum(bar.get_height() for bar in axes.patches) == 4


def test_the_map_draws_pins_only_and_says_what_it_left_out(catalog: Catalog) -> None:
    figure = plots.draw_strikes(catalog)
    assert any("1 strikes have no pin" in text for text in texts(figure))
    pins = [mark for mark in figure.axes[0].collections if mark.get_label().startswith("unknown")]
    assert sum(len(mark.get_offsets()) for mark in pins) == 2


@pytest.mark.parametrize("ending", [".png", ".svg", ".pdf"])
def test_the_same_catalog_gives_the_same_bytes(
    catalog: Catalog, tmp_path: Path, ending: str
) -> None:
    for name in ("one", "two"):
        plots.save_picture(plots.draw_strikes(catalog), tmp_path / f"{name}{ending}")
    assert (tmp_path / f"one{ending}").read_bytes() == (tmp_path / f"two{ending}").read_bytes()


def test_hostile_names_are_drawn_as_text(catalog: Catalog, tmp_path: Path) -> None:
    for draw in (plots.draw_strikes, plots.draw_contradictions, plots.draw_casualties):
        target = tmp_path / f"{draw.__name__}.svg"
        plots.save_picture(draw(catalog), target)
        assert "<script" not in target.read_text(encoding="utf-8")


def test_an_empty_catalog_gives_a_picture_that_says_so() -> None:
    assert any("no mapped strikes" in text for text in texts(plots.draw_strikes(Catalog())))
    plots.draw_timeline(Catalog())
    plots.draw_casualties(Catalog())
    plots.draw_contradictions(Catalog())
    plots.draw_spellings([])


def test_a_wrong_ending_and_an_existing_file_are_refused(catalog: Catalog, tmp_path: Path) -> None:
    figure = plots.draw_timeline(catalog)
    with pytest.raises(RenderError, match="png"):
        plots.save_picture(figure, tmp_path / "picture.bmp")
    (tmp_path / "mine.png").write_bytes(b"mine")
    with pytest.raises(MapperError, match="overwrite"):
        plots.save_picture(figure, tmp_path / "mine.png")
    assert (tmp_path / "mine.png").read_bytes() == b"mine"
