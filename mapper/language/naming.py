"""Named entities of many documents at once, the same that spaCy's recognizer finds one by one.

The recognizer goes from word to word, and of what it decided before, only a name that is still
open weighs on the next word. So all words are judged together as if none were open; then, side by
side, each name that may begin is followed to its last word. spaCy's own loop takes Python's lock
some hundred times a word, which made names cost as much as all the rest of a parse.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["name_docs"]

Floats: TypeAlias = NDArray[np.float32]
Ints: TypeAlias = NDArray[np.intp]
_FEATURES = 3
"""A state is the word, the first word of the open name and the word before; two may be missing."""
_PADDING = 0
"""Where the model keeps what stands for a missing word; word n is at n + 1."""


def name_docs(recognizer: Any, docs: Sequence[Doc]) -> None:  # noqa: ANN401 - spaCy's component
    """Set the named entities of documents that have none yet, as `recognizer` does."""
    filled = [doc for doc in docs if len(doc)]
    if not filled or not _is_greedy(recognizer):
        for _ in recognizer.pipe(docs, batch_size=len(docs) or 1):
            pass
        return
    limits = np.cumsum([0, *map(len, filled)])
    names = list(_find_names(recognizer, filled, limits))
    starts = np.searchsorted([first for first, _, _ in names], limits)
    for doc, offset, (low, high) in zip(filled, limits, pairwise(starts), strict=False):
        _set_names(doc, names[low:high], int(offset))


def _is_greedy(recognizer: Any) -> bool:  # noqa: ANN401
    """Whether the recognizer is the one that is followed here; there are others."""
    from spacy.pipeline import EntityRecognizer

    return (
        type(recognizer) is EntityRecognizer
        and recognizer.cfg["beam_width"] == 1
        and recognizer.model.attrs["has_upper"]
        and not recognizer.model.attrs["unseen_classes"]
        and recognizer.model.get_ref("lower").get_dim("nF") == _FEATURES
    )


class _Moves:
    """The numbers of what the recognizer may decide on a word: B, I, L, U of each kind, and O."""

    def __init__(self, names: tuple[str, ...]) -> None:
        self.kinds = [name[2:] for name in names]
        self.begin = np.array([name.startswith("B-") for name in names])
        self.unit = np.array([name.startswith("U-") and name != "U-" for name in names])
        self.out = np.array([name == "O" for name in names])
        number = {name: place for place, name in enumerate(names)}
        # of each move that begins a name, those that go on and that end it
        self.inside = np.array([number.get(f"I-{kind}", -1) for kind in self.kinds])
        self.last = np.array([number.get(f"L-{kind}", -1) for kind in self.kinds])


@lru_cache(maxsize=4)
def _know_moves(names: tuple[str, ...]) -> _Moves:
    return _Moves(names)


def _find_names(
    recognizer: Any,  # noqa: ANN401
    docs: Sequence[Doc],
    limits: Ints,
) -> Iterator[tuple[int, int, str]]:
    """Yield (first word, word behind it, kind) of every name, words counted through all docs."""
    from spacy.attrs import IS_SPACE, SENT_START

    system, model = recognizer.moves, recognizer.model
    moves = _know_moves(tuple(map(system.get_class_name, range(system.n_moves))))
    judge = _Judge(model, model.get_ref("tok2vec").predict(docs))
    facts = np.concatenate([doc.to_array([SENT_START, IS_SPACE]) for doc in docs])
    # a name ends where its sentence or document does
    ends_here = np.append(facts[1:, 0] == 1, True)
    ends_here[limits[1:] - 1] = True
    chosen = _choose_alone(judge, moves, is_space=facts[:, 1] == 1, ends_here=ends_here)
    ends = _follow(judge, moves, chosen, ends_here=ends_here)
    free = 0
    for word in np.flatnonzero(~moves.out[chosen]).tolist():
        if word >= free:
            free = int(ends[word])
            yield word, free, moves.kinds[chosen[word]]


class _Judge:
    """Scores of what may be decided in states of the recognizer."""

    def __init__(self, model: Any, vectors: Any) -> None:  # noqa: ANN401 - thinc's model and arrays
        lower, upper = model.get_ref("lower"), model.get_ref("upper")
        self._words: Floats = lower.predict(vectors)
        self._bias: Floats = lower.get_param("b")
        self._weights: Floats = upper.get_param("W")
        self._upper_bias: Floats = upper.get_param("b")

    def __len__(self) -> int:
        return len(self._words) - 1

    def score(self, words: Ints, first: Ints | None = None) -> Floats:
        """Return a row of scores for each word, with the first words of open names if there are."""
        begun = _PADDING if first is None else first + 1
        before = _PADDING if first is None else words
        state = self._words[words + 1, 0] + self._words[begun, 1]
        state += self._words[before, 2]
        state += self._bias
        hidden: Floats = state.max(axis=2) @ self._weights.T
        hidden += self._upper_bias
        return hidden


def _choose_alone(
    judge: _Judge, moves: _Moves, *, is_space: NDArray[np.bool_], ends_here: NDArray[np.bool_]
) -> Ints:
    """Return what is decided on each word if no name is open there."""
    scores = judge.score(np.arange(len(judge)))
    scores[:, ~(moves.begin | moves.unit | moves.out)] = -np.inf
    scores[np.ix_(ends_here, moves.begin)] = -np.inf
    scores[np.ix_(is_space, moves.begin | moves.unit)] = -np.inf
    best: Ints = scores.argmax(axis=1)
    return best


def _follow(judge: _Judge, moves: _Moves, chosen: Ints, *, ends_here: NDArray[np.bool_]) -> Ints:
    """Return where the name that begins at each word ends; the word behind it where none does."""
    ends = np.arange(1, len(chosen) + 1)
    open_ = np.flatnonzero(moves.begin[chosen])
    at = open_ + 1
    while len(open_):
        scores = judge.score(at, open_)
        row = np.arange(len(open_))
        move = chosen[open_]
        # of equal scores the first counts, and the moves inside a name stand before the last ones
        stops = ends_here[at] | (scores[row, moves.last[move]] > scores[row, moves.inside[move]])
        ends[open_[stops]] = at[stops] + 1
        open_, at = open_[~stops], at[~stops] + 1
    return ends


def _set_names(doc: Doc, names: Sequence[tuple[int, int, str]], offset: int) -> None:
    from spacy.tokens import Span

    spans = [Span(doc, first - offset, end - offset, label=kind) for first, end, kind in names]
    doc.set_ents(spans, default="outside")
