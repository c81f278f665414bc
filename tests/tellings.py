"""Invented reports written sentence by sentence together with the claims they make.

`Paper("a.txt").say("Planes hit Kalmira.", "occurrence", at=[KALMIRA], ...)` appends the
sentence to the report's text and its claim to the reading, so quotes always fit.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence

from mapper.model import (
    Candidate,
    Claim,
    Located,
    Mention,
    Place,
    PlaceKind,
    Reading,
    Report,
    Resolution,
    Role,
    Scope,
    Side,
    Stance,
    Value,
    When,
    hash_fields,
)

__all__ = [
    "DAY",
    "DORVAL",
    "KALMIRA",
    "NORLAND",
    "OSTRAN",
    "TELBARA",
    "Paper",
    "invent_place",
]

DAY = dt.date(2031, 5, 14)


def invent_place(
    name: str,
    *,
    kind: PlaceKind = PlaceKind.SETTLEMENT,
    country: str = "XA",
    uncertainty_km: float = 2.0,
) -> Place:
    return Place(
        id=f"test:{name.casefold()}",
        name=name,
        kind=kind,
        lat=10.0 + len(name),
        lon=20.0,
        country=country,
        admin1="Testaria",
        uncertainty_km=uncertainty_km,
        source="synthetic",
    )


KALMIRA = invent_place("Kalmira")
TELBARA = invent_place("Telbara")
DORVAL = invent_place("Dorval")
OSTRAN = invent_place("Ostran province", kind=PlaceKind.ADMIN1, uncertainty_km=40.0)
NORLAND = invent_place("Norland", kind=PlaceKind.COUNTRY, uncertainty_km=300.0)


class Paper:
    """A report that grows by sentences, and the claims they make."""

    def __init__(
        self,
        name: str,
        *,
        published: dt.date | None = DAY + dt.timedelta(days=1),
        publisher: str | None = None,
        opening: str = "",
    ) -> None:
        self.name, self.published = name, published
        self.publisher = publisher or f"The {name.removesuffix('.txt').title()} Gazette"
        self.text = opening
        self._claims: list[dict[str, object]] = []
        self._mentions: list[tuple[Mention, Place | None]] = []

    def say(
        self,
        sentence: str,
        attribute: str = "occurrence",
        value: Value = True,
        *,
        by: str | None = None,
        side: Side = Side.UNKNOWN,
        stance: Stance = Stance.ASSERTS,
        at: Sequence[Place | str] = (),
        attackers: Sequence[str] = ("Norland",),
        day: dt.date | None = DAY,
        until: dt.date | None = None,
        again: bool = False,
        via: Sequence[str] = (),
        country: str | None = "XA",
        **more: object,
    ) -> Paper:
        """Append a sentence (or with `again` use the last one) and the claim it makes."""
        if again:
            start = self.text.rindex(sentence)
        else:
            start = len(self.text) + (1 if self.text else 0)
            self.text += (" " if self.text else "") + sentence
        places = []
        for place in at:
            name = place if isinstance(place, str) else place.name
            at_sign = max(self.text.find(name, start), start)
            mention = Mention(at_sign, at_sign + len(name), name)
            found = None if isinstance(place, str) else place
            places.append(Located(mention, Role.STRUCK, found))
            self._mentions.append((mention, found))
        number = isinstance(value, (int, float)) and not isinstance(value, bool)
        self._claims.append(
            {
                "claimant": by or self.publisher,
                "origin": by or self.publisher,
                "side": side if by else Side.MEDIA,
                "attribute": attribute,
                "value": value,
                "stance": stance,
                "quote": sentence,
                "start": start,
                "end": start + len(sentence),
                "via": tuple(via),
                "scope": Scope.LOCAL if places else Scope.GENERAL,
                "places": tuple(places),
                "attackers": tuple(attackers),
                "when": When(day, until or day, "range" if until else "day", "written")
                if day
                else When(reason="no day is given"),
                "country": country,
                "joint": number and len(places) > 1,
                **more,
            }
        )
        return self

    def reading(self) -> Reading:
        sha256 = hashlib.sha256(self.text.encode()).hexdigest()
        report = Report(self.name, self.text, sha256, self.publisher, published=self.published)
        claims = tuple(
            Claim(
                id=hash_fields(self.name, sha256, number, str(fields["attribute"])),
                report=self.name,
                report_sha256=sha256,
                **fields,  # type: ignore[arg-type]
            )
            for number, fields in enumerate(self._claims)
        )
        resolutions = tuple(
            Resolution(
                mention,
                (Candidate(place, 0.9, True, ("exact: invented",)),) if place else (),
                None if place else "no entry of that name",
            )
            for mention, place in dict(self._mentions).items()
        )
        located = tuple(place for claim in claims for place in claim.places)
        return Reading(report, resolutions, located, claims)
