"""Numbers in words and digits, and the words that bound them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsledger.reading.quantities.bounds import bound_of
from newsledger.reading.quantities.numerals import find_numerals, number_of

ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def spelled(number: int) -> str:
    """Write a number below a billion in words."""
    if number < 20:
        return ONES[number]
    if number < 100:
        return TENS[number // 10 - 2] + (f"-{ONES[number % 10]}" if number % 10 else "")
    for scale, name in ((1_000_000, "million"), (1000, "thousand"), (100, "hundred")):
        if number >= scale:
            rest = number % scale
            joint = "" if not rest else " and " if rest < 100 else " "
            return f"{spelled(number // scale)} {name}{joint}{spelled(rest) if rest else ''}"
    raise AssertionError


@given(st.integers(min_value=0, max_value=999_999_999))
def test_a_number_in_words_comes_back(number):
    assert number_of(spelled(number)) == number


@given(st.integers(min_value=0, max_value=10**15))
def test_grouped_and_plain_digits_come_back(number):
    assert number_of(f"{number:,}") == number
    assert number_of(str(number)) == number


@given(st.decimals(min_value="0.01", max_value="999.99", places=2), st.sampled_from(["million", "billion", "thousand"]))
def test_decimals_with_a_scale_word_come_back(number, scale):
    factor = {"thousand": 10**3, "million": 10**6, "billion": 10**9}[scale]
    assert number_of(f"{number} {scale}") == pytest.approx(float(number) * factor)


@given(st.text(max_size=200))
def test_any_text_is_scanned_in_order_without_overlap(text):
    end = 0
    for numeral in find_numerals(text):
        assert end <= numeral.start < numeral.end <= len(text)
        end = numeral.end


@pytest.mark.parametrize(
    ("text", "value", "high", "kind", "currency"),
    [
        ("$1.05bn", 1.05e9, None, "number", "USD"),
        ("US$ 20 million", 2e7, None, "number", "USD"),
        ("€5m", 5e6, None, "number", "EUR"),
        ("half a million", 5e5, None, "number", None),
        ("a dozen", 12, None, "number", None),
        ("two and a half thousand", 2500, None, "number", None),
        ("two-thirds", 2 / 3, None, "fraction", None),
        ("45 per cent", 45, None, "percent", None),
        ("20-30", 20, 30, "range", None),
        ("two to three million", 2e6, 3e6, "range", None),
        ("400 or 500", 400, 500, "range", None),
        ("twenty-first", 21, None, "ordinal", None),
        ("85th", 85, None, "ordinal", None),
        ("tens of thousands", None, None, "vague", None),
        ("several hundred", None, None, "vague", None),
    ],
)
def test_a_number_is_read_in_its_dress(text, value, high, kind, currency):
    (found,) = find_numerals(text)
    assert found.value == (pytest.approx(value) if value is not None else None)
    assert (found.high, found.kind, found.currency) == (high, kind, currency)
    assert (found.start, found.end) == (0, len(text))


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("at least 70", "at_least"),
        ("no fewer than 70", "at_least"),
        ("up to 70", "at_most"),
        ("as many as 70", "at_most"),
        ("more than 70", "over"),
        ("well over 70", "over"),
        ("nearly 70", "under"),
        ("just under 70", "under"),
        ("almost a 1000", "under"),
        ("some 70", "about"),
        ("an estimated 70", "about"),
        ("70 or more", "at_least"),
        ("70 or so", "about"),
        ("at least another 70", "at_least"),
        ("only 70", "exact"),
        ("the 70", "exact"),
    ],
)
def test_the_words_around_a_number_bound_it(text, bound):
    (numeral,) = find_numerals(text)
    found, start, end = bound_of(text, numeral)
    assert found == bound
    assert 0 <= start <= numeral.start < numeral.end <= end <= len(text)
