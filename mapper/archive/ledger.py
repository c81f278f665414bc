"""What is already done: one small file for each piece of work, named by what went into it.

A piece's name is the hash of its input and of the versions that read it. A run that was stopped
finds the pieces it had finished; a changed document or a new gazetteer gives another name, so an
old answer is never taken for a new one.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar

import msgspec

from mapper.errors import StoreError
from mapper.files import name_beside

__all__ = ["Ledger", "hash_parts", "pack", "unpack"]

T = TypeVar("T")
_MAX_UNPACKED = 400_000_000


def hash_parts(parts: Iterable[bytes]) -> str:
    """Return a 32-digit hash of byte strings, each written with its length before it."""
    digest = hashlib.blake2b(digest_size=16)
    for part in parts:
        digest.update(len(part).to_bytes(8, "little"))
        digest.update(part)
    return digest.hexdigest()


def pack(piece: object) -> bytes:
    """Return a finished piece as bytes, compressed: what a worker sends and what is written."""
    return zlib.compress(msgspec.json.encode(piece), 1)


def unpack(data: bytes, shape: type[T]) -> T:
    """Return what was packed."""
    unpacker = zlib.decompressobj()
    unpacked = unpacker.decompress(data, _MAX_UNPACKED)
    if not unpacker.eof:  # a folder from elsewhere may hold a few bytes that stand for gigabytes
        raise zlib.error("cut short, or larger than any piece")
    return msgspec.json.decode(unpacked, type=shape)


class Ledger:
    """A folder of finished pieces."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(f"cannot write {str(folder)!r}: {error.strerror}") from error

    def load(self, key: str, shape: type[T]) -> T | None:
        """Return a finished piece, or None when it was never finished or is damaged."""
        try:
            return unpack(self._path(key).read_bytes(), shape)
        except FileNotFoundError:
            return None
        except (OSError, zlib.error, msgspec.MsgspecError):
            return None  # done again, and overwritten

    def save(self, key: str, packed: bytes) -> None:
        """Write a packed piece whole or not at all.

        Raises
        ------
        StoreError
            When the disk is full or the folder cannot be written.
        """
        path = self._path(key)
        part = name_beside(path)
        try:
            path.parent.mkdir(exist_ok=True)
            part.write_bytes(packed)
            part.replace(path)
        except OSError as error:
            raise StoreError(f"cannot write {str(path)!r}: {error.strerror or error}") from error
        finally:
            part.unlink(missing_ok=True)

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / key
