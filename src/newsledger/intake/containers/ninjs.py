"""Items of IPTC ninjs (1.x, and 2.x or 3.x with lists of headlines and bodies) → pages.

Specification: https://iptc.org/std/ninjs/userguide/.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from newsledger.intake.body import has_markup
from newsledger.intake.containers.composing import compose, says_something, unescaped, words_in
from newsledger.intake.containers.told import language_code, moment, one_line, people, status_problem, with_facts
from newsledger.model import Page, PageFacts, SetAside

_SIGNS = frozenset(
    ("versioncreated", "firstcreated", "contentcreated", "pubstatus", "representationtype", "standard", "bodies",
     "headlines", "urgency", "profile", "usageterms", "rightsinfo", "infosources", "body_xhtml")
)  # fmt: skip
_PLAIN_ROLES = frozenset(("", "main", "headline", "primary", "body"))
_DEEPEST = 3


def is_ninjs(record: Any) -> bool:
    """Tell a ninjs item from other JSON: it has a ``uri`` and at least one field that only ninjs calls so."""
    return isinstance(record, dict) and isinstance(record.get("uri"), str) and not _SIGNS.isdisjoint(record)


def item_pages(
    item: dict[str, Any], name: str, given: PageFacts, *, alone: bool = False, depth: int = 0
) -> Iterator[Page | SetAside]:
    """The page of an item, and those of the texts that a package of items holds.

    name: of the page. given: facts from outside. alone: nothing else is in the input. Items that were canceled or
    withheld are set aside. An embargo later than the item's creation is taken for its publication.
    """
    problem = status_problem(item.get("pubstatus"))
    if problem is not None:
        yield SetAside(name=name, reason=problem, remedy="leave it out")
        return
    text, lead = _body(item), _longest(item, "descriptions", "description")
    inner = list(_associated(item)) if depth < _DEEPEST else []
    if not says_something(text) and not inner and item.get("type") in (None, "text"):
        text, lead = lead, ""
    if says_something(text):
        facts = with_facts(_facts(item), given, alone=alone)
        standfirst = lead if words_in(lead) * 2 < words_in(text) else None
        data = compose(facts.title, text, standfirst=standfirst, authors=facts.authors)
        yield Page(name=name, data=data, facts=facts)
    elif not inner:
        kind = one_line(item.get("type")) or "text"
        yield SetAside(name=name, reason=f"an item of type {kind} without text", remedy="leave it out")
    for number, part in enumerate(inner, start=1):
        yield from item_pages(part, f"{name}/{one_line(part.get('uri')) or number}", given, depth=depth + 1)


def _facts(item: dict[str, Any]) -> PageFacts:
    created = moment(item.get("firstcreated"))
    version = moment(item.get("versioncreated")) or moment(item.get("contentmodified"))
    content = moment(item.get("contentcreated"))
    published = created or version or content
    embargo = moment(item.get("embargoed"))
    if embargo is not None and (published is None or embargo[:16] > published[:16]):
        published = embargo
    publisher = _publisher(item)
    section = next((name for name in _named(item, "genre", "genres", "section") if len(name) <= 40), None)
    uri = one_line(item.get("uri"))
    canonical = one_line(item.get("canonical_url") or item.get("href"))
    return PageFacts(
        url=next((url for url in (canonical, uri) if url.startswith(("http://", "https://"))), None),
        title=one_line(_longest(item, "headlines", "headline")) or one_line(item.get("title")) or None,
        published=published,
        updated=version if version is not None and published is not None and version > published else None,
        authors=people(_writers(item), publisher),
        publisher=publisher,
        section=section,
        language=language_code(item.get("language")),
        body_only=True,
    )


def _body(item: dict[str, Any]) -> str:
    """The fullest body; among equals the one with mark-up, which keeps the paragraphs."""
    return _longest(item, "bodies", "body")


def _longest(item: dict[str, Any], many: str, one: str) -> str:
    """The fullest text of a property: a list of objects with ``value`` (2.x), or ``one`` and ``one_xhtml`` (1.x)."""
    values = item.get(many)
    told = [part for part in values if isinstance(part, dict)] if isinstance(values, list) else []
    main = [part for part in told if one_line(part.get("role")).rpartition(":")[2] in _PLAIN_ROLES]
    texts = [part["value"] for part in main or told if isinstance(part.get("value"), str)]
    texts += [
        value for key, value in item.items() if (key == one or key.startswith(f"{one}_")) and isinstance(value, str)
    ]
    texts = [unescaped(text) for text in texts if text.strip()]
    return max(texts, key=lambda text: (words_in(text) // 5, has_markup(text), words_in(text)), default="")


def _named(item: dict[str, Any], *fields: str) -> Iterator[str]:
    """Names in fields that hold a text, an object with ``name``, or a list of them."""
    for field in fields:
        value = item.get(field)
        for part in value if isinstance(value, list) else [value]:
            name = one_line(part.get("name") or part.get("literal") if isinstance(part, dict) else part)
            if name:
                yield name


def _publisher(item: dict[str, Any]) -> str | None:
    rights = item.get("rightsinfo")
    holders = [part for part in rights if isinstance(part, dict)] if isinstance(rights, list) else [rights]
    told = [
        *_named(item, "infosource", "infosources", "provider", "source", "copyrightholder"),
        *(name for part in holders if isinstance(part, dict) for name in _named(part, "copyrightholder")),
        *_named(item, "creditline"),
    ]
    return next((name for name in told if len(name) <= 80), None)


def _writers(item: dict[str, Any]) -> Iterator[str]:
    yield from _named(item, "byline", "by")
    for field in ("person", "people", "creator", "contributors"):
        value = item.get(field)
        for part in value if isinstance(value, list) else []:
            role = one_line(part.get("rel") or part.get("role")) if isinstance(part, dict) else ""
            if role.rpartition(":")[2] in ("author", "creator", "writer", "reporter"):
                yield one_line(part.get("name"))


def _associated(item: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Items with a text of their own that belong to this one."""
    value = item.get("associations")
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for part in parts:
        if isinstance(part, dict) and part.get("type") in (None, "text", "composite") and (
            says_something(_body(part)) or part.get("associations")
        ):  # fmt: skip
            yield part
