"""Whether a store is whole and true to its reports; the checks that `mapper verify` makes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from mapper.corrections import corrected_catalog
from mapper.errors import StoreError
from mapper.frames import TABLES, table_frame
from mapper.model import Catalog, Reading

if TYPE_CHECKING:
    from mapper.store.interface import Store

__all__ = ["find_faults"]

_SHOWN = 5


def find_faults(store: Store) -> list[str]:
    """Return one line for each thing that is wrong; none when the store is whole.

    Texts must hash to their SHA-256, every quote must stand at its span, every link must lead
    somewhere, and the derived tables must be what the readings and corrections give when
    computed afresh.
    """
    try:
        readings = list(store.readings())
    except StoreError as error:
        return [str(error)]
    faults = [fault for reading in readings for fault in _reading_faults(reading)]
    catalog, _ = corrected_catalog(
        readings, store.corrections(), rejects=store._get_rejects(), versions=store.versions()
    )
    faults.extend(_table_faults(store, catalog))
    faults.extend(_link_faults(store))
    faults.extend(store.inspect())
    return faults


def _reading_faults(reading: Reading) -> Iterator[str]:
    report = reading.report
    digest = hashlib.sha256(report.text.encode("utf-8", "surrogatepass")).hexdigest()
    if digest != report.sha256:
        yield f"report {report.name!r}: its text does not hash to {report.sha256[:12]}…"
    for claim in reading.claims:
        if report.text[claim.start : claim.end] != claim.quote:
            yield f"report {report.name!r}: the quote of claim {claim.id} is not at its span"
        if claim.report_sha256 != report.sha256:
            yield f"report {report.name!r}: claim {claim.id} names another report"
    for located in reading.located:
        mention = located.mention
        if report.text[mention.start : mention.end] != mention.text:
            yield f"report {report.name!r}: mention {mention.text!r} is not at its span"


def _table_faults(store: Store, catalog: Catalog) -> Iterator[str]:
    for name, table in TABLES.items():
        stored, fresh = store.read_table(name), table_frame(name, catalog)
        names = list(table.names)
        have = {tuple(map(str, row)) for row in stored[names].to_numpy(dtype=object)}
        want = {tuple(map(str, row)) for row in fresh[names].to_numpy(dtype=object)}
        if have != want:
            yield (
                f"table {name!r}: {len(want - have)} rows missing or outdated, "
                f"{len(have - want)} too many; run `mapper rebuild`"
            )


def _link_faults(store: Store) -> Iterator[str]:
    keys = {
        "strike_id": set(store.read_table("strikes")["id"]),
        "claim_id": set(store.read_table("claims")["id"]),
        "report_sha256": set(store.read_table("reports")["sha256"]),
        "place_id": set(store.read_table("places")["id"]),
    }
    for name in ("strike_claims", "strike_reports", "claim_places"):
        links = store.read_table(name)
        for column in set(keys) & set(links.columns):
            astray = set(links[column].dropna()) - keys[column]
            for key in sorted(astray)[:_SHOWN]:
                yield f"table {name!r}: {column} {key!r} leads nowhere"
