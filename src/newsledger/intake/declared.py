"""What an HTML page declares about its article, judged: headline, authors, dates, publisher, section, address."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import lxml.html

from newsledger.intake.bylines import is_person, read_byline
from newsledger.intake.dates import parse_date
from newsledger.intake.metadata import Metadata, plain
from newsledger.intake.titles import title_key

_SEPARATOR = re.compile(r"\s+[|–—\-·•«»]+\s+|\s*\|\s*|\s+::\s+")
_PREFIX = re.compile(r"^(?:by|von|par|por)\s*:?\s+", re.I)


@dataclass(frozen=True, slots=True)
class Declared:
    """The page's own account of its article. date: (value, where it stands)."""

    title: str = ""
    description: str = ""
    body: str = ""
    authors: tuple[str, ...] = ()
    date: tuple[str, str] | None = None
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
        title=choose_title(tree, meta, site),
        description=meta.first("og:description", "description", "twitter:description", "dc.description"),
        body=meta.told("articleBody"),
        authors=_authors(meta),
        date=_date(tree, meta),
        updated=_updated(meta),
        publisher=publisher or None,
        section=meta.told("articleSection") or meta.first("article:section", "section") or None,
        language=_language(meta),
        url=meta.canonical or meta.first("og:url") or None,
    )


def without_site(title: str, site: str) -> str:
    """A page title without the site's name before or behind it."""
    parts = _SEPARATOR.split(title)
    if len(parts) < 2:
        return title
    key = title_key(site).replace(" ", "")
    if key:
        for part, at in ((parts[-1], -1), (parts[0], 0)):
            mine = title_key(part).replace(" ", "")
            if mine and (mine in key or key in mine):
                cut = title.rfind(part) if at else len(part)
                bare = title[:cut] if at else title[cut:]
                return bare.strip(" |–—-·•«»:")
    return max(parts, key=len).strip() if "|" in title else title


def choose_title(tree: lxml.html.HtmlElement, meta: Metadata, site: str) -> str:
    """The headline: what most of the page's declarations agree on, the visible one first."""
    headings = [plain(" ".join(h.itertext())) for h in tree.iter("h1")]
    headings = [heading for heading in headings if 0 < len(heading) < 300]
    told = [
        text
        for text in (meta.told("headline"), meta.first("og:title"), meta.first("twitter:title"), meta.title)
        if text
    ]
    bare = [without_site(text, site) for text in told]
    keys = [title_key(text) for text in bare]
    for heading in headings:
        key = title_key(heading)
        if key and key in keys:
            return heading
    for heading in headings:
        key = title_key(heading)
        if len(key) > 12 and any(key in other for other in keys):
            return heading
    if len(headings) == 1 and len(headings[0].split()) >= 3:
        return headings[0]
    return bare[0] if bare else (headings[0] if headings else "")


def _people(value: Any, meta: Metadata) -> list[str]:
    if isinstance(value, list):
        return [name for item in value for name in _people(item, meta)]
    if isinstance(value, dict):
        name = value.get("name")
        if name is None and isinstance(value.get("@id"), str):
            name = meta.people.get(value["@id"])
        return _people(name, meta) if name is not None else []
    return [plain(value)] if isinstance(value, str) else []


def _clean_people(told: Sequence[str]) -> tuple[str, ...]:
    names: list[str] = []
    for text in told:
        text = _PREFIX.sub("", text)
        if not text or "/" in text or "@" in text or len(text) > 160:
            continue
        people = [person.name for person in read_byline(text, 0)] or ([text] if is_person(text) else [])
        names += [name for name in people if name.casefold() not in [known.casefold() for known in names]]
    return tuple(names)


def _authors(meta: Metadata) -> tuple[str, ...]:
    for node in meta.ld:
        found = _clean_people(_people(node.get("author") or node.get("creator"), meta))
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
        found = _clean_people(meta.meta.get(name, ()))
        if found:
            return found
    return ()


_DATE_META = (
    "article:published_time", "og:published_time", "og:article:published_time", "datepublished", "date", "dc.date",
    "dc.date.issued", "dcterms.created", "dcterms.date", "dcterms.issued", "pubdate", "publishdate", "publish-date", "publication_date",
    "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "last-modified", "article.published", "rnews:datepublished", "displaydate",
)  # fmt: skip


def _date(tree: lxml.html.HtmlElement, meta: Metadata) -> tuple[str, str] | None:
    for node in meta.ld:
        for field in ("datePublished", "dateCreated", "uploadDate"):
            value = node.get(field)
            if isinstance(value, str) and parse_date(value):
                return value, f"JSON-LD {field}"
    for name in _DATE_META:
        value = meta.first(name)
        if value and parse_date(value):
            return value, f"meta {name}"
    for element in tree.iter("time"):
        value = element.get("datetime") or ""
        if value and parse_date(value):
            return value, "time element"
    return None


def _updated(meta: Metadata) -> str | None:
    value = meta.told("dateModified") or meta.first("article:modified_time", "og:updated_time", "datemodified")
    return value if value and parse_date(value) else None


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
