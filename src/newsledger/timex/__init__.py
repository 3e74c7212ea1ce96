"""Temporal expressions of English news: found, typed (TIMEX3), and resolved as far as the text allows.

    times("The talks ended last week.", anchor="2013-10-09")

Rules and words are tables in ``data``; what hangs on the publication date is kept as a symbolic expression
(``newsledger.timex.expressions``), so that ``resolve`` can fill it in when that date becomes known.
"""

from __future__ import annotations

import datetime as dt

from newsledger.model import Publication, TimeMention
from newsledger.timex.periods import compatible, describe, period
from newsledger.timex.resolve import PUBLICATION, anchor_of, publication_when, resolve
from newsledger.timex.tagger import Direction, Tagger

__all__ = [
    "PUBLICATION",
    "Direction",
    "compatible",
    "describe",
    "period",
    "publication_when",
    "resolve",
    "times",
]


def times(
    text: str, *, anchor: Publication | dt.date | str | None = None, direction: Direction | None = None
) -> tuple[TimeMention, ...]:
    """Find all temporal expressions of a text; offsets are into ``text``.

    anchor: when the text was published (a ``Publication``, a date, an ISO date). Without one, values are given as far
    as the text tells them ("XXXX-11-01"). direction: tells for offsets (start, end) whether the clause speaks of the
    "past" or the "future"; by default told from the words around.
    """
    return tuple(Tagger(anchor_of(anchor)).tag(text, direction=direction))
