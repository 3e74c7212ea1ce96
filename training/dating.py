"""Counts behind ``src/newsledger/timex/data/dating.toml``: how publication dates lie to what texts say.

    python training/dating.py DATING_GOLD.jsonl.gz

reads dated texts in the format of the dating benchmark and prints, for each kind of evidence, how often publication
lies how far from it. The tables hold these counts smoothed by hand to round numbers, and no text.
"""

from __future__ import annotations

import argparse
import datetime as dt
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from benchmarks.dating import article_of
from benchmarks.harness import read_jsonl
from newsledger.model import Article, TimeMention
from newsledger.timex.evidence import full_date_kind, kind_of_year
from newsledger.timex.flow import Flow
from newsledger.timex.resolve import anchor_of
from newsledger.timex.tagger import Tagger, plain
from newsledger.timex.world import known_facts

_EDGES = (-365, -220, -100, -60, -30, -14, -7, -1, 0, 1, 2, 4, 8, 15, 36, 101, 280, 366, 730, 1500)
_LEANING = {"behind": 98, "ahead": -98}


def bin_of(days: int) -> str:
    """The bin of a distance in days, named by its first day."""
    return str(max((edge for edge in _EDGES if edge <= days), default=_EDGES[0]))


def nearest(day: dt.date, month: int, dom: int, leaning: int) -> int | None:
    """Days from the nearest such month-day to a day, seen from where the tense leans."""
    found = []
    for year in (day.year - 1, day.year, day.year + 1):
        try:
            found.append((day - dt.date(year, month, dom)).days)
        except ValueError:
            continue
    return min(found, key=lambda days: abs(days - leaning), default=None)


def evidence(article: Article, mentions: list[TimeMention], day: dt.date) -> Iterator[tuple[str, str]]:
    """Kind of evidence and bin of its distance for the mentions of one text."""
    yield from _years_and_dates(article, mentions, day)
    yield from _events(article, mentions, day)
    weekdays = [m.when.expression or "" for m in mentions if re.match(r"weekday:\d:past", m.when.expression or "")]
    if weekdays:
        yield "first weekday past: days to publication", str((day.isoweekday() - int(weekdays[0][8])) % 7)
    for mention in mentions:
        expression = mention.when.expression or ""
        if told := re.match(r"monthday:(\d\d)-(\d\d):(behind|ahead|nearest)", expression):
            days = nearest(day, int(told[1]), int(told[2]), _LEANING.get(told[3], 0))
            if days is not None:
                yield f"month-day {told[3]}: days to publication", bin_of(days)
        elif told := re.match(r"monthname:(\d\d):(\w+)", expression):
            yield f"month {told[2]}: months to publication", str((day.month - int(told[1])) % 12)
        elif told := re.match(r"quartername:(\d):past", expression):
            yield "quarter: months from its end to publication", str((day.month - 3 * int(told[1]) - 1) % 12)


def _years_and_dates(article: Article, mentions: list[TimeMention], day: dt.date) -> Iterator[tuple[str, str]]:
    """Texts that name a year of each kind, by its distance; days from the latest full date."""
    low = plain(article.text)
    named = set()
    dates = []
    for mention in mentions:
        when = mention.when
        if when.expression is not None or mention.type != "DATE" or when.start is None:
            continue
        if re.fullmatch(r"\d{4}-\d\d-\d\d", when.value):
            dates.append((when.start, mention.span))
        elif re.fullmatch(r"\d{4}(-\d\d|-Q\d|-H\d|-[A-Z]{2})?", when.value):
            named.add((kind_of_year(low, article.text, mention), max(-30, min(40, day.year - when.start.year))))
    for kind, years in sorted(named):
        yield f"years named, {kind}: texts by years to publication", str(years)
    if dates:
        latest, span = max(dates)
        yield (
            f"latest full date, {full_date_kind(article.text, span)}: days to publication",
            bin_of((day - latest).days),
        )


def _events(article: Article, mentions: list[TimeMention], day: dt.date) -> Iterator[tuple[str, str]]:
    """Days from the latest event of the lead, by the kind of its row."""
    parts = [(block.span.start, block.span.end) for block in article.blocks]
    lead = parts[min(len(parts), 8) - 1][1] if parts else 0
    events = [k for k in known_facts(article.text, parts) if k.kind in ("event", "story", "planned")]
    news = [k for k in events if k.span.start < lead]
    if news:
        latest = max(news, key=lambda known: known.terms[0][0])
        yield f"latest event of the lead, {latest.kind}: days to publication", bin_of((day - latest.terms[0][0]).days)


def main() -> int:
    """Print the counts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    args = parser.parse_args()
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    anchor = anchor_of(None)
    for document in read_jsonl(args.gold):
        article = article_of(document["text"])
        tagger = Tagger(anchor, Flow(anchor))
        mentions = [m for b in article.blocks for m in tagger.tag(b.span.text(article.text), offset=b.span.start)]
        for kind, where in evidence(article, mentions, dt.date.fromisoformat(document["dct"])):
            counts[kind][where] += 1
    for kind in sorted(counts):
        table = ", ".join(f"{where}: {n}" for where, n in sorted(counts[kind].items(), key=lambda item: int(item[0])))
        sys.stdout.write(f"{kind}: {table}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
