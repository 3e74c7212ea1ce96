"""Temporal expressions of English news: found, typed (TIMEX3), and resolved as far as the text allows.

    times("The talks ended last week.", anchor="2013-10-09")

Rules and words are tables in ``data``; what hangs on the publication date is kept as a symbolic expression
(``newsledger.timex.expressions``), so that ``resolve`` can fill it in when that date becomes known.
"""

from __future__ import annotations

import datetime as dt

from newsledger.model import Publication, TimeMention
from newsledger.timex.clock import universal
from newsledger.timex.periods import compatible, describe, period
from newsledger.timex.resolve import PUBLICATION, anchor_of, publication_when, resolve
from newsledger.timex.setting import Hemisphere, Setting
from newsledger.timex.tagger import Direction, Tagger
from newsledger.timex.timeml import timeml, timex3

__all__ = [
    "PUBLICATION",
    "Direction",
    "Hemisphere",
    "Setting",
    "compatible",
    "describe",
    "period",
    "publication_when",
    "resolve",
    "timeml",
    "times",
    "timex3",
    "universal",
]


def times(
    text: str,
    *,
    anchor: Publication | dt.date | str | None = None,
    direction: Direction | None = None,
    place: str | None = None,
    zone: str | None = None,
    hemisphere: Hemisphere | None = None,
    fiscal_year: int | None = None,
    eras: bool = False,
) -> tuple[TimeMention, ...]:
    """Find all temporal expressions of a text; offsets are into ``text``.

    anchor: when the text was published (a ``Publication``, a date, an ISO date). Without one, values are given as far
    as the text tells them ("XXXX-11-01"). direction: tells for offsets (start, end) whether the clause speaks of the
    "past" or the "future"; by default told from the words around.

    place: where the text was written, a city ("Geneva", "Perth, Australia") or a country (name or ISO code); it tells
    whose summer and whose Independence Day are meant and in which time zone the evening lies. zone (an IANA name),
    hemisphere ("north", "south") say it directly. fiscal_year: the month in which fiscal years begin (10: the fiscal
    year 2014 runs from October 2013). eras: count "since the Soviet Union" and its like, too, which TIMEX3 does not.

    Raises ValueError if ``fiscal_year`` is no month. No text makes it raise.
    """
    setting = Setting(place=place, zone=zone, hemisphere=hemisphere, fiscal_year=fiscal_year)
    return tuple(Tagger(anchor_of(anchor), setting=setting, eras=eras).tag(text, direction=direction))
