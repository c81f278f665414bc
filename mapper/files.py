"""Reading without waiting for ever; writing so that nothing is half-written or lost by surprise."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from mapper.errors import MapperError

__all__ = [
    "check_input",
    "check_output",
    "name_beside",
    "open_input",
    "replacing",
    "write_atomically",
]


def check_input(path: Path) -> None:
    """Refuse a named pipe: whoever opens one waits until somebody writes to it, if ever.

    What a shell makes of `<(command)` is a pipe too, but has its writer, and lies below /dev.

    Raises
    ------
    OSError
    """
    if path.is_fifo() and not str(path.absolute()).startswith(("/dev/", "/proc/")):
        raise OSError(errno.EINVAL, "it is a named pipe; save what comes out of it as a file first")


def open_input(path: Path) -> IO[bytes]:
    """Open a file to read its bytes.

    Raises
    ------
    OSError
        When it cannot be read, or is a named pipe.
    """
    check_input(path)
    return path.open("rb")


def check_output(path: Path, *, overwrite: bool) -> None:
    """Refuse an output that exists, is a folder, or lies in no folder, before any work is done.

    Raises
    ------
    MapperError
        With the way out: another name, `--overwrite`, or making the folder.
    """
    if path.is_dir():
        raise MapperError(f"{str(path)!r} is a folder; name a file inside it")
    if not path.parent.is_dir():
        raise MapperError(f"the folder {str(path.parent)!r} does not exist; make it first")
    if path.exists() and not overwrite:
        raise MapperError(f"{str(path)!r} exists; choose another name or give --overwrite")


def name_beside(path: Path) -> Path:
    """Return a name for a file that is to take the place of `path`, hidden and nobody else's.

    It is known before the file is made, so that a key press in between leaves nothing behind.
    """
    return path.with_name(f".{path.name[:40]}.{secrets.token_hex(6)}{path.suffix}")


@contextlib.contextmanager
def replacing(path: Path, *, overwrite: bool = False) -> Iterator[Path]:
    """Yield a temporary file beside `path` that takes its place when the block ends well.

    The bytes are on disk before the name changes, so a crash leaves the old file or the new
    one. A block that fails leaves neither a new file nor a temporary one.
    """
    check_output(path, overwrite=overwrite)
    temporary = name_beside(path)
    try:
        os.close(os.open(temporary, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
        yield temporary
        _flush(temporary)
        temporary.chmod(0o666 & ~_umask())
        _take_place(temporary, path, overwrite=overwrite)
        _flush(path.parent)
    except OSError as error:
        raise MapperError(f"cannot write {str(path)!r}: {error.strerror or error}") from error
    finally:
        with contextlib.suppress(OSError):
            # where nothing can be written nothing was, and the error above says so
            temporary.unlink(missing_ok=True)


def write_atomically(path: Path, data: str | bytes, *, overwrite: bool = False) -> None:
    """Write a whole file or nothing.

    Raises
    ------
    MapperError
        When `path` exists without `overwrite`, or cannot be written.
    """
    payload = data.encode("utf-8") if isinstance(data, str) else data
    with replacing(path, overwrite=overwrite) as temporary:
        temporary.write_bytes(payload)


def _take_place(temporary: Path, path: Path, *, overwrite: bool) -> None:
    if overwrite:
        temporary.replace(path)
        return
    try:
        # a hard link fails when the name was taken meanwhile, where a rename would overwrite
        os.link(temporary, path)
    except FileExistsError:
        raise MapperError(
            f"{str(path)!r} exists; choose another name or give --overwrite"
        ) from None
    except OSError:
        # some file systems know no hard links
        temporary.replace(path)


def _flush(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
