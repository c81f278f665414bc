"""A parsed report as plain lists: words, lemmas, heads, sentences, and lexicon hits.

Reading a spaCy token's attribute is slow; every rule of this room works on these lists.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from mapper.claims.tables import Entry, Lexicon
from mapper.datelines import find_datelines

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["Hit", "Page", "make_page"]


@dataclass(frozen=True, slots=True)
class Hit:
    """A lexicon phrase found in the text, tokens start..end (end excluded)."""

    start: int
    end: int
    entry: Entry


@dataclass(slots=True)
class Page:
    """Token lists of one report; token numbers index every list."""

    text: str
    words: list[str]
    """Lower-cased words."""
    shapes: list[str]
    """Words as written."""
    lemmas: list[str]
    pos: list[str]
    tags: list[str]
    dep: list[str]
    head: list[int]
    starts: list[int]
    ends: list[int]
    children: list[list[int]]
    left: list[int]
    """First token of each token's subtree."""
    right: list[int]
    """Last token of each token's subtree."""
    sentences: list[tuple[int, int]]
    sentence_of: list[int]
    paragraphs: list[int]
    """The number of the paragraph in which each sentence stands."""
    people: list[tuple[int, int]]
    """Token spans that the name recognizer holds for persons."""
    geography: frozenset[int]
    """Tokens of names that the name recognizer holds for places."""
    bodies: frozenset[int]
    """Tokens of names that it holds for persons, organisations or peoples."""
    datelines: list[tuple[int, int]]
    """Characters of the lines that name the correspondent's town."""
    hits: list[Hit]
    hit_at: list[Hit | None]
    """Longest hit covering each token."""
    hits_by_start: dict[int, list[Hit]]
    states: dict[str, str]
    """Country code -> the actor that is its state."""

    def __len__(self) -> int:
        return len(self.words)

    def ancestors(self, token: int, limit: int = 25) -> list[int]:
        """Return the heads above a token, nearest first."""
        found: list[int] = []
        while self.head[token] != token and len(found) < limit:
            token = self.head[token]
            found.append(token)
        return found

    def span_text(self, start: int, end: int) -> str:
        """Return the report's text of tokens start..end (end excluded)."""
        return self.text[self.starts[start] : self.ends[end - 1]]


def _subtree_edges(head: list[int]) -> tuple[list[int], list[int]]:
    size = len(head)
    left, right = list(range(size)), list(range(size))
    # children before heads: by depth, deepest first
    depth = [0] * size
    for token in range(size):
        steps, at = 0, token
        while head[at] != at and steps < 200:
            at = head[at]
            steps += 1
            if depth[at]:
                steps += depth[at]
                break
        depth[token] = steps
    for token in sorted(range(size), key=lambda number: -depth[number]):
        parent = head[token]
        if parent != token:
            left[parent] = min(left[parent], left[token])
            right[parent] = max(right[parent], right[token])
    return left, right


def _is_written_as(entry: Entry, shapes: list[str]) -> bool:
    if entry.exact:
        return "".join(shapes) == entry.form.replace(" ", "")
    return not entry.capital or any(shape[:1].isupper() for shape in shapes)


def _find_hits(
    words: list[str], shapes: list[str], lexicon: Lexicon
) -> tuple[list[Hit], list[Hit | None]]:
    hits: list[Hit] = []
    cover: list[Hit | None] = [None] * len(words)
    phrases = lexicon.phrases
    at = 0
    while at < len(words):
        options = phrases.get(words[at])
        step = 1
        if options:
            longest = 0
            for form, entry in options:
                size = len(form)
                if size < longest:
                    break
                if (size == 1 or tuple(words[at : at + size]) == form) and _is_written_as(
                    entry, shapes[at : at + size]
                ):
                    hit = Hit(at, at + size, entry)
                    hits.append(hit)
                    if not longest:
                        for token in range(at, at + size):
                            cover[token] = hit
                    longest = size
            step = max(1, longest)
        elif weapon := lexicon.read_designation(shapes[at]):
            cover[at] = hit = Hit(at, at + 1, weapon)
            hits.append(hit)
        at += step
    return hits, cover


def _names_teller(text: str, span: tuple[int, int], starts: list[int], hits: list[Hit]) -> bool:
    """Whether "Reuters: Jets hit X" begins with who tells it, and not with a town."""
    low, high = span
    alone = text[low:high].endswith(": ") and "," not in text[low:high]
    return alone and any(
        low <= starts[hit.start] < high and hit.entry.table in {"outlets", "organisations"}
        for hit in hits
    )


def _without_datelines(
    spans: list[tuple[int, int]], starts: list[int], hits: list[Hit], cover: list[Hit | None]
) -> list[Hit]:
    """Drop what a dateline names: the town of the correspondent is no actor."""
    if not spans:
        return hits
    inside = [hit for hit in hits if any(low <= starts[hit.start] < high for low, high in spans)]
    for hit in inside:
        for token in range(hit.start, hit.end):
            cover[token] = None
    return [hit for hit in hits if hit not in inside]


def _without_surnames(
    people: list[tuple[int, int]], hits: list[Hit], cover: list[Hit | None]
) -> list[Hit]:
    """Drop an agency, a body or a people of one word that is somebody's last name."""
    ends = {end: start for start, end in people}
    inside = [
        hit
        for hit in hits
        if hit.end - hit.start == 1
        and (hit.entry.table in {"outlets", "organisations"} or hit.entry.sense == "demonym")
        and ends.get(hit.end, hit.start) < hit.start
    ]
    names = {hit.entry.name for hit in inside if hit.entry.sense == "demonym"}
    alone = {(end - 1, end) for start, end in people if end - start == 1}
    inside += [
        hit  # "General John Welsh … Welsh said"
        for hit in hits
        if hit.entry.sense == "demonym"
        and hit.entry.name in names
        and (hit.start, hit.end) in alone
    ]
    for hit in inside:
        cover[hit.start] = None
    return [hit for hit in hits if hit not in inside]


def _is_said(children: list[int], words: list[str], dep: list[str]) -> bool:
    """Whether "the claim that planes hit X" tells something, as "claimed that" does."""
    marked = any(words[child] == "that" and dep[child] == "mark" for child in children)
    return marked and any(dep[child] in {"nsubj", "nsubjpass"} for child in children)


MAX_SENTENCE = 400
"""Tokens of a sentence; longer runs are tables or noise, and are read in pieces."""


def _bounded_sentences(doc: Doc) -> list[tuple[int, int]]:
    if not len(doc):
        return []
    return [
        (start, min(start + MAX_SENTENCE, sent.end))
        for sent in doc.sents
        for start in range(sent.start, sent.end, MAX_SENTENCE)
    ]


def _rejoin(
    sentences: list[tuple[int, int]],
    words: list[str],
    lemmas: list[str],
    head: list[int],
    dep: list[str],
    lexicon: Lexicon,
) -> list[tuple[int, int]]:
    """Join "…, the news agency" and "X said." where the parser parts who speaks from his words.

    What was said is hung on the verb of saying, in `head` and `dep`, as in a sentence read whole.
    """
    joined: list[tuple[int, int]] = []
    for begin, end in sentences:
        start = begin
        said = next((at for at in range(start, end) if head[at] == at), start)
        if (
            joined
            and end - start <= _TAIL
            and words[start - 1][:1].isalpha()
            and lemmas[said] in lexicon.say_verbs
            and any(head[at] == said and dep[at] == "nsubj" for at in range(start, said))
        ):
            first, last = joined.pop()
            for at in range(first, last):
                if head[at] == at:
                    head[at], dep[at] = said, "ccomp"
            start = first
        joined.append((start, end))
    return joined


def _mend_auxiliaries(
    words: list[str],
    lemmas: list[str],
    pos: list[str],
    head: list[int],
    dep: list[str],
) -> None:
    """Make "denies" the verb of "which denies striking X", where it is parsed as "is" would be."""
    for token, relation in enumerate(dep):
        if relation != "aux" or words[token] not in _DENYING:
            continue
        verb = head[token]
        lemmas[token], pos[token] = _DENYING[words[token]], "VERB"
        dep[token], head[token] = dep[verb], token if head[verb] == verb else head[verb]
        dep[verb], head[verb] = "xcomp", token
        for child in range(max(0, token - _TAIL), token):
            if head[child] == verb and dep[child] in {"nsubj", "advmod", "punct"}:
                head[child] = token


def _mend_reports(
    words: list[str],
    lemmas: list[str],
    pos: list[str],
    tags: list[str],
    head: list[int],
    dep: list[str],
    lexicon: Lexicon,
) -> None:
    """Make "report" the verb of "local media report that …", where it is parsed as a noun."""
    for token in range(1, len(words) - 1):
        who = token - 1
        if (
            words[token] not in _REPORTING
            or pos[token] != "NOUN"
            or words[token + 1] != "that"
            or lemmas[who] not in lexicon.speakers
            or tags[who] != "NNS"
            or head[who] != token
        ):
            continue
        verb = head[token]
        told = verb if dep[token] == "nsubj" else None
        if told is None:
            told = next(
                (at for at, up in enumerate(head) if up == token and dep[at] == "relcl"), None
            )
        if told is None:
            continue
        if told == verb:
            dep[token], head[token] = dep[verb], token if head[verb] == verb else head[verb]
        dep[told], head[told] = "ccomp", token
        dep[who] = "nsubj"
        pos[token], tags[token], lemmas[token] = "VERB", "VBP", words[token]


_REPORTING = frozenset({"report", "claim", "state"})
_DENYING = {"denies": "deny", "denied": "deny", "admits": "admit", "admitted": "admit"}
_TAIL = 9
"""Tokens of "X said on Monday." that a parser may take for a sentence."""


def _number_paragraphs(words: list[str], sentences: list[tuple[int, int]]) -> list[int]:
    """Count, for each sentence, the line ends that stand behind a sentence before it."""
    ends = ("\n" in words[end - 1] for _, end in sentences)
    return [0, *accumulate(ends)][: len(sentences)]


def _tokens_called(doc: Doc, labels: set[str]) -> frozenset[int]:
    return frozenset(
        token for span in doc.ents if span.label_ in labels for token in range(span.start, span.end)
    )


_COLUMNS = ("ORTH", "LEMMA", "POS", "TAG", "DEP")


def _strings_of(doc: Doc, column: str) -> list[str]:
    """Return a column as strings; a third of the time that asking each token takes."""
    ids = doc.to_array(column).tolist()
    strings = doc.vocab.strings
    known = {one: strings[one] for one in set(ids)}
    return [known[one] for one in ids]


def _join_names(words: list[str], pos: list[str], dep: list[str], head: list[int]) -> None:
    """Tie the pieces of "Omar al-Rashid" that the parser made into several subjects to the last."""
    for dash, word in enumerate(words):
        if word != "-" or pos[dash] != "PROPN":
            continue
        first = last = dash
        case = (head[dash], dep[dash], "PROPN")
        while first and (head[first - 1], dep[first - 1], pos[first - 1]) == case:
            first -= 1
        while last + 1 < len(words) and (head[last + 1], dep[last + 1], pos[last + 1]) == case:
            last += 1
        for token in range(first, last):
            head[token], dep[token] = last, "compound"


def _apposed(pos: list[str], dep: list[str], head: list[int]) -> None:
    """Give a name to the noun before it where the parser takes it for a second subject.

    "A strike on the capital Damascus wounded two": one thing did it, and the capital is called so.
    """
    first: dict[int, int] = {}
    for token, relation in enumerate(dep):
        if relation != "nsubj":
            continue
        subject = first.setdefault(head[token], token)
        start = token
        while start and head[start - 1] == token and dep[start - 1] == "compound":
            start -= 1
        noun = start - 1
        if (
            subject < noun
            and pos[token] == "PROPN"
            and pos[noun] == "NOUN"
            and dep[noun] in {"pobj", "dobj"}
            and token < head[token]
        ):
            head[token], dep[token] = noun, "appos"


def make_page(doc: Doc, text: str, lexicon: Lexicon) -> Page:
    """Return the lists of a parsed document; `text` is the report's own text."""
    shapes, lemmas, pos, tags, dep = (_strings_of(doc, name) for name in _COLUMNS)
    words = [shape.lower() for shape in shapes]
    lemmas = [lemma.lower() for lemma in lemmas]
    head = [at + step for at, step in enumerate(doc.to_array("HEAD").astype("int64").tolist())]
    starts = doc.to_array("IDX").tolist()
    ends = [start + len(shape) for start, shape in zip(starts, shapes, strict=True)]
    _mend_auxiliaries(words, lemmas, pos, head, dep)
    _mend_reports(words, lemmas, pos, tags, head, dep, lexicon)
    _join_names(words, pos, dep, head)
    _apposed(pos, dep, head)
    sentences = _rejoin(_bounded_sentences(doc), words, lemmas, head, dep, lexicon)
    children: list[list[int]] = [[] for _ in words]
    for token_number, parent in enumerate(head):
        if parent != token_number:
            children[parent].append(token_number)
    left, right = _subtree_edges(head)
    sentence_of = [0] * len(words)
    for number, (start, end) in enumerate(sentences):
        for token_number in range(start, end):
            sentence_of[token_number] = number
    for start, _ in sentences:
        # "Medics said": the parser takes the capital that opens a sentence for a name's
        single = words[start].removesuffix("s")
        if pos[start] == "PROPN" and single != words[start] and single in lexicon.speakers:
            pos[start], tags[start], lemmas[start] = "NOUN", "NNS", single
    for token_number in range(len(head)):
        if dep[token_number] == "acl" and _is_said(children[token_number], words, dep):
            dep[token_number] = "ccomp"
    hits, cover = _find_hits(words, shapes, lexicon)
    datelines = [
        span for span in find_datelines(text) if not _names_teller(text, span, starts, hits)
    ]
    hits = _without_datelines(datelines, starts, hits, cover)
    people = [(span.start, span.end) for span in doc.ents if span.label_ == "PERSON"]
    hits = _without_surnames(people, hits, cover)
    by_start: dict[int, list[Hit]] = {}
    for hit in hits:
        by_start.setdefault(hit.start, []).append(hit)
    return Page(
        text=text,
        words=words,
        shapes=shapes,
        lemmas=lemmas,
        pos=pos,
        tags=tags,
        dep=dep,
        head=head,
        starts=starts,
        ends=ends,
        children=children,
        left=left,
        right=right,
        sentences=sentences,
        sentence_of=sentence_of,
        paragraphs=_number_paragraphs(words, sentences),
        people=people,
        geography=_tokens_called(doc, {"GPE", "LOC", "FAC"}),
        bodies=_tokens_called(doc, {"PERSON", "ORG", "NORP"}),
        datelines=datelines,
        hits=hits,
        hit_at=cover,
        hits_by_start=by_start,
        states=lexicon.by_country,
    )
