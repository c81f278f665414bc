"""Many names at once: JSON lines in, JSON lines out, in the same order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import msgspec

from mapper.errors import GazetteerError
from mapper.model import Candidate, Resolution

if TYPE_CHECKING:
    from mapper.gazetteer.index import Gazetteer

__all__ = ["encode_resolutions", "resolve_lines"]


class _Question(msgspec.Struct):
    name: str
    country: str | None = None
    admin1: str | None = None
    lat: float | None = None
    lon: float | None = None


_ENCODER = msgspec.json.Encoder()


def _show_candidate(candidate: Candidate) -> dict[str, Any]:
    place = candidate.place
    return {
        "id": place.id, "name": place.name, "lat": place.lat, "lon": place.lon,
        "country": place.country, "admin1": place.admin1, "kind": place.kind.value,
        "population": place.population, "uncertainty_km": place.uncertainty_km,
        "score": round(candidate.score, 3), "accepted": candidate.accepted,
        "reasons": candidate.reasons, "source": place.source,
    }  # fmt: skip


def _show_resolution(resolution: Resolution) -> dict[str, Any]:
    return {
        "name": resolution.mention.text,
        "candidates": [_show_candidate(c) for c in resolution.candidates],
        "reason_if_empty": resolution.reason_if_empty,
    }


def encode_resolutions(resolutions: Sequence[Resolution]) -> bytes:
    """Return the contract's JSON for a list of resolutions."""
    return msgspec.json.format(_ENCODER.encode([_show_resolution(r) for r in resolutions]))


def resolve_lines(
    lines: Iterable[bytes],
    gazetteer: Gazetteer,
    *,
    defaults: Mapping[str, Any],
    limit: int = 10,
) -> Iterator[bytes]:
    """Answer each JSON line with one line; a question asked again is answered from memory.

    Raises
    ------
    GazetteerError
        When a line is not a JSON object with a `name`; the message has its number.
    """
    decoder = msgspec.json.Decoder(_Question)
    answered: dict[tuple[Any, ...], bytes] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            asked = decoder.decode(line)
        except msgspec.MsgspecError as error:
            raise GazetteerError(
                f'line {number} of the batch is no {{"name": …}}: {error}; the rest was not read'
            ) from error
        key = (asked.name, asked.country, asked.admin1, asked.lat, asked.lon)
        answer = answered.get(key)
        if answer is None:
            hints = {
                name: getattr(asked, name) if getattr(asked, name) is not None else value
                for name, value in defaults.items()
            }
            resolution = gazetteer.search(asked.name, limit=limit, **hints)
            answer = _ENCODER.encode(_show_resolution(resolution)) + b"\n"
            if len(answered) > 20_000:
                answered.clear()
            answered[key] = answer
        yield answer
