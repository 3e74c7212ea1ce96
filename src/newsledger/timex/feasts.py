"""Holidays that no formula of the Gregorian calendar gives, or that each country has its own: the ``holidays`` package.

The package is imported when the first such holiday is asked for.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
import warnings
from collections.abc import Mapping

from newsledger.timex.calendars import OutOfCalendarError, Point, day_point, easter, shift_days

_NOTE = re.compile(r" \((?:observed|estimated|substituted|in lieu)[^)]*\)")
_RUN = 20  # days within which two days of one name belong to one feast
_WORKING = "workday"  # the package's category of days that are none


@functools.lru_cache(maxsize=4096)
def _days(country: str, year: int) -> Mapping[str, tuple[dt.date, ...]]:
    """Holidays of a country in a year: English name in lower case → its days."""
    import holidays

    try:
        kind = getattr(holidays, country)
        english = "en_US" if "en_US" in kind.supported_languages else None
        categories = tuple(c for c in kind.supported_categories if c != _WORKING)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it warns of years for which it knows less
            table = holidays.country_holidays(country, years=year, language=english, categories=categories)
    except (AttributeError, NotImplementedError) as error:
        raise OutOfCalendarError(f"no holidays of {country!r}") from error
    exact: dict[str, list[dt.date]] = {}
    moved: dict[str, list[dt.date]] = {}
    for date, names in sorted(table.items()):
        for name in names.split("; "):
            plain = _NOTE.sub("", name)
            into = moved if "(observed" in name or "(in lieu" in name else exact
            into.setdefault(plain.casefold(), []).append(date)
    return {name: tuple(dates) for name, dates in sorted((moved | exact).items())}


def has_holiday(country: str, name: str) -> bool:
    """Whether the package knows a holiday of this English name in the country."""
    try:
        return any(name.casefold() in _days(country, year) for year in (2013, 2022))
    except OutOfCalendarError:
        return False


def first_days(country: str, name: str, year: int) -> tuple[dt.date, ...]:
    """The day on which a holiday begins in a year; two where a lunar year begins and ends in it.

    Raises OutOfCalendarError where the package tells of none.
    """
    dates = _days(country, year).get(name.casefold(), ())
    if not dates:
        raise OutOfCalendarError(f"no {name!r} in {country} in {year}")
    return tuple(d for i, d in enumerate(dates) if i == 0 or (d - dates[i - 1]).days > _RUN)


def is_feast(rule: str) -> bool:
    """Whether a rule of a holiday is one for ``feast_points``."""
    return rule.startswith(("@", "orthodox")) or ">" in rule


def feast_points(rule: str, year: int) -> tuple[Point, ...]:
    """The periods that a rule gives for a year.

    rule: "@CC Name" (a holiday of the country CC under its English name), "orthodox+N" (days from Orthodox Easter),
    "RULE>RULE" (from the one up to the day before the other), where "easter-46" is one too. Raises
    OutOfCalendarError.
    """
    first, _, behind = rule.partition(">")
    starts = _rule_days(first, year)
    if not behind:
        return tuple(day_point(date) for date in starts)
    ends = [d for y in (year, year + 1) for d in _rule_days(behind, y)]
    points = []
    for start in starts:
        end = next((shift_days(d, -1) for d in ends if d > start), None)
        if end is not None:
            points.append(Point(f"{start.isoformat()}/{end.isoformat()}", start, end))
    return tuple(points)


def _rule_days(rule: str, year: int) -> tuple[dt.date, ...]:
    if rule.startswith("@"):
        country, _, name = rule[1:].partition(" ")
        return first_days(country, name, year)
    if rule.startswith("orthodox"):
        return (shift_days(_orthodox_easter(year), int(rule[8:])),)
    return (shift_days(easter(year), int(rule[6:])),)


def _orthodox_easter(year: int) -> dt.date:
    """Orthodox Easter Sunday in the Gregorian calendar (Meeus, Astronomical Algorithms: the Julian computus)."""
    d = (19 * (year % 19) + 15) % 30
    e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
    month, dom = divmod(d + e + 114, 31)
    behind = year // 100 - year // 400 - 2  # days between the calendars
    return shift_days(dt.date(year, month, dom + 1), behind)
