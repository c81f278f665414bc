"""Relations of the parse under one name each, and the small questions that many rooms ask of it.

Decides in which clause a word stands, and whether a verb is passive, denied or has a subject.
"""

from __future__ import annotations

from mapper.claims.page import Page
from mapper.months import MONTH_NAMES, WEEKDAYS

__all__ = [
    "ACTED_ON",
    "ANSWERS",
    "ANY_SUBJECT",
    "BY_WHOM",
    "CLAUSES",
    "CONTENT",
    "DOERS",
    "LAYING",
    "MODIFIERS",
    "NOUN_CLAUSES",
    "OBJECTS",
    "SUBJECTS",
    "SUPPOSING",
    "agent_of",
    "answer_above",
    "child_of",
    "clause_of",
    "edges_of",
    "has_subject",
    "is_answered",
    "is_date_word",
    "is_negated",
    "is_passive",
    "is_set_apart",
    "supposed_above",
]

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
ANY_SUBJECT = SUBJECTS | {"csubj"}
DOERS = frozenset({"nsubj", "agent"})
"""Who does it, in the active and in the passive."""
BY_WHOM = frozenset({"agent", "prep"})
"""How "by X" hangs on its verb: the parser takes many for plain prepositions."""
ACTED_ON = frozenset({"dobj", "nsubjpass"})
"""What it is done to, in the active and in the passive."""
OBJECTS = ACTED_ON | {"pobj"}
MODIFIERS = frozenset({"amod", "compound", "nmod", "poss"})
"""Words before a noun that tell which one."""
NOUN_CLAUSES = frozenset({"acl", "relcl"})
"""Clauses that hang on a noun: "the camp hit on Monday", "the camp that was hit"."""
CONTENT = frozenset({"ccomp", "xcomp"})
"""What is said: "said that it had hit X"."""
CLAUSES = NOUN_CLAUSES | CONTENT | {"ROOT", "conj", "advcl", "parataxis", "csubj", "pcomp", "dep"}
"""The relations that a clause's head stands in."""


def clause_of(page: Page, token: int) -> int:
    """Return the head of the clause that a token stands in."""
    below = token
    for _ in range(40):
        if (
            page.pos[token] in {"VERB", "AUX"}
            and (
                page.dep[token] in CLAUSES
                or (page.dep[token] == "dobj" and page.tags[token] == "VBG")
            )
            and (page.dep[below] in SUBJECTS or not is_naming(page, token))
        ):
            return token
        parent = page.head[token]
        if parent == token:
            return token
        below, token = token, parent
    return token


NAMING = frozenset({"call", "describe", "say", "term", "believe", "label", "dub", "identify"})


def is_naming(page: Page, verb: int) -> bool:
    """Whether "hit what the army called a depot in X" only names the object of the verb above."""
    if page.lemmas[verb] not in NAMING or page.dep[verb] not in {"ccomp", "pcomp", "dobj"}:
        return False
    return page.head[verb] < verb and any(
        page.words[child] == "what" and page.dep[child] in ACTED_ON and child < verb
        for child in page.children[verb]
    )


def has_subject(page: Page, verb: int) -> bool:
    """Whether a verb has a subject of its own, be it only "there"."""
    return any(page.dep[child] in {"nsubj", "nsubjpass", "expl"} for child in page.children[verb])


def is_passive(page: Page, verb: int) -> bool:
    """Whether a verb is passive."""
    return any(page.dep[child] in {"nsubjpass", "auxpass"} for child in page.children[verb])


def is_negated(page: Page, verb: int) -> bool:
    """Whether "not" or "never" hangs on a verb, or on the one before its "or"."""
    upper = page.head[verb]
    if page.dep[verb] == "conj" and upper < verb and "or" in page.words[upper:verb]:
        return is_negated(page, upper)  # "did not confirm or deny it"
    return any(page.dep[child] == "neg" for child in page.children[verb])


def is_set_apart(page: Page, clause: int) -> bool:
    """Whether a clause tells what was before or after: "… a day after he was freed in X"."""
    marks = [child for child in page.children[clause] if page.dep[child] == "mark"]
    if page.dep[clause] == "pcomp":
        marks.append(page.head[clause])
    return any(page.words[mark] in {"after", "before", "since"} for mark in marks)


ANSWERS = frozenset({"response", "retaliation", "reprisal", "revenge", "reaction", "answer"})


def is_answered(page: Page, token: int) -> bool:
    """Whether a word tells what was answered: "in retaliation for the deaths of three men"."""
    return answer_above(page, token) is not None


def answer_above(page: Page, token: int) -> int | None:
    """Return the "response" or "retaliation" that a word is told as the reason of."""
    return next(
        (
            above
            for above in page.ancestors(token, _REASON)
            if page.lemmas[above] in ANSWERS and page.pos[above] == "NOUN" and above < token
        ),
        None,
    )


_REASON = 14
"""Words at most from what was answered up to "in retaliation for"."""


def child_of(page: Page, token: int, relations: frozenset[str]) -> int | None:
    """Return the first word that hangs on a token by one of some relations."""
    return next((child for child in page.children[token] if page.dep[child] in relations), None)


def agent_of(page: Page, verb: int) -> int | None:
    """Return the word behind a verb's "by"."""
    for child in page.children[verb]:
        if page.dep[child] in BY_WHOM and page.words[child] == "by":
            for grandchild in page.children[child]:
                if page.dep[grandchild] == "pobj":
                    return grandchild
    return None


def edges_of(page: Page, token: int) -> tuple[int, int]:
    """Return the first and the last token of the sentence around a token."""
    start, end = page.sentences[page.sentence_of[token]]
    return start, end - 1


_DATING = frozenset({"on", "since", "last", "this", "by", "until"})


def is_date_word(page: Page, token: int) -> bool:
    """Whether a word is of a date, however the parse ties it to the name behind: "On 5 March X"."""
    if token < 1:
        return False
    before, after = page.words[token - 1], "".join(page.words[token + 1 : token + 2])
    if page.words[token] in WEEKDAYS:
        return before in _DATING
    if page.words[token] in MONTH_NAMES:
        return before.isdecimal() or after.isdecimal()
    return page.words[token].isdecimal() and (before in MONTH_NAMES or after in MONTH_NAMES)


LAYING = frozenset({"blame", "attribute", "ascribe", "pin"})
"""Verbs that lay a deed to somebody: "a strike blamed on X", "attributed to X"."""
SUPPOSING = frozenset({"believe", "think", "suspect", "presume", "understand", "say"})


def supposed_above(page: Page, verb: int) -> int | None:
    """Return the participle of "jets believed to be X's struck Y", taken for the main verb."""
    parent = page.head[verb]
    supposed = (
        page.dep[verb] == "ccomp"
        and parent < verb
        and page.lemmas[parent] in SUPPOSING
        and not has_subject(page, verb)
        and any(page.dep[child] == "xcomp" and child < verb for child in page.children[parent])
    )
    return parent if supposed else None
