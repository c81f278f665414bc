"""Which claims come from one mouth: repeats are not confirmation.

Two claims are one origin when the source behind the messengers is the same, or when one
stands in a sentence that another report has copied. Sentences are compared between reports
whose claim-bearing sentences look alike by MinHash or share one sentence word for word; the
pairs found are then aligned sentence by sentence.
"""

from __future__ import annotations

from mapper.independence.sheets import AGENCIES, containing_sentence
from mapper.independence.tracing import Origins, Repeat, trace_origins

__all__ = ["AGENCIES", "Origins", "Repeat", "containing_sentence", "trace_origins"]
