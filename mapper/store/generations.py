"""A folder whose whole content changes at once: generations, and one file that names the latest.

A change is prepared in a new folder that shares unchanged files with the old one by hard
links. Replacing the small pointer file makes it valid; until then, and after any crash, the
old generation is what everybody reads.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

from mapper.errors import MapperError, StoreBusy, StoreError
from mapper.files import check_input, write_atomically

__all__ = ["Generations"]

POINTER = "mapper-store.json"
_LOCK = ".mapper-lock"
_STAGING = ".staging"
_GENERATION = re.compile(r"generation-[0-9]{6,12}", re.ASCII)


class Generations:
    """The generations of one folder.

    Parameters
    ----------
    folder
        The folder that holds the pointer file.
    timeout_s
        How long to wait for another program that is changing it.
    """

    def __init__(self, folder: Path, *, timeout_s: float = 30.0) -> None:
        self.folder, self._timeout_s = folder, timeout_s
        self._staging: Path | None = None

    def exists(self) -> bool:
        """Whether the folder has a pointer, and is a store therefore."""
        return (self.folder / POINTER).is_file()

    def pointer(self) -> dict[str, str]:
        """Return what the pointer file says.

        Raises
        ------
        StoreError
            When it is damaged.
        """
        try:
            said = json.loads((self.folder / POINTER).read_text(encoding="utf-8"))
            found = {str(key): str(value) for key, value in said.items()}
            if not _GENERATION.fullmatch(found.get("generation", "")):
                # a name such as ../other would make us read, share and remove elsewhere
                raise ValueError(f"{POINTER} names no generation")
            return found
        except (OSError, ValueError, AttributeError) as error:
            raise StoreError(f"the store {str(self.folder)!r} is damaged: {error}") from error

    @property
    def current(self) -> Path:
        """The folder to read from: the change in preparation, or the valid generation."""
        if self._staging:
            return self._staging
        return self.folder / self.pointer()["generation"]

    @contextlib.contextmanager
    def changing(self, pointer: dict[str, str]) -> Iterator[Path]:
        """Yield a folder to change; it becomes valid when the block ends well."""
        try:
            with self._locked():
                old = self.pointer().get("generation") if self.exists() else None
                number = int(old.rpartition("-")[2]) + 1 if old else 1
                self._staging = self._stage(old, number)
                try:
                    yield self._staging
                    self._publish(number, pointer)
                finally:
                    shutil.rmtree(self.folder / f"{_STAGING}-{number:06d}", ignore_errors=True)
                    self._staging = None
                self._sweep(number)
        except OSError as error:
            if isinstance(error, MapperError):
                raise
            reason = error.strerror or str(error)
            raise StoreError(
                f"store {str(self.folder)!r}: {reason}; nothing was changed"
            ) from error

    def _stage(self, old: str | None, number: int) -> Path:
        staging = self.folder / f"{_STAGING}-{number:06d}"
        shutil.rmtree(staging, ignore_errors=True)
        if old is None:
            staging.mkdir()
        else:
            shutil.copytree(self.folder / old, staging, copy_function=_share)
        return staging

    def _publish(self, number: int, pointer: dict[str, str]) -> None:
        assert self._staging
        final = self.folder / f"generation-{number:06d}"
        # one that a crash left behind before it became valid
        shutil.rmtree(final, ignore_errors=True)
        self._staging.rename(final)
        _flush_folder(self.folder)
        text = json.dumps({**pointer, "generation": final.name}, indent=1) + "\n"
        write_atomically(self.folder / POINTER, text, overwrite=True)

    def _sweep(self, number: int) -> None:
        """Remove generations that nobody can be reading any more, and what crashes left."""
        for path in self.folder.glob("generation-*"):
            if not _GENERATION.fullmatch(path.name) or path.is_symlink():
                continue  # not ours
            if path.is_dir() and int(path.name.rpartition("-")[2]) < number - 1:
                shutil.rmtree(path, ignore_errors=True)
        for path in self.folder.glob(f"{_STAGING}-*"):
            shutil.rmtree(path, ignore_errors=True)
        for path in self.folder.glob(f".{POINTER}.*"):
            path.unlink(missing_ok=True)

    @contextlib.contextmanager
    def _locked(self) -> Iterator[None]:
        try:
            import fcntl
        except ImportError:  # where there is none, as on Windows, one writer is the user's care
            yield
            return
        check_input(self.folder / _LOCK)
        with (self.folder / _LOCK).open("a") as lock:
            until = time.monotonic() + self._timeout_s
            while True:
                try:
                    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    break
                except BlockingIOError:
                    if time.monotonic() > until:
                        raise StoreBusy(
                            f"store {str(self.folder)!r}: another program is writing to it; "
                            "try again when it has finished"
                        ) from None
                    time.sleep(0.05)
            yield


def _share(source: str, target: str) -> str:
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)
    return target


def _flush_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
