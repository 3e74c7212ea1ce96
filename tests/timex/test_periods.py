"""Times are compared and said in words."""

import datetime as dt

import pytest

from newsledger.model import When
from newsledger.timex import compatible, describe, period, resolve, times


def when(text, anchor="2013-10-09"):
    return times(text, anchor=anchor)[0].when


@pytest.mark.parametrize(
    ("text", "anchor", "words"),
    [
        ("will open in the second week of November", "2013-10-09", "second week of November 2013"),
        ("will open next month", "2013-05-27", "June 2013"),
        ("met on May 27", "2013-05-28", "27 May 2013"),
        ("destroyed by mid-2014", "2013-10-09", "mid-2014"),
        ("met on May 27", None, "27 May (year unknown)"),
        ("met last week", "2013-05-27", "week of 20 May 2013"),
        ("in the third quarter of 2012", None, "third quarter of 2012"),
        ("met last month", None, "the month before publication"),
        ("in 2012", None, "2012"),
        ("in the summer of 2012", None, "summer 2012"),
    ],
)
def test_a_time_is_said_in_words(text, anchor, words):
    assert describe(when(text, anchor)) == words


def test_an_unknown_time_says_so():
    assert describe(None) == "date unknown"
    assert period(None) is None


def test_overlapping_periods_may_be_the_same_time():
    month, week = when("in November 2013"), when("will open in the second week of November")
    assert compatible(month, week)
    assert not compatible(when("in June 2013"), week)


def test_a_date_without_its_year_may_be_that_of_any_year():
    assert compatible(When(value="XXXX-05-27"), resolve(When(value="2013-05-27"), None))
    assert not compatible(When(value="XXXX-05-27"), When(value="2013-05-28"))


def test_a_period_holds_both_of_its_days():
    assert period(when("met last week", "2013-05-27")) == (dt.date(2013, 5, 20), dt.date(2013, 5, 26))
