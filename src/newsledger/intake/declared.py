"""What an HTML page declares about its article, judged: headline, authors, dates, publisher, section, address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import lxml.html

from newsledger.intake.declared_dates import DeclaredDate, declared_dates, declared_update
from newsledger.intake.headline import choose_title
from newsledger.intake.makers import Told, declared_makers
from newsledger.intake.metadata import Metadata, plain
from newsledger.intake.paging import declared_links
from newsledger.model import PageLinks

_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Declared:
    """The page's own account of its article.

    page_title: the title element. dates: of publication, best first. entries: moment and first words of those of a live
    blog.
    """

    title: str = ""
    page_title: str = ""
    description: str = ""
    body: str = ""
    makers: Told = field(default_factory=Told)
    dates: tuple[DeclaredDate, ...] = ()
    updated: str | None = None
    publisher: str | None = None
    section: str | None = None
    language: str | None = None
    url: str | None = None
    links: PageLinks = field(default_factory=PageLinks)
    entries: tuple[tuple[str, str], ...] = ()


def read_declared(tree: lxml.html.HtmlElement, meta: Metadata) -> Declared:
    """Judge the declarations of a page."""
    site = meta.first("og:site_name", "application-name", "twitter:app:name:iphone")
    publisher = _publisher(meta) or site
    return Declared(
        title=choose_title(tree, meta, publisher if len(site) > 60 else site or publisher),
        page_title=meta.title,
        description=meta.first("og:description", "description", "twitter:description", "dc.description"),
        body=meta.told("articleBody"),
        makers=declared_makers(meta, publisher or ""),
        dates=declared_dates(tree, meta),
        updated=declared_update(meta),
        publisher=publisher or _named_publisher(meta),
        section=meta.told("articleSection") or meta.first("article:section", "section") or None,
        language=_language(meta),
        url=meta.canonical or meta.first("og:url") or None,
        links=declared_links(meta),
        entries=tuple(_live_entries(meta)),
    )


def _live_entries(meta: Metadata) -> Iterator[tuple[str, str]]:
    """Moment and first words of the entries of a live blog (schema.org LiveBlogPosting)."""
    for node in meta.ld:
        updates = node.get("liveBlogUpdate")
        for update in updates if isinstance(updates, list) else [updates]:
            moment = update.get("datePublished") if isinstance(update, dict) else None
            if isinstance(update, dict) and isinstance(moment, str):
                for name in ("headline", "articleBody"):
                    if isinstance(told := update.get(name), str):
                        yield moment, plain(told[:400])


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


def _named_publisher(meta: Metadata) -> str | None:
    """The publisher that a meta tag or microdata names; no address of a profile."""
    told = meta.first("publisher", "dc.publisher")
    return told if told and "//" not in told and "@" not in told and len(told) <= _LONGEST_NAME else None


def _language(meta: Metadata) -> str | None:
    told = meta.language or meta.told("inLanguage") or meta.first("og:locale", "content-language", "language")
    match = re.match(r"[A-Za-z]{2,3}", told or "")
    return match.group().lower() if match else None
