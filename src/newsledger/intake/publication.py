"""When an article was published, from what is given, what the page declares, and its dateline."""

from __future__ import annotations

import calendar
import datetime as dt
import re

from newsledger.intake.dates import parse_date
from newsledger.intake.declared import ADDRESS, TIME_ELEMENT
from newsledger.intake.stamps import Stamp
from newsledger.model import Dateline, PageFacts, Publication, Span, When

_ISO = re.compile(r"\d{4}-\d\d-\d\d")
_MONTH = re.compile(r"(\d{4})(?:-(\d\d))?")
_CLOSE = dt.timedelta(days=7)
_GROSS = dt.timedelta(days=45)


def published(
    facts: PageFacts,
    declared: tuple[str, str] | None,
    updated: str | None,
    stamp: Stamp | None,
    dateline: Dateline | None,
) -> Publication:
    """Combine the sources of a publication date in the order of trust: given, metadata, publication line, dateline.

    declared: (ISO date or date-time, where the page says so), or None. stamp: the date that the page shows. Where the
    shown day lies within a week of the declared one, it goes first: it is the day at the outlet's place.
    Contradictions of more than 45 days are noted as doubts.
    """
    given = parse_date(facts.published) if facts.published else None
    period = _period(facts.published) if facts.published and given is None else None
    told = parse_date(declared[0]) if declared else None
    line = _from_dateline(dateline)
    doubts: list[str] = []
    if given is not None:
        if told is not None and abs(told - given) > _GROSS:
            doubts.append(f"the page declares {told.isoformat()}, the given date is {given.isoformat()}")
        doubts += _against_dateline(given, dateline)
        return Publication(
            when=_day(given), basis="given", source="given with the page", confidence=0.6 if doubts else 0.97,
            updated=updated, doubts=tuple(doubts),
        )  # fmt: skip
    if facts.published and period is None:
        doubts.append(f"the given date {facts.published!r} cannot be read")
    if period is not None:
        return Publication(when=period, basis="given", source="given with the page", confidence=0.97, updated=updated)
    if stamp is not None and (told is None or declared is None or _goes_first(stamp, told, declared)):
        doubts += _against_dateline(stamp.day, dateline)
        return Publication(
            when=_day(stamp.day, stamp.span), basis="metadata", evidence=(stamp.span,), source="publication line",
            confidence=0.6 if doubts else 0.9 if stamp.near else 0.75, updated=updated, doubts=tuple(doubts),
        )  # fmt: skip
    if told is not None and declared is not None:
        doubts += _against_dateline(told, dateline)
        return Publication(
            when=_day(told), basis="metadata", source=declared[1], confidence=0.6 if doubts else 0.92, updated=updated,
            doubts=tuple(doubts),
        )  # fmt: skip
    if line is not None and dateline is not None and dateline.date_span is not None:
        return Publication(
            when=line,
            basis="dateline",
            evidence=(dateline.date_span,),
            source="dateline",
            confidence=0.9,
            updated=updated,
        )
    return Publication(updated=updated)


def _period(value: str) -> When | None:
    """A given month or year ("2031-04", "2031") as the days that it spans."""
    match = _MONTH.fullmatch(value.strip())
    if match is None:
        return None
    year, month = int(match.group(1)), match.group(2)
    low, high = (int(month), int(month)) if month else (1, 12)
    if year < 1 or not 1 <= low <= high <= 12:
        return None
    last = calendar.monthrange(year, high)[1]
    return When(value=value.strip(), start=dt.date(year, low, 1), end=dt.date(year, high, last))


def _goes_first(stamp: Stamp, told: dt.date, declared: tuple[str, str]) -> bool:
    """Tell whether the day that readers see is better than the one in the metadata."""
    if not stamp.near:
        return False
    if declared[1] in (ADDRESS, TIME_ELEMENT):
        return True
    swapped = (told.month, told.day) == (stamp.day.day, stamp.day.month) and told.year == stamp.day.year
    return abs(told - stamp.day) <= _CLOSE or (swapped and not _ISO.match(declared[0]))


def _day(day: dt.date, span: Span | None = None) -> When:
    return When(value=day.isoformat(), start=day, end=day, span=span)


def _from_dateline(dateline: Dateline | None) -> When | None:
    if dateline is None or dateline.date is None:
        return None
    value = dateline.date
    if value.startswith("XXXX"):
        return When(value=value, span=dateline.date_span)
    day = parse_date(value)
    return When(value=value, start=day, end=day, span=dateline.date_span) if day is not None else None


def _against_dateline(day: dt.date, dateline: Dateline | None) -> list[str]:
    """A doubt if the dateline's day and month are far from the date."""
    if dateline is None or dateline.date is None:
        return []
    value = dateline.date
    years = [day.year - 1, day.year, day.year + 1] if value.startswith("XXXX") else [int(value[:4])]
    near = []
    for year in years:
        try:
            near.append(dt.date(year, int(value[5:7]), int(value[8:10])))
        except ValueError:
            continue
    if near and min(abs(one - day) for one in near) > _GROSS:
        return [f"the dateline says {value}, the date of the page is {day.isoformat()}"]
    return []
