"""The brief as one self-contained HTML file: no network, no scripts, no outside fonts."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from importlib import resources

from jinja2 import DictLoader, Environment, StrictUndefined
from markupsafe import Markup

from newsledger.briefing import shown
from newsledger.briefing.brief import Brief, BriefLine, News
from newsledger.briefing.words import clean

_CALM = frozenset({"scheduled", "proposed", "called for", "held", "deadline"})
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")


def _file(name: str) -> str:
    return resources.files("newsledger.briefing").joinpath("templates", name).read_text(encoding="utf-8")


@functools.cache
def _environment() -> Environment:
    environment = Environment(
        loader=DictLoader({"brief.html.j2": _file("brief.html.j2")}),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "clean": clean,
        "cut_out": shown.cut_out,
        "is_calm": _is_calm,
        "kicker": shown.kicker,
        "label": shown.label,
        "more": shown.more_words,
        "origins": shown.origins_words,
        "outlets": _outlets,
        "rest": _rest,
        "safe_link": _safe_link,
        "spaced": _spaced,
        "subtitle": shown.subtitle,
    }
    return environment


def _spaced(text: str) -> str:
    """Page text for display; control characters, which could hide or turn round words, become spaces."""
    return _CONTROLS.sub(" ", text)


def _is_calm(mark: str) -> bool:
    """Whether a mark only tells a state and needs no attention."""
    return mark in _CALM or mark.startswith("confirmed by ")


def _rest(line: BriefLine) -> str:
    """The text of a line without the label that it begins with."""
    return line.text.removeprefix(line.label)


def _outlets(line: BriefLine) -> str:
    """The outlets of the evidence, each once."""
    return ", ".join(dict.fromkeys(map(shown.outlet, line.evidence)))


def _safe_link(url: str | None) -> str | None:
    """An address that a browser may open; None for any scheme but http and https."""
    if url is None or not url.casefold().startswith(("http://", "https://")):
        return None
    return clean(url)


def as_html(briefs: Sequence[Brief | News]) -> str:
    """Write briefs as one HTML file, one after the other. The style comes from the package, never from a page."""
    template = _environment().get_template("brief.html.j2")
    return template.render(briefs=briefs, style=Markup(_file("brief.css"))) + "\n"
