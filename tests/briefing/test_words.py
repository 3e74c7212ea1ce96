"""Values and times in words."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsledger.briefing.dates import iso_words, period, time_words
from newsledger.briefing.words import balanced, clean, counted, joined, number_words, shortened, value_words
from newsledger.model import When
from tests.briefing.maker import on


@pytest.mark.parametrize(("when", "words"), [
    ("2013-05-27", "27 May 2013"),
    ("2013-06", "June 2013"),
    ("2013-11-08/2013-11-14", "second week of November 2013"),
    ("2013-05-20/2013-05-26", "week of 20 May 2013"),
    ("2013-05-20/2013-05-24", "20–24 May 2013"),
    ("2013-05-28/2013-06-02", "28 May – 2 June 2013"),
    ("2013-12-28/2014-01-02", "28 December 2013 – 2 January 2014"),
    ("2014-06-01/2014-07-31", "June–July 2014"),
    ("2013-11-01/2014-02-28", "November 2013 – February 2014"),
    ("2013-01-01/2013-12-31", "2013"),
])  # fmt: skip
def test_periods_are_told_as_exactly_as_they_are_known(when, words):
    assert time_words(on(when)) == words
    assert iso_words(when) == words


@pytest.mark.parametrize(("when", "words"), [
    (When(value="2023-04-01", start=dt.date(2023, 4, 1)), "from 1 April 2023 on"),
    (When(value="2023-04-01", start=dt.date(2023, 4, 1), mod="AFTER"), "after 1 April 2023"),
    (When(value="2023-04-01", end=dt.date(2023, 4, 1)), "by 1 April 2023"),
    (When(value="2023-04-01", end=dt.date(2023, 3, 31), mod="BEFORE"), "before 31 March 2023"),
    (When(value="XXXX-05-27"), "27 May, year not known"),
    (When(value="XXXX-05"), "May, year not known"),
    (When(value="XXXX-99"), ""),
    (When(value="PRESENT_REF"), "at the time of the report"),
    (None, ""),
])  # fmt: skip
def test_open_and_partial_times_are_told_as_such(when, words):
    assert time_words(when) == words


@given(st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1)), st.integers(0, 900))
def test_any_period_has_words(start, days):
    assert str(start.year) in period(start, start + dt.timedelta(days=days)) or days


@given(st.text(max_size=20))
def test_text_that_is_no_date_comes_back_as_it_is(text):
    if not any(c.isdigit() for c in text):
        assert iso_words(text) == text


@pytest.mark.parametrize(("value", "words"), [
    (14, "14"), (70_000, "70,000"), (1_500_000, "1.5 million"), (3.2e9, "3.2 billion"), (0.5, "0.5"), (-3, "-3"),
])  # fmt: skip
def test_numbers_are_written_as_newspapers_write_them(value, words):
    assert number_words(value) == words


@pytest.mark.parametrize(("given_", "words"), [
    ((14, None, "at_least", "people"), "at least 14"),
    ((200, 270, "exact", "people"), "200–270"),
    ((12e6, None, "about", "USD"), "about $12 million"),
    ((25, None, "at_most", "percent"), "up to 25%"),
    ((None, None, "exact", "people"), "an unnumbered quantity"),
])  # fmt: skip
def test_values_carry_bound_range_and_sign(given_, words):
    assert value_words(*given_) == words


def test_lists_end_in_and():
    assert joined(["a"]) == "a"
    assert joined(["a", "b", "a"]) == "a and b"
    assert joined(list("abcdef"), most=4) == "a, b, c and 3 more"
    assert counted(1, "source") == "1 source"
    assert counted(2, "source") == "2 sources"


def test_long_text_is_cut_between_words():
    assert shortened("one two three", 9) == "one two …"
    assert shortened("short") == "short"


def test_half_a_quotation_is_seen():
    assert balanced("she said “no”")
    assert not balanced("she said “no")
    assert not balanced('she said "no')


@given(st.text())
def test_clean_text_is_one_line_without_controls(text):
    out = clean(text)
    assert "\n" not in out
    assert out == out.strip() or not out
    assert clean(out) == out
    out.encode("utf-8")
