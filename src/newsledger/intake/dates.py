"""Calendar dates as pages write them, in several languages."""

from __future__ import annotations

import datetime as dt
import functools
import re
import tomllib
from collections.abc import Iterator
from importlib import resources

_ISO = re.compile(r"\b((?:19|20)\d\d)-(\d\d?)-(\d\d?)(?!\d)")
_COMPACT = re.compile(r"^((?:19|20)\d\d)(\d\d)(\d\d)(?:\d{6})?$")
_DOTTED = re.compile(
    # After a letter ("am09.02.2022", where mark-up parted the words) only with a full year.
    r"(?:\b|(?<=[^\W\d_])(?=\d{1,2}\D\d{1,2}\D(?:19|20)\d\d))(\d{1,2})([./-])(\d{1,2})\2((?:19|20)?\d\d)(?!\d)"
)
_SPACED = re.compile(r"\b(\d{1,2})\.\s(\d{1,2})\.\s?((?:19|20)\d\d)(?!\d)")
_YEAR_FIRST = re.compile(r"\b((?:19|20)\d\d)[./](\d{1,2})[./](\d{1,2})(?!\d)")
_ASIAN = re.compile(r"((?:19|20)\d\d)\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日")
_DAY_MONTH = re.compile(
    r"\b(\d{1,2})(?:st|nd|rd|th|er|º|\.)?\s*(?:de\s+|of\s+)?([^\W\d_]{3,12})\.?,?\s*(?:de\s+|del\s+)?((?:19|20)\d\d)(?!\d)"
)
_MONTH_DAY = re.compile(r"\b([^\W\d_]{3,12})\.?\s+(\d{1,2})(?:st|nd|rd|th)?\s*,?\s+((?:19|20)\d\d)(?!\d)")
_STAMP = re.compile(r"^1\d{9}(?:\d{3})?$")


@functools.cache
def months() -> dict[str, int]:
    """Names of months in all known languages."""
    source = resources.files("newsledger.intake") / "data" / "months.toml"
    table: dict[str, str] = tomllib.loads(source.read_text(encoding="utf-8"))
    return {name.rstrip("."): int(number) for number, names in table.items() for name in names.split()}


def _make(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def parse_date(text: str, *, month_first: bool = False) -> dt.date | None:
    """The first full calendar date in a text (ISO 8601, numbers, or with the name of a month); None without one.

    month_first: read 3/4/2020 as March 4 where both are possible.
    """
    bare = text.strip()
    compact = _COMPACT.match(bare)
    if compact is not None:
        return _make(*map(int, compact.groups()))
    if _STAMP.match(bare):
        return dt.datetime.fromtimestamp(int(bare[:10]), tz=dt.UTC).date()
    return next((day for _, _, day in find_dates(bare, month_first=month_first)), None)


def find_dates(text: str, *, month_first: bool = False) -> Iterator[tuple[int, int, dt.date]]:
    """All full dates of a text in order: (start, end, date)."""
    found: dict[int, tuple[int, dt.date]] = {}

    def keep(match: re.Match[str], day: dt.date | None) -> None:
        if day is not None and match.start() not in found:
            found[match.start()] = (match.end(), day)

    for pattern in (_ISO, _YEAR_FIRST, _ASIAN):
        for match in pattern.finditer(text):
            keep(match, _make(*map(int, match.groups())))
    for match in _DOTTED.finditer(text):
        one, mark, two, year = int(match.group(1)), match.group(2), int(match.group(3)), int(match.group(4))
        year += 0 if year > 99 else 2000 if year < 70 else 1900
        swap = two > 12 or (mark == "/" and month_first and one <= 12)
        keep(match, _make(year, one, two) if swap else _make(year, two, one))
    for match in _SPACED.finditer(text):
        keep(match, _make(int(match.group(3)), int(match.group(2)), int(match.group(1))))
    for match in _DAY_MONTH.finditer(text):
        month = months().get(match.group(2).lower())
        if month:
            keep(match, _make(int(match.group(3)), month, int(match.group(1))))
    for match in _MONTH_DAY.finditer(text):
        month = months().get(match.group(1).lower())
        if month:
            keep(match, _make(int(match.group(3)), month, int(match.group(2))))
    for start in sorted(found):
        end, day = found[start]
        yield start, end, day
