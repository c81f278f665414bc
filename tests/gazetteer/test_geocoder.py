"""geopy's interface over the gazetteer."""

from __future__ import annotations

import pytest
from geopy.distance import geodesic
from geopy.geocoders.base import Geocoder

from mapper.gazetteer import Gazetteer
from mapper.gazetteer.geocoder import GazetteerGeocoder
from mapper.gazetteer.online import OnlineLookup


@pytest.fixture
def geocoder(gazetteer: Gazetteer) -> GazetteerGeocoder:
    return GazetteerGeocoder(gazetteer)


def test_geocode_returns_geopy_locations(geocoder: GazetteerGeocoder) -> None:
    assert isinstance(geocoder, Geocoder)
    location = geocoder.geocode("Talbisa")
    assert location.address == "Talbiseh, Homs, SY"
    assert location.raw["id"] == "geonames:163779"
    assert geodesic(location.point, (34.84063, 36.73093)).km < 0.01


def test_not_found_is_none_and_many_is_a_list(geocoder: GazetteerGeocoder) -> None:
    assert geocoder.geocode("Qwrtzplimski") is None
    many = geocoder.geocode("Springfield", exactly_one=False, country="US", limit=30)
    assert len(many) > 10


def test_reverse_finds_the_nearest(geocoder: GazetteerGeocoder) -> None:
    assert geocoder.reverse((34.927, 36.733)).raw["name"] == "Rastan"
    assert geocoder.reverse((0.0, -140.0)) is None


class _Recorded(Geocoder):
    """A geopy geocoder that answers one recorded question, and counts."""

    def __init__(self) -> None:
        super().__init__()
        self.asked = 0

    def geocode(self, query, **options):
        from geopy.location import Location

        self.asked += 1
        raw = {
            "osm_type": "node",
            "osm_id": 1,
            "lat": "35.1",
            "lon": "36.7",
            "name": "Mithal",
            "addresstype": "village",
            "importance": 0.2,
            "address": {"country_code": "sy"},
        }
        return [Location("Mithal", (35.1, 36.7, 0), raw)]


def test_online_answers_are_marked_and_kept_on_disk(tmp_path) -> None:
    recorded = _Recorded()
    lookup = OnlineLookup(folder=tmp_path, geocoder=recorded)
    for _ in range(2):
        found = lookup.search("Mithal", country="SY")
    assert recorded.asked == 1
    (candidate,) = found.candidates
    assert not candidate.accepted
    assert candidate.place.source == "nominatim (online)"
    assert candidate.place.country == "SY"
