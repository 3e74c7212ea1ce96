"""Days that pass: how far a deadline or a planned date lies back, and what order they come in."""

from __future__ import annotations

import datetime as dt

from newsledger.briefing.context import Context
from newsledger.briefing.dates import day
from newsledger.briefing.words import counted
from newsledger.model import When


def passed(when: When | None, context: Context) -> str:
    """How long the last possible day lies before the day of the brief ("passed 3 days before"), "" if it does not."""
    if when is None or when.end is None or context.as_of is None or when.end >= context.as_of:
        return ""
    return f"passed {counted((context.as_of - when.end).days, 'day')} before {day(context.as_of)}"


def is_ahead(when: When | None, context: Context) -> bool:
    """Whether a time is dated and not wholly past on the day of the brief."""
    return when is not None and when.end is not None and context.as_of is not None and when.end >= context.as_of


def last_day(when: When | None) -> dt.date:
    """The last possible day, to sort by; the end of time where none is known."""
    return when.end if when is not None and when.end is not None else dt.date.max
