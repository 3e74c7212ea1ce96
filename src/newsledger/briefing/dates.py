"""Times in words, as exactly as they are known and no more."""

from __future__ import annotations

import calendar
import datetime as dt
import re

from newsledger.model import When

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_ORDINALS = {1: "first", 8: "second", 15: "third", 22: "fourth"}
_REFERENCES = {"PRESENT_REF": "at the time of the report", "PAST_REF": "earlier", "FUTURE_REF": "later"}
_NO_YEAR = re.compile(r"XXXX-(\d\d)(?:-(\d\d))?$")


def day(value: dt.date) -> str:
    """A day in words: "27 May 2013"."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def month(value: dt.date) -> str:
    """A month in words: "May 2013"."""
    return f"{MONTHS[value.month - 1]} {value.year}"


def period(start: dt.date, end: dt.date) -> str:
    """An inclusive period of days in its shortest words: "second week of November 2013", "20–26 May 2013"."""
    if start == end:
        return day(start)
    last_day = calendar.monthrange(end.year, end.month)[1]
    whole_months = start.day == 1 and end.day == last_day
    if whole_months and start.year == end.year:
        if start.month == end.month:
            return month(start)
        if (start.month, end.month) == (1, 12):
            return str(start.year)
        return f"{MONTHS[start.month - 1]}–{month(end)}"
    if (end - start).days == 6:
        if start.month == end.month and start.day in _ORDINALS and start.weekday() != 0:
            return f"{_ORDINALS[start.day]} week of {month(start)}"
        return f"week of {day(start)}"
    if whole_months:
        return f"{month(start)} – {month(end)}"
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{day(end)}"
    if start.year == end.year:
        return f"{start.day} {MONTHS[start.month - 1]} – {day(end)}"
    return f"{day(start)} – {day(end)}"


def time_words(when: When | None) -> str:
    """A time in words; "" if nothing is known of it."""
    if when is None:
        return ""
    if when.start is not None and when.end is not None:
        words = period(when.start, when.end)
        if when.mod == "APPROX":
            return f"about {words}"
        return words
    if when.start is not None:
        return f"{'after' if when.mod == 'AFTER' else 'from'} {day(when.start)}" + ("" if when.mod else " on")
    if when.end is not None:
        return f"{'before' if when.mod == 'BEFORE' else 'by'} {day(when.end)}"
    if when.value in _REFERENCES:
        return _REFERENCES[when.value]
    if match := _NO_YEAR.match(when.value):
        number, of_month = int(match[1]), match[2]
        if 1 <= number <= 12:
            named = MONTHS[number - 1]
            return f"{int(of_month)} {named}, year not known" if of_month else f"{named}, year not known"
    return ""


def iso_words(value: str) -> str:
    """An ISO 8601 day, month, year or period in words; any other text comes back as it is."""
    first, _, last = value.partition("/")
    try:
        if last:
            return period(dt.date.fromisoformat(first), dt.date.fromisoformat(last))
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
            return day(dt.date.fromisoformat(value))
        if re.fullmatch(r"\d{4}-\d{2}", value):
            return month(dt.date.fromisoformat(f"{value}-01"))
    except ValueError:
        return value
    return value
