"""Ledger → brief."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from newsledger.briefing.brief import Brief, Section
from newsledger.briefing.commitments import commitments
from newsledger.briefing.context import Context
from newsledger.briefing.differences import differences
from newsledger.briefing.people import people_section
from newsledger.briefing.plans import plans
from newsledger.briefing.sources import sources
from newsledger.briefing.standing import standing
from newsledger.briefing.timeline import timeline
from newsledger.briefing.words import clean
from newsledger.model import Article, Reading, StoryLedger


def make_brief(
    ledger: StoryLedger,
    articles: Mapping[str, Article],
    readings: Mapping[str, Reading],
    *,
    as_of: dt.date | None = None,
    full: bool = False,
) -> Brief:
    """Write the ledger of one story as a person reads it.

    articles, readings: at least those of the story, by article id. as_of: the day that "due" and "passed" are relative
    to; by default the latest day on which an article of the story may have been published, never today.
    full: leave out nothing; otherwise the less important lines of each section are counted, not shown.

    Raises QuoteError if a quotation is not a verbatim part of its page at its offsets.
    """
    context = Context(ledger, articles, readings, as_of, full)
    dated = [key for key in context.order if context.about(key)]
    return Brief(
        story=ledger.story.id,
        title=clean(ledger.story.title),
        as_of=context.as_of.isoformat() if context.as_of else None,
        first=context.published_iso(dated[0]) if dated else None,
        last=context.published_iso(dated[-1]) if dated else None,
        articles=len(context.order),
        origins=len({context.origin_of[key] for key in context.order}),
        standing=standing(context),
        timeline=timeline(context),
        people=people_section(context),
        plans=Section(
            key="plans",
            title="Plans and commitments",
            groups=(plans(context), commitments(context)),
            empty="No plan and no commitment was found in these pages.",
        ),
        differences=differences(context),
        sources=sources(context),
    )
