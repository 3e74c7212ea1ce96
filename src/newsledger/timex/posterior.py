"""How likely each day is as the day of writing: logarithms of likelihoods, added over a calendar of days."""

from __future__ import annotations

import datetime as dt
import functools
import math
import tomllib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Any

import numpy as np
import numpy.typing as npt

from newsledger.model import Span

Vector = npt.NDArray[np.float64]
FIRST, LAST = dt.date(1950, 1, 1), dt.date(2049, 12, 31)
_ZERO = FIRST.toordinal()
_SIZE = LAST.toordinal() - _ZERO + 1
_YEARS = LAST.year - FIRST.year + 1
_REACH = 150  # years on either side of a named one for which a profile holds


@dataclass(slots=True)
class Evidence:
    """One piece of evidence. what: in words. likely: logarithm of how likely each day is by it alone."""

    what: str
    likely: Vector
    span: Span | None = None
    kind: str = ""


@functools.cache
def parameters() -> Mapping[str, Any]:
    """The tables of ``data/dating.toml``."""
    return tomllib.loads((resources.files("newsledger.timex") / "data" / "dating.toml").read_text("utf-8"))


@functools.cache
def grid() -> Mapping[str, npt.NDArray[np.int64]]:
    """For each day of the calendar: "year", "month" (running number), "weekday" (0 = Monday), "yearday" (MMDD)."""
    days = [FIRST + dt.timedelta(n) for n in range(_SIZE)]
    return {
        "year": np.array([d.year for d in days]),
        "month": np.array([d.year * 12 + d.month - 1 for d in days]),
        "weekday": np.array([d.weekday() for d in days]),
        "yearday": np.array([d.month * 100 + d.day for d in days]),
    }


@functools.cache
def month_starts() -> npt.NDArray[np.int64]:
    """Places of the first days of all months of the calendar."""
    return np.flatnonzero(np.diff(grid()["month"], prepend=-1))


def index(day: dt.date) -> int:
    """Place of a day in the calendar (may lie outside of it)."""
    return day.toordinal() - _ZERO


def day_at(place: int) -> dt.date:
    """The day at a place of the calendar."""
    return dt.date.fromordinal(place + _ZERO)


def around(day: dt.date, table: Sequence[Sequence[float]], rest: float, after: float | None = None) -> Vector:
    """Evidence from the days between a date and publication: rows (from, to, probability per day), else ``rest``.

    after: what holds from the date on where no row does.
    """
    found = np.full(_SIZE, math.log(rest))
    place = index(day)
    if after is not None:
        found[max(0, place) :] = math.log(after)
    for start, end, value in table:
        left, right = place + int(start), place + int(end) + 1
        if right > 0 and left < _SIZE:
            found[max(0, left) : right] = math.log(value)
    return found


def between(start: dt.date, end: dt.date, table: Sequence[Sequence[float]], rest: float) -> Vector:
    """Likelihoods (no logarithms) from the days between publication and a period; rows (from, to, value)."""
    days = np.arange(_SIZE)
    gap = np.maximum(np.maximum(index(start) - days, days - index(end)), 0)
    factor = np.full(_SIZE, rest)
    for left, right, value in table:
        factor[(gap >= left) & (gap <= right)] = value
    return factor


def yearly(month: int, dom: int, weekday: int | None, table: Sequence[Sequence[float]], rest: float) -> Vector:
    """Evidence from a date without its year (of a given weekday, 1 = Monday, if that is told)."""
    factor = np.full(_SIZE, math.log(rest))
    for year in range(FIRST.year, LAST.year + 1):
        try:
            day = dt.date(year, month, dom)
        except ValueError:
            continue
        if weekday is None or day.isoweekday() == weekday:
            np.maximum(factor, around(day, table, rest), out=factor)
    return factor


@functools.lru_cache(maxsize=2048)
def cached_yearly(month: int, dom: int, weekday: int | None, direction: str) -> Vector:
    """``yearly`` with the table of a direction."""
    table = parameters()["monthday"]
    return yearly(month, dom, weekday, table[direction], table["rest"])


@functools.lru_cache(maxsize=64)
def by_month(month: int, direction: str) -> Vector:
    """Evidence from a month named without its year."""
    table = np.full(12, math.log(0.02))
    for offset, value in parameters()["monthname"][direction]:
        table[int(offset) % 12] = math.log(value)
    return table[(grid()["month"] % 12 - (month - 1)) % 12]


@functools.lru_cache(maxsize=4)
def by_quarter(quarter: int) -> Vector:
    """Evidence from a quarter named without its year."""
    table = np.full(12, math.log(0.01))
    for offset, value in parameters()["quarter"]["past"]:
        table[int(offset)] = math.log(value)
    return table[(grid()["month"] % 12 - 3 * quarter) % 12]


def by_years(named: Mapping[str, Collection[int]]) -> Vector:
    """Evidence from the years that a text names, by their kind (see the tables of ``[year]``).

    Each year of writing makes each distance at which a year is named so and so likely; what counts is the logarithm of
    the odds that a text written then names that year.
    """
    found = np.zeros(_YEARS)
    for kind, years in sorted(named.items()):
        profile = _profile(kind)
        for year in sorted(set(years)):
            start = FIRST.year - year + _REACH
            if 0 <= start <= len(profile) - _YEARS:
                found += profile[start : start + _YEARS]
    return found[grid()["year"] - FIRST.year]


@functools.cache
def _profile(kind: str) -> Vector:
    """For each distance from the named year to that of writing the logarithm of the odds that it is named."""
    rows = parameters()["year"][kind]
    points = np.array([row[0] for row in rows], dtype=float)
    values = np.array([math.log(row[1] / (1 - row[1])) for row in rows])
    profile: Vector = np.interp(np.arange(-_REACH, _REACH + 1), points, values)
    return profile


@functools.lru_cache(maxsize=7)
def by_weekday(weekday: int) -> Vector:
    """Evidence from the first weekday (1 = Monday) of which a text speaks in the past tense."""
    table: Vector = np.log(np.array(parameters()["weekday"]["past"], dtype=np.float64))
    factor: Vector = table[(grid()["weekday"] - (weekday - 1)) % 7]
    return factor


def within(terms: Sequence[tuple[dt.date, dt.date | None]], before: float, after: float) -> Vector:
    """Evidence 1 within any of the terms, ``before`` before the first and ``after`` from the first on."""
    found = np.full(_SIZE, math.log(after))
    first = min(index(start) for start, _ in terms)
    found[: max(0, first)] = math.log(before)
    for start, end in terms:
        right = _SIZE if end is None else index(end) + 1
        found[max(0, index(start)) : max(0, right)] = 0.0
    return found


def graded(terms: Sequence[tuple[dt.date, dt.date | None]], rows: Sequence[Sequence[float]], never: float) -> Vector:
    """Evidence 1 within any of the terms; outside by the years to the nearest: rows (from, to, value), else ``never``.

    Years before a term are negative.
    """
    found = np.full(_SIZE, math.log(never))
    for start, end in terms:
        left, right = index(start), _SIZE if end is None else index(end)
        for low, high, value in rows:
            a = left + round(low * 365.25) if low < 0 else right + round(low * 365.25)
            b = left + round(high * 365.25) if low < 0 else right + round(high * 365.25)
            span = found[max(0, a) : max(0, b)]
            np.maximum(span, math.log(value), out=span)
        found[max(0, left) : max(0, right + 1)] = 0.0
    return found


def months_match(months: Sequence[int], offset: int, weight: float) -> Vector:
    """Evidence for days whose month lies ``offset`` months from one of the named months (1 to 12)."""
    wanted = [(m - 1 - offset) % 12 for m in months]
    hit = np.isin(grid()["month"] % 12, wanted)
    return np.where(hit, math.log(weight), 0.0)


def years_match(years: Sequence[int], weight: float) -> Vector:
    """Evidence for days of one of the given years."""
    return np.where(np.isin(grid()["year"], years), math.log(weight), 0.0)


@functools.cache
def prior() -> Vector:
    """How likely days are before any evidence."""
    table = parameters()["prior"]
    years = grid()["year"]
    found = np.zeros(_SIZE)
    found[years < table["early"]] = math.log(table["before"])
    found[years > table["made"]] = math.log(table["after"])
    return found


def combine(pieces: Sequence[Vector]) -> Vector:
    """The probabilities of all days: prior and evidence (logarithms) together, summing to one."""
    total = prior().copy()
    for piece in pieces:
        total += piece
    total -= total.max()
    weights: Vector = np.exp(total)
    weights /= weights.sum()
    return weights
