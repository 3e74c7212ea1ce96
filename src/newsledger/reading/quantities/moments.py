"""The moment that a figure holds for."""

from __future__ import annotations

import datetime as dt

from spacy.tokens import Token

from newsledger.language import Parse
from newsledger.language.clause_time import when_of
from newsledger.model import When
from newsledger.timex import publication_when

_NEWS = dt.timedelta(days=7)  # what happened within a week of the report is the report's own news
_CLOSE = ("publication", "day:", "week:", "weekend:", "weekday:")


def past_of(parse: Parse, predicate: Token | None) -> When | None:
    """Give the time of what happened well before the report ("killed 12 in January"); None for the report's own news.

    predicate: the word that tells what is counted ("killed"), None where only a noun does.
    """
    if predicate is None:
        return None
    told = when_of(parse, predicate)
    if told is None or told.value.endswith("_REF"):
        return None
    published = publication_when(parse.article.published)
    if told.start is None or told.end is None or published.start is None:
        return None if (told.expression or "").startswith(_CLOSE) else told
    return told if told.end < published.start - _NEWS else None


def as_of(parse: Parse, past: When | None) -> When:
    """Tell when a figure holds: when the article appeared, or for what happened long before, when it happened."""
    return past if past is not None else publication_when(parse.article.published)
