"""Periods of the calendar by their TIMEX3 value, by counting, and what refinements of expressions make of them."""

from __future__ import annotations

import calendar
import datetime as dt
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
from newsledger.timex.feasts import feast_points, is_feast

_SHIFT = re.compile(r"([+-]\d+)([dwmqy])")


def unit_point(unit: str, offset: int, today: dt.date) -> Point:
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


def weekday_point(name: str, direction: str, today: dt.date) -> Point:
    """A weekday; "next" is that of the coming calendar week, "last" the latest before today."""
    wanted = int(name)
    if direction == "this":
        # On a Sunday, the week of which "this Friday" speaks has begun for many.
        apart = wanted - today.isoweekday()
        return day_point(shift_days(today, apart + 7 if apart < 0 and today.isoweekday() == 7 else apart))
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


def holidays_of(rule: str, year: int) -> tuple[Point, ...]:
    """The days or periods of a holiday in a year: one, or two if a lunar year begins and ends in it."""
    return feast_points(rule, year) if is_feast(rule) else (day_point(holiday(rule, year)),)


def absolute(value: str) -> Point:
    """The period of an absolute TIMEX3 date ("2013", "2013-10", "2013-W21", "2013-10-05", "199", "2013-Q3").

    "FIRST..LAST" is the period from the one to the other; its value is an ISO 8601 interval, which TIMEX3 has not.
    """
    first, _, last = value.partition("..")
    if last:
        start, end = absolute(first).start, absolute(last).end
        return day_point(start) if start == end else Point(f"{start.isoformat()}/{end.isoformat()}", start, end)
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
        return refine(week, f"wd{parts[2]}") if len(parts) > 2 and parts[2].isdigit() else week
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


def refine(point: Point, refinement: str) -> Point:
    """Narrow or shift a period."""
    start = point.start
    if refinement[0] == "T":
        return Point(point.value + refinement, point.start, point.end)
    if shift := _SHIFT.fullmatch(refinement):
        return _shift(point, int(shift[1]), shift[2])
    if run := _RUN.fullmatch(refinement):
        return _run(point, run[1], int(run[2]), run[3])
    if refinement in _WIDER:
        return unit_point(refinement, 0, start)
    if refinement in ("first", "last"):
        return day_point(start if refinement == "first" else point.end)
    if refinement.startswith("hol"):
        return holidays_of(refinement[3:], start.year)[0]
    if refinement.startswith("in"):
        return _shift(point, int(refinement[2:]) - start.year, "y")
    if refinement.startswith("week"):
        return _week_of(point, int(refinement[4:]))
    if refinement.startswith("prevwd"):
        return weekday_point(refinement[6:], "last", start)
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
    if refinement.startswith("fiscal"):
        return _fiscal(point, int(refinement[6:] or 0))
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
        behind = same_day(shift_days(point.end, 1), -months)
        return Point(value, behind, point.end)
    return Point(value, point.start, shift_days(same_day(point.start, months), -1))


def _fiscal(point: Point, month: int) -> Point:
    """The days of a fiscal year or quarter under the value of the calendar's.

    month: in which the fiscal year begins; it is named after the year in which it ends, as American and most company
    years are. 0: not known; then from the earliest to the latest such year (it ends in January of the year that it is
    named after, or begins in July of it, as some governments name theirs).
    """
    year, quarter = point.start.year, re.fullmatch(r"\d{4}-Q(\d)", point.value)
    if month == 1 or (quarter is None and len(point.value) != 4):
        return point
    first, length = (3 * int(quarter[1]) - 3, 3) if quarter else (0, 12)
    begins = day(year - 1, month or 2, 1)
    start = same_day(begins, first)
    last = begins if month else day(year, 7, 1)
    return Point(point.value, start, shift_days(same_day(last, first + length), -1))


def same_day(date: dt.date, months: int) -> dt.date:
    """The same day of the month some months later, or the last one that the month has."""
    year, month = shift_months(date.year, date.month, months)
    return day(year, month, min(date.day, last_day(year, month)))


def _month_end(date: dt.date, like: dt.date) -> dt.date:
    """The last day of the month if ``like`` is the last of its own (29 February), else the day itself."""
    return day(date.year, date.month, last_day(date.year, date.month)) if shift_days(like, 1).day == 1 else date


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
        return unit_point("quarter", number, start)
    if unit == "y":
        year = start.year + number
        if moved := re.fullmatch(r"(\d{4})(-Q[\dX]|-H\d|-[A-Z]{2})", point.value):
            months = 12 * number
            value = f"{int(moved[1]) + number:04d}{moved[2]}"
            return Point(value, same_day(start, months), _month_end(same_day(point.end, months), point.end))
        if point.start == point.end:
            return year_point(year)
        if calendar.monthrange(start.year, start.month)[1] == (point.end - start).days + 1 and len(point.value) == 7:
            return month_point(year, start.month)
        return year_point(year)
    return month_point(*shift_months(start.year, start.month, number))
