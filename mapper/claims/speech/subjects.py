# ruff: noqa: PLR0911
# a list of cases with an answer each reads better whole than in parts
"""Who a verb's subject or agent is, and which words a verb of saying governs.

Looks through relative clauses and conjunctions, and reads every speaker of "X and Y said".
"""

from __future__ import annotations

from mapper.claims.grammar import ANY_SUBJECT, NOUN_CLAUSES, SUBJECTS, edges_of, is_naming
from mapper.claims.page import Page
from mapper.claims.speakers.phrases import find_speaker
from mapper.claims.speakers.speaker import Memory, Speaker
from mapper.claims.tables import Lexicon, word_list

__all__ = [
    "first_counted",
    "speakers_of",
    "subject_of",
    "with_tail",
    "words_governed",
]


def subject_of(page: Page, verb: int) -> int | None:
    """Return the root token of a verb's subject, through relative clauses and conjunctions."""
    behind = next(
        (at for at in page.children[verb] if at > verb and page.dep[at] in ANY_SUBJECT), None
    )
    if behind is not None and page.words[verb - 1] == ",":
        return behind  # "five wounded in X, said its governor": the five are not who said it
    for child in page.children[verb]:
        if page.words[child] in _SELVES and page.dep[verb] == "ccomp":
            return subject_of(page, page.head[verb])  # "these officials had themselves spoken"
        if page.dep[child] in ANY_SUBJECT and not _heads_the_line(page, child, verb):
            if page.words[child] in {"who", "which", "that"} and page.dep[verb] in {
                "relcl",
                "ccomp",
                "acl",
            }:
                return page.head[verb]
            if (last := _subject_beside(page, verb, child)) is not None:
                return last
            named = child + 1  # "the news agency WAM said": parsed as two subjects
            twice = named in page.children[verb] and page.dep[named] in ANY_SUBJECT
            return named if twice and page.pos[named] == "PROPN" else child
    dep, parent = page.dep[verb], page.head[verb]
    if parent == verb:
        return None
    if dep in {"conj", "xcomp", "pcomp", "advcl", "dep", "prep"}:
        if dep == "advcl" and page.tags[verb] == "VBG" and _is_hurt(page, parent):
            return None  # "two were killed, suggesting that …"
        if page.pos[parent] in {"VERB", "AUX"} or page.dep[parent] in {"prep"}:
            return subject_of(page, parent) if parent != verb else None
        return None
    if dep in NOUN_CLAUSES:
        # "the group released a statement denying it": the group denies it
        issued = page.lemmas[parent] in _ISSUED and page.dep[parent] == "dobj"
        return subject_of(page, page.head[parent]) if issued else parent
    return None


def _subject_beside(page: Page, verb: int, first: int) -> int | None:
    """Return who tells it in "… as jets struck X, Y, local media reported": not X, the first."""
    others = [at for at in page.children[verb] if first < at < verb and page.dep[at] in SUBJECTS]
    if not others or page.words[page.left[others[-1]] - 1] != ",":
        return None
    return others[-1] if page.words[page.left[first] - 1] != "," else None


_ISSUED = word_list("statements") | word_list("told") | word_list("counts told")
"""What is put out with words in it: "gave lower figures saying that nine had died"."""


def _is_hurt(page: Page, verb: int) -> bool:
    return any(
        page.dep[child] == "nsubjpass"
        and (hit := page.hit_at[child]) is not None
        and hit.entry.table == "persons"
        for child in page.children[verb]
    )


_SELVES = frozenset({"himself", "herself", "itself", "themselves"})


def _heads_the_line(page: Page, token: int, verb: int) -> bool:
    """Whether a name is no subject but what a line begins with: "Kabul (AP): The army denied"."""
    later = [at for at in page.children[verb] if page.dep[at] in ANY_SUBJECT and token < at < verb]
    return any(page.words[at].endswith(":") for at in range(token + 1, later[0] if later else 0))


def _with_conjuncts(page: Page, root: int) -> list[int]:
    found = [root]
    for child in page.children[root]:
        if page.dep[child] == "conj" and child > root:
            found.extend(_with_conjuncts(page, child))
    return found


def speakers_of(
    page: Page, root: int | None, lexicon: Lexicon, memory: Memory
) -> tuple[Speaker, ...]:
    """Return the claimants that a subject and its conjuncts name."""
    if root is None:
        return ()
    found: list[Speaker] = []
    for token in _with_conjuncts(page, root)[:4]:
        speaker = find_speaker(page, token, lexicon, memory)
        if speaker and speaker not in found:
            found.append(speaker)
    return tuple(found)


_COUNTING = frozenset({"count", "document", "record", "register", "verify"})


def words_governed(
    page: Page, verb: int, subject: int | None, *, joined: bool = False
) -> tuple[int, int]:
    """Return the words that a say verb governs; `joined` to a say verb before it, only its own."""
    start, end = edges_of(page, verb)
    if is_naming(page, verb):
        return page.left[verb], min(page.right[verb], end)
    start = _start_of_answered(page, verb, start)
    inserted = _inserted_from(page, verb, subject)
    if inserted is not None:
        return inserted, end
    if _governs_what_follows(page, verb, subject):
        return verb, min(page.right[verb], end)
    counted = first_counted(page, verb)
    if counted is not None and page.lemmas[verb] in _COUNTING:
        return counted, end
    anchor = verb if subject is None or subject > verb else subject
    left_content = next(
        (
            child
            for child in page.children[verb]
            if child < anchor and page.dep[child] in {"ccomp", "parataxis", "dep"}
        ),
        None,
    )
    right = min(page.right[verb], end)
    tail = [
        token
        for token in range(verb + 1, right + 1)
        if page.pos[token] in {"VERB", "AUX", "NOUN", "NUM"} and token != subject
    ]
    verbs_right = any(page.pos[token] in {"VERB", "AUX"} for token in tail)
    content_right = any(
        child > verb and page.dep[child] in {"ccomp", "xcomp", "parataxis"}
        for child in page.children[verb]
    )
    if _tells_a_thing(page, verb) and (page.dep[verb] == "conj" or _is_set_against(page, verb)):
        # "…, but medics reported the deaths of four", "ten died, however X denied a role"
        return verb, right
    if not content_right and subject is not None and _any_verb(page, start, page.left[subject]):
        before = page.left[subject] - 1
        if page.words[before] in {",", '"', "-", "–"} and not joined:
            return start, end
    if _ends_headline(page, verb, subject, start, end) and not content_right:
        return start, end
    if (cut_off := _content_cut_off(page, verb)) is not None and not content_right:
        return verb, page.right[cut_off]
    if left_content is not None:
        low = min(page.left[left_content], page.left[verb])
        return (max(start, low), right) if verbs_right else (start, max(right, verb))
    if page.dep[verb] in {"parataxis"} or (
        not verbs_right and end - verb <= 12 and _any_verb(page, start, anchor)
    ):
        return start, end
    if page.dep[verb] == "ccomp" and page.head[verb] < verb and not verbs_right:
        return start, end
    return verb, right


def _governs_what_follows(page: Page, verb: int, subject: int | None) -> bool:
    """Whether "…, and Y put it at 14", "a statement denying it" tells only what is behind it."""
    if page.dep[verb] == "acl" and page.lemmas[page.head[verb]] in _ISSUED:
        return True
    beside = page.dep[verb] == "conj" or (
        page.dep[verb] == "advcl"
        and any(
            page.words[at] in {"while", "whereas"} and page.dep[at] == "mark"
            for at in page.children[verb]
        )
    )
    own = beside and subject is not None and 0 < subject < verb
    joins = {"and", "but", "while", "whereas"}
    return own and page.words[page.left[subject or 0] - 1] in joins


def _start_of_answered(page: Page, verb: int, start: int) -> int:
    """Return where begins what "…, which X denies" answers; `start` if nothing else is told.

    "One was hit; Y blames X, which X denies": not the statement before the semicolon. "It hit
    schools, accusing them of hiding men, which X denies": X denies the charge only.
    """
    if not any(page.words[at] == "which" and page.dep[at] == "dobj" for at in page.children[verb]):
        return start
    return next(
        (
            at + 1 if page.words[at] == ";" else at
            for at in range(verb, start, -1)
            if page.words[at] == ";" or page.words[at] in _CHARGING
        ),
        start,
    )


def _inserted_from(page: Page, verb: int, subject: int | None) -> int | None:
    """Return where the clause begins into which somebody is put between commas.

    "X admitted a hit, which led, Y say, to 39 deaths": only what it led to is Y's.
    """
    if subject is None or subject > verb or page.words[verb + 1 : verb + 2] != [","]:
        return None
    comma = page.left[subject] - 1
    start, _ = edges_of(page, verb)
    if comma <= start or page.words[comma] != ",":
        return None
    first = next((at + 1 for at in range(comma - 1, start, -1) if page.words[at] == ","), None)
    if first is None or comma - first > _INSERTED:
        return None
    relative = page.words[first] in {"which", "who"} or page.tags[first] == "VBG"
    return first if relative else None


_INSERTED = 8


def _content_cut_off(page: Page, verb: int) -> int | None:
    """Return the verb of "that …" in "X said that …, Y reported", which the parse gave to Y."""
    outer = page.head[verb]
    if page.dep[verb] != "ccomp" or outer <= verb:
        return None
    return next(
        (
            child
            for child in page.children[outer]
            if verb < child < outer
            and page.dep[child] == "ccomp"
            and page.words[page.left[child]] == "that"
        ),
        None,
    )


_CHARGING = frozenset({"accusing", "blaming"})


def first_counted(page: Page, verb: int) -> int | None:
    """Return where "of 26 dead that it counted, five were …" begins; it has two parses."""
    whole = page.head[verb]
    if page.dep[verb] == "ccomp" and page.words[whole] in {"dead", "wounded"} and whole < verb:
        return page.left[page.head[whole]]
    return page.left[whole] if page.dep[verb] == "relcl" else None


def _tells_a_thing(page: Page, verb: int) -> bool:
    """Whether a verb of saying has behind it, as its object, what it tells."""
    return any(
        page.dep[child] == "dobj" and child > verb and page.lemmas[verb] not in {"tell", "inform"}
        for child in page.children[verb]
    )


def _is_set_against(page: Page, verb: int) -> bool:
    """Whether "…, however the army denied it" answers what stands before it."""
    return any(
        page.words[child] in {"however", "but", "though", "yet"} and child < verb
        for child in page.children[verb]
    )


def _ends_headline(page: Page, verb: int, subject: int | None, start: int, end: int) -> bool:
    """Whether "four children among dead in X, official says" is a line without a verb."""
    if subject is None or subject > verb or page.left[subject] - start < 3:
        return False
    rest = [at for at in range(verb + 1, end + 1) if page.pos[at] not in {"SPACE", "PUNCT"}]
    return not rest and page.words[page.left[subject] - 1] == ","


def _any_verb(page: Page, start: int, end: int) -> bool:
    return any(
        page.pos[token] == "VERB"
        or (page.pos[token] == "AUX" and page.dep[token] not in {"aux", "auxpass"})
        for token in range(start, end)
    )


def with_tail(page: Page, last: int) -> int:
    """Return the end of what is said, with a count that the parse has cut off.

    "said 85 people were killed: 33 children and …", "said 20 were killed, 11 of them women".
    """
    _, end = edges_of(page, last)
    after = last + 1
    if after >= end or page.words[after] not in {":", ",", "-", "–"}:
        return last
    if page.pos[after + 1] != "NUM":
        return last
    told = any(
        page.pos[token] in {"VERB", "AUX"} and page.tags[token] in {"VBD", "VBZ", "VBP", "MD"}
        for token in range(after, end + 1)
    )
    return last if told else end
