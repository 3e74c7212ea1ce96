"""What in a text tells when it was written: dates without years, years, weekdays, what is ahead and what is past."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field

from newsledger.model import READ_KINDS, Article, Span, TimeMention
from newsledger.timex.backdrop import backdrop
from newsledger.timex.flow import Flow, lexical_direction
from newsledger.timex.lexicon import canonical
from newsledger.timex.posterior import (
    Evidence,
    around,
    by_month,
    by_quarter,
    by_weekday,
    by_years,
    cached_yearly,
    months_match,
    parameters,
    within,
    years_match,
)
from newsledger.timex.resolve import anchor_of
from newsledger.timex.tagger import Tagger, plain

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
_FULL = re.compile(r"\d{4}-\d\d-\d\d")
_HANDLE = re.compile(r"\(@\w+\)\W*$")
_FILE_PHOTO = re.compile(r"\b(?:FILE|File|file)\b")
_AHEAD = ("ahead", "deadline")
_MAX_MONTHDAYS = 6
_MATURITY = re.compile(r"\b(?:due|maturing|matures?|maturity|callable)(?: \w+\.?(?: \d+,)?){0,2} $")
_DEADLINE = re.compile(r"\b(?:by|until|till|before|no later than)(?: (?:the|mid|early|late|end|middle|of|in))* $")
_FISCAL = re.compile(r"\b(?:fiscal|financial year|year ended?(?:ing)?(?: \w+\.?(?: \d+,)?){0,2}) $", re.I)
_NEAR = 250  # characters between a year and "years ago" that speak of one thing


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
    parts: list[tuple[int, int]] = []
    for block in article.blocks:
        if block.kind in READ_KINDS and not block.duplicate:
            part = block.span.text(article.text)
            parts.append((block.span.start, block.span.end))
            mentions += tagger.tag(part, offset=block.span.start)
    named, days = backdrop(article.text, parts, mentions)
    _dateline(article, mentions, found)
    _dates(article, mentions, days, found)
    _years(article, mentions, found)
    _weekdays(mentions, found)
    _months(mentions, found)
    _spans_of_years(mentions, found)
    found.pieces += named
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
        likely = cached_yearly(month, dom, None, "dateline")
        found.pieces.append(Evidence("dateline", likely, span, "dateline"))


def _dates(article: Article, mentions: list[TimeMention], events: frozenset[dt.date], found: Gathered) -> None:
    """Days with and without their year. The day of a known event with its year is history: news of it needs no year."""
    pieces: list[Evidence] = []
    seen: set[str] = set()
    table = parameters()["fulldate"]
    low = plain(article.text)
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
        full = when.expression is None and _FULL.match(when.value)
        if full and when.start is not None and (latest is None or when.start > latest[0]):
            history = when.start in events and full_date_kind(article.text, mention.span) == "past"
            if not history and not _MATURITY.search(low, max(0, mention.span.start - 40), mention.span.start):
                latest = (when.start, mention.span)
    weight = parameters()["monthday"]["weight"] * min(1.0, _MAX_MONTHDAYS / max(1, len(pieces)))
    for piece in pieces:
        piece.likely = piece.likely * weight
    found.pieces += pieces
    if latest is not None:
        kind = full_date_kind(article.text, latest[1])
        likely = around(latest[0], table[kind], table["rest"], table["after"]) * table["weight"][kind]
        found.pieces.append(Evidence("the latest full date", likely, latest[1], "fulldate"))


def full_date_kind(text: str, span: Span) -> str:
    """Which table of a full date applies."""
    if _FILE_PHOTO.search(text[max(0, span.start - 40) : span.end + 12]):
        return "file"
    if _HANDLE.search(text, max(0, span.start - 60), span.start):
        return "post"
    words = _NAMED_WEEKDAY.match(plain(span.text(text)))
    return "named" if words and canonical("weekday", words[1]).isdigit() else "past"


def _years(article: Article, mentions: list[TimeMention], found: Gathered) -> None:
    """The years named, by what is told of them: bare, with a month, of accounts, or as one to come."""
    named: dict[str, set[int]] = {}
    latest: tuple[int, Span] | None = None
    over: list[tuple[dt.date, str, Span]] = []
    low = plain(article.text)
    for mention in mentions:
        when = mention.when
        if when.expression is not None or mention.type != "DATE" or when.start is None or when.end is None:
            continue
        if not re.fullmatch(r"\d{4}(-\d\d|-Q\d|-H\d|-[A-Z]{2})?", when.value):
            continue
        kind = kind_of_year(low, article.text, mention)
        named.setdefault(kind, set()).add(when.start.year)
        if kind in _AHEAD:
            over.append((when.end, kind, mention.span))
        if kind not in (*_AHEAD, "due") and (latest is None or when.start.year > latest[0]):
            latest = (when.start.year, mention.span)
    if not named:
        return
    shown = latest or (0, over[0][2] if over else None)
    what = f"the year {shown[0]}" if latest else "a year to come"
    found.pieces.append(Evidence(what, by_years(named) * parameters()["year"]["weight"], shown[1], "year"))
    behind = named.get("bare", set()) | named.get("month", set())
    late = [(end, kind, span) for end, kind, span in over if end.year not in behind]
    if late:
        # What is told as still to come cannot be over: "by mid-2014" is written before August 2014.
        end, kind, span = min(late)
        likely = within(((dt.date.min, end),), 1.0, parameters()["year"]["over"][kind])
        found.pieces.append(Evidence(f"a time ahead, {end.year}", likely, span, "year"))


def kind_of_year(low: str, original: str, mention: TimeMention) -> str:
    """Which table of the years a mention goes by."""
    start, end = mention.span.start, mention.span.end
    before = low[max(0, start - 60) : start]
    if _MATURITY.search(before):
        return "due"
    if lexical_direction(low, original, start, end) == "future":
        return "deadline" if _DEADLINE.search(before) else "ahead"
    if _FISCAL.search(before) or low[start:end].startswith("fiscal"):
        return "accounts"
    value = mention.when.value
    return "bare" if len(value) == 4 else "month"


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
        piece.likely = piece.likely * weight
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
