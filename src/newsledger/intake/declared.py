"""What an HTML page declares about its article, judged: headline, authors, dates, publisher, section, address."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import lxml.html

from newsledger.intake.authors import loose_names
from newsledger.intake.bylines import read_byline
from newsledger.intake.declared_dates import DeclaredDate, declared_dates, declared_update
from newsledger.intake.headline import choose_title
from newsledger.intake.metadata import Metadata, plain

_PREFIX = re.compile(r"^(?:by|von|par|por)\s*:?\s+", re.I)


@dataclass(frozen=True, slots=True)
class Declared:
    """The page's own account of its article. page_title: the title element. dates: of publication, best first."""

    title: str = ""
    page_title: str = ""
    description: str = ""
    body: str = ""
    authors: tuple[str, ...] = ()
    dates: tuple[DeclaredDate, ...] = ()
    updated: str | None = None
    publisher: str | None = None
    section: str | None = None
    language: str | None = None
    url: str | None = None


def read_declared(tree: lxml.html.HtmlElement, meta: Metadata) -> Declared:
    """Judge the declarations of a page."""
    site = meta.first("og:site_name", "application-name", "twitter:app:name:iphone")
    publisher = _publisher(meta) or site
    return Declared(
        title=choose_title(tree, meta, publisher if len(site) > 60 else site or publisher),
        page_title=meta.title,
        description=meta.first("og:description", "description", "twitter:description", "dc.description"),
        body=meta.told("articleBody"),
        authors=_authors(meta, publisher or ""),
        dates=declared_dates(tree, meta),
        updated=declared_update(meta),
        publisher=publisher or None,
        section=meta.told("articleSection") or meta.first("article:section", "section") or None,
        language=_language(meta),
        url=meta.canonical or meta.first("og:url") or None,
    )


def _people(value: Any, meta: Metadata) -> list[str]:
    if isinstance(value, list):
        return [name for item in value for name in _people(item, meta)]
    if isinstance(value, dict):
        name = value.get("name")
        if name is None and isinstance(value.get("@id"), str):
            name = meta.people.get(value["@id"])
        return _people(name, meta) if name is not None else []
    return [plain(value)] if isinstance(value, str) else []


def _clean_people(told: Sequence[str], site: str) -> tuple[str, ...]:
    names: list[str] = []
    for text in told:
        text = _PREFIX.sub("", text)
        if not text or "/" in text or "@" in text or len(text) > 160:
            continue
        people = [person.name for person in read_byline(text, 0) or loose_names(text, 0, site)]
        names += [name for name in people if name.casefold() not in [known.casefold() for known in names]]
    return tuple(names)


def _authors(meta: Metadata, site: str) -> tuple[str, ...]:
    for node in meta.ld:
        found = _clean_people(_people(node.get("author") or node.get("creator"), meta), site)
        if found:
            return found
    for name in (
        "author",
        "article:author",
        "parsely-author",
        "sailthru.author",
        "dc.creator",
        "dcterms.creator",
        "byl",
        "citation_author",
    ):
        found = _clean_people(meta.meta.get(name, ()), site)
        if found:
            return found
    return ()


def _publisher(meta: Metadata) -> str:
    for node in meta.ld:
        value = node.get("publisher")
        if isinstance(value, list) and value:
            value = value[0]
        if isinstance(value, dict):
            name = value.get("name") or meta.people.get(str(value.get("@id")))
            if isinstance(name, str) and name.strip():
                return plain(name)
        elif isinstance(value, str) and value.strip():
            return plain(value)
    return ""


def _language(meta: Metadata) -> str | None:
    told = meta.language or meta.told("inLanguage") or meta.first("og:locale", "content-language", "language")
    match = re.match(r"[A-Za-z]{2,3}", told or "")
    return match.group().lower() if match else None
