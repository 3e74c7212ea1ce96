"""What in a text tells when it was written: dates without years, years, weekdays, what is ahead and what is past."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field

from newsledger.model import READ_KINDS, Article, Span, TimeMention
from newsledger.timex.flow import Flow, lexical_direction
from newsledger.timex.lexicon import canonical
from newsledger.timex.posterior import (
    Vector,
    around,
    by_month,
    by_quarter,
    by_weekday,
    by_year,
    cached_yearly,
    months_match,
    parameters,
    within,
    years_match,
)
from newsledger.timex.resolve import anchor_of
from newsledger.timex.tagger import Tagger, plain
from newsledger.timex.world import known_eras, known_events, known_offices

_MONTHDAY = re.compile(r"monthday:(\d\d)-(\d\d):(\w+)")
_MONTHNAME = re.compile(r"monthname:(\d\d):(\w+)")
_RELATIVE_MONTH = re.compile(r"month:([+-]?1)(?:/|$)")
_QUARTERNAME = re.compile(r"quartername:(\d):past$")
_WEEKDAY = re.compile(r"weekday:(\d):(past|last)")
_NAMED_WEEKDAY = re.compile(r"([a-z]+)")
_DATELINE_BEFORE = re.compile(r"^[\W_]*(?:[A-Z][A-Za-z.'’ -]+(?:, [A-Z][A-Za-z. ]+)?, )?$")
_DATELINE_AFTER = re.compile(r"\s*(?:\([^)]{2,40}\)|,? ?(?:--|—|–|_|-\s|:))")
_DATES = {"behind": "a date past", "ahead": "a date ahead", "nearest": "a date near"}
_MONTHS = {"behind": "a month past", "ahead": "a month ahead", "nearest": "a month near"}
_YEARS_AGO = re.compile(r"year:-(\d+)")
_FILE_PHOTO = re.compile(r"\b(?:FILE|File|file)\b")
_MAX_MONTHDAYS = 6
_NEAR = 250  # characters between a year and "years ago" that speak of one thing
_LEAD = 8  # blocks in which the news is told


@dataclass(slots=True)
class Evidence:
    """One piece of evidence. what: in words. factor: how likely each day is by it alone."""

    what: str
    factor: Vector
    span: Span | None = None
    kind: str = ""


@dataclass(slots=True)
class Gathered:
    """All evidence of an article. dateline: (month, day) of a dateline without a year, with its span."""

    pieces: list[Evidence] = field(default_factory=list)
    dateline: tuple[int, int, Span] | None = None


def gather(article: Article) -> Gathered:
    """Collect what the article's own text tells about its date; spans are into ``article.text``."""
    found = Gathered()
    anchor = anchor_of(None)
    flow = Flow(anchor)
    tagger = Tagger(anchor, flow)
    mentions: list[TimeMention] = []
    text_parts = []
    for block in article.blocks:
        if block.kind in READ_KINDS and not block.duplicate:
            part = block.span.text(article.text)
            text_parts.append((block.span.start, part))
            mentions += tagger.tag(part, offset=block.span.start)
    _dateline(article, mentions, found)
    _dates(article, mentions, found)
    _years(article, mentions, found)
    _weekdays(mentions, found)
    _months(mentions, found)
    _spans_of_years(mentions, found)
    _world(text_parts, mentions, found)
    return found


def _dateline(article: Article, mentions: list[TimeMention], found: Gathered) -> None:
    """A month and day in the dateline; the text goes out that day or the next."""
    place = article.dateline
    if place is not None and place.date and (told := re.fullmatch(r"XXXX-(\d\d)-(\d\d)", place.date)):
        found.dateline = (int(told[1]), int(told[2]), place.date_span or place.span)
    elif mentions and (told := _MONTHDAY.match(mentions[0].when.expression or "")):
        span = mentions[0].span
        block = next(b for b in article.blocks if b.span.contains(span))
        before, after = article.text[block.span.start : span.start], article.text[span.end : span.end + 50]
        if _DATELINE_BEFORE.match(before) and _DATELINE_AFTER.match(after) and len(before) < 60:
            found.dateline = (int(told[1]), int(told[2]), span)
    if found.dateline is not None:
        month, dom, span = found.dateline
        factor = cached_yearly(month, dom, None, "dateline")
        found.pieces.append(Evidence("dateline", factor, span, "dateline"))


def _dates(article: Article, mentions: list[TimeMention], found: Gathered) -> None:
    """Days with and without their year."""
    pieces: list[Evidence] = []
    seen: set[str] = set()
    table = parameters()["fulldate"]
    latest: tuple[dt.date, Span] | None = None
    for mention in mentions:
        when = mention.when
        if found.dateline is not None and mention.span == found.dateline[2]:
            continue
        told = _MONTHDAY.match(when.expression or "")
        if told and told[0] not in seen:
            seen.add(told[0])
            words = plain(mention.span.text(article.text))
            first = _NAMED_WEEKDAY.match(words)
            weekday = canonical("weekday", first[1]) if first else ""
            direction = {"past": "behind", "last": "behind", "future": "ahead", "next": "ahead"}.get(told[3], told[3])
            if direction in ("behind", "ahead", "nearest"):
                factor = cached_yearly(
                    int(told[1]), int(told[2]), int(weekday) if weekday.isdigit() else None, direction
                )
                pieces.append(Evidence(_DATES[direction], factor, mention.span, "monthday"))
        full = when.expression is None and re.match(r"\d{4}-\d\d-\d\d", when.value)
        if full and when.start is not None and (latest is None or when.start > latest[0]):
            latest = (when.start, mention.span)
    weight = min(1.0, _MAX_MONTHDAYS / max(1, len(pieces)))
    for piece in pieces:
        piece.factor = piece.factor**weight
    found.pieces += pieces
    if latest is not None:
        kind = _full_date_kind(article.text, latest[1])
        factor = around(latest[0], table[kind], table["rest"])
        found.pieces.append(Evidence("the latest full date", factor, latest[1], "fulldate"))


def _full_date_kind(text: str, span: Span) -> str:
    """Which table of a full date applies."""
    if _FILE_PHOTO.search(text[max(0, span.start - 40) : span.end + 12]):
        return "file"
    words = _NAMED_WEEKDAY.match(plain(span.text(text)))
    return "named" if words and canonical("weekday", words[1]).isdigit() else "past"


def _years(article: Article, mentions: list[TimeMention], found: Gathered) -> None:
    """The latest years named: bare ones, with their month, and a year beyond them that is told as one to come."""
    best: dict[str, tuple[int, Span]] = {}
    past: list[tuple[int, Span]] = []
    coming: list[tuple[int, Span]] = []
    low = plain(article.text)
    for mention in mentions:
        when = mention.when
        if when.expression is not None or mention.type != "DATE" or when.start is None:
            continue
        if not re.fullmatch(r"\d{4}(-\d\d|-Q\d|-H\d|-[A-Z]{2})?", when.value):
            continue
        year = when.start.year
        if lexical_direction(low, article.text, mention.span.start, mention.span.end) == "future":
            coming.append((year, mention.span))
            continue
        kind = "bare" if len(when.value) == 4 else "month"
        past.append((year, mention.span))
        if kind not in best or year > best[kind][0]:
            best[kind] = (year, mention.span)
    named = {pair[0] for pair in past}
    if "bare" in best and best["bare"][0] - 1 in named:
        best["run"] = best.pop("bare")
    latest = max((year for year, _ in best.values()), default=0)
    beyond = [pair for pair in coming if pair[0] > latest]
    if beyond:
        best["ahead"] = min(beyond)
    elif coming and not best.keys() & {"bare", "run"}:
        best["bare"] = max(coming)
    for kind, (year, span) in sorted(best.items()):
        factor = by_year(year, kind)
        if kind == "ahead":
            # What is told as still to come cannot be over: "by mid-2014" is written before August 2014.
            end = max(m.when.end for m in mentions if m.span == span and m.when.end is not None)
            factor = factor * within(((dt.date.min, end),), 1.0, parameters()["year"]["over"])
        found.pieces.append(Evidence(f"the year {year}", factor, span, "year"))


def _weekdays(mentions: list[TimeMention], found: Gathered) -> None:
    """The first weekday of which the text speaks in the past tense."""
    for mention in mentions:
        told = _WEEKDAY.match(mention.when.expression or "")
        if told:
            found.pieces.append(Evidence("a weekday just past", by_weekday(int(told[1])), mention.span, "weekday"))
            return


def _months(mentions: list[TimeMention], found: Gathered) -> None:
    """Months named without their year, and "next month" beside a month that is named for what is to come."""
    named: dict[str, set[int]] = {"behind": set(), "ahead": set(), "nearest": set()}
    quarters: set[int] = set()
    pieces = []
    for mention in mentions:
        expression = mention.when.expression or ""
        told = _MONTHNAME.match(expression)
        if told and told[2] in named and int(told[1]) not in named[told[2]]:
            named[told[2]].add(int(told[1]))
            factor = by_month(int(told[1]), told[2])
            pieces.append(Evidence(_MONTHS[told[2]], factor, mention.span, "monthname"))
        elif quarter := _QUARTERNAME.match(expression):
            if int(quarter[1]) not in quarters:
                quarters.add(int(quarter[1]))
                pieces.append(Evidence("a quarter past", by_quarter(int(quarter[1])), mention.span, "monthname"))
        elif day := _MONTHDAY.match(expression):
            named.setdefault(day[3], set()).add(int(day[1]))
    weight = min(1.0, 3 / max(1, len(pieces)))
    for piece in pieces:
        piece.factor = piece.factor**weight
    found.pieces += pieces
    match = parameters()["coherence"]["match"]
    done: set[int] = set()
    for mention in mentions:
        told = _RELATIVE_MONTH.match(mention.when.expression or "")
        offset = int(told[1]) if told else 0
        months = sorted(named["ahead" if offset > 0 else "behind"])
        if told and months and offset not in done:
            done.add(offset)
            factor = months_match(months, offset, match)
            words = "next month beside a month ahead" if offset > 0 else "last month beside a month past"
            found.pieces.append(Evidence(words, factor, mention.span, "coherence"))


def _spans_of_years(mentions: list[TimeMention], found: Gathered) -> None:
    """Such as "Four years ago" beside "1994": the year and the distance together tell the year of writing."""
    told = [m for m in mentions if m.type == "DATE" and m.when.expression is None and m.when.start is not None]
    hits: dict[int, Span] = {}
    for mention in mentions:
        ago = _YEARS_AGO.fullmatch(mention.when.expression or "")
        for other in told if ago else ():
            start = other.when.start
            near = abs(other.span.start - mention.span.start) < _NEAR
            if ago and near and start is not None and re.match(r"\d{4}", other.when.value):
                hits.setdefault(start.year + int(ago[1]), mention.span)
    if hits:
        factor = years_match(sorted(hits), parameters()["coherence"]["years"])
        found.pieces.append(Evidence("years ago beside a year", factor, min(hits.values()), "year"))


def _background(span: Span, mentions: list[TimeMention]) -> bool:
    """Whether a block speaks of years gone by, so that an event it names is history and not the news."""
    inside = [m for m in mentions if span.contains(m.span)]
    return any(
        _YEARS_AGO.fullmatch(m.when.expression or "")
        or (m.when.expression is None and re.match(r"\d{4}(?!-W)", m.when.value))
        for m in inside
    )


def _names_month(mentions: list[TimeMention], month: int) -> bool:
    """Whether a past month, or a past day of it, is named in the text."""
    wanted = re.compile(rf"(?:monthname:{month:02d}|monthday:{month:02d}-\d\d):(?:behind|last|past)")
    return any(wanted.match(m.when.expression or "") for m in mentions)


def _world(parts: list[tuple[int, str]], mentions: list[TimeMention], found: Gathered) -> None:
    """Offices, events and young words that the blocks of a text (each with its offset) name.

    The latest event of the lead is the news; the others only say that the text is not older.
    """
    table = parameters()
    have: set[str] = set()
    news: list[tuple[dt.date, str, Span]] = []
    history: list[tuple[dt.date, str, Span]] = []
    for number, (start, text) in enumerate(parts):
        background = number >= _LEAD or _background(Span(start, start + len(text)), mentions)
        for fact in [*known_offices(text), *known_events(text), *known_eras(text)]:
            key = str(fact.terms) if fact.kind == "office" else fact.name
            if key in have:
                continue
            have.add(key)
            span = Span(fact.span.start + start, fact.span.end + start)
            if fact.kind == "event":
                (history if background else news).append((fact.terms[0][0], fact.name, span))
            elif fact.kind == "office":
                factor = within(fact.terms, table["office"]["before"], table["office"]["after"])
                found.pieces.append(Evidence(fact.name, factor, span, "office"))
            else:
                factor = within(fact.terms, table["era"]["before"], 0.05)
                found.pieces.append(Evidence(fact.name, factor, span, "era"))
    news.sort(reverse=True)
    event = table["event"]
    for day, name, span in news[:1]:
        table_name = "named" if _names_month(mentions, day.month) else "days"
        factor = around(day, event[table_name], event["rest"], event["after"])
        found.pieces.append(Evidence(name, factor, span, "event"))
    for day, name, span in sorted([*news[1:], *history], reverse=True)[:3]:
        found.pieces.append(Evidence(name, within(((day, None),), event["too_early"], 1.0), span, "era"))
