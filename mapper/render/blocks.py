"""Packing numbers and texts into blocks that the page unpacks without parsing them as code.

A column is a typed little-endian array, its bytes shuffled (all low bytes first, they
compress better), deflated and written in base64: none of its characters can end a script
element or start a tag. Texts are JSON in chunks, each packed in the same way, so that the
page decodes a text only when somebody looks at it.
"""

from __future__ import annotations

import base64
import json
import math
import zlib
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = [
    "CHUNK",
    "Column",
    "dump_json",
    "pack_column",
    "pack_texts",
    "pack_together",
    "smallest_integers",
]

Column = NDArray[Any]
CHUNK = 256
_LARGE = 1 << 16
_NAMES = {"u1": "u8", "u2": "u16", "u4": "u32", "i1": "i8", "i2": "i16", "i4": "i32"}


def dump_json(value: object) -> str:
    """Return JSON that is safe inside a script element: no `<`, no line separators."""
    text = _dump(value)
    for character in ("<", ">", "&", "\u2028", "\u2029"):
        text = text.replace(character, f"\\u{ord(character):04x}")
    # a lone surrogate cannot be written as UTF-8, but JSON has an escape for it
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def smallest_integers(values: Iterable[int] | Column) -> Column:
    """Return the values in the smallest integer type that holds them all."""
    array = np.asarray(values if isinstance(values, np.ndarray) else list(values), dtype=np.int64)
    if not array.size:
        return array.astype(np.uint8)
    low, high = int(array.min()), int(array.max())
    for name in ("u1", "u2", "u4") if low >= 0 else ("i1", "i2", "i4"):
        limits = np.iinfo(name)
        if limits.min <= low and high <= limits.max:
            return array.astype(f"<{name}")
    raise ValueError(f"a map column holds {low} to {high}, more than 32 bits")


def pack_column(column: Column, *, steps: bool = False) -> tuple[dict[str, Any], str]:
    """Return how to read a one-dimensional integer column, and its packed bytes.

    With `steps` the differences between neighbours are packed, which are small where numbers
    mostly grow.
    """
    if steps:
        column = smallest_integers(np.diff(column.astype(np.int64), prepend=0))
    how = _describe(column)
    if steps:
        how["steps"] = True
    return how, _pack(_shuffle(column))


def pack_together(columns: Iterable[Column]) -> tuple[list[dict[str, Any]], str]:
    """Return how to read several columns, and the one packed block that holds them in order.

    One block is one unpacking: the columns of the first picture come this way.
    """
    kept = list(columns)
    return [_describe(column) for column in kept], _pack(b"".join(map(_shuffle, kept)))


def _describe(column: Column) -> dict[str, Any]:
    kind = f"{column.dtype.kind}{column.dtype.itemsize}"
    return {"type": _NAMES[kind], "count": int(column.size)}


def _shuffle(column: Column) -> bytes:
    size = column.dtype.itemsize
    flat = np.ascontiguousarray(column).view(np.uint8).reshape(-1, size)
    # without this, four-byte numbers whose high bytes hardly change stay twice as large
    return flat.T.tobytes() if size > 1 else flat.tobytes()


def pack_texts(records: Sequence[object]) -> str:
    """Return the records in chunks of `CHUNK`, one packed chunk a line."""
    lines = []
    for start in range(0, len(records), CHUNK):
        payload = _dump(records[start : start + CHUNK])
        lines.append(_pack(payload.encode("utf-8", "backslashreplace")))
    return "\n".join(lines)


def _dump(value: object) -> str:
    try:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    except ValueError:
        # JSON has no infinity; one such figure must not cost the reader the whole map
        return json.dumps(_finite(value), ensure_ascii=False, separators=(",", ":"))


def _finite(value: object) -> object:
    if isinstance(value, dict):
        return {key: _finite(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_finite(item) for item in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value


def _pack(payload: bytes) -> str:
    if len(payload) < _LARGE:
        packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    else:
        # shuffled numbers hold runs and noise but hardly any phrases: looking for runs alone
        # makes large columns as small as the full search does, in a tenth of its time
        packer = zlib.compressobj(1, zlib.DEFLATED, -15, 8, zlib.Z_RLE)
    return base64.b64encode(packer.compress(payload) + packer.flush()).decode("ascii")
