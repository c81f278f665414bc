"""Parts of speech from tags, the same that spaCy's attribute ruler gives, ten times as fast.

The ruler tries nearly two hundred patterns on every word. Most look at the tag of one word, some
also at a word that they name or at its relation: so what the ruler says is asked once for each
such case and remembered. Patterns of several words are found first, and the ruler asked about each.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

__all__ = ["remember_rules"]

_RULER = "attribute_ruler"
_OURS = "remembering_attribute_ruler"
_KNOWN = frozenset({"LOWER", "IS_SPACE", "TAG", "DEP"})
"""What a pattern may look at in a word, if its answer is to be remembered by that."""
_CASE: list[int | str] = ["TAG", "DEP"]
_GIVEN: list[int | str] = ["TAG", "POS", "MORPH", "DEP", "LEMMA"]
"""What the ruler may set on a word."""

Pattern: TypeAlias = list[dict[str, Any]]


def remember_rules(parser: Language) -> None:
    """Put a ruler that remembers in the place of the parser's own, where it would do the same."""
    from spacy.language import Language

    if _RULER not in parser.pipe_names:
        return
    ruler: Any = parser.get_pipe(_RULER)
    patterns = [pattern for rule in ruler.patterns for pattern in rule["patterns"]]
    if not all(word.keys() <= _KNOWN for pattern in patterns for word in pattern):
        return
    if not Language.has_factory(_OURS):
        Language.factory(_OURS, func=lambda nlp, name: _Ruler(nlp.vocab))
    parser.replace_pipe(_RULER, _OURS)
    ours: Any = parser.get_pipe(_RULER)
    ours.follow(ruler, patterns)


class _Ruler:
    """A component that gives what another one gave in the same case."""

    def __init__(self, vocab: Vocab) -> None:
        from spacy.matcher import Matcher

        self._vocab = vocab
        self._phrases = Matcher(vocab)
        self._ruler: Any = None
        self._mentioned: re.Pattern[str] = re.compile("")
        self._words: dict[int, int] = {}
        self._answers: dict[tuple[int, int, int], NDArray[np.uint64]] = {}

    def follow(self, ruler: Any, patterns: Iterable[Pattern]) -> None:  # noqa: ANN401 - spaCy's
        """Take over from `ruler`, which has these patterns."""
        self._ruler = ruler
        mentioned: list[str] = []
        for pattern in patterns:
            if len(pattern) > 1:
                self._phrases.add("phrase", [pattern])
            else:
                mentioned += _list_words(pattern[0].get("LOWER", {"IN": []}))
        self._mentioned = re.compile("|".join(f"(?:{word})" for word in mentioned))

    def __call__(self, doc: Doc) -> Doc:
        """Set the part of speech and the form of every word."""
        if not len(doc):
            return doc
        words = doc.to_array("ORTH").tolist()
        facts: NDArray[np.uint64] = doc.to_array(_CASE)  # type: ignore[assignment]
        found = []
        for orth, known, tag, dep in zip(
            words, map(self._know_word, words), *facts.T.tolist(), strict=True
        ):
            case = known, tag, dep
            if case not in self._answers:
                self._answers[case] = self._ask([orth], np.array([[tag, dep]], np.uint64))[0]
            found.append(self._answers[case])
        answers = np.array(found, dtype=np.uint64)
        for start, end in self._find_phrases(doc):
            answers[start:end] = self._ask(words[start:end], facts[start:end])
        return _write(doc, _GIVEN, answers)

    def _find_phrases(self, doc: Doc) -> list[tuple[int, int]]:
        """Return the spans (start, end) of patterns of several words; those that meet are one."""
        spans: list[tuple[int, int]] = []
        for start, end in sorted(match[1:] for match in self._phrases(doc, allow_missing=True)):
            if spans and start < spans[-1][1]:
                spans[-1] = spans[-1][0], max(end, spans[-1][1])
            else:
                spans.append((start, end))
        return spans

    def _know_word(self, orth: int) -> int:
        """Return the word's number if a pattern may look at it, and 0 for all other words."""
        known = self._words.get(orth)
        if known is None:
            lexeme = self._vocab[orth]
            told = lexeme.is_space or self._mentioned.search(lexeme.lower_)
            known = self._words[orth] = orth if told else 0
        return known

    def _ask(self, words: list[int], facts: NDArray[np.uint64]) -> NDArray[np.uint64]:
        """Return what the ruler itself gives for these words, a row for each."""
        from spacy.tokens import Doc

        strings = self._vocab.strings
        doc = Doc(self._vocab, words=[strings[orth] for orth in words])
        answer: NDArray[np.uint64] = self._ruler(_write(doc, _CASE, facts)).to_array(_GIVEN)
        return answer


def _write(doc: Doc, attributes: list[int | str], values: NDArray[np.uint64]) -> Doc:
    numbers: Any = values  # spaCy's type hint knows no unsigned numbers, which it demands
    return doc.from_array(attributes, numbers)


def _list_words(wanted: str | dict[str, Any]) -> Iterator[str]:
    """Yield regular expressions for the words that a pattern names; anything else is an error."""
    if isinstance(wanted, str):
        wanted = {"IN": [wanted]}
    for relation, words in wanted.items():
        if relation == "REGEX":
            yield words
        else:
            yield from (rf"^{re.escape(word)}$" for word in words)
