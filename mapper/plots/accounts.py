"""Plots of who says what: which side spoke when, how far counts lie apart, who contradicts whom."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from typing import Any

from mapper.model import Catalog, Claim, Stance, Strike
from mapper.plots.drawing import SIDES, finish, label, new_figure

__all__ = ["count_contradictions", "draw_casualties", "draw_contradictions", "draw_timeline"]


def draw_timeline(catalog: Catalog) -> Any:  # noqa: ANN401
    """Return a figure of claims by the day of the strikes they are about, stacked by side."""
    by_id = {claim.id: claim for claim in catalog.claims}
    spoken = {
        (by_id[i], str(strike.when.start or "day unknown"))
        for strike in catalog.strikes
        for i in strike.claims
        if i in by_id
    }
    counted: dict[str, Counter[str]] = {side: Counter() for side in SIDES}
    for claim, day in spoken:
        counted[str(claim.side)][day] += 1
    days = sorted({day for counter in counted.values() for day in counter})
    figure = new_figure(height=4)
    axes = figure.subplots()
    below = [0] * len(days)
    for side, counter in counted.items():
        heights = [counter[day] for day in days]
        if any(heights):
            name = side.replace("_", " ")
            axes.bar(days, heights, bottom=below, color=SIDES[side], label=name, width=0.7)
            below = [low + height for low, height in zip(below, heights, strict=True)]
    axes.set_ylabel("claims")
    axes.tick_params(axis="x", rotation=30 if len(days) > 4 else 0)
    if days:
        axes.legend(title="side", fontsize=8)
    finish(axes, title="Who speaks of which day's strikes")
    return figure


def draw_casualties(catalog: Catalog, *, most: int = 25) -> Any:  # noqa: ANN401
    """Return a figure of casualty ranges: a dot where accounts agree, a line where they do not.

    A joint total is drawn once, under the names of all its places, so that nobody adds it up.
    """
    names = {strike.id: _place_name(strike) for strike in catalog.strikes}
    rows: dict[tuple[str, str], tuple[float, float, bool]] = {}
    for strike in catalog.strikes:
        for count in strike.casualties:
            places = sorted({names[i] for i in (strike.id, *count.joint_with) if i in names})
            what = count.attribute.replace("_", " ")
            rows[(", ".join(places), what)] = (count.low, count.high, count.at_least)
    shown = sorted(rows.items(), key=lambda row: (-row[1][1], row[0]))[:most]
    figure = new_figure(height=1.2 + 0.34 * max(1, len(shown)))
    axes = figure.subplots()
    for at, ((_, what), (low, high, at_least)) in enumerate(reversed(shown)):
        colour = "#d55e00" if "killed" in what else "#0072b2"
        axes.plot([low, high], [at, at], color=colour, linewidth=3, solid_capstyle="round")
        axes.plot(high, at, marker=">" if at_least else "o", color=colour)
        axes.plot(low, at, marker="o", color=colour)
    axes.set_yticks(
        range(len(shown)),
        [label(f"{places}: {what}", limit=60) for (places, what), _ in reversed(shown)],
        fontsize=8,
    )
    axes.set_xlabel("people; an arrow means “at least”")
    axes.set_xlim(left=0)
    finish(axes, title="How far the counts lie apart")
    return figure


def draw_contradictions(catalog: Catalog, *, most: int = 14) -> Any:  # noqa: ANN401
    """Return a matrix of claimants: on how many strikes two of them contradict each other."""
    counted = count_contradictions(catalog)
    weight: Counter[str] = Counter()
    for (one, other), number in counted.items():
        weight[one] += number
        weight[other] += number
    people = [name for name, _ in sorted(weight.items(), key=lambda row: (-row[1], row[0]))][:most]
    size = max(3.0, 1.6 + 0.42 * len(people))
    figure = new_figure(width=size + 2, height=size)
    axes = figure.subplots()
    grid = [[counted.get((min(a, b), max(a, b)), 0) for b in people] for a in people]
    if people:
        axes.imshow(grid, cmap="Oranges", vmin=0)
    for y, row in enumerate(grid):
        for x, number in enumerate(row):
            if number:
                dark = number > 0.6 * max(counted.values())
                colour = "white" if dark else "black"
                axes.text(x, y, str(number), ha="center", va="center", fontsize=9, color=colour)
    names = [label(name, limit=30) for name in people]
    axes.set_xticks(range(len(people)), names, rotation=40, ha="right", fontsize=8)
    axes.set_yticks(range(len(people)), names, fontsize=8)
    finish(axes, title="Who contradicts whom, on how many strikes")
    return figure


def count_contradictions(catalog: Catalog) -> dict[tuple[str, str], int]:
    """Return (claimant, claimant) in alphabetical order -> strikes on which they contradict.

    Two claims contradict when they are on the same attribute of the same strike and one denies or
    doubts what the other asserts. Different figures for the dead are a range, not counted here.
    """
    by_id = {claim.id: claim for claim in catalog.claims}
    counted: Counter[tuple[str, str]] = Counter()
    for strike in catalog.strikes:
        claims = [by_id[i] for i in strike.claims if i in by_id]
        pairs = {
            (min(a.claimant, b.claimant), max(a.claimant, b.claimant))
            for a, b in combinations(claims, 2)
            if _contradict(a, b)
        }
        counted.update(pairs)
    return dict(counted)


_SAME_QUESTION = {"control": "holder", "target": "holder"}


def _contradict(one: Claim, other: Claim) -> bool:
    if one.claimant == other.claimant or one.value != other.value:
        return False
    questions = {_SAME_QUESTION.get(claim.attribute, claim.attribute) for claim in (one, other)}
    stances = {one.stance, other.stance}
    return len(questions) == 1 and Stance.ASSERTS in stances and len(stances) == 2


def _place_name(strike: Strike) -> str:
    if strike.place:
        return strike.place.name
    return strike.mentioned_as[0] if strike.mentioned_as else "place not told"
