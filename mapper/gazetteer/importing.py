"""Read place tables of other makers: GeoNames, OCHA, Who's On First, plain CSV."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from mapper.errors import GazetteerError
from mapper.gazetteer.builder import Numbered
from mapper.gazetteer.defaults import read_admin1_names
from mapper.gazetteer.records import KINDS, Entry, Source
from mapper.model import PlaceKind

__all__ = ["FORMATS", "open_source", "sniff_format"]

MAX_UNZIPPED = 8_000_000_000
MAX_RATIO = 200
"""A table that unzips to more than this many times its size is a trap: GeoNames' is 5 times."""
_MAX_LINE = 1_000_000

csv.field_size_limit(_MAX_LINE)


def open_source(path: Path, *, form: str | None = None) -> tuple[Source, Iterator[Numbered]]:
    """Return a file's source and its rows, read one by one in bounded memory.

    Raises
    ------
    GazetteerError
        When the file is missing, empty, no table that is known, or its zip is broken.
    """
    if not path.is_file():
        what = "this is no file:" if path.exists() else "no such file"
        raise GazetteerError(f"{what} {str(path)!r}")
    form = form or sniff_format(path)
    read, title, licence = _READERS[form]
    date = datetime.fromtimestamp(path.stat().st_mtime, UTC).date().isoformat()
    return Source(f"{form}:{path.stem}", title, licence, date, path.name), read(_lines(path))


def sniff_format(path: Path) -> str:
    """Return which of `FORMATS` a file is, from its first lines.

    Raises
    ------
    GazetteerError
        When it is none of them; the message lists what is read.
    """
    with closing(_lines(path)) as lines:
        first = next(lines, None)
    if first is None:
        raise GazetteerError(f"{str(path)!r} is empty")
    head = first[1].rstrip("\r\n").lstrip("\ufeff")
    columns = {c.strip().strip('"').lower() for c in head.replace("\t", ",").split(",")}
    if "wof_id" in columns:
        return "wof"
    if {"pcode", "name_en"} <= columns or {"admin4pcode", "latitude"} <= columns:
        return "ocha"
    if {"name", "lat", "lon"} <= columns:
        return "csv"
    if head.count("\t") >= 17 and head.split("\t")[0].isdigit():
        return "geonames"
    raise GazetteerError(
        f"{str(path)!r} is no table that is known; give --format with one of {', '.join(FORMATS)},"
        " or a CSV with the columns name, lat, lon"
    )


def _lines(path: Path) -> Generator[tuple[int, str], None, None]:
    """Yield (number, line) of a text file or of the one table in a zip file."""
    with path.open("rb") as stream:
        if stream.read(4) == b"PK\x03\x04":
            yield from _zipped_lines(path)
            return
        stream.seek(0)
        yield from _decode(stream, path)


def _zipped_lines(path: Path) -> Iterator[tuple[int, str]]:
    try:
        with zipfile.ZipFile(path) as archive, archive.open(_find_table(archive, path)) as stream:
            yield from _decode(stream, path)
    except GazetteerError:
        raise
    except Exception as error:
        # on damage, or for a password, zipfile raises whatever its parts do
        raise GazetteerError(
            f"{str(path)!r} is a broken zip file ({error}); download it again"
        ) from error


def _find_table(archive: zipfile.ZipFile, path: Path) -> zipfile.ZipInfo:
    tables = [
        item
        for item in archive.infolist()
        if item.filename.lower().endswith((".txt", ".csv", ".tsv"))
        and Path(item.filename).name.lower() != "readme.txt"
    ]
    if not tables:
        raise GazetteerError(f"the zip file {str(path)!r} holds no .txt, .csv or .tsv table")
    table = max(tables, key=lambda item: item.file_size)
    if table.file_size > MAX_UNZIPPED or (
        table.file_size > 50_000_000 and table.file_size > MAX_RATIO * table.compress_size
    ):
        raise GazetteerError(
            f"{str(path)!r} would unzip to {table.file_size:,} bytes, which no place table"
            " does; it was not opened"
        )
    return table


def _decode(stream: IO[bytes], path: Path) -> Iterator[tuple[int, str]]:
    text = io.TextIOWrapper(stream, encoding="utf-8-sig", newline="\n")
    number = 0
    try:
        # never the whole of a line that does not end: a zip file may hold gigabytes of it
        for number, line in enumerate(iter(lambda: text.readline(_MAX_LINE + 1), ""), 1):
            if len(line) > _MAX_LINE:
                raise GazetteerError(f"line {number} of {str(path)!r} is longer than any place row")
            if "\0" in line:
                raise GazetteerError(f"{str(path)!r} is a binary file, no table")
            yield number, line
    except UnicodeDecodeError as error:
        raise GazetteerError(
            f"{str(path)!r} is not UTF-8 (near line {number + 1}); save it as UTF-8, for example"
            " with iconv"
        ) from error
    finally:
        text.detach()  # the stream is its opener's to close


def _table(
    lines: Iterable[tuple[int, str]], delimiter: str
) -> Iterator[tuple[int, dict[str, str]]]:
    rows = csv.reader((line for _, line in lines), delimiter=delimiter)
    try:
        header = [column.strip().lower() for column in next(rows, [])]
        for row in rows:
            if row:
                yield rows.line_num, dict(zip(header, row, strict=False))
    except csv.Error as error:
        raise GazetteerError(f"line {rows.line_num} is no CSV: {error}") from error


def _number(text: str | None) -> float:
    """Return a coordinate; a decimal comma is read, anything else is not a number."""
    try:
        return float((text or "").strip().replace(",", "."))
    except ValueError:
        return float("nan")


def _count(text: str | None) -> int:
    number = _number(text)
    return int(number) if 0 <= number < 1e11 else 0


def _split(text: str | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(n.strip() for n in (text or "").split(";") if n.strip()))


def _kind(text: str | None) -> PlaceKind:
    wanted = (text or "").strip().lower()
    return next((kind for kind in KINDS if kind.value == wanted), PlaceKind.SETTLEMENT)


def read_csv(lines: Iterable[tuple[int, str]]) -> Iterator[Numbered]:
    """Read the contract's columns; only name, lat and lon must be there."""
    divisions = read_admin1_names()
    for line, row in _table(lines, ","):
        if not {"name", "lat", "lon"} <= row.keys():
            yield line, "fewer columns than the header"
            continue
        country = (row.get("country") or "").strip().upper() or None
        admin1 = (row.get("admin1") or "").strip() or None
        given = (row.get("id") or "").strip() or f"{row['name']}@{row['lat']},{row['lon']}"
        yield line, Entry(
            id=given if ":" in given else f"csv:{given}", name=row["name"].strip(),
            lat=_number(row["lat"]), lon=_number(row["lon"]), kind=_kind(row.get("kind")),
            country=country, admin1=divisions.get((country or "", admin1 or ""), admin1),
            population=_count(row.get("population")), names=_split(row.get("names")),
        )  # fmt: skip


_AREAS = {
    "ADM1": PlaceKind.ADMIN1, "PCLI": PlaceKind.COUNTRY, "PCLD": PlaceKind.COUNTRY,
    "PCLF": PlaceKind.COUNTRY, "PCLS": PlaceKind.COUNTRY, "TERR": PlaceKind.COUNTRY,
}  # fmt: skip
_SEAS = {"SEA", "OCN", "GULF", "STRT", "BAY", "CHN"}


def read_geonames(lines: Iterable[tuple[int, str]]) -> Iterator[Numbered]:
    """Read a GeoNames dump: 19 columns between tabs, no header, one feature a line."""
    divisions = read_admin1_names()
    for line, text in lines:
        row = text.rstrip("\r\n").split("\t")
        if len(row) < 18:
            yield line, "not the 19 columns of a GeoNames dump"
            continue
        feature, code, country = row[6], row[7], row[8] or None
        if feature == "P" and code in ("PPLH", "PPLCH", "PPLQ", "PPLW"):
            names: tuple[str, ...] = ()  # abandoned and historical places keep their own name only
        else:
            names = tuple(n for n in (row[2], *row[3].split(",")) if n and n != row[1])
        yield line, Entry(
            id=f"geonames:{row[0]}", name=row[1] or row[2], lat=_number(row[4]),
            lon=_number(row[5]), kind=_geonames_kind(feature, code), country=country,
            admin1=divisions.get((country or "", row[10])), population=_count(row[14]),
            names=tuple(dict.fromkeys(names)),
        )  # fmt: skip


def _geonames_kind(feature: str, code: str) -> PlaceKind:
    if feature == "P":
        return PlaceKind.SETTLEMENT
    if feature == "A":
        return _AREAS.get(code, PlaceKind.AREA)
    if feature == "H" and code in _SEAS:
        return PlaceKind.SEA
    return PlaceKind.FACILITY if feature in ("S", "R") else PlaceKind.AREA


_WOF_KINDS = {
    "country": PlaceKind.COUNTRY, "region": PlaceKind.ADMIN1, "county": PlaceKind.AREA,
    "localadmin": PlaceKind.AREA, "macroregion": PlaceKind.AREA, "campus": PlaceKind.FACILITY,
}  # fmt: skip


def read_wof(lines: Iterable[tuple[int, str]]) -> Iterator[Numbered]:
    """Read a Who's On First table: one row a place, with Arabic and Latin variants."""
    for line, row in _table(lines, "\t"):
        geonames, wikidata = row.get("geonames_id", ""), row.get("wikidata", "")
        others = ([f"geonames:{geonames}"] if geonames else []) + (
            [f"wikidata:{wikidata}"] if wikidata else []
        )
        names = (
            row.get("arabic") or "",
            *_split(row.get("arabic_variants")),
            *_split(row.get("latin_variants")),
        )
        yield line, Entry(
            id=f"wof:{row.get('wof_id', '')}",
            name=(row.get("name") or row.get("arabic") or "").strip(),
            lat=_number(row.get("lat")), lon=_number(row.get("lon")),
            kind=_WOF_KINDS.get(row.get("placetype", ""), PlaceKind.SETTLEMENT),
            country=row.get("country") or None, admin1=row.get("admin1") or None,
            population=_count(row.get("population")), names=tuple(n for n in names if n),
            ids=tuple(others),
        )  # fmt: skip


def read_ocha(lines: Iterable[tuple[int, str]]) -> Iterator[Numbered]:
    """Read an OCHA table of p-coded communities: English and Arabic name, district chain.

    A bracket after a name tells namesakes apart by their subdistrict; the name without it is
    a name too. The chain gives no governorate, so the division comes from the neighbours.
    """
    for line, row in _table(lines, ","):
        english = (row.get("name_en") or row.get("admin4name_en") or "").strip()
        arabic = (row.get("name_ar") or row.get("admin4name_ar") or "").strip()
        code = (row.get("pcode") or row.get("admin4pcode") or "").strip()
        short = english.split("(")[0].split(" - ")[0].strip()
        names = [
            n for n in (english, arabic, arabic.split("-")[0].split("(")[0].strip()) if n != short
        ]
        yield line, Entry(
            id=f"ocha:{code}", name=short or arabic,
            lat=_number(row.get("lat") or row.get("latitude")),
            lon=_number(row.get("lon") or row.get("longitude")), names=tuple(n for n in names if n),
            admin1=row.get("admin1name_en") or None,
        )  # fmt: skip


_Reader = Callable[[Iterable[tuple[int, str]]], Iterator[Numbered]]
_READERS: dict[str, tuple[_Reader, str, str]] = {
    "geonames": (read_geonames, "GeoNames dump", "CC BY 4.0"),
    "ocha": (read_ocha, "OCHA common operational dataset, communities", "CC BY IGO"),
    "wof": (read_wof, "Who's On First", "CC BY 4.0, Who's On First attribution"),
    "csv": (read_csv, "Plain table", "as its maker says"),
}
FORMATS = tuple(_READERS)
