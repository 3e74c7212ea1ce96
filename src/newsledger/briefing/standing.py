"""Where it stands: tracked figures, what is due next, what changed last."""

from __future__ import annotations

import datetime as dt

from newsledger.briefing.brief import BriefLine, Group, Section
from newsledger.briefing.changes import changed_last
from newsledger.briefing.commitments import commitment_head
from newsledger.briefing.context import Context
from newsledger.briefing.dates import time_words
from newsledger.briefing.deadlines import is_ahead, last_day
from newsledger.briefing.figures import figures
from newsledger.briefing.plans import OVER, dates_told, due, latest, plan_head, told_as_commitment
from newsledger.briefing.words import joined
from newsledger.model import Commitment, Plan, When

MOST_DUE = 8


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
        title="Due next",
        lines=tuple(line for *_, line in items[: context.most(MOST_DUE)]),
        more=max(0, len(items) - context.most(MOST_DUE)),
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
