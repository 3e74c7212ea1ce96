"""Other readings that the words leave open, arithmetic of periods, and TimeML."""

import datetime as dt
import xml.etree.ElementTree as ElementTree

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from newsledger.model import TimeMention, When
from newsledger.timex import timeml, times, timex3
from newsledger.timex.calendars import OutOfCalendarError
from newsledger.timex.expressions import evaluate
from newsledger.timex.readings import alternatives

DAYS = st.dates(dt.date(1900, 1, 1), dt.date(2099, 12, 31))
UNITS = st.sampled_from(["day", "week", "weekend", "month", "quarter", "half", "year", "decade", "century"])
DIRECTIONS = st.sampled_from(["past", "future", "last", "next", "this", "nearest", "behind", "ahead"])
NAMED = st.one_of(
    st.integers(1, 12).map(lambda n: f"monthname:{n:02d}"),
    st.integers(1, 7).map(lambda n: f"weekday:{n}"),
    st.integers(1, 4).map(lambda n: f"quartername:{n}"),
    st.sampled_from(["season:SU", "season:WI@S", "monthday:02-29", "monthday:12-31", "dom:31", "holiday:easter+0"]),
)


def days_of(text, anchor):
    return times(text, anchor=anchor)[0].when


@pytest.mark.parametrize(
    ("text", "anchor", "others"),
    [
        ("It opens next Tuesday.", "2013-05-27", ("2013-05-28",)),
        ("It opens next Tuesday.", "2013-05-28", ("2013-06-11",)),
        ("It opens next Tuesday.", "2013-05-29", ()),
        ("It opened last Friday.", "2013-05-25", ("2013-05-17",)),
        ("It opened last Friday.", "2013-05-28", ()),
        ("It opens next weekend.", "2013-05-28", ("2013-06-01/2013-06-02",)),
        ("It opened last May.", "2013-10-28", ("2012-05",)),
        ("It opened last May.", "2013-02-28", ()),
        ("It opened in the winter of 2012.", "2013-10-28", ("2011-12-01/2012-02-29", "2012-06-01/2012-08-31")),
        ("It opened in May 2012.", "2013-10-28", ()),
    ],
)
def test_open_words_have_other_readings_and_plain_ones_have_none(text, anchor, others):
    assert days_of(text, anchor).alternatives == others


def test_nothing_is_open_while_the_day_of_writing_is_not_known():
    assert days_of("It opens next Tuesday.", None).alternatives == ()
    assert days_of("It opens next Tuesday.", "2013-05").alternatives == ()


@given(DAYS, NAMED, DIRECTIONS)
@settings(max_examples=300, deadline=None)
def test_other_readings_are_never_the_reading_itself(today, name, direction):
    expression = f"{name}:{direction}"
    assume(expression != "monthday:02-29:this")
    chosen = evaluate(expression, today)
    when = When(value=chosen.value, start=chosen.start, end=chosen.end)
    others = alternatives(expression, today)
    assert when.iso not in others
    assert len(set(others)) == len(others)


@given(DAYS, NAMED)
@settings(max_examples=300, deadline=None)
def test_past_does_not_start_after_today_and_future_does_not_end_before_it(today, name):
    assert evaluate(f"{name}:past", today).start <= today
    assert evaluate(f"{name}:future", today).end >= today
    assert evaluate(f"{name}:last", today).end < today
    if not name.startswith("weekday"):
        assert evaluate(f"{name}:next", today).start > today


@given(DAYS, UNITS, st.integers(-15, 15))
@settings(max_examples=300, deadline=None)
def test_counting_on_and_back_again_comes_home(today, unit, number):
    there = evaluate(f"{unit}:{number}", today)
    assert there.start <= there.end
    assert evaluate(f"{unit}:{-number}", there.start) == evaluate(f"{unit}:0", today)
    if unit != "weekend":
        assert evaluate(f"{unit}:0", today).start <= today <= evaluate(f"{unit}:0", today).end


@given(DAYS, st.integers(1, 40), st.sampled_from("dwmqfy"))
@settings(max_examples=200, deadline=None)
def test_a_run_that_ended_on_a_day_ends_on_it_and_one_that_starts_starts_on_it(today, number, unit):
    assert evaluate(f"publication/ended{number}{unit}", today).end == today
    run = evaluate(f"publication/starting{number}{unit}", today)
    assert run.start == today <= run.end


@given(DAYS, st.integers(0, 12))
@settings(max_examples=100, deadline=None)
def test_a_fiscal_year_of_known_months_lies_within_one_of_unknown_ones(today, month):
    known, unknown = evaluate(f"year:0/fiscal{month or ''}", today), evaluate("year:0/fiscal", today)
    assert unknown.start <= known.start <= known.end
    if month in (*range(2, 13), 0):
        assert known.end <= unknown.end


@given(st.text(max_size=40), DAYS)
@settings(max_examples=200, deadline=None)
def test_an_expression_that_is_none_raises_what_it_says(expression, today):
    try:
        evaluate(expression, today)
    except (OutOfCalendarError, ValueError, KeyError, IndexError):
        return


@given(
    st.text(alphabet=st.characters(), max_size=60), st.sampled_from(["Monday", "last week", "May 5 & 6", "26 months"])
)
@settings(max_examples=150, deadline=None)
def test_timeml_is_well_formed_and_keeps_the_text(noise, words):
    text = f"{noise} on {words} {noise}"
    found = times(text, anchor="2013-05-27", place="Geneva", eras=True)
    tree = ElementTree.fromstring(f"<D>{timeml(text, found, published='2013-05-27')}</D>")
    inside = "".join(tree.find("TEXT").itertext())
    assert len(inside) == len(text) or "\r" in text
    assert len(tree.findall("TEXT/TIMEX3")) == len(found)


@pytest.mark.parametrize(
    ("text", "attributes"),
    [
        ("the past two months", {"type": "DURATION", "value": "P2M", "endPoint": "t0"}),
        ("the next two months", {"type": "DURATION", "value": "P2M", "beginPoint": "t0"}),
        ("last week", {"type": "DATE", "value": "2013-W21", "anchorTimeID": "t0"}),
        ("early 2012", {"type": "DATE", "value": "2012", "mod": "START"}),
    ],
)
def test_timex3_says_what_a_time_hangs_on(text, attributes):
    (mention,) = times(text, anchor="2013-05-27")
    assert isinstance(mention, TimeMention)
    assert timex3(mention) == attributes
