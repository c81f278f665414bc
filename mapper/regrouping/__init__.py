"""New reports in a store regroup only the strikes that they touch.

A store keeps an index beside its readings: the keys under which reports can meet, the origin of
every claim with what it hangs on, and which strikes rest on which claims. With it `regroup`
finds what new reports change, and gives what grouping everything again would give.
"""

from __future__ import annotations

from mapper.regrouping.changes import Changes, regroup
from mapper.regrouping.entries import Entry, Known, make_entries
from mapper.regrouping.index import Index, Kept, Traced

__all__ = ["Changes", "Entry", "Index", "Kept", "Known", "Traced", "make_entries", "regroup"]
