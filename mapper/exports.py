"""Strikes as files for other programs: GeoJSON, CSV, KML, GeoPackage, GeoParquet.

Each carries where its coordinates come from, under which licence, and the radius in which a
place may lie. Report text is untrusted: it is escaped for every format, and text that a
spreadsheet would run as a formula gets a quote before it.
"""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from mapper.errors import MapperError, RenderError
from mapper.files import check_output, replacing, write_atomically
from mapper.frames import TABLES, strike_row, strikes_frame
from mapper.model import Catalog
from mapper.styles import LOOKS, strike_qml, strike_sld

if TYPE_CHECKING:
    import geopandas
    import pandas as pd

    Json = dict[str, Any]

__all__ = [
    "FORMATS",
    "credit_sources",
    "export_strikes",
    "frame_records",
    "strike_records",
    "to_csv",
    "to_geojson",
    "to_kml",
]

FORMATS = (".geojson", ".csv", ".kml", ".gpkg", ".parquet")
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
_CAUTION = (
    "Strikes are what reports claim, not findings. uncertainty_km is a radius; "
    "control_status says whether the claims agree."
)
_NAMES = TABLES["strikes"].names
# What the sources that ship with the program ask for; a store names those of its own gazetteer.
_LICENCES: tuple[tuple[str, str], ...] = (
    ("analyst", "set by an analyst of this store"),
    ("curated", "CC BY 4.0 (facts from GeoNames, Who's On First and OCHA)"),
    ("geonames", "CC BY 4.0, GeoNames"),
    ("wof", "Who's On First, see its licence page"),
    ("who", "Who's On First, see its licence page"),
    ("ocha", "CC BY 3.0 IGO, OCHA"),
)


def strike_records(catalog: Catalog) -> list[Json]:
    """Return each strike of a catalog as flat columns with plain values, for CSV."""
    rows = (dict(zip(_NAMES, strike_row(strike), strict=True)) for strike in catalog.strikes)
    return [{name: _plain(value) for name, value in row.items()} for row in rows]


def frame_records(strikes: pd.DataFrame) -> list[Json]:
    """Return each row of a frame as plain values, without its geometry; null is None."""
    names = [name for name in strikes.columns if name != "geometry"]
    columns = [strikes[name].astype(object).where(strikes[name].notna(), None) for name in names]
    return [
        {name: _plain(value) for name, value in zip(names, row, strict=True)}
        for row in zip(*columns, strict=True)
    ]


def credit_sources(
    strikes: pd.DataFrame, sources: Iterable[Mapping[str, str]] = ()
) -> list[dict[str, str]]:
    """Return the sources of a frame's coordinates, each with its licence.

    Parameters
    ----------
    strikes
        A frame with the column `place_source`.
    sources
        Name and licence of a gazetteer's sources; those win over what is known by default.
    """
    named = {str(one["name"]): str(one.get("licence") or "") for one in sources}
    used = sorted({str(name) for name in strikes["place_source"].dropna()})
    return [{"source": name, "licence": named.get(name) or _licence_of(name)} for name in used]


def _licence_of(source: str) -> str:
    folded = source.casefold()
    known = [licence for start, licence in _LICENCES if folded.startswith(start)]
    return known[0] if known else "not stated"


def to_geojson(
    strikes: Catalog | geopandas.GeoDataFrame, *, sources: Iterable[Mapping[str, str]] = ()
) -> str:
    """Return a GeoJSON FeatureCollection (RFC 7946) of a catalog's or a frame's strikes.

    A strike without a pin has a null geometry, and keeps its properties.
    """
    strikes_gdf = strikes_frame(strikes) if isinstance(strikes, Catalog) else strikes
    collection = {
        "type": "FeatureCollection",
        "about": _CAUTION,
        "sources": credit_sources(strikes_gdf, sources),
        "features": [
            _feature(record, point)
            for record, point in zip(
                frame_records(strikes_gdf), strikes_gdf.geometry.to_numpy(), strict=True
            )
        ],
    }
    return json.dumps(collection, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def _feature(record: Json, point: Any) -> Json:  # noqa: ANN401
    drawn = point is not None and not point.is_empty
    if record.get("casualties"):
        record["casualties"] = json.loads(record["casualties"])
    return {
        "type": "Feature",
        "id": record.get("id"),
        "geometry": {"type": "Point", "coordinates": [point.x, point.y]} if drawn else None,
        "properties": record,
    }


def to_csv(strikes: Catalog | pd.DataFrame, *, sources: Iterable[Mapping[str, str]] = ()) -> str:
    """Return CSV (UTF-8, comma, one header line) that no spreadsheet runs as formulas."""
    frame = strikes_frame(strikes) if isinstance(strikes, Catalog) else strikes
    licences = {one["source"]: one["licence"] for one in credit_sources(frame, sources)}
    out = io.StringIO()
    names = [name for name in frame.columns if name != "geometry"]
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([*names, "place_licence"])
    for record in frame_records(frame):
        licence = licences.get(record["place_source"] or "")
        writer.writerow([_cell(record[name]) for name in names] + [_cell(licence)])
    return out.getvalue()


def _cell(value: Any) -> str:  # noqa: ANN401
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return format(Decimal(repr(value)), "f")
    text = str(value)
    if text.startswith(_FORMULA_STARTS):
        text = "'" + text
    # the writer does not quote a lone carriage return, which readers take for a new row
    return text.replace("\r\n", "\n").replace("\r", "\n")


def to_kml(
    strikes: Catalog | geopandas.GeoDataFrame, *, sources: Iterable[Mapping[str, str]] = ()
) -> str:
    """Return KML 2.2 with a colour for each control status and a circle for each uncertainty."""
    strikes_gdf = strikes_frame(strikes) if isinstance(strikes, Catalog) else strikes
    credits = "; ".join(
        f"{one['source']} ({one['licence']})" for one in credit_sources(strikes_gdf, sources)
    )
    placemarks = "".join(
        _placemark(record, point)
        for record, point in zip(
            frame_records(strikes_gdf), strikes_gdf.geometry.to_numpy(), strict=True
        )
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<kml xmlns="http://www.opengis.net/kml/2.2"><Document><name>Strikes</name>'
        f"<description>{_xml(f'{_CAUTION} Coordinates: {credits}')}</description>"
        + "".join(_kml_style(look.status, look.colour) for look in LOOKS)
        + placemarks
        + "</Document></kml>\n"
    )


def _kml_style(status: str, colour: str) -> str:
    bgr = colour[4:6] + colour[2:4] + colour[0:2]
    scale = 1.3 if status == "disputed" else 1.0
    return (
        f'<Style id="{status}"><IconStyle><color>ff{bgr}</color><scale>{scale}</scale></IconStyle>'
        f"<LineStyle><color>cc{bgr}</color><width>1.5</width></LineStyle>"
        f"<PolyStyle><color>33{bgr}</color></PolyStyle></Style>"
    )


def _placemark(record: Json, point: Any) -> str:  # noqa: ANN401
    who = record["attacker"] or record["attackers"] or "unknown attacker"
    title = f"{record['place_name'] or record['mentioned_as'] or 'unknown place'}: {who}"
    data = "".join(
        f'<Data name="{_xml(name)}"><value>{_xml(_cell_text(value))}</value></Data>'
        for name, value in record.items()
        if value is not None
    )
    drawn = point is not None and not point.is_empty
    return (
        f"<Placemark><name>{_xml(title)}</name>"
        f"<description>{_xml(_summary(record))}</description>"
        + _time_span(record)
        + f"<styleUrl>#{_xml(record['control_status'])}</styleUrl>"
        + f"<ExtendedData>{data}</ExtendedData>"
        + (_kml_geometry(point, record["uncertainty_km"]) if drawn else "")
        + "</Placemark>"
    )


def _summary(record: Json) -> str:
    parts = [f"control: {record['control_status']}"]
    if record["control_claimed"]:
        parts.append(f"said to be held by {record['control_claimed']}")
    if record["control_disputed_by"]:
        parts.append(f"others say {record['control_disputed_by']}")
    if record["uncertainty_km"] is not None:
        parts.append(f"place known to {record['uncertainty_km']:g} km")
    return "; ".join(parts)


def _time_span(record: Json) -> str:
    ends = [
        f"<{tag}>{_xml(record[name])}</{tag}>"
        for tag, name in (("begin", "date_start"), ("end", "date_end"))
        if record[name]
    ]
    return f"<TimeSpan>{''.join(ends)}</TimeSpan>" if ends else ""


def _kml_geometry(point: Any, uncertainty_km: float | None) -> str:  # noqa: ANN401
    pin = f"<Point><coordinates>{point.x!r},{point.y!r}</coordinates></Point>"
    if not uncertainty_km:
        return pin
    ring = " ".join(f"{lon:.6f},{lat:.6f}" for lon, lat in _circle(point, uncertainty_km))
    return (
        f"<MultiGeometry>{pin}<Polygon><outerBoundaryIs><LinearRing><coordinates>{ring}"
        "</coordinates></LinearRing></outerBoundaryIs></Polygon></MultiGeometry>"
    )


def _circle(point: Any, radius_km: float) -> list[tuple[float, float]]:  # noqa: ANN401
    from pyproj import Geod

    azimuths = [*range(0, 360, 10), 0]
    count = len(azimuths)
    lons, lats, _ = Geod(ellps="WGS84").fwd(
        [point.x] * count, [point.y] * count, azimuths, [radius_km * 1000] * count
    )
    return list(zip(lons, lats, strict=True))


def _xml(value: object) -> str:
    """Escape text for XML and drop the characters that XML 1.0 cannot hold."""
    text = "".join(
        char
        for char in str(value)
        if char in "\t\n\r" or (ord(char) >= 0x20 and not 0xD800 <= ord(char) <= 0xDFFF)
        if char not in "\ufffe\uffff"
    )
    return escape(text, {'"': "&quot;"})


def _cell_text(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) and abs(value) < 1e6 else str(value)


def export_strikes(
    strikes_gdf: geopandas.GeoDataFrame,
    path: Path,
    *,
    overwrite: bool = False,
    sources: Sequence[Mapping[str, str]] = (),
) -> None:
    """Write strikes in the format of the file's ending, whole or not at all.

    Raises
    ------
    RenderError
        For an ending that is none of `FORMATS`.
    MapperError
        When the file exists and `overwrite` is not given, or cannot be written.
    """
    suffix = path.suffix.lower()
    if suffix not in FORMATS:
        known = ", ".join(one[1:] for one in FORMATS)
        raise RenderError(f"cannot tell the format of {path.name!r}; let it end in one of {known}")
    check_output(path, overwrite=overwrite)
    texts = {".geojson": to_geojson, ".csv": to_csv, ".kml": to_kml}
    if suffix in texts:
        text = texts[suffix](strikes_gdf, sources=sources)
        write_atomically(path, text, overwrite=overwrite)
        return
    write = _write_geopackage if suffix == ".gpkg" else _write_geoparquet
    with replacing(path, overwrite=overwrite) as temporary:
        try:
            write(strikes_gdf, temporary, credit_sources(strikes_gdf, sources))
        except (RuntimeError, ValueError) as error:
            raise MapperError(f"cannot write {str(path)!r}: {error}") from error


def _write_geopackage(
    strikes_gdf: geopandas.GeoDataFrame, path: Path, credits: list[dict[str, str]]
) -> None:
    import sqlite3

    import pyogrio

    path.unlink()  # GDAL makes a new file, and does not fill an empty one
    about = {"about": _CAUTION, "sources": json.dumps(credits, ensure_ascii=False)}
    pyogrio.write_dataframe(
        _with_dates(strikes_gdf),
        path,
        layer="strikes",
        driver="GPKG",
        geometry_type="Point",
        use_arrow=True,  # days stay days only this way
        dataset_metadata=about,
        layer_metadata=about,
    )
    with closing(sqlite3.connect(path)) as connection, connection:
        for statement in _STYLE_TABLE:
            connection.execute(statement)
        connection.execute(
            "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, "
            "f_geometry_column, styleName, styleQML, styleSLD, useAsDefault) "
            "VALUES ('', '', 'strikes', 'geom', 'control status', ?, ?, 1)",
            (strike_qml(), strike_sld()),
        )
        for statement in _TIMELESS:
            connection.execute(statement)


_STYLE_TABLE = (
    "CREATE TABLE layer_styles (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, "
    "f_table_catalog TEXT, f_table_schema TEXT, f_table_name TEXT, f_geometry_column TEXT, "
    "styleName TEXT, styleQML TEXT, styleSLD TEXT, useAsDefault BOOLEAN, description TEXT, "
    "owner TEXT, ui TEXT, update_time DATETIME DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')))",
    "INSERT INTO gpkg_contents (table_name, data_type, identifier) "
    "VALUES ('layer_styles', 'attributes', 'layer_styles')",
)

_TIMELESS = (
    "UPDATE gpkg_contents SET last_change = '1970-01-01T00:00:00.000Z'",
    "UPDATE gpkg_metadata_reference SET timestamp = '1970-01-01T00:00:00.000Z'",
    "UPDATE layer_styles SET update_time = '1970-01-01T00:00:00.000Z'",
)
"""The same strikes give the same bytes, whenever they are written."""


def _write_geoparquet(
    strikes_gdf: geopandas.GeoDataFrame, path: Path, credits: list[dict[str, str]]
) -> None:
    import pyarrow.parquet as pq

    _with_dates(strikes_gdf).to_parquet(path, index=False, schema_version="1.1.0")
    table = pq.read_table(path)
    about = json.dumps({"about": _CAUTION, "sources": credits}, ensure_ascii=False)
    metadata = {**(table.schema.metadata or {}), b"mapper": about.encode()}
    pq.write_table(table.replace_schema_metadata(metadata), path, compression="zstd")


def _with_dates(strikes_gdf: geopandas.GeoDataFrame) -> geopandas.GeoDataFrame:
    """Return days as days: files know a date from a point in time."""
    days: geopandas.GeoDataFrame = strikes_gdf.copy()
    for name in ("date_start", "date_end"):
        column = days[name].astype(object).where(days[name].notna(), None)
        days[name] = [None if value is None else value.date() for value in column]
    return days


def _plain(value: Any) -> Any:  # noqa: ANN401
    """Return a value as JSON has it: days as ISO text, whole floats of counts as integers."""
    if value is None or isinstance(value, str | bool):
        return value
    if hasattr(value, "isoformat"):
        return value.isoformat()[:10]
    if hasattr(value, "item"):
        value = value.item()
    if isinstance(value, float):
        if not math.isfinite(value):
            return None
        return int(value) if value.is_integer() else value
    return value
