"""The symbolic form of times that hang on the publication date, and its value for a given day of publication.

An expression is a base and any number of refinements, joined with "/":

    publication                the day (or other period) of publication
    UNIT:N                     day, week, weekend, month, quarter, half, year, decade, century; N from the
                               current one (week:-1)
    weekday:W:DIR              1 = Monday
    monthday:MM-DD:DIR         a day of a month without its year
    dom:DD:DIR                 a day without its month
    monthname:MM:DIR           a month without its year; so quartername:N:DIR, halfname:N:DIR, season:SU:DIR
    holiday:RULE:DIR           see ``newsledger.timex.calendars.holiday``
    coming:UNIT:N, recent:UNIT:N   from today on, or up to today, for N units ("X": a few); the value is the duration
    date:VALUE                 an absolute TIMEX3 date (to be refined)

    DIR     past (latest up to today), future (first from today on), last and next (today's period left out), this,
            nearest, behind and ahead (nearest to the day 14 weeks before or 17 weeks after today: what a past tense or
            a "will" makes likely, but a date of the coming weeks may stand beside a past tense: "extended to Nov. 16")

    /weekN /week-1             Nth (last) week of a month: days 7N-6 to 7N
    /wdW, /wdW#N               weekday of a week; Nth such weekday of a month
    /MMM /DDD /QN /HN /SP …    month, day, quarter, half, season within the period ("year:-1/M06")
    /TMO /T15:30               part of the day, clock
    /+Nd /-Nw …                shifted by days, weeks, months, years
    /prevwdW, /nextwdW         the last weekday W before the period, the first one after it ("the previous Friday")
    /toDD                      up to that day of the month ("May 8-10")
    /ended3m, /starting1y      the three months up to that day, the year from that day on ("the quarter ended Sept. 30")
    /sofar, /ahead             the part up to today, from today on ("earlier this year", "later this week")
    /week, /month, /quarter, /year   the period of that length that holds the start
    /inYYYY, /holRULE          the same period of the year YYYY; the holiday of the year
"""

from __future__ import annotations

import calendar
import datetime as dt
import functools
import re

from newsledger.timex.calendars import (
    SEASONS,
    OutOfCalendarError,
    Point,
    day,
    day_point,
    half_point,
    holiday,
    last_day,
    month_point,
    nth_weekday,
    quarter_point,
    season_point,
    shift_days,
    shift_months,
    week_point,
    weekend_point,
    year_point,
    years_point,
)
from newsledger.timex.lexicon import duration

_SHIFT = re.compile(r"([+-]\d+)([dwmqy])")
_YEARLY_REACH = 8  # years to look ahead and back for a recurring day (29 February)


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
            point = _refine(point, refinement)
    return point


def _base(kind: str, argument: str, today: dt.date) -> Point:
    if kind == "publication":
        return day_point(today)
    if kind == "date":
        return absolute(argument)
    if kind == "weekend" and argument in _DIRECTIONS:
        chosen = _choose([_unit("weekend", n, today) for n in (-1, 0, 1)], argument, today)
        return chosen or _unit("weekend", 0, today)
    if kind in ("coming", "recent"):
        unit, _, number = argument.partition(":")
        return _reach(kind, unit, number, today)
    if kind in _RECURRING:
        name, _, direction = argument.rpartition(":")
        return _recurring(kind, name, direction, today)
    return _unit(kind, int(argument), today)


_DAYS = {"second": 0, "minute": 0, "hour": 0, "day": 1, "night": 1, "weekend": 7, "week": 7, "fortnight": 14}
_DAYS |= {"month": 30, "quarter": 91, "year": 365, "decade": 3652, "century": 36525, "millennium": 365250}
_FEW = 5


def _reach(kind: str, unit: str, number: str, today: dt.date) -> Point:
    """A span of time that begins or ends today; a few units are taken as five."""
    days = int(_DAYS[unit] * (_FEW if number == "X" else float(number)))
    value = duration(number, unit)
    if kind == "coming":
        return Point(value, today, shift_days(today, days))
    return Point(value, shift_days(today, -days), today)


def _unit(unit: str, offset: int, today: dt.date) -> Point:
    """The period ``offset`` units from the one that holds ``today``."""
    if unit == "day":
        return day_point(shift_days(today, offset))
    if unit == "week":
        return week_point(shift_days(today, 7 * offset))
    if unit == "weekend":
        # On Saturday and Sunday "the weekend" has begun; before, the last one is that of the week before.
        return weekend_point(shift_days(today, 7 * offset))
    if unit == "month":
        return month_point(*shift_months(today.year, today.month, offset))
    if unit == "quarter":
        year, month = shift_months(today.year, today.month, 3 * offset)
        return quarter_point(year, (month + 2) // 3)
    if unit == "half":
        year, month = shift_months(today.year, today.month, 6 * offset)
        return half_point(year, (month + 5) // 6)
    if unit == "year":
        return year_point(today.year + offset)
    if unit == "decade":
        decade = today.year // 10 + offset
        return years_point(f"{decade:03d}", decade * 10, decade * 10 + 9)
    if unit == "century":
        century = today.year // 100 + offset
        return years_point(f"{century:02d}", century * 100, century * 100 + 99)
    raise ValueError(f"no such unit: {unit!r}")


def _weekday(name: str, direction: str, today: dt.date) -> Point:
    """A weekday; "next" is that of the coming calendar week, "last" the latest before today."""
    wanted = int(name)
    if direction == "this":
        return day_point(shift_days(today, wanted - today.isoweekday()))
    if direction == "next":
        return day_point(shift_days(today, 7 + wanted - today.isoweekday()))
    back = (today.isoweekday() - wanted) % 7
    ahead = (wanted - today.isoweekday()) % 7
    if direction == "past":
        return day_point(shift_days(today, -back))
    if direction == "last":
        return day_point(shift_days(today, -(back or 7)))
    if direction == "future":
        return day_point(shift_days(today, ahead))
    return day_point(shift_days(today, ahead if ahead < back else -back))


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
    if kind == "season":
        return season_point(year, name)
    return day_point(holiday(name, year))


_DIRECTIONS = frozenset({"past", "future", "nearest", "last", "next", "this", "behind", "ahead"})
_LEANING = {"behind": -98, "ahead": 120}  # days
_RECURRING = frozenset({"weekday", "monthday", "dom", "monthname", "quartername", "halfname", "season", "holiday"})


def _recurring(kind: str, name: str, direction: str, today: dt.date) -> Point:
    """The occurrence of a recurring period that the direction picks, seen from ``today``."""
    if kind == "weekday":
        return _weekday(name, direction, today)
    found: list[Point] = []
    reach = range(-3, 4) if kind == "dom" else range(-_YEARLY_REACH, _YEARLY_REACH + 1)
    for offset in reach:
        try:
            if kind == "dom":
                found.append(day_point(day(*shift_months(today.year, today.month, offset), int(name))))
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


def absolute(value: str) -> Point:
    """The period of an absolute TIMEX3 date ("2013", "2013-10", "2013-W21", "2013-10-05", "199", "2013-Q3")."""
    parts = value.split("-")
    head = parts[0]
    if len(parts) == 1:
        if len(head) == 4:
            return year_point(int(head))
        span = 10 if len(head) == 3 else 100
        return years_point(head, int(head) * span, int(head) * span + span - 1)
    year, second = int(head), parts[1]
    if second[0] == "W" and second[1:].isdigit():
        try:
            monday = dt.date.fromisocalendar(year, int(second[1:]), 1)
        except ValueError as error:
            raise OutOfCalendarError(str(error)) from error
        week = week_point(monday)
        return _refine(week, f"wd{parts[2]}") if len(parts) > 2 and parts[2].isdigit() else week
    if second[0] == "Q":
        return quarter_point(year, int(second[1:]))
    if second[0] == "H":
        return half_point(year, int(second[1:]))
    if second in SEASONS:
        return season_point(year, second)
    if len(parts) == 2:
        return month_point(year, int(second))
    return day_point(day(year, int(second), int(parts[2][:2])))


_RUN = re.compile(r"(ended|starting)(\d{1,4})([dwmqfy])")
_ROUND = 7  # days that a company's quarter may end before or after the calendar's
_WIDER = frozenset({"week", "month", "quarter", "year"})


def _refine(point: Point, refinement: str) -> Point:
    """Narrow or shift a period."""
    start = point.start
    if refinement[0] == "T":
        return Point(point.value + refinement, point.start, point.end)
    if shift := _SHIFT.fullmatch(refinement):
        return _shift(point, int(shift[1]), shift[2])
    if run := _RUN.fullmatch(refinement):
        return _run(point, run[1], int(run[2]), run[3])
    if refinement in _WIDER:
        return _unit(refinement, 0, start)
    if refinement.startswith("hol"):
        return day_point(holiday(refinement[3:], start.year))
    if refinement.startswith("in"):
        return _shift(point, int(refinement[2:]) - start.year, "y")
    if refinement.startswith("week"):
        return _week_of(point, int(refinement[4:]))
    if refinement.startswith("prevwd"):
        return _weekday(refinement[6:], "last", start)
    if refinement.startswith("nextwd"):
        return day_point(shift_days(point.end, (int(refinement[6:]) - point.end.isoweekday() - 1) % 7 + 1))
    if refinement.startswith("wd"):
        weekday, _, nth = refinement[2:].partition("#")
        if nth:
            return day_point(nth_weekday(start.year, start.month, int(weekday), int(nth)))
        return day_point(shift_days(start, (int(weekday) - start.isoweekday()) % 7))
    if refinement.startswith("to"):
        return Point(point.value, start, day(start.year, start.month, int(refinement[2:])))
    if refinement in SEASONS:
        return season_point(start.year, refinement)
    kind, number = refinement[0], int(refinement[1:])
    if kind == "M":
        return month_point(start.year, number)
    if kind == "Q":
        return quarter_point(start.year, number)
    if kind == "H":
        return half_point(start.year, number)
    if kind == "D":
        return day_point(day(start.year, start.month, number))
    raise ValueError(f"no such refinement: {refinement!r}")


def _run(point: Point, side: str, number: int, unit: str) -> Point:
    """A run of days, months or years that ends with a period or starts with it; its value is the duration.

    A quarter ("q") that ends within a week of a calendar quarter's end has that one's value, others, and those of a
    fiscal year that counts otherwise ("f"), "1989-QX".
    """
    value = f"P{number}{unit.upper()}"
    if unit in "qf" and number == 1:
        middle = shift_days(point.end, -_ROUND)
        near = quarter_point(middle.year, (middle.month + 2) // 3)
        value = near.value if unit == "q" and abs((near.end - point.end).days) <= _ROUND else f"{near.value[:4]}-QX"
    if unit in "dw":
        days = number * (7 if unit == "w" else 1) - 1
        if side == "ended":
            return Point(value, shift_days(point.end, -days), point.end)
        return Point(value, point.start, shift_days(point.start, days))
    months = number * {"m": 1, "q": 3, "f": 3, "y": 12}[unit]
    if side == "ended":
        behind = _same_day(shift_days(point.end, 1), -months)
        return Point(value, behind, point.end)
    return Point(value, point.start, shift_days(_same_day(point.start, months), -1))


def _same_day(date: dt.date, months: int) -> dt.date:
    """The same day of the month some months later, or the last one that the month has."""
    year, month = shift_months(date.year, date.month, months)
    return day(year, month, min(date.day, last_day(year, month)))


def _week_of(point: Point, number: int) -> Point:
    """The Nth week of a month (days 7N-6 to 7N) or the last (its last seven days); of other periods, by seven days."""
    if number < 0:
        return Point(point.value, shift_days(point.end, -6), point.end)
    first = shift_days(point.start, 7 * number - 7)
    if first > point.end:
        raise OutOfCalendarError(f"no week {number} in {point.value}")
    return Point(point.value, first, min(shift_days(first, 6), point.end))


def _shift(point: Point, number: int, unit: str) -> Point:
    """The period of the unit's length that lies ``number`` units from the given one."""
    start = point.start
    if unit == "d":
        return day_point(shift_days(start, number))
    if unit == "w":
        return week_point(shift_days(start, 7 * number))
    if unit == "q":
        return _unit("quarter", number, start)
    if unit == "y":
        year = start.year + number
        moved = re.fullmatch(r"\d{4}(-Q\d|-H\d|-[A-Z]{2})", point.value)
        if point.value.endswith("-QX"):
            months = 12 * number
            return Point(f"{year:04d}-QX", _same_day(start, months), _same_day(point.end, months))
        if moved:
            return absolute(f"{year:04d}{moved[1]}")
        if point.start == point.end:
            return year_point(year)
        if calendar.monthrange(start.year, start.month)[1] == (point.end - start).days + 1 and len(point.value) == 7:
            return month_point(year, start.month)
        return year_point(year)
    return month_point(*shift_months(start.year, start.month, number))
