"""What formats tell of their items, made fit for ``PageFacts``: moments, people, languages, names of items."""

from __future__ import annotations

import datetime as dt
import hashlib
import html
import re
from collections.abc import Iterable
from email.utils import parsedate_to_datetime

import msgspec

from newsledger.intake.authors import loose_names
from newsledger.intake.bylines import is_person, read_byline
from newsledger.intake.dates import parse_date
from newsledger.intake.facts import filled
from newsledger.intake.outlet import sounds_like_outlet
from newsledger.model import PageFacts

_EARLIEST, _LATEST = 1971, 2200  # outside of these a date is a machine's default, not a date of news
_FRACTION = re.compile(r"(\d\d:\d\d:\d\d)[.,]\d+")
_HOUR_ZONE = re.compile(r"([+-]\d\d)$")
_ISO = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)?(Z|[+-]\d\d:?\d\d)?$")
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:[-_][A-Za-z0-9]+)*$")
_ADDRESS = re.compile(r"<?\S+@\S+>?")
_IN_BRACKETS = re.compile(r"\(([^()]+)\)")
_BY = re.compile(r"^(?:by|from)\s*:?\s+", re.I)
_TAG = re.compile(r"<[^<>]{1,2000}>")
_MAX_NAME, _MAX_ID = 160, 200


def moment(text: object) -> str | None:
    """An ISO 8601 date or date-time from what a format gives (ISO, RFC 822, other usual forms); None if there is none.

    A zone stays as it was told: the day at the outlet's place is the day of publication.
    """
    if not isinstance(text, str) or not text.strip():
        return None
    bare = text.strip()[:80]
    told = _iso(bare) or _rfc822(bare)
    if told is not None:
        return told.isoformat(timespec="seconds") if _EARLIEST <= told.year < _LATEST else None
    day = parse_date(bare)
    return day.isoformat() if day is not None and _EARLIEST <= day.year < _LATEST else None


def _iso(text: str) -> dt.datetime | None:
    compact = _COMPACT.match(text)
    if compact is not None:
        year, month, day, hour, minute, second, zone = compact.groups()
        text = f"{year}-{month}-{day}T{hour}:{minute}:{second or '00'}{zone or ''}"
    if not _ISO.match(text):
        return None
    text = _HOUR_ZONE.sub(r"\1:00", _FRACTION.sub(r"\1", text))
    text = text.replace(" ", "T", 1).replace(" ", "")
    try:
        return dt.datetime.fromisoformat(text)
    except ValueError:
        return None


def _rfc822(text: str) -> dt.datetime | None:
    try:
        return parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def language_code(text: object) -> str | None:
    """Two-letter code of a language tag ("en" for "en-GB"); None for anything else."""
    match = _LANGUAGE.fullmatch(text.strip()) if isinstance(text, str) else None
    return match.group(1).lower() if match is not None else None


def people(told: Iterable[object], site: str | None = None) -> tuple[str, ...]:
    """Names of people from fields that name authors; desks, addresses and the outlet itself are left out.

    told: texts such as "By Ann Lee and Bo Ek", "jane@x.example (Jane Doe)". site: the publisher's name.
    """
    names: list[str] = []
    for text in told:
        if not isinstance(text, str) or len(text) > _MAX_NAME:
            continue
        named = _IN_BRACKETS.search(text) if "@" in text else None
        bare = named.group(1) if named is not None else _ADDRESS.sub(" ", text)
        bare = _BY.sub("", one_line(bare).strip(" <>\"'"))
        if not bare or "/" in bare:
            continue
        found = [person.name for person in read_byline(bare, 0) or loose_names(bare, 0, site or "")]
        names += [name for name in found if name.casefold() not in {known.casefold() for known in names}]
    return tuple(names)


def is_name_of_person(name: str) -> bool:
    """Tell whether a display name ("Ann Lee") is a person's rather than an outlet's."""
    return 2 <= len(name.split()) <= 4 and is_person(name) and not sounds_like_outlet(name)


def one_line(text: object) -> str:
    """A field on one line, without mark-up and character references."""
    if not isinstance(text, str):
        return ""
    if "<" in text:
        text = _TAG.sub(" ", text)
    return " ".join(html.unescape(text).split()) if "&" in text else " ".join(text.split())


def item_name(name: str, ident: str | None, content: str | bytes, seen: dict[str, int]) -> str:
    """``name#ident``, unique in its container; where an item has no id, a hash of its content stands for it.

    seen: names given so far, with how often; taken along from item to item.
    """
    if ident is None or not ident.strip():
        data = content if isinstance(content, bytes) else content.encode("utf-8", "replace")
        ident = hashlib.sha256(data).hexdigest()[:12]
    base = whole = f"{name}#{' '.join(ident.split())[:_MAX_ID]}"
    number = seen.get(base, 0)
    while whole in seen:
        number += 1
        whole = f"{base}~{number}"
    seen[base] = max(number, 1)
    seen.setdefault(whole, 1)
    return whole


def with_facts(own: PageFacts, given: PageFacts, *, alone: bool = False) -> PageFacts:
    """Facts of one item, joined with what was given from outside for its container.

    alone: the container holds this one item, so that what was given is about it and goes first. Else only a publisher
    that was given for all goes before the container's own.
    """
    if alone:
        return filled(given, own)
    return filled(msgspec.structs.replace(own, publisher=given.publisher or own.publisher), given)


def status_problem(status: object) -> str | None:
    """Why an item of a wire is not to be used ("canceled", "withheld", with or without a prefix); None if it is."""
    bare = one_line(status).rpartition(":")[2].rpartition("/")[2].casefold()
    if bare in ("canceled", "cancelled", "killed"):
        return "its provider canceled it"
    return "its provider withholds it" if bare in ("withheld", "embargoed") else None
