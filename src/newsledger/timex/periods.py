"""Comparing times, and saying them in words."""

from __future__ import annotations

import calendar
import datetime as dt
import re

from newsledger.model import When

_MONTHS = calendar.month_name
_NTH = {1: "first", 8: "second", 15: "third", 22: "fourth", 29: "fifth"}
_SEASONS = {"SP": "spring", "SU": "summer", "FA": "autumn", "WI": "winter"}
_REFS = {"PRESENT_REF": "now", "PAST_REF": "in the past", "FUTURE_REF": "in the future"}
_MODS = {"START": "early", "MID": "mid", "END": "late"}
_WEEKDAYS = calendar.day_name


def period(when: When | None) -> tuple[dt.date, dt.date] | None:
    """First and last possible day (inclusive), or None if they are not both known."""
    if when is None or when.start is None or when.end is None:
        return None
    return when.start, when.end


def compatible(a: When, b: When) -> bool:
    """Whether two times may be the same: their periods overlap, or as far as known their values agree."""
    first, second = period(a), period(b)
    if first and second:
        return first[0] <= second[1] and second[0] <= first[1]
    if "REF" in a.value or "REF" in b.value:
        return a.value == b.value
    return _agree(_fields(a), _fields(b))


def _fields(when: When) -> tuple[str, str, str]:
    """Year, month and day as far as known, unknown ones as X."""
    found = re.match(r"([\dX]{4})(?:-(\d\d|XX))?(?:-(\d\d|XX))?(?!\w)", when.value)
    if found is None:
        return "XXXX", "XX", "XX"
    return found[1], found[2] or "XX", found[3] or "XX"


def _agree(a: tuple[str, str, str], b: tuple[str, str, str]) -> bool:
    return all(x == y or "X" in x or "X" in y for x, y in zip(a, b, strict=True))


def describe(when: When | None) -> str:
    """A time in words: "27 May 2013", "second week of November 2013", "mid-2014", "27 May (year unknown)"."""
    if when is None:
        return "date unknown"
    if when.value in _REFS:
        return _REFS[when.value]
    bounds = period(when)
    return _told(when) if bounds is None else _dated(when, *bounds)


def _day(date: dt.date, *, year: bool = True) -> str:
    return f"{date.day} {_MONTHS[date.month]}" + (f" {date.year}" if year else "")


def _dated(when: When, start: dt.date, end: dt.date) -> str:
    """A time with both ends known."""
    if start == end:
        return _day(start)
    base = when.value.partition("T")[0]
    if when.mod in _MODS and "X" not in base:
        named = _named(base)
        if named and "/sofar" not in (when.expression or "") and "/ahead" not in (when.expression or ""):
            return f"{_MODS[when.mod]}{'-' if when.mod == 'MID' else ' '}{named}"
    whole_months = start.day == 1 and end.day == calendar.monthrange(end.year, end.month)[1]
    if whole_months and (start.year, start.month) == (end.year, end.month):
        return f"{_MONTHS[start.month]} {start.year}"
    if whole_months and start.month == 1 and end.month == 12:
        return f"{start.year}" if start.year == end.year else _named(base) or f"{start.year} to {end.year}"
    if named := _named(base):
        if len(base) == 7 and base[5:].isdigit() and not whole_months:
            return _part_of_month(start, end)
        if not base[5:6].isdigit() and len(base) > 4 and not (base[5] == "W" and base[6:].isdigit()):
            return named
    if (end - start).days == 6 and start.weekday() == 0:
        return f"week of {_day(start)}"
    return _range(start, end)


def _part_of_month(start: dt.date, end: dt.date) -> str:
    last = calendar.monthrange(end.year, end.month)[1]
    if end.day - start.day == 6 or (start.day == 29 and end.day == last):
        nth = _NTH.get(start.day) or ("last" if end.day == last else None)
        if nth:
            return f"{nth} week of {_MONTHS[start.month]} {start.year}"
    return _range(start, end)


def _range(start: dt.date, end: dt.date) -> str:
    """Such as "8–14 November 2013", "20 May – 2 June 2013"."""
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{_day(end)}"
    whole = start.day == 1 and end.day == calendar.monthrange(end.year, end.month)[1]
    if whole:
        first = _MONTHS[start.month] + ("" if start.year == end.year else f" {start.year}")
        return f"{first} to {_MONTHS[end.month]} {end.year}"
    return f"{_day(start, year=start.year != end.year)} – {_day(end)}"


def _named(value: str) -> str:
    """The name of a TIMEX3 date ("Q3 2013", "summer 2013", "1990s"), empty if it has none."""
    if found := re.fullmatch(r"(\d{4})-(Q\d|H\d)", value):
        if found[2][0] == "Q":
            return f"{_nth(int(found[2][1]))} quarter of {found[1]}"
        return f"{_nth(int(found[2][1]))} half of {found[1]}"
    if found := re.fullmatch(r"(\d{4})-(SP|SU|FA|WI)", value):
        return f"{_SEASONS[found[2]]} {found[1]}"
    if found := re.fullmatch(r"(\d{4})-(\d\d)", value):
        return f"{_MONTHS[int(found[2])]} {found[1]}" if 1 <= int(found[2]) <= 12 else ""
    if re.fullmatch(r"\d{4}", value):
        return value
    if re.fullmatch(r"\d{3}", value):
        return f"{value}0s"
    if re.fullmatch(r"\d\d", value):
        return f"{int(value) + 1}th century"
    if found := re.fullmatch(r"(\d{4})-W(\d\d)-WE", value):
        return f"weekend of {_day(dt.date.fromisocalendar(int(found[1]), int(found[2]), 6))}"
    return ""


def _nth(number: int) -> str:
    return ("first", "second", "third", "fourth")[number - 1] if 1 <= number <= 4 else str(number)


def _told(when: When) -> str:
    """A time whose place in the calendar is not (fully) known."""
    if when.expression == "publication":
        return "at publication (date unknown)"
    value = when.value.partition("T")[0]
    prefix = {"START": "early ", "MID": "mid-", "END": "late "}.get(when.mod or "", "")
    week = re.search(r"/week(-?\d)", when.expression or "")
    if week:
        nth = "last" if week[1] == "-1" else _nth(int(week[1]))
        prefix = f"{nth} week of "
    if found := re.fullmatch(r"XXXX-(\d\d)-(\d\d)", value):
        return f"{int(found[2])} {_MONTHS[int(found[1])]} (year unknown)"
    if found := re.fullmatch(r"XXXX-(\d\d)", value):
        return f"{prefix}{_MONTHS[int(found[1])]} (year unknown)"
    if found := re.fullmatch(r"[\dX]{4}-WXX-(\d)", value):
        return f"{_WEEKDAYS[int(found[1]) - 1]} (date unknown)"
    if found := re.fullmatch(r"XXXX-(SP|SU|FA|WI)", value):
        return f"{prefix}{_SEASONS[found[1]]} (year unknown)"
    if found := re.fullmatch(r"XXXX-(Q|H)(\d)", value):
        return f"{_nth(int(found[2]))} {'quarter' if found[1] == 'Q' else 'half'} (year unknown)"
    relative = re.match(r"(day|week|weekend|month|quarter|year):([+-]?\d+)", when.expression or "")
    if relative:
        return _relative(relative[1], int(relative[2]))
    return _named(value) or "date unknown"


def _relative(unit: str, number: int) -> str:
    """Such as "the month after publication"."""
    if number == 0:
        return f"the {unit} of publication"
    side = "after" if number > 0 else "before"
    if abs(number) == 1:
        return f"the {unit} {side} publication"
    return f"{abs(number)} {unit}s {side} publication"
