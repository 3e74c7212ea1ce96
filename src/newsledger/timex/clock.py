"""Times of day with their zone: which zone words mean, and which instants of universal time a local time covers."""

from __future__ import annotations

import datetime as dt
import re
import zoneinfo

from newsledger.model import When
from newsledger.timex.lexicon import canonical, cues

_CLOCK = re.compile(r"T(\d\d):(\d\d)$")
_UNIVERSAL = re.compile(r"\((\d\d)(\d\d) (?:gmt|utc)\)")
_OFFSET = re.compile(r"UTC(?:([+-])(\d\d):(\d\d))?$")
_QUARTER_HOUR = 15  # minutes; time zones keep to it


def zone_of(words: str, value: str) -> str | None:
    """The zone that words beside a clock name ("est" → "UTC-05:00"); None for "local time" and unknown ones.

    words: in lower case. value: TIMEX3 value of the local time; "3 p.m. (1900 GMT)" tells the zone by the difference.
    """
    local, universal = _CLOCK.search(value), _UNIVERSAL.fullmatch(words)
    if universal and local:
        ahead = int(local[1]) * 60 + int(local[2]) - int(universal[1]) * 60 - int(universal[2])
        ahead = (ahead + 720) % 1440 - 720
        if ahead % _QUARTER_HOUR:
            return None
        sign, ahead = ("-", -ahead) if ahead < 0 else ("+", ahead)
        return f"UTC{sign}{ahead // 60:02d}:{ahead % 60:02d}" if ahead else "UTC"
    zone = canonical("zone", words)
    return zone if zone != words else None


def _zone(name: str) -> dt.tzinfo | None:
    if found := _OFFSET.match(name):
        hours, minutes = int(found[2] or 0), int(found[3] or 0)
        ahead = dt.timedelta(hours=hours, minutes=minutes)
        return dt.timezone(-ahead if found[1] == "-" else ahead)
    try:
        return zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError):
        return None


def universal(when: When) -> tuple[dt.datetime, dt.datetime] | None:
    """First and last instant in universal time of a TIME whose day and zone are known; None for all others.

    A clock time is one instant; parts of the day have the hours of ``cues.toml`` ("evening" 17:00 to 22:00).
    """
    if when.zone is None or when.start is None or when.start != when.end or "T" not in when.value:
        return None
    zone = _zone(when.zone)
    part = f"T{when.value.partition('T')[2]}"
    if zone is None or when.value.startswith("P"):
        return None
    midnight = dt.datetime.combine(when.start, dt.time(), zone)
    try:
        if clock := _CLOCK.search(when.value):
            at = midnight + dt.timedelta(hours=int(clock[1]), minutes=int(clock[2]))
            return at.astimezone(dt.UTC), at.astimezone(dt.UTC)
        hours = cues()["part_of_day"].get(part)
        if hours is None:
            return None
        first, last = (midnight + dt.timedelta(hours=hour) for hour in hours)
        return first.astimezone(dt.UTC), last.astimezone(dt.UTC)
    except OverflowError:
        return None
