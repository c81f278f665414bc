"""`mapper geoparse`: every place name of a text, with the place it means."""

from __future__ import annotations

import itertools
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mapper.cli.options import format_option, gazetteer_option
from mapper.cli.printing import print_json, print_table
from mapper.cli.sources import open_gazetteer, open_lines
from mapper.errors import ReportError
from mapper.model import Mention, Resolution

if TYPE_CHECKING:
    from mapper.gazetteer import Gazetteer

__all__ = ["command"]

BATCH = 64
"""Lines read before the first of them is answered; bounds memory on endless input."""


@click.command("geoparse")
@click.argument("source", metavar="FILE|-")
@click.option("--batch", is_flag=True, help="JSON lines in ({text, spans?}), JSON lines out.")
@gazetteer_option
@format_option("table", "json")
def command(source: str, batch: bool, gazetteer_path: Path | None, output_format: str) -> None:
    """Find every place name of a text and the place it means.

    `place` is the likeliest place and null when nothing fits; `accepted` is false when it is
    only a suggestion that a person should look at before anything is mapped there.

    \b
    Example:
      mapper geoparse article.txt --format json
      mapper geoparse --batch articles.jsonl > places.jsonl
    """
    if batch:
        _answer_lines(source, open_gazetteer(gazetteer_path))
        return
    text = _read_text(source)
    from mapper.language import parse_text
    from mapper.recognizer import find_mentions
    from mapper.resolver import resolve_mentions

    gazetteer = open_gazetteer(gazetteer_path)
    mentions = find_mentions(parse_text(text), gazetteer)
    resolutions = resolve_mentions(text, mentions, gazetteer)
    if output_format == "json":
        print_json([_to_json(resolution) for resolution in resolutions])
    else:
        print_table(
            ("start", "end", "text", "label", "place", "country", "sure", "why"),
            (_to_row(resolution) for resolution in resolutions),
        )


def _read_text(source: str) -> str:
    if source == "-":
        return sys.stdin.buffer.read().decode("utf-8", errors="replace")
    from mapper.reports import read_reports

    reports, rejects = read_reports([Path(source)])
    if len(reports) != 1:
        reason = rejects[0].reason if rejects else f"it holds {len(reports)} reports"
        raise ReportError(f"{source!r} is not one text: {reason}; give one document, or --batch")
    return reports[0].text


def _answer_lines(source: str, gazetteer: Gazetteer) -> None:
    with open_lines(source) as stream:
        asked = (_read_line(number, line) for number, line in enumerate(stream, 1) if line.strip())
        while some := list(itertools.islice(asked, BATCH)):
            for answer in _answer(some, gazetteer):
                click.echo(json.dumps(answer, ensure_ascii=False, allow_nan=False))


Asked = tuple[str, tuple[Mention, ...] | None]


def _read_line(number: int, line: bytes) -> Asked:
    """Return the text and its spans as mentions, None where they are to be found."""
    try:
        entry = json.loads(line)
        text = entry["text"]
        spans = entry.get("spans")
        if not isinstance(text, str):
            raise TypeError("text is not a string")
        if spans is None:
            return text, None
        return text, tuple(_to_mention(text, span) for span in spans)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise ReportError(
            f'line {number} is not {{"text": …, "spans": [[start, end], …]}}: {error}'
        ) from error


def _to_mention(text: str, span: list[int]) -> Mention:
    start, end = span[0], span[1]
    if not (isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= len(text)):
        raise ValueError(f"the span {span!r} is outside the text of {len(text)} characters")
    return Mention(start, end, text[start:end])


def _answer(asked: list[Asked], gazetteer: Gazetteer) -> Iterator[list[dict[str, Any]]]:
    from mapper.language import recognize_names
    from mapper.recognizer import find_mentions
    from mapper.resolver import resolve_mentions

    docs = recognize_names(text for text, mentions in asked if mentions is None)
    for text, given in asked:
        mentions = find_mentions(next(docs), gazetteer) if given is None else given
        yield [_to_json(found) for found in resolve_mentions(text, mentions, gazetteer)]


def _to_json(resolution: Resolution) -> dict[str, Any]:
    from mapper.contract import place_to_json

    mention = resolution.mention
    best = resolution.candidates[0] if resolution.candidates else None
    return {
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
        "label": mention.label,
        "place": place_to_json(best.place) if best else None,
        "accepted": resolution.place is not None,
        "score": best.score if best else None,
        "reasons": list(best.reasons) if best else [],
        "reason_if_empty": resolution.reason_if_empty,
    }


def _to_row(resolution: Resolution) -> tuple[object, ...]:
    mention = resolution.mention
    head = (mention.start, mention.end, mention.text, mention.label)
    if not resolution.candidates:
        return (*head, "", "", "", resolution.reason_if_empty or "")
    best = resolution.candidates[0]
    sure = f"{best.score:.2f}" if best.accepted else f"{best.score:.2f} ?"
    return (*head, best.place.name, best.place.country or "", sure, "; ".join(best.reasons))
