"""The shapes that flow through the program, from report to catalog.

report -> mentions -> resolutions -> claims -> strikes -> assessments -> catalog

Everything here is frozen, picklable and plain, so that one report can be read on any
worker and that the same input always gives the same bytes.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

from mapper.display import Shown, Summary

__all__ = [
    "KIN",
    "Assessment",
    "Candidate",
    "CasualtyRange",
    "Catalog",
    "Claim",
    "Located",
    "Mention",
    "Place",
    "PlaceKind",
    "Reading",
    "Reject",
    "Report",
    "Resolution",
    "Role",
    "Scope",
    "Side",
    "Stance",
    "Status",
    "Strike",
    "Value",
    "When",
    "hash_fields",
]

Value = str | int | float | bool | None


def hash_fields(*fields: object) -> str:
    """Return a 16-digit hexadecimal id of identity fields.

    The fields are written as one JSON array first, so that no joining character can make
    two different tuples collide.
    """
    payload = json.dumps(fields, ensure_ascii=False, separators=(",", ":"), default=str)
    return hashlib.sha256(payload.encode("utf-8", "surrogatepass")).hexdigest()[:16]


class PlaceKind(StrEnum):
    """How large a thing a gazetteer entry is; decides whether a pin may be drawn."""

    SETTLEMENT = "settlement"
    AREA = "area"
    FACILITY = "facility"
    ADMIN1 = "admin1"
    COUNTRY = "country"
    SEA = "sea"


class Stance(StrEnum):
    """What a claimant does with a value: says it, doubts somebody's saying it, denies it."""

    ASSERTS = "asserts"
    DOUBTS = "doubts"
    DENIES = "denies"


class Side(StrEnum):
    """Where a claimant stands relative to the attacker of the strike."""

    ATTACKER = "attacker"
    ATTACKER_ALLY = "attacker_ally"
    DEFENDER = "defender"
    THIRD_PARTY = "third_party"
    LOCAL = "local"
    MONITOR = "monitor"
    MEDIA = "media"
    UNKNOWN = "unknown"


class Status(StrEnum):
    """What the claims together amount to."""

    CLAIMED = "claimed"
    QUESTIONED = "questioned"
    DISPUTED = "disputed"
    CORROBORATED = "corroborated"
    UNKNOWN = "unknown"


class Role(StrEnum):
    """What a place has to do with an event. Only struck places become strikes."""

    STRUCK = "struck"
    LAUNCHED_FROM = "launched_from"
    BASED_AT = "based_at"
    FLOWN_OVER = "flown_over"
    SPOKEN_AT = "spoken_at"
    NEAR = "near"
    CONTAINER = "container"
    OTHER = "other"


class Scope(StrEnum):
    """Which strikes a claim is about: its own places, or every strike of its attacker and date."""

    LOCAL = "local"
    GENERAL = "general"


@dataclass(frozen=True, slots=True)
class Report(Shown):
    """One document. `text` is what spans count in: the file's text, or a Markdown body."""

    name: str
    text: str
    sha256: str
    publisher: str | None = None
    title: str | None = None
    published: dt.date | None = None
    url: str | None = None
    language: str | None = None
    notes: tuple[str, ...] = ()
    """What a reader should know: no known date, language guessed, boilerplate cut."""

    def summarise(self) -> Summary:
        """The document's own facts, and how it begins."""
        rows = [
            ("publisher", self.publisher or "unknown"),
            ("published", self.published or "unknown"),
            ("title", self.title or ""),
            ("sha256", self.sha256),
            ("text", " ".join(self.text.split())),
        ]
        return Summary(f"Report {self.name}", ("", ""), rows)


@dataclass(frozen=True, slots=True)
class Reject:
    """An input that was not read, with its reason."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A place name as written, `text == report.text[start:end]`."""

    start: int
    end: int
    text: str
    label: str = "place"
    """place, demonym, facility, composite or organization (the place inside an institution's
    name: "Paris City Council"); a demonym names a people, never a target."""


@dataclass(frozen=True, slots=True)
class Place:
    """A gazetteer entry. Degrees WGS84; `uncertainty_km` is a radius around lat/lon."""

    id: str
    name: str
    kind: PlaceKind
    lat: float
    lon: float
    country: str | None = None
    admin1: str | None = None
    population: int = 0
    uncertainty_km: float = 2.0
    names: tuple[str, ...] = ()
    source: str = ""
    ids: tuple[str, ...] = ()
    """Ids of the same place in other sources, laid beside and never overwritten."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name could mean, 0 <= score <= 1, with the rules that fired."""

    place: Place
    score: float
    accepted: bool
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Resolution(Shown):
    """A mention and what it could mean, best first; empty with a reason, never an error."""

    mention: Mention
    candidates: tuple[Candidate, ...] = ()
    reason_if_empty: str | None = None

    @property
    def place(self) -> Place | None:
        """The first candidate's place if it is accepted."""
        if self.candidates and self.candidates[0].accepted:
            return self.candidates[0].place
        return None

    def summarise(self) -> Summary:
        """The candidates, best first, with the rules that fired."""
        rows = [
            (
                candidate.place.name,
                candidate.place.admin1,
                candidate.place.country,
                f"{candidate.score:.2f}",
                "yes" if candidate.accepted else "no",
                "; ".join(candidate.reasons),
            )
            for candidate in self.candidates
        ]
        title = f"“{self.mention.text}” could mean"
        if not rows:
            title = f"“{self.mention.text}”: {self.reason_if_empty or 'unknown'}"
        return Summary(title, ("place", "admin1", "country", "score", "accepted", "why"), rows)


@dataclass(frozen=True, slots=True)
class Located:
    """A mention in its role in an event, and the place it was resolved to."""

    mention: Mention
    role: Role
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class When:
    """A day or a range, and why. Open (`None`) when the text does not say."""

    start: dt.date | None = None
    end: dt.date | None = None
    precision: Literal["day", "range", "month", "year", "unknown"] = "unknown"
    reason: str = ""


KIN = "kin"
"""The `detail` of a count of somebody's own dead, which bounds no toll that others tell."""


@dataclass(frozen=True, slots=True)
class Claim(Shown):
    """Who says what about which strikes, in which words.

    `quote == report.text[start:end]`. `places` are the struck places that a local claim is
    about; a general claim has none and applies to every strike of `attackers` in `when`.
    Two or more places share one figure when `joint` is true.
    """

    id: str
    report: str
    report_sha256: str
    claimant: str
    side: Side
    origin: str
    attribute: str
    value: Value
    stance: Stance
    quote: str
    start: int
    end: int
    via: tuple[str, ...] = ()
    hedged: bool = False
    implied: bool = False
    scope: Scope = Scope.GENERAL
    places: tuple[Located, ...] = ()
    attackers: tuple[str, ...] = ()
    """Alternatives as this claim tells it: ("Russia",), or ("Russia", "Syria") for either-or."""
    when: When = When()
    country: str | None = None
    """ISO 3166-1 alpha-2 code of the war a general claim is about, where the text tells."""
    joint: bool = False
    low: float | None = None
    high: float | None = None
    """Both ends of a quantity; `at_least` / `at_most` open one end. `value` is the figure said."""
    at_least: bool = False
    at_most: bool = False
    detail: str | None = None
    """What is counted or which weapon, as a word of the lexicon: child, rocket, facility …"""
    rule: str = ""
    """The rule of claims/ that read it, for `explain`."""

    def summarise(self) -> Summary:
        """Who, what, about where, and the exact words."""
        hedge = " (hedged)" if self.hedged else ""
        places = [
            located.place.name if located.place else located.mention.text for located in self.places
        ]
        rows = [
            ("claimant", f"{self.claimant} ({self.side})"),
            ("stance", f"{self.stance}{hedge}"),
            (self.attribute, self.value),
            ("about", ", ".join(places) or f"strikes by {' or '.join(self.attackers) or 'anyone'}"),
            ("quote", self.quote),
            ("report", f"{self.report}, characters {self.start} to {self.end}"),
        ]
        return Summary(f"Claim {self.id}", ("", ""), rows)


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one report says by itself: the unit of work that Dask maps."""

    report: Report
    resolutions: tuple[Resolution, ...] = ()
    located: tuple[Located, ...] = ()
    """Every resolved mention with its role, struck or not."""
    claims: tuple[Claim, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Assessment:
    """What claims on one attribute of one strike amount to, and the rule that says so."""

    attribute: str
    status: Status
    claimed: tuple[str, ...] = ()
    disputed_by: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CasualtyRange:
    """Both ends of a count over all claims, each end with the claims behind it."""

    attribute: str
    low: float
    high: float
    at_least: bool = False
    joint_with: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    low_claims: tuple[str, ...] = ()
    high_claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Strike(Shown):
    """One attacker (or none known), one date or range, one place (or none known)."""

    id: str
    attacker: str | None
    when: When
    place: Place | None
    mentioned_as: tuple[str, ...] = ()
    mapped: bool = False
    unmapped_reason: str | None = None
    attackers: tuple[str, ...] = ()
    """Everyone whom some claim names as the attacker."""
    control: Assessment = Assessment("control", Status.UNKNOWN)
    target: Assessment = Assessment("target", Status.UNKNOWN)
    attack: Assessment = Assessment("attacker", Status.UNKNOWN)
    occurrence: Assessment = Assessment("occurrence", Status.UNKNOWN)
    civilian_harm: Assessment = Assessment("civilian_harm", Status.UNKNOWN)
    casualties: tuple[CasualtyRange, ...] = ()
    origins: int = 0
    reports: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    grade: str | None = None
    grade_reason: str = ""
    notes: tuple[str, ...] = ()
    """Analysts' notes and corrections that were applied."""

    def summarise(self) -> Summary:
        """Where, when, by whom, and what stands firm or is disputed."""
        rows: list[tuple[str, object]] = [
            ("attacker", self.attacker or " or ".join(self.attackers) or "unknown"),
            ("date", self.when.start or "unknown"),
            ("place", self.place.name if self.place else ", ".join(self.mentioned_as)),
        ]
        for assessment in (self.control, self.target, self.attack, self.occurrence):
            rows.append((assessment.attribute, f"{assessment.status}"))
        for count in self.casualties:
            joint = " (joint total)" if count.joint_with else ""
            rows.append((count.attribute, f"{count.low:g} to {count.high:g}{joint}"))
        rows.append(("origins", self.origins))
        return Summary(f"Strike {self.id}", ("", ""), rows)


@dataclass(frozen=True, slots=True)
class Catalog(Shown):
    """The whole answer: strikes with all the claims, readings and rejects behind them."""

    readings: tuple[Reading, ...] = ()
    strikes: tuple[Strike, ...] = ()
    rejects: tuple[Reject, ...] = ()
    origins: dict[str, str] = field(default_factory=dict)
    """claim id -> the independent origin it was counted under."""
    versions: dict[str, str] = field(default_factory=dict)
    """rules, model and gazetteer that made it."""

    @property
    def reports(self) -> tuple[Report, ...]:
        """The reports read, in catalog order."""
        return tuple(reading.report for reading in self.readings)

    @property
    def claims(self) -> tuple[Claim, ...]:
        """Every claim of every report, in catalog order."""
        return tuple(claim for reading in self.readings for claim in reading.claims)

    def summarise(self) -> Summary:
        """The strikes, a row each."""
        shown = 20
        rows = [
            (
                strike.when.start or "unknown",
                strike.attacker or " or ".join(strike.attackers) or "unknown",
                strike.place.name if strike.place else ", ".join(strike.mentioned_as),
                strike.control.status,
                strike.origins,
                len(strike.claims),
            )
            for strike in self.strikes[:shown]
        ]
        title = f"{len(self.strikes)} strikes in {len(self.readings)} reports"
        columns = ("date", "attacker", "place", "control", "origins", "claims")
        return Summary(title, columns, rows, more=max(0, len(self.strikes) - shown))
