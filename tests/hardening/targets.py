"""Each reader as a function of bytes, for fuzzing by coverage: it returns or the library refuses.

A target lets `MapperError` pass as the answer that it is; any other exception is a finding.
"""

from __future__ import annotations

import atexit
import contextlib
import hashlib
import random
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from mapper.archive.inputs import Inputs
from mapper.archive.sifting import sift_batch
from mapper.catalog import build_catalog
from mapper.contract import claims_to_json, strikes_to_json
from mapper.errors import MapperError
from mapper.gazetteer import Gazetteer, load_gazetteer
from mapper.gazetteer.loading import import_files
from mapper.model import Report
from mapper.pipeline import process
from mapper.reports import read_reports
from mapper.reports.documents import split_front_matter
from mapper.reports.manifests import read_manifest
from mapper.store import open_store
from tests.builders import make_readings
from tests.hardening.catalogs import check_catalog
from tests.hardening.samples import BUNDLES, FRONT, MANIFEST, PLACES, SAMPLES, TABLES

__all__ = ["TARGETS", "Target", "ask_everything", "check_report", "tidy", "use_everything"]


@dataclass(frozen=True, slots=True)
class Target:
    """A reader, whole inputs to begin with, and the longest input that is worth trying."""

    run: Callable[[bytes], None]
    seeds: Callable[[], tuple[bytes, ...]]
    longest: int = 8192


@cache
def _folder() -> Path:
    base = Path("/dev/shm")  # each input is a file for a moment: memory spares the disk
    made = Path(tempfile.mkdtemp(prefix="mapper-fuzz-", dir=base if base.is_dir() else None))
    atexit.register(tidy)
    return made


def tidy() -> None:
    """Remove the files of this process, where it ends too abruptly to do it by itself."""
    shutil.rmtree(_folder(), ignore_errors=True)


def _write(name: str, data: bytes) -> Path:
    path = _folder() / name
    path.write_bytes(data)
    return path


def check_report(report: Report) -> None:
    """What every later step relies on."""
    stored = report.text.encode("utf-8")  # no lone surrogates
    assert b"\0" not in stored
    assert report.sha256 == hashlib.sha256(stored).hexdigest()
    assert report.text.strip()
    for fact in (report.publisher, report.title, report.url, report.language):
        assert fact is None or (fact.strip() and fact.encode("utf-8"))


def _read_document(suffix: str) -> Callable[[bytes], None]:
    def run(data: bytes) -> None:
        reports, _ = read_reports([_write(f"document{suffix}", data)])
        for report in reports:
            check_report(report)

    return run


def _read_front_matter(data: bytes) -> None:
    text = data.decode("utf-8", "replace")
    pairs, body, _ = split_front_matter(text)
    assert text.endswith(body)
    assert all(key.strip() for key in pairs)


def _read_manifest(data: bytes) -> None:
    for row in read_manifest(_write("manifest.csv", data)).rows.values():
        assert set(row) == {"publisher", "title", "published", "url", "language"}


def _read_bundle(suffix: str) -> Callable[[bytes], None]:
    def run(data: bytes) -> None:
        for batch in Inputs((_write(f"bundle{suffix}", data),)).batches():
            for report in sift_batch(batch).passed:
                check_report(report)

    return run


def _import_table(form: str) -> Callable[[bytes], None]:
    def run(data: bytes) -> None:
        into = _folder() / "imported.gaz"
        into.unlink(missing_ok=True)
        told = None if form == "zip" else form
        table = _write(f"table.{form}", data)
        try:
            gazetteer = import_files([table], into=into, form=told, defaults=False)
        except MapperError:
            assert not into.exists()
            raise
        with contextlib.closing(gazetteer):
            ask_everything(gazetteer)

    return run


def ask_everything(gazetteer: Gazetteer) -> None:
    """Use each way into a gazetteer."""
    gazetteer.meta()
    gazetteer.sources()
    gazetteer.rejects()
    gazetteer.merges()
    gazetteer.doubtful()
    gazetteer.place("csv:1")
    for name in (
        "Karvel",
        "كارفل",
        "Carvell",
        "Old, Karvel",
        "the village of Marn Kel, near Karvel",
    ):
        gazetteer.find(name)
        for candidate in gazetteer.search(name, country="SY", admin1="Testaria").candidates:
            place = candidate.place
            assert -90 <= place.lat <= 90
            assert -180 <= place.lon <= 180
            assert 0 <= place.uncertainty_km < 25_000
    gazetteer.nearby(lat=35.1, lon=37.2, radius_km=50)


def _open_gazetteer(data: bytes) -> None:
    with contextlib.closing(Gazetteer(_write("damaged.gaz", data))) as gazetteer:
        ask_everything(gazetteer)


@cache
def _built_gazetteer() -> tuple[bytes, ...]:
    into = _folder() / "whole.gaz"
    table = _write("whole.csv", PLACES.encode())
    import_files([table], into=into, form="csv", defaults=False).close()
    return (into.read_bytes(),)


def use_everything(path: Path) -> None:
    """Read, ask, check and write, as the commands do."""
    with open_store(path) as store:
        store.known()
        store.catalog()
        store.strikes_gdf()
        store.within_radius(lat=35.5, lon=38.5, radius_km=500)
        store.sources()
        store.inspect()
        store.ingest(make_readings(2, seed=9))


def _open_geopackage(data: bytes) -> None:
    for left in _folder().glob("damaged.gpkg*"):
        left.unlink()
    use_everything(_write("damaged.gpkg", data))


@cache
def _built_geopackage() -> tuple[bytes, ...]:
    path = _folder() / "whole.gpkg"
    with open_store(path, create=True) as store:
        store.ingest(make_readings(3, seed=5))
    return (path.read_bytes(),)


@cache
def _built_parquet() -> Path:
    path = _folder() / "whole"
    with open_store(path, create=True) as store:
        store.ingest(make_readings(3, seed=5))
    return path


def _parquet_files() -> list[Path]:
    whole = _built_parquet()
    return sorted(one.relative_to(whole) for one in whole.rglob("*") if one.is_file())


def _open_geoparquet(data: bytes) -> None:
    """Exchange one file of a whole store: the first byte says which."""
    files, path = _parquet_files(), _folder() / "damaged"
    shutil.rmtree(path, ignore_errors=True)
    shutil.copytree(_built_parquet(), path)
    (path / files[data[0] % len(files) if data else 0]).write_bytes(data[1:])
    use_everything(path)


def _parquet_seeds() -> tuple[bytes, ...]:
    whole = _built_parquet()
    return tuple(bytes([n]) + (whole / f).read_bytes() for n, f in enumerate(_parquet_files()))


@cache
def _shipped_gazetteer() -> Gazetteer:
    return load_gazetteer()


def _read_claims(data: bytes) -> None:
    """Read made-up reports to the end, and group them in the other order as well."""
    from tests.hardening.stories import make_stories  # 130 modules that no other target needs

    catalog = process(make_stories(data), gazetteer=_shipped_gazetteer())
    check_catalog(catalog)
    backwards = build_catalog(reversed(catalog.readings), versions=catalog.versions)
    assert strikes_to_json(backwards) == strikes_to_json(catalog)
    assert claims_to_json(backwards) == claims_to_json(catalog)


def _claims_seeds() -> tuple[bytes, ...]:
    return tuple(random.Random(seed).randbytes(40 * seed) for seed in range(1, 9))


def _make_targets() -> dict[str, Target]:
    targets = {
        "claims": Target(_read_claims, _claims_seeds, 600),
        "frontmatter": Target(_read_front_matter, lambda: (FRONT.encode(),)),
        "manifest": Target(_read_manifest, lambda: (MANIFEST.encode(),)),
        "gazetteer": Target(_open_gazetteer, _built_gazetteer, 400_000),
        "geopackage": Target(_open_geopackage, _built_geopackage, 1_000_000),
        "geoparquet": Target(_open_geoparquet, _parquet_seeds, 100_000),
    }
    for suffix, seeds in SAMPLES.items():
        if suffix:
            targets[suffix[1:]] = Target(_read_document(suffix), lambda seeds=seeds: seeds)
    for suffix, seed in BUNDLES.items():
        run = _read_bundle(suffix)
        targets[f"archive{suffix}"] = Target(run, lambda seed=seed: (seed,), 16_384)
    for form, seed in TABLES.items():
        targets[f"import.{form}"] = Target(_import_table(form), lambda seed=seed: (seed,))
    return targets


TARGETS = _make_targets()
