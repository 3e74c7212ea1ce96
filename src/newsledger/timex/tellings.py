"""What articles of one story tell of the same thing: one gives its day, another how long ago or how far ahead it is.

"The explosion at the border post last month" in an undated article, "the explosion of March 14" in a dated one: the
first was written in April. Sentences are of the same thing where they share words that are rare in the story.
"""

from __future__ import annotations

import datetime as dt
import functools
import math
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from newsledger.model import READ_KINDS, Article, Publication
from newsledger.timex.calendars import OutOfCalendarError
from newsledger.timex.expressions import evaluate
from newsledger.timex.lexicon import number
from newsledger.timex.posterior import Vector, grid, index, parameters
from newsledger.timex.resolve import anchor_of
from newsledger.timex.tagger import Tagger

_SENTENCE = re.compile(r"(?<=[.!?])[\"”’')]*\s+(?=[\"“‘'(]*[A-Z])|\n")
# "in two weeks' time"
_AHEAD = re.compile(r"\bin (\d+) (day|week|month)s?['’]?s? time\b")
_COUNT = re.compile(r"\bin ([a-z]+)(?= (?:day|week|month)s?['’]?s? time\b)")
_WORD = re.compile(r"[^\W\d_]{4,}")
_STEM = 6
# Expressions that lead from the day of writing to another; "today" and "now" stand with every verb of saying.
_RELATIVE = re.compile(r"(?:(?:week|month):[+-]?\d+|day:-1|weekday:\d:|weekend:|monthname:\d\d:|monthday:)")


@dataclass(frozen=True, slots=True)
class Telling:
    """A sentence. words: stems of its content words. days: days that it names, where the article is dated.

    expressions: time expressions that hang on the day of writing, where it is not.
    """

    words: frozenset[str]
    days: tuple[dt.date, ...] = ()
    expressions: tuple[str, ...] = ()


def tellings_of(article: Article, published: Publication) -> tuple[Telling, ...]:
    """The sentences of an article that name a time: as days if ``published`` is a day, else as expressions."""
    when = published.when
    dated = when is not None and when.start is not None and when.start == when.end
    tagger = Tagger(anchor_of(published if dated else None))
    found = []
    for block in article.blocks:
        if block.kind not in READ_KINDS or block.duplicate:
            continue
        text = block.span.text(article.text)
        mentions = tagger.tag(text)
        start = 0
        for end in [*(m.start() for m in _SENTENCE.finditer(text)), len(text)]:
            inside = [m.when for m in mentions if start <= m.span.start < end]
            words = frozenset(word.lower()[:_STEM] for word in _WORD.findall(text[start:end]))
            days = tuple(w.start for w in inside if w.start is not None and w.start == w.end) if dated else ()
            told = tuple(w.expression for w in inside if w.expression and _RELATIVE.match(w.expression))
            told += tuple(f"{m[2]}:{m[1]}" for m in _AHEAD.finditer(_in_figures(text[start:end])))
            if days or (told and not dated):
                found.append(Telling(words, days, () if dated else told))
            start = end
    return tuple(found)


def _in_figures(sentence: str) -> str:
    """The sentence with the counts of "in two weeks' time" in figures."""
    return _COUNT.sub(lambda m: f"in {number(m[1])}", sentence)


class Tellings:
    """What the dated articles of a story tell. They are read when the first undated one asks."""

    def __init__(self, dated: Sequence[tuple[Article, Publication]]) -> None:
        self._dated = dated

    @functools.cached_property
    def _tellings(self) -> tuple[Telling, ...]:
        return tuple(telling for article, published in self._dated for telling in tellings_of(article, published))

    @functools.cached_property
    def _by_word(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = defaultdict(list)
        for place, telling in enumerate(self._tellings):
            for word in sorted(telling.words):
                found[word].append(place)
        return found

    def days(self, undated: Article, window: tuple[dt.date, dt.date]) -> Vector | None:
        """Evidence (logarithms over the calendar) for the day of writing of an undated article.

        window: first and last day that come into question. None if no sentence is of the same thing as one with a day.
        """
        found: Vector | None = None
        for telling in tellings_of(undated, Publication()):
            votes = self._votes(telling)
            for expression in telling.expressions if votes else ():
                piece = _reached(expression, votes, window, parameters()["tellings"]["times"])
                found = piece if found is None else found + piece
        return found

    def _votes(self, telling: Telling) -> dict[dt.date, float]:
        """How the days of sentences of the same thing share one vote."""
        table = parameters()["tellings"]
        shared: Counter[int] = Counter()
        scores: dict[int, float] = defaultdict(float)
        for word in sorted(telling.words & self._by_word.keys()):
            places = self._by_word[word]
            rarity = math.log((len(self._tellings) + 1) / (len(places) + 1))
            for place in places:
                shared[place] += 1
                scores[place] += rarity
        days: dict[dt.date, float] = defaultdict(float)
        for place, score in scores.items():
            if shared[place] >= table["shared"] and score >= table["score"]:
                for day in self._tellings[place].days:
                    days[day] = max(days[day], score)
        best = max(days.values(), default=0.0)
        weights = {day: math.exp(score - best) for day, score in sorted(days.items()) if score >= best * table["close"]}
        whole = sum(weights.values())
        return {day: weight / whole for day, weight in weights.items()}


def _reached(expression: str, votes: dict[dt.date, float], window: tuple[dt.date, dt.date], times: float) -> Vector:
    """Days of writing from which an expression reaches the days voted for are so many times likelier."""
    found = np.zeros(len(grid()["year"]))
    for place in range(max(0, index(window[0])), min(len(found), index(window[1]) + 1)):
        today = window[0] + dt.timedelta(place - index(window[0]))
        try:
            point = evaluate(expression, today)
        except (OutOfCalendarError, ValueError):
            continue
        share = sum(vote for day, vote in votes.items() if point.start <= day <= point.end)
        found[place] = math.log(1 + (times - 1) * share)
    return found
