"""Damaged documents: each is read or refused with a reason; nothing else ever comes out."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapper.archive.inputs import Inputs
from mapper.archive.sifting import sift_batch
from mapper.errors import MapperError, ReportError
from mapper.reports import read_reports
from mapper.reports.dates import parse_date
from mapper.reports.documents import split_front_matter
from mapper.reports.manifests import read_manifest
from tests.hardening.mangling import fuzz, mangled
from tests.hardening.samples import BUNDLES, MANIFEST, SAMPLES
from tests.hardening.targets import TARGETS, check_report

pytestmark = pytest.mark.fuzz
CRASHERS = Path(__file__).parent / "crashers"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("damaged")


@pytest.mark.parametrize("suffix", SAMPLES)
def test_the_samples_are_read(folder: Path, suffix: str) -> None:
    for number, sample in enumerate(SAMPLES[suffix]):
        path = folder / f"whole{number}{suffix}"
        path.write_bytes(sample)
        reports, rejects = read_reports([path])
        assert reports
        assert not rejects
        assert "Karvel" in reports[0].text


@pytest.mark.parametrize("suffix", SAMPLES)
def test_a_damaged_document_is_read_or_refused(folder: Path, suffix: str) -> None:
    path = folder / f"damaged{suffix}"

    @fuzz(40 if suffix == ".html" else 150)
    @given(mangled(*SAMPLES[suffix]))
    def check(data: bytes) -> None:
        path.write_bytes(data)
        try:
            reports, _ = read_reports([path])
        except ReportError as error:
            assert str(error)
            return
        for report in reports:
            check_report(report)

    check()


@pytest.mark.parametrize("suffix", BUNDLES)
def test_a_damaged_archive_file_gives_documents_or_rejects(folder: Path, suffix: str) -> None:
    path = folder / f"bundle{suffix}"

    def sift() -> tuple[int, int]:
        found = refused = 0
        for batch in Inputs([path]).batches():
            sifted = sift_batch(batch)
            found += sifted.documents
            refused += len(sifted.rejects)
        return found, refused

    path.write_bytes(BUNDLES[suffix])
    assert sift()[0] > 0

    @fuzz(40 if "warc" in suffix else 100)
    @given(mangled(BUNDLES[suffix]))
    def check(data: bytes) -> None:
        path.write_bytes(data)
        try:
            sift()
        except MapperError as error:
            assert str(error)

    check()


@fuzz(200)
@given(mangled(MANIFEST.encode(), MANIFEST.replace(",", ";").encode()))
def test_a_damaged_manifest_is_read_or_refused(folder: Path, data: bytes) -> None:
    path = folder / "manifest.csv"
    path.write_bytes(data)
    try:
        manifest = read_manifest(path)
    except ReportError as error:
        assert "manifest" in str(error)
        return
    for row in manifest.rows.values():
        assert set(row) == {"publisher", "title", "published", "url", "language"}


@fuzz(300)
@given(st.text(st.sampled_from("-.\n\r :\"'abc#\u2028é"), max_size=60))
def test_front_matter_keeps_the_body_to_the_letter(text: str) -> None:
    pairs, body, _ = split_front_matter(text)
    assert text.endswith(body)
    assert all(isinstance(key, str) and key for key in pairs)
    assert split_front_matter(f"---\nkey: value\n---\n{text}")[:2] == ({"key": "value"}, text)


@fuzz(500)
@given(st.one_of(st.text(max_size=90), st.floats(), st.integers(), st.none(), st.dates()))
def test_any_value_is_one_day_or_none(value: object) -> None:
    day = parse_date(value)
    assert day is None or 1900 <= day.year <= 2100 or day == value


@pytest.mark.parametrize(
    "path", sorted(CRASHERS.glob("*/*")), ids=lambda path: f"{path.parent.name}/{path.name}"
)
def test_what_once_broke_a_reader(path: Path) -> None:
    with contextlib.suppress(MapperError):  # refused is as good as read
        TARGETS[path.parent.name].run(path.read_bytes())
