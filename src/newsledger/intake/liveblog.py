"""Live blogs: entries with a time of their own become dated parts of one article."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import msgspec

from newsledger.intake.dates import find_dates, parse_date
from newsledger.intake.titles import title_key
from newsledger.model import READ_KINDS, Block, BlockKind, Publication

_CLOCK = re.compile(r"\b(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d\d))?\s*(?P<half>[ap]\.?m\b\.?)?", re.I)
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)[T ](\d\d):?(\d\d)")
_MAX_STAMP, _MAX_MARKED = 45, 60
_LEAST_ENTRIES = 3
_OPENING = 8
_JITTER = dt.timedelta(minutes=30)
"""Entries may be a little out of order; more than this means another day."""
_LONGEST = dt.timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Marks:
    """What mark-up says about the times of entries.

    moments: start of a line in the page text → moment of its time element. entries: moment and text of each entry, as
    the page's metadata lists them.
    """

    moments: Mapping[int, str] = field(default_factory=dict)
    entries: Sequence[tuple[str, str]] = ()


@dataclass(slots=True)
class _Stamp:
    """What a block says about the time of the entry that begins with it or behind it. opens: it is the entry's text."""

    day: dt.date | None = None
    time: dt.time | None = None
    opens: bool = False


def date_entries(
    blocks: Sequence[Block], text: str, published: Publication, marks: Marks | None = None
) -> tuple[Block, ...]:
    """Give the blocks of a live blog the time of their entry (``Block.published``, ISO 8601 without a zone).

    An entry's time stands above it, or its mark-up tells it. A date on a line of its own holds for the entries below.
    Where only clocks are shown, the day is that of the publication or last change, and moves where the clock jumps.
    Pages with fewer than three entries that have a time come back as they are, as do those whose day is not known.
    """
    marks = marks or Marks()
    shown = sum(block.kind is BlockKind.TIMESTAMP for block in blocks)
    if shown + len(marks.moments) + len(marks.entries) < _LEAST_ENTRIES:
        return tuple(blocks)
    stamps = [*_stamps(blocks, text, marks)]
    if _entries(blocks, stamps) < _LEAST_ENTRIES:
        return tuple(blocks)
    moments = _moments(stamps, published)
    if moments is None:
        return tuple(blocks)
    out: list[Block] = []
    current: str | None = None
    for block, stamp, moment in zip(blocks, stamps, moments, strict=True):
        if moment is not None:
            current = moment.isoformat(timespec="minutes")
        elif block.kind in (BlockKind.RELATED, BlockKind.CONTACT, BlockKind.TITLE) or (stamp and stamp.day):
            current = None
        entry = current is not None and block.kind in READ_KINDS and block.kind is not BlockKind.TITLE
        out.append(msgspec.structs.replace(block, published=current) if entry else block)
    return tuple(out)


def _stamps(blocks: Sequence[Block], text: str, marks: Marks) -> Sequence[_Stamp | None]:
    """What each block says about the time of an entry."""
    openings = {_opening(told): moment for moment, told in marks.entries if _opening(told)}
    out: list[_Stamp | None] = []
    for block in blocks:
        words = block.span.text(text)
        marked = marks.moments.get(block.span.start) if len(words) <= _MAX_MARKED else None
        moment = _MOMENT.match(marked or "")
        known = openings.get(_opening(words)) if openings and block.kind in READ_KINDS else None
        if moment is None and known is not None:
            moment = _MOMENT.match(known)
        if moment is not None and (day := parse_date(moment.group(1))) is not None:
            hour, minute = int(moment.group(2)), int(moment.group(3))
            out.append(_Stamp(day, dt.time(hour % 24, minute % 60), opens=known is not None and marked is None))
        else:
            out.append(_shown(block, words))
    return out


def _opening(text: str) -> str:
    words = title_key(text).split()[:_OPENING]
    return " ".join(words) if len(words) > 2 else ""


def _shown(block: Block, words: str) -> _Stamp | None:
    """The day and clock time of a short line that holds little else; None for any other block."""
    if block.kind is not BlockKind.TIMESTAMP or len(words) > _MAX_STAMP:
        return None
    rest, day = words, None
    for start, end, told in find_dates(words):
        rest = rest[:start] + " " * (end - start) + rest[end:]
        day = day or told
    for match in _CLOCK.finditer(rest):
        half = (match.group("half") or "").lower()
        if not half and match.group("minute") is None:
            continue
        hour, minute = int(match.group("hour")), int(match.group("minute") or 0)
        if half:
            hour = hour % 12 + (12 if half.startswith("p") else 0)
        if hour < 24 and minute < 60:
            return _Stamp(day, dt.time(hour, minute))
    return _Stamp(day) if day is not None else None


def _entries(blocks: Sequence[Block], stamps: Sequence[_Stamp | None]) -> int:
    """Number of times that have text of the article behind them, before the next one."""
    count, open_entry = 0, False
    for block, stamp in zip(blocks, stamps, strict=True):
        if stamp is not None and stamp.time is not None:
            open_entry = True
            if not stamp.opens:
                continue
        if open_entry and block.kind in (BlockKind.PARAGRAPH, BlockKind.STANDFIRST):
            count, open_entry = count + 1, False
        elif block.kind in (BlockKind.RELATED, BlockKind.TITLE):
            open_entry = False
    return count


def _moments(stamps: Sequence[_Stamp | None], published: Publication) -> list[dt.datetime | None] | None:
    """The moment that begins at each block; None altogether if the day of an entry is not known."""
    clocks = [stamp.time for stamp in stamps if stamp is not None and stamp.time is not None]
    down = _goes_down(clocks)
    day = _first_day(published, down=down)
    dated = any(stamp is not None and stamp.day is not None for stamp in stamps)
    if day is None and not dated:
        return None
    out: list[dt.datetime | None] = []
    before: dt.datetime | None = None
    seen = 0
    for stamp in stamps:
        if stamp is None or stamp.time is None:
            if stamp is not None and stamp.day is not None:
                day, before = stamp.day, None
            out.append(None)
            continue
        seen += 1
        if stamp.day is not None:
            day = stamp.day
        if day is None:
            out.append(None)
            continue
        moment = dt.datetime.combine(day, stamp.time)
        if stamp.day is None and before is not None and seen > 2:  # what is pinned on top is out of order
            if down and moment > before + _JITTER:
                moment -= dt.timedelta(days=1)
            elif not down and moment < before - _JITTER:
                moment += dt.timedelta(days=1)
            day = moment.date()
        before = moment
        out.append(moment)
    return out


def _goes_down(clocks: Sequence[dt.time]) -> bool:
    """Tell whether the newest entry stands first."""
    steps = [(one > other) - (one < other) for one, other in itertools.pairwise(clocks)]
    return sum(steps) > 0


def _first_day(published: Publication, *, down: bool) -> dt.date | None:
    """The day of the first entry: of the last change where the newest stands first, else of the publication."""
    when = published.when
    day = when.start if when is not None and when.start is not None and when.start == when.end else None
    changed = parse_date(published.updated) if published.updated else None
    if down and changed is not None and (day is None or dt.timedelta() <= changed - day <= _LONGEST):
        return changed
    first = parse_date(published.first_published) if published.first_published and not down else None
    return first or day
