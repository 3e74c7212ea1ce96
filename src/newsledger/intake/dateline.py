"""Datelines: place, date and agency before the first sentence of a report."""

from __future__ import annotations

import functools
import re
import tomllib
from importlib import resources

from newsledger.model import Dateline, Span

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
            "september sept sep", "october oct", "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_MONTH = "(?P<month>" + "|".join(sorted(MONTHS, key=lambda name: (-len(name), name))) + ")"
_DATE = re.compile(
    rf"(?:{_MONTH}\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?|(?P<day2>\d{{1,2}})(?:st|nd|rd|"
    rf"th)?\s+{_MONTH.replace('month', 'month2')}\.?)"
    r"(?:,?\s+(?P<year>(?:19|20)\d\d))?(?!\d)",
    re.I,
)
_DASH = r"(?:--+|[—–]|(?<=[\s)])-(?=\s)|(?<=\)):)"
_END = re.compile(rf"\s*{_DASH}\s*")
_AGENCY = re.compile(r"\(([^()]{2,60})\)|/([^/]{2,40})/")
_PLACE = re.compile(
    r"[A-ZÀ-ÞŁŞŚŠŽČİ][\w.'’\-À-ſ]*(?:[ /-](?:of|de|del|la|el|al|am|an|der|[A-ZÀ-ÞŁŞŚŠŽČİ][\w.'’\-À-ſ]*))*"
    r"(?:,\s*[A-Z][\w.'’\-À-ſ]*(?:[ -][A-Z][\w.'’\-À-ſ]*)*\.?)*"
)
_REACH = 110


@functools.cache
def agencies() -> dict[str, str]:
    """News agencies by their name in lower case."""
    source = resources.files("newsledger.intake") / "data" / "agencies.toml"
    table = tomllib.loads(source.read_text(encoding="utf-8"))
    return {name.casefold(): name for name in table["news"]["names"]}


def find_agency(text: str) -> str | None:
    """The news agency that a credit such as "Reuters" or "AFP/Jiji" names first, in its usual spelling."""
    for part in re.split(r"\s*(?:/|,|;|\band\b|&|\bvia\b|\bwith\b)\s*", text.strip()):
        name = agencies().get(part.strip().casefold())
        if name is not None:
            return name
    return None


def find_dateline(paragraph: str, offset: int) -> Dateline | None:
    """The dateline that opens a paragraph standing at ``offset`` of the page text; None if there is none.

    A dateline ends in a dash (or a colon after the agency) and holds a date, an agency, or a place in capitals.
    "(AGENCY)" at the very start counts without a dash.
    """
    head = paragraph[:_REACH]
    bare = _bare_agency(head, offset)
    if bare is not None:
        return bare
    for end in _END.finditer(head):
        found = _parse(head[: end.start()], head[: end.end()].rstrip(), offset)
        if found is not None:
            return found
        if end.start() > _REACH - 20:
            break
    return None


def _bare_agency(head: str, offset: int) -> Dateline | None:
    match = _AGENCY.match(head)
    if match is None:
        return None
    agency = find_agency(match.group(1) or match.group(2))
    if agency is None or _END.match(head, match.end()):
        return None
    return Dateline(span=Span(offset, offset + match.end()), agency=agency)


def _parse(told: str, whole: str, offset: int) -> Dateline | None:
    """Read what stands before the dash."""
    rest = told
    agency_match = _AGENCY.search(rest)
    agency = None
    if agency_match is not None:
        if rest[agency_match.end() :].strip(" ,"):
            return None
        inner = agency_match.group(1) or agency_match.group(2)
        agency = find_agency(inner) or (inner if re.fullmatch(r"[A-Z][\w.]*(?: [A-Z][\w.]*){0,3}", inner) else None)
        if agency is None:
            return None
        rest = rest[: agency_match.start()]
    date_match = _DATE.search(rest)
    value = span = None
    if date_match is not None:
        if rest[date_match.end() :].strip(" ,.:"):
            return None
        value = _value(date_match)
        span = Span(offset + date_match.start(), offset + date_match.end())
        rest = rest[: date_match.start()]
    elif agency is None and "/" in rest:
        # "PARIS/Reuters" style
        before, _, after = rest.rpartition("/")
        agency = find_agency(after)
        rest = before if agency else rest
    place = rest.strip(" ,.:") or None
    if place is not None and _PLACE.fullmatch(place) is None:
        return None
    if place is None and value is None and agency is None:
        return None
    if value is None and agency is None and (place is None or not _is_capitals(place)):
        return None
    return Dateline(span=Span(offset, offset + len(whole)), place=place, date=value, date_span=span, agency=agency)


def _is_capitals(place: str) -> bool:
    """Tell whether the first part of a place is in capitals, as in datelines ("PARIS", "SÃO PAULO, Brazil")."""
    city = place.split(",")[0]
    letters = [char for char in city if char.isalpha()]
    return len(letters) >= 3 and sum(char.isupper() for char in letters) >= 0.8 * len(letters)


def _value(match: re.Match[str]) -> str | None:
    month = MONTHS[(match.group("month") or match.group("month2")).lower()]
    day = int(match.group("day") or match.group("day2"))
    if not 1 <= day <= 31:
        return None
    return f"{match.group('year') or 'XXXX'}-{month:02d}-{day:02d}"
