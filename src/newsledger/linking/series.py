"""Figures of one measure and scope, over the time that they hold for."""

from __future__ import annotations

import datetime as dt
import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import msgspec

from newsledger.linking.gather import Gathered, Likeness, gather
from newsledger.linking.measures import Counted, can_be_one, counted
from newsledger.linking.moments import apart, days_long, overlap, starts
from newsledger.linking.terms import containment, jaccard
from newsledger.linking.tolls import is_history, main_tolls, rising
from newsledger.linking.view import FAR, StoryView, derived_id, is_dated
from newsledger.model import BlockKind, FigureClaim, Series, SeriesPoint

_THRESHOLD = 0.5
_MAIN = 0.95
_ALONE = 0.6
_NEAREST = 0.8
_SAME = 0.8
_RIVALS = 1.35  # two counts of one thing by two sides seldom lie further apart
_ONE_VOICE = 2.0
_TWO_VOICES = 4.0
_STRONG = 0.5
_WEAK = 0.25
_DAYS = 2
_BESIDE = 2  # code points between two sentences
_TELLING = 10  # a value so high is seldom told twice by chance


def gather_figures(view: StoryView) -> list[Gathered[Counted]]:
    """Figures of one measure and scope, in order of telling; vague quantities are left out."""
    figures = [counted(c) for c in view.of(FigureClaim) if c.value is not None and c.measure]
    main = main_tolls(view, figures)

    def likeness(a: Counted, b: Counted) -> Likeness:
        found = _alike(view, a, b)
        if found.score < 0 or a.kind != b.kind:
            return found
        mains = (a.claim.id in main.claims) + (b.claim.id in main.claims)
        if mains == 1 and (main.outside(a) or main.outside(b)):
            return Likeness(-1.0)
        fit = _MAIN * rising(view, a.claim, b.claim) if mains == 2 else 0.0
        if a.claim.id in main.alone and b.claim.id in main.alone and _ratio(a.claim, b.claim) <= _RIVALS:
            fit = max(fit, _ALONE)
        return Likeness(fit, (*found.reasons, "the toll of the story's happening")) if fit > found.score else found

    found = gather(figures, _keys, likeness, _THRESHOLD, nearest=_NEAREST)
    return view.decided.regroup(found, lambda figure: figure.claim.id)


def find_series(view: StoryView, groups: Sequence[Gathered[Counted]]) -> tuple[Series, ...]:
    """All series of a story, those with most claims first."""
    made = [_series(view, group) for group in groups]
    return tuple(sorted(made, key=lambda s: (-len(s.claims), s.id)))


def moment(view: StoryView, claim: FigureClaim) -> dt.date:
    """Return the day that a figure is placed at: its as-of, else the day on which it was told."""
    return starts(claim.as_of) or view.day(claim)


def standing(view: StoryView, figure: Counted) -> dt.date:
    """Return the day from which a figure stands: of a count that grows, the day of telling."""
    return view.day(figure.claim) if figure.growing else moment(view, figure.claim)


def _keys(figure: Counted) -> Iterator[str]:
    yield f"{figure.kind}|{figure.unit}|{figure.claim.part}"


def _alike(view: StoryView, a: Counted, b: Counted) -> Likeness:
    if a.kind != b.kind or a.unit != b.unit or a.claim.part != b.claim.part or a.whom != b.whom:
        return Likeness(-1.0)
    if _corrects(a.claim, b.claim):
        return Likeness(0.9, ("a correction of the same article",))
    shared = max(jaccard(a.scope, b.scope), 0.8 * containment(a.scope, b.scope)) if a.scope and b.scope else None
    fits, separate = can_be_one(a.claim, b.claim), apart(a.claim.as_of, b.claim.as_of)
    if (one_day := _one_day(a.claim, b.claim)) and a.growing and (shared is None or shared >= _WEAK):
        shared = max(shared or 0.0, _STRONG)
    if shared is None and not a.telling:
        return Likeness(0.0)
    if not fits and a.growing and a.claim.part in ("part", "change"):
        return Likeness(-1.0)  # two parts of a toll are seldom the same part
    by_chance = (a.claim.value or 0.0) < _TELLING and (shared or 0.0) < _STRONG
    if (by_chance or not fits) and _of_another_time(view, a.claim, b.claim):
        return Likeness(-1.0)
    if a.claim.article == b.claim.article and not fits and not separate and _ratio(a.claim, b.claim) > _reach(a, b):
        return Likeness(-1.0)  # two things, however alike they are worded
    one_sentence = a.claim.article == b.claim.article and a.claim.sentence == b.claim.sentence
    if one_sentence and not fits and not separate and a.claim.source == b.claim.source:
        return Likeness(-1.0)  # "nine people, among them three guards"
    if (shared or 0.0) < _SAME and not fits:
        one_voice = a.claim.source == b.claim.source or _ratio(a.claim, b.claim) > _rivals_reach(a, b)
        if a.claim.article == b.claim.article and one_voice and not separate:
            return Likeness(-1.0)  # a report that tells two numbers at once tells two things, but for rival counts
    told_alike = a.claim.value == b.claim.value and (a.claim.value or 0.0) >= _TELLING
    told_alike = told_alike and not separate
    if shared is not None and shared < _WEAK and not told_alike:
        return Likeness(0.0)
    reasons = [f"the same measure ({a.claim.measure})"]
    if shared is not None and shared >= _WEAK:
        reasons.append(f"the same scope ({b.claim.scope})")
    if one_day:
        reasons.append("held on the same day")
    if a.claim.value == b.claim.value:
        reasons.append("the same value")
    score = 0.4 + 0.6 * (0.5 if shared is None else shared)
    score += 0.1 * (a.claim.value == b.claim.value)
    score -= _unlikely(a.claim, b.claim) * (1.0 if shared is None or shared < _SAME else 0.5)
    return Likeness(max(score, 0.55 if told_alike else 0.0), tuple(reasons))


def _corrects(a: FigureClaim, b: FigureClaim) -> bool:
    """Tell whether one of two figures of an article stands in its correction note."""
    return a.article == b.article and (a.block is BlockKind.CORRECTION) != (b.block is BlockKind.CORRECTION)


def _one_day(a: FigureClaim, b: FigureClaim) -> bool:
    """Tell whether two figures are told to hold on one day (or one and the next)."""
    lengths = [days_long(c.as_of) if c.as_of is not None else None for c in (a, b)]
    return all(n is not None and n <= _DAYS for n in lengths) and bool(overlap(a.as_of, b.as_of))


def _unlikely(a: FigureClaim, b: FigureClaim) -> float:
    """Tell how much the distance of two values speaks against one count; less where the lower one is a least number."""
    low = min(a, b, key=lambda c: c.value or 0.0)
    doublings = math.log2(_ratio(a, b))
    return (0.15 if low.bound in ("at_least", "over") else 0.3) * max(0.0, doublings - 0.7)


def _ratio(a: FigureClaim, b: FigureClaim) -> float:
    """Return the higher value over the lower one."""
    low, high = sorted(max(c.value or 0.0, 0.1) for c in (a, b))
    return high / low


def _reach(a: Counted, b: Counted) -> float:
    """Tell how far apart two counts of one thing may lie in one report: further where two named sources give them."""
    sources = {a.claim.source, b.claim.source}
    return _TWO_VOICES if len(sources) > 1 and None not in sources else _ONE_VOICE


def _rivals_reach(a: Counted, b: Counted) -> float:
    """Tell how far apart rival counts may lie: further where two sources give them one right after the other."""
    first, second = sorted(c.sentence for c in (a.claim, b.claim))
    beside = first != second and second.start - first.end <= _BESIDE
    return _reach(a, b) if beside and _reach(a, b) == _TWO_VOICES else _RIVALS


def _of_another_time(view: StoryView, a: FigureClaim, b: FigureClaim) -> bool:
    """Tell whether two figures hold for times that lie apart, one of them long before it was told."""
    past = is_history(view, a) or is_history(view, b)
    return past and overlap(a.as_of, b.as_of, 1) is False


def _series(view: StoryView, group: Gathered[Counted]) -> Series:
    claims = [figure.claim for figure in group.members]
    origins, unsure = view.origins.count(claims)
    scopes = Counter(c.scope for c in claims if c.scope)
    measures = Counter(c.measure for c in claims)
    units = Counter(c.unit for c in claims)
    return Series(
        id=derived_id("series", (c.id for c in claims)),
        claims=tuple(sorted(c.id for c in claims)),
        reasons=tuple(group.reasons),
        origins=origins,
        unsure=unsure,
        measure=min(measures, key=lambda m: (-measures[m], m)),
        unit=min(units, key=lambda u: (-units[u], u)),
        scope=min(scopes, key=lambda s: (-scopes[s], s)) if scopes else "",
        points=_points(view, group.members),
    )


def _points(view: StoryView, figures: Sequence[Counted]) -> tuple[SeriesPoint, ...]:
    by_value: dict[tuple[float | None, float | None], list[Counted]] = defaultdict(list)
    for figure in figures:
        by_value[figure.claim.value, figure.claim.high].append(figure)
    dated = [_point(view, same) for same in by_value.values()]
    if figures[0].growing:
        known = sorted((d.value, d.latest) for d in dated if d.latest is not FAR)
        dated = [d if d.latest is not FAR else d.moved(known) for d in dated]
    dated.sort(key=lambda d: (not d.withdrawn, d.latest, d.after, d.value, d.point.claims))
    last = dated[-1]
    return (*(d.before(last) for d in dated[:-1]), last.point)


class _Dated(NamedTuple):
    """A point of a series, the last day on which it was told to hold, and one of its claims.

    after: told by an article without a day of its own, which stands behind the others of that day.
    """

    latest: dt.date
    value: float
    point: SeriesPoint
    claim: FigureClaim
    growing: bool
    withdrawn: bool
    after: bool

    def moved(self, known: Sequence[tuple[float, dt.date]]) -> _Dated:
        """Put a value of unknown time where a count that only grows has room for it."""
        return self._replace(latest=next((day for value, day in known if value >= self.value), FAR))

    def before(self, last: _Dated) -> SeriesPoint:
        """Return the point as it stands before the last one of its series: superseded or disputed."""
        if self.withdrawn:
            return msgspec.structs.replace(self.point, state="withdrawn")
        clash = self.latest == last.latest and not self.growing and not can_be_one(self.claim, last.claim)
        two = bool(self.point.sources and last.point.sources) and self.point.sources != last.point.sources
        return msgspec.structs.replace(self.point, state="disputed" if clash and two else "superseded")


def _point(view: StoryView, figures: list[Counted]) -> _Dated:
    figures.sort(key=lambda f: (standing(view, f), view.telling(f.claim)))
    claims = [figure.claim for figure in figures]
    withdrawn = all(claim.block is BlockKind.CORRECTION for claim in claims)
    days = [day for f in figures if (day := standing(view, f)) is not FAR]
    point = SeriesPoint(
        value=claims[0].value,
        high=claims[0].high,
        bound=Counter(c.bound for c in claims).most_common(1)[0][0],
        as_of=claims[0].as_of,
        sources=tuple(dict.fromkeys(c.source for c in claims if c.source)),
        claims=tuple(sorted(c.id for c in claims)),
        origins=view.origins.count(claims)[0],
    )
    after = all(not is_dated(view.published[claim.article]) for claim in claims)
    latest = max(days, default=FAR)
    return _Dated(latest, claims[0].value or 0.0, point, claims[-1], figures[0].growing, withdrawn, after)
