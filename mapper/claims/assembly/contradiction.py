"""Denials that point back to a target told before, or that admit another target."""

from __future__ import annotations

from mapper.claims.assembly.draft import Draft, Fact
from mapper.claims.assembly.voices import is_called_false, voices_of_frame
from mapper.claims.assembly.whereabouts import residence_of
from mapper.claims.assembly.words import STORIES
from mapper.claims.assembly.writing import write_claims
from mapper.claims.grammar import SUBJECTS
from mapper.claims.roles.spot import Spot
from mapper.claims.speech.frame import Frame
from mapper.claims.targets.aim import Aim
from mapper.model import Claim, Side, Stance

__all__ = ["admits_another", "contradicts_target", "denies_deed_instead", "is_civil"]

_RULE = "denial of the target told before"
_EARLIER = frozenset({"first", "initially", "originally", "earlier"})


def admits_another(draft: Draft, denial: Claim) -> bool:
    """Whether who denies hitting one thing says elsewhere what it did hit there.

    "The alliance denied hitting the market. Its jets had bombed a depot in the town" disputes
    the target; the strike itself it has told of.
    """
    if denial.attribute not in {"occurrence", "attacker"} or denial.stance is not Stance.DENIES:
        return False
    if _EARLIER & set(denial.quote.casefold().split()):
        return False  # "at first denied it": said, though taken back since
    here = {located.mention.text for located in denial.places}
    same = [
        claim
        for claim in draft.claims.values()
        if _is_same_side(claim, denial) and _may_be_of_one_day(claim, denial)
    ]
    # what it tells of another's strike there takes back no denial of its own
    whose = {denial.value} if denial.attribute == "attacker" else set()
    if any(_tells_of_strike(claim, here) and whose <= set(claim.attackers) for claim in same):
        return True
    words = [c for c in same if (c.start, c.end) == (denial.start, denial.end)]
    return any(
        claim.attribute == "target"
        and claim.stance is Stance.ASSERTS
        and not is_civil(draft, claim.value)
        for claim in words
    )


def is_civil(draft: Draft, value: object) -> bool:
    """Whether a target is a market, a school: what no party to a war is or has."""
    rows = draft.lexicon.rows["objects"]
    return any(row["target"] == value and row["kind"] in {"civil", "home"} for row in rows)


def denies_deed_instead(draft: Draft, denial: Claim) -> bool:
    """Whether a denial of the target is the accused side's, which denies that it struck at all."""
    if denial.rule != _RULE:
        return False
    words = (denial.start, denial.end, denial.claimant)
    return any(
        claim.attribute == "attacker"
        and claim.stance is Stance.DENIES
        and (claim.start, claim.end, claim.claimant) == words
        and not admits_another(draft, claim)
        for claim in draft.claims.values()
    )


def _is_same_side(claim: Claim, denial: Claim) -> bool:
    both = claim.side is denial.side is Side.ATTACKER
    shared = set(claim.attackers) & set(denial.attackers)
    return claim.claimant == denial.claimant or (both and bool(shared))


def _may_be_of_one_day(claim: Claim, denial: Claim) -> bool:
    """Whether nothing tells that a claim is about the strike of another day."""
    one, other = claim.when, denial.when
    if one.start is None or other.start is None:
        return True
    return one.start <= (other.end or other.start) and other.start <= (one.end or one.start)


_DESCRIBING = ("what those who", "who the dead")


def _tells_of_strike(claim: Claim, here: set[str]) -> bool:
    """Whether a claim says that something was struck in one of some places.

    "The dead were bandits" tells who died, and not who struck them.
    """
    if claim.rule.startswith(_DESCRIBING):
        return False
    told = claim.attribute in {"occurrence", "target"} and claim.stance is Stance.ASSERTS
    return told and any(located.mention.text in here for located in claim.places)


def contradicts_target(draft: Draft, frame: Frame, sentence: int, *, anyhow: bool = False) -> bool:
    """Read "X rejected that", "X said the claim was false" of a target told before.

    `anyhow`: whatever its words, the frame is known to deny what was told.
    """
    told = draft.last_target
    if told is None or not frame.speakers:
        return False
    page = draft.page
    told = _told_at_home(draft, frame) or told
    if not 0 < sentence - told[0] <= 6 or (sentence - told[0] > 2 and told is draft.last_target):
        return False
    if draft.last_accused and draft.last_accused[0] > told[0]:
        return False
    if anyhow:
        points = True
    elif frame.mode == "deny":
        objects = {child for child in page.children[frame.verb] if page.dep[child] == "dobj"}
        points = any(
            page.words[child] in {"this", "that", "it"}
            or (page.lemmas[child] in STORIES and not _counts_harm(draft, child))
            for child in objects
        )
    else:
        points = any(
            page.lemmas[token] in STORIES
            and page.dep[token] in SUBJECTS
            and is_called_false(draft, token)
            for token in range(frame.start, frame.end + 1)
        )
    before = [claim for claim in draft.claims.values() if claim.attribute == "target"]
    last = next((claim for claim in reversed(before) if claim.value == told[1].value), None)
    if not points or last is None or last.claimant == frame.speakers[0].name:
        return False
    write_claims(
        draft,
        Fact(
            "target",
            told[1].value,
            frame.verb,
            _RULE,
            event=told[1].event,
            spots=told[2],
            general=not told[2],
            voices=voices_of_frame(draft, frame),
            stance=Stance.DENIES,
        ),
    )
    return True


def _counts_harm(draft: Draft, story: int) -> bool:
    """Whether "casualty reports", "claims of deaths" are about harm, not about the target."""
    page = draft.page
    words = page.lemmas[page.left[story] : page.right[story] + 1]
    return bool({"casualty", "death", "toll", "dead", "injury", "victim"} & set(words))


def _told_at_home(draft: Draft, frame: Frame) -> tuple[int, Aim, tuple[Spot, ...]] | None:
    """Return what was last told to be the target in the town that the speakers are from."""
    home = residence_of(draft, voices_of_frame(draft, frame))
    ids = {spot.place.id for spot in home if spot.place}
    for claim in reversed(list(draft.claims.values())):
        here = {located.place.id for located in claim.places if located.place}
        if claim.attribute == "target" and ids & here and isinstance(claim.value, str):
            number = next(
                n for n, (_, end) in enumerate(draft.page.sentences)
                if draft.page.ends[end - 1] > claim.start
            )  # fmt: skip
            event = next((n for n, e in enumerate(draft.events) if e.sentence == number), None)
            return number, Aim(claim.value, frame.verb, False, event), home
    return None
