"""Score `mapper strikes` and `mapper claims` on a folder of dispatches with gold beside them.

usage: score_dispatches.py FOLDER [--each] [--verbose]

All dispatches of the folder are read by one call of each command; `--each` reads them one by one.
The command is `mapper`, or what the variable MAPPER says. Measures:

places    F1 of struck places: a pin within 5 km of a gold place; repeats of a place are counted
          apart; a pin on no gold place is wrong
unmapped  gold strikes without a pin (countries, villages outside the gazetteer) that were listed
attacker  of the gold strikes found, how many name the same attackers; dates likewise
figures   gold figures told by some claim with that attribute and value; `attached` of these, how
          many reach a strike at the figure's place
disputes  statuses of control, target, attacker, occurrence, civilian harm, and whether the count
          of the dead is a range, at the strikes of the gold
claims    gold claims with their claimant, attribute, value and stance
traps     pins on places that were not struck, and numbers about no strike taken as casualties
"""

from __future__ import annotations

import argparse
import json
import math
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

Json = dict[str, Any]

NEAR_KM = 5.0
STATUSES = ("control", "target", "attacker_status", "occurrence", "civilian_harm")
ABOUT = {"attacker": "attacker_status"}

_TABLES: Json = json.loads(
    (Path(__file__).parents[1] / "dispatches" / "same_names.json").read_text("utf-8")
)
SAME: dict[str, str] = _TABLES["actors"]
DEMONYMS: dict[str, str] = _TABLES["demonyms"]
SAME_ATTRIBUTE: dict[str, str] = _TABLES["attributes"]
FILLER = {"the", "of", "a", "an", "ministry", "spokesman", "spokesperson", "for", "and", "in", "at"}


def main() -> None:
    """Read the folder, score it, print a line a measure and the summary last."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--each", action="store_true", help="one call a dispatch")
    parser.add_argument("--verbose", action="store_true", help="list what was missed")
    options = parser.parse_args()
    golds = {p.with_suffix(".md"): json.loads(p.read_text("utf-8")) for p in _golds(options.folder)}
    if not golds:
        sys.exit(f"no dispatches with gold in {str(options.folder)!r}")
    strikes, claims = _read(list(golds), each=options.each)
    tally: Counter[str] = Counter()
    for path, gold in golds.items():
        misses = score_dispatch(gold, strikes[path.name], claims[path.name], tally)
        if options.verbose:
            for miss in misses:
                print(f"  {path.stem}: {miss}")
    _report(tally, n=len(golds))


def score_dispatch(
    gold: Json, strikes: list[Json], claims: list[Json], tally: Counter[str]
) -> list[str]:
    """Add one dispatch to the tally; return what was missed, a line each."""
    misses: list[str] = []
    found = _score_strikes(gold, strikes, tally, misses)
    _score_figures(gold, found, claims, tally, misses)
    _score_disputes(gold, found, tally, misses)
    _score_claims(gold, claims, tally, misses)
    _score_traps(gold, strikes, claims, tally, misses)
    return misses


def _score_strikes(
    gold: Json, strikes: list[Json], tally: Counter[str], misses: list[str]
) -> dict[str, Json]:
    """Match strikes to gold by place; return the strike that stands for each gold place."""
    home = {strike["id"]: _home(strike, gold["strikes"]) for strike in strikes}
    found: dict[str, Json] = {}
    for want in gold["strikes"]:
        here = [s for s in strikes if home[s["id"]] == want["place"]]
        if want["mapped"]:
            here = [s for s in here if s["mapped"]] or here
        if here:
            here.sort(key=lambda s: (_same_attackers(want, [s]), _same_date(want, s)), reverse=True)
            found[want["place"]] = here[0]
        if want.get("optional"):
            continue
        if not want["mapped"]:
            tally["unmapped"] += 1
            tally["unmapped_found"] += bool(here)
            if not here:
                misses.append(f"not listed: {want['place']}")
        elif any(s["mapped"] for s in here):
            tally["tp"] += 1
        else:
            tally["fn"] += 1
            misses.append(f"no pin: {want['place']}")
        if here:
            _score_match(want, here, tally, misses)
    wrong = {s["place"]["id"]: s for s in strikes if s["mapped"] and home[s["id"]] is None}
    tally["fp"] += len(wrong)
    for strike in wrong.values():
        misses.append(f"wrong pin: {_names(strike)} {strike['attacker']} {strike['date_start']}")
    return found


def _score_match(want: Json, here: list[Json], tally: Counter[str], misses: list[str]) -> None:
    pins = [s for s in here if s["mapped"] == want["mapped"]] or here
    tally["repeats"] += len(pins) - 1
    tally["attackers"] += 1
    if _same_attackers(want, here):
        tally["attackers_same"] += 1
    else:
        told = [s["attackers"] or s["attacker"] for s in here]
        misses.append(f"attacker of {want['place']}: wanted {want['attackers']}, got {told}")
    if not want.get("date_optional"):
        tally["dates"] += 1
        if any(_same_date(want, s) for s in here):
            tally["dates_same"] += 1
        else:
            told = [(s["date_start"], s["date_end"]) for s in here]
            misses.append(f"date of {want['place']}: wanted {want['date']}, got {told}")


def _score_figures(
    gold: Json, found: dict[str, Json], claims: list[Json], tally: Counter[str], misses: list[str]
) -> None:
    for figure in gold["figures"]:
        tally["figures"] += 1
        told = [
            c for c in claims
            if c["stance"] != "denies" and _is_attribute(figure["attribute"], c["attribute"])
            and _same_value(figure["value"], c["value"])
        ]  # fmt: skip
        if not told:
            misses.append(f"figure: {figure}")
            continue
        tally["figures_told"] += 1
        at = {found[place]["id"] for place in figure["places"] if place in found}
        reached = {strike for claim in told for strike in claim["strikes"]}
        if at <= reached:
            tally["figures_attached"] += 1
        else:
            misses.append(f"figure not at its place: {figure}")


def _score_disputes(
    gold: Json, found: dict[str, Json], tally: Counter[str], misses: list[str]
) -> None:
    wanted = {
        (d["place"], ABOUT.get(d["about"], d["about"])): d["status"] for d in gold["disputes"]
    }
    for strike in gold["strikes"]:
        for about in STATUSES:
            if strike.get(about) and not strike.get("optional"):
                wanted[(strike["place"], about)] = strike[about]
    for (place, about), status in sorted(wanted.items()):
        tally["disputes"] += 1
        told = _status(found[place], about) if place in found else None
        if told == status:
            tally["disputes_same"] += 1
        else:
            misses.append(f"{about} of {place}: wanted {status}, got {told}")


def _score_claims(gold: Json, claims: list[Json], tally: Counter[str], misses: list[str]) -> None:
    for want in gold["claims"]:
        tally["claims"] += 1
        if any(
            c["stance"] == want["stance"]
            and _is_attribute(want["attribute"], c["attribute"])
            and any(_same_value(value, c["value"]) for value in _listed(want["value"]))
            and any(_same_claimant(name, c["claimant"]) for name in _listed(want["claimant"]))
            for c in claims
        ):
            tally["claims_told"] += 1
        else:
            misses.append(f"claim: {want}")


def _score_traps(
    gold: Json, strikes: list[Json], claims: list[Json], tally: Counter[str], misses: list[str]
) -> None:
    for name in gold["never_struck"]:
        for strike in strikes:
            if strike["mapped"] and _fold(name) in _names(strike):
                tally["traps"] += 1
                misses.append(f"TRAP pin on {name}")
    for number in gold["not_figures"]:
        for claim in claims:
            counts = claim["attribute"].endswith(("killed", "wounded")) and claim["strikes"]
            if counts and _same_value(number, claim["value"]):
                tally["traps"] += 1
                misses.append(f"TRAP {number} taken as {claim['attribute']}")


def _report(tally: Counter[str], *, n: int) -> None:
    f1 = 2 * tally["tp"] / max(1, 2 * tally["tp"] + tally["fp"] + tally["fn"])
    print(f"places tp={tally['tp']} fp={tally['fp']} fn={tally['fn']} repeats={tally['repeats']}")
    print(f"unmapped listed={tally['unmapped_found']}/{tally['unmapped']}")
    print(f"dates={_part(tally, 'dates_same', 'dates')}")
    print(f"figures attached={_part(tally, 'figures_attached', 'figures')}")
    print(
        f"dispatches: n={n} places_f1={f1:.3f}"
        f" attacker={_part(tally, 'attackers_same', 'attackers')}"
        f" figures={_part(tally, 'figures_told', 'figures')}"
        f" disputes={_part(tally, 'disputes_same', 'disputes')}"
        f" claims={_part(tally, 'claims_told', 'claims')} traps={tally['traps']}"
    )


def _part(tally: Counter[str], some: str, every: str) -> str:
    return f"{tally[some] / tally[every]:.3f}" if tally[every] else "none"


def _golds(folder: Path) -> list[Path]:
    return sorted(p for p in folder.glob("*.json") if p.with_suffix(".md").exists())


def _read(paths: list[Path], *, each: bool) -> tuple[dict[str, list[Json]], dict[str, list[Json]]]:
    """Return strikes and claims by the file name of their report."""
    strikes: dict[str, list[Json]] = {path.name: [] for path in paths}
    claims: dict[str, list[Json]] = {path.name: [] for path in paths}
    for batch in [[path] for path in paths] if each else [paths]:
        for strike in _run("strikes", batch):
            for name in strike["reports"]:
                strikes[Path(name).name].append(strike)
        for claim in _run("claims", batch):
            claims[Path(claim["report"]).name].append(claim)
    return strikes, claims


def _run(command: str, paths: list[Path]) -> list[Json]:
    mapper = os.environ.get("MAPPER", "mapper").split()
    line = [*mapper, command, *map(str, paths), "--format", "json"]
    done = subprocess.run(line, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"mapper {command} -> exit {done.returncode}: {done.stderr.strip()[-400:]}")
    rows: list[Json] = json.loads(done.stdout)
    return rows


def _home(strike: Json, wanted: list[Json]) -> str | None:
    """Return the gold place that a strike is at: the nearest within 5 km, or its namesake."""
    place = strike["place"]
    areas: list[str] = [w["place"] for w in wanted]
    if strike["mapped"]:
        near: list[tuple[float, str]] = [
            (_km(place, w), w["place"]) for w in wanted if w["lat"] is not None
        ]
        close = [(km, name) for km, name in near if km <= NEAR_KM]
        if close:
            return min(close)[1]
        # an area or a governorate has no edge to be within 5 km of
        areas = [w["place"] for w in wanted if w["kind"] in {"area", "admin1", "country"}]
    return next((name for name in areas if _fold(name) in _names(strike)), None)


def _same_attackers(want: Json, here: list[Json]) -> bool:
    """Whether the strikes of one place name the gold attackers, as alternatives or apart."""
    sets = [want["attackers"], *want.get("attackers_or", [])]
    told = {_actor(name) for s in here for name in (s["attackers"] or [s["attacker"] or ""])}
    single = {_actor(s["attacker"]) for s in here if s["attacker"]}
    for wanted in ({_actor(name) for name in names} for names in sets):
        if not wanted and any(_actor(s["attacker"]) == "unknown" for s in here):
            return True
        if wanted and (told == wanted or (len(wanted) == 1 and single == wanted)):
            return True
    return False


def _same_date(want: Json, strike: Json) -> bool:
    if want["date"] is None:
        return strike["date_start"] is None
    first, last = (want["date"], want["date"]) if isinstance(want["date"], str) else want["date"]
    start, end = strike["date_start"], strike["date_end"] or strike["date_start"]
    return bool(start and first <= start <= end <= last)


def _status(strike: Json, about: str) -> str | None:
    if about != "casualties":
        return str(strike.get(about, {}).get("status"))
    ends = [
        end for c in strike["casualties"] for end in (c["low"], c["high"])
        if SAME_ATTRIBUTE.get(c["attribute"], c["attribute"]) in {"killed", "civilians_killed"}
    ]  # fmt: skip
    if not ends:
        return None
    return "disputed" if min(ends) != max(ends) else "claimed"


def _is_attribute(wanted: str | list[str], told: str) -> bool:
    return SAME_ATTRIBUTE.get(told, told) in {SAME_ATTRIBUTE.get(a, a) for a in _listed(wanted)}


def _same_value(wanted: Any, told: Any) -> bool:
    if isinstance(wanted, bool) or isinstance(told, bool):
        return isinstance(wanted, bool) and isinstance(told, bool) and wanted == told
    if isinstance(wanted, int | float):
        return isinstance(told, int | float) and float(told) == float(wanted)
    return told is not None and _actor(str(wanted)) == _actor(str(told))


def _same_claimant(wanted: str, told: str) -> bool:
    """Whether two names mean one claimant: `Russian Defence Ministry` and the ministry's other."""
    return _actor(wanted) == _actor(told) or _words(wanted) == _words(told)


def _words(name: str) -> frozenset[str]:
    words = re.findall(r"[\w.'&-]+", _fold(name).replace("defense", "defence"))
    return frozenset(DEMONYMS.get(word, word) for word in words) - FILLER


def _actor(name: str | None) -> str:
    folded = _fold(name or "unknown")
    return SAME.get(folded, folded)


def _fold(name: str) -> str:
    return name.casefold().removeprefix("the ").strip()


def _names(strike: Json) -> set[str]:
    place = strike["place"]
    return {_fold(n) for n in [place.get("name") or "", *place.get("mentioned_as", [])] if n}


def _listed(value: Any) -> Iterable[Any]:
    return value if isinstance(value, list) else [value]


def _km(here: Json, there: Json) -> float:
    lat1, lon1 = math.radians(here["lat"]), math.radians(here["lon"])
    lat2, lon2 = math.radians(there["lat"]), math.radians(there["lon"])
    half = math.sin((lat2 - lat1) / 2) ** 2
    half += math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 12742.0 * math.asin(min(1.0, math.sqrt(half)))


if __name__ == "__main__":
    main()
