"""Moments and periods, with the precision that is known and no more."""

from __future__ import annotations

import calendar
import datetime as dt
from typing import Literal

import msgspec

from newsledger.model.spans import Span

TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
Basis = Literal["given", "metadata", "dateline", "text", "story", "unknown"]


class When(msgspec.Struct, frozen=True, kw_only=True):
    """When something was, is or will be, as a text tells it.

    value: TIMEX3 value as far as known ("2013-10", "2013-W21", "XXXX-05-27", "PRESENT_REF").
    start, end: first and last calendar day (inclusive) that are possible, None where open or unknown.
        Of a duration they are its begin and end point, where the words tie it to publication ("the past two months").
    mod: TIMEX3 mod (START, MID, END, APPROX, BEFORE, AFTER, ON_OR_BEFORE, ON_OR_AFTER), or None.
    expression: symbolic form relative to the publication date (see ``newsledger.timex``), so that the value can be
        narrowed later when the publication date becomes known; None for absolute dates.
    span: where the expression stands in the page text; None where it is not spelled out there.
    alternatives: other readings as ISO 8601 periods, where the words leave them open ("next Tuesday" said on a
        Monday).
    zone: time zone of a TIME (IANA name, "UTC", "UTC-05:00") where it is told or the place is known; ``value`` is
        local.
    """

    value: str
    start: dt.date | None = None
    end: dt.date | None = None
    mod: str | None = None
    expression: str | None = None
    span: Span | None = None
    alternatives: tuple[str, ...] = ()
    zone: str | None = None

    @property
    def iso(self) -> str | None:
        """The period as ISO 8601: a day, a month, a year, or "first-day/last-day"; None if not anchored."""
        return iso_period(self.start, self.end)


def iso_period(start: dt.date | None, end: dt.date | None) -> str | None:
    """Write an inclusive period of days in its shortest ISO 8601 form; None unless both ends are known."""
    if start is None or end is None:
        return None
    if start == end:
        return start.isoformat()
    last_of_month = calendar.monthrange(end.year, end.month)[1]
    if start.day == 1 and end.day == last_of_month:
        if (start.year, start.month) == (end.year, end.month):
            return f"{start.year:04d}-{start.month:02d}"
        if start.year == end.year and (start.month, end.month) == (1, 12):
            return f"{start.year:04d}"
    return f"{start.isoformat()}/{end.isoformat()}"


class TimeMention(msgspec.Struct, frozen=True, kw_only=True):
    """One temporal expression of a text (TIMEX3)."""

    span: Span
    type: TimexType
    when: When


class Publication(msgspec.Struct, frozen=True, kw_only=True):
    """When an article was published, and what that rests on.

    when: None if nothing is known. A dateline without a year gives value "XXXX-05-27" and no start or end.
    evidence: spans of the page text that the date rests on (empty for given dates and metadata).
    source: what the date was read from in words a person understands ("meta article:published_time").
    confidence: probability that the interval holds the true date.
    updated: the last update, where the page tells it.
    first_published: when it first appeared, where the page dates the text as it stands later than that.
    wider, wider_confidence: a longer period around ``when`` and the higher probability that it holds the true date,
        where the date was read from the text; None and 0 otherwise.
    doubts: reasons to distrust the date, in words ("metadata date is a year after ...").
    """

    when: When | None = None
    basis: Basis = "unknown"
    evidence: tuple[Span, ...] = ()
    source: str = ""
    confidence: float = 0.0
    updated: str | None = None
    first_published: str | None = None
    wider: When | None = None
    wider_confidence: float = 0.0
    doubts: tuple[str, ...] = ()
