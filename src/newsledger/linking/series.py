"""Figures of one measure and scope, over the time that they hold for."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

import msgspec

from newsledger.linking.gather import Gathered, Likeness, gather
from newsledger.linking.measures import Counted, can_be_one, counted
from newsledger.linking.moments import apart, starts
from newsledger.linking.terms import containment, jaccard
from newsledger.linking.view import FAR, StoryView, derived_id, told_first
from newsledger.model import FigureClaim, Series, SeriesPoint

_THRESHOLD = 0.5
_BACKGROUND = dt.timedelta(days=60)


def gather_figures(view: StoryView) -> list[Gathered[Counted]]:
    """Figures of one measure and scope, in order of telling; vague quantities are left out."""
    figures = [counted(c) for c in view.of(FigureClaim) if c.value is not None and c.measure]
    return gather(figures, _keys, lambda a, b: _alike(view, a, b), _THRESHOLD)


def find_series(view: StoryView, groups: Sequence[Gathered[Counted]]) -> tuple[Series, ...]:
    """All series of a story, those with most claims first."""
    made = [_series(view, group) for group in groups]
    return tuple(sorted(made, key=lambda s: (-len(s.claims), s.id)))


def moment(view: StoryView, claim: FigureClaim) -> dt.date:
    """Return the day that a figure holds for: its as-of, else the day on which it was told."""
    return starts(claim.as_of) or told_first(view.published[claim.article])


def _keys(figure: Counted) -> Iterator[str]:
    yield f"{figure.kind}|{figure.unit}|{figure.claim.part}"


def _alike(view: StoryView, a: Counted, b: Counted) -> Likeness:
    if a.kind != b.kind or a.unit != b.unit or a.claim.part != b.claim.part or a.whom != b.whom:
        return Likeness(-1.0)
    reasons = [f"the same measure ({a.claim.measure})"]
    if a.scope and b.scope:
        shared = max(jaccard(a.scope, b.scope), 0.8 * containment(a.scope, b.scope))
        if shared < 0.3:
            return Likeness(0.0)
        reasons.append(f"the same scope ({b.claim.scope})")
    else:
        shared = 0.5
    if shared < 0.8 and _background(view, a) != _background(view, b) and apart(a.claim.as_of, b.claim.as_of):
        return Likeness(0.0)
    return Likeness(0.4 + 0.6 * shared, tuple(reasons))


def _background(view: StoryView, figure: Counted) -> bool:
    """Whether a figure is history: it held long before it was told."""
    held = figure.claim.as_of.end if figure.claim.as_of is not None else None
    told = told_first(view.published[figure.claim.article])
    return held is not None and told is not FAR and held < told - _BACKGROUND


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
    by_value: dict[tuple[float | None, float | None], list[FigureClaim]] = defaultdict(list)
    for figure in figures:
        by_value[figure.claim.value, figure.claim.high].append(figure.claim)
    dated = []
    for claims in by_value.values():
        claims.sort(key=lambda c: (moment(view, c), view.telling(c)))
        sources = tuple(dict.fromkeys(c.source for c in claims if c.source))
        latest = max((moment(view, c), view.telling(c)) for c in claims)
        point = SeriesPoint(
            value=claims[0].value,
            high=claims[0].high,
            bound=Counter(c.bound for c in claims).most_common(1)[0][0],
            as_of=claims[0].as_of,
            sources=sources,
            claims=tuple(sorted(c.id for c in claims)),
            origins=view.origins.count(claims)[0],
        )
        dated.append((latest, claims[0].value or 0.0, point, claims))
    dated.sort(key=lambda d: (d[0], d[1], d[2].claims))
    last = dated[-1]
    states = []
    for latest, _, point, claims in dated[:-1]:
        clash = latest[0] == last[0][0] and point.sources and last[2].sources and point.sources != last[2].sources
        disputed = clash and not can_be_one(claims[-1], last[3][-1]) and not figures[0].growing
        states.append(msgspec.structs.replace(point, state="disputed" if disputed else "superseded"))
    return (*states, last[2])
