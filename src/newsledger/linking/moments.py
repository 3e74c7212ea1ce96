"""Whether two times can be one, and which comes first."""

from __future__ import annotations

import datetime as dt

from newsledger.model import When


def days_long(when: When) -> int | None:
    """Length of a period in days, None if an end is open."""
    return (when.end - when.start).days + 1 if when.start is not None and when.end is not None else None


def overlap(a: When | None, b: When | None, slack: int = 0) -> bool | None:
    """Tell whether two periods share a day (or lie within ``slack`` days); None if one of them is not anchored."""
    if a is None or b is None or a.start is None or b.start is None or a.end is None or b.end is None:
        return None
    gap = dt.timedelta(days=slack)
    return a.start <= b.end + gap and b.start <= a.end + gap


def apart(a: When | None, b: When | None, slack: int = 1, vague: int = 62) -> bool:
    """Tell whether two times cannot be one: both are known, neither is very long, and they lie apart."""
    if a is None or b is None or overlap(a, b, slack) is not False:
        return False
    return (days_long(a) or 0) <= vague and (days_long(b) or 0) <= vague


def narrowest(times: list[When]) -> When | None:
    """Return the most precise of several times that agree; the first of the equally precise ones."""
    known = [(length, n) for n, when in enumerate(times) if (length := days_long(when)) is not None]
    if known:
        return times[min(known)[1]]
    return times[0] if times else None


def starts(when: When | None) -> dt.date | None:
    """First possible day."""
    return when.start if when is not None else None


def ends(when: When | None) -> dt.date | None:
    """Last possible day."""
    return when.end if when is not None else None
