"""How likely each day is as the day of writing: factors multiplied over a calendar of days."""

from __future__ import annotations

import datetime as dt
import functools
import tomllib
from collections.abc import Mapping, Sequence
from importlib import resources
from typing import Any

import numpy as np
import numpy.typing as npt

Vector = npt.NDArray[np.float64]
FIRST, LAST = dt.date(1950, 1, 1), dt.date(2049, 12, 31)
_ZERO = FIRST.toordinal()
_SIZE = LAST.toordinal() - _ZERO + 1


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


def index(day: dt.date) -> int:
    """Place of a day in the calendar (may lie outside of it)."""
    return day.toordinal() - _ZERO


def day_at(place: int) -> dt.date:
    """The day at a place of the calendar."""
    return dt.date.fromordinal(place + _ZERO)


def around(day: dt.date, table: Sequence[Sequence[float]], rest: float, after: float | None = None) -> Vector:
    """A factor from the days between a date and publication: rows (from, to, probability per day), else ``rest``."""
    factor = np.full(_SIZE, rest)
    place = index(day)
    if after is not None:
        factor[max(0, place) :] = after
    for start, end, value in table:
        left, right = place + int(start), place + int(end) + 1
        if right > 0 and left < _SIZE:
            factor[max(0, left) : right] = value
    return factor


def between(start: dt.date, end: dt.date, table: Sequence[Sequence[float]], rest: float) -> Vector:
    """A factor from the days between publication and a period; rows (from, to, value) on either side of it."""
    days = np.arange(_SIZE)
    gap = np.maximum(np.maximum(index(start) - days, days - index(end)), 0)
    factor = np.full(_SIZE, rest)
    for left, right, value in table:
        factor[(gap >= left) & (gap <= right)] = value
    return factor


def yearly(month: int, dom: int, weekday: int | None, table: Sequence[Sequence[float]], rest: float) -> Vector:
    """A factor from a date without its year (of a given weekday, 1 = Monday, if that is told)."""
    factor = np.full(_SIZE, rest)
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
    """A factor from a month named without its year."""
    table = np.full(12, 0.02)
    for offset, value in parameters()["monthname"][direction]:
        table[int(offset) % 12] = value
    return table[(grid()["month"] % 12 - (month - 1)) % 12]


@functools.lru_cache(maxsize=4)
def by_quarter(quarter: int) -> Vector:
    """A factor from a quarter named without its year."""
    table = np.full(12, 0.01)
    for offset, value in parameters()["quarter"]["past"]:
        table[int(offset)] = value
    return table[(grid()["month"] % 12 - 3 * quarter) % 12]


def by_year(year: int, kind: str) -> Vector:
    """A factor from the latest year that is named ("bare", in a "run" of years, with a "month", or "ahead")."""
    table = parameters()["year"]
    offsets = grid()["year"] - year
    factor = np.full(_SIZE, float(table["rest"]))
    reach = int(table["reach"])
    tail = (offsets > 0) & (offsets <= reach) if kind != "ahead" else (offsets < 0) & (offsets >= -reach)
    factor[tail] = float(table["tail"]) / np.maximum(1, np.abs(offsets[tail]) / 4)
    for offset, value in table[kind]:
        factor[offsets == int(offset)] = value
    return factor


def by_weekday(weekday: int) -> Vector:
    """A factor from the first weekday (1 = Monday) of which a text speaks in the past tense."""
    table = np.array(parameters()["weekday"]["past"])
    factor: Vector = table[(grid()["weekday"] - (weekday - 1)) % 7]
    return factor


def within(terms: Sequence[tuple[dt.date, dt.date | None]], before: float, after: float) -> Vector:
    """A factor of 1 within any of the terms, ``before`` before the first and ``after`` from the first on."""
    factor = np.full(_SIZE, after)
    first = min(index(start) for start, _ in terms)
    factor[: max(0, first)] = before
    for start, end in terms:
        right = _SIZE if end is None else index(end) + 1
        factor[max(0, index(start)) : max(0, right)] = 1.0
    return factor


def months_match(months: Sequence[int], offset: int, weight: float) -> Vector:
    """A factor for days whose month lies ``offset`` months from one of the named months (1 to 12)."""
    wanted = [(m - 1 - offset) % 12 for m in months]
    hit = np.isin(grid()["month"] % 12, wanted)
    return np.where(hit, weight, 1.0)


def years_match(years: Sequence[int], weight: float) -> Vector:
    """A factor for days of one of the given years."""
    return np.where(np.isin(grid()["year"], years), weight, 1.0)


@functools.cache
def prior() -> Vector:
    """How likely days are before any evidence."""
    table = parameters()["prior"]
    years = grid()["year"]
    factor = np.ones(_SIZE)
    factor[years < table["early"]] = table["before"]
    factor[years > table["made"]] = table["after"]
    return factor


def combine(factors: Sequence[Vector]) -> Vector:
    """The probabilities of all days: the product of the prior and the factors, summing to one."""
    total = np.log(prior())
    for factor in factors:
        total += np.log(factor)
    total -= total.max()
    weights: Vector = np.exp(total)
    weights /= weights.sum()
    return weights
