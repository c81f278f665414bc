"""What new reports change in a store that has grouped the others: exactly what is touched.

1. Origins are settled first (origins.py), as they decide what counts as independent.
2. At every place that a new report names, the part of `split_by_days` that it falls into is
   grouped again; parts that tell of one undated strike go together.
3. General claims are laid anew over the events that changed, over those that a new general
   claim reaches, and over the others of a report whose events changed.
4. Strikes are assessed again that changed, that share a count with one that did, or that rest
   on a claim whose origin changed.

The answer is what grouping everything would give, strike by strike.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from mapper.casualties import is_count
from mapper.catalog import assemble_strike
from mapper.independence import Origins
from mapper.model import Claim, Reading
from mapper.regrouping.desk import Desk
from mapper.regrouping.entries import Entry
from mapper.regrouping.general import Statements
from mapper.regrouping.index import Index, Kept, Traced
from mapper.regrouping.origins import settle_origins
from mapper.regrouping.places import Regrouped, regroup_places
from mapper.regrouping.rows import Touched, find_rows

__all__ = ["Changes", "regroup"]


@dataclass(slots=True)
class Changes:
    """What has to be written for the new reports."""

    gone: dict[str, Kept] = field(default_factory=dict)
    """Strikes that are no more, or are replaced."""
    strikes: dict[str, Kept] = field(default_factory=dict)
    """Strikes that are new or replace one."""
    relinked: dict[str, Kept] = field(default_factory=dict)
    """Strikes that stay as they are, and rest on a claim whose origin has changed."""
    traced: dict[str, Traced] = field(default_factory=dict)
    likes: dict[int, tuple[int, ...]] = field(default_factory=dict)
    rows: Touched = field(default_factory=Touched)


def regroup(index: Index, added: Mapping[int, Reading], entries: Mapping[int, Entry]) -> Changes:
    """Return what the new reports change.

    Parameters
    ----------
    index
        Everything grouped before; it knows the new reports and their keys already.
    added
        The new reports by number, as corrected.
    entries
        Their keys.
    """
    desk = Desk(index, added)
    likes, moved = settle_origins(desk, entries)
    regrouped = regroup_places(desk)
    statements = Statements(desk, regrouped)
    general = {strike: statements.lay(strike) for strike in statements.find_touched()}
    about = _final_claims(desk, regrouped, general)
    again = _find_shared(desk, about) | set(about)
    again.update(*index.strikes_about(moved).values())
    again -= {strike for strike, (told, _) in about.items() if not told}
    changes = Changes(traced=desk.traced, likes=likes)
    for kept in _assess(desk, regrouped, about, again):
        old = desk.keep([kept.strike.id]).get(kept.strike.id)
        if old is None or old.without_notes() != kept:
            changes.strikes[kept.strike.id] = kept
            if old:
                changes.gone[kept.strike.id] = old
        elif moved.intersection(kept.strike.claims):
            changes.relinked[kept.strike.id] = old
    for strike, old in regrouped.old.items():
        if strike not in regrouped.new:
            changes.gone[strike] = old
    changes.rows = find_rows(desk, changes.gone, changes.strikes)
    return changes


About = dict[str, tuple[tuple[str, ...], tuple[str, ...]]]
"""Strike -> its local and its general claims as they will be; none when it is no more."""


def _final_claims(
    desk: Desk, regrouped: Regrouped, general: Mapping[str, tuple[str, ...]]
) -> About:
    """Return the claims of the strikes that change their claims."""
    about: About = {strike: ((), ()) for strike in regrouped.old if strike not in regrouped.new}
    kept = desk.keep(list(general))
    for strike, laid in general.items():
        event = regrouped.new.get(strike)
        told = tuple(c.id for c in event.local) if event else kept[strike].told
        old = kept.get(strike)
        if strike in regrouped.changed or old is None or old.strike.claims != told + laid:
            about[strike] = told, laid
    return about


def _find_shared(desk: Desk, about: About) -> set[str]:
    """Return other strikes that share a count with one whose claims change."""
    kept = desk.keep(list(about))
    stirred: set[str] = set()
    for strike, (told, laid) in about.items():
        old = kept[strike].strike.claims if strike in kept else ()
        stirred |= set(old).symmetric_difference((*told, *laid))
    counts = [claim.id for claim in desk.claims(stirred).values() if is_count(claim)]
    return set().union(*desk.index.strikes_about(counts).values()) - set(about)


def _assess(
    desk: Desk, regrouped: Regrouped, about: About, strikes: Collection[str]
) -> Iterable[Kept]:
    kept = desk.keep(list(strikes))
    final = {
        strike: about.get(strike) or (kept[strike].told, kept[strike].laid)
        for strike in sorted(strikes)
    }
    claims = desk.claims({claim for told, laid in final.values() for claim in (*told, *laid)})
    origins = Origins(of=desk.origins(list(claims)), own_voice=_own_voices(desk, claims))
    shared = _share(desk, about, [c.id for c in claims.values() if is_count(c)])
    for strike, (told, laid) in final.items():
        local, general = [claims[one] for one in told], [claims[one] for one in laid]
        event = regrouped.event(strike, local, general) or kept[strike].make_event(local, general)
        yield Kept(assemble_strike(event, origins, shared), len(local))


def _own_voices(desk: Desk, claims: Mapping[str, Claim]) -> frozenset[str]:
    homes = desk.homes(list(claims))
    sheets = desk.sheets(set(homes.values()))
    return frozenset(
        claim.id for claim in claims.values() if sheets[homes[claim.id]].is_own_voice(claim)
    )


def _share(desk: Desk, about: About, counts: Collection[str]) -> dict[str, list[str]]:
    """Return all strikes that rest on each count, as they will be."""
    before = desk.index.strikes_about(counts)
    shared = {
        claim: [strike for strike in before.get(claim, ()) if strike not in about]
        for claim in counts
    }
    for strike, (told, laid) in about.items():
        for claim in (*told, *laid):
            if claim in shared:
                shared[claim].append(strike)
    return shared
