"""Ledger → brief → text, Markdown, HTML, JSON."""

from __future__ import annotations

from newsledger.briefing.brief import Brief, BriefLine, Evidence, Group, News, Section
from newsledger.briefing.evidence import QuoteError
from newsledger.briefing.make import make_brief
from newsledger.briefing.news import make_news
from newsledger.briefing.render import FORMS, render, render_many
from newsledger.briefing.review import ReviewItem, make_review

__all__ = [
    "FORMS",
    "Brief",
    "BriefLine",
    "Evidence",
    "Group",
    "News",
    "QuoteError",
    "ReviewItem",
    "Section",
    "make_brief",
    "make_news",
    "make_review",
    "render",
    "render_many",
]
