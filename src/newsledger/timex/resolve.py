"""When a relative time lies, as far as the publication date is known."""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Iterable

import msgspec

from newsledger.model import Publication, When
from newsledger.timex.calendars import OutOfCalendarError, Point, shift_days
from newsledger.timex.expressions import absolute, evaluate
from newsledger.timex.readings import alternatives

PUBLICATION = "publication"
# Days of writing that stand for "any day": several years, months, weekdays and days of the month.
_ANY_DAY = tuple(dt.date(1990 + 3 * i, 1 + (5 * i) % 12, 1 + (11 * i) % 28) for i in range(12))
_MAX_DAYS = 800
_YEARLESS = re.compile(r"XXXX-(\d\d)(?:-(\d\d))?")
_FIELD = re.compile(r"[^-T]+")


class Anchor(msgspec.Struct, frozen=True):
    """The days on which a text may have been written. dated: whether their years are known."""

    days: tuple[dt.date, ...]
    dated: bool


@functools.lru_cache(maxsize=4096)
def _days_between(start: dt.date, end: dt.date) -> tuple[dt.date, ...]:
    """All days of a period; of a long one, a spread that holds both ends."""
    length = (end - start).days + 1
    step = max(1, length // _MAX_DAYS)
    days = [shift_days(start, n) for n in range(0, length, step)]
    if days[-1] != end:
        days.append(end)
    return tuple(days)


@functools.lru_cache(maxsize=512)
def _yearless_days(month: int, dom: int | None) -> tuple[dt.date, ...]:
    """The day, or all days of the month, in each of 28 years (after which weekdays repeat)."""
    days = []
    for year in range(1996, 2024):
        for n in [dom] if dom else range(1, 32):
            try:
                days.append(dt.date(year, month, n))
            except ValueError:
                continue
    return tuple(days)


def anchor_of(published: Publication | When | dt.date | str | None) -> Anchor:
    """The days of writing that a publication (date, ISO date, ``Publication`` or its ``When``) leaves open."""
    if isinstance(published, Publication):
        published = published.when
    if isinstance(published, dt.datetime):
        published = published.date()
    if isinstance(published, dt.date):
        return Anchor((published,), True)
    if isinstance(published, str):
        try:
            point = absolute(published[:10])
        except (ValueError, IndexError):
            published = When(value=published)
        else:
            return Anchor(_days_between(point.start, point.end), True)
    if published is None:
        return Anchor(_ANY_DAY, False)
    if published.start is not None and published.end is not None and published.start <= published.end:
        return Anchor(_days_between(published.start, published.end), True)
    if found := _YEARLESS.match(published.value):
        return Anchor(_yearless_days(int(found[1]), int(found[2]) if found[2] else None) or _ANY_DAY, False)
    return Anchor(_ANY_DAY, False)


def mask(values: Iterable[str]) -> str:
    """The TIMEX3 value that holds what all values agree on, field by field; "XXXX" where they do not."""
    first, *others = sorted(set(values))
    for other in others:
        fields, theirs = list(_FIELD.finditer(first)), _FIELD.findall(other)
        if len(fields) != len(theirs) or len(first) != len(other):
            return "XXXX"
        parts, at = [], 0
        for field, their in zip(fields, theirs, strict=True):
            parts.append(first[at : field.start()])
            own = field.group()
            if own == their:
                parts.append(own)
            elif own[0] == their[0] and own[0].isalpha():
                parts.append(own[0] + "X" * (len(own) - 1))
            else:
                parts.append("X" * len(own))
            at = field.end()
        first = "".join(parts) + first[at:]
    return first


def _narrow(point: Point, mod: str | None) -> tuple[dt.date, dt.date]:
    """The days that "early", "mid-" and "late" leave: halves; of a year June and July, of a month days 10 to 20."""
    start, end = point.start, point.end
    days = (end - start).days + 1
    if mod == "MID" and days >= 3:
        if len(point.value) == 4 and days > 300:
            return dt.date(start.year, 6, 1), dt.date(start.year, 7, 31)
        third = days // 3
        if 28 <= days <= 31:
            return shift_days(start, 9), shift_days(start, 19)
        return shift_days(start, third), shift_days(end, -third)
    if mod == "START" and days > 1:
        return start, shift_days(start, (days + 1) // 2 - 1)
    if mod == "END" and days > 1:
        return shift_days(start, days // 2), end
    return start, end


@functools.lru_cache(maxsize=16384)
def _over(expression: str, mod: str | None, days: tuple[dt.date, ...]) -> tuple[str, dt.date, dt.date] | None:
    """Value, first and last possible day of an expression over all days of writing; None if it has none."""
    points = []
    for today in days:
        try:
            points.append(evaluate(expression, today))
        except (OutOfCalendarError, ValueError, KeyError, IndexError):
            continue
    if not points:
        return None
    ends = [_narrow(point, mod) for point in points]
    return mask(p.value for p in points), min(s for s, _ in ends), max(e for _, e in ends)


def when_for(expression: str, anchor: Anchor, *, mod: str | None = None, value: str | None = None) -> When:
    """The time of an expression as far as the days of writing tell it. value: where the expression has none."""
    weekday = re.match(r"weekday:(\d)(?::\w+)?((?:/T[^/]*)?)$", expression)
    found = _over(expression, mod, anchor.days)
    if found is None:
        return When(value=value or "XXXX", mod=mod, expression=expression)
    told, start, end = found
    if weekday and len(anchor.days) > 1 and "X" in told.partition("T")[0]:
        week = mask(f"{d.isocalendar().year:04d}-WXX" for d in anchor.days) if anchor.dated else "XXXX-WXX"
        told = f"{week}-{weekday[1]}{weekday[2].lstrip('/')}"
    absolute_date = expression.startswith("date:")
    open_to_tell = mod is None and (absolute_date or len(anchor.days) == 1)
    others = alternatives(expression, anchor.days[0]) if open_to_tell else ()
    if absolute_date:
        return When(value=told, start=start, end=end, mod=mod, alternatives=others)
    if not anchor.dated:
        return When(value=told, mod=mod, expression=expression)
    return When(value=told, start=start, end=end, mod=mod, expression=expression, alternatives=others)


def resolve(when: When, published: Publication | dt.date | str | None) -> When:
    """Narrow a relative time by a publication date that is now (better) known.

    Absolute times come back unchanged, and so do relative ones if the publication is unknown. Resolving twice is
    resolving once: the value is always computed anew from ``when.expression``.
    """
    if when.expression is None:
        return when
    anchor = anchor_of(published)
    if when.expression == PUBLICATION:
        return publication_when(published)
    found = when_for(when.expression, anchor, mod=when.mod, value=when.value)
    return msgspec.structs.replace(found, span=when.span, zone=when.zone)


def publication_when(published: Publication | dt.date | str | None = None) -> When:
    """Give "as of publication": its period if that is known, else a time that ``resolve`` fills in later."""
    if isinstance(published, Publication) and published.when is not None:
        known = published.when
        return When(value=known.value, start=known.start, end=known.end, mod=known.mod, expression=PUBLICATION)
    anchor = anchor_of(published)
    if not anchor.dated or published is None:
        return When(value="XXXX-XX-XX", expression=PUBLICATION)
    return When(
        value=published if isinstance(published, str) and len(published) <= 10 else anchor.days[0].isoformat(),
        start=anchor.days[0],
        end=anchor.days[-1],
        expression=PUBLICATION,
    )
