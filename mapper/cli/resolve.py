"""`mapper resolve`: the place that a name means, with the other candidates and the reasons."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mapper.cli.options import format_option, gazetteer_option
from mapper.cli.sources import open_lines

if TYPE_CHECKING:
    from mapper.model import Place, Resolution

__all__ = ["command"]


class _Near(click.ParamType):  # type: ignore[type-arg,unused-ignore]
    """LAT,LON in degrees."""

    name = "LAT,LON"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[float, float]:
        try:
            lat, lon = (float(part) for part in str(value).split(","))
        except ValueError:
            self.fail(f"{value!r} is not LAT,LON, for example 34.93,36.73", param, ctx)
        if not (abs(lat) <= 90 and abs(lon) <= 180):
            self.fail(f"{value!r} is out of range; write the latitude first", param, ctx)
        return lat, lon


@click.command(name="resolve")
@click.argument("names", nargs=-1)
@click.option("--batch", type=str, metavar="FILE|-", help="Read JSON lines, write JSON lines.")
@click.option("--country", metavar="CC", help="ISO 3166-1 alpha-2 code, for example SY.")
@click.option("--admin1", metavar="NAME", help="Province, governorate or state.")
@click.option("--near", type=_Near(), metavar="LAT,LON", help="Prefer places near this point.")
@click.option(
    "--limit",
    type=click.IntRange(1, 100),
    default=10,
    show_default=True,
    help="How many candidates to show at most.",
)
@click.option("--online", is_flag=True, help="Ask OpenStreetMap about names unknown here.")
@format_option("table", "json")
@gazetteer_option
def command(
    names: tuple[str, ...],
    batch: str | None,
    country: str | None,
    admin1: str | None,
    near: tuple[float, float] | None,
    limit: int,
    online: bool,
    output_format: str,
    gazetteer_path: Path | None,
) -> None:
    """Rank the places that NAMES could mean, in any spelling or script.

    A composite such as "Kafr Zita, Hama" or "the village of X, near Y" is read as one name.

    \b
    Example:
      mapper resolve Zaafaraniya --country SY
      mapper resolve --batch names.jsonl > places.jsonl
    """
    if bool(names) == (batch is not None):
        raise click.UsageError("give either names or --batch FILE")
    from mapper.gazetteer import load_gazetteer

    gazetteer = load_gazetteer(gazetteer_path, progress=sys.stderr.isatty())
    lat, lon = near if near else (None, None)
    if batch is not None and online:
        raise click.UsageError("--online asks one name a second and is not for --batch")
    if batch is not None:
        from mapper.gazetteer.batch import resolve_lines

        defaults = {"country": country, "admin1": admin1, "lat": lat, "lon": lon}
        with open_lines(batch) as stream:
            for line in resolve_lines(stream, gazetteer, defaults=defaults, limit=limit):
                sys.stdout.buffer.write(line)
        sys.stdout.buffer.flush()
        return
    found = [
        gazetteer.search(name, country=country, admin1=admin1, lat=lat, lon=lon, limit=limit)
        for name in names
    ]
    if online and any(not resolution.candidates for resolution in found):
        from mapper.gazetteer.online import OnlineLookup

        lookup = OnlineLookup()
        found = [
            r if r.candidates else lookup.search(r.mention.text, country=country) for r in found
        ]
    if output_format == "json":
        from mapper.gazetteer.batch import encode_resolutions

        sys.stdout.buffer.write(encode_resolutions(found) + b"\n")
        sys.stdout.buffer.flush()
    else:
        _print_tables(found)


def _print_tables(resolutions: list[Resolution]) -> None:
    from mapper.cli.printing import clean_text, print_table

    for resolution in resolutions:
        name = clean_text(resolution.mention.text[:80])
        if not resolution.candidates:
            click.echo(f"{name}: {resolution.reason_if_empty or 'nothing found'}")
            continue
        print_table(
            ("score", "accepted", "place", "kind", "position", "place id", "why"),
            [
                (
                    f"{candidate.score:.2f}",
                    "yes" if candidate.accepted else "no",
                    _full_name(candidate.place),
                    candidate.place.kind.value,
                    f"{candidate.place.lat:.4f},{candidate.place.lon:.4f} "
                    f"±{candidate.place.uncertainty_km:g} km",
                    candidate.place.id,
                    "; ".join(candidate.reasons),
                )
                for candidate in resolution.candidates
            ],
            title=name,
        )


def _full_name(place: Place) -> str:
    inside = ", ".join(part for part in (place.admin1, place.country) if part)
    return f"{place.name} ({inside})" if inside else place.name
