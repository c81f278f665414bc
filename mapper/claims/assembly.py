# ruff: noqa: PLR0912
# a list of cases with an answer each reads better whole than in parts
"""Facts of each sentence -> claims, with claimant, stance, places, attackers and day."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from mapper.claims.attackers.armies import army_of
from mapper.claims.casualties.finding import find_casualties
from mapper.claims.counts import find_counts
from mapper.claims.events.event import Event, clause_of
from mapper.claims.page import Page
from mapper.claims.quantities import Quantity
from mapper.claims.roles.spot import Spot
from mapper.claims.sides import side_of
from mapper.claims.speakers.actors import actor_of_hit
from mapper.claims.speakers.speaker import Memory, Speaker
from mapper.claims.speech.frame import Frame, Frames
from mapper.claims.tables import Lexicon
from mapper.claims.targets.aim import Aim
from mapper.claims.targets.control import find_controls
from mapper.claims.targets.groups import find_named_targets, find_targets
from mapper.claims.targets.objects import find_objects
from mapper.claims.timeline import Dated
from mapper.model import (
    Claim,
    Located,
    PlaceKind,
    Report,
    Role,
    Scope,
    Stance,
    Value,
    When,
    hash_fields,
)

__all__ = ["Assembler"]

_OWN = frozenset(
    {
        "group",
        "headquarters",
        "fighter",
        "position",
        "base",
        "force",
        "troop",
        "unit",
        "men",
        "man",
        "soldier",
        "brigade",
        "battalion",
        "camp",
    }
)
_PLACE_NOUNS = frozenset(
    {
        "part",
        "town",
        "city",
        "village",
        "area",
        "site",
        "district",
        "neighbourhood",
        "neighborhood",
        "suburb",
        "camp",
        "place",
        "province",
        "region",
    }
)
_STORIES = frozenset(
    {
        "report",
        "claim",
        "allegation",
        "accusation",
        "rumour",
        "rumor",
        "talk",
        "story",
        "suggestion",
        "statement",
    }
)
_FALSE = frozenset(
    {
        "false",
        "untrue",
        "baseless",
        "groundless",
        "fabricate",
        "fabricated",
        "incorrect",
        "lie",
        "unfounded",
        "fabrication",
        "nonsense",
        "wrong",
        "propaganda",
    }
)
_CIVILIAN = frozenset({"civilian", "civilians", "residential"})
_HARMED = frozenset(
    [
        "harmed",
        "hurt",
        "killed",
        "injured",
        "wounded",
        "casualties",
        "deaths",
        "dead",
        "died",
        "victims",
        "harm",
        "hit",
        "targeted",
        "struck",
        "affected",
    ]
)
_HARMING = frozenset(
    [
        "harm",
        "hurt",
        "kill",
        "injure",
        "wound",
        "hit",
        "target",
        "attack",
        "strike",
        "bomb",
        "shell",
        "endanger",
    ]
)
_GROUND = frozenset(
    {
        "clash",
        "clashes",
        "gunfire",
        "gunmen",
        "earthquake",
        "gunbattle",
        "mine",
        "landmine",
        "car",
        "suicide",
        "stampede",
        "flood",
        "floods",
    }
)


@dataclass(frozen=True, slots=True)
class Voice:
    """One claimant for one fact, with the manner of saying."""

    speaker: Speaker
    mode: str
    via: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """What is claimed, before it is known who says it."""

    attribute: str
    value: Value
    token: int
    rule: str
    negated: bool = False
    quantity: Quantity | None = None
    detail: str | None = None
    hedged: bool = False
    event: int | None = None
    spots: tuple[Spot, ...] = ()
    general: bool = False
    joint: bool = False
    voices: tuple[Voice, ...] = ()
    stance: Stance | None = None
    attackers: tuple[str, ...] | None = None


@dataclass(slots=True)
class Assembler:
    """Everything read of one report, on the way to claims."""

    report: Report
    page: Page
    lexicon: Lexicon
    memory: Memory
    frames: Frames
    events: list[Event]
    spots: list[Spot]
    whens: list[Dated]
    country: str | None
    claims: dict[str, Claim] = field(default_factory=dict)
    last_event: int | None = None
    last_placed: int | None = None
    last_figures: dict[str, Value] = field(default_factory=dict)
    last_country: Spot | None = None
    spots_of: dict[int, list[Spot]] = field(default_factory=dict)
    """Event -> its mentions."""
    spots_in: dict[int, list[Spot]] = field(default_factory=dict)
    """Sentence -> its mentions."""
    struck_ids: set[str] = field(default_factory=set)
    """Ids of the places below country level that the report tells were struck."""
    figure_events: dict[str, int] = field(default_factory=dict)
    """Attribute -> the event that its last figure was about."""
    last_accused: tuple[int, str] | None = None
    last_target: tuple[int, Aim, tuple[Spot, ...]] | None = None
    """Sentence, target and places of what was told last, for "that was dismissed"."""
    anaphors: dict[int, tuple[Spot, ...]] = field(default_factory=dict)
    """Event -> places that it points back to."""

    def _index_spots(self) -> None:
        for spot in self.spots:
            self.spots_in.setdefault(spot.sentence, []).append(spot)
            if spot.event is not None:
                self.spots_of.setdefault(spot.event, []).append(spot)
            self._note_struck(spot)

    def _note_struck(self, spot: Spot) -> None:
        if spot.role == Role.STRUCK and spot.place and spot.place.kind != PlaceKind.COUNTRY:
            self.struck_ids.add(spot.place.id)

    def _admits_another(self, denial: Claim) -> bool:
        """Whether who denies hitting one thing says in the same words what it did hit.

        "The alliance denied hitting the market and said it had targeted fighters" disputes the
        target; the strike itself it has told of.
        """
        if denial.attribute != "occurrence" or denial.stance is not Stance.DENIES:
            return False
        same = [
            claim
            for claim in self.claims.values()
            if claim.attribute == "target"
            and claim.claimant == denial.claimant
            and (claim.start, claim.end) == (denial.start, denial.end)
        ]
        return {Stance.ASSERTS, Stance.DENIES} <= {claim.stance for claim in same}

    def assemble(self) -> tuple[Claim, ...]:
        """Return the claims in reading order."""
        self._index_spots()
        page = self.page
        by_sentence: dict[int, list[tuple[int, Event]]] = {}
        for number, event in enumerate(self.events):
            by_sentence.setdefault(event.sentence, []).append((number, event))
        spots_by_sentence: dict[int, list[Spot]] = {}
        for spot in self.spots:
            spots_by_sentence.setdefault(spot.sentence, []).append(spot)
        if not self.events:
            return ()
        first = self.events[0].sentence
        for sentence in range(len(page.sentences)):
            spots = spots_by_sentence.get(sentence, [])
            self._note_country(spots)
            if sentence < first:
                continue
            self._read_sentence(sentence, by_sentence.get(sentence, []), spots)
        return tuple(
            sorted(
                (claim for claim in self.claims.values() if not self._admits_another(claim)),
                key=lambda claim: (
                    claim.start,
                    claim.end,
                    claim.attribute,
                    str(claim.value),
                    claim.claimant,
                    claim.id,
                ),
            )
        )

    def _note_country(self, spots: list[Spot]) -> None:
        for spot in spots:
            place = spot.place
            if (
                place
                and place.kind == PlaceKind.COUNTRY
                and place.country == self.country
                and spot.resolution.mention.label != "demonym"
            ):
                self.last_country = spot

    def _read_sentence(
        self, sentence: int, events: list[tuple[int, Event]], spots: list[Spot]
    ) -> None:
        page = self.page
        start, end = page.sentences[sentence]
        live = [(number, event) for number, event in events if not self.whens[number].past]
        if events and not live:
            return
        place_roots = {
            spot.root
            for spot in spots
            if spot.place
            and spot.place.kind != PlaceKind.COUNTRY
            and spot.resolution.mention.label != "demonym"
            and spot.role in {Role.STRUCK, Role.NEAR, Role.OTHER}
        }
        for number, event in live:
            self._read_occurrence(number, event)
        for aim in find_targets(page, sentence, live, self._army()):
            self._read_target(aim)
        if not events:
            self._read_named_targets(sentence)
        for aim in find_objects(page, live, self.lexicon.objects):
            self._read_target(aim)
        self._read_own_group(sentence, live)
        self._read_echo(sentence, live)
        for aim in find_controls(page, sentence, place_roots, self._army()):
            self._read_control(aim, sentence, live)
        for casualty in find_casualties(page, start, end, self.lexicon):
            if not live and self._is_long_ago(start, end):
                continue
            about = self._event_for(casualty.harm_token, sentence, live, near=4)
            if about is None or self._is_ground(sentence, live):
                continue
            self._add_figure(
                casualty.attribute,
                casualty.value,
                casualty.quantity,
                casualty.token,
                casualty.detail,
                about,
                "counted people",
                casualty.negated,
            )
        for count in find_counts(page, start, end, self.lexicon, bool(live)):
            about = self._event_for(count.token, sentence, live, near=2)
            if about is None:
                continue
            self._add_figure(
                count.attribute,
                count.value,
                count.quantity,
                count.token,
                count.detail,
                about,
                "counted strikes or weapons",
                count.negated,
            )
        self._read_any_denial(sentence)
        self._read_civilian_harm(sentence, live)
        self._read_blame(sentence, live)

    def _is_long_ago(self, start: int, end: int) -> bool:
        """Whether a sentence names a year before the report's own and the one before it."""
        published = self.report.published
        return published is not None and any(
            len(word) == 4 and word.isdigit() and 1900 <= int(word) < published.year - 1
            for word in self.page.words[start:end]
        )

    def _army(self) -> str | None:
        """Return as what holder "the army" holds ground in this report's country."""
        name = army_of(self.country, self.lexicon)
        return self.lexicon.actors[name]["holder"] if name else None

    # -- which event and which places a fact is about

    def _event_for(
        self, token: int, sentence: int, live: list[tuple[int, Event]], near: int
    ) -> int | None:
        page = self.page
        clause = clause_of(page, token)
        for number, event in live:
            if clause in event.clauses:
                return number
        if live:
            return min(live, key=lambda item: (abs(item[1].anchor - token), item[0]))[0]
        for before in (self.last_placed, self.last_event):
            if before is not None and 0 <= sentence - self.events[before].sentence <= near:
                return before
        return None

    def _is_ground(self, sentence: int, live: list[tuple[int, Event]]) -> bool:
        start, end = self.page.sentences[sentence]
        return not live and bool(_GROUND & set(self.page.words[start:end]))

    def _struck(self, number: int) -> tuple[Spot, ...]:
        own = self._own_struck(number)
        return own or self.anaphors.get(number, ())

    def _own_struck(self, number: int) -> tuple[Spot, ...]:
        return tuple(spot for spot in self.spots_of.get(number, ()) if spot.role == Role.STRUCK)

    def _places_for(self, number: int) -> tuple[Spot, ...]:
        """Return where an event struck, or the event before it that it points back to."""
        own = self._struck(number)
        if own:
            return own
        before = self.last_placed
        if (
            before is None
            or not 0 <= self.events[number].sentence - self.events[before].sentence <= 4
        ):
            return ()
        near = self.events[number].sentence - self.events[before].sentence <= 2
        same = self.events[before].attackers == self.events[number].attackers
        return self._struck(before) if (near and same) or self._is_the_strike(number) else ()

    def _is_the_strike(self, number: int) -> bool:
        """Whether an event is called "the strike", "Saturday's strike": one told before."""
        page, anchor = self.page, self.events[number].anchor
        return (
            page.pos[anchor] != "VERB"
            and page.tags[anchor] == "NN"
            and any(
                page.words[child] in {"the", "this", "that"} or page.dep[child] == "poss"
                for child in page.children[anchor]
            )
        )

    def _places_of_figure(self, number: int, sentence: int) -> tuple[Spot, ...]:
        """Return the struck places that a figure's own sentence names, else the event's."""
        if self.events[number].sentence == sentence and self._own_struck(number):
            return self._own_struck(number)
        here = tuple(
            spot
            for spot in self.spots_in.get(sentence, ())
            if spot.place
            and spot.place.id in self.struck_ids
            and spot.role not in {Role.SPOKEN_AT, Role.LAUNCHED_FROM}
        )
        return here or self._places_for(number)

    def _general_or_local(self, spots: tuple[Spot, ...]) -> tuple[bool, tuple[Spot, ...]]:
        """Return whether a claim is general: nothing finer than a country is named."""
        fine = tuple(
            spot
            for spot in spots
            if not spot.place or spot.place.kind not in {PlaceKind.COUNTRY, PlaceKind.SEA}
        )
        return not fine, fine

    # -- the kinds of facts

    def _read_occurrence(self, number: int, event: Event) -> None:
        spots = self._struck(number)
        if not event.irrealis and not event.talk_only:
            self.last_event = number
        if self._read_denied_deed(number, event, spots):
            return
        if event.irrealis:
            return
        if not spots and not event.negated:
            spots = self._anaphoric(number)
            if not spots and self._is_the_strike(number):
                spots = self._last_spots(event.sentence)
        fine = any(spot.place is None or spot.place.kind != PlaceKind.COUNTRY for spot in spots)
        if not fine and not event.negated and event.attackers:
            home = self._residence_of(self._voices(event.anchor))
            spots, fine = (home, True) if home else (spots, fine)
        if event.talk_only and not fine:
            return
        if not spots:
            if (
                not self.whens[number].own
                or not event.attackers
                or event.negated
                or event.weak
                or self.last_country is None
            ):
                return
            spots = (self.last_country,)
        if not fine and (not event.attackers or event.negated):
            return
        if fine and not event.negated:
            self.last_placed = number
            self.anaphors[number] = spots
        detail = event.weapons[0] if event.weapons else None
        for group in event.attackers or [()]:
            fact = Fact(
                "occurrence", True, event.anchor, "strike told with its place", event.negated,
                detail=detail, event=number, spots=spots, attackers=group,
            )  # fmt: skip
            self._add(fact)
            if len(group) == 1 and event.attacker_reason == "named in the sentence":
                self._add_named_attacker(fact, group[0])
            if len(group) > 1:
                for name in group:
                    self._add(
                        replace(fact, attribute="attacker", value=name, hedged=True,
                                negated=False, rule="one of several alternatives")
                    )  # fmt: skip

    def _residence_of(self, voices: tuple[Voice, ...]) -> tuple[Spot, ...]:
        """Return the town that a witness is from: what he tells of is there."""
        tokens = {
            voice.speaker.place_token for voice in voices if voice.speaker.place_token is not None
        }
        if not tokens:
            return ()
        return tuple(
            spot
            for spot in self.spots
            if spot.place
            and spot.place.kind not in {PlaceKind.COUNTRY, PlaceKind.ADMIN1}
            and any(spot.start <= token <= spot.root + 1 for token in tokens)
        )

    def _add_named_attacker(self, fact: Fact, name: str) -> None:
        """Keep who names the attacker, unless it is the report itself or the attacker."""
        voices = tuple(
            voice
            for voice in self._voices(fact.token)
            if voice.speaker.actor != name
            and voice.speaker != self.memory.publisher
            and voice.mode == "assert"
        )
        _, fine = self._general_or_local(fact.spots)
        if voices and fine and not fact.negated:
            self.last_accused = (self.page.sentence_of[fact.token], name)
            self._add(
                replace(
                    fact,
                    attribute="attacker",
                    value=name,
                    voices=voices,
                    spots=fine,
                    rule="attacker named",
                )
            )

    def _read_denied_deed(self, number: int, event: Event, spots: tuple[Spot, ...]) -> bool:
        """Read "it carried out no strikes there", "denied firing at X": not our deed."""
        told = False
        own = {name for group in event.attackers for name in group}
        for voice in self._voices(event.anchor):
            stance, _ = self._stance(voice.mode, event.negated, "occurrence")
            if self._is_called_false(event.anchor):
                stance = Stance.DENIES if stance is Stance.ASSERTS else stance
            actor = voice.speaker.actor
            if stance is not Stance.DENIES or not actor or actor not in own:
                continue
            if self._object_tells(event):
                continue
            told = True
            where = spots or self._anaphoric(number) or self._last_spots(event.sentence)
            _, fine = self._general_or_local(where)
            if not fine:
                continue
            self._add(
                Fact("attacker", actor, event.anchor, "denial of the deed", event=number,
                     spots=fine, voices=(voice,), stance=Stance.DENIES, attackers=(actor,))
            )  # fmt: skip
        return told

    def _object_tells(self, event: Event) -> bool:
        """Whether the denial is of what was hit, not of the strike: "did not hit civilians"."""
        page = self.page
        for verb in event.triggers:
            for child in page.children[verb]:
                if page.dep[child] not in {"dobj", "nsubjpass"}:
                    continue
                if page.lemmas[child] in self.lexicon.objects:
                    return True
                for token in range(page.left[child], min(page.right[child], child + 6) + 1):
                    hit = page.hit_at[token]
                    if (hit and hit.entry.table in {"holders", "persons"}) or page.words[
                        token
                    ] in _CIVILIAN:
                        return True
                    if hit and hit.entry.table == "actors" and hit.entry.row["kind"] == "armed":
                        return True
        return False

    def _is_called_false(self, token: int) -> bool:
        """Whether the words stand in "reports that … were false"."""
        page = self.page
        for ancestor in (token, *page.ancestors(token, 12)):
            if page.lemmas[ancestor] in _STORIES and page.dep[ancestor] in {"nsubj", "nsubjpass"}:
                verb = page.head[ancestor]
                return (
                    any(
                        page.lemmas[child] in _FALSE
                        for child in page.children[verb]
                        if page.dep[child] in {"acomp", "attr", "oprd", "xcomp", "conj"}
                    )
                    or page.lemmas[verb] in _FALSE
                )
        return False

    def _last_spots(self, sentence: int) -> tuple[Spot, ...]:
        before = self.last_placed
        if before is None or sentence - self.events[before].sentence > 6:
            return ()
        return self._struck(before)

    def _anaphoric(self, number: int) -> tuple[Spot, ...]:
        """Return the places that "the town", "there" or "the depot" points back to."""
        event = self.events[number]
        before = self.last_placed
        if before is None:
            before = number
        if not 0 <= event.sentence - self.events[before].sentence <= 4:
            return ()
        if not self._points_back(number, before):
            return ()
        recent = self._named_since(before, event.sentence)
        if recent:
            recent.role, recent.event = Role.STRUCK, number
            self.spots_of.setdefault(number, []).append(recent)
            self._note_struck(recent)
            return (recent,)
        return self._struck(before) if before != number else ()

    def _named_since(self, before: int, sentence: int) -> Spot | None:
        """Return the town named last before a sentence and after the event `before`."""
        low = max(self.events[before].sentence + 1, sentence - 2)
        if before == self.last_placed and low > sentence - 1:
            return None
        found = [
            spot
            for number in range(low, sentence)
            for spot in self.spots_in.get(number, ())
            if spot.role in {Role.OTHER, Role.STRUCK, Role.NEAR}
            and spot.place
            and spot.place.kind in {PlaceKind.SETTLEMENT, PlaceKind.AREA}
            and spot.resolution.mention.label == "place"
        ]
        return found[-1] if found else None

    def _points_back(self, number: int, before: int) -> bool:
        """Whether an event's own clause names its place by pointing back."""
        event = self.events[number]
        start, end = self.page.sentences[event.sentence]
        tokens = [
            token for token in range(start, end) if clause_of(self.page, token) in event.clauses
        ]
        return self._has_anaphor(tokens, end, before)

    def _has_anaphor(self, tokens: list[int], end: int, before: int) -> bool:
        page = self.page
        last = page.sentence_of[tokens[0]] if tokens else 0
        first = max(0, min(self.events[before].sentence, last - 3))
        known = set(page.lemmas[page.sentences[first][0] : page.sentences[last][0]])
        for token in tokens:
            if (
                page.words[token] == "there"
                and page.dep[token] != "expl"
                and not (token + 1 < end and page.pos[token + 1] in {"AUX", "VERB"})
            ):
                return True
            if page.words[token] not in {"the", "that", "this"} or token + 1 >= end:
                continue
            head = page.head[token] if page.head[token] > token else token + 1
            noun = page.lemmas[head]
            if (
                page.words[head + 1 : head + 2] == ["of"]
                and page.pos[min(head + 2, end - 1)] == "PROPN"
            ):
                continue
            if any(page.dep[child] in {"relcl", "acl"} for child in page.children[head]):
                continue
            if noun in _PLACE_NOUNS and page.tags[head] in {"NN", "NNP"}:
                return True
            if noun in known and (noun in self.lexicon.objects or noun in self.lexicon.damage):
                return True
        return False

    def _read_target(self, aim: Aim) -> None:
        if aim.event is None:
            return
        if (
            self.events[aim.event].irrealis
            and all(voice.mode == "assert" for voice in self._voices(aim.token))
            and not aim.negated
        ):
            return
        spots = self._struck(aim.event) or self._anaphoric(aim.event)
        if not spots and self._is_the_strike(aim.event):
            spots = self._last_spots(self.events[aim.event].sentence)
        general, fine = self._general_or_local(spots)
        value = self._at_home(aim.value, spots)
        if value in self._attacking(aim.event):
            return
        if not aim.negated:
            self.last_target = (self.page.sentence_of[aim.token], replace(aim, value=value), fine)
        self._add(
            Fact(
                "target",
                value,
                aim.token,
                aim.rule,
                aim.negated,
                event=aim.event,
                spots=fine,
                general=general,
            )
        )

    def _attacking(self, number: int) -> set[str]:
        """Return as what holders the attackers of an event hold ground: they are no target."""
        rows = self.lexicon.actors
        names = {name for group in self.events[number].attackers for name in group if name in rows}
        return {rows[name]["holder"] for name in names}

    def _at_home(self, holder: str, spots: tuple[Spot, ...]) -> str:
        """Return "government" for the forces of a state that were hit in their own country."""
        countries = {spot.place.country for spot in spots if spot.place} or {self.country}
        home = any(
            row["holder"] == holder and row["kind"] == "state" and row["country"] in countries
            for row in self.lexicon.rows["actors"]
        )
        return "government" if home else holder

    def _read_named_targets(self, sentence: int) -> None:
        """Read what somebody says the target was in a sentence after the strike's own."""
        number = self.last_placed if self.last_placed is not None else self.last_event
        if number is None or not 0 < sentence - self.events[number].sentence <= 3:
            return
        for aim in find_named_targets(self.page, sentence, self._army()):
            if self.frames.around(sentence, aim.token):
                self._read_target(replace(aim, event=number))

    def _read_own_group(self, sentence: int, live: list[tuple[int, Event]]) -> None:
        """Read "his group was targeted", "hit our headquarters": the speaker's own side."""
        page = self.page
        for number, event in live:
            for verb in event.triggers:
                for child in page.children[verb]:
                    if (
                        page.dep[child] not in {"dobj", "nsubjpass"}
                        or page.lemmas[child] not in _OWN
                    ):
                        continue
                    if not any(
                        page.words[token] in {"his", "our", "their", "her", "my"}
                        for token in page.children[child]
                    ):
                        continue
                    speaker = self._voices(child)[0].speaker
                    actor = self.lexicon.actors.get(speaker.actor or "")
                    if actor and speaker.actor not in {
                        name for group in event.attackers for name in group
                    }:
                        _, fine = self._general_or_local(self._struck(number))
                        fine = fine or self._places_for(number)
                        self._add(
                            Fact(
                                "target",
                                actor["holder"],
                                child,
                                "the speaker's own side was hit",
                                event=number,
                                spots=fine,
                                general=not fine,
                            )
                        )

    def _read_echo(self, sentence: int, live: list[tuple[int, Event]]) -> None:
        """Read "it is one thing to be targeting X, but the concern is that this is not so"."""
        for frame in self.frames.by_sentence.get(sentence, ()):
            if frame.mode != "concern":
                continue
            words = self.page.words[frame.start : frame.end + 1]
            if not {"not", "n't"} & set(words):
                continue
            if any(frame.start <= event.anchor <= frame.end for _, event in live):
                continue
            aims = find_targets(self.page, sentence, live, None)
            for aim in aims or self._aims_without_event(sentence):
                if not frame.start <= aim.token <= frame.end and not aim.negated:
                    voices = self._voices_of(frame)
                    key = next(
                        (
                            claim_id
                            for claim_id, claim in self.claims.items()
                            if claim.attribute == "target"
                            and claim.value == aim.value
                            and claim.start == self._quote(aim.token)[0]
                        ),
                        None,
                    )
                    if key:
                        del self.claims[key]
                    self._add(
                        Fact(
                            "target",
                            aim.value,
                            aim.token,
                            "a worry that it is not so",
                            True,
                            event=aim.event,
                            general=True,
                            voices=voices,
                            stance=Stance.DOUBTS,
                        )
                    )

    def _aims_without_event(self, sentence: int) -> list[Aim]:
        """Return the holders of "attacking X would be one thing", where no strike is told."""
        number = self.last_event
        if number is None:
            return []
        page = self.page
        start, end = page.sentences[sentence]
        found = []
        for token in range(start, end):
            hit = page.hit_at[token]
            holder = hit.entry.row.get("holder") if hit and hit.entry.table == "actors" else None
            if hit and holder and hit.entry.row["kind"] == "armed" and hit.start == token:
                verb = page.head[hit.end - 1]
                if page.dep[hit.end - 1] == "dobj" and page.lemmas[verb] in _HARMING | {"fight"}:
                    found.append(Aim(holder, token, False, number, "told as a condition"))
        return found

    def _read_control(self, aim: Aim, sentence: int, live: list[tuple[int, Event]]) -> None:
        number = self._event_for(aim.token, sentence, live, near=5)
        page = self.page
        if number is not None and not live and aim.place_root is None:
            start, end = page.sentences[sentence]
            near = sentence - self.events[number].sentence <= 2
            if not near and not self._has_anaphor(list(range(start, end)), end, number):
                return
        spots: tuple[Spot, ...] = ()
        if aim.place_root is not None:
            spots = tuple(
                spot for spot in self.spots_in.get(sentence, ()) if spot.root == aim.place_root
            )
            if not any(spot.place and spot.place.id in self.struck_ids for spot in spots):
                spots = ()
                if not live:
                    return
        if number is None and not spots:
            return
        if not spots:
            spots = self._residence_of(self._voices(aim.token))
        if (
            not spots
            and number is not None
            and live
            and any(clause_of(page, aim.token) in event.clauses for _, event in live)
        ):
            _, spots = self._general_or_local(self._struck(number))
        if not spots and self.last_placed is not None and not live:
            start, end = page.sentences[sentence]
            if self._has_anaphor(list(range(start, end)), end, self.last_placed):
                spots = self._last_spots(sentence)
        self._add(
            Fact(
                "control",
                aim.value,
                aim.token,
                aim.rule,
                aim.negated,
                event=number,
                spots=spots,
                general=not spots,
            )
        )

    def _add_figure(
        self,
        attribute: str,
        value: object,
        quantity: Quantity | None,
        token: int,
        detail: str | None,
        number: int,
        rule: str,
        negated: bool,
    ) -> None:
        event = self.events[number]
        if event.irrealis and event.sentence == self.page.sentence_of[token]:
            return
        spots = self._places_of_figure(number, self.page.sentence_of[token])
        general, fine = self._general_or_local(spots)
        if attribute.endswith(("crashed",)):
            fine, general = spots, not spots
        harm = attribute.endswith(("killed", "wounded", "casualties"))
        if harm and not fine:
            fine = spots or ((self.last_country,) if self.last_country else ())
            general = not fine
        shown: Value = value if isinstance(value, (int, float, str)) else None
        if isinstance(shown, (int, float)):
            self.last_figures[attribute] = shown
            self.figure_events[attribute] = number
        self._add(
            Fact(
                attribute,
                shown,
                token,
                rule,
                negated,
                quantity,
                detail,
                event=number,
                spots=fine,
                general=general,
                joint=len(fine) > 1,
            )
        )

    def _read_any_denial(self, sentence: int) -> None:
        """Read "denied that any of its missiles crashed": the figure denied is the one said."""
        page = self.page
        start, end = page.sentences[sentence]
        for token in range(start, end):
            if (
                page.words[token] != "any"
                or page.lemmas[token + 1 : token + 6].count("missile") == 0
            ):
                continue
            if (
                "crash" in page.lemmas[token : token + 8]
                and "missiles_crashed" in self.last_figures
            ):
                number = self.figure_events["missiles_crashed"]
                earlier = next(
                    (
                        claim
                        for claim in self.claims.values()
                        if claim.attribute == "missiles_crashed"
                    ),
                    None,
                )
                spots = tuple(
                    spot
                    for spot in self.spots
                    if earlier
                    and any(
                        spot.resolution.mention == located.mention for located in earlier.places
                    )
                )
                value = self.last_figures["missiles_crashed"]
                self._add(
                    Fact(
                        "missiles_crashed",
                        value,
                        token,
                        "denial of the figure said before",
                        False,
                        Quantity(token, token + 1, value, float(value), float(value))
                        if isinstance(value, (int, float))
                        else None,
                        "missile",
                        event=number,
                        spots=spots,
                        general=not spots,
                    )
                )

    def _read_civilian_harm(self, sentence: int, live: list[tuple[int, Event]]) -> None:
        """Read "no civilian was harmed", "did not hit civilian infrastructure", and the like."""
        page = self.page
        start, end = page.sentences[sentence]
        for token in range(start, end):
            collateral = page.words[token : token + 2] == ["collateral", "damage"]
            if page.words[token] not in _CIVILIAN and not collateral:
                continue
            number = self._event_for(token, sentence, live, near=5)
            if number is None:
                return
            verdict = self._harm_at(token, start, end)
            if collateral:
                absent = {"nil", "zero", "no", "none", "without"}
                verdict = bool(absent & set(page.words[max(start, token - 4) : token + 5])) or None
            if verdict is None:
                continue
            spots = self._places_of_figure(number, sentence) or self._last_spots(sentence)
            general, fine = self._general_or_local(spots)
            self._add(
                Fact("civilian_harm", True, token, "civilians hit or not", verdict, event=number,
                     spots=fine, general=general)
            )  # fmt: skip
            return

    def _harm_at(self, token: int, start: int, end: int) -> bool | None:
        """Return whether harm to the civilians at `token` is negated; None when it is not told."""
        page = self.page
        verb = next((up for up in page.ancestors(token, 6) if page.pos[up] == "VERB"), None)
        around = page.words[max(start, token - 6) : min(end, token + 7)]
        harmed = bool(_HARMED & set(around)) or (verb is not None and page.lemmas[verb] in _HARMING)
        finding = {"indication", "evidence", "reports", "information"} & set(
            page.words[start:token]
        )
        if not harmed and not finding:
            return None
        absent = {"no", "without"} & set(page.words[max(start, token - 4) : token])
        if not absent and {"indication", "evidence", "reports", "information", "knowledge"} & set(
            page.words[start:token]
        ):
            absent = {"no", "without", "not"} & set(page.words[max(start, token - 12) : token])
        negated = bool(absent) or (
            verb is not None and any(page.dep[child] == "neg" for child in page.children[verb])
        )
        denied = any(
            voice.mode == "deny" for voice in self._voices(token)
        ) or self._is_called_false(token)
        if negated or denied:
            return negated
        if (
            {"casualties", "harm"} & set(page.words[token : token + 2])
            and verb is not None
            and page.lemmas[verb] in {"have", "cause", "result", "leave", "inflict", "report"}
        ):
            return False
        return None

    def _read_blame(self, sentence: int, live: list[tuple[int, Event]]) -> None:
        """Read "X blamed Y", "X claimed responsibility", "X denied it"."""
        page = self.page
        number = self.last_placed if self.last_placed is not None else self.last_event
        number = live[0][0] if live else number
        if number is None or sentence - self.events[number].sentence > 4:
            return
        for frame in self.frames.by_sentence.get(sentence, ()):
            if frame.mode == "accuse" and frame.accused is not None:
                accused = self._accused_in(frame)
                if live or self._blames_for_it(frame):
                    for name in accused:
                        self._blame(name, number, frame, Stance.ASSERTS)
                        self.last_accused = (sentence, name)
                continue
            if self._contradicts_target(frame, sentence):
                continue
            actor = frame.speakers[0].actor if frame.speakers else None
            if not actor:
                continue
            words = set(page.lemmas[frame.start : frame.end + 1])
            if frame.mode == "deny" and self._denies_deed(frame, words, actor, sentence):
                self._blame(actor, number, frame, Stance.DENIES)
            elif self._owns_up(frame, words) and not self._is_denied(frame):
                self._blame(actor, number, frame, Stance.ASSERTS)

    def _contradicts_target(self, frame: Frame, sentence: int) -> bool:
        """Read "X rejected that", "X said the claim was false" of a target told before."""
        told = self.last_target
        if told is None or not 0 < sentence - told[0] <= 2 or not frame.speakers:
            return False
        page = self.page
        if self.last_accused and self.last_accused[0] > told[0]:
            return False
        if frame.mode == "deny":
            objects = {child for child in page.children[frame.verb] if page.dep[child] == "dobj"}
            points = any(
                page.words[child] in {"this", "that", "it"} or page.lemmas[child] in _STORIES
                for child in objects
            )
        else:
            points = any(
                page.lemmas[token] in _STORIES
                and page.dep[token] in {"nsubj", "nsubjpass"}
                and self._is_called_false(token)
                for token in range(frame.start, frame.end + 1)
            )
        before = [claim for claim in self.claims.values() if claim.attribute == "target"]
        last = next((claim for claim in reversed(before) if claim.value == told[1].value), None)
        if not points or last is None or last.claimant == frame.speakers[0].name:
            return False
        self._add(
            Fact(
                "target",
                told[1].value,
                frame.verb,
                "denial of the target told before",
                event=told[1].event,
                spots=told[2],
                general=not told[2],
                voices=self._voices_of(frame),
                stance=Stance.DENIES,
            )
        )
        return True

    def _accused_in(self, frame: Frame) -> tuple[str, ...]:
        """Return everyone accused: "accused X", "blamed Y", "blamed it on X and on Y"."""
        if frame.accused is None:
            return ()
        page = self.page
        roots = [frame.accused]
        if page.lemmas[frame.verb] == "blame":
            roots = [
                inner
                for token in range(frame.verb, frame.end + 1)
                if (page.words[token] == "on" and page.head[token] in {frame.verb, *roots})
                or (page.words[token] == "on" and page.dep[token] == "conj")
                for inner in page.children[token]
                if page.dep[inner] == "pobj"
            ] or roots
        named = [self._actor_in(root) for root in roots]
        return tuple(dict.fromkeys(name for name in named if name))

    def _owns_up(self, frame: Frame, words: set[str]) -> bool:
        """Whether "claimed responsibility", "acknowledged the raid", "admitted bombing X"."""
        page = self.page
        lemma = page.lemmas[frame.verb]
        if "responsibility" in words:
            return lemma in {"claim", "take", "accept", "assume", "admit", "acknowledge", "own"}
        if lemma not in {"confirm", "acknowledge", "admit"}:
            return False
        actor = frame.speakers[0].actor
        told = [
            child
            for child in page.children[frame.verb]
            if page.dep[child] == "dobj" and page.lemmas[child] in self.lexicon.event_nouns
        ]
        number = self.last_placed if self.last_placed is not None else self.last_event
        return (
            bool(told)
            and number is not None
            and any(actor in group for group in self.events[number].attackers)
        )

    def _is_denied(self, frame: Frame) -> bool:
        return any(self.page.dep[child] == "neg" for child in self.page.children[frame.verb])

    def _actor_in(self, root: int) -> str | None:
        page = self.page
        for token in range(page.left[root], page.right[root] + 1):
            hit = page.hit_at[token]
            actor = actor_of_hit(page, hit) if hit else None
            if actor:
                return actor
            if hit and hit.entry.table == "offices" and hit.entry.form in {"army", "military"}:
                return next(
                    (
                        name
                        for event in self.events
                        for group in event.attackers
                        for name in group
                        if "army" in name
                    ),
                    None,
                )
        return None

    def _blames_for_it(self, frame: Frame) -> bool:
        """Whether nothing else than the strike is what somebody is blamed for."""
        page = self.page
        if page.lemmas[frame.verb] != "blame":
            return self._accuses_of_it(frame)
        prepositions = [child for child in page.children[frame.verb] if page.words[child] == "for"]
        return not prepositions or any(
            page.lemmas[token] in {"attack", "strike", "bombing", "raid", "it", "shelling"}
            for token in range(prepositions[0], page.right[prepositions[0]] + 1)
        )

    def _accuses_of_it(self, frame: Frame) -> bool:
        """Whether "accused X of shelling the camp", "of having fired the rounds"."""
        page = self.page
        behind = [at for at in range(frame.verb, frame.end) if page.words[at] == "of"]
        return any(
            page.lemmas[token] in self.lexicon.event_verbs
            or page.lemmas[token] in self.lexicon.event_nouns
            or page.lemmas[token] in _HARMING | {"fire", "firing", "burn", "massacre", "launch"}
            for token in range(behind[0] if behind else frame.end, frame.end + 1)
        )

    def _denies_deed(self, frame: Frame, words: set[str], actor: str, sentence: int) -> bool:
        if words & {"responsibility", "involvement", "responsible", "behind"}:
            return True
        page = self.page
        objects = {
            page.words[child] for child in page.children[frame.verb] if page.dep[child] == "dobj"
        }
        if objects & {"part", "role"}:
            return True
        accused = self.last_accused
        recent = accused is not None and sentence - accused[0] <= 3 and accused[1] == actor
        return recent and bool(
            objects
            & {
                "it",
                "this",
                "that",
                "accusation",
                "accusations",
                "charge",
                "charges",
                "allegation",
                "allegations",
                "claim",
                "claims",
                "report",
                "reports",
            }
        )

    def _blame(self, actor: str, number: int, frame: Frame, stance: Stance) -> None:
        _, fine = self._general_or_local(self._places_for(number))
        self._add(
            Fact(
                "attacker",
                actor,
                frame.verb,
                "blame, claim or denial of responsibility",
                event=number,
                spots=fine,
                general=not fine,
                voices=self._voices_of(frame),
                stance=stance,
                attackers=(actor,),
            )
        )

    # -- who says it

    def _voices_of(self, frame: Frame) -> tuple[Voice, ...]:
        outer = self.frames.around(self.page.sentence_of[frame.verb], frame.verb)
        names = [
            speaker.name for other in outer if other is not frame for speaker in other.speakers
        ]
        own = [speaker.name for speaker in frame.via]
        speakers = frame.speakers or (self.memory.publisher,)
        return tuple(
            Voice(
                speaker,
                frame.mode,
                tuple(dict.fromkeys(name for name in (*own, *names) if name != speaker.name)),
            )
            for speaker in speakers
        )

    def _voices(self, token: int) -> tuple[Voice, ...]:
        around = self.frames.around(self.page.sentence_of[token], token)
        if not around:
            return (Voice(self.memory.publisher, "assert", ()),)
        inner = around[0]
        if inner.mode == "express":
            return (Voice(self.memory.publisher, "assert", ()),)
        own = [speaker.name for speaker in inner.via]
        outer = [speaker.name for frame in around[1:] for speaker in (*frame.speakers, *frame.via)]
        speakers = inner.speakers or (self.memory.publisher,)
        return tuple(
            Voice(
                speaker,
                inner.mode,
                tuple(
                    dict.fromkeys(
                        name
                        for name in (*own, *outer)
                        if name not in {each.name for each in speakers}
                    )
                ),
            )
            for speaker in speakers
        )

    def _is_hedged(self, token: int) -> bool:
        page = self.page
        start, end = page.sentences[page.sentence_of[token]]
        clause = clause_of(page, token)
        for number in range(start, end):
            word = page.words[number]
            if word in self.lexicon.hedges and (
                clause_of(page, number) == clause or abs(number - token) <= 8
            ):
                if word in {"may", "might"} and page.pos[number] != "AUX":
                    continue
                return True
        return False

    @staticmethod
    def _stance(mode: str, negated: bool, attribute: str) -> tuple[Stance, bool]:
        """Return the stance and whether the manner alone hedges it."""
        if mode == "deny":
            return (Stance.ASSERTS if negated else Stance.DENIES), False
        if mode == "doubt":
            return Stance.DOUBTS, False
        if mode == "concern":
            return (Stance.DOUBTS, False) if negated else (Stance.ASSERTS, True)
        return (Stance.DENIES if negated else Stance.ASSERTS), mode == "hedge"

    # -- writing it down

    def _quote(self, token: int) -> tuple[int, int]:
        """Return the characters of the sentence around a token, without outer white space."""
        page = self.page
        start, end = page.sentences[page.sentence_of[token]]
        low, high = page.starts[start], page.ends[end - 1]
        text = self.report.text
        while low < high and text[low].isspace():
            low += 1
        while high > low and text[high - 1].isspace():
            high -= 1
        return low, high

    def _add(self, fact: Fact) -> None:
        number = fact.event
        event = self.events[number] if number is not None else None
        when = self.whens[number].when if number is not None else When()
        attackers = fact.attackers
        if attackers is None:
            attackers = tuple(
                dict.fromkeys(
                    name for group in (event.attackers if event else []) for name in group
                )
            )
        start, end = self._quote(fact.token)
        places = (
            tuple(Located(spot.resolution.mention, Role.STRUCK, spot.place) for spot in fact.spots)
            if not fact.general
            else ()
        )
        quantity = fact.quantity
        for voice in fact.voices or self._voices(fact.token):
            mode = (
                "deny"
                if voice.mode == "assert" and self._is_called_false(fact.token)
                else voice.mode
            )
            stance, mode_hedge = self._stance(mode, fact.negated, fact.attribute)
            stance = fact.stance or stance
            claim_id = hash_fields(
                # one text may stand in two reports, of two days or two outlets
                self.report.name,
                self.report.sha256,
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
            self.claims[claim_id] = Claim(
                id=claim_id,
                report=self.report.name,
                report_sha256=self.report.sha256,
                claimant=voice.speaker.name,
                side=side_of(voice.speaker, attackers, self.country, self.lexicon),
                origin=voice.speaker.name,
                attribute=fact.attribute,
                value=fact.value,
                stance=stance,
                quote=self.report.text[start:end],
                start=start,
                end=end,
                via=voice.via,
                hedged=fact.hedged or mode_hedge or self._is_hedged(fact.token),
                scope=Scope.GENERAL if fact.general else Scope.LOCAL,
                places=places,
                attackers=attackers,
                when=when,
                country=self._country_of(fact),
                joint=fact.joint,
                low=quantity.low if quantity else None,
                high=quantity.high if quantity else None,
                at_least=quantity.at_least if quantity else False,
                at_most=quantity.at_most if quantity else False,
                detail=fact.detail,
                rule=fact.rule,
            )

    def _country_of(self, fact: Fact) -> str | None:
        for spot in fact.spots:
            if spot.place and spot.place.country:
                return spot.place.country
        return self.country
