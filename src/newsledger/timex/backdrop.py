"""The backdrop of a text: offices, events, firms, people and words that it names, and when these were of the day."""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Sequence

import numpy as np

from newsledger.model import Span, TimeMention
from newsledger.timex.posterior import Evidence, Vector, around, graded, parameters
from newsledger.timex.told import told_of
from newsledger.timex.world import Known, Term, known_facts, known_offices

_YEARS_AGO = re.compile(r"year:-(\d+)")
_LEAD = 8  # blocks in which the news is told
_EVENTS = frozenset({"event", "story", "planned"})
_NAMED = {"event": "named", "story": "story_named"}
_DATED = _EVENTS | {"lasting"}
_FADING = frozenset({"lasting", "product"})
_MOST = 3  # events that are weighed as the news
Parts = Sequence[tuple[int, int]]


def backdrop(text: str, parts: Parts, mentions: Sequence[TimeMention]) -> tuple[list[Evidence], frozenset[dt.date]]:
    """Evidence from what the parts of a text (start and end of its paragraphs) name, and the days of its events."""
    facts = known_facts(text, parts)
    read = _read(text, parts)
    found = [_current(known) for known in known_offices(read)]
    found += [_current(known) for known in facts if known.kind not in _EVENTS]
    for known in facts:
        if known.kind in _DATED:
            likely = told_of(text, known.span, known.terms[0][0], mentions)
            if likely is not None:
                found.append(Evidence(f"{known.name}, and how long ago", likely, known.span, "told"))
    found += _events([known for known in facts if known.kind in _EVENTS], parts, mentions)
    return found, frozenset(known.terms[0][0] for known in facts if known.kind in _DATED)


def _read(text: str, parts: Parts) -> str:
    """The text with what stands outside of its parts blanked out."""
    if not parts:
        return ""
    pieces, last = [], 0
    for start, end in parts:
        pieces += ["\n" * (start - last), text[start:end]]
        last = end
    return "".join(pieces)


@functools.lru_cache(maxsize=4096)
def _graded(kind: str, terms: tuple[Term, ...]) -> Vector:
    table = parameters()[kind]
    return graded(terms, table["years"], table["never"])


def _current(known: Known) -> Evidence:
    """What was current at some time, by the years from that time."""
    terms = ((known.terms[0][0], known.terms[0][0]),) if known.kind in _FADING else known.terms
    likely = _graded(known.kind, terms) * parameters()[known.kind]["weight"]
    return Evidence(known.name, likely, known.span, known.kind)


def _background(span: Span, mentions: Sequence[TimeMention]) -> bool:
    """Whether a block speaks of years gone by, so that an event it names is history and not the news."""
    inside = [m for m in mentions if span.contains(m.span)]
    return any(
        _YEARS_AGO.fullmatch(m.when.expression or "")
        or (m.when.expression is None and re.match(r"\d{4}(?!-W)", m.when.value))
        for m in inside
    )


def _names_month(mentions: Sequence[TimeMention], month: int) -> bool:
    """Whether a past month, or a past day of it, is named in the text."""
    wanted = re.compile(rf"(?:monthname:{month:02d}|monthday:{month:02d}-\d\d):(?:behind|last|past)")
    return any(wanted.match(m.when.expression or "") for m in mentions)


def _events(facts: Sequence[Known], parts: Parts, mentions: Sequence[TimeMention]) -> list[Evidence]:
    """Events: the latest of the lead are likely the news, all others only say that the text is not older."""
    table = parameters()["event"]
    news: list[tuple[dt.date, Known, str]] = []
    past: list[tuple[dt.date, Known, str]] = []
    for known in facts:
        day = known.terms[0][0]
        number = next(n for n, (start, end) in enumerate(parts) if start <= known.span.start < end)
        history = number >= _LEAD or _background(Span(*parts[number]), mentions)
        rows = known.kind
        if any(m.when.expression is None and m.when.value == day.isoformat() for m in mentions):
            rows = "dated"
        elif rows in _NAMED and _names_month(mentions, day.month):
            rows = _NAMED[rows]
        (past if history else news).append((day, known, rows))
    news.sort(key=lambda item: (item[0], item[1].name), reverse=True)
    past.sort(key=lambda item: (item[0], item[1].name), reverse=True)
    found = []
    for place, (day, known, rows) in enumerate(news[:_MOST]):
        share = table["news"] if place == 0 else table["beside"]
        found.append(Evidence(known.name, _mixed(day, rows, share), known.span, "event"))
    for day, known, rows in [*news[_MOST:], *past][:_MOST]:
        found.append(Evidence(known.name, _mixed(day, rows, table["history"]), known.span, "event"))
    return found


@functools.lru_cache(maxsize=1024)
def _mixed(day: dt.date, rows: str, share: float) -> Vector:
    """An event that is the news with some probability, and else something told of at any time after it."""
    table = parameters()["event"]
    near = np.exp(around(day, table[rows], table["rest"], table["after"]))
    any_time = np.exp(around(day, [], table["before"], table["flat"]))
    return np.asarray(np.log(share * near + (1 - share) * any_time)) * float(table["weight"])
