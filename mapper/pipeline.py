"""From reports to a catalog: the per-report part, which is pure, and the one global step."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from mapper.model import Catalog, Reading, Reject, Report

if TYPE_CHECKING:
    from mapper.gazetteer import Gazetteer

__all__ = ["process", "read_report"]


def read_report(report: Report, gazetteer: Gazetteer) -> Reading:
    """Return all that one report says by itself; the same report always gives the same reading.

    A report without a word of strikes is passed over, with a note, and never parsed. One none of
    whose sentences tells of a strike keeps its places and makes no claim.
    """
    from mapper.gate import may_report_strike

    if not may_report_strike(report.text):
        return Reading(report, notes=("passed over: no word in it speaks of a strike",))

    from mapper.claims import read_claims
    from mapper.glance import find_tellings
    from mapper.language import parse_text
    from mapper.recognizer import find_mentions
    from mapper.resolver import resolve_mentions

    doc = parse_text(report.text)
    mentions = find_mentions(doc, gazetteer)
    resolutions = resolve_mentions(report.text, mentions, gazetteer)
    reading = read_claims(report, doc=doc, resolutions=resolutions, gazetteer=gazetteer)
    if reading.claims and not find_tellings([report], gazetteer)[0]:
        note = "no claim: no sentence of it tells of a strike by itself"
        return replace(reading, claims=(), notes=(*reading.notes, note))
    return reading


def process(
    reports: Iterable[Report],
    *,
    gazetteer: Gazetteer | None = None,
    rejects: Iterable[Reject] = (),
    advance: Callable[[], None] | None = None,
) -> Catalog:
    """Read every report and group their claims into assessed strikes.

    Parameters
    ----------
    reports
        What `read_reports` returned.
    gazetteer
        What `load_gazetteer` returned; the default one when left out.
    rejects
        Inputs that could not be read, kept beside the answer.
    advance
        Called after each report, for a progress bar.
    """
    from mapper.catalog import build_catalog
    from mapper.gazetteer import load_gazetteer

    gazetteer = gazetteer or load_gazetteer()
    readings = []
    for report in reports:
        readings.append(read_report(report, gazetteer))
        if advance:
            advance()
    return build_catalog(readings, rejects=rejects, versions={"gazetteer": gazetteer.version})
