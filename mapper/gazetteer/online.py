"""Ask OpenStreetMap's Nominatim for names that no gazetteer here knows; only when told to."""

from __future__ import annotations

import hashlib
import json
import os
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mapper.errors import GazetteerError
from mapper.gazetteer.defaults import locate_cache
from mapper.gazetteer.records import estimate_uncertainty
from mapper.model import Candidate, Mention, Place, PlaceKind, Resolution

if TYPE_CHECKING:
    from geopy.geocoders.base import Geocoder

__all__ = ["OnlineLookup"]

PAUSE_SECONDS = 1.1
"""Nominatim's usage policy allows one question a second."""

_KINDS = {"country": PlaceKind.COUNTRY, "state": PlaceKind.ADMIN1, "sea": PlaceKind.SEA}
_SETTLEMENTS = {"city", "town", "village", "hamlet", "suburb", "neighbourhood", "municipality"}


class OnlineLookup:
    """Nominatim through geopy, one question a second, answers kept on disk for good.

    Its candidates are marked: source "nominatim (online)", never accepted by themselves.
    MAPPER_NOMINATIM_URL names another server, for example one's own.
    """

    def __init__(self, *, folder: Path | None = None, geocoder: Geocoder | None = None) -> None:
        self._folder = folder or locate_cache() / "nominatim"
        self._geocoder = geocoder or _make_geocoder()
        self._last = 0.0

    def search(self, name: str, *, country: str | None = None) -> Resolution:
        """Return what the server knows of a name, or what it answered before."""
        mention = Mention(0, len(name), name)
        key = hashlib.sha256(json.dumps([name, country]).encode()).hexdigest()[:24]
        cached = self._folder / f"{key}.json"
        if cached.is_file():
            answers = json.loads(cached.read_text(encoding="utf-8"))
        else:
            answers = self._ask(name, country)
            self._folder.mkdir(parents=True, exist_ok=True)
            part = cached.with_suffix(f".{os.getpid()}.part")
            part.write_text(json.dumps(answers, ensure_ascii=False), encoding="utf-8")
            part.replace(cached)
        if not answers:
            return Resolution(mention, (), "neither the gazetteer nor Nominatim knows it")
        return Resolution(mention, tuple(_read(answer) for answer in answers))

    def _ask(self, name: str, country: str | None) -> list[dict[str, Any]]:
        from geopy.exc import GeopyError

        wait = self._last + PAUSE_SECONDS - time.monotonic()
        if wait > 0:
            time.sleep(wait)
        try:
            found = self._geocoder.geocode(
                name, exactly_one=False, limit=5, addressdetails=True,
                country_codes=country.lower() if country else None, language="en",
            )  # fmt: skip
        except GeopyError as error:
            raise GazetteerError(
                f"Nominatim could not be asked about {name!r} ({error}); leave out --online"
            ) from error
        finally:
            self._last = time.monotonic()
        return [location.raw for location in found or []]


def _make_geocoder() -> Geocoder:
    from urllib.parse import urlsplit

    from geopy.geocoders import Nominatim

    address = os.environ.get("MAPPER_NOMINATIM_URL", "https://nominatim.openstreetmap.org")
    parts = urlsplit(address)
    return Nominatim(
        user_agent="strike-report-mapper", domain=parts.netloc, scheme=parts.scheme or "https"
    )


def _read(answer: dict[str, Any]) -> Candidate:
    details = answer.get("address") or {}
    kind = _KINDS.get(str(answer.get("addresstype", "")), PlaceKind.AREA)
    if answer.get("addresstype") in _SETTLEMENTS:
        kind = PlaceKind.SETTLEMENT
    place = Place(
        id=f"osm:{answer.get('osm_type', '')}{answer.get('osm_id', '')}",
        name=str(answer.get("name") or str(answer.get("display_name", "")).split(",")[0]),
        kind=kind, lat=float(answer["lat"]), lon=float(answer["lon"]),
        country=str(details["country_code"]).upper() if details.get("country_code") else None,
        admin1=details.get("state"), uncertainty_km=estimate_uncertainty(kind),
        source="nominatim (online)",
    )  # fmt: skip
    score = min(0.8, 0.5 + float(answer.get("importance") or 0) / 2)
    return Candidate(place, score, False, ("online: OpenStreetMap Nominatim, not checked here",))
