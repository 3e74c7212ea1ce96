"""Terms counted from the report on: "within 28 days", "over the next two weeks", "has 60 days to"."""

from __future__ import annotations

import calendar
import datetime as dt
import re

from newsledger.language import Parse
from newsledger.model import Span, When
from newsledger.reading.quantities.numerals import number_of

_UNIT = r"(hour|day|week|fortnight|month|year)s?"
_COUNT = r"(?:(\d{1,3}|a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|a\s+couple\s+of)[\s-]+)"
# "within days of taking office" counts from another moment: its end is not known.
_TERM = re.compile(
    rf"\b(?:within\s+(?:the\s+(?:next|coming)\s+)?{_COUNT}{_UNIT}|(?:in|over)\s+the\s+(?:next|coming)\s+{_COUNT}{_UNIT})"
    r"\b(?!\s+(?:of|after|from|before)\b)",
    re.IGNORECASE,
)
_LENGTH = re.compile(rf"{_COUNT}{_UNIT}", re.IGNORECASE)
_LETTER = {"hour": "H", "day": "D", "week": "W", "month": "M", "year": "Y"}
_DAYS = {"day": 1, "week": 7}


def term_in(parse: Parse, span: Span) -> When | None:
    """Read the first term ("within a month") in a stretch of the page text; None if there is none.

    ``value`` is the length (TIMEX3 "P28D"); ``start`` and ``end`` run from publication to the last day of the term.
    """
    found = _TERM.search(parse.text(span))
    if found is None:
        return None
    groups = [g for g in found.groups() if g]
    return _term(parse, groups[0], groups[1], Span(span.start + found.start(), span.start + found.end()))


def length_in(parse: Parse, span: Span) -> When | None:
    """Read a bare length ("60 days") as a term from publication on; None if the stretch is no length."""
    found = _LENGTH.fullmatch(parse.text(span).strip())
    return _term(parse, found.group(1), found.group(2), span) if found is not None else None


def _term(parse: Parse, count: str, unit: str, span: Span) -> When:
    words, name = count.casefold().split(), unit.casefold()
    number = 2.0 if words[-1] == "of" else 1.0 if words[0] in ("a", "an") else number_of(words[0]) or 1.0
    many = int(number) * (2 if name == "fortnight" else 1)
    name = "week" if name == "fortnight" else name
    value = f"P{'T' if name == 'hour' else ''}{many}{_LETTER[name]}"
    published = parse.article.published.when
    start = published.start if published is not None else None
    if start is None:
        return When(value=value, span=span)
    return When(value=value, start=start, end=_after(start, many, name), span=span)


def _after(start: dt.date, many: int, unit: str) -> dt.date:
    """The last day of a term that begins on a day."""
    if unit in ("month", "year"):
        months = start.month - 1 + many * (12 if unit == "year" else 1)
        year, month = min(start.year + months // 12, dt.MAXYEAR), months % 12 + 1
        return dt.date(year, month, min(start.day, calendar.monthrange(year, month)[1]))
    days = -(-many // 24) if unit == "hour" else many * _DAYS[unit]
    return start + dt.timedelta(days=min(days, (dt.date.max - start).days))
