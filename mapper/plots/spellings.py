"""A ladder of spellings: how each written name came to its place, and how sure that is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from mapper.model import Resolution
from mapper.plots.drawing import finish, label, new_figure

__all__ = ["draw_spellings"]


def draw_spellings(resolutions: Sequence[Resolution]) -> Any:  # noqa: ANN401
    """Return a figure with a rung a spelling: the first candidate, its score and its first reason.

    Filled dots were accepted; hollow ones are suggestions that a person would have to accept.
    """
    figure = new_figure(height=1.2 + 0.36 * max(1, len(resolutions)))
    axes = figure.subplots()
    for at, resolution in enumerate(reversed(resolutions)):
        best = resolution.candidates[0] if resolution.candidates else None
        score = best.score if best else 0.0
        fill = "#0072b2" if best and best.accepted else "white"
        axes.plot([0, score], [at, at], color="#c8d6e0", linewidth=2, zorder=1)
        axes.scatter([score], [at], s=45, color=fill, edgecolor="#0072b2", zorder=2)
        told = ": ".join((best.place.name, *best.reasons[:1])) if best else "nothing"
        axes.text(1.04, at, label(told, limit=58), va="center", fontsize=8)
    axes.set_yticks(
        range(len(resolutions)),
        [label(resolution.mention.text, limit=30) for resolution in reversed(resolutions)],
    )
    axes.set_xlim(0, 1.02)
    axes.set_xlabel("score")
    finish(axes, title="Spellings and the place they mean")
    return figure
