"""`mapper query`: strikes within a radius of a place, or within an area."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mapper.cli.options import (
    FilePath,
    format_option,
    gazetteer_option,
    manifest_option,
    reports_argument,
    store_option,
)
from mapper.display import clean_text

if TYPE_CHECKING:
    import geopandas

    from mapper.model import Place, Strike

__all__ = ["command"]

_DAY = click.DateTime(formats=["%Y-%m-%d"])
_TOLD = 3
_STATUSES = click.Choice(["claimed", "questioned", "disputed", "corroborated", "unknown"])


@click.command("query")
@reports_argument
@click.option("--near", metavar="PLACE|LAT,LON", help="Centre: a name, a place id or LAT,LON.")
@click.option("--radius", metavar="RADIUS", help="25km, 10mi, 500m or 5nmi.")
@click.option("--country", metavar="CC", help="Country of the named place, such as SY.")
@click.option("--admin1", help="First-level division of the named place.")
@click.option(
    "--area", type=FilePath(path_type=Path), help="A file with polygons, instead of --near."
)
@click.option("--from", "date_from", type=_DAY, help="Only strikes on or after this day.")
@click.option("--to", "date_to", type=_DAY, help="Only strikes on or before this day.")
@click.option("--attacker", help="Only strikes that some claim says this party made.")
@click.option("--status", type=_STATUSES, help="Only strikes of this control status.")
@click.option("--holder", help="Only places that some claim says this party holds.")
@click.option("--min-killed", type=float, help="Only strikes with this many dead or more.")
@click.option("--certain", is_flag=True, help="Only strikes that are certainly inside.")
@manifest_option
@store_option()
@gazetteer_option
@format_option("table", "json", "csv", "geojson")
@click.option(
    "--map", "map_path", type=FilePath(path_type=Path), help="Also write the answer as a map."
)
@click.option("--overwrite", is_flag=True, help="Replace a map that exists.")
def command(
    reports: tuple[Path, ...],
    near: str | None,
    radius: str | None,
    country: str | None,
    admin1: str | None,
    area: Path | None,
    manifest: Path | None,
    store: str | None,
    gazetteer_path: Path | None,
    output_format: str,
    map_path: Path | None,
    overwrite: bool,
    **wishes: Any,  # noqa: ANN401
) -> None:
    """Find strikes within a radius of a place or a point, nearest first, or within an area.

    A strike is certainly inside when its whole circle of uncertainty is, possibly inside when
    a part of it is. Strikes without a pin are in no answer; how many there are is said.

    \b
    Example:
      mapper query --near Rastan --radius 25km --store syria.gpkg
      mapper query --near 34.9,36.7 --radius 10mi --status disputed articles/ --format geojson
    """
    if (near is None) == (area is None):
        raise click.UsageError("say where: --near with --radius, or --area FILE")
    if near is not None and radius is None:
        raise click.UsageError("--near needs a --radius, such as 25km")
    from mapper.query import parse_radius

    where = {"area": _read_area(area)} if area else {"radius_km": parse_radius(radius or "")}
    if map_path:
        from mapper.files import check_output

        check_output(map_path, overwrite=overwrite)
    if near is not None:
        where |= _centre(near, gazetteer_path, country, admin1)
    certain = wishes.pop("certain")
    filters = _filters(wishes)
    source = _open(reports, manifest, store, gazetteer_path)
    with source:
        answer = source.ask(where, certain=certain, filters=filters)
        _print(answer, source, output_format)
        if map_path:
            _write_map(source, answer, map_path, overwrite)


def _centre(
    near: str, gazetteer_path: Path | None, country: str | None, admin1: str | None
) -> dict[str, float]:
    from mapper.query import looks_like_point, parse_point

    if looks_like_point(near):
        lat, lon = parse_point(near)
        return {"lat": lat, "lon": lon}
    place, others = _named_place(near, gazetteer_path, country, admin1)
    where = ", ".join(part for part in (place.admin1, place.country) if part)
    click.echo(
        f"around {clean_text(place.name)} ({clean_text(where)}) {place.lat:.4f},{place.lon:.4f}",
        err=True,
    )
    if others:
        told = clean_text("; ".join(others[:_TOLD])) + ("; ..." if len(others) > _TOLD else "")
        click.echo(
            f"not meant: {told}; give an id, LAT,LON or --country for one of them",
            err=True,
        )
    return {"lat": place.lat, "lon": place.lon}


def _named_place(
    near: str, gazetteer_path: Path | None, country: str | None, admin1: str | None
) -> tuple[Place, list[str]]:
    """Return the place that a name means, and those that it was not taken to mean."""
    from mapper.cli.sources import open_gazetteer
    from mapper.query import choose_place, passed_over

    gazetteer = open_gazetteer(gazetteer_path)
    if ":" in near and (known := gazetteer.place(near)):
        return known, []
    country = country.upper() if country else None
    resolution = gazetteer.search(near, country=country, admin1=admin1)
    place = choose_place(resolution)
    return place, passed_over(resolution, place)


def _read_area(path: Path) -> Any:  # noqa: ANN401
    from mapper.query import read_area

    return read_area(path)


def _filters(wishes: dict[str, Any]) -> Any:  # noqa: ANN401
    from mapper.query import Filters

    given: dict[str, Any] = {
        name: value.date() if isinstance(value, datetime) else value
        for name, value in wishes.items()
        if value is not None
    }
    return Filters(**given) if given else None


class _FromReports:
    """Strikes of reports that are read now, or of the shipped seeds."""

    def __init__(self, reports: tuple[Path, ...], manifest: Path | None, gaz: Path | None) -> None:
        from mapper.cli.sources import read_catalog, show_rejects
        from mapper.frames import strikes_frame

        self.catalog = read_catalog(reports, manifest=manifest, gazetteer_path=gaz)
        show_rejects(self.catalog)
        self.strikes_gdf = strikes_frame(self.catalog)
        self._by_id = {strike.id: strike for strike in self.catalog.strikes}

    def __enter__(self) -> None:
        """Nothing to open."""

    def __exit__(self, *_: object) -> None:
        """Nothing to close."""

    def ask(self, where: dict[str, Any], **how: Any) -> geopandas.GeoDataFrame:  # noqa: ANN401
        from mapper.query import within_area, within_radius

        ask = within_area if "area" in where else within_radius
        return ask(self.strikes_gdf, **where, **how)

    def strikes(self, ids: list[str]) -> list[Strike]:
        return [self._by_id[one] for one in ids]

    def unpinned(self) -> int:
        return int(self.strikes_gdf.geometry.isna().sum())

    def sources(self) -> list[dict[str, str]]:
        return []


class _FromStore:
    """Strikes of a store, found by its own index."""

    def __init__(self, address: str) -> None:
        from mapper.store import open_store

        self._store = open_store(address)
        self.strikes, self.sources = self._store.strikes, self._store.sources
        self.unpinned = self._store.count_unpinned

    def __enter__(self) -> None:
        """It is open already."""

    def __exit__(self, *_: object) -> None:
        self._store.close()

    @property
    def catalog(self) -> Any:  # noqa: ANN401
        return self._store.catalog()

    def ask(self, where: dict[str, Any], **how: Any) -> geopandas.GeoDataFrame:  # noqa: ANN401
        from mapper.query import within_area

        if "area" in where:
            return within_area(self._store.strikes_gdf(), where["area"], **how)
        return self._store.within_radius(**where, **how)


def _open(
    reports: tuple[Path, ...], manifest: Path | None, store: str | None, gaz: Path | None
) -> _FromReports | _FromStore:
    if not store:
        return _FromReports(reports, manifest, gaz)
    if reports or manifest:
        raise click.UsageError("give reports or --store, not both")
    return _FromStore(store)


def _print(
    answer: geopandas.GeoDataFrame, source: _FromReports | _FromStore, output_format: str
) -> None:
    unpinned = source.unpinned()
    if unpinned:
        click.echo(f"{unpinned} strikes have no pin and were not searched", err=True)
    if output_format == "geojson":
        from mapper.exports import to_geojson

        click.echo(to_geojson(answer, sources=source.sources()), nl=False)
    elif output_format == "csv":
        from mapper.exports import to_csv

        click.echo(to_csv(answer, sources=source.sources()), nl=False)
    elif output_format == "json":
        _print_json(answer, source)
    elif answer.empty:
        click.echo("No strikes there.")
    else:
        _print_table(answer)


def _print_json(answer: geopandas.GeoDataFrame, source: _FromReports | _FromStore) -> None:
    from mapper.cli.printing import print_json
    from mapper.contract import strike_to_json

    ids = answer["id"].tolist()
    found = {strike.id: strike_to_json(strike) for strike in source.strikes(ids)}
    extras = [name for name in ("distance_km", "certainty") if name in answer]
    rows = answer[["id", *extras]].to_dict("records")
    print_json([{**found[row.pop("id")], **row} for row in rows])


def _print_table(answer: geopandas.GeoDataFrame) -> None:
    from mapper.cli.printing import print_table
    from mapper.exports import frame_records

    rows = [
        (
            "" if row.get("distance_km") is None else f"{row['distance_km']:.1f}",
            row["certainty"],
            row["id"][:8],
            row["date_start"] or "unknown",
            row["attacker"] or row["attackers"] or "unknown",
            row["place_name"],
            row["control_status"],
            _killed(row),
        )
        for row in frame_records(answer)
    ]
    titles = ("km", "certainty", "id", "date", "attacker", "place", "control", "killed")
    print_table(titles, rows)


def _killed(row: dict[str, Any]) -> str:
    low, high = row["killed_low"], row["killed_high"]
    if high is None:
        return ""
    figure = f"{high:g}" if low == high else f"{low:g}-{high:g}"
    if any(told["at_least"] and told["high"] == high for told in json.loads(row["casualties"])):
        figure += "+"
    return figure + (" (joint)" if row["killed_joint"] else "")


def _write_map(
    source: _FromReports | _FromStore, answer: geopandas.GeoDataFrame, path: Path, overwrite: bool
) -> None:
    from dataclasses import replace

    from mapper.render import write_map

    chosen = set(answer["id"])
    catalog = source.catalog
    strikes = tuple(strike for strike in catalog.strikes if strike.id in chosen)
    write_map(replace(catalog, strikes=strikes), path, overwrite=overwrite)
    click.echo(f"wrote {clean_text(str(path))}", err=True)
