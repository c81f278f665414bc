"""Find the place names of a text by joining the language model with the gazetteer.

Candidates come from three sides: names the model marked, names the gazetteer knows, and
capitalised words that stand where places stand. A linear scorer weighs plain facts about
each (what the model called it, what stands before and behind, how the document writes it
elsewhere); its weights are a table, fitted by tests/benchmarks/fit_recognizer.py.
"""

from __future__ import annotations

import csv
from functools import lru_cache
from importlib import resources
from math import fsum
from typing import TYPE_CHECKING

from mapper.model import Candidate, Mention
from mapper.recognizer.features import describe_neighbours, describe_span, read_setting
from mapper.recognizer.labels import (
    is_foreign_name,
    is_military_site,
    label_span,
    strip_frame,
    widen_span,
)
from mapper.recognizer.spans import Entity, Lookup, Span, collect_spans
from mapper.recognizer.words import Word, split_words

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from mapper.gazetteer import Gazetteer

__all__ = ["Lookup", "find_mentions", "lookup_in", "strip_frame"]

THRESHOLD = -0.4
"""Log odds from which a span counts as a place; near even odds, a little towards recall."""


def find_mentions(doc: Doc, gazetteer: Gazetteer) -> tuple[Mention, ...]:
    """Return the place mentions of a parsed text, in order and without overlaps.

    Parameters
    ----------
    doc
        From `mapper.language.parse_text` or `recognize_names`; only its named entities
        and its text are used.
    gazetteer
        Whichever is loaded; names that it does not know are found by their context.

    Returns
    -------
    tuple of Mention
        `label` is place, demonym ("Syrian"), facility ("Homs airport"), composite ("the
        outskirts of Homs") or organization (the place inside "Paris City Council").
    """
    kept: str | None = doc.user_data.get("text")
    text = doc.text if kept is None else kept  # which is joined anew from its words
    words = split_words(text)
    entities = [Entity(ent.start_char, ent.end_char, ent.label_) for ent in doc.ents]
    spans = _score_spans(text, words, entities, lookup_in(gazetteer))
    mentions: list[Mention] = []
    for span in _without_overlaps(spans):
        first, last, label = widen_span(span, words, label_span(span))
        start, end = words[first].start, words[last].end
        if mentions and start < mentions[-1].end:  # a frame reached into the name before
            start, end, label = span.start, span.end, label_span(span)
        mentions.append(Mention(start, end, text[start:end], label))
    return tuple(mentions)


def lookup_in(gazetteer: Gazetteer) -> Lookup:
    """Return the gazetteer's `find`, remembering what this process asked before."""
    return _remembering(gazetteer)


@lru_cache(maxsize=4)
def _remembering(gazetteer: Gazetteer) -> Lookup:
    @lru_cache(maxsize=50_000)
    def find(name: str) -> tuple[Candidate, ...]:
        return gazetteer.find(name)

    return find


def _score_spans(
    text: str, words: list[Word], entities: list[Entity], lookup: Lookup
) -> list[tuple[float, Span]]:
    from mapper.language import read_vocabulary

    vocabulary = read_vocabulary()
    weights = _read_weights()
    spans = collect_spans(text, words, entities, lookup, vocabulary.stop)
    setting = read_setting(
        text, words, entities, verbs=vocabulary.verbs, others=vocabulary.qualities
    )
    alone = []
    for span in spans:
        if is_military_site(span, words):
            alone.append((1.0, span))
        elif not is_foreign_name(span, words):
            facts = set(describe_span(span, setting))
            # rounded once: at the threshold the order of a set would decide, which changes
            alone.append((fsum(weights.get(fact, 0.0) for fact in facts), span))
    places = _without_overlaps(alone)
    return [
        (
            fsum(
                (score, *(weights.get(f, 0.0) for f in describe_neighbours(span, places, setting)))
            ),
            span,
        )
        for score, span in alone
    ]


def _without_overlaps(scored: list[tuple[float, Span]]) -> list[Span]:
    """Keep the best of each group of overlapping spans, in text order."""
    kept: list[Span] = []
    taken: set[int] = set()
    good = [(score, span) for score, span in scored if score >= THRESHOLD]
    whole = {span.last: span for _, span in good if "context" in span.sources}
    for _, span in sorted(good, key=lambda pair: (-pair[0], pair[1].start, -pair[1].end)):
        words = range(span.first, span.last + 1)
        longer = whole.get(span.last)
        if longer is not None and _is_part(span, longer):
            continue
        if taken.isdisjoint(words):
            taken.update(words)
            kept.append(span)
    return sorted(kept, key=lambda span: span.start)


def _is_part(span: Span, whole: Span) -> bool:
    """Whether a known name is only the second half of an unknown one: "Um Baru"."""
    return (
        whole.first < span.first
        and span.last == whole.last
        and not whole.places
        and whole.last - whole.first < 3
    )


@lru_cache(maxsize=1)
def _read_weights() -> dict[str, float]:
    table = resources.files("mapper.recognizer").joinpath("weights.csv")
    with table.open(encoding="utf-8") as stream:
        return {row["fact"]: float(row["weight"]) for row in csv.DictReader(stream)}
