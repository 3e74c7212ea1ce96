"""States of stories."""

from __future__ import annotations

import datetime as dt

import pytest

from newsledger.linking.lifecycle import days_of, state_of
from newsledger.model import Publication, When


def day(number: int) -> dt.date:
    return dt.date(2031, 5, 1) + dt.timedelta(days=number)


@pytest.mark.parametrize(
    ("days", "today", "state"),
    [
        ([0], 0, "new"),
        ([0, 2], 3, "new"),
        ([0, 2], 4, "active"),
        ([0, 2, 9, 20], 25, "active"),
        ([0, 2], 17, "dormant"),
        ([0, 2, 40], 41, "reopened"),
        ([0, 2, 40, 50, 60], 61, "active"),
        ([0, 2, 40], 60, "dormant"),
    ],
)
def test_a_story_is_new_goes_on_sleeps_or_is_taken_up_again(days, today, state):
    assert state_of([day(n) for n in days], day(today)) == state


def test_only_days_known_to_the_week_count():
    def published(first: int, last: int) -> Publication:
        return Publication(when=When(value="x", start=day(first), end=day(last)), basis="story")

    assert days_of([published(9, 9), published(0, 30), published(3, 8), Publication()]) == [day(3), day(9)]
