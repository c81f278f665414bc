"""Pictures for print and notebooks: the static map, and plots of who says what."""

from __future__ import annotations

from mapper.plots.accounts import draw_casualties, draw_contradictions, draw_timeline
from mapper.plots.drawing import save_picture
from mapper.plots.spellings import draw_spellings
from mapper.plots.staticmap import draw_density, draw_strikes

__all__ = [
    "draw_casualties",
    "draw_contradictions",
    "draw_density",
    "draw_spellings",
    "draw_strikes",
    "draw_timeline",
    "save_picture",
]
