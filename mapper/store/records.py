"""Readings as bytes: lossless, compressed, and in two parts.

The resolutions of a report (every candidate of every name) are most of its bytes and are
needed only to explain; grouping reads the other part alone.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

import msgspec

from mapper.errors import StoreError
from mapper.model import Reading, Resolution, Strike

__all__ = ["Record", "decode_reading", "decode_strike", "encode_reading", "encode_strike"]

_MAX_UNPACKED = 400_000_000
_LEVEL = 3


@dataclass(frozen=True, slots=True)
class Record:
    """A reading as a store keeps it, under the SHA-256 of its report."""

    sha256: str
    name: str
    versions: str
    """What rules, model and gazetteer read it, as text that is equal when they are."""
    body: bytes
    resolutions: bytes | None = None
    year: int = 0
    """Year of publication, 0 when it is not known; only files are parted by it."""


def encode_reading(reading: Reading, versions: str) -> Record:
    """Return a reading as a record."""
    published = reading.report.published
    return Record(
        sha256=reading.report.sha256,
        name=reading.report.name,
        versions=versions,
        body=_pack(replace(reading, resolutions=())),
        resolutions=_pack(reading.resolutions),
        year=published.year if published else 0,
    )


def decode_reading(record: Record) -> Reading:
    """Return the reading of a record; without its second part it has no resolutions.

    Raises
    ------
    StoreError
        When the bytes are damaged.
    """
    try:
        reading = msgspec.json.decode(_unpack(record.body), type=Reading)
        if record.resolutions is None:
            return reading
        resolutions = msgspec.json.decode(_unpack(record.resolutions), type=tuple[Resolution, ...])
    except (zlib.error, msgspec.MsgspecError, UnicodeDecodeError, TypeError) as error:
        raise StoreError(
            f"the stored reading of {record.name!r} is damaged ({error}); "
            "remove nothing, and ingest the report again into a new store"
        ) from error
    return replace(reading, resolutions=resolutions)


def encode_strike(strike: Strike) -> str:
    """Return a strike as JSON text."""
    return msgspec.json.encode(strike, enc_hook=_unwrap).decode("utf-8")


def decode_strike(text: str) -> Strike:
    """Return the strike of JSON text.

    Raises
    ------
    StoreError
        When the text is damaged.
    """
    try:
        return msgspec.json.decode(text, type=Strike)
    except (msgspec.MsgspecError, UnicodeError, TypeError) as error:
        raise StoreError(
            f"a stored strike is damaged ({error}); `mapper rebuild` makes the strikes again"
        ) from error


def _pack(value: Reading | Iterable[Resolution]) -> bytes:
    return zlib.compress(msgspec.json.encode(value, enc_hook=_unwrap), _LEVEL)


def _unpack(packed: bytes) -> bytes:
    """Unpack what was packed here; a few bytes of a hostile store may stand for gigabytes."""
    unpacker = zlib.decompressobj()
    data = unpacker.decompress(packed, _MAX_UNPACKED)
    if not unpacker.eof:
        raise zlib.error("cut short, or larger than any reading")
    return data


def _unwrap(value: Any) -> Any:  # noqa: ANN401
    """Write a number of numpy's as the plain number that it is."""
    if hasattr(value, "item"):
        return value.item()
    raise NotImplementedError(f"cannot store {type(value).__name__}")
