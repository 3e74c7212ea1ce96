"""What the latest reports changed: figures that moved, plans that slipped, corrections, news."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from newsledger.briefing.brief import BriefLine, Group
from newsledger.briefing.context import Context
from newsledger.briefing.differences import dispute_text
from newsledger.briefing.figures import bare_value, in_time, point_words, scope_words, standing_point
from newsledger.briefing.happenings import Told, gathered, when_of
from newsledger.briefing.plans import dates_told, plan_head
from newsledger.briefing.timeline import happening_text
from newsledger.briefing.words import sentence_case
from newsledger.model import AnyClaim, Series

MOST_CHANGES = 6
MOST_NEWS = 3
_NEWS_WITHIN = dt.timedelta(days=3)
# A change with the day to sort it by, its rank on that day, and its line.
Change = tuple[dt.date, int, str, BriefLine]


def changed_last(context: Context) -> Group:
    """What the latest reports changed, the latest first."""
    changes = [*moved_figures(context), *slips(context), *corrections(context), *news(context)]
    changes.sort(key=lambda change: (-change[0].toordinal(), change[1], change[2]))
    return Group(title="What changed last", lines=tuple(line for *_, line in changes[: context.most(MOST_CHANGES)]))


def first_telling(claims: Sequence[AnyClaim], context: Context) -> tuple[dt.date, str] | None:
    """The day to sort claims by and its words, from the article that told them first; None if none is dated."""
    dated = [(day, claim.article) for claim in claims if (day := context.about(claim.article))]
    if not dated:
        return None
    day, article = min(dated)
    return day, context.told_words(article)


def moved_figures(context: Context) -> list[Change]:
    """Tracked figures whose standing value overtook another."""
    changes = []
    for series in context.ledger.series:
        point, before = standing_point(series), _before(series, context)
        if point is None or before is None or bare_value(series, point) == before:
            continue
        claims = context.found(point.claims)
        if first := first_telling(claims, context):
            text = f"{sentence_case(point_words(series, point))}{scope_words(series)}, before: {before}"
            line = context.line(
                "change", text, claims, key=series.id, label=first[1], derived=series.id, origins=point.origins
            )
            changes.append((first[0], 0, series.id, line))
    return changes


def _before(series: Series, context: Context) -> str | None:
    """The value that the standing one overtook."""
    overtaken = [p for p in in_time(series, context) if p.state == "superseded"]
    return bare_value(series, overtaken[-1]) if overtaken else None


def slips(context: Context) -> list[Change]:
    """Plans whose date moved; the last move of each."""
    changes = []
    for plan in context.ledger.plans:
        words = dates_told(plan)
        if not plan.slips or len(words) < 2:
            continue
        claims = context.found(plan.versions[plan.slips[-1]].claims)
        if first := first_telling(claims, context):
            text = f"{plan_head(plan, context)}: moved from {words[-2]} to {words[-1]}"
            line = context.line(
                "change", text, claims, key=plan.id, label=first[1], derived=plan.id, origins=plan.origins
            )
            changes.append((first[0], 1, plan.id, line))
    return changes


def corrections(context: Context) -> list[Change]:
    """What was taken back, on the day of the later side."""
    changes = []
    for dispute in context.ledger.disputes:
        claims = context.found(side.claim for side in dispute.sides)
        last = first_telling(claims[-1:], context)
        if dispute.kind != "correction" or len(dispute.sides) < 2 or last is None:
            continue
        text = f"Corrected: {dispute_text(dispute)}"
        line = context.line("change", text, claims, key=dispute.id, label=last[1], derived=dispute.id)
        changes.append((last[0], 2, dispute.id, line))
    return changes


def news(context: Context) -> list[Change]:
    """The most important fresh happenings that the latest reports were the first to tell."""
    fresh: list[tuple[dt.date, str, Told]] = []
    for told in gathered(context):
        first = first_telling(context.found(told.main.claims), context)
        when = when_of(told.main, context)
        start = when.start if when else None
        if first and start and told.main.status == "happened" and first[0] - start <= _NEWS_WITHIN:
            fresh.append((*first, told))
    last = max((day for day, *_ in fresh), default=None)
    newest = sorted((f for f in fresh if f[0] == last), key=lambda f: (-f[2].weight, f[2].main.id))
    changes = []
    for rank, (day, label, told) in enumerate(newest[:MOST_NEWS]):
        line = context.line(
            "change",
            happening_text(told, context),
            context.found(told.main.claims),
            key=told.main.id,
            label=label,
            derived=told.main.id,
            origins=told.main.origins,
            unsure=told.main.unsure,
        )
        changes.append((day, 3 + rank, told.main.id, line))
    return changes
