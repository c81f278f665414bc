"""One interface, three stores: what every store does, whatever it keeps its tables in.

A store keeps readings (a report with all it says by itself) and corrections; everything else
in it is derived and can be recomputed. Readings are written batch by batch, each batch whole;
the derived tables are written in one transaction after the last. Whoever is interrupted in
between leaves readings without derived tables, which the next opening notices and finishes.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import gc
import getpass
import hashlib
import json
import os
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any, Self

from mapper.corrections import (
    Corrected,
    Correction,
    apply_corrections,
    complete_correction,
    corrected_catalog,
    correction_from_row,
    correction_row,
    note_corrections,
    says_the_same,
    undo_correction,
)
from mapper.errors import QueryError, StoreBusy, StoreError
from mapper.frames import Row
from mapper.model import Catalog, Reading, Reject, Report, Strike
from mapper.shipped import hash_sources
from mapper.store.records import Record, decode_reading, decode_strike, encode_reading

if TYPE_CHECKING:
    import geopandas
    import pandas as pd

    from mapper.independence import Origins
    from mapper.query import Filters
    from mapper.strikes import GroupParts

__all__ = ["FORMAT_VERSION", "Ingested", "Store", "default_analyst", "utc_now"]

FORMAT_VERSION = 2
BATCH = 200
_GROUPING = (
    "assessment.py", "casualties.py", "catalog.py", "claims", "corrections", "events.py", "frames",
    "independence", "ledger.py", "model.py", "reach.py", "regrouping", "strikes.py", "weighing.py",
)  # fmt: skip
"""Rooms whose change can make other strikes of the same readings."""
NEW = "new reports"
"""The derived tables are true but for reports that came since."""
_MOMENT = "%Y-%m-%dT%H:%M:%S.%fZ"
BANDS = (2.0, 10.0, 50.0, 250.0, 50_000.0)
"""Steps of uncertainty in km; a search widens its circle by each step's own maximum."""


@dataclass(frozen=True, slots=True)
class Ingested:
    """What an ingest did: reports added, and those that were there already."""

    added: int
    known: int
    strikes: int


class Store(ABC):
    """Reports, claims, strikes and corrections, kept. Use it in a `with` block."""

    def __init__(self, shown: str, *, writable: bool = True) -> None:
        self.shown = shown
        """The address as it may be shown: without a password."""
        self.writable = writable
        self.group_parts: GroupParts | None = None
        """Where claims are grouped into strikes; in this process when it is None."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.shown!r})"

    # ---- what each kind of store does its own way ----

    @abstractmethod
    def close(self) -> None:
        """Release files and connections; the store cannot be used afterwards."""

    @abstractmethod
    def _writing(self) -> AbstractContextManager[None]:
        """One exclusive transaction; nothing of it is kept when the block fails."""

    @abstractmethod
    def _get_info(self, *keys: str) -> dict[str, str]:
        """Notes about the store itself: those named that exist, or all."""

    @abstractmethod
    def _set_info(self, entries: Mapping[str, str]) -> None: ...

    @abstractmethod
    def _get_versions(self, shas: Sequence[str] | None = None) -> dict[str, str]:
        """SHA-256 of every stored report, or of those named -> the versions that read it."""

    @abstractmethod
    def _put_records(self, records: Sequence[Record]) -> None:
        """Add readings, or replace those of the same SHA-256."""

    @abstractmethod
    def _get_records(
        self, shas: Sequence[str] | None = None, *, resolutions: bool
    ) -> Iterator[Record]: ...

    @abstractmethod
    def _get_rejects(self) -> list[Reject]: ...

    @abstractmethod
    def _put_rejects(self, rejects: Sequence[Reject]) -> None: ...

    @abstractmethod
    def _get_corrections(self) -> list[dict[str, Any]]:
        """Rows of the corrections table as they stand, each with its `row` number."""

    @abstractmethod
    def _put_corrections(self, rows: Sequence[tuple[int | None, Row]]) -> None:
        """Write corrections: over the row of that number, or as a new row."""

    @abstractmethod
    def _put_derived(self, catalog: Catalog) -> None:
        """Make the derived tables say what the catalog says; leave rows that already do."""

    @abstractmethod
    def _put_grouping(self, corrected: Corrected, origins: Origins) -> None:
        """Keep the origins of all claims, and what regrouping needs, if the store can."""

    @abstractmethod
    def _get_origins(self) -> dict[str, str]:
        """Return the independent origin of every claim, by its id."""

    def _regroup(self) -> bool:
        """Group again what new reports touch; False when everything has to be."""
        return False

    @abstractmethod
    def _get_strikes(self, ids: Sequence[str] | None = None) -> Iterator[str]:
        """Derived strikes as the JSON of `encode_strike`: all in catalog order, or those named."""

    @abstractmethod
    def read_table(self, name: str) -> Any:  # noqa: ANN401
        """Return a table of `mapper.frames.TABLES` as a frame."""

    @abstractmethod
    def _near(
        self, *, lat: float, lon: float, radius_km: float, filters: Filters | None
    ) -> geopandas.GeoDataFrame:
        """Return strikes that may lie within the radius, by the store's own index."""

    # ---- what all stores do alike ----

    def ingest(
        self,
        readings: Iterable[Reading],
        *,
        rejects: Iterable[Reject] = (),
        versions: Mapping[str, str] | None = None,
        sources: Iterable[Mapping[str, str]] = (),
        batch: int = BATCH,
    ) -> Ingested:
        """Add readings whose reports are new and group the strikes again.

        Reading the same report again changes nothing. Each batch is kept once it is written,
        so that an interrupted ingest goes on where it stopped.

        Raises
        ------
        StoreError
            When the store is read-only or full, or another program keeps it locked.
        """
        self._check_writable()
        stream, added, known = iter(readings), 0, 0
        text = _versions_text(versions)
        while chunk := list(islice(stream, batch)):
            with self._writing():
                there = self._get_versions([one.report.sha256 for one in chunk])
                fresh = {one.report.sha256: one for one in chunk if one.report.sha256 not in there}
                if fresh:
                    self._put_records([encode_reading(one, text) for one in fresh.values()])
                    self._set_info({"derived": self._staleness()} | _said(text))
            added, known = added + len(fresh), known + len(chunk) - len(fresh)
        self._add_rejects(list(rejects))
        self._note_sources(list(sources))
        self.refresh()
        return Ingested(added, known, self.count_strikes() if added else 0)

    def _add_rejects(self, rejects: list[Reject]) -> None:
        there = set(self._get_rejects())
        new = [reject for reject in dict.fromkeys(rejects) if reject not in there]
        if new:
            with self._writing():
                self._put_rejects(new)

    def _note_sources(self, sources: list[Mapping[str, str]]) -> None:
        if sources and sources != self.sources():
            with self._writing():
                self._set_info({"sources": json.dumps(sources, ensure_ascii=False)})

    def sources(self) -> list[dict[str, str]]:
        """Return name and licence of the gazetteer's sources, as the last ingest knew them."""
        noted: list[dict[str, str]] = self._read_note("sources", list)
        return noted

    def _read_note(self, key: str, kind: type) -> Any:  # noqa: ANN401 - what JSON holds
        """Return a list or a dict that is kept as JSON among the store's facts."""
        text = self._get_info(key).get(key)
        try:
            note = kind() if text is None else json.loads(text)
        except (ValueError, TypeError, RecursionError):
            note = None
        if not isinstance(note, kind):
            raise StoreError(
                f"store {self.shown!r}: what it says of its {key} is damaged; "
                "take the last good copy"
            )
        return note

    def strikes(self, ids: Sequence[str]) -> list[Strike]:
        """Return the strikes of these ids, in this order; unknown ids are left out."""
        self._refresh_if_possible()
        return list(map(decode_strike, self._get_strikes(ids)))

    def known(self) -> frozenset[str]:
        """Return the SHA-256 of every stored report."""
        return frozenset(self._get_versions())

    def names(self, shas: Sequence[str]) -> dict[str, str]:
        """Return under which file name the store keeps each of these texts that it has."""
        return {one.sha256: one.name for one in self._get_records(shas, resolutions=False)}

    def count_strikes(self) -> int:
        """Return how many strikes the store tells of."""
        return sum(1 for _ in self._get_strikes())

    def versions(self) -> dict[str, str]:
        """Return what rules, model and gazetteer made the store."""
        stored: dict[str, str] = self._read_note("versions", dict)
        return stored

    def readings(self, *, resolutions: bool = True) -> Iterator[Reading]:
        """Yield every reading as it was read, before corrections."""
        return map(decode_reading, self._get_records(resolutions=resolutions))

    def catalog(self) -> Catalog:
        """Return everything, with the corrections applied.

        A store that cannot be written to and whose corrections were edited is derived in
        memory.
        """
        if self._is_stale():
            if not self.writable:
                return self._derive()[0]
            self.refresh()
        corrected = apply_corrections(self.readings(), self.corrections())
        return Catalog(
            readings=tuple(sorted(corrected.readings, key=_reading_order)),
            strikes=tuple(map(decode_strike, self._get_strikes())),
            rejects=tuple(self._get_rejects()),
            origins=self._get_origins(),
            versions=self.versions(),
        )

    def refresh(self, *, force: bool = False) -> bool:
        """Bring the derived tables up to date; return whether there was anything to do.

        After an ingest only what the new reports touch is grouped again, where the store can;
        everything is after a rebuild, a correction, or a change of the rules that group.
        """
        if not force and not self._is_stale():
            return False
        self._check_writable()
        with _without_collector(), self._writing():
            if not force and not self._is_stale():
                return False  # another process did it while this one waited
            self._adopt_corrections()
            if force or not self._can_regroup() or not self._regroup():
                self._derive_all()
            self._set_info(
                {
                    "derived": "fresh",
                    "corrections": self._corrections_hash(),
                    "grouped_by": _grouping_rules(),
                }
            )
        return True

    def _derive_all(self) -> None:
        from mapper.catalog import build_catalog
        from mapper.independence import trace_origins

        corrected = apply_corrections(self.readings(resolutions=False), self.corrections())
        origins = trace_origins(corrected.readings)
        catalog = build_catalog(
            corrected.readings,
            rejects=self._get_rejects(),
            versions=self.versions(),
            group_parts=self.group_parts,
            origins=origins,
        )
        catalog, states = note_corrections(catalog, corrected, self.corrections())
        self._put_derived(catalog)
        self._put_states(states)
        self._put_grouping(corrected, origins)

    def _can_regroup(self) -> bool:
        """Whether only reports were added since the derived tables were true."""
        info = self._get_info("derived", "corrections", "grouped_by")
        if info.get("derived") != NEW or info.get("grouped_by") != _grouping_rules():
            return False
        return info.get("corrections", "") == self._corrections_hash()

    def _staleness(self) -> str:
        """Return what an ingest makes of the derived tables: new reports, or all in doubt."""
        return NEW if self._get_info("derived").get("derived") in {"fresh", NEW} else "stale"

    def _derive(self) -> tuple[Catalog, dict[str, str]]:
        return corrected_catalog(
            self.readings(resolutions=False),
            self.corrections(),
            rejects=self._get_rejects(),
            versions=self.versions(),
            group_parts=self.group_parts,
        )

    def _is_stale(self) -> bool:
        # without the origins of every claim, which are long: this is asked before each question
        info = self._get_info("derived", "corrections")
        if info.get("derived", "stale") != "fresh":
            return True
        return info.get("corrections", "") != self._corrections_hash()

    def rebuild(
        self,
        read: Callable[[Report], Reading] | None = None,
        *,
        versions: Mapping[str, str] | None = None,
        batch: int = BATCH,
        advance: Callable[[int], None] | None = None,
    ) -> int:
        """Recompute everything, and return how many reports were read again.

        With `read`, every report that other versions have read is read again from its stored
        text, batch by batch, so that an interrupted rebuild goes on where it stopped; then
        the strikes are grouped again. Corrections stay and are applied.
        """
        self._check_writable()
        again = 0
        text = _versions_text(versions)
        if read is not None:
            shas = sorted(s for s, made in self._get_versions().items() if made != text)
            for start in range(0, len(shas), batch):
                chunk = shas[start : start + batch]
                with self._writing():
                    old = [
                        decode_reading(one) for one in self._get_records(chunk, resolutions=False)
                    ]
                    self._put_records([encode_reading(read(one.report), text) for one in old])
                    self._set_info({"derived": "stale"} | _said(text))
                again += len(chunk)
                if advance:
                    advance(len(chunk))
        self.refresh(force=True)
        return again

    # ---- corrections ----

    def corrections(self) -> tuple[Correction, ...]:
        """Return every valid correction, undone ones too, oldest first."""
        found = []
        for row in self._get_corrections():
            try:
                correction = correction_from_row(row)
            except QueryError:
                continue  # shown with its reason in the table's `state`
            if correction.id and correction.made_at:
                found.append(correction)
        return tuple(sorted(found, key=lambda one: (one.made_at, one.id)))

    def correct(self, correction: Correction, *, who: str | None = None) -> Correction:
        """Check, keep and apply a correction; return it with id, person and time.

        One that says again what the last one about its target says is that one: the same command
        may be given again after it was interrupted.

        Raises
        ------
        QueryError
            When its target does not exist or something is missing.
        """
        self._check_writable()
        catalog = self.catalog()
        complete = complete_correction(
            correction, catalog, now=self._next_moment(), who=who or default_analyst()
        )
        known = self.corrections()
        about = [
            one
            for one in known
            if (one.action, one.target) == (complete.action, complete.target) and not one.undone_at
        ]
        if about and says_the_same(about[-1], complete):
            return about[-1]
        if any(one.id == complete.id for one in known):
            return complete
        with self._writing():
            self._put_corrections([(None, correction_row(complete, None))])
        self.refresh()
        return complete

    def undo(self, correction_id: str, *, who: str | None = None) -> Correction:
        """Undo a correction (its id, or the beginning of it); it stays on record."""
        self._check_writable()
        rows = {str(row["id"]): row for row in self._get_corrections()}
        matches = [one for one in rows if correction_id and one.startswith(correction_id)]
        if len(matches) != 1:
            what = "no correction" if not matches else f"{len(matches)} corrections"
            raise QueryError(f"{what} with the id {correction_id!r}; list them with --list")
        row = rows[matches[0]]
        undone = undo_correction(
            correction_from_row(row), who=who or default_analyst(), now=self._next_moment()
        )
        with self._writing():
            self._put_corrections([(row["row"], correction_row(undone, "undone"))])
        self.refresh()
        return undone

    def _next_moment(self) -> str:
        """Return the present, but never one before the last correction.

        Corrections are applied in the order of their times: where the clock was set back, the
        newest would come before what it corrects.
        """
        now = utc_now()
        last = max((one.made_at for one in self.corrections()), default="")
        with contextlib.suppress(ValueError, OverflowError):  # a time that a person typed
            if last >= now:
                after = dt.datetime.strptime(last, _MOMENT) + dt.timedelta(microseconds=1)
                return after.strftime(_MOMENT)
        return now

    def correction_rows(self) -> list[dict[str, Any]]:
        """Return the corrections table as it stands, with each row's state."""
        self._refresh_if_possible()
        return self._get_corrections()

    def _adopt_corrections(self) -> None:
        """Complete rows that a person typed into the table; say what is wrong with others."""
        rows = self._get_corrections()
        new = [row for row in rows if not row["id"] or not row["made_at"] or not row["anchor"]]
        new = [row for row in new if not row["undone_at"]]
        catalog = None
        for row in new:
            try:
                correction = correction_from_row(row)
                if correction.id and correction.made_at and row["anchor"]:
                    continue
                catalog = catalog or self._derive()[0]
                complete = complete_correction(
                    correction, catalog, now=utc_now(), who=correction.who or default_analyst()
                )
                self._put_corrections([(row["row"], correction_row(complete, None))])
            except QueryError as error:
                self._put_corrections([(row["row"], _refused(row, str(error)))])

    def _put_states(self, states: Mapping[str, str]) -> None:
        for row in self._get_corrections():
            state = states.get(str(row["id"]))
            if state is not None and row["state"] != state:
                changed = correction_row(correction_from_row(row), state)
                self._put_corrections([(row["row"], changed)])

    def _corrections_hash(self) -> str:
        rows = [
            [str(row[name]) for name in sorted(row) if name not in {"state", "row"}]
            for row in self._get_corrections()
        ]
        return hashlib.sha256(json.dumps(sorted(rows)).encode()).hexdigest() if rows else ""

    # ---- frames and questions ----

    def strikes_gdf(self) -> geopandas.GeoDataFrame:
        """Return one row a strike in EPSG:4326; a strike without a pin has no geometry."""
        self._refresh_if_possible()
        frame: geopandas.GeoDataFrame = self.read_table("strikes")
        return frame

    def places_gdf(self) -> geopandas.GeoDataFrame:
        """Return one row for each place that a report names."""
        self._refresh_if_possible()
        frame: geopandas.GeoDataFrame = self.read_table("places")
        return frame

    def claims_frame(self) -> pd.DataFrame:
        """Return one row a claim."""
        self._refresh_if_possible()
        frame: pd.DataFrame = self.read_table("claims")
        return frame

    def reports_frame(self) -> pd.DataFrame:
        """Return one row a report, with its text."""
        self._refresh_if_possible()
        frame: pd.DataFrame = self.read_table("reports")
        return frame

    def _refresh_if_possible(self) -> None:
        if self.writable:
            # a question does not fail because somebody writes: the last whole state answers it
            with contextlib.suppress(StoreBusy):
                self.refresh()

    def within_radius(
        self,
        *,
        lat: float,
        lon: float,
        radius_km: float,
        certain: bool = False,
        filters: Filters | None = None,
    ) -> geopandas.GeoDataFrame:
        """Return what `mapper.query.within_radius` returns, by the store's own index."""
        from mapper.query import measure
        from mapper.query.radius import check_question

        check_question(lat, lon, radius_km)
        self._refresh_if_possible()
        rows = self._near(lat=lat, lon=lon, radius_km=radius_km, filters=filters)
        rows = rows[rows.geometry.notna()]
        if filters:
            rows = rows[filters.keep(rows)]
        return measure(rows, lat=lat, lon=lon, radius_km=radius_km, certain=certain)

    def count_unpinned(self) -> int:
        """Return how many strikes have no pin."""
        return int(self.read_table("strikes").geometry.isna().sum())

    def verify(self) -> list[str]:
        """Return everything that is wrong with the store; an empty list when it is whole."""
        from mapper.store.verification import find_faults

        # an ingest that was stopped leaves the tables to whoever asks next
        try:
            self._refresh_if_possible()
        except StoreError as error:
            return [str(error)]
        return find_faults(self)

    def inspect(self) -> list[str]:
        """Return faults of the container itself: a damaged file, a missing index."""
        return []

    def _check_writable(self) -> None:
        if not self.writable:
            raise StoreError(f"{self.shown!r} cannot be written to; copy it or change its rights")


@contextlib.contextmanager
def _without_collector() -> Iterator[None]:
    """Put off the search for garbage in circles, of which deriving makes none.

    It would walk over every reading in memory again and again: a fifth of the time.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _grouping_rules() -> str:
    """Return what is equal where the same readings give the same derived tables."""
    return hash_sources(_GROUPING)


def utc_now() -> str:
    """Return the present second in UTC, as ISO text."""
    return dt.datetime.now(dt.UTC).strftime(_MOMENT)


def default_analyst() -> str:
    """Return who corrects when nobody is named: MAPPER_ANALYST, or the login name."""
    try:
        return os.environ.get("MAPPER_ANALYST") or getpass.getuser()
    except (KeyError, OSError):
        return "unknown analyst"


def _versions_text(versions: Mapping[str, str] | None) -> str:
    return json.dumps(dict(sorted((versions or {}).items())), ensure_ascii=False)


def _said(text: str) -> dict[str, str]:
    return {} if text == "{}" else {"versions": text}


def _refused(row: Mapping[str, Any], reason: str) -> Row:
    from mapper.corrections import CORRECTIONS

    cells = {**row, "state": f"not applied: {reason}"}
    return tuple(cells.get(name) for name in CORRECTIONS.names)


def _reading_order(reading: Reading) -> tuple[dt.date, str, str]:
    report = reading.report
    return report.published or dt.date.max, report.name, report.sha256
