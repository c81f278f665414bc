"""A fact written down as one claim for each voice, with the words it was read in."""

from __future__ import annotations

from mapper.claims.assembly.draft import Draft, Fact
from mapper.claims.assembly.voices import is_called_false, is_hedged, stance_of, voices_at
from mapper.claims.sides import side_of
from mapper.model import Claim, Located, Role, Scope, When, hash_fields

__all__ = ["quote_of", "write_claims"]


def quote_of(draft: Draft, token: int) -> tuple[int, int]:
    """Return the characters of the sentence around a token, without outer white space."""
    page = draft.page
    start, end = page.sentences[page.sentence_of[token]]
    low, high = page.starts[start], page.ends[end - 1]
    text = draft.report.text
    while low < high and text[low].isspace():
        low += 1
    while high > low and text[high - 1].isspace():
        high -= 1
    return low, high


def write_claims(draft: Draft, fact: Fact) -> None:
    """Write a fact down as one claim for each of its voices."""
    number = fact.event
    event = draft.events[number] if number is not None else None
    when = draft.whens[number].when if number is not None else When()
    attackers = fact.attackers
    if attackers is None:
        attackers = tuple(
            dict.fromkeys(name for group in (event.attackers if event else []) for name in group)
        )
    start, end = quote_of(draft, fact.token)
    places = (
        tuple(Located(spot.resolution.mention, Role.STRUCK, spot.place) for spot in fact.spots)
        if not fact.general
        else ()
    )
    quantity = fact.quantity
    for voice in fact.voices or voices_at(draft, fact.token):
        mode = (
            "deny" if voice.mode == "assert" and is_called_false(draft, fact.token) else voice.mode
        )
        stance, mode_hedge = stance_of(mode, fact.negated)
        stance = fact.stance or stance
        claim_id = hash_fields(
            # one text may stand in two reports, of two days or two outlets
            draft.report.name,
            draft.report.sha256,
            start,
            end,
            voice.speaker.name,
            fact.attribute,
            fact.value,
            stance,
            fact.detail,
            attackers,
            [(located.mention.start, located.mention.end) for located in places],
        )
        draft.heard[claim_id] = voice.speaker
        draft.claims[claim_id] = Claim(
            id=claim_id,
            report=draft.report.name,
            report_sha256=draft.report.sha256,
            claimant=voice.speaker.name,
            side=side_of(voice.speaker, attackers, draft.country, draft.lexicon),
            origin=voice.speaker.name,
            attribute=fact.attribute,
            value=fact.value,
            stance=stance,
            quote=draft.report.text[start:end],
            start=start,
            end=end,
            via=voice.via,
            hedged=fact.hedged or mode_hedge or is_hedged(draft, fact.token),
            scope=Scope.GENERAL if fact.general else Scope.LOCAL,
            places=places,
            attackers=attackers,
            when=when,
            country=_country_of(draft, fact),
            joint=fact.joint,
            low=quantity.low if quantity else None,
            high=quantity.high if quantity else None,
            at_least=quantity.at_least if quantity else False,
            at_most=quantity.at_most if quantity else False,
            detail=fact.detail,
            rule=fact.rule,
        )


def _country_of(draft: Draft, fact: Fact) -> str | None:
    for spot in fact.spots:
        if spot.place and spot.place.country:
            return spot.place.country
    return draft.country
