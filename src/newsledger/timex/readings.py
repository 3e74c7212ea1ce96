"""What else an expression may mean: the readings that its words leave open besides the likeliest one."""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Iterator

from newsledger.model.time import iso_period
from newsledger.timex.calendars import OutOfCalendarError, Point, shift_days
from newsledger.timex.expressions import evaluate

_WEEKDAY = re.compile(r"weekday:(\d):(last|next|this|nearest)((?:/T[^/]*)?)$")
_YEARLY = re.compile(r"(season|monthname|monthday|holiday):(.+):(last|next|nearest)$")
_SEASON = re.compile(r"(?<![A-Za-z])(SP|SU|FA|WI)(?![@A-Za-z])")
_ACROSS = re.compile(r"(?:date|year):[^/]*[-/](?:WI(?:@N)?|SU@S)$")
_WEEKEND = "weekend:1"


@functools.lru_cache(maxsize=8192)
def alternatives(expression: str, today: dt.date) -> tuple[str, ...]:
    """Other readings of an expression written on ``today``, as ISO 8601 periods, the likelier first.

    "next Tuesday" said on a Monday or a Tuesday; "last Friday" said on a Saturday; "this Friday" when Friday is over;
    "last June" said in October; a season without a place (the other hemisphere's); a winter of one year that began in
    the year before.
    """
    try:
        chosen = evaluate(expression, today)
        points = [p for p in _others(expression, today, chosen) if (p.start, p.end) != (chosen.start, chosen.end)]
    except (OutOfCalendarError, ValueError, KeyError, IndexError):
        return ()
    found = [iso_period(p.start, p.end) or "" for p in points]
    return tuple(dict.fromkeys(found))


def _others(expression: str, today: dt.date, chosen: Point) -> Iterator[Point]:
    if found := _WEEKDAY.match(expression):
        yield from _weekdays(found[2], today, chosen)
    elif expression == _WEEKEND and today.isoweekday() < 6:
        yield evaluate("weekend:0", today)
    elif (found := _YEARLY.match(expression)) and chosen.start.year == today.year:
        other = {"last": "-1", "next": "+1"}.get(found[3]) or ("+1" if chosen.start <= today else "-1")
        yield evaluate(f"date:{int(chosen.start.year) + int(other):04d}{_within(found[1], found[2])}", today)
    if _ACROSS.match(expression) and "/" not in expression[5:]:
        yield _year_before(expression, today)
    if _SEASON.search(expression):
        yield evaluate(_SEASON.sub(r"\1@S", expression), today)


def _weekdays(direction: str, today: dt.date, chosen: Point) -> Iterator[Point]:
    """The other week that "next", "last" and "this" may mean; the other side of today where nothing tells."""
    apart = (chosen.start - today).days
    if direction == "next" and apart >= 7:
        # The coming one is still in this week: "next" may mean it; on the day itself, some skip the coming one.
        yield _moved(chosen, -7 if apart > 7 else 7)
    elif direction == "last" and chosen.start.isoweekday() < today.isoweekday():
        yield _moved(chosen, -7)
    elif direction == "this" and apart < 0:
        yield _moved(chosen, 7)
    elif direction == "nearest" and apart:
        yield _moved(chosen, -7 if apart > 0 else 7)


def _moved(point: Point, days: int) -> Point:
    return Point(point.value, shift_days(point.start, days), shift_days(point.end, days))


def _within(kind: str, name: str) -> str:
    """The refinement that finds the same period in a year."""
    if kind == "monthday":
        return f"/M{name[:2]}/D{name[3:]}"
    return {"season": f"/{name}", "monthname": f"/M{name}", "holiday": f"/hol{name}"}[kind]


def _year_before(expression: str, today: dt.date) -> Point:
    """The winter that began in the year before ("the winter of 2013": December 2012 to February 2013)."""
    base, _, season = expression.rpartition("-")
    return evaluate(f"{base[:-4]}{int(base[-4:]) - 1:04d}-{season}", today)
