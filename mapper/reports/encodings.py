"""Bytes -> text, with a note whenever the bytes were not plain UTF-8."""

from __future__ import annotations

import codecs
import re

__all__ = ["clean_text", "decode_bytes", "describe_binary"]

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    (b"PK\x03\x04", "a zip archive or office document; save it as text, HTML or PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "gzip-compressed; `mapper archive` reads compressed files"),
    (b"\x28\xb5\x2f\xfd", "zstd-compressed; `mapper archive` reads compressed files"),
    (b"PAR1", "Parquet; `mapper archive` reads it"),
    (b"SQLite format 3", "a database; give it with --store"),
    (b"\xd0\xcf\x11\xe0", "an old office document; save it as text, HTML or PDF"),
    (b"\x7fELF", "a program"),
)
_PROBE = 8192
_DETECT_BYTES = 64_000
# what makes text unstorable somewhere downstream: lone surrogates (no UTF-8) and NUL (PostgreSQL)
_UNSTORABLE = re.compile("[\ud800-\udfff\x00]")


def describe_binary(data: bytes) -> str | None:
    """Return what kind of binary file `data` begins, or None when it may be text."""
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            return kind
    if any(data.startswith(bom) for bom, _ in _BOMS) or _guess_utf16(data):
        return None
    probe = data[:_PROBE]
    if b"\0" in probe:
        return "binary, not text"
    controls = sum(byte < 9 or 13 < byte < 27 or 27 < byte < 32 for byte in probe)
    return "binary, not text" if controls > 0.02 * len(probe) else None


def decode_bytes(data: bytes) -> tuple[str, tuple[str, ...]]:
    """Return the text of `data` and notes on how it was decoded; newlines stay as they are.

    A byte order mark decides; then strict UTF-8; then UTF-8 with a few broken bytes; then the
    encoding that charset-normalizer finds; then Windows-1252.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            text = data[len(bom) :].decode(encoding, "replace")
            return text, (f"decoded as {encoding}, from its byte order mark",)
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        pass
    if wide := _guess_utf16(data):
        return data.decode(wide, "replace"), (f"decoded as {wide}, guessed",)
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    good = sum(1 for char in text if char > "\x7f") - broken
    if broken <= good // 10:
        return text, (f"{broken} broken UTF-8 byte sequences replaced",)
    encoding = _detect(data)
    return data.decode(encoding, "replace"), (f"decoded as {encoding}, guessed",)


def clean_text(text: str) -> tuple[str, tuple[str, ...]]:
    """Replace what cannot be stored as UTF-8 text; one character stays one character."""
    cleaned, count = _UNSTORABLE.subn("\ufffd", text)
    return cleaned, (f"{count} characters that are no text replaced",) if count else ()


def _guess_utf16(data: bytes) -> str | None:
    probe = data[:_PROBE]
    if len(probe) < 8:
        return None
    half = len(probe) // 2
    for offset, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        if probe[offset::2].count(0) > 0.6 * half and probe[1 - offset :: 2].count(0) == 0:
            return encoding
    return None


def _detect(data: bytes) -> str:
    high = sum(byte > 127 for byte in data)
    if high < 0.15 * len(data):
        return "cp1252"  # Latin script with a few accents: detection would only add errors
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_DETECT_BYTES]).best()
    return best.encoding if best is not None and best.encoding != "utf_8" else "cp1252"
