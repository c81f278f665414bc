"""`mapper correct`: what an analyst knows better, with who, when and why; it can be undone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from mapper.cli.options import store_option

if TYPE_CHECKING:
    from mapper.corrections import Correction

__all__ = ["command"]


@click.group("correct")
def command() -> None:
    """Record corrections in a store. They are kept apart, survive rebuilds and can be undone.

    \b
    Example:
      mapper correct reject-claim 3f9a2c... --why "misread: a quote of 2014" --store syria.gpkg
      mapper correct move-place geonames:172946 --to 34.92,36.73 --why "wrong bank" --store S
      mapper correct list --store syria.gpkg
    """


_why = click.option("--why", required=True, help="The reason; explain shows it.")
_who = click.option("--who", help="Who corrects (default: MAPPER_ANALYST or the login name).")
_to = click.option("--to", metavar="LAT,LON", help="The point in degrees.")
_radius = click.option("--uncertainty", metavar="RADIUS", help="How sure the point is: 500m.")


@command.command("reject-claim")
@click.argument("claim_id")
@_why
@_who
@store_option(required=True)
def _reject_claim(claim_id: str, why: str, who: str | None, store: str) -> None:
    """Leave a claim out of every strike, because it was misread or is no claim.

    \b
    Example:
      mapper correct reject-claim 3f9a2c51e07b44d8 --why "a quote of 2014" --store syria.gpkg
    """
    _record(store, who, action="reject claim", target=claim_id, why=why)


@command.command("move-place")
@click.argument("place_or_strike_id")
@_to
@_radius
@click.option("--name", help="Another name for the place.")
@_why
@_who
@store_option(required=True)
def _move_place(
    place_or_strike_id: str,
    to: str | None,
    uncertainty: str | None,
    name: str | None,
    why: str,
    who: str | None,
    store: str,
) -> None:
    """Move a place (its id) everywhere, or the pin of one strike (its id).

    \b
    Example:
      mapper correct move-place geonames:172946 --to 34.92,36.73 --why "wrong bank" --store S
    """
    if to is None:
        raise click.UsageError("give the new point: --to LAT,LON")
    point = _point(to, uncertainty)
    target = place_or_strike_id
    _record(store, who, action="move place", target=target, name=name, why=why, **point)


@command.command("merge")
@click.argument("strike_id")
@click.argument("into_strike_id")
@_why
@_who
@store_option(required=True)
def _merge(strike_id: str, into_strike_id: str, why: str, who: str | None, store: str) -> None:
    """Count the claims of STRIKE_ID under INTO_STRIKE_ID: they are one strike.

    \b
    Example:
      mapper correct merge 7d2dffa8 8932187c --why "one raid, told twice" --store syria.gpkg
    """
    _record(store, who, action="merge strikes", target=strike_id, into=into_strike_id, why=why)


@command.command("split")
@click.argument("strike_id")
@click.option("--claim", "claims", multiple=True, required=True, help="A claim that leaves.")
@click.option("--date", type=click.DateTime(["%Y-%m-%d"]), help="Day of the new strike.")
@click.option("--attacker", help="Attacker of the new strike.")
@_to
@_radius
@click.option("--name", help="Name of the new strike's place.")
@_why
@_who
@store_option(required=True)
def _split(strike_id: str, to: str | None, uncertainty: str | None, **given: Any) -> None:  # noqa: ANN401
    """Give some claims of a strike another date, attacker or place: they are a strike apart.

    \b
    Example:
      mapper correct split 7d2dffa8 --claim 3f9a2c51e07b44d8 --why "two raids" --store S
    """
    store, who = given.pop("store"), given.pop("who")
    given["date"] = given["date"].date() if given["date"] else None
    point = _point(to, uncertainty) if to else {}
    _record(store, who, action="split strike", target=strike_id, **given, **point)


@command.command("note")
@click.argument("strike_id")
@click.argument("text")
@_who
@store_option(required=True)
def _note(strike_id: str, text: str, who: str | None, store: str) -> None:
    """Add a note to a strike.

    \b
    Example:
      mapper correct note 7d2dffa8 "compare the video" --store syria.gpkg
    """
    _record(store, who, action="note", target=strike_id, why=text)


@command.command("undo")
@click.argument("correction_id")
@_who
@store_option(required=True)
def _undo(correction_id: str, who: str | None, store: str) -> None:
    """Undo a correction; it stays on record.

    \b
    Example:
      mapper correct undo 5b1c90d2 --store syria.gpkg
    """
    from mapper.store import open_store

    with open_store(store) as opened:
        undone = opened.undo(correction_id, who=who)
    click.echo(f"undone: {undone.id} {undone.describe()}")


@command.command("list")
@store_option(required=True)
def _list(store: str) -> None:
    """List every correction with its state, undone ones too.

    \b
    Example:
      mapper correct list --store syria.gpkg
    """
    from mapper.cli.printing import print_table
    from mapper.store import open_store

    with open_store(store) as opened:
        rows = opened.correction_rows()
    if not rows:
        click.echo("No corrections in this store.")
        return
    names = ("id", "made_at", "who", "action", "target", "why", "state")
    heads = [name.replace("made_at", "date") for name in names]
    print_table(heads, [[_cell(name, row[name]) for name in names] for row in rows])


def _cell(name: str, value: object) -> object:
    """To the minute is enough for a table; the store keeps the rest."""
    return str(value)[:16].replace("T", " ") if name == "made_at" else value


def _point(to: str, uncertainty: str | None) -> dict[str, float | None]:
    from mapper.query import parse_point, parse_radius

    lat, lon = parse_point(to)
    return {
        "lat": lat,
        "lon": lon,
        "uncertainty_km": parse_radius(uncertainty) if uncertainty else None,
    }


def _record(store: str, who: str | None, *, action: str, **given: Any) -> None:  # noqa: ANN401
    from mapper.corrections import Action, Correction
    from mapper.store import open_store

    with open_store(store) as opened:
        correction = opened.correct(Correction(action=Action(action), **given), who=who)
        state = next(
            (row["state"] for row in opened.correction_rows() if row["id"] == correction.id), None
        )
    _say(correction, state)


def _say(correction: Correction, state: object) -> None:
    from mapper.cli.printing import clean_text

    click.echo(clean_text(f"{correction.id} {state}: {correction.describe()}"))
    click.echo(f"undo it with: mapper correct undo {correction.id} --store …", err=True)
