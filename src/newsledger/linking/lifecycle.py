"""Whether a story is new, goes on, sleeps, or has been taken up again; seen from the latest day of the ledger."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from itertools import pairwise

import msgspec

from newsledger.model import Publication, Story, StoryLedger, StoryState

_NEW = dt.timedelta(days=3)
_ACTIVE = dt.timedelta(days=14)
_WEEK = dt.timedelta(days=7)


def with_states(ledgers: Sequence[StoryLedger]) -> tuple[StoryLedger, ...]:
    """The ledgers with first and last day of each story, and its state on the latest day of all of them."""
    days = [days_of(dated.published for dated in ledger.dated) for ledger in ledgers]
    today = max((day for found in days for day in found), default=None)
    return tuple(
        msgspec.structs.replace(ledger, story=_with_state(ledger.story, found, today))
        for ledger, found in zip(ledgers, days, strict=True)
    )


def days_of(published: Iterable[Publication]) -> list[dt.date]:
    """Days of publication in order, of the articles whose day is known to the week; the first possible day counts."""
    whens = (one.when for one in published)
    known = (w for w in whens if w is not None and w.start is not None and w.end is not None)
    return sorted(w.start for w in known if w.start is not None and w.end is not None and w.end - w.start <= _WEEK)


def state_of(days: Sequence[dt.date], today: dt.date) -> StoryState:
    """State of a story with articles of these days (in order, at least one), seen from a day.

    dormant: nothing for more than two weeks. reopened: taken up again after such a pause, less than two weeks ago. new:
    begun in the last three days.
    """
    if today - days[-1] > _ACTIVE:
        return "dormant"
    if today - days[0] <= _NEW:
        return "new"
    paused = [later for earlier, later in pairwise(days) if later - earlier > _ACTIVE]
    return "reopened" if paused and today - paused[-1] <= _ACTIVE else "active"


def _with_state(story: Story, days: Sequence[dt.date], today: dt.date | None) -> Story:
    if not days or today is None:
        return story
    return msgspec.structs.replace(
        story, first=days[0].isoformat(), last=days[-1].isoformat(), state=state_of(days, today)
    )
