"""When an article was published, from what is given, what the page declares and shows, and its dateline."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterator, Sequence

import msgspec

from newsledger.intake.dates import parse_date
from newsledger.intake.declared_dates import ADDRESS, DeclaredDate
from newsledger.intake.stamps import Stamp
from newsledger.model import Dateline, PageFacts, Publication, Span, When

_ISO = re.compile(r"\d{4}-\d\d-\d\d")
_MONTH = re.compile(r"(\d{4})(?:-(\d\d))?")
_CLOSE = dt.timedelta(days=7)
_GROSS = dt.timedelta(days=45)
_ZONES = dt.timedelta(days=1)
"""What time zones may put between two accounts of one moment."""
_GIVEN, _AGREED, _SHOWN, _DECLARED, _DOUBTFUL, _WEAK, _REFUTED, _FAR = 0.97, 0.95, 0.94, 0.85, 0.85, 0.8, 0.7, 0.6
"""Shares of right days among pages for which the answer rests on this; fewer pages than differ, so rounded."""


def published(
    facts: PageFacts,
    declared: Sequence[DeclaredDate],
    updated: str | None,
    stamp: Stamp | None,
    dateline: Dateline | None,
) -> Publication:
    """Combine the sources of a publication date in the order of trust: given, metadata, publication line, dateline.

    declared: dates that the page declares, the most trusted first. updated: ISO date of the last change, if told.
    stamp: the date that the page shows. The shown day goes first where it lies within a week of the declared one (it is
    the day at the outlet's place), and where the page shows its readers only when the text was last changed; the
    declared day is then kept as that of the first publication. Accounts that differ by more than time zones explain are
    noted as doubts; those more than 45 days apart count most against the date.
    """
    if updated is None and stamp is not None and stamp.updated is not None:
        updated = stamp.updated.isoformat()
    told = declared[0] if declared else None
    found = _given(facts) or _shown_or_declared(told, stamp, updated) or _dated_by_dateline(dateline) or Publication()
    unread = facts.published if facts.published and found.basis != "given" else None
    doubts = [f"the given date {unread!r} cannot be read"] if unread else []
    when, confidence = found.when, found.confidence
    if when is not None and when.start is not None and when.start == when.end and found.basis != "dateline":
        gaps = [*_conflicts(when.start, found, declared, stamp, dateline)]
        doubts += [words for _, words in gaps]
        if gaps:
            confidence = min(confidence, _REFUTED if max(gaps)[0] > _GROSS else _DOUBTFUL)
        elif found.basis == "metadata" and _agree(when.start, told, stamp):
            confidence = _AGREED
    return msgspec.structs.replace(found, updated=updated, doubts=tuple(doubts), confidence=confidence)


def _given(facts: PageFacts) -> Publication | None:
    day = parse_date(facts.published) if facts.published else None
    when = _day(day) if day is not None else _period(facts.published or "")
    if when is None:
        return None
    return Publication(when=when, basis="given", source="given with the page", confidence=_GIVEN)


def _shown_or_declared(told: DeclaredDate | None, stamp: Stamp | None, updated: str | None) -> Publication | None:
    """The date that the page shows, or that it declares."""
    if stamp is not None and (told is None or _goes_first(stamp, told, updated)):
        earlier = told is not None and not told.weak and told.day < stamp.day - _ZONES
        return Publication(
            when=_day(stamp.day, stamp.span), basis="metadata", evidence=(stamp.span,), source="publication line",
            confidence=_SHOWN if stamp.near else _FAR, first_published=told.value if told and earlier else None,
        )  # fmt: skip
    if told is None:
        return None
    confidence = _WEAK if told.weak else _DECLARED
    return Publication(when=_day(told.day), basis="metadata", source=told.source, confidence=confidence)


def _goes_first(stamp: Stamp, told: DeclaredDate, updated: str | None) -> bool:
    """Tell whether the day that readers see is better than the one in the metadata."""
    if not stamp.near:
        return False
    if told.weak:
        return True
    changed = parse_date(updated) if updated else None
    if stamp.day > told.day and (stamp.changed or (changed is not None and changed == stamp.day)):
        return True  # readers are told only when the text was last changed
    swapped = _swapped(told.day, stamp.day) and not _ISO.match(told.value)
    return swapped or abs(told.day - stamp.day) <= _CLOSE


def _swapped(one: dt.date, other: dt.date) -> bool:
    """Tell whether two dates differ only in what is read as the day and what as the month."""
    return (one.year, one.month, one.day) == (other.year, other.day, other.month)


def _agree(day: dt.date, told: DeclaredDate | None, stamp: Stamp | None) -> bool:
    """Tell whether what readers see and what the page declares say the same."""
    return told is not None and stamp is not None and stamp.near and told.day == day == stamp.day


def _conflicts(
    day: dt.date, found: Publication, declared: Sequence[DeclaredDate], stamp: Stamp | None, dateline: Dateline | None
) -> Iterator[tuple[dt.timedelta, str]]:
    """Other accounts of the publication date that do not fit: how far off, and in words."""
    first = parse_date(found.first_published) if found.first_published else None
    seen = {day} if first is None else {day, first}
    others = [(told.day, f"{told.source} says") for told in declared if not told.weak or told.source == ADDRESS]
    if stamp is not None and stamp.near and not stamp.changed and not _swapped(stamp.day, day):
        others.append((stamp.day, "the page shows"))
    for other, source in others:
        gap = min(abs(other - one) for one in seen)
        if gap > _ZONES:
            seen.add(other)
            yield gap, f"{source} {other.isoformat()}, not {day.isoformat()}"
    off = _off_dateline(day, dateline)
    if off is not None and dateline is not None:
        yield off, f"the dateline says {dateline.date}, not {day.isoformat()}"


def _off_dateline(day: dt.date, dateline: Dateline | None) -> dt.timedelta | None:
    """How far a date is from the dateline's day and month, if that is more than 45 days."""
    if dateline is None or dateline.date is None:
        return None
    value = dateline.date
    years = [day.year - 1, day.year, day.year + 1] if value.startswith("XXXX") else [int(value[:4])]
    near = []
    for year in years:
        try:
            near.append(dt.date(year, int(value[5:7]), int(value[8:10])))
        except ValueError:
            continue
    off = min((abs(one - day) for one in near), default=dt.timedelta())
    return off if off > _GROSS else None


def _dated_by_dateline(dateline: Dateline | None) -> Publication | None:
    when = _from_dateline(dateline)
    if when is None or dateline is None or dateline.date_span is None:
        return None
    return Publication(when=when, basis="dateline", evidence=(dateline.date_span,), source="dateline", confidence=0.9)


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
