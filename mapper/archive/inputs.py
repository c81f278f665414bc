"""Folders, globs and files of an archive -> raw documents in a fixed order."""

from __future__ import annotations

import contextlib
import glob
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from mapper.archive.formats import BUNDLE_SUFFIXES, RawDocument, iter_bundle, kind_of
from mapper.archive.streams import STREAM_ERRORS, CountingFile, open_stream
from mapper.errors import ReportError
from mapper.files import check_input, open_input
from mapper.model import Reject
from mapper.reports.documents import MAX_BYTES
from mapper.reports.folders import Found, tell_name, walk_folder
from mapper.reports.manifests import Manifest, is_manifest, read_manifest

__all__ = ["Batch", "Inputs"]

_BATCH_DOCUMENTS = 256
_BATCH_BYTES = 4_000_000
_SUFFIXES = {*BUNDLE_SUFFIXES, ".gz", ".zst", ".zstd"}
_SINGLE_JSON = ".json"


@dataclass(frozen=True, slots=True)
class Batch:
    """Documents that one worker looks at together, and what was refused on the way to them."""

    documents: tuple[RawDocument, ...]
    rejects: tuple[Reject, ...] = ()

    def split(self) -> list[Batch]:
        """Return two halves, or the batch itself when it holds one document."""
        if len(self.documents) < 2:
            return [self]
        middle = len(self.documents) // 2
        return [Batch(self.documents[:middle], self.rejects), Batch(self.documents[middle:])]


@dataclass
class Inputs:
    """The inputs of an archive; `consumed` of `total` bytes is how far they were read.

    Raises
    ------
    ReportError
        When an input does not exist, at the start and not after hours of work.
    """

    paths: tuple[Path, ...]
    manifest: Path | None = None
    consumed: int = 0
    total: int = field(default=0, init=False)
    _table: Manifest | None = field(default=None, init=False)

    def __post_init__(self) -> None:
        self.paths = tuple(_expand(self.paths))
        if not self.paths:
            raise ReportError("no input was given")
        self.total = sum(_measure(path) for path in self.paths)
        self._table = read_manifest(self.manifest) if self.manifest is not None else None

    def batches(self) -> Iterator[Batch]:
        """Yield batches; the same inputs always give the same batches."""
        documents: list[RawDocument] = []
        rejects: list[Reject] = []
        size = 0
        for item in self._documents():
            if isinstance(item, Reject):
                rejects.append(item)
            else:
                documents.append(item)
                size += len(item.data)
            if len(documents) + len(rejects) >= _BATCH_DOCUMENTS or size >= _BATCH_BYTES:
                yield Batch(tuple(documents), tuple(rejects))
                documents, rejects, size = [], [], 0
        if documents or rejects:
            yield Batch(tuple(documents), tuple(rejects))

    def _documents(self) -> Iterator[RawDocument | Reject]:
        several = len(self.paths) > 1
        for root in self.paths:
            if root.is_dir():
                table = self._table or _folder_manifest(root)
                prefix = f"{tell_name(root.name)}/" if several else ""
                for item in walk_folder(root, _SUFFIXES):
                    if isinstance(item, Reject):
                        yield item
                    else:
                        yield from self._read_file(item, prefix + item.relative, table)
            else:
                name = tell_name(root.name)
                yield from self._read_file(Found(root, name, name, True), name, self._table)

    def _read_file(
        self, file: Found, name: str, table: Manifest | None
    ) -> Iterator[RawDocument | Reject]:
        """Yield the documents of one file; whatever is wrong with it, the next one is read."""
        kind = kind_of(file.name)
        raw: CountingFile | None = None
        before = self.consumed
        count = 0
        try:
            plain = not file.name.lower().endswith((".gz", ".zst", ".zstd"))
            if kind == "csv" and plain and is_manifest(file.path):
                return
            raw = CountingFile(file.path)
            if kind is None:
                yield _read_single(raw, name, file, table)
                return
            # Parquet seeks, and WARC is a chain of small gzip files: both get the file itself
            own = kind in ("parquet", "warc")
            stream = open_input(file.path) if own else open_stream(raw)
            with stream:
                for item in iter_bundle(kind, stream, name):
                    self.consumed = before + raw.consumed
                    count += isinstance(item, RawDocument)
                    yield item
        except STREAM_ERRORS as error:
            yield Reject(name, _tell_broken(error, count))
        finally:
            if raw is not None:
                raw.close()
                self.consumed = before + file.path.stat().st_size


def _read_single(
    raw: CountingFile, name: str, file: Found, table: Manifest | None
) -> RawDocument | Reject:
    stream = open_stream(raw)
    data = stream.read(MAX_BYTES * 10 + 1)
    row = table.find(file.relative, file.name) if table else None
    facts = row[1] if row else {}
    bare = name
    for suffix in (".gz", ".zst", ".zstd"):
        bare = bare.removesuffix(suffix)
    if len(data) > MAX_BYTES * 10:
        return Reject(name, "larger than 100 MB, no single report")
    kind = "table" if bare.lower().endswith(_SINGLE_JSON) else "file"
    return RawDocument(bare, kind, data, facts, f"manifest {table.name}" if table else "")


def _measure(path: Path) -> int:
    """Bytes to read, for telling progress only."""
    if path.is_file():
        return path.stat().st_size
    size = 0
    for folder, _, names in os.walk(path):
        for name in names:
            with contextlib.suppress(OSError):
                size += os.lstat(os.path.join(folder, name)).st_size  # noqa: PTH118
    return size


def _tell_broken(error: BaseException, count: int) -> str:
    after = f" after {count} documents" if count else ""
    if isinstance(error, EOFError):
        return f"the compressed file ends too early{after}"
    return f"cannot be read{after}: {error}"


def _folder_manifest(root: Path) -> Manifest | None:
    path = root / "manifest.csv"
    return read_manifest(path) if path.is_file() and is_manifest(path) else None


def _expand(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if path.exists():
            try:
                check_input(path)
            except OSError as error:
                raise ReportError(f"cannot read {str(path)!r}: {error.strerror}") from error
            yield path
        elif found := sorted(glob.glob(str(path), recursive=True)):  # noqa: PTH207 - absolute too
            yield from (Path(name) for name in found if not os.path.islink(name))  # noqa: PTH114
        else:
            raise ReportError(f"no such file or folder: {str(path)!r}")
