"""The symbolic form of times that hang on the publication date, and its value for a given day of publication.

An expression is a base and any number of refinements, joined with "/":

    publication                the day (or other period) of publication
    UNIT:N                     day, week, weekend, month, quarter, half, year, decade, century; N from the
                               current one (week:-1)
    weekday:W:DIR              1 = Monday
    monthday:MM-DD:DIR         a day of a month without its year
    dom:DD:DIR                 a day without its month; dom:DD@W:DIR one that is weekday W ("Friday the 13th")
    monthname:MM:DIR           a month without its year; so quartername:N:DIR, halfname:N:DIR, season:SU:DIR
    holiday:RULE:DIR           see ``newsledger.timex.calendars.holiday`` and ``newsledger.timex.feasts.feast_points``
    coming:UNIT:N, recent:UNIT:N   from today on, or up to today, for N units ("X": a few); the value is the duration
    date:VALUE                 an absolute TIMEX3 date (to be refined), or "FIRST..LAST"

    DIR     past (latest up to today), future (first from today on), last and next (today's period left out), this,
            nearest, behind and ahead (nearest to the day 14 weeks before or 17 weeks after today: what a past tense or
            a "will" makes likely, but a date of the coming weeks may stand beside a past tense: "extended to Nov. 16")

    /weekN /week-1             Nth (last) week of a month: days 7N-6 to 7N
    /wdW, /wdW#N               weekday of a week; Nth such weekday of a month
    /MMM /DDD /QN /HN /SP …    month, day, quarter, half, season within the period ("year:-1/M06"); seasons are those of
                               the northern hemisphere, with "@N" and "@S" behind them those of one that is known
    /fiscal, /fiscal10         the year or quarter of a fiscal year that begins in a month not known, in October
    /TMO /T15:30               part of the day, clock
    /+Nd /-Nw …                shifted by days, weeks, months, years
    /prevwdW, /nextwdW         the last weekday W before the period, the first one after it ("the previous Friday")
    /first, /last              its first and last day
    /toDD                      up to that day of the month ("May 8-10")
    /ended3m, /starting1y      the three months up to that day, the year from that day on ("the quarter ended Sept. 30")
    /sofar, /ahead             the part up to today, from today on ("earlier this year", "later this week")
    /week, /month, /quarter, /year   the period of that length that holds the start
    /inYYYY, /holRULE          the same period of the year YYYY; the holiday of the year
"""

from __future__ import annotations

import datetime as dt
import functools

from newsledger.timex.calendars import (
    OutOfCalendarError,
    Point,
    day,
    day_point,
    half_point,
    month_point,
    quarter_point,
    season_point,
    shift_days,
    shift_months,
)
from newsledger.timex.feasts import is_feast
from newsledger.timex.lexicon import duration
from newsledger.timex.refinements import absolute, holidays_of, refine, same_day, unit_point, weekday_point

__all__ = ["absolute", "evaluate"]

_YEARLY_REACH = 8  # years to look ahead and back for a recurring day (29 February)
_MONTHLY_REACH, _WEEKDAY_REACH = 3, 48  # months to look ahead and back for a day of the month, and for one on a weekday
_FEAST_REACH = 2  # the same for feasts that are looked up


@functools.lru_cache(maxsize=65536)
def evaluate(expression: str, today: dt.date) -> Point:
    """The period that an expression means when it is written on ``today``.

    Raises OutOfCalendarError for dates outside the calendar and ValueError for an expression that is none.
    """
    base, *refinements = expression.split("/")
    kind, _, argument = base.partition(":")
    point = _base(kind, argument, today)
    for refinement in refinements:
        if refinement == "sofar":
            point = Point(point.value, point.start, max(point.start, min(point.end, today)))
        elif refinement == "ahead":
            point = Point(point.value, min(point.end, max(point.start, today)), point.end)
        else:
            point = refine(point, refinement)
    return point


def _base(kind: str, argument: str, today: dt.date) -> Point:
    if kind == "publication":
        return day_point(today)
    if kind == "date":
        return absolute(argument)
    if kind == "weekend" and argument in _DIRECTIONS:
        chosen = _choose([unit_point("weekend", n, today) for n in (-1, 0, 1)], argument, today)
        return chosen or unit_point("weekend", 0, today)
    if kind in ("coming", "recent"):
        unit, _, number = argument.partition(":")
        return _reach(kind, unit, number, today)
    if kind in _RECURRING:
        name, _, direction = argument.rpartition(":")
        return _recurring(kind, name, direction, today)
    return unit_point(kind, int(argument), today)


_DAYS = {"second": 0, "minute": 0, "hour": 0, "day": 1, "night": 1, "weekend": 7, "week": 7, "fortnight": 14}
_DAYS |= {"month": 30, "quarter": 91, "year": 365, "decade": 3652, "century": 36525, "millennium": 365250}
_MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}
_FEW, _ENDLESS = 5, 10_000


def _reach(kind: str, unit: str, number: str, today: dt.date) -> Point:
    """A span of time that begins or ends today; a few units are taken as five."""
    size = _FEW if number == "X" else float(number)
    value = duration(number, unit)
    sign = 1 if kind == "coming" else -1
    if unit in _MONTHS and size % 1 == 0 and size < _ENDLESS:
        far = same_day(today, sign * int(size) * _MONTHS[unit])
    else:
        far = shift_days(today, sign * int(min(_DAYS[unit] * size, _ENDLESS * 366)))
    return Point(value, min(today, far), max(today, far))


def _of_year(kind: str, name: str, year: int) -> Point:
    """The period of a year that recurs in each year under this name."""
    if kind == "monthday":
        return day_point(day(year, int(name[:2]), int(name[3:])))
    if kind == "monthname":
        return month_point(year, int(name))
    if kind == "quartername":
        return quarter_point(year, int(name))
    if kind == "halfname":
        return half_point(year, int(name))
    return season_point(year, name)


_DIRECTIONS = frozenset({"past", "future", "nearest", "last", "next", "this", "behind", "ahead"})
_LEANING = {"behind": -98, "ahead": 120}  # days
_RECURRING = frozenset({"weekday", "monthday", "dom", "monthname", "quartername", "halfname", "season", "holiday"})


def _recurring(kind: str, name: str, direction: str, today: dt.date) -> Point:
    """The occurrence of a recurring period that the direction picks, seen from ``today``."""
    if kind == "weekday":
        return weekday_point(name, direction, today)
    found: list[Point] = []
    years = _FEAST_REACH if kind == "holiday" and is_feast(name) else _YEARLY_REACH
    dom, _, weekday = name.partition("@") if kind == "dom" else ("", "", "")
    months = _WEEKDAY_REACH if weekday else _MONTHLY_REACH
    reach = range(-months, months + 1) if kind == "dom" else range(-years, years + 1)
    for offset in reach:
        try:
            if kind == "dom":
                date = day(*shift_months(today.year, today.month, offset), int(dom))
                if weekday in ("", str(date.isoweekday())):
                    found.append(day_point(date))
            elif kind == "holiday":
                found += holidays_of(name, today.year + offset)
            else:
                found.append(_of_year(kind, name, today.year + offset))
        except OutOfCalendarError:
            continue
    chosen = _choose(found, direction, today)
    if chosen is None:
        raise OutOfCalendarError(f"{kind} {name} does not come near {today}")
    return chosen


def _choose(found: list[Point], direction: str, today: dt.date) -> Point | None:
    """Pick one of the occurrences, given in order of time."""
    if direction == "past":
        return next((p for p in reversed(found) if p.start <= today), None)
    if direction == "last":
        return next((p for p in reversed(found) if p.end < today), None)
    if direction == "future":
        return next((p for p in found if p.end >= today), None)
    if direction == "next":
        return next((p for p in found if p.start > today), None)
    if direction == "this":
        return next((p for p in found if p.start.year == today.year), None)
    today = shift_days(today, _LEANING.get(direction, 0))
    return min(found, key=lambda p: (_distance(p, today), p.start > today), default=None)


def _distance(point: Point, today: dt.date) -> int:
    """Days between a period and a day, 0 if the day lies inside."""
    return max((point.start - today).days, (today - point.end).days, 0)
