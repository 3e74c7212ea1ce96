"""How a text places an event from its own day: "last year's fire", "the strike in June", "ten years after"."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Sequence

import numpy as np

from newsledger.model import Span, TimeMention
from newsledger.timex.lexicon import number
from newsledger.timex.posterior import Vector, grid, index, parameters

_SENTENCE = re.compile(r"[.!?][\"”’')]*\s+(?=[\"“‘'(]*[A-Z])|\n")
_BACK = re.compile(r"(year|month|week|day):(0|[+-]?\d+)(?:/|$)")
_NAMED = re.compile(r"(weekday|monthname):(\d+):(?:past|last|behind)(?:/|$)")
_COUNT = r"(\d+|[a-z]+)"
_ANNIVERSARY = re.compile(rf"\b{_COUNT}(?:st|nd|rd|th)?[- ](?:year[- ])?anniversar(?:y|ies)\b", re.I)
_SINCE = re.compile(rf"\b{_COUNT} years (?:after|since|later)\b", re.I)
_UNITS = ("year", "month", "monthname", "week", "weekday", "day")  # the coarsest first
_MOST_YEARS = 100
_MOST_DAYS = 1000


def told_of(text: str, span: Span, day: dt.date, mentions: Sequence[TimeMention]) -> Vector | None:
    """Evidence from the words about an event (named at ``span``, of a known day) that say how long ago it was.

    None if the sentence has none. Of several the coarsest speaks ("police said today" of "last year's fire"), and of
    equal ones that which fits: the others speak of other things.
    """
    start, end = _sentence(text, span)
    found: dict[int, list[Vector]] = {}
    for mention in mentions:
        if start <= mention.span.start < end:
            for rank, unit in enumerate(_UNITS):
                likely = _placed(mention.when.expression or "", unit, day)
                if likely is not None:
                    found.setdefault(rank, []).append(likely)
    sentence = text[start:end]
    table = parameters()["told"]
    for pattern, kind in ((_ANNIVERSARY, "anniversary"), (_SINCE, "since")):
        match = pattern.search(sentence)
        years = _years(match[1]) if match is not None else None
        if years is not None:
            low, high = table["about"][kind]
            found.setdefault(0, []).append(_days(_later(day, years), low, high, table[kind]))
    if not found:
        return None
    fitting: Vector = np.maximum.reduce(found[min(found)])
    return fitting


def _sentence(text: str, span: Span) -> tuple[int, int]:
    start = 0
    for match in _SENTENCE.finditer(text, max(0, span.start - 400), span.start):
        start = match.end()
    after = _SENTENCE.search(text, span.end, span.end + 400)
    return max(start, span.start - 400), after.start() if after else min(len(text), span.end + 400)


def _years(words: str) -> int | None:
    """A number of years in figures or letters, cardinal or ordinal."""
    bare = words.lower()
    digits = bare if bare.isdigit() else _ORDINALS.get(bare) or number(bare)
    return int(digits) if digits.isdigit() and 0 < int(digits) <= _MOST_YEARS else None


_ORDINALS = {
    word: str(place)
    for place, word in enumerate(
        ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"), start=1
    )
} | {"twentieth": "20", "thirtieth": "30", "fiftieth": "50"}


def _later(day: dt.date, years: int) -> dt.date:
    year = min(day.year + years, dt.MAXYEAR)
    return day.replace(year=year, day=min(day.day, 28))


def _placed(expression: str, unit: str, day: dt.date) -> Vector | None:
    """Evidence from one expression: days of writing from which it reaches the event are so many times likelier."""
    table = parameters()["told"]
    if (told := _BACK.match(expression)) and told[1] == unit:
        back = -int(told[2])
        if unit == "year":
            return np.where(grid()["year"] == day.year + back, math.log(table["year"]), 0.0)
        if unit == "month":
            wanted = day.year * 12 + day.month - 1 + back
            return np.where(grid()["month"] == wanted, math.log(table["month"]), 0.0)
        if abs(back) > _MOST_DAYS:
            return None
        low, high = (7 * back - 6, 7 * back + 6) if unit == "week" else (back, back)
        return _days(day, low, high, table[unit])
    if (told := _NAMED.match(expression)) and told[1] == unit:
        if unit == "weekday" and day.isoweekday() == int(told[2]):
            return _days(day, 0, 6, table["weekday"])
        if unit == "monthname" and day.month == int(told[2]):
            return _days(day, 1, 330, table["monthname"])
    return None


def _days(day: dt.date, low: int, high: int, times: float) -> Vector:
    found = np.zeros(len(grid()["year"]))
    left, right = index(day) + low, index(day) + high + 1
    if right > 0:
        found[max(0, left) : right] = math.log(times)
    return found
