"""Tracked figures: what stands, as of when, who gives it, and how it moved."""

from __future__ import annotations

import datetime as dt
import re

from newsledger.briefing import importance
from newsledger.briefing.brief import BriefLine, Group
from newsledger.briefing.context import Context
from newsledger.briefing.dates import time_words
from newsledger.briefing.words import clean, is_sign, joined, sentence_case, value_words
from newsledger.model import FigureClaim, Series, SeriesPoint

MOST_FIGURES = 9
MOST_ALIKE = 3
MOST_EARLIER = 6
_PARTICIPLE = re.compile(r"\w+(ed|en|ng|pt|ught|st|rt|ld)$")
_STATES = {"disputed": "disputed", "withdrawn": "withdrawn"}
_PEOPLE = {"people", "persons", "person"}


def counted_thing(series: Series) -> str:
    """What a series counts: "people killed", "refugees", "tons (chemical weapons stock)"."""
    unit, measure = clean(series.unit), clean(series.measure)
    if not measure or not unit or is_sign(unit):
        return measure or ("" if is_sign(unit) else unit)
    if unit.casefold() in measure.casefold().split() or measure.casefold() in unit.casefold().split():
        return max(measure, unit, key=len)
    first = measure.split()[0].casefold()
    if _PARTICIPLE.match(first) or first in ("dead", "missing"):
        return f"{unit} {measure}"
    return measure if unit.casefold() in _PEOPLE else f"{unit} ({measure})"


def point_words(series: Series, point: SeriesPoint) -> str:
    """One value with what it counts: "at least 14 people killed"."""
    value = value_words(point.value, point.high, point.bound, series.unit)
    thing = counted_thing(series)
    if is_sign(series.unit):
        return f"{value} – {thing}" if thing else value
    return f"{value} {thing}".strip()


def bare_value(series: Series, point: SeriesPoint) -> str:
    """One value without what it counts."""
    return value_words(point.value, point.high, point.bound, series.unit)


def standing_point(series: Series) -> SeriesPoint | None:
    """The point that stands: the last that is neither superseded nor withdrawn; None if there is none."""
    for point in reversed(series.points):
        if point.state in ("standing", "disputed"):
            return point
    return None


def in_time(series: Series, context: Context) -> list[SeriesPoint]:
    """The points by the moment that they hold for, then by when they were told; lower values first."""

    def moment(point: SeriesPoint) -> tuple[dt.date, dt.date, float]:
        days = [day for claim in context.found(point.claims) if (day := context.about(claim.article))]
        told = min(days, default=dt.date.max)
        as_of = point.as_of.end if point.as_of and point.as_of.end else told
        return as_of, told, point.value or 0.0

    return sorted(series.points, key=moment)


def givers(point: SeriesPoint) -> str:
    """Who gives a value, as far as the pages name anybody."""
    if point.sources:
        names = [clean(source).strip(" ,.;:") for source in point.sources]
        whole = [n for n in names if not any(n != m and n.casefold() in m.casefold() for m in names)]
        return joined(whole, most=3)
    return "no source named"


def as_of_words(point: SeriesPoint) -> str:
    """When a value holds for: "as of 14 March 2023"."""
    words = time_words(point.as_of)
    return f"as of {words}" if words else ""


def scope_words(series: Series) -> str:
    """What a figure is about, in brackets, unless the measure says it already."""
    scope = clean(series.scope)
    words = scope.casefold().split()
    counts = bool(words) and words[-1] in (*_PEOPLE, series.unit.casefold())
    return f" ({scope})" if words and not counts and scope.casefold() not in series.measure.casefold() else ""


def chain_words(point: SeriesPoint, context: Context) -> str:
    """Through whom a value came, where every telling of it is hearsay: "told by Interfax, citing Fabius"."""
    claims = [c for c in context.found(point.claims) if isinstance(c, FigureClaim)]
    if claims and all(claim.via for claim in claims):
        return f"reported by {joined([clean(name) for name in claims[0].via])}"
    return ""


def figure_line(series: Series, context: Context) -> BriefLine | None:
    """The line of one tracked figure, earlier and disputed values below it; None if no value of it stands."""
    point = standing_point(series)
    if point is None:
        return None
    others = [p for p in in_time(series, context) if p is not point]
    shown = others[-context.most(MOST_EARLIER) :]
    text = ", ".join(filter(None, (point_words(series, point) + scope_words(series), as_of_words(point))))
    marks = [_STATES[point.state]] if point.state in _STATES else []
    claims = context.found(point.claims)
    return context.line(
        "figure",
        sentence_case(text),
        claims,
        key=series.id,
        label=sentence_case(bare_value(series, point)),
        marks=marks,
        note=" · ".join(filter(None, (givers(point), chain_words(point, context)))),
        derived=series.id,
        origins=point.origins,
        unsure=series.unsure,
        lines=[_earlier(series, p, context) for p in reversed(shown)],
        more=len(others) - len(shown),
    )


def _earlier(series: Series, point: SeriesPoint, context: Context) -> BriefLine:
    """A value that was overtaken, is disputed or was withdrawn."""
    text = ", ".join(filter(None, (bare_value(series, point), as_of_words(point))))
    return context.line(
        "earlier_value",
        text,
        context.found(point.claims),
        key=f"{series.id} {point.value} {point.state}",
        label={"superseded": "before", "standing": "also"}.get(point.state, point.state),
        note=givers(point),
        derived=series.id,
        origins=point.origins,
    )


def figures(context: Context) -> Group:
    """The tracked figures, the most important first."""
    ranked = sorted(context.ledger.series, key=lambda s: (-_weight(s, context), s.measure, s.id))
    tracked: list[Series] = []
    for series in ranked:
        if context.full or (_tracked(series, context) and not _lesser(series, tracked)):
            tracked.append(series)
    made = [line for series in tracked[: context.most(MOST_FIGURES)] if (line := figure_line(series, context))]
    return Group(title="Figures", lines=tuple(made), more=len(ranked) - len(made))


def _weight(series: Series, context: Context) -> float:
    sure = max((claim.confidence for claim in context.found(series.claims)), default=0.0)
    return importance.of_series(series) * (0.2 + sure) * (1.0 if _is_total(series, context) else 0.3)


def _is_total(series: Series, context: Context) -> bool:
    """Whether it counts a whole, not a part of another figure, a change or a rate."""
    return any(isinstance(c, FigureClaim) and c.part == "total" for c in context.found(series.claims))


def _lesser(series: Series, shown: list[Series]) -> bool:
    """Whether enough weightier figures count the same thing, or one does and this is a single mention of no scope."""
    alike = sum((s.measure, s.unit) == (series.measure, series.unit) for s in shown)
    single = len(series.points) == 1 and series.origins == 1 and not scope_words(series)
    return alike >= MOST_ALIKE or (single and alike > 0)


def _tracked(series: Series, context: Context) -> bool:
    """Whether an analyst would follow it: it matters by what it counts, moved, or several origins give it."""
    if standing_point(series) is None or not context.found(series.claims):
        return False
    if len(series.points) > 1 or (series.origins > 1 and not series.unsure):
        return True
    claims = context.found(series.claims)
    return (
        _is_total(series, context)
        and importance.of_measure(series.measure) >= 2.0
        and max(c.confidence for c in claims) >= 0.4
    )
