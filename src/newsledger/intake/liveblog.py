"""Live blogs: entries with a time of their own become dated parts of one article."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

import msgspec

from newsledger.intake.dates import find_dates
from newsledger.model import READ_KINDS, Block, BlockKind, Publication

_CLOCK = re.compile(r"\b(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d\d))?\s*(?P<half>[ap]\.?m\b\.?)?", re.I)
_MAX_STAMP = 45
_LEAST_ENTRIES = 3


def date_entries(blocks: Sequence[Block], text: str, published: Publication) -> tuple[Block, ...]:
    """Give the blocks of a live blog the time of their entry (``Block.published``, ISO 8601 without a zone).

    An entry's time stands above it. Pages with fewer than three such times, and pages whose day is not known, come back
    as they are.
    """
    day = _day(published)
    times = [_time(block, text) for block in blocks]
    if day is None or sum(time is not None for time in times) < _LEAST_ENTRIES:
        return tuple(blocks)
    out: list[Block] = []
    current: str | None = None
    for block, time in zip(blocks, times, strict=True):
        if time is not None:
            stamp = block.span.text(text)
            on = next((told for _, _, told in find_dates(stamp)), day)
            current = dt.datetime.combine(on, time).isoformat(timespec="minutes")
        elif block.kind in (BlockKind.RELATED, BlockKind.CONTACT, BlockKind.TITLE):
            current = None
        entry = current is not None and block.kind in READ_KINDS
        out.append(msgspec.structs.replace(block, published=current) if entry else block)
    return tuple(out)


def _day(published: Publication) -> dt.date | None:
    when = published.when
    return when.start if when is not None and when.start is not None and when.start == when.end else None


def _time(block: Block, text: str) -> dt.time | None:
    """The clock time of a short line that holds little else; None for any other block."""
    if block.kind is not BlockKind.TIMESTAMP or len(block.span) > _MAX_STAMP:
        return None
    stamp = block.span.text(text)
    for start, end, _ in find_dates(stamp):
        stamp = stamp[:start] + " " * (end - start) + stamp[end:]
    for match in _CLOCK.finditer(stamp):
        half = (match.group("half") or "").lower()
        if not half and match.group("minute") is None:
            continue
        hour, minute = int(match.group("hour")), int(match.group("minute") or 0)
        if half:
            hour = hour % 12 + (12 if half.startswith("p") else 0)
        if hour < 24 and minute < 60:
            return dt.time(hour, minute)
    return None
