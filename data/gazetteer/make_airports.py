"""Make airports.csv: the world's airports and air bases, from the package airportsdata (MIT).

usage: make_airports.py

Air wars are fought over runways, and no list of towns has them. Kept is what has an IATA code or
calls itself an air base or an international airport; small private fields are left out, and so is
whatever lies within 4 km of an airport of places.csv, which was looked at by hand. Further names
follow from how papers write: "X Airport" for "X International Airport", "X airbase" for "X Air
Base", and the town's name where the town has one airport.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from importlib import metadata
from pathlib import Path

import airportsdata

from mapper.gazetteer.nearness import measure_km

HERE = Path(__file__).resolve().parent
COLUMNS = ["icao", "name", "lat", "lon", "country", "names", "source", "licence", "checked"]
CHECKED = "2026-11-25"
KNOWN_KM = 4.0
_ENDS = re.compile(r"(Airport|Airfield|Aerodrome|Air Base|Airbase|Air Station|Air Force Base)$")
_MILITARY = re.compile(r"Air ?[Bb]ase|Air Force|Military|Naval|Army|International")


def main() -> None:
    """Write airports.csv beside this script."""
    ports = [row for row in airportsdata.load("ICAO").values() if _is_kept(row)]
    with (HERE / "places.csv").open(encoding="utf-8") as stream:
        ours = [row for row in csv.DictReader(stream) if row["kind"] == "facility"]
    towns = Counter((row["country"], row["city"]) for row in ports)
    source = f"airportsdata {metadata.version('airportsdata')}"
    with (HERE / "airports.csv").open("w", encoding="utf-8", newline="") as stream:
        out = csv.DictWriter(stream, COLUMNS, lineterminator="\n")
        out.writeheader()
        for row in sorted(ports, key=lambda row: (row["country"], row["icao"])):
            if any(_is_at(row, known) for known in ours):
                continue
            alone = towns[row["country"], row["city"]] == 1
            name = " ".join(row["name"].split())
            out.writerow({
                "icao": row["icao"], "name": name,
                "lat": round(row["lat"], 4), "lon": round(row["lon"], 4),
                "country": row["country"], "names": ";".join(_call(name, row["city"], alone)),
                "source": source, "licence": "MIT", "checked": CHECKED,
            })  # fmt: skip


def _is_kept(row: dict) -> bool:
    named = _ENDS.search(row["name"].strip()) is not None
    return named and bool(row["iata"] or _MILITARY.search(row["name"]))


def _is_at(row: dict, known: dict[str, str]) -> bool:
    if known["country"] != row["country"]:
        return False
    return measure_km(row["lat"], row["lon"], float(known["lat"]), float(known["lon"])) < KNOWN_KM


def _call(name: str, city: str, alone: bool) -> list[str]:
    """Return what else an airport is called, without its own name."""
    names = [name.replace(" International Airport", " Airport")]
    core = _ENDS.sub("", name).strip()
    if name.endswith(("Air Base", "Airbase", "Air Force Base")):
        names += [f"{core} {word}" for word in ("Air Base", "Airbase", "airfield", "Airport")]
    if alone and city and city.casefold() not in name.casefold():
        names += [f"{city} Airport", f"{city} International Airport"]
    elif alone and city:
        names.append(f"{city} Airport")
    return [other for other in dict.fromkeys(names) if other != name]


if __name__ == "__main__":
    main()
