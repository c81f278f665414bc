"""Compressed or plain files as streams of lines, in bounded memory whatever they hold."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any, cast

from mapper.errors import MapperError, ReportError
from mapper.files import check_input

__all__ = ["MAX_LINE", "STREAM_ERRORS", "CountingFile", "iter_lines", "open_stream"]

MAX_LINE = 10_000_000
"""A longer line is no report: it is skipped, and reading goes on behind it."""
_HOPELESS_LINE = 8_000_000_000
"""A line longer than this is a bomb: the rest of its file is given up."""
_BLOCK = 1 << 20
_ZSTD_WINDOW = 1 << 27
_SIP = 2048

STREAM_ERRORS = (OSError, EOFError, zlib.error, UnicodeError, ReportError)
"""What a broken file raises while it is read; gzip.BadGzipFile is an OSError."""


class CountingFile(io.RawIOBase):
    """A file that knows how far it was read, so that progress can be told for compressed ones."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        check_input(path)
        self._file = path.open("rb", buffering=0)
        self.consumed = 0

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: Any) -> int:  # noqa: ANN401 - the protocol's writable buffer
        """Read into `buffer` and count."""
        count = self._file.readinto(buffer) or 0
        self.consumed += count
        return count

    def close(self) -> None:
        """Close the file below."""
        self._file.close()
        super().close()


def open_stream(raw: io.RawIOBase) -> IO[bytes]:
    """Return the bytes of a file, decompressed when its first bytes are those of gzip or zstd.

    Raises
    ------
    MapperError
        When zstandard is needed and not installed.
    """
    buffered = io.BufferedReader(raw, _BLOCK)
    magic = buffered.peek(4)[:4]
    if magic.startswith(b"\x1f\x8b"):
        return cast("IO[bytes]", gzip.GzipFile(fileobj=buffered))
    if magic == b"\x28\xb5\x2f\xfd":
        try:
            import zstandard
        except ImportError:
            raise MapperError(
                "reading .zst needs zstandard: pip install 'strike-report-mapper[archive]'"
            ) from None
        return cast("IO[bytes]", io.BufferedReader(_ZstdFile(buffered, zstandard), _BLOCK))
    return buffered


class _ZstdFile(io.RawIOBase):
    """A zstd file that notices when it was cut short, as gzip does."""

    def __init__(self, file: IO[bytes], zstandard: Any) -> None:  # noqa: ANN401 - the module
        super().__init__()
        self._file = file
        self._error = zstandard.ZstdError
        self._new: Callable[[], Any] = lambda: zstandard.ZstdDecompressor(
            max_window_size=_ZSTD_WINDOW
        ).decompressobj()
        self._frame = self._new()
        self._begun = False
        self._ready = b""

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: Any) -> int:  # noqa: ANN401
        """Read decompressed bytes."""
        try:
            while not self._ready:
                if not self._fill():
                    return 0
        except self._error as error:
            raise OSError(f"broken zstd: {error}") from error
        data, self._ready = self._ready[: len(buffer)], self._ready[len(buffer) :]
        buffer[: len(data)] = data
        return len(data)

    def _fill(self) -> bool:
        # a few bytes can stand for a hundred thousand: little is taken in at a time
        packed = (self._frame.unused_data if self._frame.eof else b"") or self._file.read(_SIP)
        if self._frame.eof:
            self._frame = self._new()
            self._begun = False
        if not packed:
            if self._begun:
                raise EOFError("the last frame is not complete")
            return False
        self._begun = True
        self._ready = self._frame.decompress(packed)
        return True


def iter_lines(stream: IO[bytes]) -> Iterator[tuple[int, bytes | str]]:
    """Yield (line number, line), or (line number, reason) for a line too long to be a report.

    Raises
    ------
    ReportError
        When a line goes on for so long that the file is a bomb.
    """
    number = 1
    rest = b""
    skipped = 0
    read = getattr(stream, "read1", stream.read)  # gives what there is before a broken end
    while block := read(_BLOCK):
        pieces = block.split(b"\n")
        if skipped and len(pieces) == 1:
            skipped += len(block)
            if skipped > _HOPELESS_LINE:
                raise ReportError(f"line {number} does not end within 8 GB; the rest is given up")
            continue
        pieces[0] = rest + pieces[0]
        rest = pieces.pop()
        for piece in pieces:
            too_long = skipped or len(piece) > MAX_LINE
            yield number, _too_long(skipped + len(piece)) if too_long else piece
            number += 1
            skipped = 0
        if skipped or len(rest) > MAX_LINE:
            skipped += len(rest)
            rest = b""
    if skipped:
        yield number, _too_long(skipped)
    elif rest:
        yield number, rest


def _too_long(size: int) -> str:
    return f"a line of {size:,} bytes, more than {MAX_LINE // 1_000_000} MB"
