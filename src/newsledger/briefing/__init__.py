"""Ledger → brief → text, Markdown, HTML, JSON."""

from __future__ import annotations

from newsledger.briefing.brief import Brief, BriefLine, Evidence, Group, Section
from newsledger.briefing.evidence import QuoteError
from newsledger.briefing.make import make_brief
from newsledger.briefing.render import FORMS, render, render_many

__all__ = [
    "FORMS",
    "Brief",
    "BriefLine",
    "Evidence",
    "Group",
    "QuoteError",
    "Section",
    "make_brief",
    "render",
    "render_many",
]
