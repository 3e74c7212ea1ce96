"""Calendar arithmetic: periods by unit, named days, weeks from Monday to Sunday."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass

EARLIEST, LATEST = dt.date(1, 1, 2), dt.date(9999, 12, 30)
# Months of the seasons of the northern hemisphere, and of the southern ("@S"); "@N" says that the northern are meant.
SEASONS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 14)}
SEASONS |= {f"{name}@N": months for name, months in SEASONS.items()}
SEASONS |= {"SP@S": (9, 11), "SU@S": (12, 14), "FA@S": (3, 5), "WI@S": (6, 8)}


class OutOfCalendarError(ValueError):
    """A date before year 1 or after year 9999, or one that does not exist; such expressions stay unresolved."""


@dataclass(frozen=True, slots=True)
class Point:
    """A TIMEX3 value and the first and last day (inclusive) it covers."""

    value: str
    start: dt.date
    end: dt.date


def day(year: int, month: int, dom: int) -> dt.date:
    """A calendar day; raises OutOfCalendarError if there is none."""
    try:
        return dt.date(year, month, dom)
    except ValueError as error:
        raise OutOfCalendarError(str(error)) from error


def shift_days(date: dt.date, days: int) -> dt.date:
    """The day ``days`` later."""
    try:
        return date + dt.timedelta(days=days)
    except OverflowError as error:
        raise OutOfCalendarError(str(error)) from error


def shift_months(year: int, month: int, months: int) -> tuple[int, int]:
    """The month ``months`` later, as (year, month)."""
    index = year * 12 + month - 1 + months
    return index // 12, index % 12 + 1


def last_day(year: int, month: int) -> int:
    """Number of days of a month."""
    if not 1 <= year <= 9999:
        raise OutOfCalendarError(f"year {year}")
    return calendar.monthrange(year, month)[1]


def day_point(date: dt.date) -> Point:
    """A day as a point."""
    return Point(date.isoformat(), date, date)


def week_point(date: dt.date) -> Point:
    """The week (Monday to Sunday) that holds a day."""
    monday = shift_days(date, -date.weekday())
    year, week, _ = date.isocalendar()
    return Point(f"{year:04d}-W{week:02d}", monday, shift_days(monday, 6))


def weekend_point(date: dt.date) -> Point:
    """Saturday and Sunday of the week that holds a day."""
    week = week_point(date)
    return Point(f"{week.value}-WE", shift_days(week.start, 5), week.end)


def month_point(year: int, month: int) -> Point:
    """A month."""
    return Point(f"{year:04d}-{month:02d}", day(year, month, 1), day(year, month, last_day(year, month)))


def months_point(value: str, year: int, first: int, last: int) -> Point:
    """A run of months of a year; ``last`` may run over into the next year (13 is January)."""
    until_year, until = shift_months(year, 1, last - 1)
    return Point(value, day(year, first, 1), day(until_year, until, last_day(until_year, until)))


def quarter_point(year: int, quarter: int) -> Point:
    """A calendar quarter."""
    return months_point(f"{year:04d}-Q{quarter}", year, 3 * quarter - 2, 3 * quarter)


def half_point(year: int, half: int) -> Point:
    """A half of a year."""
    return months_point(f"{year:04d}-H{half}", year, 6 * half - 5, 6 * half)


def season_point(year: int, season: str) -> Point:
    """A meteorological season, the northern one unless marked "@S"; one that starts in December is of that year."""
    first, last = SEASONS[season]
    return months_point(f"{year:04d}-{season[:2]}", year, first, last)


def year_point(year: int) -> Point:
    """A year."""
    return Point(f"{year:04d}", day(year, 1, 1), day(year, 12, 31))


def years_point(value: str, first: int, last: int) -> Point:
    """A run of years under the given TIMEX3 value (decade "199", century "19")."""
    return Point(value, day(max(first, 1), 1, 1), day(last, 12, 31))


def easter(year: int) -> dt.date:
    """Western Easter Sunday (the anonymous Gregorian computus, as in Meeus, Astronomical Algorithms)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    month, dom = divmod(h + k - 7 * m + 114, 31)
    return day(year, month, dom + 1)


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> dt.date:
    """The nth (from 1; -1 is the last) given weekday (1 = Monday) of a month."""
    if nth < 0:
        end = day(year, month, last_day(year, month))
        return shift_days(end, -((end.isoweekday() - weekday) % 7) + 7 * (nth + 1))
    start = day(year, month, 1)
    found = shift_days(start, (weekday - start.isoweekday()) % 7 + 7 * (nth - 1))
    if found.month != month:
        raise OutOfCalendarError(f"no {nth}. weekday {weekday} in {year}-{month}")
    return found


def holiday(rule: str, year: int) -> dt.date:
    """The day of a holiday in a year.

    rule: "MM-DD", "easter+N", "MM-wdW#N" (the Nth weekday W of a month, "MM-wdW#-1" the last), each with an optional
    "+N" of days behind it ("11-wd1#1+1": the Tuesday after the first Monday of November).
    """
    if rule.startswith("easter"):
        return shift_days(easter(year), int(rule[6:] or 0))
    month, rest = int(rule[:2]), rule[3:]
    if not rest.startswith("wd"):
        return day(year, month, int(rest))
    nth, _, more = rest[4:].partition("+")
    return shift_days(nth_weekday(year, month, int(rest[2]), int(nth)), int(more or 0))
