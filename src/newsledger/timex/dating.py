"""When was it written? The publication date from the text of an article alone.

Each piece of evidence (``newsledger.timex.evidence``) is a likelihood over days; their product is a posterior, in the
manner of Chambers, "Labeling Documents with Timestamps: Learning from their Time Expressions" (ACL 2012), with the
counts of how news names dates in place of a classifier. The answer is the narrowest period that is sure enough.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass

import msgspec
import numpy as np

from newsledger.model import Article, Publication, Span, When
from newsledger.timex.calendars import month_point, year_point
from newsledger.timex.evidence import Gathered, gather
from newsledger.timex.posterior import Evidence, Vector, between, combine, day_at, grid, index, month_starts, parameters

_MAX_EVIDENCE = 8
_SHOWN_YEARS = 5
# Kinds of evidence that place a text in a year, and in a part of a year. Without the first no year is claimed.
_YEAR_KINDS = frozenset(
    {"year", "fulldate", "office", "holder", "person", "firm", "event", "told", "lasting", "product", "era"}
)
_DAY_KINDS = frozenset({"dateline", "monthday", "monthname", "fulldate", "event", "told", "coherence"})


@dataclass(frozen=True, slots=True)
class Summary:
    """The best day, month and year, with their probabilities, and the best day and month of any year."""

    day: dt.date
    day_probability: float
    near_probability: float
    month: tuple[int, int]
    month_probability: float
    year: int
    year_probability: float
    yearday: tuple[int, int]
    yearday_probability: float
    yearmonth: int
    yearmonth_probability: float
    years: tuple[int, ...]


def summarise(weights: Vector) -> Summary:
    """The modes of a posterior at each precision, with their probabilities."""
    calendar = grid()
    best = int(weights.argmax())
    near = float(weights[max(0, best - 1) : best + 2].sum())
    month_base = int(calendar["month"][0])
    months = np.add.reduceat(weights, month_starts())
    month = int(months.argmax())
    year_base = int(calendar["year"][0])
    years = months.reshape(-1, 12).sum(axis=1)
    yeardays = np.bincount(calendar["yearday"], weights)
    yearday = int(yeardays.argmax())
    yearmonths = months.reshape(-1, 12).sum(axis=0)
    likely = [int(y) + year_base for y in np.argsort(-years, kind="stable")[:_SHOWN_YEARS] if years[y] > 0.05]
    number = month + month_base
    return Summary(
        day=day_at(best),
        day_probability=float(weights[best]),
        near_probability=near,
        month=(number // 12, number % 12 + 1),
        month_probability=float(months[month]),
        year=int(years.argmax()) + year_base,
        year_probability=float(years.max()),
        yearday=divmod(yearday, 100),
        yearday_probability=float(yeardays[yearday]),
        yearmonth=int(yearmonths.argmax()) + 1,
        yearmonth_probability=float(yearmonths.max()),
        years=tuple(sorted(likely)),
    )


def posterior(gathered: Gathered) -> Vector:
    """The probability of each day of the calendar by all evidence."""
    return combine([piece.likely for piece in gathered.pieces])


def date_from_article(article: Article) -> Publication:
    """Date an article from its text alone, as narrowly as the evidence goes and no further.

    The basis is "dateline" if the day stands in the dateline and no year is known, else "text"; unknown if the text
    tells nothing. Never raises.
    """
    gathered = gather(article)
    kinds = {piece.kind for piece in gathered.pieces}
    if not kinds - {"weekday"}:
        return Publication()
    summary = summarise(posterior(gathered))
    sure = parameters()["answer"]
    certain = max(summary.year_probability, summary.near_probability if kinds & _DAY_KINDS else 0.0)
    if kinds & _YEAR_KINDS and certain >= sure["year"]:
        return _dated(summary, gathered, kinds)
    return _yearless(summary, gathered)


def _dated(summary: Summary, gathered: Gathered, kinds: set[str]) -> Publication:
    """An answer with its year: as narrow as is likelier than not, with a wider period that is surer beside it."""
    sure = parameters()["answer"]
    year = year_point(summary.year)
    whole = When(value=year.value, start=year.start, end=year.end)
    whole_year = _stated("year", summary.year_probability)
    if not kinds & _DAY_KINDS or summary.month_probability < sure["month"]:
        return _published(whole, whole_year, gathered, summary.day)
    month = month_point(*summary.month)
    whole_month = When(value=month.value, start=month.start, end=month.end)
    likely = _stated("month", summary.month_probability)
    if summary.near_probability < sure["near"]:
        return _published(whole_month, likely, gathered, summary.day, whole, whole_year)
    exact = summary.day_probability >= sure["day"]
    slack = dt.timedelta(0 if exact else 1)
    start, end = summary.day - slack, summary.day + slack
    when = When(value=summary.day.isoformat(), start=start, end=end, mod=None if exact else "APPROX")
    told = _stated("day", summary.day_probability) if exact else _stated("near", summary.near_probability)
    if (start.year, start.month) == (end.year, end.month) == summary.month:
        return _published(when, told, gathered, summary.day, whole_month, likely)
    return _published(when, told, gathered, summary.day)


def _yearless(summary: Summary, gathered: Gathered) -> Publication:
    """An answer without a year: the dateline's day, or a month that is sure."""
    doubts: tuple[str, ...] = ("the year is not told",)
    if 1 < len(summary.years) < _SHOWN_YEARS:
        doubts = (f"the year is not told; likely years: {', '.join(map(str, summary.years))}",)
    if gathered.dateline is not None:
        month, dom, span = gathered.dateline
        when = When(value=f"XXXX-{month:02d}-{dom:02d}", span=span)
        return Publication(
            when=when,
            basis="dateline",
            evidence=(span,),
            source="dateline",
            confidence=parameters()["answer"]["dateline"],
            doubts=doubts,
        )
    sure = parameters()["answer"]
    days = [p for p in gathered.pieces if p.kind in _DAY_KINDS]
    if not days:
        return Publication()
    if summary.yearday_probability >= sure["yearless"]:
        value, probability = "XXXX-{:02d}-{:02d}".format(*summary.yearday), summary.yearday_probability
    elif summary.yearmonth_probability >= sure["yearless"]:
        value, probability = f"XXXX-{summary.yearmonth:02d}", summary.yearmonth_probability
    else:
        return Publication()
    spans, source = _shown(days, summary.day)
    return Publication(
        when=When(value=value),
        basis="text",
        evidence=spans,
        source=source,
        confidence=_stated("month", probability),
        doubts=doubts,
    )


def _shown(pieces: list[Evidence], day: dt.date) -> tuple[tuple[Span, ...], str]:
    """Where the evidence stands that speaks the most for a day, and what it is in words, the strongest first."""
    place = min(max(index(day), 0), len(grid()["year"]) - 1)
    weighed = [(float(p.likely[place] - p.likely.mean()), p) for p in pieces]
    telling = [p for weight, p in sorted(weighed, key=lambda pair: -pair[0]) if weight > 0][:_MAX_EVIDENCE]
    spans = sorted({p.span for p in telling if p.span is not None})
    return tuple(spans), "; ".join(dict.fromkeys(p.what for p in telling))


def _stated(precision: str, probability: float) -> float:
    """The probability that is stated for a computed one: never higher for a lower one, see the table ``[stated]``."""
    points = parameters()["stated"][precision]
    return round(float(np.interp(probability, [p[0] for p in points], [p[1] for p in points])), 3)


def _published(
    when: When, stated: float, gathered: Gathered, day: dt.date, wider: When | None = None, wider_stated: float = 0.0
) -> Publication:
    spans, source = _shown(gathered.pieces, day)
    wider = wider if wider_stated > stated else None
    return Publication(
        when=when,
        basis="text",
        evidence=spans,
        source=source,
        confidence=stated,
        wider=wider,
        wider_confidence=wider_stated if wider is not None else 0.0,
    )


def date_beside(
    article: Article,
    neighbours: Sequence[tuple[dt.date, dt.date]],
    *,
    after: dt.date | None = None,
    before: dt.date | None = None,
    told: Vector | None = None,
) -> Publication:
    """Date an article whose own text leaves it open, by the dates of the other articles of its story.

    neighbours: first and last possible day of each dated article. after, before: days that the order of the story
    rules out (earlier than ``after``, later than ``before``). told: evidence from what the articles tell of the same
    things (``newsledger.timex.tellings``). Basis "story"; unknown if even so nothing is sure enough.
    """
    gathered = gather(article)
    table = parameters()["story"]
    near = sum((between(start, end, table["days"], table["rest"]) for start, end in neighbours), start=np.zeros(1))
    likely = np.log(near / max(1, len(neighbours)))
    if after is not None:
        likely[: max(0, index(after))] += math.log(table["against_order"])
    if before is not None:
        likely[max(0, index(before) + 1) :] += math.log(table["against_order"])
    gathered.pieces.append(Evidence("the dates of the story's other articles", likely, None, "fulldate"))
    if told is not None:
        gathered.pieces.append(Evidence("what the story's other articles tell of the same", told, None, "told"))
    if gathered.dateline is not None:
        _hold_to_dateline(gathered)
    summary = summarise(posterior(gathered))
    if summary.year_probability < parameters()["answer"]["story"]:
        return Publication()
    found = _within(_dated(summary, gathered, {piece.kind for piece in gathered.pieces}), posterior(gathered))
    if gathered.dateline is not None and found.when is not None:
        month, dom, _ = gathered.dateline
        try:
            day = dt.date(summary.year, month, dom)
        except ValueError:
            return Publication()
        when = When(value=day.isoformat(), start=day, end=day)
        return msgspec.structs.replace(
            found,
            when=when,
            basis="story",
            evidence=(gathered.dateline[2],),
            confidence=_stated("year", summary.year_probability),
            wider=None,
            wider_confidence=0.0,
        )
    return msgspec.structs.replace(found, basis="story")


def _within(published: Publication, weights: Vector) -> Publication:
    """A period longer than some days is cut to the shortest stretch of it that is as likely as ``[story] stretch``."""
    when, table = published.when, parameters()["story"]
    if when is None or when.start is None or when.end is None or (when.end - when.start).days < table["longest"]:
        return published
    first, last = max(0, index(when.start)), min(len(weights), index(when.end) + 1)
    sums = np.concatenate(([0.0], np.cumsum(weights[first:last])))
    for length in range(1, int(table["longest"]) + 1):
        inside = sums[length:] - sums[:-length]
        if len(inside) and float(inside.max()) >= table["stretch"]:
            start = day_at(first + int(inside.argmax()))
            cut = msgspec.structs.replace(when, start=start, end=start + dt.timedelta(length - 1))
            stated = _stated("month", float(inside.max()))
            wider = when if published.confidence > stated else None
            sure = published.confidence if wider is not None else 0.0
            return msgspec.structs.replace(published, when=cut, confidence=stated, wider=wider, wider_confidence=sure)
    return published


def _hold_to_dateline(gathered: Gathered) -> None:
    """Within a story the question is the year: the dateline's own day stands for itself."""
    if gathered.dateline is not None:
        month, dom, span = gathered.dateline
        days = grid()["yearday"] == month * 100 + dom
        gathered.pieces.append(Evidence("dateline", np.where(days, 0.0, math.log(1e-6)), span, "dateline"))
