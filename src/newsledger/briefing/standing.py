"""Where it stands: tracked figures, what is due next, what changed last."""

from __future__ import annotations

import datetime as dt

from newsledger.briefing import timeline
from newsledger.briefing.brief import BriefLine, Group, Section
from newsledger.briefing.commitments import commitment_head
from newsledger.briefing.context import Context
from newsledger.briefing.dates import day, time_words
from newsledger.briefing.deadlines import is_ahead, last_day
from newsledger.briefing.figures import bare_value, figures, point_words, scope_words
from newsledger.briefing.figures import standing as standing_point
from newsledger.briefing.plans import OVER, dates_told, due, latest, plan_head, told_as_commitment
from newsledger.briefing.words import clean, joined, sentence_case
from newsledger.model import Commitment, Plan, Series, When

MOST_DUE = 8
MOST_CHANGES = 6
MOST_NEW_HAPPENINGS = 3
Change = tuple[dt.date, int, str, BriefLine]


def standing(context: Context) -> Section:
    """The state of the story on one screen."""
    return Section(
        key="standing",
        title="Where it stands",
        groups=(figures(context), due_next(context), changed_last(context)),
        empty="No figure, plan or change was found in these pages.",
    )


def due_next(context: Context) -> Group:
    """Plans and commitments whose last possible day has not passed, in order of it."""
    items: list[tuple[dt.date, str, BriefLine]] = []
    for plan in context.ledger.plans:
        when = due(plan) if plan.versions and context.found(plan.claims) else None
        if latest_open(plan) and is_ahead(when, context) and not told_as_commitment(plan, context):
            items.append((last_day(when), plan.id, _plan_due(plan, when, context)))
    items += [
        (last_day(commitment.deadline), commitment.id, _commitment_due(commitment, context))
        for commitment in context.ledger.commitments
        if commitment.state == "open" and is_ahead(commitment.deadline, context) and context.found(commitment.claims)
    ]
    items.sort(key=lambda item: item[:2])
    return Group(
        title="Due next", lines=tuple(line for *_, line in items[:MOST_DUE]), more=max(0, len(items) - MOST_DUE)
    )


def latest_open(plan: Plan) -> bool:
    """Whether a plan is neither held nor cancelled as last told."""
    return bool(plan.versions) and latest(plan).status not in OVER


def _plan_due(plan: Plan, when: When | None, context: Context) -> BriefLine:
    moved = f", after {joined(dates_told(plan)[:-1], most=4)}" if plan.slips else ""
    return context.line(
        "due",
        plan_head(plan, context) + moved,
        context.found(latest(plan).claims) or context.found(plan.claims),
        key=plan.id,
        label=time_words(when),
        marks=[latest(plan).status.replace("_", " ")],
        derived=plan.id,
        origins=plan.origins,
        unsure=plan.unsure,
    )


def _commitment_due(commitment: Commitment, context: Context) -> BriefLine:
    return context.line(
        "due",
        commitment_head(commitment),
        context.found(commitment.claims),
        key=commitment.id,
        label=time_words(commitment.deadline),
        marks=["deadline"],
        derived=commitment.id,
        origins=commitment.origins,
        unsure=commitment.unsure,
    )


def changed_last(context: Context) -> Group:
    """What the latest reports changed, the latest first."""
    changes = [*_figure_changes(context), *_slips(context), *_corrections(context), *_happenings(context)]
    changes.sort(key=lambda change: (-change[0].toordinal(), change[1], change[2]))
    lines = tuple(line for *_, line in changes[:MOST_CHANGES])
    return Group(title="What changed last", lines=lines)


def _figure_changes(context: Context) -> list[Change]:
    changes = []
    for series in context.ledger.series:
        point = standing_point(series)
        before = _before(series)
        if point is None or before is None or bare_value(series, point) == before:
            continue
        claims = context.found(point.claims)
        if told := context.told(claims):
            text = f"{sentence_case(point_words(series, point))}{scope_words(series)}, before: {before}"
            line = context.line(
                "change", text, claims, key=series.id, label=day(told), derived=series.id, origins=point.origins
            )
            changes.append((told, 0, series.id, line))
    return changes


def _before(series: Series) -> str | None:
    """The value that the standing one overtook."""
    overtaken = [p for p in series.points if p.state == "superseded"]
    return bare_value(series, overtaken[-1]) if overtaken else None


def _slips(context: Context) -> list[Change]:
    changes = []
    for plan in context.ledger.plans:
        words = dates_told(plan)
        if not plan.slips or len(words) < 2:
            continue
        claims = context.found(plan.versions[plan.slips[-1]].claims)
        if claims and (told := context.told(claims)):
            line = context.line(
                "change",
                f"{plan_head(plan, context)}: moved from {words[-2]} to {words[-1]}",
                claims,
                key=plan.id,
                label=day(told),
                derived=plan.id,
                origins=plan.origins,
            )
            changes.append((told, 1, plan.id, line))
    return changes


def _corrections(context: Context) -> list[Change]:
    changes = []
    for dispute in context.ledger.disputes:
        claims = context.found(side.claim for side in dispute.sides)
        days = [told for claim in claims if (told := context.first_day(claim.article))]
        if dispute.kind != "correction" or len(dispute.sides) < 2 or not days:
            continue
        text = f"Corrected: {clean(dispute.about)}, {clean(dispute.sides[0].value)} → {clean(dispute.sides[-1].value)}"
        line = context.line("change", text, claims, key=dispute.id, label=day(max(days)), derived=dispute.id)
        changes.append((max(days), 2, dispute.id, line))
    return changes


def _happenings(context: Context) -> list[Change]:
    """The most important happenings that the latest day's reports were the first to tell."""
    fresh: list[tuple[dt.date, timeline.Told]] = []
    for told in timeline.gathered(context):
        first = context.told(context.found(told.main.claims))
        when = told.main.when
        if (
            first is not None
            and told.main.status == "happened"
            and when
            and when.start
            and (first - when.start).days <= 3
        ):
            fresh.append((first, told))
    if not fresh:
        return []
    last = max(first for first, _ in fresh)
    newest = sorted((t for first, t in fresh if first == last), key=lambda t: (-t.weight, t.main.id))
    changes = []
    for rank, told in enumerate(newest[:MOST_NEW_HAPPENINGS]):
        claims = context.found(told.main.claims)
        line = context.line(
            "change",
            timeline.happening_text(told, context),
            claims,
            key=told.main.id,
            label=day(last),
            derived=told.main.id,
            origins=told.main.origins,
            unsure=told.main.unsure,
        )
        changes.append((last, 3 + rank, told.main.id, line))
    return changes
