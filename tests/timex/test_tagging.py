"""Times are found, typed and resolved as far as the text and its date allow."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsledger.model import When
from newsledger.timex import publication_when, resolve, times

CASES = tomllib.loads((Path(__file__).parent / "cases.toml").read_text("utf-8"))["case"]
WORDS = st.sampled_from(
    [
        "last",
        "next",
        "week",
        "month",
        "year",
        "on",
        "May",
        "June",
        "1998",
        "Monday",
        "the",
        "of",
        "12th",
        "quarter",
        "mid-",
        "early",
        "5",
        "p.m.",
        ",",
        ".",
        "ten",
        "days",
        "ago",
        "January",
        "14,",
        "since",
        "now",
        "second",
        "hour",
        "Christmas",
        "1990s",
        "and",
        "a",
        "half",
        "every",
        "\n",
        "\xa0",
        "İ",
        "é",
        "99999999999",
        "Ramadan",
        "Independence Day",
        "fiscal",
        "ended",
        "Q3",
        "to",
        "since the Soviet Union",
        "this evening",
        "EST",
        "(1900 GMT)",
        "winter",
        "couple of",
        "past",
        "-",
        "31",
        "February",
        "30",
    ]
)


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c['text']} {c['anchor']}")
def test_a_time_gets_its_value(case):
    text = case["text"].replace("[", "").replace("]", "")
    start = case["text"].index("[")
    words = case["text"][start + 1 : case["text"].index("]")]
    wanted = case.get("span", words)
    found = {text[m.span.start : m.span.end]: m for m in times(text, anchor=case["anchor"] or None)}
    assert wanted in found
    mention = found[wanted]
    assert mention.type == case.get("type", "DATE")
    assert mention.when.value == case["value"]
    if "period" in case:
        assert mention.when.iso == case["period"]
    if not case["anchor"]:
        assert mention.when.start is None


@pytest.mark.parametrize(
    "text",
    [
        "She may come.",
        "They march on the capital.",
        "Some 2000 people fled.",
        "The fall of the city ended the war.",
        "He holds a quarter of the shares.",
        "a 20-year-old man",
        "It is the second attack.",
        "She said this may be so.",
        "Profit rose to $33 million a year.",
        "It makes 10,000 units annually.",
        "They sat down, and may 5 of them stay.",
        "The guests of This Week spoke.",
    ],
)
def test_words_that_also_mean_something_else_are_no_times(text):
    assert times(text, anchor="2021-03-04") == ()


def test_without_a_publication_date_nothing_is_taken_to_be_today():
    for mention in times("He left on Tuesday, said so yesterday and returns next week.", anchor=None):
        assert mention.when.start is None
        assert mention.when.expression is not None


def test_a_relative_time_is_filled_in_when_the_publication_becomes_known():
    (mention,) = times("Talks open next month.", anchor=None)
    known = resolve(mention.when, "2013-10")
    assert known.iso == "2013-11"
    assert known.span == mention.when.span
    assert resolve(known, None).start is None


def test_as_of_publication_is_the_publication():
    when = publication_when()
    assert when.start is None
    assert resolve(when, "2013-05-27").iso == "2013-05-27"
    assert resolve(when, "2013-10").iso == "2013-10"


def test_a_bare_month_of_the_past_belongs_to_the_year_that_opened_the_scene():
    text = "In 2012, the two states signed a treaty. In July the dam was closed. It will open in May."
    assert [m.when.value for m in times(text, anchor="2021-03-04")] == ["2012", "2012-07", "2021-05"]


def test_an_absolute_time_is_not_touched():
    when = When(value="2012-07")
    assert resolve(when, "2013-10") is when


@settings(max_examples=150, deadline=None)
@given(
    st.lists(WORDS, max_size=14).map(" ".join), st.sampled_from([None, "2013-10", "2000-02-29", "XXXX-02-29", "9999"])
)
def test_whatever_the_words_offsets_hold_and_resolving_twice_is_resolving_once(text, anchor):
    found = times(text, anchor=anchor, place="Sydney", fiscal_year=10, eras=True)
    assert found == times(text, anchor=anchor, place="Sydney", fiscal_year=10, eras=True)
    end = 0
    for mention in found:
        assert end <= mention.span.start < mention.span.end <= len(text)
        end = mention.span.end
        once = resolve(mention.when, "2021-03-04")
        assert resolve(once, "2021-03-04") == once
        if once.start and once.end:
            assert once.start <= once.end


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_no_text_makes_it_raise(text):
    for mention in times(text, anchor="2021-03-04"):
        assert text[mention.span.start : mention.span.end].strip()
