"""What `mapper explain` prints: a strike's verdicts, figures, claims and places, with reasons.

Report text is untrusted: every piece of it passes `clean_text` and is printed as plain text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from difflib import get_close_matches

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from mapper.display import clean_text
from mapper.errors import QueryError
from mapper.independence import Origins, containing_sentence, trace_origins
from mapper.model import (
    Assessment,
    CasualtyRange,
    Catalog,
    Claim,
    Reading,
    Report,
    Resolution,
    Scope,
    Strike,
)

__all__ = ["explain_strike", "find_strike"]

_NEAR = 5
_CANDIDATES = 5
_STYLES = {
    "claimed": "cyan",
    "questioned": "yellow",
    "disputed": "bold red",
    "corroborated": "green",
    "unknown": "dim",
}


def find_strike(catalog: Catalog, wanted: str) -> Strike:
    """Return the strike whose id is, or alone begins with, `wanted`.

    Raises
    ------
    QueryError
        When no strike or more than one fits; the message lists near ones.
    """
    wanted = wanted.strip()
    fitting = [s for s in catalog.strikes if wanted and s.id.startswith(wanted.lower())]
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        raise QueryError(
            f"strike id {wanted!r} is short for {len(fitting)} strikes; "
            f"write more of it: {_list_strikes(fitting)}"
        )
    if not catalog.strikes:
        raise QueryError(f"no strike {wanted!r}: these reports tell of no strike at all")
    raise QueryError(
        f"no strike {wanted!r}; perhaps one of: {_list_strikes(_near_strikes(catalog, wanted))} "
        "(`mapper strikes` lists them all)"
    )


def _near_strikes(catalog: Catalog, wanted: str) -> list[Strike]:
    named = [strike for strike in catalog.strikes if wanted.casefold() in _names(strike)]
    if named:
        return named
    by_id = {strike.id: strike for strike in catalog.strikes}
    near = get_close_matches(wanted.lower(), by_id, n=_NEAR, cutoff=0.3)
    return [by_id[strike_id] for strike_id in near] or list(catalog.strikes)


def _names(strike: Strike) -> set[str]:
    names = {name.casefold() for name in strike.mentioned_as}
    return names | ({strike.place.name.casefold()} if strike.place else set())


def _list_strikes(strikes: Sequence[Strike]) -> str:
    shown = "; ".join(f"{strike.id} ({_title(strike)})" for strike in strikes[:_NEAR])
    more = len(strikes) - _NEAR
    return clean_text(f"{shown}; and {more} more" if more > 0 else shown)


def _title(strike: Strike) -> str:
    attacker = strike.attacker or " or ".join(strike.attackers) or "attacker unknown"
    start, end = strike.when.start, strike.when.end
    day = "date unknown" if start is None else str(start)
    if start and end and end != start:
        day = f"{start} to {end}"
    place = strike.place.name if strike.place else " / ".join(strike.mentioned_as)
    return f"{attacker}, {day}, {place or 'place unknown'}"


def explain_strike(catalog: Catalog, strike: Strike) -> Iterator[RenderableType]:
    """Yield what to print for a strike, part by part."""
    readings = {(r.report.name, r.report.sha256): r for r in catalog.readings}
    about = set(strike.claims)
    claims = [claim for claim in catalog.claims if claim.id in about]
    origins = _trace(catalog, strike, readings)
    yield _head(strike)
    yield _verdicts(strike)
    if strike.casualties:
        yield _figures(strike, claims)
    local = [claim for claim in claims if claim.scope is Scope.LOCAL]
    general = [claim for claim in claims if claim.scope is not Scope.LOCAL]
    if local:
        yield _heading(f"What is said about this place ({len(local)} claims)")
        yield from _quotations(local, readings, origins)
    if general:
        yield _heading(f"What is said about every such strike ({len(general)} claims)")
        yield from _quotations(general, readings, origins)
    yield from _origin_chain(strike, local, origins)
    yield from _places(strike, local, readings)
    if strike.notes:
        yield _heading("Analysts' notes")
        yield from (Text(f"  {clean_text(note)}") for note in strike.notes)


def _trace(catalog: Catalog, strike: Strike, readings: dict[tuple[str, str], Reading]) -> Origins:
    """Say why origins were joined; the names are the catalog's, which has seen every report."""
    named = set(strike.reports)
    here = trace_origins(reading for key, reading in readings.items() if key[0] in named)
    return replace(here, of={**here.of, **catalog.origins})


def _heading(text: str) -> Text:
    return Text(f"\n{clean_text(text)}", style="bold underline")


def _head(strike: Strike) -> Group:
    place = strike.place
    lines = [Text(clean_text(_title(strike)), style="bold"), Text(f"  id {strike.id}")]
    if place is not None:
        where = ", ".join(filter(None, [place.admin1, place.country]))
        lines.append(
            Text(
                clean_text(
                    f"  place {place.name} ({where}), {place.kind}, {place.lat:.4f} "
                    f"{place.lon:.4f} within {place.uncertainty_km:g} km, entry {place.id}"
                )
            )
        )
    written = ", ".join(repr(name) for name in strike.mentioned_as)
    lines.append(Text(clean_text(f"  written {written}")))
    if not strike.mapped:
        why = strike.unmapped_reason or "its place is not known precisely"
        lines.append(Text(clean_text(f"  no pin: {why}"), style="yellow"))
    when = strike.when
    if when.reason:
        lines.append(Text(clean_text(f"  date by {when.reason} ({when.precision})")))
    lines.append(
        Text(
            f"  {strike.origins} independent origins for this place, "
            f"{len(strike.reports)} reports, {len(strike.claims)} claims"
        )
    )
    return Group(*lines)


def _verdicts(strike: Strike) -> Group:
    verdicts = (
        strike.occurrence,
        strike.attack,
        strike.target,
        strike.control,
        strike.civilian_harm,
    )
    lines = [line for verdict in verdicts for line in _verdict(verdict)]
    grade = Text(f"  grade: {clean_text(strike.grade or 'none')}")
    return Group(_heading("Where the accounts stand"), *lines, grade, _reason(strike.grade_reason))


def _verdict(verdict: Assessment) -> Iterator[RenderableType]:
    """A question, how it stands and what is claimed; the reasons below, where they have room."""
    status = str(verdict.status)
    line = Text(f"  {verdict.attribute.replace('_', ' ')}: ")
    line.append(status, style=_STYLES.get(status, ""))
    if verdict.claimed:
        line.append(clean_text(f"; claimed {_list_values(verdict.claimed)}"))
    if verdict.disputed_by:
        line.append(clean_text(f"; against it {_list_values(verdict.disputed_by)}"))
    yield line
    for reason in verdict.reasons:
        yield _reason(reason)


def _reason(reason: str) -> Padding:
    return Padding(Text(clean_text(reason), style="dim"), (0, 0, 0, 6), expand=False)


def _list_values(values: Iterable[str]) -> str:
    return ", ".join(_plain(value) for value in values)


def _plain(value: str) -> str:
    return {"True": "yes", "False": "no"}.get(value, value)


def _figures(strike: Strike, claims: Iterable[Claim]) -> Group:
    by_id = {claim.id: claim for claim in claims}
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for column in ("count", "range", "low end", "high end", "scope"):
        table.add_column(column, overflow="fold")
    for counted in strike.casualties:
        table.add_row(
            counted.attribute.replace("_", " "),
            _range(counted),
            Text(_who(counted.low_claims, by_id)),
            Text(_who(counted.high_claims, by_id)),
            _scope(counted),
        )
    return Group(_heading("Figures (both ends kept, nothing added up)"), table)


def _range(counted: CasualtyRange) -> str:
    figure = f"{counted.low:g}"
    if counted.high != counted.low:
        figure = f"{figure} to {counted.high:g}"
    return f"{figure} or more" if counted.at_least else figure


def _who(claim_ids: Iterable[str], by_id: dict[str, Claim]) -> str:
    names = dict.fromkeys(by_id[key].claimant for key in claim_ids if key in by_id)
    return clean_text(", ".join(names))


def _scope(counted: CasualtyRange) -> str:
    if not counted.joint_with:
        return "this strike"
    others = ", ".join(strike_id[:8] for strike_id in counted.joint_with)
    return f"one joint total with {others}"


def _quotations(
    claims: Iterable[Claim], readings: dict[tuple[str, str], Reading], origins: Origins
) -> Iterator[RenderableType]:
    """The claims by the words they stand in, which are printed once."""
    quoted: dict[tuple[str, str, int, int], list[Claim]] = {}
    for claim in claims:
        where = (claim.report, claim.report_sha256, claim.start, claim.end)
        quoted.setdefault(where, []).append(claim)
    for (name, sha256, *_), told in quoted.items():
        lines: list[RenderableType] = [_claim(claim) for claim in told]
        reading = readings.get((name, sha256))
        below = [Text(line, style="dim") for line in _chains(told, origins)]
        if reading is not None:
            source = Text(_source(told, reading.report), style="dim")
            below = [_quote(told[0], reading.report.text), source, *below]
        lines.extend(Padding(line, (0, 0, 0, 4), expand=False) for line in below)
        yield Text()
        yield Padding(Group(*lines), (0, 0, 0, 2), expand=False)


def _claim(claim: Claim) -> Text:
    marks = [
        word
        for word, holds in (
            ("hedged", claim.hedged),
            ("implied", claim.implied),
            ("joint total", claim.joint),
        )
        if holds
    ]
    head = Text()
    head.append(clean_text(claim.claimant), style="bold")
    head.append(f" ({claim.side}) ".replace("_", " "))
    head.append(f"{claim.stance} ")
    head.append(clean_text(f"{claim.attribute.replace('_', ' ')} = {_value(claim)}"), style="bold")
    head.append(f" [{', '.join(marks)}]" if marks else "")
    head.append(f" {claim.id}", style="dim")  # what `mapper correct` asks for
    return head


def _value(claim: Claim) -> str:
    if isinstance(claim.value, bool):
        return "yes" if claim.value else "no"
    bound = "at least " * claim.at_least + "at most " * claim.at_most
    return f"{bound}{claim.value}"


def _quote(claim: Claim, text: str) -> Text:
    """The sentence of a claim, with the claim's own words set off in it."""
    sentence = containing_sentence(text, claim.start, claim.end)
    at = text.find(sentence, max(0, claim.start - len(sentence)))
    start = max(0, claim.start - at)
    end = start + len(claim.quote)
    shown = Text()
    shown.append(clean_text(sentence[:start]).lstrip(), style="dim")
    shown.append("\u00bb")
    shown.append(clean_text(sentence[start:end]), style="italic")
    shown.append("\u00ab")
    shown.append(clean_text(sentence[end:]).rstrip(), style="dim")
    return shown


def _source(told: Sequence[Claim], report: Report) -> str:
    published = f"published {report.published}" if report.published else "publication date unknown"
    publisher = f", {report.publisher}" if report.publisher else ""
    rules = ", ".join(dict.fromkeys(claim.rule for claim in told if claim.rule))
    rule = f", read by: {rules}" if rules else ""
    span = f"characters {told[0].start}-{told[0].end}"
    return clean_text(f"{report.name}{publisher}, {published}, {span}{rule}")


def _chains(told: Sequence[Claim], origins: Origins) -> Iterator[str]:
    shown = set()
    for claim in told:
        counted = origins.of.get(claim.id, claim.origin)
        chain = " <- ".join(dict.fromkeys([claim.claimant, *claim.via, claim.report]))
        why = origins.why.get(claim.id)
        reason = f" ({why})" if why else ""
        line = clean_text(f"chain {chain}; counted under {counted}{reason}")
        if line not in shown:
            shown.add(line)
            yield line


def _origin_chain(
    strike: Strike, local: Iterable[Claim], origins: Origins
) -> Iterator[RenderableType]:
    counted: dict[str, dict[str, None]] = {}
    for claim in local:
        name = origins.of.get(claim.id, claim.origin)
        counted.setdefault(name, {})[claim.report] = None
    yield _heading(f"Independent origins ({len(counted)})")
    for name in sorted(counted):
        yield Text(clean_text(f"  {name}: in {', '.join(counted[name])}"))
    for repeat in origins.repeats:
        if {repeat.report, repeat.of} <= set(strike.reports):
            told = f"{repeat.shared} of its {repeat.sentences} sentences that make claims"
            line = f"  {repeat.report} repeats {repeat.of}: {told}"
            yield Text(clean_text(line), style="yellow")


def _places(
    strike: Strike, local: Iterable[Claim], readings: dict[tuple[str, str], Reading]
) -> Iterator[RenderableType]:
    """Every decision on a name that led to this place, once for equal decisions."""
    yield _heading("How the place was decided")
    spans = {
        (claim.report, claim.report_sha256, located.mention.start, located.mention.end)
        for claim in local
        for located in claim.places
        if located.mention.text in strike.mentioned_as
    }
    shown: dict[tuple[object, ...], list[str]] = {}
    for name, sha256, start, end in sorted(spans):
        reading = readings.get((name, sha256))
        for resolution in reading.resolutions if reading else ():
            if (resolution.mention.start, resolution.mention.end) == (start, end):
                decision = (
                    resolution.mention.text,
                    resolution.candidates,
                    resolution.reason_if_empty,
                )
                shown.setdefault(decision, []).append(f"{name}:{start}")
                if len(shown[decision]) == 1:
                    yield from _decision(resolution)
    if not shown:
        yield Text("  no decision is stored for its names")
    for (written, *_), where in shown.items():
        yield Text(clean_text(f"  {written!r} read so at {', '.join(where)}"), style="dim")


def _decision(resolution: Resolution) -> Iterator[RenderableType]:
    yield Text(clean_text(f"  {resolution.mention.text!r}"), style="bold")
    if not resolution.candidates:
        yield Text(clean_text(f"    no place: {resolution.reason_if_empty}"))
    for rank, candidate in enumerate(resolution.candidates[:_CANDIDATES]):
        place = candidate.place
        taken = rank == 0 and candidate.accepted
        where = ", ".join(filter(None, [place.admin1, place.country]))
        line = (
            f"    {'taken' if taken else '-'} {candidate.score:.2f} {place.name} ({where}) "
            f"{place.kind} {place.lat:.4f} {place.lon:.4f} [{place.id}]: "
            f"{'; '.join(candidate.reasons)}"
        )
        yield Text(clean_text(line), style="green" if taken else "")
