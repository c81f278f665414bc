"""What an analyst knows better, laid on top of the readings and never mixed into them.

A correction says who changed what, when and why. It is kept beside the readings and applied
to a copy of them before strikes are grouped, so that it survives every rebuild and can be
undone. To find its target again after rules have changed, it carries an anchor: the place in
the report's text where the claim stands, rather than the claim's id alone.
"""

from __future__ import annotations

from mapper.corrections.anchoring import complete_correction
from mapper.corrections.application import (
    Corrected,
    apply_corrections,
    corrected_catalog,
    find_notes,
    note_corrections,
)
from mapper.corrections.records import (
    CORRECTIONS,
    Action,
    Anchor,
    ClaimAnchor,
    Correction,
    correction_from_row,
    correction_row,
    says_the_same,
    undo_correction,
)

__all__ = [
    "CORRECTIONS",
    "Action",
    "Anchor",
    "ClaimAnchor",
    "Corrected",
    "Correction",
    "apply_corrections",
    "complete_correction",
    "corrected_catalog",
    "correction_from_row",
    "correction_row",
    "find_notes",
    "note_corrections",
    "says_the_same",
    "undo_correction",
]
