# ruff: noqa: PLR0911, PLR0912
# a list of cases with an answer each reads better whole than in parts
"""Frames of verbs: "X said", "X denied", "X accused Y", "the BBC quoted X as saying".

Decides whether a verb says something here, who its speakers are and in which manner.
"""

from __future__ import annotations

from mapper.claims.grammar import (
    CONTENT,
    NOUN_CLAUSES,
    agent_of,
    child_of,
    edges_of,
    has_subject,
    is_naming,
    is_negated,
    is_passive,
)
from mapper.claims.page import Page
from mapper.claims.speakers.speaker import Memory, Speaker
from mapper.claims.speech.frame import TRADING, Frame
from mapper.claims.speech.inversions import speaker_behind, turned_frame
from mapper.claims.speech.lost_subjects import speakers_beside
from mapper.claims.speech.subjects import (
    first_counted,
    speakers_of,
    subject_of,
    with_tail,
    words_governed,
)
from mapper.claims.tables import Lexicon, word_list

__all__ = ["STANDING_BY", "defends_own", "lays_blame", "owns_up", "verb_frame"]

_COUNTING = frozenset(
    {
        "count",
        "document",
        "record",
        "put",
        "give",
        "call",
        "recover",
        "retrieve",
        "receive",
        "treat",
        "list",
        "register",
        "number",
        "find",
        "assess",
        "respond",
        "conclude",
        "verify",
        "account",
    }
)
"""Verbs that tell a figure only with a claimant before and a number or clause behind."""


def _quote_frame(page: Page, verb: int, lexicon: Lexicon, memory: Memory) -> Frame | None:
    """Read "X, quoted by the BBC", "the BBC quoted X as saying", "citing X"."""
    agent = agent_of(page, verb)
    start, end = edges_of(page, verb)
    if agent is not None:
        via = speakers_of(page, agent, lexicon, memory)
        root = subject_of(page, verb)
        speakers = speakers_of(page, root, lexicon, memory)
        if not speakers:
            return None
        if page.dep[verb] in NOUN_CLAUSES:
            return Frame(speakers, start, end, verb, "assert", via)
        return Frame(speakers, verb, min(page.right[verb], end), verb, "assert", via)
    if is_passive(page, verb):
        subject = subject_of(page, verb)
        speakers = speakers_of(page, subject, lexicon, memory)
        if not speakers or "as" not in page.words[verb + 1 : page.right[verb] + 1]:
            return None
        before = subject is not None and _stands_behind(page, verb, subject)
        return Frame(speakers, start if before else verb, end, verb, "assert")
    quoted = child_of(page, verb, frozenset({"dobj"}))
    speakers = speakers_of(page, quoted, lexicon, memory)
    if not speakers:
        return None
    via = speakers_of(page, subject_of(page, verb), lexicon, memory)
    if page.dep[verb] in {"advcl", "prep", "acl", "pcomp"} or page.tags[verb] == "VBG":
        named = all(_has_name(speaker) for speaker in speakers)
        low, high = (named and _told_by_citing(page, verb, lexicon)) or (start, end)
        return Frame(speakers, low, high, verb, "assert", via)
    return Frame(speakers, verb, min(page.right[verb], end), verb, "assert", via)


def _has_name(speaker: Speaker) -> bool:
    """Whether a source can be asked again: "the governor", a body, and no "military source"."""
    last = speaker.name.rpartition(" ")[2]
    return (speaker.person and last != "source") or (speaker.name[:1].isupper() and last.istitle())


def _told_by_citing(page: Page, verb: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """Return the words of "X, citing Y, said …": Y's first of all, and X's only as passed on."""
    said = next(
        (up for up in page.ancestors(verb) if page.dep[up] in {"ROOT", "ccomp", "conj", "advcl"}),
        None,
    )
    if said is None or lexicon.say_verbs.get(page.lemmas[said]) != "assert":
        return None
    content = child_of(page, said, CONTENT)
    if content is None:
        return None
    return page.left[content], page.right[content]


def _express_frame(
    page: Page, verb: int, speakers: tuple[Speaker, ...], lexicon: Lexicon
) -> Frame | None:
    noun = child_of(page, verb, frozenset({"dobj"}))
    if noun is None or page.lemmas[noun] not in lexicon.say_nouns:
        return None
    _, end = edges_of(page, verb)
    return Frame(
        speakers, verb, min(page.right[verb], end), verb, lexicon.say_nouns[page.lemmas[noun]]
    )


def _subject_of_saying(page: Page, verb: int, lexicon: Lexicon) -> int | None:
    """Return who says in "a medic said, blaming X", wherever the parse hangs the participle."""
    if (
        page.tags[verb] != "VBG"
        or page.words[verb - 1] not in {",", '"'}
        or has_subject(page, verb)
    ):
        return None
    if (outer := _goes_on_saying(page, verb, lexicon)) is not None:
        return subject_of(page, outer)
    for above in page.ancestors(verb):
        # "X denied that Y bombed Z, saying …", "X said Y was behind it, accusing it of …": X's
        modes = {"deny", "assert"} if page.lemmas[verb] in _ACCUSING else {"deny"}
        if lexicon.say_verbs.get(page.lemmas[above]) in modes and page.dep[above] == "ROOT":
            return subject_of(page, above)
    said = verb - 2
    if said < 0 or page.pos[said] != "VERB" or page.lemmas[said] not in lexicon.say_verbs:
        return None
    return subject_of(page, said)


def _goes_on_saying(page: Page, verb: int, lexicon: Lexicon) -> int | None:
    """Return the verb of "X said Y struck Z, adding that …": X adds it, and not who struck."""
    told = page.head[verb]
    if page.lemmas[verb] not in _ADDING or page.lemmas[told] in lexicon.say_verbs:
        return None
    while page.dep[told] == "conj":
        told = page.head[told]
    said = page.head[told]
    content = page.dep[told] in CONTENT and page.lemmas[said] in lexicon.say_verbs
    return said if content and said != told else None


_ADDING = word_list("adding")


def _outside_quotation(page: Page, verb: int, subject: int | None, memory: Memory) -> int | None:
    """Return who stands before the verb in "“… and Chadians,” an official said"."""
    if subject is None or subject not in memory.quoted or verb in memory.quoted:
        return subject
    for token in range(verb - 1, subject, -1):
        if token in memory.quoted or page.pos[token] in {"VERB", "AUX"}:
            return subject
        if page.pos[token] in {"NOUN", "PROPN"}:
            return token
    return subject


def _heading_frame(
    page: Page, verb: int, mode: str, lexicon: Lexicon, memory: Memory
) -> Frame | None:
    """Read "Claimed by X, as struck by its jets:", "Conceded by Y: …", which head a line."""
    start, end = edges_of(page, verb)
    agent = agent_of(page, verb)
    opens = all(page.pos[at] in {"SPACE", "PUNCT", "ADV"} for at in range(start, verb))
    colon = ":" in page.words[verb : end + 1]
    if page.tags[verb] != "VBN" or agent is None or not (opens and colon):
        return None
    speakers = speakers_of(page, agent, lexicon, memory)
    return Frame(speakers, start, end, verb, mode) if speakers and mode == "assert" else None


def verb_frame(page: Page, verb: int, mode: str, lexicon: Lexicon, memory: Memory) -> Frame | None:
    """Return the frame of a verb of saying, or None where it says nothing."""
    if mode == "quote":
        return _quote_frame(page, verb, lexicon, memory)
    if (heading := _heading_frame(page, verb, mode, lexicon, memory)) is not None:
        return heading
    turned = speaker_behind(page, verb)
    if turned is not None:
        return turned_frame(page, verb, turned, mode, lexicon, memory)
    subject = _subject_of_saying(page, verb, lexicon) or subject_of(page, verb)
    subject = _outside_quotation(page, verb, subject, memory)
    if page.lemmas[verb] in _ACCUSING and is_passive(page, verb):
        return _passive_accusation(page, verb, lexicon, memory)
    if is_passive(page, verb):
        agent = agent_of(page, verb)
        if (
            agent is not None
            and mode in {"assert", "deny", "doubt"}
            and page.lemmas[verb] != "contradict"
        ):
            speakers = speakers_of(page, agent, lexicon, memory)
            if speakers and page.lemmas[verb] in _COUNTING and _counts(page, verb, None, speakers):
                _, end = edges_of(page, verb)
                return Frame(speakers, page.left[verb], min(page.right[verb], end), verb, mode)
        else:
            return None
    else:
        speakers = _who_is_accused(page, verb, subject, mode, memory)
        speakers = speakers or speakers_of(page, subject, lexicon, memory)
        lost = page.dep[verb] in {"conj", "dep"} and (
            page.words[verb - 1] in {",", ")"} or not has_subject(page, verb)
        )
        if not speakers or lost:
            subject, speakers = speakers_beside(page, verb, lexicon, memory) or (subject, speakers)
    if not speakers or _says_nothing(page, verb):
        return None
    if mode == "express":
        return _express_frame(page, verb, speakers, lexicon)
    if mode in {"speak", "aside", "condemn"}:
        return _narrow_frame(page, verb, subject, speakers, mode)
    if (
        mode == "assert"
        and page.lemmas[verb] in _TELLING_LITTLE
        and (child_of(page, verb, CONTENT) is None and page.lemmas[verb] != "issue")
        and not _describes_as(page, verb)
        and not _stands_behind(page, verb, subject)
    ):
        return None
    counting = page.lemmas[verb] in _COUNTING and mode != "accuse"
    if counting and not _counts(page, verb, subject, speakers):
        return None
    if mode == "accuse":
        accused = child_of(page, verb, frozenset({"dobj"}))
        if page.lemmas[verb] in _ASCRIBING:
            accused = _behind(page, verb, frozenset({"to"}))
        elif lays_blame(page, verb) and page.lemmas[verb] not in TRADING:
            accused = _behind(page, verb, frozenset({"on", "at", "to", "with"}))
        if page.lemmas[verb] == "hold":
            accused = _held_responsible(page, verb)
            if accused is None:
                return None
        if accused is None and page.lemmas[verb] == "blame":
            # "which X blamed on Y"
            accused = _behind(page, verb, frozenset({"on"})) or _noun_behind(page, verb)
        _, end = edges_of(page, verb)
        return Frame(speakers, verb, min(page.right[verb], end), verb, mode, accused=accused)
    upper = page.head[verb] if page.dep[verb] == "conj" else verb
    joined = upper != verb and page.lemmas[upper] in lexicon.say_verbs
    start, end = words_governed(page, verb, subject, joined=joined)
    return Frame(speakers, start, with_tail(page, end), verb, mode)


def _who_is_accused(
    page: Page, verb: int, subject: int | None, mode: str, memory: Memory
) -> tuple[Speaker, ...]:
    """Return whom "it" means in "X blamed Y. It denied that": nobody denies his own charge."""
    if mode != "deny" or subject is None or page.words[subject] not in {"it", "they"}:
        return ()
    if memory.accused is None or not 0 <= page.sentence_of[verb] - memory.accused[0] <= 1:
        return ()
    return (memory.accused[1],)


_ASCRIBING = frozenset({"attribute", "ascribe", "impute"})
_ACCUSING = _ASCRIBING | {"accuse", "blame"}


def _passive_accusation(page: Page, verb: int, lexicon: Lexicon, memory: Memory) -> Frame | None:
    """Read "was blamed by X on Y", "Y has been accused by X of killing 30"."""
    speakers = speakers_of(page, agent_of(page, verb), lexicon, memory)
    if not speakers:
        return None
    start, end = edges_of(page, verb)
    last = min(page.right[verb], end)
    if page.lemmas[verb] != "accuse":
        to = next((at for at in range(verb, last) if page.words[at] in {"on", "to"}), None)
        accused = child_of(page, to, frozenset({"pobj"})) if to is not None else None
        return Frame(speakers, start, last, verb, "accuse", accused=accused)
    accused = child_of(page, verb, frozenset({"nsubjpass"}))
    return Frame(speakers, verb, last, verb, "accuse", accused=accused)


def _behind(page: Page, verb: int, prepositions: frozenset[str]) -> int | None:
    """Return the noun behind a preposition that hangs on a verb or on its object."""
    for above in (verb, *(c for c in page.children[verb] if page.dep[c] == "dobj")):
        for child in page.children[above]:
            if child > verb and page.words[child] in prepositions:
                return child_of(page, child, frozenset({"pobj"}))
    return None


def _noun_behind(page: Page, verb: int) -> int | None:
    """Return the noun right behind a verb, whatever the parse calls it."""
    return next(
        (
            token
            for token in range(verb + 1, min(page.right[verb], verb + 4) + 1)
            if page.pos[token] in {"NOUN", "PROPN"} and page.head[token] == verb
        ),
        None,
    )


def _held_responsible(page: Page, verb: int) -> int | None:
    """Return whom "held X responsible" means; no meeting or town is held so."""
    end = min(page.right[verb], verb + 12)
    for token in range(verb + 2, end + 1):
        if page.words[token] in {"responsible", "accountable"}:
            return token - 1
    return None


def _narrow_frame(
    page: Page, verb: int, subject: int | None, speakers: tuple[Speaker, ...], mode: str
) -> Frame | None:
    """Read verbs that say something with some words beside them only.

    "spoke of 40 dead"; "went on" behind a quotation; "condemned the strike on a clinic".
    """
    start, end = edges_of(page, verb)
    if mode == "speak":
        of = _behind(page, verb, frozenset({"of", "about"})) or (
            "of" in page.words[verb + 1 : min(page.right[verb], verb + 5)]  # "on Monday of 12"
        )
        return Frame(speakers, verb, min(page.right[verb], end), verb, "assert") if of else None
    if mode == "aside":
        left = page.left[subject] if subject is not None else verb
        quoted = left > start and page.words[left - 1] == '"'
        # ", he went on,"
        behind = page.words[verb + 1 : verb + 3]
        between = left > start and page.words[left - 1] == "," and "," in behind
        if page.words[verb + 1 : verb + 2] == [":"]:
            return Frame(speakers, verb, end, verb, "assert")  # "the statement read: …"
        return Frame(speakers, start, end, verb, "assert") if quoted or between else None
    told = child_of(page, verb, frozenset({"dobj"}))
    last = min(page.right[verb], end)
    if told is None:
        # "condemned in a statement that the army had bombed X"
        says = any(page.dep[at] == "ccomp" and at > verb for at in range(verb, last + 1))
        return Frame(speakers, verb, last, verb, "assert") if says else None
    clause = child_of(page, told, NOUN_CLAUSES)
    last = page.right[told] if clause is None else clause - 1
    return Frame(speakers, verb, min(last, end), verb, "assert")


_LAYING = {
    "put": frozenset({"blame", "responsibility", "it"}),
    "lay": frozenset({"blame", "responsibility"}),
    "place": frozenset({"blame", "responsibility"}),
    "pin": frozenset({"blame", "responsibility", "it"}),
    "point": frozenset({"finger"}),
    **dict.fromkeys(TRADING, frozenset({"accusation", "blame", "charge"})),
}
"""Verbs that accuse with a certain object: "put the blame on X", "pointed the finger at X"."""


def lays_blame(page: Page, verb: int) -> bool:
    """Whether "laid the blame on X", "put it down to X", "pointed the finger at X" is said."""
    if page.lemmas[verb] == "point" and (to := _behind(page, verb, frozenset({"to", "at"}))):
        hit = page.hit_at[to]
        if hit and hit.entry.table == "actors" and hit.entry.sense != "demonym":
            return True
    objects = _LAYING.get(page.lemmas[verb], frozenset())
    told = {page.lemmas[at] for at in page.children[verb] if page.dep[at] == "dobj"}
    if not objects & told:
        return False
    return "it" not in told or "down" in page.words[verb : verb + 4]


def owns_up(page: Page, verb: int) -> bool:
    """Whether "took responsibility", "accepted the blame" says that one did it."""
    return page.lemmas[verb] in {"take", "accept", "assume", "bear", "own"} and any(
        page.lemmas[token] == "responsibility"
        for child in page.children[verb]
        if page.dep[child] in {"dobj", "prep", "prt"}
        for token in (child, *page.children[child])
    )


_TELLING_LITTLE = frozenset({"post", "issue", "describe", "recall", "note", "comment"}) | {
    "identify",
    "portray",
}
"""Verbs that say something with a clause behind them, or with "as" something."""


STANDING_BY = frozenset({"defend", "justify", "regret", "stand", "apologise", "apologize"})


def defends_own(page: Page, verb: int, lexicon: Lexicon) -> bool:
    """Whether "stood by its bombing of X", "defended their raid" tells of the deed as one's own."""
    if page.lemmas[verb] not in STANDING_BY:
        return False
    behind = _behind(page, verb, frozenset({"by", "for"}))
    return any(
        page.lemmas[noun] in lexicon.event_nouns
        and any(page.words[child] in {"its", "their", "our"} for child in page.children[noun])
        for noun in (behind, child_of(page, verb, frozenset({"dobj"})))
        if noun is not None
    )


def _describes_as(page: Page, verb: int) -> bool:
    """Whether "described it as a school", "identified those killed as fighters" is told."""
    describing = page.lemmas[verb] in {"describe", "identify", "portray"}
    return describing and "as" in page.words[verb + 1 : page.right[verb] + 1]


_UNTOLD = frozenset({"confirm", "acknowledge", "verify", "admit", "report", "claim", "announce"})


def _says_nothing(page: Page, verb: int) -> bool:
    """Whether "has not confirmed the figure" tells nothing, or "as saying" repeats "quoted".

    So does "said nothing about the raid".
    """
    nothing = (page.words[at] for at in page.children[verb] if page.dep[at] == "dobj")
    if page.lemmas[verb] == "say" and {"nothing", "little"} & set(nothing):
        return True
    if page.tags[verb] == "VBG" and page.words[verb - 1] == "as":
        return True
    if page.lemmas[verb] in {"confirm", "deny"} and page.words[verb - 1] in {"neither", "nor"}:
        return True
    unsaid = is_negated(page, verb) or page.words[verb - 1] == "neither"
    if page.lemmas[verb] == "say" and (unsaid or _is_said_by_none(page, verb)):
        return True
    if page.words[verb - 2 : verb] == ["yet", "to"]:
        return True
    if page.lemmas[verb] == "deny" and (is_negated(page, verb) or _leaves_open(page, verb)):
        return True
    if page.lemmas[verb] == "confirm" and _leaves_open(page, verb):
        return True
    return (
        page.lemmas[verb] in _UNTOLD
        and is_negated(page, verb)
        and child_of(page, verb, CONTENT) is None
    )


_TURNING_DOWN = frozenset({"reject", "dismiss", "dispute", "repudiate", "discount"})
_OFFERED = word_list("offered")


def _is_offer(page: Page, verb: int) -> bool:
    """Whether an accord, an offer or a demand is what somebody turns down."""
    return any(
        page.dep[child] in {"dobj", "nsubjpass"} and page.lemmas[child] in _OFFERED
        for child in page.children[verb]
    )


def _leaves_open(page: Page, verb: int) -> bool:
    """Whether "would neither confirm nor deny it", "could not confirm or deny" is told.

    Not "did not confirm it but denied hitting a hospital".
    """
    pair = {verb, page.head[verb], *(at for at in page.children[verb] if page.dep[at] == "conj")}
    if not {"confirm", "deny"} <= {page.lemmas[at] for at in pair}:
        return False
    first = min(at for at in pair if page.lemmas[at] in {"confirm", "deny"})
    if any(page.words[at] == "but" for at in page.children[first]):
        return False
    return is_negated(page, first) or "neither" in page.words[max(0, first - 3) : first + 1]


def _is_said_by_none(page: Page, verb: int) -> bool:
    """Whether "neither X nor Y has said what" is told."""
    subject = child_of(page, verb, frozenset({"nsubj"}))
    return subject is not None and "neither" in page.words[page.left[subject] : subject + 1]


def _counts(page: Page, verb: int, subject: int | None, speakers: tuple[Speaker, ...]) -> bool:
    if all(speaker.kind == "unknown" and " " not in speaker.name for speaker in speakers):
        return False
    if page.lemmas[verb] == "find" and _finds_no_sign(page, verb):
        return True
    if page.lemmas[verb] == "put" and "forward" in page.words[verb + 1 : verb + 3]:
        return True
    if page.lemmas[verb] in {"call", "find", "assess", "conclude", "respond"}:
        content = child_of(page, verb, CONTENT | frozenset({"oprd"}))
        return content is not None or is_naming(page, verb) or _stands_behind(page, verb, subject)
    _, end = edges_of(page, verb)
    last = page.sentences[page.sentence_of[verb]][1]
    if ":" in page.words[max(verb, last - 3) : last]:
        return True  # "the network listed the following:"
    first = page.left[verb] if is_passive(page, verb) else verb
    counted = first_counted(page, verb)
    first = first if counted is None else counted
    return any(page.pos[token] == "NUM" for token in range(first, min(page.right[verb], end) + 1))


def _finds_no_sign(page: Page, verb: int) -> bool:
    """Whether "found no evidence that …" is told."""
    signs = {"evidence", "sign", "indication", "trace", "proof"}
    return any(
        page.dep[child] == "dobj" and page.lemmas[child] in signs for child in page.children[verb]
    )


def _stands_behind(page: Page, verb: int, subject: int | None) -> bool:
    """Whether "…, X posted on Telegram" closes a sentence that tells something."""
    if subject is None or subject > verb or page.words[page.left[subject] - 1] not in {",", '"'}:
        return False
    start, _ = edges_of(page, verb)
    return any(page.pos[token] in {"VERB", "AUX"} for token in range(start, page.left[subject]))
