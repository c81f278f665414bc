"""The run over an archive: sift everything, read what passed, write one store."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from mapper.archive.duplicates import find_copies
from mapper.archive.grouping import group_on
from mapper.archive.inputs import Batch, Inputs
from mapper.archive.ledger import Ledger
from mapper.archive.output import check_folder, write_copies, write_outputs
from mapper.archive.pieces import Kind, do_pieces
from mapper.archive.reading import Readings, Task, blame_task, load_once, read_task
from mapper.archive.sifting import Sifted, blame_batch, sift_batch
from mapper.archive.versions import hash_rules
from mapper.archive.workers import Workers, open_workers
from mapper.model import Reading, Reject, Report
from mapper.pipeline import read_report

__all__ = ["Progress", "read_archive"]

_TASK_REPORTS = 64
_TASK_CHARACTERS = 160_000


@dataclass
class Progress:
    """How far a run has come; handed to `tell` as it goes on, and returned at its end."""

    stage: str = "sift"
    documents: int = 0
    passed: int = 0
    texts: int = 0
    """Different texts to read in the second stage."""
    texts_done: int = 0
    parsed: int = 0
    """Texts that were parsed whole."""
    reports: int = 0
    """Reports with claims: those that the store keeps."""
    claims: int = 0
    copies: int = 0
    """Of these, reports whose text is the very same as an earlier one's."""
    near_copies: int = 0
    strikes: int = 0
    rejects: int = 0
    bytes_read: int = 0
    bytes_total: int = 0
    seconds: float = 0.0
    versions: dict[str, str] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """Return every figure, with the rate, as a JSON object."""
        rate = self.documents / self.seconds if self.seconds else 0.0
        return {**asdict(self), "seconds": round(self.seconds, 3), "per_second": round(rate, 1)}


@dataclass(frozen=True, slots=True)
class _Entry:
    """Where a report that passed the gate lies: the piece of the ledger and its place there."""

    piece: str
    index: int
    characters: int


def read_archive(
    paths: Iterable[Path],
    out: Path,
    *,
    manifest: Path | None = None,
    gazetteer: Path | None = None,
    scheduler: str | None = None,
    workers: int = 2,
    tell: Callable[[Progress], None] | None = None,
) -> Progress:
    """Read an archive of documents into the GeoParquet store `out`.

    The answer is the same whatever the number of workers, and a run that was stopped goes on
    where it was. Documents that cannot be read are written to ``rejects.jsonl`` with the reason.

    Parameters
    ----------
    paths
        Folders, globs and files: txt, md, html, pdf, json; jsonl, csv, WARC (each .gz or .zst
        too), Parquet, RSS and Atom.
    manifest
        CSV that gives publisher, date, title, address and language of single files.
    gazetteer
        Gazetteer file; on a cluster every worker must find it under the same path.
    scheduler
        Address of a Dask scheduler. Without it, `workers` local processes are started, or
        everything is done in this process when `workers` is 0.
    tell
        Called with the progress after every piece of work.

    Raises
    ------
    ReportError
        When an input does not exist or the manifest is broken.
    StoreError
        When `out` is something else than an archive, or cannot be written.
    MapperError
        When the workers cannot be reached.
    """
    inputs = Inputs(tuple(paths), manifest=manifest)
    check_folder(out)
    started = time.monotonic()
    progress = Progress(bytes_total=inputs.total, versions=_find_versions(gazetteer))
    run = _Run(Ledger(out / "work"), progress, gazetteer, tell or (lambda _: None), started)
    with open_workers(scheduler=scheduler, workers=workers) as pool:
        families, rejects = run.sift(inputs, pool)
        readings, prints, failed = run.read(families, pool)
        run.report("group")
        progress.rejects = len(rejects) + len(failed)
        reports = [reading.report for reading in readings]
        copies = list(find_copies(zip(reports, prints, strict=True)))
        progress.copies = sum(copy.exact for copy in copies)
        progress.near_copies = len(copies) - progress.copies
        write_copies(out, copies)
        progress.strikes = write_outputs(
            out,
            readings,
            [*rejects, *failed],
            summary=progress.to_json(),
            read=lambda report: read_report(report, load_once(_name_path(gazetteer))),
            group_parts=group_on(pool),
        )
    run.report("done")
    return progress


@dataclass
class _Run:
    ledger: Ledger
    progress: Progress
    gazetteer: Path | None
    tell: Callable[[Progress], None]
    started: float
    _cache: dict[str, Sifted] = field(default_factory=dict)

    def report(self, stage: str) -> None:
        """Tell how far the run is."""
        self.progress.stage = stage
        self.progress.seconds = time.monotonic() - self.started
        self.tell(self.progress)

    def sift(self, inputs: Inputs, pool: Workers) -> tuple[list[list[_Entry]], list[Reject]]:
        """Return the families of reports with one text, in the input's order, and the rejects."""
        kind = Kind(sift_batch, Batch, Sifted, blame_batch, self._tell_versions("mapper", "rules"))
        families: dict[tuple[str, str | None], list[_Entry]] = {}
        seen: set[tuple[str, str]] = set()
        rejects: list[Reject] = []
        progress = self.progress
        for name, sifted in do_pieces(kind, inputs.batches(), workers=pool, ledger=self.ledger):
            progress.documents += sifted.documents
            progress.passed += len(sifted.passed)
            rejects.extend(sifted.rejects)
            for index, report in enumerate(sifted.passed):
                if (report.name, report.sha256) in seen:
                    continue
                seen.add((report.name, report.sha256))
                family = families.setdefault((report.sha256, report.language), [])
                family.append(_Entry(name, index, len(report.text)))
            progress.rejects = len(rejects)
            progress.bytes_read = inputs.consumed
            self.report("sift")
        progress.texts = len(families)
        return list(families.values()), rejects

    def read(
        self, families: list[list[_Entry]], pool: Workers
    ) -> tuple[list[Reading], list[str], list[Reject]]:
        """Return the readings with claims, the fingerprints of their reports, and what failed."""
        versions = self._tell_versions("mapper", "rules", "model", "gazetteer")
        kind = Kind(read_task, Task, Readings, blame_task, versions)
        readings: list[Reading] = []
        prints: list[str] = []
        rejects: list[Reject] = []
        progress = self.progress
        sizes: deque[int] = deque()
        tasks = self._plan_tasks(families, sizes)
        for _, answer in do_pieces(kind, tasks, workers=pool, ledger=self.ledger):
            readings.extend(answer.readings)
            prints.extend(answer.prints)
            rejects.extend(answer.rejects)
            progress.texts_done += sizes.popleft()
            progress.parsed += answer.parsed
            progress.reports = len(readings)
            progress.claims += sum(len(reading.claims) for reading in answer.readings)
            self.report("read")
        return readings, prints, rejects

    def _plan_tasks(self, families: list[list[_Entry]], sizes: deque[int]) -> Iterator[Task]:
        """Yield tasks, and write down how many texts each has."""
        batch: list[tuple[Report, ...]] = []
        count = characters = 0
        for number, family in enumerate(families, start=1):
            batch.append(tuple(self._fetch(entry) for entry in family))
            count += len(family)
            characters += family[0].characters
            full = count >= _TASK_REPORTS or characters >= _TASK_CHARACTERS
            if full or number == len(families):
                sizes.append(len(batch))
                yield Task(tuple(batch), _name_path(self.gazetteer))
                batch, count, characters = [], 0, 0

    def _fetch(self, entry: _Entry) -> Report:
        if entry.piece not in self._cache:
            if len(self._cache) > 64:
                self._cache.clear()
            sifted = self.ledger.load(entry.piece, Sifted)
            assert sifted is not None, "a piece of this very run"
            self._cache[entry.piece] = sifted
        return self._cache[entry.piece].passed[entry.index]

    def _tell_versions(self, *names: str) -> tuple[str, ...]:
        return tuple(self.progress.versions[name] for name in names)


def _name_path(gazetteer: Path | None) -> str | None:
    return str(gazetteer.resolve()) if gazetteer else None


def _find_versions(gazetteer: Path | None) -> dict[str, str]:
    from mapper import __version__
    from mapper.language import model_version

    # loading it here also builds its cache once, before every worker would try to
    loaded = load_once(_name_path(gazetteer))
    return {
        "mapper": __version__,
        "rules": hash_rules(),
        "model": model_version(),
        "gazetteer": loaded.version,
    }
