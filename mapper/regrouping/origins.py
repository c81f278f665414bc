"""The origins of new claims, and of older ones that new reports give another origin.

A new report is compared with the older ones that it looks like or shares a sentence with. One
that is published, or dated, before others may turn what they say into copies: the eight next
in each band of its fingerprint, and all that print a sentence which it now printed first, are
compared again. Whatever copies a claim whose origin changes follows it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from mapper.independence.likeness import MAX_ALIKE, choose_alike, match_sentences
from mapper.independence.sheets import Age, Sheet, fold_voice
from mapper.independence.tracing import find_copied, official_voice
from mapper.regrouping.desk import Desk
from mapper.regrouping.entries import Entry, Known, hash_key, make_entries
from mapper.regrouping.index import Traced

__all__ = ["settle_origins"]


def settle_origins(
    desk: Desk, entries: Mapping[int, Entry]
) -> tuple[dict[int, tuple[int, ...]], set[str]]:
    """Fill `desk.traced`, and return what else has changed.

    Parameters
    ----------
    entries
        The new reports' keys, by number.

    Returns
    -------
    tuple
        Report -> the older reports that it is now compared with, where they have changed; and
        the older claims whose origin has.
    """
    likes = _compare_again(desk, entries)
    changed = _name_new(desk) | _rename_old(desk) | _copy_again(desk, likes)
    return likes, _follow(desk, changed) - {
        claim.id for reading in desk.added.values() for claim in reading.claims
    }


def _compare_again(desk: Desk, entries: Mapping[int, Entry]) -> dict[int, tuple[int, ...]]:
    """Return the reports whose older likes have changed, the new ones included."""
    suspects = _find_suspects(desk, entries)
    before = desk.index.get_likes(suspects)
    readings = desk.readings(suspects)
    again = dict(zip(readings, make_entries(list(readings.values())), strict=True))
    known = desk.know([*entries, *again])
    likes = {
        number: _find_likes(desk, known[number], entry)
        for number, entry in {**entries, **again}.items()
    }
    return {
        number: found
        for number, found in likes.items()
        if number in entries or before.get(number, ()) != found
    }


def _find_suspects(desk: Desk, entries: Mapping[int, Entry]) -> set[int]:
    suspects: set[int] = set()
    for known in desk.new:
        entry = entries[known.number]
        for band in entry.bands:
            near = _holders(desk, known, band)
            suspects.update(one.number for one in near if one.age > known.age)
        for sentence in entry.sentences:
            first = desk.index.earliest(sentence)
            if first and first.number == known.number:
                suspects.update(number for _, number in desk.index.spans(sentence))
    return suspects - set(entries)


def _holders(desk: Desk, known: Known, band: int) -> list[Known]:
    """Return the reports next to one in a band: as many older and newer ones as may count."""
    found = desk.remember(desk.index.around(band, known.day, MAX_ALIKE))
    found.sort(key=lambda one: one.age)
    at = [one.number for one in found].index(known.number)
    return found[max(0, at - MAX_ALIKE) : at + MAX_ALIKE + 1]


def _find_likes(desk: Desk, known: Known, entry: Entry) -> tuple[int, ...]:
    """Return the older reports that a report has to be compared with, oldest first."""
    agreeing = Counter[Age]()
    numbers: dict[Age, int] = {}
    for band in entry.bands:
        for one in _holders(desk, known, band):
            if one.age < known.age:
                agreeing[one.age] += 1
                numbers[one.age] = one.number
    chosen = set(choose_alike(agreeing))
    for sentence in entry.sentences:
        first = desk.index.earliest(sentence)
        if first and first.number != known.number:
            chosen.add(first.age)
            numbers[first.age] = first.number
            desk.remember([first])
    return tuple(numbers[age] for age in sorted(chosen))


def _name_new(desk: Desk) -> set[str]:
    """Trace the new claims to the origins that they name, in their first spelling."""
    spelled: dict[str, str] = {}
    for known in desk.new:
        sheet = desk.sheets([known.number])[known.number]
        for claim in sheet.claims:
            name = sheet.origin_of(claim)
            if name not in spelled:
                spelled[name] = official_voice(name) or _first_spelling(desk, name)
            named = spelled[name]
            desk.traced[claim.id] = Traced(claim.id, known.number, named, None, named)
    return set(desk.traced)


def _first_spelling(desk: Desk, name: str) -> str:
    """Return how the oldest report that cites a voice writes its name."""
    voice = fold_voice(name)
    first = desk.index.earliest(hash_key("voice", voice))
    assert first is not None, "the new reports are in the index"
    if first.number in desk.added:
        return next(_spellings(desk.sheets([first.number])[first.number], voice))
    return _is_spelled(desk, first.number, voice)


def _spellings(sheet: Sheet, voice: str) -> Iterator[str]:
    names = (sheet.origin_of(claim) for claim in sheet.claims)
    return (name for name in names if fold_voice(name) == voice)


def _rename_old(desk: Desk) -> set[str]:
    """Spell voices in older reports as the new ones do that cite them before."""
    changed: set[str] = set()
    names = {one.named for one in desk.traced.values() if official_voice(one.named) is None}
    for name in sorted(names):
        voice = fold_voice(name)
        key = hash_key("voice", voice)
        first = desk.index.earliest(key)
        if first is None or first.number not in desk.added:
            continue
        others = {number for _, number in desk.index.spans(key)} - set(desk.added)
        # all of them spell it in one way, so that one report tells whether it is this one
        if others and _is_spelled(desk, min(others), voice) != name:
            for one in desk.index.trace_reports(others):
                if fold_voice(one.named) == voice:
                    desk.traced[one.claim] = replace(one, named=name)
                    changed.add(one.claim)
    return changed


def _is_spelled(desk: Desk, number: int, voice: str) -> str:
    traced = desk.index.trace_reports([number])
    return next(one.named for one in traced if fold_voice(one.named) == voice)


def _copy_again(desk: Desk, likes: Mapping[int, Collection[int]]) -> set[str]:
    """Find again what the claims of these reports copy; return those that copy another now."""
    changed: set[str] = set()
    olds = {one.claim: one for one in desk.index.trace_reports(set(likes) - set(desk.added))}
    for number, older in likes.items():
        sheets = desk.sheets([number, *older])
        sheet = sheets[number]
        pairs = [(sheets[n], match_sentences(sheets[n].prints, sheet.prints)) for n in older]
        copied = find_copied(sheet, pairs)
        for claim in sheet.claims:
            traced = desk.traced.get(claim.id) or olds[claim.id]
            original = copied.get(claim.id)
            copies = original.id if original else None
            if traced.copies != copies:
                desk.traced[claim.id] = replace(traced, copies=copies)
                changed.add(claim.id)
    return changed


def _follow(desk: Desk, changed: set[str]) -> set[str]:
    """Give the changed claims, and all that copy them, their origins; return whose changed."""
    moved: set[str] = set()
    work = set(changed)
    here: dict[str, set[str]] = defaultdict(set)
    for one in desk.traced.values():
        if one.copies:
            here[one.copies].add(one.claim)
    while work:
        originals = {copies for claim in work if (copies := desk.traced[claim].copies)}
        origins = desk.origins(originals)
        now = set[str]()
        for claim in work:
            traced = desk.traced[claim]
            origin = origins[traced.copies] if traced.copies else traced.named
            if origin != traced.origin:
                desk.traced[claim] = replace(traced, origin=origin)
                now.add(claim)
        moved |= now
        work = set().union(*(here[claim] for claim in now))
        for one in desk.index.copiers(now):
            # what copies another claim by now is on the desk, and not among `here` of this one
            if one.claim not in desk.traced:
                desk.traced[one.claim] = one
                here[str(one.copies)].add(one.claim)
                work.add(one.claim)
    return moved
