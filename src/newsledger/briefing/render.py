"""A brief in the form that is wanted."""

from __future__ import annotations

from collections.abc import Sequence

from newsledger.briefing.as_html import as_html
from newsledger.briefing.as_json import as_json
from newsledger.briefing.as_markdown import as_markdown
from newsledger.briefing.as_text import as_text
from newsledger.briefing.brief import Brief, News
from newsledger.model import InputError

FORMS = ("text", "md", "html", "json")


def render(brief: Brief | News, form: str = "text") -> str:
    """Write a brief as "text", "md", "html" or "json"; the same lines in each.

    Raises InputError for any other form.
    """
    match form:
        case "text":
            return as_text(brief)
        case "md":
            return as_markdown(brief)
        case "html":
            return as_html([brief])
        case "json":
            return as_json(brief)
    raise InputError(f"{form!r} is no form of a brief", remedy=f"use one of {', '.join(FORMS)}")


def render_many(briefs: Sequence[Brief | News]) -> str:
    """Write several briefs as one HTML file, in their order."""
    return as_html(briefs)
